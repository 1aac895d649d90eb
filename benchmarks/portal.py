"""Many people who record something at once, and one alone: the portal beside an empty view of the same stack.

    python benchmarks/portal.py [alone]              one writer, into logs of 40 and of 2,000 entries
    python benchmarks/portal.py sqlite [50] [40]     so many writers of so many notes, SQLite, one process
    python benchmarks/portal.py postgres [200] [40]  the same on PostgreSQL, two processes

Many logs: each writer in a school of her own. One log: all of them on the measures of one school. The times
are those of the answer to a form that was sent, as its sender waits for it; both are measured in one run, in
turn, and what counts is how many times the one takes longer than the other.
"""

from __future__ import annotations

import contextlib
import hashlib
import sys
import tempfile
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.load.status_logs import status_path, write_entry  # noqa: E402  (after the path)
from roadmap_engine.model.board import BoardRow  # noqa: E402
from roadmap_engine.model.entry import Did, Entry, about_thing  # noqa: E402
from roadmap_engine.pipeline.tracking import read_tracked  # noqa: E402
from tests.portal.portals import NOW  # noqa: E402
from tests.portal.postgres import run_postgres  # noqa: E402
from tests.portal.processes import Server, lay_schools, make_sessions, running, serving  # noqa: E402
from tests.portal.writing import Writing, list_notes, write_at_once  # noqa: E402

__all__ = ["main"]

GOAL = 3.0
"""Times the empty view's, at the 99th of a hundred."""
ALONE, LOGS, AT_MOST = 60, (40, 2_000), 0.1
"""Notes of one writer; entries that her log has before; seconds that each may take."""
USUAL = {"sqlite": (50, 40, 1), "postgres": (200, 40, 2)}
"""Writers, notes of each, processes."""
_PAGE = "/schools/{school}/{school}-vpr-2027/measures/{measure}/"
_EMPTY = "/empty/"

Writers = Sequence[tuple[str, str]]
Serve = contextlib.AbstractContextManager[Server]


def _serve_empty(workspace: Path, variables: Mapping[str, str]) -> Serve:
    return running([sys.executable, "-m", "benchmarks.empty_view", str(workspace)], **variables)


def _rows(workspace: Path, school: str) -> Sequence[BoardRow]:
    return read_tracked(workspace / school / "adoption.yaml").or_raise().board.rows


def _each_her_own(folder: Path, count: int, variables: Mapping[str, str]) -> Writers:
    schools = lay_schools(folder, count)
    sessions = make_sessions(folder, [("editor", each) for each in schools], **variables)
    pages = [_PAGE.format(school=each, measure="results-by-class") for each in schools]
    return list(zip(sessions, pages, strict=True))


def _all_one(folder: Path, count: int, variables: Mapping[str, str]) -> Writers:
    (school,) = lay_schools(folder, 1)
    measures = list(dict.fromkeys(row.measure for row in _rows(folder, school)))
    sessions = make_sessions(folder, [("editor", school)] * count, **variables)
    return [
        (session, _PAGE.format(school=school, measure=measures[number % len(measures)]))
        for number, session in enumerate(sessions)
    ]


def _write(servers: Sequence[Server], writers: Writers, notes: int) -> Writing:
    """Let so many write at each server; gives what came of all of it."""
    share = -(-len(writers) // len(servers))
    came: list[Writing] = []

    def write(server: Server, own: Writers) -> None:
        came.append(write_at_once(server, own, notes))

    threads = [
        threading.Thread(target=write, args=(server, writers[number * share : (number + 1) * share]))
        for number, server in enumerate(servers)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return Writing(
        [wait for each in came for wait in each.waits],
        [note for each in came for note in each.said],
        sum(each.refused for each in came),
        [failed for each in came for failed in each.failed],
    )


def _report(name: str, came: Writing, empty: Writing, lost: int) -> bool:
    ratio = came.worst() / empty.worst()
    print(
        f"{name}: {len(came.said)} notes, median {came.worst(0.5) * 1000:.0f} ms, "
        f"99 of 100 within {came.worst() * 1000:.0f} ms; the empty view {empty.worst(0.5) * 1000:.0f} and "
        f"{empty.worst() * 1000:.0f} ms: {ratio:.1f} x (at most {GOAL:.0f}); "
        f"failed {len(came.failed)} {came.failed[:2] or ''}, lost {lost}, looked again {came.refused}",
        flush=True,
    )
    return ratio <= GOAL and not came.failed and not lost


def _measure_many(writers: int, notes: int, processes: int, *, postgres: bool) -> bool:
    well = True
    for name, lay in (("many logs", _each_her_own), ("one log", _all_one)):
        with contextlib.ExitStack() as held:
            folder = Path(held.enter_context(tempfile.TemporaryDirectory())) / "schools"
            variables = {"DATABASE_URL": held.enter_context(run_postgres())} if postgres else {}
            pages = lay(folder, writers, variables)
            with contextlib.ExitStack() as running_:
                servers = [running_.enter_context(_serve_empty(folder, variables)) for _ in range(processes)]
                empty = _write(servers, [(session, _EMPTY) for session, _page in pages], notes)
            with contextlib.ExitStack() as running_:
                servers = [running_.enter_context(serving(folder, **variables)) for _ in range(processes)]
                came = _write(servers, pages, notes)
            lost = len(came.said) - len(list_notes(folder))
            well &= _report(f"{name}, {writers} x {notes}", came, empty, lost)
    return well


def _fill_log(workspace: Path, school: str, count: int) -> None:
    """Write a log in which each entry follows the last one about its row."""
    adoption = workspace / school / "adoption.yaml"
    rows, heads = _rows(workspace, school), dict[str, str]()
    lines = []
    for number in range(count):
        row = rows[number % len(rows)]
        entry = Entry(
            id=hashlib.sha256(str(number).encode()).hexdigest()[:20],
            adoption=f"{school}-vpr-2027",
            at=NOW,
            on=NOW.date(),
            who="deputy-head",
            about=about_thing(row.thing),
            did=Did.NOTED,
            note="нет выводов по классам, доработать",
            after=(heads[row.row.id],) if row.row.id in heads else (),
        )
        heads[row.row.id] = entry.id
        lines.append(write_entry(entry))
    status_path(adoption).write_text("".join(lines), encoding="utf-8")


def _measure_alone() -> bool:
    well = True
    for count in LOGS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "schools"
            ((session, page),) = _each_her_own(folder, 1, {})
            _fill_log(folder, "school-100", count)
            with _serve_empty(folder, {}) as server:
                empty = _write([server], [(session, _EMPTY)], ALONE)
            with serving(folder) as server:
                came = _write([server], [(session, page)], ALONE)
        print(
            f"one writer, a log of {count:,}: median {came.worst(0.5) * 1000:.0f} ms, "
            f"99 of 100 within {came.worst() * 1000:.0f} ms (at most {AT_MOST * 1000:.0f}); "
            f"the empty view {empty.worst(0.5) * 1000:.0f} and {empty.worst() * 1000:.0f} ms",
            flush=True,
        )
        well &= came.worst(0.5) <= AT_MOST and not came.failed
    return well


def main(what: str = "alone", *numbers: str) -> int:
    """Measure, and print what was found; the exit code is 1 where it is not what was promised."""
    if what == "alone":
        return int(not _measure_alone())
    writers, notes, processes = USUAL[what]
    given = [*map(int, numbers)]
    writers, notes = [*given, *(writers, notes)[len(given) :]]
    return int(not _measure_many(writers, notes, processes, postgres=what == "postgres"))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
