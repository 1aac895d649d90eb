"""What somebody has filled in about a measure → the text with just that changed, all else letter by letter.

A form shows roles and documents by their titles, one a line. A title that the roadmap has keeps its id, one
that published roadmaps have gets the id it has there, any other a new one.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

from roadmap_engine.diagnostics.limits import LINE
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.model.edit import Append, Edit, Remove, SetValue, find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.pipeline.not_editable import tell_not_editable
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.doubts import drop_doubts
from roadmap_engine.portal.drafts.naming import Things
from roadmap_engine.portal.drafts.reading import (
    Doubt,
    DraftText,
    MeasureLine,
    say_deadline,
    title_of,
)
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.questionnaire.reading import KEPT_AS_TEXT
from roadmap_engine.russian.ids import Names, make_slug
from roadmap_engine.yaml_text.characters import find_refused_character

__all__ = [
    "FIELDS",
    "LISTS",
    "MeasureForm",
    "add_measure",
    "change_measure",
    "change_text",
    "edit_field",
    "fill_measure",
    "is_same",
    "remove_measure",
    "say_value",
]

FIELDS = ("title", "participants", "deadline", "responsible", "result", "output")
"""What a form asks of a measure, in the order of a table."""
LISTS: Mapping[str, str] = {"participants": "roles", "responsible": "roles", "output": "outputs"}
"""Fields that name things, and where the things are defined."""
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class MeasureForm:
    """A measure as a form shows it.

    Attributes:
        words: of each field.
        locked: fields that say more than a form can; they are shown, and changed in the text.
        doubts: that stand over it in the text.
    """

    words: Mapping[str, str]
    locked: frozenset[str] = frozenset()
    doubts: tuple[Doubt, ...] = ()

    @property
    def version(self) -> str:
        """Name what it says; what else the text says is no matter of it."""
        said = [dict(self.words), sorted(self.locked), [each.words for each in self.doubts]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


EMPTY = MeasureForm(dict.fromkeys(FIELDS, ""))
"""A measure that is not there yet."""


def fill_measure(draft: DraftText, line: MeasureLine) -> MeasureForm:
    """Give the words of a measure's fields."""
    measure = find_value(draft.tree, line.path)
    words: dict[str, str] = {}
    locked: set[str] = set()
    for name in FIELDS:
        value = measure.get(name)
        said = say_value(name, value, draft)
        if said is None:
            locked.add(name)
        words[name] = said if said is not None else getattr(line, name) if name not in LISTS else ""
    return MeasureForm(words, frozenset(locked), line.doubts)


def say_value(name: str, value: Any, draft: DraftText) -> str | None:
    """Say a value as it is typed; None where no words of a form would come to it."""
    if name == "deadline":
        return say_deadline(value)
    if name not in LISTS:
        return "" if value is None else value if isinstance(value, str) else None
    ids = value if isinstance(value, list) else [] if value is None else [value]
    if not all(isinstance(each, str) for each in ids):
        return None
    things = draft.things(LISTS[name])
    return "\n".join(title_of(things.get(each)) or each for each in ids)


def check_words(typed: Mapping[str, str]) -> dict[str, str]:
    """Tell what is wrong with words before anything is done with them; a message by field."""
    errors: dict[str, str] = {}
    for name, words in typed.items():
        refused = find_refused_character(words)
        if refused is not None:
            errors[name] = _("Знак {character} в тексте стоять не может. Уберите его.").format(
                character=refused
            )
        elif any(len(line) > LINE.most for line in _lines(words) or [words]):
            errors[name] = _("Слишком длинно: в строке помещается {limit} знаков.").format(limit=LINE.most)
        elif len(_lines(words)) > _MOST_LINES:
            errors[name] = _("Слишком много строк: помещается {limit}.").format(limit=_MOST_LINES)
    if not typed.get("title", "x").strip():
        errors["title"] = _("Назовите мероприятие: без названия его не найти.")
    return errors


def change_measure(
    draft: DraftText, line: MeasureLine, typed: Mapping[str, str], seen_to: Collection[int] = ()
) -> Outcome[str]:
    """Put what was typed into a text.

    Args:
        draft: the text.
        line: the measure.
        typed: the words of its fields; those that are as the form showed them change nothing.
        seen_to: which of its doubts were seen to, counted from 0; a field that changes takes its own along.

    Returns:
        The text; the same where nothing was changed.
    """
    form = fill_measure(draft, line)
    changed = [
        name
        for name in FIELDS
        if name in typed and name not in form.locked and not is_same(form.words[name], typed[name], name)
    ]
    things = Things(draft)
    measure = find_value(draft.tree, line.path)
    edits = [edit for name in changed for edit in edit_field(line.path, name, typed[name], measure, things)]
    outcome = change_text(draft, [*things.edits, *edits])
    gone = {
        number
        for number, each in enumerate(form.doubts)
        if number in seen_to or (each.field and each.field in changed)
    }
    return drop_doubts(outcome, line, gone) if gone else outcome


def add_measure(
    draft: DraftText, stage: Path, typed: Mapping[str, str], taken: Collection[str] = ()
) -> Outcome[tuple[str, str]]:
    """Put a new measure at the end of a stage; gives the text, and the id of the measure.

    Args:
        draft: the text.
        stage: the way to the stage; of a layer its id alone, since the stage stands in a text above.
        typed: the words of the fields.
        taken: ids that the texts above have.
    """
    things = Things(draft)
    used = {each.id for each in draft.measures()} | {each.id for each in draft.stages} | {*taken}
    name = Names(used).give(make_slug(typed["title"]), "measure")
    measure: dict[str, Any] = {"id": name}
    for key in FIELDS:
        for edit in edit_field((), key, typed.get(key, ""), {}, things):
            if isinstance(edit, SetValue):
                measure[key] = edit.value
    into: Append = Append((*stage, "measures"), measure)
    if draft.is_layer:
        into = Append(("add",), {"stage": stage[-1], "measure": measure})
    outcome = change_text(draft, [*things.edits, into])
    return Outcome((outcome.value, name) if outcome.value is not None else None, outcome.problems)


def remove_measure(draft: DraftText, line: MeasureLine) -> Outcome[str]:
    """Take a measure out."""
    path = line.path[:-1] if draft.is_layer else line.path
    return change_text(draft, [Remove(path)])


def change_text(draft: DraftText, edits: Collection[Edit]) -> Outcome[str]:
    """Edit a text; what its layout has no place for is told, with what to write."""
    if not edits:
        return Outcome(draft.text)
    try:
        return Outcome(edit_text(draft.text, edits))
    except NotEditableError:
        name = PurePath(draft.composed.locations.file)
        return Outcome(None, (tell_not_editable(name, draft.text, tuple(edits)),))


def is_same(shown: str, typed: str, name: str) -> bool:
    """Tell whether a field says the same; how words are spaced is no matter."""
    if name in LISTS:
        return _lines(shown) == _lines(typed)
    return _tidy(shown) == _tidy(typed)


def _lines(words: str) -> list[str]:
    return [" ".join(line.split()) for line in words.splitlines() if line.strip()]


def _tidy(words: str) -> str:
    return " ".join(words.split())


def edit_field(
    path: Path, name: str, typed: str, measure: Mapping[str, Any], things: Things
) -> Iterator[Edit]:
    """Give what makes a field of a measure say what was typed.

    Args:
        path: the way to the measure.
        name: of the field.
        typed: the words.
        measure: as it is.
        things: gets the roles, documents and events that are new.
    """
    way, before = (*path, name), measure.get(name)
    if name in LISTS:
        ids = things.find(LISTS[name], _lines(typed), before)
        value: Any = ids if len(ids) != 1 or isinstance(before, list) else ids[0]
    elif name == "deadline" and _tidy(typed).startswith(KEPT_AS_TEXT):
        value = {"text": _tidy(typed).removeprefix(KEPT_AS_TEXT).strip()}
    else:
        value = _tidy(typed)
        if name == "deadline":
            things.describe_events(value)
    if value in ("", []):
        if before is not None:
            yield Remove(way)
    elif isinstance(value, list) and isinstance(before, list) and _only_grows(before, value):
        yield from (Append(way, each) for each in value[len(before) :])
    else:
        yield SetValue(way, value)


def _only_grows(before: list[Any], after: list[str]) -> bool:
    return len(before) < len(after) and after[: len(before)] == before
