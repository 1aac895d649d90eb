"""Rows and entries in the words of a message."""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.model.entry import DID_WORDS, Entry
from roadmap_engine.model.plan_rows import PlanRow

__all__ = ["list_entries", "name_row", "say_shortly", "shorten_title"]

_LONGEST = 80
_SHORT = 60


def name_row(row: PlanRow, *, with_key: bool = True) -> str:
    """Name a row by its number and title; one of several of a measure by its key too, if asked."""
    words = shorten_title(f"{row.number} {row.title}")
    return f"{words} [{row.key}]" if with_key and row.key and not row.is_alone else words


def shorten_title(title: str) -> str:
    """Bring a title onto one line of a message."""
    line = " ".join(title.split())
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1].rpartition(" ")[0] + "…"


def list_entries(entries: Iterable[Entry]) -> Bilingual:
    """List entries: what was done, on which day, by whom, under which id."""
    listed = tuple(entries)
    return Bilingual.of(
        lambda language: "; ".join(
            f"{DID_WORDS[each.did].said(language)}, {format_day(each.on, language)}, {each.who} ({each.id})"
            for each in listed
        )
    )


def say_shortly(text: str) -> str:
    """Give what stands in a cell on one line that fits a message."""
    line = " ".join(text.split())
    return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"
