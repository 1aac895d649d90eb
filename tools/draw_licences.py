"""The packages of `locks/serve.lock`, as installed here, to the page that lists them with their licences.

    make golden TESTS=tests/test_licences.py        write docs/licences.md

What the lock has for another system or Python alone is not installed here; it keeps the licence that the page
says, and is to be looked up by hand where the page has none.
"""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

from tools.try_latest import locked

ROOT = Path(__file__).parent.parent
LOCK = ROOT / "locks" / "serve.lock"
PAGE = ROOT / "docs" / "licences.md"
UNKNOWN = "?"

HEAD = """\
# Чужой труд

Что ставится вместе с программой и порталом и на каких условиях: версии – из `locks/serve.lock`,
лицензии – словами самих пакетов. Страница составлена программой `tools/draw_licences.py`.
*What is installed with the program and the portal, and its licences.*

| пакет | версия | лицензия |
| --- | --- | --- |
"""

__all__ = ["PAGE", "draw_page", "licence_of", "read_rows"]


def draw_page(page: str) -> str:
    """Draw the whole page.

    Args:
        page: as it was, for what is not installed here.
    """
    known = read_rows(page)
    rows = [
        f"| {name} | {version} | {licence_of(name, version) or known.get(name, UNKNOWN)} |\n"
        for name, version in sorted(locked(LOCK.read_text(encoding="utf-8")).items())
    ]
    return HEAD + "".join(rows)


def read_rows(page: str) -> dict[str, str]:
    """Give the licence of each package on the page."""
    return dict(re.findall(r"^\| ([\w.-]+) \| \d\S* \| (.+) \|$", page, re.MULTILINE))


def licence_of(name: str, version: str) -> str:
    """Give the licence a package says it has; nothing where this version of it is not installed."""
    try:
        said = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    if said["Version"] != version:
        return ""
    classified = [
        each.rpartition(" :: ")[2]
        for each in said.get_all("Classifier") or ()
        if each.startswith("License ::")
    ]
    # Where another package reads metadata in Python's place, a word that is not there is an error.
    words = _first(said, "License").partition("\n")[0].strip()
    return _first(said, "License-Expression") or " / ".join(classified) or words or UNKNOWN


def _first(said: metadata.PackageMetadata, name: str) -> str:
    return next(iter(said.get_all(name) or ()), "")
