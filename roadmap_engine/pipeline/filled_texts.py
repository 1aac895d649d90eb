"""What the questions of a text are asked for, and answers that are filled in → the files they come to.

A school's texts are made here whoever answers: somebody at a terminal, a script, a row of a registry.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.year_wording import count_wordings
from roadmap_engine.pipeline import creating
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.chosen import Chosen, guess_year
from roadmap_engine.questionnaire.drafting import draft_text
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.organisation import School
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.questionnaire.terms import draft_terms, terms_file

__all__ = ["describe_choice", "describe_school", "write_filled", "write_terms"]


def describe_school(questions: OpenQuestions, folder: Path, today: dt.date) -> School:
    """Say what an organisation's text is made for: the people and units of roadmaps, the terms at hand."""
    return School(guess_year(today), questions.units, questions.people, creating.offer_terms(folder))


def describe_choice(
    name: str,
    school: Organisation,
    file: str,
    assembly: Assembly,
    today: dt.date,
    procedures: Mapping[str, str] | None = None,
) -> Chosen:
    """Say what an adoption is made for.

    Args:
        name: of the roadmap, as the text names it.
        school: the organisation.
        file: its text, seen from the adoption.
        assembly: the roadmap.
        today: for what is offered first.
        procedures: the catalogue, where it was read already.
    """
    own, known = assembly.roadmap.procedure, creating.offer_procedures() if procedures is None else procedures
    usual = (key for key, title in known.items() if own is not None and title.startswith(f"{own.name},"))
    spoken = count_wordings(each for each in assembly.wordings if each.before != each.after)
    return Chosen(
        name,
        school,
        file,
        today,
        find_open_questions(assembly, school),
        known,
        next(usual, None),
        about=f"{school.name.short}.\n{creating.title_of(assembly.roadmap)}",
        written=assembly.written,
        spoken=spoken,
    )


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
