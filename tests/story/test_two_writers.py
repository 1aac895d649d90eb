"""Two people keep one plan in two copies of a folder, and join their logs now and then.

They report, return, accept, put off, call off, open again and attach; a writer acts on what she saw a while
ago; a service that keeps folders alike puts lines into another order; a killed run leaves half a line. «No
entry lost, order irrelevant, conflicts exactly where two did different things», against a model that knows
of each entry only what its writer had before her.
"""

from __future__ import annotations

import datetime as dt
import itertools
import random
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from roadmap_engine.load.status_logs import load_log, status_path, write_entry
from roadmap_engine.model.board import Board, BoardRow
from roadmap_engine.model.entry import Did, EvidenceLink, Thing
from roadmap_engine.pipeline.logs import merge_logs
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.tracking.boards import draw_board
from roadmap_engine.tracking.recording import Intent, Stamp, prepare_entries
from tests.tracking.plans import plan_of, row_of

PLAN = plan_of()
COPIES = ("office", "laptop")
ROWS = {"council#1": Thing("measure", "council", "1"), "results#": Thing("measure", "results")}
DAYS = ("2027-06-21", "2027-07-01")
UNDONE = {"open", "started", "returned"}
HANDED_IN = {"reported", "submitted"}
LEADS = {
    "started": ({"open", "returned"}, "started"),
    "reported": (UNDONE | {"reported"}, "reported"),
    "submitted": (UNDONE | {"reported"}, "submitted"),
    "accepted": (HANDED_IN, "accepted"),
    "returned": (HANDED_IN, "returned"),
    "cancelled": (UNDONE | HANDED_IN, "cancelled"),
    "reopened": ({"started", "reported", "accepted", "cancelled"}, "open"),
    "extended": (UNDONE, None),
    "attached": (UNDONE | {"reported", "cancelled"}, None),
}
"""Where a deed may be done, and what comes of it: what the manual says, for what happens here."""


@dataclass(frozen=True)
class Said:
    """An entry as the model knows it: what was done, and all that its writer had of the row."""

    id: str
    row: str
    did: str
    day: str | None
    past: frozenset[str]


@dataclass
class Side:
    """One of the copies: which entries it has."""

    path: Path
    has: set[str] = field(default_factory=set)


class Story(RuleBasedStateMachine):
    """A school in two copies."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.sides: dict[str, Side] = {}
        self.said: dict[str, Said] = {}
        self.numbers = itertools.count(1)
        self.seen: dict[tuple[str, str], tuple[str, ...]] = {}

    def teardown(self) -> None:
        """Join all; nothing is lost, and both say the same."""
        for one, other in (COPIES, COPIES[::-1], COPIES):
            self._take(one, other)
        logs = [load_log(self.sides[name].path)[0] for name in COPIES]
        assert logs[0] == logs[1]
        assert {each.id for each in logs[0].entries} == set(self.said)
        self.folder.cleanup()

    @initialize()
    def lay(self) -> None:
        """Lay both copies."""
        for name in COPIES:
            home = Path(self.folder.name) / name
            home.mkdir()
            self.sides[name] = Side(status_path(home / "adoption.yaml"))

    # The model.

    def _entries(self, copy: str, row: str) -> list[Said]:
        return [self.said[name] for name in self.sides[copy].has if self.said[name].row == row]

    @staticmethod
    def _last(said: Iterable[Said]) -> list[Said]:
        listed = list(said)
        seen = frozenset[str]().union(*(each.past for each in listed))
        return [each for each in listed if each.id not in seen]

    def _states(self, copy: str, row: str) -> set[str]:
        words = [each for each in self._entries(copy, row) if LEADS[each.did][1]]
        return {str(LEADS[each.did][1]) for each in self._last(words)} or {"open"}

    def _days(self, copy: str, row: str) -> set[str | None]:
        words = [each for each in self._entries(copy, row) if each.did in ("extended", "reopened")]
        return {each.day for each in self._last(words)} or {None}

    # The program.

    def _board(self, copy: str) -> Board:
        log, problems = load_log(self.sides[copy].path)
        assert {each.code for each in problems} <= {"RM557"}
        return draw_board(PLAN, log)[0]

    def _row(self, copy: str, row: str) -> BoardRow:
        return row_of(self._board(copy), row)

    @rule(
        copy=st.sampled_from(COPIES),
        row=st.sampled_from(sorted(ROWS)),
        did=st.sampled_from(sorted(LEADS)),
        day=st.sampled_from(DAYS),
        from_memory=st.booleans(),
    )
    def acts(self, copy: str, row: str, did: str, day: str, from_memory: bool) -> None:
        """Record something, if it may be done."""
        board = self._board(copy)
        heads = row_of(board, row).heads
        saw = self.seen.get((copy, row), ()) if from_memory else None
        more: dict[str, Any] = {"note": "замечание", "saw": saw}
        if did == "extended":
            more["to"] = day
        if did == "attached":
            more["evidence"] = (EvidenceLink(link="https://school.example/1"),)
        draft = Intent(ROWS[row], Did(did), dt.date(2027, 1, 18), **more)
        stamp = Stamp("head", dt.datetime(2027, 1, 18, tzinfo=dt.UTC), self._name)
        entries, problems = prepare_entries(board, (draft,), stamp)
        stale = saw is not None and set(saw) != set(heads)
        allowed = bool(LEADS[did][0] & self._states(copy, row)) or self._opens_again(copy, row, did)
        assert [each.code for each in problems] == (["RM571"] if stale else [] if allowed else ["RM561"])
        for entry in entries:
            assert append_lines(self.sides[copy].path, write_entry(entry).encode()) == ()
            past = frozenset(each.id for each in self._entries(copy, row))
            self.said[entry.id] = Said(entry.id, row, did, day if did == "extended" else None, past)
            self.sides[copy].has.add(entry.id)

    def _opens_again(self, copy: str, row: str, did: str) -> bool:
        """What two leave open and ended may be opened: one of both is meant."""
        states = self._states(copy, row)
        return did == "reopened" and "open" in states and len(states) > 1

    def _name(self) -> str:
        # The order of ids is not the order in which entries were written.
        number = next(self.numbers)
        return f"{number * 7_919 % 9_973:05}-{number:05}"

    @rule(copy=st.sampled_from(COPIES), row=st.sampled_from(sorted(ROWS)))
    def looks(self, copy: str, row: str) -> None:
        """See where a row stands, to act on it some other time."""
        self.seen[copy, row] = self._row(copy, row).heads

    @rule(copy=st.sampled_from(COPIES))
    def joins(self, copy: str) -> None:
        """Take what the other copy has."""
        self._take(copy, COPIES[copy == COPIES[0]])

    def _take(self, copy: str, other: str) -> None:
        mine, theirs = self.sides[copy], self.sides[other]
        merged = merge_logs(mine.path, [theirs.path] if theirs.path.exists() else []).value
        assert merged is not None
        assert merged.count == len(theirs.has - mine.has)
        assert append_lines(mine.path, merged.lines) == ()
        mine.has |= theirs.has

    @rule(copy=st.sampled_from(COPIES), seed=st.integers(0, 99))
    def shuffles(self, copy: str, seed: int) -> None:
        """Lines stand in another order, and some twice."""
        path = self.sides[copy].path
        if path.exists():
            *lines, _tail = path.read_bytes().split(b"\n")
            mixed = [*lines, *lines[:2]]
            random.Random(seed).shuffle(mixed)  # noqa: S311 -- an order, and no secret
            path.write_bytes(b"".join(each + b"\n" for each in mixed))

    @rule(copy=st.sampled_from(COPIES), length=st.integers(1, 60))
    def tears(self, copy: str, length: int) -> None:
        """A run is killed while it writes."""
        path = self.sides[copy].path
        if path.exists():
            *_lines, tail = path.read_bytes().split(b"\n")
            if not tail:
                with path.open("ab") as stream:
                    stream.write(b'{"v": 1, "id": "never-said-to-be-recorded", "note": "'[:length])

    @invariant()
    def both_say_what_the_model_says(self) -> None:
        """States, days, last entries and what there is."""
        for copy in self.sides:
            board = self._board(copy)
            for name in ROWS:
                row, states, days = row_of(board, name), self._states(copy, name), self._days(copy, name)
                known = self._entries(copy, name)
                assert {each.id for each in row.history} == {each.id for each in known}
                assert row.vain == ()
                assert {str(each) for each in row.states} == states
                assert row.happened.state == (next(iter(states)) if len(states) == 1 else "conflict")
                assert bool(row.rivals) == (len(states) > 1)
                assert bool(row.due_rivals) == (len(days) > 1)
                if len(days) == 1:
                    day = row.happened.extended_to
                    assert (day.isoformat() if day else None) == next(iter(days))
                assert set(row.heads) == {each.id for each in self._last(known)}


TestStory = Story.TestCase
TestStory.settings = settings(max_examples=40, stateful_step_count=20, deadline=None)


@pytest.mark.soak
def test_five_hundred_longer_stories() -> None:
    """Promised: no entry lost, conflicts exactly where two did different things."""
    run_state_machine_as_test(
        Story, settings=settings(max_examples=500, stateful_step_count=30, deadline=None)
    )
