"""A measure of a draft put elsewhere: its lines move, and numbers that count follow the new order."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from roadmap_engine.load.editing import NotEditableError
from roadmap_engine.model.edit import Append, SetValue, find_value
from roadmap_engine.pipeline.not_editable import tell_not_editable
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.editing import change_text
from roadmap_engine.portal.drafts.reading import DraftText, MeasureLine, StageLine, read_draft
from roadmap_engine.yaml_text.moving import move_item

__all__ = ["Place", "find_place", "list_places", "move_measure", "place_of", "version_of_order"]

_COUNTED = re.compile(r"(?P<lead>(?:\d+\.)*)(?P<row>\d+)(?P<end>\.?)")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a measure may stand: in a stage, at its beginning or after one of its measures.

    Attributes:
        after: id of that measure; empty for the beginning.
    """

    stage: str
    after: str = ""

    def __str__(self) -> str:
        return f"{self.stage}/{self.after}"


def find_place(draft: DraftText, said: str) -> Place | None:
    """Read what a form sends; None where there is no such place, or is none any more."""
    name, _slash, after = said.partition("/")
    stage = draft.stage(name)
    if stage is None or (after and after not in {each.id for each in stage.measures}):
        return None
    return Place(name, after)


def place_of(draft: DraftText, measure: str) -> Place | None:
    """Give the place where a measure stands; None where there is none of this id."""
    for stage in draft.stages:
        ids = [each.id for each in stage.measures]
        if measure in ids:
            at = ids.index(measure)
            return Place(stage.id, ids[at - 1] if at else "")
    return None


def list_places(draft: DraftText, measure: str) -> Iterator[tuple[StageLine, tuple[MeasureLine, ...]]]:
    """Give the stages that a measure can come into, each with the measures it can come after."""
    for stage in draft.stages:
        if stage.id:
            yield stage, tuple(each for each in stage.measures if each.id and each.id != measure)


def version_of_order(draft: DraftText) -> str:
    """Name the order of the measures; what they say is no matter of it."""
    order = [[stage.id, [each.id for each in stage.measures]] for stage in draft.stages]
    return hashlib.sha256(json.dumps(order).encode()).hexdigest()


def move_measure(draft: DraftText, measure: str, place: Place) -> Outcome[str] | None:
    """Put a measure elsewhere.

    Args:
        draft: the text.
        measure: its id.
        place: that it comes to.

    Returns:
        The text; None where the measure or the place is not there.
    """
    line, target = draft.measure(measure), draft.stage(place.stage)
    if line is None or target is None or place.after == measure:
        return None
    if place_of(draft, measure) == place:
        return Outcome(draft.text)
    into = (*target.path, "measures")
    rows = find_value(draft.tree, into) or []
    ids = [row.get("id") if isinstance(row, dict) else None for row in rows]
    ids = [each for each in ids if each != measure]
    at = ids.index(place.after) + 1 if place.after in ids else 0
    try:
        moved = move_item(draft.text, line.path, into, at)
    except NotEditableError:
        name = PurePath(draft.composed.locations.file)
        told = tell_not_editable(name, draft.text, [Append(into, find_value(draft.tree, line.path))])
        return Outcome(None, (told,))
    return _renumber(draft, read_draft(moved, draft.composed.locations.file))


def _renumber(before: DraftText, after: DraftText) -> Outcome[str]:
    """Let numbers that count follow the new order; others stay with their rows."""
    numbers: dict[str, str] = {}
    every = [each.number for each in before.measures()]
    if _counts(every) and all("." not in each.rstrip(".") for each in every):
        # They go on from stage to stage.
        numbers = dict(zip((each.id for each in after.measures()), every, strict=True))
    else:
        was = {stage.id: [each.number for each in stage.measures] for stage in before.stages}
        for stage in after.stages:
            rows, given = [each.id for each in stage.measures], was.get(stage.id, [])
            if set(rows) != set(_ids(before, stage.id)) or rows != _ids(before, stage.id):
                numbers |= dict(zip(rows, _stretch(given, len(rows), after, stage), strict=False))
    edits = [
        SetValue((*each.path, "number"), numbers[each.id])
        for each in after.measures()
        if each.id in numbers and numbers[each.id] != each.number
    ]
    return change_text(after, edits)


def _ids(draft: DraftText, stage: str) -> list[str]:
    found = draft.stage(stage)
    return [each.id for each in found.measures] if found is not None else []


def _counts(numbers: Sequence[str]) -> bool:
    """Tell whether numbers count on from one another."""
    found = [_COUNTED.fullmatch(each) for each in numbers]
    rows = [int(each["row"]) for each in found if each is not None]
    return bool(rows) and len(rows) == len(numbers) and rows == list(range(rows[0], rows[0] + len(rows)))


def _stretch(given: Sequence[str], size: int, after: DraftText, stage: StageLine) -> Sequence[str]:
    """Give as many numbers as a stage has rows, counted on; nothing where its rows were not counted."""
    if not given:
        # The first row of a stage: its number begins as those of the other stages do.
        place = [each.id for each in after.stages].index(stage.id) + 1
        moved = _COUNTED.fullmatch(stage.measures[0].number) if stage.measures else None
        return [f"{place}.1{moved['end']}"] if moved is not None and moved["lead"] else ()
    if not _counts(given):
        return ()
    last = _COUNTED.fullmatch(given[-1])
    if last is None:
        return ()
    more = range(int(last["row"]) + 1, int(last["row"]) + 1 + size - len(given))
    return (*given[:size], *(f"{last['lead']}{row}{last['end']}" for row in more))
