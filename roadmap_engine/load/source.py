"""The bytes of a file to its text: one that a person wrote, of a size a text can have, in UTF-8."""

from __future__ import annotations

import re
import unicodedata

from roadmap_engine.diagnostics import Location, Problem

__all__ = ["LARGEST", "decode_source", "find_refused_character"]

LARGEST = 1_048_576
"""A text is never larger than this many bytes; a reader need not take in more than one byte over it."""

# What YAML 1.2 § 5.1 calls non-printable, the line ends that editors do not count as such (NEL, LS,
# PS), and marks that make a line read otherwise than it is stored (bidirectional controls).
_REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_MOST = 20


def decode_source(
    data: bytes, file: str, *, largest: int = LARGEST
) -> tuple[str | None, tuple[Problem, ...]]:
    """Give the text of a file, without a byte order mark.

    Args:
        data: the bytes, or their first `largest` + 1.
        file: the name the text is known by to its reader.
        largest: how many bytes a file of its kind may have.
    """
    if len(data) > largest:
        return None, (Problem.of("RM104", location=Location(file), limit=largest // 1_048_576),)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", errors="replace")
        place = _place(file, before, len(before))
        return None, (Problem.of("RM105", location=place, byte=f"0x{data[error.start]:02X}"),)
    if not text.strip():
        return None, (Problem.of("RM106", location=Location(file)),)
    refused = [
        Problem.of("RM107", location=_place(file, text, found.start()), character=_name(found[0]))
        for found, _ in zip(_REFUSED.finditer(text), range(_MOST), strict=False)
    ]
    return (None if refused else text), tuple(refused)


def find_refused_character(text: str) -> str | None:
    """Name the first character of a value that does not belong in a text."""
    found = _REFUSED.search(text)
    return _name(found[0]) if found else None


def _place(file: str, text: str, index: int) -> Location:
    lines = re.split(r"\r\n|\r|\n", text[:index])
    return Location(file, len(lines), len(lines[-1]) + 1)


def _name(character: str) -> str:
    name = unicodedata.name(character, "")
    return f"U+{ord(character):04X} {name}".rstrip()
