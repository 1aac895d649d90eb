"""The catalogue is the one list of codes and of what they cost."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import roadmap_engine
from roadmap_engine.diagnostics import CODES, Problem, Severity, codes

PACKAGE = Path(roadmap_engine.__file__).parent
CATALOGUE = PACKAGE / "diagnostics" / "codes"
RANK = tuple(Severity)


def said_codes() -> Iterator[tuple[str, Path]]:
    """Give every text of the program that looks like a code, outside of the catalogue."""
    for path in sorted(PACKAGE.rglob("*.py")):
        if CATALOGUE not in path.parents:
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and re.fullmatch(r"RM\d{3}", str(node.value)):
                    yield str(node.value), path


def test_every_code_that_is_said_is_listed() -> None:
    """A code that nobody could look up is found before anybody meets it."""
    assert {(code, path.name) for code, path in said_codes() if code not in CODES} == set()


def test_every_listed_code_is_said() -> None:
    """A code that nothing reports any more leaves the catalogue."""
    assert CODES.keys() - {code for code, _ in said_codes()} == set()


def test_no_code_stands_twice() -> None:
    """A mapping keeps the last of two that share a code, and says nothing."""
    listed = [code for name in vars(codes) if name.endswith("_CODES") for code in getattr(codes, name)]
    assert len(listed) == len(CODES)


@pytest.mark.parametrize("code", ["RM000", "RM2045", "", "unknown-role"])
def test_an_unlisted_code_is_refused(code: str) -> None:
    """However a problem is made."""
    with pytest.raises(ValueError, match="catalogue"):
        Problem.of(code)
    with pytest.raises(ValueError, match="catalogue"):
        Problem(code=code)


@pytest.mark.parametrize("code", CODES)
def test_a_severity_is_the_codes(code: str) -> None:
    """Nobody makes more of a fault than its code does, and less only where the code has a lesser severity."""
    known, problem = CODES[code], Problem.of(code)
    assert problem.severity is known.severity
    if known.lesser is None:
        with pytest.raises(ValueError, match="one severity"):
            problem.lessen()
    else:
        assert problem.lessen().severity is known.lesser
        assert RANK.index(known.lesser) > RANK.index(known.severity)
        assert problem.lessen() != problem
