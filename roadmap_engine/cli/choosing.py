"""What all further questions depend on, asked first: which roadmap, from where, whose plan."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from gettext import gettext as _
from pathlib import Path
from textwrap import shorten
from typing import TYPE_CHECKING, Any

from roadmap_engine.cli.asking import Interview, WentBackError
from roadmap_engine.cli.new_texts import Run
from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.question import Form, Page, Question, offer
from roadmap_engine.questionnaire.said import Said

if TYPE_CHECKING:
    from roadmap_engine.pipeline.publishing import PinnedBundle

__all__ = ["Files", "Source", "choose", "files_of", "pin", "take_steps"]

Source = tuple[str | None, str | None]
"""Where the roadmap is taken from, and the key it must be signed with."""
Files = dict[Path, bytes]
Also = Callable[[str], bool] | None
LONGEST = 160


def take_steps(talk: Interview, *steps: Callable[[list[Any]], Any]) -> list[Any]:
    """Take steps one after another, each with what those before it have given.

    Whoever goes back before the first question of a step comes to the step before that asked something.
    """
    done: list[Any] = []
    asked: list[bool] = []
    while len(done) < len(steps):
        talk.follows, before = any(asked), talk.prompts
        try:
            done.append(steps[len(done)](done))
            asked.append(talk.prompts > before)
        except WentBackError:
            last = max(place for place, each in enumerate(asked) if each)
            del done[last:], asked[last:]
    return done


def choose(talk: Interview, path: str, words: str, offers: Mapping[str, str], also: Also = None) -> str:
    """Ask for something that all further questions depend on; the only one there is, is offered."""
    only = next(iter(offers)) if len(offers) == 1 else None
    listed = {name: Said(shorten(title, LONGEST, placeholder=" …")) for name, title in offers.items()}
    why, kind = Said(_("Number or name.")), Kind(Sort.ONE, listed, also, by_name=True)
    question = Question(path, Said(words), why, kind, lambda _known: offer(only))
    form = Form(pages=(Page(Said(words), (question,)),))
    chosen = str(talk.fill(form, review=False).known.answers[path])
    # Kept by its name: another day the list may be longer, and a number in it somebody else's.
    talk.skip(path, chosen)
    return chosen


def files_of(pinned: PinnedBundle | None, folder: Path) -> Files:
    """Give the files of a bundle, to lie beside the text that pins it."""
    return {folder / file: content for file, content in pinned.files.items()} if pinned else {}


def pin(run: Run, talk: Interview, source: Source, folder: Path, at: str = "roadmap") -> PinnedBundle | None:
    """Take a version from a source: one that is named, the only one there is, or the one that is chosen."""
    text, key = source
    if text is None:
        return None
    from roadmap_engine.pipeline.publishing import list_offers, pin_roadmap
    from roadmap_engine.pipeline.source_names import split_source

    place, name, version = split_source(text)
    if name is None:
        with say_waiting(_("Waiting for the publisher …")):
            offered = list_offers(place)
        offers = {
            f"{each}@{number}": release.title
            for each, releases in run.take(offered).items()
            for number, release in list(releases.items())[-1:]
        }
        name, _sign, version = choose(talk, at, _("Which roadmap?"), offers).partition("@")
    talk.skip(at)
    with say_waiting(_("Waiting for the publisher …")):
        found = pin_roadmap(place, name, version, key=key, home=folder)
    pinned = run.take(found)
    if pinned.signed_by is not None and key is None:
        words = _("Signed with {key}; give it with --key to have it checked ever after.")
        talk.say(words.format(key=pinned.signed_by))
    return pinned
