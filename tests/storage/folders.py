"""Folders of papers for tests: laid with few words, and looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.storage.laying import write_folder
from roadmap_engine.storage.terms import Force, Terms

__all__ = ["TODAY", "codes", "lay_papers", "look"]

TODAY = dt.date(2026, 11, 29)


def lay_papers(
    folder: Path, papers: Mapping[str, bytes], *, force: Force | None = None, plan: str = "plan", **more: Any
) -> tuple[Problem, ...]:
    """Lay papers into a folder; a document of each blank is what follows its number."""
    blanks = {name: name.partition("-")[2] for name in papers if name.startswith("forms/") and "-" in name}
    terms = Terms(plan=plan, today=TODAY, force=force or Force(), **{"blanks": blanks, **more})
    return write_folder(folder, papers, terms)


def look(folder: Path) -> Mapping[str, bytes]:
    """Give every file of a folder, at any depth, but the list."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".roadmap-")
    }


def codes(problems: tuple[Problem, ...]) -> list[str]:
    """Give the codes of problems."""
    return [problem.code for problem in problems]
