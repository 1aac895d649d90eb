"""What lies in a school's folder of papers, as its readers have it: plan, calendars, tracker, blanks."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import icalendar

from tests.pipeline.filled import cells_by_id

__all__ = ["Event", "Papers", "read_papers"]


@dataclass(frozen=True, slots=True)
class Event:
    """One event of a calendar as a client has it."""

    summary: str
    day: str
    sequence: int
    modified: str
    status: str


@dataclass(frozen=True, slots=True)
class Papers:
    """The papers of one build.

    Attributes:
        plan: `plan.json`.
        calendars: events by UID, by the file's name.
        tracker: status, day and note by the id of the row.
        blanks: names of the blanks.
    """

    plan: Mapping[str, Any]
    calendars: Mapping[str, Mapping[str, Event]]
    tracker: Mapping[str, tuple[Any, ...]]
    blanks: frozenset[str]

    def rows(self) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The measures with the ids of their stages."""
        for stage in self.plan["stages"]:
            for measure in stage["measures"]:
                yield stage["id"], measure

    def row(self, name: str) -> Mapping[str, Any]:
        """One measure."""
        return next(measure for _, measure in self.rows() if measure["id"] == name)

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of the measures, in the order of the table."""
        return tuple(measure["id"] for _, measure in self.rows())

    @property
    def events(self) -> Mapping[str, Event]:
        """All events of the school's calendar."""
        return self.calendars["deadlines.ics"]

    def uids(self, title: str) -> frozenset[str]:
        """The events of a measure that are not called off, by its title."""
        return frozenset(
            uid
            for uid, event in self.events.items()
            if event.summary.endswith(f" {title}") and event.status != "CANCELLED"
        )


def read_papers(folder: Path) -> Papers:
    """Read a folder of papers."""
    calendars = {
        str(path.relative_to(folder)): dict(_events(path.read_bytes()))
        for path in sorted(folder.rglob("*.ics"))
    }
    return Papers(
        plan=json.loads((folder / "plan.json").read_text(encoding="utf-8")),
        calendars=calendars,
        tracker=cells_by_id((folder / "tracker.xlsx").read_bytes()),
        blanks=frozenset(path.name for path in (folder / "forms").glob("*")),
    )


def _events(data: bytes) -> Iterator[tuple[str, Event]]:
    for event in icalendar.Calendar.from_ical(data).walk("VEVENT"):
        yield (
            str(event["UID"]),
            Event(
                summary=re.sub(r"^(ОТМЕНЕНО: |✓ )", "", str(event["SUMMARY"])),
                day=str(event.decoded("DTSTART")),
                sequence=int(event.get("SEQUENCE", 0)),
                modified=str(event.decoded("LAST-MODIFIED")),
                status=str(event.get("STATUS", "")),
            ),
        )
