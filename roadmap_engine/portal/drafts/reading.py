"""The text of a roadmap → its stages and measures as a form shows them, each with what is doubted of it.

A doubt is a comment of the text, as `roadmap import` writes it: whoever takes the line out has seen to it,
in the form or in an editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from frozendict import frozendict

from roadmap_engine.model.edit import find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.portal.drafts.remarks import LINE_BREAK, Doubt, find_remarks
from roadmap_engine.questionnaire.reading import KEPT_AS_TEXT
from roadmap_engine.yaml_text.composing import Composed, compose

__all__ = [
    "LINE_BREAK",
    "Doubt",
    "DraftText",
    "Inherited",
    "MeasureLine",
    "StageLine",
    "list_rows",
    "read_draft",
    "say_deadline",
    "title_of",
]

Inherited = Mapping[str, Mapping[str, Any]]
NOTHING: Inherited = frozendict()
_NO_CONTENT = re.compile(r"^\s*(#.*)?$")


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as a list shows it.

    Attributes:
        path: to it in the text.
        deadline: its phrase; empty where there is none.
        is_understood: whether it is a phrase at all, and no words that stay words.
    """

    id: str
    path: Path
    number: str
    title: str
    participants: tuple[str, ...]
    deadline: str
    is_understood: bool
    responsible: tuple[str, ...]
    result: str
    output: tuple[str, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class StageLine:
    """A stage as a list shows it."""

    id: str
    path: Path
    number: str
    title: str
    measures: tuple[MeasureLine, ...]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class DraftText:
    """A text, taken apart.

    Attributes:
        composed: its tree, and where everything stands.
        stages: as far as they can be shown.
        doubts: about what is no stage and no measure.
        inherited: what the texts that a layer stands on have: roles, documents and events by their kind and
            id, titles of stages and measures, and what they say of themselves («about»).
    """

    text: str
    composed: Composed = field(repr=False)
    stages: tuple[StageLine, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    inherited: Inherited = field(default=NOTHING, repr=False)

    @property
    def tree(self) -> Mapping[str, Any]:
        """What it says; empty where it cannot be read."""
        return self.composed.value if isinstance(self.composed.value, dict) else {}

    @property
    def is_sound(self) -> bool:
        """Whether it can be edited by a form at all."""
        return self.composed.whole and not self.composed.problems and bool(self.tree)

    @property
    def is_layer(self) -> bool:
        """Whether it stands over another roadmap."""
        return "extends" in self.tree

    def things(self, kind: str) -> Mapping[str, Any]:
        """Give the roles or the documents that can be named, by their ids: its own before those inherited."""
        return _things(self.tree, self.inherited, kind)

    def word(self, key: str) -> str:
        """Give what it says of itself: `title`, `version`, `issuer`."""
        value = self.tree.get(key)
        return value if isinstance(value, str) else ""

    def meant(self, key: str) -> str:
        """Give what holds of it: its own word, else, of a layer, that of the texts above."""
        above = self.inherited.get("about", {}).get(key)
        return self.word(key) or (above if isinstance(above, str) else "")

    def measures(self) -> Iterator[MeasureLine]:
        """Give all measures."""
        return (measure for stage in self.stages for measure in stage.measures)

    def measure(self, name: str) -> MeasureLine | None:
        """Give the measure of an id."""
        return next((each for each in self.measures() if each.id == name), None)

    def stage(self, name: str) -> StageLine | None:
        """Give the stage of an id."""
        return next((each for each in self.stages if each.id == name), None)

    def all_doubts(self) -> tuple[Doubt, ...]:
        """Give all doubts, in the order of the text."""
        of_rows = (each for row in list_rows(self.stages) for each in row.doubts)
        return tuple(sorted((*self.doubts, *of_rows), key=lambda doubt: doubt.line))


def read_draft(text: str, file: str, inherited: Inherited = NOTHING) -> DraftText:
    """Take a text apart; what it says wrong is left to whoever checks it.

    Args:
        text: the text.
        file: what it is called.
        inherited: roles and documents of the texts that a layer stands on, by their kind and id.
    """
    composed = compose(text, file)
    tree = composed.value if isinstance(composed.value, dict) else {}
    things = {kind: _things(tree, inherited, kind) for kind in ("roles", "outputs")}
    stages = [_read_stage(each, ("stages", place), things) for place, each in _dicts(tree.get("stages"))]
    if "extends" in tree:
        stages += _read_added(tree.get("add"), things)
    by_row: dict[Path, list[Doubt]] = {}
    for path, doubt in _find_doubts(text, composed, stages):
        by_row.setdefault(path, []).append(doubt)
    shown = tuple(_with_doubts(stage, by_row) for stage in stages)
    return DraftText(text, composed, shown, tuple(by_row.get((), ())), inherited)


def _things(tree: Mapping[str, Any], inherited: Inherited, kind: str) -> Mapping[str, Any]:
    own = tree.get(kind)
    return {**inherited.get(kind, {}), **(own if isinstance(own, dict) else {})}


def _read_added(added: Any, things: Inherited) -> Iterator[StageLine]:
    """Give the measures that a layer adds, wherever they come to stand, under a heading of no stage."""
    rows = [
        _read_measure(each["measure"], ("add", place, "measure"), things)
        for place, each in _dicts(added)
        if isinstance(each.get("measure"), dict)
    ]
    if rows:
        yield StageLine("", ("add",), "", "", tuple(rows))


def list_rows(stages: Sequence[StageLine]) -> Iterator[StageLine | MeasureLine]:
    """Give stages and measures, as they stand under each other."""
    for stage in stages:
        yield stage
        yield from stage.measures


def say_deadline(value: Any) -> str | None:
    """Give a deadline as it is typed: its phrase, or words that stay words behind «=»; None for a rule.

    >>> say_deadline("до 1 мая"), say_deadline({"text": "ближе к весне"}), say_deadline({"by": 1})
    ('до 1 мая', '= ближе к весне', None)
    """
    match value:
        case None:
            return ""
        case str():
            return value
        case {"text": str(words), **rest} if not rest:
            return f"{KEPT_AS_TEXT} {words}"
    return None


def _dicts(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    return (
        (n, each) for n, each in enumerate(value if isinstance(value, list) else ()) if isinstance(each, dict)
    )


def _read_stage(stage: dict[str, Any], path: Path, things: Inherited) -> StageLine:
    measures = [
        _read_measure(each, (*path, "measures", place), things)
        for place, each in _dicts(stage.get("measures"))
    ]
    return StageLine(_word(stage, "id"), path, _word(stage, "number"), _word(stage, "title"), tuple(measures))


def _read_measure(measure: dict[str, Any], path: Path, things: Inherited) -> MeasureLine:
    deadline = measure.get("deadline")
    said = say_deadline(deadline)
    return MeasureLine(
        id=_word(measure, "id"),
        path=path,
        number=_word(measure, "number"),
        title=_word(measure, "title"),
        participants=_titles(measure.get("participants"), things["roles"]),
        deadline=_phrase(deadline) if said is None else said.removeprefix(KEPT_AS_TEXT).strip(),
        is_understood=said is None or not said.startswith(KEPT_AS_TEXT),
        responsible=_titles(measure.get("responsible"), things["roles"]),
        result=_word(measure, "result"),
        output=_titles(measure.get("output"), things["outputs"]),
    )


def _word(thing: Mapping[str, Any], key: str) -> str:
    value = thing.get(key)
    return "" if value is None or isinstance(value, dict | list) else str(value)


def _phrase(deadline: Any) -> str:
    """Give the words of a deadline that is written as a rule, as far as it has some."""
    found = deadline.get("phrase") if isinstance(deadline, dict) else None
    return found if isinstance(found, str) else "…"


def _titles(ids: Any, things: Mapping[str, Any]) -> tuple[str, ...]:
    """Name roles or documents by their titles; an id that is none of them stays an id."""
    listed = ids if isinstance(ids, list) else [] if ids is None else [ids]
    return tuple(title_of(things.get(str(each))) or str(each) for each in listed)


def title_of(thing: Any) -> str:
    """Give the title of a role or a document; empty where it has none."""
    title = thing.get("title") if isinstance(thing, dict) else thing
    return title if isinstance(title, str) else ""


def _find_doubts(text: str, composed: Composed, stages: Sequence[StageLine]) -> Iterator[tuple[Path, Doubt]]:
    """Find the comments that doubt something, and the stage or measure that each stands over or in."""
    lines = LINE_BREAK.split(text)
    rows = [row.path for row in list_rows(stages)]
    places: dict[int, tuple[Path, str]] = {}
    for path in ((), *rows):
        inside = find_value(composed.value, path)
        for key in inside if isinstance(inside, dict) else ():
            places[composed.locations.of_key((*path, key)).line] = (path, "" if key == "id" else key)
    for doubt in find_remarks(lines):
        below = next(
            (n for n, each in enumerate(lines[doubt.last :], doubt.last + 1) if not _NO_CONTENT.match(each)),
            0,
        )
        row, name = places.get(below, ((), ""))
        yield row, replace(doubt, field=name)


def _with_doubts(stage: StageLine, by_row: Mapping[Path, Sequence[Doubt]]) -> StageLine:
    measures = tuple(replace(each, doubts=tuple(by_row.get(each.path, ()))) for each in stage.measures)
    return replace(stage, measures=measures, doubts=tuple(by_row.get(stage.path, ())))
