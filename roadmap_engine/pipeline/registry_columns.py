"""Which field of a school's texts a column of its registry fills, and which columns there can be.

What fields there are is known to the questions of `roadmap new`; the captions that people write are those of
the registry's own table. Events and open words of a roadmap are called by their titles, too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing.registry_fields import FIELDS, find_field, write_caption
from roadmap_engine.model import Assembly
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.chosen import guess_year
from roadmap_engine.questionnaire.drafting import list_questions
from roadmap_engine.questionnaire.filling import Given, fill_in
from roadmap_engine.questionnaire.kinds import Kind
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.question import Form, Question
from roadmap_engine.questionnaire.said import NOTHING_SAID, Said
from roadmap_engine.questionnaire.said import said as _

__all__ = ["OF_ONE_SCHOOL", "Column", "answers_of", "find_path", "is_path", "list_columns"]

OF_ONE_SCHOOL = frozenset(("organisation", "adoption"))
"""Names for programs, which no two schools share."""

_WITHOUT_KEY = "others"
"""People who get their key only when somebody asks for one: a column names the key."""
_CAPTIONS = {field.name: field.caption for field in FIELDS}
_PEOPLE = ("head", "deputy-head")


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

    >>> from roadmap_engine.model.open_questions import OpenQuestions
    >>> open = OpenQuestions(events={"results-received": "получение результатов"})
    >>> find_path("people.psychologist.name", open), find_path("Получение результатов:", open)
    ('people.psychologist.name', 'events.results-received')
    >>> find_path("Директор", open), find_path("Примечание", open)
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
        example: what an example row says; empty where a new registry goes without the column.
    """

    name: str
    caption: str
    holds: Said
    how: Said = NOTHING_SAID
    needed: bool = False
    example: str = ""


def list_columns(roadmap: Assembly | None = None) -> tuple[Column, ...]:
    """List the columns that a registry may have: the usual ones first, in the order of a new registry.

    Args:
        roadmap: whose events, open words and roles are columns, too; without it they are told by a star.
    """
    questions = find_open_questions(roadmap) if roadmap is not None else OpenQuestions()
    needed = _needed(questions)
    listed = {each.name: each for each in _own_columns(roadmap)}
    for form in (ORGANISATION, ADOPTION):
        for path, question in _QUESTIONS[form.kind].items():
            if path.partition(".")[0] in form.order and path not in OF_ONE_SCHOOL:
                for name, title in _expand(path, questions, known=roadmap is not None):
                    listed.setdefault(name, _column(name, title, question, needed=name in needed))
    usual = {field.name: listed.pop(field.name) for field in FIELDS if field.name in listed}
    return (*usual.values(), *listed.values())


def _own_columns(roadmap: Assembly | None) -> Iterator[Column]:
    examples = {field.name: field.example for field in FIELDS}
    id_said, municipality = _QUESTIONS["organisation"]["organisation"], _(
        "Stands in tables of schools; no text of a school has it."
    )  # fmt: skip
    adopted = _("The roadmap that the school adopts, by its name for programs.")
    yield Column("id", _CAPTIONS["id"], id_said.why, _how(id_said), needed=True, example=examples["id"])
    short = _QUESTIONS["organisation"]["name.short"]
    yield Column("name", _CAPTIONS["name"], short.why, _how(short), needed=True, example=examples["name"])
    yield Column("municipality", _CAPTIONS["municipality"], municipality, example=examples["municipality"])
    named = roadmap.roadmap.id if roadmap is not None else ""
    yield Column("roadmap", _CAPTIONS["roadmap"], adopted, needed=True, example=named)


def _column(name: str, title: str, question: Question, *, needed: bool) -> Column:
    field = next((each for each in FIELDS if each.name == name), None)
    gaps = dict.fromkeys(("title", "person", "asked", "text", "term", "break", "case"), title)
    holds = (question.why if question.why.text else question.words).fill(**gaps)
    caption = field.caption if field is not None else name
    if name.startswith("events.") and title:
        caption = title[0].upper() + title[1:]
    return Column(name, caption, holds, _how(question), needed, field.example if field is not None else "")


def _how(question: Question) -> Said:
    kind = question.kind if isinstance(question.kind, Kind) else None
    return kind.how if kind is not None else NOTHING_SAID


def _expand(path: str, questions: OpenQuestions, *, known: bool) -> Iterator[tuple[str, str]]:
    """Give the columns of a question about one thing after another, each with the title of its thing."""
    section, star, _rest = path.partition(".*")
    if not star or path.count("*") > 1:
        # The cases of a name are understood by their paths; nobody is shown a table with a column for each.
        yield from () if star else ((path, ""),)
        return
    people = {key: key for key in dict.fromkeys((*_PEOPLE, *questions.people))}
    things: Mapping[str, Mapping[str, Any]] = {
        "people": people,
        "events": questions.events,
        "fill": {name: each.title for name, each in questions.parameters.items()},
        "roles": {name: each.title for name, each in questions.roles.items()},
        "assign": questions.stages,
        "replace": {name: questions.stages[name] for name in questions.following},
    }
    if not known and section != "people":
        yield path, "…"
        return
    yield from ((path.replace("*", name, 1), title) for name, title in things.get(section, {}).items())


def _needed(questions: OpenQuestions) -> frozenset[str]:
    """Find what a new text is not made without, of what is known of no school."""
    school = School(guess_year(dt.date(2026, 9, 1)), questions.units, questions.people)
    given = {path: Given("Школа") for path in ("name.full", "name.short")}
    filled = fill_in(ORGANISATION, school, given, speak=translator("ru"))
    return frozenset(dict(each.arguments)["path"] for each in filled.problems if each.code == "RM710")  # type: ignore[misc]
