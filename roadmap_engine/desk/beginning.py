"""What a school has answered → the texts that its plan begins with, the same whoever asked and wherever.

What is there before is never written over unknown: each text is laid only where what its writer saw, or
nothing, still stands.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.filled_texts import (
    describe_choice,
    prepare_roadmap,
    tell_yielded,
    write_filled,
    write_terms,
)
from roadmap_engine.pipeline.identities import find_taken_ids
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.organisation import ORGANISATION
from roadmap_engine.storage.texts import find_hand_edit
from roadmap_engine.storage.writing import replace_file, sweep_leftovers

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["NewTexts", "describe_plan", "draft_plan", "draft_school", "lay_texts", "school_of"]


@dataclass(frozen=True, slots=True)
class NewTexts:
    """Texts that are to be written.

    Attributes:
        files: content by path, in the order to write; the text that names the others comes last.
        standing: what those held that are edited, when they were read.
        problems: what is worth saying of them.
    """

    files: Mapping[Path, bytes]
    standing: Mapping[Path, bytes] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def draft_school(path: Path, filled: Filled) -> dict[Path, bytes]:
    """Draft the text of an organisation, and before it that of its terms."""
    return {**write_terms(path, filled), **write_filled(ORGANISATION, path, filled)}


def school_of(filled: Filled) -> Organisation:
    """Give the organisation that was answered, before there is a text of its terms."""
    tree = ORGANISATION.build(filled.known)
    calendar = {key: each for key, each in tree["calendar"].items() if key != "terms"}
    return Organisation.model_validate({**tree, "calendar": calendar})


def describe_plan(
    path: Path,
    assembly: Assembly,
    name: str,
    organisation: Organisation,
    file: str,
    today: dt.date,
    pinned: PinnedBundle | None = None,
) -> Chosen:
    """Say what the adoption of a roadmap is made for.

    Args:
        path: where its text will lie.
        assembly: the roadmap.
        name: of the roadmap, as the text names it.
        organisation: the school.
        file: its text, seen from the adoption.
        today: for what is offered first.
        pinned: the bundle that the roadmap is taken from, if it is.
    """
    base = prepare_roadmap(assembly, creating.offer_procedures())
    return replace(
        describe_choice(name, organisation, file, base, today),
        pinned=pinned.pin.said if pinned else {},
        taken=find_taken_ids(path, file),
    )


def draft_plan(path: Path, filled: Filled, pinned: PinnedBundle | None = None) -> NewTexts:
    """Draft the text of an adoption, before it the bundle that it is pinned to."""
    text = write_filled(ADOPTION, path, filled)
    content = text.pop(path)
    bundle = {path.parent / file: content for file, content in pinned.files.items()} if pinned else {}
    return NewTexts({**text, **bundle, path: content}, problems=tell_yielded(filled))


def lay_texts(files: Mapping[Path, bytes], standing: Mapping[Path, bytes | None]) -> tuple[Problem, ...]:
    """Write texts one by one, each whole; whoever calls holds the folder of the last one.

    Args:
        files: content by path, in the order to write.
        standing: what stood there when its owner was asked, none where nothing did.

    Returns:
        A problem for each that is no longer what stood there; then nothing was written.
    """
    changed = tuple(
        each for path, content in files.items() for each in find_hand_edit(path, standing[path], content)
    )
    if changed:
        return changed
    for folder in {path.parent for path in files}:
        sweep_leftovers(folder, deep=False)
    for path, content in files.items():
        replace_file(path, content)
    return ()
