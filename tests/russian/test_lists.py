"""Several numbers in one line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.russian import join_numbers


def numbers_of(text: str) -> set[int]:
    """Read back what was joined."""
    found: set[int] = set()
    for part in text.split(", ") if text else []:
        first, _, last = part.partition("–")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@given(st.lists(st.integers(1, 11)))
def test_nothing_is_lost_and_no_row_of_three_is_spelt_out(numbers: list[int]) -> None:
    """«1–11 классы» for all of them, and «5, 6, 8» where there is a gap."""
    text = join_numbers(numbers)
    assert numbers_of(text) == set(numbers)
    alone = [int(part) for part in text.split(", ") if part and "–" not in part]
    assert not any({number, number + 1, number + 2} <= set(alone) for number in alone)
