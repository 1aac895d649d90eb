"""The items of a cell → its rule: neighbours joined, years shared out, lists gathered, words kept."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.excepting import Except
from roadmap_engine.deadlines.forms import Refusal
from roadmap_engine.deadlines.joining import holds_open, join, with_time
from roadmap_engine.deadlines.listing import Part, gather_months, share_years
from roadmap_engine.deadlines.neighbours import Separator, is_cadence, may_stand_beside
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
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import base_month, is_of_months
from roadmap_engine.deadlines.values import Clock, Often
from roadmap_engine.deadlines.wording import wording
from roadmap_engine.russian.numerals import plural_form

__all__ = ["Part", "assemble"]


def assemble(parts: list[Part]) -> Rule | Refusal | None:
    """Make one rule of the items of a cell; None where they do not fit together."""
    flat = _lead_clocks(_flattened(parts))
    if flat is None:
        return None
    gathered = gather_months(share_years(flat))
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
    whole[:] = [*whole[:-1], placed] if whole[-1] is header else [*whole, placed]
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
    if not may_stand_beside(last, value, separator):
        return False
    whole.append(value)
    return True


def _continues(last: By, value: On) -> bool:
    one, two = base_month(last.at), base_month(value.at)
    return one is not None and two is not None


def _named_times(whole: list[SimpleRule], value: Any, separator: Separator) -> bool:
    """«Раз в полугодие (декабрь, май)»: the cycle is said once more by its times, and kept as words beside them."""
    last = whole[-1]
    if separator == "bracket" and _counts_again(last, value):
        whole[-1] = replace(last, remark=wording(value))
        return True
    if (
        separator not in ("bracket", "colon", ",", "dash")
        or not isinstance(value, (On, By))
        or not is_cadence(last)
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
    if often is None or often.bound is not None or often.least is not None:
        return False
    return last.at.states_year and often.times == len(last.at.places)


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
