"""What a school says of measures that are over by the day of its order: done, another deadline, left out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.edit import Append, Edit, SetValue
from roadmap_engine.questionnaire.kinds import DAY, DEADLINE, Kind, Sort
from roadmap_engine.questionnaire.question import (
    Default,
    Each,
    Form,
    Item,
    Known,
    Page,
    Question,
    Tree,
    offer,
)
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian import numeric_date

__all__ = ["OVER", "SECTIONS", "Over", "list_over_edits"]

SECTIONS = ("over", "settled", "replace", "remove")
"""Where an answer beforehand may say the same as the text will."""


@dataclass(frozen=True, slots=True)
class Over:
    """A measure that the order can charge nobody with any more.

    Attributes:
        title: of the measure.
        row: how an order calls its row of the plan.
        day: of the order.
        last: its last day.
        years: the school years of the plan.
    """

    title: str
    row: str | Bilingual
    day: dt.date
    last: dt.date
    years: tuple[SchoolYear, ...]


_WAYS = Kind(
    Sort.ONE,
    {
        "done": _("it is done"),
        "later": _("it has another deadline"),
        "left": _("the plan goes without it"),
        "next": _("it is of the next school year"),
    },
)


def _each(known: Known) -> Iterator[Item]:
    over: Mapping[str, Over] = known.context
    for name, each in over.items():
        days = {"day": numeric_date(each.day), "last": numeric_date(each.last)}
        yield Item(name, {"title": " ".join(each.title.split()), "row": each.row, **days})


def _said_before(known: Known) -> Default | None:
    """Where an answer beforehand says what has become of a measure, nobody is asked which way it is."""
    removed = known.given.get("remove")
    left = [name.strip() for name in (removed.words or "").split(",")] if removed is not None else []
    ways = {"done": known.under("settled"), "later": known.under("replace"), "left": left}
    return next((offer(way) for way, names in ways.items() if known.key in names), None)


def _last_day(known: Known) -> Default | None:
    over: Over = known.context[known.key]
    return offer(numeric_date(over.last), _("its last day"))


def _build(known: Known) -> Tree:
    tree: Tree = {}
    for name in known.context:
        match known.answers.get(f"over.{name}"):
            case "done":
                on = known.answers[f"settled.{name}.on"]
                tree.setdefault("settled", {})[name] = {"state": "done", "on": on.isoformat()}
            case "later":
                tree.setdefault("replace", {})[name] = {"deadline": known.answers[f"replace.{name}.deadline"]}
            case "left":
                tree.setdefault("remove", []).append(name)
            case "next":
                tree.setdefault("replace", {})[name] = {"year": "next"}
                tree["school_year"] = list(_two_years(known.context[name].years))
            case _:
                pass
    return tree


def _two_years(years: tuple[SchoolYear, ...]) -> tuple[str, ...]:
    """A plan that has a row of the next year is of two."""
    return tuple(str(year) for year in (years[0], years[0].following))


OVER = Form(
    pages=(
        Page(
            _("What is over by the day of the order"),
            (
                Each(
                    _each,
                    (
                        Question(
                            "over.*",
                            _(
                                "«{title}» ({row} of the plan) was due by {last}, the order is of {day}. "
                                "What of it?"
                            ),
                            _("An order charges nobody with what is over."),
                            _WAYS,
                            _said_before,
                            blank=_("Enter: it is said later, in the text."),
                        ),
                        Question(
                            "settled.*.on",
                            _("When was it done?"),
                            _("The day it was done."),
                            DAY,
                            _last_day,
                            when=lambda known: known.answer("over.*") == "done",
                        ),
                        Question(
                            "replace.*.deadline",
                            _("By when is it to be done?"),
                            _("Its deadline, as the plan will print it."),
                            DEADLINE,
                            when=lambda known: known.answer("over.*") == "later",
                        ),
                    ),
                ),
            ),
        ),
    ),
    kind="adoption",
    build=_build,
)


def list_over_edits(known: Known) -> Iterator[Edit]:
    """Give what is to be changed in the text of an adoption for what was answered."""
    tree = _build(known)
    for name, done in tree.get("settled", {}).items():
        yield SetValue(("settled", name), done)
    for name, change in tree.get("replace", {}).items():
        for field, words in change.items():
            yield SetValue(("replace", name, field), words)
    for name in tree.get("remove", []):
        yield Append(("remove",), name)
    if "school_year" in tree:
        yield SetValue(("school_year",), tree["school_year"])
