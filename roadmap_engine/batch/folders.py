"""The folders of a run in what is told of a school: named in one way by whoever makes it, wherever it is.

A worker knows them by whole paths, and a record may be read from another folder; so a school's answer has a
mark in their place, and the run puts there what its reader has typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from roadmap_engine.batch.problem_json import change_words
from roadmap_engine.batch.tasks import BatchRun, Folder, Remote, SchoolMade

__all__ = ["Folders", "hide_folders", "make_whole"]

_WORKSPACE, _OUTPUT = "\0workspace", "\0output"
"""No text and no path has such a character."""


class Folders:
    """The folders of a run as its reader has typed them."""

    def __init__(self, run: BatchRun) -> None:
        self._typed = _list_folders(run)

    def show(self, made: SchoolMade) -> SchoolMade:
        """Give an answer with the folders named as they were typed."""
        return _rename(made, dict(self._typed))


def hide_folders(made: SchoolMade, run: BatchRun) -> SchoolMade:
    """Give an answer with marks in the place of the folders; those of the run are whole paths."""
    return _rename(made, {whole: mark for mark, whole in _list_folders(run)})


def make_whole(run: BatchRun) -> BatchRun:
    """Give a run whose folders are whole paths, which other processes understand."""
    output = run.output
    whole = output if isinstance(output, Remote) else replace(output, path=output.path.absolute())
    return replace(run, workspace=run.workspace.absolute(), output=whole)


def _list_folders(run: BatchRun) -> tuple[tuple[str, str], ...]:
    folders = [(_WORKSPACE, str(run.workspace))]
    if isinstance(run.output, Folder):
        folders.append((_OUTPUT, str(run.output.path)))
    # What lies in the other folder is named by the nearer one.
    return tuple(sorted(folders, key=lambda each: -len(each[1])))


def _rename(made: SchoolMade, names: Mapping[str, str]) -> SchoolMade:
    def change(words: str) -> str:
        for old, new in names.items():
            words = words.replace(old, new)
        return words

    problems = tuple(change_words(each, change) for each in made.line.problems)
    return replace(made, line=replace(made.line, problems=problems))
