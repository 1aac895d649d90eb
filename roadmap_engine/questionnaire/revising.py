"""A text that is there, taken as answers, and what other answers change in it.

Only what the answers come to otherwise is edited: whatever the form does not ask for, or cannot read as an
answer, stays as its author wrote it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.diagnostics import Location
from roadmap_engine.diagnostics.translation import Translator
from roadmap_engine.model.edit import Append, Edit, Remove, SetValue, find_value
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.filling import Given, fill_in, read_answer_tree, settle
from roadmap_engine.questionnaire.question import Form, Tree

__all__ = ["Revision", "begin_revision", "list_edits"]

_NEVER_REMOVED = frozenset(("roles", "outputs"))
"""Definitions may be needed by what the form does not ask about."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A text as answers.

    Attributes:
        given: what it answers.
        typed: the questions that it leaves out or to their defaults, answered so.
        locked: fields that say more than an answer can; they are not asked.
        before: the tree that the form gives for the text as it is.
    """

    given: Mapping[str, Given]
    typed: Mapping[str, str | None]
    locked: frozenset[str]
    before: Tree


def begin_revision(form: Form, context: Any, tree: Tree, *, speak: Translator) -> Revision:
    """Take a text's tree as answers.

    Args:
        form: of the text.
        context: what the text is made for.
        tree: of the text, as it was read without problems.
        speak: the reader's language.
    """
    given = read_answer_tree(form.restate(tree), lambda _way: Location(""))
    filled = fill_in(form, context, given, speak=speak)
    unread = set(filled.wrong())
    given = {path: words for path, words in given.items() if path not in unread}
    typed: dict[str, str | None] = {}
    filled = settle(form, context, given, typed, speak=speak)
    # What a text leaves out it does not say, whatever would be offered to whoever writes a new one.
    offered = (each for each in filled.asked if each.default is not None and each.question.blank is not None)
    typed |= {each.path: "" for each in offered if each.path not in {*given, *typed}}
    filled = settle(form, context, given, typed, speak=speak)
    deeper = {each.path for each in filled.asked if each.path not in typed and _is_around(each.path, given)}
    return Revision(given, typed, frozenset(deeper | unread), form.build(filled.known))


def list_edits(before: Tree, after: Tree, text: Tree) -> tuple[Edit, ...]:
    """Give the edits of a text that other answers come to.

    Args:
        before: the tree that the form gives for the text as it is.
        after: the one that it gives for the answers now.
        text: the tree of the text itself, where a field may stand in a shorter form.
    """
    edits: list[Edit] = []
    for each in _differences((), before, after):
        edit = _on_text(each, after, text)
        if edit not in edits:
            edits.append(edit)
    return tuple(edits)


def _is_around(path: str, given: Iterable[str]) -> bool:
    return any(each.startswith(f"{path}.") for each in given)


def _differences(path: Path, before: Any, after: Any) -> Iterator[Edit]:
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key, value in after.items():
            if key in before:
                yield from _differences((*path, key), before[key], value)
            else:
                yield SetValue((*path, key), _plain(value))
        if path not in {(section,) for section in _NEVER_REMOVED}:
            yield from (Remove((*path, key)) for key in before if key not in after)
    elif _are_things(before) and _are_things(after):
        yield from _of_things(path, before, after)
    elif before != after:
        yield SetValue(path, _plain(after))


def _are_things(value: Any) -> bool:
    return isinstance(value, tuple) and bool(value) and isinstance(value[0], Mapping) and "id" in value[0]


def _of_things(path: Path, before: tuple[Tree, ...], after: tuple[Tree, ...]) -> Iterator[Edit]:
    """Things of a list are the same by their ids; new ones come last."""
    places = {each["id"]: place for place, each in enumerate(before)}
    for each in after:
        if each["id"] in places:
            place = places[each["id"]]
            yield from _differences((*path, place), before[place], each)
        else:
            yield Append(path, _plain(each))
    kept = {each["id"] for each in after}
    yield from (Remove((*path, place)) for name, place in places.items() if name not in kept)


def _on_text(edit: Edit, after: Tree, text: Tree) -> Edit:
    """A field of what the text has in its short form, `procedure: vpr`, needs the long one."""
    around = find_value(text, edit.path[:-1])
    if isinstance(edit, SetValue | Remove) and around is not None and not isinstance(around, dict | list):
        return SetValue(edit.path[:-1], _plain(find_value(after, edit.path[:-1])))
    return edit


def _plain(value: Any) -> Any:
    """Give a value as the tree of a text that was read has it."""
    if isinstance(value, Mapping):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Span | SchoolYear) or hasattr(value, "isoformat") else value
