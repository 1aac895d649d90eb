"""An organisation's text, with its terms where they stand in a text of their own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import Terms
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import DAYS_OFF
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.library import load_named
from roadmap_engine.load.loaded import Loaded, compose_text, validate_text
from roadmap_engine.model.organisation import Organisation
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.storage.opening import explain_refusal
from roadmap_engine.storage.roots import LeadsOutError, Root
from roadmap_engine.yaml_text.composing import Composed, compose

__all__ = ["judge_people", "load_named_organisation", "load_organisation"]

_TERMS = ("calendar", "terms")


def load_organisation(
    path: Path, *, asked_at: Location | None = None, root: Root | None = None, words: bytes | None = None
) -> tuple[Loaded[Organisation], *tuple[Loaded[Terms], ...]]:
    """Read an organisation's text and, after it, the text of its terms if it names one.

    Args:
        path: of the organisation's text.
        asked_at: the location in another text that names it.
        root: what the path must not lead out of, nor those that the text names; none where its reader named
            it, and then the text's own is decided by where it lies.
        words: what stands for the file, which need not be there then.

    Returns:
        the organisation, complete with its terms, and every further text that was read for it, one for each
        file of terms it names; the problems of each stand with the text they are in.
    """
    data, problems = (words, ()) if words is not None else read_bytes(path, asked_at=asked_at, root=root)
    if data is None:
        return (Loaded(str(path), problems=problems),)
    root = root or Root.around(path)
    text, composed, problems = compose_text(data, str(path))
    if composed is None or not composed.whole:
        return (Loaded(str(path), problems=problems, text=text),)
    terms: dict[Way, Loaded[Terms]] = {
        way: load_named(path, name, "terms", composed.locations.of_value(way), root)
        for way, name in _named_terms(composed.value)
    }
    read = {way: (each.readable or each).value for way, each in terms.items()}
    whole = _count_days_off(validate_text(_with_terms(composed, read), str(path), text, "organisation"))
    if None not in read.values():
        whole = _tell_years_apart(whole)
    return (replace(whole, root=root), *terms.values())


def judge_people(text: str, file: str) -> tuple[Problem, ...]:
    """Find what is wrong with an organisation's text but for its terms, which may not be there yet."""
    composed = compose(text, file)
    named = dict(_named_terms(composed.value))
    judged = _with_terms(composed, dict.fromkeys(named))
    return (*composed.problems, *validate_text(judged, file, text, "organisation").problems)


def _tell_years_apart(text: Loaded[Organisation]) -> Loaded[Organisation]:
    """Refuse terms of several years that do not say of which one they are, or two for one year."""
    known = text.readable
    found = known.value.calendar.terms if known is not None and known.value is not None else ()
    if len(found) <= 1:
        return text
    years = [each.school_year for each in found]
    refused = [
        Problem.of("RM945", location=text.locations.of_value((*_TERMS, place)))
        if year is None
        else Problem.of(
            "RM946",
            location=text.locations.of_value((*_TERMS, place)),
            related=(text.locations.of_value((*_TERMS, years.index(year))),),
            year=str(year),
        )
        for place, year in enumerate(years)
        if year is None or year in years[:place]
    ]
    return replace(text, value=None, rest=None, problems=(*text.problems, *refused)) if refused else text


def _count_days_off(text: Loaded[Organisation]) -> Loaded[Organisation]:
    """Refuse a calendar with more days off than anybody has: working days are looked for one by one."""
    known = text.readable
    days = known.value.calendar.days_off if known is not None and known.value is not None else ()
    found = sum((span.last - span.first).days + 1 for span in days)
    if found <= DAYS_OFF.most:
        return text
    location = text.locations.of_value(("calendar", "days_off"))
    refused = Problem.of(DAYS_OFF.told, location=location, found=found, limit=DAYS_OFF.most)
    return replace(text, value=None, rest=None, problems=(*text.problems, refused))


def load_named_organisation(
    text: Path, name: str, asked_at: Location, root: Root
) -> tuple[Loaded[Organisation], *tuple[Loaded[Terms], ...]]:
    """Read the organisation that an adoption names, as `load_organisation` does.

    Args:
        text: the path of the adoption, from whose folder the name is seen.
        name: a path inside the root.
        asked_at: where the adoption names it.
        root: what the name must not lead out of.
    """
    try:
        path = root.named(text.parent, name)
    except LeadsOutError as fault:
        return (Loaded(name, problems=(explain_refusal(fault, name, asked_at),)),)
    return load_organisation(path, asked_at=asked_at, root=root)


def _named_terms(value: Any) -> Iterator[tuple[Way, str]]:
    """Give the file names among the terms, by where they stand."""
    calendar = value.get("calendar") if isinstance(value, dict) else None
    terms = calendar.get("terms") if isinstance(calendar, dict) else None
    if isinstance(terms, str):
        yield _TERMS, terms
    for place, each in enumerate(terms if isinstance(terms, list) else ()):
        if isinstance(each, str):
            yield (*_TERMS, place), each


def _with_terms(composed: Composed, read: Mapping[Way, Terms | None]) -> Composed:
    if not read:
        return composed
    terms = composed.value["calendar"]["terms"]
    if isinstance(terms, list):
        found = [read.get((*_TERMS, place), each) for place, each in enumerate(terms)]
        terms = [each for each in found if each is not None]
    else:
        terms = read[_TERMS]
    calendar = {**composed.value["calendar"], "terms": terms}
    return replace(composed, value={**composed.value, "calendar": calendar})
