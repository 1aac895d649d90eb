"""How much of each package of the pure core its own tests run, and whether that is enough.

Run: `make tests` does, or `python tools/coverage_gate.py PACKAGE …`. A package's own tests are those of
`tests/PACKAGE` and the examples in its docstrings: what only the tests of other packages run is not covered.
Lines and branches count. As this runs those tests, nothing else needs to run them again, but for the laws:
counting makes them slow, so here they are tried on a few examples only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

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


@dataclass(frozen=True)
class Measured:
    """What came of a package.

    Attributes:
        package: its name.
        failed: the output of its tests, where they failed.
        report: the files that are not covered whole, and the total.
        enough: whether as much is covered as must be.
        seconds: that it took.
    """

    package: str
    failed: str
    report: str
    enough: bool
    seconds: float = 0.0


def measure(package: str) -> Measured:
    """Run a package's own tests, and tell what they ran of it."""
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "COVERAGE_FILE": str(Path(folder) / "data")}
        # One seed, as a branch that chance alone reaches is not covered.
        tests = ["pytest", "-q", "-p", "no:cacheprovider", "--hypothesis-seed=0", "--traced"]
        paths = [f"tests/{package}", f"{PACKAGE}/{package}"]
        ran = _run(environment, "run", f"--source={PACKAGE}/{package}", "-m", *tests, *paths)
        if ran.returncode:
            return Measured(package, ran.stdout + ran.stderr, "", enough=False)
        floor = f"--fail-under={FLOORS[package]}"
        told = _run(environment, "report", "--precision=1", "--show-missing", "--skip-covered", floor)
        seconds = time.monotonic() - began
        return Measured(package, "", told.stdout, enough=told.returncode == 0, seconds=seconds)


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - the tests of this project
        [sys.executable, "-m", "coverage", *arguments],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


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
        asked = f"at least {FLOORS[each.package]}% asked, {each.seconds:.0f} s"
        print(each.failed or f"{each.package}: {_total(each.report)}, {asked}")
        if packages or (not each.enough and not each.failed):
            print(each.report)
    return int(not all(each.enough for each in found))


def _total(report: str) -> str:
    return next((line.split()[-1] for line in report.splitlines() if line.startswith("TOTAL")), "?")


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
