"""The school that the program comes with, copied to be worked in."""

from __future__ import annotations

import shutil
from pathlib import Path

__all__ = ["EXAMPLE", "copy_example"]

EXAMPLE = Path(__file__).parents[1] / "examples" / "school"

_HISTORY, _LOG = "*.history.jsonl", "*.status.jsonl"


def copy_example(folder: Path, *, lived: bool = True) -> Path:
    """Copy the texts of the example school; gives its adoption.

    What `make demo` leaves beside them stays there, so that a test sees the same before and after it.

    Args:
        folder: to copy into; made, or filled up where it is there.
        lived: with the log of its year; without it nothing of its plan has happened.
    """
    left_out = shutil.ignore_patterns(_HISTORY, *(() if lived else (_LOG,)))
    shutil.copytree(EXAMPLE, folder, ignore=left_out, dirs_exist_ok=True)
    return folder / "adoption.yaml"
