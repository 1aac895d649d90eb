"""What `roadmap new` makes of answers: the files of each kind of text, new or edited."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from roadmap_engine.cli.asking import Interview, SavedError, UnansweredError
from roadmap_engine.cli.choosing import Files, Source, choose, files_of, pin, take_steps
from roadmap_engine.cli.new_texts import NewText, Run, quote
from roadmap_engine.cli.over import ask_later
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.desk.beginning import describe_plan, draft_plan, draft_school, school_of
from roadmap_engine.diagnostics import Location
from roadmap_engine.load import load_named_organisation
from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.pipeline import creating
from roadmap_engine.pipeline.filled_texts import (
    describe_base,
    describe_school,
    write_filled,
    write_terms,
)
from roadmap_engine.pipeline.rolling_over import read_old_year
from roadmap_engine.pipeline.staff import answer_staff
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire.adoption import ADOPTION
from roadmap_engine.questionnaire.filling import Filled
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.overlay import OVERLAY, Base
from roadmap_engine.questionnaire.question import Form, Tree
from roadmap_engine.questionnaire.revising import begin_revision, list_edits
from roadmap_engine.questionnaire.roadmap import ROADMAP
from roadmap_engine.questionnaire.stages import name_there
from roadmap_engine.storage.roots import Root

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = [
    "begin",
    "edit_adoption",
    "make_adoption",
    "make_organisation",
    "make_overlay",
    "make_roadmap",
]

Context = Callable[[Tree], Any]
"""What a text that is there is made for, by its tree."""


def begin(run: Run, interview: Interview, kind: str, folder: Path, words: str = "") -> None:
    """Say how to answer, and go on with answers that were kept."""
    interview.kind, interview.beside = kind, folder
    usual = _("Enter takes the answer in brackets, «-» leaves out, Ctrl-C stops and keeps the answers.")
    interview.say(words or usual)
    interview.say(_("«<» goes back; «save» keeps the answers for another time."))
    run.resume(interview)


def _edit(run: Run, talk: Interview, path: Path, form: Form, context: Context) -> tuple[Filled, NewText]:
    """Ask what is to be changed in a text, and change that only."""
    standing = run.take(creating.read_standing(path, form.kind))
    if form.kind == "roadmap" and ("extends" in standing.tree) != (form is OVERLAY):
        told = _("{file}: «new roadmap» edits a roadmap, «new overlay» a layer over one.")
        raise click.UsageError(told.format(file=path))
    made_for = context(standing.tree)
    revision = begin_revision(form, made_for, standing.tree, speak=speaker())
    filled = talk.fill(form, made_for, revision)
    edits = list_edits(revision.before, form.build(filled.known), standing.tree)
    content = run.take(creating.edit_standing(standing, edits))
    steps = (_("Next:"), f"roadmap check {quote(path)}")
    return filled, NewText({path: content}, steps, edited=standing.written)


def make_organisation(
    run: Run,
    interview: Interview,
    path: Path,
    roadmap: str | None,
    today: dt.date,
    *,
    edit: bool = False,
    people: Path | None = None,
) -> NewText:
    """Ask about an organisation, with the people and units of a roadmap, or of all; its terms are a text.

    Args:
        run: what the command was told.
        interview: that asks.
        path: where the text goes.
        roadmap: whose people and units are asked for.
        today: for the year of the terms.
        edit: whether a text that is there is changed.
        people: a list of those who work in the school.
    """
    begin(run, interview, "organisation", path.parent)
    base = run.take(creating.read_base(roadmap, path.parent)) if roadmap else None
    questions = find_open_questions(base) if base else creating.usual_questions()
    school = describe_school(questions, path.parent, today)
    if people is not None:
        interview.given = {**run.take(answer_staff(people, school)), **interview.given}
    if not edit:
        steps = (_("Next: roadmap new adoption"), f"roadmap check {quote(path)}")
        return NewText(draft_school(path, interview.fill(ORGANISATION, school)), steps)

    def there(tree: Tree) -> School:
        own = dict.fromkeys(map(str, tree.get("units") or ()), "")
        terms = (tree.get("calendar") or {}).get("terms")
        files = dict.fromkeys((*([terms] if isinstance(terms, str) else ()), *school.terms_files))
        return replace(school, units={**own, **school.units}, people=(), terms_files=tuple(files))

    filled, draft = _edit(run, interview, path, ORGANISATION, there)
    return replace(draft, files={**write_terms(path, filled), **draft.files})


def make_adoption(run: Run, interview: Interview, path: Path, source: Source, today: dt.date) -> NewText:
    """Ask what a school must say of a roadmap: its text, its bundle, an organisation if need be."""
    folder = path.parent
    goes_on = ask_later(interview)
    begin(run, interview, "adoption", folder)
    of_school: dict[str, str | None] = {}

    def on_what(_done: list[Any]) -> tuple[str, PinnedBundle | None, Assembly]:
        pinned, words = pin(run, interview, source, folder), _("Which roadmap does the school adopt?")
        offers = {} if pinned else creating.offer_roadmaps(folder)
        name = pinned.name if pinned else choose(interview, "roadmap", words, offers)
        return name, pinned, run.take(creating.read_base(name, folder, pinned))

    def whose(done: list[Any]) -> tuple[Organisation, str, Files, SavedError | None]:
        with _kept_too(lambda half: interview.saved({}, interrupted=half.interrupted)):
            return _choose_school(run, interview, path, find_open_questions(done[0][2]), today, of_school)

    def what(done: list[Any]) -> Filled:
        (name, pinned, assembly), (school, file, _files, saved) = done
        chosen = describe_plan(path, assembly, name, school, file, today, pinned)
        with _kept_too(lambda _half: saved):
            return interview.fill(ADOPTION, chosen)

    (_name, pinned, _base), (*_school, files, _saved), filled = take_steps(interview, on_what, whose, what)
    texts = draft_plan(path, filled, pinned)
    steps = (_("Next:"), f"roadmap show {quote(path)}", f"roadmap build {quote(path)} -o papers")
    return NewText({**files, **texts.files}, steps, texts.problems, goes_on=goes_on)


@contextlib.contextmanager
def _kept_too(before: Callable[[SavedError], SavedError | None]) -> Iterator[None]:
    """Where somebody goes on another time, keep what was answered for another text before this one."""
    try:
        yield
    except SavedError as half:
        kept = before(half)
        if kept is None or not any(kept.answers.values()):
            raise
        if not half.answers:
            raise kept from None
        half.before = kept
        raise


def edit_adoption(run: Run, interview: Interview, path: Path, today: dt.date) -> NewText:
    """Ask what is to be changed in an adoption; a newer roadmap is `roadmap update`'s."""
    goes_on = ask_later(interview)
    begin(run, interview, "adoption", path.parent)
    old = run.take(read_old_year(path))
    adoption = old.adoption
    chosen = describe_plan(
        path, old.assembly, adoption.roadmap, old.organisation, adoption.organisation, today
    )
    taken = {name: file for name, file in chosen.taken.items() if name != adoption.adoption}
    chosen = replace(chosen, taken=taken)
    return replace(_edit(run, interview, path, ADOPTION, lambda _tree: chosen)[1], goes_on=goes_on)


def _choose_school(
    run: Run,
    interview: Interview,
    path: Path,
    questions: OpenQuestions,
    today: dt.date,
    typed: dict[str, str | None],
) -> tuple[Organisation, str, Files, SavedError | None]:
    """Take an organisation's text that lies beside; on a terminal a missing one is made on the way."""
    offers = creating.offer_organisations(path.parent)
    if not offers and run.on_terminal and "organisation" not in interview.given:
        return _make_school(run, interview, path.with_name("organisation.yaml"), questions, today, typed)
    words = _("Whose plan is it? The text of the organisation; «roadmap new organisation» makes one.")
    file = choose(interview, "organisation", words, offers, lambda file: (path.parent / file).is_file())
    loaded = load_named_organisation(path, file, Location(str(path)), Root.around(path))
    for text in loaded:
        run.problems += text.problems
        run.sources |= {text.file: text.text} if text.text is not None else {}
    if loaded[0].value is None:
        raise UnansweredError
    return loaded[0].value, file, {}, None


def _make_school(
    run: Run,
    interview: Interview,
    path: Path,
    questions: OpenQuestions,
    today: dt.date,
    typed: dict[str, str | None],
) -> tuple[Organisation, str, Files, SavedError]:
    """Ask about the school on the way; whoever comes back to it finds what was answered."""
    own = Interview({}, on_terminal=True)
    own.follows, own.goes_on = interview.follows, True
    told = _("No text of an organisation lies here yet, so first: whose plan is it?")
    own.say()
    begin(run, own, "organisation", path.parent, told)
    filled = own.fill(ORGANISATION, describe_school(questions, path.parent, today), typed=typed)
    interview.prompts += 1
    return school_of(filled), path.name, draft_school(path, filled), own.saved({})


def make_roadmap(run: Run, interview: Interview, output: Path | None, *, edit: bool = False) -> NewText:
    """Ask for what an author can name of a roadmap."""
    begin(run, interview, "roadmap", output.parent if output else Path())
    author = replace(creating.known_things(), split=creating.split_names)
    if edit and output is not None:
        return _edit(run, interview, output, ROADMAP, lambda tree: name_there(author, tree))[1]
    filled = interview.fill(ROADMAP, author)
    path = output or Path(f"{filled.known.answers['roadmap']}.yaml")
    return NewText(write_filled(ROADMAP, path, filled), _next_steps(path))


def make_overlay(run: Run, talk: Interview, output: Path | None, source: Source, *, edit: bool) -> NewText:
    """Ask which roadmap a layer stands over, and what the layer says of itself."""
    folder = output.parent if output else Path()
    begin(run, talk, "overlay", folder)

    def over(name: str, pinned: PinnedBundle | None = None) -> Base:
        assembly = run.take(creating.read_base(name, folder, pinned))
        return describe_base(assembly, pinned.pin.said if pinned else {})

    if edit and output is not None:
        return _edit(run, talk, output, OVERLAY, lambda tree: over(tree["extends"]))[1]
    pinned, words = pin(run, talk, source, folder, "extends"), _("Over which roadmap does the layer stand?")
    name = pinned.name if pinned else choose(talk, "extends", words, creating.offer_roadmaps(folder))
    filled = talk.fill(OVERLAY, over(name, pinned))
    path = output or Path(f"{OVERLAY.build(filled.known)['roadmap']}.yaml")
    return NewText(files_of(pinned, folder) | write_filled(OVERLAY, path, filled), _next_steps(path))


def _next_steps(path: Path) -> tuple[str, ...]:
    printed = f"roadmap print {quote(path)} -o printed"
    return (_("Next: write on in {file}").format(file=path), f"roadmap check {quote(path)}", printed)
