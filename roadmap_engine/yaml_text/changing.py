"""Edits of a tree to changes of characters, at the nodes of the text.

A block mapping or list gains and loses whole lines; one in brackets gains and loses what stands between its
commas. A comment at the end of a line that goes, goes with it; comments above it stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, assert_never

import yaml

from roadmap_engine.model.commented import Entry, Section, Value
from roadmap_engine.model.edit import Append, Edit, MakeList, Remove, Rename, SetValue, apply_edits
from roadmap_engine.model.provenance import Path
from roadmap_engine.yaml_text.laying_out import as_scalar
from roadmap_engine.yaml_text.nodes import Change, Found, Nodes, NotEditableError, first_of, last_of
from roadmap_engine.yaml_text.writing import write_entry, write_item, write_key, write_scalar

__all__ = ["find_changes"]

STEP = 2
_LONGEST_LINE = 120
_REMARK = re.compile(r"(?<=\s)#.*")


def find_changes(nodes: Nodes, edits: Sequence[Edit]) -> Iterator[Change]:
    """Give the changes of characters that edits come to; of two at one place, the first comes first.

    Raises:
        NotEditableError: the layout cannot be followed.
    """
    gone = _list_removed(nodes, edits)
    gains: dict[Path, list[SetValue | Append]] = {}
    values: dict[Path, SetValue] = {}
    for edit in edits:
        match edit:
            case Rename(path, key):
                yield _rename(nodes.find(path), key)
            case Remove():
                yield from _remove(nodes, edit, gone)
            case MakeList(path):
                yield from _make_list(nodes, nodes.find(path))
            case SetValue(path) if nodes.get(path) is not None:
                values[path] = edit
            case SetValue(path) | Append(path):
                gains.setdefault(nodes.deepest(path), []).append(edit)
            case _:
                assert_never(edit)
    for value in values.values():
        yield _replace(nodes, nodes.find(value.path), value.value)
    # Where two are put at one place, what belongs into the block that ends there comes first.
    for path, news in sorted(gains.items(), key=lambda gain: -len(gain[0])):
        yield _gain(nodes, path, news, gone)


_Gone = Mapping[int, frozenset[int]]
"""The indices of what goes, by the identity of the mapping or list it stands in."""


def _list_removed(nodes: Nodes, edits: Sequence[Edit]) -> _Gone:
    removed: dict[int, set[int]] = {}
    for edit in edits:
        if isinstance(edit, Remove):
            found = nodes.find(edit.path)
            removed.setdefault(id(found.parent), set()).add(found.index)
    return {parent: frozenset(indices) for parent, indices in removed.items()}


def _rename(found: Found, key: str) -> Change:
    if found.key is None:
        raise NotEditableError
    return Change(found.key.start_mark.index, found.key.end_mark.index, write_scalar(key))


def _make_list(nodes: Nodes, found: Found) -> Iterator[Change]:
    """Put a list around a value: a mapping becomes an item on its own line, a word stands in brackets."""
    node, start = found.node, int(found.node.start_mark.index)
    if (
        found.key is None
        or found.is_empty
        or (found.has_own_lines and not isinstance(node, yaml.MappingNode))
    ):
        raise NotEditableError
    indent = found.key.start_mark.column
    if found.in_brackets or not isinstance(node, yaml.MappingNode):
        end = nodes.end(node)
        yield from (Change(start, start, "["), Change(end, end, "]"))
    elif node.flow_style:
        yield Change(nodes.start_of_value(found), start, f"{nodes.line_break}{'':{indent + STEP}}- ")
    elif nodes.line_start(start) <= start - STEP and start - STEP - nodes.line_start(start) >= indent:
        # The dash of an item may stand right under the key: nothing else moves.
        yield Change(start - STEP, start, "- ")
    else:
        raise NotEditableError


def _replace(nodes: Nodes, found: Found, value: Any) -> Change:
    """Put another value where one is."""
    is_entry = not found.in_brackets or found.key
    start = nodes.start_of_value(found) if is_entry else int(found.node.start_mark.index)
    if found.key is not None and not found.in_brackets and found.has_own_lines:
        indent = found.key.start_mark.column
        first, *rest = write_entry(Entry(found.key.value, _typed(value)), indent)
        words = nodes.line_break.join((first.partition(":")[2], *rest))
        return Change(start, nodes.end(found.node), words)
    if found.is_empty:
        return Change(start, start, f" {_in_brackets(value)}")
    begin = int(found.node.start_mark.index)
    return Change(begin, nodes.end(found.node), _in_brackets(value))


def _gain(nodes: Nodes, path: Path, edits: Sequence[SetValue | Append], gone: _Gone) -> Change:
    """Put new entries, or items, into the mapping or list at a path."""
    found = nodes.find(path)
    node = found.node
    inside = tuple(_shorten(edit, len(path)) for edit in edits)
    of_list = all(isinstance(edit, Append) and not edit.path for edit in inside)
    if not found.is_empty and of_list != isinstance(node, yaml.SequenceNode):
        raise NotEditableError
    new: Any = apply_edits([] if isinstance(node, yaml.SequenceNode) else None, inside)
    if isinstance(node, yaml.CollectionNode) and (found.in_brackets or node.flow_style):
        return _gain_in_brackets(nodes, node, _in_brackets(new)[1:-1], len(gone.get(id(node), ())))
    if isinstance(node, yaml.MappingNode):
        indent = node.start_mark.column
        return nodes.after_line(nodes.end(node), _entries(new, indent, laid_out=not path), inside=indent)
    if isinstance(node, yaml.SequenceNode):
        dash = nodes.dash(node.value[0])
        indent, last = dash - nodes.line_start(dash), node.value[-1]
        alike = isinstance(last, yaml.MappingNode) and last.flow_style
        return nodes.after_line(nodes.end(node), _items(new, indent, alike=bool(alike)), inside=indent)
    if found.is_empty and found.key is not None and not found.in_brackets:
        indent = found.key.start_mark.column + STEP
        lines = _items(new, indent) if isinstance(new, list) else _entries(new, indent)
        return nodes.after_line(found.key.end_mark.index, lines)
    raise NotEditableError


def _gain_in_brackets(nodes: Nodes, node: yaml.CollectionNode, new: str, gone: int) -> Change:
    """Put new entries before the closing bracket; behind the comma an author may have left at the end.

    Where the bracket stands on a line of its own, so do they: a remark at the end of the line before stays
    what it is about.
    """
    closing = node.end_mark.index - 1
    if gone or not node.value:
        return Change(closing, closing, (", " if len(node.value) > gone else "") + new)
    start = last_of(node.value[-1]).end_mark.index
    rest = nodes.text[start:closing]
    ends_with_comma = "," in _REMARK.sub("", rest)
    line = nodes.line_start(closing)
    if line <= start or nodes.text[line:closing].strip():
        before = "" if rest[-1:].isspace() else " "
        return Change(closing, closing, f"{before}{new}" if ends_with_comma else f", {new}")
    first = first_of(node.value[-1]).start_mark.index
    indent = nodes.text[nodes.line_start(first) : first]
    indent = indent if not indent.strip() else f"{'':{STEP}}"
    kept = ("" if ends_with_comma else ",") + nodes.text[start:line]
    end = "," if ends_with_comma else ""
    return Change(start, line, f"{kept}{indent}{new}{end}{nodes.line_break}")


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


def _items(new: Sequence[Any], indent: int, *, alike: bool = False) -> list[str]:
    """Write new items; short mappings stand in brackets beside one that does."""
    lines: list[str] = []
    for each in new:
        short = f"{'':{indent}}- {_in_brackets(each)}"
        if alike and isinstance(each, dict) and _is_flat(each) and len(short) <= _LONGEST_LINE:
            lines.append(short)
        else:
            lines += write_item(_section(each) if isinstance(each, dict) else _typed(each), indent)
    return lines


def _is_flat(entries: Mapping[str, Any]) -> bool:
    return not any(isinstance(each, dict | list | tuple) for each in entries.values())


def _section(entries: Mapping[str, Any]) -> Section:
    return Section(tuple(Entry(name, _typed(each)) for name, each in entries.items()))


def _remove(nodes: Nodes, edit: Remove, gone: _Gone) -> Iterator[Change]:
    found = nodes.find(edit.path)
    if found.parent is None:
        raise NotEditableError
    indices = gone[id(found.parent)]
    if found.in_brackets:
        yield _remove_in_brackets(found, found.parent, indices)
        if edit.remembered:
            yield _remember(nodes, edit.path, found)
        return
    start, first = (_start(nodes, found.parent, index) for index in (found.index, 0))
    if nodes.text[nodes.line_start(first) : first].strip() and all(
        each in indices for each in range(found.index + 1)
    ):
        if found.index == 0:
            yield _pull_up(nodes, found.parent, indices)
        return
    line = nodes.line_start(start)
    end = nodes.next_line(max(nodes.end(found.node), found.key.end_mark.index if found.key else 0))
    if edit.remembered:
        words = nodes.text[line:end].splitlines(keepends=True)
        yield Change(line, end, "".join(f"# {each}" for each in words))
    else:
        yield Change(line, end, "")


def _start(nodes: Nodes, parent: yaml.CollectionNode, index: int) -> int:
    """Give the start of an entry's key, or of an item's dash."""
    node = first_of(parent.value[index])
    return nodes.dash(node) if isinstance(parent, yaml.SequenceNode) else int(node.start_mark.index)


def _pull_up(nodes: Nodes, parent: yaml.CollectionNode, gone: frozenset[int]) -> Change:
    """Remove what stands behind a dash: the next that stays takes its index there."""
    after = next((index for index in range(len(parent.value)) if index not in gone), None)
    if after is None:
        raise NotEditableError
    return Change(_start(nodes, parent, 0), _start(nodes, parent, after), "")


def _remove_in_brackets(found: Found, parent: yaml.CollectionNode, gone: frozenset[int]) -> Change:
    """Remove what stands between two commas: with the comma behind it, or before it at the end."""
    count = len(parent.value)
    stays = [index for index in range(count) if index not in gone]
    if stays and found.index > stays[-1]:
        # The whole end goes with the comma before it; the first of it stands for all.
        end = last_of(parent.value[-1]).end_mark.index
        start = last_of(parent.value[stays[-1]]).end_mark.index
        return Change(start, end, "") if found.index == stays[-1] + 1 else Change(end, end, "")
    if found.index + 1 < count:
        return Change(found.start, first_of(parent.value[found.index + 1]).start_mark.index, "")
    return Change(found.start, found.node.end_mark.index, "")


def _remember(nodes: Nodes, path: Path, found: Found) -> Change:
    """Leave what was in brackets as a comment over the line its section begins on."""
    line = nodes.line_start(nodes.find(path[:1]).start)
    words = " ".join(nodes.text[found.start : found.node.end_mark.index].split())
    return Change(line, line, f"# {'.'.join(map(str, path[:-1]))}: {words}{nodes.line_break}")


def _shorten(edit: SetValue | Append, depth: int) -> SetValue | Append:
    """Give an edit as it is seen from inside the value at a depth."""
    return type(edit)(edit.path[depth:], edit.value)


def _typed(value: Any) -> Value:
    """Give a value of a tree as the writer of texts takes it; a day is written without quotes."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return tuple(_typed(each) for each in value)
    scalar: Value = as_scalar(value)
    return scalar


def _in_brackets(value: Any) -> str:
    """Write a value on one line, whatever it holds."""
    if isinstance(value, dict):
        entries = (f"{write_key(key)}: {_in_brackets(each)}" for key, each in value.items())
        return f"{{{', '.join(entries)}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_brackets, value))}]"
    typed: Any = _typed(value)
    return write_scalar(typed)
