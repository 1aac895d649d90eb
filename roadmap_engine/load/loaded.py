"""The bytes of one file to a value of the model, its locations and everything that is wrong with it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any, Generic, Literal, TypeVar

from pydantic import BaseModel

from roadmap_engine.calendars import Terms
from roadmap_engine.diagnostics import Location, Problem, has_errors
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load.formats import TextKind, check_format, refuse_newer_text
from roadmap_engine.load.oddities import find_oddities
from roadmap_engine.load.partial import NOTHING_LEFT_OUT, LeftOut, Rest, read_rest
from roadmap_engine.load.placeholders import find_placeholders
from roadmap_engine.load.shape import validate_shape
from roadmap_engine.load.tenures import find_tenure_faults, tell_vacant
from roadmap_engine.model.adoption import Adoption
from roadmap_engine.model.contacts import Contacts
from roadmap_engine.model.organisation import Organisation
from roadmap_engine.model.procedure import ProcedureText
from roadmap_engine.model.provenance import Locations
from roadmap_engine.model.roadmap import RoadmapText
from roadmap_engine.storage.roots import NOWHERE, Root
from roadmap_engine.yaml_text.composing import Composed, compose
from roadmap_engine.yaml_text.locations import rename_locations
from roadmap_engine.yaml_text.source import LARGEST, decode_source, guess_encoding

__all__ = ["KINDS", "Loaded", "TextKind", "compose_text", "detect_kind", "load_text", "validate_text"]

T_co = TypeVar("T_co", covariant=True)

# An adoption also names a roadmap, an organisation and a procedure, so where the first key does not
# tell, the adoption comes first.
KINDS: Mapping[TextKind, type[BaseModel]] = MappingProxyType(
    {
        "adoption": Adoption,
        "roadmap": RoadmapText,
        "organisation": Organisation,
        "procedure": ProcedureText,
        "terms": Terms,
        "contacts": Contacts,
    }
)
"""What a text can be: its leading key, and the type of its value."""

_OF_A_SCHOOL = frozenset({"adoption", "organisation", "terms", "contacts"})
_MOST_SOUND = 16
_KEEPING = threading.Lock()
_SOUND: dict[tuple[bytes, TextKind | None, bool], Loaded[Any]] = {}
"""Published texts without a fault, by what stands in them: many schools send a copy of the same one."""
_ALSO_TERMS = frozenset({"breaks", "lessons_end"})


@dataclass(frozen=True, slots=True)
class Loaded(Generic[T_co]):
    """One text after reading.

    Attributes:
        file: the name the text is known by to its reader.
        kind: «roadmap», «adoption» …; None where the text does not tell.
        value: what the text says; None when anything stands in the way of understanding it.
        locations: where its values stand.
        problems: everything that is wrong with it.
        text: the text itself, for excerpts.
        root: what the paths it names must not lead out of; nowhere unless it was read from a disk.
        rest: what could be understood beside the faults, to look for more of them; None where there are none.
    """

    file: str
    kind: TextKind | Literal["plan"] | None = None
    value: T_co | None = None
    locations: Locations = field(default_factory=lambda: Locations(""))
    problems: tuple[Problem, ...] = ()
    text: str | None = None
    root: Root = NOWHERE
    rest: Rest[T_co] | None = None

    @property
    def readable(self) -> Loaded[T_co] | None:
        """The text past its faults, itself where it has none; None where there is no way past them."""
        if self.value is not None or self.rest is None:
            return self if self.value is not None else None
        return replace(self, value=self.rest.value, locations=self.rest.locations)

    @property
    def left_out(self) -> LeftOut:
        """What the text would say if it had no faults."""
        return self.rest.left_out if self.rest is not None else NOTHING_LEFT_OUT

    @property
    def is_shelved(self) -> bool:
        """Whether it was taken from a bundle, whose texts name nothing outside."""
        return self.text is not None and self.root == NOWHERE


def load_text(
    data: bytes, file: str, expected: TextKind | None = None, *, sealed: bool = False
) -> Loaded[Any]:
    """Read a text of any kind; it never raises, whatever the bytes are.

    Args:
        data: the bytes of the file, or more of them than a text may have.
        file: the name to call the file by.
        expected: the kind that is needed, if only one will do.
        sealed: whether it lies in a bundle, where its reader can mend nothing.

    >>> load_text(b"roadmap: tiny", "tiny.yaml").problems[0].arguments
    (('thing', 'roadmap tiny'), ('field', 'version'))
    """
    key = data, expected, sealed
    if (known := _SOUND.get(key)) is not None:
        return replace(known, file=file, locations=rename_locations(known.locations, file))
    loaded = _load_text(data, file, expected, sealed=sealed)
    if loaded.kind not in _OF_A_SCHOOL and loaded.value is not None and not loaded.problems:
        with _KEEPING:
            _SOUND[key] = loaded
            if len(_SOUND) > _MOST_SOUND:
                del _SOUND[next(iter(_SOUND))]
    return loaded


def _load_text(data: bytes, file: str, expected: TextKind | None, *, sealed: bool) -> Loaded[Any]:
    text, composed, problems = compose_text(data, file)
    if composed is None or not composed.whole:
        locations = composed.locations if composed else Locations(file)
        if composed is not None and text is not None:
            problems = (*problems, *find_oddities(text, file, problems))
        return Loaded(file, problems=problems, text=text, locations=locations)
    return validate_text(composed, file, text, expected, sealed=sealed)


def compose_text(data: bytes, file: str) -> tuple[str | None, Composed | None, tuple[Problem, ...]]:
    """Take a file apart without judging its shape; one of a newer format is as good as not whole."""
    text, problems = decode_source(data, file)
    if text is None:
        # A damaged text is still worth an excerpt; one that is too large is not worth decoding.
        shown = None
        if len(data) <= LARGEST:
            shown = data.decode(guess_encoding(data) or "utf-8-sig", errors="replace")
        return shown, None, problems
    composed = compose(text, file)
    if newer := refuse_newer_text(composed):
        composed = Composed(None, composed.locations, (newer,), whole=False)
    return text, composed, composed.problems


def validate_text(
    composed: Composed,
    file: str,
    text: str | None,
    expected: TextKind | None = None,
    *,
    sealed: bool = False,
) -> Loaded[Any]:
    """Judge the shape of a text that was taken apart."""
    kind, problems = detect_kind(composed, expected)
    problems = (*composed.problems, *problems)
    value: Any = None
    rest: Rest[Any] | None = None
    if kind is not None and (expected is None or kind == expected):
        content, unfit = check_format(kind, composed)
        value, faults = validate_shape(KINDS[kind], content, composed.locations, kind)
        problems += (*unfit, *faults)
        if value is None:
            rest = read_rest(KINDS[kind], content, composed.locations)
        published = kind not in _OF_A_SCHOOL
        problems += find_placeholders(content, composed.locations, published=published, sealed=sealed)
    if text is not None:
        problems += find_oddities(text, file, problems)
    if isinstance(value, Organisation):
        problems += (*find_tenure_faults(value, composed.locations), *tell_vacant(value, composed.locations))
    if has_errors(problems) and value is not None:
        value, rest = None, Rest(value, composed.locations)
    return Loaded(file, kind, value, composed.locations, problems, text, rest=rest)


def detect_kind(
    composed: Composed, expected: TextKind | None = None
) -> tuple[TextKind | None, tuple[Problem, ...]]:
    """Tell what a text is by its leading key, or by the first key that tells."""
    value, locations = composed.value, composed.locations
    if not isinstance(value, dict):
        empty = Problem.of("RM106", location=Location(locations.file))
        return None, (empty if value is None else Problem.of("RM132", location=locations.of_value(())),)
    if expected == "terms" and value.keys() & (_ALSO_TERMS | {"terms"}):
        return expected, ()
    leading = next(iter(value), None)
    candidates = sorted(KINDS, key=lambda each: each != leading)
    kind = next((each for each in candidates if each in value), None)
    if kind is None and value.keys() & _ALSO_TERMS:
        kind = "terms"
    if kind is None and expected is None:
        location = locations.of_key((leading,)) if leading is not None else Location(locations.file)
        near, known = near_names(str(leading), KINDS), list_names(KINDS)
        return None, (Problem.of("RM130", location=location, near=near, known=known),)
    if kind is None:
        return expected, ()
    if expected is not None and kind != expected:
        location = locations.of_key((kind,))
        return kind, (Problem.of("RM131", location=location, found=kind, expected=expected),)
    return kind, ()
