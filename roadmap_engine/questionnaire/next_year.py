"""What is asked when a plan goes into the next school year: its dates, who is new, and the new year's terms.

The organisation keeps what it was: whoever is new comes behind the former, with the day she does, and the
terms stand beside those of the year before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.diagnostics.languages import format_day
from roadmap_engine.model.organisation import Person
from roadmap_engine.questionnaire.adoption import NEW_DATES
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.kinds import DAY, Sort
from roadmap_engine.questionnaire.kinds import Kind as Answer
from roadmap_engine.questionnaire.people import ask_cases, is_of_unknown_sex
from roadmap_engine.questionnaire.question import SKIP, Each, Form, Item, Known, Page, Question, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.questionnaire.terms import DAYS_OF_TERMS, TERM_CHOICES
from roadmap_engine.russian import Kind

__all__ = ["NEXT_YEAR", "NewYear", "list_new_people"]

_FIELDS = ("name", "post", "gender", "forms", "post_forms")
_NAMED = _("Surname, first name and patronymic, or surname and initials; «вакансия» where there is nobody.")


@dataclass(frozen=True, slots=True)
class NewYear(Chosen):
    """What the plan of the next year is made for.

    Attributes:
        year: the first of its years that the organisation has no terms for, or its first one.
        terms_files: texts of the terms of that year that lie beside the organisation.
        lacks_terms: whether there is such a year.
    """

    year: SchoolYear = field(default_factory=lambda: SchoolYear(2000))
    terms_files: tuple[str, ...] = ()
    lacks_terms: bool = True


def _posts(known: Known) -> Answer:
    holders = known.context.holders
    return Answer(Sort.SOME, {key: Said(f"{each.post}: {each.name}") for key, each in holders.items()})


def _changed(known: Known) -> Iterator[Item]:
    """The posts that somebody comes to: those that are chosen, and those that were answered beforehand."""
    named = known.answers.get("people", ())
    for key in dict.fromkeys((*named, *known.under("people"))):
        holder = known.context.holders.get(key)
        yield Item(key, {"post": holder.post if holder is not None else key})


def _post(known: Known) -> Any:
    holder = known.context.holders.get(known.key)
    return offer(holder.post if holder is not None else "", _("the former"))


def _is_somebody_of_unknown_sex(known: Known) -> bool:
    name = known.answer("people.*.name")
    return name is not None and not _is_vacant(name) and is_of_unknown_sex("people.*")(known)


def _is_vacant(name: str) -> bool:
    return Person(name=name, post="–").is_vacant


def _terms(known: Known) -> Answer:
    beside = dict.fromkeys(known.context.terms_files, _("the text that lies here"))
    return Answer(Sort.ONE, {**beside, **TERM_CHOICES})


# fmt: off
_PEOPLE = Page(_("People of the new year"), (
    Question("people", _("Who is new? The posts that somebody else holds now"),
             _("Last year's plan keeps whoever held them then."), _posts,
             when=lambda known: known.by_hand and known.context.holders,
             blank=_("Enter: everybody stays.")),
    Each(_changed, (
        Question("people.*.name", _("{post}: full name of the new one"), _NAMED, private=True),
        Question("people.*.post", _("Post"),
                 _("As the order names the person, small letters: «учитель математики»."),
                 default=_post, quiet=True),
        Question("people.*.from", _("From which day on?"), _("The former stays until the day before."), DAY,
                 lambda known: offer(format_day(known.context.begins), _("the new school year")),
                 quiet=True),
        Question("people.*.gender", _("Man or woman?"),
                 _("The name does not tell, and its cases depend on it."),
                 Answer(Sort.ONE, {"f": _("a woman"), "m": _("a man")}), when=_is_somebody_of_unknown_sex,
                 blank=SKIP, private=True),
        ask_cases("people.*", "name", Kind.NAME),
        ask_cases("people.*", "post", Kind.POST),
    )),
))
_TERMS = Page(_("Calendar of the new year"), (
    Question("calendar.terms", _("Terms and breaks of the new year"),
             _("Deadlines such as «at the end of a quarter» need them."), _terms,
             lambda known: offer(next(iter(known.context.terms_files), ""), _("the text that lies here")),
             when=lambda known: known.context.lacks_terms or "calendar.terms" in known.given,
             blank=_("Enter: later.")),
    *DAYS_OF_TERMS,
))
# fmt: on
NEXT_YEAR = Form(pages=(*NEW_DATES, _PEOPLE, _TERMS))


def list_new_people(known: Known) -> dict[str, dict[str, Any]]:
    """Give whoever is new, by the post, with the first day."""
    people: dict[str, dict[str, Any]] = {}
    for item in _changed(known):
        said = {name: known.answers.get(f"people.{item.key}.{name}") for name in _FIELDS}
        for name in ("forms", "post_forms"):
            start = f"people.{item.key}.{name}."
            cases = {
                path.removeprefix(start): each
                for path, each in known.answers.items()
                if path.startswith(start)
            }
            said[name] = cases or None
        day = known.answers[f"people.{item.key}.from"]
        people[item.key] = {name: each for name, each in said.items() if each} | {"from": day}
    return people
