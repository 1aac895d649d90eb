"""How a unit in a container is said, and the parts and edges of one: «последний рабочий день квартала»."""

from __future__ import annotations

from typing import Any

from roadmap_engine.deadlines.cycles import Each, Next
from roadmap_engine.deadlines.day import WEEKDAY_NAMES
from roadmap_engine.deadlines.forms import Form, Phrases, Refusal, same
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.months import Month
from roadmap_engine.deadlines.nth import Nth, is_month_like
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import with_year
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import base_month
from roadmap_engine.deadlines.terms import Break, Term
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.years import AcademicYear

MONTHS_IN_YEAR = 12
_AFTER_IN = frozenset({"неделе", "декаде", "неделю", "декаду", "день", "дню", "месяце"})
_SCHOOLS_OWN = (Term, Break, AcademicYear)

__all__ = ["FORMS", "PHRASES", "agrees", "month_list", "several_nth"]


def agrees(number: Token, noun: Token) -> bool:
    """Tell whether an ordinal in words agrees with its noun: «вторая неделя», never «вторая август»."""
    if not any(letter.islower() for letter in noun.cases):
        # «Последние дни октября» are some days, nobody knows how many.
        return False
    if number.kind == "num" and not number.ordinal and "n" not in noun.cases and noun.text not in _AFTER_IN:
        # «3 дня», «3 недели» are lengths; «3 неделя», «3-я неделя» and «на 3 неделе» are places.
        return False
    if not number.places:
        return True
    wanted = {f"{noun.gender}{letter}" for letter in noun.cases if letter.islower()}
    plural = {f"p{letter.lower()}" for letter in noun.cases if letter.isupper()}
    return bool(number.places & (wanted | plural))


def _named(noun: Token | str) -> Any:
    """Give the unit a noun names: «пятница», «неделя»; one that is told already is itself."""
    if isinstance(noun, str):
        return noun
    return WEEKDAY_NAMES[noun.number] if noun.kind == "weekday" else noun.value


def _unit(number: Token, noun: Token, of: Place, unit: str = "", *, working: bool = False) -> Place | None:
    """«Вторая неделя октября», «последний рабочий день месяца», «первая рабочая среда мая»."""
    if not agrees(number, noun):
        return None
    unit = unit or _named(noun)
    # A month has three decades: the last is the third, and there is one way to say it.
    value = 3 if unit == "decade" and number.number == -1 else number.number
    return Nth(value, unit, of, working=working or None)  # type: ignore[arg-type]


def _day(number: Token, noun: Token, of: Place) -> Place | None:
    """«Последний день месяца», «первый день четверти»: by number in a month, the edge of anything else."""
    if not agrees(number, noun):
        return None
    value = number.number
    if not is_month_like(of) and value in (1, -1):
        return Edge("start" if value == 1 else "end", of)
    return Nth(value, "day", of) if value <= 31 else None


def _weekday_of(noun: Token, of: Place) -> Place | None:
    """«Понедельник первой недели октября»: the weekday of one week."""
    fits = isinstance(of, Nth) and of.unit == "week" and of.through is None
    return Nth(1, WEEKDAY_NAMES[noun.number], of) if fits else None


def _run(numbers: tuple[int, ...], noun: Token | str, of: Place) -> Place:
    """«1–2 неделя октября», «с 1 по 5 число каждого месяца»."""
    return Nth(numbers[0], _named(noun), of, numbers[-1])


def _weekday_run(first: Token, last: Token, noun: Token, of: Place, *, working: bool = False) -> Place:
    """«С первой по вторую пятницу»: a window; «1–2 пятницы» may as well be two days."""
    return Nth(first.number, _named(noun), of, last.number, working or None)


def several_nth(numbers: tuple[int, ...], noun: Token | str, of: Place) -> Some:
    """«1 и 3 неделя октября», «первый и третий вторник месяца»: each by itself."""
    return Some(tuple(Nth(number, _named(noun), of) for number in numbers))


def _count(number: Token, count: int, noun: Token | str, of: Place, *, working: bool = False) -> Place | None:
    """«Первые две недели сентября», «последние 3 дня мая», «последние две пятницы мая»."""
    value, unit = number.number, _named(noun)
    if count < 2 or value not in (1, -1):
        return None
    if unit in WEEKDAY_NAMES:
        return Nth(-count, unit, of, -1, working or None) if value == -1 else None
    if unit not in ("day", "working-day", "school-day", "week", "month"):
        return None
    return Nth(1, unit, of, count) if value == 1 else Nth(-count, unit, of, -1)


def _date(number: Token, of: Place) -> Place | None:
    value = number.number
    return Nth(value, "day", of) if 0 < value <= 31 else None


def _part(word: Token, of: Place) -> Place | None:
    """«Начало октября» is a part of a month, «начало четверти» the day it begins."""
    if word.value != "middle" and (of.repeats or isinstance(of, _SCHOOLS_OWN)):
        return Edge(word.value, of)  # type: ignore[arg-type]
    if of.rank >= 5:
        return None
    return Part(word.value, of)  # type: ignore[arg-type]


def _edge_day(word: Token, of: Place) -> Place | None:
    """After «до», «с», «после»: the day something begins or ends; the middle is its part."""
    return _part(word, of) if word.value == "middle" else Edge(word.value, of)  # type: ignore[arg-type]


def _half(number: Token, of: Place) -> Place | None:
    value = number.number
    return Part("half-1" if value == 1 else "half-2", of) if value in (1, 2) else None


def month_list(first: Place, rest: Place) -> Place | None:
    """«Февраля и мая»: a list of months that a unit is counted in, each by itself."""
    places = rest.places if isinstance(rest, Some) else (rest,)
    after = base_month(places[0])
    own = base_month(first)
    if own is None or after is None:
        return None
    if own[1] is None and after[1] is not None:
        first = with_year(first, after[1] - (own[0] > after[0]))
    return Some((first, *places))


def _month_run(first: Place, last: Place) -> Place | None:
    """«Вторая декада сентября–ноября»: of each of the months."""
    if not isinstance(first, Month) or not isinstance(last, Month) or first.year or last.year:
        return None
    count = (last.month - first.month) % MONTHS_IN_YEAR
    months = (Month((first.month - 1 + ahead) % MONTHS_IN_YEAR + 1) for ahead in range(count + 1))
    return Some(tuple(months)) if count else None


def _term_list(first: Place | tuple[Place, ...], rest: Place | None = None) -> Place | None:
    """«I и III четверти»: a list of terms that something is the end of, each by itself."""
    places = (
        first if isinstance(first, tuple) else (first, *(rest.places if isinstance(rest, Some) else (rest,)))
    )
    return Some(places)


def _first_after(number: Token, unit: str, place: Place) -> Place | None:
    """«Первый рабочий день после каникул» is counted from their end."""
    value = number.number
    of = Edge("end", place) if isinstance(place, Break) else place
    if number.kind == "num" and not number.ordinal:
        # «10 дней после 1 сентября» is a length, «10-й день после» a day.
        return None
    if value < 1 or not (isinstance(of, Happening) or of.rank == 0):
        return None
    return Shift(Length(value, unit), "after", of, True if unit == "week" else None)  # type: ignore[arg-type]


def _last_before(number: Token, unit: str, place: Break) -> Place | None:
    """«Последняя неделя перед каникулами»."""
    if number.value != -1:
        return None
    return Shift(Length(1, unit), "before", Edge("start", place), True if unit == "week" else None)  # type: ignore[arg-type]


PHRASES: tuple[Phrases, ...] = (
    Phrases("each", ("каждого", "каждой", "всякого", "любого", "отчетного", "отчетной", "каждых")),
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
    Form("EachOf", "до конца текущей четверти", "(текущего|текущей) {unit:each}", lambda unit: Each(unit.value) if unit.value != "year" else None),
    Form("EachOf", "по итогам учебных четвертей", "<of-school> {unit:genitive}", lambda unit: Each(unit.value)),
    Form("EachOf", "по итогам каждой учебной четверти", "<each> <of-school> {unit:genitive}", lambda unit: Each(unit.value)),
    Form("EachOf", "в конце четверти, триместра, полугодия", "<any-term>", lambda: Each("term")),
    Form("EachOf", "в конце каждой четверти, триместра, полугодия", "<each> <any-term>", lambda: Each("term")),
    Form("Following", "до 10 числа месяца, следующего за отчетным кварталом", "{unit:genitive} <following> <reported> {unit:any}", lambda unit, each: Next(unit.value, Each(each.value))),
    Form("Following", "до 15 числа месяца, следующего за кварталом", "{unit:genitive} <following> {unit:instrumental}", lambda unit, each: Next(unit.value, Each(each.value))),
    Form("Following", "до 5 числа месяца, следующего за отчетным", "{unit:genitive} <following> <reported>", lambda unit: Next(unit.value, Each("month"))),
    Form("Following", "до 5 числа месяца, следующего за отчетным периодом", "{unit:genitive} <following> <reported> (периодом)", lambda unit: Next(unit.value, Each("month"))),
    Form("Following", "до 5 числа следующего за отчетным месяца", "следующего за <reported> {unit:genitive}", lambda unit: Next(unit.value, Each("month"))),
    Form("Following", "до 5 числа следующего месяца", "(следующего|последующего) {unit:genitive}", lambda unit: Next(unit.value, Each("month"))),
    Form("Of", "первая неделя октября", "{MonthOf}", same),
    Form("MonthsOf", "последняя суббота февраля и мая", "{MonthOf} <and> {MonthOf}", month_list),
    Form("MonthsOf", "последняя суббота февраля, марта и мая", "{MonthOf} <and> {MonthsOf}", month_list),
    Form("Of", "вторая декада сентября-ноября", "{MonthOf} - {MonthOf}", _month_run),
    Form("TermsOf", "в конце I четверти, III четверти", "{Term} <and> {Term}", _term_list),
    Form("TermsOf", "в конце I четверти, II четверти, III четверти", "{Term} <and> {TermsOf}", _term_list),
    Form("TermsOf", "в конце I и III четверти", "{Terms}", _term_list),
    Form("Of", "последняя суббота февраля и мая", "{MonthsOf}", same),
    Form("Of", "в конце I и III четверти", "{TermsOf}", same),
    Form("Of", "первая неделя зимы", "{Season}", same),
    Form("Of", "последняя неделя I четверти", "{Term}", same),
    Form("Of", "последний день осенних каникул", "{Break}", same),
    Form("Of", "последний день учебного года", "{AcademicYear}", same),
    Form("Of", "первый рабочий день 2027 года", "{Years}", same),
    Form("Of", "последний месяц реализации плана", "{PlanTime}", same),
    Form("Of", "последняя неделя четверти", "{EachOf}", same),
    Form("Of", "до 6 рабочего дня месяца, следующего за отчетным", "{Following}", same),
    Form("Of", "последний день первой недели октября", "{NthPlace}", same),
    Form("Of", "первая неделя второй половины октября", "{PartPlace}", same),
    Form("DatedOf", "до 25 числа каждого месяца", "{EachOf}", lambda of: of if is_month_like(of) else None),
    Form("DatedOf", "до 10 числа месяца, следующего за отчетным", "{Following}", same),
    Form("DatedOf", "до 15 числа последнего месяца квартала", "{NthPlace}", lambda of: of if is_month_like(of) else None),
    Form("NthPlace", "вторая неделя октября", "{numeral} {unit:inner} {Of}", _unit),
    Form("NthPlace", "первая учебная неделя сентября", "{numeral} <study> {unit:week} {Of}", _unit),
    Form("NthPlace", "последний рабочий день месяца", "{numeral} <working> {unit:day} {Of}", lambda number, noun, of: _unit(number, noun, of, "working-day")),
    Form("NthPlace", "не позднее 3 рабочего дня каждого месяца", "{numeral} рабочего {unit:day} {Of}", lambda number, _, of: Nth(number.number, "working-day", of)),
    Form("NthPlace", "последний учебный день четверти", "{numeral} <lesson> {unit:day} {Of}", lambda number, noun, of: _unit(number, noun, of, "school-day")),
    Form("NthPlace", "последний день месяца", "{numeral} {unit:day} {Of}", _day),
    Form("NthPlace", "последняя пятница мая", "{numeral} {weekday} {Of}", _unit),
    Form("NthPlace", "первая рабочая среда мая", "{numeral} <working> {weekday} {Of}", lambda number, day, of: _unit(number, day, of, working=True)),
    Form("NthPlace", "первый и третий вторник месяца", "{Numerals} {weekday} {Of}", several_nth),
    Form("NthPlace", "первый рабочий день после каникул", "{numeral} <working> {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "working-day", place)),
    Form("NthPlace", "первый учебный день после каникул", "{numeral} <lesson> {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "school-day", place)),
    Form("NthPlace", "первый день после каникул", "{numeral} {unit:day} после {AfterWhat}", lambda number, _, place: _first_after(number, "day", place)),
    Form("NthPlace", "первая неделя после каникул", "{numeral} {unit:week} после {AfterWhat}", lambda number, _, place: _first_after(number, "week", place)),
    Form("NthPlace", "последняя неделя перед каникулами", "{numeral} {unit:week} перед {Break}", lambda number, _, place: _last_before(number, "week", place)),
    Form("NthPlace", "последний день перед каникулами", "{numeral} {unit:day} перед {Break}", lambda number, _, place: _last_before(number, "day", place)),
    Form("NthPlace", "последний рабочий день перед каникулами", "{numeral} <working> {unit:day} перед {Break}", lambda number, _, place: _last_before(number, "working-day", place)),
    Form("AfterWhat", "первый рабочий день после каникул", "{Break}", same),
    Form("AfterWhat", "первый рабочий день после окончания четверти", "{EdgePlace}", same),
    Form("AfterWhat", "первый рабочий день после 1 сентября", "{Day}", same),
    Form("NthPlace", "понедельник первой недели октября", "{weekday} {NthPlace}", _weekday_of),
    Form("NthPlace", "1-2 неделя октября", "{Run} {unit:inner} {Of}", _run),
    Form("NthPlace", "1-3 дни октября", "{Run} {unit:day} {Of}", _run),
    Form("NthPlace", "1-3 рабочие дни октября", "{Run} <working> {unit:day} {Of}", lambda run, _, of: _run(run, "working-day", of)),
    Form("NthPlace", "1-3 учебные дни октября", "{Run} <lesson> {unit:day} {Of}", lambda run, _, of: _run(run, "school-day", of)),
    Form("NthPlace", "с первой по вторую пятницу октября", "с {numeral} по {numeral} {weekday} {Of}", _weekday_run),
    Form("NthPlace", "с первой по вторую рабочую пятницу октября", "с {numeral} по {numeral} <working> {weekday} {Of}", lambda first, last, day, of: _weekday_run(first, last, day, of, working=True)),
    Form("NthPlace", "1 и 3 неделя октября", "{Numerals} {unit:inner} {Of}", several_nth),
    Form("NthPlace", "первые две недели сентября", "{numeral} {Count} {unit:length} {Of}", _count),
    Form("NthPlace", "первые три рабочих дня месяца", "{numeral} {Count} <working> {unit:day} {Of}", lambda n, count, _, of: _count(n, count, "working-day", of)),
    Form("NthPlace", "последние две пятницы мая", "{numeral} {Count} {weekday} {Of}", _count),
    Form("NthPlace", "последние две рабочие пятницы мая", "{numeral} {Count} <working> {weekday} {Of}", lambda n, count, day, of: _count(n, count, day, of, working=True)),
    Form("NthPlace", "до 25 числа каждого месяца", "{numeral} <date-noun> {DatedOf}", _date),
    Form("NthPlace", "1 и 15 числа каждого месяца", "{Numerals} <date-noun> {DatedOf}", lambda numbers, of: several_nth(numbers, "day", of)),
    Form("NthPlace", "с 1 по 5 число каждого месяца", "{Run} <date-noun> {DatedOf}", lambda run, of: _run(run, "day", of)),
    Form("PartPlace", "начало октября", "{edge} {Of}", _part),
    Form("PartPlace", "первая половина октября", "{numeral} {half} {Of}", lambda number, _, of: _half(number, of)),
    Form("PartPlace", "2 пол. февраля", "{numeral} (пол) {MonthOf}", _half),
    Form("PartPlace", "до конца года", "{edge} (года|г)", lambda _: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
    Form("EdgePlace", "до конца учебного года", "{edge} {Of}", _edge_day),
    Form("EdgePlace", "до конца 1 декады сентября", "{edge} {numeral} {unit:inner} {Of}", lambda edge, number, unit, of: _edge_day(edge, Nth(number.number, unit.value, of))),
    Form("EdgePlace", "до окончания учебного года", "<over> {Of}", lambda of: Edge("end", of)),
    Form("EdgePlace", "до старта учебного года", "<under-way> {Of}", lambda of: Edge("start", of)),
    Form("EdgePlace", "до окончания года", "<over> (года|г)", lambda: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
    Form("EdgePlace", "до конца года", "{edge} (года|г)", lambda _: Refusal("RM304", (("better", "до конца учебного года; до 31 декабря"),))),
)  # fmt: skip
