"""The status log of the example school: a year as it goes, recorded the way the commands record it.

    python -m tools.draw_demo_log            write examples/school/adoption.status.jsonl anew
    python -m tools.draw_demo_log --check    exit 1 if it differs

Instants and ids are fixed, so that the same deeds give the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.load.status_logs import status_path
from roadmap_engine.model.entry import Absence, Did, EvidenceLink, Thing
from roadmap_engine.pipeline.tracking import prepare, read_tracked
from roadmap_engine.tracking.recording import Intent, Stamp

__all__ = ["LOG", "draw", "main"]

ADOPTION = Path(__file__).parent.parent / "examples" / "school" / "adoption.yaml"
LOG = status_path(ADOPTION)
_AWAY = {"from": "2027-07-05", "until": "2027-08-01", "deputy": "head"}
_SHEET = "https://school-12.example/documents/"


@dataclass(frozen=True, slots=True)
class Deed:
    """What happened on a day, and who recorded it."""

    day: str
    who: str
    did: Did
    thing: Thing
    to: str | Absence | None = None
    note: str | None = None
    link: str | None = None


def _of(measure: str, occurrence: str = "1") -> Thing:
    return Thing("measure", measure, occurrence)


_HEAD, _DEPUTY = "head", "deputy-head"
DEEDS = (
    Deed("2027-06-01", _DEPUTY, Did.ACKNOWLEDGED, Thing("document", "order"), to=_DEPUTY),
    Deed("2027-06-02", _DEPUTY, Did.STARTED, _of("results-by-pupil")),
    Deed("2027-06-10", _DEPUTY, Did.REPORTED, _of("results-by-pupil"), link=f"{_SHEET}1-1.pdf"),
    Deed("2027-06-11", _HEAD, Did.RETURNED, _of("results-by-pupil"), note="нет выводов по седьмым классам"),
    Deed("2027-06-11", _DEPUTY, Did.SUBMITTED, _of("results-by-class"), link=f"{_SHEET}1-2.pdf"),
    Deed("2027-06-14", _DEPUTY, Did.SUBMITTED, _of("results-by-pupil"), note="выводы дополнены"),
    Deed("2027-06-15", _HEAD, Did.ACCEPTED, _of("results-by-pupil")),
    Deed("2027-06-15", _HEAD, Did.ACCEPTED, _of("results-by-class")),
    Deed("2027-06-16", _DEPUTY, Did.STARTED, _of("results-by-grade")),
    Deed(
        "2027-06-17", _HEAD, Did.EXTENDED, _of("results-by-grade"),
        to="2027-06-25", note="болезнь руководителя объединения, служебная записка № 8",
    ),
    Deed("2027-06-18", _DEPUTY, Did.REPORTED, _of("results-by-school"), link=f"{_SHEET}1-4.pdf"),
    Deed("2027-06-21", _HEAD, Did.STARTED, _of("council-meeting"), note="повестка разослана"),
    Deed("2027-06-24", _DEPUTY, Did.REPORTED, _of("results-by-grade")),
    Deed("2027-06-25", _DEPUTY, Did.SUBMITTED, _of("subject-programmes")),
    Deed("2027-06-25", _DEPUTY, Did.NOT_APPLICABLE, _of("course-programmes"), note="курсов по выбору нет"),
    Deed("2027-07-02", _HEAD, Did.ABSENT, Thing("person", _DEPUTY), to=Absence.model_validate(_AWAY)),
    Deed("2027-07-06", _HEAD, Did.RETURNED, _of("subject-programmes"), note="нет программы по географии"),
    Deed("2027-09-28", _DEPUTY, Did.REPORTED, _of("vsoko-regulations", "1.2027")),
    Deed("2027-10-25", _DEPUTY, Did.REPORTED, _of("interim-assessment", "quarter-1")),
    Deed("2027-12-20", _DEPUTY, Did.SUBMITTED, _of("effectiveness-review", "1.2027")),
    Deed("2027-12-24", _HEAD, Did.ACCEPTED, _of("effectiveness-review", "1.2027")),
    Deed("2027-12-30", _DEPUTY, Did.REPORTED, _of("interim-assessment", "quarter-2")),
)  # fmt: skip


def draw() -> bytes:
    """Give the log.

    Raises:
        ValueError: a deed cannot be recorded as things stand.
    """
    with tempfile.TemporaryDirectory() as folder:
        adoption = Path(shutil.copytree(ADOPTION.parent, Path(folder) / "school")) / ADOPTION.name
        log = status_path(adoption)
        log.write_bytes(b"")
        for number, deed in enumerate(DEEDS):
            log.write_bytes(log.read_bytes() + b"".join(_lines(adoption, deed, number)))
        return log.read_bytes()


def _lines(adoption: Path, deed: Deed, number: int) -> Iterator[bytes]:
    tracked = read_tracked(adoption).or_raise()
    day = dt.date.fromisoformat(deed.day)
    at = dt.datetime.combine(day, dt.time(5, 30), tzinfo=dt.UTC) + dt.timedelta(minutes=number)
    name = hashlib.sha256(f"{number} {deed.day}".encode()).hexdigest()[:20]
    evidence = (EvidenceLink(link=deed.link),) if deed.link else ()
    draft = Intent(deed.thing, deed.did, day, deed.to, deed.note, evidence=evidence)
    prepared = prepare(tracked, [draft], Stamp(deed.who, at, lambda: name))
    if prepared.value is None:
        raise ValueError(f"{deed}: {prepared.problems}")
    yield prepared.value.lines


def main(arguments: list[str]) -> int:
    """Write the log, or tell whether it differs."""
    drawn = draw()
    if "--check" in arguments:
        return int(not LOG.exists() or LOG.read_bytes() != drawn)
    LOG.write_bytes(drawn)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
