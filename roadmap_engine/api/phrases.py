"""A deadline explained, a name declined."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from typing import overload

from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, parse_year
from roadmap_engine.deadlines import Context, Explanation
from roadmap_engine.deadlines import explain as explain_phrase
from roadmap_engine.deadlines.place import FIRST_SCHOOL_MONTH
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.planning.drawing import MeasureExplanation, explain_measure

__all__ = ["explain"]


@overload
def explain(
    subject: str, *, year: str | dt.date, events: Mapping[str, dt.date | Span] | None = None
) -> Outcome[Explanation]: ...


@overload
def explain(subject: Plan, measure: str) -> Outcome[MeasureExplanation]: ...


def explain(
    subject: str | Plan,
    measure: str = "",
    *,
    year: str | dt.date | None = None,
    events: Mapping[str, dt.date | Span] | None = None,
) -> Outcome[Explanation] | Outcome[MeasureExplanation]:
    """Explain a deadline: what a phrase means in dates, or why a measure of a plan is due when it is.

    Args:
        subject: a phrase of a deadline column, «до 1 октября»; or a plan.
        measure: of the plan: its id or number.
        year: of the phrase: a school year («2026/2027»), a calendar year («2027»), or a day of a school year.
        events: of the phrase: days of known events by id («results-received»).

    Returns:
        An `Explanation` of the phrase, one that was not understood too; the span of a problem says where in
        the phrase it is. A `MeasureExplanation` of the measure, if the plan has it. Both have `as_steps()`
        and `to_json()`.

    Raises:
        ValueError: the year is none, or a phrase has no year.
    """
    if isinstance(subject, Plan):
        return Outcome(*explain_measure(subject, measure))
    if year is None:
        raise ValueError("a phrase is explained for a year: year='2026/2027', or a day of it")
    context = Context(year=_read_year(year), anchors=dict(events or {}))
    told = explain_phrase(unicodedata.normalize("NFC", subject), context)
    return Outcome(told, told.problems)


def _read_year(year: str | dt.date) -> SchoolYear | CalendarYear:
    if isinstance(year, str):
        return parse_year(year)
    return SchoolYear(year.year if year.month >= FIRST_SCHOOL_MONTH else year.year - 1)
