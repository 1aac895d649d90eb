"""Where the texts of a plan speak of a year that passes when the new school year begins.

What the words of a text say is found by `planning.next_year.stale_years`; here every problem gets its place.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import PurePath
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model import Assembly
from roadmap_engine.model.fields import FieldKind, printed_texts
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.planning.next_year.stale_years import find_stale_years
from roadmap_engine.yaml_text.composing import compose

__all__ = ["find_in_comments", "find_in_roadmap", "find_in_text"]

# What these say is no year of the plan: names, versions, hashes.
_NAMES = frozenset(
    {
        *(
            "adoption",
            "roadmap",
            "pinned",
            "school_year",
            "moved_from",
            "organisation",
            "was",
            "settled",
            "id",
            "terms",
            "from",
            "until",
        ),
        *("layout", "templates", "emblem", "email", "phone"),
    }
)
_COMMENT = re.compile(r"(?:^|\s)#\s?(?P<words>.*)$")
_LONGEST_VALUE = 30
"""So many lines a folded text is looked through for words of it."""


def find_in_text(text: str, file: str, year: SchoolYear, said: Collection[Way] = ()) -> Iterator[Problem]:
    """Look at every value of a school's text that can be about a year; the text is of the year before.

    Args:
        text: the text.
        file: what it is called.
        year: the new school year.
        said: ways to what was answered of the new year just now.
    """
    composed = compose(text, file)
    for way, words in _texts_in(composed.value):
        if way not in said and not _NAMES.intersection(way):
            yield from _stale(words, composed.locations.of_value(way), text, year, _before(year))


def _texts_in(value: Any, way: Way = ()) -> Iterator[tuple[Way, str]]:
    if isinstance(value, str):
        yield way, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts_in(each, (*way, key))
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _texts_in(each, (*way, place))


def find_in_comments(
    text: str, file: str, year: SchoolYear, left: Iterable[str], cited: str = ""
) -> Iterator[Problem]:
    """Look at what an author says to other authors.

    Args:
        text: the text.
        file: what it is called.
        year: the new school year.
        left: answers that stand in comments because they were left behind.
        cited: words of the roadmap; a line that only repeats some of them says nothing of its own.
    """
    known = tuple(left)
    for number, line in enumerate(text.splitlines(), 1):
        found = _COMMENT.search(line)
        if found and " ".join(found["words"].split()) in cited:
            continue
        if found and "$schema" not in line and not any(words in line for words in known):
            place = Location(file, number, found.start("words") + 1)
            yield from _stale(found["words"], place, text, year, _before(year))


def find_in_roadmap(
    assembly: Assembly, sources: Mapping[str, str], own: str, year: SchoolYear
) -> Iterator[Problem]:
    """Look at the words a plan prints, each where it was written last.

    Args:
        assembly: the roadmap with the school's own changes.
        sources: the texts it was joined from.
        own: the school's text, whose words are looked at for themselves.
        year: the new school year.
    """
    roadmap = assembly.roadmap
    words: list[tuple[str, str, str | None]] = [
        ("", "title", roadmap.title),
        ("", "plan_title", roadmap.plan_title),
    ]
    for stage in roadmap.stages:
        words.append((stage.id, "title", stage.title))
        for measure in stage.measures:
            deadline = measure.deadline.phrase or measure.deadline.text if measure.deadline else None
            words += [(measure.id, "deadline", deadline)]
            words += [(measure.id, name, written) for name, written in printed_texts(measure)]
            words.append((measure.id, "directive", measure.directive))
            told = (key for key in measure.cells if roadmap.kinds.get(key) is FieldKind.TEXT)
            words += [(measure.id, key, each) for key in told for each in measure.cells[key]]
    words += [(f"roles.{name}", "title", role.title) for name, role in roadmap.roles.items()]
    words += [(f"outputs.{name}", "title", output.title) for name, output in roadmap.outputs.items()]
    words += [(f"parameters.{name}", "default", each.default) for name, each in roadmap.parameters.items()]
    for thing, name, text in words:
        place = assembly.location(thing, name)
        if text and place is not None and place.file != own:
            source, publisher = sources.get(place.file, ""), (("published", PurePath(place.file).name),)
            yield from _stale(text, place, source, year, roadmap.school_year, publisher)


def _before(year: SchoolYear) -> SchoolYear:
    return SchoolYear(year.start - 1)


def _stale(
    words: str,
    place: Location,
    source: str,
    year: SchoolYear,
    written: SchoolYear | None,
    more: tuple[tuple[str, str], ...] = (),
) -> Iterator[Problem]:
    for found in find_stale_years(words, year, written):
        fields = [("words", found.words), ("year", str(year)), *more]
        fields.append(("unsure", found.words) if found.proposal is None else ("proposal", found.proposal))
        there = _find_in(source, place, found.words)
        yield Problem(code="RM714", arguments=tuple(fields), location=there)
        # The next one stands behind it: «2026/2027 … 2027».
        place = replace(there, column=there.column + there.length, length=1)


def _find_in(source: str, place: Location, words: str) -> Location:
    """Place words inside a value that may be folded over several lines."""
    lines: Iterable[str] = source.splitlines()[place.line - 1 : place.line + _LONGEST_VALUE]
    for number, line in enumerate(lines, place.line):
        column = line.find(words, place.column - 1 if number == place.line else 0)
        if column >= 0:
            return Location(place.file, number, column + 1, len(words))
    return place
