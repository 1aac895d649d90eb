"""What people call a row."""

from __future__ import annotations

import pytest

from roadmap_engine.model.entry import Did, Entry, Thing
from roadmap_engine.tracking.naming import find_measure, find_row
from tests.tracking.entries import entry
from tests.tracking.plans import board_of

BOARD = board_of()


def _find(words: str) -> tuple[str | None, str | None]:
    rows, problems = find_measure(BOARD, words)
    return rows[0].measure if rows else None, problems[0].code if problems else None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("council", ("council", None)),
        ("1.1", ("council", None)),
        (" 1.1. ", ("council", None)),
        ("заседание  педсовета", ("council", None)),
        ("Педсовет", ("council", None)),
        ("2.2", ("parents", None)),
        ("работ", (None, "RM564")),
        ("1", (None, "RM563")),
        ("педсовт", (None, "RM563")),
        ("", (None, "RM563")),
        ("   ", (None, "RM563")),
        (".", (None, "RM563")),
        ("../../etc/passwd", (None, "RM563")),
        ("\u202eтевосдеП", (None, "RM563")),
        ("x" * 10_000, (None, "RM563")),
    ],
)
def test_a_measure_by_its_number_its_id_or_words(words: str, found: tuple[str | None, str | None]) -> None:
    """An id goes before a number, a number before words; several are named, and none is guessed."""
    assert _find(words) == found


def test_what_is_near_is_offered() -> None:
    """A slip of one letter."""
    _rows, (problem,) = find_measure(BOARD, "counsil")
    assert problem.words["near"] == "«council»"
    _rows, (problem,) = find_measure(BOARD, "работ")
    assert "«2.2 Работа с родителями»" in problem.words["found"]
    assert "1.3 Отчёт о работе" in problem.words["found"]


def _row(words: str, time: str | None = None, *entries: Entry, did: Did = Did.REPORTED) -> str | None:
    rows, _problems = find_measure(board_of(*entries), words)
    row, problems = find_row(rows, did, time)
    assert (row is None) == (len(problems) == 1)
    assert [each.code for each in problems] in ([], ["RM565"])
    return row.row.id if row is not None else None


@pytest.mark.parametrize(
    ("words", "time", "row"),
    [
        ("council", None, "council#1"),
        ("council", "1", "council#1"),
        ("council", "20.01.2027", "council#1"),
        ("council", "2027-01", "council#1"),
        ("council", "19.01.2027", None),
        ("results", None, "results#"),
        ("monthly", None, None),
        ("monthly", "2026-10", "monthly#2026-10"),
        ("monthly", "10.2026", "monthly#2026-10"),
        ("monthly", " 12.10.2026 ", "monthly#2026-10"),
        ("monthly", "13.10.2026", None),
        ("monthly", "октябрь", None),
        ("monthly", "99.2026", None),
        ("weekly", "2026-10-14", "weekly#2026-10"),
        ("weekly", "2026-10", "weekly#2026-10"),
        ("weekly", "2026-10-31", None),
        ("parents", "2027-02-01", "parents#1"),
        ("always", "2027-02-01", None),
    ],
)
def test_a_time_by_its_key_a_day_or_a_month(words: str, time: str | None, row: str | None) -> None:
    """Of several times one has to be said, and one that there is."""
    assert _row(words, time) == row


def test_what_can_be_meant_is_meant() -> None:
    """Of several times the only one that the deed can be about needs no words."""
    keys = [row.row.key for row in BOARD.rows if row.measure == "monthly"]
    done = [entry(key, "reported", thing=Thing("measure", "monthly", key)) for key in keys[1:]]
    assert _row("monthly", None, *done) == f"monthly#{keys[0]}"
    handed_in = entry("a", "submitted", thing=Thing("measure", "monthly", keys[3]))
    assert _row("monthly", None, handed_in, did=Did.ACCEPTED) == f"monthly#{keys[3]}"


def test_what_there_is_to_choose_from_is_said() -> None:
    """With an example that works as it is."""
    rows, _problems = find_measure(BOARD, "monthly")
    _row_found, (problem,) = find_row(rows, Did.REPORTED)
    assert "«12.09.2026»" in problem.words["found"]
    row, _problems = find_row(rows, Did.REPORTED, str(problem.words["example"]))
    assert row is not None
    rows, _problems = find_measure(BOARD, "weekly")
    _row_found, (problem,) = find_row(rows, Did.REPORTED)
    assert problem.words["example"] == "2026-09"
