"""`roadmap new organisation`: an organisation's text, and the text of its terms if they were answered."""

from __future__ import annotations

import datetime as dt
from gettext import gettext as _
from pathlib import Path

from roadmap_engine.cli.asking import Interview, UnansweredError
from roadmap_engine.cli.dialogues.adoption import guess_year
from roadmap_engine.cli.dialogues.organisation import AnsweredOrganisation, ask_organisation
from roadmap_engine.cli.new_texts import Draft, Run, quote
from roadmap_engine.load.organisation_texts import write_organisation, write_terms
from roadmap_engine.pipeline.creating import offer_terms, read_base, usual_questions
from roadmap_engine.planning.drawing.open_questions import OpenQuestions, find_open_questions

__all__ = ["draw_organisation", "make_organisation", "people_of"]


def make_organisation(
    run: Run, interview: Interview, path: Path, roadmap: str | None, today: dt.date
) -> Draft | None:
    """Ask about an organisation.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the text.
        roadmap: name of the one whose people and units are asked for.
        today: for the school year that is offered.
    """
    questions = usual_questions() if roadmap is None else _read_questions(run, roadmap, path.parent)
    answered = ask_organisation(
        interview,
        units=questions.units,
        people=people_of(questions),
        terms_files=offer_terms(path.parent),
        year=guess_year(today),
    )
    if answered is None:
        return None
    steps = (_("Next: roadmap new adoption"), f"roadmap check {quote(path)}")
    return Draft(draw_organisation(run, path, answered), steps)


def people_of(questions: OpenQuestions) -> tuple[str, ...]:
    """Give the keys that a roadmap's roles are filled by."""
    return tuple(dict.fromkeys(key for role in questions.roles.values() for key in role.filled_by))


def draw_organisation(run: Run, path: Path, answered: AnsweredOrganisation) -> dict[Path, bytes]:
    """Give the files of an organisation: schemas, terms, and the text itself last."""
    files: dict[Path, bytes] = {}
    if answered.terms is not None and answered.terms_file is not None:
        terms_path = path.parent / answered.terms_file
        reference, schema = run.schema("terms", terms_path)
        files |= schema
        files[terms_path] = write_terms(answered.terms, schema=reference).encode()
    reference, schema = run.schema("organisation", path)
    text = write_organisation(answered.organisation, schema=reference, terms=answered.terms_file)
    return {**files, **schema, path: text.encode()}


def _read_questions(run: Run, roadmap: str, folder: Path) -> OpenQuestions:
    read = read_base(roadmap, folder)
    run.problems += read.problems
    run.sources |= read.sources
    if read.value is None:
        raise UnansweredError
    return find_open_questions(read.value)
