"""What has ended by the status log, put into an adoption's text: it keeps that without its log."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.load.editing import NotEditableError, edit_text
from roadmap_engine.load.status_logs import status_path
from roadmap_engine.model import Plan
from roadmap_engine.model.edit import Remove, SetValue
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.storage.roots import Root

__all__ = ["freeze_logged", "thaw"]


def freeze_logged(path: Path, written: bytes, root: Root | None = None) -> tuple[bytes, tuple[Problem, ...]]:
    """Put under `settled:` what has ended by the log and the text does not say yet.

    Args:
        path: of the adoption's text.
        written: what it holds.
        root: of the folder it was found in; none where its reader named it.

    Returns:
        The text to go on with, and what was put into it (RM541); the same text where nothing has ended, or
        its layout has no place for it (RM835).
    """
    if not status_path(path).exists():
        return written, ()
    read = read_adoption(path, root=root, words=written).value
    edits = tuple(_settled_edits(read.plan)) if read is not None else ()
    if not edits:
        return written, ()
    mark = codecs.BOM_UTF8 if written.startswith(codecs.BOM_UTF8) else b""
    try:
        text = edit_text(written.removeprefix(mark).decode(), edits)
    except (NotEditableError, UnicodeDecodeError):
        return written, (Problem.of("RM835", file=path),)
    names = list_names(str(each.path[-1]) for each in edits)
    return mark + text.encode(), (Problem.of("RM541", names=names, log=status_path(path).name),)


def _settled_edits(plan: Plan) -> Iterator[SetValue]:
    for measure in plan.measures():
        settled = measure.settled
        if settled is not None and settled.logged:
            value = {"state": settled.state, "on": settled.on.isoformat()}
            reason = {"reason": settled.reason} if settled.reason else {}
            yield SetValue(("settled", measure.id), {**value, **reason})


def thaw(path: Path, written: bytes, measures: Iterable[str]) -> tuple[bytes, tuple[Problem, ...]]:
    """Give an adoption's text that says no more of measures that they have ended.

    Args:
        path: of the adoption's text.
        written: what it holds.
        measures: their ids, each under `settled:` of the text.

    Returns:
        The new text; the same one where its layout cannot be followed, and that (RM835).
    """
    mark = codecs.BOM_UTF8 if written.startswith(codecs.BOM_UTF8) else b""
    edits = [Remove(("settled", measure)) for measure in measures]
    try:
        return mark + edit_text(written.removeprefix(mark).decode(), edits).encode(), ()
    except (NotEditableError, UnicodeDecodeError):
        return written, (Problem.of("RM835", file=path),)
