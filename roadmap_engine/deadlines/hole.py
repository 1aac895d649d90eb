"""A container that is not said: «3 неделя», «до 25 числа». A neighbour in the cell fills the hole, or nobody does."""

from __future__ import annotations

from dataclasses import dataclass

from roadmap_engine.deadlines.place import Place

__all__ = ["OPEN", "Open"]


@dataclass(frozen=True, slots=True)
class Open(Place):
    """A container that is not said here: it may be anything a day or a week is part of."""

    RANK = 2
    KIND = "open"

    @property
    def lacks_year(self) -> bool:
        """Nothing is known of it."""
        return True


OPEN = Open()
