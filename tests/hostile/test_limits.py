"""Each limit of the table holds on both its sides, and stands where people and programs find it."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

import roadmap_engine
from roadmap_engine.checks import run_checks
from roadmap_engine.cli.lines import short_lines
from roadmap_engine.diagnostics import CODES
from roadmap_engine.diagnostics.limits import FOUND, LIMITS, LINE_BYTES
from tests.builders import ROADMAP, assemble_text
from tests.hostile.arena import Arena
from tests.hostile.bounds import BOUNDS

PAGE = Path(__file__).parents[2] / "docs" / "limits.md"
PACKAGE = Path(roadmap_engine.__file__).parent


@pytest.mark.parametrize("name", BOUNDS)
def test_as_much_as_allowed_passes(name: str, arena: Arena, tmp_path: Path) -> None:
    """An input just under a limit is not told of it, and is dealt with within the promised time."""
    limit = LIMITS[name]
    ended = arena.run(tmp_path, *BOUNDS[name](limit.most).write(tmp_path))
    assert ended.is_sound, ended.said[-2_000:]
    assert limit.told not in ended.said


@pytest.mark.parametrize("name", BOUNDS)
def test_one_more_is_refused(name: str, arena: Arena, tmp_path: Path) -> None:
    """An input just above a limit is told so, with the limit's own problem."""
    limit = LIMITS[name]
    ended = arena.run(tmp_path, *BOUNDS[name](limit.most + 1).write(tmp_path))
    assert ended.is_sound, ended.said[-2_000:]
    assert limit.told in ended.said


def test_of_a_line_no_more_is_read() -> None:
    """The rest of a line that is too long is passed over, and the next line is its own."""
    longest = LINE_BYTES.most
    lines = io.BytesIO(b"a" * longest + b"\n" + b"b" * (longest + 2) + b"\nc\n")
    assert [(line[:1], len(line)) for line in short_lines(lines)] == [
        (b"a", longest + 1),
        (b"b", longest + 1),
        (b"c", 2),
    ]


def test_a_check_stops_where_nobody_reads_on() -> None:
    """A thousand unknown roles are all found; of the next nothing is said."""
    for number, found in ((FOUND.most, FOUND.most), (FOUND.most + 1, FOUND.most)):
        names = ", ".join(f"x{each}" for each in range(number))
        text = ROADMAP.replace("participants: [teachers, associations]", f"participants: [{names}]")
        assembly, _ = assemble_text(text)
        told = [problem for problem in run_checks(assembly) if problem.code == "RM201"]
        assert len(told) == found


def test_every_limit_has_both_its_sides() -> None:
    """A limit without a test of its bounds may be one in name only."""
    elsewhere = {"FEED_EVENTS", "FEED_BYTES"}  # tests/documents/test_calendar_limits.py
    assert {*BOUNDS, *elsewhere, "LINE_BYTES", "FOUND"} == set(LIMITS)


@pytest.mark.parametrize("name", LIMITS)
def test_a_limit_is_asked_where_it_says(name: str) -> None:
    """The module that a limit names asks it, and tells a problem that there is."""
    limit = LIMITS[name]
    assert limit.told in CODES
    for module in limit.asked.split(", "):
        source = (PACKAGE / f"{module.replace('.', '/')}.py").read_text(encoding="utf-8")
        assert re.search(rf"\b{name}\b", source)


def test_the_manual_says_every_limit() -> None:
    """A row a limit: its value, the problem, the place that asks; no row without a limit."""
    rows = re.findall(
        r"^\| `([A-Z_]+)` \| ([\d ]+) .*?\| (RM\d+) \| `([^|]+)` \|",
        PAGE.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    said = {name: (int(value.replace(" ", "")), told, asked) for name, value, told, asked in rows}
    assert said == {
        name: (limit.most, limit.told, limit.asked.replace(", ", "`, `")) for name, limit in LIMITS.items()
    }
