"""The plan of last year × what is known of the new one → its text, and what the school's own text gains."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_engine.desk.beginning import NewTexts
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.filled_texts import tell_yielded, write_terms
from roadmap_engine.pipeline.identities import find_taken_ids
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.renewing import Renewed, renew_organisation
from roadmap_engine.pipeline.rolling_over import OldYear, roll_over
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.next_year import NewYear, list_new_people
from roadmap_engine.questionnaire.question import Known
from roadmap_engine.questionnaire.terms import TERM_KINDS, terms_file

__all__ = ["CarriedOver", "carry_over", "describe_next_year"]

_DATES = ("procedure.held", "order.date", "order.number")


@dataclass(frozen=True, slots=True)
class CarriedOver:
    """What a plan comes to in the next year.

    Attributes:
        texts: to be written; as its problems what was left behind, and which words have gone stale.
        renewed: the organisation's text before and after.
    """

    texts: NewTexts
    renewed: Renewed


def describe_next_year(old: OldYear, target: Path) -> NewYear:
    """Say what the text of the next year is made for.

    Args:
        old: the adoption of the year that ends.
        target: where the new text will lie.
    """
    questions, school = find_open_questions(old.assembly), _school_of(old)
    lacking = next((each for each in old.years if not old.knows_terms_of(each)), None)
    taken = find_taken_ids(target, os.path.relpath(school, target.parent))
    return NewYear(
        "", old.organisation, "", old.year.first_day, questions,
        written=old.assembly.written, spoken=old.spoken, years=old.years,
        name=old.name, taken=taken, year=lacking or old.year, lacks_terms=lacking is not None,
        terms_files=creating.offer_terms(school.parent, lacking or old.year),
    )  # fmt: skip


def carry_over(old: OldYear, target: Path, filled: Filled) -> Outcome[CarriedOver]:
    """Carry a plan over into the next year; who is new, and the new terms, come to the school.

    Args:
        old: the adoption of the year that ends.
        target: where the new text will lie.
        filled: what was answered of the new year.
    """
    known, chosen = filled.known, filled.known.context
    school = _school_of(old)
    found = renew_organisation(old, school, list_new_people(known), _terms_of(known), chosen.year)
    if found.value is None:
        return Outcome(None, found.problems, found.sources)
    renewed = found.value
    rolled = roll_over(renewed.old, target, known.answers["adoption"], _list_answers(known))
    sources = {**found.sources, **rolled.sources}
    if rolled.value is None:
        return Outcome(None, (*found.problems, *rolled.problems), sources)
    edited = {school: renewed.written} if renewed.content != renewed.written else {}
    files = {
        **write_terms(school, filled),
        **dict.fromkeys(edited, renewed.content),
        **rolled.value.bundles,
        target: rolled.value.text.encode(),
    }
    worth: tuple[Problem, ...] = (*tell_yielded(filled), *rolled.problems)
    return Outcome(CarriedOver(NewTexts(files, edited, worth), renewed), found.problems, sources)


def _school_of(old: OldYear) -> Path:
    return old.path.parent / old.adoption.organisation


def _list_answers(known: Known) -> Mapping[Way, Any]:
    events = known.context.questions.events
    paths = ("moved_from", *_DATES, *(f"events.{name}" for name in events))
    said = {path: known.answers.get(path) for path in paths}
    return {tuple(path.split(".")): None if day is None else str(day) for path, day in said.items()}


def _terms_of(known: Known) -> str | None:
    """Name the file of the new year's terms, if they are known."""
    said: str | None = known.answers.get("calendar.terms")
    return terms_file(known) if said in TERM_KINDS else said
