"""What may be done in which state: the table of the program against one written by hand."""

from __future__ import annotations

import pytest

from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.transitions import MOVES, allows, name_allowed

STATES = ("open", "started", "returned", "reported", "submitted", "accepted", "not-applicable", "cancelled")
TABLE = """
                open started returned reported submitted accepted not-applicable cancelled   leads to
started          +     .        +        .         .         .          .            .       started
reported         +     +        +        +         .         .          .            .       reported
submitted        +     +        +        +         .         .          .            .       submitted
accepted         .     .        .        +         +         .          .            .       accepted
returned         .     .        .        +         +         .          .            .       returned
extended         +     +        +        .         .         .          .            .       -
not-applicable   +     +        +        .         .         .          .            .       not-applicable
cancelled        +     +        +        +         +         .          .            .       cancelled
reopened         +     +        .        +         .         +          +            +       open
noted            +     +        +        +         .         .          +            +       -
attached         +     +        +        +         .         .          +            +       -
step-done        +     +        +        +         +         +          +            +       -
dated            +     +        +        +         +         +          +            +       -
decided          +     +        +        +         +         +          +            +       -
acknowledged     +     +        +        +         +         +          +            +       -
absent           +     +        +        +         +         +          +            +       -
letter-sending   +     +        +        +         +         +          +            +       -
letter-sent      +     +        +        +         +         +          +            +       -
letter-refused   +     +        +        +         +         +          +            +       -
letter-later     +     +        +        +         +         +          +            +       -
"""
ROWS = {line.split()[0]: line.split()[1:] for line in TABLE.strip().splitlines()[1:]}
CELLS = [
    (did, state, cell == "+") for did, row in ROWS.items() for state, cell in zip(STATES, row, strict=False)
]


def test_the_table_has_every_deed_and_every_state() -> None:
    """A deed or a state that comes later is decided here too."""
    assert set(ROWS) == {did.value for did in Did} == {did.value for did in MOVES}
    assert set(STATES) | {"conflict", "newer"} == {state.value for state in State}
    assert len(CELLS) == len(Did) * 8


@pytest.mark.parametrize(("did", "state", "allowed"), CELLS)
def test_a_deed_may_be_done_where_the_table_says(did: str, state: str, allowed: bool) -> None:
    """Each cell."""
    assert allows(Did(did), State(state)) is allowed
    leads = ROWS[did][-1]
    assert MOVES[Did(did)].to == (None if leads == "-" else State(leads))
    assert (Did(did) in name_allowed(State(state))) is (allowed and leads != "-")


@pytest.mark.parametrize("did", Did)
def test_nothing_may_be_done_in_a_state_that_is_none(did: Did) -> None:
    """Of a conflict its rivals' states count; what a newer version made nobody guesses."""
    assert not allows(did, State.CONFLICT)
    assert not allows(did, State.NEWER)


def test_whose_act_it_is_and_what_needs_a_reason() -> None:
    """Whoever looks at work does not do it; whoever calls off, puts off or gives back says why."""
    by_party: dict[str, set[str]] = {}
    for did, move in MOVES.items():
        by_party.setdefault(move.party, set()).add(did.value)
    assert by_party["checker"] == {"accepted", "returned", "extended", "cancelled"}
    assert by_party["doer"] == {
        *("started", "reported", "submitted", "not-applicable", "noted", "attached", "acknowledged")
    }
    assert by_party["program"] == {"letter-sending", "letter-sent", "letter-refused", "letter-later"}
    assert {did.value for did, move in MOVES.items() if move.needs_note} == {
        *("returned", "extended", "not-applicable", "cancelled")
    }
