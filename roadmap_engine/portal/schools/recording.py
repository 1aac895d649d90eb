"""What a form about a measure says → entries in the log, by the way that the command line takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from roadmap_engine.desk.evidence import LARGEST_BYTES, look_at
from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.recording import Before, Made, Reader, Written, record_entries
from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.model.entry import Did, EvidenceFile, EvidenceLink, Thing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.schools.typed import check_note, read_day
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.tracking.recording import Intent

__all__ = ["FIELDS", "Said", "find_faults", "read_said", "read_words", "record_said"]

FIELDS = ("deed", "time", "saw", "note", "on", "to", "link", "files", "code", "step")
"""What a form has, by the names of its fields."""
_MOST_FILES = 10


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody filled in; the words stay as she typed them.

    Attributes:
        saw: the last entries about the row that her page showed.
        step: of a document's way into force, «output:step», where it is about one.
        errors: what is wrong with it, by the field.
    """

    did: Did | None
    key: str
    saw: tuple[str, ...]
    note: str = ""
    on: str = ""
    to: str = ""
    link: str = ""
    files: Sequence[UploadedFile] = ()
    errors: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None
    due: dt.date | None = None
    step: str = ""


def read_said(request: HttpRequest) -> Said:
    """Read what a form says; what is wrong with it stands in its errors."""
    return read_words(request.POST, tuple(request.FILES.getlist("files")))


def read_words(posted: Mapping[str, str], files: tuple[UploadedFile, ...]) -> Said:
    """Read what the fields of a form say, and what was handed in with it."""
    words = {name: posted.get(name, "").strip() for name in FIELDS}
    errors: dict[str, str] = {}
    did = Did(words["deed"]) if words["deed"] in set(Did) else None
    if did is None:
        errors["deed"] = _("Не сказано, что записать.")
    day = read_day(words["on"], "on", errors) if words["on"] else None
    due = read_day(words["to"], "to", errors) if words["to"] else None
    if did is Did.EXTENDED and due is None and "to" not in errors:
        errors["to"] = _("Назовите новый крайний день: ДД.ММ.ГГГГ.")
    check_note(words["note"], "note", errors)
    if words["link"] and _read_link(words["link"]) is None:
        errors["link"] = _("Это не адрес страницы: он начинается с https:// или http://.")
    if len(files) > _MOST_FILES:
        errors["files"] = _("За один раз не больше {most} файлов.").format(most=_MOST_FILES)
    return Said(
        did, words["time"], tuple(words["saw"].split()), words["note"], words["on"], words["to"],
        words["link"], files, errors, day, due, words["step"],
    )  # fmt: skip


def _read_link(words: str) -> EvidenceLink | None:
    try:
        return EvidenceLink(link=words)
    except ValueError:
        return None


def record_said(
    adoption: Path, hand: Hand, measure: str, said: Said, reader: Reader, before: Before | None = None
) -> Outcome[Written]:
    """Record what somebody filled in about a measure, after what her page showed of it.

    Args:
        adoption: text of the plan.
        hand: whose.
        measure: the id it goes by.
        said: what she filled in; it has no errors.
        reader: of the plan.
        before: what has to be written before the entry.
    """

    def asked(_tracked: Tracked, today: dt.date) -> Made:
        files, evidence, told = _gather(adoption, said)
        if said.did is None:
            return Made()
        draft = Intent(
            Thing("measure", measure, said.key),
            said.did,
            said.day or today,
            said.due.isoformat() if said.due is not None and said.did is Did.EXTENDED else None,
            said.note or None,
            step=said.step if said.did is Did.STEP_DONE else None,
            evidence=evidence,
            saw=said.saw,
        )
        return Made([draft], files, told)

    return record_entries(adoption, hand, asked, before, reader)


def find_faults(adoption: Path, said: Said) -> tuple[Problem, ...]:
    """Tell which of the files that were handed in cannot be kept, before anything is written."""
    _files, _evidence, told = _gather(adoption, said)
    for each in said.files:
        each.seek(0)
    return tuple(each for each in told if each.severity is Severity.ERROR)


def _gather(
    adoption: Path, said: Said
) -> tuple[dict[Path, bytes], tuple[EvidenceFile | EvidenceLink, ...], tuple[Problem, ...]]:
    files: dict[Path, bytes] = {}
    found: list[EvidenceFile | EvidenceLink] = []
    told: list[Problem] = []
    for each in said.files:
        data = each.read(LARGEST_BYTES + 1)
        looked = look_at(adoption, each.name or "_", data, each.size)
        told += looked.told
        if looked.evidence is not None:
            files[looked.place] = data
            found.append(looked.evidence)
    link = _read_link(said.link) if said.link else None
    return files, (*found, *((link,) if link is not None else ())), tuple(told)
