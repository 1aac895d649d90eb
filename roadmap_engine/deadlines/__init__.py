"""The deadline language: phrase → rule → dates with reasons, and rule → phrase.

    parse(phrase, *, events=STANDARD_EVENTS) -> Reading(rule, problems)
    wording(rule, events=STANDARD_EVENTS) -> str          parse(wording(rule)).rule == rule
    schedule(rule, context, events=STANDARD_EVENTS) -> Schedule(occurrences, awaiting, standing,
                                                                reasons, bounds, rrule, problems)
    explain(phrase, context, events=STANDARD_EVENTS) -> Explanation  .to_json()  .as_steps()

`Rule` is the union of the ten kinds and serves as a pydantic field; RULE_ADAPTER validates it alone.
`EventVocabulary.extended` adds a roadmap's own events, stages and measures.
"""

from __future__ import annotations
