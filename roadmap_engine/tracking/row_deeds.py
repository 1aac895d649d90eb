"""What a person changed in one row of a tracker → what is to be recorded of it, or why it cannot be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import DID_WORDS, Did, EvidenceLink
from roadmap_engine.model.filled_tracker import STATUSES
from roadmap_engine.model.progress import SIGN_WORDS, State
from roadmap_engine.model.read_tracker import ReadRow
from roadmap_engine.model.tracker_cells import DATE_CELL, LINK, NUMBER_CELL, OWN, CellValue
from roadmap_engine.tracking.cell_values import Read, read_day, read_link, read_status, read_words
from roadmap_engine.tracking.deeds import Deeds
from roadmap_engine.tracking.recording import Intent, lies_ahead, say_allowed
from roadmap_engine.tracking.telling import name_row, say_shortly
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["Reader"]

_Value = TypeVar("_Value")

_TAKEN_BACK = frozenset({State.REPORTED, State.NOT_APPLICABLE, State.CANCELLED})
"""States that whoever set them can take back by choosing another status; an acceptance is not undone so."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads what was changed in rows.

    Attributes:
        file: what people call the workbook.
        today: the day of reading.
    """

    file: str
    today: dt.date

    def at(self, row: ReadRow, name: str = "") -> str:
        """Give the address of a cell, with its file."""
        return f"{self.file}, «{row.place.address(name)}»"

    def read(self, row: ReadRow, home: BoardRow, names: Collection[str], *, asks: bool = True) -> Deeds:
        """Read the changed cells of a row.

        Args:
            row: as it stands in the file.
            home: the row of today's plan that it is.
            names: of the cells to be read.
            asks: whether to look if the row's state allows it.
        """
        return _Row(self, row, home, frozenset(names), asks).read()


class _Row:
    """One row while it is read."""

    def __init__(
        self, reader: Reader, row: ReadRow, home: BoardRow, names: frozenset[str], asks: bool
    ) -> None:
        self.reader, self.row, self.home, self.names, self.asks = reader, row, home, names, asks
        self.values = row.cells.by_name()
        self.states = home.states
        self.drafts: list[Intent] = []
        self.days: list[dt.date | None] = []
        self.taken: list[str] = []
        self.problems: list[Problem] = []

    def read(self) -> Deeds:
        note = self._read_note()
        # What stood there when the workbook was made was said of something else.
        reason = note if "note" in self.row.changed() else None
        if "start" in self.names:
            self._tell("RM594", "start", what=_START)
        if "due" in self.names:
            self._put_off(reason)
        if {"status", "done"} & self.names:
            self._set_status(reason)
        self._add_words(note)
        return Deeds(tuple(self.drafts), tuple(self.days), tuple(self.taken), tuple(self.problems))

    def _value(self, name: str) -> CellValue:
        return self.values.get(name)

    def _at(self, name: str) -> str:
        return self.reader.at(self.row, name)

    def _tell(
        self,
        code: str,
        name: str,
        *,
        what: Bilingual | None = None,
        day: dt.date | None = None,
        did: Bilingual | None = None,
    ) -> None:
        found = {"what": what, "day": day, "did": did}
        words: dict[str, Any] = {key: value for key, value in found.items() if value is not None}
        row = name_row(self.home.row)
        self.problems.append(Problem.of(code, at=self._at(name), row=row, **words))

    def _take(self, read: Read[_Value]) -> bool:
        """Tell what a cell has; gives whether it can be taken."""
        self.problems += read.problems
        return read.is_good

    def _read_note(self) -> str | None:
        """Give the words of the note, whoever wrote them; None where they cannot be taken."""
        read = read_words(self._value("note"), self._at("note"))
        if "note" in self.names:
            self.problems += read.problems
        return read.value

    def _put_off(self, reason: str | None) -> None:
        read = read_day(self._value("due"), self._at("due"), self.reader.today)
        if not self._take(read):
            return
        if read.value is None:
            self._tell("RM594", "due", what=_DUE_GONE)
        elif self._may(Did.EXTENDED, "due", reason):
            self._draft(
                Intent(self.home.thing, Did.EXTENDED, self.reader.today, read.value.isoformat(), reason)
            )
            self._tell_reason(Did.EXTENDED, reason)
            self.taken.append("due")

    def _set_status(self, reason: str | None) -> None:
        status = read_status(self._value("status"), self._at("status"))
        done = read_day(self._value("done"), self._at("done"), self.reader.today)
        is_good = [self._take(status), self._take(done)]
        did, day = status.value, done.value
        if not all(is_good) or did is None or self._is_settled() or not self._agrees(did, day):
            return
        if not self._may(did, "status", reason):
            return
        on = day if did in (Did.REPORTED, Did.SUBMITTED) else None
        if did is Did.REPORTED and on is None:
            self._tell("RM589", "done", day=self.reader.today)
        why = reason if MOVES[did].needs_note else None
        self._draft(Intent(self.home.thing, did, on or self.reader.today, note=why), on)
        self._tell_reason(did, why)
        self.taken += [name for name in ("status", "done") if name in self.names]

    def _tell_reason(self, did: Did, reason: str | None) -> None:
        """Tell which words of the note are recorded as the reason of a deed, which has no cell of its own."""
        if reason:
            at, row = self._at("note"), name_row(self.home.row)
            self.problems.append(
                Problem.of("RM600", at=at, row=row, did=DID_WORDS[did], note=say_shortly(reason))
            )

    def _is_settled(self) -> bool:
        """Tell whether the adoption's text says how it ended, so that no entry changes it."""
        if self.home.row.status == STATUSES[0] or not self.asks:
            return False
        row = self.home.row
        self.problems.append(Problem.of("RM595", at=self._at("status"), row=name_row(row), status=row.status))
        return True

    def _agrees(self, did: Did, day: dt.date | None) -> bool:
        """Tell whether the day fits the status: what is not done has none, what is done has one that came."""
        if day is not None and lies_ahead(did, day, self.reader.today):
            if self.asks:
                self._tell("RM590", "done", day=day)
            return False
        if did not in (Did.REPORTED, Did.SUBMITTED) and "done" in self.names and day is not None:
            self._tell("RM594", "done", what=_DAY_OF_UNDONE)
            return False
        if "status" not in self.names and day is None:
            self._tell("RM594", "done", what=_DAY_GONE)
            return False
        return True

    def _may(self, did: Did, name: str, reason: str | None) -> bool:
        """Tell whether a deed may be done now; what was set before is taken back where that is needed."""
        if MOVES[did].needs_note and not reason:
            self._tell("RM596", name, did=DID_WORDS[did])
            return False
        if not self.asks:
            return True
        locked = did is Did.REOPENED and State.ACCEPTED in self.states
        if MOVES[did].within & self.states and not locked:
            return True
        if MOVES[did].to is not None and self.states <= _TAKEN_BACK and did is not Did.REOPENED:
            self._draft(Intent(self.home.thing, Did.REOPENED, self.reader.today))
            return True
        named = f"{self._at(name)}: {name_row(self.home.row)}"
        state = SIGN_WORDS[self.home.sign].word
        self.problems.append(
            Problem.of("RM561", row=named, state=state, did=DID_WORDS[did], allowed=say_allowed(self.states))
        )
        return False

    def _draft(self, draft: Intent, day: dt.date | None = None) -> None:
        self.drafts.append(draft)
        self.days.append(day)
        to = MOVES[draft.did].to
        if to is not None:
            self.states = frozenset({to})

    def _add_words(self, note: str | None) -> None:
        """Add note, cells and address to what is recorded of the row anyway, or record them by themselves."""
        said = note if "note" in self.names else None
        named = ["note"] if said is not None else []
        cells, cell_names = self._read_cells()
        links: tuple[EvidenceLink, ...] = ()
        if LINK in self.names:
            read = read_link(self._value(LINK), self._at(LINK))
            if self._take(read) and read.value is None:
                self._tell("RM594", LINK, what=_LINK_GONE)
            elif read.value is not None:
                links, cell_names = (read.value,), [*cell_names, LINK]
        named += cell_names
        if not named:
            return
        if self.drafts:
            last = self.drafts[-1]
            self.drafts[-1] = replace(
                last, note=said if said is not None else last.note, cells=cells, evidence=links
            )
            self.taken += named
            return
        did = Did.ATTACHED if links else Did.NOTED
        if self._may(did, named[0], None):
            thing, today = self.home.thing, self.reader.today
            self._draft(Intent(thing, did, today, note=said, cells=cells, evidence=links))
            self.taken += named

    def _read_cells(self) -> tuple[Mapping[str, str], list[str]]:
        """Read what goes into an entry's cells: the document's number and day, the roadmap's own columns."""
        cells: dict[str, str] = {}
        names: list[str] = []
        for name in sorted(self.names):
            value, at = self._value(name), self._at(name)
            if name == "date":
                day = read_day(value, at, self.reader.today)
                read: Read[str] = Read(
                    day.value.isoformat() if day.value else "", day.problems, is_good=day.is_good
                )
            elif name == "number" or name.startswith(OWN):
                read = read_words(value, at)
            else:
                continue
            if self._take(read) and read.value is not None:
                cells[_KEYS.get(name, name.removeprefix(OWN))] = read.value
                names.append(name)
        return frozendict(cells), names


_KEYS: Mapping[str, str] = {"number": NUMBER_CELL, "date": DATE_CELL}

_START = Bilingual("начало срока берётся из плана", "the first day is the plan's")
_DUE_GONE = Bilingual(
    "срок убран, а убрать его из плана так нельзя", "the due day was removed, which is no way to drop it"
)
_DAY_GONE = Bilingual(
    "день убран, а статус остался: чтобы открыть работу снова, смените статус",
    "the day was removed and the status stayed: to open the work again, change the status",
)
_DAY_OF_UNDONE = Bilingual(
    "день стоит, а статус не говорит, что сделано: выберите «выполнено»",
    "there is a day, and the status does not say it is done: choose «выполнено»",
)
_LINK_GONE = Bilingual(
    "ссылка убрана, а приложенное остаётся; вычёркивает его `roadmap track redact`",
    "the link was removed, but what is attached stays; `roadmap track redact` takes it out",
)
