"""The items of a cell → its rule: neighbours joined, years shared out, lists gathered, words kept."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day
from roadmap_engine.deadlines.excepting import Except
from roadmap_engine.deadlines.forms import Refusal
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.joining import Separator, holds_open, join, with_time
from roadmap_engine.deadlines.nth import Weekdays
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import with_year
from roadmap_engine.deadlines.repeating import OpenWeekday
from roadmap_engine.deadlines.rule import (
    By,
    External,
    From,
    Many,
    On,
    Placed,
    Rule,
    SimpleRule,
    Standing,
    is_bare,
)
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Some, Through, base_month, is_of_months
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.wording import wording
from roadmap_engine.deadlines.years import Years
from roadmap_engine.russian.numerals import plural_form

__all__ = ["Part", "assemble"]

_LISTS = ("", ",", "and", "line", ";", "also")
_YEARED = ("", ",", "and", "line")
_APART = (",", "and", "also", "line", ";", "colon", "then", "but")


@dataclass(slots=True)
class Part:
    """An item, and what parts it from the one before: a rule, an element of `joining`, or words beside one."""

    separator: Separator
    value: Any


def assemble(parts: list[Part]) -> Rule | Refusal | None:
    """Make one rule of the items of a cell; None where they do not fit together."""
    flat = _lead_clocks(_flattened(parts))
    if flat is None:
        return None
    gathered = _months(_years(flat))
    folded = _folded(gathered)
    if folded is None:
        return None
    if any(holds_open(rule) for rule in folded):
        return Refusal("RM304", (("better", "{words} каждого месяца; {words} октября"),))
    try:
        return folded[0] if len(folded) == 1 else Many(tuple(folded))
    except ValueError:
        return None


def _flattened(parts: list[Part]) -> list[Part]:
    flat: list[Part] = []
    for part in parts:
        if isinstance(part.value, Many):
            flat.extend(
                Part(part.separator if number == 0 else ",", rule)
                for number, rule in enumerate(part.value.parts)
            )
        else:
            flat.append(part)
    return flat


def _lead_clocks(parts: list[Part]) -> list[Part] | None:
    """Give an hour that stands first to what follows it: «до 18:00 25 мая» is due that day by that hour."""
    found: list[Part] = []
    index = 0
    while index < len(parts):
        part = parts[index]
        follows = parts[index + 1] if index + 1 < len(parts) else None
        if isinstance(part.value, Clock) and not found and follows is not None:
            timed = _timed(follows.value, part.value)
            if timed is None:
                return None
            found.append(Part(part.separator, timed))
            index += 2
            continue
        found.append(part)
        index += 1
    return found


def _timed(value: Any, clock: Clock) -> SimpleRule | None:
    if not isinstance(value, Placed):
        return None
    if (
        isinstance(value, On)
        and clock.edge == "by"
        and value.at.rank == 0
        and not isinstance(value.at, Shift)
    ):
        value = By(value.at, remark=value.remark)
    return with_time(value, clock)


def _is_listed(part: Part) -> bool:
    return (
        isinstance(part.value, (On, By))
        and base_month(part.value.at) is not None
        and not isinstance(part.value.at, Shift)
    )


def _are_of_a_kind(first: Part, second: Part) -> bool:
    """Tell whether two entries are of one list: «до 1 мая, 1 октября» is, «август 2026, до конца июня» is not."""
    return type(first.value) is type(second.value) or (
        isinstance(first.value, By) and isinstance(second.value, On)
    )


def _years(parts: list[Part]) -> list[Part]:
    """Share a year out over a list: from the right to the left, then on to the right.

    A year stands for all to its left that state none, one less where months would run backwards.
    """
    found = list(parts)
    for index in range(len(found) - 2, -1, -1):
        here, after = found[index], found[index + 1]
        if (
            after.separator in _YEARED
            and _is_listed(here)
            and _is_listed(after)
            and _are_of_a_kind(here, after)
        ):
            found[index] = Part(here.separator, _lend(here.value, after.value, before=True))
    for index in range(1, len(found)):
        before, here = found[index - 1], found[index]
        if (
            here.separator in _YEARED
            and _is_listed(before)
            and _is_listed(here)
            and _are_of_a_kind(before, here)
        ):
            found[index] = Part(here.separator, _lend(here.value, before.value, before=False))
    return found


def _lend(rule: Any, lender: Any, *, before: bool) -> Any:
    """Give a rule the year of its neighbour in the list."""
    own, other = _last_month(rule.at), _first_month(lender.at)
    if not before:
        own, other = _first_month(rule.at), _last_month(lender.at)
    if own is None or other is None or own[1] is not None or other[1] is None:
        return rule
    if before:
        year = other[1] if _order(rule.at) <= _order(lender.at) else other[1] - 1
    else:
        year = other[1] if _order(lender.at) <= _order(rule.at) else other[1] + 1
    return replace(rule, at=with_year(rule.at, year))


def _first_month(place: Place) -> tuple[int, int | None] | None:
    return base_month(place)


def _last_month(place: Place) -> tuple[int, int | None] | None:
    return base_month(place.last) if isinstance(place, Through) else base_month(place)


def _order(place: Place) -> tuple[int, int]:
    first = place.first if isinstance(place, Through) else place
    month = base_month(first)
    return (month[0] if month else 0), (first.day if isinstance(first, Day) else 0)


def _months(parts: list[Part]) -> list[Part]:
    """Make one list of months that follow each other, before anything is joined to them."""
    found: list[Part] = []
    for part in parts:
        before = found[-1] if found else None
        first, second = before.value if before else None, part.value
        if before and part.separator in _LISTS and isinstance(first, On) and isinstance(second, On):
            joined = _list_of(first, second) if _is_months(first) and _is_months(second) else None
            if joined is not None:
                found[-1] = Part(before.separator, joined)
                continue
        found.append(part)
    return found


def _is_months(value: On) -> bool:
    return is_of_months(value.at) and not value.yearly and value.often is None


def _list_of(first: On, second: On) -> On | None:
    if first.time or first.remark or first.according or first.but or second.but:
        return None
    places = (*(first.at.places if isinstance(first.at, Some) else (first.at,)), second.at)
    try:
        return replace(second, at=Some(places))
    except ValueError:
        return None


def _folded(parts: list[Part]) -> list[SimpleRule] | None:
    """Join each item to what stands before it, or let it stand by itself where something parts them."""
    whole: list[SimpleRule] = []
    header: On | None = None
    leading: Often | OpenWeekday | None = None
    for part in parts:
        value, separator = part.value, part.separator
        if not whole:
            if leading is None and isinstance(value, (Often, OpenWeekday)):
                # «2 раза: октябрь, апрель», «вторник (еженедельно)»: what stands first is said of what follows.
                leading = value
                continue
            first = value if leading is None else _led(leading, value, separator)
            if not isinstance(first, (Placed, External, Standing)):
                return None
            whole.append(first)
            continue
        if separator == "colon" and _is_bare_yearly(whole[-1]):
            header = whole[-1]  # type: ignore[assignment]
        if not _fold(whole, value, separator, header if separator != "also" else None):
            return None
    return whole or None


def _fold(whole: list[SimpleRule], value: Any, separator: Separator, header: On | None) -> bool:
    """Put one more item to those before it: as words, under a yearly heading, joined, or by itself."""
    if isinstance(value, str) and not isinstance(value, OpenWeekday):
        remarked = _remarked(whole[-1], value)
        if remarked is not None:
            whole[-1] = remarked
        return remarked is not None
    if header is None or not isinstance(value, Placed):
        return _append(whole, value, separator)
    placed = join(header, value, ",")
    if placed is None or isinstance(placed, Many):
        return False
    whole[:] = [placed] if whole[-1] is header else [*whole, placed]
    return True


def _led(leading: Often | OpenWeekday, value: Any, separator: Separator) -> SimpleRule | None:
    """Join what stands first to what follows it: the count to its cycle or its times, the weekday to its week."""
    if not isinstance(value, On):
        return None
    if isinstance(leading, Often):
        count = len(value.at.places) if isinstance(value.at, Some) and is_of_months(value.at) else 0
        if value.often is None and leading.times == count and leading.bound is None:
            return _remarked(value, f"{leading.times} {plural_form(leading.times, 'раз', 'раза', 'раз')}")
        joined = join(value, leading, separator)
        return joined if isinstance(joined, On) else None
    joined = join(value, leading, "")
    return joined if isinstance(joined, On) else None


def _remarked(rule: SimpleRule, words: str) -> SimpleRule | None:
    if not words:
        return rule
    return replace(rule, remark=f"{rule.remark}; {words}" if rule.remark else words)


def _is_bare_yearly(rule: SimpleRule) -> bool:
    return isinstance(rule, On) and rule.at == Each("year") and is_bare(rule)


def _append(whole: list[SimpleRule], value: Any, separator: Separator) -> bool:
    if _named_times(whole, value, separator):
        return True
    joined = join(whole[-1], value, separator)
    if joined is not None:
        if isinstance(joined, Many):
            whole[-1:] = list(joined.parts)
        else:
            whole[-1] = joined
            if value == On(Each("year")):
                _spread(whole)
        return True
    if isinstance(value, (Clock, Often, Except, OpenWeekday)) or separator in ("then", "dash"):
        return False
    last = whole[-1]
    if (
        isinstance(last, By)
        and isinstance(value, On)
        and value.at.rank == 0
        and separator in (",", "and")
        and value.remark is None
        and _continues(last, value)
    ):
        # «До 25 декабря, 25 мая»: «до» speaks of both.
        whole.append(By(value.at, time=value.time, remark=value.remark, yearly=last.yearly))
        return True
    if (
        last.__class__ in (On, By)
        and isinstance(value, Placed)
        and getattr(last, "yearly", None)
        and separator in (",", "and")
    ):
        again = join(On(Each("year")), value, ",")
        if isinstance(again, (On, By, From)):
            whole.append(again)
            return True
    if not _may_stand_beside(last, value, separator):
        return False
    whole.append(value)
    return True


def _continues(last: By, value: On) -> bool:
    one, two = base_month(last.at), base_month(value.at)
    return one is not None and two is not None


def _may_stand_beside(last: SimpleRule, value: Any, separator: Separator) -> bool:
    """Tell whether two deadlines may stand in one cell as they are."""
    if separator == "bracket":
        return isinstance(value, Placed) and value.remark is not None
    if separator == "":
        return _are_alike(last, value)
    if _is_cadence(last) and _is_cadence(value) and separator != "line":
        # «Ежемесячно, но не реже раза в квартал» says two frequencies.
        return False
    listed = separator in (",", "and")
    return separator in _APART and not (listed and any(clash(last, value) for clash in _CLASHES))


def _shares_a_month(last: SimpleRule, value: Any) -> bool:
    """«Октябрь 2026 и 2027 гг.» shares its month between two years."""
    years = isinstance(value, On) and isinstance(value.at, Years)
    return years and isinstance(last, (On, By)) and not isinstance(last.at, Years)


def _says_the_day(last: SimpleRule, value: Any) -> bool:
    """«До педсовета, 5 октября»: the day of the meeting, or another one?"""
    awaits = isinstance(last, By) and isinstance(last.at, Happening)
    return awaits and isinstance(value, On) and value.at.rank == 0


def _counts_from_more(last: SimpleRule, value: Any) -> bool:
    """«За неделю до 1 октября и …»: what is counted from is not read whole."""
    if not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    return isinstance(last.at, Shift) and value.at.rank == 0 and not isinstance(value.at, Shift)


def _bounds_apart(last: SimpleRule, value: Any) -> bool:
    """«До 1 октября, с 5 октября» is a range turned round, or two halves of something else."""
    if not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    return {type(last), type(value)} == {By, From} and not (last.at.repeats or value.at.repeats)


def _contradicts_cycle(last: SimpleRule, value: Any) -> bool:
    """«Ежегодно, 7 ноября 2026 года» contradicts itself; «ежемесячно, 5 октября» may."""
    if not isinstance(last, On) or not isinstance(last.at, Each) or not isinstance(value, Placed):
        return False
    if last.at == Each("year"):
        return value.at.states_year or value.at.lacks_year
    return isinstance(value, On) and (value.at.repeats or value.at.rank == 0)


_CLASHES = (_shares_a_month, _says_the_day, _counts_from_more, _bounds_apart, _contradicts_cycle)


def _is_cadence(value: Any) -> bool:
    return isinstance(value, On) and isinstance(value.at, (Each, Weekdays)) and not value.yearly


def _are_alike(last: SimpleRule, value: Any) -> bool:
    """Tell whether two times may stand side by side with nothing between: days, or «до» and «до»."""
    if type(last) is not type(value) or not isinstance(last, Placed) or not isinstance(value, Placed):
        return False
    if last.at.repeats or value.at.repeats:
        return False
    alike = isinstance(last.at, (Day, Through)) and isinstance(value.at, (Day, Through))
    return alike and (last.at.states_year == value.at.states_year)


def _named_times(whole: list[SimpleRule], value: Any, separator: Separator) -> bool:
    """«Раз в полугодие (декабрь, май)»: the cycle is said once more by its times, and kept as words beside them."""
    last = whole[-1]
    if separator == "bracket" and _counts_again(last, value):
        whole[-1] = replace(last, remark=wording(value))
        return True
    if (
        separator not in ("bracket", "colon", ",", "dash")
        or not isinstance(value, (On, By))
        or not _is_cadence(last)
    ):
        return False
    cycle: Any = last
    each, often = cycle.at, cycle.often
    listed = isinstance(value.at, Some) and is_of_months(value.at)
    placed = separator in ("bracket", "colon") and base_month(value.at) is not None
    named = (listed or placed) and value.at.lacks_year and not value.at.repeats
    if (
        each.rank < 3
        or each.unit == "year"
        or not named
        or not is_bare(value)
        or value.remark
        or each.interval > 1
    ):
        return False
    words = wording(On(each, often=often))
    whole[-1] = replace(value, remark=words)
    return True


def _counts_again(last: SimpleRule, value: Any) -> bool:
    """Tell whether «(2 раза в год)» says no more than two months of stated years do."""
    if not isinstance(last, On) or not isinstance(last.at, Some) or last.remark is not None:
        return False
    often = value.often if isinstance(value, On) and value.at == Each("year") else None
    exact = often is not None and often.bound is None and often.least is None
    return exact and last.at.states_year and often.times == len(last.at.places)


def _spread(whole: list[SimpleRule]) -> None:
    """Let «(ежегодно)» after the last of a list speak of the whole list: «1 мая, 7 ноября (ежегодно)»."""
    last = whole[-1]
    if not isinstance(last, (On, By)) or not last.yearly:
        return
    for index in range(len(whole) - 2, -1, -1):
        here = whole[index]
        if not isinstance(here, (On, By)) or here.yearly or not here.at.lacks_year or here.at.repeats:
            return
        whole[index] = replace(here, yearly=True)
