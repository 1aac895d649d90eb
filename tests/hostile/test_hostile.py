"""Promised: whatever is given to the program, it ends within 5 s and 512 MB, and says what is wrong."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from tests.hostile.arena import FAULT, Arena
from tests.hostile.inputs import Hostile
from tests.hostile.others import OTHERS
from tests.hostile.tables import TABLES
from tests.hostile.texts import TEXTS

INPUTS = (*TEXTS, *TABLES, *OTHERS)
LONGEST_ANSWER = 150_000
"""Characters: a terminal's scrollback holds about as much."""


@pytest.mark.parametrize("hostile", INPUTS, ids=lambda hostile: hostile.name)
def test_a_hostile_input_is_answered_within_limits(hostile: Hostile, arena: Arena, tmp_path: Path) -> None:
    """The arena ends a run that takes more; a fault of the program has an exit code of its own."""
    ended = arena.run(tmp_path, *hostile.write(tmp_path))
    assert ended.is_sound, ended.said[-2_000:]
    assert len(ended.said) <= LONGEST_ANSWER
    if hostile.told is not None:
        assert hostile.told in ended.said


def test_each_input_tries_something_of_its_own() -> None:
    """Two of one name would be one."""
    names = [hostile.name for hostile in INPUTS]
    assert len(set(names)) == len(names) >= 120


def test_the_arena_takes_time_and_memory_away(arena: Arena, tmp_path: Path) -> None:
    """A check that cannot fail would promise nothing."""
    assert -arena.run(tmp_path, "!spin").code in (signal.SIGKILL, signal.SIGXCPU)
    grown = arena.run(tmp_path, "!grow")
    assert grown.code == FAULT
    assert "MemoryError" in grown.said
