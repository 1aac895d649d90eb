"""Reading what a deadline is counted from: an event, a day, the edge of a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roadmap_engine.deadlines.boundaries import ends_openly, scan_words
from roadmap_engine.deadlines.cursor import Cursor
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.periods import BreakPeriod, Edge, EventPeriod, Moment, YearPeriod
from roadmap_engine.deadlines.read_dates import read_date
from roadmap_engine.deadlines.read_months import read_nth_weekday
from roadmap_engine.deadlines.read_periods import read_period
from roadmap_engine.diagnostics import Problem

__all__ = ["Anchor", "read_anchor", "read_edge", "read_event_period"]

_HAPPENINGS = (
    *(
        "окончани",
        "завершени",
        "получени",
        "утверждени",
        "поступлени",
        "достижени",
        "прохождени",
        "проведени",
    ),
    *(
        "изучени",
        "подписани",
        "опубликовани",
        "издани",
        "истечени",
        "приняти",
        "освоени",
        "выполнени",
        "вынесени",
    ),
)


_TERM_UNITS = ("school-quarter", "trimester", "half-year", "quarter")
_STARTS = ("начала", "началу", "начало", "началом", "начале", "старта")


_ENDS = ("конца", "концу", "конец", "концом", "окончания", "завершения")


_ENDS_OBLIQUE = ("окончании", "окончанию", "завершении", "завершению", "истечении")


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is counted from: an event of the vocabulary, an event in words, or a moment of the calendar."""

    event: str | None = None
    words: str | None = None
    moment: Moment | None = None


def read_edge(c: Cursor, *, oblique: bool = False) -> Edge | None:
    """Read «начала учебного года», «окончания I четверти»."""
    origin = c.position
    edge: Literal["start", "end"] | None = None
    if not oblique and c.take_text(*_STARTS):
        edge = "start"
    elif c.take_text(*(_ENDS_OBLIQUE if oblique else _ENDS)):
        edge = "end"
    period = read_period(c) if edge else None
    if isinstance(period, YearPeriod):
        span, words = c.span(origin, c.position), c.words(origin, c.position)
        c.complain(Problem.of("RM304", span=span, words=words, better=f"{words.split()[0]} учебного года"))
    if edge is None or period is None or not Edge.admits(period):
        c.position = origin
        return None
    return Edge(edge=edge, of=period)


def read_anchor(c: Cursor, *, oblique: bool = False) -> Anchor | None:  # noqa: PLR0911 - each form has its own exit
    """Read what a deadline is counted from; `oblique` when not in the genitive («по окончании»)."""
    moment: Moment | None = read_edge(c, oblique=oblique)
    if moment is None and not oblique:
        moment = read_nth_weekday(c) or read_date(c)
    if moment is not None:
        return Anchor(moment=moment)
    origin = c.position
    period = read_period(c) if c.kind() != "month" and not oblique else None
    if isinstance(period, BreakPeriod) and period.name is not None:
        return Anchor(moment=Edge(edge="end", of=period))
    c.position = origin
    count = scan_words(c)
    if count == 1 and c.text() == "проведения":
        # «За день до проведения» speaks of the procedure the plan is made for.
        c.advance()
        return Anchor(event="procedure")
    if count == 0 or ends_openly(c, count) or any(c.kind(ahead) == "break" for ahead in range(count)):
        return None
    stems = [stem(token.text) for ahead in range(count) if (token := c.peek(ahead)).kind != "mark"]
    found = c.events.match(stems)
    if found is not None and c.events.covers(found[0], stems[found[1] :]):
        c.position += count
        return Anchor(event=found[0].id)
    words = _genitive(c, count, oblique=oblique)
    if words is not None:
        c.position += count
        return Anchor(words=words)
    return None


def _genitive(c: Cursor, count: int, *, oblique: bool) -> str | None:
    words = c.words(c.position, c.position + count).rstrip(" .,")
    first, gap, rest = words.partition(" ")
    # No action is named by a shorter word, but an examination may be by its initials: «до ГИА».
    if c.kind() != "word" or (len(first) < 4 and not (first.isupper() and len(first) > 1)):  # noqa: PLR2004
        return None
    if any(c.kind(ahead) == "unit" and c.peek(ahead).value in _TERM_UNITS for ahead in range(count)):
        return None
    edged = c.text() in (*_STARTS, *_ENDS, *_ENDS_OBLIQUE)
    if edged and (c.text() == "конца" or c.kind(1) == "unit" or count == 1):
        span, said = c.span(c.position, c.position + count), c.words(c.position, c.position + count)
        c.complain(Problem.of("RM304", span=span, words=said, better=f"{c.text()} учебного года"))
        return None
    if oblique:
        # Only such nouns make «по …» and «при …» a time: «по утверждении», but not «по организации».
        if not (first.endswith(("ии", "ию")) and first.lower().startswith(_HAPPENINGS)):
            return None
        first = first[:-2] + "ия"
    lowered = first if first.isupper() or first[:1] == "İ" else first[:1].lower() + first[1:]
    return lowered + gap + rest


def read_event_period(c: Cursor) -> EventPeriod | None:
    """Read what lasts, after «в период»: «проведения процедуры»."""
    anchor = read_anchor(c)
    if anchor is None or anchor.moment is not None:
        return None
    return EventPeriod(event=anchor.event, words=anchor.words)
