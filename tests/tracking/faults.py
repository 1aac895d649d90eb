"""What is wrong with a status log, and why something is not recorded: cases of the catalogue.

A case is an adoption with its log. With `did` in its `case.json` something is to be recorded; with `redact`
an entry is to be emptied; with `freeze` what has ended goes into the text; with `papers`
its papers are drawn; with `disk` the entries meet a drive of that kind. Else the log is read.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from unittest import mock

from roadmap_engine import build
from roadmap_engine.cli.commands import track
from roadmap_engine.cli.tracking import By, When
from roadmap_engine.desk.recording import Made, record_entries
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.entry import Did, Thing
from roadmap_engine.pipeline.freezing import freeze_logged
from roadmap_engine.pipeline.logs import redact_entry
from roadmap_engine.pipeline.tracking import read_tracked
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.leftovers import MARK_NAME
from roadmap_engine.tracking.recording import Intent

__all__ = ["meet_log"]

Found = tuple[tuple[Problem, ...], dict[str, str]]
_TODAY = dt.datetime(2027, 1, 18, tzinfo=dt.UTC)


def meet_log(folder: Path, case: Mapping[str, Any]) -> Found:
    """Meet a fault of a log, or of what is to be recorded in it."""
    adoption = folder / "adoption.yaml"
    log = folder / "adoption.status.jsonl"
    if "disk" in case:
        return _append(log, case["disk"]), {}
    if "papers" in case:
        return build(adoption, today=_TODAY).problems, {}
    if "freeze" in case:
        return freeze_logged(adoption, adoption.read_bytes())[1], {}
    if "redact" in case:
        found = redact_entry(log, case["redact"], who="head", why="имя ученика", at=_TODAY)
        return found.problems, dict(found.sources)
    if "did" in case:
        return _record(adoption, case), {}
    outcome = read_tracked(adoption, language=case["language"])
    return outcome.problems, dict(outcome.sources)


def _record(adoption: Path, case: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Record something as the command line does; nothing of it is printed."""
    if "size" in case:
        (adoption.parent / "scan.pdf").write_bytes(b"%PDF-1.7".ljust(case["size"], b"\0"))
    did = Did(case["did"])
    day = dt.datetime.fromisoformat(case["on"]) if "on" in case else None
    when = When(case.get("time"), day, case.get("note"))
    files = [str(adoption.parent / name) for name in case.get("evidence", ())]
    asked = track._make(adoption, did, case.get("measures", ()), when, files)
    if "saw" in case:
        thing = Thing("measure", "council", "1")
        draft = Intent(thing, did, _TODAY.date(), saw=tuple(case["saw"]))
        asked = lambda _tracked, _today: Made([draft])  # noqa: E731 -- as a table that was sent in asks
    return record_entries(adoption, By(case.get("who"), _TODAY, as_json=False).hand(), asked).problems


def _append(log: Path, disk: str) -> tuple[Problem, ...]:
    """Add a line on a drive that is shared with somebody who is not kept out."""
    if disk == "without locks":
        (log.parent / MARK_NAME).touch()
        return append_lines(log, b"{}\n")
    sync = os.fsync

    def disturb(handle: int) -> None:
        sync(handle)
        log.write_bytes(b'{"id": "other"}\n')

    with mock.patch("os.fsync", disturb):
        return append_lines(log, b"{}\n")
