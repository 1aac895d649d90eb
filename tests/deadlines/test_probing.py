"""No word of a phrase is lost, and no text stops the reader: figures that may only get better."""

from __future__ import annotations

import pytest

from tests.deadlines.probing import broken_by_joining, joined, kept_after_insertion, swallowed
from tests.deadlines.ratchets import hold


@pytest.mark.corpus
def test_a_strange_word_is_never_read_as_if_it_were_not_there(pytestconfig: pytest.Config) -> None:
    """Insertion: one strange word at each place of each phrase."""
    hold("insertion", list(kept_after_insertion(all_words=False)), pytestconfig)


@pytest.mark.soak
def test_no_strange_word_is_read_as_if_it_were_not_there(pytestconfig: pytest.Config) -> None:
    """Insertion: every strange word at each place of each phrase."""
    hold("insertion of all", list(kept_after_insertion(all_words=True)), pytestconfig)


@pytest.mark.corpus
def test_a_word_left_out_is_missed(pytestconfig: pytest.Config) -> None:
    """Deletion: without one of its words, fillers aside, a phrase means something else or nothing."""
    hold("deletion", list(swallowed()), pytestconfig)


@pytest.mark.corpus
def test_two_phrases_joined_stop_nothing() -> None:
    """Pairs of phrases with every separator are read or refused, dated and printed."""
    assert list(broken_by_joining(joined(3_000, 1))) == []


@pytest.mark.soak
@pytest.mark.parametrize(("count", "parts"), [(60_000, 2), (30_000, 3)])
def test_many_phrases_joined_stop_nothing(count: int, parts: int) -> None:
    """The same for all kinds of pairs, and for triples."""
    assert list(broken_by_joining(joined(count, 2, parts=parts))) == []
