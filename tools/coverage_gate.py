"""How much of each package of the pure core its own tests run, and whether that is enough.

Run: `make tests` does, or `python tools/coverage_gate.py PACKAGE …`. A package's own tests are those of
`tests/PACKAGE` and the examples in its docstrings: what only the tests of other packages run is not covered.
Lines and branches count. As this runs those tests, nothing else needs to run them again, but for the laws:
counting makes them slow, so here they are tried on a few examples only.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PACKAGE = "roadmap_engine"

# Per cent that must be run, those whose tests take longest first. Whoever reaches more raises the number.
FLOORS = {
    "deadlines": 96,
    "years": 96,
    "planning": 95,
    "tracking": 97,
    "overlays": 96,
    "russian": 98,
    "questionnaire": 95,
    "model": 91,
    "checks": 95,
    "diagnostics": 92,
    "calendars": 100,
}


UNREACHABLE = ("assert_never(", "raise NotImplementedError", "(Protocol")
"""What mypy proves is never reached, and what says only the shape of a value."""


@dataclass(frozen=True)
class Missed:
    """What the tests did not run of a file.

    Attributes:
        name: the file's.
        lines: not run.
        branches: from which line to which nothing went; 0 is the end of a function.
        found: how many lines and branches were run.
        whole: how many there are.
    """

    name: str
    lines: Sequence[int]
    branches: Sequence[tuple[int, int]]
    found: int
    whole: int


@dataclass(frozen=True)
class Measured:
    """What came of a package.

    Attributes:
        package: its name.
        failed: the output of its tests, where they failed.
        missed: the files that are not covered whole.
        percent: of its lines and branches that were run.
        seconds: that it took.
    """

    package: str
    failed: str
    missed: Sequence[Missed] = ()
    percent: float = 0.0
    seconds: float = 0.0


def measure(package: str) -> Measured:
    """Run a package's own tests, and tell what they ran of it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        told = Path(folder) / "told.json"
        # One seed, as a branch that chance alone reaches is not covered; pytest did not see the counter come.
        tests = ["pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--traced"]
        tests += ["-W", "ignore::pytest.PytestAssertRewriteWarning"]
        paths = [f"tests/{package}", f"{PACKAGE}/{package}"]
        counted = ["--branch", "--json", f"--source={PACKAGE}/{package}", f"--out={told}"]
        ran = subprocess.run(  # noqa: S603 - the tests of this project
            [sys.executable, "-m", "slipcover", *counted, "-m", *tests, *paths],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=False,
        )
        if ran.returncode:
            return Measured(package, ran.stdout + ran.stderr)
        files = [_read(file, found) for file, found in json.loads(told.read_text())["files"].items()]
    missed = [each for each in files if each.lines or each.branches]
    found, whole = sum(each.found for each in files), sum(each.whole for each in files)
    return Measured(package, "", missed, 100 * found / max(1, whole), time.monotonic() - began)


def _read(file: str, found: dict[str, Any]) -> Missed:
    """Read what was met of a file, but for lines that nobody can reach."""
    source = (ROOT / file).read_text(encoding="utf-8").splitlines()
    beyond = {
        number
        for number, line in enumerate(source, 1)
        if any(each in line for each in UNREACHABLE)
        or (line.strip() == "case _:" and "assert_never(" in source[number])
    }
    lines = tuple(each for each in found["missing_lines"] if each not in beyond)
    branches = tuple((one, to) for one, to in found["missing_branches"] if to not in beyond)
    met = len(found["executed_lines"]) + len(found["executed_branches"])
    return Missed(file, lines, branches, met, met + len(lines) + len(branches))


def main(packages: list[str]) -> int:
    """Measure packages, all unless some are named; the exit code tells whether one is short.

    With `--ignore` alone, say to pytest what is run here and need not be run again.
    """
    if packages == ["--ignore"]:
        print(*(f"--ignore={PACKAGE}/{each}" for each in FLOORS))
        print(f"--laws-of={','.join(f'tests/{each}' for each in FLOORS)}")
        return 0
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = list(pool.map(measure, packages or FLOORS))
    for each in found:
        floor = FLOORS[each.package]
        asked = f"at least {floor}% asked, {each.seconds:.0f} s"
        print(each.failed or f"{each.package}: {each.percent:.1f}%, {asked}")
        if packages or (each.percent < floor and not each.failed):
            print(*(f"  {file.name}: {_say(file)}" for file in each.missed), sep="\n")
    return int(any(each.failed or each.percent < FLOORS[each.package] for each in found))


def _say(file: Missed) -> str:
    branches = (f"{one}→{to or 'end'}" for one, to in file.branches)
    return ", ".join((*map(str, file.lines), *branches))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
