"""The production calendar of Russia: public holidays and, year by year, the decree that moves days off.

One entry a year; a year gets its entry when its decree is published, never from a draft or a guess.
A year without an entry is unknown, and whoever depends on it says so.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

__all__ = ["LABOUR_CODE", "PRODUCTION_YEARS", "PUBLIC_HOLIDAYS", "ProductionYear"]

LABOUR_CODE = "ст. 112 ТК РФ"

# ст. 112 ТК РФ, часть первая: month and day of the «нерабочие праздничные дни».
PUBLIC_HOLIDAYS: tuple[tuple[int, int], ...] = (
    *((1, day) for day in range(1, 9)),
    (2, 23),
    (3, 8),
    (5, 1),
    (5, 9),
    (6, 12),
    (11, 4),
)


@dataclass(frozen=True, slots=True)
class ProductionYear:
    """What the decree of one year moves.

    Attributes:
        year: the year it is about.
        decree: the act, as it is cited.
        transfers: pairs (day off that is given up, day that becomes a day off instead). A Saturday
            that is given up and is no public holiday becomes a working Saturday.
    """

    year: int
    decree: str
    transfers: tuple[tuple[dt.date, dt.date], ...]


def _year(number: int, decree: str, *transfers: tuple[tuple[int, int], tuple[int, int]]) -> ProductionYear:
    pairs = tuple((dt.date(number, *source), dt.date(number, *target)) for source, target in transfers)
    return ProductionYear(number, decree, pairs)


_DECREE = "Постановление Правительства РФ от {}"

# Month and day: from, to.
_YEARS = (
    _year(2020, _DECREE.format("10.07.2019 № 875"), ((1, 4), (5, 4)), ((1, 5), (5, 5))),
    _year(2021, _DECREE.format("10.10.2020 № 1648"), ((1, 2), (11, 5)), ((1, 3), (12, 31)),
          ((2, 20), (2, 22))),
    _year(2022, _DECREE.format("16.09.2021 № 1564"), ((1, 1), (5, 3)), ((1, 2), (5, 10)), ((3, 5), (3, 7))),
    _year(2023, _DECREE.format("29.08.2022 № 1505"), ((1, 1), (2, 24)), ((1, 8), (5, 8))),
    _year(2024, _DECREE.format("10.08.2023 № 1314"), ((1, 6), (5, 10)), ((1, 7), (12, 31)),
          ((4, 27), (4, 29)), ((11, 2), (4, 30)), ((12, 28), (12, 30))),
    _year(2025, _DECREE.format("04.10.2024 № 1335"), ((1, 4), (5, 2)), ((1, 5), (12, 31)), ((2, 23), (5, 8)),
          ((3, 8), (6, 13)), ((11, 1), (11, 3))),
    _year(2026, _DECREE.format("24.09.2025 № 1466"), ((1, 3), (1, 9)), ((1, 4), (12, 31))),
    # Its number was not at hand when the year was entered; the days are those of the published act.
    _year(2027, "Постановление Правительства РФ «О переносе выходных дней в 2027 году»", ((1, 2), (11, 5)),
          ((1, 3), (12, 31)), ((2, 20), (2, 22))),
)  # fmt: skip

PRODUCTION_YEARS: Mapping[int, ProductionYear] = MappingProxyType({entry.year: entry for entry in _YEARS})
