"""Versions of a roadmap: published, taken over, compared."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Literal

from roadmap_engine.api.texts import StrPath, Text, take_text
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.comparing import Comparison, compare
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.releasing import Publication
from roadmap_engine.pipeline.releasing import publish as publish_texts
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.pipeline.updating import Updater

__all__ = ["diff", "publish", "update"]


def publish(
    *roadmaps: StrPath,
    folder: StrPath,
    key: StrPath | None = None,
    older: bool = False,
    against: StrPath | None = None,
) -> Outcome[Publication]:
    """Check roadmaps and pack them into the bundles that schools adopt from; nothing is written.

    Args:
        roadmaps: paths of texts, of folders of texts, of bundles; names of roadmaps that come with the
            program. No words: a bundle takes along the templates that lie beside the text.
        folder: where the bundles will lie, with what is published there already.
        key: path of the private key (Ed25519, PEM) to sign with.
        older: let a version be lower than the newest that is published.
        against: the bundle that a version is compared with; the newest below it in the folder unless given.

    Returns:
        What the folder must hold: `files` by name, to be written in their order, so that the index that lists
        the bundles comes last. No value where any text has an error, or a published version would change.
    """
    paths = [Path(each) for each in roadmaps]
    compared = None if against is None else Path(against)
    signed_by = None if key is None else Path(key)
    return publish_texts(paths, Path(folder), key=signed_by, older=older, against=compared)


def update(
    adoption: Text,
    *,
    to: str = "",
    source: str | None = None,
    decisions: Mapping[str, str] | None = None,
    default: Literal["ours", "theirs"] | None = None,
    beside: StrPath | None = None,
) -> Outcome[Update]:
    """Bring an adoption's text to a newer version of its roadmap, local work kept; nothing is written.

    Args:
        adoption: path of the adoption's text, or the text.
        to: the version meant, or its leading numbers; the newest unless given.
        source: folder, index, bundle or address to look in; the adoption's own unless given.
        decisions: by key of a conflict («by-class.deadline») whose value is taken: «ours», «theirs», or the
            name of a choice it offers.
        default: what is taken of conflicts that are not named.
        beside: the folder that a text given as words would lie in, as in `adopt`.

    Returns:
        `text` is the new text, where there is one to write; `files` go beside it first. Conflicts that nobody
        decided stand in `open` and are errors, and then there is no text. What moves, what is kept and what
        each publisher says stands in `preview`, `merge` and `changes`.

    Raises:
        ValueError: `to` is no version.
    """
    path, words = take_text(adoption, beside, "adoption.yaml")
    return Updater(source=source, to=to).update(path, decisions or {}, default, words=words)


def diff(old: StrPath | Plan, new: StrPath | Plan) -> Outcome[Comparison]:
    """Find what changed from one plan to another, in words of dates, people and papers.

    Args:
        old: a plan; or path or name of a published roadmap, a bundle, «SOURCE#ID@VERSION», an adoption, a
            plan.json.
        new: as `old`. A school's plan beside a published text is compared as a text, with roles for people.

    Returns:
        The comparison; `difference` is empty, and false, where nothing changed.
    """
    return compare(_side(old), _side(new))


def _side(side: StrPath | Plan) -> str | Plan:
    return side if isinstance(side, Plan) else os.fsdecode(side)
