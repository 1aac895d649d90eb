"""A Word file with anything wrong is filled or told of, never a fault of ours, and keeps to the limits.

A hundred files each time; `make soak` tries five thousand.
"""

from __future__ import annotations

import string

import pytest

from roadmap_engine.diagnostics import CODES, has_errors
from roadmap_engine.documents.word.compiling import find_damage
from roadmap_engine.documents.word.fields import trial_values
from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.documents.word.fitted import check_template, compile_fitted
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.sandbox import Sandbox
from tests.documents.word.anchored import find_repeated
from tests.documents.word.mutants import Mutant, mutate

CARD = Properties("План")


def _make_filling(mutant: Mutant) -> Filling:
    return Filling("own.docx", mutant.fitting, trial_values(mutant.fitting.shape, full=True), CARD)


@pytest.mark.parametrize("seed", range(100))
def test_it_is_filled_or_told_of(seed: int) -> None:
    """In this very process, where a fault would be seen; what is filled has no more things called alike."""
    mutant = mutate(seed)
    for problem in check_template(mutant.data, "own.docx", mutant.fitting):
        gaps = {name for _, name, *_ in string.Formatter().parse(CODES[problem.code].message) if name}
        assert gaps <= problem.words.keys()
    word, problems = compile_fitted(mutant.data, "own.docx", mutant.fitting)
    assert (word is None) == has_errors(problems)
    if word is not None:
        values = trial_values(mutant.fitting.shape, full=True)
        parts, _ = word.fill_parts(values)
        assert [find_damage(xml) for xml in parts.values()] == [None] * len(parts)
        assert set(find_repeated(word.render(values, CARD))) <= set(find_repeated(mutant.data))


def _try_out(seeds: range) -> int:
    """Fill the files of seeds where templates of anybody are filled; how many became papers."""
    filled = 0
    with Sandbox() as sandbox:
        for seed in seeds:
            mutant = mutate(seed)
            drawn, problems = sandbox.fill(_make_filling(mutant), mutant.data)
            told = {
                problem.code
                for problem in (*problems, *sandbox.check(mutant.data, "own.docx", mutant.fitting))
            }
            assert "RM641" not in told, seed
            assert (drawn is None) == has_errors(problems), seed
            filled += drawn is not None
    return filled


def test_the_limits_are_kept() -> None:
    """Where templates of anybody are filled, none of them is stopped, and not all are refused."""
    assert _try_out(range(100, 140)) > 0


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1_000, 6_000, 500))
def test_the_limits_are_kept_five_thousand_times(first: int) -> None:
    """The same for long."""
    assert _try_out(range(first, first + 500)) > 0
