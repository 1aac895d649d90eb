"""How often: «ежемесячно», «не реже 2 раз в четверть», «по вторникам», «каждый второй понедельник месяца»."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import WEEKDAY_NAMES
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.nth import OPEN, Nth
from roadmap_engine.deadlines.nth_forms import agrees, several_nth
from roadmap_engine.deadlines.parts import Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.rule import After, Many, On
from roadmap_engine.deadlines.terms import Break
from roadmap_engine.deadlines.values import Often
from roadmap_engine.deadlines.weekdays import Weekdays

__all__ = ["FORMS", "PHRASES"]

MOST = 400
_UNITS = {"day", "week", "month", "quarter", "school-quarter", "trimester", "half-year", "year", "decade"}


def _each(unit: Token, count: int = 1) -> Each | None:
    if unit.value == "decade" and count > 1:
        return Each("day", 10 * count)
    if unit.value not in _UNITS or not 0 < count <= MOST:
        return None
    return Each(unit.value, count)  # type: ignore[arg-type]


def _on_each(unit: Token, count: int = 1) -> On | None:
    each = _each(unit, count)
    return On(each) if each else None


def _times(often: Often, each: Each) -> On:
    return On(each, often=often)


def _in_window(often: Often, place: Place) -> On | None:
    """«2 раза в октябре»: the time, so many times."""
    return None if place.repeats else On(place, often=often)


def _in_windows(often: Often, places: tuple[Place, ...]) -> Many | On | None:
    """«1 раз в 1 и 3 четверти»: so many times in each."""
    return Many(tuple(On(place, often=often) for place in places))


def _bounded(bound: Any) -> Callable[..., Any]:
    def build(often: Often) -> Often | None:
        return Often(times=often.times, bound=bound) if often.least is None else None

    return build


def _weekday(day: Token) -> str:
    return WEEKDAY_NAMES[day.number]


def _weekdays(*days: Token, working: bool = False) -> On | None:
    names = tuple(_weekday(day) for day in days)
    if len(set(names)) != len(names):
        return None
    return On(Weekdays(names, Each("week"), working or None))  # type: ignore[arg-type]


def _working_weekdays(*days: Token) -> On | None:
    return _weekdays(*days, working=True)


def _run(first: Token, last: Token) -> On | None:
    one, two = first.number, last.number
    return On(Weekdays(WEEKDAY_NAMES[one : two + 1], Each("week"))) if one < two else None


def _each_place(place: Place) -> On | None:
    """«Каждый первый понедельник месяца»."""
    return On(place) if place.repeats else None


def _each_weekday_of(day: Token, of: Place) -> On | None:
    """«Каждую пятницу ноября»: every Friday within it."""
    if of.repeats:
        return _weekdays(day)
    return On(Weekdays((_weekday(day),), Each("week")), within=On(of))  # type: ignore[arg-type]


def _open(number: Token, unit: Any) -> On:
    """«3 неделя», «последняя пятница»: of a month that a neighbour names."""
    return On(Nth(number.number, unit, OPEN))


def _since(each: On, year: int) -> On | None:
    place = each.at
    if not isinstance(place, Each) or place.unit != "year" or place.interval == 1:
        return None
    return On(Each("year", place.interval, year), often=each.often)


_CASES = ("каждый", "каждая", "каждое", "каждую", "каждые", "каждой", "каждого", "каждом", "кажд")

PHRASES = (
    Phrases("every", _CASES),
    Phrases("every-in", tuple(f"{preposition} {word}" for preposition in ("в", "во", "на", "за") for word in _CASES)),
    Phrases("at-least", ("не менее", "не менее , чем", "не реже , чем", "не реже", "минимум", "не менее чем", "не реже чем", "как минимум", "не меньше")),
    Phrases("at-most-times", ("не более", "не чаще , чем", "не более , чем", "не чаще", "не более чем", "максимум", "не чаще чем")),
    Phrases("times", ("раз", "раза", "разов", "р")),
    Phrases("per", ("в", "за", "на", "в каждый", "в каждую", "в каждое", "в учебный", "в течение", "каждый", "каждую",
                    "каждое", "в учебную", "в календарный", "в один", "/", "в каждые", "каждые", "в уч")),
    Phrases("any-term-acc", ("четверть , триместр или полугодие", "четверть ( триместр )", "триместр ( четверть )",
                             "четверть / триместр", "триместр / четверть", "четверть ( полугодие )")),
    Phrases("since", (", начиная с", "начиная с")),
    Phrases("daily", ("повседневно", "каждодневно", "ежеурочно")),
)  # fmt: skip


class OpenWeekday(str):
    """A weekday by itself: of every week beside «еженедельно», else of none that is known."""

    __slots__ = ()


def _range_of(least: Token, most: Token) -> Often | None:
    one, two = least.number, most.number
    return Often(times=two, least=one) if 0 < one < two else None


def _every_numbers(numbers: tuple[int, ...]) -> On:
    return On(several_nth(numbers, "day", Each("month")))


FORMS: tuple[Form, ...] = (
    Form("Item", "ежемесячно", "{adverb}", _on_each),
    Form("Item", "каждый месяц", "<every> {unit:any}", _on_each),
    Form("Item", "в каждом месяце", "<every-in> {unit:any}", _on_each),
    Form("Item", "каждые 2 недели", "(каждые|каждых) {Count} {unit:counted}", lambda count, unit: _on_each(unit, count)),
    Form("Item", "каждый рабочий день", "<every> <working> {unit:day}", lambda _: On(Each("working-day"))),
    Form("Item", "по рабочим дням", "(по|в) (рабочим|рабочие|будним|будние|будни) {unit:day}", lambda _: On(Each("working-day"))),
    Form("Item", "через день", "(через) (день)", lambda: On(Each("day", 2))),
    Form("Item", "через каждые 2 недели", "через каждые {Count} {unit:counted}", lambda count, unit: _on_each(unit, count)),
    Form("Item", "по кварталам", "(по) {unit:dative}", _on_each),
    Form("Item", "каждую четверть, триместр или полугодие", "каждую четверть , триместр или полугодие", lambda: On(Each("term"))),
    Form("TimesOnly", "2 раза в год", "{Count} <times>", lambda count: Often(times=count)),
    Form("TimesOnly", "раз в год", "(раз)", lambda: Often(times=1)),
    Form("TimesOnly", "однократно в год", "(однократно|единожды)", lambda: Often(times=1)),
    Form("TimesOnly", "дважды в год", "(дважды)", lambda: Often(times=2)),
    Form("TimesOnly", "трижды в год", "(трижды)", lambda: Often(times=3)),
    Form("TimesOnly", "1–2 раза в месяц", "{num} - {num} <times>", _range_of),
    Form("TimesOnly", "один-два раза в месяц", "{number} - {number} <times>", _range_of),
    Form("TimesBound", "2 раза в год", "{TimesOnly}", lambda often: often),
    Form("TimesBound", "не менее 2 раз в год", "<at-least> {TimesOnly}", _bounded("at-least")),
    Form("TimesBound", "не более 2 раз в год", "<at-most-times> {TimesOnly}", _bounded("at-most")),
    Form("Cycle", "1 раз в месяц", "{unit:any}", _each),
    Form("Cycle", "2 раза в рабочий день", "<working> {unit:day}", lambda _: Each("working-day")),
    Form("Cycle", "1 раз в 2 недели", "{Count} {unit:counted}", lambda count, unit: _each(unit, count)),
    Form("Cycle", "1 раз в 10 календарных дней", "{Count} <calendar> {unit:any}", lambda count, unit: _each(unit, count)),
    Form("Cycle", "3 раза в течение учебного года", "<school-year>", lambda: Each("year")),
    Form("Cycle", "3 раза в течение календарного года", "(календарного|календарном|отчетного) <year>", lambda: Each("year")),
    Form("Cycle", "1 раз в полгода", "(полгода|полугода)", lambda: Each("month", 6)),
    Form("Cycle", "1 раз в четверть (триместр)", "<any-term-acc>", lambda: Each("term")),
    Form("Item", "2 раза в год", "{TimesBound} <per> {Cycle}", _times),
    Form("Item", "не менее 2 раз в четверть", "{TimesBound} <per> {Cycle}", _times),
    Form("Item", "2 раза в октябре", "{TimesBound} (в|во|за) {PlaceIn}", _in_window),
    Form("Item", "2 раза в течение октября", "{TimesBound} <during> {PlaceIn}", _in_window),
    Form("Item", "1 раз в октябре и мае", "{TimesBound} (в|во|за) {MonthIn} <and> {MonthIn}", lambda often, one, two: _in_windows(often, (one, two))),
    Form("Item", "1 раз в I и III четверти", "{TimesBound} (в|во|за) {Terms}", _in_windows),
    Form("MonthIn", "1 раз в октябре и мае", "{Month}", lambda month: month),
    Form("Item", "по одному разу в четверть", "(по) {Count} разу <per> {Cycle}", lambda count, each: _times(Often(times=count), each)),
    Form("Item", "по 2 раза в каждом полугодии", "(по) {TimesBound} (в) (каждом|каждой|каждую|каждый|каждое) {unit:any}", lambda often, unit: (each := _each(unit)) and _times(often, each)),
    Form("Item", "ежемесячно 2 раза", "{TimesBound}", lambda often: often),
    Form("Item", "1 раз в 5 лет, начиная с 2026 года", "{TimesBound} <per> {Cycle} <since> {Year}", lambda often, each, year: _since(_times(often, each), year)),
    Form("Item", "каждые 2 года, начиная с 2027 года", "(каждые) {Count} {unit:counted} <since> {Year}", lambda count, unit, year: (found := _on_each(unit, count)) and _since(found, year)),
    Form("Item", "по пятницам", "(по) {weekday:plural}", _weekdays),
    Form("Item", "по вторникам и четвергам", "(по) {weekday:plural} <and> {weekday:plural}", _weekdays),
    Form("Item", "по понедельникам, средам и пятницам", "(по) {weekday:plural} <and> {weekday:plural} <and> {weekday:plural}", _weekdays),
    Form("Item", "по рабочим пятницам", "(по) (рабочим) {weekday:plural}", _working_weekdays),
    Form("Item", "по рабочим вторникам и четвергам", "(по) (рабочим) {weekday:plural} <and> {weekday:plural}", _working_weekdays),
    Form("Item", "по рабочим понедельникам, средам и пятницам", "(по) (рабочим) {weekday:plural} <and> {weekday:plural} <and> {weekday:plural}", _working_weekdays),
    Form("Item", "по будням", "(по|в) (будням|будни)", lambda: On(Each("working-day"))),
    Form("Item", "вторник, четверг", "{weekday} <and> {weekday}", _weekdays),
    Form("Item", "понедельник, среда, пятница", "{weekday} <and> {weekday} <and> {weekday}", _weekdays),
    Form("Item", "каждую пятницу", "<every> {weekday}", _weekdays),
    Form("Item", "каждую рабочую пятницу", "<every> <working> {weekday}", _working_weekdays),
    Form("Item", "каждый вторник и четверг", "<every> {weekday} <and> {weekday}", _weekdays),
    Form("Item", "с понедельника по пятницу", "с {weekday} по {weekday}", _run),
    Form("Item", "понедельник – пятница", "{weekday} - {weekday}", _run),
    Form("Item", "каждую пятницу ноября", "<every> {weekday} {Of}", _each_weekday_of),
    Form("Item", "каждую пятницу в ноябре", "<every> {weekday} (в) {Month}", _each_weekday_of),
    Form("Item", "каждый второй понедельник месяца", "<every> {NthPlace}", _each_place),
    Form("Item", "в каждую последнюю пятницу месяца", "<every-in> {NthPlace}", _each_place),
    Form("Item", "каждое 25 число", "<every> {numeral} <date-noun>", lambda number: On(Nth(number.number, "day", Each("month"))) if 0 < number.number <= 31 else None),
    Form("Item", "каждое 1 и 15 число", "<every> {Numerals} <date-noun>", _every_numbers),
    Form("Item", "по 5 числам каждого месяца", "(по) {numeral} (числам)", lambda number: On(Nth(number.number, "day", Each("month"))) if 0 < number.number <= 31 else None),
    Form("Item", "по 5 числам каждого месяца", "(по) {NthPlace}", lambda place: On(place) if place.repeats and isinstance(place, Nth) and place.unit == "day" else None),
    Form("Item", "после каждой четверти", "(после) {EachOf}", After),
    Form("Item", "каждые каникулы", "<every> {breaks}", lambda _: On(Break())),
    Form("Open", "3 неделя", "{numeral} {unit:inner}", lambda number, unit: _open(number, unit.value) if agrees(number, unit) else None),
    Form("Open", "1-2 неделя", "{Run} {unit:inner}", lambda run, unit: On(Nth(run[0], unit.value, OPEN, run[-1]))),
    Form("Open", "1, 3 неделя", "{Numerals} {unit:inner}", lambda numbers, unit: On(several_nth(numbers, unit, OPEN))),
    Form("Open", "первая и третья пятница", "{Numerals} {weekday}", lambda numbers, day: On(several_nth(numbers, day, OPEN))),
    Form("Open", "вторая половина", "{numeral} {half}", lambda number, _: On(Part("half-1" if number.number == 1 else "half-2", OPEN)) if number.number in (1, 2) else None),
    Form("Open", "последняя пятница", "{numeral} {weekday}", lambda number, day: _open(number, _weekday(day))),
    Form("Open", "последний рабочий день", "{numeral} <working> {unit:day}", lambda number, _: _open(number, "working-day")),
    Form("Open", "последний день", "{numeral} {unit:day}", lambda number, unit: _open(number, "day") if agrees(number, unit) else None),
    Form("Open", "каждая третья неделя", "<every> {numeral} {unit:inner}", lambda number, unit: _open(number, unit.value)),
    Form("Item", "октябрь, 3 неделя", "{Open}", lambda rule: rule),
    Form("Item", "в последнюю пятницу", "<in> {Open}", lambda rule: rule),
    Form("Item", "еженедельно в понедельник", "<in> {weekday}", lambda day: OpenWeekday(_weekday(day))),
    Form("Item", "в понедельник", "{weekday}", lambda day: OpenWeekday(_weekday(day))),
)  # fmt: skip
