"""Why a measure is due on its day, as chips: what it counts from, how much, what comes of it.

A plan has its reasons as sentences. Only where each of them is of a kind that chips can show are there any;
else the sentences are shown as they are, and nothing is guessed.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from roadmap_engine.calendars import parse_day
from roadmap_engine.portal.citing import cite, fill, number_days
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy

__all__ = ["Chip", "Why", "explain_day"]

_DAY = r"(?P<day>\d{2}\.\d{2}\.\d{4})"
_EVENT = re.compile(rf"(?P<title>[^:]+): {_DAY}")
_COUNTED = re.compile(rf"\+(?P<length>[^→]+) → {_DAY}(?: \[(?P<basis>.+)\])?")
_ABOUT_DAY = re.compile(rf"{_DAY}(?: —| is) (?P<words>[^\[]+?)(?: \[(?P<basis>.+)\])?")
_WEEKDAYS = (
    gettext_lazy("пн"),
    gettext_lazy("вт"),
    gettext_lazy("ср"),
    gettext_lazy("чт"),
    gettext_lazy("пт"),
    gettext_lazy("сб"),
    gettext_lazy("вс"),
)


@dataclass(frozen=True, slots=True)
class Chip:
    """A part of a sum.

    Attributes:
        sign: what stands before it: nothing, «+» or «=».
        result: whether it is what comes of the others.
    """

    caption: str
    words: str
    sign: str = ""
    result: bool = False


@dataclass(frozen=True, slots=True)
class Why:
    """Why a day is this one.

    Attributes:
        notes: what is said of it beside the sum, in sentences; the norms it rests on among them.
    """

    chips: tuple[Chip, ...]
    notes: tuple[str, ...]


def explain_day(reasons: Iterable[str]) -> Why | None:
    """Give reasons, in the language of the page, as chips; None where one of them is of another kind.

    >>> why = explain_day(("результаты: 28.05.2027", "+2 недели → 11.06.2027", "11.06.2027 — рабочий день"))
    >>> [f"{chip.sign}{chip.words}" for chip in why.chips], why.notes
    (['пт, 28.05.2027', '+2 недели', '=пт, 11.06.2027'], ('Рабочий день.',))
    """
    match tuple(map(number_days, reasons)):
        case (first, second, *others):
            event, counted = _EVENT.fullmatch(first), _COUNTED.fullmatch(second)
        case _:
            return None
    found = [_ABOUT_DAY.fullmatch(each) for each in others]
    about = [each for each in found if each is not None]
    if event is None or counted is None or len(about) != len(found):
        return None
    said = {each["day"] for each in about}
    if said - {counted["day"]}:
        return None
    chips = (
        Chip(cite(event["title"]), _with_weekday(event["day"])),
        Chip(_("по дорожной карте"), counted["length"].strip(), "+"),
        Chip(_("крайний день, включительно"), _with_weekday(counted["day"]), "=", result=True),
    )
    notes = (_sentence(each["words"], each["basis"]) for each in about)
    basis = (fill(_("Счёт: {basis}."), basis=cite(counted["basis"])),) if counted["basis"] else ()
    return Why(chips, (*notes, *basis))


def _with_weekday(day: str) -> str:
    found: dt.date = parse_day(day)
    return f"{_WEEKDAYS[found.weekday()]}, {day}"


def _sentence(words: str, basis: str | None) -> str:
    said = f"{words[:1].upper()}{words[1:]}"
    return cite(f"{said} ({basis})." if basis else f"{said}.")
