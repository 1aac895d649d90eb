"""An organisation: its names, place, people, units, calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from roadmap_engine.calendars import SchoolYear, Terms
from roadmap_engine.calendars.working import WeekendPolicy
from roadmap_engine.cli.answers import (
    choice_of,
    choices_of,
    read_days,
    read_grades,
    read_line,
    read_number,
    read_slug,
)
from roadmap_engine.cli.asking import Interview, Question
from roadmap_engine.cli.dialogues.naming import make_slug
from roadmap_engine.cli.dialogues.people import ask_people
from roadmap_engine.cli.dialogues.terms import TERM_KINDS, ask_terms
from roadmap_engine.model import Organisation, Person
from roadmap_engine.model.condition import SchoolLevel
from roadmap_engine.model.organisation import LayoutName
from roadmap_engine.russian import Case, Kind, decline

__all__ = ["AnsweredOrganisation", "ask_organisation"]

_WEEK = {"5": _("Saturday is a day off"), "6": _("lessons on Saturday")}
_POLICY: Mapping[WeekendPolicy, str] = {
    "keep": _("stays as it is, with a warning"),
    "previous": _("moves to the working day before"),
    "next": _("moves to the next working day"),
}
_LAYOUT: Mapping[LayoutName, str] = {"gost-2025": "ГОСТ Р 7.0.97-2025", "gost-2016": "ГОСТ Р 7.0.97-2016"}
_LEVELS: Mapping[SchoolLevel, str] = {
    "primary": _("primary: grades 1–4"),
    "basic": _("basic: up to grade 9"),
    "secondary": _("secondary: up to grade 11"),
}


@dataclass(frozen=True, slots=True)
class AnsweredOrganisation:
    """What was answered of an organisation.

    Attributes:
        organisation: without its terms.
        terms: to be written as a text of their own.
        terms_file: file name of the terms, that text's or one that there is.
    """

    organisation: Organisation
    terms: Terms | None = None
    terms_file: str | None = None


def ask_organisation(
    interview: Interview,
    *,
    units: Mapping[str, str],
    people: tuple[str, ...],
    terms_files: tuple[str, ...],
    year: SchoolYear,
) -> AnsweredOrganisation | None:
    """Ask everything about an organisation.

    Args:
        interview: asks.
        units: id to title of units that roadmaps speak of.
        people: keys that a roadmap's roles are filled by.
        terms_files: texts of terms that there are already.
        year: the school year offered for new terms.

    Returns:
        None where an answer that it cannot do without is missing.
    """
    interview.say(_("Enter takes the answer in brackets, «-» leaves out, Ctrl-C stops and writes nothing."))
    names = _ask_names(interview)
    fields: dict[str, object] = {"name": names}
    fields["organisation"] = interview.ask(
        Question(
            "organisation",
            _("Name for programs"),
            read_slug,
            _("Small Latin letters, figures, hyphens; never changes."),
        ),
        make_slug(names.get("short", "")) or "school",
    )
    fields |= _ask_contacts(interview)
    staff = ask_people(interview, people)
    fields |= {"people": staff, "signatory": _ask_signatory(interview, staff)}
    fields |= _ask_school(interview, units)
    calendar, terms, terms_file = _ask_calendar(interview, terms_files, year)
    fields["calendar"] = calendar
    why = _("How the requisites of a paper are laid out.")
    layout = Question("layout", _("Layout of the papers"), choice_of(_LAYOUT), why, _LAYOUT)
    fields["layout"] = interview.ask(layout, "gost-2025")
    if interview.problems:
        return None
    known = {name: value for name, value in fields.items() if value is not None}
    return AnsweredOrganisation(Organisation.model_validate(known), terms, terms_file)


def _ask_names(interview: Interview) -> dict[str, str]:
    interview.spread("name", "name.full", "name.short")
    full = interview.ask(
        Question(
            "name.full",
            _("Full name of the organisation"),
            read_line,
            _("As in the charter; it stands at the top of every order."),
        )
    )
    short = interview.ask(
        Question("name.short", _("Short name"), read_line, _("As papers call it: МБОУ «СОШ № 12».")), full
    )
    offered = decline(full, Kind.POST).get(Case.GENITIVE) if full else None
    genitive = interview.ask(
        Question(
            "name.genitive",
            _("The full name in the genitive: the plan of what?"),
            read_line,
            _("Read it aloud and correct it if it is wrong.") if offered else "",
            optional=True,
        ),
        offered and offered[0].lower() + offered[1:],
    )
    names = {"full": full, "short": short, "genitive": genitive}
    return {name: words for name, words in names.items() if words}


def _ask_contacts(interview: Interview) -> dict[str, object]:
    place = Question("place", _("Place"), read_line, _("As in the order, beside the date: г. Примерск."))
    letters = _("As letters have it; may be left out.")
    optional = {
        "parent": (_("Founder"), _("Stands over the name: Управление образования администрации …")),
        "address": (_("Address"), letters),
        "phone": (_("Telephone"), letters),
        "email": (_("E-mail"), letters),
    }
    fields: dict[str, object] = {"place": interview.ask(place)}
    for name, (words, why) in optional.items():
        fields[name] = interview.ask(Question(name, words, read_line, why, optional=True))
    return fields


def _ask_signatory(interview: Interview, people: Mapping[str, Person]) -> str | None:
    """Ask who signs where it is not simply the head."""
    if "signatory" not in interview.answers.given and ("head" in people or not people):
        return None
    choices = {key: f"{person.name}, {person.post}" for key, person in people.items()}
    words = _("Who signs the orders?")
    question = Question("signatory", words, choice_of(choices), choices=choices, optional=True)
    return interview.ask(question, next(iter(choices), None))


def _ask_school(interview: Interview, units: Mapping[str, str]) -> dict[str, object]:
    why = _("Numbers with commas between; what there is not vanishes from the plan. Enter: none of them.")
    had = interview.ask(
        Question("units", _("Which of these are there?"), choices_of(units), why, dict(units), optional=True)
    )
    level = interview.ask(
        Question(
            "level",
            _("Up to which level does it teach?"),
            choice_of(_LEVELS),
            _("Some measures are for some levels only."),
            _LEVELS,
            optional=True,
        )
    )
    size = interview.ask(
        Question("size", _("How many pupils?"), read_number, _("May decide what is required."), optional=True)
    )
    grades = interview.ask(
        Question("grades", _("Which grades?"), read_grades, _("For example 1-11."), optional=True)
    )
    return {"units": had or (), "level": level, "size": size, "grades": grades}


def _units_of(units: Mapping[str, str]) -> Callable[[str], tuple[str, ...]]:
    """Take units of the list by number or name, and any other by its name for programs."""
    listed = tuple(units)

    def read(words: str) -> tuple[str, ...]:
        parts = [part.strip() for part in words.split(",") if part.strip()]
        own = {part for part in parts if part not in listed and not part.isdecimal()}
        return choices_of((*listed, *(read_slug(part) for part in sorted(own))))(words)

    return read


def _ask_calendar(
    interview: Interview, files: tuple[str, ...], year: SchoolYear
) -> tuple[dict[str, object], Terms | None, str | None]:
    why = _("Working days are counted by it.")
    week = interview.ask(
        Question("calendar.week", _("Working days in the week"), choice_of(_WEEK), why, _WEEK), "5"
    )
    policy = interview.ask(
        Question(
            "calendar.weekend_policy",
            _("A deadline on a day off"),
            choice_of(_POLICY),
            _("What becomes of a date that nobody works on."),
            _POLICY,
        ),
        "keep",
    )
    choices = {
        **dict.fromkeys(files, _("the text that lies here")),
        "quarters": _("four, I know their dates"),
        "trimesters": _("three, I know their dates"),
        "half-years": _("two, I know their dates"),
    }
    chosen = interview.ask(
        Question(
            "calendar.terms",
            _("Terms and breaks"),
            choice_of(choices),
            _("Deadlines such as «at the end of a quarter» need them. Enter: later."),
            choices,
            optional=True,
        ),
        files[0] if files else None,
    )
    why = _("Numbers of days with commas between: 1, 3, 7.")
    days = Question("calendar.remind_days", _("How many days before a deadline to remind?"), read_days, why)
    calendar: dict[str, object] = {
        "week": int(week) if week else None,
        "weekend_policy": policy,
        "remind_days": interview.ask(days, "3"),
    }
    known = {name: value for name, value in calendar.items() if value is not None}
    if chosen is None or chosen not in TERM_KINDS:
        return known, None, chosen
    terms = ask_terms(interview, chosen, year)
    return known, terms, f"terms-{terms.school_year.start if terms.school_year else year.start}.yaml"
