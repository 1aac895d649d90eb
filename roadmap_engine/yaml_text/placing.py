"""Edits of a tree to changes of characters, at the marks of the text's nodes.

A block mapping or list gains and loses whole lines; one in brackets gains and loses what stands between its
commas. A comment at the end of a line that goes, goes with it; comments above it stay.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

import yaml

from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.model.edit import Append, Edit, Remove, Rename, SetValue, apply_edits
from roadmap_engine.model.provenance import Path
from roadmap_engine.yaml_text.spots import Change, NotEditableError, Spot, Spots, first_of, last_of
from roadmap_engine.yaml_text.writing import write_entry, write_item, write_scalar

__all__ = ["place_edits"]

STEP = 2
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def place_edits(spots: Spots, edits: Sequence[Edit]) -> Iterator[Change]:
    """Give the changes of characters that edits come to, in no order.

    Raises:
        NotEditableError: the layout cannot be followed.
    """
    gone = _list_removed(spots, edits)
    gains: dict[Path, list[SetValue | Append]] = {}
    values: dict[Path, SetValue] = {}
    for edit in edits:
        match edit:
            case Rename(path, key):
                yield _rename(spots.find(path), key)
            case Remove():
                yield from _remove(spots, edit, gone)
            case SetValue(path) if spots.spot(path) is not None:
                values[path] = edit
            case SetValue(path) | Append(path):
                gains.setdefault(spots.deepest(path), []).append(edit)
            case _:
                assert_never(edit)
    for value in values.values():
        yield _replace(spots, spots.find(value.path), value.value)
    for path, news in gains.items():
        yield _gain(spots, path, news, gone)


_Gone = Mapping[int, frozenset[int]]
"""The places of what goes, by the identity of the mapping or list it stands in."""


def _list_removed(spots: Spots, edits: Sequence[Edit]) -> _Gone:
    removed: dict[int, set[int]] = {}
    for edit in edits:
        if isinstance(edit, Remove):
            spot = spots.find(edit.path)
            removed.setdefault(id(spot.parent), set()).add(spot.place)
    return {parent: frozenset(places) for parent, places in removed.items()}


def _rename(spot: Spot, key: str) -> Change:
    if spot.key is None:
        raise NotEditableError
    return Change(spot.key.start_mark.index, spot.key.end_mark.index, write_scalar(key))


def _replace(spots: Spots, spot: Spot, value: Any) -> Change:
    """Put another value where one is."""
    start = (
        spots.start_of_value(spot) if not spot.in_brackets or spot.key else int(spot.node.start_mark.index)
    )
    if spot.key is not None and not spot.in_brackets and spot.has_own_lines:
        indent = spot.key.start_mark.column
        first, *rest = write_entry(Entry(spot.key.value, _typed(value)), indent)
        words = spots.line_break.join((first.partition(":")[2], *rest))
        return Change(start, spots.end(spot.node), words)
    if spot.is_empty:
        return Change(start, start, f" {_in_brackets(value)}")
    begin = int(spot.node.start_mark.index)
    return Change(begin, spots.end(spot.node), _in_brackets(value))


def _gain(spots: Spots, path: Path, edits: Sequence[SetValue | Append], gone: _Gone) -> Change:
    """Put new entries, or items, into the mapping or list at a path."""
    spot = spots.find(path)
    node = spot.node
    inside = tuple(_shorten(edit, len(path)) for edit in edits)
    of_list = all(isinstance(edit, Append) and not edit.path for edit in inside)
    if not spot.is_empty and of_list != isinstance(node, yaml.SequenceNode):
        raise NotEditableError
    new: Any = apply_edits([] if isinstance(node, yaml.SequenceNode) else None, inside)
    if isinstance(node, yaml.CollectionNode) and (spot.in_brackets or node.flow_style):
        stays = len(node.value) > len(gone.get(id(node), ()))
        closing = node.end_mark.index - 1
        return Change(closing, closing, (", " if stays else "") + _in_brackets(new)[1:-1])
    if isinstance(node, yaml.MappingNode):
        return spots.after_line(spots.end(node), _entries(new, node.start_mark.column, laid_out=not path))
    if isinstance(node, yaml.SequenceNode):
        dash = spots.dash(node.value[0])
        return spots.after_line(spots.end(node), _items(new, dash - spots.line_start(dash)))
    if spot.is_empty and spot.key is not None and not spot.in_brackets:
        indent = spot.key.start_mark.column + STEP
        lines = _items(new, indent) if isinstance(new, list) else _entries(new, indent)
        return spots.after_line(spot.key.end_mark.index, lines)
    raise NotEditableError


def _entries(new: Mapping[str, Any], indent: int, *, laid_out: bool = False) -> list[str]:
    """Write new entries; what is a section of the text stands on lines of its own."""
    lines: list[str] = []
    for name, each in new.items():
        value = _section(each) if laid_out and isinstance(each, dict) else _typed(each)
        if laid_out and isinstance(each, list) and any(isinstance(item, dict) for item in each):
            lines += [f"{'':{indent}}{write_scalar(name)}:", *_items(each, indent + STEP)]
        else:
            lines += write_entry(Entry(name, value), indent)
    return lines


def _items(new: Sequence[Any], indent: int) -> list[str]:
    return [
        line
        for each in new
        for line in write_item(_section(each) if isinstance(each, dict) else _typed(each), indent)
    ]


def _section(entries: Mapping[str, Any]) -> Section:
    return Section(tuple(Entry(name, _typed(each)) for name, each in entries.items()))


def _remove(spots: Spots, edit: Remove, gone: _Gone) -> Iterator[Change]:
    spot = spots.find(edit.path)
    if spot.parent is None:
        raise NotEditableError
    places = gone[id(spot.parent)]
    if spot.in_brackets:
        yield _remove_in_brackets(spot, spot.parent, places)
        if edit.remembered:
            yield _remember(spots, edit.path, spot)
        return
    start, first = (_start(spots, spot.parent, place) for place in (spot.place, 0))
    if spots.text[spots.line_start(first) : first].strip() and all(
        each in places for each in range(spot.place + 1)
    ):
        if spot.place == 0:
            yield _pull_up(spots, spot.parent, places)
        return
    line = spots.line_start(start)
    end = spots.next_line(max(spots.end(spot.node), spot.key.end_mark.index if spot.key else 0))
    if edit.remembered:
        words = spots.text[line:end].splitlines(keepends=True)
        yield Change(line, end, "".join(f"# {each}" for each in words))
    else:
        yield Change(line, end, "")


def _start(spots: Spots, parent: yaml.CollectionNode, place: int) -> int:
    """Give the start of an entry's key, or of an item's dash."""
    node = first_of(parent.value[place])
    return spots.dash(node) if isinstance(parent, yaml.SequenceNode) else int(node.start_mark.index)


def _pull_up(spots: Spots, parent: yaml.CollectionNode, gone: frozenset[int]) -> Change:
    """Remove what stands behind a dash: the next that stays takes its place there."""
    after = next((place for place in range(len(parent.value)) if place not in gone), None)
    if after is None:
        raise NotEditableError
    return Change(_start(spots, parent, 0), _start(spots, parent, after), "")


def _remove_in_brackets(spot: Spot, parent: yaml.CollectionNode, gone: frozenset[int]) -> Change:
    """Remove what stands between two commas: with the comma behind it, or before it at the end."""
    count = len(parent.value)
    stays = [place for place in range(count) if place not in gone]
    if stays and spot.place > stays[-1]:
        # The whole end goes with the comma before it; the first of it stands for all.
        end = last_of(parent.value[-1]).end_mark.index
        start = last_of(parent.value[stays[-1]]).end_mark.index
        return Change(start, end, "") if spot.place == stays[-1] + 1 else Change(end, end, "")
    if spot.place + 1 < count:
        return Change(spot.start, first_of(parent.value[spot.place + 1]).start_mark.index, "")
    return Change(spot.start, spot.node.end_mark.index, "")


def _remember(spots: Spots, path: Path, spot: Spot) -> Change:
    """Leave what was in brackets as a comment over the line its section begins on."""
    line = spots.line_start(spots.find(path[:1]).start)
    words = " ".join(spots.text[spot.start : spot.node.end_mark.index].split())
    return Change(line, line, f"# {'.'.join(map(str, path[:-1]))}: {words}{spots.line_break}")


def _shorten(edit: SetValue | Append, depth: int) -> SetValue | Append:
    """Give an edit as it is seen from inside the value at a depth."""
    return type(edit)(edit.path[depth:], edit.value)


def _typed(value: Any) -> Value:
    """Give a value of a tree as the writer of texts takes it; a day is written without quotes."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_typed(each) for each in value)
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            return value
    scalar: Value = value
    return scalar


def _in_brackets(value: Any) -> str:
    """Write a value on one line, whatever it holds."""
    if isinstance(value, dict):
        entries = (f"{write_scalar(key)}: {_in_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_brackets, value))}]"
    typed: Any = _typed(value)
    return write_scalar(typed)
