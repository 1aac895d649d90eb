"""Rules of every kind, as a structure may state them."""

from __future__ import annotations

from typing import Any

from hypothesis import reject
from hypothesis import strategies as st

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import periods as p
from roadmap_engine.deadlines import rule as r
from roadmap_engine.deadlines import values as v

TRIES = 20


def relative(names: dict[str, Any], direction: Any, counted: tuple[Any, Any] | None) -> r.Relative:
    """Build a relative rule."""
    length, sense = counted or (None, None)
    return r.Relative(direction=direction, length=length, sense=sense, **names)


years = st.integers(2015, 2035)
maybe_years = st.none() | years
school_years = st.none() | st.builds(SchoolYear, years)
numbers = st.integers(1, 12)


def built(maker: Any, **fields: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Build a value, drawing again what its model refuses."""
    drawn = st.fixed_dictionaries(fields)

    # A composite is named by its function alone: the names of nested strategies grow without end.
    @st.composite
    def build(draw: st.DrawFn) -> Any:
        for _ in range(TRIES):
            try:
                return maker(**draw(drawn))
            except ValueError:
                continue
        return reject()

    return build()


partial_dates = built(v.PartialDate, day=st.integers(1, 31), month=numbers, year=maybe_years)
partial_months = st.builds(v.PartialMonth, numbers, maybe_years)
nths = st.sampled_from([1, 2, 3, 4, 5, -1])
nth_weekdays = st.builds(v.NthWeekday, weekday=st.integers(0, 6), nth=nths, month=partial_months)
lengths = st.builds(
    v.Length,
    st.integers(1, 60),
    st.sampled_from(["day", "working-day", "school-day", "week", "month", "year"]),
)
times = st.builds(
    v.TimeOfDay,
    at=st.sampled_from(["09:00", "14:00", "18:30", "00:00", "10:10"]),
    edge=st.sampled_from(["at", "by"]),
    zone=st.sampled_from([None, "moscow", "local"]),
)
remarks = st.sampled_from(["при необходимости", "для 9-х классов", "по согласованию", "очно"])
events = st.sampled_from(["results-received", "procedure-start", "procedure-end", "procedure", "topic-end"])
happenings = st.sampled_from(
    ["утверждения положения о ВПР", "завершения аналитического этапа", "публикации приказа № 441"]
)
named = st.one_of(
    st.fixed_dictionaries({"event": events}),
    st.fixed_dictionaries({"words": happenings}),
)
periods = st.one_of(
    st.builds(p.MonthPeriod, month=partial_months),
    st.builds(
        p.SeasonPeriod, season=st.sampled_from(["winter", "spring", "summer", "autumn"]), year=maybe_years
    ),
    st.builds(p.QuarterPeriod, number=st.integers(1, 4), year=maybe_years),
    st.builds(p.HalfYearPeriod, number=st.sampled_from([1, 2]), year=years),
    st.sampled_from([("quarter", 4), ("trimester", 3), ("half-year", 2)]).flatmap(
        lambda kind: st.builds(
            p.TermPeriod, term=st.just(kind[0]), number=st.integers(1, kind[1]), school_year=school_years
        )
    ),
    st.builds(
        p.BreakPeriod,
        name=st.sampled_from([None, "autumn", "winter", "february", "spring", "summer"]),
        school_year=school_years,
    ),
    st.builds(p.SchoolYearPeriod, school_year=school_years),
    built(p.CalendarYearPeriod, year=years, through=maybe_years),
    st.just(p.YearPeriod()),
    st.just(p.PlanPeriod()),
    named.map(lambda names: p.EventPeriod(**names)),
)
edges = built(p.Edge, edge=st.sampled_from(["start", "end"]), of=periods)
moments = st.one_of(partial_dates, partial_dates, nth_weekdays, edges)
month_entries = st.one_of(
    partial_months,
    built(v.MonthRange, first=partial_months, last=partial_months),
    st.builds(
        v.MonthPart,
        part=st.sampled_from(
            ["decade-1", "decade-2", "decade-3", "start", "middle", "end", "half-1", "half-2"]
        ),
        of=partial_months,
    ),
    built(v.MonthWeeks, week=nths, through=st.none() | st.integers(2, 5), of=partial_months),
)
externals = st.sampled_from(
    [
        r.External(source="schedule", words="по графику ФЦТ"),
        r.External(source="plan", words="в соответствии с планом работы ММО"),
        r.External(source="documents", words="по мере издания документов"),
        r.External(source="terms", words="в сроки, установленные приказом"),
        r.External(source="decision", words="в соответствии с решением Педсовета", event="council-decision"),
    ]
)

dates = st.builds(r.Date, on=moments)
bys = st.builds(r.By, until=moments)
froms = st.builds(r.From, since=moments)
ranges = built(r.Range, since=moments, until=moments)
months = built(r.Months, months=st.lists(month_entries, min_size=1, max_size=3).map(tuple))
durings = st.builds(r.During, period=periods)
standings = st.builds(
    r.Standing,
    manner=st.sampled_from(
        ["constant", "systematic", "regular", "lesson", "need", "request", "working-order"]
    ),
    within=st.none() | froms | ranges | months | durings,
)
relatives = built(
    relative,
    names=named | moments.map(lambda moment: {"moment": moment}),
    direction=st.sampled_from(["after", "before", "on"]),
    counted=st.none() | st.tuples(lengths, st.sampled_from(["within", "exactly", "by", "not-before"])),
)
units = st.sampled_from(
    ["day", "week", "month", "quarter", "term", "school-quarter", "trimester", "half-year", "year"]
)
places = st.one_of(
    st.none(),
    st.builds(
        r.DayOfMonth,
        edge=st.sampled_from(["on", "by"]),
        day=st.integers(1, 31) | st.just(-1),
        of=st.sampled_from([None, "first", "last", "following"]),
    ),
    built(
        r.OnWeekdays,
        weekdays=st.lists(st.integers(0, 6), min_size=1, max_size=3, unique=True).map(tuple),
        nth=st.none() | nths,
    ),
    st.builds(r.EdgeOfCycle, edge=st.sampled_from(["start", "end", "by-end", "after-end"])),
    built(r.InYear, rule=dates | bys | froms | ranges | months | durings),
)
recurrings = built(
    r.Recurring,
    every=units,
    interval=st.sampled_from([1, 1, 1, 2, 3]),
    times=st.none() | st.integers(1, 5),
    bound=st.sampled_from([None, None, "at-least", "at-most"]),
    at=places,
    within=st.none() | bys | froms | ranges | months | durings,
)


def spoken(rules: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    """Give some of the rules an hour, a remark, a guiding plan."""

    @st.composite
    def add(draw: st.DrawFn) -> Any:
        rule = draw(rules)
        extra: dict[str, Any] = {"time": draw(st.none() | times), "remark": draw(st.none() | remarks)}
        if hasattr(rule, "according"):
            extra["according"] = draw(st.none() | externals)
        return rule.model_copy(update=extra)

    return add()


simple_rules = st.one_of(
    dates, bys, froms, ranges, months, durings, externals, standings, relatives, recurrings
)
single_rules = st.one_of(simple_rules, spoken(simple_rules))
composites = built(r.Composite, parts=st.lists(single_rules, min_size=2, max_size=3).map(tuple))
rules = st.deferred(lambda: st.one_of(single_rules, single_rules, composites))
