"""Signed acts on the terminal and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from gettext import gettext as _
from typing import Any, assert_never

from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.printing import say_day
from roadmap_engine.model.signed_act import SignedAct, say_act, say_requisites
from roadmap_engine.model.signed_chain import InForce, NotSigned, OutOfForce, State, Unclear
from roadmap_engine.pipeline.signed_state import SignedState

__all__ = ["act_lines", "act_to_json", "say_name", "state_to_json"]


def say_name(act: SignedAct) -> str:
    """Name an act in the language the process speaks."""
    return say_act(act).said(current_language())


def act_lines(state: SignedState) -> Iterator[str]:
    """Show the acts of a plan in the order in which they were signed, and what is in force."""
    chain = state.register.chain
    for act in chain.acts:
        yield f"«{act.id}»  {say_name(act)}"
        yield from (f"    {line}" for line in _details(act, state))
    yield _say_state(chain.state)


def _details(act: SignedAct, state: SignedState) -> Iterator[str]:
    if act.heading:
        yield f"«{act.heading}»"
    if act.signatory is not None:
        yield _("signed by: «{name}, {post}»").format(name=act.signatory.name, post=act.signatory.post)
    yield _("papers: {files}").format(files=", ".join(act.files))
    if act.after is not None:
        before = state.register.chain.find(act.after)
        yield _("follows: {act}").format(act=say_name(before) if before is not None else f"«{act.after}»")
    if act.corrected:
        places = dict.fromkeys(each.point or "–" for each in act.corrected)
        yield _("corrected by hand before it was signed: {places}").format(places=", ".join(places))
    if act.undone is not None:
        day = say_day(act.undone.on)
        yield _("undone on {day}: «{reason}»").format(day=day, reason=act.undone.reason)


def _say_state(state: State) -> str:
    match state:
        case NotSigned():
            return _("No order of this plan is signed.")
        case InForce(order, ()):
            return _("In force: {act}.").format(act=say_name(order))
        case InForce(order, amendments):
            language = current_language()
            named = ", ".join(say_requisites(*each.requisites).said(language) for each in amendments)
            return _("In force: {act}, as amended by {amendments}.").format(
                act=say_name(order), amendments=named
            )
        case OutOfForce(ended, revocation):
            return _("Out of force since {day}: {act}.").format(
                day=say_day(revocation.date), act=say_name(ended.order)
            )
        case Unclear():
            return _("What is in force is not clear.")
        case _:
            assert_never(state)


def act_to_json(act: SignedAct) -> dict[str, Any]:
    """Give an act for a script."""
    return act.model_dump(mode="json")


def state_to_json(state: SignedState) -> dict[str, Any]:
    """Give all acts of a plan for a script, and what is in force."""
    chain = state.register.chain
    return {"state": _name_state(chain.state), "acts": [act_to_json(act) for act in chain.acts]}


def _name_state(state: State) -> str:
    match state:
        case NotSigned():
            return "not-signed"
        case InForce():
            return "in-force"
        case OutOfForce():
            return "out-of-force"
        case Unclear():
            return "unclear"
        case _:
            assert_never(state)
