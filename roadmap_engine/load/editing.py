"""A text edited at its nodes: everything that is not meant, comments and layout too, stays letter by letter.

Edits are values of `model.edit`. The edited text is read again and must say exactly what the edits come to;
a layout this cannot follow is told, and the text stays as it was.
"""

from __future__ import annotations

from collections.abc import Iterable

import yaml

from roadmap_engine.load.formats import state_format
from roadmap_engine.model.edit import Edit, apply_edits, drop_emptied
from roadmap_engine.yaml_text.changing import find_changes
from roadmap_engine.yaml_text.composing import Composed, compose
from roadmap_engine.yaml_text.nodes import Change, Nodes, NotEditableError

__all__ = ["NotEditableError", "apply_changes", "edit_composed", "edit_text"]


def edit_text(text: str, edits: Iterable[Edit]) -> str:
    r"""Edit a text that was read without problems.

    Raises:
        NotEditableError: its layout cannot be followed, or the result would not say what was meant.

    >>> from roadmap_engine.model.edit import Remove, Rename, SetValue
    >>> text = "remove: [a, b]  # наше\nroles:\n  x: [ivanova]\n"
    >>> edit_text(text, [Remove(("remove", 0)), Rename(("roles", "x"), "y"), SetValue(("fill", "z"), "no")])
    'remove: [b]  # наше\nroles:\n  y: [ivanova]\nfill:\n  z: "no"\n'
    """
    return edit_composed(text, compose(text, ""), edits)[0]


def edit_composed(
    text: str, composed: Composed, edits: Iterable[Edit], file: str = ""
) -> tuple[str, Composed]:
    """Edit a text that has been taken apart; gives the new text, taken apart too.

    Where an edit brings in the rule of a deadline, the text states the format it needs from then on.

    Args:
        text: the text.
        composed: what was found in it.
        edits: of its tree.
        file: what the new text is called.

    Raises:
        NotEditableError: its layout cannot be followed, or the result would not say what was meant.
    """
    meant = drop_emptied(composed.value, edits)
    if not meant:
        return text, composed
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    if not isinstance(root, yaml.MappingNode) or root.flow_style or composed.problems:
        raise NotEditableError
    edited = apply_changes(text, find_changes(Nodes(text, root), meant))
    again = compose(edited, file)
    if again.problems or again.value != apply_edits(composed.value, meant):
        raise NotEditableError
    lacking = tuple(state_format(again.value))
    return edit_composed(edited, again, lacking, file) if lacking else (edited, again)


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """Put new characters for old ones.

    Raises:
        NotEditableError: two changes want the same characters.
    """
    parts: list[str] = []
    end = 0
    for change in sorted(changes, key=lambda each: (each.start, each.end)):
        if change.start < end:
            raise NotEditableError
        parts += (text[end : change.start], change.words)
        end = change.end
    return "".join((*parts, text[end:]))
