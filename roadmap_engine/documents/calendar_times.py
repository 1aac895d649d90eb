"""The days of a measure's occurrences, as events need them: where work begins, whose hour, why this day."""

from __future__ import annotations

import datetime as dt
import itertools
import re
from collections.abc import Mapping

from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS
from roadmap_engine.model import OccurrenceDays, PlanDeadline
from roadmap_engine.russian import numeric_date

__all__ = ["find_reach", "find_reasons", "find_start", "name_moment"]

_NUMERIC_DATE = re.compile(r"(?<!\d)\d\d\.\d\d\.\d{4}(?!\d)")


def find_reasons(deadline: PlanDeadline) -> Mapping[dt.date | None, tuple[str, ...]]:
    """Give the reasons of each due day: a deadline tells those of all its days together.

    Those that speak of no due day at all are everybody's, and those of a day without an end.
    """
    by_words = {numeric_date(each.due): each.due for each in deadline.occurrences if each.due is not None}
    spoken = [
        (reason, {by_words[words] for words in _NUMERIC_DATE.findall(reason) if words in by_words})
        for reason in dict.fromkeys(deadline.reasons)
    ]
    said: dict[dt.date | None, list[str]] = {day: [] for day in (None, *by_words.values())}
    for reason, days in spoken:
        for day in days or said:
            said[day].append(reason)
    return {day: tuple(reasons) for day, reasons in said.items()}


def find_reach(occurrences: tuple[OccurrenceDays, ...]) -> Mapping[dt.date, dt.date]:
    """Give for each start how far the work that began before it goes."""
    reached: dict[dt.date, dt.date] = {}
    latest = dt.date.min
    spans = sorted((each.start, each.due or dt.date.min) for each in occurrences if each.start is not None)
    for start, begun in itertools.groupby(spans, key=lambda span: span[0]):
        reached[start] = latest
        latest = max(latest, *(due for _, due in begun))
    return reached


def find_start(days: OccurrenceDays, reached: Mapping[dt.date, dt.date]) -> dt.date | None:
    """Give the start where work begins anew: a monthly duty does not begin again every month."""
    start = days.start
    if start is None or start == days.due:
        return None
    return None if reached[start] >= start - dt.timedelta(days=1) else start


def name_moment(days: OccurrenceDays) -> tuple[dt.time, str] | None:
    """Give the time of a due day and its zone; None where the plan says no time, or not whose it is."""
    if days.time is None or days.zone is None or days.zone not in RUSSIAN_OFFSETS:
        return None
    return dt.time.fromisoformat(days.time), days.zone
