"""What `roadmap new` makes of answers: the files of each kind of text, new or edited."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING, Any

from roadmap_engine.cli.asking import Interview, UnansweredError
from roadmap_engine.cli.new_texts import Draft, Run, quote
from roadmap_engine.cli.reporting import translate
from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.diagnostics import Location
from roadmap_engine.load import load_named_organisation
from roadmap_engine.load.limits import describe_limits
from roadmap_engine.load.loaded import TextKind
from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.model.open_questions import OpenQuestions
from roadmap_engine.model.provenance import Path as Way
from roadmap_engine.pipeline.creating import (
    Offer,
    Standing,
    edit_standing,
    known_things,
    offer_organisations,
    offer_procedures,
    offer_roadmaps,
    offer_terms,
    read_base,
    read_standing,
    title_of,
    usual_questions,
    write_draft,
    write_terms,
)  # fmt: skip
from roadmap_engine.pipeline.rolling_over import OldYear, read_old_year, roll_over
from roadmap_engine.planning.drawing.gaps import gap_values
from roadmap_engine.planning.drawing.open_questions import find_open_questions
from roadmap_engine.questionnaire import Filled, Form, Page, Question, begin_revision, draft_text, list_edits
from roadmap_engine.questionnaire.adoption import ADOPTION, NEXT_YEAR, Chosen, guess_year
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.organisation import ORGANISATION, School
from roadmap_engine.questionnaire.overlay import OVERLAY, Base
from roadmap_engine.questionnaire.question import offer
from roadmap_engine.questionnaire.roadmap import ROADMAP, name_there
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.terms import build_terms
from roadmap_engine.storage.roots import Root

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = [
    "edit_adoption",
    "make_adoption",
    "make_next_year",
    "make_organisation",
    "make_overlay",
    "make_roadmap",
]

Source = tuple[str | None, str | None]
"""Where the roadmap is taken from, and the key it must be signed with."""
LONGEST = 160


def _begin(interview: Interview, kind: str, folder: Path) -> None:
    interview.kind, interview.beside = kind, folder
    interview.say(_("Enter takes the answer in brackets, «-» leaves out, Ctrl-C stops and writes nothing."))
    interview.say(_("«<» goes back; «save» keeps the answers for another time."))


def _choose(
    interview: Interview, path: str, words: str, why: str, offers: Mapping[str, str],
    also: Callable[[str], bool] | None = None,
) -> str:  # fmt: skip
    """Ask for something that all further questions depend on; the only one there is, is offered."""
    only = next(iter(offers)) if len(offers) == 1 else None
    choices = {name: Said(_shorten(title)) for name, title in offers.items()}
    question = Question(
        path, Said(words), Said(why), Kind(Sort.ONE, choices, also), lambda _known: offer(only)
    )
    form = Form(pages=(Page(Said(words), (question,)),))
    return str(interview.fill(form, review=False).known.answers[path])


def _choose_roadmap(interview: Interview, path: str, words: str, offers: Iterable[Offer]) -> str:
    return _choose(interview, path, words, _("Number or name."), {each.name: each.title for each in offers})


def _shorten(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rsplit(' ', 1)[0]} …"


def _revise(
    run: Run, interview: Interview, standing: Standing, form: Form, context: Any
) -> tuple[Filled, bytes]:
    """Ask what is to be changed in a text, and change that only."""
    revision = begin_revision(form, context, standing.tree, speak=translate)
    filled = interview.fill(form, context, revision)
    edits = list_edits(revision.before, form.build(filled.known), standing.tree)
    return filled, run.take(edit_standing(standing, edits))


def _draw(run: Run, kind: TextKind, path: Path, form: Form, filled: Filled) -> dict[Path, bytes]:
    reference, schema = run.schema(kind, path)
    return {**schema, path: write_draft(draft_text(form, filled), reference)}


def make_organisation(
    run: Run, interview: Interview, path: Path, roadmap: str | None, today: dt.date, *, edit: bool = False
) -> Draft:
    """Ask about an organisation: its text, and the text of its terms if they were answered.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the text.
        roadmap: name of the one whose people and units are asked for.
        today: for the school year that is offered.
        edit: whether the text is there, and is changed.
    """
    _begin(interview, "organisation", path.parent)
    questions = (
        find_open_questions(run.take(read_base(roadmap, path.parent))) if roadmap else usual_questions()
    )
    school = _school(questions, path.parent, today)
    if not edit:
        steps = (_("Next: roadmap new adoption"), f"roadmap check {quote(path)}")
        return Draft(_draw_school(run, path, interview.fill(ORGANISATION, school)), steps)
    standing = run.take(read_standing(path, "organisation"))
    own = dict.fromkeys(map(str, standing.tree.get("units") or ()), "")
    terms = (standing.tree.get("calendar") or {}).get("terms")
    files = dict.fromkeys((*([terms] if isinstance(terms, str) else ()), *school.terms_files))
    school = replace(school, units={**own, **school.units}, people=(), terms_files=tuple(files))
    filled, content = _revise(run, interview, standing, ORGANISATION, school)
    return Draft({**_draw_terms(run, path, filled), path: content}, edited=standing.written)


def _school(questions: OpenQuestions, folder: Path, today: dt.date) -> School:
    return School(guess_year(today), questions.units, questions.people, offer_terms(folder))


def _draw_school(run: Run, path: Path, filled: Filled) -> dict[Path, bytes]:
    """Give the files of an organisation: schemas, terms, and the text itself last."""
    return {**_draw_terms(run, path, filled), **_draw(run, "organisation", path, ORGANISATION, filled)}


def _draw_terms(run: Run, path: Path, filled: Filled) -> dict[Path, bytes]:
    tree = build_terms(filled.known)
    if tree is None:
        return {}
    file = path.parent / ORGANISATION.build(filled.known)["calendar"]["terms"]
    reference, schema = run.schema("terms", file)
    return {**schema, file: write_terms(tree, reference)}


@dataclass(frozen=True, slots=True)
class _School:
    """The organisation of an adoption, and the files to write first if it was only just answered."""

    organisation: Organisation
    file: str
    files: dict[Path, bytes]


def make_adoption(run: Run, interview: Interview, path: Path, source: Source, today: dt.date) -> Draft:
    """Ask what a school must say of a roadmap: its text, its bundle, an organisation if need be.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the text.
        source: where the roadmap is taken from.
        today: for the school year that is offered.
    """
    folder = path.parent
    _begin(interview, "adoption", folder)
    pinned = _pin(run, interview, source, folder)
    words = _("Which roadmap does the school adopt?")
    name = pinned.name if pinned else _choose_roadmap(interview, "roadmap", words, offer_roadmaps(folder))
    assembly = run.take(read_base(name, folder, pinned))
    if pinned is not None and pinned.signed_by is not None and pinned.pin.key is None:
        told = _("Signed with {key}; give it with --key to have it checked ever after.")
        interview.say(told.format(key=pinned.signed_by))
    school = _choose_school(run, interview, path, find_open_questions(assembly), today)
    chosen = replace(
        _chosen(name, school.organisation, school.file, assembly, today),
        pinned=pinned.pin.model_dump(exclude_none=True) if pinned else {},
    )
    text = _draw(run, "adoption", path, ADOPTION, interview.fill(ADOPTION, chosen))
    bundle = {folder / file: content for file, content in pinned.files.items()} if pinned else {}
    steps = (f"roadmap show {quote(path)}", f"roadmap build {quote(path)} -o papers")
    content = text.pop(path)
    return Draft({**school.files, **text, **bundle, path: content}, (_("Next:"), *steps))


def _chosen(name: str, school: Organisation, file: str, assembly: Assembly, today: dt.date) -> Chosen:
    own, procedures = assembly.roadmap.procedure, offer_procedures()
    usual = (each.name for each in procedures if own is not None and each.title.startswith(f"{own.name},"))
    return Chosen(
        roadmap=name,
        organisation=school,
        organisation_file=file,
        today=today,
        questions=find_open_questions(assembly),
        procedures={each.name: each.title for each in procedures},
        usual_procedure=next(usual, None),
        about=f"{school.name.short}.\n{title_of(assembly.roadmap)}",
    )


def edit_adoption(run: Run, interview: Interview, path: Path, today: dt.date) -> Draft:
    """Ask what is to be changed in an adoption; a newer roadmap is `roadmap update`'s."""
    _begin(interview, "adoption", path.parent)
    old = run.take(read_old_year(path))
    standing = run.take(read_standing(path, "adoption"))
    adoption = old.adoption
    chosen = _chosen(adoption.roadmap, old.organisation, adoption.organisation, old.assembly, today)
    _filled, content = _revise(run, interview, standing, ADOPTION, chosen)
    return Draft({path: content}, (_("Next:"), f"roadmap show {quote(path)}"), edited=standing.written)


def _pin(run: Run, interview: Interview, source: Source, folder: Path) -> PinnedBundle | None:
    """Take a version from a source: one that is named, the only one there is, or the one that is chosen."""
    text, key = source
    if text is None:
        return None
    from roadmap_engine.pipeline.publishing import list_offers, pin_roadmap, split_source

    place, name, version = split_source(text)
    if name is None:
        with say_waiting(_("Waiting for the publisher …")):
            offered = list_offers(place)
        offers = [
            Offer(f"{each}@{number}", release.title)
            for each, releases in run.take(offered).items()
            for number, release in list(releases.items())[-1:]
        ]
        picked = _choose_roadmap(interview, "roadmap", _("Which roadmap?"), offers)
        name, _sign, version = picked.partition("@")
    interview.skip("roadmap")
    with say_waiting(_("Waiting for the publisher …")):
        pinned = pin_roadmap(place, name, version, key=key, home=folder)
    return run.take(pinned)


def _choose_school(
    run: Run, interview: Interview, path: Path, questions: OpenQuestions, today: dt.date
) -> _School:
    """Take an organisation's text that lies beside; on a terminal a missing one is made on the way."""
    offers = {offer.name: offer.title for offer in offer_organisations(path.parent)}
    if not offers and run.on_terminal and "organisation" not in interview.given:
        return _make_school(run, path.with_name("organisation.yaml"), questions, today)
    words, why = (
        _("Whose plan is it? The text of the organisation"),
        _("«roadmap new organisation» makes one."),
    )
    file = _choose(
        interview, "organisation", words, why, offers, lambda words: (path.parent / words).is_file()
    )
    loaded = load_named_organisation(path, file, Location(str(path)), Root.around(path))
    for text in loaded:
        run.problems += text.problems
        if text.text is not None:
            run.sources[text.file] = text.text
    if loaded[0].value is None:
        raise UnansweredError
    return _School(loaded[0].value, file, {})


def _make_school(run: Run, path: Path, questions: OpenQuestions, today: dt.date) -> _School:
    own = Interview({}, on_terminal=True)
    own.kind, own.beside = "organisation", path.parent
    own.say()
    own.say(_("No text of an organisation lies here yet, so first: whose plan is it?"))
    filled = own.fill(ORGANISATION, _school(questions, path.parent, today))
    tree = ORGANISATION.build(filled.known)
    calendar = {key: each for key, each in tree["calendar"].items() if key != "terms"}
    organisation = Organisation.model_validate({**tree, "calendar": calendar})
    return _School(organisation, path.name, _draw_school(run, path, filled))


def make_next_year(run: Run, interview: Interview, path: Path, output: Path | None) -> Draft:
    """Carry an adoption's answers over into the next school year, and ask what is known of it already.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the old text.
        output: of the new one; named after the old one unless given.
    """
    old: OldYear = run.take(read_old_year(path))
    target = output or old.usual_path()
    interview.kind, interview.beside = "adoption", target.parent
    told = _("{old} → {new}. Enter: not known yet.")
    interview.say(told.format(old=old.adoption.school_year, new=old.year))
    questions = find_open_questions(old.assembly)
    school = old.organisation
    chosen = Chosen(old.adoption.roadmap, school, "", old.year.first_day, questions, name=old.name)
    known = interview.fill(NEXT_YEAR, chosen).known
    paths = ("procedure.held", "order.date", "order.number", *(f"events.{name}" for name in questions.events))
    said = {path: known.answers.get(path) for path in paths}
    answers: dict[Way, Any] = {
        tuple(path.split(".")): None if day is None else str(day) for path, day in said.items()
    }
    rolled = roll_over(old, target, known.answers["adoption"], answers)
    made = run.take(replace(rolled, problems=() if rolled.value is not None else rolled.problems))
    steps = (_("Next:"), f"roadmap show {quote(target)}", f"roadmap update {quote(target)}")
    return Draft({**made.bundles, target: made.text.encode()}, steps, rolled.problems)


def make_roadmap(run: Run, interview: Interview, output: Path | None, *, edit: bool = False) -> Draft:
    """Ask for what an author can name of a roadmap."""
    _begin(interview, "roadmap", output.parent if output else Path())
    author = replace(known_things(), split=_split_names)
    if edit and output is not None:
        standing = run.take(read_standing(output, "roadmap"))
        _filled, content = _revise(run, interview, standing, ROADMAP, name_there(author, standing.tree))
        return Draft({output: content}, _next_steps(output), edited=standing.written)
    filled = interview.fill(ROADMAP, author)
    path = output or Path(f"{filled.known.answers['roadmap']}.yaml")
    return Draft(_draw(run, "roadmap", path, ROADMAP, filled), _next_steps(path))


def _split_names(words: str) -> tuple[str, ...]:
    # Reading Word and Excel files is nothing to wait for before the first question.
    from roadmap_engine.importing.people import split_names

    return tuple(name.text for name in split_names(words))


def make_overlay(run: Run, interview: Interview, output: Path | None, *, edit: bool = False) -> Draft:
    """Ask which roadmap a layer stands over, and what the layer says of itself."""
    folder = output.parent if output else Path()
    _begin(interview, "overlay", folder)
    standing = run.take(read_standing(output, "roadmap")) if edit and output is not None else None
    if standing is not None:
        name = str(standing.tree.get("extends", ""))
    else:
        words = _("Over which roadmap does the layer stand?")
        name = _choose_roadmap(interview, "extends", words, offer_roadmaps(folder))
    assembly = run.take(read_base(name, folder))
    roadmap = assembly.roadmap
    base = Base(roadmap, gap_values(roadmap), *describe_limits(assembly))
    if standing is not None and output is not None:
        _filled, content = _revise(run, interview, standing, OVERLAY, base)
        return Draft({output: content}, _next_steps(output), edited=standing.written)
    filled = interview.fill(OVERLAY, base)
    path = output or Path(f"{OVERLAY.build(filled.known)['roadmap']}.yaml")
    return Draft(_draw(run, "roadmap", path, OVERLAY, filled), _next_steps(path))


def _next_steps(path: Path) -> tuple[str, ...]:
    return (
        _("Next: write on in {file}").format(file=path),
        f"roadmap check {quote(path)}",
        f"roadmap print {quote(path)} -o printed",
    )
