"""A form that is filled in → the tree of its text with a comment beside every field that was asked.

The comments are what the questions say they are for, in Russian whatever language they were asked in. What
was not answered stands as a comment in its place, to be uncovered once it is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model.commented import Note, Offered
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.question import Each, Form, Question, Tree

__all__ = ["Drafted", "draft_text", "list_questions"]

_DEEPEST = 2


@dataclass(frozen=True, slots=True)
class Drafted:
    """A text to be written: its tree, what is said about it, and the comment at its top."""

    tree: Tree
    notes: Mapping[Path, Note]
    heading: str


def list_questions(questions: tuple[Question | Each, ...]) -> Iterator[Question]:
    """Give all questions of a list, whether they would be asked or not."""
    for each in questions:
        if isinstance(each, Each):
            yield from list_questions(each.questions)
        else:
            yield each


def draft_text(form: Form, filled: Filled) -> Drafted:
    """Draft the text that answers come to."""
    speak = translator("ru")
    notes: dict[Path, Note] = {}
    for page in form.pages:
        if about := page.about.tell(speak):
            first = next(list_questions(page.questions))
            notes[(first.path.partition(".")[0],)] = Note(about, spaced=True)
    tree = form.build(filled.known)
    places: dict[str, Tree] = {}
    for each in filled.asked:
        way = tuple(each.path.split("."))
        if way[0] not in form.order or len(way) > _DEEPEST:
            continue
        # What was answered, and is left to the roadmap, stands there too.
        offered = Offered(each.answer or each.kind.place)
        if len(way) == 1:
            tree.setdefault(way[0], offered)
        else:
            places.setdefault(way[0], {})[way[1]] = offered
        why = each.why.tell(speak)
        there = notes.get(way, Note())
        if why != there.above and not isinstance(tree.get(each.path), Mapping):
            notes[way] = Note(there.above, why[:1].lower() + why[1:].removesuffix("."), there.spaced)
    for section, unknown in places.items():
        tree[section] = _join(tree.get(section), unknown)
    tree, more = form.finish(filled.known, tree)
    listed = {key: tree[key] for key in (*form.order, *tree) if key in tree}
    return Drafted(listed, {**notes, **more}, form.heading(filled.known))


def _join(section: Any, offered: Tree) -> Any:
    """Put what is not known into its section, in the order of the questions; all of it may be unknown."""
    if section is None:
        return Offered({name: each.value for name, each in offered.items()})
    if not isinstance(section, Mapping):
        return section
    return {**{name: section.get(name, each) for name, each in offered.items()}, **section}
