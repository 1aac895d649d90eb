"""The people of an organisation: name, post, and what a paper must know to decline them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from roadmap_engine.model.base import is_slug
from roadmap_engine.questionnaire.kinds import NAME, PERSON, POST, Sort
from roadmap_engine.questionnaire.kinds import Kind as Answer
from roadmap_engine.questionnaire.question import SKIP, Default, Each, Item, Known, Page, Question, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.russian import Case, Gender, Kind, decline
from roadmap_engine.russian.ids import make_slug

__all__ = ["PEOPLE", "USUAL_POSTS", "ask_cases", "build_people", "is_of_unknown_sex"]

# The keys that published roadmaps expect somebody under.
USUAL_POSTS = {"head": "директор", "deputy-head": "заместитель директора по УВР"}
_CALLED = {
    "head": _("Head of the organisation: full name"),
    "deputy-head": _("Deputy head for teaching: full name"),
}
_CASES = {
    Case.GENITIVE: _("genitive: of whom?"),
    Case.DATIVE: _("dative: to whom?"),
    Case.ACCUSATIVE: _("accusative: whom?"),
    Case.INSTRUMENTAL: _("instrumental: by whom?"),
}
_FIELDS = ("name", "post", "gender", "forms", "post_forms")


def _expected(known: Known) -> Iterator[Item]:
    """The head, the deputy, whoever else a roadmap expects, and those of a file of answers."""
    given = (key for key in known.under("people") if is_slug(key))
    for key in dict.fromkeys((*USUAL_POSTS, *known.context.people, *given)):
        yield Item(key, {"person": _CALLED.get(key) or _call(known, key)})


def _call(known: Known, key: str) -> Said:
    """Call somebody by her post, where it was said beforehand."""
    post = known.given.get(f"people.{key}.post")
    called = post.words if post is not None else None
    words = f"{called[:1].upper()}{called[1:]}" if called else f"«{key}»"
    return _("{post}: full name", post=words)


def _others(known: Known) -> Iterator[Item]:
    """Further people, until there are no more; only somebody who is asked has them without a key."""
    number = 1
    while known.by_hand or f"others.{number}.name" in known.given:
        yield Item(str(number), {"person": _("Who else? Full name")})
        if f"others.{number}.name" not in known.answers:
            return
        number += 1


def _free_key(known: Known) -> Default | None:
    taken = build_people(known)
    free = make_slug(known.answer("others.*.post") or "")
    while free in taken or not free:
        free = f"{free or 'person'}-{len(taken)}"
    return offer(free)


def is_of_unknown_sex(where: str) -> Callable[[Known], bool]:
    """Tell of somebody whose name does not say it, or of whom it was said beforehand."""

    def ask(known: Known) -> bool:
        name = known.answer(f"{where}.name")
        given = known.path(f"{where}.gender") in known.given
        return name is not None and (
            given or "RM401" in {each.code for each in decline(name, Kind.NAME).problems}
        )

    return ask


def ask_cases(where: str, field: str, kind: Kind) -> Each:
    """Ask for the cases that even the gender does not tell, and for none where nobody can be asked."""
    forms = f"{where}.{'forms' if field == 'name' else 'post_forms'}"

    def over(known: Known) -> Iterator[Item]:
        text = known.answer(f"{where}.{field}")
        gender = known.answer(f"{where}.gender") if field == "name" else None
        if text is None:
            return
        sure = decline(text, kind, Gender(gender) if gender else None)
        for case, words in _CASES.items():
            if case.value in known.under(forms) or (known.by_hand and not sure.get(case)):
                yield Item(case.value, {"case": words, "text": text})

    why = _("The program is not sure of «{text}»; a wrong case is worse than a question.")
    return Each(over, (Question(f"{forms}.*", Said("{case}"), why, blank=SKIP, private=True),))


def _person(where: str, blank: Said, *key: Question) -> tuple[Question | Each, ...]:
    """All that is asked about one of them."""
    # fmt: off
    return (
        Question(f"{where}.name", Said("{person}"),
                 _("Surname, first name and patronymic, or surname and initials."), PERSON,
                 blank=blank, private=True),
        Question(f"{where}.post", _("Post"),
                 _("As the order names the person, small letters: «учитель математики»."), POST,
                 default=lambda known: offer(USUAL_POSTS.get(known.key), _("usual")),
                 when=lambda known: known.answer(f"{where}.name"), quiet=True),
        *key,
        Question(f"{where}.gender", _("Man or woman?"),
                 _("The name does not tell, and its cases depend on it."),
                 Answer(Sort.ONE, {"f": _("a woman"), "m": _("a man")}), when=is_of_unknown_sex(where),
                 blank=SKIP, private=True),
        ask_cases(where, "name", Kind.NAME),
        ask_cases(where, "post", Kind.POST),
    )
    # fmt: on


_KEY = Question(
    "others.*.key",
    _("Name for programs"),
    _("By this name adoptions say who fills a role."),
    NAME,
    _free_key,
    when=lambda known: known.answer("others.*.name"),
)
PEOPLE = Page(
    _("People"),
    (
        Each(_expected, _person("people.*", _("Enter: there is nobody."))),
        Each(_others, _person("others.*", _("Enter: nobody else."), _KEY)),
    ),
    _(
        "People under keys: a roadmap expects head and deputy-head. gender: f or m, only where the name does "
        "not tell; forms: {dative: …}, where a name has forms of its own."
    ),
)


def build_people(known: Known) -> dict[str, dict[str, Any]]:
    """Give the people who have a name and a post, by their keys."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for path, value in known.answers.items():
        section, *rest = path.split(".")
        if section in {"people", "others"} and rest:
            key, name, *case = rest
            person = found.setdefault((section, key), {})
            if case:
                person.setdefault(name, {})[case[0]] = value
            else:
                person[name] = value
    people = {}
    for (section, key), each in found.items():
        own = key if section == "people" else each.get("key")
        if own and {"name", "post"} <= each.keys():
            people[own] = {field: each[field] for field in _FIELDS if field in each}
    return people
