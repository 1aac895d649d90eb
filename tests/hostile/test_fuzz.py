"""Mutated YAML, Excel, Word, bundles and plans: no fault of the program, limits of time and memory kept."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.hostile.arena import Arena
from tests.hostile.mutants import mutants


def _survive(number: int, seed: int, arena: Arena, folder: Path) -> None:
    for place, mutant in enumerate(mutants(number, seed)):
        home = folder / str(place)
        home.mkdir()
        ended = arena.run(home, *mutant.write(home))
        assert ended.is_sound, f"{mutant.name}: {ended.code}\n{ended.said[-2_000:]}"
        shutil.rmtree(home)


@pytest.mark.parametrize("seed", range(4))
def test_mutants_are_answered_within_limits(seed: int, arena: Arena, tmp_path: Path) -> None:
    """Two hundred in all; `make soak` tries fifteen thousand others."""
    _survive(50, seed, arena, tmp_path)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(1_000, 1_030))
def test_fifteen_thousand_mutants(seed: int, arena: Arena, tmp_path: Path) -> None:
    """Promised: 0 faults of the program, 0 runs over 5 s or 512 MB."""
    _survive(500, seed, arena, tmp_path)
