"""An organisation's text, with its terms where they stand in a text of their own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import Terms
from roadmap_engine.diagnostics import Location
from roadmap_engine.load.composing import Composed
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.library import load_file
from roadmap_engine.load.loaded import Loaded, compose_text, validate_text
from roadmap_engine.model.organisation import Organisation

__all__ = ["load_organisation"]

_TERMS = ("calendar", "terms")


def load_organisation(
    path: Path, *, asked_at: Location | None = None
) -> tuple[Loaded[Organisation], *tuple[Loaded[Terms], ...]]:
    """Read an organisation's text and, after it, the text of its terms if it names one.

    Returns:
        the organisation, complete with its terms, and every further text that was read for it; the
        problems of each stand with the text they are in.
    """
    data, problems = read_bytes(path, asked_at=asked_at)
    if data is None:
        return (Loaded(str(path), problems=problems),)
    text, composed, problems = compose_text(data, str(path))
    if composed is None or not composed.whole:
        return (Loaded(str(path), problems=problems, text=text),)
    named = _named_terms(composed.value)
    if named is None:
        return (validate_text(composed, str(path), text, "organisation"),)
    asked_at = composed.places.of_value(_TERMS)
    terms: Loaded[Terms] = load_file(path.parent / named, "terms", asked_at=asked_at)
    return (validate_text(_with_terms(composed, terms.value), str(path), text, "organisation"), terms)


def _named_terms(value: Any) -> str | None:
    """Give the file name of the terms, if they are a file name."""
    calendar = value.get("calendar") if isinstance(value, dict) else None
    terms = calendar.get("terms") if isinstance(calendar, dict) else None
    return terms if isinstance(terms, str) else None


def _with_terms(composed: Composed, terms: Terms | None) -> Composed:
    calendar = {**composed.value["calendar"], "terms": terms}
    return replace(composed, value={**composed.value, "calendar": calendar})
