"""How relations are said: at a place, by it, from it, after it, and counted from it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.forms import Form, Phrases, Refusal
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import Nth, is_month_like
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.place_forms import OPEN, link
from roadmap_engine.deadlines.rule import After, By, From, Many, On, Placed
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.spans import Some, Through
from roadmap_engine.deadlines.terms import Break
from roadmap_engine.deadlines.values import Length
from roadmap_engine.deadlines.years import AcademicYear, NextYear, PlanYear

__all__ = ["FORMS", "PHRASES"]

_Lengths = tuple[Length | None, Length]


def on(place: Place) -> On | None:
    """Make the rule of a place by itself."""
    return None if isinstance(place, Refusal) else On(place)


def _several(places: tuple[Place, ...]) -> Many:
    return Many(tuple(On(place) for place in places))


def _by_several(places: tuple[Place, ...]) -> Many:
    return Many(tuple(By(place) for place in places))


def by(place: Place) -> Placed | Refusal | None:
    """«До» a day is by it, «до» a break is before it; before a month it may include it or not."""
    match place:
        case Day() | DayOfWeek() | NextYear() | Happening() | Edge():
            return By(place)
        case Nth() if place.rank == 0:
            return By(place) if place.through is None else None
        case Some() if place.rank == 0:
            return By(place)
        case Part() if place.part == "middle":
            return By(place)
        case Break():
            return By(Edge("start", place))
        case Through():
            return None
        case _:
            return Refusal("RM304", (("better", "до начала …; до конца …"),))


def _by_end(place: Place) -> Placed | None:
    """«По май», «до мая включительно»: to its last day."""
    return None if isinstance(place, (Through, Happening)) or _is_twofold(place, "end") else By(place if place.rank == 0 else _end(place))


def _end(place: Place) -> Place:
    try:
        return Edge("end", place)
    except ValueError:
        return place


def _is_twofold(place: Place, edge: str) -> bool:
    """Tell whether an edge of a month and a part of it are both read here, and this is the one to leave."""
    if isinstance(place, Part):
        return place.part == edge
    return isinstance(place, Edge) and place.edge != edge and is_month_like(place.of)


def _since(place: Place) -> Placed | None:
    """«С сентября» is from its first day, «с конца апреля» from the first day of that part."""
    if isinstance(place, Through) or _is_twofold(place, "start"):
        return None
    if isinstance(place, Happening):
        return After(place)
    return From(place if place.rank == 0 or isinstance(place, Part) else Edge("start", place))


def after(place: Place) -> Placed | None:
    """«После осенних каникул» is after they end, «по итогам четверти» after each."""
    match place:
        case Each() | Happening() | Edge():
            return After(place)
        case Through() | Part():
            return None
        case _:
            return After(place if place.rank == 0 else _end(place))


def _over(place: Place) -> Placed | None:
    """«По окончании четверти», «по итогам учебного года»."""
    return After(place) if isinstance(place, Each) else After(_end(place))


def _before(place: Place) -> Placed | None:
    """«Перед началом учебного года», «перед осенними каникулами»."""
    if isinstance(place, Break):
        return By(Edge("start", place))
    return By(place) if isinstance(place, (Edge, Happening)) else None


def _day_of(place: Place) -> On | None:
    """«В день проведения процедуры», «в день начала учебного года»."""
    match place:
        case Happening():
            return On(Happening(place.event, place.words, day=True))
        case Edge():
            return On(place)
        case _:
            return None


def _origin(place: Place) -> Place | None:
    """Give what may be counted from: an event, a day, an edge; of a break its end or start by direction."""
    return place if isinstance(place, Happening) or place.rank == 0 else None


def _counted(make: type[On | By | From], direction: Any, *, window: bool = False) -> Callable[..., Any]:
    """Make the builder of a length counted in a direction."""

    def build(lengths: _Lengths, place: Place) -> Any:
        least, length = lengths
        of = place
        if isinstance(place, Break):
            of = Edge("start" if direction == "before" else "end", place)
        origin = _origin(of)
        if origin is None:
            return None
        try:
            return make(Shift(length, direction, origin, window or None, least))
        except ValueError:
            return None

    return build


def _swapped(build: Callable[..., Any]) -> Callable[..., Any]:
    return lambda place, lengths: build(lengths, place)


def _between_lengths(far: int, near: Length, place: Place) -> Any:
    """«Не ранее чем за 30 и не позднее чем за 10 дней до»: all days between both."""
    return _counted(On, "before")((near, Length(far, near.unit)), place) if far > near.count else None


def _set(make: type[On | By], *, window: bool) -> Callable[..., Any]:
    counted = _counted(make, "after", window=window)
    return lambda length, place: counted((None, length), place)


def _nth_day(number: Any, place: Place, unit: str) -> Any:
    length = Length(int(str(number.value)), unit) if 0 < int(str(number.value)) < 100 else None  # type: ignore[arg-type]  # noqa: PLR2004
    return _counted(On, "after")((None, length), place) if length else None


def _lonely(better: str) -> Callable[..., Refusal]:
    return lambda *_: Refusal("RM305", (("better", better),))


_one_day, _one_working = (None, Length(1, "day")), (None, Length(1, "working-day"))

PHRASES = (
    Phrases("in", ("в", "во", "на", "за", "в сроки", "в срок", "сроком на", "по состоянию на")),
    Phrases("during", ("в течение", "в течении", "в теч", "втечение", "втечении", "на протяжении", "в продолжение",
                       "за время", "в течение всего периода", "в течение периода", "в теченнии", "в теченние", "в течени", "в течение всего времени", "по ходу")),
    Phrases("period", ("в период", "на период", "период", "дни", "за период", "в дни", "во время", "в ходе", "в сроки", "в срок",
                       "в процессе", "на время", "в рамках периода", "в периоды", "в даты", "на срок", "в момент", "в часы")),
    Phrases("by", ("до", "не позднее", "не позже", "в срок до", "в срок не позднее", "сроком до", "к", "ко", "срок до",
                   "срок - до", "не позднее чем до", "вплоть до", "в срок к", "не позднее , чем до", "в срок не позже",
                   "строго до", "не позднее чем", "до момента", "в срок - до", "максимум до", "не позднее даты", "до даты",
                   "сроком не позднее", "крайний срок", "крайний срок -", "в срок , не позднее")),
    Phrases("through", ("по", "в срок по", "до")),
    Phrases("from", ("с", "со", "начиная с", "начиная со", "в период с", "в период со", "не ранее", "не раньше", "не ранее чем с", "от")),
    Phrases("after", ("после", "с момента", "с даты", "со дня", "со времени", "от даты", "с дня", "по истечении",
                      "начиная с даты", "от дня", "от момента", "по прошествии", "с числа", "начиная с момента",
                      "начиная со дня", "исчисляемых со дня", ", исчисляемых со дня", "следующих за днем", ", следующих за днем",
                      "со дня , следующего за днем", "со дня следующего за днем", "с дня , следующего за днем",
                      "с даты , следующей за датой", "следующего за днем", ", следующего за днем", "считая со дня",
                      "с момента его", "после даты", "после дня", "после момента")),
    Phrases("at-once", ("сразу", "сразу же", "непосредственно", "немедленно", "незамедлительно")),
    Phrases("upon", ("по", "при")),
    Phrases("outcome", ("по итогам", "по результатам", "по окончании", "по завершении", "по окончанию",
                        "по завершению", "после окончания", "после завершения", "по истечении", "по истечению")),
    Phrases("no-later", ("не позднее чем", "не позднее , чем", "не позднее", "не позже чем", "не позже", "не более чем",
                         "в срок не позднее", "в срок не позднее чем", "не позже , чем", "в срок не позднее , чем",
                         "в срок до", "до")),
    Phrases("no-less", ("не менее чем", "не менее , чем", "не менее", "минимум", "как минимум", "не меньше чем")),
    Phrases("no-earlier", ("не ранее чем", "не ранее", "не раньше чем", "не раньше", "не ранее , чем", "не раньше , чем")),
    Phrases("at-most", ("не более", "не более чем", "ближайших", "последующих", "первых", "не свыше", "не превышающих")),
    Phrases("in-term", ("в срок", "в срок не более", "в срок , не превышающий", "в срок не превышающий", "в срок не свыше",
                        "в срок , не более", "срок не более", "в сроки не более", "не более", "срок -", "срок", "в срок не более чем",
                        "срок не должен превышать", "не должно превышать", "не должен превышать", "не превышает",
                        "в срок , не превышающий более", "за", "сроком не более", "сроком")),
    Phrases("first-days", ("в первые", "в ближайшие", "в последующие", "первые")),
    Phrases("next-day", ("на следующий", "на другой", "в следующий", "на последующий")),
    Phrases("day-of", ("в день", "в момент", "на момент", "в дату", "на день", "на дату", "день в день с", "днем")),
    Phrases("days-of", ("в дни", "в день")),
    Phrases("before", ("перед",)),
    Phrases("eve", ("накануне", "в канун")),
)  # fmt: skip

_within, _exactly_after, _by_after, _not_before = (
    _counted(On, "after", window=True), _counted(On, "after"), _counted(By, "after"), _counted(From, "after"),
)  # fmt: skip
_ahead, _by_ahead, _window_ahead = _counted(On, "before"), _counted(By, "before"), _counted(On, "before", window=True)

def _until_event(day: Place, event: Happening) -> Place:
    return Through(day, event)


def _from_event(event: Happening, day: Place) -> Place | None:
    return Through(event, day) if day.rank == 0 else None


def _two_days(first: Place, second: Place) -> Place | None:
    linked = link(first, second)
    try:
        return Some(linked) if isinstance(linked, tuple) else None
    except ValueError:
        return None


def _action(event: Happening, make: type[After]) -> Placed | None:
    """«По получении», never «по пожеланию»: only what is done makes «по» a time."""
    return make(event) if _is_done(event) else None


def _is_done(event: Happening) -> bool:
    return event.words is None or event.words.partition(" ")[0].endswith(("ния", "тия"))


def _numbers_of(make: type[On | By], numbers: tuple[int, ...]) -> Placed | None:
    if any(number > 31 for number in numbers):  # noqa: PLR2004 - days of a month
        return None
    return make(Some(tuple(Nth(number, "day", OPEN) for number in numbers)))


FORMS: tuple[Form, ...] = (
    Form("Item", "17 января 2021 г.", "{Place}", on),
    Form("Item", "сентябрь", "{MonthBare}", on),
    Form("Item", "в сентябре", "<in> {PlaceIn}", on),
    Form("Item", "в течение II четверти", "<during> {PlaceIn}", on),
    Form("Item", "в период с 1 по 5 сентября", "<period> {PlaceIn}", on),
    Form("Item", "в течение года", "<during> (года|г|год)", lambda: On(PlanYear())),
    Form("Item", "в течение всего года", "(в|за|на) {WholeYear}", on),
    Form("Item", "за год", "(за) (год)", lambda: On(PlanYear()), cost=3),
    Form("Item", "I, III четверть", "{Terms}", _several),
    Form("Range", "с 1 сентября до заполнения мест", "(с|со) {Date} (до|до момента|по) {EventGen}", _until_event),
    Form("Range", "со дня утверждения до 1 июня", "<after> {EventGen} (до|по) {Date}", _from_event),
    Form("Range", "с момента издания приказа до конца учебного года", "<after> {EventGen} (до|по) {EdgePlace}", _from_event),
    Form("Item", "в I и III четверти", "<in> {Terms}", _several),
    Form("Item", "в течение I и II полугодия", "<during> {Terms}", _several),
    Form("Item", "осенние и весенние каникулы", "{Breaks}", _several),
    Form("Item", "в осенние и весенние каникулы", "<in> {Breaks}", _several),
    Form("Item", "в период осенних и весенних каникул", "<period> {Breaks}", _several),
    Form("Item", "в течение октября и марта", "<during> {MonthsOf}", on),
    Form("Item", "весь период обучения", "(весь|всю|всё|все) (период|время) {EventGen}", lambda event: On(event)),
    Form("Item", "12, 15 и 20 сентября", "{DayList}", _several),
    Form("Item", "до 12, 15 и 20 сентября", "<by> {DayList}", _by_several),
    Form("Item", "до 17 января 2021 г.", "<by> {Point}", by),
    Form("Item", "до 25 мая включительно", "<by> {PlaceIn} включительно", _by_end),
    Form("Item", "по 31 мая", "(по) {Point}", _by_end),
    Form("Item", "по май включительно", "(по) {PlaceIn} включительно", _by_end),
    Form("Item", "с 1 сентября", "<from> {Point}", _since),
    Form("Item", "после 1 сентября", "<after> {Point}", after),
    Form("Item", "сразу после получения результатов", "<at-once> <after> {Point}", after),
    Form("Item", "по итогам четверти", "<outcome> {Of}", _over),
    Form("Item", "по итогам проведения процедуры", "(по) (итогам) {EventGen}", lambda event: After(event)),
    Form("Item", "по результатам ВПР", "(по) (результатам) {EventGen}", lambda event: After(Happening("results-received") if event.event == "procedure" else event)),
    Form("Item", "по окончании учебного года", "(по|при) {EdgePlace}", lambda place: None),
    Form("Item", "при завершении четверти", "(при) <over> {Of}", lambda of: On(_end(of))),
    Form("Item", "по получении результатов", "(по) {EventPrep}", lambda event: _action(event, After)),
    Form("Item", "сразу по возвращении детей", "<at-once> (по|при) {EventPrep}", lambda event: _action(event, After)),
    Form("Item", "немедленно, при обнаружении", "<at-once> , (по|при) {EventPrep}", lambda event: _action(event, After)),
    Form("Item", "при завершении изучения темы", "(при) {EventPrep}", lambda event: _day_of(event)),
    Form("Item", "в день проведения процедуры", "<day-of> {Point}", _day_of),
    Form("Item", "в период проведения процедуры", "<period> {EventGen}", lambda event: On(event)),
    Form("Item", "в рамках недели психологии", "(в) (рамках) {EventGen}", lambda event: On(event)),
    Form("Item", "к 2026-2027 учебному году", "(к) {SchoolYear}", lambda year: By(Edge("start", AcademicYear(year)))),
    Form("Item", "к новому 2026-2027 учебному году", "(к) (новому) {SchoolYear}", lambda year: By(Edge("start", AcademicYear(year)))),
    Form("Item", "к новому учебному году", "(к) (новому) <school-year>", lambda: By(Edge("start", AcademicYear()))),
    Form("Item", "в течение месячника", "<during> {EventGen}", lambda event: On(event)),
    Form("Item", "в течение всего периода обучения", "<during> (всего|всей) {EventGen}", lambda event: On(event)),
    Form("Item", "перед началом учебного года", "<before> {EdgePlace}", _before),
    Form("Item", "перед каждыми каникулами", "<before> (каждыми) {Break}", _before),
    Form("Item", "перед осенними каникулами", "<before> {Break}", _before),
    Form("Item", "перед составлением отчёта", "<before> {EventIns}", _before),
    Form("Item", "к началу процедуры", "(к|ко) {EventDat}", by),
    Form("Item", "накануне проведения процедуры", "<eve> {Origin}", lambda origin: _ahead(_one_day, origin)),
    Form("Item", "накануне", "<eve>", _lonely("накануне проведения процедуры")),
    Form("Point", "до 17 января", "{PlaceIn}", lambda place: place),
    Form("Point", "до конца учебного года", "{EdgePlace}", lambda place: place),
    Form("Point", "до начала процедуры", "{EventGen}", lambda event: event),
    Form("Origin", "через 3 дня после 1 сентября", "{Date}", lambda place: place),
    Form("Origin", "за неделю до 1 октября и 1 марта", "{Date} <and> {Date}", _two_days),
    Form("Origin", "через 3 дня после окончания I четверти", "{EdgePlace}", lambda place: place),
    Form("Origin", "через 3 дня после первой среды мая", "{NthPlace}", _origin),
    Form("Origin", "за неделю до осенних каникул", "{Break}", lambda place: place),
    Form("Origin", "через 3 дня после издания приказа", "{EventGen}", lambda event: event),
    Form("Item", "в течение 2 недель после получения результатов", "<during> {Lengths} <after> {Origin}", _within),
    Form("Item", "в течение не более 5 дней после издания приказа", "<during> <at-most> {Lengths} <after> {Origin}", _within),
    Form("Item", "после получения результатов в течение 2 недель", "<after> {Origin} <during> {Lengths}", _swapped(_within)),
    Form("Item", "после получения результатов, в течение 2 недель", "<after> {Origin} , <during> {Lengths}", _swapped(_within)),
    Form("OriginPrep", "в течение 3 дней по окончании четверти", "<over> {Of}", lambda of: _end(of)),
    Form("OriginPrep", "в течение 3 дней по возвращении", "{EventPrep}", lambda event: event if _is_done(event) else None),
    Form("Item", "в течение 3 дней по окончании проверки", "<during> {Lengths} по {OriginPrep}", _within),
    Form("Item", "через 3 дня по окончании проверки", "(через|спустя) {Lengths} по {OriginPrep}", _exactly_after),
    Form("Item", "не позднее 3 дней по окончании проверки", "<no-later> {Lengths} по {OriginPrep}", _by_after),
    Form("Item", "по истечении 10 дней со дня издания приказа", "(по) (истечении|прошествии|истечению) {Lengths} <after> {Origin}", _not_before),
    Form("Item", "не ранее чем за 30 и не позднее чем за 10 дней до начала процедуры", "<no-earlier> за {Count} и <no-later> за {Length} до {Origin}", _between_lengths),
    Form("Item", "не ранее чем за 30 дней и не позднее чем за 10 дней до начала процедуры", "<no-earlier> за {Length} и <no-later> за {Length} до {Origin}", lambda far, near, place: _between_lengths(far.count, near, place) if far.unit == near.unit else None),
    Form("Item", "в течение недели до начала процедуры", "<during> {Lengths} до {Origin}", _window_ahead),
    Form("Item", "в срок не более 30 календарных дней со дня издания приказа", "<in-term> {Lengths} <after> {Origin}", _within),
    Form("Item", "3 рабочих дня со дня издания приказа", "{Lengths} <after> {Origin}", _within),
    Form("Item", "со дня издания приказа в срок не более 10 дней", "<after> {Origin} <in-term> {Lengths}", _swapped(_within)),
    Form("Item", "через 2 недели после получения результатов", "(через|спустя) {Lengths} <after> {Origin}", _exactly_after),
    Form("Item", "после получения результатов через 2 недели", "<after> {Origin} (через|спустя) {Lengths}", _swapped(_exactly_after)),
    Form("Item", "не позднее чем через 10 дней после издания приказа", "<no-later> через {Lengths} <after> {Origin}", _by_after),
    Form("Item", "не позднее 10 дней после издания приказа", "<no-later> {Lengths} <after> {Origin}", _by_after),
    Form("Item", "после издания приказа не позднее чем через 10 дней", "<after> {Origin} <no-later> через {Lengths}", _swapped(_by_after)),
    Form("Item", "не ранее чем через 10 дней после издания приказа", "<no-earlier> через {Lengths} <after> {Origin}", _not_before),
    Form("Item", "за 2 недели до начала процедуры", "(за) {Lengths} до {Origin}", _ahead),
    Form("Item", "за 2 недели перед началом процедуры", "(за) {Lengths} перед {OriginIns}", _ahead),
    Form("OriginIns", "за 2 недели перед началом учебного года", "{EdgePlace}", lambda place: place),
    Form("OriginIns", "за 2 недели перед проведением процедуры", "{EventIns}", lambda event: event),
    Form("Item", "не позднее чем за 3 дня до начала процедуры", "<no-later> за {Lengths} до {Origin}", _by_ahead),
    Form("Item", "не менее чем за 2 недели до проведения процедуры", "<no-less> за {Lengths} до {Origin}", _by_ahead),
    Form("Item", "не менее 2 недель до проведения процедуры", "<no-less> {Lengths} до {Origin}", _by_ahead),
    Form("Item", "не позднее 5 рабочих дней до даты заседания", "<no-later> {Lengths} до {Origin}", _by_ahead),
    Form("Item", "не ранее чем за 3 дня до начала процедуры", "<no-earlier> за {Lengths} до {Origin}", _window_ahead),
    Form("Item", "в 3-дневный срок после издания приказа", "(в|во) {SetTerm} <after> {Origin}", _set(On, window=True)),
    Form("Item", "в 3-дневный срок после издания приказа", "{SetTerm} <after> {Origin}", _set(On, window=True)),
    Form("Item", "после издания приказа в 3-дневный срок", "<after> {Origin} (в) {SetTerm}", lambda place, length: _set(On, window=True)(length, place)),
    Form("Item", "в первые 5 дней после издания приказа", "<first-days> {Lengths} <after> {Origin}", _within),
    Form("Item", "на 3-й рабочий день после издания приказа", "(на|в) {numeral} <working> {unit:day} <after> {Origin}", lambda n, _, place: _nth_day(n, place, "working-day")),
    Form("Item", "на 3 день после издания приказа", "(на) {numeral} {unit:day} <after> {Origin}", lambda n, _, place: _nth_day(n, place, "day")),
    Form("Item", "на следующий день после издания приказа", "<next-day> {unit:day} <after> {Origin}", lambda _, place: _exactly_after(_one_day, place)),
    Form("Item", "на следующий рабочий день после издания приказа", "<next-day> <working> {unit:day} <after> {Origin}", lambda _, place: _exactly_after(_one_working, place)),
    Form("Item", "не позднее следующего дня после издания приказа", "<no-later> (следующего|одного) {unit:day} <after> {Origin}", lambda _, place: _by_after(_one_day, place)),
    Form("Item", "не позднее следующего рабочего дня после издания приказа", "<no-later> (следующего|одного) <working> {unit:day} <after> {Origin}", lambda _, place: _by_after(_one_working, place)),
    Form("Item", "в течение 10 дней", "<during> {Lengths}", _lonely("в течение 10 дней после получения результатов")),
    Form("Item", "в течение квартала", "<during> {unit:any}", _lonely("в течение 10 дней после получения результатов")),
    Form("Item", "через неделю", "(через|спустя) {Lengths}", _lonely("через неделю после получения результатов")),
    Form("Item", "за 3 дня", "(за) {Lengths}", _lonely("за 3 дня до начала процедуры")),
    Form("Item", "не позднее двух дней", "<no-later> {Lengths}", _lonely("не позднее чем через 2 дня после получения результатов")),
    Form("Item", "в 3-дневный срок", "(в) {SetTerm}", _lonely("в 3-дневный срок после получения результатов")),
    Form("Item", "5, 10 и 15 числа", "{Numerals} <date-noun>", lambda numbers: _numbers_of(On, numbers)),
    Form("Item", "до 5 и 20 числа", "<by> {Numerals} <date-noun>", lambda numbers: _numbers_of(By, numbers)),
    Form("Item", "до 5 и до 20 числа", "<by> {numeral} и <by> {numeral} <date-noun>", lambda one, two: _numbers_of(By, (int(str(one.value)), int(str(two.value))))),
    Form("Item", "до 25 числа", "<by> {numeral} <date-noun>", lambda number: By(Nth(int(str(number.value)), "day", OPEN)) if 0 < int(str(number.value)) <= 31 else None),
    Form("Item", "25 числа", "{numeral} <date-noun>", lambda number: On(Nth(int(str(number.value)), "day", OPEN)) if 0 < int(str(number.value)) <= 31 else None),
    Form("Item", "на 1 число ежемесячно", "(на) {numeral} <date-noun>", lambda number: On(Nth(int(str(number.value)), "day", OPEN)) if 0 < int(str(number.value)) <= 31 else None),
    Form("Item", "с 1 по 5 число", "{Run} <date-noun>", lambda numbers: On(Nth(numbers[0], "day", OPEN, numbers[-1]))),
)  # fmt: skip
