"""Entries about events, people and documents → what a board knows beside its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TypedDict, assert_never

from roadmap_engine.model.absences import Away
from roadmap_engine.model.board import Letter, ReadDocument
from roadmap_engine.model.entry import Absence, Thing
from roadmap_engine.tracking.aspects import DAY
from roadmap_engine.tracking.folding import Folded

__all__ = ["Others", "gather_others", "read_day"]


def read_day(text: str) -> dt.date | None:
    """Read the day that an entry names; None where it is none."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None


def gather_others(folded: Mapping[Thing, Folded]) -> Others:
    """Give what is known of events, people and documents."""
    dated: dict[str, dt.date] = {}
    away: list[Away] = []
    letters: list[Letter] = []
    readings: list[ReadDocument] = []
    for thing, each in folded.items():
        match thing.kind:
            case "event":
                word = each.word(DAY)
                day = read_day(word.to) if word is not None and isinstance(word.to, str) else None
                if day is not None and not each.rivals(DAY):
                    dated[thing.id] = day
            case "person":
                away += _away_of(thing.id, each)
                letters += (
                    Letter(thing.id, name, words[-1])
                    for (kind, name), words in each.last.items()
                    if kind == "letter"
                )
            case "document":
                read = {name: words[-1].on for (kind, name), words in each.last.items() if kind == "read"}
                if read:
                    readings.append(ReadDocument(thing.id, read))
            case "point" | "measure":
                pass
            case _:
                assert_never(thing.kind)
    away.sort(key=lambda one: (one.days.since, one.person, one.entry))
    return {"dated": dated, "away": tuple(away), "readings": tuple(readings), "letters": tuple(letters)}


class Others(TypedDict):
    """What a board knows beside its rows."""

    dated: Mapping[str, dt.date]
    away: tuple[Away, ...]
    readings: tuple[ReadDocument, ...]
    letters: tuple[Letter, ...]


def _away_of(person: str, folded: Folded) -> list[Away]:
    """Give somebody's absences; one gives way to a later entry that has seen it, of some of the same days."""
    said = [(each, each.to) for each in folded.entries if isinstance(each.to, Absence)]
    return [
        Away(person, days, entry.id)
        for entry, days in said
        if not any(
            entry.id in later.after and days.since <= other.until and other.since <= days.until
            for later, other in said
        )
    ]
