"""Which events a rule counts from."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.deadlines.periods import EventPeriod
from roadmap_engine.deadlines.rule import Composite, During, External, Recurring, Relative, Rule, Standing

__all__ = ["events_of"]


def events_of(rule: Rule) -> tuple[str, ...]:
    """Give the ids of all events a rule names anywhere in it, each once, in the order of the rule.

    >>> from roadmap_engine.deadlines.grammar import parse
    >>> events_of(parse("в соответствии с решением Педсовета").rule)
    ('council-decision',)
    """
    return tuple(dict.fromkeys(_events_in(rule)))


def _events_in(rule: Rule) -> Iterator[str]:
    if isinstance(rule, Composite):
        for part in rule.parts:
            yield from _events_in(part)
        return
    if isinstance(rule, (Relative, External)) and rule.event is not None:
        yield rule.event
    if isinstance(rule, During) and isinstance(rule.period, EventPeriod) and rule.period.event is not None:
        yield rule.period.event
    if isinstance(rule, (Recurring, Standing)) and rule.within is not None:
        yield from _events_in(rule.within)
    according = getattr(rule, "according", None)
    if isinstance(according, External) and according.event is not None:
        yield according.event
