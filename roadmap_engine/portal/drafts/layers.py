"""A layer by a form: each measure of what it stands on, what the layer says instead, and what it may.

What is written is what `roadmap new overlay` offers: named fields under `replace:`, ids under `remove:`, a
measure of its own under `add:`. A field that says again what stands above loses its entry.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.model import Measure
from roadmap_engine.model.deadline import Deadline
from roadmap_engine.model.edit import Append, Edit, Remove, SetValue
from roadmap_engine.model.numbering import measure_numbers, stage_number
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.editing import FIELDS, change_text, edit_field, is_same, say_value
from roadmap_engine.portal.drafts.layer_bases import Base, Scope, load_layer
from roadmap_engine.portal.drafts.naming import Things
from roadmap_engine.portal.drafts.reading import DraftText
from roadmap_engine.portal.speech import gettext as _

__all__ = ["LayerRow", "LayerStage", "change_row", "find_row", "judge_row", "list_rows"]


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A measure from above, as a layer has it.

    Attributes:
        above: words of each field as they stand above.
        words: as the layer has them.
        changed: the fields that the layer gives anew.
        locked: fields that a form cannot change, each with the reason.
        hints: what is allowed of a field, where that is not all.
        stays: why the layer may not take it out; empty where it may.
        removed: whether the layer takes it out.
    """

    id: str
    number: str
    title: str
    above: Mapping[str, str]
    words: Mapping[str, str]
    changed: frozenset[str] = frozenset()
    locked: Mapping[str, str] = field(default_factory=dict)
    hints: Mapping[str, str] = field(default_factory=dict)
    stays: str = ""
    removed: bool = False

    @property
    def version(self) -> str:
        """Name what the layer says of it, over what; what it says of others is no matter of it."""
        said = [dict(self.above), dict(self.words), sorted(self.changed), self.removed]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class LayerStage:
    """A stage from above, with its measures as the layer has them."""

    id: str
    number: str
    title: str
    rows: tuple[LayerRow, ...]
    closed: str = ""


def list_rows(draft: DraftText, base: Base) -> Iterator[LayerStage]:
    """Give the stages from above, with their measures as the layer has them."""
    scope = Scope.of(draft, base)
    for place, stage in enumerate(base.assembly.roadmap.stages, 1):
        numbers = measure_numbers(stage, place)
        rows = tuple(
            _describe(scope, each, number) for each, number in zip(stage.measures, numbers, strict=True)
        )
        number, closed = stage_number(stage, place), scope.forbid(stage.id, "add")
        yield LayerStage(stage.id, number, stage.title, rows, closed)


def find_row(draft: DraftText, base: Base, name: str) -> LayerRow | None:
    """Give a measure from above, by its id."""
    return next((row for stage in list_rows(draft, base) for row in stage.rows if row.id == name), None)


def _describe(scope: Scope, measure: Measure, number: str) -> LayerRow:
    draft, above, given = scope.draft, _as_written(measure), _given(scope.draft, measure.id)
    locked: dict[str, str] = {}
    hints: dict[str, str] = {}
    words: dict[str, str] = {}
    shown: dict[str, str] = {}
    for name in FIELDS:
        said = say_value(name, above.get(name), draft)
        now = say_value(name, given[name], draft) if name in given else said
        shown[name], words[name] = said or "", now or ""
        if said is None or now is None:
            locked[name] = _("Записано подробнее, чем помещается в форму: меняется в тексте.")
        if told := scope.forbid(measure.id, name):
            locked[name] = told
        elif told := scope.limit(measure.id, name):
            hints[name] = told
    return LayerRow(
        measure.id, number, measure.title, shown, words, frozenset(given.keys() & {*FIELDS}), locked, hints,
        scope.forbid(measure.id, "remove"), measure.id in _listed(draft, "remove"),
    )  # fmt: skip


def _as_written(measure: Measure) -> dict[str, Any]:
    """Give a measure as a text would say it."""
    written: dict[str, Any] = {
        "title": measure.title,
        "participants": list(measure.participants),
        "responsible": list(measure.responsible),
        "output": list(measure.output),
        "result": measure.result,
        "deadline": _deadline(measure.deadline),
    }
    return {name: value for name, value in written.items() if value not in (None, [])}


def _deadline(deadline: Deadline | None) -> Any:
    if deadline is None:
        return None
    if deadline.phrase is not None:
        return deadline.phrase
    return {"text": deadline.text} if deadline.text is not None else {"rule": "…"}


def _given(draft: DraftText, name: str) -> Mapping[str, Any]:
    replaced = draft.tree.get("replace")
    found = replaced.get(name) if isinstance(replaced, dict) else None
    return found if isinstance(found, dict) else {}


def _listed(draft: DraftText, key: str) -> Sequence[Any]:
    found = draft.tree.get(key)
    return found if isinstance(found, list) else []


def change_row(
    draft: DraftText, row: LayerRow, typed: Mapping[str, str], *, removed: bool | None = None
) -> Outcome[str]:
    """Put what was typed into the text of a layer; what is as it was stays letter by letter.

    Args:
        draft: the layer.
        row: the measure.
        typed: the words of its fields.
        removed: whether the layer is to take the measure out; as it is unless said.
    """
    if removed is not None:
        return change_text(draft, tuple(_edit_removal(draft, row.id, removed=removed)))
    things, given = Things(draft), _given(draft, row.id)
    edits: list[Edit] = []
    for name in FIELDS:
        if name in row.locked or is_same(row.words[name], typed.get(name, row.words[name]), name):
            continue
        if is_same(row.above[name], typed[name], name):
            # What stands above anyway is left to it.
            edits += [Remove(("replace", row.id, name))] if name in given else []
        else:
            edits += _give(edit_field(("replace", row.id), name, typed[name], given, things), row.id, name)
    return change_text(draft, [*things.edits, *edits])


def _give(edits: Iterator[Edit], row: str, name: str) -> Iterator[Edit]:
    """Say of a list that it is empty; that nothing is said of it leaves it as it stands above."""
    found = list(edits)
    path = ("replace", row, name)
    yield from found if found and not isinstance(found[0], Remove) else [SetValue(path, [])]


def _edit_removal(draft: DraftText, row: str, *, removed: bool) -> Iterator[Edit]:
    listed = _listed(draft, "remove")
    if removed and row not in listed:
        yield Append(("remove",), row)
        if _given(draft, row):
            yield Remove(("replace", row))
    elif not removed and row in listed:
        yield Remove(("remove", listed.index(row)))


def judge_row(text: str, base: Base, row: LayerRow) -> Mapping[str, str]:
    """Tell which fields of a measure a layer changes beyond what it may; a message by field.

    Args:
        text: of the layer, as it is to be.
        base: what it stands on.
        row: the measure, as it was.
    """
    layer = load_layer(text)
    assembly = assemble((*base.texts, layer))[0] if layer.value is not None else None
    if assembly is None or layer.value is None:
        return {}
    refused = (
        each
        for each in assembly.changes
        if each.thing == row.id and each.layer == layer.value.roadmap and each.allowed is False
    )
    return {each.field: row.hints.get(each.field, row.locked.get(each.field, row.stays)) for each in refused}
