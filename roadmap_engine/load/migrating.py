"""A text of an earlier format to the same text in today's: only rules and the number of the format change.

As pre-commit's `migrate_config`, it rewrites at the nodes, so that comments, quotation marks and
the order of keys stay letter by letter. A comment inside a rule moves before its first key. The new text is
read again and must say what the old one said; a layout that cannot be followed is told, and the text stays.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from typing import Any

import yaml

from roadmap_engine.calendars import TextValue
from roadmap_engine.deadlines import Rule
from roadmap_engine.deadlines.former import read_former
from roadmap_engine.load.editing import apply_changes
from roadmap_engine.load.formats import FORMAT_OF_RELATIONS, find_rules
from roadmap_engine.model.formats import FORMAT_KEY, split_format
from roadmap_engine.model.provenance import Path
from roadmap_engine.yaml_text.composing import Composed, compose
from roadmap_engine.yaml_text.nodes import Change, Found, Nodes, NotEditableError
from roadmap_engine.yaml_text.writing import write_scalar

__all__ = ["Migrated", "migrate_text", "structure_of"]

_TAGS = ("relation", "place")
"""Keys that say what a mapping is: they stand first, though they always have their default."""

_FIRST = ("relation", "place", "at", "parts", "source", "manner")
_PLAIN = re.compile(r"[0-9][0-9:/-]*|on")
_COMMENT = re.compile(r"#[^\r\n]*")


@dataclasses.dataclass(frozen=True, slots=True)
class Migrated:
    """A text in today's format.

    Attributes:
        text: the text; as it was where nothing was to be done.
        rules: how many rules were written anew.
        format: the number that was put into it; none where it had it, or needs none.
    """

    text: str
    rules: int = 0
    format: int | None = None


def migrate_text(text: str) -> Migrated:
    r"""Rewrite a text that was read without problems, but for a format that it does not state.

    Raises:
        NotEditableError: its layout cannot be followed.

    >>> migrate_text("roadmap: r\nreplace:\n  m: {deadline: {kind: by, until: 10-01}}  # наше\n").text
    'roadmap: r\nformat: 2\nreplace:\n  m: {deadline: {relation: by, at: 10-01}}  # наше\n'
    """
    composed = compose(text, "")
    rules = dict(find_rules(split_format(composed.value)[0]))
    old = {path: read_former(rule) for path, rule in rules.items() if "kind" in rule}
    number = split_format(composed.value)[1]
    lacks_number = bool(rules) and number != FORMAT_OF_RELATIONS
    if not old and not lacks_number:
        return Migrated(text)
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or composed.problems:
        raise NotEditableError
    nodes = Nodes(text, root)
    changes = [_rewrite(nodes, nodes.find(path), rule) for path, rule in old.items()]
    if lacks_number:
        changes.append(_state_format(nodes, root))
    edited = apply_changes(text, changes)
    _check(composed, edited, old)
    return Migrated(edited, len(old), FORMAT_OF_RELATIONS if lacks_number else None)


def structure_of(value: Any) -> Any:
    """Give a rule, or a part of one, as a text has it: short texts, and no key that says nothing."""
    if isinstance(value, TextValue):
        return str(value)
    if isinstance(value, tuple):
        return [structure_of(each) for each in value]
    if not dataclasses.is_dataclass(value):
        return value
    entries = {
        field.name: structure_of(given)
        for field in dataclasses.fields(value)
        if (given := getattr(value, field.name)) is not None
        and (field.name in _TAGS or given != field.default)
    }
    first = {name: entries[name] for name in _FIRST if name in entries}
    return {**first, **entries}


def _rewrite(nodes: Nodes, found: Found, rule: Rule) -> Change:
    """Put a rule of today where one of format 1 stands: on as many lines as a mapping of its kind has."""
    node, structure = found.node, structure_of(rule)
    start, end = int(node.start_mark.index), nodes.end(node)
    comments = list(_comments(nodes.text, start, end))
    new_line = nodes.line_break + " " * node.start_mark.column
    if isinstance(node, yaml.MappingNode) and not node.flow_style:
        return Change(start, end, new_line.join((*comments, *_block(structure))))
    flow = _flow(structure)
    return Change(start, end, f"{{ {new_line.join((*comments, flow[1:]))}" if comments else flow)


def _comments(text: str, start: int, end: int) -> Iterator[str]:
    """Give the comments between two indices; a «#» inside a word is none."""
    before = start
    for token in yaml.scan(text, Loader=yaml.CSafeLoader):
        if before < token.start_mark.index <= end:
            yield from _COMMENT.findall(text, before, token.start_mark.index)
        if token.start_mark.index >= end:
            return
        before = max(before, token.end_mark.index)


def _block(structure: Mapping[str, Any]) -> Iterator[str]:
    for name, value in structure.items():
        if name == "parts":
            yield f"{name}:"
            yield from (f"  - {_flow(each)}" for each in value)
        else:
            yield f"{name}: {_flow(value)}"


def _flow(value: Any) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{name}: {_flow(each)}' for name, each in value.items())}}}"
    if isinstance(value, list):
        return f"[{', '.join(map(_flow, value))}]"
    # Days, months, hours and «on» need no quotation marks here, though other readers take some for no text.
    return value if isinstance(value, str) and _PLAIN.fullmatch(value) else write_scalar(value)


def _state_format(nodes: Nodes, root: yaml.MappingNode) -> Change:
    """Put the number of the format where it stands, or below the first key."""
    found = nodes.get((FORMAT_KEY,))
    if found is not None:
        return Change(int(found.node.start_mark.index), nodes.end(found.node), str(FORMAT_OF_RELATIONS))
    key, value = root.value[0]
    indent = " " * root.start_mark.column
    end = max(nodes.end(value), int(key.end_mark.index))
    return nodes.after_line(end, [f"{indent}{FORMAT_KEY}: {FORMAT_OF_RELATIONS}"])


def _check(before: Composed, edited: str, old: Mapping[Path, Rule]) -> None:
    """Refuse a text that does not say what the old one said.

    Raises:
        NotEditableError: the layout was not understood.
    """
    after = compose(edited, "")
    meant = split_format(before.value)[0]
    for path, rule in old.items():
        meant = _put(meant, path, structure_of(rule))
    content, number = split_format(after.value)
    if after.problems or number != FORMAT_OF_RELATIONS or _plain(content) != _plain(meant):
        raise NotEditableError


def _put(tree: Any, path: Path, value: Any) -> Any:
    if not path:
        return value
    changed: Any = list(tree) if isinstance(tree, list) else dict(tree)
    changed[path[0]] = _put(tree[path[0]], path[1:], value)
    return changed


def _plain(tree: Any) -> Any:
    """Give a tree whose numbers are their digits: month 10 is written without quotation marks."""
    if isinstance(tree, dict):
        return {key: _plain(each) for key, each in tree.items()}
    if isinstance(tree, list):
        return [_plain(each) for each in tree]
    return str(tree) if isinstance(tree, int) and not isinstance(tree, bool) else tree
