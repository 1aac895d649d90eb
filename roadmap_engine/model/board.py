"""The board: where every time that a measure falls due stands, and what else the log knows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from roadmap_engine.model.absences import Away
from roadmap_engine.model.entry import Entry, Thing
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import Happened, Sign, State

__all__ = ["Board", "BoardRow", "Letter", "ReadDocument", "Stray"]


@dataclass(frozen=True, slots=True)
class BoardRow:
    """One time a measure falls due, and where it stands.

    Attributes:
        row: what the plan says of it; `row.id` is «measure#occurrence».
        stage: id of the stage it stands in.
        happened: what the log says of it, the plan's own word on how it ended included.
        sign: what a reader sees; without a day nothing is soon due or overdue.
        due: its due day, the new one where it was put off.
        late: days after its due day that it was done on, or that it is not done by now; None where it is not
            late, or nobody can tell.
        heads: the last entries about it, which the next one comes after.
        rivals: last entries that lead to different states, until one that has seen them all decides.
        due_rivals: the same of different new due days.
        differs: that the adoption's text says it ended, and the log says otherwise; the text counts.
        history: its entries, each after those it had seen.
        vain: those of them that had no effect.
        steps: the steps of its documents into force that were done, by «output:step», with the day.
        states: what its next entry finds: of one of them the entry has to be allowed.
    """

    row: PlanRow
    stage: str
    happened: Happened
    sign: Sign
    due: dt.date | None = None
    late: int | None = None
    heads: tuple[str, ...] = ()
    rivals: tuple[Entry, ...] = ()
    due_rivals: tuple[Entry, ...] = ()
    differs: bool = False
    history: tuple[Entry, ...] = ()
    vain: tuple[Entry, ...] = ()
    steps: Mapping[str, dt.date] = field(default_factory=dict)
    states: frozenset[State] = frozenset({State.OPEN})

    @property
    def measure(self) -> str:
        """The id its measure goes by."""
        return self.row.measure

    @property
    def thing(self) -> Thing:
        """What entries about it name."""
        return Thing(kind="measure", id=self.row.measure, occurrence=self.row.key)


@dataclass(frozen=True, slots=True)
class Stray:
    """What was logged about something that today's plan does not have; nothing of it is lost."""

    thing: Thing
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """Who has read a document, by their keys, and the day they said so."""

    document: str
    read: Mapping[str, dt.date]


@dataclass(frozen=True, slots=True)
class Letter:
    """What became of a letter to somebody: its digest and the last entry about it."""

    person: str
    digest: str
    last: Entry


@dataclass(frozen=True, slots=True)
class Board:
    """Where a plan stands.

    Attributes:
        plan: its id.
        today: the day it is seen on; None where nobody said, and then nothing is soon due or overdue.
        rows: in the order of the table; of a plan of one's own work those that it shows.
        strays: what the log knows of things that the plan has no more.
        dated: events that the log dates, with the day; the adoption's text is what plans are made of.
        away: absences, by their first day.
        readings: who has read what.
        letters: what became of letters.
        heads: of things that are no rows, their last entries.
    """

    plan: str
    today: dt.date | None
    rows: tuple[BoardRow, ...]
    strays: tuple[Stray, ...] = ()
    dated: Mapping[str, dt.date] = field(default_factory=dict)
    away: tuple[Away, ...] = ()
    readings: tuple[ReadDocument, ...] = ()
    letters: tuple[Letter, ...] = ()
    heads: Mapping[Thing, tuple[str, ...]] = field(default_factory=dict)

    def by_measure(self) -> Mapping[str, tuple[BoardRow, ...]]:
        """Give the rows of each measure, by the id it goes by."""
        found: dict[str, tuple[BoardRow, ...]] = {}
        for row in self.rows:
            found[row.measure] = (*found.get(row.measure, ()), row)
        return found
