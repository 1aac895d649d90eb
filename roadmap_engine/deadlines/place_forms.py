"""How places are said: a unit in a container, parts and edges, from one place to another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES, Day, DayOfWeek, day_of
from roadmap_engine.deadlines.forms import Form, Phrases, Refusal
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.months import Month, Season
from roadmap_engine.deadlines.nth import Nth, Weekdays, is_month_like
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Some, Through, base_month
from roadmap_engine.deadlines.terms import Break, Quarter, Term, numbered
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.years import AcademicYear, NextYear
from roadmap_engine.russian.calendar_words import BREAKS

__all__ = ["FORMS", "PHRASES", "Open", "nth_place"]


@dataclass(frozen=True, slots=True)
class Open(Place):
    """A container that is not said here: a hole that a neighbour in the cell fills."""

    @property
    def rank(self) -> float:
        """It may be anything a day or a week is part of."""
        return 2

    @property
    def lacks_year(self) -> bool:
        """Nothing is known of it."""
        return True

    @property
    def states_year(self) -> bool:
        """Nothing is known of it."""
        return False

    @property
    def repeats(self) -> bool:
        """Nothing is known of it."""
        return False


OPEN = Open()
SHORTEST_WAY_BACK = 3
_SCHOOLS_OWN = (Term, Break, AcademicYear)


def nth_place(number: int, unit: Any, of: Place, **more: Any) -> Place | None:
    """Make the n-th unit, or nothing where that makes no sense."""
    try:
        return Nth(number, unit, of, **more)
    except ValueError:
        return None


def _agrees(number: Token, noun: Token) -> bool:
    """Tell whether an ordinal in words agrees with its noun: «вторая неделя», never «вторая август»."""
    if not number.places:
        return True
    wanted = {f"{noun.gender}{letter}" for letter in noun.cases if letter.islower()}
    plural = {f"p{letter.lower()}" for letter in noun.cases if letter.isupper()}
    return bool(number.places & (wanted | plural))


def _unit(number: Token, noun: Token, of: Place) -> Place | None:
    if not _agrees(number, noun):
        return None
    value = int(str(number.value))
    # A month has three decades: the last is the third, and there is one way to say it.
    return nth_place(3 if noun.value == "decade" and value == -1 else value, noun.value, of)


def _working_day(number: Token, noun: Token, of: Place) -> Place | None:
    return nth_place(int(str(number.value)), "working-day", of) if _agrees(number, noun) else None


def _school_day(number: Token, noun: Token, of: Place) -> Place | None:
    return nth_place(int(str(number.value)), "school-day", of) if _agrees(number, noun) else None


def _day(number: Token, noun: Token, of: Place) -> Place | None:
    """«Последний день месяца», «первый день четверти»: by number in a month, the edge of anything else."""
    if not _agrees(number, noun):
        return None
    value = int(str(number.value))
    if not is_month_like(of) and value in (1, -1):
        return _edge("start" if value == 1 else "end", of)
    return nth_place(value, "day", of) if value <= 31 else None  # noqa: PLR2004 - days of a month


def _weekday(number: Token, noun: Token, of: Place, *, working: bool = False) -> Place | None:
    if not _agrees(number, noun):
        return None
    return nth_place(int(str(number.value)), WEEKDAY_NAMES[int(str(noun.value))], of, working=working or None)


def _weekday_of(noun: Token, of: Place) -> Place | None:
    """«Понедельник первой недели октября»: the weekday of one week."""
    fits = isinstance(of, Nth) and of.unit == "week" and of.through is None
    return nth_place(1, WEEKDAY_NAMES[int(str(noun.value))], of) if fits else None


def _run(numbers: tuple[int, ...], noun: Token, of: Place) -> Place | None:
    return nth_place(numbers[0], noun.value, of, through=numbers[-1])


def _several(numbers: tuple[int, ...], noun: Token, of: Place) -> Place | None:
    found = [nth_place(number, noun.value, of) for number in numbers]
    return Some(tuple(found)) if all(found) else None  # type: ignore[arg-type]


def _count(number: Token, count: int, noun: Token, of: Place, unit: str | None = None) -> Place | None:
    """«Первые две недели сентября», «последние 3 дня мая»."""
    value, kind = int(str(number.value)), unit or noun.value
    if kind not in ("day", "working-day", "school-day", "week", "month") or count < 2:  # noqa: PLR2004 - several
        return None
    if value == 1:
        return nth_place(1, kind, of, through=count)
    return nth_place(-count, kind, of, through=-1) if value == -1 else None


def _date(number: Token, of: Place) -> Place | None:
    value = int(str(number.value))
    return nth_place(value, "day", of) if 0 < value <= 31 else None  # noqa: PLR2004 - days of a month


def _dates(numbers: tuple[int, ...], of: Place) -> Place | None:
    found = [nth_place(number, "day", of) if number <= 31 else None for number in numbers]  # noqa: PLR2004
    return Some(tuple(found)) if all(found) else None  # type: ignore[arg-type]


def _date_run(numbers: tuple[int, ...], of: Place) -> Place | None:
    return nth_place(numbers[0], "day", of, through=numbers[-1])


def _edge(edge: Any, of: Place) -> Place | None:
    try:
        return Edge(edge, of)
    except ValueError:
        return None


def _part(word: Token, of: Place) -> Place | None:
    """«Начало октября» is a part of a month, «начало четверти» the day it begins."""
    if word.value != "middle" and (of.repeats or isinstance(of, _SCHOOLS_OWN)):
        return _edge(word.value, of)
    if of.rank >= 5:  # noqa: PLR2004 - a year
        return None
    try:
        return Part(word.value, of)  # type: ignore[arg-type]
    except ValueError:
        return None


def _edge_day(word: Token, of: Place) -> Place | None:
    """After «до», «с», «после»: the day something begins or ends; the middle is its part."""
    return _part(word, of) if word.value == "middle" else _edge(word.value, of)


def _half(number: Token, of: Place) -> Place | None:
    value = int(str(number.value))
    try:
        return Part("half-1" if value == 1 else "half-2", of) if value in (1, 2) else None
    except ValueError:
        return None


def _dated_weekday(day: Day, name: Token) -> Place:
    return DayOfWeek(day, WEEKDAY_NAMES[int(str(name.value))])


def _through(first: Place, last: Place) -> Place | Refusal | None:
    """Join two ends; a year that one of them states is the other's too."""
    if isinstance(first, (Day, DayOfWeek, Month, Nth, Part)) and isinstance(last, (Day, DayOfWeek, Month, Nth, Part)):
        linked = link(first, last)
        if isinstance(linked, Refusal):
            return linked
        first, last = linked
    if isinstance(first, (Day, DayOfWeek)) and (whole := _whole_month(last, "end")):
        last = Edge("end", whole)
    elif isinstance(last, (Day, DayOfWeek)) and (whole := _whole_month(first, "start")):
        first = Edge("start", whole)
    if not first.repeats and not last.repeats and _runs_back(first, last):
        return Refusal("RM303")
    try:
        return Through(first, last)
    except ValueError:
        return None


def _whole_month(place: Place, part: str) -> Month | None:
    """Give the month a place is, or the one it begins or ends with."""
    if isinstance(place, Month):
        return place
    return place.of if isinstance(place, Part) and place.part == part and isinstance(place.of, Month) else None


def _runs_back(first: Place, last: Place) -> bool:
    """Tell whether days of one month, or numbers of one kind, go backwards: «15 сентября – 10 сентября»."""
    if isinstance(first, (Term, Quarter)) and type(first) is type(last):
        return first.number >= last.number and first.lacks_year == last.lacks_year is True  # type: ignore[attr-defined]
    one, two = base_month(first), base_month(last)
    same = one is not None and one == two and isinstance(first, (Day, DayOfWeek)) and isinstance(last, (Day, DayOfWeek))
    return same and _position(first)[1] >= _position(last)[1]


def _term_run(numbers: tuple[int, ...], unit: Token, year: Any = None) -> Place | None:
    """«II–III кв.» is one window."""
    first, last = (numbered(number, str(unit.value), year) for number in (numbers[0], numbers[-1]))
    return _through(first, last) if first and last else None  # type: ignore[return-value]


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
    start = day_of(int(str(first.value)), inner.month, inner.year)
    if start is None:
        return Refusal("RM302", (("date", f"{first.text}.{inner.month:02}"),))
    if start.day >= inner.day:
        return Refusal("RM303")
    through = Through(start, last if isinstance(last, DayOfWeek) else inner)
    return NextYear(through, reported=last.reported) if isinstance(last, NextYear) else through


def _day_list(numbers: Sequence[Token], last: Place) -> tuple[Place, ...] | Refusal | None:
    """«12, 15 и 20 сентября 2026 г.»: the numbers borrow month and year from the day behind them."""
    if not isinstance(last, Day):
        return None
    days: list[Place] = []
    for number in numbers:
        day = day_of(int(str(number.value)), last.month, last.year)
        if day is None:
            return Refusal("RM302", (("date", f"{number.text}.{last.month:02}"),))
        days.append(day)
    return (*days, last)


def _day_in_months(number: Token, months: Some) -> tuple[Place, ...] | None:
    """«5 октября, января и апреля»: the number is of each month."""
    days = tuple(day_of(int(str(number.value)), month.month, month.year) for month in months.places if isinstance(month, Month))
    return days if all(days) else None  # type: ignore[return-value]


def _run_in_months(run: tuple[Token, Token], months: Some) -> tuple[Place, ...] | None:
    found = [_run_of(run, month.month, month.year) for month in months.places if isinstance(month, Month)]
    return tuple(found) if all(found) else None  # type: ignore[arg-type]


def _run_of(run: tuple[Token, Token], month: int, year: int | None) -> Place | None:
    first, last = (day_of(int(str(token.value)), month, year) for token in run)
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
    return (*found, *rest) if all(found) else None  # type: ignore[return-value,arg-type]


def _longer(first: Token, rest: tuple[Place, ...]) -> tuple[Place, ...] | Refusal | None:
    last = rest[0]
    if not isinstance(last, Day):
        return None
    day = day_of(int(str(first.value)), last.month, last.year)
    if day is None:
        return Refusal("RM302", (("date", f"{first.text}.{last.month:02}"),))
    return (day, *rest)


def _next(unit: Token, reported: Each) -> Place | None:
    try:
        return Next(unit.value, reported)  # type: ignore[arg-type]
    except ValueError:
        return None


def _month_list(first: Place, rest: Place) -> Place | None:
    """«Февраля и мая»: a list of months that a unit is counted in, each by itself."""
    places = rest.places if isinstance(rest, Some) else (rest,)
    after = base_month(places[0])
    own = base_month(first)
    if own is None or after is None:
        return None
    if own[1] is None and after[1] is not None:
        first = with_year(first, after[1] - (own[0] > after[0]))
    try:
        return Some((first, *places))
    except ValueError:
        return None


def _term_list(first: Place | tuple[Place, ...], rest: Place | None = None) -> Place | None:
    """«I и III четверти»: a list of terms that something is the end of, each by itself."""
    places = first if isinstance(first, tuple) else (first, *(rest.places if isinstance(rest, Some) else (rest,)))
    try:
        return Some(places)  # type: ignore[arg-type]  # the forms give places
    except ValueError:
        return None


def _weekdays(numbers: tuple[int, ...], day: Token, of: Place, *, working: bool = False) -> Place | None:
    """«Первый и третий вторник месяца»."""
    name = WEEKDAY_NAMES[int(str(day.value))]
    found = [nth_place(number, name, of, working=working or None) for number in numbers]
    return Some(tuple(found)) if all(found) else None  # type: ignore[arg-type]


def _first_after(number: Token, unit: str, place: Place) -> Place | None:
    """«Первый рабочий день после каникул» is counted from their end."""
    value = int(str(number.value))
    of = Edge("end", place) if isinstance(place, Break) else place
    if number.kind == "num" and not number.ordinal:
        # «10 дней после 1 сентября» is a length, «10-й день после» a day.
        return None
    if value < 1 or not (isinstance(of, Happening) or of.rank == 0):
        return None
    return Shift(Length(value, unit), "after", of, True if unit == "week" else None)  # type: ignore[arg-type]


def _seasons(first: Token, last: Token) -> Place | None:
    """«Осенне-зимний период»."""
    name = next((name for name, stem in BREAKS.items() if first.text.startswith(stem)), None)
    if name is None or last.value == "february":
        return None
    return Through(Season(name), Season(last.value))  # type: ignore[arg-type]


def _last_before(number: Token, unit: str, place: Break) -> Place | None:
    """«Последняя неделя перед каникулами»."""
    if number.value != -1:
        return None
    return Shift(Length(1, unit), "before", Edge("start", place), True if unit == "week" else None)  # type: ignore[arg-type]


def _same(value: Any) -> Any:
    return value


PHRASES: tuple[Phrases, ...] = (
    Phrases("each", ("каждого", "каждой", "всякого", "любого", "отчетного", "отчетной", "каждых", "текущего", "текущей")),
    Phrases("date-noun", ("числа", "число", "числу", "чисел", "числам", "числом")),
    Phrases("following", (", следующего за", "следующего за", ", следующий за", "следующий за", ", следующем за")),
    Phrases("reported", ("отчетным", "отработанным", "расчетным", "отчетной", "отчетного", "истекшим", "прошедшим")),
    Phrases("over", ("окончания", "завершения", "истечения", "окончанию", "завершению", "окончание", "завершение",
                     "окончании", "завершении", "истечении", "окончанием", "завершением")),
    Phrases("under-way", ("старта", "старту")),
    Phrases("any-term", ("четверти , триместра , полугодия", "четверти , триместра и полугодия",
                         "четверти , триместра или полугодия", "четверти ( триместра )", "четверти / триместра",
                         "четверти ( полугодия )", "четверти / полугодия")),
    Phrases("of-school", ("учебных", "учебной", "учебного", "школьных", "календарного", "календарных")),
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("EachOf", "последняя пятница месяца", "{unit:genitive}", lambda unit: Each(unit.value)),
    Form("EachOf", "до конца каждого месяца", "<each> {unit:each}", lambda unit: Each(unit.value)),
    Form("EachOf", "по итогам учебных четвертей", "<of-school> {unit:genitive}", lambda unit: Each(unit.value)),
    Form("EachOf", "по итогам каждой учебной четверти", "<each> <of-school> {unit:genitive}", lambda unit: Each(unit.value)),
    Form("EachOf", "в конце четверти, триместра, полугодия", "<any-term>", lambda: Each("term")),
    Form("EachOf", "в конце каждой четверти, триместра, полугодия", "<each> <any-term>", lambda: Each("term")),
    Form("Following", "до 10 числа месяца, следующего за отчетным кварталом", "{unit:genitive} <following> <reported> {unit:any}", lambda unit, each: _next(unit, Each(each.value))),
    Form("Following", "до 15 числа месяца, следующего за кварталом", "{unit:genitive} <following> {unit:instrumental}", lambda unit, each: _next(unit, Each(each.value))),
    Form("Following", "до 5 числа месяца, следующего за отчетным", "{unit:genitive} <following> <reported>", lambda unit: _next(unit, Each("month"))),
    Form("Following", "до 5 числа месяца, следующего за отчетным периодом", "{unit:genitive} <following> <reported> (периодом)", lambda unit: _next(unit, Each("month"))),
    Form("Following", "до 5 числа следующего за отчетным месяца", "следующего за <reported> {unit:genitive}", lambda unit: _next(unit, Each("month"))),
    Form("Following", "до 5 числа следующего месяца", "(следующего|последующего) {unit:genitive}", lambda unit: _next(unit, Each("month"))),
    Form("Of", "первая неделя октября", "{MonthOf}", _same),
    Form("MonthsOf", "последняя суббота февраля и мая", "{MonthOf} <and> {MonthOf}", _month_list),
    Form("MonthsOf", "последняя суббота февраля, марта и мая", "{MonthOf} <and> {MonthsOf}", _month_list),
    Form("TermsOf", "в конце I четверти, III четверти", "{Term} <and> {Term}", _term_list),
    Form("TermsOf", "в конце I четверти, II четверти, III четверти", "{Term} <and> {TermsOf}", _term_list),
    Form("TermsOf", "в конце I и III четверти", "{Terms}", _term_list),
    Form("Of", "последняя суббота февраля и мая", "{MonthsOf}", _same),
    Form("Of", "в конце I и III четверти", "{TermsOf}", _same),
    Form("Of", "первая неделя зимы", "{Season}", _same),
    Form("Of", "последняя неделя I четверти", "{Term}", _same),
    Form("Of", "последний день осенних каникул", "{Break}", _same),
    Form("Of", "последний день учебного года", "{AcademicYear}", _same),
    Form("Of", "первый рабочий день 2027 года", "{Years}", _same),
    Form("Of", "последний месяц реализации плана", "{PlanTime}", _same),
    Form("Of", "последняя неделя четверти", "{EachOf}", _same),
    Form("Of", "до 6 рабочего дня месяца, следующего за отчетным", "{Following}", _same),
    Form("Of", "последний день первой недели октября", "{NthPlace}", _same),
    Form("Of", "первая неделя второй половины октября", "{PartPlace}", _same),
    Form("DatedOf", "до 25 числа каждого месяца", "{EachOf}", lambda of: of if is_month_like(of) else None),
    Form("DatedOf", "до 10 числа месяца, следующего за отчетным", "{Following}", _same),
    Form("DatedOf", "до 15 числа последнего месяца квартала", "{NthPlace}", lambda of: of if is_month_like(of) else None),
    Form("NthPlace", "вторая неделя октября", "{numeral} {unit:inner} {Of}", _unit),
    Form("NthPlace", "первая учебная неделя сентября", "{numeral} <study> {unit:week} {Of}", _unit),
    Form("NthPlace", "последний рабочий день месяца", "{numeral} <working> {unit:day} {Of}", _working_day),
    Form("NthPlace", "последний учебный день четверти", "{numeral} <lesson> {unit:day} {Of}", _school_day),
    Form("NthPlace", "последний день месяца", "{numeral} {unit:day} {Of}", _day),
    Form("NthPlace", "последняя пятница мая", "{numeral} {weekday} {Of}", _weekday),
    Form("NthPlace", "первая рабочая среда мая", "{numeral} <working> {weekday} {Of}", lambda number, day, of: _weekday(number, day, of, working=True)),
    Form("NthPlace", "первый и третий вторник месяца", "{Numerals} {weekday} {Of}", _weekdays),
    Form("NthPlace", "первый рабочий день после каникул", "{numeral} <working> {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "working-day", place)),
    Form("NthPlace", "первый учебный день после каникул", "{numeral} <lesson> {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "school-day", place)),
    Form("NthPlace", "первый день после каникул", "{numeral} {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "day", place)),
    Form("NthPlace", "первая неделя после каникул", "{numeral} {unit:week} после {AfterWhat}", lambda number, _, place: _first_after(number, "week", place)),
    Form("NthPlace", "последняя неделя перед каникулами", "{numeral} {unit:week} перед {Break}", lambda number, _, place: _last_before(number, "week", place)),
    Form("NthPlace", "последний день перед каникулами", "{numeral} {unit:day} перед {Break}", lambda number, _, place: _last_before(number, "day", place)),
    Form("NthPlace", "последний рабочий день перед каникулами", "{numeral} <working> {unit:day} перед {Break}", lambda number, _, place: _last_before(number, "working-day", place)),
    Form("AfterWhat", "первый рабочий день после каникул", "{Break}", _same),
    Form("AfterWhat", "первый рабочий день после окончания четверти", "{EdgePlace}", _same),
    Form("AfterWhat", "первый рабочий день после 1 сентября", "{Day}", _same),
    Form("NthPlace", "понедельник первой недели октября", "{weekday} {NthPlace}", _weekday_of),
    Form("NthPlace", "1-2 неделя октября", "{Run} {unit:inner} {Of}", _run),
    Form("NthPlace", "1 и 3 неделя октября", "{Numerals} {unit:inner} {Of}", _several),
    Form("NthPlace", "первые две недели сентября", "{numeral} {Count} {unit:length} {Of}", _count),
    Form("NthPlace", "первые три рабочих дня месяца", "{numeral} {Count} <working> {unit:day} {Of}", lambda n, count, unit, of: _count(n, count, unit, of, "working-day")),
    Form("NthPlace", "до 25 числа каждого месяца", "{numeral} <date-noun> {DatedOf}", _date),
    Form("NthPlace", "1 и 15 числа каждого месяца", "{Numerals} <date-noun> {DatedOf}", _dates),
    Form("NthPlace", "с 1 по 5 число каждого месяца", "{Run} <date-noun> {DatedOf}", _date_run),
    Form("PartPlace", "начало октября", "{edge} {Of}", _part),
    Form("PartPlace", "первая половина октября", "{numeral} {half} {Of}", lambda number, _, of: _half(number, of)),
    Form("PartPlace", "до конца года", "{edge} (года|г)", lambda _: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
    Form("EdgePlace", "до конца учебного года", "{edge} {Of}", _edge_day),
    Form("EdgePlace", "до окончания учебного года", "<over> {Of}", lambda of: _edge("end", of)),
    Form("EdgePlace", "до старта учебного года", "<under-way> {Of}", lambda of: _edge("start", of)),
    Form("EdgePlace", "до окончания года", "<over> (года|г)", lambda: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
    Form("EdgePlace", "до конца года", "{edge} (года|г)", lambda _: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
    Form("Date", "17 января", "{Day}", _same),
    Form("Date", "12 октября (понедельник)", r"{Day} \( {weekday} \)", _dated_weekday),
    Form("Date", "12 октября, понедельник", "{Day} , {weekday}", _dated_weekday),
    Form("Date", "12 октября пн", "{Day} {weekday}", _dated_weekday),
    Form("Date", "понедельник, 12 октября", "{weekday} , {Day}", lambda name, day: _dated_weekday(day, name)),
    Form("Date", "в понедельник 12 октября", "{weekday} {Day}", lambda name, day: _dated_weekday(day, name)),
    Form("DayList", "12, 15 и 20 сентября", "{day-number} <and> {Day}", lambda first, last: _day_list((first,), last)),
    Form("DayList", "12, 15 и 20 сентября", "{day-number} <and> {DayList}", _longer),
    Form("DayList", "5 октября, января и апреля", "{day-number} {MonthsOf}", _day_in_months),
    Form("DayList", "5 числа октября, января и апреля", "{day-number} <date-noun> {MonthsOf}", _day_in_months),
    Form("DayList", "1-5, 10-15 октября", "{DayRun} <and> {Date}", lambda run, last: _runs_before((run,), last)),
    Form("DayList", "1-5, 10-15 октября", "{DayRun} <and> {Range}", lambda run, last: _runs_before((run,), last)),
    Form("DayList", "1-5, 10-15, 20-25 октября", "{DayRun} <and> {DayList}", lambda run, rest: _runs_before((run,), *rest)),
    Form("DayList", "21, 23-25 сентября", "{day-number} <and> {Range}", lambda day, last: _runs_before(((day, day),), last)),
    Form("DayList", "с 20 по 25 октября и марта", "(с|со) {DayRunTo} {MonthsOf}", _run_in_months),
    Form("DayList", "1-5 октября и марта", "{DayRun} {MonthsOf}", _run_in_months),
    Form("DayRun", "1-5, 10-15 октября", "{day-number} - {day-number}", lambda first, last: (first, last)),
    Form("DayRunTo", "с 20 по 25 октября и марта", "{day-number} по {day-number}", lambda first, last: (first, last)),
    Form("Bound", "с 1 сентября по 5 октября", "{Date}", _same),
    Form("Bound", "сентябрь–октябрь", "{Month}", _same),
    Form("Bound", "конец мая – начало июня", "{PartPlace}", _same),
    Form("Bound", "октябрь – 1 декада ноября", "{NthPlace}", _same),
    Form("Bound", "4 квартал 2026 г. – 1 квартал 2027 г.", "{Term}", _same),
    Form("Range", "сентябрь–октябрь", "{Bound} - {Bound}", _through),
    Form("Range", "с 1 сентября по 5 октября", "с {Bound} по {Bound}", _through),
    Form("Range", "с 1 сентября до 5 октября", "(с|от) {Bound} до {Bound}", _through),
    Form("Range", "с 1 сентября – 5 октября", "с {Bound} - {Bound}", _through),
    Form("Range", "с 1 сентября - по 5 октября", "с {Bound} - (по|до) {Bound}", _through),
    Form("Range", "со 2 сентября по 5 октября", "со {Bound} (по|до) {Bound}", _through),
    Form("Range", "1 сентября по 5 октября", "{Bound} (по|до) {Bound}", _through),
    Form("Range", "с 1 сентября по 5 октября включительно", "с {Bound} (по|до) {Bound} включительно", _through),
    Form("Bound", "с осени по зиму", "{Season}", _same),
    Form("Range", "между 10 и 20 ноября", "между {day-number} и {Date}", _days_of_month),
    Form("Range", "между 10 октября и 20 ноября", "между {Bound} и {Bound}", _through),
    Form("Range", "не ранее 20 и не позднее 25 октября", "не (ранее|раньше) {day-number} и не (позднее|позже) {Date}", _days_of_month),
    Form("Range", "1–5 сентября", "{day-number} - {Date}", _days_of_month),
    Form("Range", "с 1 по 5 сентября", "(с|со|от) {day-number} (по|до|-) {Date}", _days_of_month),
    Form("Range", "с первого по пятое сентября", "(с|со|от) {day-ordinal} (по|до) {Date}", _days_of_month),
    Form("Range", "1 по 5 сентября", "{day-number} по {Date}", _days_of_month),
    Form("Range", "II – III кв.", "{Run} {unit:term}", _term_run),
    Form("Range", "I - II кварталы 2027 года", "{Run} {unit:term} {Year}", _term_run),
    Form("Range", "1-2 четверть 2026-2027 учебного года", "{Run} {unit:term} {SchoolYear}", _term_run),
    Form("Place", "17 января", "{Date}", _same),
    Form("PlaceIn", "в сентябре", "{Month}", _same),
    Form("PlaceIn", "в течение лета", "{Place}", _same),
    Form("Place", "лето", "{Season}", _same),
    Form("Place", "осенне-зимний период", "{season-stem} - {break-name} <season-time>", _seasons),
    Form("Place", "II четверть", "{Term}", _same),
    Form("Place", "осенние каникулы", "{Break}", _same),
    Form("Place", "последняя неделя четверти", "{NthPlace}", _same),
    Form("Place", "середина марта", "{PartPlace}", _same),
    Form("Place", "сентябрь–октябрь", "{Range}", _same),
    Form("Place", "2026/2027 учебный год", "{AcademicYear}", _same),
    Form("Place", "2027 год", "{Years}", _same),
    Form("Place", "круглый год", "{WholeYear}", _same),
    Form("Place", "весь период", "{PlanTime}", _same),
)  # fmt: skip
