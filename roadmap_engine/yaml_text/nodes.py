"""The nodes of a text, found by their paths, with what is around them: values as characters."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

import yaml

from roadmap_engine.model.provenance import Path

__all__ = ["Change", "Found", "Nodes", "NotEditableError", "first_of", "last_of"]

_ONLY_COMMENT = re.compile(r"[ \t]*(#.*)?")


class NotEditableError(Exception):
    """The text is laid out in a way that an edit cannot be put into; it stays as it was."""


@dataclass(frozen=True, slots=True)
class Change:
    """New characters for those from `start` to `end`."""

    start: int
    end: int
    words: str


@dataclass(frozen=True, slots=True)
class Found:
    """A value in the text.

    Attributes:
        key: its key; none for an item of a list.
        node: the value itself.
        parent: the mapping or list it stands in.
        index: which of the entries there it is, from 0.
        in_brackets: whether anything around it is in brackets.
    """

    key: yaml.ScalarNode | None
    node: yaml.Node
    parent: yaml.CollectionNode | None
    index: int
    in_brackets: bool

    @property
    def start(self) -> int:
        """Where the entry begins."""
        first = self.key or self.node
        return int(first.start_mark.index)

    @property
    def has_own_lines(self) -> bool:
        """Whether the value stands on lines of its own."""
        if isinstance(self.node, yaml.CollectionNode):
            return not self.node.flow_style
        return isinstance(self.node, yaml.ScalarNode) and self.node.style in {"|", ">"}

    @property
    def is_empty(self) -> bool:
        """Whether a key has nothing behind it."""
        return isinstance(self.node, yaml.ScalarNode) and not self.node.style and not self.node.value


class Nodes:
    """The nodes of one text by their paths.

    Attributes:
        text: the text.
        line_break: how its lines end.
    """

    def __init__(self, text: str, root: yaml.MappingNode) -> None:
        self.text = text
        self.line_break = "\r\n" if "\r\n" in text else "\n"
        self._root = root

    def get(self, path: Path) -> Found | None:
        """Give the value at a path; None where there is nothing."""
        found = Found(None, self._root, None, 0, in_brackets=False)
        for step in path:
            inside = _step(found, step)
            if inside is None:
                return None
            found = inside
        return found

    def find(self, path: Path) -> Found:
        """Give the value at a path.

        Raises:
            NotEditableError: there is none.
        """
        found = self.get(path)
        if found is None:
            raise NotEditableError
        return found

    def deepest(self, path: Path) -> Path:
        """Give the way to the innermost mapping or list that is there."""
        while self.get(path) is None:
            path = path[:-1]
        return path

    def start_of_value(self, found: Found) -> int:
        """Give the index right after the colon, or after the dash of an item."""
        if found.key is None:
            return self.dash(found.node) + 1
        return self.text.index(":", found.key.end_mark.index) + 1

    def dash(self, item: yaml.Node) -> int:
        """Give the index of the dash before an item of a block list."""
        index = self.text.rfind("-", 0, item.start_mark.index)
        if index < 0 or self.text[index + 1 : item.start_mark.index].strip():
            raise NotEditableError
        return index

    def line_start(self, index: int) -> int:
        """Give the start of the line that an index is on."""
        return self.text.rfind("\n", 0, index) + 1

    def next_line(self, index: int) -> int:
        """Give the start of the line after the one an index is on, which ends there but for a comment."""
        end = self.text.find("\n", index)
        end = len(self.text) if end < 0 else end + 1
        if not _ONLY_COMMENT.fullmatch(self.text[index:end].rstrip("\r\n")):
            raise NotEditableError
        return end

    def end(self, node: yaml.Node) -> int:
        """Give the end of a value's last word; a block's own end stands behind its line breaks."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            key, value = node.value[-1] if isinstance(node.value[-1], tuple) else (None, node.value[-1])
            return max(self.end(value), key.end_mark.index if key is not None else 0)
        start, end = int(node.start_mark.index), int(node.end_mark.index)
        if isinstance(node, yaml.ScalarNode) and not node.style and not node.value:
            return start
        return start + len(self.text[start:end].rstrip())

    def after_line(self, index: int, lines: list[str], *, inside: int | None = None) -> Change:
        """Put lines after the one an index is on, a comment at its end included.

        Args:
            index: a place on the line.
            lines: what is put there.
            inside: the column of the block; comments right below that stand further in belong to its last
                entry, and stay with it.
        """
        words = "".join(line + self.line_break for line in lines)
        end = self.text.find("\n", index)
        if inside is not None:
            while end >= 0 and self._is_remark(end + 1, inside):
                end = self.text.find("\n", end + 1)
        if end < 0:
            return Change(len(self.text), len(self.text), self.line_break + words)
        return Change(end + 1, end + 1, words)

    def _is_remark(self, start: int, column: int) -> bool:
        """Tell whether a line is a comment alone that stands further in than a column."""
        stop = self.text.find("\n", start)
        line = self.text[start : stop if stop >= 0 else len(self.text)]
        remark = line.lstrip(" ")
        return remark.startswith("#") and len(line) - len(remark) > column


def _step(found: Found, step: str | int) -> Found | None:
    node = found.node
    flow = found.in_brackets or bool(isinstance(node, yaml.CollectionNode) and node.flow_style)
    if isinstance(node, yaml.MappingNode):
        for index, (key, value) in enumerate(node.value):
            if key.value == step:
                return Found(key, value, node, index, in_brackets=flow)
    if isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        return Found(None, node.value[step], node, step, in_brackets=flow)
    return None


def last_of(entry: Any) -> yaml.Node:
    """Give the last node of an entry of a mapping, or the item of a list."""
    node: yaml.Node = entry[1] if isinstance(entry, tuple) else entry
    return node


def first_of(entry: Any) -> yaml.Node:
    """Give the first node of an entry of a mapping, or the item of a list."""
    node: yaml.Node = entry[0] if isinstance(entry, tuple) else entry
    return node
