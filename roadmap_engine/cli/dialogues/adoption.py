"""An adoption: procedure, school year, who fills the roles, known dates, open words, the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from gettext import gettext as _

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.cli.answers import (
    choice_of,
    choices_of,
    print_grades,
    read_date,
    read_grades,
    read_line,
    read_slug,
    read_span,
    read_year,
)
from roadmap_engine.cli.asking import Interview, Question, WrongAnswerError
from roadmap_engine.model import Adoption, Organisation
from roadmap_engine.model.answer import read_answer
from roadmap_engine.model.definitions import Parameter
from roadmap_engine.model.pin import Pin
from roadmap_engine.planning.drawing.open_questions import OpenQuestions

__all__ = ["Chosen", "ask_adoption", "guess_year"]

FIRST_MONTH_OF_PLANNING = 8


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is settled before the rest can be asked.

    Attributes:
        roadmap: id and version.
        pinned: the bundle it is taken from.
        organisation: its text.
        organisation_file: that text, seen from the adoption.
        questions: what the roadmap leaves open.
        procedures: id to title of those of the catalogue.
        usual_procedure: the one the roadmap itself speaks of.
        today: for what is offered first.
    """

    roadmap: str
    pinned: Pin | None
    organisation: Organisation
    organisation_file: str
    questions: OpenQuestions
    procedures: Mapping[str, str]
    usual_procedure: str | None
    today: dt.date


def guess_year(day: dt.date) -> SchoolYear:
    """Give the school year a day belongs to; from August on people plan the coming one."""
    return SchoolYear(day.year if day.month >= FIRST_MONTH_OF_PLANNING else day.year - 1)


def ask_adoption(interview: Interview, chosen: Chosen) -> Adoption | None:
    """Ask what only the school knows; None where an answer that it cannot do without is missing."""
    procedure = _ask_procedure(interview, chosen)
    held = procedure.get("held")
    day = held.first if isinstance(held, Span) else chosen.today
    why = _("A month without a year belongs to it.")
    named = Question("school_year", _("School year of the plan"), read_year, why)
    year = interview.ask(named, str(guess_year(day)))
    fields: dict[str, object] = {
        "roadmap": chosen.roadmap,
        "pinned": chosen.pinned,
        "organisation": chosen.organisation_file,
        "procedure": procedure,
        "school_year": year,
        "roles": _ask_roles(interview, chosen),
        "events": _ask_events(interview, chosen.questions.events),
        "fill": _ask_words(interview, chosen.questions.parameters),
        "order": _ask_order(interview),
    }
    parts = (chosen.organisation.organisation, procedure.get("use"), year and year.start + 1)
    usual = "-".join(str(part) for part in parts if part)
    why = _("Calendars and reports know the plan by it; never changes.")
    slug = Question("adoption", _("Name of this plan for programs"), read_slug, why)
    fields["adoption"] = interview.ask(slug, usual)
    if interview.problems:
        return None
    return Adoption.model_validate(fields)


def _ask_procedure(interview: Interview, chosen: Chosen) -> dict[str, object]:
    interview.spread("procedure", "procedure.use")
    use = interview.ask(
        Question(
            "procedure.use",
            _("For which procedure is the plan?"),
            choice_of(chosen.procedures),
            _("It decides the words of the plan."),
            dict(chosen.procedures),
        ),
        chosen.usual_procedure,
    )
    why = _("From when to when: 13.04.2027–18.05.2027. Enter: not announced yet.")
    held = interview.ask(
        Question("procedure.held", _("When is it held?"), read_span, why, optional=True),
    )
    offered = print_grades(chosen.organisation.grades) or None
    grades = interview.ask(
        Question(
            "procedure.grades",
            _("Which grades take part?"),
            read_grades,
            _("For example 5-8 or 9, 11."),
            optional=True,
        ),
        offered,
    )
    fields = {"use": use, "held": held, "grades": grades}
    return {name: value for name, value in fields.items() if value is not None}


def _ask_roles(interview: Interview, chosen: Chosen) -> dict[str, tuple[str, ...]]:
    """Show who fills which role, and ask only for those that are to be filled otherwise."""
    people = chosen.organisation.holders
    roles = {
        name: role
        for name, role in chosen.questions.roles.items()
        if not role.optional or (role.unit or name) in chosen.organisation.units
    }
    # A post that the roadmap expects and the school has not is vacant knowingly once the school says so.
    filled = {name: tuple(key for key in role.filled_by if key in people) for name, role in roles.items()}
    answers = {name: keys for name, keys in filled.items() if keys != tuple(roles[name].filled_by)}
    nobody = _("nobody by name")
    listed = {
        name: f"{role.title}: {', '.join(people[key].name for key in filled[name]) or nobody}"
        for name, role in roles.items()
    }
    changed = tuple(name for name in roles if f"roles.{name}" in interview.answers.given)
    if interview.on_terminal and not changed and people and roles:
        why = _("Numbers with commas between. Enter: all is right.")
        words = _("Who fills the roles of the plan? Which of these is to be changed?")
        question = Question("roles", words, choices_of(listed), why, listed, optional=True)
        changed = interview.ask(question) or ()
    choices = {key: f"{person.name}, {person.post}" for key, person in people.items()}
    for name in changed:
        why = _("Numbers with commas between. Enter: nobody by name, the title of the role stands.")
        keys = interview.ask(
            Question(f"roles.{name}", roles[name].title, choices_of(choices), why, choices, optional=True)
        )
        answers[name] = keys or ()
    return {name: keys for name, keys in answers.items() if keys != tuple(roles[name].filled_by)}


def _ask_events(interview: Interview, events: Mapping[str, str]) -> dict[str, dt.date]:
    dates = {}
    for name, title in events.items():
        why = _("The day: 28.05.2027. Enter: not known yet, its measures will wait.")
        words = _("Event «{title}»: when was it, or when will it be?").format(title=title)
        day = interview.ask(Question(f"events.{name}", words, read_date, why, optional=True))
        if day is not None:
            dates[name] = day
    return dates


def _ask_words(interview: Interview, parameters: Mapping[str, Parameter]) -> dict[str, str]:
    """Ask for every parameter; what is as the roadmap has it anyway is left to the roadmap."""
    fill = {}
    for name, parameter in parameters.items():
        choices = dict(parameter.choices)
        words = parameter.question or parameter.title
        why = _("These words stand in the plan.")
        question = Question(f"fill.{name}", words, _reader(parameter), why, choices)
        answer = interview.ask(question, parameter.default)
        if answer is not None and answer != parameter.default:
            fill[name] = answer
    return fill


def _reader(parameter: Parameter) -> Callable[[str], str]:
    """Make a reader that takes what the parameter's type allows, and gives it as it stands in a text."""
    reasons = {
        "number": _("«{words}» is not a number."),
        "date": _("«{words}» is not a day such as 28.05.2027."),
        "yes-no": _("Answer yes or no."),
        "choice": _("«{words}» is none of these."),
    }
    listed = tuple(parameter.choices)

    def read(words: str) -> str:
        line = read_line(words)
        if line.isdecimal() and line not in listed and 1 <= int(line) <= len(listed):
            return listed[int(line) - 1]
        value = read_answer(parameter, line)
        if value is None:
            raise WrongAnswerError(reasons.get(parameter.type, "{words}").format(words=words))
        if isinstance(value, bool):
            return "да" if value else "нет"
        return value.isoformat() if isinstance(value, dt.date) else line if not listed else str(value)

    return read


def _ask_order(interview: Interview) -> dict[str, object]:
    why = _("Enter: later; the papers leave a blank.")
    date = interview.ask(
        Question("order.date", _("Date of the school's order"), read_date, why, optional=True)
    )
    number = interview.ask(Question("order.number", _("Its number"), read_line, optional=True))
    return {name: value for name, value in (("date", date), ("number", number)) if value is not None}
