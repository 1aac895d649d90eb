"""What a deadline leaves out: «кроме каникул», «за исключением июля и августа», «кроме выходных дней»."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from roadmap_engine.deadlines.cycles import Each
from roadmap_engine.deadlines.day import WEEKDAY_NAMES
from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.place import Place
from roadmap_engine.deadlines.weekdays import DaysOff, Weekdays

__all__ = ["FORMS", "PHRASES", "Except"]


@dataclass(frozen=True, slots=True)
class Except:
    """The days a rule beside it does not hold."""

    places: tuple[Place, ...]


def _weekdays(*days: Token) -> Weekdays | None:
    names = tuple(WEEKDAY_NAMES[day.number] for day in days)
    return Weekdays(names, Each("week")) if len(set(names)) == len(names) else None


def _one(place: Place) -> tuple[Place, ...]:
    return (place,)


def _more(place: Place, rest: tuple[Place, ...]) -> tuple[Place, ...]:
    return (place, *rest)


def _except(places: tuple[Place, ...]) -> Any:
    return Except(places)


PHRASES = (
    Phrases("except", ("кроме", "за исключением", "исключая", "не считая", "за вычетом")),
    Phrases("days-off", (
        "выходных и праздничных дней", "выходных , праздничных дней", "выходных и нерабочих праздничных дней",
        "выходных дней", "выходных", "праздничных дней", "праздников", "выходных и праздников", "нерабочих дней",
        "нерабочих праздничных дней", "праздничных и выходных дней",
    )),
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("But", "еженедельно, кроме каникул", "{Break}", lambda place: place),
    Form("But", "ежемесячно, кроме июля", "{MonthOf}", lambda place: place),
    Form("But", "ежемесячно, кроме лета", "{Season}", lambda place: place),
    Form("But", "ежемесячно, кроме июля-августа", "{Range}", lambda place: place),
    Form("But", "ежедневно, кроме 31 декабря", "{Date}", lambda place: place),
    Form("But", "ежедневно, кроме воскресенья", "{weekday}", _weekdays),
    Form("But", "ежедневно, кроме субботы и воскресенья", "{weekday} <and> {weekday}", _weekdays),
    Form("But", "ежедневно, кроме выходных дней", "<days-off>", DaysOff),
    Form("Buts", "еженедельно, кроме каникул", "{But}", _one),
    Form("Buts", "ежемесячно, кроме июля и августа", "{But} <and> {Buts}", _more),
    Form("Item", "еженедельно, кроме каникул", "<except> {Buts}", _except),
)  # fmt: skip
