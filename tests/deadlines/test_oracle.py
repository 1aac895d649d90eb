"""The dates of a rule are those of a second reading, day by day; what waits has laws of its own."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from types import MappingProxyType
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span
from roadmap_engine.deadlines import STANDARD_EVENTS, Context, Rule, schedule
from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.rule import After, By, External, From, Many, On, Placed, Standing
from tests.deadlines import strategies
from tests.deadlines.corpus import QUARTERS
from tests.deadlines.oracle import Oracle, Unknown, tally

DAYS = MappingProxyType(
    {
        "results-received": dt.date(2027, 5, 20),
        "council-decision": dt.date(2026, 9, 10),
        "утверждения положения о ВПР": dt.date(2026, 10, 1),
    }
)
HELD = Span.parse("2027-04-13/2027-05-18")
CONTEXTS = (
    Context(year=SchoolYear(2026), terms=QUARTERS, grade=9, anchors=DAYS, procedure=HELD),
    Context(year=SchoolYear(2026)),
    Context(year=CalendarYear(2027), anchors=DAYS),
    Context(year=Span.parse("2026-06-15/2027-08-31"), terms=QUARTERS),
    Context(year=Span.parse("2025-09-01/2027-08-31"), anchors=DAYS),
)
QUIET = settings(
    deadline=None,
    suppress_health_check=list(HealthCheck),
    database=None,
    phases=[Phase.explicit, Phase.generate],
)
FEW, MANY = settings(QUIET, max_examples=300), settings(QUIET, max_examples=10_000)
undecided = st.one_of(strategies.placed, strategies.placed, strategies.standings)


def compare(rule: Rule, context: Context) -> None:
    """See that both readings start, run and end on the same days, or both wait."""
    found = schedule(rule, context)
    try:
        expected = tally(Oracle(context, context.window).ends(rule))
    except Unknown:
        assert found.awaiting, rule
        return
    assert tally((each.start, each.due) for each in found.occurrences) == expected, rule


@seed(1)
@given(undecided, st.sampled_from(CONTEXTS))
@FEW
def test_occurrences_start_run_and_end_where_a_reading_by_days_says(rule: Rule, context: Context) -> None:
    """For each day of the plan: does an occurrence start, run, end on it?"""
    compare(rule, context)


@pytest.mark.soak
@given(undecided, st.sampled_from(CONTEXTS))
@MANY
def test_thousands_of_rules_are_dated_as_a_reading_by_days_says(rule: Rule, context: Context) -> None:
    """The same for ten thousand rules."""
    compare(rule, context)


def _parts(rule: Rule) -> tuple[Any, ...]:
    return rule.parts if isinstance(rule, Many) else (rule,)


def _origins(rule: Rule) -> set[Happening]:
    placed = [part for part in _parts(rule) if isinstance(part, On | By | From | After)]
    return {each for part in placed for each in part.at.walk() if isinstance(each, Happening)}


@given(strategies.eventful)
@settings(QUIET, max_examples=80)
def test_what_counts_from_an_unknown_event_has_no_date(rule: Placed) -> None:
    """An event that nothing is known of is awaited, and gives no date."""
    found = schedule(rule, CONTEXTS[1])
    assert found.occurrences == ()
    assert found.awaiting


@given(strategies.rules, st.sampled_from(CONTEXTS))
@settings(QUIET, max_examples=80)
def test_what_is_dated_whole_waits_for_nothing(rule: Rule, context: Context) -> None:
    """A simple rule either waits or is dated; only exceptions and other parts may wait beside dates."""
    found = schedule(rule, context)
    beside = isinstance(rule, Many | External) or rule.but is not None
    assert beside or not (found.awaiting and found.occurrences)


@given(strategies.eventful, st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31)))
@settings(QUIET, max_examples=80)
def test_a_recorded_event_gives_the_date_within_the_bounds(rule: Placed, day: dt.date) -> None:
    """Once its event is known, a rule is dated, and between the bounds that were told before."""
    (event,) = _origins(rule)
    waiting = schedule(rule, CONTEXTS[1])
    found = schedule(rule, replace(CONTEXTS[1], anchors={str(event.event or event.words): day}))
    assert not any(each.title == event.caption(STANDARD_EVENTS).russian for each in found.awaiting)
    if waiting.bounds is not None and event.event != "results-received":
        for each in found.occurrences:
            assert (
                waiting.bounds.earliest is None or each.start is None or waiting.bounds.earliest <= each.start
            )
            assert waiting.bounds.latest is None or each.due is None or each.due <= waiting.bounds.latest


@given(strategies.standings, st.sampled_from(CONTEXTS))
@settings(QUIET, max_examples=100)
def test_a_standing_duty_stands_and_its_days_are_those_of_its_time(rule: Standing, context: Context) -> None:
    """It stands whatever is known; its time is dated as the time alone is."""
    found = schedule(rule, context)
    assert found.standing
    alone = schedule(rule.within, context) if rule.within is not None else None
    days = [(each.start, each.due) for each in found.occurrences]
    assert days == ([(each.start, each.due) for each in alone.occurrences] if alone else [])


@given(strategies.externals)
def test_what_somebody_else_sets_waits_until_it_is_set(rule: External) -> None:
    """Nothing is dated before whoever decides has; then the days are those decided."""
    assert schedule(rule, CONTEXTS[1]).occurrences == ()
    assert schedule(rule, CONTEXTS[1]).awaiting
    decided = schedule(rule, replace(CONTEXTS[1], decided=HELD))
    assert [(each.start, each.due) for each in decided.occurrences] == [(HELD.first, HELD.last)]
    assert decided.awaiting == ()


def expanded(text: str, first: dt.date, last: dt.date) -> set[dt.date]:
    """Expand a recurrence from its first day to a last one."""
    start = dt.datetime.combine(first, dt.time())
    until = dt.datetime.combine(last, dt.time())
    return {each.date() for each in rrulestr(text, dtstart=start).between(start, until, inc=True)}


@seed(1)
@given(strategies.recurring, st.sampled_from(CONTEXTS))
@settings(QUIET, max_examples=150)
def test_a_recurrence_text_gives_the_days_of_the_occurrences(rule: Placed, context: Context) -> None:
    """RFC 5545 text, expanded by another program, gives each due day, or each first day, and no other."""
    found = schedule(rule, context)
    if not found.rrule or not found.occurrences or isinstance(rule.at, Each):
        return
    days = {day for each in found.occurrences if (day := each.due or each.start)}
    last = max(context.window.last, *days)
    assert expanded(str(found.rrule), min(days), last) == days, (rule, found.rrule)
