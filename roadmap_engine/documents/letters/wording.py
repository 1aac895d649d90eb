"""What a letter says, in words: its subject, its sections, a few lines for each row.

Words of texts and logs are brought onto one line each, what cannot be seen is shown: a remark cannot open a
header, a section or a paragraph of its own.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.documents.phrases import say_late, shorten
from roadmap_engine.model.absences import StandsIn
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.digest import (
    CALLING,
    Digest,
    DigestRow,
    Followed,
    Part,
    ToRecord,
    Waiting,
)
from roadmap_engine.model.progress import SIGN_WORDS, Look, Sign
from roadmap_engine.russian import (
    Case,
    capitalise_first,
    count_phrase,
    date_in_words,
    decline,
    name_in_text,
    numeric_date,
    plural_form,
)
from roadmap_engine.russian.calendar_words import WEEKDAYS
from roadmap_engine.russian.cases import Kind

__all__ = ["LetterRow", "Section", "list_sections", "name_plan", "say_day", "say_subject", "say_why"]

_TITLE, _NOTE, _PLAN_TITLE = 200, 600, 120


@dataclass(frozen=True, slots=True)
class LetterRow:
    """One thing a letter tells.

    Attributes:
        mark, word: its state as everywhere; empty for an event to be recorded.
        look: whose move it is.
        title: with its number.
        lines: the day in words, whose it is, what was remarked.
    """

    mark: str
    word: str
    look: Look
    title: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Rows under one heading."""

    heading: str
    rows: tuple[LetterRow, ...]


def say_subject(digest: Digest) -> str:
    """Count what waits: «1 возвращено, 2 срока»."""
    counts = {part: len(digest.rows_of(part)) for part in Part}
    near, events = counts[Part.THIS_WEEK], len(digest.to_record)
    said = (
        (counts[Part.RETURNED], f"{counts[Part.RETURNED]} возвращено"),
        (counts[Part.OVERDUE], f"{counts[Part.OVERDUE]} просрочено"),
        (counts[Part.DISAGREES], f"расходятся записи: {counts[Part.DISAGREES]}"),
        (near, f"{near} {plural_form(near, 'срок', 'срока', 'сроков')}"),
        (events, f"{events} {plural_form(events, 'событие', 'события', 'событий')} без даты"),
    )
    return capitalise_first(", ".join(words for count, words in said if count))


def say_day(day: dt.date, today: dt.date) -> str:
    r"""Say a day as people do: «пятница, 18 июня»; with its year where that is another.

    >>> say_day(dt.date(2027, 6, 18), dt.date(2027, 6, 15))
    'пятница, 18\xa0июня'
    """
    words = date_in_words(day, with_year=day.year != today.year).replace(" ", "\u00a0")
    return f"{WEEKDAYS[day.weekday()].singular[0]}, {words}"


def name_plan(followed: Followed) -> str:
    """Name a plan by its procedure, or its title, and its school."""
    plan = followed.plan
    name = (plan.procedure.name if plan.procedure is not None else None) or plan.title
    school = plan.organisation.short if plan.organisation is not None else ""
    return ", ".join(one_line(shorten(words, _PLAN_TITLE)) for words in (name, school) if words)


def say_why(digest: Digest) -> str:
    """Say why the letter came."""
    posts: dict[str, None] = {}
    for followed in digest.plans:
        organisation = followed.plan.organisation
        key = digest.people.get(followed.name, "")
        people = organisation.people if organisation is not None else ()
        posts |= dict.fromkeys(one_line(each.post) for each in people if each.post_key == key)
    named = f" (должность: {', '.join(posts)})" if posts else ""
    return (
        "Письмо пришло, потому что вы отвечаете за это по плану или замещаете того, кто отвечает"
        f"{named}. Сведения на {numeric_date(digest.today)}."
    )


def list_sections(digest: Digest) -> tuple[Section, ...]:
    """Give the sections of a letter in their order, those that have something."""
    several = len(digest.plans) > 1
    parts = (
        ("Ждёт вас", _write_rows(digest, digest.rows_of(*CALLING), several=several)),
        ("Ждут, пока вы запишете", _write_events(digest.to_record, several=several)),
        ("Проверяют", _write_rows(digest, digest.rows_of(Part.UNDER_REVIEW), several=several)),
    )
    return tuple(Section(heading, tuple(rows)) for heading, written in parts if (rows := list(written)))


def _write_rows(digest: Digest, rows: Iterable[DigestRow], *, several: bool) -> Iterator[LetterRow]:
    for each in rows:
        words = SIGN_WORDS[each.row.sign]
        word, look = words.word.russian, words.look
        if each.row.sign is Sign.RETURNED_LATE and each.row.late:
            word = f"{SIGN_WORDS[Sign.RETURNED].word.russian}, {say_late(each.row)}"
        lines = [*_say_days(each, digest.today), *_say_stand_in(each.instead_of), *_say_more(each)]
        if several:
            lines.append(f"План: {name_plan(each.followed)}")
        yield LetterRow(words.mark, word, look, _say_title(each.row), tuple(lines))


def _write_events(events: Iterable[ToRecord], *, several: bool) -> Iterator[LetterRow]:
    for each in events:
        lines = [f"Ждут даты: {_say_waiting(each.waiting)}", *_say_stand_in(each.instead_of)]
        if several:
            lines.append(f"План: {name_plan(each.followed)}")
        words = SIGN_WORDS[Sign.WAITING]
        title = capitalise_first(one_line(shorten(each.title, _TITLE)))
        yield LetterRow(words.mark, "дата не записана", Look.TURN, title, tuple(lines))


def _say_title(row: BoardRow) -> str:
    title = shorten(row.row.title, _TITLE)
    return one_line(f"{row.row.number} {title}".strip())


def _say_days(each: DigestRow, today: dt.date) -> Iterator[str]:
    row = each.row
    if row.due is not None:
        past = each.part in (Part.OVERDUE, Part.RETURNED) and row.due < today
        ago = f", {count_phrase((today - row.due).days, 'день')} назад" if past else ""
        if row.due == today and each.part in CALLING:
            ago = " – сегодня"
        yield f"Срок: {say_day(row.due, today)}{ago}"
    elif row.row.start is not None:
        yield f"Начало: {say_day(row.row.start, today)}"
    happened = row.happened
    if each.part is Part.RETURNED and happened.on is not None:
        yield f"Возвращено: {say_day(happened.on, today)}"
    if each.part is Part.UNDER_REVIEW and happened.on is not None:
        yield f"Сдано: {say_day(happened.on, today)}"
    if happened.extended_to is not None and happened.extended_why:
        before = row.row.due
        moved = f" с {numeric_date(before)}" if before is not None and before != row.due else ""
        yield f"Срок перенесён{moved}: {one_line(shorten(happened.extended_why, _NOTE))}"


def _say_more(each: DigestRow) -> Iterator[str]:
    row = each.row
    if each.part is Part.RETURNED and row.happened.note:
        yield f"Замечание: «{one_line(shorten(row.happened.note, _NOTE))}»"
    if row.row.output and each.part in CALLING:
        yield f"Документ: {one_line(shorten(row.row.output, _TITLE))}"
    if each.part in (Part.OVERDUE, Part.RETURNED):
        own = {measure.id for measure in each.followed.plan.measures() if measure.goes_by == row.measure}
        after = [
            measure.number.strip().rstrip(".") or shorten(measure.title, _TITLE)
            for measure in each.followed.plan.standing_measures()
            if own & set(measure.needs) and not measure.is_done
        ]
        if after:
            yield f"Без этого не начать: {one_line(', '.join(after))}"


def _say_stand_in(instead_of: StandsIn | None) -> Iterator[str]:
    """Say for whom the reader stands in: «за Иванову И. И., по 14.03»."""
    if instead_of is None:
        return
    person = instead_of.person
    until = f"по {instead_of.until:%d.%m}"
    short = name_in_text(person.name)
    # Cases written by hand are of the whole name; where the short one cannot be known it stays as it is.
    accusative = decline(short, Kind.NAME, person.gender).cases.get(Case.ACCUSATIVE)
    yield one_line(f"За {accusative}, {until}" if accusative else f"Замещение: {short}, {until}")


def _say_waiting(waiting: Sequence[Waiting]) -> str:
    """Name the rows that wait with those who answer, neighbours of the same people together."""
    by_people: dict[tuple[str, ...], list[str]] = {}
    for each in waiting:
        row = each.row.row
        by_people.setdefault(each.who, []).append(row.number or f"«{shorten(row.title, _TITLE)}»")
    groups = (
        ", ".join(numbers) + (f" ({', '.join(who)})" if who else "") for who, numbers in by_people.items()
    )
    return one_line("; ".join(groups))
