"""Which field of a school's texts a column of its registry fills, and which columns there can be.

What fields there are is known to the questions of `roadmap new`; the captions that people write are those of
the registry's own table. Events and open words of a roadmap are called by their titles, too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model import Organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.registry_fields import FIELDS, find_field, write_caption
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import Chosen, guess_year
from roadmap_engine.questionnaire.drafting import list_questions
from roadmap_engine.questionnaire.filling import Given, fill_in
from roadmap_engine.questionnaire.kinds import Kind
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.question import Form, Item, Known, Question
from roadmap_engine.questionnaire.said import NOTHING_SAID, Said
from roadmap_engine.questionnaire.said import said as _

__all__ = ["OF_ONE_SCHOOL", "Column", "answers_of", "find_path", "is_path", "list_columns"]

OF_ONE_SCHOOL = frozenset(("organisation", "adoption"))
"""Names for programs, which no two schools share."""

_WITHOUT_KEY = "others"
"""People who get their key only when somebody asks for one: a column names the key."""
_PEOPLE = ("head", "deputy-head")
_CALLED_OTHERWISE = frozenset((*OF_ONE_SCHOOL, "name.short"))
_GAP = re.compile(r"\{\w+\}")
_FORMULAS = tuple("=+-@")
_SOME_DAY = dt.date(2026, 9, 1)
_NOBODY = Organisation.model_validate({"organisation": "x", "name": "x", "place": "x"})


def _list_paths(form: Form) -> Mapping[str, Question]:
    asked = (each for page in form.pages for each in list_questions(page.questions))
    return {each.path: each for each in asked if each.path.partition(".")[0] != _WITHOUT_KEY}


def _match(paths: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(re.escape(each).replace(r"\*", "[a-z0-9-]+") for each in paths))


_QUESTIONS = {form.kind: _list_paths(form) for form in (ORGANISATION, ADOPTION)}
_PATHS = {kind: _match(questions) for kind, questions in _QUESTIONS.items()}


def answers_of(form: Form, answers: Mapping[str, str]) -> dict[str, str]:
    """Give the answers to questions of a form, by path; a short form of an answer is one, too."""
    long = {path: words for name, words in answers.items() for path in form.short.get(name, (name,))}
    return {path: words for path, words in long.items() if _PATHS[form.kind].fullmatch(path)}


def is_path(path: str) -> bool:
    """Tell whether some text of a school has a field of this path, or its short form.

    >>> is_path("people.head.name"), is_path("procedure"), is_path("municipality")
    (True, True, False)
    """
    return any(answers_of(form, {path: ""}) for form in (ORGANISATION, ADOPTION))


def find_path(caption: str, questions: OpenQuestions) -> str | None:
    """Find the field that a caption means; None where it means none.

    Args:
            caption: of a column: what people call a field, its path, the title of an event or of open words.
            questions: of the roadmap that the school adopts.

        >>> asked = OpenQuestions(events={"results-received": "получение результатов"})
    >>> find_path("people.psychologist.name", asked), find_path("Получение результатов:", asked)
    ('people.psychologist.name', 'events.results-received')
    >>> find_path("Директор", asked), find_path("Примечание", asked)
    ('people.head.name', None)
    """
    field = find_field(caption)
    if field is not None:
        return field.name
    path = caption.strip().casefold()
    if is_path(path):
        return path
    words = write_caption(caption)
    return next((found for found, titles in _titles(questions) if words in map(write_caption, titles)), None)


def _titles(questions: OpenQuestions) -> Iterator[tuple[str, tuple[str, ...]]]:
    for name, title in questions.events.items():
        yield f"events.{name}", (title,)
    for name, each in questions.parameters.items():
        yield f"fill.{name}", tuple(filter(None, (each.title, each.question)))


@dataclass(frozen=True, slots=True)
class Column:
    """A column that a registry may have.

    Attributes:
        name: of the field; it serves as a caption, too.
        caption: what people call it, in Russian; the name where they call it nothing else.
        holds: what stands in it.
        how: how that is written; empty where there is nothing to say.
        needed: whether no school is made without it.
        usual: whether a new registry has it.
        example: what an example row says.
    """

    name: str
    caption: str
    holds: Said
    how: Said = NOTHING_SAID
    needed: bool = False
    usual: bool = False
    example: str = ""


def list_columns(questions: OpenQuestions | None = None, roadmap: str = "") -> tuple[Column, ...]:
    """List the columns that a registry may have: the usual ones first, in the order of a new registry.

    Args:
        questions: what a roadmap leaves open: its events, open words and roles are columns, too; where there
            is none, they are told with a star.
        roadmap: what the roadmap is called, for the example row.
    """
    asking = _Asking(questions)
    listed = {each.name: each for each in _own_columns(roadmap)}
    for form in (ORGANISATION, ADOPTION):
        for path, question in _QUESTIONS[form.kind].items():
            leads_on = path in _CALLED_OTHERWISE or f"{path}.*" in _QUESTIONS[form.kind]
            if path.partition(".")[0] in form.order and not leads_on:
                for name, key, title in asking.expand(path):
                    listed.setdefault(name, asking.column(form, name, question, Item(key, {"title": title})))
    usual = {field.name: listed.pop(field.name) for field in FIELDS if field.name in listed}
    return (*usual.values(), *listed.values())


def _own_columns(roadmap: str) -> Iterator[Column]:
    """Give the columns that the registry calls by names of its own."""
    asked = _QUESTIONS["organisation"]
    told = {
        "id": (asked["organisation"].why, _how(asked["organisation"])),
        "name": (asked["name.short"].why, NOTHING_SAID),
        "municipality": (_("Stands in tables of schools; no text of a school has it."), NOTHING_SAID),
        "roadmap": (_("The roadmap that the school adopts, by its name for programs."), NOTHING_SAID),
    }
    for field in FIELDS:
        if field.name in told:
            needed = field.needed or field.name == "roadmap"
            example = roadmap if field.name == "roadmap" else field.example
            yield Column(field.name, field.caption, *told[field.name], needed, usual=True, example=example)


class _Asking:
    """The questions as a school is asked them that nothing is known of, with what a roadmap leaves open."""

    def __init__(self, questions: OpenQuestions | None) -> None:
        self._has_roadmap, self._questions = questions is not None, questions or OpenQuestions()
        year = guess_year(_SOME_DAY)
        school = School(year, self._questions.units, self._questions.people)
        plan = Chosen("x", _NOBODY, "", _SOME_DAY, self._questions, {"x": ""})
        self._known = {
            "organisation": Known(school, {}),
            "adoption": Known(plan, {"school_year": year}),
        }
        self._needed = {"roadmap", *_find_needed(ORGANISATION, school), *_find_needed(ADOPTION, plan)}

    def expand(self, path: str) -> Iterator[tuple[str, str, str]]:
        """Give the columns of a question: path, key and title of each thing that it is asked about."""
        section, star, _rest = path.partition(".*")
        if not star:
            yield path, "", ""
        elif path.count("*") == 1:
            # The cases of a name are understood by their paths; nobody is shown a column for each.
            for key, title in self._things(section).items():
                yield path.replace("*", key, 1), key, title

    def _things(self, section: str) -> Mapping[str, str]:
        asked = self._questions
        if section != "people" and not self._has_roadmap:
            return {"*": "…"}
        things: dict[str, Mapping[str, str]] = {
            "people": {key: key for key in dict.fromkeys((*_PEOPLE, *asked.people))},
            "events": asked.events,
            "fill": {name: each.title for name, each in asked.parameters.items()},
            "roles": {name: each.title for name, each in asked.roles.items()},
            "assign": asked.stages,
            "replace": {name: asked.stages[name] for name in asked.following},
        }
        return things.get(section, {})

    def column(self, form: Form, name: str, question: Question, item: Item) -> Column:
        """Give a column, as a clerk would be told of it."""
        field = next((each for each in FIELDS if each.name == name), None)
        title = str(item.gaps["title"])
        gaps = dict.fromkeys(("title", "person", "asked"), title)
        says_more = question.why.text and not _GAP.fullmatch(question.why.text)
        holds = (question.why if says_more else question.words).fill(**gaps)
        is_event = name.startswith("events.") and self._has_roadmap
        caption = title[:1].upper() + title[1:]
        if caption.startswith(_FORMULAS) or find_path(caption, self._questions) != name:
            # A title may be a stranger's, which a table would compute, and may mean another field already.
            caption = name
        needed = name in self._needed
        return Column(
            name,
            field.caption if field is not None else caption,
            holds,
            _how(question, replace(self._known[form.kind], items=(item,))),
            needed,
            usual=needed or is_event or (field is not None and field.usual),
            example=field.example if field is not None else "",
        )


def _how(question: Question, known: Known | None = None) -> Said:
    if isinstance(question.kind, Kind):
        return question.kind.how
    # What can be chosen depends on the school.
    asks_for_day = question.path.startswith(("events", "order.date", "procedure.held"))
    return question.kind(known).how if known is not None and asks_for_day else NOTHING_SAID


def _find_needed(form: Form, context: Any) -> Iterator[str]:
    """Find what a new text is not made without."""
    given = {path: Given("Школа") for path in form.short.get("name", ())}
    problems = fill_in(form, context, given, speak=translator("ru")).problems
    return (each.words["path"] for each in problems if each.code == "RM710")
