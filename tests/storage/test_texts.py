"""A text is replaced while it is what was read; another's change is never lost, and both are shown."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.storage.texts import find_hand_edit, replace_text

CONTENT = st.none() | st.lists(st.sampled_from(["а: 1\n", "б: 2\n", "в: \x1b3\n", "г"])).map(
    lambda lines: "".join(lines).encode()
)


@given(read=CONTENT, now=CONTENT, ours=CONTENT.filter(lambda content: content is not None))
def test_nothing_that_somebody_wrote_is_lost(read: bytes | None, now: bytes | None, ours: bytes) -> None:
    """Whatever was read, stands there now, and is to be written."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "adoption.yaml"
        if now is not None:
            path.write_bytes(now)
        refused = replace_text(path, read, ours)
        stands = path.read_bytes() if path.exists() else None
        if now in (read, ours):
            assert refused == ()
            assert stands == ours
        else:
            assert [problem.code for problem in refused] == ["RM837"]
            assert stands == now


def test_both_changes_are_shown(tmp_path: Path) -> None:
    """What she changed, and what the program would have changed."""
    path = tmp_path / "adoption.yaml"
    path.write_text("а: 1\nб: от руки\n", encoding="utf-8")
    (problem,) = find_hand_edit(path, "а: 1\nб: 2\n".encode(), "а: 5\nб: 2\n".encode())
    words = problem.words
    assert (words["line"], words["was"], words["now"]) == ("2", "б: 2", "б: от руки")
    assert (words["place"], words["ours"]) == ("1", "а: 5")


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """What it leads to is what is replaced."""
    (tmp_path / "text.yaml").write_bytes(b"1")
    link = tmp_path / "adoption.yaml"
    link.symlink_to("text.yaml")
    assert replace_text(link, b"1", b"2") == ()
    assert link.is_symlink()
    assert (tmp_path / "text.yaml").read_bytes() == b"2"
