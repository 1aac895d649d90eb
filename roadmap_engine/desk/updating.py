"""A newer version of a roadmap → a look at all that it brings, and then the adoption's text stands on it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.desk.holding import hold_beside, replace_own_text
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.load.status_logs import read_log_bytes, status_path
from roadmap_engine.pipeline.difference_json import difference_to_json
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.pipeline.updating import Updater
from roadmap_engine.storage.roots import Root

__all__ = ["Asked", "Seen", "find_unmet", "look_at_update", "take_update", "write_update"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked for.

    Attributes:
        source: where the newer version is, as `--from` names it; the adoption's own source unless given.
        decisions: name of a choice by key of a conflict.
        default: the choice where nothing else is said.
        root: of the folder the adoption was found in; none where its reader named it.
    """

    source: str | None
    decisions: Mapping[str, str]
    default: str | None = None
    root: Root | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """What an update would do; nothing is written.

    Attributes:
        digest: of text and log as they stand, of all that is to be written, and of the plan that comes of it:
            where it is the same, whoever agreed to one has agreed to the other.
    """

    update: Update
    digest: str


def look_at_update(adoption: Path, asked: Asked) -> Outcome[Seen]:
    """Look what a newer version would change, before anybody takes it.

    Args:
        adoption: its text.
        asked: which version, and what is decided.
    """
    outcome = Updater(source=asked.source).update(adoption, asked.decisions, asked.default, asked.root)
    if outcome.value is None:
        return Outcome(None, outcome.problems, outcome.sources)
    return Outcome(Seen(outcome.value, _digest(outcome.value)), outcome.problems, outcome.sources)


def take_update(adoption: Path, asked: Asked, agree: Callable[[Seen], bool]) -> Outcome[Update]:
    """Bring an adoption's text to a newer version.

    Args:
        adoption: its text.
        asked: which version, and what is decided.
        agree: is asked while nobody else can write, and tells whether this is what was agreed to.

    Returns:
        What was written; nothing, and why, where something is left to decide or could not be written, and
        nothing without a problem where `agree` says no.
    """
    with hold_beside(adoption) as refused:
        if refused:
            return Outcome(None, refused)
        outcome = look_at_update(adoption, asked)
        seen = outcome.value
        if seen is None:
            return Outcome(None, outcome.problems, outcome.sources)
        if not agree(seen):
            return Outcome(None)
        if seen.update.data is None:
            return Outcome(None, outcome.problems, outcome.sources)
        unwritten = write_update(seen.update)
        update = None if unwritten else seen.update
        return Outcome(update, (*outcome.problems, *unwritten), outcome.sources)


def write_update(update: Update) -> tuple[Problem, ...]:
    """Put the bundle beside an adoption, and at last the adoption's new text in its place."""
    return replace_own_text(update.path, update.written, update.data, update.files)


def find_unmet(
    decisions: Mapping[str, str], updates: Iterable[Update], *, complete: bool
) -> tuple[Problem, ...]:
    """Find decisions that no conflict asks for, which are slips of the pen.

    Args:
        decisions: name of a choice by key of a conflict.
        updates: what they were made for.
        complete: whether these are all, and none is missing that a decision may be for.
    """
    updates = tuple(updates)
    known = {conflict.key: conflict for update in updates for conflict in update.merge.conflicts}
    kept = {each.key for update in updates for each in update.merge.kept}
    unmet = []
    for key, choice in decisions.items():
        if (key in known and known[key].choice(choice) is not None) or (key in kept and choice == "theirs"):
            continue
        if key in known:
            listed = list_names(each.name for each in known[key].choices)
            unmet.append(Problem.of("RM838", key=f"{key}={choice}", near=listed))
        elif complete:
            unmet.append(Problem.of("RM838", key=key, near=near_names(key, known) or list_names(known)))
    return tuple(unmet)


def _digest(update: Update) -> str:
    preview = update.preview
    said = [
        update.after.encode(),
        update.written,
        update.data or b"",
        read_log_bytes(status_path(update.path))[0] or b"",
        *(part for name, content in sorted(update.files.items()) for part in (name.encode(), content)),
    ]
    if preview is not None:
        told = difference_to_json(preview.difference, preview.points)
        said += [
            render_plan_json(preview.plan),
            json.dumps(told, ensure_ascii=False, sort_keys=True).encode(),
        ]
    digest = hashlib.sha256()
    for each in said:
        digest.update(hashlib.sha256(each).digest())
    return digest.hexdigest()
