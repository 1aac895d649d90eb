"""Every problem has a case that shows it, and the case shows it as people will read it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from roadmap_engine.diagnostics import CODES
from roadmap_engine.load import load_text
from tests.problem_cases import CASES, run_case
from tools.draw_problem_pages import PAGE, draw_page

FOLDERS = sorted(path for path in CASES.iterdir() if path.is_dir())


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_is_told_as_expected(folder: Path, golden: Callable[[Path, str], None]) -> None:
    """What the program says about a case is `expected.txt`, letter by letter."""
    golden(folder / "expected.txt", run_case(folder))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_shows_its_own_problem(folder: Path) -> None:
    """The problem a folder is named after is among those it shows, in both languages, and says no gap."""
    code = folder.name[:5]
    for language in ("ru", "en"):
        shown = run_case(folder, language)
        assert code in shown
        assert not re.search(
            r"(?<!\{)\{\w+\}(?!\})", "\n".join(re.findall(r"^.*RM\d+:.*$", shown, re.MULTILINE))
        )


def test_every_code_has_a_case() -> None:
    """A code without a case fails, and a case without a code does too."""
    expected = {f"{code.id}-{code.slug}" for code in CODES.values()}
    assert {folder.name for folder in FOLDERS} == expected


def test_an_alias_bomb_is_refused_unread() -> None:
    """442 bytes that would become a gigabyte stay 442 bytes: no alias is ever followed."""
    steps = itertools.pairwise("abcdefghi")
    lines = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in steps]
    bomb = "\n".join(["roadmap: bomb", f"a: &a [{', '.join(['x'] * 9)}]", *lines])
    loaded = load_text(bomb.encode(), "bomb.yaml")
    assert loaded.value is None
    assert {problem.code for problem in loaded.problems} == {"RM121"}


def test_the_manual_is_drawn_from_the_cases() -> None:
    """`docs/problems.md` is what `tools/draw_problem_pages.py` makes of the cases, and has every code."""
    page = PAGE.read_text(encoding="utf-8")
    assert page == draw_page()
    assert all(f"### {code.id} {code.slug}" in page for code in CODES.values())
