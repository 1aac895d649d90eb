"""A draft → the texts that are asked for, each with its form filled in as far as somebody has answered.

The forms are those of the command line; what is settled without anybody is settled as a file of answers is.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any, Literal

from roadmap_engine.desk.beginning import describe_plan, school_of
from roadmap_engine.desk.next_year import describe_next_year
from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.translation import Translator, translator
from roadmap_engine.load import load_named_organisation
from roadmap_engine.model import Organisation
from roadmap_engine.pipeline.filled_texts import describe_school
from roadmap_engine.pipeline.rolling_over import OldYear, read_old_year
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.offering import Base, read_base
from roadmap_engine.portal.beginning.places import Place, find_place
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.portal.speech import spoken
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.filling import NOTHING, Filled, Given, fill_in, settle
from roadmap_engine.questionnaire.next_year import NEXT_YEAR
from roadmap_engine.questionnaire.organisation import ORGANISATION
from roadmap_engine.questionnaire.question import Form
from roadmap_engine.storage.roots import Root

__all__ = ["Asking", "Interview", "Text", "ask", "begin_interview", "finish", "list_said"]

Text = Literal["organisation", "adoption", "year", "over"]
_MOST_ROUNDS = 20
_LAST = frozenset(("adoption", "year"))


@dataclass(frozen=True, slots=True)
class Asking:
    """A text that is asked for.

    Attributes:
        text: which.
        typed: what somebody has answered, by path; none for what is offered, whatever it is.
        fixed: what nobody is asked, because it is known.
        filled: the form, filled in with all that, and with what is offered.
    """

    text: Text
    form: Form
    context: Any
    typed: Mapping[str, str | None]
    fixed: Mapping[str, str]
    filled: Filled

    @property
    def is_complete(self) -> bool:
        """Whether a text can be made of it."""
        return self.filled.pending is None and not self.filled.problems

    def with_answers(self, more: Mapping[str, str | None]) -> Asking:
        """Give it with further answers."""
        return ask(self.text, self.form, self.context, {**self.typed, **more}, self.fixed)

    def tried_with(self, more: Mapping[str, str]) -> Filled:
        """Meet all questions with further answers, also those that wait for an earlier one."""
        said = {path: words or NOTHING for path, words in {**self.typed, **more}.items() if words is not None}
        given = {path: Given(words) for path, words in {**said, **self.fixed}.items()}
        return fill_in(self.form, self.context, given, speak=translator(spoken()))


@dataclass(frozen=True, slots=True)
class Interview:
    """All that is asked for a draft.

    Attributes:
        place: where the texts will lie.
        askings: in the order to ask; what cannot be asked yet is not among them.
        base: the roadmap, where one was chosen.
        old: last year's plan, where it is carried over.
        problems: why nothing can be asked, where that is so.
    """

    draft: BegunPlan
    place: Place
    askings: tuple[Asking, ...]
    base: Base | None = None
    old: OldYear | None = None
    problems: tuple[Problem, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether everything is answered that has to be."""
        texts = {each.text for each in self.askings}
        return not texts.isdisjoint(_LAST) and all(each.is_complete for each in self.askings)

    def asking(self, text: str) -> Asking | None:
        """Give what is asked for a text."""
        return next((each for each in self.askings if each.text == text), None)


def begin_interview(draft: BegunPlan) -> Interview:
    """Fill in the forms of a draft."""
    place = find_place(draft.school, draft.path)
    if draft.follows:
        return _of_next_year(draft, place)
    base = read_base(draft.roadmap, draft.source, place.folder)
    if base.value is None:
        return Interview(draft, place, (), problems=base.problems)
    today = options().day
    askings: tuple[Asking, ...] = ()
    if place.has_school:
        organisation, problems = _read_school(place)
        if organisation is None:
            return Interview(draft, place, (), base.value, problems=problems)
    else:
        questions = find_open_questions(base.value.assembly)
        school = describe_school(questions, place.folder, today)
        fixed = {"organisation": draft.school_id}
        asking = ask("organisation", ORGANISATION, school, draft.answers.get("organisation", {}), fixed)
        askings = (asking,)
        if not asking.is_complete:
            return Interview(draft, place, askings, base.value)
        organisation = school_of(asking.filled)
    file = PurePath(os.path.relpath(place.organisation, place.folder)).as_posix()
    found = base.value
    chosen = describe_plan(
        place.adoption, found.assembly, found.name, organisation, file, today, found.pinned
    )
    asking = ask("adoption", ADOPTION, chosen, draft.answers.get("adoption", {}), {})
    return Interview(draft, place, (*askings, asking), found)


def _of_next_year(draft: BegunPlan, place: Place) -> Interview:
    old = read_old_year(options().workspace / draft.follows)
    if old.value is None:
        return Interview(draft, place, (), problems=old.problems)
    target = old.value.usual_path()
    if target.exists() or draft.path:
        target = place.adoption
    at = Place(old.value.path.parent / old.value.adoption.organisation, target, has_school=True)
    asking = ask("year", NEXT_YEAR, describe_next_year(old.value, target), draft.answers.get("year", {}), {})
    return Interview(draft, at, (asking,), old=old.value)


def _read_school(place: Place) -> tuple[Organisation | None, tuple[Problem, ...]]:
    """Read the organisation's text that is there."""
    text = place.organisation
    loaded = load_named_organisation(
        text, text.name, Location(str(text)), Root.of_folder(options().workspace)
    )
    return loaded[0].value, tuple(problem for each in loaded for problem in each.problems)


def ask(
    text: Text, form: Form, context: Any, typed: Mapping[str, str | None], fixed: Mapping[str, str]
) -> Asking:
    """Fill in a form by hand; what is offered and may be left out is taken until somebody says else."""
    given = {path: Given(words) for path, words in {**_name_people(typed), **fixed}.items()}
    speak, settled = translator(spoken()), dict(typed)
    for _round in range(_MOST_ROUNDS):
        filled = settle(form, context, given, settled, speak=speak)
        offered = [
            each.path
            for each in filled.asked
            if each.default is not None and each.path not in typed and settled.get(each.path) == ""
        ]
        if not offered:
            break
        settled |= dict.fromkeys(offered, None)
    return Asking(text, form, context, typed, fixed, filled)


def _name_people(typed: Mapping[str, str | None]) -> dict[str, str]:
    """Give who was named under a key, from a file: she is asked about beside those whom a roadmap expects."""
    named = {path: words for path, words in typed.items() if path.startswith("people.") and words}
    return {
        path: words
        for path, words in named.items()
        for key, _dot, field in (path.removeprefix("people.").partition("."),)
        if f"people.{key}.name" in named and field in {"name", "post"}
    }


def list_said(asking: Asking) -> dict[str, str]:
    """Give what was answered, as a file of answers has it: what is taken as offered does not stand there."""
    asked = {each.path for each in asking.filled.asked}
    said = {path: words or NOTHING for path, words in asking.typed.items() if words is not None}
    return {**asking.fixed, **{path: words for path, words in said.items() if path in asked}}


def finish(asking: Asking, speak: Translator) -> Filled:
    """Fill a form in as the command line does with a file of answers."""
    given = {path: Given(words) for path, words in list_said(asking).items()}
    return fill_in(asking.form, asking.context, given, speak=speak)
