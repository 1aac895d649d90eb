"""The golden tables: forms written from the grammar, one text a line, «?» where the form is not certain."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.russian import Case

__all__ = ["OBLIQUE", "Row", "read_table"]

OBLIQUE = tuple(Case)[1:]
_FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Row:
    """A text and its five oblique cases; a case that must not be given is absent."""

    text: str
    gender: str | None
    cases: tuple[tuple[Case, str | None], ...]


def read_table(name: str) -> tuple[Row, ...]:
    """Read a table of this folder."""
    with (_FOLDER / f"{name}.tsv").open(encoding="utf-8", newline="") as file:
        return tuple(_to_row(line) for line in csv.DictReader(file, delimiter="\t"))


def _to_row(line: dict[str, str]) -> Row:
    cases = tuple((case, None if line[case] == "?" else line[case]) for case in OBLIQUE)
    return Row(line["text"], line.get("gender") or None, cases)
