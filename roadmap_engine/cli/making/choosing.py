"""Choosing a roadmap of a list, by its number, its id, or its id and version."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from gettext import gettext as _

from roadmap_engine.cli.answers import choice_of
from roadmap_engine.cli.asking import Interview, Question
from roadmap_engine.pipeline.creating import Offer

__all__ = ["choose_roadmap"]

LONGEST = 160


def choose_roadmap(interview: Interview, path: str, words: str, offers: Iterable[Offer]) -> str:
    """Ask which roadmap is meant.

    Args:
        interview: asks.
        path: of the field that names it.
        words: the question.
        offers: what there is.

    Returns:
        its id and version, as the offer has them.

    Raises:
        UnansweredError: nobody says.
    """
    listed = {offer.name: _shorten(offer.title) for offer in offers}
    only = next(iter(listed)) if len(listed) == 1 else None
    question = Question(path, words, _reader(listed), _("Number or name."), listed)
    return interview.require(question, only)


def _reader(listed: Iterable[str]) -> Callable[[str], str]:
    names = tuple(listed)
    by_id = {name.partition("@")[0]: name for name in names}
    read_listed = choice_of(names)

    def read(words: str) -> str:
        name, sign, version = words.partition("@")
        known = by_id.get(name)
        if known is not None and (not sign or _fits(version, known.partition("@")[2])):
            return known
        return read_listed(words)

    return read


def _fits(wanted: str, version: str) -> bool:
    return version == wanted or version.startswith(f"{wanted}.")


def _shorten(title: str) -> str:
    return title if len(title) <= LONGEST else f"{title[:LONGEST].rsplit(' ', 1)[0]} …"
