"""What can be understood of a text beside its faults, so that they hide no others.

A key that nobody knows is left out, so is a value that is none; a thing that lacks what it must have is
filled in, and a thing that cannot be mended so is left out whole. What comes of it is never a plan or a
paper: it is read on for what else is wrong, and whoever reads on is told what is not to be missed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from roadmap_engine.load.faults import is_about_key
from roadmap_engine.load.shape import find_path, without_echoes
from roadmap_engine.model.provenance import Locations, Path

__all__ = ["NOTHING_LEFT_OUT", "LeftOut", "Rest", "read_rest"]

T_co = TypeVar("T_co", covariant=True)
M = TypeVar("M", bound=BaseModel)

_MOST = 100
_ROUNDS = 12
_WORDS = "…"
_FILLED: Mapping[str, Any] = {
    "adoption": "adoption",
    "organisation": "organisation",
    "procedure": "procedure",
    "roadmap": "roadmap",
    "school_year": "2026/2027",
    "version": "0.0.0",
}
"""What stands for a field of the text itself; for any other some words do."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What of a text does not count.

    Attributes:
        fields: of the text itself, in which something was left out or filled in.
        filled: those of them that stand for nothing in the text.
        names: keys and ids of things that were left out; who names them is not at fault.
        made_up: ids of things that have none that can be read, to their place in their list.
    """

    fields: frozenset[str] = frozenset()
    filled: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    made_up: Mapping[str, int] = field(default_factory=dict)

    def join(self, other: LeftOut) -> LeftOut:
        """Give what does not count of either."""
        return LeftOut(
            self.fields | other.fields,
            self.filled | other.filled,
            self.names | other.names,
            {**self.made_up, **other.made_up},
        )


NOTHING_LEFT_OUT = LeftOut()


@dataclass(frozen=True, slots=True)
class Rest(Generic[T_co]):
    """What could be understood of a text with faults.

    Attributes:
        value: as if the faults were not there.
        locations: where its values stand.
        left_out: what it does not say.
    """

    value: T_co
    locations: Locations
    left_out: LeftOut = NOTHING_LEFT_OUT


def read_rest(model: type[M], content: Any, locations: Locations) -> Rest[M] | None:
    """Read a text past its faults; None where there is no way past them.

    Args:
        model: the type the text should have.
        content: the composed text, without its format.
        locations: where its values stand.
    """
    mending = _Mending(content)
    for _ in range(_ROUNDS):
        built = mending.build()
        try:
            value = model.model_validate(built)
        except ValidationError as error:
            errors = error.errors(include_url=False)
        else:
            return Rest(value, mending.relocate(locations), mending.left_out())
        if len(errors) > _MOST or not mending.mend(model, built, without_echoes(model, errors, built)):
            return None
    return None


class _Mending:
    """A text with what is left out of it and filled into it so far, by the ways in it as it is written."""

    def __init__(self, content: Any) -> None:
        self._content = content
        self._gone: set[Path] = set()
        self._filled: dict[Path, dict[str, Any]] = {}
        self._kept: dict[Path, list[int]] = {}
        self._made_up: dict[str, int] = {}

    def build(self) -> Any:
        """Give the text as it is now."""
        self._kept.clear()
        return self._build(self._content, ())

    def _build(self, value: Any, path: Path) -> Any:
        if isinstance(value, list):
            kept = [index for index in range(len(value)) if (*path, index) not in self._gone]
            if len(kept) < len(value):
                self._kept[path] = kept
            return [self._build(value[index], (*path, index)) for index in kept]
        if isinstance(value, dict):
            there = {
                key: self._build(each, (*path, key))
                for key, each in value.items()
                if (*path, key) not in self._gone
            }
            return there | self._filled.get(path, {})
        return value

    def mend(self, model: type[BaseModel], built: Any, errors: list[ErrorDetails]) -> bool:
        """Leave out or fill in what is wrong; tells whether there was a way."""
        mended = [self._mend(model, built, error) for error in errors]
        return all(mended)

    def _mend(self, model: type[BaseModel], built: Any, error: ErrorDetails) -> bool:
        path = self._as_written(find_path(model, error["loc"], built))
        if error["type"] == "missing":
            return self._fill(path, str(error["loc"][-1]))
        if is_about_key(error):
            self._gone.add(path)
            return True
        if path and path[-1] in self._filled.get(path[:-1], {}):
            path = path[:-1]
        if not path:
            return False
        self._gone.add(path)
        return True

    def _fill(self, path: Path, name: str) -> bool:
        filled = self._filled.setdefault(path, {})
        if name in filled:
            self._gone.add(path)
            return bool(path)
        if name == "id":
            places = [step for step in path if isinstance(step, int)]
            filled[name] = "-".join(("nr", *map(str, places)))
            self._made_up[filled[name]] = places[-1] + 1 if places else 1
        else:
            filled[name] = _WORDS if path else _FILLED.get(name, _WORDS)
        return True

    def _as_written(self, path: Path) -> Path:
        written: Path = ()
        for step in path:
            kept = self._kept.get(written) if isinstance(step, int) else None
            written = (*written, kept[step] if kept is not None and isinstance(step, int) else step)
        return written

    def relocate(self, locations: Locations) -> Locations:
        """Give the locations by the ways in the text as it is now."""
        if not self._kept:
            return locations
        keys = {self._as_built(path): place for path, place in locations.keys.items()}
        values = {self._as_built(path): place for path, place in locations.values.items()}
        literal = {self._as_built(path) for path in locations.values if path in locations.literal}
        for each in (keys, values):
            each.pop(None, None)
        return Locations(locations.file, keys, values, frozenset(literal))  # type: ignore[arg-type]

    def _as_built(self, path: Path) -> Path | None:
        built: Path = ()
        for place, step in enumerate(path):
            kept = self._kept.get(path[:place])
            if kept is not None and step not in kept:
                return None
            built = (*built, kept.index(step) if kept is not None and isinstance(step, int) else step)
        return built

    def left_out(self) -> LeftOut:
        """Say what the text does not say now."""
        touched = (*self._gone, *((*path, name) for path, filled in self._filled.items() for name in filled))
        names = {name for path in self._gone for name in _names_in(self._find(path), path)}
        return LeftOut(
            frozenset(str(path[0]) for path in touched),
            frozenset(self._filled.get((), {})),
            frozenset(names),
            self._made_up,
        )

    def _find(self, path: Path) -> Any:
        value = self._content
        for step in path:
            value = value[step]
        return value


def _names_in(value: Any, path: Path) -> Iterator[str]:
    """Give everything that a thing and those in it may be called by."""
    last = path[-1]
    if isinstance(last, str):
        yield last
    if last == "id" and isinstance(value, str):
        yield value
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _names_in(each, (key,))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _names_in(each, (index,))
