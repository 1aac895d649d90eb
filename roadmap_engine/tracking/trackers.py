"""A filled-in tracker × the plan and its log → what is to be recorded, what is in conflict, what is left.

Of each cell three states are known: when the workbook was made, as the log has it now, as the file has it.
What only the file changed is taken; what only the log changed is left; what both changed to the same is
nothing new; what both changed otherwise is a conflict, and nothing of its row is taken until somebody says
whose word holds.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import Thing
from roadmap_engine.model.filled_tracker import CAPTIONS, CELL_NAMES
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_rows import PlanRow, known_cells, list_rows
from roadmap_engine.model.read_tracker import ReadRow, ReadTracker
from roadmap_engine.model.tracker_cells import LINK, OWN, say_cell
from roadmap_engine.tracking.cells import Compared, compare_cells
from roadmap_engine.tracking.deeds import Deeds, is_recorded, name_entry
from roadmap_engine.tracking.places import Places
from roadmap_engine.tracking.recording import Intent
from roadmap_engine.tracking.row_deeds import Reader
from roadmap_engine.tracking.telling import name_row, say_shortly

__all__ = ["Change", "Joined", "Take", "join_tracker"]

Take = Literal["ours", "theirs"]
"""Whose word holds where both changed a cell: the log's, or the file's."""

_CAPTION_OF: Mapping[str, str] = {
    **dict(zip(CELL_NAMES, ("Статус", "Выполнено", "Примечание", "Начало", "Срок"), strict=False)),
    "number": CAPTIONS[-3],
    "date": CAPTIONS[-2],
    LINK: CAPTIONS[-1],
}


@dataclass(frozen=True, slots=True)
class Change:
    """A cell that a person changed.

    Attributes:
        at: its address: sheet and cell.
        row: the id of its row, and `title` in words.
        cell: the words over it.
        log: what the log says, and `file` what the file does.
    """

    at: str
    row: str
    title: str
    cell: str
    log: str
    file: str


@dataclass(frozen=True, slots=True)
class Joined:
    """What comes of a tracker.

    Attributes:
        drafts: what is to be recorded, each with its id.
        taken: the cells that they say.
        conflicts: cells that log and file changed otherwise, and nobody has decided.
        problems: the conflicts, what cannot be taken, and how what is taken was understood.
    """

    drafts: tuple[Intent, ...] = ()
    taken: tuple[Change, ...] = ()
    conflicts: tuple[Change, ...] = ()
    problems: tuple[Problem, ...] = ()


def join_tracker(
    plan: Plan, board: Board, read: ReadTracker, file: str, today: dt.date, take: Take | None = None
) -> Joined:
    """Join a tracker with a plan and its log.

    Args:
        plan: as it is now, with what has happened.
        board: where it stands.
        read: the tracker.
        file: what people call it.
        today: the day of reading.
        take: whose word holds in conflicts; nobody's unless given.
    """
    owner = _refuse_foreign(plan, read, file)
    return (
        Joined(problems=(owner,)) if owner is not None else _Join(plan, board, read, file, today, take).run()
    )


def _refuse_foreign(plan: Plan, read: ReadTracker, file: str) -> Problem | None:
    """Tell why a workbook is none of this plan's, or of its year's."""
    said = {row.base.plan for row in read.rows if row.base.plan}
    name = read.plan or (min(said) if len(said) == 1 else "")
    if not name and plan.plan not in said:
        return Problem.of("RM580", file=file, plan=plan.plan)
    if name and name != plan.plan:
        return Problem.of("RM577", file=file, other=name, plan=plan.plan)
    if read.years and plan.years and not set(read.years) & set(plan.years):
        return Problem.of("RM578", file=file, other=", ".join(read.years), years=", ".join(plan.years))
    return None


class _Join:
    """A tracker while it is joined."""

    def __init__(
        self, plan: Plan, board: Board, read: ReadTracker, file: str, today: dt.date, take: Take | None
    ) -> None:
        rows = list_rows(plan)
        named = {row.id.partition("#")[0] for row in read.rows}
        self.plan, self.read, self.file, self.take = plan, read, file, take
        self.places = Places(plan, rows, named)
        self.rows = {row.id: row for row in rows}
        self.homes = {row.row.id: row for row in board.rows}
        self.reader = Reader(file, today)
        self.drafts: list[Intent] = []
        self.taken: list[Change] = []
        self.conflicts: list[Change] = []
        self.problems: list[Problem] = []

    def run(self) -> Joined:
        self._tell_whole()
        found = self._find_homes(self.read.rows)
        for home, rows in found.items():
            row = self._choose(home, rows)
            if row is not None:
                self._take_row(self.homes[home], row)
        self._tell_missing(found)
        self._tell_copies(found)
        return Joined(tuple(self.drafts), tuple(self.taken), tuple(self.conflicts), tuple(self.problems))

    def _tell_whole(self) -> None:
        """Tell what the file as a whole lacks."""
        if any(not row.base.is_kept for row in self.read.rows) or (self.read.export and not self._has_base()):
            self.problems.append(Problem.of("RM597", file=self.file))
        if self.read.stray:
            self.problems.append(Problem.of("RM598", file=self.file, count=len(self.read.stray)))

    def _has_base(self) -> bool:
        return all(row.base.has_days for row in self.read.rows if row.id)

    def _find_homes(self, rows: Iterable[ReadRow]) -> Mapping[str, list[ReadRow]]:
        """Find the row of today's plan for each row of the file; rows that have none are told."""
        found: dict[str, list[ReadRow]] = {}
        for row in rows:
            home = self._find(row)
            if home is not None:
                found.setdefault(home.id, []).append(row)
        return found

    def _find(self, row: ReadRow) -> PlanRow | None:
        if row.base.plan not in ("", self.plan.plan):
            self._tell_row("RM581", row, row.base.plan)
            return None
        if row.id:
            measure, _, key = row.id.partition("#")
            home = self.places.find(Thing("measure", measure, key))
        else:
            home = self._find_by_words(row)
        if home is None and (row.changed() or (not row.id and row.title)):
            self._tell_row("RM582", row)
        return home if home is not None and home.id in self.homes else None

    def _find_by_words(self, row: ReadRow) -> PlanRow | None:
        """Find a row without an id by its words, where the whole column of ids is gone."""
        if self.read.has_ids:
            return None
        same = [each for each in self.rows.values() if _flat(each.title) == _flat(row.title) != ""]
        fits = same if len(same) == 1 else [each for each in same if each.due_now == row.cells.due]
        return fits[0] if len(fits) == 1 else None

    def _tell_row(self, code: str, row: ReadRow, plan: str = "") -> None:
        title = f"{row.number} {row.title}".strip() or row.id
        self.problems.append(Problem.of(code, at=self.reader.at(row), row=title, plan=plan))

    def _compare(self, home: str, row: ReadRow) -> Compared:
        return compare_cells(row, known_cells(self.rows[home]))

    def _choose(self, home: str, rows: Sequence[ReadRow]) -> ReadRow | None:
        """Of several rows about one time give the one that says something; None where they contradict."""
        told = [row for row in rows if self._compare(home, row).unread]
        first = (told or rows)[0]
        if all(row.marks() == first.marks() for row in told):
            return first
        others = list_names(row.place.address() for row in told[1:])
        self.problems.append(
            Problem.of("RM583", at=self.reader.at(first), row=name_row(self.rows[home]), others=others)
        )
        return None

    def _take_row(self, home: BoardRow, row: ReadRow) -> None:
        compared = self._compare(home.row.id, row)
        if not compared.unread:
            return
        export = row.base.export or self.read.export
        if compared.moved:
            # The same file read again, after the log has gone on.
            whole = self.reader.read(row, home, row.changed(), asks=False)
            if is_recorded(whole, export, home.row.id, home.history):
                return
        changes = {name: self._change(home, row, name) for name in compared.unread}
        if compared.moved and self.take is None:
            for name in compared.moved:
                self._tell_conflict(row, changes[name], name)
            return
        names = compared.edited if self.take == "ours" else compared.unread
        if not names:
            return
        deeds = self.reader.read(row, home, names)
        self.problems += deeds.problems
        self.drafts += _name_drafts(deeds, export, home)
        self.taken += [changes[name] for name in deeds.taken]

    def _change(self, home: BoardRow, row: ReadRow, name: str) -> Change:
        log = known_cells(self.rows[home.row.id]).by_name().get(name)
        words = _CAPTION_OF.get(name) or self.read.captions.get(name.removeprefix(OWN), name)
        at, title = row.place.address(name), name_row(home.row)
        return Change(at, home.row.id, title, words, say_cell(log), say_cell(row.cells.by_name().get(name)))

    def _tell_conflict(self, row: ReadRow, change: Change, name: str) -> None:
        self.conflicts.append(change)
        self.problems.append(
            Problem.of(
                "RM576",
                at=self.reader.at(row, name),
                row=change.title,
                cell=change.cell,
                theirs=say_shortly(change.file),
                ours=say_shortly(change.log),
            )
        )

    def _tell_missing(self, found: Mapping[str, object]) -> None:
        missing = [name_row(row) for name, row in self.rows.items() if name not in found]
        if missing:
            count, names = len(missing), list_names(missing)
            self.problems.append(Problem.of("RM584", file=self.file, count=count, names=names))

    def _tell_copies(self, found: Mapping[str, Sequence[ReadRow]]) -> None:
        """Tell of copies of the sheet, and of their rows that say what the sheet itself does not."""
        for copy in self.read.copies:
            cells: list[str] = []
            for row in copy.rows:
                twins = [each for rows in found.values() for each in rows if row.id and each.id == row.id]
                cells += [
                    row.place.address(name)
                    for name in row.changed()
                    if not any(each.marks().get(name) == row.marks()[name] for each in twins)
                ]
            listed = list_names(cells) if cells else Bilingual("нет", "none")
            main = self._main_sheet()
            self.problems.append(
                Problem.of("RM599", file=self.file, sheet=copy.sheet, main=main, cells=listed)
            )

    def _main_sheet(self) -> str:
        counted = Counter(row.place.sheet for row in self.read.rows)
        return counted.most_common(1)[0][0] if counted else ""


def _name_drafts(deeds: Deeds, export: str, home: BoardRow) -> list[Intent]:
    """Give drafts their ids, each after the one before it."""
    after: tuple[str, ...] = home.heads
    named: list[Intent] = []
    for draft, day in zip(deeds.drafts, deeds.days, strict=True):
        name = name_entry(export, home.row.id, draft, day, after)
        named.append(replace(draft, id=name))
        after = (name,)
    return named


def _flat(words: str) -> str:
    return " ".join(words.split()).casefold()
