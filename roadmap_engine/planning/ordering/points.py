"""Who answers for the measures of a plan → the points of an order: each measure is ordered once.

Those who answer for the same measures together share a point, «учителям-предметникам, заместителю директора
по УВР Тен Л. Б.:», and what they do together stands under it. So nobody's duty is said twice, and the
acknowledgement list tells everybody which points are hers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanMeasure, PlanPerson
from roadmap_engine.model.workload import open_measures
from roadmap_engine.planning.drawing.day_words import name_year
from roadmap_engine.planning.drawing.directives import write_directive
from roadmap_engine.planning.ordering.addressees import Addressee, charge, executors, find_holders
from roadmap_engine.planning.ordering.dates import is_over, look_ahead, say_when
from roadmap_engine.planning.ordering.rows import PlanRows
from roadmap_engine.russian import capitalise_first, lower_first

__all__ = [
    "Charge", "Given", "acknowledge", "find_over", "gather_charges", "own_keys", "own_measures",
    "write_points",
]  # fmt: skip

_YEAR = re.compile(r"\b\d{4}\b")
_RUN = 3
"""So many points in a row are said as a range."""


@dataclass(frozen=True, slots=True)
class Charge:
    """What the same executors answer for together, in the order of the plan."""

    addressees: tuple[Addressee, ...]
    measures: tuple[PlanMeasure, ...]


def gather_charges(plan: Plan) -> tuple[tuple[Charge, ...], tuple[Problem, ...]]:
    """Put together what the same executors answer for.

    What is done or signed is not ordered again, what is cancelled is not ordered at all. The signatory is
    left out: she answers to nobody in her own order and keeps her measures herself.
    """
    holders = _holders(plan)
    own = own_keys(plan)
    known: dict[str, Addressee] = {}
    shared: dict[frozenset[str], list[PlanMeasure]] = {}
    problems: list[Problem] = []
    for measure in open_measures(plan):
        if not measure.responsible:
            problems.append(Problem.of("RM632", measure=measure.id))
        found = [(who, unsure) for who, unsure in executors(measure, holders) if who.key not in own]
        for addressee, unsure in found:
            known.setdefault(addressee.key, addressee)
            problems += unsure
        if found:
            shared.setdefault(frozenset(who.key for who, _ in found), []).append(measure)
    charges = tuple(
        Charge(tuple(who for key, who in known.items() if key in keys), tuple(measures))
        for keys, measures in shared.items()
    )
    return charges, tuple(problems)


@dataclass(frozen=True, slots=True)
class Given:
    """The points that a plan's charges come to.

    Attributes:
        points: in the order of their numbers.
        told: each charge with the point that says it.
    """

    points: tuple[OrderPoint, ...]
    told: tuple[tuple[Charge, OrderPoint], ...]
    problems: tuple[Problem, ...]


def write_points(plan: Plan, charges: Sequence[Charge], first: int, day: dt.date | None) -> Given:
    """Write a point for each charge; where there are many, under the sections of the plan.

    Args:
        plan: the plan.
        charges: who answers for what.
        first: the number of the first point.
        day: of the order; nothing is over where it is not known.
    """
    if plan.order is None or not plan.order.by_section:
        return _write(plan, charges, "", first, day)
    sections: list[OrderPoint] = []
    parts: list[Given] = []
    for number, (title, these) in enumerate(_by_section(plan, charges), first):
        part = _write(plan, these, f"{number}.", 1, day)
        sections.append(OrderPoint(number=f"{number}.", text=f"По разделу «{title}»:", items=part.points))
        parts.append(part)
    told = tuple(each for part in parts for each in part.told)
    return Given(tuple(sections), told, tuple(problem for part in parts for problem in part.problems))


def _write(plan: Plan, charges: Sequence[Charge], prefix: str, first: int, day: dt.date | None) -> Given:
    points: list[OrderPoint] = []
    problems: list[Problem] = []
    rows = PlanRows(plan)
    for place, each in enumerate(charges, first):
        said = [(one, *_direct(rows, one, day, plan.year_after(one))) for one in each.measures]
        problems += [problem for _, _, found in said for problem in found]
        points.append(_point(f"{prefix}{place}.", each, [(measure, words) for measure, words, _ in said]))
    return Given(tuple(points), tuple(zip(charges, points, strict=True)), tuple(problems))


def _by_section(plan: Plan, charges: Sequence[Charge]) -> Iterator[tuple[str, tuple[Charge, ...]]]:
    """Give the title of each section, and what its measures charge people with."""
    for stage in plan.stages:
        ids = {measure.id for measure in stage.measures}
        parts = (
            Charge(each.addressees, tuple(measure for measure in each.measures if measure.id in ids))
            for each in charges
        )
        here = tuple(each for each in parts if each.measures)
        if here:
            yield " ".join(stage.title.split()).rstrip(".").replace("«", "„").replace("»", "“"), here


def _point(number: str, each: Charge, said: Sequence[tuple[PlanMeasure, str]]) -> OrderPoint:
    keys = tuple(who.key for who in each.addressees)
    if len(said) == 1:
        measure, words = said[0]
        text = f"{charge(each.addressees).removesuffix(':')} {lower_first(words)}"
        # «Поручить (ответственный: …)» needs the colon before what is to be done.
        if any(who.dative is None for who in each.addressees):
            text = f"{charge(each.addressees)} {lower_first(words)}"
        return OrderPoint(number=number, text=text, about=(measure.id,), addressees=keys)
    items = tuple(
        OrderPoint(number=f"{number}{place}.", text=words, about=(measure.id,))
        for place, (measure, words) in enumerate(said, 1)
    )
    return OrderPoint(number=number, text=charge(each.addressees), addressees=keys, items=items)


def _direct(
    rows: PlanRows, measure: PlanMeasure, day: dt.date | None, year_after: str | None
) -> tuple[str, tuple[Problem, ...]]:
    """Say what is to be done, which row of the plan it is, and by when.

    Args:
        rows: of the plan.
        measure: what is to be done.
        day: of the order.
        year_after: the school year it lies in, where that is not the plan's own.
    """
    problems: list[Problem] = []
    action = write_directive(with_fields(measure, deadline=look_ahead(measure.deadline, day)))
    if action is None:
        title = " ".join(measure.title.split())
        problems.append(Problem.of("RM633", title=measure.title[:80], measure=measure.id))
        action = f"Выполнить мероприятие «{title}»"
    when = say_when(measure.deadline, day)
    if year_after is not None and when and not measure.deadline.awaiting and not _YEAR.search(when):
        when = name_year(when, year_after)
    text = f"{capitalise_first(action)} ({rows.name(measure)} плана)" + (f" – {when}" if when else "")
    # «… 2027 г.» has its full stop already.
    return text.rstrip(".") + ".", tuple(problems)


def find_over(plan: Plan, day: dt.date | None = None) -> Mapping[str, Problem]:
    """Find what an order of a day would charge somebody with though all its days are over, by measure.

    Args:
        plan: the plan.
        day: on which the order is dated or signed; the order's own date unless given.
    """
    day = day or (plan.order.date if plan.order else None)
    rows = PlanRows(plan)
    found: dict[str, Problem] = {}
    for measure in (measure for each in gather_charges(plan)[0] for measure in each.measures):
        days = [each.due for each in measure.deadline.occurrences if each.due is not None]
        if day is not None and is_over(measure.deadline, day):
            row = rows.called(measure)
            found[measure.id] = Problem.of("RM650", measure=measure.id, row=row, day=day, last=max(days))
    return found


def own_measures(plan: Plan) -> tuple[PlanMeasure, ...]:
    """Give the measures that the signatory answers for herself, alone or with others."""
    own, holders = own_keys(plan), _holders(plan)
    return tuple(
        measure
        for measure in open_measures(plan)
        if any(who.key in own for who, _ in executors(measure, holders))
    )


def acknowledge(
    told: Iterable[tuple[Charge, OrderPoint]],
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Name everybody who has to know the order, with the points that are hers: people, then groups."""
    hers: dict[str, list[str]] = {}
    known: dict[str, Addressee] = {}
    for each, point in told:
        for who in each.addressees:
            known.setdefault(who.key, who)
            hers.setdefault(who.key, []).append(point.number.rstrip("."))
    people, groups = (
        tuple(
            f"{who.introduced} ({_name_points(hers[key])})"
            for key, who in known.items()
            if who.is_group is apart
        )
        for apart in (False, True)
    )
    return people, groups


def _name_points(numbers: Sequence[str]) -> str:
    """Name points of the order.

    >>> _name_points(["2"]), _name_points(["2", "3"]), _name_points(["2", "3", "4", "7"])
    ('пункт 2', 'пункты 2, 3', 'пункты 2–4, 7')
    >>> _name_points(["2.1", "2.2", "2.3", "3.1"])
    'пункты 2.1–2.3, 3.1'
    """
    runs: list[list[str]] = []
    for number in numbers:
        if runs and _follows(runs[-1][-1], number):
            runs[-1].append(number)
        else:
            runs.append([number])
    said = [f"{run[0]}–{run[-1]}" if len(run) >= _RUN else ", ".join(run) for run in runs]
    return f"{'пункт' if len(numbers) == 1 else 'пункты'} {', '.join(said)}"


def _follows(number: str, other: str) -> bool:
    (head, _, last), (other_head, _, next_one) = number.rpartition("."), other.rpartition(".")
    return head == other_head and int(next_one) == int(last) + 1


def own_keys(plan: Plan) -> frozenset[str]:
    """Give the keys of whoever answers to nobody in the order: who signs it, and the head she signs for.

    So does whoever comes to the post of either after her.
    """
    head = plan.organisation.signatory if plan.organisation else None
    signing = [person for person in (plan.signatory, head) if person is not None]
    return frozenset(each.key for person in signing for each in plan.holders_of(person))


def _holders(plan: Plan) -> Mapping[str, PlanPerson]:
    """Who stands behind each key; of several posts the head's own comes first."""
    people = [person for measure in plan.measures() for who in measure.responsible for person in who.people]
    signatory = plan.organisation.signatory if plan.organisation else None
    return find_holders(dict.fromkeys((*((signatory,) if signatory else ()), *people)))
