"""Where free words begin and end: the names of events and of papers that no vocabulary knows.

Free words may hold no word of time, no bare number and no «не»: what speaks of time must be read as time, or the
phrase is not understood. A date stands in them only after «от», a number after «№» or beside what it counts.
"""

from __future__ import annotations

from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.forms import FREE
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.lexicon import is_almost_time
from roadmap_engine.deadlines.parser import Parse, Text
from roadmap_engine.russian.cases import Case

__all__ = ["EVENT_SCANNERS", "LOOSE", "STOPS", "event_in", "is_almost_time", "is_free", "scan", "scan_event"]

_TIME_KINDS = frozenset(
    {"date", "day-month", "month-year", "month", "clock", "adverb", "weekday", "season", "breaks", "break-name", "unit",
     "num", "number", "half", "compound", "roman", "line", "end"}
)  # fmt: skip
STOPS = frozenset(
    {"до", "не", "после", "через", "спустя", "накануне", "перед", "но", "далее", "затем", "ежегодно", "каждый", "каждую",
     "каждая", "каждое", "каждые", "раз", "раза", "постоянно", "регулярно", "систематически",
     "включительно", "около", "примерно", "ориентировочно", "приблизительно", "согласно", "кроме", "либо"}
)  # fmt: skip
_PAIRS = frozenset(
    {("в", "течение"), ("в", "течении"), ("в", "срок"), ("в", "сроки"), ("в", "соответствии"), ("в", "период"),
     ("по", "мере"), ("по", "графику"), ("по", "плану"), ("по", "согласованию"), ("а", "также"), ("в", "конце"),
     ("в", "начале"), ("по", "итогам"), ("по", "окончании"), ("по", "завершении"), ("в", "день"), ("с", "момента"),
     ("со", "дня"), ("с", "даты"), ("по", "необходимости"), ("при", "необходимости"), ("на", "постоянной")}
)  # fmt: skip
LOOSE = frozenset([
    "в", "во", "на", "по", "с", "со", "к", "ко", "за", "до", "и", "или", "а", "от", "из", "о", "об", "для",
    "при", "не", "что", "как", "об", "у", "над", "под",
])  # fmt: skip
_COUNTED = (
    "класс", "тур", "этап", "час", "раздел", "пункт", "групп", "балл", "процент", "кл", "уровн", "модул",
    "занят", "вопрос", "семестр", "смен", "курс", "заезд", "поток", "модул", "сесси",
)  # fmt: skip
_COUNTING = (
    "рабоч", "учебн", "календарн", "полн", "последн", "данн", "отчетн", "каждой", "текущ", "праздничн",
    "выходн", "ближайш", "последующ", "следующ", "первых", "учительск",
)  # fmt: skip
_SEASON_STEMS = frozenset({"осенне", "зимне", "весенне", "летне"})
_MARKS = frozenset({"(", ")", ";", ":", "+", "="})
LONGEST, LONGEST_QUOTE, SHORTEST_ACTION = 60, 30, 3


def is_free(text: Text, index: int, *, papers: bool = False) -> bool:
    """Tell whether a token may be part of free words."""
    token = text.at(index)
    pair = (token.text, text.at(index + 1).text)
    if (
        token.text in STOPS
        or token.text in _MARKS
        or (pair in _PAIRS and not (papers and pair[1] == "соответствии"))
    ):
        return False
    if token.text in _SEASON_STEMS or (token.kind == "word" and is_almost_time(token.text)):
        return False
    return token.kind not in _TIME_KINDS or _names_no_time(text, index, papers=papers)


def _names_no_time(text: Text, index: int, *, papers: bool) -> bool:
    """Tell whether a word of time belongs to a name here: «от 5 мая», «5 класс», «недели психологии»."""
    token = text.at(index)
    before, after = text.at(index - 1) if index else None, text.at(index + 1)
    if papers and _names_year(text, index):
        return True
    if token.text == "г" and after.kind == "word" and text.phrase[after.start].isupper():
        return True
    if token.kind == "date" or (token.kind == "num" and after.kind == "month"):
        return before is not None and before.text == "от"
    if token.kind in ("num", "roman"):
        numbered = before is not None and (
            before.text in ("№", "n", "п", "пп", "ст", "приложению") or before.text == "-"
        )
        return (
            numbered
            or (token.ordinal and token.kind == "num")
            or after.text.startswith(_COUNTED)
            or _counts_run(text, index)
        )
    if token.kind == "break-name":
        # «Летней кампании» is an event, «летние каникулы» and «летний период» are times.
        return after.kind == "word" and not after.text.startswith(("период", "врем", "школьн", "месяц"))
    if (
        token.kind == "unit"
        and token.value == "year"
        and before is not None
        and before.text.startswith("учебн")
    ):
        return text.at(index - 2).text in ("новому", "новым", "нового")
    if token.kind == "unit" and token.value in ("week", "decade", "day") and after.kind == "word":
        # «Недели психологии», «дня открытых дверей» are campaigns; «недели после» is a length.
        return (
            after.text not in STOPS
            and after.text not in LOOSE
            and not after.text.startswith(("следующ", "месяц"))
        )
    several = token.value == "day" and token.text.startswith("дн") and token.text != "днем"
    if token.kind == "unit" and (token.value in ("week", "decade") or several) and before is not None:
        # «Предметных недель», «тематической недели»: an adjective that counts nothing makes it a campaign.
        named = before.kind == "word" and before.text.endswith(("ных", "ной", "ную", "ная", "ской", "ских"))
        return named and not before.text.startswith(_COUNTING)
    # «Час» of a lesson, «год» of a paper's date: only behind what they belong to.
    return (
        token.kind == "unit"
        and token.text in ("г", "года")
        and before is not None
        and _dated(text, index - 1)
    )


def _names_year(text: Text, index: int) -> bool:
    """Tell whether a token is the year a paper is of: «план на 2026-2027 учебный год»."""
    token, before = text.at(index), text.at(index - 1)
    if token.kind == "num":
        year = len(token.text) == 4 or (len(token.text) == 2 and before.text == "-")
        after = text.at(index + 1)
        closes = (
            after.kind in ("end", "unit")
            or after.text in ("-", ",", ")", "учебный", "учебном", "учебного", "уч")
            or after.kind == "num"
        )
        return year and closes and before.text not in ("до", "с", "по", "от", ",")
    of_year = (
        before.kind == "num"
        or before.text.startswith(("учебн", "уч"))
        or before.text in ("на", "текущий", "календарный")
    )
    return token.kind == "unit" and token.value == "year" and of_year


def _counts_run(text: Text, index: int) -> bool:
    """Tell whether «4-8» counts classes."""
    return text.at(index + 1).text == "-" and text.at(index + 3).text.startswith(_COUNTED)


def _dated(text: Text, index: int) -> bool:
    token = text.at(index)
    if token.kind == "date":
        return text.at(index - 1).text == "от"
    return token.kind == "num" and text.at(index - 1).kind == "month" and text.at(index - 3).text == "от"


def scan(text: Text, start: int, *, papers: bool = False) -> list[int]:
    """Give where free words from a token on may end, longest first: where they must, and before each joining mark."""
    ends: list[int] = []
    index = start
    while index - start < LONGEST and index < len(text.tokens):
        token = text.at(index)
        if token.text == "«":
            index = _after_quote(text, index)
            continue
        if token.kind == "month" and text.at(index - 1).kind == "num" and text.at(index - 2).text == "от":
            index += 1
            continue
        if token.kind == "num" and text.at(index - 1).kind == "month" and text.at(index - 3).text == "от":
            index += 1
            continue
        if not is_free(text, index, papers=papers):
            break
        bounds = token.text == "по" and text.at(index + 1).kind in ("edge", "ordinal")
        if (token.text in (",", "и", "или", "/", "-") or bounds) and index > start:
            # «С момента издания приказа по середину мая»: a time may begin behind «по».
            ends.append(index)
        index += 1
    while index > start and _is_loose(text, index):
        # «После издания приказа по …»: what wants another word belongs to what follows.
        index -= 1
    ends.append(index)
    kept = [end for end in ends if end > start and not _is_loose(text, end)]
    return kept[::-1]


def _is_loose(text: Text, end: int) -> bool:
    """Tell whether the last word wants another one after it."""
    last = text.at(end - 1)
    if (
        last.end < len(text.phrase)
        and text.phrase[last.end] == "-"
        and "\n" in text.phrase[last.end : last.end + 3]
    ):
        return True
    return last.text in LOOSE or (last.kind == "mark" and last.text not in ("»", '"', "%", "."))


def _after_quote(text: Text, index: int) -> int:
    for distance in range(1, LONGEST_QUOTE):
        if text.at(index + distance).text == "»":
            return index + distance + 1
    return index + 1


_ACTIONS = ("проведения", "проведении", "проведением", "проведению", "проведение")
_ONLY_SOMETHING = frozenset(["его", "ее", "их", "этого", "этой", "чего", "нее", "него", "них", "ней", "ним"])


def scan_event(text: Text, start: int, come: tuple[Case, ...]) -> list[Parse]:
    """Give the events that are named from a token on, by a vocabulary or in words in one of some cases."""
    ends = scan(text, start)
    if not ends:
        return []
    found: list[Parse] = []
    if text.at(start).text in _ACTIONS and ends[-1] == start + 1:
        # «За день до проведения» speaks of the procedure the plan is made for.
        found.append((start + 1, Happening("procedure"), 1))
        if len(ends) == 1:
            return found
    for end in ends:
        known = event_in(text, start, end)
        if known is not None and Case.PREPOSITIONAL in come and _decides(text, known):
            continue
        if known is not None:
            found.append((end, known, 1))
            continue
        words = _words(text, start, end, come)
        if words is not None:
            found.append((end, Happening(words=words), FREE * (end - start)))
    return found


def _decides(text: Text, event: Happening) -> bool:
    """Tell whether an event sets dates itself: «по решению Педсовета» is no time after it."""
    entry = text.events.by_id.get(event.event or "")
    return entry is not None and entry.decides


def event_in(text: Text, start: int, end: int) -> Happening | None:
    """Give the event of the vocabulary that the words are, if they are just that."""
    stems = [stem(token.text) for token in text.tokens[start:end] if token.kind != "mark"]
    known = text.events.match(stems)
    if known is not None and text.events.covers(known[0], stems[known[1] :]):
        return Happening(known[0].id)
    return None


def _words(text: Text, start: int, end: int, come: tuple[Case, ...]) -> str | None:
    """Give the words in the genitive; None where they name nothing that happens."""
    from roadmap_engine.russian.nominative import recast

    said = text.words(start, end).rstrip(" .,")
    first = said.partition(" ")[0]
    if (
        text.at(start).kind not in ("word", "ordinal", "edge", "unit", "break-name")
        or text.at(start).text in LOOSE
    ):
        return None
    if text.at(start).text.startswith("нов") and text.at(start + 1).text.startswith("учебн"):
        # «Перед новым учебным годом»: a time, not something that happens.
        return None
    if text.at(start).kind == "edge" and end == start + 1:
        return None
    abbreviation = first.isupper() and len(first) > 1
    pronoun = first.lower().replace("ё", "е") in _ONLY_SOMETHING
    if not abbreviation and not pronoun and len(first) < SHORTEST_ACTION:
        return None
    lowered = said if first[1:] and not first[1:].islower() else said[:1].lower() + said[1:]
    if pronoun:
        inner = recast(lowered.partition(" ")[2], come, Case.GENITIVE) if " " in lowered else None
        return f"{first.lower()} {inner}" if inner else None
    if Case.GENITIVE in come and lowered in _NOUNED:
        return lowered
    return recast(lowered, come, Case.GENITIVE)


_NOUNED = frozenset({"выпускного", "последнего звонка"})
"""Adjectives that are said for the event itself."""

EVENT_SCANNERS = {
    "EventGen": lambda text, start: scan_event(text, start, (Case.GENITIVE,)),
    "EventDat": lambda text, start: scan_event(text, start, (Case.DATIVE,)),
    "EventIns": lambda text, start: scan_event(text, start, (Case.INSTRUMENTAL,)),
    "EventPrep": lambda text, start: scan_event(text, start, (Case.PREPOSITIONAL, Case.DATIVE)),
}
