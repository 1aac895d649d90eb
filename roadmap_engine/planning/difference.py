"""What is different between two plans of one adoption, in words of dates, people and papers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from roadmap_engine.model import Assignee, OccurrenceDays, Plan, PlanMeasure

__all__ = ["Difference", "MeasureChange", "compare_plans"]

Kind = Literal["added", "removed", "dated", "moved", "waiting", "changed"]
Days = tuple[tuple[dt.date | None, dt.date | None], ...]


@dataclass(frozen=True, slots=True)
class MeasureChange:
    """One measure that is no longer what it was.

    Attributes:
        kind: added, removed; `dated` when it got its days, `moved` when they changed, `waiting` when it
            lost them; `changed` when its days stayed and something else did not.
        before, after: first and last day of each occurrence.
        fields: which other fields changed.
        people: whom it concerns: names, or the titles of roles that nobody is named for.
        papers: the files that say something else now.
    """

    kind: Kind
    id: str
    number: str
    title: str
    before: Days = ()
    after: Days = ()
    fields: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    papers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """All changes from one plan to another, in the order of the newer table."""

    changes: tuple[MeasureChange, ...]

    def of_kind(self, *kinds: Kind) -> tuple[MeasureChange, ...]:
        """Give the changes of some kinds."""
        return tuple(change for change in self.changes if change.kind in kinds)

    def by_person(self) -> dict[str, tuple[MeasureChange, ...]]:
        """Give each person's changes, people in the order they come up."""
        names = dict.fromkeys(name for change in self.changes for name in change.people)
        return {name: tuple(each for each in self.changes if name in each.people) for name in names}

    def papers(self) -> tuple[str, ...]:
        """Give the names of all papers that say something else now."""
        return tuple(dict.fromkeys(name for change in self.changes for name in change.papers))


def compare_plans(old: Plan, new: Plan) -> Difference:
    """Find what changed for whom; a plan compared with itself has no changes."""
    before = {measure.id: measure for measure in old.measures()}
    after = {measure.id: measure for measure in new.measures()}
    changes = [_compare(before.get(measure.id), measure) for measure in new.measures()]
    changes += [_compare(measure, None) for measure in old.measures() if measure.id not in after]
    return Difference(tuple(change for change in changes if change is not None))


def _compare(old: PlanMeasure | None, new: PlanMeasure | None) -> MeasureChange | None:
    measure = new or old
    if measure is None:
        return None
    before, after = _days(old), _days(new)
    fields = tuple(_changed_fields(old, new)) if old and new else ()
    kind = _kind(old, new, moved=before != after, changed=bool(fields))
    if kind is None:
        return None
    return MeasureChange(
        kind=kind,
        id=measure.id,
        number=measure.number,
        title=measure.title,
        before=before,
        after=after,
        fields=fields,
        people=tuple(
            dict.fromkeys(name for each in (old, new) if each for name in _people(each.responsible))
        ),
        papers=tuple(_papers(measure)),
    )


def _kind(old: PlanMeasure | None, new: PlanMeasure | None, *, moved: bool, changed: bool) -> Kind | None:
    if old is None or new is None:
        return "added" if old is None else "removed"
    if moved:
        if not _days(old):
            return "dated"
        return "moved" if _days(new) else "waiting"
    return "changed" if changed else None


def _changed_fields(old: PlanMeasure, new: PlanMeasure) -> Iterator[str]:
    for name in ("number", "title", "participants", "responsible", "result", "output"):
        if getattr(old, name) != getattr(new, name):
            yield name
    if old.deadline.text != new.deadline.text:
        yield "deadline"


def _days(measure: PlanMeasure | None) -> Days:
    return tuple(_span(days) for days in measure.deadline.occurrences) if measure else ()


def _span(days: OccurrenceDays) -> tuple[dt.date | None, dt.date | None]:
    return days.start, days.due


def _people(assignees: Iterable[Assignee]) -> Iterator[str]:
    for assignee in assignees:
        if assignee.people:
            yield from (person.name for person in assignee.people)
        else:
            yield assignee.title


def _papers(measure: PlanMeasure) -> Iterator[str]:
    yield from ("order.docx", "plan.docx", "plan.html", "plan.json", "tracker.xlsx", "deadlines.ics")
    yield from (f"calendars/{assignee.role}.ics" for assignee in measure.responsible)
