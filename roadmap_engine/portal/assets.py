"""The files that pages ask for, each under an address that names its content: it may be kept for ever."""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path

from roadmap_engine.documents.pages.environment import read_matrix_style, read_style
from roadmap_engine.storage.opening import holds
from roadmap_engine.storage.writing import replace_file

__all__ = ["PREFIX", "asset_address", "is_for_ever", "lay_assets"]

PREFIX = "/static/"
_DIGEST = 12
_NAMED = re.compile(r"\.[0-9a-f]{12}\.\w+$")


def asset_address(name: str) -> str:
    """Give the address of a file, «portal.css» → «/static/portal.0123….css»."""
    return f"{PREFIX}{_name(name)}"


def is_for_ever(_path: str, url: str) -> bool:
    """Tell whether what lies at an address never changes."""
    return _NAMED.search(url) is not None


def lay_assets(folder: Path) -> None:
    """Lay the files into a folder that a web server gives out."""
    for name, content in _contents().items():
        target = folder / _name(name)
        if not holds(target, content):
            replace_file(target, content)


@functools.cache
def _contents() -> Mapping[str, bytes]:
    own = files("roadmap_engine.portal") / "static"
    return {
        "portal.css": read_style() + (own / "portal.css").read_bytes(),
        "matrix.css": read_matrix_style() + (own / "matrix.css").read_bytes(),
        "matrix.js": (own / "matrix.js").read_bytes(),
        "portal.js": (own / "portal.js").read_bytes(),
        "htmx.js": (files("django_htmx") / "static" / "django_htmx" / "htmx-2.min.js").read_bytes(),
    }


@functools.cache
def _name(name: str) -> str:
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(_contents()[name]).hexdigest()[:_DIGEST]}.{ending}"
