"""A plan → its papers, one by one and as one archive. Nothing here knows Django: works run without it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from pathlib import Path

from roadmap_engine.api.papers import draw_read
from roadmap_engine.load.signed import register_of
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.storage.packing import AS_ZIPFILE, join_parts, pack_once
from roadmap_engine.storage.roots import Root
from roadmap_engine.storage.standing import look_at

__all__ = ["DRAWN", "draw_all", "draw_kinds", "pack_papers"]

DRAWN = (Paper.ORDER, Paper.PLAN, Paper.PAGE, Paper.TRACKER, Paper.FORMS)
"""What is drawn here; calendars have addresses of their own."""


def draw_all(asked: Asked, _progress: Progress) -> Outcome[Result]:
    """Draw all papers as one archive; the same plan on the same day gives the same bytes."""
    told, root = asked.arguments, Root.of_folder(asked.workspace)
    path = asked.workspace / told["path"]
    read = read_adoption(path, root=root)
    if read.value is None or read.value.organisation.organisation != told["school"]:
        return Outcome(None, read.problems)
    today, seen_on = dt.datetime.fromisoformat(told["today"]), dt.date.fromisoformat(told["seen_on"])
    archive = pack_papers(draw_kinds(path, read, DRAWN, root, today=today, seen_on=seen_on))
    if archive.value is None:
        return Outcome(None, archive.problems)
    return Outcome(Result(f"{told['plan']}.zip", (archive.value,)), archive.problems)


def draw_kinds(
    path: Path,
    read: Outcome[ReadAdoption],
    kinds: Collection[Paper],
    root: Root,
    *,
    today: dt.datetime,
    seen_on: dt.date | None,
) -> Outcome[Mapping[str, bytes]]:
    """Draw papers of some kinds; those that are signed are given as they were signed.

    Args:
        path: of the adoption's text.
        read: the adoption, and what was wrong with its texts.
        kinds: of papers.
        root: the workspace.
        today: the present instant.
        seen_on: the day of the school.
    """
    outcome = draw_read(path, read, today=today, seen_on=seen_on, papers=kinds, root=root)
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    papers = dict(outcome.value)
    for paper, signed in outcome.value.kept.items():
        if signed and paper in kinds:
            inside = signed.removeprefix(str(register_of(path))).strip("/\\")
            papers[paper.value] = look_at(register_of(path), inside).content
    return Outcome(papers, outcome.problems)


def pack_papers(outcome: Outcome[Mapping[str, bytes]]) -> Outcome[bytes]:
    """Pack papers into one archive, where there are any."""
    if outcome.value is None:
        return Outcome(None, outcome.problems)
    parts = {name: pack_once(content) for name, content in sorted(outcome.value.items())}
    return Outcome(join_parts(parts, AS_ZIPFILE), outcome.problems)
