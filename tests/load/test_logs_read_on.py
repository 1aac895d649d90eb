"""A log that was read before says what it would say if it never had been, whatever became of its bytes."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_engine.load import status_logs
from roadmap_engine.load.log_lines import read_line
from roadmap_engine.load.status_logs import WholeLines, read_log, read_log_on, write_entry
from tests.tracking.entries import entry

FILE = "adoption.status.jsonl"
LINES = [
    *(
        write_entry(entry(name, "noted", after, note=name)).encode()
        for name, after in (("a", ""), ("b", "a"), ("c", "b"), ("d", "z"))
    ),
    write_entry(entry("a", "noted", note="иначе")).encode(),
    b'{"v": 2, "id": "entry-new-", "did": "dreamt", "after": []}\n',
    b"\n",
    b"<<<<<<< HEAD\n",
    b"{broken\n",
    codecs.BOM_UTF8 + b"\r\n",
]
_line = st.sampled_from(LINES)
_data = st.lists(_line, max_size=6).map(b"".join)


@st.composite
def _files(draw: st.DrawFn) -> list[bytes]:
    """Draw what a file holds at one time after the other."""
    files = [draw(_data)]
    for _step in range(draw(st.integers(1, 6))):
        last = files[-1]
        place = draw(st.integers(0, len(last)))
        files.append(
            draw(
                st.sampled_from(
                    [
                        last + draw(_data),
                        last + draw(_line)[: draw(st.integers(0, 60))],
                        last[:place],
                        last[:place] + b"x" + last[place + 1 :],
                        last[:place] + draw(_line) + last[place:],
                        draw(_data),
                    ]
                )
            )
        )
    return files


@given(files=_files())
@example(files=[LINES[0], LINES[0] + LINES[1][:-1], LINES[0] + LINES[1], LINES[0] + LINES[1] + LINES[2]])
@example(files=[LINES[0] + b"{torn", LINES[0] + b"{torn" + LINES[1], LINES[0] + LINES[1]])
@example(files=[b"{\n" * 60, b"{\n" * 120, b"{\n" * 2_000])
def test_read_on_is_read_anew(files: Iterable[bytes]) -> None:
    """After lines were added, torn, mended, changed in the middle, cut off, or all was replaced."""
    before = WholeLines()
    for data in files:
        log, problems, before = read_log_on(data, FILE, before)
        assert (log, problems) == read_log(data, FILE)
        assert before == read_log_on(data, FILE, WholeLines())[2]


def test_what_was_read_is_not_read_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the lines that came; what stood before are the same objects."""
    first, _problems, lines = read_log_on(b"".join(LINES[:2]), FILE, WholeLines())
    seen: list[bytes] = []

    def look(line: bytes) -> object:
        seen.append(line)
        return read_line(line)

    monkeypatch.setattr(status_logs, "read_line", look)
    again, _problems, _lines = read_log_on(b"".join(LINES[:3]), FILE, lines)
    assert seen == [LINES[2].rstrip(b"\n")]
    assert all(one is other for one, other in zip(first.entries, again.entries, strict=False))
