"""Rows and entries in the words of a message."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.model.entry import DID_WORDS, Entry
from roadmap_engine.model.plan_rows import PlanRow

__all__ = ["list_entries", "name_row"]


def name_row(row: PlanRow) -> str:
    """Name a row by its number, its title and, where it is one of several, its occurrence."""
    return f"{row.number} {row.title}".strip() + (f" [{row.key}]" if row.key else "")


def list_entries(entries: Iterable[Entry]) -> Bilingual:
    """List entries: what was done, on which day, by whom, under which id."""
    listed = tuple(entries)
    return Bilingual.of(
        lambda language: "; ".join(
            f"{DID_WORDS[each.did].said(language)}, {format_day(each.on, language)}, {each.who} ({each.id})"
            for each in listed
        )
    )
