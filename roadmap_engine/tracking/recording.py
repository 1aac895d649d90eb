"""What somebody wants to record → entries, or why it cannot be recorded as things stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from frozendict import frozendict
from pydantic import ValidationError

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import (
    DID_WORDS,
    LONGEST_NOTE,
    Absence,
    Did,
    Entry,
    EvidenceFile,
    EvidenceLink,
    Seen,
    Thing,
    about_thing,
)
from roadmap_engine.model.progress import DONE, SIGN_WORDS, Sign, State
from roadmap_engine.tracking.reports import divide_evidence
from roadmap_engine.tracking.telling import list_entries, name_row
from roadmap_engine.tracking.transitions import MOVES, name_allowed

__all__ = ["Intent", "Stamp", "lies_ahead", "prepare_entries", "say_allowed", "tell_unfit"]

_MOST_SHOWN = 60
_OF_DAYS_AHEAD = frozenset({Did.DATED, Did.DECIDED, Did.ABSENT})
"""What may be known before its day comes: the day of an event, what was decided of one, an absence."""
_OF_LETTERS = frozenset({Did.LETTER_SENDING, Did.LETTER_SENT, Did.LETTER_REFUSED, Did.LETTER_LATER})
"""The day of a letter is that of what it tells."""


@dataclass(frozen=True, slots=True)
class Intent:
    """What somebody wants to record about a thing; the fields are those of an entry.

    Attributes:
        note: what is said with it; an empty one takes back what was said before.
        saw: the last entries about the thing that its author saw; those of the board unless given.
        id: of the entry, where the same draft must give the same entry again; a new one unless given.
    """

    thing: Thing
    did: Did
    on: dt.date
    to: Absence | str | None = None
    note: str | None = None
    step: str | None = None
    cells: Mapping[str, str] = frozendict()
    evidence: tuple[EvidenceFile | EvidenceLink, ...] = ()
    saw: tuple[str, ...] | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Stamp:
    """By whom, when and how entries are recorded.

    Attributes:
        who: the key of a post or the id of an account.
        at: the instant.
        new_id: gives a fresh id each time it is asked.
        via: «portal» or «tracker»; None for the command line.
    """

    who: str
    at: dt.datetime
    new_id: Callable[[], str]
    via: str | None = None


@dataclass(slots=True)
class _Standing:
    """Where a thing stands while drafts about it become entries, one after the other."""

    heads: tuple[str, ...]
    states: frozenset[State]
    sign: Sign | None = None
    row: BoardRow | None = None
    history: list[Entry] = field(default_factory=list)
    on: dt.date | None = None


def prepare_entries(
    board: Board, drafts: Sequence[Intent], stamp: Stamp, version: str | None = None
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Make entries of drafts, all of them or none.

    Args:
        board: where everything stands.
        drafts: in the order in which they are to be recorded.
        stamp: by whom and when.
        version: the roadmap's version the plan follows, «id@version»; an acceptance names it.

    Returns:
        The entries, each after those that its author saw; or nothing, and why: it may not be done now
        (RM561), it needs a reason (RM562), its day is still to come (RM544), somebody has recorded something
        since (RM571), a line of a log may not say it (RM543).
    """
    standing: dict[Thing, _Standing] = {}
    rows = {row.thing: row for row in board.rows}
    entries: list[Entry] = []
    problems: list[Problem] = []
    for draft in drafts:
        thing = standing.setdefault(draft.thing, _stand(board, rows.get(draft.thing), draft.thing))
        refused = _refuse(thing, draft, board.today)
        problems += refused
        if refused:
            continue
        try:
            entry = _write(board.plan, thing, draft, stamp, version)
        except ValidationError as unfit:
            problems.append(tell_unfit(_name(thing, draft), unfit))
        else:
            entries.append(entry)
            _go_on(thing, entry)
    return ((), tuple(problems)) if problems else (tuple(entries), ())


def lies_ahead(did: Did, on: dt.date, today: dt.date | None) -> bool:
    """Tell whether something is said to have been done on a day that is still to come.

    A new due day, the day of an event or an absence may lie ahead; that somebody has done something may not.
    """
    return today is not None and on > today and did not in _OF_DAYS_AHEAD | _OF_LETTERS


def say_allowed(states: frozenset[State]) -> Bilingual:
    """Say which deeds change a thing that is in one of some states."""
    found = tuple(dict.fromkeys(did for state in sorted(states) for did in name_allowed(state)))
    if states == {State.OPEN}:
        found = tuple(did for did in found if did is not Did.REOPENED)
    return Bilingual.of(lambda language: ", ".join(DID_WORDS[did].said(language) for did in found) or "—")


def _stand(board: Board, row: BoardRow | None, thing: Thing) -> _Standing:
    if row is None:
        return _Standing(board.heads.get(thing, ()), frozenset({State.OPEN}))
    return _Standing(row.heads, row.states, row.sign, row, list(row.history), row.happened.on)


def _refuse(thing: _Standing, draft: Intent, today: dt.date | None) -> tuple[Problem, ...]:
    name = _name(thing, draft)
    if draft.saw is not None and set(draft.saw) != set(thing.heads):
        since = [each for each in (thing.row.history if thing.row else ()) if each.id not in draft.saw]
        return (Problem.of("RM571", row=name, entries=list_entries(since)),)
    move, did = MOVES[draft.did], DID_WORDS[draft.did]
    nothing_ended = draft.did is Did.REOPENED and thing.states == {State.OPEN}
    if not move.within & thing.states or nothing_ended:
        return (
            Problem.of(
                "RM561", row=name, state=_say_state(thing), did=did, allowed=say_allowed(thing.states)
            ),
        )
    if move.needs_note and not (draft.note or "").strip():
        return (Problem.of("RM562", did=did),)
    if today is not None and lies_ahead(draft.did, draft.on, today):
        return (Problem.of("RM544", row=name, did=did, day=draft.on, today=today),)
    return ()


def _name(thing: _Standing, draft: Intent) -> str:
    return name_row(thing.row.row) if thing.row is not None else draft.thing.id


def tell_unfit(name: str, unfit: ValidationError) -> Problem:
    """Tell what of an entry about something breaks the contract of a line."""
    first = unfit.errors(include_url=False, include_context=False)[0]
    # What a deed becomes is looked at last, with the whole entry at hand.
    field, value = (first["loc"][0], first["input"]) if first["loc"] else ("to", first["input"]["to"])
    shown = repr(value) if not isinstance(value, str) else value
    shown = shown if len(shown) <= _MOST_SHOWN else shown[: _MOST_SHOWN - 1] + "…"
    return Problem.of("RM543", row=name, field=str(field), value=shown, limit=LONGEST_NOTE)


def _say_state(thing: _Standing) -> Bilingual:
    return SIGN_WORDS[thing.sign or Sign.UPCOMING].word


def _write(plan: str, thing: _Standing, draft: Intent, stamp: Stamp, version: str | None) -> Entry:
    seen = None
    if draft.did is Did.ACCEPTED:
        shown = divide_evidence(thing.history).report
        files = tuple(dict.fromkeys(each.sha256 for each in shown if isinstance(each, EvidenceFile)))
        seen = Seen(entries=thing.heads, evidence=files, plan=version, on=thing.on)
    return Entry(
        id=draft.id or stamp.new_id(),
        adoption=plan,
        at=stamp.at,
        on=draft.on,
        who=stamp.who,
        via=stamp.via,
        about=about_thing(draft.thing, draft.step),
        did=draft.did,
        to=draft.to,
        note=draft.note,
        cells=draft.cells,
        evidence=draft.evidence,
        seen=seen,
        after=thing.heads,
    )


def _go_on(thing: _Standing, entry: Entry) -> None:
    """Let the next draft about the same thing come after this entry."""
    thing.heads = (entry.id,)
    thing.history.append(entry)
    to = MOVES[entry.did].to
    if to is not None:
        first = to is State.REPORTED or thing.on is None
        thing.on = (entry.on if first else thing.on) if to in DONE else None
        thing.states = frozenset({to})
        thing.sign = Sign.UPCOMING if to is State.OPEN else Sign(to.value)
