"""All words of a roadmap that somebody reads in a paper, with the thing and field they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, assert_never

from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.fields import Field, FieldKind, Kinds, given_values
from roadmap_engine.model.measure import Measure, Stage, call_thing
from roadmap_engine.model.roadmap import Roadmap
from roadmap_engine.model.written_order import OrderWording, Passage, points_of

__all__ = ["Text", "list_texts"]


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a roadmap.

    Attributes:
        words: the text.
        thing: what it belongs to, as a message calls it: «measure results-by-class».
        key: what it belongs to, as `Assembly.origins` calls it.
        field: the field it stands in.
        item: its position, where the field is a list.
        gaps: what may stand in its gaps besides what may in every text.
    """

    words: str
    thing: str
    key: str
    field: str
    item: int | None = None
    gaps: tuple[str, ...] = ()


def list_texts(assembly: Assembly) -> Iterator[Text]:
    """Give all texts of a roadmap, in the order of reading."""
    roadmap = assembly.roadmap
    yield from _of_roadmap(roadmap)
    for kind, thing, definitions in (
        ("parameters", "parameter", {name: each.default for name, each in roadmap.parameters.items()}),
        ("fill", "parameter", roadmap.fill),
        ("events", "event", {name: event.title for name, event in roadmap.events.items()}),
        ("roles", "role", {name: role.title for name, role in roadmap.roles.items()}),
        ("outputs", "output", {name: output.title for name, output in roadmap.outputs.items()}),
    ):
        field = {"parameters": "default", "fill": ""}.get(kind, "title")
        for name, words in definitions.items():
            if words:
                yield Text(words, f"{thing} {name}", f"{kind}.{name}", field)
    for stage in roadmap.stages:
        yield from _of_row(stage, roadmap.kinds)
        for measure in stage.measures:
            yield from _of_row(measure, roadmap.kinds)
    if roadmap.order is not None and roadmap.order.text is not None:
        yield from _of_order(roadmap.order.text, f"roadmap {roadmap.id}")


def _of_roadmap(roadmap: Roadmap) -> Iterator[Text]:
    thing = f"roadmap {roadmap.id}"
    for field, words in (("title", roadmap.title), ("plan_title", roadmap.plan_title)):
        if words:
            yield Text(words, thing, "", field)
    for field, many in (("basis", roadmap.basis), ("intro", roadmap.intro)):
        for position, words in enumerate(many):
            yield Text(words, thing, "", field, position)
    terms = roadmap.order_terms
    if terms.purpose:
        yield Text(terms.purpose, "order", "", "order.purpose")
    for position, words in enumerate(terms.basis or ()):
        yield Text(words, "order", "", "order.basis", position)
    for position, column in enumerate(roadmap.columns):
        yield Text(column.caption, thing, "", "columns", position)


def _of_row(row: Stage | Measure, kinds: Kinds) -> Iterator[Text]:
    for field, value in given_values(row, kinds).items():
        for words in _words_of(field, value):
            yield Text(words, call_thing(row), row.id, field.name)


def _words_of(field: Field, value: Any) -> Iterable[str]:
    """Give the words of a field that a paper prints; those that name something have a check of their own."""
    match field.kind:
        case FieldKind.TEXT:
            return value if field.own else (value,)
        case FieldKind.DEADLINE:
            return (value.phrase or value.text,) if value.phrase or value.text else ()
        case FieldKind.PRINTS:
            return tuple(value.values())
        case FieldKind.ROLES | FieldKind.OUTPUTS | FieldKind.ROWS | FieldKind.CONDITION | FieldKind.MARK:
            return ()
        case FieldKind.BLANK | FieldKind.MONEY | FieldKind.DATE:
            return ()
        case _:
            assert_never(field.kind)


def _of_order(order: OrderWording, thing: str) -> Iterator[Text]:
    for field, words in (("letterhead", order.letterhead), ("heading", order.heading)):
        if words:
            yield Text(words, thing, "order", field)
    yield from _of_passage(order.preamble, thing, "order", "preamble", ())
    for position, appendix in enumerate(order.appendices):
        yield Text(appendix.title, thing, "order", "appendices", position)
        yield from _of_passage(appendix, thing, "order", "appendices", ())
    for number, point, path in points_of(order):
        key = ".".join(("order", *map(str, path)))
        # A point without a number is a paragraph of the order.
        name = f"point {number.rstrip('.')}" if number else thing
        gaps = ("deadline", "responsible") if point.measures else ()
        for field, words in (("to", point.to), ("jointly", point.jointly), ("title", point.title)):
            if words:
                yield Text(words, name, key, field, gaps=gaps)
        yield from _of_passage(point, name, key, "text", gaps)


def _of_passage(passage: Passage, thing: str, key: str, field: str, gaps: tuple[str, ...]) -> Iterator[Text]:
    for name, words in ((field, passage.text), ("after", passage.after)):
        if words:
            yield Text(words, thing, key, name, gaps=gaps)
    for position, words in enumerate(passage.items):
        yield Text(words, thing, key, "items", position, gaps)
