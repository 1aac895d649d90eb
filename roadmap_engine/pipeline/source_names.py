"""How a source of roadmaps is written: after `--from`, and in the text that pins what was taken from it."""

from __future__ import annotations

import os
import re
from pathlib import Path, PurePath

from roadmap_engine.model.base import SLUG

__all__ = ["PROGRAM", "split_source", "write_source"]

PROGRAM = "roadmap-engine"
"""How a pin calls the program itself as the source of the roadmaps that come with it."""

_NAME = re.compile(rf"{SLUG}(?:@\d+(?:\.\d+){{0,2}})?")


def split_source(text: str, folder: Path | None = None) -> tuple[str, str | None, str]:
    """Take what stands after `--from` apart: the source, the roadmap's id if it is said, the version meant.

    Args:
        text: «https://…#tiny@1», «published/», «tiny-1.0.0.zip», «sakha-2021-order-441@1».
        folder: that a relative path starts from.

    >>> split_source("https://school.example/roadmaps#tiny@1.0")
    ('https://school.example/roadmaps', 'tiny', '1.0')
    >>> split_source("sakha-2021-order-441")
    ('roadmap-engine', 'sakha-2021-order-441', '')
    """
    source, _, wanted = text.partition("#")
    if "://" not in text:
        base = folder or Path()
        if (base / text).exists():
            return text, None, ""
        if not (base / source).exists() and not wanted and _NAME.fullmatch(text):
            source, wanted = PROGRAM, text
    name, _, version = wanted.partition("@")
    return source, name or None, version


def write_source(source: str, beside: Path, home: Path) -> str:
    """Write a source as a pin has it, so that the adoption's folder can move together with a path.

    Args:
        source: as it was given.
        beside: the folder a relative path starts from.
        home: the folder of the adoption.
    """
    if source == PROGRAM or "://" in source or PurePath(source).is_absolute():
        return source
    target = (beside / source).absolute()
    try:
        return PurePath(os.path.relpath(target, home.absolute())).as_posix()
    except ValueError:  # Windows: another drive
        return target.as_posix()
