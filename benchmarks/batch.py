"""Many schools at once: `roadmap batch`, four papers each into one archive, beside a plain script's own work.

The script (that of `build.py`) fills two Word templates, builds a calendar and a table for one school, whose
values it has at hand, in a process that has loaded its libraries. Ours reads and checks the texts of each
school, finds its days, words everything and packs the papers. In turn; processor time a school, then the
clock's time of two processes beside one, then the most memory at a hundred schools and at ten times as many.

    python benchmarks/batch.py [SCHOOLS]     the last row with as many schools, 1,000 unless said
"""

from __future__ import annotations

import contextlib
import io
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.cli.program import run  # noqa: E402  (after the path)
from roadmap_engine.storage.packing import Deflater, use_deflater  # noqa: E402  (after the path)

ROOT = Path(__file__).parents[1]
SCHOOL = ROOT / "examples" / "school"
SCHOOLS, FEW, MANY = 40, 100, 1_000
ROUNDS = 5
GOALS: Mapping[Deflater, float] = {"zlib": 10.0, "libdeflate": 20.0, "isal": 35.0}
TWO = 1.85
MEMORY = 1.1
_FOUR = ("--only", "plan,order,calendar,tracker")


def lay_out(folder: Path, count: int) -> Path:
    """Write the texts of so many schools, alike but for their names, people and numbers."""
    adoption, organisation = (
        (SCHOOL / f"{name}.yaml").read_text(encoding="utf-8") for name in ("adoption", "organisation")
    )
    terms = {path.name: path.read_bytes() for path in SCHOOL.glob("terms-*.yaml")}
    for number in range(count):
        school = folder / f"school-{number:05d}"
        school.mkdir(parents=True)
        (school / "adoption.yaml").write_text(
            adoption.replace("school-12-", f"school-{number}-").replace("214-од", f"{number}-од"), "utf-8"
        )
        own = organisation.replace("school-12", f"school-{number}").replace("№ 12", f"№ {number}")
        (school / "organisation.yaml").write_text(own.replace("Николаева", _surname(number)), "utf-8")
        for name, data in terms.items():
            (school / name).write_bytes(data)
    return folder


def _surname(number: int) -> str:
    return ("Орлова", "Соколова", "Лебедева", "Воробьёва", "Голубкина")[number % 5]


def _batch(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "roadmap_engine.cli", "batch", *arguments]


def _make_here(schools: Path, archive: Path, deflater: Deflater) -> float:
    archive.unlink(missing_ok=True)
    with _deflating(deflater), contextlib.redirect_stdout(io.StringIO()):
        use_deflater(deflater)
        with contextlib.redirect_stderr(io.StringIO()):
            began = time.process_time()
            code = run(["batch", str(schools), "-o", str(archive), "--jobs", "1", *_FOUR])
            spent = time.process_time() - began
    if code:
        raise SystemExit(f"the batch ended with {code}")
    return spent / SCHOOLS


@contextlib.contextmanager
def _deflating(name: str) -> Iterator[None]:
    before = os.environ.get("ROADMAP_DEFLATE")
    os.environ["ROADMAP_DEFLATE"] = name
    try:
        yield
    finally:
        os.environ.pop("ROADMAP_DEFLATE")
        if before is not None:
            os.environ["ROADMAP_DEFLATE"] = before


def _compare(folder: Path) -> Iterator[tuple[str, float, float]]:
    """Give each row of processor time: what, how many times as fast, the goal."""
    from benchmarks.build import PLAIN, write_values

    write_values(folder)
    plain = compile(PLAIN, "plain.py", "exec")
    arguments, sys.argv = sys.argv, ["plain.py", str(folder)]

    def script() -> float:
        began = time.process_time()
        exec(plain, {"__name__": "plain"})  # noqa: S102 -- the plain script of build.py
        return time.process_time() - began

    schools, archive = lay_out(folder / "schools", SCHOOLS), folder / "papers.zip"
    bars = {"plain": script} | {name: lambda name=name: _make_here(schools, archive, name) for name in GOALS}
    for bar in bars.values():
        bar()
    rounds = [{name: bar() for name, bar in bars.items()} for _ in range(ROUNDS)]
    sys.argv = arguments
    for name, goal in GOALS.items():
        yield name, statistics.median(each["plain"] / each[name] for each in rounds), goal


def _clock(schools: Path, archive: Path, jobs: int) -> float:
    archive.unlink(missing_ok=True)
    began = time.perf_counter()
    command = _batch(str(schools), "-o", str(archive), "--jobs", str(jobs), *_FOUR)
    subprocess.run(command, check=True, capture_output=True, cwd=ROOT)
    return time.perf_counter() - began


_PEAK = (
    "import resource, sys; from roadmap_engine.cli.program import run; code = run(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss); sys.exit(code)"
)


def _peak(schools: Path, archive: Path) -> tuple[int, float]:
    """Give the most kilobytes that one process took, and the seconds of the clock."""
    began = time.perf_counter()
    words = ["batch", str(schools), "-o", str(archive), "--jobs", "1", *_FOUR]
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, *words], check=True, capture_output=True, text=True, cwd=ROOT
    )
    return int(done.stdout.split()[-1]), time.perf_counter() - began


def main(arguments: Sequence[str]) -> int:
    """Measure and print a line for each; 1 where a goal is missed."""
    many = int(arguments[0]) if arguments else MANY
    met = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for what, ratio, goal in _compare(folder):
            print(
                f"four papers a school, {what}: {ratio:.1f} × the plain script, goal {goal:.0f}", flush=True
            )
            met.append(ratio >= goal)
        few = lay_out(folder / "few", FEW)
        rounds = [
            _clock(few, folder / "one.zip", 1) / _clock(few, folder / "two.zip", 2) for _ in range(ROUNDS)
        ]
        same = (folder / "one.zip").read_bytes() == (folder / "two.zip").read_bytes()
        ratio = statistics.median(rounds)
        alike = "the same bytes" if same else "OTHER BYTES"
        print(f"two processes ÷ one, {FEW} schools: {ratio:.2f}, goal {TWO}, {alike}", flush=True)
        met += [ratio >= TWO, same]
        small, _ = _peak(few, folder / "few.zip")
        large, seconds = _peak(lay_out(folder / "many", many), folder / "many.zip")
        size = (folder / "many.zip").stat().st_size
        print(
            f"memory at {many} schools ÷ {FEW}: {large / small:.2f}, goal at most {MEMORY}"
            f" ({large // 1024} MB; {seconds:.0f} s in one process, {size / 1_000_000:.0f} MB)"
        )
        met.append(large / small <= MEMORY)
    used = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    print(f"the largest of all processes: {used // 1024} MB")
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
