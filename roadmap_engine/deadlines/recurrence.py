"""Recurring duties as values: the cycle, how often in it, where in it, and within what time."""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from roadmap_engine.deadlines.kinds import (
    By,
    Date,
    During,
    From,
    Guided,
    Months,
    Range,
    is_bare,
    is_yearly,
)
from roadmap_engine.deadlines.values import (
    Value,
)

__all__ = ["DayOfMonth", "EdgeOfCycle", "InYear", "OnWeekdays", "Recurring", "Unit"]

Unit = Literal["day", "week", "month", "quarter", "term", "school-quarter", "trimester", "half-year", "year"]


class DayOfMonth(Value):
    """«До 25 числа», «10 числа месяца, следующего за отчётным кварталом»; day -1 is the last.

    Attributes:
        edge: on that day or by it.
        day: day of the month; a month that is shorter ends on its last day.
        of: which month when the cycle is longer than one: its last, or the one that follows the cycle.
    """

    at: Literal["day-of-month"] = "day-of-month"
    edge: Literal["on", "by"]
    day: Annotated[int, Field(ge=-1, le=31)]
    of: Literal["first", "last", "following"] | None = None

    @model_validator(mode="after")
    def _has_a_day(self) -> Self:
        if self.day == 0:
            raise ValueError("there is no day 0")
        return self


class OnWeekdays(Value):
    """«По пятницам», «последняя пятница месяца»; Monday is 0."""

    at: Literal["weekday"] = "weekday"
    weekdays: Annotated[tuple[Annotated[int, Field(ge=0, le=6)], ...], Field(min_length=1)]
    nth: Literal[1, 2, 3, 4, 5, -1] | None = None

    @model_validator(mode="after")
    def _names_one_day(self) -> Self:
        if self.nth is not None and len(self.weekdays) > 1:
            raise ValueError("an nth weekday of the month is one weekday")
        return self


class EdgeOfCycle(Value):
    """«В конце четверти», «до конца каждого месяца», «по итогам полугодия»."""

    at: Literal["edge"] = "edge"
    edge: Literal["start", "end", "by-end", "after-end"]


class InYear(Value):
    """«Ежегодно, до 1 октября»: where in each year."""

    at: Literal["year"] = "year"
    rule: Annotated[Date | By | From | Range | Months | During, Field(discriminator="kind")]

    @model_validator(mode="after")
    def _is_yearly(self) -> Self:
        if not is_yearly(self.rule):
            raise ValueError("what recurs every year names no year of its own")
        if not is_bare(self.rule):
            raise ValueError("time, remark and according stand beside the rule itself, not inside `at`")
        return self


class Recurring(Guided):
    """«Ежемесячно до 25 числа», «не менее 2 раз в четверть», «ежегодно, до 1 октября».

    Attributes:
        every: the cycle; `term` is whichever terms the school has.
        interval: each cycle, or each second, third …
        times: how often in a cycle, when it is counted.
        bound: whether `times` is the least, the most, or exactly.
        at: where in the cycle.
        within: the time in which it recurs; none means the plan's year.
    """

    kind: Literal["recurring"] = "recurring"
    every: Unit
    interval: Annotated[int, Field(ge=1, le=12)] = 1
    times: Annotated[int, Field(ge=1, le=31)] | None = None
    bound: Literal["at-least", "at-most"] | None = None
    at: Annotated[DayOfMonth | OnWeekdays | EdgeOfCycle | InYear, Field(discriminator="at")] | None = None
    within: Annotated[By | From | Range | Months | During, Field(discriminator="kind")] | None = None

    @model_validator(mode="after")
    def _agrees(self) -> Self:
        fault = next((fault for check in _CHECKS if (fault := check(self))), None)
        if fault is not None:
            raise ValueError(fault)
        return self


def _check_place(rule: Recurring) -> str | None:
    if isinstance(rule.at, InYear) and rule.every != "year":
        return "a time of the year recurs every year"
    if isinstance(rule.at, OnWeekdays) and rule.every != ("week" if rule.at.nth is None else "month"):
        return "weekdays recur every week, the nth weekday every month"
    if isinstance(rule.at, EdgeOfCycle) and rule.every == "day":
        return "a day has no first or last day"
    return None


def _check_day(rule: Recurring) -> str | None:
    if not isinstance(rule.at, DayOfMonth):
        return None
    if rule.every == "month":
        known = rule.at.of in (None, "following")
        return None if known else "the day is in each month itself or in the one that follows it"
    if rule.every not in ("quarter", "half-year", "year"):
        return f"a {rule.every} has no days of a month"
    return None if rule.at.of else f"say in which month of the {rule.every} the day is (of)"


def _check_count(rule: Recurring) -> str | None:
    if rule.bound is not None and rule.times is None:
        return "at least or at most how many times?"
    if rule.interval > 1 and (rule.at is not None or rule.every == "term"):
        return "each second or third cycle has no place of its own"
    if rule.times is not None and isinstance(rule.at, (OnWeekdays, EdgeOfCycle)):
        return "what is counted has no weekday or edge of the cycle"
    return None


def _check_window(rule: Recurring) -> str | None:
    if rule.within is None:
        return None
    if not is_bare(rule.within):
        return "time, remark and according stand beside the rule itself, not inside `within`"
    yearly = rule.every == "year" and (is_yearly(rule.within) or isinstance(rule.within, (By, From, Months)))
    return "what recurs every year recurs within stated years" if yearly else None


_CHECKS = (_check_place, _check_day, _check_count, _check_window)
