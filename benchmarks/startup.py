"""How long the first word takes: `roadmap --help` beside click alone, the library beside bare Python.

Cold processes in turn, A B A B …; the ratio is the median of the round-by-round ratios. The goal is at
most 1.5: whatever the program can do, asking what it can do costs no more than its argument parser. To import
the library costs at most 60 ms more than to start Python, whatever is imported from it later.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 25
GOAL = 1.5
IMPORT_GOAL = 60


def _measure(command: list[str]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    """Measure and print; the exit code tells whether the goal is reached."""
    click = [sys.executable, "-c", "import click"]
    program = [str(Path(sys.executable).parent / "roadmap"), "--help"]
    for command in (click, program):
        _measure(command)
    rounds = [(_measure(click), _measure(program)) for _ in range(ROUNDS)]
    ratio = statistics.median(ours / theirs for theirs, ours in rounds)
    print(f"python -c 'import click': {statistics.median(each[0] for each in rounds) * 1000:.0f} ms")
    print(f"roadmap --help:           {statistics.median(each[1] for each in rounds) * 1000:.0f} ms")
    print(f"ratio {ratio:.2f}, goal at most {GOAL}")
    return int(ratio > GOAL) | _measure_import()


def _measure_import() -> int:
    bare, library = ([sys.executable, "-c", code] for code in ("pass", "import roadmap_engine"))
    rounds = [(_measure(bare), _measure(library)) for _ in range(ROUNDS)]
    more = statistics.median(ours - theirs for theirs, ours in rounds) * 1000
    print(f"import roadmap_engine:    {more:+.1f} ms over python -c pass, goal at most {IMPORT_GOAL} ms")
    return int(more > IMPORT_GOAL)


if __name__ == "__main__":
    raise SystemExit(main())
