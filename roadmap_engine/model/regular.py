"""Regular work: what comes again every week or oftener. Its days are a series, and no dates by themselves."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.rule import Many, Placed, Rule, SimpleRule
from roadmap_engine.model.plan_measure import OccurrenceDays, PlanDeadline

__all__ = ["is_regular", "list_series", "part_of"]

DAYS_IN_WEEK = 7


def is_regular(rule: Rule | None) -> bool:
    """Tell whether a rule is of something that comes again every week or oftener.

    >>> from roadmap_engine.deadlines.grammar import parse
    >>> is_regular(parse("еженедельно по пятницам").rule), is_regular(parse("ежемесячно").rule)
    (True, False)
    """
    cycle = _cycle_of(rule)
    return cycle is not None and (
        (cycle.unit == "week" and cycle.interval == 1)
        or (cycle.unit in ("day", "working-day") and cycle.interval <= DAYS_IN_WEEK)
    )


def part_of(rule: Rule, key: str) -> SimpleRule:
    """Give the part of a rule that an occurrence comes from, by its key."""
    return rule.parts[int(key.partition(".")[0]) - 1] if isinstance(rule, Many) else rule


def list_series(deadline: PlanDeadline) -> Mapping[str, tuple[OccurrenceDays, ...]]:
    """Give the occurrences of each part that is regular work, by the number of the part; alone it has none.

    A duty of every day has no dates but the time that it lasts, and that is no series.
    """
    rule = deadline.rule
    if rule is None:
        return {}
    found: dict[str, tuple[OccurrenceDays, ...]] = {}
    for each in deadline.occurrences:
        part = part_of(rule, each.key)
        if is_regular(part) and not _is_daily(part):
            number = each.key.partition(".")[0] if isinstance(rule, Many) else ""
            found[number] = (*found.get(number, ()), each)
    return found


def _is_daily(rule: Rule) -> bool:
    cycle = _cycle_of(rule)
    return cycle is not None and cycle.unit != "week" and cycle.interval < DAYS_IN_WEEK


def _cycle_of(rule: Rule | None) -> Each | None:
    if not isinstance(rule, Placed) or rule.yearly:
        return None
    return next((place for place in rule.at.walk() if isinstance(place, Each)), None)
