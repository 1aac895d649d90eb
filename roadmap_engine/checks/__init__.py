"""Rules of good sense about a joined roadmap: `run_checks(assembly) -> problems`.

Each rule is a module whose docstring explains it; CHECKS lists them all. A check is a plain function and
knows nothing of the others.
"""

from __future__ import annotations

import itertools

from roadmap_engine.checks.check import Check
from roadmap_engine.checks.conditional_needs import check_conditional_needs
from roadmap_engine.checks.deadlines_given import check_deadlines_given
from roadmap_engine.checks.fitting_answers import check_fitting_answers
from roadmap_engine.checks.fitting_cells import check_fitting_cells
from roadmap_engine.checks.former_ids import check_former_ids
from roadmap_engine.checks.known_gaps import GAPS, check_known_gaps
from roadmap_engine.checks.known_needs import check_known_needs
from roadmap_engine.checks.known_outputs import check_known_outputs
from roadmap_engine.checks.known_parameters import check_known_parameters, check_used_parameters
from roadmap_engine.checks.known_roles import check_known_roles
from roadmap_engine.checks.order_agrees import check_order_agrees
from roadmap_engine.checks.ordered_deadlines import check_ordered_deadlines
from roadmap_engine.checks.personal_data import check_personal_data
from roadmap_engine.checks.reachable_conditions import check_reachable_conditions
from roadmap_engine.checks.repeated_measures import check_repeated_measures
from roadmap_engine.checks.responsible_named import check_responsible_named
from roadmap_engine.checks.stages_filled import check_stages_filled
from roadmap_engine.checks.unique_numbers import check_unique_numbers
from roadmap_engine.checks.used_definitions import check_used_definitions
from roadmap_engine.checks.waiting_circles import check_waiting_circles
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.limits import FOUND
from roadmap_engine.model.assembly import Assembly

__all__ = ["CHECKS", "GAPS", "Check", "run_checks"]

CHECKS: tuple[Check, ...] = (
    check_stages_filled,
    check_known_roles,
    check_known_outputs,
    check_deadlines_given,
    check_responsible_named,
    check_known_needs,
    check_waiting_circles,
    check_ordered_deadlines,
    check_reachable_conditions,
    check_conditional_needs,
    check_known_gaps,
    check_known_parameters,
    check_fitting_answers,
    check_fitting_cells,
    check_former_ids,
    check_repeated_measures,
    check_unique_numbers,
    check_order_agrees,
    check_personal_data,
    check_used_definitions,
    check_used_parameters,
)


def run_checks(assembly: Assembly) -> tuple[Problem, ...]:
    """Give everything the checks find in a roadmap."""
    # Each stops where nobody reads on: a text of a megabyte can name thirty thousand roles that are none.
    found = (itertools.islice(check(assembly), FOUND.most) for check in CHECKS)
    return tuple(itertools.chain.from_iterable(found))
