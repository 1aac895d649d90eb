"""Every problem has a case that shows it, and the case shows it as people will read it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from roadmap_engine.diagnostics import CODES
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.load import load_text
from tests.languages import find_slips
from tests.problem_cases import run_case
from tools.draw_problem_pages import PAGE, draw_page
from tools.problem_files import CASES, SHARED, case_folders, files_of

FOLDERS = case_folders()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_a_case_is_told_as_expected(folder: Path, golden: Callable[[Path, str], None]) -> None:
    """What the program says about a case is `expected.txt`, letter by letter; in English it says as much.

    The problem a folder is named after is among those it shows; no gap is left, and nothing is said in
    the other language or in that of programs.
    """
    golden(folder / "expected.txt", _tell(folder, "ru"))
    _tell(folder, "en")


def _tell(folder: Path, language: Language) -> str:
    """Meet a case in a language, and look at how it is told."""
    shown = run_case(folder, language)
    assert folder.name[:5] in shown
    heads = "\n".join(re.findall(r"^.*RM\d+:.*$", shown, re.MULTILINE))
    assert not re.search(r"(?<!\{)\{\w+\}(?!\})", heads)
    assert list(find_slips(shown, language)) == []
    return shown


def test_every_code_has_a_case() -> None:
    """A code without a case fails, and a case without a code does too."""
    expected = {f"{code.id}-{code.slug}" for code in CODES.values()}
    assert {folder.name for folder in FOLDERS} == expected


def test_no_file_is_kept_twice() -> None:
    """A file that lies in two cases is moved to `shared/`, and `shared.yaml` says in which it lies."""
    kept: dict[bytes, list[str]] = {}
    for path in sorted(path for path in CASES.rglob("*") if path.is_file() and path.stat().st_size):
        kept.setdefault(path.read_bytes(), []).append(path.relative_to(CASES).as_posix())
    twice = [names for names in kept.values() if len(names) > 1]
    assert twice == [], "keep one of each in tests/problems/shared, and name the cases in shared.yaml"


def test_every_shared_file_lies_in_several_cases() -> None:
    """What one case has stands in its folder; no case says that it shares a file it has itself."""
    lies = [path for folder in FOLDERS for path in files_of(folder).values() if SHARED in path.parents]
    assert {path for path in SHARED.rglob("*") if path.is_file()} == set(lies)
    assert [path.name for path in set(lies) if lies.count(path) == 1] == []
    table = yaml.safe_load((CASES / "shared.yaml").read_text(encoding="utf-8"))
    assert sum(len(codes) for names in table.values() for codes in names.values()) == len(lies)


def test_an_alias_bomb_is_refused_unread() -> None:
    """442 bytes that would become a gigabyte stay 442 bytes: no alias is ever followed."""
    steps = itertools.pairwise("abcdefghi")
    lines = [f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]" for before, name in steps]
    bomb = "\n".join(["roadmap: bomb", f"a: &a [{', '.join(['x'] * 9)}]", *lines])
    loaded = load_text(bomb.encode(), "bomb.yaml")
    assert loaded.value is None
    assert {problem.code for problem in loaded.problems} == {"RM121"}


def test_the_manual_is_drawn_from_the_cases(golden: Callable[[Path, str], None]) -> None:
    """`docs/problems.md` is what `tools/draw_problem_pages.py` makes of the cases, and has every code."""
    page = draw_page()
    golden(PAGE, page)
    assert all(f"### {code.id} {code.slug}" in page for code in CODES.values())
