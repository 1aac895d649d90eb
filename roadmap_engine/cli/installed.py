"""What the program finds around itself: other programs, fonts, encodings, locks, files that come with it.

Only read here; what its lack costs is judged in `cli.facts`.
"""

from __future__ import annotations

import importlib.util
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from roadmap_engine.calendars.production import PRODUCTION_YEARS
from roadmap_engine.cli.extras import EXTRAS
from roadmap_engine.cli.language import current_language
from roadmap_engine.cli.office import find_office
from roadmap_engine.cli.streams import can_encode
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.load.letters import SETTINGS_NAME, find_above
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.journal import begin_journal
from roadmap_engine.storage.leftovers import MARK_NAME
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.storage.packing import DEFLATERS, chosen_deflater, deflate_by, is_installed
from roadmap_engine.version import __version__

__all__ = ["FONTS", "SIGNS", "Installed", "look_around"]

FONTS = ("Times New Roman", "Liberation Serif", "Tinos")
"""What the Word templates are set in, and what has letters of the same widths."""

_BESIDE = ("s3fs",)
"""Packages of no extra that one of them makes use of."""

SIGNS = "№ «план» – ✓"
"""Signs of the papers that a terminal should have."""

ZONE = "Asia/Yakutsk"
_SHIPPED: tuple[tuple[Literal["roadmaps", "templates", "schemas"], str], ...] = (
    ("roadmaps", "*.yaml"),
    ("templates", "*.docx"),
    ("schemas", "*.schema.json"),
)
_SECONDS = 20
_WITH_FONTS = frozenset({"win32", "darwin"})
"""Systems that Times New Roman comes with."""

Holding = Literal["well", "no-locks", "read-only", "fails"]
"""Whether a folder can be held and written in: yes; only by a mark; not at all; not as it should be."""


@dataclass(frozen=True, slots=True)
class Installed:
    """What was found.

    Attributes:
        program: the program's version.
        python: the version of Python.
        system: what it runs on.
        office: LibreOffice, where it is.
        fonts: those of `FONTS` that are there; None where nobody can tell.
        has_zones: whether the system knows time zones.
        encoding: of the terminal.
        has_signs: whether the terminal has the signs of the papers.
        language: that messages are in.
        years: for which decrees tell the working days.
        shipped: how many files of each kind come with the program.
        folder: the current one.
        holding: whether it can be held and written in.
        reason: of the system, where that fails.
        deflater: what deflates papers.
        deflated: the libraries that can, each with its size of the same texts in per cent of Python's own.
        packages: which of the packages of the extras are there, and of those that they make use of.
        settings: of letters, where they are.
    """

    program: str = __version__
    python: str = ""
    system: str = ""
    office: str | None = None
    fonts: tuple[str, ...] | None = ()
    has_zones: bool = True
    encoding: str = "utf-8"
    has_signs: bool = True
    language: str = "ru"
    years: tuple[int, ...] = ()
    shipped: Mapping[str, int] = field(default_factory=dict)
    folder: str = "."
    holding: Holding = "well"
    reason: str = ""
    deflater: str = "zlib"
    deflated: Mapping[str, int] = field(default_factory=dict)
    packages: frozenset[str] = frozenset()
    settings: str | None = None


def look_around(folder: Path) -> Installed:
    """Look what is there; what is written to try the folder is taken away again.

    Args:
        folder: the current one.
    """
    office = find_office()
    holding, reason = _try_holding(folder)
    # What was tried is nothing that was written.
    begin_journal()
    settings = find_above(folder / "adoption.yaml", SETTINGS_NAME)
    return Installed(
        python=platform.python_version(),
        system=platform.system(),
        office=office,
        fonts=_find_fonts() if office is not None else (),
        has_zones=_knows_zones(),
        encoding=getattr(sys.stdout, "encoding", None) or "utf-8",
        has_signs=can_encode(SIGNS),
        language=current_language(),
        years=tuple(sorted(PRODUCTION_YEARS)),
        shipped={kind: sum(1 for _ in shipped_folder(kind).glob(pattern)) for kind, pattern in _SHIPPED},
        folder=str(folder),
        holding=holding,
        reason=reason,
        deflater=chosen_deflater(),
        deflated=_weigh_deflated(),
        packages=frozenset(filter(importlib.util.find_spec, (*sum(EXTRAS.values(), ()), *_BESIDE))),
        settings=str(settings) if settings is not None else None,
    )


def _weigh_deflated() -> Mapping[str, int]:
    """Deflate the roadmaps that come with the program by every library that is there."""
    texts = b"".join(path.read_bytes() for path in sorted(shipped_folder("roadmaps").glob("*.yaml")))
    sizes = {name: len(deflate_by(name, texts)) for name in DEFLATERS if is_installed(name)}
    return {name: round(100 * size / sizes["zlib"]) for name, size in sizes.items()}


def _find_fonts() -> tuple[str, ...] | None:
    """Find the fonts that papers are set in; None where the system does not list its fonts."""
    if sys.platform in _WITH_FONTS:
        return FONTS[:1]
    lister = shutil.which("fc-list")
    if lister is None:
        return None
    try:
        listed = subprocess.run(  # noqa: S603 -- found on this system, and no words of anybody's
            [lister, ":", "family"],
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            stdin=subprocess.DEVNULL,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    families = listed.stdout.decode(errors="replace")
    return tuple(font for font in FONTS if font in families)


def _knows_zones() -> bool:
    try:
        return ZoneInfo(ZONE).key == ZONE
    except (ZoneInfoNotFoundError, OSError, ValueError):
        return False


def _try_holding(folder: Path) -> tuple[Holding, str]:
    """Try in a folder inside, which the next build would sweep away, what recording an entry does."""
    try:
        with tempfile.TemporaryDirectory(prefix=".roadmap-", suffix=".part", dir=folder) as name:
            return _try_appending(Path(name))
    except OSError as refused:
        return "read-only", refused.strerror or str(refused)


def _try_appending(folder: Path) -> tuple[Holding, str]:
    try:
        with hold_folder(folder, wait=0) as held:
            if held:
                return "fails", ""
            told = append_lines(folder / "try.jsonl", b"{}\n")
            has_mark = (folder / MARK_NAME).exists()
    except OSError as failed:
        return "fails", failed.strerror or str(failed)
    if any(each.code == "RM573" for each in told):
        return "fails", ""
    return ("no-locks" if has_mark else "well"), ""
