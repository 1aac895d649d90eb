"""How the help of a command is laid out."""

from __future__ import annotations

__all__ = ["lay_out"]

KEEP_LINES = "\b\n"
"""click's mark of a paragraph whose lines stay as they are."""


def lay_out(text: str) -> str:
    r"""Keep the lines of examples, and let all other paragraphs flow.

    >>> lay_out("Words.\n\nExample:\n  roadmap check x")
    'Words.\n\n\x08\nExample:\n  roadmap check x'
    """
    return "\n\n".join(KEEP_LINES + part if "\n" in part else part for part in text.split("\n\n"))
