"""Putting the parts of a cell together: «в течение года, ежемесячно» is one rule, not two.

Two neighbours are joined when they can only mean one thing together; else they stay two rules of a
composite, when something separates them; else the phrase is not understood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeGuard

from roadmap_engine.deadlines.read_dates import link_months, link_range
from roadmap_engine.deadlines.rule import (
    By,
    Composite,
    Date,
    During,
    External,
    From,
    InYear,
    Months,
    Range,
    Recurring,
    Rule,
    SimpleRule,
    Standing,
)
from roadmap_engine.deadlines.values import (
    CalendarYearPeriod,
    Edge,
    MonthPart,
    MonthRange,
    MonthWeeks,
    NthWeekday,
    PartialDate,
    PartialMonth,
    PlanPeriod,
    SchoolYearPeriod,
    YearPeriod,
)

__all__ = ["Separator", "combine", "join"]

Separator = Literal["", ",", "and", "also", "line", "colon", "bracket"]
_Yearly = Date | By | From | Range | Months | During
_Window = From | Range | Months | During
_NEAR = ("", ",", "bracket", "colon")


def combine(parts: list[tuple[Separator, Rule]]) -> Rule | None:
    """Make one rule of the parts of a cell; None when they do not fit together."""
    whole: list[SimpleRule] = []
    header: Recurring | None = None
    for separator, part in parts:
        pieces = part.parts if isinstance(part, Composite) else (part,)
        for number, piece in enumerate(pieces):
            between: Separator = separator if number == 0 else "and"
            if not whole:
                whole.append(piece)
                continue
            if separator == "colon" and _is_bare_yearly(whole[-1]):
                header = _bare(whole[-1])
            if header is not None and between != "also" and _is_yearly(piece):
                _add_under(header, whole, piece)
                continue
            if not _append(whole, piece, between):
                return None
    linked = _link_dates(whole)
    return linked[0] if len(linked) == 1 else Composite(parts=tuple(linked))


def _bare(rule: SimpleRule) -> Recurring | None:
    return rule if isinstance(rule, Recurring) else None


def _add_under(header: Recurring, whole: list[SimpleRule], piece: _Yearly) -> None:
    placed = header.model_copy(update={"at": InYear(rule=piece)})
    if whole[-1] is header:
        whole[-1] = placed
    else:
        whole.append(placed)


def _append(whole: list[SimpleRule], piece: SimpleRule, separator: Separator) -> bool:
    joined = join(whole[-1], piece, separator)
    if joined is not None:
        whole[-1] = joined
        return True
    if separator in (",", "and") and isinstance(whole[-1], By) and isinstance(piece, Date):
        # «До 25 декабря, 25 мая»: «до» speaks of both.
        whole.append(By(until=piece.on, time=piece.time, remark=piece.remark))
        return True
    if separator in (",", "and") and _is_placed_yearly(whole[-1]) and _is_yearly(piece):
        previous = whole[-1]
        if isinstance(previous, Recurring):
            whole.append(previous.model_copy(update={"at": InYear(rule=piece)}))
        return True
    if separator in ("", "bracket", "colon") or _cannot_stand_together(whole[-1], piece, separator):
        return False
    whole.append(piece)
    return True


def _cannot_stand_together(first: SimpleRule, second: SimpleRule, separator: Separator) -> bool:
    near = separator in (",", "and")
    yearly = isinstance(first, Recurring) and first.every == "year" and first.at is None
    return near and yearly and isinstance(second, (Date, By, From, Range))


def join(first: SimpleRule, second: SimpleRule, separator: Separator) -> SimpleRule | None:
    """Make one rule of two neighbours, if they can only mean one thing together."""
    if isinstance(first, Months) and isinstance(second, Months):
        return _join_months(first, second, separator)
    if separator not in _NEAR:
        return None
    if isinstance(second, Recurring) and not isinstance(first, Recurring):
        return _place(second, first)
    if isinstance(first, Recurring):
        return _place(first, second) or _guide(first, second)
    if isinstance(first, Standing) and isinstance(second, _Window) and first.within is None:
        return first.model_copy(update={"within": second})
    if isinstance(second, Standing) and isinstance(first, _Window) and second.manner in ("constant", "systematic", "regular"):
        return second.model_copy(update={"within": first})
    if isinstance(first, From) and isinstance(second, By) and not (first.time or first.remark):
        return _close(first, second)
    return _guide(first, second)


def _join_months(first: Months, second: Months, separator: Separator) -> Months | None:
    if first.time or first.remark or first.according or separator in ("also", "bracket", "colon"):
        return None
    return second.model_copy(update={"months": link_months((*first.months, *second.months))})


def _close(first: From, second: By) -> Range:
    since, until = first.since, second.until
    if isinstance(since, PartialDate) and isinstance(until, PartialDate):
        since, until = link_range(since, until)
    return Range(since=since, until=until, time=second.time, remark=second.remark)


def _place(recurring: Recurring, other: SimpleRule) -> Recurring | None:
    """Put a recurring duty into a time, or a time of the year into a yearly duty."""
    if isinstance(other, (By, From, Range, Months, During)) and (other.time or other.remark):
        return None
    if recurring.every == "year" and recurring.at is None and _is_yearly(other):
        return recurring.model_copy(update={"at": InYear(rule=other)})
    if recurring.within is not None or recurring.every == "year":
        longer = isinstance(other, (Range, During)) and recurring.within is None
        return recurring.model_copy(update={"within": other}) if longer else None
    if isinstance(other, (From, Range, Months, During)):
        return recurring.model_copy(update={"within": other})
    if isinstance(other, By):
        return recurring.model_copy(update={"within": other})
    return None


def _guide(first: SimpleRule, second: SimpleRule) -> SimpleRule | None:
    if isinstance(first, External) and isinstance(second, (Range, Months, During, Recurring)):
        first, second = second, first
    if isinstance(first, (Range, Months, During, Recurring)) and isinstance(second, External):
        plain = first.according is None and not (first.remark or first.time or second.time or second.remark)
        return first.model_copy(update={"according": second}) if plain else None
    return None


def _is_bare_yearly(rule: SimpleRule) -> bool:
    return isinstance(rule, Recurring) and rule.every == "year" and rule.at is None and rule.times is None


def _is_placed_yearly(rule: SimpleRule) -> bool:
    return isinstance(rule, Recurring) and isinstance(rule.at, InYear)


def _is_yearly(rule: SimpleRule) -> TypeGuard[_Yearly]:
    """Tell whether a rule names a time of the year and no year."""
    if isinstance(rule, During):
        period = rule.period
        if isinstance(period, (SchoolYearPeriod, CalendarYearPeriod, YearPeriod, PlanPeriod)):
            return False
        stated = getattr(period, "year", None) or getattr(period, "school_year", None)
        return stated is None
    if isinstance(rule, Months):
        return all(_month(entry).year is None for entry in rule.months)
    if isinstance(rule, (Date, By, From, Range)):
        return all(_lacks_year(moment) for moment in _moments(rule))
    return False


def _moments(rule: Date | By | From | Range) -> tuple[PartialDate | NthWeekday | Edge, ...]:
    if isinstance(rule, Date):
        return (rule.on,)
    if isinstance(rule, By):
        return (rule.until,)
    return (rule.since,) if isinstance(rule, From) else (rule.since, rule.until)


def _lacks_year(moment: PartialDate | NthWeekday | Edge) -> bool:
    if isinstance(moment, PartialDate):
        return moment.year is None
    if isinstance(moment, NthWeekday):
        return moment.month.year is None
    period = moment.of
    month = getattr(period, "month", None)
    if month is not None:
        return bool(month.year is None)
    return getattr(period, "year", None) is None and getattr(period, "school_year", None) is None


def _month(entry: PartialMonth | MonthRange | MonthPart | MonthWeeks) -> PartialMonth:
    if isinstance(entry, PartialMonth):
        return entry
    return entry.first if isinstance(entry, MonthRange) else entry.of


def _link_dates(rules: list[SimpleRule]) -> list[SimpleRule]:
    """Give the year of a day in a list to the days before it that state none."""
    linked = list(rules)
    for index in range(len(linked) - 2, -1, -1):
        here, following = linked[index], linked[index + 1]
        if isinstance(here, Date) and isinstance(following, Date):
            day, later = here.on, following.on
            if isinstance(day, PartialDate) and isinstance(later, PartialDate) and later.year and day.year is None:
                before = (day.month, day.day) <= (later.month, later.day)
                year = later.year if before else later.year - 1
                linked[index] = here.model_copy(update={"on": replace(day, year=year)})
    return linked
