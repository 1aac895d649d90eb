"""What the entries about a row come to → the row of a board, on no day; and as it is seen on one."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import EvidenceLink
from roadmap_engine.model.plan_rows import PlanRow
from roadmap_engine.model.progress import DONE, Happened, State
from roadmap_engine.tracking.aspects import DUE, NOTE, STATE
from roadmap_engine.tracking.folding import Folded
from roadmap_engine.tracking.others import read_day
from roadmap_engine.tracking.signs import View, count_late, tell_sign, tell_sign_on
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["begun_of", "draw_row", "see_row_on"]

_ACCOUNTS = "portal"
"""The way of entries whose writer has shown who she is."""
_NO_DAY = View(None)


def draw_row(row: PlanRow, stage: str, folded: Folded) -> BoardRow:
    """Draw a row, on no day.

    Args:
        row: what the plan says of it.
        stage: id of the stage it stands in.
        folded: what the entries about it come to.
    """
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
    return BoardRow(
        row,
        stage,
        happened,
        tell_sign(row, happened, due, _NO_DAY),
        due,
        count_late(happened, due, None),
        folded.heads,
        folded.rivals(STATE),
        folded.rivals(DUE),
        differs,
        folded.entries,
        folded.vain,
        {name: words[-1].on for (kind, name), words in folded.last.items() if kind == "step" and words},
        folded.states,
    )


def see_row_on(row: BoardRow, view: View) -> BoardRow:
    """Give a row that was drawn on no day as it is seen on a day."""
    happened, due = row.happened, row.due
    sign = tell_sign_on(row.sign, happened.state, due, view)
    return replace(row, sign=sign, late=count_late(happened, due, view.today))


def begun_of(row: PlanRow) -> State:
    """Give the state that a row is in before anything was logged of it.

    What the text says has ended may be accepted or opened again without a word in the log before.
    """
    return _settled_state(row, State.OPEN) or State.OPEN


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
