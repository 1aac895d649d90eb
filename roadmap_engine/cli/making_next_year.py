"""`roadmap new adoption --next-year`: the text of the next year, and what the organisation's text gains."""

from __future__ import annotations

import os
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import Any

from roadmap_engine.cli.asking import Interview
from roadmap_engine.cli.making import begin
from roadmap_engine.cli.new_texts import NewText, Run, quote
from roadmap_engine.cli.printing import say
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.filled_texts import tell_yielded, write_terms
from roadmap_engine.pipeline.identities import find_taken_ids
from roadmap_engine.pipeline.renewing import Renewed, renew_organisation
from roadmap_engine.pipeline.rolling_over import read_old_year, roll_over
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.next_year import NEXT_YEAR, NewYear, list_new_people
from roadmap_engine.questionnaire.question import Known
from roadmap_engine.questionnaire.terms import TERM_KINDS, terms_file

__all__ = ["make_next_year"]


def make_next_year(run: Run, interview: Interview, path: Path, output: Path | None) -> NewText:
    """Carry answers over into the next school year; who is new, and the new terms, come to the school."""
    old = run.take(read_old_year(path))
    target = output or old.usual_path()
    told = _("{old} → {new}. Enter: not known yet.").format(old=old.adoption.school_year, new=old.year)
    begin(run, interview, "adoption", target.parent, told)
    questions, school = find_open_questions(old.assembly), old.path.parent / old.adoption.organisation
    lacking = next((each for each in old.years if not old.knows_terms_of(each)), None)
    taken = find_taken_ids(target, os.path.relpath(school, target.parent))
    chosen = NewYear(
        "", old.organisation, "", old.year.first_day, questions,
        name=old.name, taken=taken, year=lacking or old.year, lacks_terms=lacking is not None,
        terms_files=creating.offer_terms(school.parent, lacking or old.year),
    )  # fmt: skip
    filled = interview.fill(NEXT_YEAR, chosen)
    known = filled.known
    paths = ("procedure.held", "order.date", "order.number", *(f"events.{name}" for name in questions.events))
    said = {path: known.answers.get(path) for path in paths}
    answers: dict[Way, Any] = {
        tuple(path.split(".")): None if day is None else str(day) for path, day in said.items()
    }
    renewed = run.take(renew_organisation(old, school, list_new_people(known), _terms_of(known), chosen.year))
    rolled = roll_over(renewed.old, target, known.answers["adoption"], answers)
    made = run.take(replace(rolled, problems=() if rolled.value is not None else rolled.problems))
    steps = (_("Next:"), f"roadmap show {quote(target)}", f"roadmap update {quote(target)}")
    worth = (*tell_yielded(filled), *rolled.problems)
    _show(renewed)
    edited = {school: renewed.written} if renewed.content != renewed.written else {}
    files = {**write_terms(school, filled), **dict.fromkeys(edited, renewed.content), **made.bundles}
    return NewText({**files, target: made.text.encode()}, steps, worth, beside=edited)


def _terms_of(known: Known) -> str | None:
    """Name the file of the new year's terms, if they are known."""
    said: str | None = known.answers.get("calendar.terms")
    return terms_file(known) if said in TERM_KINDS else said


def _show(renewed: Renewed) -> None:
    """Show what is added to an organisation's text, before it is written."""
    lines = tuple(renewed.says())
    if lines:
        say(_("In {file}:").format(file=renewed.path), err=True)
    for line in lines:
        say(f"  {line}", err=True)
