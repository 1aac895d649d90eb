"""The deadline language: phrase → rule → dates with reasons, and rule → phrase.

    parse(phrase, *, events=STANDARD_EVENTS) -> Reading(rule, problems)
    wording(rule, events=STANDARD_EVENTS) -> str          parse(wording(rule)).rule == rule
    schedule(rule, context, events=STANDARD_EVENTS) -> Schedule(occurrences, awaiting, standing,
                                                                reasons, bounds, rrule, problems)
    explain(phrase, context, events=STANDARD_EVENTS) -> Explanation  .to_json()  .as_steps()

A rule is a relation over a place (`rule`, `place`); each idea of a place is one module with its value, its days,
its words and its forms. `Rule` serves as a pydantic field; `rule_adapter()` validates it alone.
`EventVocabulary.extended` adds a roadmap's own events, stages and measures.
"""

from __future__ import annotations

from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.events import STANDARD_EVENTS, EventEntry, EventVocabulary
from roadmap_engine.deadlines.explain import Explanation, explain
from roadmap_engine.deadlines.grammar import Reading, parse
from roadmap_engine.deadlines.mending import mend
from roadmap_engine.deadlines.results import Awaited, Bounds, Occurrence, Reason, Schedule
from roadmap_engine.deadlines.schedule import schedule
from roadmap_engine.deadlines.stored import Rule, rule_adapter
from roadmap_engine.deadlines.view import Kind, events_of, kind_of
from roadmap_engine.deadlines.wording import wording

__all__ = [
    "STANDARD_EVENTS", "Awaited", "Bounds", "Context", "EventEntry", "EventVocabulary", "Explanation", "Kind",
    "Occurrence", "Reading", "Reason", "Rule", "Schedule", "events_of", "explain", "kind_of", "mend", "parse",
    "rule_adapter", "schedule", "wording",
]  # fmt: skip
