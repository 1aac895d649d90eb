"""What a row of the school stands after is gone: alone, with its neighbours, in one version after another."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.merging.sides import Merged, merge_texts
from tests.planning.merging.versions import MEASURES, STAGES, adding, version, written

_DROPPED = st.frozensets(st.sampled_from(MEASURES), max_size=len(MEASURES) - 1)
_ANCHOR = st.sampled_from(MEASURES)


def _stage_of(name: str) -> tuple[str, ...]:
    return next(names for names in STAGES.values() if name in names)


def _nearest(anchor: str, dropped: frozenset[str]) -> str | None:
    """The last measure of its stage, up to the anchor itself, that is still there."""
    names = _stage_of(anchor)
    left = [name for name in names[: names.index(anchor) + 1] if name not in dropped]
    return left[-1] if left else None


def _expected(anchor: str, dropped: frozenset[str]) -> list[str]:
    """The rows of the table with one row of the school's.

    A row whose stage has nothing left before it stands at the end of the stage, as no text can say «first»;
    one whose stage is gone, after whatever is still there before it, or at the end of the first stage.
    """
    left = [name for name in MEASURES if name not in dropped]
    before = _nearest(anchor, dropped)
    if before is None:
        in_stage = [name for name in _stage_of(anchor) if name not in dropped]
        earlier = [name for name in MEASURES[: MEASURES.index(anchor)] if name not in dropped]
        if in_stage:
            before = in_stage[-1]
        elif earlier:
            before = earlier[-1]
        else:
            before = [name for name in _stage_of(left[0]) if name in left][-1]
    place = left.index(before) + 1
    return [*left[:place], "own", *left[place:]]


@settings(max_examples=40, deadline=None)
@given(_ANCHOR, _DROPPED)
def test_a_row_stands_after_the_nearest_that_is_left(anchor: str, dropped: frozenset[str]) -> None:
    """However many are gone at once, the row stays in its stage, and the text is sound."""
    merged = merge_texts(adding(("own", anchor)), version("1.1.0", dropped))
    assert merged.order() == _expected(anchor, dropped)
    assert (merged.problems, merged.merge.conflicts) == ((), ())
    assert merged.notices == (["RM825"] if anchor in dropped else [])


@settings(max_examples=40, deadline=None)
@given(_ANCHOR, _DROPPED, st.integers(0, 31))
def test_one_version_after_another_comes_to_the_same_as_both_at_once(
    anchor: str, dropped: frozenset[str], parted: int
) -> None:
    """A predecessor that vanished, and then the one that took its place, leave the row where both would."""
    first = frozenset(name for place, name in enumerate(MEASURES) if name in dropped and parted >> place & 1)
    middle, last = version("1.1.0", first), version("1.2.0", dropped)
    at_once = merge_texts(adding(("own", anchor)), middle, last)
    half = merge_texts(adding(("own", anchor)), middle)
    by_steps = merge_texts(written(half.own), last, before=middle)
    assert by_steps.problems == at_once.problems == ()
    if _nearest(anchor, dropped) is not None:
        assert by_steps.order() == at_once.order() == _expected(anchor, dropped)
    assert sorted(by_steps.order()) == sorted(at_once.order())


def _own_order(merged: Merged) -> list[str]:
    return [name for name in merged.order() if name.startswith("own")]


def _pairs() -> list[tuple[str, str, frozenset[str]]]:
    """Two anchors of one stage, and what is gone so that both rows come to stand after the same."""
    found = []
    for names in STAGES.values():
        for first, second in itertools.pairwise(names):
            found.append((first, second, frozenset({second})))
    return found


@pytest.mark.parametrize(("first", "second", "dropped"), _pairs())
def test_two_rows_that_come_together_keep_their_order(
    first: str, second: str, dropped: frozenset[str]
) -> None:
    """A text that lists its rows in the order of the table keeps that order."""
    merged = merge_texts(adding(("own-1", first), ("own-2", second)), version("1.1.0", dropped))
    assert _own_order(merged) == ["own-1", "own-2"]


@pytest.mark.parametrize(("first", "second", "dropped"), _pairs())
def test_two_rows_that_come_together_keep_their_order_however_they_are_listed(
    first: str, second: str, dropped: frozenset[str]
) -> None:
    """The order of the table before is that after, whatever the order of the text."""
    merged = merge_texts(adding(("own-2", second), ("own-1", first)), version("1.1.0", dropped))
    assert _own_order(merged) == ["own-1", "own-2"]
