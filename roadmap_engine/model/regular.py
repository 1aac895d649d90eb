"""Regular work: what comes again every week or oftener. Its days are a series, and no dates by themselves."""

from __future__ import annotations

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.rule import Many, Placed, Rule, SimpleRule

__all__ = ["is_regular", "part_of"]

DAYS_IN_WEEK = 7


def is_regular(rule: Rule | None) -> bool:
    """Tell whether a rule is of something that comes again every week or oftener.

    >>> from roadmap_engine.deadlines.grammar import parse
    >>> is_regular(parse("еженедельно по пятницам").rule), is_regular(parse("ежемесячно").rule)
    (True, False)
    """
    if not isinstance(rule, Placed) or rule.yearly:
        return False
    cycle = next((place for place in rule.at.walk() if isinstance(place, Each)), None)
    if cycle is None:
        return False
    if cycle.unit == "week":
        return cycle.interval == 1
    return cycle.unit in ("day", "working-day") and cycle.interval <= DAYS_IN_WEEK


def part_of(rule: Rule, key: str) -> SimpleRule:
    """Give the part of a rule that an occurrence comes from, by its key."""
    if not isinstance(rule, Many):
        return rule
    return rule.parts[int(key.partition(".")[0]) - 1]
