"""The people of an organisation: name, post, and what a paper must know to decline them."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from gettext import gettext as _

from roadmap_engine.cli.answers import choice_of, read_line, read_slug
from roadmap_engine.cli.asking import Interview, Question, WrongAnswerError
from roadmap_engine.cli.dialogues.naming import make_slug
from roadmap_engine.model import Person
from roadmap_engine.russian import Case, Gender, Kind, decline

__all__ = ["ask_people"]

# The keys that published roadmaps expect somebody under.
_EXPECTED = {
    "head": (_("Head of the organisation: full name"), "директор"),
    "deputy-head": (_("Deputy head for teaching: full name"), "заместитель директора по УВР"),
}
_ASKED_CASES = {
    Case.GENITIVE: _("genitive: of whom?"),
    Case.DATIVE: _("dative: to whom?"),
    Case.ACCUSATIVE: _("accusative: whom?"),
    Case.INSTRUMENTAL: _("instrumental: by whom?"),
}


def ask_people(interview: Interview, expected: tuple[str, ...] = ()) -> dict[str, Person]:
    """Ask for the head, the deputy, whoever else a roadmap expects, and others until there are no more.

    Args:
        interview: asks.
        expected: further keys that a roadmap's roles are filled by.
    """
    people: dict[str, Person] = {}
    for key in dict.fromkeys((*_EXPECTED, *expected, *_given_keys(interview))):
        words, post = _EXPECTED.get(key, (_("«{key}»: full name").format(key=key), ""))
        person = _ask_person(interview, key, words, post)
        if person is not None:
            people[key] = person
    while interview.on_terminal:
        more = Question(
            "people", _("Who else? Full name"), read_line, _("Enter: nobody else."), optional=True
        )
        name = interview.ask(more)
        if name is None:
            break
        key, person = _ask_another(interview, name, people)
        people[key] = person
    return people


def _given_keys(interview: Interview) -> Iterator[str]:
    """Give the keys of a file of answers; one that is no name is left to be told as an answer to nothing."""
    for key in interview.answers.under("people"):
        with contextlib.suppress(WrongAnswerError):
            yield read_slug(key)


def _ask_person(interview: Interview, key: str, words: str, usual_post: str) -> Person | None:
    why = _("Surname, first name and patronymic, or surname and initials. Empty: there is nobody.")
    name = interview.ask(Question(f"people.{key}.name", words, read_line, why, optional=True))
    return _ask_rest(interview, key, name, usual_post) if name else None


def _ask_another(interview: Interview, name: str, people: dict[str, Person]) -> tuple[str, Person]:
    why = _("As the order names the person, small letters: «учитель математики».")
    post = interview.require(Question("people.post", _("Post"), read_line, why))
    free = make_slug(post)
    while free in people or not free:
        free = f"{free or 'person'}-{len(people)}"
    key_why = _("By this name adoptions say who fills a role.")
    key = interview.require(Question("people.key", _("Name for programs"), read_slug, key_why), free)
    return key, _finish(interview, key, name, post)


def _ask_rest(interview: Interview, key: str, name: str, usual_post: str) -> Person | None:
    why = _("As the order names the person, small letters.")
    post = interview.ask(Question(f"people.{key}.post", _("Post"), read_line, why), usual_post or None)
    return _finish(interview, key, name, post) if post else None


def _finish(interview: Interview, key: str, name: str, post: str) -> Person:
    """Ask for what declension cannot know: the gender, then cases that even the gender does not tell."""
    gender: Gender | None = None
    path = f"people.{key}"
    unsure = {problem.code for problem in decline(name, Kind.NAME).problems}
    if "RM401" in unsure or f"{path}.gender" in interview.answers.given:
        choices = {"f": _("a woman"), "m": _("a man")}
        why = _("The name does not tell, and its cases depend on it: «{name}».").format(name=name)
        question = Question(
            f"{path}.gender", _("Man or woman?"), choice_of(choices), why, choices, optional=True
        )
        answer = interview.ask(question)
        gender = Gender(answer) if answer else None
    fields = {
        "name": name,
        "post": post,
        "gender": gender,
        "forms": _ask_cases(interview, f"{path}.forms", name, Kind.NAME, gender),
        "post_forms": _ask_cases(interview, f"{path}.post_forms", post, Kind.POST, None),
    }
    return Person.model_validate(fields)


def _ask_cases(
    interview: Interview, path: str, text: str, kind: Kind, gender: Gender | None
) -> dict[str, str]:
    known = decline(text, kind, gender)
    cases: dict[str, str] = {}
    for case, words in _ASKED_CASES.items():
        here = f"{path}.{case.value}"
        if here not in interview.answers.given and (known.get(case) or not interview.on_terminal):
            continue
        why = _("The program is not sure of «{text}»; a wrong case is worse than a question.").format(
            text=text
        )
        answer = interview.ask(Question(here, words, read_line, why, optional=True))
        if answer:
            cases[case.value] = answer
    return cases
