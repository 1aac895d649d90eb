"""What a folder is known to hold of the program's, before papers are laid into it."""

from __future__ import annotations

from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.paper_list import LIST_NAME, PaperList, load_list
from roadmap_engine.storage.terms import Terms

__all__ = ["load_known"]


def load_known(folder: Path, terms: Terms) -> tuple[PaperList, Problem | None]:
    """Read what the program put into a folder; of calendars alone, also what came there with all papers."""
    known, newer = load_list(folder / terms.list_name)
    if not terms.calendars or newer is not None or known.entries:
        return known, newer
    whole, newer = load_list(folder / LIST_NAME)
    entries = {name: entry for name, entry in whole.entries.items() if Paper.is_calendar(name)}
    return PaperList(whole.plan if entries else "", entries), newer
