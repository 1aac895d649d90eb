"""Reading days and times by themselves: «до 17 января», «с 1 по 5 сентября», «в течение учебного года»."""

from __future__ import annotations

from roadmap_engine.calendars import last_day_of_month
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.kinds import By, Date, During, From, Months, Range, Relative
from roadmap_engine.deadlines.periods import BreakPeriod, Edge, Moment, MonthPeriod, YearPeriod
from roadmap_engine.deadlines.read_anchors import read_anchor, read_edge, read_event_period
from roadmap_engine.deadlines.read_dates import link_range, read_date, read_day_list
from roadmap_engine.deadlines.read_months import link_months, read_month_entry, read_nth_weekday
from roadmap_engine.deadlines.read_periods import read_named_breaks, read_numbered_periods, read_period
from roadmap_engine.deadlines.rule import Composite, Rule
from roadmap_engine.deadlines.values import MonthRange, PartialDate, PartialMonth
from roadmap_engine.diagnostics import Problem

__all__ = ["read_by", "read_days", "read_during", "read_from", "read_times_of_year"]

_BY = wordings(
    *(
        "до",
        "по",
        "не позднее",
        "не позже",
        "в срок до",
        "в срок не позднее",
        "сроком до",
        "к",
        "ко",
        "срок до",
    ),
    *("не позднее чем до", "вплоть до", "срок - до", "в срок по"),
)
_FROM = wordings("с", "со", "начиная с", "начиная со", "не ранее", "не раньше", "не ранее чем с")
_TO = wordings("по", "до", "-", "- по", "- до", "и до")
_DURING = wordings(
    *(
        "в течение",
        "в течении",
        "в теч .",
        "втечение",
        "на протяжении",
        "в течениe",
        "за время",
        "в продолжение",
    ),
)
_PERIOD = wordings(
    *("в период", "на период", "период", "за период", "в дни", "во время", "в ходе", "в сроки", "в процессе"),
)
_IN = wordings("в", "во", "на", "за")
_NEVER_LATER = ("по", "в срок по")


def _read_moment(c: Cursor) -> Moment | None:
    return read_nth_weekday(c) or read_edge(c) or read_date(c)


def _month_edge(c: Cursor, which: str) -> Edge | None:
    """Read a month as its first or its last day, where it stands beside a day."""
    entry = read_month_entry(c) if c.kind() == "month" else None
    if not isinstance(entry, PartialMonth):
        return None
    return Edge(edge="start" if which == "start" else "end", of=MonthPeriod(month=entry))


def read_by(c: Cursor) -> Rule | None:  # noqa: PLR0911 - each form has its own exit
    """Read «до 17 января», «не позднее …», «к 1 сентября», «до начала процедуры»."""
    origin = c.position
    if c.take_text("перед"):
        return _read_before(c, origin)
    if not c.take(_BY):
        return None
    word = c.text(-1)
    moment = _read_moment(c)
    if moment is not None:
        return By(until=moment)
    at_moment = c.position
    period = read_period(c)
    if isinstance(period, BreakPeriod) and period.name is not None and word != "по":
        return By(until=Edge(edge="start", of=period))
    if period is not None:
        span, words = c.span(origin, c.position), c.words(origin, c.position)
        better = "до начала" if isinstance(period, BreakPeriod) else "до конца"
        c.complain(
            Problem.of("RM304", span=span, words=words, better=f"{better} {c.words(at_moment, c.position)}")
        )
        c.position = origin
        return None
    if word == "до":
        anchor = read_anchor(c)
        if anchor is not None:
            return Relative(direction="before", event=anchor.event, words=anchor.words, moment=anchor.moment)
    c.position = origin
    return None


def _read_before(c: Cursor, origin: int) -> Rule | None:
    """Read «перед началом учебного года», «перед началом процедуры»."""
    edge = read_edge(c)
    if edge is not None and edge.edge == "start":
        return By(until=edge)
    anchor = read_anchor(c) if edge is None else None
    if anchor is not None and anchor.event is not None:
        return Relative(direction="before", event=anchor.event)
    c.position = origin
    return None


def read_from(c: Cursor) -> Rule | None:  # noqa: PLR0911 - each form has its own exit
    """Read «с 1 сентября», «с 1 по 5 сентября», «с сентября по май»."""
    origin = c.position
    if not c.take(_FROM):
        return None
    days = _read_days_of_month(c)
    if days is not None:
        return days
    months = _read_months_from_to(c)
    if months is not None:
        return months
    since = _read_moment(c) or _month_edge(c, "start")
    if since is None:
        c.position = origin
        return None
    at_end = c.position
    if c.take(_TO):
        until = _read_moment(c) or _month_edge(c, "end")
        if until is not None:
            return _range(since, until)
        c.position = at_end
        if c.text() == "-":
            return None
    return From(since=since)


def _range(since: Moment, until: Moment) -> Range:
    if isinstance(since, PartialDate) and isinstance(until, PartialDate):
        since, until = link_range(since, until)
    return Range(since=since, until=until)


def _read_months_from_to(c: Cursor) -> Months | None:
    origin = c.position
    first = read_month_entry(c) if c.kind() == "month" else None
    if isinstance(first, PartialMonth) and c.take(_TO):
        last = read_month_entry(c) if c.kind() == "month" else None
        if isinstance(last, PartialMonth):
            start, end = link_months((first, last))
            if isinstance(start, PartialMonth) and isinstance(end, PartialMonth):
                return Months(months=(MonthRange(first=start, last=end),))
    if isinstance(first, MonthRange):
        return Months(months=(first,))
    c.position = origin
    return None


def _read_days_of_month(c: Cursor) -> Range | None:
    """Read «1–5 сентября», «1 по 5 сентября», «01–05.09.2021»."""
    origin = c.position
    first = c.take_kind("count")
    if first is None or len(first.text) > 2 or not c.take(_TO):  # noqa: PLR2004 - digits of a day
        c.position = origin
        return None
    until = read_date(c)
    if until is None or not isinstance(first.value, int):
        c.position = origin
        return None
    last = last_day_of_month(until.year or 2024, until.month)
    if not 1 <= first.value < until.day or first.value > last:
        span = c.span(origin, c.position)
        c.complain(Problem.of("RM303", span=span, words=c.words(origin, c.position)))
        c.position = origin
        return None
    return Range(since=PartialDate(first.value, until.month, until.year), until=until)


def read_days(c: Cursor) -> Rule | None:  # noqa: PLR0911 - each form has its own exit
    """Read a day, days of one month, or a range of days without «с»."""
    origin = c.position
    between = _read_days_of_month(c)
    if between is not None:
        return between
    days = read_day_list(c)
    if days is not None:
        return Composite(parts=tuple(Date(on=day) for day in days))
    c.take(_IN)
    nth = read_nth_weekday(c)
    if nth is not None:
        return Date(on=nth)
    if c.position != origin:
        c.position = origin
        return _read_edge_day(c)
    day = read_date(c)
    if day is None:
        return _read_edge_day(c)
    at_end = c.position
    if c.take(_TO):
        until = read_date(c)
        if until is not None:
            return _range(day, until)
        c.position = at_end
    return Date(on=day)


def _read_edge_day(c: Cursor) -> Date | None:
    """Read «последний день I четверти», «в конце учебного года»."""
    origin = c.position
    c.take(_IN)
    if c.take(wordings("день")):
        edge = read_edge(c)
        if edge is not None:
            return Date(on=edge)
    elif c.take(wordings("последний день", "первый день")):
        first = c.text(-2) == "первый"
        period = read_period(c)
        if period is not None and Edge.admits(period):
            return Date(on=Edge(edge="start" if first else "end", of=period))
    elif c.take_text("конец", "конце"):
        period = read_period(c)
        if period is not None and Edge.admits(period) and not isinstance(period, MonthPeriod):
            return Date(on=Edge(edge="end", of=period))
    c.position = origin
    return None


def read_during(c: Cursor) -> Rule | None:
    """Read «в течение учебного года», «в период с … по …», «в период проведения процедуры»."""
    origin = c.position
    found: Rule | None
    if c.take(_DURING):
        found = _read_several(c) or _read_months(c) or _read_whole(c) or _read_known_event(c)
        if found is not None:
            return found
    elif c.take(_PERIOD):
        c.take_text("с") if c.text(1) == "с" else None
        found = read_from(c) or _read_months(c) or read_days(c) or _read_whole(c) or _read_lasting(c)
        if found is not None:
            return found
    c.position = origin
    return None


def _read_months(c: Cursor) -> Months | None:
    origin = c.position
    entry = read_month_entry(c)
    if entry is None or isinstance(entry, PartialMonth):
        c.position = origin
        return None
    return Months(months=(entry,))


def _read_whole(c: Cursor) -> During | None:
    period = read_period(c)
    return During(period=period) if period is not None else None


def _read_known_event(c: Cursor) -> During | None:
    origin = c.position
    c.take_text("всего", "всей")
    event = read_event_period(c)
    if event is None or event.event is None:
        c.position = origin
        return None
    return During(period=event)


def _read_lasting(c: Cursor) -> During | None:
    origin = c.position
    event = read_event_period(c)
    lasting = event is not None and (
        event.event is not None or (event.words or "").split()[0].endswith(("ния", "тия", "ки", "чи", "ции"))
    )
    if event is None or not lasting:
        c.position = origin
        return None
    return During(period=event)


def _read_several(c: Cursor) -> Composite | None:
    """Read «I, III четверть», «1–2 квартал 2027 г.», «осенние и весенние каникулы»."""
    origin = c.position
    periods = read_numbered_periods(c) or read_named_breaks(c)
    if periods is None:
        c.position = origin
        return None
    return Composite(parts=tuple(During(period=period) for period in periods))


def read_times_of_year(c: Cursor) -> Rule | None:
    """Read months and periods by themselves: «август», «в первой декаде мая», «осенние каникулы»."""
    origin = c.position
    c.take(_IN)
    several = _read_several(c)
    if several is not None:
        return several
    entry = read_month_entry(c)
    if entry is not None:
        return Months(months=(entry,))
    period = read_period(c)
    if period is None or (
        isinstance(period, YearPeriod) and c.tokens[origin].text not in ("весь", "целый", "круглый")
    ):
        c.position = origin
        return None
    return During(period=period)
