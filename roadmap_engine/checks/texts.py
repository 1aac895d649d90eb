"""All words of a roadmap that somebody reads in a paper, with the thing and field they belong to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.roadmap import Measure, Roadmap, Stage

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
    """

    words: str
    thing: str
    key: str
    field: str
    item: int | None = None


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
        yield from _of_row("stage", stage)
        for measure in stage.measures:
            yield from _of_row("measure", measure)


def _of_roadmap(roadmap: Roadmap) -> Iterator[Text]:
    thing = f"roadmap {roadmap.id}"
    for field, words in (("title", roadmap.title), ("plan_title", roadmap.plan_title)):
        if words:
            yield Text(words, thing, "", field)
    for field, many in (("basis", roadmap.basis), ("intro", roadmap.intro)):
        for position, words in enumerate(many):
            yield Text(words, thing, "", field, position)
    for position, column in enumerate(roadmap.columns):
        yield Text(column.caption, thing, "", "columns", position)


def _of_row(kind: str, row: Stage | Measure) -> Iterator[Text]:
    thing = f"{kind} {row.id}"
    yield Text(row.title, thing, row.id, "title")
    if isinstance(row, Measure):
        if row.result:
            yield Text(row.result, thing, row.id, "result")
        deadline = row.deadline
        if deadline is not None and (words := deadline.phrase or deadline.text):
            yield Text(words, thing, row.id, "deadline")
    for words in row.as_printed.values():
        yield Text(words, thing, row.id, "as_printed")
