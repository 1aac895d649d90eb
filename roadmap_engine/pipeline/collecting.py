"""A folder of what schools have sent → schools × measures: adoptions with their logs, tables sent back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.importing.container import MAX_FILE
from roadmap_engine.importing.registry import read_registry
from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model import Adoption, Plan
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.collected import (
    OWN,
    Collected,
    MatrixMeasure,
    MatrixStage,
    Sent,
    SentTime,
    Source,
)
from roadmap_engine.model.filled_tracker import STATUSES
from roadmap_engine.model.progress import DONE
from roadmap_engine.model.registry import Registry
from roadmap_engine.model.short_title import short_title
from roadmap_engine.pipeline.drift import Track, find_adoptions
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.reading import Shared
from roadmap_engine.pipeline.tables import lay_over, read_alone
from roadmap_engine.storage.roots import Root
from roadmap_engine.tracking.collecting import collect
from roadmap_engine.tracking.signs import View, count_late, count_late_on, tell_sign, tell_sign_on

__all__ = ["collect_folder", "load_registry", "see_on", "send_plan"]

_TABLES = (".xlsx", ".ods")
_PASSED = re.compile(r"^[.~]|^matrix\.xlsx$| до \d\d\.\d\d\.\d{4}( \(\d+\))?\.(xlsx|ods)$| \(новая версия\)")
"""Files of programs, of this command, and what `roadmap build` keeps aside of an earlier day."""


def load_registry(path: Path) -> tuple[Registry | None, tuple[Problem, ...]]:
    """Read the registry of schools in a file."""
    data, unread = read_bytes(path, largest=MAX_FILE)
    return (None, unread) if data is None else read_registry(data, str(path))


def collect_folder(
    folder: Path,
    registry: Registry | None = None,
    today: dt.date | None = None,
    passed: Collection[Path] = (),
    track: Track = iter,
) -> Outcome[Collected]:
    """Count what the schools of a folder have sent; one that cannot be read is told, and counts as expected.

    Args:
        folder: adoptions with their logs, and tables, lie in it at any depth.
        registry: who is expected to send something.
        today: the day it is seen on; without one nothing is due or overdue.
        passed: files and folders that are none of what was sent: the registry, what came out before.
        track: goes through the adoptions.
    """
    gathering = _Gathering(folder, today, tuple(each.resolve() for each in passed))
    adoptions = [each for each in find_adoptions(folder) if not gathering.is_passed(each[0])]
    gathering.list_tables()
    for path, root in track(adoptions):
        gathering.read(path, root)
    gathering.read_tables()
    if not gathering.sent and not (registry is not None and registry.schools):
        return Outcome(None, (*gathering.problems, Problem.of("RM849", folder=folder)), gathering.sources)
    collected, told = collect(gathering.sent.values(), registry, today)
    return Outcome(collected, (*gathering.problems, *told), gathering.sources)


@dataclass(slots=True)
class _Home:
    """An adoption in a folder, as tables beside it ask for it.

    Attributes:
        read: kept where a table may be laid over its plan.
    """

    sent: Sent
    read: ReadAdoption | None = None


@dataclass(slots=True)
class _Gathering:
    """What was read so far."""

    folder: Path
    today: dt.date | None
    passed: Sequence[Path]
    sent: dict[str, Sent] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    sources: dict[str, str] = field(default_factory=dict)
    tables: list[Path] = field(default_factory=list)
    shared: Shared = field(default_factory=Shared)
    homes: dict[Path, list[_Home]] = field(default_factory=dict)

    def is_passed(self, path: Path) -> bool:
        """Tell whether a file is none of what was sent."""
        found = path.resolve()
        return any(found == each or each in found.parents for each in self.passed)

    def list_tables(self) -> None:
        """List the files that may be tables which were sent back."""
        found = sorted(self.folder.rglob("*")) if self.folder.is_dir() else []
        self.tables = [
            each
            for each in found
            if each.suffix.casefold() in _TABLES
            and not _PASSED.search(each.name)
            and not self.is_passed(each)
        ]

    def name(self, path: Path) -> str:
        """Name a file as seen from the folder."""
        return path.relative_to(self.folder).as_posix() if path != self.folder else path.name

    def lay(self, sent: Sent) -> None:
        """Lay down what a school has sent."""
        self.sent[sent.path] = sent

    def read(self, path: Path, root: Root | None) -> None:
        """Read an adoption with its log."""
        outcome = read_adoption(path, root=root, shared=self.shared)
        errors = [each for each in outcome.problems if each.severity is Severity.ERROR]
        if errors:
            self.problems += errors
            self.sources.update(outcome.sources)
        read = outcome.value
        if read is None:
            self.lay(Sent(Source.UNREADABLE, self.name(path)))
            return
        sent = send_plan(self.name(path), read, self.today)
        self.lay(sent)
        keeps = bool(self.tables) and sent.source is Source.PLAN
        self.homes.setdefault(path.parent, []).append(_Home(sent, read if keeps else None))

    def read_tables(self) -> None:
        """Read the tables; one in the folder of a school that keeps a log has nothing to say."""
        strange: list[str] = []
        root = Root.of_folder(self.folder) if self.tables else None
        plans = {each.sent.plan: each for own in self.homes.values() for each in reversed(own)}
        for path in self.tables:
            home = self._find_home(path)
            if home is not None and home.sent.source is Source.LOG:
                self.lay(replace(home.sent, source=Source.TRACKER, path=self.name(path), times=()))
                continue
            data, unread = read_bytes(path, largest=MAX_FILE, root=root)
            table = read_tracker(data) if data is not None else None
            if table is None:
                self.problems += unread
                strange += [] if unread else [self.name(path)]
                continue
            home = plans.get(table.plan) or (home if not table.plan else None)
            if home is None:
                self.lay(read_alone(table, self.name(path), self.today))
            elif home.read is None:
                self.lay(replace(home.sent, source=Source.TRACKER, path=self.name(path), times=()))
            else:
                self._lay_over(home, home.read, path, lay_over(home.read.plan, table, self.today))
        if strange:
            self.problems.append(Problem.of("RM684", count=len(strange), names=list_names(strange)))

    def _find_home(self, path: Path) -> _Home | None:
        """Find the one adoption in whose folder a table lies, or below it."""
        for folder in path.parents:
            if folder in self.homes:
                own = self.homes[folder]
                return own[0] if len(own) == 1 else None
        return None

    def _lay_over(
        self, home: _Home, read: ReadAdoption, path: Path, filled: tuple[Sequence[BoardRow], int]
    ) -> None:
        """Let a table speak for a school that keeps no log; one that nobody has filled in says nothing."""
        rows, count = filled
        if not count:
            return
        self.sent.pop(home.sent.path, None)
        own = _own_of(read.adoption)
        times = tuple(_time(row, own, View.of(read.plan, self.today)) for row in rows)
        table = replace(home.sent, source=Source.TRACKER, path=self.name(path), times=times, entries=count)
        self.lay(table)


def send_plan(path: str, read: ReadAdoption, today: dt.date | None) -> Sent:
    """Give what a school's plan with its log says to a department.

    Args:
        path: how its text is named.
        read: what was read.
        today: the day it is seen on; `see_on` gives the same of another day.
    """
    plan = read.plan
    board = read.see_on(None)
    rows, view = board.rows, View.of(plan, today)
    entries = sum(entry.adoption == plan.plan for entry in read.log.entries)
    own = _own_of(read.adoption)
    return Sent(
        Source.LOG if entries else Source.PLAN,
        path,
        plan.plan,
        read.organisation.organisation,
        read.organisation.name.short,
        read.organisation.place,
        plan.roadmap.id,
        plan.roadmap.version,
        plan.title,
        _name_procedure(plan),
        " и ".join(plan.years),
        tuple(MatrixStage(each.goes_by, each.title) for each in plan.stages),
        tuple(_measures(plan, rows, own)),
        tuple(_time(row, own, view) for row in rows),
        entries,
        view.soon,
        (plan.organisation.zone or "") if plan.organisation is not None else "",
        today,
    )


def see_on(sent: Sent, today: dt.date) -> Sent:
    """Give what was sent and seen on no day as it is seen on a day; nothing is read again."""
    view = View(today, sent.soon)
    return replace(
        sent,
        day=today,
        times=tuple(
            replace(
                each,
                sign=tell_sign_on(each.sign, each.state, each.due, view),
                late=count_late_on(each.state, each.due, each.late, today),
            )
            for each in sent.times
        ),
    )


def _own_of(adoption: Adoption) -> frozenset[str]:
    return frozenset(adoption.own_additions())


def _name_procedure(plan: Plan) -> str:
    if plan.procedure is None:
        return ""
    return plan.procedure.id or plan.procedure.genitive


def _measures(plan: Plan, shown: Iterable[BoardRow], own: frozenset[str]) -> Iterator[MatrixMeasure]:
    rows = {row.measure: row.row for row in shown}
    for stage in plan.stages:
        for measure in stage.measures:
            if measure.goes_by in rows and measure.id not in own:
                yield MatrixMeasure(
                    measure.goes_by,
                    rows[measure.goes_by].number,
                    measure.title,
                    short_title(measure),
                    stage.goes_by,
                )


def _time(row: BoardRow, own: frozenset[str], view: View) -> SentTime:
    measure = OWN if row.measure in own else row.measure
    sign = tell_sign(row.row, row.happened, row.due, view)
    late = count_late(row.happened, row.due, view.today)
    # What the plan's own text says is done was done; a table that names no day leaves it open when.
    undated = row.happened.state in DONE and row.happened.done_on is None and row.row.status == STATUSES[0]
    return SentTime(
        measure, sign, row.happened.state, row.due, row.happened.on, late, undated, row.row.id, row.heads
    )
