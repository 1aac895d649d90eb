"""What has happened, as the status log says it: one entry a line, never edited, only appended.

The adoption says what is planned; the log beside it says what happened. An entry names the thing it is
about, what was done to it, and the last entries about the same thing that its writer had seen; its place in
the file means nothing.
"""

from __future__ import annotations

import datetime as dt
import enum
import re
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal

from frozendict import frozendict
from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, model_validator

from roadmap_engine.calendars import CalendarDay
from roadmap_engine.calendars.days import admit_day
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.about import About, Kind, KnownAbout, PersonName, Thing, about_thing
from roadmap_engine.model.base import Frozen, FrozenMap, Slug
from roadmap_engine.model.history import Instant

__all__ = [
    "DID_WORDS",
    "ENTRY_VERSION",
    "LONGEST_NAME",
    "LONGEST_NOTE",
    "About",
    "Absence",
    "Did",
    "Entry",
    "EntryId",
    "EvidenceFile",
    "EvidenceLink",
    "Kind",
    "Redaction",
    "Seen",
    "StatusLog",
    "StrangeEntry",
    "Thing",
    "about_thing",
]

ENTRY_VERSION = 1
"""The version of entries that this program writes and understands."""

LONGEST_NOTE = 4_000
LONGEST_NAME = 200
MOST_CELLS = 40
MOST_EVIDENCE = 100

EntryId = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{7,63}$")]
"""Names an entry for ever, in every copy of its log."""

Who = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9@._:-]{0,99}$")]
"""The key of a person's post, or the id of an account; never a name."""

Day = Annotated[dt.date, Field(strict=True), AfterValidator(admit_day)]
"""A day as a line has it, «2027-06-21», and in no other form: a log is written by programs."""


Text = Annotated[str, StringConstraints(max_length=LONGEST_NOTE)]
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHO = re.compile(r"[A-Za-z0-9][A-Za-z0-9@._:-]{0,99}")


class Did(enum.StrEnum):
    """What was done."""

    STARTED = "started"
    REPORTED = "reported"
    SUBMITTED = "submitted"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    EXTENDED = "extended"
    NOT_APPLICABLE = "not-applicable"
    CANCELLED = "cancelled"
    REOPENED = "reopened"
    NOTED = "noted"
    ATTACHED = "attached"
    STEP_DONE = "step-done"
    DATED = "dated"
    DECIDED = "decided"
    ACKNOWLEDGED = "acknowledged"
    ABSENT = "absent"
    LETTER_SENDING = "letter-sending"
    LETTER_SENT = "letter-sent"
    LETTER_REFUSED = "letter-refused"
    LETTER_LATER = "letter-later"

    # As its words: a long log asks thousands of times what a deed leads to.
    __hash__ = str.__hash__


DID_WORDS: Mapping[Did, Bilingual] = MappingProxyType(
    {
        Did.STARTED: Bilingual("начато", "started"),
        Did.REPORTED: Bilingual("выполнено", "done"),
        Did.SUBMITTED: Bilingual("сдано на проверку", "submitted"),
        Did.ACCEPTED: Bilingual("принято", "accepted"),
        Did.RETURNED: Bilingual("возвращено", "returned"),
        Did.EXTENDED: Bilingual("срок перенесён", "extended"),
        Did.NOT_APPLICABLE: Bilingual("не применимо", "not applicable"),
        Did.CANCELLED: Bilingual("отменено", "cancelled"),
        Did.REOPENED: Bilingual("открыто снова", "reopened"),
        Did.NOTED: Bilingual("примечание", "note"),
        Did.ATTACHED: Bilingual("приложен документ", "evidence attached"),
        Did.STEP_DONE: Bilingual("шаг пройден", "step done"),
        Did.DATED: Bilingual("стала известна дата", "date known"),
        Did.DECIDED: Bilingual("срок решён", "days decided"),
        Did.ACKNOWLEDGED: Bilingual("ознакомление", "read"),
        Did.ABSENT: Bilingual("отсутствие", "absence"),
        Did.LETTER_SENDING: Bilingual("письмо отправляется", "letter being sent"),
        Did.LETTER_SENT: Bilingual("письмо отправлено", "letter sent"),
        Did.LETTER_REFUSED: Bilingual("письмо не принято", "letter refused"),
        Did.LETTER_LATER: Bilingual("письмо отложено", "letter put off"),
    }
)


class EvidenceFile(Frozen):
    """A file that shows what was done; it lies beside the adoption, in `evidence/`, named by its content.

    Attributes:
        sha256: of the whole file, in lower-case hexadecimal.
        name: what it was called where it came from, for whoever opens it.
        size: in bytes.
    """

    sha256: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
    name: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NAME)]
    size: Annotated[int, Field(ge=0, strict=True)]


class EvidenceLink(Frozen):
    """The address of a page that shows what was done."""

    link: Annotated[str, StringConstraints(pattern=r"^https?://[^\s<>\"\\]+$", max_length=2_000)]


class Absence(Frozen):
    """Days on which somebody is away, both included, and the key of whoever stands in."""

    since: CalendarDay = Field(alias="from")
    until: CalendarDay
    deputy: PersonName | None = None

    @model_validator(mode="after")
    def _ends_after_it_begins(self) -> Absence:
        if self.until < self.since:
            raise ValueError("an absence ends before it begins")
        return self


class Seen(Frozen):
    """What an acceptance accepted, so that nothing else counts as accepted later.

    Attributes:
        entries: the last entries about the thing, the report among them.
        evidence: the contents of the files of the report that was accepted.
        plan: the roadmap's version the plan followed, as «id@version».
        on: the day the work was done by the report.
    """

    entries: tuple[EntryId, ...] = ()
    evidence: tuple[str, ...] = ()
    plan: str | None = None
    on: CalendarDay | None = None


class Redaction(Frozen):
    """That the note and the evidence of an entry were taken out, by whom, when and why."""

    who: Who
    at: Instant
    why: Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_NOTE)]


class Entry(Frozen):
    """One entry of a status log.

    Attributes:
        at: the instant it was recorded, UTC.
        on: the day it counts from.
        who: the key of a person's post or the id of an account.
        via: «portal» or «tracker», where it was not typed as a command.
        to: what a thing became: the new day of an extension or an event («2027-06-21»), the span a council
            has decided («2027-06-21/2027-06-30»), the key of whoever has read a document, an `Absence`, the
            digest of a letter.
        cells: what was filled into columns of the roadmap's own, by the column's name; empty where emptied.
        seen: what an acceptance accepted.
        after: the last entries about the same thing that the writer saw; all rivals where a conflict is
            decided.
    """

    # No default needs to be looked at again for each of thousands of lines.
    model_config = ConfigDict(validate_default=False)

    v: Literal[1] = 1
    id: EntryId
    adoption: Slug
    at: Instant
    on: Day
    who: Who
    via: Annotated[str, StringConstraints(pattern=r"^[a-z]{1,20}$")] | None = None
    about: KnownAbout
    did: Did
    to: Absence | Annotated[str, StringConstraints(max_length=200)] | None = None
    note: Text | None = None
    cells: Annotated[FrozenMap[Slug, Text], Field(max_length=MOST_CELLS)] = frozendict()
    evidence: Annotated[tuple[EvidenceFile | EvidenceLink, ...], Field(max_length=MOST_EVIDENCE)] = ()
    seen: Seen | None = None
    after: tuple[EntryId, ...] = ()
    redacted: Redaction | None = None

    @model_validator(mode="after")
    def _becomes_what_it_can(self) -> Entry:
        if self.did in _BECOMES and not _BECOMES[self.did](self.to):
            raise ValueError(f"to: what «{self.did}» leads to is another kind of thing")
        return self

    @property
    def thing(self) -> Thing:
        """What it is about."""
        return self.about.thing

    def to_json(self) -> dict[str, Any]:
        """Give it as its line says it: nothing that nobody said."""
        return {"v": self.v, **self.model_dump(mode="json", by_alias=True, exclude_defaults=True)} | {
            "after": list(self.after)
        }


def _is_day(to: Absence | str | None) -> bool:
    if not isinstance(to, str) or _ISO_DAY.fullmatch(to) is None:
        return False
    try:
        admit_day(dt.date.fromisoformat(to))
    except ValueError:
        return False
    return True


def _is_reader(to: Absence | str | None) -> bool:
    return to is None or (isinstance(to, str) and _WHO.fullmatch(to) is not None)


_BECOMES: Mapping[Did, Callable[[Absence | str | None], bool]] = MappingProxyType(
    {
        Did.EXTENDED: _is_day,
        Did.DATED: _is_day,
        Did.ACKNOWLEDGED: _is_reader,
        Did.ABSENT: lambda to: isinstance(to, Absence),
    }
)
"""Deeds whose `to` is of one kind."""


class StrangeEntry(Frozen):
    """An entry of a newer version, or of a deed this program does not know: kept, and never guessed at.

    Attributes:
        adoption: whose log it belongs to, and `thing` what it is about, where that can be read.
        words: its line.
    """

    id: EntryId
    adoption: str | None = None
    thing: Thing | None = None
    after: tuple[str, ...] = ()
    words: str


class StatusLog(Frozen):
    """What a log says, each entry once; where entries stood in the file means nothing.

    Attributes:
        entries: those this program understands, by their ids.
        strange: those it does not.
    """

    entries: tuple[Entry, ...] = ()
    strange: tuple[StrangeEntry, ...] = ()
