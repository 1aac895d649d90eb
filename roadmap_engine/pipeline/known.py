"""Dates that count beside and before those of an adoption's text: to try them, or to write them down."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from roadmap_engine.calendars import OpenSpan, Span
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model import Adoption, Roadmap
from roadmap_engine.model.base import is_slug, with_fields
from roadmap_engine.russian.meant import find_meant

__all__ = ["Known", "add_known", "name_events"]


@dataclass(frozen=True, slots=True)
class Known:
    """Dates that count beside and before those of an adoption's text.

    Attributes:
        events: days of events.
        decided: days that are decided for measures.
        kept: the days of settled measures that are not to follow.
    """

    events: Mapping[str, dt.date] = field(default_factory=dict)
    decided: Mapping[str, Span] = field(default_factory=dict)
    kept: Mapping[str, Mapping[str, OpenSpan]] = field(default_factory=dict)


def name_events(known: Known, titles: Mapping[str, str]) -> tuple[Known, tuple[Problem, ...]]:
    """Take events by their titles, or by words of them, for their ids; what is none of them stays as it is.

    Args:
        known: as somebody says it.
        titles: of the plan's events, by id.
    """
    events: dict[str, dt.date] = {}
    problems: list[Problem] = []
    for words, day in known.events.items():
        # Whoever writes an id writes all of it: a slip in it is told.
        meant = (words,) if is_slug(words) else find_meant(words, titles)
        if len(meant) > 1:
            listed = list_names(titles[name] or name for name in meant)
            problems.append(Problem.of("RM525", words=words, near=listed))
        events[meant[0] if len(meant) == 1 else words] = day
    return replace(known, events=events), tuple(problems)


def add_known(adoption: Adoption, known: Known, roadmap: Roadmap) -> tuple[Adoption, tuple[Problem, ...]]:
    """Add dates to those of the text; what cannot be an id names nothing, and is told."""
    events = {name: day for name, day in known.events.items() if is_slug(name)}
    decided = {name: days for name, days in known.decided.items() if is_slug(name)}
    near = list_names(event.title or name for name, event in roadmap.events.items())
    problems = (
        *(Problem.of("RM504", event=name, near=near) for name in known.events if name not in events),
        *(Problem.of("RM505", measure=name) for name in known.decided if name not in decided),
    )
    events, decided = {**adoption.events, **events}, {**adoption.decided, **decided}
    kept = {name: with_fields(adoption.settled[name], days=days) for name, days in known.kept.items()}
    settled = {**adoption.settled, **kept}
    return with_fields(adoption, events=events, decided=decided, settled=settled), problems
