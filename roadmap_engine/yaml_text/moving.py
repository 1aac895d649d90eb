"""An item of a list moved to another place, or into another list, with its comments, letter by letter.

Items of block lists are whole lines. The comments right above an item are its own, and so are those below it
that stand further in than its dash; blank lines between two items belong to the list they stand in.
"""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from roadmap_engine.model.edit import find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.yaml_text.composing import compose
from roadmap_engine.yaml_text.nodes import Found, Nodes, NotEditableError

__all__ = ["move_item"]

_STEP = 2
_BLANK = re.compile(r"(?:[ \t]*\r?\n)*")


@dataclass(frozen=True, slots=True)
class _Piece:
    """The lines of one item: from the first of its comments up to what follows it."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _List:
    """A list that stands on lines of its own.

    Attributes:
        column: of its dashes.
        pieces: its items.
        gaps: what stands between two of them.
    """

    column: int
    pieces: tuple[_Piece, ...]
    gaps: tuple[str, ...]

    @property
    def gap(self) -> str:
        """What usually stands between two items; nothing where there is but one."""
        return self.gaps[0] if self.gaps else ""


def move_item(text: str, item: Path, into: Path, place: int) -> str:
    r"""Move an item.

    Args:
        text: that was read without problems.
        item: the way to it.
        into: the way to the list that it comes into, which may be its own; made where there is none.
        place: which of that list's items it becomes, counted from 0, as they stand without it.

    Raises:
        NotEditableError: the layout cannot be followed, or the result would not say what was meant.

    >>> text = "a:\n  - x  # один\n  - y\nb:\n  - z\n"
    >>> move_item(text, ("a", 0), ("b",), 1)
    'a:\n  - y\nb:\n  - z\n  - x  # один\n'
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    before = compose(text, "")
    if not isinstance(root, yaml.MappingNode) or root.flow_style or before.problems:
        raise NotEditableError
    nodes = Nodes(text, root)
    source = _lay_out(nodes, nodes.find(item[:-1]))
    index = item[-1]
    if source is None or not isinstance(index, int):
        raise NotEditableError
    piece = source.pieces[index]
    words = text[piece.start : piece.end]
    words = words if words.endswith("\n") else words + nodes.line_break
    cuts = [(*_cut(nodes, item, source, index), "")]
    if into == item[:-1]:
        rest = tuple(each for number, each in enumerate(source.pieces) if number != index)
        cuts += _put(rest, source.gap, place, words)
    else:
        cuts += _put_elsewhere(nodes, into, place, words, source)
    edited = _apply(text, cuts)
    if compose(edited, "").problems or compose(edited, "").value != _expect(before.value, item, into, place):
        raise NotEditableError
    return edited


def _lay_out(nodes: Nodes, found: Found) -> _List | None:
    """Part a list into the lines of its items; None where it has none on lines of their own."""
    node = found.node
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or found.in_brackets or not node.value:
        return None
    text = nodes.text
    dashes = [nodes.dash(each) for each in node.value]
    columns = [dash - nodes.line_start(dash) for dash in dashes]
    lines = [nodes.line_start(dash) for dash in dashes]
    if any(text[line:dash].strip() for line, dash in zip(lines, dashes, strict=True)):
        raise NotEditableError
    ends = [_end(nodes, each, columns[0]) for each in node.value]
    starts = [_first_comment(text, lines[0])]
    starts += [_after_blank(text, end) for end in ends[:-1]]
    pieces = tuple(_Piece(start, end) for start, end in zip(starts, ends, strict=True))
    gaps = tuple(text[one.end : two.start] for one, two in itertools.pairwise(pieces))
    return _List(columns[0], pieces, gaps)


def _end(nodes: Nodes, node: yaml.Node, column: int) -> int:
    """Give the end of an item's last line, with the comments below it that stand further in."""
    end = nodes.next_line(nodes.end(node))
    while (line := _comment_at(nodes.text, _after_blank(nodes.text, end))) is not None and line[0] > column:
        end = line[1]
    return end


def _comment_at(text: str, start: int) -> tuple[int, int] | None:
    """Give the column of a comment that a line holds alone, and the line's end."""
    stop = text.find("\n", start) + 1 or len(text)
    line = text[start:stop]
    remark = line.lstrip(" ")
    return (len(line) - len(remark), stop) if remark.startswith("#") else None


def _first_comment(text: str, line: int) -> int:
    """Give the start of the comments right above a line."""
    while line and _comment_at(text, above := text.rfind("\n", 0, line - 1) + 1) is not None:
        line = above
    return line


def _after_blank(text: str, start: int) -> int:
    """Give the start of the first line from one on that is not blank."""
    blank = _BLANK.match(text, start)
    return blank.end() if blank is not None else start


def _cut(nodes: Nodes, item: Path, source: _List, index: int) -> tuple[int, int]:
    """Give what goes with an item: the gap behind it, else that before it, else the key of the list."""
    piece = source.pieces[index]
    if index + 1 < len(source.pieces):
        return piece.start, source.pieces[index + 1].start
    if index:
        return source.pieces[index - 1].end, piece.end
    key = nodes.find(item[:-1]).key
    if key is None:
        raise NotEditableError
    start = int(key.start_mark.index)
    line = nodes.line_start(start)
    if nodes.text[line:start].strip():
        raise NotEditableError
    return line, piece.end


def _put(pieces: Sequence[_Piece], gap: str, place: int, words: str) -> list[tuple[int, int, str]]:
    if not 0 <= place <= len(pieces) or not pieces:
        raise NotEditableError
    if place < len(pieces):
        start = pieces[place].start
        return [(start, start, words + gap)]
    end = pieces[-1].end
    return [(end, end, gap + words)]


def _put_elsewhere(
    nodes: Nodes, into: Path, place: int, words: str, source: _List
) -> list[tuple[int, int, str]]:
    found = nodes.get(into)
    target = _lay_out(nodes, found) if found is not None else None
    if target is not None:
        gap = target.gap or source.gap
        return _put(target.pieces, gap, place, _shift(words, target.column - source.column))
    if place or (found is not None and find_value(compose(nodes.text, "").value, into)):
        raise NotEditableError
    # The list is still to be made: under its key, or under a key that is put behind the others.
    around = nodes.find(into[:-1])
    if not isinstance(around.node, yaml.MappingNode) or around.node.flow_style or around.in_brackets:
        raise NotEditableError
    column = int(around.node.start_mark.column)
    moved = _shift(words, column + _STEP - source.column)
    lines = moved.removesuffix("\n").removesuffix("\r").split(nodes.line_break)
    if found is not None and found.key is not None:
        start, end = nodes.start_of_value(found), nodes.end(found.node)
        after = nodes.after_line(end, lines)
        return [(start, max(start, end), ""), (after.start, after.end, after.words)]
    after = nodes.after_line(nodes.end(around.node), [f"{'':{column}}{into[-1]}:", *lines], inside=column)
    return [(after.start, after.end, after.words)]


def _shift(words: str, columns: int) -> str:
    """Let all lines begin further in, or further out."""
    if not columns:
        return words
    shifted = []
    for line in words.splitlines(keepends=True):
        if columns < 0 and line.strip() and line[:-columns].strip():
            raise NotEditableError
        kept = line[-columns:] if columns < 0 and line.strip() else line
        shifted.append(f"{'':{max(columns, 0)}}{kept}" if kept.strip() else kept)
    return "".join(shifted)


def _apply(text: str, cuts: list[tuple[int, int, str]]) -> str:
    """Put new characters for old ones; what is put where something goes stands in its stead."""
    parts: list[str] = []
    end = 0
    for start, stop, words in sorted(cuts, key=lambda each: (each[0], each[1])):
        parts.append(text[end : max(start, end)])
        parts.append(words)
        end = max(stop, end)
    return "".join((*parts, text[end:]))


def _expect(tree: Any, item: Path, into: Path, place: int) -> Any:
    """Give the tree as it is meant; a list that loses its last item goes, and so does its key."""
    wanted = copy.deepcopy(tree)
    items, around = find_value(wanted, item[:-1]), find_value(wanted, into[:-1])
    moved = items.pop(item[-1])
    target = around.get(into[-1]) or []
    target.insert(place, moved)
    around[into[-1]] = target
    if not items:
        del find_value(wanted, item[:-2])[item[-2]]
    return wanted
