"""The folders that come with the program: in a checkout at its top, in a wheel inside the package."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

__all__ = ["shipped_folder"]

_PACKAGE = Path(__file__).resolve().parent.parent


def shipped_folder(name: Literal["roadmaps", "templates", "schemas", "examples"]) -> Path:
    """Give the folder of published texts, Word templates, schemas or examples."""
    installed = _PACKAGE / "_shipped" / name
    return installed if installed.is_dir() else _PACKAGE.parent / name
