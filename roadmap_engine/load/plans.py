"""plan.json, as `roadmap build` wrote it, back to a plan: with every fault placed, whatever the bytes are.

The file may come from anybody. It is read strictly: no key twice, none unknown, no character that a text of
ours cannot have, and a table whose cells are those of its columns.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.limits import FILLED, PLAN_BYTES, PLAN_VALUES
from roadmap_engine.load.files import read_bytes
from roadmap_engine.load.loaded import Loaded
from roadmap_engine.load.plan_values import find_impossible, find_too_many, is_too_long
from roadmap_engine.model import Plan
from roadmap_engine.model.formats import FORMAT_KEY, is_format, refuse_newer, split_format
from roadmap_engine.model.json_text import TooDeepError, TooManyValuesError, read_json
from roadmap_engine.yaml_text.characters import find_refused_character
from roadmap_engine.yaml_text.source import decode_source

__all__ = ["LARGEST_PLAN", "load_plan", "read_plan"]

LARGEST_PLAN = PLAN_BYTES.most
"""So many bytes a plan has at most; one of forty measures takes about 200 KB."""

_DEEPEST = 60
_MOST = 20
_Way = tuple[str | int, ...]


def load_plan(path: Path) -> Loaded[Plan]:
    """Read the plan of a file."""
    data, problems = read_bytes(path, largest=LARGEST_PLAN)
    if data is None:
        return Loaded(str(path), problems=problems)
    return read_plan(data, str(path))


def read_plan(data: bytes, file: str) -> Loaded[Plan]:
    """Read a plan; it never raises, whatever the bytes are.

    Args:
        data: the bytes of the file.
        file: the name the text is known by to its reader.
    """
    text, problems = decode_source(data, file, largest=LARGEST_PLAN)
    if text is None:
        return Loaded(file, problems=problems)
    tree, problem = _parse(text, file)
    if problem is not None:
        return Loaded(file, "plan", problems=(problem,), text=text)
    content, number = split_format(tree)
    if not is_format("plan", number):
        return Loaded(file, "plan", problems=(_refuse_format(text, number, file),), text=text)
    plan, problems = _shape(text, content, file)
    return Loaded(file, "plan", plan, problems=problems, text=text)


def _refuse_format(text: str, number: Any, file: str) -> Problem:
    location, name = _locate(text, file, _find(text, (FORMAT_KEY,))), Path(file).name
    return refuse_newer("plan", number, file=name, location=location) or Problem.of(
        "RM841", location=location, file=name, place=FORMAT_KEY, value=_shorten(number)
    )


def _parse(text: str, file: str) -> tuple[Any, Problem | None]:
    try:
        tree = read_json(text, most=PLAN_VALUES.most)
    except TooManyValuesError:
        location = Location(file)
        return None, Problem.of(
            PLAN_VALUES.told, location=location, file=Path(file).name, limit=PLAN_VALUES.most
        )
    except json.JSONDecodeError as fault:
        return None, _unreadable(text, file, fault.pos)
    except TooDeepError:
        return None, _too_deep(file)
    except ValueError:
        # A key twice, «NaN», a number of ten thousand digits.
        return None, _unreadable(text, file, 0)
    return tree, None


def _unreadable(text: str, file: str, index: int) -> Problem:
    return Problem.of("RM840", location=_locate(text, file, index), file=Path(file).name)


def _too_deep(file: str) -> Problem:
    return Problem.of("RM126", location=Location(file), limit=_DEEPEST)


def _shape(text: str, tree: Any, file: str) -> tuple[Plan | None, tuple[Problem, ...]]:
    name = Path(file).name
    refused: list[Problem] = []
    for way, word in _words(tree, ()):
        if len(refused) == _MOST:
            break
        if len(way) > _DEEPEST:
            return None, (_too_deep(file),)
        if is_too_long(way, word):
            location = _locate(text, file, _find(text, way))
            field = _say_way(way)
            refused.append(Problem.of("RM150", location=location, thing=name, field=field, limit=FILLED.most))
        character = find_refused_character(word) or _surrogate(word)
        if character:
            location = _locate(text, file, _find(text, way))
            refused.append(Problem.of("RM107", location=location, character=character))
    if refused:
        return None, tuple(refused)
    try:
        plan = Plan.model_validate_json(json.dumps(tree, ensure_ascii=False))
    except ValidationError as faults:
        return None, tuple(
            Problem.of(
                "RM841",
                location=_locate(text, file, _find(text, fault["loc"])),
                file=name,
                place=_say_way(fault["loc"]),
                value=_shorten(fault["input"]),
            )
            for fault in faults.errors(include_url=False)[:_MOST]
        )
    too_many = tuple(
        Problem.of(limit.told, location=Location(file), found=found, limit=limit.most)
        for limit, found in find_too_many(plan)
    )
    if too_many:
        return None, too_many
    found = [
        Problem.of("RM842", location=_locate(text, file, _find(text, way)), file=name, place=_say_way(way))
        for way in _contradictions(plan)
    ]
    found += [
        Problem.of(
            "RM841",
            location=_locate(text, file, _find(text, way)),
            file=name,
            place=_say_way(way),
            value=_shorten(value),
        )
        for way, value in find_impossible(plan)
    ]
    return (None if found else plan), tuple(found[:_MOST])


def _words(value: Any, way: _Way) -> Iterator[tuple[_Way, str]]:
    """Give every text of a tree with the way to it, keys included."""
    waiting: list[tuple[_Way, Any]] = [(way, value)]
    while waiting:
        here, part = waiting.pop()
        if isinstance(part, str):
            yield here, part
        elif isinstance(part, dict):
            for key, inner in part.items():
                yield here, key
                waiting.append(((*here, key), inner))
        elif isinstance(part, list):
            waiting += [((*here, index), inner) for index, inner in enumerate(part)]


def _surrogate(word: str) -> str | None:
    """Name a half of a character that is written in two, which no file can hold."""
    found = next((letter for letter in word if "\ud800" <= letter <= "\udfff"), None)
    return f"U+{ord(found):04X}" if found else None


def _contradictions(plan: Plan) -> Iterator[_Way]:
    """Find what the schema cannot tell: a table whose parts do not fit, a thing that is there twice."""
    captions = set(plan.columns)
    if len(plan.fields) != len(plan.columns) or len(captions) != len(plan.columns):
        yield ("columns",)
    known = Counter(measure.id for measure in plan.measures())
    stages = Counter(stage.id for stage in plan.stages)
    for index, stage in enumerate(plan.stages):
        if stages[stage.id] > 1:
            yield ("stages", index, "id")
        for row, measure in enumerate(stage.measures):
            way = ("stages", index, "measures", row)
            if known[measure.id] > 1:
                yield (*way, "id")
            if set(measure.cells) != captions:
                yield (*way, "cells")


def _find(text: str, way: _Way) -> int:
    """Find where the value at a way begins; steps that are not in the text are passed over."""
    decoder = json.JSONDecoder()
    here = _skip_blanks(text, 0)
    for step in way:
        inner = _enter(text, here, step, decoder)
        here = here if inner is None else inner
    return here


def _enter(text: str, here: int, step: str | int, decoder: json.JSONDecoder) -> int | None:
    """Find where an entry of the object or list that begins here begins."""
    opening, count = text[here], 0
    if opening != ("{" if isinstance(step, str) else "["):
        return None
    here = _skip_blanks(text, here + 1)
    while text[here] not in "}]":
        key: str | int = count
        if opening == "{":
            key, here = decoder.raw_decode(text, here)
            here = _skip_blanks(text, _skip_blanks(text, here) + 1)
        if key == step:
            return here
        _, here = decoder.raw_decode(text, here)
        here = _skip_blanks(text, here)
        if text[here] == ",":
            here = _skip_blanks(text, here + 1)
        count += 1
    return None


def _skip_blanks(text: str, here: int) -> int:
    while text[here : here + 1] in {" ", "\t", "\n", "\r"}:
        here += 1
    return here


def _locate(text: str, file: str, index: int) -> Location:
    line = text.count("\n", 0, index) + 1
    return Location(file, line, index - text.rfind("\n", 0, index))


def _say_way(way: _Way) -> str:
    """Write a way as programs do: `stages[0].measures[3].deadline`.

    >>> _say_way(("stages", 0, "title"))
    'stages[0].title'
    """
    said = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in way)
    return said.lstrip(".") or "plan"


def _shorten(value: Any, limit: int = 60) -> str:
    """Show what a value is; of a whole object or list only that it is one."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    words = " ".join(str(value)[: limit * 2].split())
    return f"«{words if len(words) <= limit else words[:limit] + '…'}»"
