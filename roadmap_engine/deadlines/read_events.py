"""Reading deadlines counted from something: «после получения результатов в течение 2 недель»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from roadmap_engine.deadlines.boundaries import ends_openly, scan_words
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.read_dates import read_date, read_nth_weekday, read_ordinal
from roadmap_engine.deadlines.read_lengths import read_length, read_set_term
from roadmap_engine.deadlines.read_periods import read_period
from roadmap_engine.deadlines.rule import Relative
from roadmap_engine.deadlines.values import BreakPeriod, Edge, EventPeriod, Length, Moment, YearPeriod
from roadmap_engine.diagnostics import Problem

__all__ = ["Anchor", "read_anchor", "read_edge", "read_event_period", "read_relative"]

Sense = Literal["within", "exactly", "by", "not-before"]

_AT_ONCE = wordings("сразу", "сразу же", "непосредственно", "немедленно", "незамедлительно")
_AFTER = wordings(
    *(
        "после",
        "с момента",
        "с даты",
        "со дня",
        "со времени",
        "от даты",
        "с дня",
        "по истечении",
        "начиная с даты",
    ),
    *("от дня", "от момента", "по прошествии", "с числа"),
)
_AFTER_PREPOSITIONAL = wordings("по", "при")
_NOT_LATER = wordings(
    "не позднее чем", "не позднее , чем", "не позднее", "не позже чем", "не позже", "не более чем"
)
_NOT_LESS = wordings("не менее чем", "не менее , чем", "не менее", "минимум", "как минимум", "не меньше чем")
_NOT_EARLIER = wordings("не ранее чем", "не ранее", "не раньше чем", "не раньше")
_DURING = wordings("в течение", "в течении", "втечение", "на протяжении")
_NEXT = wordings("на следующий", "на другой")
_DAY_OF = wordings("в день", "в момент", "на момент")
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


def read_anchor(c: Cursor, *, oblique: bool = False) -> Anchor | None:
    """Read what a deadline is counted from; `oblique` when its noun is not in the genitive («по окончании»)."""
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
    if c.kind() != "word" or len(first) < 4:  # noqa: PLR2004 - no action is named by a shorter word
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
    lowered = first if first.isupper() else first[:1].lower() + first[1:]
    return lowered + gap + rest


def read_event_period(c: Cursor) -> EventPeriod | None:
    """Read what lasts, after «в период»: «проведения процедуры»."""
    anchor = read_anchor(c)
    if anchor is None or anchor.moment is not None:
        return None
    return EventPeriod(event=anchor.event, words=anchor.words)


def read_relative(c: Cursor) -> Relative | None:
    """Read a deadline counted from an event or a day."""
    origin = c.position
    for read in (_read_measured, _read_day_before, _read_on, _read_after):
        found = read(c)
        if found is not None:
            return found
        c.position = origin
    return None


def _relative(
    direction: Literal["after", "before", "on"],
    anchor: Anchor,
    length: Length | None = None,
    sense: Sense | None = None,
) -> Relative:
    return Relative(
        direction=direction,
        event=anchor.event,
        words=anchor.words,
        moment=anchor.moment,
        length=length,
        sense=sense,
    )


def _read_measure(c: Cursor) -> tuple[Length, Sense, bool] | None:
    """Read a length and how it is meant; the last of the three tells that it lies before («за»)."""
    c.take_text("в") if c.text(1) == "срок" else None
    c.take_text("срок")
    if c.take(_NEXT):
        unit = Length(1, "working-day") if c.take_text("рабочий") else Length(1, "day")
        return (unit, "exactly", False) if c.take_text("день") else None
    if c.take(_DURING):
        c.take(wordings("не более", "не более чем", "ближайших", "последующих", "первых"))
        return _meant(read_length(c), "within", before=False)
    sense: Sense = "exactly"
    if c.take(_NOT_LATER) or c.take(_NOT_LESS):
        sense = "by"
    elif c.take(_NOT_EARLIER):
        sense = "not-before"
    elif c.text() in ("в", "во", "на"):
        return _read_set_measure(c)
    if c.take_text("следующего", "одного"):
        if sense != "by":
            return None
        unit = Length(1, "working-day") if c.take_text("рабочего") else Length(1, "day")
        return (unit, "by", False) if c.take_text("дня") else None
    if c.take_text("за"):
        return _meant(read_length(c), sense, before=True)
    if c.take_text("через", "спустя") or sense != "exactly":
        return _meant(read_length(c), sense, before=False)
    return None


def _read_set_measure(c: Cursor) -> tuple[Length, Sense, bool] | None:
    """Read «в 3-дневный срок», «в первые 5 дней», «на 3-й день»."""
    if c.advance().text == "на":
        number = read_ordinal(c, most=31)
        kind: Literal["working-day", "day"] = "working-day" if c.take_text("рабочий") else "day"
        return (
            (Length(number, kind), "exactly", False)
            if number and number > 0 and c.take_text("день")
            else None
        )
    c.take_text("первые", "ближайшие", "последующие")
    return _meant(read_set_term(c) or read_length(c), "within", before=False)


def _meant(length: Length | None, sense: Sense, *, before: bool) -> tuple[Length, Sense, bool] | None:
    return None if length is None else (length, sense, before)


def _read_measured(c: Cursor) -> Relative | None:
    origin = c.position
    measure = _read_measure(c)
    if measure is None:
        return None
    length, sense, before = measure
    if c.take_text("до"):
        anchor = read_anchor(c)
        return _relative("before", anchor, length, sense) if anchor else None
    if before:
        return None
    if c.take(_AFTER):
        anchor = read_anchor(c)
        return _relative("after", anchor, length, sense) if anchor else None
    if c.done() or c.kind() in ("mark", "line"):
        span = c.span(origin, c.position)
        words = c.words(origin, c.position)
        c.complain(
            Problem.of("RM305", span=span, words=words, better=f"{words.lower()} после получения результатов")
        )
    return None


def _read_day_before(c: Cursor) -> Relative | None:
    origin = c.position
    if not c.take_text("накануне"):
        return None
    if c.done():
        better = "накануне проведения процедуры"
        c.complain(
            Problem.of(
                "RM305", span=c.span(origin, c.position), words=c.words(origin, c.position), better=better
            )
        )
    return _on_event(c, "before", Length(1, "day"), "exactly")


def _read_on(c: Cursor) -> Relative | None:
    if c.take(_DAY_OF):
        return _on_event(c, "on", None, None)
    if c.take_text("при"):
        anchor = read_anchor(c, oblique=True)
        return _relative("on", anchor) if anchor and anchor.moment is None else None
    return None


def _on_event(
    c: Cursor, direction: Literal["before", "on"], length: Length | None, sense: Sense | None
) -> Relative | None:
    anchor = read_anchor(c)
    if anchor is None or (direction == "on" and anchor.moment is not None):
        return None
    return _relative(direction, anchor, length, sense)


def _read_after(c: Cursor) -> Relative | None:
    c.take(_AT_ONCE)
    if c.take(_AFTER):
        anchor = read_anchor(c)
    elif c.text() == "по" and c.text(1) in ("итогам", "результатам"):
        anchor = _read_outcome(c)
    elif c.take(wordings("по")):
        anchor = read_anchor(c, oblique=True)
    elif c.take_text("перед"):
        return None
    else:
        return None
    if anchor is None:
        return None
    origin = c.position
    c.take_text(",")
    measure = _read_measure(c)
    if measure is None or measure[2]:
        c.position = origin
        return _relative("after", anchor)
    return _relative("after", anchor, measure[0], measure[1])


def _read_outcome(c: Cursor) -> Anchor | None:
    """Read «по итогам I полугодия», «по итогам проведения ВПР», «по результатам ВПР»."""
    c.advance()
    results = c.advance().text == "результатам"
    origin = c.position
    period = read_period(c)
    if period is not None and Edge.admits(period):
        return Anchor(moment=Edge(edge="end", of=period))
    c.position = origin
    anchor = read_anchor(c)
    if anchor is None or not results:
        return anchor
    return Anchor(event="results-received") if anchor.event == "procedure" else anchor
