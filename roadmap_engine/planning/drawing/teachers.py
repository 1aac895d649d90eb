"""Documents of a plan that teachers would have to write though no law has them do it, all in one problem.

Who makes a document is said: by the school, which charges somebody with the row, by the roadmap (`made_by`),
by the document's own way into force (`developed`); else it is made by those who answer for the row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from textwrap import shorten

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import Adoption, Assignee, Plan, PlanMeasure, PlanOutput
from roadmap_engine.model.teacher_documents import DocumentList
from roadmap_engine.model.workload import open_measures

__all__ = ["find_asked_of_teachers"]

_SHOWN = 8
_TITLE = 60


def find_asked_of_teachers(
    plan: Plan, adoption: Adoption, lists: Sequence[DocumentList], location: Location
) -> Iterator[Problem]:
    """Find documents outside the list in force that teachers are to make, and how many each of them has.

    Args:
        plan: the school's.
        adoption: whom it charges with rows.
        lists: the editions of the list.
        location: of what the school says of its work.
    """
    day = adoption.dated_on
    listed = next((each for each in reversed(lists) if each.holds_on(day)), None)
    if listed is None:
        return
    rows: dict[str, list[PlanMeasure]] = {}
    asked: Counter[str] = Counter()
    stages = {measure.id: stage.id for stage in plan.stages for measure in stage.measures}
    for measure in open_measures(plan):
        charged = adoption.assign.get(measure.id, adoption.assign.get(stages[measure.id], ()))
        for output in measure.outputs:
            makers = (
                () if listed.lists(output.title) else _teachers(_makers(measure, output, charged), listed)
            )
            if names := tuple(dict.fromkeys(makers)):
                rows.setdefault(output.title, []).append(measure)
                asked.update(names)
    if rows:
        first = next(iter(rows.values()))[0]
        yield Problem.of(
            "RM952",
            location=location,
            count=sum(map(len, rows.values())),
            documents=_list(f"«{_shorten(title)}» ({_number(each)})" for title, each in rows.items()),
            people=_list(f"«{name}» – {count}" for name, count in asked.most_common()),
            source=listed.source,
            day=listed.since,
            measure=first.id,
        )


def _makers(measure: PlanMeasure, output: PlanOutput, charged: Sequence[str]) -> Iterable[Assignee]:
    """Give those who make a document of a row that a school may have charged somebody with."""
    ours = [who for who in measure.responsible if any(each.post_key in charged for each in who.people)]
    if ours:
        return ours
    if output.made_by:
        return output.made_by
    developed = [
        Assignee(role="developed", title=step.title, people=step.people)
        for step in output.approval
        if step.step == "developed" and step.title
    ]
    return developed or measure.responsible


def _teachers(makers: Iterable[Assignee], listed: DocumentList) -> Iterator[str]:
    """Name the teachers among those who make a document."""
    for who in makers:
        if not who.people and not who.outside and listed.is_teacher(who.title):
            yield who.title
        yield from (person.name for person in who.people if listed.is_teacher(person.post))


def _shorten(title: str) -> str:
    return shorten(title.replace("«", "„").replace("»", "“"), _TITLE, placeholder=" …")


def _number(measures: Sequence[PlanMeasure]) -> str:
    return ", ".join(dict.fromkeys(each.number.strip().rstrip(".") for each in measures))


def _list(said: Iterable[str]) -> str:
    every = list(said)
    return ", ".join(every[:_SHOWN]) + (", …" if len(every) > _SHOWN else "")
