"""What may stand in the way of a paper, one case for each code, for the catalogue of problems."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.trackers import renew_tracker
from roadmap_engine.storage import laying
from roadmap_engine.storage.terms import Carried, Force
from roadmap_engine.storage.writing import replace_file
from tests.documents.small_plans import make_measure, make_plan
from tests.pipeline.filled import edit, fill, render
from tests.storage.folders import lay_papers

__all__ = ["PAPER_FAULTS", "find_fault"]

OLD, NEW, MINE = b"old", b"new", b"mine"
BLANK = "forms/1.1-note.docx"


def find_fault(code: str) -> tuple[Problem, ...]:
    """Meet a problem in a folder that is not there afterwards; files are named from inside it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        found = PAPER_FAULTS[code](folder)
    return tuple(
        _from_inside(problem, f"{folder}/", str(folder)) for problem in found if problem.code == code
    )


def _from_inside(problem: Problem, *outer: str) -> Problem:
    words = dict(problem.arguments)
    for prefix, shown in zip(outer, ("", "papers"), strict=True):
        words = {
            key: value.replace(prefix, shown) if isinstance(value, str) else value
            for key, value in words.items()
        }
    return replace(problem, arguments=tuple(words.items()))


def _changed(folder: Path, name: str, *, force: Force | None = None, new: bytes = NEW) -> tuple[Problem, ...]:
    lay_papers(folder, {name: OLD})
    (folder / name).write_bytes(MINE)
    return lay_papers(folder, {name: new}, force=force)


def _open(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {"order.docx": OLD})
    (folder / "~$order.docx").write_bytes(b"")
    return lay_papers(folder, {"order.docx": NEW})


def _link(folder: Path) -> tuple[Problem, ...]:
    (folder / "elsewhere.docx").write_bytes(MINE)
    (folder / "order.docx").symlink_to("elsewhere.docx")
    return lay_papers(folder, {"order.docx": NEW})


def _refused(folder: Path) -> tuple[Problem, ...]:
    """What Windows says of a file that Excel holds."""

    def refuse(path: Path, content: bytes) -> None:
        if path.name == "order.docx":
            raise PermissionError(13, "Permission denied", str(path))
        replace_file(path, content)

    with mock.patch.object(laying, "replace_file", refuse):
        return lay_papers(folder, {"order.docx": NEW})


def _meanwhile(folder: Path) -> tuple[Problem, ...]:
    """A person saves one paper while another is written."""

    def save(path: Path, content: bytes) -> None:
        if path.name == "order.docx":
            (folder / "plan.docx").write_bytes(MINE)
        replace_file(path, content)

    lay_papers(folder, {"order.docx": OLD, "plan.docx": OLD})
    with mock.patch.object(laying, "replace_file", save):
        return lay_papers(folder, {"order.docx": NEW, "plan.docx": NEW})


def _tracker(folder: Path, *, readable: bool = True) -> tuple[Problem, ...]:
    def carry(_data: bytes) -> Carried | None:
        return Carried(b"new with work") if readable else None

    lay_papers(folder, {"tracker.xlsx": OLD})
    (folder / "tracker.xlsx").write_bytes(MINE)
    return lay_papers(folder, {"tracker.xlsx": NEW}, carriers={"tracker.xlsx": carry})


def _gone_row(_folder: Path) -> tuple[Problem, ...]:
    before = make_plan(make_measure("one"), make_measure("two"))
    data = fill(render(before), {"two#once": {"I": "выполнено"}})
    return renew_tracker(make_plan(make_measure("one")), data, "tracker.xlsx")[1]


def _unread(_folder: Path) -> tuple[Problem, ...]:
    plan = make_plan(make_measure("one"))
    return renew_tracker(plan, fill(render(plan), {"one#once": {"I": "выполнено"}}), "tracker.xlsx")[1]


def _above_table(_folder: Path) -> tuple[Problem, ...]:
    plan = make_plan(make_measure("one"))

    def note(book: Any) -> None:
        book["План"]["P2"] = "Кабинет 12"

    return renew_tracker(plan, edit(render(plan), note), "tracker.xlsx")[1]


def _blank_gone(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {BLANK: OLD})
    (folder / BLANK).write_bytes(MINE)
    return lay_papers(folder, {"order.docx": NEW})


def _blank_moved(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {BLANK: OLD})
    (folder / BLANK).write_bytes(MINE)
    return lay_papers(folder, {"forms/1.2-note.docx": OLD})


def _another_plan(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {"order.docx": OLD}, plan="school-12-vpr-2027")
    return lay_papers(folder, {"order.docx": OLD}, plan="school-12-oge-2027")


def _another_years_calendars(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {"deadlines.ics": OLD}, plan="school-12-vpr-2027", calendars=True)
    return lay_papers(folder, {"deadlines.ics": NEW}, plan="school-12-vpr-2028", calendars=True)


def _together(folder: Path) -> tuple[Problem, ...]:
    lay_papers(folder, {"amending-order.docx": OLD}, together=True)
    (folder / "amending-order.docx").write_bytes(MINE)
    return lay_papers(folder, {"amending-order.docx": NEW}, together=True)


PAPER_FAULTS: Mapping[str, Callable[[Path], tuple[Problem, ...]]] = {
    "RM575": _unread,
    "RM705": _another_plan,
    "RM706": lambda folder: _changed(folder, BLANK, new=OLD),
    "RM707": lambda folder: _changed(folder, "order.docx"),
    "RM708": _open,
    "RM709": _link,
    "RM730": _refused,
    "RM731": _tracker,
    "RM732": _gone_row,
    "RM733": _above_table,
    "RM734": lambda folder: _tracker(folder, readable=False),
    "RM735": _blank_gone,
    "RM736": lambda folder: _changed(folder, "order.docx", force=Force(names=("order",))),
    "RM737": _blank_moved,
    "RM738": _meanwhile,
    "RM739": _together,
    "RM969": _another_years_calendars,
}
"""How each code is met."""
