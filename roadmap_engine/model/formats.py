"""The format of every text that people write and of every file of JSON that the program reads again.

A format is a whole number under the key `format`; without the key it is 1. A number rises when something is
written in a way that an earlier program would misread or refuse; what was written in a lower one is read for
ever. A higher number than the program knows is refused in words, and nothing else is said of the file: what
looks wrong in it may be right there.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Literal

from roadmap_engine.diagnostics import Location, Problem

__all__ = ["FIRST_FORMAT", "FORMATS", "FORMAT_KEY", "FileKind", "is_format", "refuse_newer", "split_format"]

FileKind = Literal[
    "adoption",
    "roadmap",
    "organisation",
    "procedure",
    "terms",
    "contacts",
    "answers",
    "plan",
    "history",
    "manifest",
    "index",
    "papers",
    "signed",
    "draft",
]
"""The kinds of texts, an overlay being a roadmap's; answers for «roadmap new»; plan.json; the history of
calendars, which has a format in each line;
manifest.json of a bundle; index.json; the list of papers; signed.json beside signed papers; act.json beside
an order that amends or ends another."""

FIRST_FORMAT = 1
FORMAT_KEY = "format"

_OF_TEXTS = 2
"""One number for all texts, since lines are copied from one to another. 2: a rule has a `relation`."""

FORMATS: Mapping[FileKind, int] = MappingProxyType(
    {
        "adoption": _OF_TEXTS,
        "roadmap": _OF_TEXTS,
        "organisation": _OF_TEXTS,
        "procedure": _OF_TEXTS,
        "terms": _OF_TEXTS,
        "contacts": _OF_TEXTS,
        "answers": _OF_TEXTS,
        # 2: the rule of a deadline has a `relation`; 3: columns of a roadmap's own, former ids of roles,
        # reminders that a day off has moved, rows that a plan of one's own work does not show, the school
        # years of a plan of two and of its measures.
        "plan": 3,
        "history": 4,  # 2: other copies, events that recur; 3: what a plan is known by; 4: why events are off
        "manifest": 1,
        "index": 1,
        "papers": 2,  # names the plan, and what each file was drawn from
        "signed": 1,
        "draft": 1,
    }
)
"""The highest format of each kind that this program reads, and the one it writes."""


def split_format(tree: Any) -> tuple[Any, Any]:
    """Give a tree without its format, and the format; FIRST_FORMAT where it states none.

    >>> split_format({"format": 2, "roadmap": "tiny"})
    ({'roadmap': 'tiny'}, 2)
    """
    if not isinstance(tree, Mapping) or FORMAT_KEY not in tree:
        return tree, FIRST_FORMAT
    return {key: value for key, value in tree.items() if key != FORMAT_KEY}, tree[FORMAT_KEY]


def is_format(kind: FileKind, found: Any) -> bool:
    """Tell whether a number is one of a kind's formats that this program reads."""
    return isinstance(found, int) and not isinstance(found, bool) and FIRST_FORMAT <= found <= FORMATS[kind]


def refuse_newer(
    kind: FileKind, found: Any, *, file: str, location: Location | None = None
) -> Problem | None:
    """Say that a file is of a newer format than the program knows, if it is.

    Args:
        kind: what the file is.
        found: its format; what is no whole number is not judged here.
        file: the name it is known by to its reader.
        location: where the format stands, as far as that is known.
    """
    if not isinstance(found, int) or isinstance(found, bool) or found <= FORMATS[kind]:
        return None
    return Problem.of("RM108", location=location, file=file, found=found, known=FORMATS[kind])
