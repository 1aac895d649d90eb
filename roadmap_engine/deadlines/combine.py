"""Putting the parts of a cell together: «в течение года, ежемесячно» is one rule, not two.

Two neighbours are joined when they can only mean one thing together; else they stay two rules of a
composite, when something separates them; else the phrase is not understood.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal, TypeVar

from roadmap_engine.deadlines.kinds import (
    By,
    Date,
    During,
    External,
    From,
    Months,
    Range,
    Spoken,
    Standing,
    is_yearly,
)
from roadmap_engine.deadlines.periods import Edge, MonthPeriod
from roadmap_engine.deadlines.read_dates import link_range
from roadmap_engine.deadlines.read_months import link_months
from roadmap_engine.deadlines.recurrence import InYear, Recurring
from roadmap_engine.deadlines.rule import Composite, Rule, SimpleRule
from roadmap_engine.deadlines.values import PartialDate, PartialMonth

__all__ = ["Separator", "combine", "join"]

Separator = Literal["", ",", "and", "also", "line", "colon", "bracket"]
_Yearly = Date | By | From | Range | Months | During
_Window = From | Range | Months | During
RuleT = TypeVar("RuleT", bound=Rule)
Part = TypeVar("Part", bound=Spoken)
_NEAR = ("", ",", "bracket", "colon")


def combine(parts: list[tuple[Separator, Rule]]) -> Rule | None:
    """Make one rule of the parts of a cell; None when they do not fit together."""
    whole: list[SimpleRule] = []
    near: list[bool] = []
    header: Recurring | None = None
    for separator, part in _spread_yearly(_gather_months(parts)):
        pieces = part.parts if isinstance(part, Composite) else (part,)
        for number, piece in enumerate(pieces):
            between: Separator = separator if number == 0 else "and"
            if not whole:
                whole.append(piece)
                near.append(False)
                continue
            if separator == "colon" and _is_bare_yearly(whole[-1]):
                header = _bare(whole[-1])
            if header is not None and between != "also" and isinstance(piece, _Yearly) and is_yearly(piece):
                _add_under(header, whole, piece)
                near.extend([False] * (len(whole) - len(near)))
                continue
            if not _append(whole, piece, between):
                return None
            near.extend([between in (",", "and")] * (len(whole) - len(near)))
    linked = _link_dates(whole, near)
    return linked[0] if len(linked) == 1 else Composite(parts=tuple(linked))


def _gather_months(parts: list[tuple[Separator, Rule]]) -> list[tuple[Separator, Rule]]:
    """Make one list of months that follow each other, before anything is joined to them."""
    gathered: list[tuple[Separator, Rule]] = []
    for separator, part in parts:
        previous = gathered[-1][1] if gathered else None
        if isinstance(previous, Months) and isinstance(part, Months) and separator != "line":
            joined = _join_months(previous, part, separator)
            if joined is not None:
                gathered[-1] = (gathered[-1][0], joined)
                continue
        gathered.append((separator, part))
    # Years are shared out once the list is whole: each month takes the year that follows it, if any does.
    return [(separator, _with_years(part)) for separator, part in gathered]


def _spread_yearly(parts: list[tuple[Separator, Rule]]) -> list[tuple[Separator, Rule]]:
    """Let «(ежегодно)» after the last of a list speak of the whole list: «декабрь, май (ежегодно)»."""
    spread = list(parts)
    for index in range(len(spread) - 1, 0, -1):
        separator, last = spread[index]
        before = spread[index - 1][1]
        placed = isinstance(last, Recurring) and isinstance(last.at, InYear)
        if not placed or separator not in (",", "and", "") or not is_yearly(before):
            continue
        if isinstance(last, Recurring) and isinstance(last.at, InYear) and not isinstance(before, Composite):
            spread[index - 1] = (spread[index - 1][0], _yearly_too(last, before))
            if isinstance(before, Months) and isinstance(last.at.rule, Months):
                months = (*before.months, *last.at.rule.months)
                whole = last.model_copy(update={"at": InYear(rule=Months(months=months))})
                spread[index - 1 : index + 1] = [(spread[index - 1][0], whole)]
    return spread


def _yearly_too(pattern: Recurring, other: SimpleRule) -> SimpleRule:
    return _place(Recurring(every=pattern.every, times=pattern.times, bound=pattern.bound), other) or other


def _with_years(rule: RuleT) -> RuleT:
    if not isinstance(rule, Months) or len(rule.months) == 1:
        return rule
    return rule.model_copy(update={"months": link_months(rule.months)})


def _bare(rule: SimpleRule) -> Recurring | None:
    return rule if isinstance(rule, Recurring) else None


def _add_under(header: Recurring, whole: list[SimpleRule], piece: _Yearly) -> None:
    placed = _place(header, piece) or header
    if whole[-1] is header:
        whole[-1] = placed
    else:
        whole.append(placed)


def _append(whole: list[SimpleRule], piece: SimpleRule, separator: Separator) -> bool:
    last = whole[-1]
    if separator == "line" and isinstance(last, Months) and isinstance(piece, Months):
        joined: SimpleRule | None = _join_months(last, piece, separator)
        joined = _with_years(joined) if isinstance(joined, Months) else None
    else:
        joined = join(last, piece, separator)
    if joined is not None:
        whole[-1] = joined
        return True
    if separator in (",", "and") and isinstance(whole[-1], By) and isinstance(piece, Date):
        # «До 25 декабря, 25 мая»: «до» speaks of both.
        whole.append(By(until=piece.on, time=piece.time, remark=piece.remark))
        return True
    previous = whole[-1]
    near = separator in (",", "and")
    if near and isinstance(previous, Recurring) and isinstance(previous.at, InYear) and is_yearly(piece):
        again = _place(previous.model_copy(update={"at": None, "time": None, "remark": None}), piece)
        if again is not None:
            whole.append(again)
            return True
    if separator in ("", "bracket", "colon") or _cannot_stand_together(whole[-1], piece, separator):
        return False
    whole.append(piece)
    return True


def _cannot_stand_together(first: SimpleRule, second: SimpleRule, separator: Separator) -> bool:
    near = separator in (",", "and")
    yearly = isinstance(first, Recurring) and first.every == "year" and first.at is None
    return near and yearly and isinstance(second, (Date, By, From, Range))


def join(first: SimpleRule, second: SimpleRule, separator: Separator) -> SimpleRule | None:  # noqa: PLR0911 - each form has its own exit
    """Make one rule of two neighbours, if they can only mean one thing together."""
    if isinstance(first, Months) and isinstance(second, Months):
        return None
    if separator == "bracket" and isinstance(first, Months) and isinstance(second, By):
        return _narrow(first, second)
    if separator not in _NEAR:
        return None
    if isinstance(second, Recurring) and not isinstance(first, Recurring):
        return _place(second, first)
    if isinstance(first, Recurring) and isinstance(second, Recurring):
        # «Еженедельно, каждый вторник» says the same cycle twice, the second time with its place.
        again = first == Recurring(every=first.every) and second.every == first.every
        return second if again else None
    if isinstance(first, Recurring):
        return _place(first, second) or _guide(first, second)
    if isinstance(first, Standing) and isinstance(second, _Window):
        return _stand(first, second)
    if isinstance(second, Standing) and isinstance(first, _Window):
        # «Сентябрь, май, по мере необходимости» are two things: fixed months, and besides when needed.
        besides = second.manner in ("need", "request", "immediate") and isinstance(first, Months)
        return None if besides and separator == "," else _stand(second, first)
    if isinstance(first, From) and isinstance(second, By) and not (first.time or first.remark):
        return _close(first, second)
    return _guide(first, second)


def _join_months(first: Months, second: Months, separator: Separator) -> Months | None:
    if first.time or first.remark or first.according or separator in ("also", "bracket", "colon"):
        return None
    return second.model_copy(update={"months": (*first.months, *second.months)})


def _narrow(first: Months, second: By) -> Range | None:
    """Join «август (до 25 августа)»: from the month's first day to the named one."""
    month, day = first.months[0], second.until
    if len(first.months) > 1 or not isinstance(month, PartialMonth) or not isinstance(day, PartialDate):
        return None
    if month.month != day.month or {month.year, day.year} - {None, month.year or day.year}:
        return None
    spoken = _spoken_by(first, second)
    year = month.year or day.year
    since = Edge(edge="start", of=MonthPeriod(month=replace(month, year=year)))
    return (
        None
        if spoken is None
        else Range(since=since, until=replace(day, year=year)).model_copy(update=spoken)
    )


def _close(first: From, second: By) -> Range:
    since, until = first.since, second.until
    if isinstance(since, PartialDate) and isinstance(until, PartialDate):
        since, until = link_range(since, until)
    return Range(since=since, until=until, time=second.time, remark=second.remark)


def _place(recurring: Recurring, other: SimpleRule) -> Recurring | None:
    """Put a recurring duty into a time, or a time of the year into a yearly duty."""
    if not isinstance(other, (Date, By, From, Range, Months, During)):
        return None
    spoken = _spoken_by(recurring, other)
    if spoken is None:
        return None
    bare = _bared(other)
    if recurring.every == "year" and recurring.at is None and recurring.interval == 1 and is_yearly(other):
        return recurring.model_copy(update={"at": InYear(rule=bare), **spoken})
    if recurring.every == "year":
        fits = isinstance(other, (Range, During)) and not is_yearly(other)
    else:
        fits = not isinstance(other, Date)
    if not fits or recurring.within is not None:
        return None
    return recurring.model_copy(update={"within": bare, **spoken})


def _spoken_by(first: SimpleRule, second: SimpleRule) -> dict[str, object] | None:
    """Gather the hour, the remark and the guiding plan that two rules have between them."""
    spoken: dict[str, object] = {}
    for name in ("time", "remark", "according"):
        own, other = getattr(first, name, None), getattr(second, name, None)
        if own is not None and other is not None:
            return None
        if own is not None or other is not None:
            spoken[name] = own if own is not None else other
    return spoken


def _bared(rule: Part) -> Part:
    names = ("time", "remark", "according") if hasattr(rule, "according") else ("time", "remark")
    return rule.model_copy(update=dict.fromkeys(names))


def _guide(first: SimpleRule, second: SimpleRule) -> SimpleRule | None:
    if isinstance(first, External) and isinstance(second, (Range, Months, During, Recurring)):
        first, second = second, first
    if isinstance(first, (Range, Months, During, Recurring)) and isinstance(second, External):
        spoken = _spoken_by(first, second)
        if spoken is not None and first.according is None:
            return first.model_copy(update={**spoken, "according": _bared(second)})
    return None


def _stand(standing: Standing, window: SimpleRule) -> Standing | None:
    spoken = _spoken_by(standing, window)
    if spoken is None or standing.within is not None or "according" in spoken:
        return None
    return standing.model_copy(update={"within": _bared(window), **spoken})


def _is_bare_yearly(rule: SimpleRule) -> bool:
    return isinstance(rule, Recurring) and rule.every == "year" and rule.at is None


def _link_dates(rules: list[SimpleRule], near: list[bool]) -> list[SimpleRule]:
    """Give the year of a day in a list to the days before it that state none."""
    linked = list(rules)
    for index in range(len(linked) - 2, -1, -1):
        here, following = linked[index], linked[index + 1]
        if near[index + 1] and isinstance(here, Date) and isinstance(following, Date):
            day, later = here.on, following.on
            if (
                isinstance(day, PartialDate)
                and isinstance(later, PartialDate)
                and later.year
                and day.year is None
            ):
                before = (day.month, day.day) <= (later.month, later.day)
                year = later.year if before else later.year - 1
                linked[index] = here.model_copy(update={"on": replace(day, year=year)})
    return linked
