"""The plan as it was signed and the plan of today → the order that amends the signed one.

«О внесении изменений в приказ от … № …». The signed order keeps its numbers: what changes is restated under
its number, a new point gets the number after the last one, a number whose point is repealed is never used
again. So every reference to the signed order in another paper stays true. Федеральные «Методические
рекомендации по юридико-техническому оформлению законопроектов» put it so for acts: the numbering that exists
does not change, and what is added at the end continues it.

Rules of regional bodies for such acts agree (docs.cntd.ru/document/422449557, 4.4; base.garant.ru/49639032,
appendix 5): the heading names the date and number of the amended act alone, «изменение» stands in the number
of what changes, one point changed is one change, and an appendix changes as part of its act.

An order that was amended before is the first signed plan with each later signed one on top. Applied to it the
amendments give what the order of today's plan says, word for word.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from frozendict import frozendict

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.amending_order import AmendingOrder
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.model.plan import Plan
from roadmap_engine.planning.comparing.amending_appendix import lay_out_appendix
from roadmap_engine.planning.comparing.amending_days import judge_points
from roadmap_engine.planning.comparing.amending_reasons import is_later, reasons_for
from roadmap_engine.planning.comparing.amending_requisites import find_requisites
from roadmap_engine.planning.comparing.amending_words import (
    BY_APPENDIX,
    amend_rows,
    amend_words,
    number_points,
)
from roadmap_engine.planning.comparing.descent import trace_descent
from roadmap_engine.planning.comparing.order_difference import (
    PointChange,
    amend_points,
    command_still,
    compare_points,
    follow_points,
)
from roadmap_engine.planning.comparing.table_difference import LineChange, compare_tables, table_of
from roadmap_engine.planning.ordering.control import say_control
from roadmap_engine.planning.ordering.order import draw_order, sign_on
from roadmap_engine.planning.ordering.points import gather_charges
from roadmap_engine.russian import date_in_words, lower_first, numeric_date

__all__ = ["Amending", "Compared", "compare_with_signed", "draw_amending_order", "order_as_amended"]


@dataclass(frozen=True, slots=True)
class Amending:
    """What an amending order is drawn from.

    Attributes:
        signed: the plan the order was signed with, then the plan of each order that amended it.
        current: the plan of today.
        date, number: of the amending order, as far as they are known; by this date it is judged what it may
            command, and what may be its reason.
        reason: why, in the clerk's words; told from the difference unless given.
        place: the file the last signed plan was read from.
        events: the days of events, as far as they are known.
        requisites: true date and number of the order, where its signing is on record; else its plan or the
            adoption says them.
        today: whoever holds the post then signs an order that has no date yet.
    """

    signed: tuple[Plan, ...]
    current: Plan
    date: dt.date | None = None
    number: str | None = None
    reason: str | None = None
    place: Location | None = None
    events: Mapping[str, dt.date] = frozendict()
    requisites: tuple[dt.date, str] | None = None
    today: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What a signed order and its appendix say otherwise than those of today.

    Attributes:
        signed: the order as it was amended before.
        points: of it that change.
        lines: of the table that change.
        heads: amendments of what stands before the points.
        table: amendments of the appendix.
    """

    signed: OrderText
    points: tuple[PointChange, ...]
    lines: tuple[LineChange, ...]
    heads: tuple[OrderPoint, ...]
    table: tuple[OrderPoint, ...]

    def __bool__(self) -> bool:
        """Whether anything is to be amended."""
        return bool(self.points or self.heads or self.table)


def compare_with_signed(case: Amending) -> Compared | None:
    """Compare what was signed with what the plan of today says; a plan without an order is not compared."""
    case = _in_chain(case)
    fresh, _ = draw_order(case.current)
    return None if fresh is None else _compare(case, fresh)


def _compare(case: Amending, fresh: OrderText) -> Compared:
    signed, last = order_as_amended(case.signed), case.signed[-1]
    continued = trace_descent(last, case.current).continued()
    lines = () if last.columns != case.current.columns else compare_tables(last, case.current)
    return Compared(
        signed,
        compare_points(follow_points(signed, continued), fresh, {}),
        lines,
        tuple(_heads(signed, fresh, case)),
        tuple(_amend_appendix(case, lines)),
    )


def draw_amending_order(case: Amending) -> tuple[AmendingOrder | None, tuple[Problem, ...]]:
    """Draw the amending order; none where nothing of the order or its table changes."""
    requisites, problems = find_requisites(
        case.signed[-1], case.current, case.requisites, case.date, case.place
    )
    case = _in_chain(case)
    fresh, unclear = draw_order(case.current)
    problems += unclear
    if requisites is None or fresh is None:
        return None, problems
    found = _compare(case, fresh)
    signed, last, lines = found.signed, case.signed[-1], found.lines
    points = judge_points(found.points, fresh, case.current, case.date)
    words, table = [*found.heads, *amend_words(points)], found.table
    if not words and not table:
        return None, (*problems, Problem.of("RM847", location=case.place))
    reason, later = (
        (case.reason, ()) if case.reason else reasons_for(last, case.current, case.date, case.events)
    )
    problems += later
    fresh = sign_on(with_fields(fresh, preamble=reason), case.current, case.date or case.today)
    order = _write(case, fresh, requisites, words, table)
    people, groups = _concerned(case, signed, points, lines)
    order = with_fields(order, acknowledged=people, acknowledged_apart=groups)
    sweeping = len(points) > sum(1 for _ in _walk(signed.points)) / 2
    title = f"Изменения в приложение к приказу от {numeric_date(requisites[0])} № {requisites[1]}"
    appendix = lay_out_appendix(last, case.current, lines, title, case.date, case.number)
    return AmendingOrder(order=order, appendix=appendix, is_sweeping=sweeping), problems


def _in_chain(case: Amending) -> Amending:
    """Give the case with what one of its orders has commanded as commanded in all that come after."""
    *signed, current = command_still((*case.signed, case.current))
    return replace(case, signed=tuple(signed), current=current)


def order_as_amended(signed: Sequence[Plan]) -> OrderText:
    """Give the signed order with all amendments that came before, under its own numbers."""
    signed = command_still(signed)
    first, *later = signed
    text, _ = draw_order(first)
    if text is None:
        raise ValueError("a signed plan is a school's")
    for before, after in zip(signed, later, strict=False):
        fresh, _ = draw_order(after)
        if fresh is not None:
            # What stays as it was speaks of the same measures by the ids they have by now.
            text = follow_points(text, trace_descent(before, after).continued())
            text = with_fields(fresh, points=amend_points(text.points, compare_points(text, fresh, {})))
    return text


def _heads(signed: OrderText, fresh: OrderText, case: Amending) -> Iterator[OrderPoint]:
    """Amend what stands before the points; the amended heading has no full stop, as it had none.

    The preamble names the order that the roadmap came with; it cannot be amended to name a later one.
    """
    if signed.heading != fresh.heading:
        yield OrderPoint(
            number="", text=f"Заголовок к тексту изложить в следующей редакции: «{fresh.heading}»."
        )
    basis = case.current.roadmap.order
    if signed.preamble != fresh.preamble and not (basis and is_later(basis.date, case.date)):
        yield OrderPoint(number="", text=f"Преамбулу изложить в следующей редакции: «{fresh.preamble}».")


def _amend_appendix(case: Amending, lines: Sequence[LineChange]) -> Iterator[OrderPoint]:
    last, current = case.signed[-1], case.current
    if last.title != current.title:
        yield OrderPoint(number="", text=f"Наименование изложить в следующей редакции: «{current.title}».")
    if last.columns != current.columns:
        yield OrderPoint(number="", text=f"Таблицу изложить в редакции {BY_APPENDIX}.")
    else:
        yield from amend_rows(lines, table_of(last), table_of(current))


def _write(
    case: Amending,
    fresh: OrderText,
    requisites: tuple[dt.date, str],
    words: Sequence[OrderPoint],
    table: Sequence[OrderPoint],
) -> OrderText:
    date, number = requisites
    named = f"приказ от {date_in_words(date)} № {number}"
    amendments = (*words, *_in_appendix(table))
    # However many words of it change, one point changed is one change, and so is the appendix.
    alone = len(amendments) == 1
    points = (
        OrderPoint(
            number="1.",
            text=f"Внести в {named} «{order_as_amended(case.signed[-1:]).heading}» "
            f"следующ{'ее изменение' if alone else 'ие изменения'}:",
            items=number_points(amendments, "1."),
        ),
        OrderPoint(number="2.", text=say_control(case.current, "настоящего приказа")),
    )
    return with_fields(
        fresh,
        date=case.date,
        number=case.number,
        heading=f"О внесении {'изменения' if alone else 'изменений'} в {named}",
        points=points,
    )


def _in_appendix(table: Sequence[OrderPoint]) -> Iterator[OrderPoint]:
    """Say of amendments of the table that they are of the order's appendix: the act is amended, not it."""
    if len(table) == 1:
        (only,) = table
        yield with_fields(only, text=f"В приложении к приказу {lower_first(only.text)}")
    elif table:
        yield OrderPoint(number="", text="В приложении к приказу:", items=tuple(table))


def _walk(points: Iterable[OrderPoint]) -> Iterator[OrderPoint]:
    for point in points:
        yield point
        yield from _walk(point.items)


def _charged(points: Iterable[OrderPoint]) -> set[str]:
    """Give the measures of points that charge people; approval and control name no executors of their own."""
    charged = [point for point in points if point.addressees or "." in point.number.rstrip(".")]
    return {name for point in _walk(charged) for name in point.about}


def _concerned(
    case: Amending, signed: OrderText, points: Sequence[PointChange], lines: Sequence[LineChange]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name whom the amendments concern: those who answer now, and those who did until now."""
    numbered = {point.number.rstrip("."): point for point in _walk(signed.points)}
    changed = [change for change in lines if change.kind != "renumbered"]
    now = _charged(change.point for change in points if change.point is not None)
    now |= {change.after.key[1] for change in changed if change.after is not None}
    then = _charged(numbered[change.number] for change in points if change.point is None)
    then |= {change.before.key[1] for change in changed if change.before is not None}
    pairs = trace_descent(case.signed[-1], case.current).continues.items()
    then, now = (
        then | {before for after, before in pairs if after in now},
        now | {after for after, before in pairs if before in then},
    )
    known = {}
    for plan, ids in ((case.current, now), (case.signed[-1], then)):
        for charge in gather_charges(plan)[0]:
            if any(measure.id in ids for measure in charge.measures):
                known.update({who.key: who for who in charge.addressees if who.key not in known})
    people = tuple(who.introduced or who.plain for who in known.values() if not who.is_group)
    # A role may have another id in the newer version: on paper it is one.
    groups = dict.fromkeys(who.introduced or who.plain for who in known.values() if who.is_group)
    return people, tuple(groups)
