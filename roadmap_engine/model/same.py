"""A value known again by being the very same one, so that what is worked out of it is worked out once.

Many schools of a run stand on one text. To compare it with itself, field by field, would take longer than
what is saved; it is never changed, so its identity is enough.
"""

from __future__ import annotations

from typing import Generic, TypeVar

__all__ = ["MOST_KEPT", "Same"]

T_co = TypeVar("T_co", covariant=True)

MOST_KEPT = 64
"""Of how many values that schools of a run stand on by turns what was worked out is kept."""


class Same(Generic[T_co]):
    """A frozen value as a key: equal to a key of the very same value, and to no other.

    Attributes:
        value: which the key keeps alive, so that its identity is never another's.

    >>> words = ("a", "b")
    >>> Same(words) == Same(words), Same(words) == Same(tuple(list(words)))
    (True, False)
    """

    __slots__ = ("value",)

    def __init__(self, value: T_co) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and self.value is other.value

    def __hash__(self) -> int:
        return id(self.value)
