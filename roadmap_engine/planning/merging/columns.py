"""Cells of a school's own changes whose column the newer version has no more."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.model import Change, Measure
from roadmap_engine.model.edit import Remove
from roadmap_engine.model.fields import CELLS
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging.case import Merging, in_words
from roadmap_engine.planning.merging.result import Found

__all__ = ["merge_columns"]


def merge_columns(case: Merging) -> Iterator[Found]:
    """Let such cells go, each told; its words stay in the text as a comment."""
    lost = case.before.kinds.keys() - case.after.kinds.keys()
    for path, name, row in _written_rows(case) if lost else ():
        for cell, value in row.cells.items():
            if cell in lost:
                here = (*path, CELLS, cell)
                yield Remove(here, remembered=True)
                key = f"{name}.{cell}"
                yield case.notice("RM839", case.place(here), key=key, column=cell, value=in_words(value))


def _written_rows(case: Merging) -> Iterator[tuple[Path, str, Change | Measure]]:
    """Give what of an adoption's text has cells, with the way to it and the measure it is of."""
    for name, change in case.adoption.replace.items():
        yield ("replace", name), name, change
    for name, settled in case.adoption.settled.items():
        if settled.kept is not None:
            yield ("settled", name, "kept"), name, settled.kept
    for path, thing in case.own_things():
        if isinstance(thing, Measure):
            yield path, thing.id, thing
