"""What is to be decided about a newer version, and what a form says of it.

A decision is kept with a mark of what was asked: where it is asked otherwise later, it is asked anew.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from django.http import QueryDict

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.planning.merging import Conflict, Kept

__all__ = [
    "Decided",
    "Question",
    "leave_command",
    "list_forbidden",
    "list_lost",
    "list_questions",
    "read_decisions",
    "read_seen",
]

Decided = Mapping[str, tuple[str, str]]
"""The name of a choice and the mark of what was asked, by key of what is decided."""
_KEY = re.compile(r"[a-z0-9.-]{1,200}")
_CHOICE = re.compile(r"ours|theirs|ours:[a-z0-9-]{1,100}")
_TAKE = re.compile(r"--take (?P<key>\S+)=theirs")
_MOST = 1_000


@dataclass(frozen=True, slots=True)
class Way:
    """One way to decide.

    Attributes:
        name: «ours», «theirs», «ours:ID».
        text: what it comes to, as it was written.
        place: where that is written.
    """

    name: str
    text: str = ""
    place: Location | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """What only a person can decide.

    Attributes:
        thing: id of the measure or stage.
        field: the field; empty where the whole thing is at stake.
        base: what the version at hand says.
        ways: the school's first; of a change that the newer version forbids to let it go alone.
        mark: of all that.
        told: the problem that asks, where it is not one of two values.
        own: what the school says, where the newer version forbids it.
        chosen: the name of a way; empty where nobody has decided yet.
    """

    key: str
    thing: str
    field: str
    base: str
    ways: tuple[Way, ...]
    mark: str
    told: Problem | None = None
    chosen: str = ""
    own: str = ""

    @property
    def forbidden(self) -> bool:
        """Whether the newer version forbids what the school says, so that it can only be let go."""
        return not self.chosen and [way.name for way in self.ways] == ["theirs"]


def list_questions(
    update: Update | None, problems: Iterable[Problem], decided: Decided
) -> tuple[Question, ...]:
    """Give everything that is to be decided, decided or not.

    Args:
        update: as far as it is known.
        problems: that stand in its way; those among them that a decision takes out of it ask for it.
        decided: so far.
    """
    found: dict[str, Question] = {}
    kept = {each.key: each.text for each in update.merge.kept} if update is not None else {}
    if update is not None:
        found |= {each.key: _ask(each, decided) for each in update.merge.conflicts}
        let_go = (each for each in update.merge.kept if decided.get(each.key, ("", ""))[0] == "theirs")
        found |= {each.key: _ask_again(each) for each in let_go if each.can_go}
    for key, problem in list_forbidden(problems).items():
        if key not in found:
            found[key] = _ask_to_let_go(key, problem, kept.get(key, ""))
    return tuple(found.values())


def list_forbidden(problems: Iterable[Problem]) -> Mapping[str, Problem]:
    """Give what a newer version forbids of the school's own words, by key; a decision lets it go."""
    found: dict[str, Problem] = {}
    for problem in problems:
        take = _TAKE.search(problem.words.get("take", ""))
        if take is not None:
            found.setdefault(take["key"], problem)
    return found


def _ask(conflict: Conflict, decided: Decided) -> Question:
    ways = tuple(Way(each.name, each.text, each.place) for each in conflict.choices)
    mark = _mark(conflict.key, conflict.base, *(part for way in ways for part in (way.name, way.text)))
    choice, of = decided.get(conflict.key, ("", ""))
    chosen = choice if of == mark and any(way.name == choice for way in ways) else ""
    told = None if conflict.problem.code == "RM820" else conflict.problem
    return Question(conflict.key, conflict.thing, conflict.field, conflict.base, ways, mark, told, chosen)


def _ask_again(kept: Kept) -> Question:
    """Give a change that was let go already: it may be taken back."""
    ways = (Way("ours", kept.text, kept.place), Way("theirs"))
    return Question(kept.key, kept.thing, kept.field, "", ways, _mark(kept.key), None, "theirs")


def _ask_to_let_go(key: str, problem: Problem, own: str) -> Question:
    thing, _, field = key.partition(".")
    return Question(key, thing, field, "", (Way("theirs"),), _mark(key), problem, own=own)


def leave_command(problem: Problem) -> Problem:
    """Leave out of what to do the words of the command line: on a page there is a choice to make."""
    return replace(problem, arguments=tuple(each for each in problem.arguments if each[0] != "take"))


def _mark(*said: str) -> str:
    return hashlib.sha256("\0".join(said).encode()).hexdigest()[:16]


def read_decisions(posted: QueryDict) -> Decided:
    """Read what a form says; what is no decision is none."""
    found: dict[str, tuple[str, str]] = {}
    for name, choice in posted.items():
        key = name.removeprefix("take-")
        if key != name and _KEY.fullmatch(key) and _CHOICE.fullmatch(str(choice)) and len(found) < _MOST:
            found[key] = (str(choice), posted.get(f"mark-{key}", "")[:16])
    return found


def read_seen(posted: QueryDict) -> Mapping[str, str]:
    """Read which choices a page showed when its form was filled in."""
    seen = ((name.removeprefix("saw-"), str(choice)) for name, choice in posted.items() if name[:4] == "saw-")
    return {key: choice for key, choice in seen if _KEY.fullmatch(key) and _CHOICE.fullmatch(choice)}


def list_lost(decided: Decided, questions: Iterable[Question]) -> Iterator[str]:
    """Give the keys of what was decided and is asked otherwise now."""
    known = {each.key: each for each in questions}
    yield from (key for key in decided if key in known and not known[key].chosen)
