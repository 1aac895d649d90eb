"""Problems as plain data, and back: what a run writes down of a school for the next one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Argument, Bilingual, Later, word
from roadmap_engine.diagnostics.problem import Aside, KnownToPublisher, OfSettled

__all__ = ["change_words", "problem_from_json", "problem_to_json"]


def change_words(problem: Problem, change: Callable[[str], str]) -> Problem:
    """Give a problem whose words are all found, so that another process can read it, and are changed.

    Args:
        problem: with words in one language, and names of files.
        change: of such words; what the program says in both languages stays.
    """
    return replace(
        problem,
        arguments=tuple((name, _change(said, change)) for name, said in problem.arguments),
        location=_move(problem.location, change) if problem.location is not None else None,
        related=tuple(_move(each, change) for each in problem.related),
    )


def _change(said: Argument, change: Callable[[str], str]) -> Argument:
    match said:
        case Later():
            return change(word(said, "ru"))
        case str():
            return change(said)
        case _:
            return said


def _move(location: Location, change: Callable[[str], str]) -> Location:
    return replace(location, file=change(location.file))


def problem_to_json(problem: Problem) -> Mapping[str, Any]:
    """Write a problem as plain data, all of it that can be shown."""
    aside = problem.aside
    written: dict[str, Any] = {
        "code": problem.code,
        "arguments": [[name, _write(said)] for name, said in problem.arguments],
        "location": _place(problem.location),
        "span": list(problem.span) if problem.span is not None else None,
        "related": [_place(each) for each in problem.related],
        "basis": problem.basis,
        "lessened": problem.lessened,
        "publisher": [aside.text, aside.version] if isinstance(aside, KnownToPublisher) else None,
        "settled": aside.measure if isinstance(aside, OfSettled) else None,
    }
    return {name: value for name, value in written.items() if value not in (None, [], False)}


def problem_from_json(written: Mapping[str, Any]) -> Problem:
    """Read what `problem_to_json` has written.

    Raises:
        ValueError: somebody else has written it.
        TypeError: the same.
        KeyError: the same.
    """
    span, publisher, settled = (written.get(name) for name in ("span", "publisher", "settled"))
    aside: Aside | None = KnownToPublisher(*publisher) if publisher else None
    return Problem(
        code=written["code"],
        arguments=tuple((name, _read(said)) for name, said in written.get("arguments", ())),
        location=_read_place(written["location"]) if "location" in written else None,
        span=(span[0], span[1]) if span else None,
        related=tuple(map(_read_place, written.get("related", ()))),
        basis=written.get("basis"),
        lessened=written.get("lessened", False),
        aside=OfSettled(settled) if settled else aside,
    )


def _place(location: Location | None) -> list[Any] | None:
    return None if location is None else [location.file, location.line, location.column, location.length]


def _read_place(written: Any) -> Location:
    file, line, column, length = written
    if not isinstance(file, str):
        raise TypeError(file)
    return Location(file, int(line), int(column), int(length))


def _write(said: Argument) -> str | Mapping[str, str]:
    match said:
        case dt.date():
            return {"day": said.isoformat()[:10]}
        case Bilingual():
            return {"ru": said.russian, "en": said.english}
        case Later():
            return word(said, "ru")
        case _:
            return said


def _read(said: str | Mapping[str, str]) -> Argument:
    if isinstance(said, str):
        return said
    return dt.date.fromisoformat(said["day"]) if "day" in said else Bilingual(said["ru"], said["en"])
