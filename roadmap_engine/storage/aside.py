"""Names of files that stand beside a paper: the one it would be now, and the one it was.

«order (новая версия).docx» is the program's and changes with the plan; «tracker до 29.11.2026.xlsx» is a
person's file as it was that day, and nothing ever touches it again.
"""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator
from pathlib import PurePosixPath

from roadmap_engine.diagnostics.languages import format_day

__all__ = ["former_name", "kept_names", "newer_name", "numbered_names"]

_NEWER = " (новая версия)"


def newer_name(name: str) -> str:
    """Name what would stand in a person's place now.

    >>> newer_name("forms/1.1-note.docx")
    'forms/1.1-note (новая версия).docx'
    """
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem}{_NEWER}{path.suffix}"))


def former_name(name: str) -> str:
    """Name the paper that a file is the newer version of; any other file is called as it is.

    >>> former_name("order (новая версия).docx"), former_name("order.docx")
    ('order.docx', 'order.docx')
    """
    path = PurePosixPath(name)
    return str(path.with_name(f"{path.stem.removesuffix(_NEWER)}{path.suffix}"))


def kept_names(name: str, today: dt.date) -> Iterator[str]:
    """Give the names under which a file that gives way may be kept, the plainest first.

    >>> list(itertools.islice(kept_names("tracker.xlsx", dt.date(2026, 11, 29)), 2))
    ['tracker до 29.11.2026.xlsx', 'tracker до 29.11.2026 (2).xlsx']
    """
    path = PurePosixPath(name)
    return numbered_names(str(path.with_name(f"{path.stem} до {format_day(today)}{path.suffix}")))


def numbered_names(name: str) -> Iterator[str]:
    """Give a name, and then the same with a number.

    >>> list(itertools.islice(numbered_names("forms/1.1-note.docx"), 2))
    ['forms/1.1-note.docx', 'forms/1.1-note (2).docx']
    """
    path = PurePosixPath(name)
    yield name
    for number in itertools.count(2):
        yield str(path.with_name(f"{path.stem} ({number}){path.suffix}"))
