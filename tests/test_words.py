"""One word names one thing: the words that once named two have one class each, and the glossary has them."""

from __future__ import annotations

import ast
from collections import Counter
from pathlib import Path

import pytest

import roadmap_engine

PACKAGE = Path(roadmap_engine.__file__).parent
WORDS = (
    "Analysis",
    "Brought",
    "Case",
    "Draft",
    "Findings",
    "Heard",
    "Merging",
    "NewText",
    "Reading",
    "Verdict",
)
GLOSSARY = ("reading", "analysis", "findings", "case", "merging", "verdict", "heard", "brought", "draft")


def classes() -> Counter[str]:
    """How many classes, and closed sets that stand alone, have a name."""
    found: Counter[str] = Counter()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef):
                found[node.name] += 1
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                found[node.targets[0].id] += node.targets[0].id in WORDS
    return found


@pytest.mark.parametrize("word", WORDS)
def test_a_word_names_one_thing(word: str) -> None:
    """In the whole program."""
    assert classes()[word] == 1


def test_the_glossary_has_them() -> None:
    """For whoever reads the code for the first time."""
    text = (PACKAGE.parent / "docs" / "architecture.md").read_text(encoding="utf-8").lower()
    table = text.partition("## words")[2]
    for word in GLOSSARY:
        assert word in table
