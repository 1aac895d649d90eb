"""Many people who record something at once: the portal beside an empty view of the same stack, in turn.

    python benchmarks/portal.py [WRITERS] [NOTES]     50 writers of 10 notes each unless said

Many logs: each writer in a school of her own. One log: all of them on different measures of one school. The
times are those of the answer to a form that was sent, as its sender waits for it.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.pipeline.tracking import read_tracked  # noqa: E402  (after the path)
from tests.portal.processes import Server, lay_schools, make_sessions, running, serving  # noqa: E402
from tests.portal.writing import Writing, list_notes, write_at_once  # noqa: E402

__all__ = ["main"]

WRITERS, NOTES = 50, 10
GOAL = 3.0
"""Times the empty view's, at the 99th of a hundred."""
_PAGE = "/schools/{school}/{school}-vpr-2027/measures/{measure}/"


@contextlib.contextmanager
def _serve_empty(workspace: Path) -> Iterator[Server]:
    with running([sys.executable, "-m", "benchmarks.empty_view", str(workspace)]) as server:
        yield server


def _measures(workspace: Path, school: str) -> Sequence[str]:
    tracked = read_tracked(workspace / school / "adoption.yaml").or_raise()
    return tuple(dict.fromkeys(row.measure for row in tracked.board.rows))


def _report(name: str, came: Writing, empty: Writing, lost: int) -> None:
    ratio = came.worst() / empty.worst()
    print(
        f"{name}: {len(came.said)} notes, median {came.worst(0.5) * 1000:.0f} ms, "
        f"99 of 100 within {came.worst() * 1000:.0f} ms; the empty view {empty.worst(0.5) * 1000:.0f} and "
        f"{empty.worst() * 1000:.0f} ms: {ratio:.1f} x (at most {GOAL:.0f}); "
        f"failed {len(came.failed)}, lost {lost}, looked again {came.refused}"
    )


def main(writers: int = WRITERS, notes: int = NOTES) -> int:
    """Measure, and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        many, one = Path(folder) / "many", Path(folder) / "one"
        schools = lay_schools(many, writers)
        (school,) = lay_schools(one, 1)
        sessions = make_sessions(many, [("editor", each) for each in schools])
        measures = _measures(one, school)
        together = make_sessions(one, [("editor", school)] * min(writers, len(measures)))
        with _serve_empty(many) as server:
            empty = write_at_once(server, [(each, "/empty/") for each in sessions], notes)
        with serving(many) as server:
            named = zip(sessions, schools, strict=True)
            pages = [(s, _PAGE.format(school=each, measure="results-by-class")) for s, each in named]
            came = write_at_once(server, pages, notes)
        _report("many logs", came, empty, len(set(came.said) - set(list_notes(many))))
        with _serve_empty(one) as server:
            few = write_at_once(server, [(each, "/empty/") for each in together], notes)
        with serving(one) as server:
            named = zip(together, measures, strict=False)
            pages = [(s, _PAGE.format(school=school, measure=each)) for s, each in named]
            came = write_at_once(server, pages, notes)
        _report("one log", came, few, len(set(came.said) - set(list_notes(one))))
    return 0


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:3])))
