"""One entry of a text written anew, at its place: everything else, comments and layout too, stays.

Only the characters of the entry change. The edited text is read again and must say exactly what was
meant; a layout this cannot follow is told, and the text stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import yaml

__all__ = ["NotEditableError", "set_entry"]

STEP = 2


class NotEditableError(Exception):
    """The text is laid out in a way an entry cannot be put into; it stays as it was."""


@dataclass(frozen=True, slots=True)
class _Insertion:
    """New text in place of the characters from `start` to `end`."""

    start: int
    end: int
    words: str

    def apply(self, text: str) -> str:
        return text[: self.start] + self.words + text[self.end :]


def set_entry(text: str, section: str, name: str, value: str) -> str:
    r"""Set `name: value` in the mapping under the key `section` of a text's top level.

    Args:
        text: a text that was read without problems.
        section: the key of the mapping; it is added at the end of the text if it is missing.
        name: the key of the entry.
        value: a plain scalar, such as an ISO date.

    Raises:
        NotEditableError: the section is no mapping, or the result would not say what was meant.

    >>> set_entry("events:\n  a: 2027-05-28  # получено\nroadmap: r\n", "events", "b", "2027-06-01")
    'events:\n  a: 2027-05-28  # получено\n  b: 2027-06-01\nroadmap: r\n'
    """
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style:
        raise NotEditableError
    edited = _find_edit(text, root, section, name, value).apply(text)
    before, after = _plain(text), _plain(edited)
    if after is None or after != {**before, section: {**(before.get(section) or {}), name: value}}:
        raise NotEditableError
    return edited


def _plain(text: str) -> Any:
    try:
        return yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 -- the base loader makes texts only
    except yaml.YAMLError:
        return None


def _find_edit(text: str, root: yaml.MappingNode, section: str, name: str, value: str) -> _Insertion:
    found = _value_of(root, section)
    if found is None:
        return _append_section(text, root, f"{section}:\n{'':{STEP}}{name}: {value}")
    if isinstance(found, yaml.ScalarNode) and not found.value:
        return _after_line(text, found.start_mark.index, f"{'':{STEP}}{name}: {value}")
    if not isinstance(found, yaml.MappingNode):
        raise NotEditableError
    present = _value_of(found, name)
    if present is not None:
        return _Insertion(present.start_mark.index, present.end_mark.index, value)
    if found.flow_style:
        closing = found.end_mark.index - 1
        return _Insertion(closing, closing, f"{', ' if found.value else ''}{name}: {value}")
    indent = found.value[0][0].start_mark.column
    last = found.value[-1][1]
    return _after_line(text, last.end_mark.index, f"{'':{indent}}{name}: {value}", _is_block(last))


def _value_of(mapping: yaml.MappingNode, name: str) -> yaml.Node | None:
    return next((value for key, value in mapping.value if key.value == name), None)


def _is_block(node: yaml.Node) -> bool:
    """A block's end mark stands behind its last line break, at the start of what follows."""
    return (isinstance(node, yaml.CollectionNode) and not node.flow_style) or (
        isinstance(node, yaml.ScalarNode) and node.style in {"|", ">"}
    )


def _after_line(text: str, index: int, line: str, ended: bool = False) -> _Insertion:
    """Put a line after the one a place stands on, comments at its end included."""
    if ended:
        index = len(text[:index].rstrip())
    end = text.find("\n", index)
    if end < 0:
        return _Insertion(len(text), len(text), f"\n{line}\n")
    return _Insertion(end + 1, end + 1, f"{line}{_line_break(text)}")


def _append_section(text: str, root: yaml.MappingNode, lines: str) -> _Insertion:
    """Put a new section after the last thing of the text, before comments that close it."""
    last = root.value[-1][1] if root.value else root
    return _after_line(text, last.end_mark.index, lines.replace("\n", _line_break(text)), _is_block(last))


def _line_break(text: str) -> str:
    return "\r\n" if "\r\n" in text else "\n"
