"""What the manual says of the portal's security is shown by tests that are there; pages run no programs."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "portal-security.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[^`]+)`", PAGE)))


@pytest.mark.parametrize("name", NAMED)
def test_every_row_names_a_test(name: str) -> None:
    """A file or folder that is there, and in it what is named."""
    path, *inside = name.split("::")
    assert (ROOT / path).exists()
    if inside:
        names = {
            node.name
            for node in ast.walk(ast.parse((ROOT / path).read_text(encoding="utf-8")))
            if isinstance(node, ast.ClassDef | ast.FunctionDef)
        }
        assert set(inside) <= names


def test_all_rows_are_there() -> None:
    """Those that apply to what the portal is."""
    said = PAGE.partition("| --- |")[2]
    ones, others = "1.2 1.3 1.5 3.2 3.3 3.4 3.5 5.2 5.3 5.4 6.1 6.2 6.3 6.4", "7.2 7.4 8.1 13.4 14.2 14.3"
    for section in f"{ones} {others} 16.2 16.3 16.4 16.5".split():
        assert f"{section}." in said, section


def test_pages_run_no_programs() -> None:
    """Nothing of the portal starts a program or evaluates words, but for itself with limits."""
    portal = ROOT / "roadmap_engine" / "portal"
    for path in set(portal.rglob("*.py")) - {portal / "jobs" / "limited.py"}:
        words = path.read_text(encoding="utf-8")
        assert not re.search(r"\b(subprocess|os\.system|os\.popen|eval\(|exec\()", words), path
