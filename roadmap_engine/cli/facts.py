"""What the program found around itself → one line each: what is well, what is missing, what that costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from gettext import gettext as _
from typing import Literal, assert_never

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.cli.extras import EXTRAS
from roadmap_engine.cli.installed import FONTS, Installed
from roadmap_engine.diagnostics.suggestions import list_names

__all__ = ["Fact", "State", "judge"]

State = Literal["well", "lacking", "broken", "unknown"]
"""All is well; something is missing that one can do without; something is missing that the program needs; it
could not be told."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that was looked at.

    Attributes:
        about: what it is about, for scripts.
        state: how it stands.
        said: what was found, and what it costs.
        act: what to do about it; empty where nothing is to be done.
    """

    about: str
    state: State
    said: str
    act: str = ""


def judge(found: Installed, today: dt.date) -> tuple[Fact, ...]:
    """Say of everything that was found how it stands, in the language the process speaks.

    Args:
        found: what was found.
        today: the present day; plans of the school year it lies in need their working days.
    """
    return tuple(fact for each in _JUDGES for fact in each(found, today))


def _judge_program(found: Installed, _today: dt.date) -> Iterator[Fact]:
    said = _("roadmap {program}, Python {python}, {system}")
    yield Fact(
        "program", "well", said.format(program=found.program, python=found.python, system=found.system)
    )


def _judge_shipped(found: Installed, _today: dt.date) -> Iterator[Fact]:
    counts = {kind: found.shipped.get(kind, 0) for kind in ("roadmaps", "templates", "schemas")}
    said = _("what comes with the program: roadmaps {roadmaps}, templates {templates}, schemas {schemas}")
    if all(counts.values()):
        yield Fact("shipped", "well", said.format(**counts))
        return
    yield Fact(
        "shipped",
        "broken",
        said.format(**counts) + "; " + _("without them hardly any command works"),
        _("install the program anew"),
    )


def _judge_years(found: Installed, today: dt.date) -> Iterator[Fact]:
    """Judge by the year in which the present school year ends."""
    years = found.years
    needed = today.year + (today >= SchoolYear(today.year).first_day)
    first, last = (years[0], years[-1]) if years else (0, 0)
    said = _("working days are known by decree for {first}–{last}").format(first=first, last=last)
    if needed in years:
        yield Fact("years", "well", said)
        return
    cost = _("deadlines of {year} that fall on days off or count working days are not sure").format(
        year=needed
    )
    yield Fact("years", "lacking", f"{said}; {cost}", _("take a newer version of the program"))


def _judge_office(found: Installed, _today: dt.date) -> Iterator[Fact]:
    if found.office is None:
        said = _("LibreOffice is not found: `roadmap build --pdf` makes no PDF files, all else works")
        yield Fact("office", "lacking", said, _("install LibreOffice, or save as PDF in Word"))
        return
    yield Fact("office", "well", _("LibreOffice: {file}").format(file=found.office))
    if found.fonts is None:
        said = _("which fonts are there cannot be told: there is no fc-list")
        yield Fact("fonts", "unknown", said, _("install fontconfig, or look at a PDF file yourself"))
    elif found.fonts:
        yield Fact("fonts", "well", _("font of the papers: «{font}»").format(font=found.fonts[0]))
    else:
        said = _("none of {fonts} is there: lines and pages of PDF files break otherwise")
        said = said.format(fonts=list_names(FONTS))
        yield Fact("fonts", "lacking", said, _("install the fonts «Liberation»"))


def _judge_zones(found: Installed, _today: dt.date) -> Iterator[Fact]:
    if found.has_zones:
        yield Fact("zones", "well", _("the time zones of Russia are known"))
        return
    said = _("the system knows no time zones: which day it is where a school stands cannot be told")
    yield Fact("zones", "lacking", said, _("install the table of zones: `python -m pip install tzdata`"))


def _judge_terminal(found: Installed, _today: dt.date) -> Iterator[Fact]:
    words = {"encoding": found.encoding, "language": found.language}
    if found.has_signs:
        yield Fact("terminal", "well", _("terminal: {encoding}, messages: {language}").format(**words))
        return
    said = _("terminal: {encoding}, messages: {language}; signs such as № and «» are written as others near")
    yield Fact(
        "terminal",
        "lacking",
        said.format(**words),
        _("set UTF-8: PYTHONUTF8=1, on Windows also `chcp 65001`"),
    )


def _judge_deflater(found: Installed, _today: dt.date) -> Iterator[Fact]:
    """Whoever has no other library lacks nothing: it is a matter of speed alone."""
    libraries = ", ".join(f"{name} {size} %" for name, size in found.deflated.items())
    said = _("papers are packed by {library}; installed, with the size of what they pack: {libraries}")
    said = said.format(library=found.deflater, libraries=libraries)
    if missing := _list_missing("fast", found):
        said += _("; what would pack them faster is in the extra `fast`: {missing}").format(missing=missing)
    yield Fact("deflate", "well", said)


def _judge_cluster(found: Installed, _today: dt.date) -> Iterator[Fact]:
    """Whoever has one computer lacks nothing."""
    if missing := _list_missing("cluster", found):
        said = _(
            "`roadmap batch` works on this computer alone; a cluster needs the extra `cluster`: {missing}"
        )
        yield Fact("cluster", "well", said.format(missing=missing))
        return
    said = _("`roadmap batch` can work on a Dask cluster and put papers at addresses of fsspec")
    if "s3fs" not in found.packages:
        said += _("; those that begin with s3:// need the package s3fs as well")
    yield Fact("cluster", "well", said)


def _judge_portal(found: Installed, _today: dt.date) -> Iterator[Fact]:
    """Whoever serves no pages lacks nothing."""
    if missing := _list_missing("portal", found):
        said = _("`roadmap serve` opens no pages; the portal needs the extra `portal`: {missing}")
        yield Fact("portal", "well", said.format(missing=missing))
        return
    said = _("`roadmap serve` can open the portal")
    if _list_missing("postgres", found):
        said += _("; several processes at once need the extra `postgres`")
    yield Fact("portal", "well", said)


def _list_missing(extra: str, found: Installed) -> str:
    return ", ".join(name for name in EXTRAS[extra] if name not in found.packages)


def _judge_settings(found: Installed, _today: dt.date) -> Iterator[Fact]:
    if found.settings is None:
        yield Fact("settings", "well", _("roadmap.toml: none here; only letters need one"))
    else:
        yield Fact("settings", "well", _("roadmap.toml: {file}").format(file=found.settings))


def _judge_folder(found: Installed, _today: dt.date) -> Iterator[Fact]:
    words = {"folder": found.folder, "reason": f": {_(found.reason)}" if found.reason else ""}
    match found.holding:
        case "well":
            said = _("{folder}: can be held, and what is written stays").format(**words)
            yield Fact("folder", "well", said)
            return
        case "no-locks":
            said = _("{folder}: knows no locks, so that two people writing at once are not kept apart")
            act = _("keep texts on a drive that knows locks, or write one after another")
        case "read-only":
            said = _("{folder}: nothing can be written here{reason}")
            act = _("go into a folder of your own before you build or record")
        case "fails":
            said = _("{folder}: what is written here is not sure to stay{reason}")
            act = _("look whether the disk is full; keep texts on another drive")
        case _:
            assert_never(found.holding)
    yield Fact("folder", "lacking", said.format(**words), act)


_JUDGES: tuple[Callable[[Installed, dt.date], Iterator[Fact]], ...] = (
    _judge_program,
    _judge_shipped,
    _judge_years,
    _judge_office,
    _judge_zones,
    _judge_terminal,
    _judge_folder,
    _judge_deflater,
    _judge_cluster,
    _judge_portal,
    _judge_settings,
)
"""What is looked at, in the order in which it is told."""
