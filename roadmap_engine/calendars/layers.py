"""Days off beyond the production calendar: the President's paid days off, regional and school ones.

A layer only adds days off. The President's days did not stop the schools' office work everywhere, so
they are a layer that a calendar takes or leaves, not part of the production calendar.
"""

from __future__ import annotations

import datetime as dt

from pydantic import BaseModel, ConfigDict

from roadmap_engine.calendars.spans import Span

__all__ = ["PRESIDENTIAL_DAYS", "DaysOff"]


class DaysOff(BaseModel):
    """Days off granted by one act.

    Attributes:
        basis: the act, as it is cited.
        days: spans of days; weekends inside them change nothing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    basis: str
    days: tuple[Span, ...]

    def __contains__(self, day: dt.date) -> bool:
        return any(day in span for span in self.days)


def _days(basis: str, *spans: str) -> DaysOff:
    return DaysOff(basis=basis, days=tuple(Span.parse(text) for text in spans))


PRESIDENTIAL_DAYS: tuple[DaysOff, ...] = (
    _days("Указ Президента РФ от 25.03.2020 № 206", "2020-03-30/2020-04-03"),
    _days("Указ Президента РФ от 02.04.2020 № 239", "2020-04-04/2020-04-30"),
    _days("Указ Президента РФ от 28.04.2020 № 294", "2020-05-06/2020-05-08"),
    _days("Указ Президента РФ от 29.05.2020 № 345", "2020-06-24"),
    _days("Указ Президента РФ от 01.06.2020 № 354", "2020-07-01"),
    _days("Указ Президента РФ от 23.04.2021 № 242", "2021-05-04/2021-05-07"),
    _days("Указ Президента РФ от 20.10.2021 № 595", "2021-10-30/2021-11-07"),
)
