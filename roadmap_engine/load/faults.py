"""What pydantic calls an error to a code of ours and the words of its message.

Every type of error that the model's types can give is listed; a test goes through the model and finds
out whether one is missing.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from roadmap_engine.diagnostics.limits import FIRST_DAY, LAST_DAY
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.load.fields import known_keys
from roadmap_engine.load.guessing import guess_date, guess_days
from roadmap_engine.load.oddities import Described, Words, describe_misread
from roadmap_engine.model.base import SLUG, is_slug
from roadmap_engine.model.definitions import COLUMN_CAPTIONS, ColumnKind
from roadmap_engine.russian.letters import find_cyrillic_twin
from roadmap_engine.yaml_text.scalars import as_written

__all__ = [
    "BY_ERROR_TYPE",
    "BY_VALUE_ERROR",
    "Fault",
    "choosing_key",
    "describe_fault",
    "is_about_key",
    "is_mismatch",
    "meant_keys",
]


@dataclass(frozen=True, slots=True)
class Fault:
    """An error of pydantic and what our texts call what it is about."""

    model: type[BaseModel]
    error: ErrorDetails
    thing: str
    field: str

    @property
    def value(self) -> str:
        """The value that was refused, short enough for a message."""
        return as_written(self.error["input"])

    @property
    def context(self) -> dict[str, Any]:
        """What pydantic says of the limit that was passed."""
        return self.error.get("ctx", {})


def describe_fault(fault: Fault) -> Described:
    """Give the code of a fault and the words of its message."""
    kind = fault.error["type"]
    if fault.error["input"] is None and (kind in _NOTHING_GIVEN or is_mismatch(fault.error)):
        return "RM149", _named(fault)
    describe = BY_ERROR_TYPE.get(kind)
    if describe is None:
        return "RM156", {**_named(fault), "value": fault.value}
    described = describe(fault)
    return describe_misread(described) or described


def is_mismatch(error: ErrorDetails) -> bool:
    """Tell whether an error only says that the value is of another type altogether."""
    if error["type"] == "value_error":
        return " is needed" in error["msg"]
    return error["type"] in _MISMATCHES


def is_about_key(error: ErrorDetails) -> bool:
    """Tell whether an error is about a key that should not be there."""
    return error["type"] in {"extra_forbidden", "unexpected_keyword_argument"}


def meant_keys(key: str, known: Iterable[str]) -> frozenset[str]:
    """Give the known keys that an unknown one may have been meant to be."""
    listed = tuple(known)
    latin = find_cyrillic_twin(key)
    near = frozenset(re.findall("«([^»]*)»", near_names(key, listed)))
    return near | (frozenset({latin.meant}) & frozenset(listed) if latin is not None else frozenset())


def choosing_key(error: ErrorDetails) -> str:
    """Give the key whose word chooses an alternative.

    Where it is a function that chooses, it looks at the place of a deadline: a short text, or a mapping
    whose «place» tells.
    """
    named = str(error.get("ctx", {}).get("discriminator", ""))
    return named.strip("'") if named.startswith("'") else "place"


def _named(fault: Fault) -> Words:
    return {"thing": fault.thing, "field": fault.field}


def _only_named(code: str) -> Callable[[Fault], Described]:
    return lambda fault: (code, _named(fault))


def _missing(fault: Fault) -> Described:
    return "RM140", {"thing": fault.thing, "field": str(fault.error["loc"][-1])}


def _missing_tag(fault: Fault) -> Described:
    return "RM140", {"thing": fault.thing, "field": choosing_key(fault.error)}


def _unknown_tag(fault: Fault) -> Described:
    given = fault.error["input"]
    key = choosing_key(fault.error)
    if isinstance(given, dict) and given.get(key) is None:
        return _missing_tag(fault) if key not in given else ("RM149", _named(fault))
    return _not_one_of(fault)


def _unknown_key(fault: Fault) -> Described:
    way = fault.error["loc"]
    key, known = str(way[-1]), known_keys(fault.model, way[:-1])
    return "RM141", {
        "thing": fault.thing,
        "key": key,
        "near": near_names(key, known),
        "known": list_names(known),
    }


def _out_of_range(fault: Fault) -> Described:
    words = {**_named(fault), "value": fault.value}
    for name, gap in (("ge", "least"), ("gt", "least"), ("le", "greatest"), ("lt", "greatest")):
        if name in fault.context:
            words[gap] = str(fault.context[name])
    return "RM147", words


_SHORT_PLACES = frozenset({"day", "month"})
"""Places that are written as a text, never as a mapping."""


def _not_one_of(fault: Fault) -> Described:
    listed = str(fault.context.get("expected") or fault.context.get("expected_tags") or "")
    known = re.findall(r"'([^']*)'", listed) or re.findall(r"-?\d+", listed)
    if choosing_key(fault.error) == "place":
        known = [each for each in known if each not in _SHORT_PLACES]
    value = str(fault.context.get("tag", fault.value))
    if fault.error["loc"][-1] == "[key]":
        names = {"near": near_names(value, known), "known": list_names(known)}
        return "RM141", {"thing": fault.thing, "key": value, **names}
    return "RM148", {
        **_named(fault),
        "value": value,
        "near": near_names(value, known),
        "known": list_names(known),
    }


def _too_short(fault: Fault) -> Described:
    return "RM157", {**_named(fault), "least": str(fault.context.get("min_length", 1))}


def _too_long(fault: Fault) -> Described:
    return "RM150", {**_named(fault), "limit": str(fault.context.get("max_length", ""))}


# How a pattern of the model begins or looks → the code that explains it.
_PATTERNS: tuple[tuple[str, str], ...] = (
    (f"^{SLUG}$", "RM151"),
    (r"^\d+\.\d+\.\d+$", "RM152"),
    (f"^{SLUG}(@", "RM153"),
)
_EXAMPLES: tuple[tuple[str, str], ...] = (
    (r"\.docx", "analytic-note.docx"),
    (r"[0-5]\d", "18:00"),
)


def _bad_pattern(fault: Fault) -> Described:
    pattern = str(fault.context.get("pattern", ""))
    for beginning, code in _PATTERNS:
        if pattern.startswith(beginning):
            return _describe_several(fault) or (code, {"thing": fault.thing, "value": fault.value})
    example = next((example for part, example in _EXAMPLES if part in pattern), "")
    return "RM156", {**_named(fault), "value": fault.value, "example": example}


def _describe_several(fault: Fault) -> Described | None:
    """Say of several ids in a row that they are no single one."""
    value = fault.error["input"]
    if not isinstance(value, str) or len(value) > _LONGEST_ROW:
        return None
    parts = re.split(r"\s*[,;]\s*|\s+и\s+", value.strip(" ,;"))
    if len(parts) < _SEVERAL or not all(is_slug(part) for part in parts):
        return None
    return "RM179", {**_named(fault), "value": fault.value, "meant": f"[{', '.join(parts)}]"}


_SEVERAL = 2
_LONGEST_ROW = 1_000


def _no_list(fault: Fault) -> Described:
    return _describe_several(fault) or ("RM143", _named(fault))


def _bad_date(fault: Fault) -> Described:
    meant = guess_date(fault.value) or guess_days(fault.value)
    if any(not FIRST_DAY <= dt.date.fromisoformat(day) <= LAST_DAY for day in meant.split("/") if day):
        # It is a date, of a year that nobody plans for.
        return "RM133", {"value": fault.value, "first": FIRST_DAY, "last": LAST_DAY}
    return "RM155", {"thing": fault.thing, "value": fault.value, "meant": meant}


BY_VALUE_ERROR: tuple[tuple[str, str], ...] = (
    (r"(?P<value>\d[\d/-]*)»? (?:is|has) a day outside (?P<first>\S+) to (?P<last>\S+)", "RM133"),
    (r"unknown time zone, near (?P<near>.*)", "RM192"),
    (r"own column needs a kind", "RM190"),
    (r"own column under a taken name", "RM191"),
    (r"text excludes phrase and rule", "RM161"),
    (r"empty deadline", "RM160"),
    (r"addition without measure or stage", "RM162"),
    (r"addition needs one place", "RM163"),
    (r"move needs one place", "RM760"),
    (r"procedure needs use or forms", "RM165"),
    (r"no address of mail", "RM776"),
    (r"login needs user and password_env", "RM788"),
    (r"login without encryption", "RM794"),
    (r"issued order needs", "RM960"),
    (r"ends before it starts|ends \(.*\) before it begins|is before starts_on", "RM164"),
    (r"a plan is of one year", "RM670"),
    (r"school year", "RM154"),
    (r"there is no (month|day \d+ in)|is not a (date|month) such as|isoformat", "RM155"),
    (r"(?:such as|write it as) (?P<example>.+?)(?: is needed)?$", "RM156"),
)
"""What the validators of the model say → the code that explains it."""


_KINDS: tuple[str, ...] = get_args(ColumnKind)


def _value_error(fault: Fault) -> Described:
    words = str(fault.context.get("error", fault.error["msg"]))
    for pattern, code in BY_VALUE_ERROR:
        if found := re.search(pattern, words):
            if code == "RM133":
                first, last = (dt.date.fromisoformat(found[edge]) for edge in ("first", "last"))
                return code, {"value": found["value"], "first": first, "last": last}
            if code == "RM155":
                return _bad_date(fault)
            if code == "RM190":
                names = {"near": near_names(fault.value, COLUMN_CAPTIONS), "known": list_names(_KINDS)}
                return code, {**_named(fault), "value": fault.value, **names}
            return code, {**_named(fault), "value": fault.value, **found.groupdict()}
    # What is left are rules of the deadline structure among its own parts.
    return "RM159", _named(fault)


BY_ERROR_TYPE: dict[str, Callable[[Fault], Described]] = {
    "missing": _missing,
    "union_tag_not_found": _missing_tag,
    **dict.fromkeys(("extra_forbidden", "unexpected_keyword_argument"), _unknown_key),
    **dict.fromkeys(("string_type", "string_sub_type"), _only_named("RM142")),
    **dict.fromkeys(("tuple_type", "list_type", "frozen_set_type"), _no_list),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type", "mapping_type", "dataclass_type"),
        _only_named("RM144"),
    ),
    **dict.fromkeys(("bool_type", "bool_parsing"), _only_named("RM145")),
    **dict.fromkeys(("int_type", "int_parsing", "int_parsing_size", "int_from_float"), _only_named("RM146")),
    **dict.fromkeys(("greater_than_equal", "less_than_equal", "greater_than", "less_than"), _out_of_range),
    **dict.fromkeys(("literal_error", "enum"), _not_one_of),
    "union_tag_invalid": _unknown_tag,
    "string_too_short": _only_named("RM149"),
    "string_too_long": _too_long,
    "string_pattern_mismatch": _bad_pattern,
    **dict.fromkeys(
        ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact"), _bad_date
    ),
    "too_short": _too_short,
    "none_required": _bad_pattern,
    "value_error": _value_error,
}

_MISMATCHES = frozenset(
    {
        *("string_type", "tuple_type", "list_type", "model_type", "model_attributes_type"),
        *("dict_type", "mapping_type", "int_type", "bool_type", "none_required"),
    }
)
_NOTHING_GIVEN = _MISMATCHES | {"date_type", "int_parsing", "bool_parsing"}
