"""How lengths counted from something are said: «в течение 2 недель после …», «за 3 дня до …», «в 3-дневный срок»."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from roadmap_engine.deadlines.forms import Form, Refusal
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.parts import Edge
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.range_forms import link
from roadmap_engine.deadlines.relating import end_of
from roadmap_engine.deadlines.rule import After, By, From, On
from roadmap_engine.deadlines.several import Some
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.terms import Break
from roadmap_engine.deadlines.values import Length
from roadmap_engine.russian.calendar_words import EDGES

__all__ = ["FORMS"]

_Lengths = tuple[Length | None, Length]


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
        return make(Shift(length, direction, origin, window or None, least)) if origin else None

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
    length = Length(number.number, unit) if 0 < number.number < 100 else None  # type: ignore[arg-type]
    return _counted(On, "after")((None, length), place) if length else None


def _lonely(better: str) -> Callable[..., Refusal]:
    return lambda *_: Refusal("RM305", (("better", better),))


def _two_days(first: Place, second: Place) -> Place | None:
    linked = link(first, second)
    return Some(linked) if isinstance(linked, tuple) else None


HOURS_IN_DAY = 24


def _hours_after(count: int, event: Happening) -> After | None:
    """«В течение 2 часов с момента …»: that very day, with the hours as words; whole days are days."""
    return (
        After(event, remark=f"в течение {count} {'часа' if count == 1 else 'часов'}")
        if count % HOURS_IN_DAY
        else None
    )


_one_day, _one_working = (None, Length(1, "day")), (None, Length(1, "working-day"))
_within, _exactly_after, _by_after, _not_before = (
    _counted(On, "after", window=True), _counted(On, "after"), _counted(By, "after"), _counted(From, "after"),
)  # fmt: skip
_ahead, _by_ahead, _window_ahead = (
    _counted(On, "before"),
    _counted(By, "before"),
    _counted(On, "before", window=True),
)

FORMS: tuple[Form, ...] = (
    Form("Item", "накануне проведения процедуры", "<eve> {Origin}", lambda origin: _ahead(_one_day, origin)),
    Form("Item", "накануне", "<eve>", _lonely("{words} проведения процедуры")),
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
    Form("Item", "в течение 2 часов с момента получения сообщения", "<during> {Count} {unit:hour} <after> {EventGen}", lambda count, _, event: _hours_after(count, event)),
    Form("Item", "в течение часа после происшествия", "<during> (часа) <after> {EventGen}", lambda event: _hours_after(1, event)),
    Form("Item", "за 15 минут до начала совещания", "за {Count} {unit:minute} до {EventGen}", lambda count, unit, event: By(event, remark=f"за {count} {unit.text}")),
    Form("Item", "за 2 часа до начала совещания", "за {Count} {unit:hour} до {EventGen}", lambda count, unit, event: By(event, remark=f"за {count} {unit.text}") if count < HOURS_IN_DAY else None),
    Form("EdgeEvent", "не позднее 2 недель с начала работы комиссии", "{edge} {EventGen}", lambda edge, event: Happening(words=f"{EDGES[str(edge.value)].singular[1]} {event.words}") if event.words else None),
    Form("Item", "не позднее 2 недель с начала работы комиссии", "<no-later> {Lengths} (с|со|от) {EdgeEvent}", _by_after),
    Form("Item", "в течение 2 недель с начала работы комиссии", "<during> {Lengths} (с|со|от) {EdgeEvent}", _within),
    Form("OriginPrep", "в течение 3 дней по окончании четверти", "<over> {Of}", end_of),
    Form("OriginPrep", "в течение 3 дней по возвращении", "{EventPrep}", lambda event: event if event.is_done else None),
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
    Form("Item", "в течение 10 дней", "<during> {Lengths}", _lonely("{words} после получения результатов")),
    Form("Item", "в течение квартала", "<during> {unit:any}", _lonely("{words} после получения результатов")),
    Form("Item", "через неделю", "(через|спустя) {Lengths}", _lonely("{words} после получения результатов")),
    Form("Item", "за 3 дня", "(за) {Lengths}", _lonely("{words} до начала процедуры")),
    Form("Item", "не позднее двух дней", "<no-later> {Lengths}", _lonely("{words} после получения результатов")),
    Form("Item", "в 3-дневный срок", "(в) {SetTerm}", _lonely("{words} после получения результатов")),
)  # fmt: skip
