"""What books of one shape have in common, and how it is kept from one run to the next."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.storage.caching import chosen_cache
from roadmap_engine.storage.packed_json import part_from_json, part_to_json
from roadmap_engine.storage.packing import PackedPart

__all__ = ["BookParts", "recall_parts"]

_KIND = "book"


@dataclass(frozen=True, slots=True)
class BookParts:
    """What books of one shape have in common.

    Attributes:
        parts: packed where nothing is filled in, else as the pieces around what is.
        styles: the number that each style has in the file.
    """

    parts: Mapping[str, PackedPart | list[str]]
    styles: Mapping[int, int]


def recall_parts(shape: str, make: Callable[[], BookParts]) -> BookParts:
    """Give the parts of a shape: those that are kept, or those that are made now, and kept.

    Args:
        shape: all that the parts depend on, in words.
        make: makes them.
    """
    cache = chosen_cache()
    kept = cache.recall(_KIND, [shape])
    if kept is not None and (parts := _from_json(kept)) is not None:
        return parts
    made = make()
    cache.keep(_KIND, [shape], _to_json(made))
    return made


def _to_json(made: BookParts) -> Any:
    parts = {
        name: part_to_json(part) if isinstance(part, PackedPart) else {"pieces": part}
        for name, part in made.parts.items()
    }
    return {"parts": parts, "styles": list(made.styles.items())}


def _from_json(kept: Any) -> BookParts | None:
    try:
        parts = {
            str(name): part_from_json(part) if isinstance(part, list) else list(map(str, part["pieces"]))
            for name, part in kept["parts"].items()
        }
        return BookParts(parts, {int(style): int(number) for style, number in kept["styles"]})
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
