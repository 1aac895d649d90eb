"""An organisation's text × who is new, and the new terms → the same text, to which they are added.

Whoever is new stands behind the former, who ends the day before; terms stand beside those of the years
before. Everything else stays letter by letter, so every plan of an earlier year stays what it was.
"""

from __future__ import annotations

import codecs
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from difflib import unified_diff
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import SchoolTerms, SchoolYear, Terms
from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.load.organisations import judge_people
from roadmap_engine.model import Organisation
from roadmap_engine.model.edit import Append, Edit, MakeList, SetValue, find_value
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.pipeline.creating import read_standing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.rolling_over import OldYear
from roadmap_engine.yaml_text.composing import compose

__all__ = ["Renewed", "renew_organisation"]

_ONE_DAY = dt.timedelta(days=1)
_HEADS = ("---", "+++", "@@ ")
_TERMS: Way = ("calendar", "terms")


@dataclass(frozen=True, slots=True)
class Renewed:
    """An organisation's text, before and after.

    Attributes:
        path: of it.
        written, content: what its file holds, and is to hold; the same where nothing is new.
        old: the adoption of the year that ends, with the organisation's text as it is to be.
    """

    path: Path
    written: bytes
    content: bytes
    old: OldYear

    def says(self) -> Iterator[str]:
        """Give the lines that go and come, as a difference of two texts is written."""
        before, after = (each.decode("utf-8-sig").splitlines() for each in (self.written, self.content))
        yield from (line for line in unified_diff(before, after, n=1, lineterm="") if line[:3] not in _HEADS)


def renew_organisation(
    old: OldYear,
    path: Path,
    people: Mapping[str, Mapping[str, Any]],
    terms: str | None,
    year: SchoolYear,
) -> Outcome[Renewed]:
    """Add to an organisation's text whoever is new, and the file of the new year's terms.

    Args:
        old: the adoption of the year that ends, with its organisation.
        path: of the organisation's text.
        people: by post, with the day she comes under `from`.
        terms: the name of the file; none where they are not known, or stand there.
        year: whose terms they are.
    """
    read = read_standing(path, "organisation")
    standing = read.value
    if standing is None:
        return Outcome(None, read.problems, read.sources)
    text = standing.text
    try:
        for find_edits in (_open_lists, _add):
            text = edit_text(
                text, tuple(find_edits(compose(text, "").value, old.organisation, people, terms))
            )
    except NotEditableError:
        return Outcome(None, (Problem.of("RM717", location=Location(str(path)), file=path),), read.sources)
    if text == standing.text:
        return Outcome(Renewed(path, standing.written, standing.written, old), (), read.sources)
    sources = {**old.sources, str(path): text}
    problems = tuple(each for each in judge_people(text, str(path)) if has_errors((each,)))
    if problems:
        return Outcome(None, problems, sources)
    mark = codecs.BOM_UTF8 if standing.written.startswith(codecs.BOM_UTF8) else b""
    known = old.terms.known if terms is None else (*old.terms.known, Terms(school_year=year))
    renewed = replace(old, sources=sources, terms=SchoolTerms(known))
    return Outcome(Renewed(path, standing.written, mark + text.encode(), renewed), (), old.sources)


def _open_lists(
    tree: Any, organisation: Organisation, people: Mapping[str, Mapping[str, Any]], terms: str | None
) -> Iterator[Edit]:
    """End whoever leaves, and put lists around what stands alone so far."""
    for key, new in _newcomers(organisation, people):
        last = new["from"] - _ONE_DAY
        is_listed = isinstance(find_value(tree, ("people", key)), list)
        for place, each in enumerate(organisation.people.get(key, ())):
            if each.holds_on(last) and each.holds_on(new["from"]):
                way = ("people", key, place) if is_listed else ("people", key)
                yield SetValue((*way, "until"), last.isoformat())
        if key in organisation.people and not is_listed:
            yield MakeList(("people", key))
    standing = find_value(tree, _TERMS)
    if terms is not None and standing not in (None, terms) and not isinstance(standing, list):
        yield MakeList(_TERMS)


def _add(
    tree: Any, organisation: Organisation, people: Mapping[str, Mapping[str, Any]], terms: str | None
) -> Iterator[Edit]:
    for key, new in _newcomers(organisation, people):
        entry = {**new, "from": new["from"].isoformat()}
        if key in organisation.people:
            yield Append(("people", key), entry)
        else:
            yield SetValue(("people", key), entry)
    standing = find_value(tree, _TERMS)
    if terms is not None and standing is None:
        yield SetValue(_TERMS, terms)
    elif terms is not None and isinstance(standing, list) and terms not in standing:
        yield Append(_TERMS, terms)


def _newcomers(
    organisation: Organisation, people: Mapping[str, Mapping[str, Any]]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Give those of whom the text does not say already that they hold the post then."""
    for key, new in people.items():
        there = (each for each in organisation.people.get(key, ()) if each.holds_on(new["from"]))
        if not any((each.name, each.post) == (new["name"], new["post"]) for each in there):
            yield key, new
