"""Characters that no text may hold, those that nobody sees, and what they are called."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["HIDDEN", "ODD_BLANK", "REFUSED", "find_refused_character", "name_character"]

# What YAML 1.2 § 5.1 calls non-printable, the line ends that editors do not count as such (NEL, LS,
# PS), and marks that make a line read otherwise than it is stored (bidirectional controls).
REFUSED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2060-\u2064\u206a-\u206f]")
"""Characters that take no room; those that a text cannot have at all are refused before."""
ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
"""Blanks that are none to YAML; between words they are welcome."""


def find_refused_character(text: str) -> str | None:
    """Name the first character of a value that does not belong in a text."""
    found = REFUSED.search(text)
    return name_character(found[0]) if found else None


def name_character(character: str) -> str:
    """Name a character that cannot be shown.

    >>> name_character("\u00a0")
    'U+00A0 NO-BREAK SPACE'
    """
    return f"U+{ord(character):04X} {unicodedata.name(character, '')}".rstrip()
