"""Entries × plan × today → the board, and the plan with what has happened in it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import Board, BoardRow, Stray
from roadmap_engine.model.entry import DID_WORDS, Entry, EvidenceLink, StatusLog, StrangeEntry, Thing
from roadmap_engine.model.plan import Plan
from roadmap_engine.model.plan_measure import PlanMeasure, PlanSettled
from roadmap_engine.model.plan_rows import PlanRow, list_rows
from roadmap_engine.model.progress import DONE, FROZEN, Happened, State
from roadmap_engine.tracking.folding import DAY, DUE, NOTE, STATE, Folded, fold
from roadmap_engine.tracking.others import gather_others, read_day
from roadmap_engine.tracking.places import Places
from roadmap_engine.tracking.signs import View, count_late, tell_sign
from roadmap_engine.tracking.telling import list_entries, name_row
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["add_happened", "draw_board", "leave_out_happened"]

_ACCOUNTS = "portal"
"""The way of entries whose writer has shown who she is."""


def draw_board(plan: Plan, log: StatusLog, today: dt.date | None = None) -> tuple[Board, tuple[Problem, ...]]:
    """Draw the board of a plan.

    Args:
        plan: as its adoption makes it.
        log: what has happened.
        today: the day it is seen on, a day of the organisation's zone; without one nothing is soon due or
            overdue, so that the same inputs give the same board on every day.

    Returns:
        The board, and what is wrong with the log: rows whose entries disagree (RM550), that the text says
        otherwise (RM551), entries without effect (RM552), of another adoption (RM553), about nothing that
        the plan has (RM554), of a newer version of the program (RM555).
    """
    plan = leave_out_happened(plan)
    own = tuple(entry for entry in log.entries if entry.adoption == plan.plan)
    problems = _tell_foreign(plan, log.entries)
    strange = tuple(each for each in log.strange if each.adoption in (None, plan.plan))
    things = _gather(own, strange)
    rows = list_rows(plan)
    stage_of = {measure.goes_by: stage.id for stage in plan.stages for measure in stage.measures}
    places = Places(plan, rows, {thing.id for thing in things if thing.kind == "measure"})
    about: dict[str, list[_Words]] = {}
    strays: list[Stray] = []
    others: dict[Thing, Folded] = {}
    for thing, words in things.items():
        if thing.kind != "measure":
            others[thing] = fold(words.entries, words.strange)
            continue
        row = places.find(thing)
        if row is None and all(MOVES[each.did].to is None for each in words.entries):
            # What changes no state may be said of a measure as a whole.
            row = places.find_first(thing)
        if row is None:
            strays.append(Stray(thing, fold(words.entries, words.strange).entries))
        else:
            about.setdefault(row.id, []).append(words)
    drawn = tuple(
        _draw_row(row, stage_of.get(row.measure, ""), about.get(row.id, ()), View.of(plan, today))
        for row in rows
    )
    heads = {thing: folded.heads for thing, folded in others.items()}
    board = Board(plan.plan, today, drawn, tuple(strays), **gather_others(others), heads=heads)
    newer = (Problem.of("RM555", count=len(log.strange)),) if log.strange else ()
    rivals = (
        Problem.of("RM550", row=thing.id, entries=list_entries(found))
        for thing, folded in others.items()
        if (found := folded.rivals(DAY))
    )
    return board, (*problems, *newer, *_tell_rows(board), *rivals, *_tell_strays(board))


@dataclass(slots=True)
class _Words:
    """Entries about one thing."""

    entries: list[Entry]
    strange: list[StrangeEntry]


def _gather(entries: Iterable[Entry], strange: Iterable[StrangeEntry]) -> Mapping[Thing, _Words]:
    found: dict[Thing, _Words] = {}
    for entry in entries:
        found.setdefault(entry.thing, _Words([], [])).entries.append(entry)
    for each in strange:
        if each.thing is not None:
            found.setdefault(each.thing, _Words([], [])).strange.append(each)
    return found


def _draw_row(row: PlanRow, stage: str, words: Iterable[_Words], view: View) -> BoardRow:
    # A measure that got its date has entries from before it, under no occurrence, and from after it.
    joined = [entry for each in words for entry in each.entries]
    # What the text says has ended may be accepted or opened again without a word in the log before.
    begun = _settled_state(row, State.OPEN) or State.OPEN
    folded = fold(joined, [entry for each in words for entry in each.strange], begun)
    happened = _happened(folded)
    said = _settled_state(row, happened.state)
    differs = said is not None and bool(folded.last.get(STATE)) and said is not happened.state
    if said is not None and said is not happened.state:
        happened = Happened(
            state=said,
            on=row.done,
            done_on=row.done if said in DONE else None,
            note=row.note or None,
            cells=happened.cells,
            evidence=happened.evidence,
            links=happened.links,
        )
    due = happened.extended_to or row.due
    late = count_late(happened, due, view.today)
    return BoardRow(
        row,
        stage,
        happened,
        tell_sign(row, happened, due, view),
        due,
        late,
        folded.heads,
        folded.rivals(STATE),
        folded.rivals(DUE),
        differs,
        folded.entries,
        folded.vain,
        {name: words[-1].on for (kind, name), words in folded.last.items() if kind == "step" and words},
        folded.states,
    )


def _happened(folded: Folded) -> Happened:
    word, due, note = folded.word(STATE), folded.word(DUE), folded.word(NOTE)
    decided = folded.state not in (State.CONFLICT, State.NEWER, State.OPEN)
    state_word = word if word is not None and decided else None
    put_off = None if folded.rivals(DUE) else due
    # Of what was attached twice the later place counts.
    shown = tuple(
        reversed(
            dict.fromkeys(each for entry in reversed(folded.entries) for each in reversed(entry.evidence))
        )
    )
    cells = {
        name: words[-1].cells[name] for (kind, name), words in folded.last.items() if kind == "cell" and words
    }
    return Happened(
        state=folded.state,
        on=state_word.on if state_word else None,
        done_on=_done_on(folded) if folded.state in DONE else None,
        entry=state_word.id if state_word else None,
        who=state_word.who if state_word else None,
        note=(note.note or None) if note else None,
        extended_to=read_day(put_off.to) if put_off is not None and isinstance(put_off.to, str) else None,
        extended_why=put_off.note if put_off is not None and put_off.to is not None else None,
        own_word=folded.state is State.ACCEPTED and state_word is not None and state_word.via != _ACCOUNTS,
        cells={name: text for name, text in cells.items() if text},
        evidence=len(shown),
        links=tuple(each.link for each in shown if isinstance(each, EvidenceLink)),
    )


def _done_on(folded: Folded) -> dt.date | None:
    """Give the day something was done, by its last report, or by handing it in where nobody reported it."""
    done: dt.date | None = None
    in_vain = {entry.id for entry in folded.vain}
    for entry in folded.entries:
        to = MOVES[entry.did].to
        if to is None or entry.id in in_vain:
            continue
        if to is State.REPORTED or (to is State.SUBMITTED and done is None):
            done = entry.on
        elif to not in DONE:
            done = None
    return done


def _settled_state(row: PlanRow, logged: State) -> State | None:
    """Give the state that the plan's text says a row ended in; what the log says more exactly agrees."""
    match row.status:
        case "выполнено":
            return logged if logged in DONE else State.REPORTED
        case "отменено":
            return logged if logged in (State.CANCELLED, State.NOT_APPLICABLE) else State.CANCELLED
        case _:
            return None


def add_happened(plan: Plan, board: Board) -> Plan:
    """Give a plan with what has happened in it; its days, points and cells stay as they are.

    A measure all of whose times have ended counts as settled, though its adoption's text may not say so yet:
    nobody is told again to do it.
    """
    plan, rows = leave_out_happened(plan), board.by_measure()
    stages = tuple(
        with_fields(stage, measures=tuple(_add(each, rows.get(each.goes_by, ())) for each in stage.measures))
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages, away=board.away) if stages != plan.stages or board.away else plan


def _add(measure: PlanMeasure, rows: Sequence[BoardRow]) -> PlanMeasure:
    happened = {row.row.key: row.happened for row in rows if row.happened != Happened()}
    if not happened:
        return measure
    settled = measure.settled or _settle(rows)
    return with_fields(measure, happened=happened, settled=settled)


def _settle(rows: Sequence[BoardRow]) -> PlanSettled | None:
    """Tell how a measure ended, where all its times have: done where any of them was done."""
    if not rows or not all(row.happened.state in FROZEN and row.happened.on is not None for row in rows):
        return None
    done = [row.happened for row in rows if row.happened.state in DONE]
    last = max(done or [row.happened for row in rows], key=lambda each: each.on or dt.date.min)
    if last.on is None:
        return None
    reason = last.note if not done else None
    if last.state is State.NOT_APPLICABLE:
        reason = f"не применимо: {reason}" if reason else "не применимо"
    return PlanSettled(state="done" if done else "cancelled", on=last.on, reason=reason, logged=True)


def leave_out_happened(plan: Plan) -> Plan:
    """Give a plan as its texts alone make it."""

    def bare(measure: PlanMeasure) -> PlanMeasure:
        settled = measure.settled if measure.settled is None or not measure.settled.logged else None
        if settled is measure.settled and not measure.happened:
            return measure
        return with_fields(measure, settled=settled, happened={})

    stages = tuple(
        with_fields(stage, measures=tuple(bare(each) for each in stage.measures))
        if any(each.happened or (each.settled and each.settled.logged) for each in stage.measures)
        else stage
        for stage in plan.stages
    )
    return with_fields(plan, stages=stages, away=()) if stages != plan.stages or plan.away else plan


def _tell_foreign(plan: Plan, entries: Iterable[Entry]) -> tuple[Problem, ...]:
    found = Counter(entry.adoption for entry in entries if entry.adoption != plan.plan)
    return tuple(
        Problem.of("RM553", adoption=name, count=count, plan=plan.plan) for name, count in found.items()
    )


def _tell_rows(board: Board) -> Iterator[Problem]:
    for row in board.rows:
        name = name_row(row.row)
        if row.rivals:
            yield Problem.of("RM550", row=name, entries=list_entries(row.rivals))
        if row.due_rivals:
            yield Problem.of("RM550", row=name, entries=list_entries(row.due_rivals))
        if row.differs:
            logged = next(
                (each for each in reversed(row.history) if MOVES[each.did].to is not None), row.history[-1]
            )
            yield Problem.of("RM551", row=name, text=row.row.status, log=DID_WORDS[logged.did])
        for each in row.vain:
            yield Problem.of("RM552", row=name, did=DID_WORDS[each.did], id=each.id)


def _tell_strays(board: Board) -> Iterator[Problem]:
    for stray in board.strays:
        last = stray.entries[-1] if stray.entries else None
        if last is not None:
            yield Problem.of(
                "RM554", measure=stray.thing.id, count=len(stray.entries), did=DID_WORDS[last.did]
            )
