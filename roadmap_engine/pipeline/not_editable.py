"""Says what a person is to write herself into a text whose layout the program cannot follow."""

from __future__ import annotations

from collections.abc import Sequence
from os import PathLike

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.model.edit import Append, Edit, SetValue

__all__ = ["tell_not_editable"]


def tell_not_editable(file: PathLike[str], text: str, edits: Sequence[Edit]) -> Problem:
    """Name the first of some edits that a text has no place for, as it would stand there (RM702).

    Args:
        file: where the text lies.
        text: as it is.
        edits: which could not be made together, at least one.
    """
    failing = next((each for each in edits if not _is_possible(text, each)), edits[0])
    if isinstance(failing, Append):
        path = ".".join(map(str, failing.path))
        return Problem.of("RM702", file=file, list=path, item=_in_line(failing.value))
    *around, name = map(str, failing.path)
    value = _in_line(failing.value) if isinstance(failing, SetValue) else "…"
    return Problem.of("RM702", file=file, section=".".join(around), name=name, value=value)


def _is_possible(text: str, edit: Edit) -> bool:
    try:
        edit_text(text, [edit])
    except NotEditableError:
        return False
    return True


def _in_line(value: object) -> str:
    if isinstance(value, dict):
        return f"{{{', '.join(f'{key}: {_in_line(part)}' for key, part in value.items())}}}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(_in_line, value))}]"
    return str(value)
