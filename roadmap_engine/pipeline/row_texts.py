"""A row of a registry × the questions of a text → a new text, or the edits of one that is there.

New texts are those of `roadmap new`, and a text that is there changes as by `roadmap new … --edit`: at the
answers that are meant, and nowhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import Loaded
from roadmap_engine.model.edit import find_value
from roadmap_engine.pipeline.creating import Standing, edit_standing
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.registry_rows import Row, explain
from roadmap_engine.questionnaire.filling import (
    Filled,
    Given,
    fill_in,
    find_needless,
    flatten,
    read_answer_tree,
    settle,
)
from roadmap_engine.questionnaire.question import Form, Tree
from roadmap_engine.questionnaire.revising import begin_revision, list_edits

__all__ = ["Made"]

T = TypeVar("T")
# A registry is Russian whatever language its reader speaks, and the same file gives the same texts.
_RU = translator("ru")
_SEVERAL = Bilingual(
    "в тексте школы здесь несколько записей; поправьте их там",
    "the school's text has several entries here; change them there",
)


@dataclass(slots=True)
class Made:
    """What a row comes to.

    Attributes:
        files: to be written, by their names in the school's folder.
        problems: what is wrong with the row, or with what lies there.
        needless: paths that the row answers and nobody asks for.
        asked: the paths that were asked.
        standing: whether the school had a text already.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    needless: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)
    standing: bool = False

    @property
    def fails(self) -> bool:
        """Whether an error stands in the way."""
        return has_errors(tuple(self.problems))

    def take(self, read: Outcome[T]) -> T | None:
        """Take what was read; what is wrong with it is wrong with the row."""
        if read.value is None:
            self.problems += read.problems
        return read.value

    def fill(self, row: Row, form: Form, context: Any, given: Mapping[str, Given]) -> Filled:
        """Fill in the questions of a new text."""
        filled = fill_in(form, context, given, speak=_RU)
        self.problems += row.judge(form, context, given, filled.problems)
        self._heed(filled, form.build(filled.known), given)
        return filled

    def change(
        self, row: Row, form: Form, context: Any, standing: Standing, told: dict[str, Given]
    ) -> Filled | None:
        """Lay answers over a text; gives them all, where they change it.

        Args:
            row: whose answers they are.
            form: of the text.
            context: what the text is made for.
            standing: the text.
            told: the answers; what the text says at once in another shape is taken out of them.
        """
        there = read_answer_tree(form.restate(standing.tree), lambda _way: Location(""))
        self._leave_several(row, standing.tree, told)
        after = fill_in(form, context, {**there, **told}, speak=_RU)
        problems = [each for each in after.problems if each.words["path"] in told]
        self.problems += row.judge(form, context, {**there, **told}, problems)
        self._heed(after, standing.tree, told)
        before = fill_in(form, context, there, speak=_RU).known.answers
        if self.fails or all(before.get(path) == after.known.answers.get(path) for path in told):
            return None
        revision = begin_revision(form, context, standing.tree, speak=_RU)
        typed = {path: words for path, words in revision.typed.items() if path not in told}
        filled = settle(form, context, {**revision.given, **told}, typed, speak=_RU)
        edits = list_edits(revision.before, form.build(filled.known), standing.tree)
        content = self.take(edit_standing(standing, edits))
        if content is not None and content != standing.written:
            self.files[standing.path.name] = content
        return filled

    def judge(self, row: Row, loaded: Loaded[T], given: Mapping[str, Given]) -> T | None:
        """Tell by column what the finished text would have wrong; gives what it says."""
        at = {loaded.locations.of_value(tuple(path.split("."))): path for path in given}
        for each in loaded.problems:
            if has_errors((each,)):
                path = at.get(each.location) if each.location is not None else None
                self.problems.append(row.refuse(path, explain(each)) if path is not None else each)
        return loaded.value

    def _heed(self, filled: Filled, tree: Tree, given: Mapping[str, Given]) -> None:
        asked = {each.path for each in filled.asked}
        self.asked |= asked
        self.needless |= {each.words["path"] for each in find_needless(asked, (tree,), given)}

    def _leave_several(self, row: Row, tree: Tree, told: dict[str, Given]) -> None:
        """Leave alone what a text says more of than an answer can, as who held a post one after another."""
        there: dict[str, str] = {}
        for path, words in tuple(told.items()):
            way = path.split(".")
            around = (find_value(tree, tuple(way[:depth])) for depth in range(1, len(way)))
            value = find_value(tree, tuple(way))
            within = next((each for each in around if isinstance(each, list)), None)
            if within is None and not (
                isinstance(value, list) and any(isinstance(each, dict) for each in value)
            ):
                continue
            there = there or {found: said for found, said, _where in flatten(tree)}
            said = (said for found, said in there.items() if _is_of(found, way))
            del told[path]
            if words.words is not None and words.words not in said:
                self.problems.append(row.refuse(path, _SEVERAL))


def _is_of(found: str, way: list[str]) -> bool:
    """Tell whether a path is that of a field in one of several entries: people.head.2.name."""
    return [each for each in found.split(".") if not each.isdecimal()] == way
