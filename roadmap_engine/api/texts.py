"""A text as whoever calls has it: a path, or the words themselves."""

from __future__ import annotations

import os
from pathlib import Path

__all__ = ["StrPath", "Text", "take_text"]

StrPath = str | os.PathLike[str]
"""A path, absolute or from the folder the program was started in."""

Text = str | bytes | os.PathLike[str]
"""A path; or the text itself, as bytes, or as words in several lines. One line is a path."""


def take_text(text: Text, beside: StrPath | None, name: str) -> tuple[Path, bytes | None]:
    r"""Give the path of a text, and its words where they are given instead of a path.

    Args:
        text: the path or the words.
        beside: the folder that words would lie in, from which they name other texts.
        name: what problems call words that lie nowhere.

    >>> take_text("adoption: a", None, "adoption.yaml") == (Path("adoption: a"), None)
    True
    >>> take_text("adoption: a\n", "school", "adoption.yaml") == (
    ...     Path("school/adoption.yaml"),
    ...     b"adoption: a\n",
    ... )
    True
    """
    words = text if isinstance(text, bytes) else None
    if isinstance(text, str) and "\n" in text:
        words = text.encode("utf-8", errors="surrogatepass")
    if words is not None:
        return Path(beside or "") / name, words
    return Path(os.fsdecode(text)), None
