"""What the questions of a text are asked for, and answers that are filled in → the files they come to.

A school's texts are made here whoever answers: somebody at a terminal, a script, a row of a registry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.load.limits import describe_limits
from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.year_wording import count_wordings
from roadmap_engine.pipeline import creating
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.planning.drawing.open_questions import ask_school, find_open_questions
from roadmap_engine.questionnaire.chosen import Chosen, guess_year
from roadmap_engine.questionnaire.drafting import draft_text
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.organisation import School
from roadmap_engine.questionnaire.overlay import Base
from roadmap_engine.questionnaire.plan_name import find_yielded_name
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.terms import draft_terms, terms_file

__all__ = [
    "Adoptable",
    "describe_base",
    "describe_choice",
    "describe_school",
    "prepare_roadmap",
    "tell_yielded",
    "write_filled",
    "write_terms",
]


def describe_school(questions: OpenQuestions, folder: Path, today: dt.date) -> School:
    """Say what an organisation's text is made for: the people and units of roadmaps, the terms at hand."""
    terms = creating.offer_terms(folder)
    return School(guess_year(today), questions.units, questions.people, terms, questions.by_post)


@dataclass(frozen=True, slots=True)
class Adoptable:
    """A roadmap as schools are asked about it: what is the same for all of them.

    Attributes:
        assembly: the roadmap.
        questions: what it leaves open.
        procedures: id to title of those of the catalogue.
        usual: the one that it speaks of itself.
        title: whose it is, and what it is called.
        spoken: how many of its words would move with a plan of another year.
    """

    assembly: Assembly
    questions: OpenQuestions
    procedures: Mapping[str, str]
    usual: str | None
    title: str
    spoken: Bilingual


def prepare_roadmap(assembly: Assembly, procedures: Mapping[str, str]) -> Adoptable:
    """Gather what is the same for all schools that adopt a roadmap.

    Args:
        assembly: the roadmap.
        procedures: the catalogue.
    """
    own = assembly.roadmap.procedure
    usual = (key for key, title in procedures.items() if own is not None and title.startswith(f"{own.name},"))
    return Adoptable(
        assembly,
        find_open_questions(assembly),
        procedures,
        next(usual, None),
        creating.title_of(assembly.roadmap),
        count_wordings(each for each in assembly.wordings if each.before != each.after),
    )


def describe_choice(name: str, school: Organisation, file: str, base: Adoptable, today: dt.date) -> Chosen:
    """Say what an adoption is made for.

    Args:
        name: of the roadmap, as the text names it.
        school: the organisation.
        file: its text, seen from the adoption.
        base: the roadmap.
        today: for what is offered first.
    """
    questions = ask_school(base.questions, base.assembly.roadmap, school)
    chosen = Chosen(name, school, file, today, questions, base.procedures, base.usual)
    about = f"{school.name.short}.\n{base.title}"
    return replace(chosen, about=about, written=base.assembly.written, spoken=base.spoken)


def describe_base(assembly: Assembly, pinned: Mapping[str, Any]) -> Base:
    """Say what a layer is made over.

    Args:
        assembly: the roadmap it stands over.
        pinned: the bundle it is taken from, as the text names it; empty where it is not pinned.
    """
    roadmap = assembly.roadmap
    return Base(roadmap, gap_values(roadmap), *describe_limits(assembly), pinned)


def write_filled(form: Form, path: Path, filled: Filled) -> dict[Path, bytes]:
    """Give the files of a new text, its schema first if there is none."""
    reference, schema = creating.locate_schema(form.kind, path)
    return {**schema, path: creating.write_draft(draft_text(form, filled), reference)}


def write_terms(path: Path, filled: Filled) -> dict[Path, bytes]:
    """Give the text of the terms that were answered, beside an organisation's; nothing where none were."""
    drafted = draft_terms(filled.known)
    if drafted is None:
        return {}
    file = path.parent / terms_file(filled.known)
    reference, schema = creating.locate_schema("terms", file)
    return {**schema, file: creating.write_draft(drafted, reference)}


def tell_yielded(filled: Filled) -> tuple[Problem, ...]:
    """Say that a plan is not called as it would be, and why."""
    wanted = find_yielded_name(filled.known)
    if wanted is None:
        return ()
    name, file = filled.known.answers["adoption"], filled.known.context.taken[wanted]
    return (Problem.of("RM520", file=file, wanted=wanted, name=name),)
