"""What is different between two plans, in words of dates and people; `was:` is followed, so a rename is none.

What a plan says of itself, its requisites and its stages are compared beside its measures. Two plans of
which one is a published text are compared by roles and printed deadlines, since the text has no people
and no school year of anybody's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from frozendict import frozendict

from roadmap_engine.model import Assembly, Measure, Plan, PlanMeasure, PlanStage, Stage
from roadmap_engine.model.permission_difference import PermissionChange, compare_permissions
from roadmap_engine.planning.comparing.descent import trace_descent, trace_stages
from roadmap_engine.planning.comparing.describing import describe_measure, describe_plan
from roadmap_engine.planning.comparing.stage_difference import FieldChange, PlanChange, StageComparison

__all__ = [
    "Days",
    "Difference",
    "FieldChange",
    "Kind",
    "MeasureChange",
    "PaperChange",
    "PaperKind",
    "PlanChange",
    "compare_plans",
]

PaperKind = Literal["changed", "added", "removed"]
Kind = Literal[
    "added",
    "removed",
    "dated",
    "moved",
    "waiting",
    "changed",
    "placed",
    "renumbered",
    "renamed",
    "shown",
    "hidden",
]
Days = tuple[tuple[dt.date | None, dt.date | None], ...]


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure that is no longer what it was.

    Attributes:
        kind: added, removed; `dated` when it got its days, `moved` when they changed, `waiting` when it
            lost them; `renamed` when only its id changed, `renumbered` when its number did, `placed` when it
            was put elsewhere; `changed` when its days stayed and something else did not; `shown` when papers
            have it now, because somebody of the organisation answers for it, `hidden` when they no longer do.
        before, after: first and last day of each occurrence.
        values: the other fields that changed.
        people: whom it concerns: names, or the titles of roles that nobody is named for.
        roles: ids of the roles that answered for it or answer for it now.
        was: ids it comes from under another name; of an added measure, what it was split from.
        into: of a removed measure, the ids that it went into.
    """

    kind: Kind
    id: str
    number: str
    title: str
    before: Days = ()
    after: Days = ()
    values: tuple[FieldChange, ...] = ()
    people: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    was: tuple[str, ...] = ()
    into: tuple[str, ...] = ()

    @property
    def fields(self) -> tuple[str, ...]:
        """Which other fields changed."""
        return tuple(value.name for value in self.values)


@dataclass(frozen=True, slots=True)
class PaperChange:
    """A paper that says something else now, is new, or is not made any more."""

    name: str
    kind: PaperKind = "changed"


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one plan to another, in the order of the newer table.

    Attributes:
        changes: measures.
        of_plan: the plan itself and its stages.
        papers: the files that say something else now, where somebody has laid them side by side.
        permissions: what the levels below may do otherwise, where the texts of both were at hand.
        rows: what to call the measures and stages whose permissions are others, by their ids.
    """

    changes: tuple[MeasureChange, ...] = ()
    of_plan: tuple[PlanChange, ...] = ()
    papers: tuple[PaperChange, ...] = ()
    permissions: tuple[PermissionChange, ...] = ()
    rows: Mapping[str, str] = field(default_factory=frozendict)

    def __bool__(self) -> bool:
        """Whether anything is different."""
        return bool(self.changes or self.of_plan or self.papers or self.permissions)

    def of_kind(self, *kinds: Kind) -> tuple[MeasureChange, ...]:
        """Give the changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def by_person(self) -> dict[str, tuple[MeasureChange, ...]]:
        """Give each person's changes, people in the order they come up."""
        names = dict.fromkeys(name for change in self.changes for name in change.people)
        return {name: tuple(each for each in self.changes if name in each.people) for name in names}

    def with_papers(self, papers: Iterable[PaperChange]) -> Difference:
        """Give the same difference with the papers that it makes differ."""
        return replace(self, papers=tuple(papers))

    def with_permissions(self, old: Plan, new: Plan, before: Assembly, after: Assembly) -> Difference:
        """Give the same difference with what the levels below may do otherwise.

        Args:
            old: the one plan.
            new: the other.
            before: the texts that the one was drawn from.
            after: those of the other.
        """
        continues = {**trace_descent(old, new).continues, **trace_stages(old, new).continues}
        found = compare_permissions(before, after, continues)
        return replace(self, permissions=found, rows=frozendict(_call_rows(new, after)) if found else {})


def _call_rows(plan: Plan, assembly: Assembly) -> Iterator[tuple[str, str]]:
    """Name measures and stages by the numbers that papers print, what has none by its title."""
    rows: tuple[Stage | Measure, ...] = (*assembly.roadmap.stages, *assembly.roadmap.measures())
    yield from ((row.id, f"«{row.title}»") for row in rows)
    printed: tuple[PlanStage | PlanMeasure, ...] = (*plan.stages, *plan.measures())
    yield from ((row.id, number) for row in printed if (number := row.number.strip().rstrip(".")))


def compare_plans(old: Plan, new: Plan) -> Difference:
    """Find what changed for whom; a plan compared with itself has no changes.

    What neither of them shows is nobody's matter here.
    """
    descent = trace_descent(old, new)
    before = {measure.id: measure for measure in old.measures()}
    stages = StageComparison(old, new, descent)
    named = old.organisation is not None and new.organisation is not None
    changes = []
    for measure in new.measures():
        earlier = before.get(descent.continues.get(measure.id, ""))
        change = _compare(earlier, measure, stages, named=named)
        if change is not None:
            changes.append(replace(change, was=descent.sources.get(measure.id, ())))
    kept = set(descent.continues.values())
    changes += [
        replace(_gone(measure), into=descent.into.get(measure.id, ()))
        for measure in old.measures()
        if measure.id not in kept and measure.shown
    ]
    return Difference(tuple(changes), (*_compare_heads(old, new), *stages.compare()))


def _gone(old: PlanMeasure) -> MeasureChange:
    people, roles = _concerned(old)
    return MeasureChange(
        "removed", old.id, old.number, old.title, before=_days(old), people=people, roles=roles
    )


def _compare(
    old: PlanMeasure | None, new: PlanMeasure, stages: StageComparison, *, named: bool
) -> MeasureChange | None:
    if not new.shown and (old is None or not old.shown):
        return None
    people, roles = _concerned(old, new)
    if old is None:
        return MeasureChange(
            "added", new.id, new.number, new.title, after=_days(new), people=people, roles=roles
        )
    values = tuple(_changed_values(old, new, stages, named=named))
    before, after = (_days(old), _days(new)) if named else ((), ())
    kind = _kind(before, after, {value.name for value in values})
    if old.shown != new.shown:
        kind = "shown" if new.shown else "hidden"
    if kind is None:
        return None
    return MeasureChange(kind, new.id, new.number, new.title, before, after, values, people, roles)


def _kind(before: Days, after: Days, fields: set[str]) -> Kind | None:
    if before != after:
        if not before:
            return "dated"
        return "moved" if after else "waiting"
    if fields & {"stage", "place"} and fields <= {"id", "number", "stage", "place"}:
        return "placed"
    if fields <= {"id", "number"}:
        return ("renumbered" if "number" in fields else "renamed") if fields else None
    return "changed"


def _changed_values(
    old: PlanMeasure, new: PlanMeasure, stages: StageComparison, *, named: bool
) -> Iterator[FieldChange]:
    before = describe_measure(old, stages.own_before, named=named)
    after = describe_measure(new, stages.own_after, named=named)
    for name in dict.fromkeys((*before, *after)):
        was, now = before.get(name, ""), after.get(name, "")
        if was != now:
            # People know a column of the roadmap's own by the words over it.
            caption = stages.own_after.get(name) or stages.own_before.get(name) or name
            yield FieldChange(caption, was, now)
    moved = stages.moved(old.id, new.id)
    if moved is not None:
        yield moved


def _days(measure: PlanMeasure) -> Days:
    return tuple((days.start, days.due) for days in measure.deadline.occurrences)


def _concerned(*measures: PlanMeasure | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Give whom measures concern, and under which roles."""
    assignees = [assignee for measure in measures if measure for assignee in measure.responsible]
    people = dict.fromkeys(
        name
        for assignee in assignees
        for name in ([person.name for person in assignee.people] or [assignee.title])
    )
    return tuple(people), tuple(dict.fromkeys(assignee.role for assignee in assignees))


def _compare_heads(old: Plan, new: Plan) -> Iterator[PlanChange]:
    before, after = describe_plan(old), describe_plan(new)
    for name in dict.fromkeys((*before, *after)):
        if before.get(name, "") != after.get(name, ""):
            yield PlanChange(name, before.get(name, ""), after.get(name, ""))
