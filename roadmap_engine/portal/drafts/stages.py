"""The stages of a draft: what a form asks of one, and what was filled in → the text."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.model.edit import Append, Edit, Remove, SetValue, find_value
from roadmap_engine.model.measure import Stage
from roadmap_engine.model.numbering import following_number
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.drafts.doubts import drop_doubts
from roadmap_engine.portal.drafts.editing import change_text, check_words
from roadmap_engine.portal.drafts.reading import Doubt, DraftText, StageLine
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.russian.ids import Names, make_slug

__all__ = [
    "NEW",
    "STAGE",
    "StageForm",
    "add_stage",
    "change_stage",
    "check_stage",
    "fill_stage",
    "propose_stage",
    "remove_stage",
]

STAGE = ("title", "number")
"""What a form asks of a stage."""
_LONGEST_NUMBER = 20


@dataclass(frozen=True, slots=True)
class StageForm:
    """A stage as a form shows it.

    Attributes:
        words: of each field.
        doubts: that stand over it in the text.
        has_number: whether the text says its number, were it none; else its place is printed.
    """

    words: Mapping[str, str]
    doubts: tuple[Doubt, ...] = ()
    has_number: bool = False

    @property
    def version(self) -> str:
        """Name what it says; what its measures say is no matter of it."""
        said = [dict(self.words), self.has_number, [each.words for each in self.doubts]]
        return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()


NEW = StageForm(dict.fromkeys(STAGE, ""))
"""A stage that is not there yet."""


def fill_stage(draft: DraftText, line: StageLine) -> StageForm:
    """Give the words of a stage's fields."""
    said = find_value(draft.tree, line.path)
    return StageForm({"title": line.title, "number": line.number}, line.doubts, "number" in said)


def propose_stage(draft: DraftText) -> StageForm:
    """Give the fields of a stage that is to come, its number as those before it are."""
    known = [Stage(id="stage", title="-", number=each.number[:_LONGEST_NUMBER]) for each in draft.stages]
    return StageForm({"title": "", "number": following_number(known) or ""})


def check_stage(typed: Mapping[str, str]) -> dict[str, str]:
    """Tell what is wrong with what was typed; a message by field."""
    errors = check_words(typed)
    if not typed["title"].strip():
        errors["title"] = _("Назовите этап, как в таблице.")
    if len(typed["number"].strip()) > _LONGEST_NUMBER:
        errors["number"] = _("Слишком длинно: помещается {limit} знаков.").format(limit=_LONGEST_NUMBER)
    return errors


def change_stage(
    draft: DraftText, line: StageLine, typed: Mapping[str, str], seen_to: Collection[int] = ()
) -> Outcome[str]:
    """Put what was typed into a text.

    Args:
        draft: the text.
        line: the stage.
        typed: the words of its fields; those that are as the form showed them change nothing.
        seen_to: which of its doubts were seen to, counted from 0; whoever changes a field has seen to all of
            the stage's, which are about its heading.
    """
    form = fill_stage(draft, line)
    said = {name: " ".join(typed[name].split()) for name in STAGE}
    edits: list[Edit] = [
        SetValue((*line.path, name), said[name])
        for name in STAGE
        if said[name] != " ".join(form.words[name].split())
    ]
    outcome = change_text(draft, edits)
    gone = {n for n, _doubt in enumerate(form.doubts) if n in seen_to or edits}
    return drop_doubts(outcome, line, gone) if gone else outcome


def add_stage(draft: DraftText, typed: Mapping[str, str]) -> Outcome[tuple[str, str]]:
    """Put a new stage behind the others; gives the text, and the id of the stage."""
    title, number = (" ".join(typed[name].split()) for name in STAGE)
    taken = {each.id for each in draft.measures()} | {each.id for each in draft.stages}
    stage: dict[str, Any] = {"id": Names(taken).give(make_slug(title), "stage")}
    if number or any(fill_stage(draft, each).has_number for each in draft.stages):
        stage["number"] = number
    outcome = change_text(draft, [Append(("stages",), {**stage, "title": title})])
    found = (outcome.value, str(stage["id"])) if outcome.value is not None else None
    return Outcome(found, outcome.problems)


def remove_stage(draft: DraftText, line: StageLine) -> Outcome[str] | None:
    """Take a stage out; None where it has measures."""
    if find_value(draft.tree, (*line.path, "measures")):
        return None
    return change_text(draft, [Remove(line.path)])
