"""Signed acts → which order is in force: the fold of all that was signed, amended, ended and not undone.

Every act names the one before it, so the acts of a plan are a chain however their folders are called and in
whatever order they are read. Where they are none, as when two acts follow the same one, it is said and
nothing is guessed: somebody has to undo one of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import join_said
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.model.signed_act import SignedAct, fold_number, say_act

__all__ = ["Chain", "InForce", "NotSigned", "OutOfForce", "State", "Unclear", "fold_acts", "refuse_undoing"]


@dataclass(frozen=True, slots=True)
class NotSigned:
    """No order of the plan is signed."""


@dataclass(frozen=True, slots=True)
class InForce:
    """An order with what has amended it, oldest first."""

    order: SignedAct
    amendments: tuple[SignedAct, ...] = ()

    @property
    def acts(self) -> tuple[SignedAct, ...]:
        """Give the order and its amendments."""
        return (self.order, *self.amendments)

    @property
    def last(self) -> SignedAct:
        """Give the act that the next one follows."""
        return self.acts[-1]


@dataclass(frozen=True, slots=True)
class OutOfForce:
    """An order that was ended."""

    ended: InForce
    revocation: SignedAct

    @property
    def last(self) -> SignedAct:
        """Give the act that the next one follows."""
        return self.revocation


@dataclass(frozen=True, slots=True)
class Unclear:
    """The acts are no chain; the problems of the fold say why."""


State = NotSigned | InForce | OutOfForce | Unclear


@dataclass(frozen=True, slots=True)
class Chain:
    """The acts of one plan.

    Attributes:
        acts: all of them, undone ones and orders under the plan too, by date.
        state: what is in force.
    """

    acts: tuple[SignedAct, ...] = ()
    state: State = NotSigned()

    def find(self, name: str) -> SignedAct | None:
        """Find an act by its id, or by its number where that is one act's only; undone ones come last."""
        numbered = [act for act in self.acts if fold_number(act.number) == fold_number(name)]
        known = (
            [act for act in self.acts if act.id == name]
            or [act for act in numbered if act.undone is None]
            or numbered
        )
        return known[0] if len(known) == 1 else None


def fold_acts(acts: Iterable[SignedAct]) -> tuple[Chain, tuple[Problem, ...]]:
    """Join acts to a chain, in whatever order they come.

    Returns:
        The chain, and why it is none: an act that is there twice (RM916), two that follow the same one
        (RM914), one that follows nothing that counts (RM915) or what it cannot follow (RM917).
    """
    known = tuple(sorted(acts, key=lambda act: (act.date, act.kept_on, act.id)))
    twice = [name for name, count in Counter(act.id for act in known).items() if count > 1]
    if twice:
        return Chain(known, Unclear()), tuple(Problem.of("RM916", name=name) for name in twice)
    counting = [act for act in known if act.counts]
    state, problems = _fold(counting)
    return Chain(known, Unclear() if problems else state), problems


def _fold(acts: Sequence[SignedAct]) -> tuple[State, tuple[Problem, ...]]:
    following: dict[str | None, list[SignedAct]] = {}
    for act in acts:
        following.setdefault(act.after, []).append(act)
    state: State = NotSigned()
    before: str | None = None
    passed: set[str] = set()
    while next_ones := following.get(before, []):
        if len(next_ones) > 1:
            return state, (_say_fork(next_ones, before),)
        (act,) = next_ones
        now = _follow(state, act)
        if now is None:
            return state, (Problem.of("RM917", act=say_act(act), name=act.id),)
        state, before = now, act.id
        passed.add(act.id)
    return state, _find_gaps(acts, passed)


def _say_fork(acts: Sequence[SignedAct], before: str | None) -> Problem:
    names = list_names(act.id for act in acts)
    said = join_said(say_act(act) for act in acts)
    return Problem.of("RM914", acts=said, names=names, before=before or "–")


def _find_gaps(acts: Sequence[SignedAct], passed: set[str]) -> tuple[Problem, ...]:
    """Tell of acts that no way from the first one leads to: of each piece that hangs loose, its beginning."""
    loose = {act.id: act for act in acts if act.id not in passed}
    ends = [act for act in loose.values() if act.after not in loose] or list(loose.values())[:1]
    return tuple(Problem.of("RM915", act=say_act(act), name=act.id, before=act.after or "–") for act in ends)


def _follow(state: State, act: SignedAct) -> State | None:
    """Give what is in force after an act; none where it cannot follow what is."""
    match state, act.act:
        case NotSigned() | OutOfForce(), "order":
            return InForce(act)
        case InForce(order, amendments), "amendment":
            return InForce(order, (*amendments, act))
        case InForce(), "revocation":
            return OutOfForce(state, act)
        case _:
            return None


def refuse_undoing(chain: Chain, name: str) -> tuple[SignedAct | None, tuple[Problem, ...]]:
    """Find the act whose signing is to be undone, or say why it cannot be.

    Returns:
        The act; or nothing, and why: there is none (RM933), it is undone already, or a later one that counts
        rests on it (RM932).
    """
    act = chain.find(name)
    if act is None:
        return None, (Problem.of("RM933", name=name, known=list_names(each.id for each in chain.acts)),)
    if act.undone is not None:
        return None, (Problem.of("RM938", act=say_act(act), on=act.undone.on, reason=act.undone.reason),)
    later = [each for each in chain.acts if each.counts and each.after == act.id]
    if later:
        said = join_said(say_act(each) for each in later)
        return None, (
            Problem.of("RM932", act=say_act(act), later=said, names=list_names(each.id for each in later)),
        )
    return act, ()
