"""Which roles have a calendar of their own."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.documents.calendar_history import CANCELLED_FOR, continue_history
from roadmap_engine.documents.calendar_roles import role_titles, roles_of
from roadmap_engine.model import Assignee, CalendarHistory, Plan
from roadmap_engine.model.base import with_fields
from tests.documents.small_plans import DEPUTY, make_measure, make_plan

NOW = dt.datetime(2027, 5, 1, 12, tzinfo=dt.UTC)
HEAD = Assignee(role="head", title="директор")
OFFICE = Assignee(role="office", title="управление образования", outside=True)
FOREIGN = make_measure("foreign", responsible=(OFFICE,))
OWN = make_measure("own", responsible=(DEPUTY,))
LAST = make_measure("last", responsible=(HEAD, OFFICE))


def _own(plan: Plan) -> Plan:
    return with_fields(plan, work="own")


def test_who_answers_outside_has_one_in_a_plan_of_everybodys_work() -> None:
    """In the order of the table, each once; of one's own work nobody else has one."""
    plan = make_plan(FOREIGN, OWN, LAST)
    assert roles_of(plan) == ("office", "deputy-head", "head")
    assert roles_of(_own(plan)) == ("deputy-head", "head")
    assert list(role_titles(plan).values()) == ["управление образования", "заместитель директора", "директор"]


def test_whose_event_is_called_off_has_one_as_long_as_that_is_shown() -> None:
    """Then somebody outside has one in a plan of one's own work too."""
    before, after = make_plan(FOREIGN, OWN, LAST), _own(make_plan(OWN, LAST))
    history = continue_history(continue_history(CalendarHistory(), before, NOW), after, NOW)
    assert roles_of(after) == ("deputy-head", "head")
    assert roles_of(after, history) == ("deputy-head", "head", "office")
    over = continue_history(history, after, NOW + CANCELLED_FOR + dt.timedelta(seconds=1))
    assert roles_of(after, over) == ("deputy-head", "head")


def test_who_answers_for_nothing_has_none_and_what_still_stands_is_not_called_off() -> None:
    """A history in which nothing is called off adds nobody."""
    plan = make_plan(FOREIGN, OWN)
    history = continue_history(CalendarHistory(), plan, NOW)
    assert roles_of(_own(plan), history) == ("deputy-head",)
    assert roles_of(make_plan(), history) == ()
