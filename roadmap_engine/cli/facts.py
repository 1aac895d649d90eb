"""What the program found around itself → one line each: what is well, what is missing, what that costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from gettext import gettext as _
from typing import Literal, assert_never

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.cli.installed import CLUSTER, FONTS, Installed
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
    return tuple(_judge_all(found, today))


def _judge_all(found: Installed, today: dt.date) -> Iterator[Fact]:
    said = _("roadmap {program}, Python {python}, {system}")
    yield Fact(
        "program", "well", said.format(program=found.program, python=found.python, system=found.system)
    )
    yield _judge_shipped(found.shipped)
    yield _judge_years(found.years, today)
    yield from _judge_office(found)
    yield _judge_zones(has_zones=found.has_zones)
    yield _judge_terminal(found)
    yield _judge_folder(found)
    yield _judge_deflater(found)
    yield _judge_cluster(found.cluster)
    if found.settings is None:
        yield Fact("settings", "well", _("roadmap.toml: none here; only letters need one"))
    else:
        yield Fact("settings", "well", _("roadmap.toml: {file}").format(file=found.settings))


def _judge_shipped(shipped: Mapping[str, int]) -> Fact:
    counts = {kind: shipped.get(kind, 0) for kind in ("roadmaps", "templates", "schemas")}
    said = _("what comes with the program: roadmaps {roadmaps}, templates {templates}, schemas {schemas}")
    if all(counts.values()):
        return Fact("shipped", "well", said.format(**counts))
    return Fact(
        "shipped",
        "broken",
        said.format(**counts) + "; " + _("without them hardly any command works"),
        _("install the program anew"),
    )


def _judge_years(years: tuple[int, ...], today: dt.date) -> Fact:
    """Judge by the year in which the present school year ends."""
    needed = today.year + (today >= SchoolYear(today.year).first_day)
    first, last = (years[0], years[-1]) if years else (0, 0)
    said = _("working days are known by decree for {first}–{last}").format(first=first, last=last)
    if needed in years:
        return Fact("years", "well", said)
    cost = _("deadlines of {year} that fall on days off or count working days are not sure").format(
        year=needed
    )
    return Fact("years", "lacking", f"{said}; {cost}", _("take a newer version of the program"))


def _judge_office(found: Installed) -> Iterator[Fact]:
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


def _judge_zones(*, has_zones: bool) -> Fact:
    if has_zones:
        return Fact("zones", "well", _("the time zones of Russia are known"))
    said = _("the system knows no time zones: which day it is where a school stands cannot be told")
    return Fact("zones", "lacking", said, _("install the table of zones: `python -m pip install tzdata`"))


def _judge_terminal(found: Installed) -> Fact:
    words = {"encoding": found.encoding, "language": found.language}
    if found.has_signs:
        return Fact("terminal", "well", _("terminal: {encoding}, messages: {language}").format(**words))
    said = _("terminal: {encoding}, messages: {language}; signs such as № and «» are written as others near")
    return Fact(
        "terminal",
        "lacking",
        said.format(**words),
        _("set UTF-8: PYTHONUTF8=1, on Windows also `chcp 65001`"),
    )


def _judge_deflater(found: Installed) -> Fact:
    """Whoever has no other library lacks nothing: it is a matter of speed alone."""
    libraries = ", ".join(f"{name} {size} %" for name, size in found.deflated.items())
    said = _("papers are packed by {library}; installed, with the size of what they pack: {libraries}")
    return Fact("deflate", "well", said.format(library=found.deflater, libraries=libraries))


def _judge_cluster(packages: tuple[str, ...]) -> Fact:
    """Whoever has one computer lacks nothing."""
    missing = [name for name in CLUSTER if name not in packages]
    if not missing:
        said = _("`roadmap batch` can work on a Dask cluster and put papers at addresses of fsspec")
        return Fact("cluster", "well", said)
    said = _("`roadmap batch` works on this computer alone; a cluster needs the extra `cluster`: {missing}")
    return Fact("cluster", "well", said.format(missing=", ".join(missing)))


def _judge_folder(found: Installed) -> Fact:
    words = {"folder": found.folder, "reason": f": {_(found.reason)}" if found.reason else ""}
    match found.holding:
        case "well":
            said = _("{folder}: can be held, and what is written stays").format(**words)
            return Fact("folder", "well", said)
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
    return Fact("folder", "lacking", said.format(**words), act)
