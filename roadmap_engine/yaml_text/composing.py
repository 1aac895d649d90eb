"""YAML to values and the locations of every key and value, over the events of PyYAML's C parser.

Refused, because a text must say what it means where it is read: repeated keys, anchors and aliases,
tags, merge keys, more than one document. Limits keep a hostile file from costing more than a sound one.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import yaml
from yaml.cyaml import CParser  # type: ignore[attr-defined]  # the stubs forget it
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    StreamEndEvent,
)

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import TEXT_DEPTH, TEXT_VALUES
from roadmap_engine.model.provenance import Locations
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.locations import Branch, Located, RawLocation, locate, locations_of
from roadmap_engine.yaml_text.scalars import Scalar, has_letters_whole, join_letters, resolve_plain
from roadmap_engine.yaml_text.syntax import explain_yaml_error

__all__ = ["DEEPEST", "MOST_VALUES", "Composed", "compose"]

DEEPEST = TEXT_DEPTH.most
MOST_VALUES = TEXT_VALUES.most
_MOST_PROBLEMS = 50
_BLOCK_STYLES = ("|", ">")

_Entries = dict[str | int, tuple[RawLocation | None, Any]]


@dataclass(frozen=True, slots=True)
class Composed:
    """A text taken apart.

    Attributes:
        value: mappings, lists, texts, whole numbers, true, false and null.
        locations: where each of them stands.
        problems: what was refused.
        whole: whether the value holds all of the text, so that its shape can be judged.
    """

    value: Any
    locations: Locations
    problems: tuple[Problem, ...]
    whole: bool


def compose(text: str, file: str) -> Composed:
    """Take a YAML text apart; it never raises."""
    composer = _Composer(text, file)
    value: Any = None
    locations = Locations(file)
    try:
        value, located = composer.compose_document()
        locations = locations_of(file, located)
    except _GivenUp:
        composer.whole = False
    except yaml.YAMLError as error:
        composer.whole = False
        composer.problems.append(explain_yaml_error(error, text, file, deepest=DEEPEST))
    return Composed(value, locations, tuple(composer.problems), composer.whole)


class _GivenUp(Exception):  # noqa: N818 - a way out of the recursion, not an error anyone sees
    """A limit is passed: the rest of the text is not read."""


class _Composer:
    """One pass over the events of a text."""

    def __init__(self, text: str, file: str) -> None:
        self._file = file
        # A text from macOS may have its «й» in two characters, which no other text has; nearly none has.
        self._composed = has_letters_whole(text)
        self._next: Callable[[], Any] = CParser(text).get_event
        self._values = 0
        self.problems: list[Problem] = []
        self.whole = True

    def compose_document(self) -> tuple[Any, Located]:
        """Compose the only document of the stream."""
        self._next()  # the stream starts
        if isinstance(self._next(), StreamEndEvent):
            self.problems.append(Problem.of("RM106", location=Location(self._file)))
            raise _GivenUp
        composed = self._compose(self._next(), 0)
        while not isinstance(event := self._next(), StreamEndEvent):
            if not isinstance(event, DocumentEndEvent):
                self._refuse("RM120", event)
                raise _GivenUp
        return composed

    def _compose(self, event: Any, depth: int) -> tuple[Any, Located]:
        kind = type(event)
        if kind is ScalarEvent:
            start, end = event.start_mark, event.end_mark
            # The first of the two tells that the word is plain and has no tag.
            if event.implicit[0] and event.anchor is None and self._composed:
                return resolve_plain(event.value), (start.line, start.column, end.line, end.column, True)
            if event.implicit[0] and event.anchor is None:
                return resolve_plain(join_letters(event.value)), (
                    start.line,
                    start.column,
                    end.line,
                    end.column,
                    True,
                )
            return self._compose_marked(event), (start.line, start.column, end.line, end.column, False)
        if event.anchor is not None or getattr(event, "tag", None) is not None:
            self._refuse_decoration(event)
        if kind is AliasEvent:
            return None, _raw(event, event)
        if depth == DEEPEST:
            self._refuse("RM126", event, limit=DEEPEST)
            raise _GivenUp
        if kind is MappingStartEvent:
            return self._compose_mapping(event, depth + 1)
        return self._compose_list(event, depth + 1)

    def _compose_marked(self, event: Any) -> Scalar:
        """Compose a word that is quoted, or decorated in a way that is refused."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        if event.style == '"':
            self._check_escaped(event)
        return str(event.value) if self._composed else join_letters(event.value)

    def _compose_mapping(self, start: Any, depth: int) -> tuple[Any, Located]:
        values: dict[str, Any] = {}
        entries: _Entries = {}
        take, compose_value = self._next, self._compose
        while type(event := take()) is not MappingEndEvent:
            key = event.value if type(event) is ScalarEvent else ""
            if not self._composed:
                key = join_letters(key)
            # Nearly every key is an undecorated plain word, new here; whatever else it is is looked at apart.
            if key and key not in values and event.implicit[0] and event.anchor is None and key != "<<":
                admitted = True
            else:
                admitted = type(event) is ScalarEvent and self._admit_key(event, entries)
            if not admitted:
                self._skip_key(event, depth)
            value, located = compose_value(take(), depth)
            if admitted:
                values[key] = value
                begin, end = event.start_mark, event.end_mark
                entries[key] = ((begin.line, begin.column, end.line, end.column, True), located)
        self._count(len(values), start)
        return values, Branch(_raw(start, event), entries)

    def _admit_key(self, event: Any, entries: _Entries) -> bool:
        """Tell whether an unusual word can be a key here, and refuse it if not."""
        if event.anchor is not None or event.tag is not None:
            self._refuse_decoration(event)
        if event.style in _BLOCK_STYLES:
            return False
        if event.value in entries:
            there = entries[event.value][0]
            first = (locate(self._file, there),) if there else ()
            self._refuse("RM124", event, related=first, key=event.value)
            return False
        if event.value == "<<" and not event.style:
            self._refuse("RM123", event)
            self.whole = False
            return False
        self._check_escaped(event)
        return True

    def _skip_key(self, event: Any, depth: int) -> None:
        """Refuse as a key what is no word on one line, and read past it."""
        if type(event) is not ScalarEvent or event.style in _BLOCK_STYLES:
            self._refuse("RM125", event)
            self.whole = False
            self._compose(event, depth)

    def _compose_list(self, start: Any, depth: int) -> tuple[Any, Located]:
        values: list[Any] = []
        entries: _Entries = {}
        take, compose_value = self._next, self._compose
        while type(event := take()) is not SequenceEndEvent:
            value, located = compose_value(event, depth)
            entries[len(values)] = (None, located)
            values.append(value)
        self._count(len(values), start)
        return values, Branch(_raw(start, event), entries)

    def _count(self, number: int, event: Any) -> None:
        self._values += number
        if self._values > MOST_VALUES:
            self._refuse("RM127", event, limit=MOST_VALUES)
            raise _GivenUp

    def _check_escaped(self, event: Any) -> None:
        character = find_refused_character(event.value)
        if character is not None:
            self._refuse("RM107", event, character=character)

    def _refuse_decoration(self, event: Any) -> None:
        self.whole = False
        if isinstance(event, AliasEvent) or event.anchor is not None:
            self._refuse("RM121", event)
        else:
            self._refuse("RM122", event, tag=event.tag)

    def _refuse(
        self, code: str, event: Any, *, related: tuple[Location, ...] = (), **arguments: object
    ) -> None:
        words = tuple((name, str(value)) for name, value in arguments.items())
        location = locate(self._file, _raw(event, event))
        self.problems.append(Problem(code=code, arguments=words, location=location, related=related))
        if len(self.problems) >= _MOST_PROBLEMS:
            raise _GivenUp


def _raw(first: Any, last: Any) -> RawLocation:
    start, end = first.start_mark, last.end_mark
    return start.line, start.column, end.line, end.column, False
