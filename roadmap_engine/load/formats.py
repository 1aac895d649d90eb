"""The format of a text: stated or the first, known or newer, and high enough for what the text says."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load.things import name_thing
from roadmap_engine.model.edit import SetValue
from roadmap_engine.model.formats import (
    FIRST_FORMAT,
    FORMAT_KEY,
    FORMATS,
    is_format,
    refuse_newer,
    split_format,
)
from roadmap_engine.model.provenance import Locations, Path
from roadmap_engine.yaml_text.composing import Composed

__all__ = ["FORMAT_OF_RELATIONS", "check_format", "find_rules", "refuse_newer_text", "state_format"]

TextKind = Literal["adoption", "roadmap", "organisation", "procedure", "terms", "contacts"]

FORMAT_OF_RELATIONS = 2
"""The format in which the rule of a deadline got a `relation`."""

_BEGINNINGS = frozenset({"relation", "kind"})
"""Keys that a rule of today and a rule of format 1 are known by."""


def refuse_newer_text(composed: Composed) -> Problem | None:
    """Say that a text is of a newer format than the program knows; then nothing else of it can be said."""
    # All kinds of texts have one number, and a kind that only a later program knows has it too.
    _, found = split_format(composed.value)
    locations = composed.locations
    return refuse_newer("roadmap", found, file=locations.file, location=locations.of_value((FORMAT_KEY,)))


def check_format(kind: TextKind, composed: Composed) -> tuple[Any, tuple[Problem, ...]]:
    """Give the value of a text without its format, and what is wrong with the format."""
    content, found = split_format(composed.value)
    locations = composed.locations
    where = locations.of_value((FORMAT_KEY,))
    thing, _ = name_thing(kind, composed.value, ())
    known = [str(each) for each in range(FIRST_FORMAT, FORMATS[kind] + 1)]
    if not is_format(kind, found):
        names = {"near": near_names(str(found), known), "known": list_names(known)}
        words = {"thing": thing, "field": FORMAT_KEY, "value": found, **names}
        return content, (Problem.of("RM148", location=where, **words),)
    return content, tuple(_too_low(thing, content, found, locations))


def state_format(content: Any) -> Iterator[SetValue]:
    """Give the edit that states the format a text needs and does not state."""
    written, found = split_format(content)
    needed = any("relation" in rule for _, rule in find_rules(written)) or _has_kept_days(written)
    if found == FORMAT_OF_RELATIONS or not needed:
        return
    yield SetValue((FORMAT_KEY,), FORMAT_OF_RELATIONS)


def _has_kept_days(content: Any) -> bool:
    """Tell whether a school's text keeps the days of what is settled, as none of format 1 does."""
    settled = content.get("settled") if isinstance(content, dict) else None
    return isinstance(settled, dict) and any(
        "days" in each for each in settled.values() if isinstance(each, dict)
    )


def _too_low(thing: str, content: Any, found: int, locations: Locations) -> Iterator[Problem]:
    """Tell the first rule that needs a higher format; to state it mends them all."""
    if found >= FORMAT_OF_RELATIONS:
        return
    for path, rule in find_rules(content):
        if "relation" in rule:
            where = locations.of_key((*path, "relation"))
            yield Problem.of("RM109", location=where, thing=thing, needed=FORMAT_OF_RELATIONS, found=found)
            return


def find_rules(content: Any, path: Path = ()) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the rules of deadlines that a text has as structure, and the way to each."""
    if isinstance(content, list):
        for index, item in enumerate(content):
            yield from find_rules(item, (*path, index))
    elif isinstance(content, dict):
        for key, item in content.items():
            if key == "deadline":
                yield from _of_deadline(item, (*path, key))
            else:
                yield from find_rules(item, (*path, key))


def _of_deadline(written: Any, path: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Give the rule of a deadline, or the rules of several; a phrase has none."""
    if isinstance(written, list):
        for index, item in enumerate(written):
            yield from _of_deadline(item, (*path, index))
    elif isinstance(written, dict) and not _BEGINNINGS.isdisjoint(written):
        yield path, written
    elif isinstance(written, dict) and isinstance(rule := written.get("rule"), dict):
        yield (*path, "rule"), rule
