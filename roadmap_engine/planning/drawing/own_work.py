"""Whose a row is → whether a plan of one's own work shows it, and whom it names as answering.

A row is somebody else's where all who answer for it stand outside the organisation. It stays where one of
its people takes part, or where it has settled the row; and where nobody answers, nobody else does.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model import Adoption, Assembly, Assignee, Locations, Plan, Roadmap
from roadmap_engine.model.adoption import Work

__all__ = ["answering", "find_unsaid", "heed_own", "is_shown"]


def is_shown(
    participants: Sequence[Assignee], responsible: Sequence[Assignee], work: Work, *, is_settled: bool
) -> bool:
    """Tell whether a plan shows a row.

    Args:
        participants: who takes part in it.
        responsible: who answers for it.
        work: what the plan is to show.
        is_settled: whether the organisation has done, signed or cancelled it.
    """
    others = bool(responsible) and all(who.outside for who in responsible)
    return work == "all" or not others or is_settled or any(not who.outside for who in participants)


def answering(responsible: tuple[Assignee, ...], work: Work) -> tuple[Assignee, ...]:
    """Give those whom a row names as answering: of one's own work one's own, if there are any."""
    ours = tuple(who for who in responsible if not who.outside)
    return ours if work == "own" and ours else responsible


def find_unsaid(plan: Plan, roadmap: Roadmap, adoption: Adoption, locations: Locations) -> Iterator[Problem]:
    """Find roles that nobody says of whose they are, all in one problem, and a plan in which nothing is ours.

    Those who answer decide whose a row is, and those who take part in one that only others answer for. What
    the school says of a role, even that nobody is named, is an answer, too.
    """
    if plan.work == "all":
        return
    place = locations.of_value(("work",))
    decide = dict.fromkeys(
        who.role
        for measure in plan.measures()
        for who in (*measure.responsible, *(() if measure.ours else measure.participants))
    )
    unsaid = [
        name
        for name in decide
        if name in roadmap.roles and name not in adoption.roles and not roadmap.roles[name].says_whose
    ]
    if unsaid:
        titles = list_names(roadmap.roles[name].title for name in unsaid)
        yield Problem.of("RM767", location=place, roles=titles, count=len(unsaid), role=unsaid[0])
    if plan.measures() and not any(measure.shown for measure in plan.measures()):
        yield Problem.of("RM768", location=place, count=len(plan.measures()))


def heed_own(plan: Plan, assembly: Assembly, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave to others what is wrong with the days of their rows, unless it is an error, which stops papers.

    Args:
        plan: what it shows is heeded.
        assembly: knows where each deadline is written.
        problems: with deadlines.
    """
    hidden = {measure.id for measure in plan.hidden_measures()}
    places = {assembly.location(name, "deadline") for name in hidden} - {None}
    for problem in problems:
        theirs = dict(problem.arguments).get("measure") in hidden or problem.location in places
        if not theirs or problem.severity is Severity.ERROR:
            yield problem
