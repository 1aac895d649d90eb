"""The texts of a roadmap and a school's own, joined and checked; once for all schools that say the same.

In a region hundreds of adoptions differ in little but their names. What stands in a text at the same places,
and is the same, comes to the same assembly; only its name, its file and the files of its copies of the
published texts are its own.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from roadmap_engine.checks import run_checks
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import Loaded
from roadmap_engine.model import Adoption, Assembly
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.model.same import Same
from roadmap_engine.overlays import assemble
from roadmap_engine.yaml_text.locations import are_alike

__all__ = ["Joined", "Joiner"]

_MOST_KEPT = 64
_OWN = frozenset({"adoption", "organisation"})
"""What every school says otherwise, and no assembly depends on but by the name of its last layer."""


@dataclass(frozen=True, slots=True)
class Joined:
    """What texts come to.

    Attributes:
        assembly: None where they cannot be joined.
        problems: of the joining.
        checked: what the checks find in the assembly.
    """

    assembly: Assembly | None
    problems: tuple[Problem, ...] = ()
    checked: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Known:
    """A joining that others may take."""

    joined: Joined
    texts: Sequence[Loaded[RoadmapText]]
    text: Loaded[Adoption]


class Joiner:
    """Joins the texts of one run; it lives as long as the run, and keeps what was joined last.

    Args:
        alone: that there is one school, so that nothing need be kept.
    """

    def __init__(self, *, alone: bool = False) -> None:
        self._alone = alone
        self._known: dict[Hashable, _Known] = {}

    def join(self, texts: Sequence[Loaded[RoadmapText]], text: Loaded[Adoption]) -> Joined:
        """Join the texts of a chain, base first, and a school's own, and check what they come to."""
        adoption = text.value
        if (
            self._alone
            or adoption is None
            or text.rest is not None
            or any(each.value is None for each in texts)
        ):
            return _join(texts, text)
        key = tuple(Same(each.value) for each in texts), _mask(adoption)
        known = self._known.get(key)
        if known is not None and are_alike(known.text.locations, text.locations, _OWN):
            return _take(known, texts, text)
        joined = _join(texts, text)
        # Whatever is told of a text may name it, and its reader is told of his own.
        named = any(each.value is not None and each.value.roadmap == adoption.adoption for each in texts)
        if joined.assembly is not None and not (joined.problems or joined.checked or named):
            self._known[key] = _Known(joined, texts, text)
            if len(self._known) > _MOST_KEPT:
                del self._known[next(iter(self._known))]
        return joined


def _join(texts: Sequence[Loaded[RoadmapText]], text: Loaded[Adoption]) -> Joined:
    assembly, problems = assemble(texts, text)
    return Joined(assembly, problems, run_checks(assembly) if assembly is not None else ())


def _mask(adoption: Adoption) -> Adoption:
    order = with_fields(adoption.order, number=None)
    return with_fields(adoption, adoption="adoption", organisation="organisation", order=order)


def _take(known: _Known, texts: Sequence[Loaded[RoadmapText]], text: Loaded[Adoption]) -> Joined:
    adoption, assembly = text.value, known.joined.assembly
    if adoption is None or assembly is None:
        return known.joined
    old, new = (*known.texts, known.text), (*texts, text)
    files: Mapping[str, str] = {
        one.file: other.file for one, other in zip(old, new, strict=True) if one.file != other.file
    }
    return replace(known.joined, assembly=assembly.renamed(adoption.adoption, files))
