"""Problems → what a page says of them: what is wrong, what to do, and where.

People of a school and of a department have never seen a text. They are told what everybody understands; what
only whoever keeps the texts can use is folded under its own name. Whoever writes a roadmap is told all of it.
"""

from __future__ import annotations

import datetime as dt
import re
import string
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol

from django.utils.safestring import SafeString

from roadmap_engine.diagnostics import CODES, Problem, Severity
from roadmap_engine.diagnostics.codes.on_pages import ON_PAGES, Where
from roadmap_engine.diagnostics.everyday import is_everyday
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.diagnostics.showing import fill_hint, fill_message, hint_of, message_of
from roadmap_engine.diagnostics.translation import DEFAULT_LANGUAGE, translator
from roadmap_engine.portal.citing import cite, join
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import numeric_date

__all__ = ["Link", "Spot", "Told", "say_all", "tell_all", "tell_errors", "tell_writer", "tell_writer_errors"]

_RUSSIAN = translator(DEFAULT_LANGUAGE)
_FILE = re.compile(r"\S+\.[a-z]+\b")
_DAY = r"\d{4}-\d\d-\d\d"
_DAYS = re.compile(rf"(?<![\w./-])({_DAY})(?:/({_DAY}))?(?![\w./-])", re.ASCII)
_ENDS = frozenset(".!?…:")
_ID = re.compile(r"(?<![\w.@/-])[a-z][a-z0-9]*(?:-[a-z0-9]+)*(?![\w@/-]|\.\w)")


@dataclass(frozen=True, slots=True)
class Link:
    """A page where something can be changed."""

    address: str
    title: str


class Spot(Protocol):
    """Where a page stands, and what its reader can change from there."""

    @property
    def names(self) -> Mapping[str, str]:
        """What people call the things that texts have ids for."""

    def find(self, where: Where, problem: Problem) -> Link | None:
        """Give the page where it is changed; None where the reader has none."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a page says of a problem.

    Attributes:
        words: what is wrong, a sentence.
        remedy: what to do about it, a sentence; may be empty.
        link: where it is done.
        for_writers: what whoever keeps the texts can use, folded on a page.
    """

    words: SafeString
    remedy: SafeString = field(default_factory=SafeString)
    link: Link | None = None
    for_writers: tuple[SafeString, ...] = ()

    @property
    def whole(self) -> SafeString:
        """What stands on a line of its own, for everybody."""
        return join((self.words, self.remedy))


def tell_all(problems: Iterable[Problem], spot: Spot | None = None) -> tuple[Told, ...]:
    """Say everything that is told to its reader one by one, each once."""
    told: dict[tuple[SafeString, SafeString, Link | None], Told] = {}
    for each in problems:
        if each.aside is None:
            new = _tell(each, spot)
            same = told.get((new.words, new.remedy, new.link))
            lines = dict.fromkeys((*same.for_writers, *new.for_writers)) if same is not None else None
            told[new.words, new.remedy, new.link] = replace(new, for_writers=tuple(lines)) if lines else new
    return tuple(told.values())


def tell_errors(problems: Iterable[Problem], spot: Spot | None = None) -> tuple[Told, ...]:
    """Say what stands in the way of something."""
    return tell_all(_only_errors(problems), spot)


def tell_writer(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Say everything to somebody who writes the text that it is about."""
    speak = translator(spoken())
    return tuple(Told(_sentence(message_of(each, speak)), _lines(hint_of(each, speak))) for each in problems)


def tell_writer_errors(problems: Iterable[Problem]) -> tuple[Told, ...]:
    """Say to somebody who writes a text what stands in the way of something."""
    return tell_writer(_only_errors(problems))


def say_all(told: Iterable[Told]) -> list[SafeString]:
    """Give lines for pages that have no room for more."""
    return [each.whole for each in told]


def _only_errors(problems: Iterable[Problem]) -> Iterable[Problem]:
    return (each for each in problems if each.severity is Severity.ERROR)


def _tell(problem: Problem, spot: Spot | None) -> Told:
    speak, code, own = translator(spoken()), CODES[problem.code], ON_PAGES.get(problem.code)
    named = _write_days(_name(problem, spot.names) if spot is not None else problem)
    where = own.where if own is not None else None
    link = spot.find(where, problem) if spot is not None and where is not None else None
    told = own.message if own is not None and own.message else code.message
    more: tuple[SafeString, ...] = ()
    words = fill_message(told, named, speak)
    if not is_everyday(fill_message(told, named, _RUSSIAN)):
        words, more = _say_less(problem), (_sentence(message_of(problem, speak)),)
    elif link is None and _list_gaps(told) < _list_gaps(code.message):
        more = (_sentence(message_of(problem, speak)),)
    # A remedy on a page that the reader has not is nothing that she can do.
    remedy = own.remedy if own is not None and (where is None or link is not None) else ""
    remedy = remedy or ("" if own is not None and own.message and not own.remedy else code.hint)
    if is_everyday(fill_hint(remedy, named, _RUSSIAN)):
        return Told(_sentence(words), _lines(fill_hint(remedy, named, speak)), link, more)
    return Told(_sentence(words), SafeString(), link, (*more, _lines(hint_of(problem, speak))))


def _list_gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def _say_less(problem: Problem) -> str:
    """Say of what only writers understand that there is something."""
    if problem.severity is Severity.ERROR:
        return _("В текстах плана есть ошибка, на страницах её не исправить: скажите тому, кто ведёт тексты.")
    return _("К текстам плана есть замечание; бумагам и срокам оно не мешает.")


def _name(problem: Problem, names: Mapping[str, str]) -> Problem:
    """Give a problem that calls things as people call them."""

    def say(argument: Argument) -> Argument:
        if not isinstance(argument, str):
            return argument
        return _ID.sub(lambda found: names.get(found[0], found[0]), argument)

    return replace(problem, arguments=tuple((name, say(each)) for name, each in problem.arguments))


def _write_days(problem: Problem) -> Problem:
    """Give a problem that writes days as people do, where it repeats them from a text."""

    def say(argument: Argument) -> Argument:
        return _DAYS.sub(_write_found, argument) if isinstance(argument, str) else argument

    return replace(problem, arguments=tuple((name, say(each)) for name, each in problem.arguments))


def _write_found(found: re.Match[str]) -> str:
    try:
        return " – ".join(numeric_date(dt.date.fromisoformat(each)) for each in found.groups() if each)
    except ValueError:
        return found[0]


def _sentence(words: str) -> SafeString:
    """Show words as a sentence of their own; the name of a file that it begins with stays as it is."""
    first, rest = words[:1], words[1:]
    said = words if _FILE.match(words) else f"{first.upper()}{rest}"
    return cite(said if said[-1:] in _ENDS else f"{said}.")


def _lines(words: str) -> SafeString:
    """Show each line as a sentence."""
    return join(_sentence(each) for each in words.splitlines() if each.strip())
