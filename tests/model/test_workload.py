"""Who has how many deadlines in which week."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.model.workload import weigh_workload
from tests.builders import SCHOOL, adopt_text

RECEIVED = "events: {results-received: 2027-05-20}\n"
TERMS = (
    SCHOOL + "calendar:\n  terms:\n    breaks: [{name: summer, starts_on: 2027-05-27, ends_on: 2027-08-31}]\n"
)


def test_due_days_are_counted_by_person_and_week() -> None:
    """A week is named by its Monday; a role without a person counts as itself."""
    workload = weigh_workload(adopt_text(RECEIVED)[0])
    loads = {load.who: load for load in workload.loads}
    monday = dt.date(2027, 5, 31)
    assert loads["Ким А. В."].weeks == {monday: 1}
    assert loads["Учителя-предметники"].heaviest == (monday, 1)
    assert workload.weeks == (monday,)


def test_what_waits_is_counted_apart() -> None:
    """Nobody is busy in a week that is not known."""
    loads = {load.who: load for load in weigh_workload(adopt_text()[0]).loads}
    assert (loads["Ким А. В."].total, loads["Ким А. В."].waiting) == (0, 2)
    assert loads["Ким А. В."].heaviest is None


def test_deadlines_in_breaks_and_on_days_off_are_named() -> None:
    """By the numbers the table prints."""
    plan, _ = adopt_text("events: {results-received: 2027-05-22}\n", organisation=TERMS)
    (load,) = (each for each in weigh_workload(plan).loads if each.who == "Ким А. В.")
    assert (load.in_breaks, load.on_days_off) == (("1.1.",), ("1.1.",))
