"""How long a change of one date takes to go through a plan: 2 000 measures, each after the one before.

Ours and TaskJuggler's (`tj3`, Debian package of that name) on the same chain, in turn, A B A B …; the ratio
is the median of the round-by-round ratios. TaskJuggler starts a process and reads its project each time, as
its users call it, and its time without any task is measured beside it. The goal for ours is 0.20 s.
"""

from __future__ import annotations

import datetime as dt
import os
import shutil
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.deadlines import STANDARD_EVENTS, Context, EventEntry, EventVocabulary
from roadmap_engine.deadlines.happening import Happening
from roadmap_engine.deadlines.rule import On
from roadmap_engine.deadlines.shifts import Shift
from roadmap_engine.deadlines.values import Length
from roadmap_engine.model import Column, Deadline, Measure, Roadmap, Stage
from roadmap_engine.planning.drawing.contexts import Contexts
from roadmap_engine.planning.drawing.dating import date_measures

MEASURES = 2_000
ROUNDS = 5
GOAL = 0.20
FIRST_DAY = dt.date(2026, 9, 1)


def _chain() -> tuple[Roadmap, EventVocabulary]:
    measures = [_measure(0, "results-received")]
    measures += [_measure(number, f"measure-end:m-{number - 1}") for number in range(1, MEASURES)]
    stage = Stage(id="chain", title="Цепь", measures=tuple(measures))
    columns = (Column(field="title", caption="Мероприятие"), Column(field="deadline", caption="Срок"))
    roadmap = Roadmap(id="chain", version="1.0.0", title="Цепь", columns=columns, stages=(stage,))
    ends = (f"measure-end:m-{number}" for number in range(MEASURES))
    return roadmap, STANDARD_EVENTS.extended(EventEntry(end, end, end) for end in ends)


def _measure(number: int, event: str) -> Measure:
    rule = On(Shift(Length(1, "day"), "after", Happening(event), window=True))
    return Measure(id=f"m-{number}", title=f"Мероприятие {number}", deadline=Deadline(rule=rule))


def _project(roadmap: Roadmap, events: EventVocabulary, received: dt.date) -> float:
    context = Context(year=SchoolYear(2026), anchors={"results-received": received})
    started = time.perf_counter()
    dating = date_measures(roadmap, Contexts.around(context), events, {})
    elapsed = time.perf_counter() - started
    last = dating.schedules[f"m-{MEASURES - 1}"].occurrences[0].due
    if last != received + dt.timedelta(days=MEASURES):
        raise SystemExit(f"the chain ends on {last}")
    return elapsed


def _write_project(folder: Path, tasks: int) -> Path:
    lines = [
        f'project chain "Chain" {FIRST_DAY - dt.timedelta(days=2)} +8y {{ timezone "Europe/Moscow" }}',
        'task all "All" {',
    ]
    for number in range(tasks):
        needs = f"depends !m{number - 1}" if number else f"start {FIRST_DAY}"
        lines.append(f'  task m{number} "Task {number}" {{ {needs} length 1d }}')
    if not tasks:
        lines.append(f'  task none "None" {{ start {FIRST_DAY} milestone }}')
    path = folder / f"chain-{tasks}.tjp"
    path.write_text("\n".join([*lines, "}"]), encoding="utf-8")
    return path


def _juggle(path: Path) -> float:
    started = time.perf_counter()
    done = subprocess.run(
        ["tj3", "--silent", "--no-color", str(path)],
        cwd=path.parent,
        capture_output=True,
        check=False,
        # TaskJuggler follows a chain by recursion: with Ruby's usual stack it fails on one this long.
        env={**os.environ, "RUBY_THREAD_VM_STACK_SIZE": str(512 * 1024 * 1024)},
    )
    elapsed = time.perf_counter() - started
    if done.returncode:
        raise SystemExit(f"TaskJuggler failed: {done.stderr.decode()[:300]}")
    return elapsed


def main() -> int:
    """Measure and print; the exit code tells whether the goal is reached."""
    roadmap, events = _chain()
    _project(roadmap, events, FIRST_DAY)
    if shutil.which("tj3") is None:
        print("TaskJuggler is not installed (Debian package tj3): ours alone")
        ours = [_project(roadmap, events, FIRST_DAY + dt.timedelta(days=turn)) for turn in range(ROUNDS)]
    else:
        with tempfile.TemporaryDirectory() as name:
            full, empty = _write_project(Path(name), MEASURES), _write_project(Path(name), 0)
            rounds = [
                (
                    _project(roadmap, events, FIRST_DAY + dt.timedelta(days=turn)),
                    _juggle(full),
                    _juggle(empty),
                )
                for turn in range(ROUNDS)
            ]
        ours = [each[0] for each in rounds]
        ratio = statistics.median(each[1] / each[0] for each in rounds)
        net = statistics.median((each[1] - each[2]) / each[0] for each in rounds)
        print(f"TaskJuggler, {MEASURES} tasks: {statistics.median(each[1] for each in rounds):.2f} s")
        print(f"TaskJuggler, no task:    {statistics.median(each[2] for each in rounds):.2f} s")
        print(f"TaskJuggler takes {ratio:.0f} times as long, {net:.0f} times without its start")
    median = statistics.median(ours)
    print(f"{MEASURES} chained measures re-projected in {median:.3f} s, goal at most {GOAL} s")
    return int(median > GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
