"""Reading deadlines counted from something: «после получения результатов в течение 2 недель»."""

from __future__ import annotations

from typing import Literal

from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.kinds import Relative
from roadmap_engine.deadlines.periods import Edge
from roadmap_engine.deadlines.read_anchors import Anchor, read_anchor
from roadmap_engine.deadlines.read_dates import read_ordinal
from roadmap_engine.deadlines.read_lengths import read_length, read_set_term
from roadmap_engine.deadlines.read_periods import read_period
from roadmap_engine.deadlines.values import Length
from roadmap_engine.diagnostics import Problem

__all__ = ["read_relative"]

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


def _read_measure(c: Cursor) -> tuple[Length, Sense, bool] | None:  # noqa: PLR0911 - each form has its own exit
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
    length = read_length(c) if c.take_text("первые", "ближайшие", "последующие") else read_set_term(c)
    return _meant(length, "within", before=False)


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
