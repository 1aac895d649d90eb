"""`roadmap new adoption`: an adoption's text, the bundle it is pinned to, an organisation if need be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path
from typing import TYPE_CHECKING

from roadmap_engine.cli.answers import choice_of
from roadmap_engine.cli.asking import Answers, Interview, Question, UnansweredError
from roadmap_engine.cli.dialogues.adoption import Chosen, ask_adoption, guess_year
from roadmap_engine.cli.dialogues.organisation import ask_organisation
from roadmap_engine.cli.making.choosing import choose_roadmap
from roadmap_engine.cli.making.organisations import draw_organisation, people_of
from roadmap_engine.cli.new_texts import Draft, Run, quote
from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.diagnostics import Location
from roadmap_engine.load import load_named_organisation
from roadmap_engine.load.adoption_texts import AdoptionNotes, write_adoption
from roadmap_engine.model import Assembly, Organisation
from roadmap_engine.pipeline.creating import (
    Offer,
    offer_organisations,
    offer_procedures,
    offer_roadmaps,
    offer_terms,
    read_base,
    title_of,
)
from roadmap_engine.planning.drawing.open_questions import OpenQuestions, find_open_questions
from roadmap_engine.storage.roots import Root

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["make_adoption"]

Source = tuple[str | None, str | None]
"""Where the roadmap is taken from, and the key it must be signed with."""


@dataclass(frozen=True, slots=True)
class _School:
    """The organisation of an adoption, and the files to write first if it was only just answered."""

    organisation: Organisation
    file: str
    files: dict[Path, bytes]


def make_adoption(run: Run, interview: Interview, path: Path, source: Source, today: dt.date) -> Draft | None:
    """Ask what a school must say of a roadmap.

    Args:
        run: what the command was told.
        interview: asks.
        path: of the text.
        source: where the roadmap is taken from.
        today: for the school year that is offered.
    """
    folder = path.parent
    interview.say(_("Enter takes the answer in brackets, «-» leaves out, Ctrl-C stops and writes nothing."))
    pinned = _pin(run, interview, source, folder)
    name = pinned.name if pinned else _choose(interview, folder)
    assembly = _read(run, name, folder, pinned)
    if pinned is not None and pinned.signed_by is not None and pinned.pin.key is None:
        interview.say(
            _("Signed with {key}; give it with --key to have it checked ever after.").format(
                key=pinned.signed_by
            )
        )
    questions = find_open_questions(assembly)
    school = _choose_school(run, interview, path, questions, today)
    chosen = Chosen(
        roadmap=name,
        pinned=pinned.pin if pinned else None,
        organisation=school.organisation,
        organisation_file=school.file,
        questions=questions,
        procedures={offer.name: offer.title for offer in offer_procedures()},
        usual_procedure=_usual_procedure(assembly),
        today=today,
    )
    adoption = ask_adoption(interview, chosen)
    if adoption is None:
        return None
    reference, schema = run.schema("adoption", path)
    text = write_adoption(adoption, schema=reference, notes=_notes(chosen, assembly))
    bundle = {folder / file: content for file, content in pinned.files.items()} if pinned else {}
    steps = (f"roadmap show {quote(path)}", f"roadmap build {quote(path)} -o papers")
    return Draft({**school.files, **schema, **bundle, path: text.encode()}, (_("Next:"), *steps))


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
        run.problems += offered.problems
        if offered.value is None:
            raise UnansweredError
        offers = [
            Offer(f"{each}@{number}", release.title)
            for each, releases in offered.value.items()
            for number, release in list(releases.items())[-1:]
        ]
        picked = choose_roadmap(interview, "roadmap", _("Which roadmap?"), offers)
        name, _sign, version = picked.partition("@")
    with say_waiting(_("Waiting for the publisher …")):
        interview.skip("roadmap")
    taken = pin_roadmap(place, name, version, key=key, home=folder)
    run.problems += [each for each in taken.problems if each not in run.problems]
    run.sources |= taken.sources
    if taken.value is None:
        raise UnansweredError
    return taken.value


def _choose(interview: Interview, folder: Path) -> str:
    words = _("Which roadmap does the school adopt?")
    return choose_roadmap(interview, "roadmap", words, offer_roadmaps(folder))


def _read(run: Run, name: str, folder: Path, pinned: PinnedBundle | None) -> Assembly:
    read = read_base(name, folder, pinned)
    run.problems += read.problems
    run.sources |= read.sources
    if read.value is None:
        raise UnansweredError
    return read.value


def _choose_school(
    run: Run, interview: Interview, path: Path, questions: OpenQuestions, today: dt.date
) -> _School:
    """Take an organisation's text that lies beside; on a terminal a missing one is made on the way."""
    offers = {offer.name: offer.title for offer in offer_organisations(path.parent)}
    if not offers and run.on_terminal and "organisation" not in interview.answers.given:
        return _make_school(run, path.with_name("organisation.yaml"), questions, today)
    question = Question(
        "organisation",
        _("Whose plan is it? The text of the organisation"),
        _organisation_reader(path.parent, tuple(offers)),
        _("«roadmap new organisation» makes one."),
        offers,
    )
    file = interview.require(question, next(iter(offers)) if len(offers) == 1 else None)
    loaded = load_named_organisation(path, file, Location(str(path)), Root.around(path))
    for text in loaded:
        run.problems += text.problems
        if text.text is not None:
            run.sources[text.file] = text.text
    if loaded[0].value is None:
        raise UnansweredError
    return _School(loaded[0].value, file, {})


def _organisation_reader(folder: Path, offered: tuple[str, ...]) -> Callable[[str], str]:
    """Take a text of the list, or the path of another one, seen from the adoption's folder."""

    def read(words: str) -> str:
        return words if (folder / words).is_file() else choice_of(offered)(words)

    return read


def _make_school(run: Run, path: Path, questions: OpenQuestions, today: dt.date) -> _School:
    own = Interview(Answers(), on_terminal=True)
    own.say()
    own.say(_("No text of an organisation lies here yet, so first: whose plan is it?"))
    answered = ask_organisation(
        own,
        units=questions.units,
        people=people_of(questions),
        terms_files=offer_terms(path.parent),
        year=guess_year(today),
    )
    if answered is None:
        raise UnansweredError
    return _School(answered.organisation, path.name, draw_organisation(run, path, answered))


def _usual_procedure(assembly: Assembly) -> str | None:
    """Give the procedure of the catalogue that the roadmap itself speaks of."""
    own = assembly.roadmap.procedure
    if own is None:
        return None
    return next((offer.name for offer in offer_procedures() if offer.title.startswith(f"{own.name},")), None)


def _notes(chosen: Chosen, assembly: Assembly) -> AdoptionNotes:
    questions = chosen.questions
    roles = {
        name: (role.title, tuple(key for key in role.filled_by if key in chosen.organisation.holders))
        for name, role in questions.roles.items()
        if not role.optional or (role.unit or name) in chosen.organisation.units
    }
    return AdoptionNotes(
        about=f"{chosen.organisation.name.short}.\n{title_of(assembly.roadmap)}",
        roles=roles,
        events=questions.events,
        parameters={name: (each.title, each.default) for name, each in questions.parameters.items()},
        measure=questions.measure,
    )
