"""How relations are said: at a place, by it, from it, after it. Their fillers serve `counting` too."""

from __future__ import annotations

from dataclasses import replace

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import Day, DayOfWeek
from roadmap_engine.deadlines.events import STANDARD_EVENTS
from roadmap_engine.deadlines.forms import Form, Phrases, Refusal
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.nth import OPEN, Nth, is_month_like
from roadmap_engine.deadlines.nth_forms import month_list
from roadmap_engine.deadlines.parts import Edge, Part
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import reach
from roadmap_engine.deadlines.rule import After, By, From, Many, On, Placed
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.spans import Through
from roadmap_engine.deadlines.terms import Break
from roadmap_engine.deadlines.years import AcademicYear, NextYear, PlanYear
from roadmap_engine.russian.cases import Case

__all__ = ["FORMS", "PHRASES", "end_of"]


def _several(places: tuple[Place, ...]) -> Many:
    return Many(tuple(On(place) for place in places))


def _or_both(first: Place, last: Place) -> Refusal:
    """«Октябрь/декабрь» is one of them, each of them, or all between."""
    one, two = (place.say(Case.NOMINATIVE, STANDARD_EVENTS) for place in (first, last))
    return Refusal("RM304", (("better", f"{one}, {two}; {one}–{two}"),))


def on_range(first: Place, last: Place) -> On | Refusal | None:
    """All through a range."""
    through = reach(first, last)
    return through if isinstance(through, Refusal) else On(through) if through else None


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
            return Refusal("RM304", (("better", f"до начала {_of(place)}; до конца {_of(place)}"),))


def _of(place: Place) -> str:
    return place.say(Case.GENITIVE, STANDARD_EVENTS)


def _by_end(place: Place) -> Placed | None:
    """«По май», «до мая включительно»: to its last day."""
    return (
        None
        if isinstance(place, (Through, Happening)) or _is_twofold(place, "end")
        else By(place if place.rank == 0 else end_of(place))
    )


def end_of(place: Place) -> Place:
    """Give the last day of a time, or what has none as it is."""
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
            return After(place if place.rank == 0 else end_of(place))


def _over(place: Place) -> Placed | None:
    """«По окончании четверти», «по итогам учебного года»."""
    return After(place) if isinstance(place, Each) else After(end_of(place))


def _before(place: Place) -> Placed | None:
    """«Перед началом учебного года», «перед осенними каникулами»."""
    if isinstance(place, Break):
        return By(Edge("start", place))
    return By(place) if isinstance(place, (Edge, Happening)) else None


def _day_of(place: Place) -> On | None:
    """«В день проведения процедуры», «в день начала учебного года»."""
    match place:
        case Happening():
            return On(replace(place, day=True))
        case Edge():
            return On(place)
        case _:
            return None


def _at_meeting(event: Happening) -> On | None:
    """«На педагогическом совете», «на заседании ШМО»; «на сайте», «на стенде» are places."""
    return On(replace(event, day=True)) if event.is_meeting else None


def _action(event: Happening) -> Placed | None:
    """«По получении», never «по пожеланию»: only what is done makes «по» a time."""
    return After(event) if event.is_done else None


def _from_event(event: Happening, last: Place) -> Place | None:
    """From an event to a day, or through the last day of a longer time."""
    middle = isinstance(last, Part) and last.part != "end"
    return Through(event, last if last.rank == 0 or middle else end_of(last))


def _to_event(first: Place, event: Happening) -> Place | None:
    """From a day, or from the first day of a longer time, to an event."""
    middle = isinstance(first, Part) and first.part != "start"
    return Through(first if first.rank == 0 or middle else Edge("start", first), event)


def _numbers_of(make: type[On | By], numbers: tuple[int, ...]) -> Placed:
    days = tuple(Nth(number, "day", OPEN) for number in numbers)
    return make(days[0] if len(days) == 1 else Some(days))


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

FORMS: tuple[Form, ...] = (
    Form("Item", "17 января 2021 г.", "{Place}", On),
    Form("Item", "сентябрь", "{MonthBare}", On),
    Form("Item", "в сентябре", "<in> {PlaceIn}", On),
    Form("Item", "в течение II четверти", "<during> {PlaceIn}", On),
    Form("Item", "в период с 1 по 5 сентября", "<period> {PlaceIn}", On),
    Form("Item", "в течение года", "<during> (года|г|год)", lambda: On(PlanYear())),
    Form("Item", "в течение всего года", "(в|за|на) {WholeYear}", On),
    Form("Item", "за год", "(за) (год)", lambda: On(PlanYear()), cost=3),
    Form("Item", "I, III четверть", "{Terms}", _several),
    Form("Range", "с 1 сентября до заполнения мест", "(с|со) {Bound} (до|по) {EventGen}", _to_event),
    Form("Range", "с начала учебного года до заполнения мест", "(с|со) {EdgePlace} (до|по) {EventGen}", _to_event),
    Form("Range", "со дня утверждения до 1 июня", "<after> {EventGen} (до|по) {Bound}", _from_event),
    Form("Range", "с момента издания приказа до получения результатов", "<after> {EventGen} до {EventGen}", Through),
    Form("Range", "с момента издания приказа до конца учебного года", "<after> {EventGen} (до|по) {EdgePlace}", _from_event),
    Form("Item", "в I и III четверти", "<in> {Terms}", _several),
    Form("Item", "в течение I и II полугодия", "<during> {Terms}", _several),
    Form("Item", "осенние и весенние каникулы", "{Breaks}", _several),
    Form("Item", "в осенние и весенние каникулы", "<in> {Breaks}", _several),
    Form("Item", "в период осенних и весенних каникул", "<period> {Breaks}", _several),
    Form("MonthsIn", "в ноябре и феврале", "{Month} <and> {Month}", month_list),
    Form("MonthsIn", "в сентябре, декабре и мае", "{Month} <and> {MonthsIn}", month_list),
    Form("Item", "октябрь/декабрь", "{MonthBare} / {MonthBare}", _or_both),
    Form("Item", "в ноябре и феврале", "(в|во) {MonthsIn}", On),
    Form("Item", "в течение марта-апреля", "<during> {MonthOf} - {MonthOf}", on_range),
    Form("Item", "в течение октября и марта", "<during> {MonthsOf}", On),
    Form("Item", "весь ноябрь", "<whole> {PlaceIn}", On),
    Form("Item", "на весь период обучения", "на (весь|всю|всё|все) (период|время) {EventGen}", On),
    Form("Item", "весь период обучения", "(весь|всю|всё|все) (период|время) {EventGen}", On),
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
    Form("Item", "по итогам проведения процедуры", "(по) (итогам) {EventGen}", After),
    Form("Item", "по результатам ВПР", "(по) (результатам) {EventGen}", lambda event: After(Happening("results-received") if event.event == "procedure" else event)),
    Form("Item", "при завершении четверти", "(при) <over> {Of}", lambda of: On(end_of(of))),
    Form("Item", "по получении результатов", "(по) {EventPrep}", _action),
    Form("Item", "сразу по возвращении детей", "<at-once> (по|при) {EventPrep}", _action),
    Form("Item", "немедленно, при обнаружении", "<at-once> , (по|при) {EventPrep}", _action),
    Form("Item", "при завершении изучения темы", "(при) {EventPrep}", _day_of),
    Form("Item", "в день проведения процедуры", "<day-of> {Point}", _day_of),
    Form("Item", "в период проведения процедуры", "<period> {EventGen}", On),
    Form("Item", "в рамках недели психологии", "(в) (рамках) {EventGen}", On),
    Form("Item", "к 2026-2027 учебному году", "(к) {SchoolYear}", lambda year: By(Edge("start", AcademicYear(year)))),
    Form("Item", "к новому 2026-2027 учебному году", "(к) (новому) {SchoolYear}", lambda year: By(Edge("start", AcademicYear(year)))),
    Form("Item", "к новому учебному году", "(к) (новому) <school-year>", lambda: By(Edge("start", AcademicYear()))),
    Form("Item", "в течение месячника", "<during> {EventGen}", On),
    Form("Item", "в течение всего периода обучения", "<during> (всего|всей) {EventGen}", On),
    Form("Item", "перед Новым годом", "<before> (новым) (годом)", lambda: By(Day(31, 12))),
    Form("Item", "до Нового года", "(до) (нового) (года)", lambda: By(Day(31, 12))),
    Form("Item", "к Новому году", "(к) (новому) (году)", lambda: By(Day(31, 12))),
    Form("Item", "на педагогическом совете", "(на) {EventPrep}", _at_meeting),
    Form("Item", "перед началом учебного года", "<before> {EdgePlace}", _before),
    Form("Item", "перед каждыми каникулами", "<before> (каждыми) {Break}", _before),
    Form("Item", "перед осенними и весенними каникулами", "<before> {Breaks}", lambda breaks: Many(tuple(By(Edge("start", each)) for each in breaks))),
    Form("Item", "перед осенними каникулами", "<before> {Break}", _before),
    Form("Item", "перед составлением отчёта", "<before> {EventIns}", _before),
    Form("Item", "к началу процедуры", "(к|ко) {EventDat}", by),
    Form("Point", "до 17 января", "{PlaceIn}", lambda place: place),
    Form("Point", "до конца учебного года", "{EdgePlace}", lambda place: place),
    Form("Point", "до начала процедуры", "{EventGen}", lambda event: event),
    Form("Item", "5, 10 и 15 числа", "{Numerals} <date-noun>", lambda numbers: _numbers_of(On, numbers)),
    Form("Item", "до 5 и 20 числа", "<by> {Numerals} <date-noun>", lambda numbers: _numbers_of(By, numbers)),
    Form("Item", "до 5 и до 20 числа", "<by> {numeral} и <by> {numeral} <date-noun>", lambda one, two: _numbers_of(By, (one.number, two.number))),
    Form("Item", "до 25 числа", "<by> {numeral} <date-noun>", lambda number: By(Nth(number.number, "day", OPEN)) if 0 < number.number <= 31 else None),
    Form("Item", "май (после 20 числа)", "(после) {numeral} <date-noun>", lambda number: After(Nth(number.number, "day", OPEN)) if 0 < number.number <= 31 else None),
    Form("Inside", "сентябрь (до 15)", "<by> {num}", lambda number: _numbers_of(By, (number.number,))),
    Form("Inside", "май (после 20)", "(после) {num}", lambda number: After(Nth(number.number, "day", OPEN)) if number.number <= 31 else None),
    Form("Inside", "сентябрь (с 15)", "(с) {num}", lambda number: From(Nth(number.number, "day", OPEN)) if number.number <= 31 else None),
    Form("Inside", "сентябрь (15)", "{num}", lambda number: On(Nth(number.number, "day", OPEN)) if number.number <= 31 else None),
    Form("Inside", "сентябрь (1-15)", "{Run}", lambda numbers: On(Nth(numbers[0], "day", OPEN, numbers[-1])) if numbers[-1] <= 31 else None),
    Form("Inside", "сентябрь (5, 20)", "{Numerals}", lambda numbers: _numbers_of(On, numbers)),
    Form("Item", "25 числа", "{numeral} <date-noun>", lambda number: On(Nth(number.number, "day", OPEN)) if 0 < number.number <= 31 else None),
    Form("Item", "на 1 число ежемесячно", "(на) {numeral} <date-noun>", lambda number: On(Nth(number.number, "day", OPEN)) if 0 < number.number <= 31 else None),
    Form("Item", "с 1 по 5 число", "{Run} <date-noun>", lambda numbers: On(Nth(numbers[0], "day", OPEN, numbers[-1]))),
)  # fmt: skip
