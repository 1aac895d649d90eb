"""How days stand beside each other: weekdays beside a date, lists of days, from one place to another."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.calendars.years import EARLIEST, LATEST
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day, DayOfWeek, day_of
from roadmap_engine.deadlines.forms import Form, Refusal, same
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import Through, base_month
from roadmap_engine.deadlines.terms import Quarter, Term, numbered
from roadmap_engine.deadlines.years import AcademicYear, NextYear
from roadmap_engine.russian.calendar_words import BREAKS

SHORTEST_WAY_BACK = 3

__all__ = ["FORMS", "link", "reach", "with_year"]


def _dated_weekday(day: Day, name: Token, nth: int | None = None) -> Place:
    return DayOfWeek(day, WEEKDAY_NAMES[name.number], nth)


def reach(first: Place, last: Place) -> Place | Refusal | None:
    """Join two ends; a year that one of them states is the other's too."""
    if isinstance(first, (Day, DayOfWeek, Month, Nth, Part)) and isinstance(
        last, (Day, DayOfWeek, Month, Nth, Part)
    ):
        linked = link(first, last)
        if isinstance(linked, Refusal):
            return linked
        first, last = linked
    if isinstance(last, NextYear) and isinstance(last.of, Day) and isinstance(first, Day):
        # «С 25 декабря по 10 января следующего года» crosses New Year, «с 1 февраля …» lies behind it.
        through = Through(first, last.of)
        return through if through.runs_back else replace(last, of=through)
    if isinstance(first, (Day, DayOfWeek)) and (whole := _whole_month(last, "end")):
        last = Edge("end", whole)
    elif isinstance(last, (Day, DayOfWeek)) and (whole := _whole_month(first, "start")):
        first = Edge("start", whole)
    if not first.repeats and not last.repeats and _runs_back(first, last):
        return Refusal("RM303")
    return Through(first, last)


def _dashed(first: Place, last: Place) -> Place | Refusal | None:
    """Join the ends of a dash: days to days, whole times to whole times; «10 октября – декабрь» is neither."""
    if isinstance(first, Term) != isinstance(last, Term):
        # «1 четверть – октябрь» explains the one by the other, and is wrong.
        return None
    return reach(first, last) if (first.rank == 0) == (last.rank == 0) else None


def _whole_month(place: Place, part: str) -> Month | None:
    """Give the month a place is, or the one it begins or ends with."""
    if isinstance(place, Month):
        return place
    return (
        place.of if isinstance(place, Part) and place.part == part and isinstance(place.of, Month) else None
    )


def _runs_back(first: Place, last: Place) -> bool:
    """Tell whether days of one month, or numbers of one kind, go backwards: «15 сентября – 10 сентября»."""
    if isinstance(first, (Term, Quarter)) and type(first) is type(last):
        return first.number >= last.number and first.lacks_year == last.lacks_year is True
    one, two = base_month(first), base_month(last)
    same = (
        one is not None
        and one == two
        and isinstance(first, (Day, DayOfWeek))
        and isinstance(last, (Day, DayOfWeek))
    )
    return same and _position(first)[1] >= _position(last)[1]


def _term_run(numbers: tuple[int, ...], unit: Token, year: Any = None) -> Place | None:
    """«II–III кв.» is one window."""
    first, last = (numbered(number, str(unit.value), year) for number in (numbers[0], numbers[-1]))
    return reach(first, last) if first and last else None  # type: ignore[return-value]


def link(first: Place, last: Place) -> tuple[Place, Place] | Refusal:
    """Give both ends of a range their year, as far as either states one."""
    one, two = base_month(first), base_month(last)
    if one is None or two is None:
        return first, last
    if one[1] is None and two[1] is not None:
        first = with_year(first, two[1] if _goes_on(first, last) else two[1] - 1)
        if _is_too_long(first, last):
            return Refusal("RM303")
    elif two[1] is None and one[1] is not None:
        last = with_year(last, one[1] if _goes_on(first, last) else one[1] + 1)
    return first, last


def _is_too_long(first: Place, last: Place) -> bool:
    """Tell whether a range that one year was lent to goes almost all round: a misprint, not a New Year crossed."""
    one, two = base_month(first), base_month(last)
    backwards = one is not None and two is not None and one[1] != two[1]
    return backwards and one[0] - two[0] < SHORTEST_WAY_BACK  # type: ignore[index]


def _goes_on(first: Place, last: Place) -> bool:
    return _position(first) <= _position(last)


def _position(place: Place) -> tuple[int, int]:
    """Give the month and the day a place is at, in a year."""
    month = base_month(place)
    day = place.day if isinstance(place, Day) else place.of.day if isinstance(place, DayOfWeek) else 0
    return (month[0] if month else 0), day


def with_year(place: Place, year: int) -> Place:
    """Give a place of a month its year."""
    match place:
        case Day():
            return day_of(place.day, place.month, year) or place
        case DayOfWeek():
            day = day_of(place.of.day, place.of.month, year)
            return replace(place, of=day) if day else place
        case Month():
            return Month(place.month, year)
        case Through():
            months = base_month(place.first), base_month(place.last)
            over = bool(months[0] and months[1] and months[1][0] < months[0][0])
            return Through(with_year(place.first, year - over), with_year(place.last, year))
        case Nth() | Part() | Edge():
            return replace(place, of=with_year(place.of, year))
        case _:
            return place


def _days_of_month(first: Token, last: Place) -> Place | Refusal | None:
    """«1–5 сентября»: the number borrows month and year from the day behind it."""
    inner = last.of if isinstance(last, (NextYear, DayOfWeek)) else last
    if not isinstance(inner, Day):
        return None
    start = day_of(first.number, inner.month, inner.year)
    if start is None:
        return Refusal("RM302", (("date", f"{first.text}.{inner.month:02}"),))
    if start.day >= inner.day:
        return Refusal("RM303")
    through = Through(start, last if isinstance(last, DayOfWeek) else inner)
    return NextYear(through, reported=last.reported) if isinstance(last, NextYear) else through


def _day_list(first: Token, *rest: Place) -> tuple[Place, ...] | Refusal | None:
    """«12, 15 и 20 сентября 2026 г.»: the numbers borrow month and year from the day behind them."""
    last = rest[0]
    if not isinstance(last, Day):
        return None
    day = day_of(first.number, last.month, last.year)
    if day is None:
        return Refusal("RM302", (("date", f"{first.text}.{last.month:02}"),))
    return (day, *rest)


def _day_in_months(number: Token, months: Some) -> tuple[Place, ...] | None:
    """«5 октября, января и апреля»: the number is of each month."""
    days = tuple(
        day_of(number.number, month.month, month.year) for month in months.places if isinstance(month, Month)
    )
    return days if all(days) else None  # type: ignore[return-value]


def _run_in_months(run: tuple[Token, Token], months: Some) -> tuple[Place, ...] | None:
    found = [_run_of(run, month.month, month.year) for month in months.places if isinstance(month, Month)]
    return tuple(found) if all(found) else None  # type: ignore[arg-type]


def _run_of(run: tuple[Token, Token], month: int, year: int | None) -> Place | None:
    first, last = (day_of(token.number, month, year) for token in run)
    if first is None or last is None or last.day < first.day:
        return None
    return first if first == last else Through(first, last)


def _runs_before(runs: tuple[tuple[Token, Token], ...], *rest: Place) -> tuple[Place, ...] | None:
    """«1–5, 10–15 октября»: what stands before borrows the month of the first day behind it."""
    inner = rest[0].first if isinstance(rest[0], Through) else rest[0]
    inner = inner.of if isinstance(inner, DayOfWeek) else inner
    if not isinstance(inner, Day):
        return None
    found = [_run_of(run, inner.month, inner.year) for run in runs]
    return (*(each for each in found if each), *rest) if all(found) else None


def _seasons(first: Token, last: Token) -> Place | None:
    """«Осенне-зимний период»."""
    name = next((name for name, stem in BREAKS.items() if first.text.startswith(stem)), None)
    if name is None or last.value == "february":
        return None
    return Through(Season(name), Season(last.value))  # type: ignore[arg-type]


def _several_school_years(first: Token, last: Token) -> Through | None:
    """«2020–2024 учебный год»: from September of the first to August of the last."""
    year, through = int(first.text), int(last.text)
    if not EARLIEST <= year < through - 1 <= LATEST:
        return None
    return Through(AcademicYear(SchoolYear(year)), AcademicYear(SchoolYear(through - 1)))


def _school_years(first: SchoolYear, last: SchoolYear) -> Through | None:
    """«2024/2025, 2025/2026 учебные годы» follow each other."""
    return Through(AcademicYear(first), AcademicYear(last)) if last.start == first.start + 1 else None


FORMS: tuple[Form, ...] = (
    Form("Years", "2024/2025, 2025/2026 учебные годы", "{SchoolYearBare} <and> {SchoolYear}", _school_years),
    Form("Years", "2020-2024 учебный год", "{year4} <to> {year4} <school-year>", _several_school_years),
    Form("Date", "17 января", "{Day}", same),
    Form("Date", "12 октября (понедельник)", r"{Day} \( {weekday} \)", _dated_weekday),
    Form("Date", "30 октября (последняя пятница)", r"{Day} \( {numeral} {weekday} \)", lambda day, nth, name: _dated_weekday(day, name, nth.number)),
    Form("Date", "12 октября, понедельник", "{Day} , {weekday}", _dated_weekday),
    Form("Date", "12 октября пн", "{Day} {weekday}", _dated_weekday),
    Form("Date", "понедельник, 12 октября", "{weekday} , {Day}", lambda name, day: _dated_weekday(day, name)),
    Form("Date", "в понедельник 12 октября", "{weekday} {Day}", lambda name, day: _dated_weekday(day, name)),
    Form("DayList", "12, 15 и 20 сентября", "{day-number} <and> {Day}", _day_list),
    Form("DayList", "12, 15 и 20 сентября", "{day-number} <and> {DayList}", lambda first, rest: _day_list(first, *rest)),
    Form("DayList", "5 октября, января и апреля", "{day-number} {MonthsOf}", _day_in_months),
    Form("DayList", "5 числа октября, января и апреля", "{day-number} <date-noun> {MonthsOf}", _day_in_months),
    Form("DayList", "1-5, 10-15 октября", "{DayRun} <and> {Date}", lambda run, last: _runs_before((run,), last)),
    Form("DayList", "1-5, 10-15 октября", "{DayRun} <and> {Range}", lambda run, last: _runs_before((run,), last)),
    Form("DayList", "1-5, 10-15, 20-25 октября", "{DayRun} <and> {DayList}", lambda run, rest: _runs_before((run,), *rest)),
    Form("DayList", "21, 23-25 сентября", "{day-number} <and> {Range}", lambda day, last: _runs_before(((day, day),), last)),
    Form("DayList", "с 5 по 9 и с 12 по 16 октября", "(с|со) {DayRunTo} <and> {Range}", lambda run, last: _runs_before((run,), last)),
    Form("DayList", "с 20 по 25 октября и марта", "(с|со) {DayRunTo} {MonthsOf}", _run_in_months),
    Form("DayList", "1-5 октября и марта", "{DayRun} {MonthsOf}", _run_in_months),
    Form("DayRun", "1-5, 10-15 октября", "{day-number} - {day-number}", lambda first, last: (first, last)),
    Form("DayRunTo", "с 20 по 25 октября и марта", "{day-number} по {day-number}", lambda first, last: (first, last)),
    Form("Bound", "с 1 сентября по 5 октября", "{Date}", same),
    Form("Bound", "сентябрь–октябрь", "{Month}", same),
    Form("Bound", "конец мая – начало июня", "{PartPlace}", same),
    Form("Bound", "октябрь – 1 декада ноября", "{NthPlace}", same),
    Form("Bound", "4 квартал 2026 г. – 1 квартал 2027 г.", "{Term}", same),
    Form("Range", "сентябрь–октябрь", "{Bound} - {Bound}", _dashed),
    Form("Range", "с 1 сентября по 5 октября", "с {Bound} по {Bound}", reach),
    Form("Range", "с 1 сентября до 5 октября", "(с|от) {Bound} до {Bound}", reach),
    Form("Range", "с 1 сентября – 5 октября", "с {Bound} - {Bound}", reach),
    Form("Range", "с 1 сентября - по 5 октября", "с {Bound} - (по|до) {Bound}", reach),
    Form("Range", "со 2 сентября по 5 октября", "со {Bound} (по|до) {Bound}", reach),
    Form("Range", "1 сентября по 5 октября", "{Bound} (по|до) {Bound}", reach),
    Form("Range", "с 1 сентября по 5 октября включительно", "с {Bound} (по|до) {Bound} включительно", reach),
    Form("Bound", "с осени по зиму", "{Season}", same),
    Form("Range", "между 10 и 20 ноября", "между {day-number} и {Date}", _days_of_month),
    Form("Range", "между 10 октября и 20 ноября", "между {Bound} и {Bound}", reach),
    Form("Range", "не ранее 20 и не позднее 25 октября", "не (ранее|раньше) {day-number} и не (позднее|позже) {Date}", _days_of_month),
    Form("Range", "не ранее 20 октября и не позднее 5 ноября", "не (ранее|раньше) {Date} и не (позднее|позже) {Date}", reach),
    Form("Range", "не ранее 20 октября, но не позднее 5 ноября", "не (ранее|раньше) {Date} , но не (позднее|позже) {Date}", reach),
    Form("Range", "не ранее 20 октября, не позднее 5 ноября", "не (ранее|раньше) {Date} , не (позднее|позже) {Date}", reach),
    Form("Range", "1–5 сентября", "{day-number} - {Date}", _days_of_month),
    Form("Range", "с 1 по 5 сентября", "(с|со|от) {day-number} (по|до|-) {Date}", _days_of_month),
    Form("Range", "с первого по пятое сентября", "(с|со|от) {day-ordinal} (по|до) {Date}", _days_of_month),
    Form("Range", "1 по 5 сентября", "{day-number} по {Date}", _days_of_month),
    Form("Range", "II – III кв.", "{Run} {unit:term}", _term_run),
    Form("Range", "I - II кварталы 2027 года", "{Run} {unit:term} {Year}", _term_run),
    Form("Range", "1-2 четверть 2026-2027 учебного года", "{Run} {unit:term} {SchoolYear}", _term_run),
    Form("Place", "17 января", "{Date}", same),
    Form("PlaceIn", "в сентябре", "{Month}", same),
    Form("PlaceIn", "в течение лета", "{Place}", same),
    Form("Place", "лето", "{Season}", same),
    Form("Place", "осенне-зимний период", "{season-stem} - {break-name} <season-time>", _seasons),
    Form("Place", "II четверть", "{Term}", same),
    Form("Place", "осенние каникулы", "{Break}", same),
    Form("Place", "последняя неделя четверти", "{NthPlace}", same),
    Form("Place", "середина марта", "{PartPlace}", same),
    Form("Place", "сентябрь–октябрь", "{Range}", same),
    Form("Place", "2026/2027 учебный год", "{AcademicYear}", same),
    Form("Place", "2027 год", "{Years}", same),
    Form("Place", "круглый год", "{WholeYear}", same),
    Form("Place", "весь период", "{PlanTime}", same),
)  # fmt: skip
