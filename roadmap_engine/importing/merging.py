"""Several columns to one field of a measure: a beginning and an end, months with marks, years.

A plan has one deadline for a measure; departments have up to three columns for it. What makes one deadline
together is joined; what does not stays beside the measure as a comment, under its caption.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from roadmap_engine.importing.captions import Meaning, normalise_caption
from roadmap_engine.importing.dates import is_deadline, rule_of
from roadmap_engine.importing.entries import Entry
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.outputs import looks_like_documents
from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.russian.dates import MONTHS

__all__ = ["MARK", "Fields", "Plain", "choose_fields", "fill_fields", "month_text"]

FIELDS = tuple(map(Meaning, COLUMN_CAPTIONS))
_TERM = re.compile(
    r"\b(?:I{1,3}|IV|[1-4](?:-?[а-яё]+)?)\s+(?:четверть|полугодие|триместр|квартал)", re.IGNORECASE
)
MARK = re.compile(r"[+xхXХvV✓✔*•]|да")
_DEADLINE_PARTS = (Meaning.START, Meaning.FINISH, Meaning.MONTH, Meaning.YEAR)


@dataclass(frozen=True, slots=True)
class Fields:
    """Which column each field is read from.

    Attributes:
        sources: field to the places of its columns.
        captions: field to the words over it, in the order of the table.
        kept: places of columns whose cells become comments.
        sides: the captions of who does and of who answers, where two columns say it.
    """

    sources: dict[Meaning, tuple[int, ...]]
    captions: tuple[tuple[Meaning, str], ...]
    kept: tuple[int, ...]
    sides: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Plain:
    """A measure field by field, as words.

    Attributes:
        texts: by field.
        kept: caption and words of every other column.
        marked: whether the deadline was put together from several columns.
        written: what the deadline's cell says, where the deadline says more.
    """

    texts: dict[Meaning, str]
    kept: tuple[tuple[str, str], ...]
    marked: bool = False
    written: str | None = None


def choose_fields(columns: Sequence[Column], entries: Sequence[Entry]) -> Fields:
    """Decide what each column becomes.

    Args:
        columns: of the table.
        entries: the measures that have these columns; a column of documents is told by its cells too.
    """
    sources: dict[Meaning, tuple[int, ...]] = {}
    kept: list[int] = []
    answering, doing = _answering_and_doing(columns)
    for place, column in enumerate(columns):
        meaning = _meaning(place, column, columns, entries)
        ends = [columns[each].meaning for each in sources.get(Meaning.DEADLINE, ())]
        if meaning in (Meaning.START, Meaning.FINISH) and meaning in ends:
            # One beginning and one end make a deadline; a second one is named and kept.
            kept.append(place)
        elif meaning in _DEADLINE_PARTS or meaning is Meaning.DEADLINE:
            sources[Meaning.DEADLINE] = (*sources.get(Meaning.DEADLINE, ()), place)
        elif place == doing:
            sources[Meaning.PARTICIPANTS] = (place,)
        elif (
            meaning in FIELDS
            and meaning not in sources
            and (place == answering or meaning is not Meaning.RESPONSIBLE)
        ):
            sources[meaning] = (place,)
        elif meaning is Meaning.RESULT and Meaning.OUTPUT not in sources and _has_documents(place, entries):
            sources[Meaning.OUTPUT] = (place,)
        elif meaning is not Meaning.STAGE:
            kept.append(place)
    kept += _drop_mixed_deadlines(columns, sources)
    order = sorted(sources, key=lambda meaning: sources[meaning][0])
    captions = tuple((meaning, _caption(columns, sources[meaning], meaning)) for meaning in order)
    left = tuple(place for place in kept if place not in sum(sources.values(), ()))
    sides = (columns[doing].caption, columns[answering].caption) if doing is not None else None
    return Fields(sources, captions, left, sides)


_ANSWERS = re.compile(r"ответственн|отвечает|куратор")
_WATCHES = re.compile(r"контрол")


def _answering_and_doing(columns: Sequence[Column]) -> tuple[int, int | None]:
    """Give the column of whoever answers, and of whoever does the work where it is another.

    «Исполнители» take part beside «Ответственный»; «Ответственный исполнитель» answers, «Соисполнители» help.
    """
    people = [place for place, column in enumerate(columns) if column.meaning is Meaning.RESPONSIBLE]
    if not people:
        return -1, None
    caption = {place: normalise_caption(columns[place].caption) for place in people}
    answering = min(people, key=lambda p: (not _ANSWERS.search(caption[p]), "исполн" in caption[p], p))
    others = [place for place in people if place != answering and not _WATCHES.search(caption[place])]
    taken = any(column.meaning is Meaning.PARTICIPANTS for column in columns)
    return answering, others[0] if others and not taken else None


def _meaning(place: int, column: Column, columns: Sequence[Column], entries: Sequence[Entry]) -> Meaning:
    meaning = column.meaning
    if meaning is Meaning.RESULT and re.match(r"выход", normalise_caption(column.caption)):
        others = {each.meaning for each in columns}
        return Meaning.OUTPUT if Meaning.OUTPUT not in others and _has_documents(place, entries) else meaning
    if meaning is Meaning.ACTUAL and not any(each.meaning is Meaning.DEADLINE for each in columns):
        return Meaning.UNKNOWN
    return meaning


def _has_documents(place: int, entries: Sequence[Entry]) -> bool:
    return looks_like_documents([text for entry in entries if (text := entry.texts.get(place, ""))])


def _drop_mixed_deadlines(columns: Sequence[Column], sources: dict[Meaning, tuple[int, ...]]) -> list[int]:
    """Where a plain deadline stands beside parts of one, the plain one counts."""
    places = sources.get(Meaning.DEADLINE, ())
    plain = [place for place in places if columns[place].meaning is Meaning.DEADLINE]
    if plain and len(places) > 1:
        best = min(plain, key=lambda place: (_deadline_rank(columns[place].caption), place))
        sources[Meaning.DEADLINE] = (best,)
        return [place for place in places if place != best]
    return []


def _deadline_rank(caption: str) -> int:
    """Rank columns of days: when a measure is due or done before when something for it is."""
    words = normalise_caption(caption)
    if re.search(
        r"подготовк|представлени|предоставлени|сдач|подач|контрол|проверк|утвержд|отчет|размещ", words
    ):
        return 2
    return 0 if re.search(r"исполн|провед|реализ|выполн|план|мероприят", words) else 1


def _caption(columns: Sequence[Column], places: tuple[int, ...], meaning: Meaning) -> str:
    """Give the words over a field; of a deadline in parts, what the captions have in common."""
    captions = [columns[place].caption for place in places]
    if len(captions) == 1:
        return captions[0]
    common = []
    for words in zip(*(caption.split() for caption in captions), strict=False):
        if len(set(words)) > 1:
            break
        common.append(words[0])
    return " ".join(common).strip(" (:") or ("Сроки" if meaning is Meaning.DEADLINE else captions[0])


def fill_fields(entry: Entry, fields: Fields) -> Plain:
    """Give the words of each field of a measure."""
    texts = {
        meaning: entry.texts.get(places[0], "")
        for meaning, places in fields.sources.items()
        if len(places) == 1 and entry.columns[places[0]].meaning not in _DEADLINE_PARTS
    }
    kept = tuple(
        (entry.columns[place].caption, text)
        for place in fields.kept
        if (text := entry.texts.get(place, "")) and text not in ("-", "–", "—")
    )
    places = fields.sources.get(Meaning.DEADLINE, ())
    if Meaning.DEADLINE in texts or not places:
        return Plain(texts, kept)
    joined = _join_deadline([(entry.columns[place], entry.texts.get(place, "")) for place in places])
    return Plain({**texts, Meaning.DEADLINE: joined}, kept, marked=True)


def _join_deadline(parts: Sequence[tuple[Column, str]]) -> str:
    """Write the parts of a deadline as one phrase; several lines where they do not make one."""
    said = [(column, " ".join(text.split())) for column, text in parts if text.strip(" -–—")]
    if not said:
        return ""
    meanings = {column.meaning for column, _text in said}
    if meanings <= {Meaning.START, Meaning.FINISH}:
        return _join_ends({column.meaning: text for column, text in said})
    if meanings == {Meaning.MONTH}:
        return ", ".join(month_text(column.caption, text) for column, text in said)
    if meanings == {Meaning.YEAR}:
        years = _joined_years(said)
        if years:
            return years
        return "\n".join(_year_text(column.caption, text) for column, text in said)
    return "\n".join(f"{column.caption}: {text}" for column, text in said)


def _join_ends(ends: dict[Meaning, str]) -> str:
    start, finish = ends.get(Meaning.START, ""), ends.get(Meaning.FINISH, "")
    if start == finish or not finish or not start:
        alone = start or finish
        if start == finish:
            return alone
        led = f"{'до' if finish else 'с'} {alone}"
        return led if rule_of(led) is not None else alone
    if re.match(r"(?:с|со|до|по)\s", start.lower()) or re.match(r"(?:до|по)\s", finish.lower()):
        joined = f"{start} {finish}"
        return joined if is_deadline(joined) else f"{start}\n{finish}"
    ways = (f"с {start} по {finish}", f"{start} – {finish}")
    for joined in ways if start[0].isdigit() else reversed(ways):
        if rule_of(joined) is not None:
            return joined
    return f"{start}\n{finish}"


def month_text(caption: str, text: str) -> str:
    """Read a cell of a month's column: a mark means the month, a day or a week that day or week of it.

    >>> month_text("Октябрь 2026 г.", "+"), month_text("окт.", "12-16"), month_text("II квартал", "+")
    ('октябрь 2026', '12-16 октября', 'II квартал')
    """
    month = next((name for name in MONTHS if name in normalise_caption(caption)), "")
    term = _TERM.search(caption)
    if not month:
        named = term[0] if term else caption
        return named if MARK.fullmatch(text) else f"{named}: {text}"
    year = re.search(r"20\d\d", caption)
    if MARK.fullmatch(text):
        return f"{month} {year[0]}" if year else month
    days = re.fullmatch(r"\d{1,2}(?:\s?[-–]\s?\d{1,2})?", text)
    if days:
        dated = f"{text} {_genitive(month)}"
        return dated if rule_of(dated) is not None else f"{month}: {text}"
    weeks = f"{text} {_genitive(month)}"
    if rule_of(text) is not None and month[:3] in text.lower():
        return text
    return weeks if rule_of(weeks) is not None else f"{month}: {text}"


def _genitive(month: str) -> str:
    return f"{month[:-1]}я" if month[-1] in "ьй" else f"{month}а"


def _joined_years(said: Sequence[tuple[Column, str]]) -> str:
    """Write marks under years side by side as one span: «2026-2027 годы»."""
    named = [re.findall(r"20\d\d", column.caption) for column, text in said if MARK.fullmatch(text)]
    years = [int(each[0]) for each in named if len(each) == 1]
    together = years == list(range(years[0], years[0] + len(said))) if len(years) > 1 else False
    phrase = f"{years[0]}-{years[-1]} годы" if together else ""
    return phrase if rule_of(phrase) is not None else ""


def _year_text(caption: str, text: str) -> str:
    """Put the year of a column behind what stands in it, if the year is one."""
    years = re.findall(r"20\d\d", caption)
    if MARK.fullmatch(text) and len(years) == 1:
        return f"{years[0]} год"
    dated = f"{text} {years[0]}" if len(years) == 1 and not re.search(r"20\d\d", text) else text
    return dated if rule_of(dated) is not None else f"{caption}: {text}"
