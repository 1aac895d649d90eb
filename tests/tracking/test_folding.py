"""Entries about one thing come to the same, whatever their order; conflicts are where two did otherwise."""

from __future__ import annotations

import datetime as dt
import itertools
import random
import time
import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model.entry import Did, Entry
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.aspects import DAY, DUE, NOTE, STATE
from roadmap_engine.tracking.folding import Folded, fold
from roadmap_engine.tracking.transitions import MOVES
from tests.tracking.entries import entry, name_of, strange, tangles


class TestOneWriter:
    """Each entry after the one before."""

    def test_nothing_is_open(self) -> None:
        folded = fold(())
        assert folded == Folded()
        assert folded.word(STATE) is None
        assert folded.rivals(DUE) == ()

    def test_the_last_word_counts(self) -> None:
        folded = fold(
            [
                entry("a", "started"),
                entry("b", "submitted", "a"),
                entry("c", "returned", "b", note="нет выводов"),
                entry("d", "submitted", "c"),
                entry("e", "accepted", "d"),
            ]
        )
        assert folded.state is State.ACCEPTED
        assert folded.states == {State.ACCEPTED}
        assert folded.heads == (name_of("e"),)
        assert folded.vain == ()
        word, note = folded.word(STATE), folded.word(NOTE)
        assert word is not None
        assert note is not None
        assert (word.id, note.note) == (name_of("e"), "нет выводов")

    def test_what_may_not_be_done_has_no_effect(self) -> None:
        """Nobody accepts what nobody has reported; what comes after it counts as if it were not there."""
        folded = fold([entry("a", "accepted", note="да"), entry("b", "submitted", "a")])
        assert [each.id for each in folded.vain] == [name_of("a")]
        assert folded.state is State.SUBMITTED
        assert folded.word(NOTE) is None
        assert folded.heads == (name_of("b"),)

    def test_a_submitted_thing_is_locked(self) -> None:
        folded = fold([entry("a", "submitted"), entry("b", "noted", "a", note="ещё")])
        assert [each.id for each in folded.vain] == [name_of("b")]

    def test_the_first_word_may_follow_what_a_text_says(self) -> None:
        accepted = [entry("a", "accepted")]
        assert fold(accepted).vain == tuple(accepted)
        folded = fold(accepted, begun=State.REPORTED)
        assert (folded.state, folded.vain) == (State.ACCEPTED, ())
        assert fold(accepted, begun=State.CANCELLED).vain == tuple(accepted)
        assert fold([], begun=State.REPORTED).states == {State.OPEN, State.REPORTED}
        # It has begun before the log: the log's own story is not less possible for it.
        assert fold([entry("a", "started")], begun=State.REPORTED).state is State.STARTED

    def test_opening_again_takes_the_new_day_back(self) -> None:
        put_off = [entry("a", "extended", to="2027-06-21", note="болезнь"), entry("b", "reported", "a")]
        word = fold(put_off).word(DUE)
        assert word is not None
        assert word.to == "2027-06-21"
        word = fold([*put_off, entry("c", "reopened", "b")]).word(DUE)
        assert word is not None
        assert word.did is Did.REOPENED

    def test_a_redacted_note_is_none(self) -> None:
        redacted = {"who": "head", "at": "2027-02-01T00:00:00Z", "why": "имя"}
        folded = fold([entry("a", "noted", note="имя"), entry("b", "noted", "a", redacted=redacted)])
        assert folded.word(NOTE) == folded.entries[0]

    def test_several_things_are_said_side_by_side(self) -> None:
        """Steps, readers, absences, letters, cells: each is an aspect of its own."""
        days = {"from": "2027-03-01", "until": "2027-03-14"}
        folded = fold(
            [
                entry("a", "step-done", step="note:draft"),
                entry("b", "step-done", "a", step="note:approved"),
                entry("c", "acknowledged", to="head"),
                entry("d", "acknowledged"),
                entry("e", "absent", to=days),
                entry("f", "letter-sending", to="digest-1"),
                entry("g", "letter-sent", "f", to="digest-1"),
                entry("h", "noted", cells={"sum": "5", "who": "я"}),
                entry("i", "dated", to="2027-01-18"),
            ]
        )
        said = {aspect: [each.id for each in words] for aspect, words in folded.last.items()}
        assert said == {
            ("step", "note:draft"): [name_of("a")],
            ("step", "note:approved"): [name_of("b")],
            ("read", "head"): [name_of("c")],
            ("read", "deputy-head"): [name_of("d")],
            ("absent", name_of("e")): [name_of("e")],
            ("letter", "digest-1"): [name_of("g")],
            ("cell", "sum"): [name_of("h")],
            ("cell", "who"): [name_of("h")],
            DAY: [name_of("i")],
        }
        assert folded.state is State.OPEN


class TestTwoWriters:
    """Neither has seen the other."""

    def test_different_states_are_a_conflict_with_both(self) -> None:
        both = [entry("a", "reported"), entry("b", "not-applicable", note="нет классов")]
        folded = fold(both)
        assert folded.state is State.CONFLICT
        assert folded.states == {State.REPORTED, State.NOT_APPLICABLE}
        assert folded.rivals(STATE) == tuple(both)
        assert folded.heads == (name_of("a"), name_of("b"))

    def test_one_that_has_seen_both_decides(self) -> None:
        both = [entry("a", "reported"), entry("b", "not-applicable", note="нет классов")]
        folded = fold([*both, entry("c", "accepted", "ab")])
        assert (folded.state, folded.rivals(STATE), folded.vain) == (State.ACCEPTED, (), ())
        folded = fold([*both, entry("c", "accepted", "a")])
        assert folded.state is State.CONFLICT

    def test_what_changes_no_state_ends_no_conflict(self) -> None:
        both = [entry("a", "reported"), entry("b", "started")]
        folded = fold([*both, entry("c", "noted", "ab", note="кто прав?")])
        assert folded.state is State.CONFLICT
        assert folded.heads == (name_of("c"),)

    def test_the_same_is_no_conflict(self) -> None:
        folded = fold([entry("a", "reported"), entry("b", "reported", note="и я")])
        assert (folded.state, folded.rivals(STATE)) == (State.REPORTED, ())
        word = folded.word(STATE)
        assert word is not None
        assert word.id == name_of("b")

    def test_what_touches_another_aspect_is_no_conflict(self) -> None:
        folded = fold(
            [
                entry("a", "reported"),
                entry("b", "extended", to="2027-06-21", note="болезнь"),
                entry("c", "attached", evidence=[{"link": "https://school.example/1"}]),
            ]
        )
        assert (folded.state, folded.rivals(STATE), folded.rivals(DUE)) == (State.REPORTED, (), ())

    def test_two_new_days_are_a_conflict_of_days(self) -> None:
        two = [
            entry("a", "extended", to="2027-06-21", note="болезнь"),
            entry("b", "extended", to="2027-07-01", note="ремонт"),
        ]
        assert fold(two).rivals(DUE) == tuple(two)
        assert fold(two).state is State.OPEN
        same = [two[0], entry("b", "extended", to="2027-06-21", note="ремонт")]
        assert fold(same).rivals(DUE) == ()

    def test_two_days_of_an_event_are_a_conflict(self) -> None:
        two = [entry("a", "dated", to="2027-01-18"), entry("b", "dated", to="2027-01-19")]
        assert fold(two).rivals(DAY) == tuple(two)

    def test_the_clock_decides_nothing(self) -> None:
        """An entry that a clock set back dates long ago still comes after what its writer saw."""
        early = entry("b", "reopened", "a", at="2001-01-01T00:00:00Z", on=dt.date(2001, 1, 1))
        assert fold([entry("a", "reported"), early]).state is State.OPEN


class TestNewerVersions:
    """What is not understood may have been anything."""

    def test_it_makes_the_state_of_a_newer_version(self) -> None:
        folded = fold([entry("a", "reported")], [strange("b", "a")])
        assert (folded.state, *folded.states) == (State.NEWER, State.NEWER)
        assert folded.heads == (name_of("b"),)

    def test_what_has_seen_it_says_what_holds(self) -> None:
        """Whatever it does: the newer version may have made it possible."""
        folded = fold([entry("a", "reported"), entry("c", "submitted", "b")], [strange("b", "a")])
        assert (folded.state, folded.vain) == (State.SUBMITTED, ())

    def test_beside_another_head_it_still_is_newer(self) -> None:
        folded = fold([entry("a", "reported")], [strange("b")])
        assert folded.state is State.NEWER
        assert folded.heads == (name_of("a"), name_of("b"))


class TestForgedGraphs:
    """Nothing that can stand in a file hangs, falls or hides an entry."""

    @pytest.mark.parametrize("size", [1, 2, 3, 400])
    def test_a_circle_is_gone_through_once(self, size: int) -> None:
        names = [f"{number:04}" for number in range(size)]
        ring = [entry(name, "noted", [names[place - 1]], note="я") for place, name in enumerate(names)]
        folded = fold(ring)
        assert len(folded.entries) == size
        # The last of the circle is a head: whoever has seen it can go on, and end what the circle says.
        assert folded.heads == (name_of(names[-1]),)

    def test_a_circle_beside_others_can_be_ended(self) -> None:
        ring = [entry("a", "reported", "b"), entry("b", "started", "a"), entry("c", "cancelled", note="нет")]
        folded = fold(ring)
        assert folded.state is State.CONFLICT
        end = entry("z", "reopened", after=[each.removeprefix("entry-")[:-1] for each in folded.heads])
        assert fold([*ring, end]).state is State.OPEN

    def test_what_is_missing_and_what_is_itself_is_left_out(self) -> None:
        folded = fold([entry("a", "reported", "ax"), entry("b", "started", "y")])
        assert folded.state is State.CONFLICT

    @pytest.mark.corpus
    def test_a_long_chain_takes_no_more_room_than_its_entries(self) -> None:
        """A file of 50 MB may have a hundred thousand entries about one thing."""
        size = 20_000
        chain = [
            entry(f"{number:06}", "reported", [f"{number - 1:06}"] if number else ())
            for number in range(size)
        ]
        tracemalloc.start()
        began = time.process_time()
        folded = fold(chain)
        took = time.process_time() - began
        _size, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert len(folded.heads) == 1
        assert peak < size * 2_000
        assert took < 20


@given(tangles(), st.randoms(use_true_random=False))
def test_order_is_irrelevant(entries: list[Entry], chance: random.Random) -> None:
    """However lines stand, the same comes of them."""
    mixed = list(entries)
    chance.shuffle(mixed)
    assert fold(mixed) == fold(entries)


@given(tangles(circles=True), st.randoms(use_true_random=False))
def test_order_is_irrelevant_in_circles_too(entries: list[Entry], chance: random.Random) -> None:
    """Every entry is there once, some are heads, and whoever has seen the heads decides alone."""
    mixed = list(entries)
    chance.shuffle(mixed)
    folded = fold(mixed)
    assert folded == fold(entries)
    assert sorted(each.id for each in folded.entries) == sorted(each.id for each in entries)
    assert folded.heads
    if State.SUBMITTED not in folded.states:
        shown = [head.removeprefix("entry-").removesuffix("-") for head in folded.heads]
        wanted = entry("zz", "reported" if folded.states & _UNDONE else "reopened", shown)
        assert len(fold([*entries, wanted]).states) == 1


_UNDONE = {State.OPEN, State.STARTED, State.RETURNED, State.REPORTED}


@given(tangles(most=9))
def test_a_conflict_is_exactly_where_last_words_differ(entries: list[Entry]) -> None:
    """Against everything an entry has seen, gathered by walking back from it."""
    folded = fold(entries)
    expected = _fold_slowly(entries)
    assert folded.states == (expected or {State.OPEN})
    assert (folded.state is State.CONFLICT) is (len(expected) > 1)
    assert {MOVES[each.did].to for each in folded.rivals(STATE)} == (expected if len(expected) > 1 else set())


def _fold_slowly(entries: Sequence[Entry]) -> set[State | None]:
    """Find the states that the last words on the state lead to, as the rule says it and nothing is spared."""
    by_id = {each.id: each for each in entries}
    effective: dict[str, bool] = {}

    def past(name: str) -> set[str]:
        found: set[str] = set()
        waiting = list(by_id[name].after)
        while waiting:
            one = waiting.pop()
            if one not in found:
                found.add(one)
                waiting += by_id[one].after
        return found

    def last_states(names: set[str]) -> set[State | None]:
        words = {one for one in names if speaks(one) and MOVES[by_id[one].did].to is not None}
        last = {one for one in words if not any(one in past(other) for other in words)}
        return {MOVES[by_id[one].did].to for one in last}

    def speaks(name: str) -> bool:
        if name not in effective:
            before = last_states(past(name)) or {State.OPEN}
            effective[name] = any(each in MOVES[by_id[name].did].within for each in before)
        return effective[name]

    return last_states(set(by_id))


def test_every_order_of_four() -> None:
    """All 24."""
    entries = [
        entry("a", "submitted"),
        entry("b", "returned", "a", note="нет"),
        entry("c", "accepted", "a"),
        entry("d", "reopened", "c"),
    ]
    assert len({repr(fold(order)) for order in itertools.permutations(entries)}) == 1
    assert fold(entries).states == {State.RETURNED, State.OPEN}
