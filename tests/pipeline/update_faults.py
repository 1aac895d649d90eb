"""A fault of updating for every code that only a whole update meets."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from roadmap_engine.cli.updates import write_update
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.releasing import publish
from roadmap_engine.pipeline.updating import Updater
from tests.pipeline.updates import FIRST, Neighbours

__all__ = ["UPDATE_FAULTS"]

_SECOND = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace("до 15 января", "до 22 января")
_FILE = Path("school/adoption.yaml")


def _laid_out_on_one_line() -> tuple[Problem, ...]:
    with _neighbours() as neighbours:
        text = neighbours.adopt().read_text(encoding="utf-8").split("\n", 1)[1]
        lines = [line.partition("  #")[0] for line in text.splitlines()]
        _FILE.write_text(f"{{{', '.join(lines)}}}\n", encoding="utf-8")
        return Updater().update(_FILE, {}).problems


def _older_version() -> tuple[Problem, ...]:
    with _neighbours() as neighbours:
        neighbours.adopt()
        return Updater(to="0.9").update(_FILE, {}).problems


def _changed_meanwhile() -> tuple[Problem, ...]:
    with _neighbours() as neighbours:
        neighbours.adopt()
        update = Updater().update(_FILE, {}).value
        assert update is not None
        _FILE.write_text("# другое\n", encoding="utf-8")
        return write_update(update)


_LOCKED = "allow: {deadline: locked}\n"
_KEPT = (
    "settled:\n  by-class: {state: done, on: 2027-01-12, as_of: 1.0.0, kept: {deadline: до 31 мая 2027 г.}}\n"
)


def _kept(allow: str = "", *, at_hand: bool = True) -> tuple[Problem, ...]:
    """What is kept by hand of a measure that an earlier version had otherwise."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        neighbours = Neighbours(Path())
        neighbours.publish(FIRST, _SECOND + allow)
        neighbours.adopt(_KEPT, version="1.1.0")
        if at_hand:
            name = "tiny-1.0.0.zip"
            (_FILE.parent / "bundles" / name).write_bytes((neighbours.published / name).read_bytes())
        return tuple(each for each in check_texts([_FILE]).problems if each.code.startswith("RM75"))


def _changed(*allow: str) -> tuple[Problem, ...]:
    """What a school changed of a measure before it was done, under what two versions allow."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        neighbours = Neighbours(Path())
        neighbours.publish(FIRST + allow[0], FIRST.replace("version: 1.0.0", "version: 1.1.0") + allow[1])
        neighbours.adopt(
            "settled:\n  by-class: {state: done, on: 2027-01-12, as_of: 1.0.0}\n"
            "replace:\n  by-class: {deadline: до 12 января 2027 г.}\n",
            version="1.1.0",
        )
        name = "tiny-1.0.0.zip"
        (_FILE.parent / "bundles" / name).write_bytes((neighbours.published / name).read_bytes())
        return tuple(each for each in check_texts([_FILE]).problems if each.code.startswith("RM75"))


def _unseen() -> tuple[Problem, ...]:
    """The version in which a measure was renamed is listed, and its file is gone."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        neighbours = Neighbours(Path())
        renamed = FIRST.replace("id: by-class", "id: classes\n        was: [by-class]")
        again = renamed.replace("id: classes\n        was: [by-class]", "id: all\n        was: [classes]")
        versions = (text.replace("1.0.0", f"1.{number}.0") for number, text in enumerate((renamed, again), 1))
        neighbours.publish(FIRST, *versions)
        neighbours.adopt()
        (neighbours.published / "tiny-1.1.0.zip").unlink()
        return tuple(each for each in Updater().update(_FILE, {}).problems if each.code == "RM753")


_EXCHANGED = (
    FIRST.replace("Анализ по классам", "…")
    .replace("Анализ школы", "Анализ по классам")
    .replace("title: …", "title: Анализ школы")
)


_THREE = f"""{FIRST}\
      - id: by-topic
        title: Анализ по темам
        deadline: до 25 января 2027 г.
        responsible: head
"""
_UNCLEAR = (
    _THREE.replace("- id: by-class\n", "- id: by-class\n        was: [by-school, by-topic]\n")
    .replace("- id: by-school\n", "- id: by-school\n        was: [by-topic, by-class]\n")
    .replace("- id: by-topic\n", "- id: by-topic\n        was: [by-school, by-class]\n")
)


def _published(text: str, code: str, first: str = FIRST) -> tuple[Problem, ...]:
    """What a publisher is told of a version beside the one before it."""
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        Neighbours(Path()).publish(first)
        Path("tiny.yaml").write_text(
            text if "1.0.1" in text else text.replace("version: 1.0.0", "version: 1.1.0"), encoding="utf-8"
        )
        found = publish([Path("tiny.yaml")], Path("published")).problems
        return tuple(each for each in found if each.code == code)


@contextlib.contextmanager
def _neighbours() -> Iterator[Neighbours]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        neighbours = Neighbours(Path())
        neighbours.publish(FIRST, _SECOND)
        yield neighbours


def _of_other_year(newer: str) -> tuple[Problem, ...]:
    """An adoption of a roadmap of 2020/2021 meets a version of another year."""
    old = FIRST.replace("title: План", "title: План\nschool_year: 2020/2021").replace("2027", "2021")
    start = int(newer[:4])
    new = old.replace("version: 1.0.0", "version: 1.1.0").replace("2020/2021", newer)
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        neighbours = Neighbours(Path())
        neighbours.publish(old, new.replace(" 2021 г.", f" {start + 1} г."))
        neighbours.adopt("moved_from: 2020/2021\n")
        return Updater().update(_FILE, {}).problems


UPDATE_FAULTS: Mapping[str, Callable[[], tuple[Problem, ...]]] = {
    "RM835": _laid_out_on_one_line,
    "RM836": _older_version,
    "RM837": _changed_meanwhile,
    "RM750": lambda: _kept(_LOCKED),
    "RM751": _kept,
    "RM752": lambda: _kept(at_hand=False),
    "RM753": _unseen,
    "RM754": lambda: _published(FIRST.replace("id: by-class", "id: classes"), "RM754"),
    "RM755": lambda: _published(_EXCHANGED, "RM755"),
    "RM775": lambda: _published(_UNCLEAR, "RM775", _THREE),
    "RM756": lambda: _published(_SECOND.replace("1.1.0", "1.0.1"), "RM756"),
    "RM757": lambda: _changed("", _LOCKED),
    "RM758": lambda: _changed(_LOCKED, _LOCKED),
    "RM943": lambda: _of_other_year("2026/2027"),
    "RM944": lambda: _of_other_year("2025/2026"),
    "RM838": lambda: (Problem.of("RM838", key="by-clas.deadline", near="«by-class.deadline»"),),
}
"""Code to a way of meeting it."""
