"""An adoption before and after an update: what is wrong after that was not wrong before, and what differs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.calendars import OpenSpan
from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.load import Loaded, load_named_organisation
from roadmap_engine.model import Adoption, Assembly, Organisation, Plan, ProcedureForms
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.comparing import compare_with_papers
from roadmap_engine.pipeline.update_sides import Side
from roadmap_engine.planning.comparing.difference import Difference
from roadmap_engine.planning.comparing.order_difference import changed_points
from roadmap_engine.planning.drawing import draw_plan, weigh_plan
from roadmap_engine.planning.merging import Transition, needs_joining
from roadmap_engine.planning.merging.settled_days import find_moved

__all__ = ["Preview", "preview_update"]

_Written = tuple[Loaded[Adoption], Side]


@dataclass(frozen=True, slots=True)
class Preview:
    """What an update changes for people.

    Attributes:
        plan: what it becomes.
        difference: of the two plans.
        points: of the school's order that would read otherwise, where it has been issued.
    """

    plan: Plan
    difference: Difference
    points: tuple[str, ...] = ()


def preview_update(
    before: _Written, after: _Written, transition: Transition, *, with_plans: bool
) -> tuple[Preview | None, tuple[Problem, ...]]:
    """Compare an adoption with what it is to become.

    Args:
        before: the text as it is, and its version.
        after: the text as it is to be, and its version.
        transition: from the one version to the other.
        with_plans: whether plans are drawn; else the texts are joined where only that tells what is wrong.

    Returns:
        What differs; and the errors that are new, which speak of the new text.
    """
    if after[0].value is None:
        return None, after[0].problems
    if not with_plans and not needs_joining(transition, after[0].value):
        return None, ()
    if not with_plans:
        return None, _new_errors(_join(*before)[1], _join(*after)[1])
    earlier, old_problems = _draw(*before)
    later, new_problems = _draw(*after)
    errors = _new_errors(old_problems, new_problems)
    if earlier is None or later is None or errors:
        return None, errors
    (old, one), (new, two) = earlier, later
    points = changed_points(old, new) if old.order is not None and old.order.number else ()
    difference = compare_with_papers(old, new).with_permissions(old, new, one, two)
    return Preview(new, difference, points), ()


def find_moved_days(
    before: _Written, after: _Written, transition: Transition
) -> Mapping[str, Mapping[str, OpenSpan]]:
    """Find the settled measures that the newer version would give other days; gives those they have.

    Args:
        before: the text as it is, and its version.
        after: the text as it is to be but for these days, and its version.
        transition: from the one version to the other.
    """
    earlier, later = _draw(*before)[0], _draw(*after)[0]
    if earlier is None or later is None or after[0].value is None:
        return {}
    old, new = earlier[0], later[0]
    heirs = transition.succession.measures
    own = before[0].value.settled if before[0].value is not None else {}
    # What was settled under an id that is still its own comes from nobody else, whoever was merged into it.
    former = {now[0]: name for name, now in heirs.items() if len(now) == 1 and name in own}
    former |= {name: name for name in own if heirs.get(name) in (None, (name,))}
    return find_moved(old, new, after[0].value.settled, former)


def _join(text: Loaded[Adoption], side: Side) -> tuple[Assembly | None, tuple[Problem, ...]]:
    assembly, problems = assemble(side.chain.texts, text)
    return assembly, (*text.problems, *problems)


def _draw(text: Loaded[Adoption], side: Side) -> tuple[tuple[Plan, Assembly] | None, tuple[Problem, ...]]:
    assembly, problems = _join(text, side)
    adoption = text.value
    if assembly is None or adoption is None:
        return None, problems
    problems = (*problems, *run_checks(assembly))
    organisation, more = _read_organisation(text, adoption)
    procedure = _read_procedure(adoption, side)
    problems = (*problems, *more)
    unknown = procedure is None and adoption.procedure.use is not None
    if organisation is None or unknown:
        return None, problems
    too_much = weigh_plan(assembly, adoption, organisation, procedure, locations=text.locations)
    if too_much:
        return None, (*problems, *too_much)
    plan, found = draw_plan(assembly, adoption, organisation, procedure, labels={}, locations=text.locations)
    return (plan, assembly), (*problems, *found)


def _read_organisation(
    text: Loaded[Adoption], adoption: Adoption
) -> tuple[Organisation | None, tuple[Problem, ...]]:
    place = text.locations.of_value(("organisation",))
    texts = load_named_organisation(Path(text.file), adoption.organisation, place, text.root)
    return texts[0].value, tuple(problem for text in texts for problem in text.problems)


def _read_procedure(adoption: Adoption, side: Side) -> ProcedureForms | None:
    if adoption.procedure.use is None:
        return adoption.procedure.forms
    return side.library.load_procedure(adoption.procedure.use).value


def _new_errors(old: tuple[Problem, ...], new: tuple[Problem, ...]) -> tuple[Problem, ...]:
    """Give the errors that were not there before, wherever they stood."""
    known = {(problem.code, problem.arguments) for problem in old}
    return tuple(
        problem
        for problem in new
        if problem.severity is Severity.ERROR and (problem.code, problem.arguments) not in known
    )
