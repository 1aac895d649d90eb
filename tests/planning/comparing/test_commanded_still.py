"""What an order has commanded stays commanded, also when it is done; what is called off does not.

«That something was done after the order was signed is no change of the order. That it was cancelled is one;
and what was done before the order was signed it has not commanded.»
"""

from __future__ import annotations

import itertools

import pytest

from roadmap_engine.model import Plan
from roadmap_engine.planning.comparing.order_difference import command_still
from tests.builders import ROADMAP, adopt_text

_RENAMED = ROADMAP.replace("id: lessons", "id: hours\n        was: [lessons]")
_STATES = ("", "done", "signed", "cancelled")


def _plan(state: str, *, renamed: bool = False) -> Plan:
    name = "hours" if renamed else "lessons"
    settled = f"settled: {{{name}: {{state: {state}, on: 2027-01-15}}}}\n" if state else ""
    return adopt_text(settled, roadmap=_RENAMED if renamed else ROADMAP)[0]


def _is_settled(plan: Plan) -> str:
    return next((str(each.settled.state) for each in plan.measures() if each.settled is not None), "")


@pytest.mark.parametrize(("before", "after"), list(itertools.product(_STATES, _STATES)))
@pytest.mark.parametrize("renamed", [False, True])
def test_two_plans_of_one_order(before: str, after: str, renamed: bool) -> None:
    """The earlier one stays as it was signed."""
    first, second = command_still((_plan(before), _plan(after, renamed=renamed)))
    assert first == _plan(before)
    commanded = before == ""
    assert _is_settled(second) == ("" if commanded and after in {"done", "signed"} else after)
    others = [each for each in second.measures() if each.id not in {"lessons", "hours"}]
    assert [each.id for each in others] == ["by-pupil", "council"]


def test_of_three_plans_what_the_first_has_commanded_holds_for_the_last() -> None:
    """Though the second found it done."""
    told = command_still((_plan(""), _plan("done"), _plan("signed", renamed=True)))
    assert [_is_settled(plan) for plan in told] == ["", "", ""]
    called_off = command_still((_plan(""), _plan("cancelled"), _plan("done")))
    assert [_is_settled(plan) for plan in called_off] == ["", "cancelled", "done"]
    assert command_still(()) == ()
