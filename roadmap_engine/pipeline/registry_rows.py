"""A row of a registry as answers to the questions of a school's texts; what is wrong is told by its cells."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.showing import hint_of, message_of
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing.lines import fault_of, says_nothing
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.questionnaire.filling import Given, fill_in
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.registry import answers_of, find_path

__all__ = ["Columns", "Row", "explain", "explain_where"]

_SHORT = {"name": "name.short", "id": "organisation"}
"""The registry's own names of fields that a text calls otherwise."""
_OF_NAMES = frozenset(("RM170", "RM171"))
"""Of a roadmap by that name and in that version: it is what was asked for that is wrong."""
_FAULT = Bilingual(
    "вместо значения ошибка Excel или формула, которой никто не вычислил",
    "there is an error of Excel, or a formula that nobody has computed, instead of a value",
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a registry.

    Attributes:
        school: as the registry has it.
        file: what people call the registry.
        answers: of its own cells, by the path of the field.
        common: for all rows, by path; a cell of its own wins.
        captions: of the columns, by path.
        faulty: paths whose cells have an error of Excel instead of a value.
        unread: captions of cells that say nothing of this school's texts.
    """

    school: RegistrySchool
    file: str
    answers: Mapping[str, str]
    common: Mapping[str, str]
    captions: Mapping[str, str]
    faulty: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the cells by themselves."""
        return tuple(self.refuse(path, _FAULT) for path in self.faulty)

    @property
    def id(self) -> str:
        """The school's name for programs: an id is compared without its capitals."""
        return self.school.id.casefold()

    def answer(self, path: str) -> str:
        """Give what is answered to one question; empty where nothing is."""
        return self.answers.get(path) or self.common.get(path, "")

    def given(self, form: Form) -> dict[str, Given]:
        """Give what is answered of a form's questions."""
        answers = {**answers_of(form, self.common), **answers_of(form, self.answers)}
        return {path: Given(words) for path, words in answers.items()}

    def column(self, path: str) -> str:
        """Call the column of a field: by its caption, or by its path where there is none."""
        return self.captions.get(path, path)

    def tell(self, code: str, **arguments: Any) -> Problem:
        """Tell something of this row."""
        return Problem.of(
            code, location=Location(self.file, self.school.row), row=self.school.row, **arguments
        )

    def refuse(self, path: str, reason: Bilingual) -> Problem:
        """Tell that what stands in a cell, or was answered for all rows, cannot be taken."""
        if path not in {*self.answers, *self.faulty} and path in self.common:
            return Problem.of("RM711", path=path, answer=self.common[path], reason=reason)
        return self.tell("RM528", column=self.column(path), reason=reason)

    def untouched(self, folder: str, why: Bilingual) -> Problem:
        """Tell that the row does not fit to what lies in a folder."""
        return self.tell("RM531", folder=folder, why=why)

    def judge(
        self, form: Form, context: Any, given: Mapping[str, Given], found: Iterable[Problem]
    ) -> Iterator[Problem]:
        """Say by column what is wrong with answers, in both languages.

        Args:
            form: that was filled in.
            context: what the text is made for.
            given: the answers.
            found: what was wrong with them in Russian.
        """
        wrong = [each for each in found if each.code in {"RM710", "RM711"}]
        # Why an answer is none is said in one language at a time; most rows have nothing to say again.
        english = fill_in(form, context, given, speak=translator("en")).wrong() if wrong else {}
        missing: set[str] = set()
        for each in wrong:
            words = each.words
            path = words["path"]
            column = self.column(path)
            if each.code == "RM710" and path not in self.faulty and column not in missing:
                missing.add(column)
                yield self.tell("RM529", column=column, path=path)
            elif each.code == "RM711":
                again = english.get(path, each).words["reason"]
                yield self.refuse(path, Bilingual(words["reason"], again))


class Columns:
    """The further columns of a registry, those that its own table does not know."""

    def __init__(self, registry: Registry) -> None:
        """Gather the captions of cells that are filled in."""
        self.registry = registry
        self._further = tuple(dict.fromkeys(each for school in registry.schools for each in school.others))
        self._unknown = set(self._further)
        self._double: dict[str, tuple[str, str]] = {}

    def find_paths(self, questions: OpenQuestions) -> Mapping[str, str]:
        """Give the fields of the columns by caption, with a roadmap's open words; the first of two counts."""
        paths: dict[str, str] = {}
        taken = {_SHORT.get(name, name): caption for name, caption in self.registry.captions.items()}
        for caption in self._further:
            path = find_path(caption, questions)
            path = _SHORT.get(path or "", path)
            if path is None:
                continue
            self._unknown.discard(caption)
            if path in taken:
                self._double[caption] = taken[path], path
            else:
                taken[path] = caption
                paths[caption] = path
        return paths

    def read(self, school: RegistrySchool, common: Mapping[str, str], paths: Mapping[str, str]) -> Row:
        """Read a row as answers.

        Args:
            school: as the registry has it.
            common: answers for all rows.
            paths: of the further columns, by their captions.
        """
        captions = {**{path: caption for caption, path in paths.items()}, **self.registry.captions}
        captions |= {path: captions[name] for name, path in _SHORT.items() if name in captions}
        captions.setdefault("name.full", captions.get("name", "name"))
        further = {paths[caption]: words for caption, words in school.others.items() if caption in paths}
        cells = {**further, **school.said, "name.short": school.name, "roadmap": school.roadmap}
        answers = {path: words for path, words in cells.items() if not says_nothing(words)}
        answers["organisation"] = school.id.casefold()
        faulty = tuple(path for path, words in answers.items() if fault_of(words))
        answers = {path: words for path, words in answers.items() if path not in faulty}
        unread = tuple(caption for caption in school.others if caption not in paths)
        return Row(school, self.registry.file, answers, common, captions, faulty, unread)

    def is_understood(self, caption: str) -> bool:
        """Tell whether a column fills a field of some school, whatever it is of another."""
        return caption not in self._unknown and caption not in self._double

    def tell(self, needless: Collection[str], asked: Iterable[str]) -> Iterator[Problem]:
        """Say which columns fill nothing.

        Args:
            needless: paths that nobody was asked for.
            asked: paths that were.
        """
        place = Location(self.registry.file)
        for caption, (column, path) in self._double.items():
            yield Problem.of("RM527", location=place, column=column, other=caption, path=path)
        lost = [each for each in self._further if each in self._unknown or each.casefold() in needless]
        lost += [caption for path, caption in self.registry.captions.items() if path in needless]
        if lost:
            near = next((found for each in lost if (found := near_names(each.casefold(), asked))), "")
            yield Problem.of("RM526", location=place, columns=list_names(lost), near=near)


def explain_where(problem: Problem) -> Bilingual:
    """Say a problem of another text with the place where it is; one of a name, with what to do."""
    said, place = explain(problem), problem.location
    if place is not None and problem.code not in _OF_NAMES:
        return Bilingual.of(lambda language: f"{place.file}:{place.line}: {said.said(language)}")
    hints = Bilingual.of(lambda language: "; ".join(hint_of(problem, translator(language)).splitlines()))
    return Bilingual.of(lambda language: f"{said.said(language)} ({hints.said(language)})")


def explain(problem: Problem) -> Bilingual:
    """Say a problem of a text as the reason why a cell cannot be taken."""
    return Bilingual(message_of(problem, translator("ru")), message_of(problem, translator("en")))
