"""Whether words are everybody's, or only those of people who write texts for the program.

Russian has no Latin words of its own but names: what is written small and in Latin letters is a key, an id or
an option of a command.
"""

from __future__ import annotations

import re

__all__ = ["is_everyday"]

_KNOWN = re.compile(
    r"https?://\S+|[\w.+-]+@[\w.-]+|[\w-]+(?:\.[\w-]+)*\.(?:docx?|xlsx?|ods|odt|pdf|ics|zip|png|jpe?g|csv)\b",
    re.IGNORECASE,
)
"""Addresses, and names of files that everybody opens."""
_OF_PROGRAMS = re.compile(r"(?<![A-Za-z])[a-z]{2,}|[`{}]|\bYAML\b|\bTOML\b|\b[ul]-[0-9a-f]+\b")


def is_everyday(russian: str) -> bool:
    """Tell whether a Russian text has no word that only programs and their writers know.

    >>> is_everyday("сохраните файл Word, plan.docx"), is_everyday("напишите «deadline: …»")
    (True, False)
    """
    return _OF_PROGRAMS.search(_KNOWN.sub("", russian)) is None
