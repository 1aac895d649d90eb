"""A second reading of a rule, by days: each day gets labels, and runs of days with one label are its times.

It knows the shape of rules and places and nothing of how the program dates them: every day is found by
walking over days. What has no date because something is unknown raises `Unknown`.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from roadmap_engine.calendars import Break as SchoolBreak
from roadmap_engine.calendars import CalendarYear, SchoolYear, Span, TermKind, Terms
from roadmap_engine.deadlines.context import Context
from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import After, By, External, From, Many, On, Placed, Rule, Standing
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.terms import Break, HalfYear, Quarter, Term
from roadmap_engine.deadlines.values import LengthUnit
from roadmap_engine.deadlines.weekdays import DaysOff, Weekdays
from roadmap_engine.deadlines.years import AcademicYear, NextYear, PlanTime, PlanYear, Years

__all__ = ["Oracle", "Tally", "Unknown", "tally"]

Run = tuple[dt.date, ...]
Runs = list[Run]
Label = Callable[[dt.date], object]
Tally = Counter[tuple[dt.date, str]]
"""How many occurrences start, run and end on each day."""

FIRST, LAST = dt.date(2023, 1, 1), dt.date(2031, 12, 31)
ONE = dt.timedelta(days=1)
ALL_DAYS = tuple(FIRST + ONE * number for number in range((LAST - FIRST).days + 1))
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
SEASONS = {"winter": (12, 1, 2), "spring": (3, 4, 5), "summer": (6, 7, 8), "autumn": (9, 10, 11)}
TERM_KINDS: dict[str, TermKind] = {
    "school-quarter": "quarter",
    "trimester": "trimester",
    "half-year": "half-year",
}
BEGINNINGS = ("procedure", "procedure-start")
SUMMER = (6, 7, 8)
SUMMER_DAYS = 93
REACH = 7
"""Cycles that ended in so many months before the plan may still ask for something in it."""


class Unknown(Exception):  # noqa: N818 - no error: the answer that nothing can be dated yet
    """Something must become known first."""


def _runs(label: Label, days: Iterable[dt.date] = ALL_DAYS) -> Runs:
    """Give the runs of days with one label; days without a label are in none."""
    labelled = itertools.groupby(((label(day), day) for day in days), key=lambda pair: pair[0])
    return [tuple(day for _, day in group) for name, group in labelled if name is not None]


def _monday(day: dt.date) -> dt.date:
    return day - ONE * day.weekday()


def _decade(day: dt.date) -> int:
    return min((day.day - 1) // 10, 2)


def _is_month(place: Place) -> bool:
    """Tell whether a place is whole calendar months, in which days have numbers."""
    if isinstance(place, NextYear):
        return _is_month(place.of)
    return isinstance(place, Month) or (
        isinstance(place, (Each, Nth, Next)) and place.unit == "month" and getattr(place, "interval", 1) == 1
    )


def _recurs(place: Place) -> bool:
    return any(isinstance(each, (Each, DaysOff)) for each in place.walk())


def _month_of(place: Place) -> tuple[int, int | None] | None:
    """Give the named month a place lies in, and its year."""
    match place:
        case Day() | Month():
            return place.month, place.year
        case Through():
            return _month_of(place.first)
        case DayOfWeek() | Nth() | Part() | Edge():
            return _month_of(place.of)
        case _:
            return None


def _is_nth(day: dt.date, nth: int | None) -> bool:
    """Count the weeks from the day to the edge of its month, one by one."""
    step, count = (ONE * 7, 1) if nth == -1 else (-ONE * 7, 1)
    while (day + step * count).month == day.month:
        count += 1
    return nth is None or count == abs(nth)


def _is_of_months(place: Place) -> bool:
    match place:
        case Month():
            return True
        case Part():
            return isinstance(place.of, Month)
        case Nth():
            return isinstance(place.of, Month) and place.unit in ("week", "decade")
        case Through():
            return _is_of_months(place.first) and _is_of_months(place.last)
        case Some():
            return all(_is_of_months(each) for each in place.places)
        case _:
            return False


@dataclass(frozen=True)
class Oracle:
    """Reads rules in a plan.

    Attributes:
        context: the plan's year and what is known.
        window: the days in which what recurs is looked for.
        moved: by how many years months without a year are moved.
    """

    context: Context
    window: Span
    moved: int = 0

    @cached_property
    def plan(self) -> Span:
        """The days of the plan's year."""
        return self.context.window

    @cached_property
    def school_years(self) -> list[SchoolYear]:
        """The school years the plan is about."""
        year = self.context.year
        match year:
            case SchoolYear():
                return [year]
            case CalendarYear():
                return []
            case Span():
                return [SchoolYear(day.year) for day in year if (day.month, day.day) == (9, 1)]

    def year_of_month(self, month: int) -> int:
        """Give the year of a month that states none: the first time the plan has it, whole or in part."""
        year = next(day.year for day in self.plan if day.month == month)
        return year + self.moved

    # Places.

    def times(self, place: Place) -> Runs:  # noqa: C901, PLR0911, PLR0912 - one exit an idea
        """Give the runs of days of a place."""
        match place:
            case Day():
                return self._day(place)
            case DayOfWeek():
                return self._day_of_week(place)
            case Month():
                year = place.year or self.year_of_month(place.month)
                return _runs(lambda day: True if (day.year, day.month) == (year, place.month) else None)
            case Season():
                return self._season(place)
            case Quarter():
                year = place.year or self.year_of_month(5 if place.number == 2 else place.number * 3)
                return _runs(
                    lambda day: True if (day.year, (day.month + 2) // 3) == (year, place.number) else None
                )
            case HalfYear():
                return _runs(
                    lambda day: (
                        True if (day.year, (day.month + 5) // 6) == (place.year, place.number) else None
                    )
                )
            case Term():
                return self._term(place)
            case Break():
                return self._break(place)
            case AcademicYear():
                return self._school_year(place.school_year)
            case Years():
                years = range(place.year, (place.through or place.year) + 1)
                return _runs(lambda day: True if day.year in years else None)
            case PlanYear():
                own = self.context.year
                return self._school_year(own) if isinstance(own, SchoolYear) else [tuple(self.plan)]
            case PlanTime():
                return [tuple(self.context.plan or self.plan)]
            case NextYear():
                if place.reported:
                    return self.times(place.of)
                later = Span(
                    dt.date(self.plan.first.year + 1, 1, 1), dt.date(self.plan.first.year + 1, 12, 31)
                )
                return replace(self, context=replace(self.context, year=later)).times(place.of)
            case Happening():
                return [self._event(place)]
            case DaysOff():
                return [(day,) for day in self.window if not self._works(day, True)]
            case Each():
                return self._each(place)
            case Next():
                return self._next(place)
            case Nth():
                return self._nth(place)
            case Weekdays():
                return self._weekdays(place)
            case Part():
                by_date = _is_month(place.of)
                return [
                    part for run in self.times(place.of) if (part := _part(run, place.part, by_date=by_date))
                ]
            case Edge():
                if isinstance(place.of, AcademicYear) and place.edge == "end":
                    return [(self._last_lesson(place.of.school_year),)]
                return [(run[0] if place.edge == "start" else run[-1],) for run in self.times(place.of)]
            case Shift():
                return [self._shifted(place, run) for run in self.times(place.of)]
            case Through():
                return self._through(place)
            case Some():
                return self._some(place)
            case _:
                raise NotImplementedError(place)

    def _works(self, day: dt.date, working: object) -> bool:
        return not working or self.context.calendar.is_working_day(day)

    def _weekdays(self, place: Weekdays) -> Runs:
        # Of several weeks that make one cycle the first has them.
        weeks = [run[:7] for run in self.times(place.of)]
        days = [day for week in weeks for day in week if WEEKDAYS[day.weekday()] in place.weekdays]
        return [(day,) for day in days if self._works(day, place.working)]

    def _day(self, place: Day) -> Runs:
        year = place.year or self.year_of_month(place.month)
        return _runs(
            lambda day: True if (day.year, day.month, day.day) == (year, place.month, place.day) else None
        )

    def _day_of_week(self, place: DayOfWeek) -> Runs:
        found = self.times(place.of)
        if place.of.year is not None:
            return found
        for years in (0, -1, 1):
            near = replace(self, moved=self.moved + years).times(place.of)
            # In the plan, or in the summer that leads to it.
            inside = near and self.plan.first - ONE * SUMMER_DAYS <= near[0][0] <= self.plan.last
            if inside and WEEKDAYS[near[0][0].weekday()] == place.weekday and _is_nth(near[0][0], place.nth):
                return near
        return found

    def _season(self, place: Season) -> Runs:
        months = SEASONS[place.season]
        # A winter is named by the year it ends in.
        year = place.year or self.year_of_month(2 if place.season == "winter" else months[0])

        def inside(day: dt.date) -> bool | None:
            named = day.year + (place.season == "winter" and day.month == 12)
            return True if day.month in months and named == year else None

        return _runs(inside)

    def _one_year(self, stated: SchoolYear | None) -> SchoolYear | None:
        if stated is not None:
            return stated
        return self.school_years[0] if len(self.school_years) == 1 else None

    def _terms(self, stated: SchoolYear | None) -> Terms:
        year = self._one_year(stated)
        for terms in self.context.terms.known:
            if year is not None and terms.school_year in (None, year):
                return terms
        raise Unknown

    @property
    def _breaks(self) -> list[SchoolBreak]:
        return [each for terms in self.context.terms.known for each in terms.breaks]

    def _is_off(self, day: dt.date) -> bool:
        grade = self.context.grade
        return any(day in each.span and (not each.grades or grade in each.grades) for each in self._breaks)

    def _term(self, place: Term) -> Runs:
        found = self._terms(place.school_year).span_of(place.term, place.number)
        if found is None:
            raise Unknown
        return _runs(lambda day: True if day in found else None)

    def _break(self, place: Break) -> Runs:
        terms = self._terms(place.school_year)
        names = {each.name for each in terms.breaks if place.name_of in (None, each.name)}
        if not names:
            raise Unknown
        spans = {name: terms.break_of(name, self.context.grade) for name in names}
        return _runs(lambda day: next((name for name, span in spans.items() if span and day in span), None))

    def _last_lesson(self, stated: SchoolYear | None) -> dt.date:
        last = self._terms(stated).last_day_of_lessons(self.context.grade)
        if last is None:
            raise Unknown
        return last

    def _school_year(self, stated: SchoolYear | None) -> Runs:
        year = self._one_year(stated)
        if year is None:
            raise Unknown
        try:
            last = self._last_lesson(year)
        except Unknown:
            last = dt.date(year.start + 1, 8, 31)
        return _runs(lambda day: True if dt.date(year.start, 9, 1) <= day <= last else None)

    def _event(self, place: Happening) -> Run:
        anchors = self.context.anchors
        known = anchors.get(place.event or place.words or "")
        held = anchors.get("procedure", self.context.procedure)
        if known is None and held is not None and (place.event or "").startswith("procedure"):
            span = held if isinstance(held, Span) else Span(held, held)
            days = tuple(span)
            return {"procedure-start": days[:1], "procedure-end": days[-1:]}.get(str(place.event), days)
        if known is None:
            raise Unknown
        return tuple(known) if isinstance(known, Span) else (known,)

    def _each(self, place: Each) -> Runs:
        if place.unit == "year" and place.interval > 1 and place.since is None:
            raise Unknown
        single = place.interval == 1
        near = [
            run
            for run in self._cycles(place.unit)
            if run[-1] >= self._since(place.unit, single=single) and run[0] <= self.window.last
        ]
        if single:
            return near
        if place.unit == "year":
            since = place.since or 0
            return [
                run for run in near if run[-1].year >= since and (run[-1].year - since) % place.interval == 0
            ]
        if len(near) < place.interval:
            raise Unknown
        groups = [near[index : index + place.interval] for index in range(0, len(near), place.interval)]
        return [tuple(itertools.chain(*group)) for group in groups]

    def _since(self, unit: str, *, single: bool) -> dt.date:
        """Give the day by which a cycle must not be over."""
        first = self.window.first
        if not single or unit not in ("month", "quarter", "half-year"):
            return first
        months = 0
        while months < REACH:
            first -= ONE
            months += first.day == 1
        return first.replace(day=1)

    def _cycles(self, unit: str) -> Runs:  # noqa: PLR0911 - one exit a unit
        match unit:
            case "day":
                return [(day,) for day in ALL_DAYS]
            case "working-day":
                return [(day,) for day in ALL_DAYS if self._works(day, True)]
            case "week":
                return _runs(_monday)
            case "decade":
                return _runs(lambda day: (day.year, day.month, _decade(day)))
            case "month":
                return _runs(lambda day: (day.year, day.month))
            case "quarter":
                return _runs(lambda day: (day.year, (day.month + 2) // 3))
            case "half-year" if isinstance(self.context.year, CalendarYear):
                return _runs(lambda day: (day.year, (day.month + 5) // 6))
            case "year":
                return self._years()
            case _:
                return self._own_terms(unit)

    def _own_terms(self, unit: str) -> Runs:
        years, found = (None, *self.school_years), []
        for terms in self.context.terms.known:
            kind = TERM_KINDS.get(unit) or self.context.terms.known[0].own_kind()
            if kind is not None and (years == (None,) or terms.school_year in years):
                found += [span for _, span in terms.of_kind(kind)]
        if not found:
            raise Unknown
        return sorted(tuple(span) for span in found)

    def _years(self) -> Runs:
        if isinstance(self.context.year, CalendarYear):
            return _runs(lambda day: day.year)
        known = {year.start for year in self.school_years}
        opens = self.plan.first

        def year_of(day: dt.date) -> int | None:
            start = day.year if day.month >= 9 else day.year - 1
            # A plan that opens in summer has that summer in its first year.
            if start not in known and opens <= day and start + 1 in known and start + 1 == min(known):
                return start + 1
            return start if start in known else None

        return _runs(year_of)

    def _next(self, place: Next) -> Runs:
        found = []
        for run in self.times(place.of):
            found += [month for month in _runs(lambda day: (day.year, day.month)) if month[0] > run[-1]][:1]
        return found

    def _nth(self, place: Nth) -> Runs:
        if place.unit == "school-day" and not self._breaks:
            self.times(place.of)
            raise Unknown
        by_date = _is_month(place.of)
        picked = []
        for run in self.times(place.of):
            units = self._units(place, run, by_date=by_date)
            to = place.through or place.nth
            first = _pick(units, place.nth, nearest=place.unit == "day" and by_date)
            last = _pick(units, to, nearest=place.through is not None or place.unit == "day")
            if first and last:
                picked.append(tuple(day for day in run if first[0] <= day <= last[-1]))
        return picked

    def _units(self, place: Nth, run: Run, *, by_date: bool) -> Runs:  # noqa: PLR0911 - one exit a unit
        match place.unit:
            case "day":
                return [(day,) for day in run]
            case "working-day":
                return [(day,) for day in run if self._works(day, True)]
            case "school-day":
                return [(day,) for day in run if self._works(day, True) and not self._is_off(day)]
            case "week":
                inside = set(run)
                return _runs(
                    lambda day: _monday(day) if not by_date or _monday(day) + 3 * ONE in inside else None, run
                )
            case "decade":
                return _runs(_decade, run)
            case "month":
                return _runs(lambda day: (day.year, day.month), run)
            case _:
                return [
                    (day,)
                    for day in run
                    if WEEKDAYS[day.weekday()] == place.unit and self._works(day, place.working)
                ]

    def _shifted(self, place: Shift, run: Run) -> Run:
        before = place.direction == "before"
        start = run[0]
        starts = False
        if isinstance(place.of, Happening):
            starts = place.of.event == "procedure-start"
            ahead = before and (place.of.event is None or place.of.event == "procedure")
            start = run[0] if starts or ahead else run[-1]
        far = self._gone(start, place.length.count, place.length.unit, before=before)
        if place.window:
            if not before:
                return tuple(Span(start, far))
            eve = isinstance(place.of, Edge) and place.of.edge == "start"
            until = (
                start - ONE
                if eve or starts or (isinstance(place.of, Happening) and place.of.event in BEGINNINGS)
                else start
            )
            return tuple(Span(min(far, until), until))
        near = self._gone(start, place.least.count, place.least.unit, before=before) if place.least else far
        return tuple(Span(min(near, far), max(near, far)))

    def _gone(self, day: dt.date, count: int, unit: LengthUnit, *, before: bool) -> dt.date:
        """Walk so many units from a day."""
        if unit in ("month", "year"):
            return _same_day(day, count * (12 if unit == "year" else 1), before=before)
        if unit == "school-day" and not self._breaks:
            raise Unknown
        left = count * 7 if unit == "week" else count
        while left:
            day += -ONE if before else ONE
            if unit in ("week", "day") or self._works(day, True):
                left -= not (unit == "school-day" and self._is_off(day))
        return day

    def _through(self, place: Through) -> Runs:
        first, last = self.times(place.first), self.times(place.last)
        if not first or not last:
            return []
        if last[-1][-1] < first[0][0] and place.first.lacks_year and place.last.lacks_year:
            school = isinstance(self.context.year, SchoolYear)
            if school and first[0][0].month in SUMMER:
                first = replace(self, moved=self.moved - 1).times(place.first) or first
            elif not (school and _is_of_months(place)):
                last = replace(self, moved=self.moved + 1).times(place.last) or last
        since, until = first[0][0], last[-1][-1]
        return [tuple(Span(since, until))] if since <= until else []

    def _some(self, place: Some) -> Runs:
        readers = self._in_order(place.places)
        return [run for each, reader in zip(place.places, readers, strict=True) for run in reader.times(each)]

    def _in_order(self, places: tuple[Place, ...]) -> list[Oracle]:
        """Give each entry of a list its reader: a summer that leads into later months opens the year."""
        readers: list[Oracle] = [self] * len(places)
        if not isinstance(self.context.year, SchoolYear):
            return readers
        for index in reversed(range(len(places) - 1)):
            month = _month_of(places[index])
            if (
                month is None
                or month[1] is not None
                or month[0] not in SUMMER
                or _month_of(places[index + 1]) is None
            ):
                continue
            here, following = self.times(places[index]), readers[index + 1].times(places[index + 1])
            if here and following and following[0][0] < here[0][0]:
                readers[index] = replace(self, moved=self.moved - 1)
        return readers

    # Rules.

    def ends(self, rule: Rule) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        """Give where each occurrence starts and ends; None where that is open."""
        match rule:
            case Many():
                placed = [part.at for part in rule.parts if isinstance(part, (On, By)) and _month_of(part.at)]
                whole = len(placed) == len(rule.parts)
                readers = self._in_order(tuple(placed)) if whole else [self] * len(rule.parts)
                for part, reader in zip(rule.parts, readers, strict=True):
                    yield from reader.ends(part)
            case External():
                raise Unknown
            case Standing():
                if rule.within is not None:
                    yield from self.ends(rule.within)
            case On() | By() | From() | After():
                yield from self._yearly(rule) if rule.yearly else self._placed(rule)

    def _windows(self, within: Placed | None) -> list[Span]:
        if within is None:
            return [self.window]
        ends = [(first or self.window.first, last or self.window.last) for first, last in self.ends(within)]
        return [Span(first, last) for first, last in ends if first <= last]

    def _lasting(self, within: Placed | None) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        """What is done every day is as long as it is said to last, and has no other days."""
        for one, two in self.ends(within) if isinstance(within, On) else ():
            if one and two and one <= self.window.last and self.window.first <= two:
                yield one, two

    def _placed(self, rule: Placed) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        at = rule.at
        if isinstance(at, Each) and at.unit in ("day", "working-day") and at.interval < 7:
            yield from self._lasting(rule.within)
            return
        off: set[dt.date] | None = None
        times = 1 if rule.often is None or rule.yearly else rule.often.least or rule.often.times
        windows = self._windows(rule.within)
        for window in windows if _recurs(at) else windows[:1]:
            reader = replace(self, window=window)
            for run in reader.times(at):
                start, end = reader._ends(rule, run)  # noqa: SLF001 - another self
                if _recurs(at):
                    start, end = reader._cut(at, run, start, end)  # noqa: SLF001 - another self
                # A duty that only begins on a day left out goes on after it.
                first, last = start or end, end or start
                if first is None or last is None:
                    continue
                if off is None:
                    # What has no days of its own waits for no days off.
                    off = {day for place in rule.but or () for run in self.times(place) for day in run}
                goes_on = end is None
                if goes_on or not all(day in off for day in Span(first, last)):
                    yield from [(start, end)] * times

    def _cut(
        self, at: Place, run: Run, start: dt.date | None, end: dt.date | None
    ) -> tuple[dt.date | None, dt.date | None]:
        """Leave what is another plan's to it."""
        first, last = self.window.first, self.window.last
        if (
            isinstance(at, Each)
            and at.unit in ("quarter", "half-year")
            and at.interval == 1
            and run[-1] > last
        ):
            return None, None
        if start is None or end is None:
            day = start or end
            return (start, end) if day and first <= day <= last else (None, None)
        inside = [day for day in Span(start, end) if first <= day <= last]
        return (inside[0], inside[-1]) if inside else (None, None)

    def _ends(self, rule: Placed, run: Run) -> tuple[dt.date | None, dt.date | None]:
        match rule:
            case On():
                return run[0], run[-1]
            case From():
                return run[0], None
            case After():
                return self._over(rule.at, run), None
            case By():
                return None, self._until(rule.at, run)

    def _over(self, at: Place, run: Run) -> dt.date:
        if isinstance(at, Happening):
            return run[0] if at.event == "procedure-start" else run[-1]
        return run[-1] if isinstance(at, (Edge, Each)) else run[-1] + ONE

    def _until(self, at: Place, run: Run) -> dt.date:
        if isinstance(at, Happening):
            ahead = at.event in (None, *BEGINNINGS)
            day = run[0] if ahead else run[-1]
            return day - ONE if at.event in BEGINNINGS else day
        if isinstance(at, Edge) and at.edge == "start":
            return run[0] - ONE
        if isinstance(at, Part) and at.part == "middle":
            whole = next((each for each in self.times(at.of) if run[0] in each), run)
            return _part(whole, "half-1", by_date=_is_month(at.of))[-1]
        return run[-1]

    def _yearly(self, rule: Placed) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        alone = replace(rule, yearly=None, within=None, often=None, according=None, time=None, remark=None)
        years = [
            run
            for window in self._windows(rule.within)
            for run in replace(self, window=window).times(Each("year"))
            if any(day in window for day in run)
        ]
        for run in years:
            single = len(years) == 1 and rule.within is None
            context = self.context if single else replace(self.context, year=Span(run[0], run[-1]))
            yield from replace(self, context=context, window=self.window)._placed(alone)  # noqa: SLF001


def _pick(units: Runs, number: int, *, nearest: bool) -> Run | None:
    """Give the unit of that number, or the last where there are fewer."""
    counted = dict(enumerate(units, 1)) if number > 0 else dict(enumerate(reversed(units), 1))
    if nearest and number > len(units) > 0:
        return units[-1]
    return counted.get(abs(number))


def _part(run: Run, part: str, *, by_date: bool) -> Run:
    if by_date:
        days = {"start": (1, 10), "middle": (11, 20), "end": (21, 31), "half-1": (1, 15), "half-2": (16, 31)}
        first, last = days[part]
        return tuple(day for day in run if first <= day.day <= last)
    third, half = max(len(run) // 3, 1), max(len(run) // 2, 1)
    match part:
        case "start":
            return run[:third]
        case "middle":
            return run[third:-third] or run[min(third, len(run) - 1) :][:1]
        case "end":
            return run[-third:]
        case "half-1":
            return run[:half]
        case _:
            return run[half:] or run[-1:]


def _same_day(day: dt.date, months: int, *, before: bool) -> dt.date:
    """Give the day of the same number so many months on, or the last of a shorter month."""
    number = day.year * 12 + day.month - 1 + (-months if before else months)
    year, month = number // 12, number % 12 + 1
    inside = [
        each for each in (dt.date(year, month, 1) + ONE * step for step in range(31)) if each.month == month
    ]
    return inside[min(day.day, len(inside)) - 1]


def tally(ends: Iterable[tuple[dt.date | None, dt.date | None]]) -> Tally:
    """Count what starts, runs and ends on each day of occurrences that somebody else found."""
    found: Tally = Counter()
    for start, end in ends:
        if start is not None:
            found[start, "start"] += 1
        if end is not None:
            found[end, "end"] += 1
        if start is not None and end is not None:
            found.update((day, "run") for day in Span(start, end))
    return found
