"""The closed set of works that are done as jobs: what each is called, what does it, and within which limits.

What does a work is named by its place, as Django names what it loads: a work knows the pages it is asked for
from, and those know jobs.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from roadmap_engine.portal.speech import gettext_lazy as _

__all__ = ["WORKS", "Kind", "Limits", "State", "Work"]


class State(enum.StrEnum):
    """How far a job is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Kind(enum.StrEnum):
    """What is done as a job."""

    ALL_PAPERS = "all-papers"
    EXPORT = "export"
    LETTERS = "letters"
    NOTE = "note"
    EVENT_SEEN = "event-seen"
    EVENT_RECORDED = "event-recorded"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process of its own may use.

    Attributes:
        seconds: by the clock, and of processor time.
        megabytes: of memory.
    """

    seconds: int = 120
    megabytes: int = 1024


@dataclass(frozen=True, slots=True)
class Work:
    """How a kind of job is done.

    Attributes:
        title: what pages call it.
        does: the function that does it, «package.module.function», as `results.Does`.
        limits: of the process of its own that it is done in: it reads what people wrote, and has neither
            database nor accounts. None for what is done in the server's own process, because it writes.
        again: whether it is begun anew when the server was killed at it; else that is told.
        back: name of the address it is asked for at: of a plan where a job is about one.
        onward: the function that gives what comes next of a job that is done, as `results.Onward`; none where
            its file is all.
    """

    title: str
    does: str
    limits: Limits | None
    again: bool
    back: str
    onward: str = ""


_SCHOOLS = "roadmap_engine.portal.schools"
_MATRIX = "roadmap_engine.portal.matrix"
_DRAFTS = "roadmap_engine.portal.drafts"
_EVENT = f"{_MATRIX}.event_page.list_steps"

WORKS: Mapping[Kind, Work] = MappingProxyType(
    {
        Kind.ALL_PAPERS: Work(
            _("Все бумаги плана"), f"{_SCHOOLS}.drawing_all.draw_all", Limits(), again=True, back="papers"
        ),
        Kind.EXPORT: Work(
            _("Выгрузка школы"), f"{_SCHOOLS}.taking_all.take_all", Limits(300), again=True, back="papers"
        ),
        Kind.LETTERS: Work(
            _("Письма опоздавшим"),
            f"{_MATRIX}.letter_sending.send_chosen",
            None,
            again=True,
            back="letters",
            onward=f"{_MATRIX}.letters.list_steps",
        ),
        Kind.NOTE: Work(
            _("Письмо"), "roadmap_engine.portal.mail.posting.send_note", None, again=False, back="home"
        ),
        Kind.EVENT_SEEN: Work(
            _("Событие для школ: что сдвинется"),
            f"{_MATRIX}.event_preview.look_at_schools",
            Limits(1_800),
            again=True,
            back="event-many",
            onward=_EVENT,
        ),
        Kind.EVENT_RECORDED: Work(
            _("Событие для школ: запись"),
            f"{_MATRIX}.event_recording.record_for_schools",
            None,
            again=True,
            back="event-many",
            onward=_EVENT,
        ),
        Kind.TABLE: Work(
            _("Чтение таблицы"),
            f"{_DRAFTS}.reading_tables.read_table",
            Limits(90),
            again=True,
            back="draft-new",
            onward=f"{_DRAFTS}.taking_tables.list_steps",
        ),
    }
)
"""One line for each kind: whoever adds one adds it here."""
