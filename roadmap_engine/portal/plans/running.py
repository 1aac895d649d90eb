"""The plans of a school in the order in which people look for them: what runs on the day, then the others."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from roadmap_engine.calendars.years import SchoolYear
from roadmap_engine.portal.plans.models import BoardIndex, PlanText
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.plans.sent_json import read_sent

__all__ = ["put_in_order"]

_YEAR = re.compile(r"\d{4}/\d{4}")


def put_in_order(texts: Iterable[PlanText], today: dt.date) -> list[PlanText]:
    """Put plans in order: those whose school years have begun and not ended, then the others, newest first.

    A plan that is begun for the year to come stands behind the one that still runs; the year of a plan that
    cannot be read is not known, it stands last.
    """
    return sorted(
        sorted(texts, key=lambda text: text.plan, reverse=True), key=lambda text: _rank(text, today)
    )


def _rank(text: PlanText, today: dt.date) -> tuple[bool, int]:
    years = [SchoolYear.parse(each) for each in _YEAR.findall(_years(text))]
    runs = any(year.first_day <= today <= year.last_day for year in years)
    return not runs, -max((year.start for year in years), default=0)


def _years(text: PlanText) -> str:
    index = BoardIndex.objects.filter(text=text).first()
    if index is not None and index.sent:
        return read_sent(index.sent).year
    read = read_standing(text).read
    return " ".join(read.plan.years) if read is not None else ""
