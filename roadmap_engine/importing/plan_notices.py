"""What is told of a plan as a whole: its columns, people it names, numbers Excel changed, what it copies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.measures import PlanMeasureCells, lengthen_number
from roadmap_engine.importing.merging import FIELDS, Fields
from roadmap_engine.importing.plan_columns import OwnColumn, is_own
from roadmap_engine.importing.roles import Roles
from roadmap_engine.importing.spelling import FULL_PERSON, PERSON, normalise_name
from roadmap_engine.model import COLUMN_CAPTIONS
from roadmap_engine.model.provenance import Path

__all__ = ["tell_of_columns", "tell_of_numbers", "tell_of_persons", "tell_of_shared"]

_ENOUGH_SHARED = 5
_MOST_PERSONS = 8

Remarks = Iterator[tuple[Path, Problem]]
Stages = Sequence[Sequence[PlanMeasureCells]]
"""The measures of each stage."""


def tell_of_numbers(printed: Sequence[str], measures: Sequence[PlanMeasureCells], stage: Path) -> Remarks:
    """Tell of a number that has lost its last nought: «1.1» behind «1.9» was «1.10»."""
    for row, (before, number) in enumerate(pairwise(printed), 1):
        whole = lengthen_number(before, number)
        if whole:
            entry = measures[row].entry
            caption = next((c.caption for c in entry.columns if c.meaning is Meaning.NUMBER), "")
            where: dict[str, Any] = {"table": entry.table, "row": entry.row, "column": caption}
            problem = Problem.of("RM889", **where, text=number, read=whole)
            yield (*stage, "measures", row, "number"), problem


def tell_of_columns(
    all_fields: Mapping[tuple[Column, ...], Fields], stages: Stages, own: Mapping[str, OwnColumn]
) -> Remarks:
    """Tell of columns that were guessed, are the roadmap's own or comments, or say who does; each once."""
    told: set[str] = set()
    entries = [cells.entry for measures in stages for cells in measures]
    for columns, fields in all_fields.items():
        table = next((entry.table for entry in entries if entry.columns == columns), 1)
        for key, problem in _of_columns(columns, fields, table, own):
            if key not in told:
                told.add(key)
                yield ("columns",), problem


def _of_columns(
    columns: Sequence[Column], fields: Fields, table: int, own: Mapping[str, OwnColumn]
) -> Iterator[tuple[str, Problem]]:
    if fields.sides is not None:
        doing, answering = fields.sides
        yield " | ".join(fields.sides), Problem.of("RM886", table=table, doing=doing, answering=answering)
    for column in columns:
        if column.guessed:
            caption = COLUMN_CAPTIONS[str(column.meaning)]
            yield column.caption, Problem.of("RM878", table=table, column=column.caption, field=caption)
    for place in fields.kept:
        caption, known = columns[place].caption, columns[place].meaning in (*FIELDS, Meaning.ACTUAL)
        found = own.get(caption) if is_own(columns[place]) else None
        if found is not None:
            told = Problem.of("RM899", table=table, column=caption, name=found.name, kind=found.kind)
            yield caption, told
        else:
            yield caption, Problem.of("RM869" if known else "RM856", table=table, column=caption)


def tell_of_persons(roles: Roles) -> Remarks:
    """Tell of people: who holds a post is a school's matter, and a roadmap is read by everybody."""
    titles = [role.title for role in roles.defined.values()]
    names = [title for title in titles if PERSON.search(title) or FULL_PERSON.search(title)]
    if names:
        shown = ", ".join(f"«{name}»" for name in names[:_MOST_PERSONS])
        more = f" (+{len(names) - _MOST_PERSONS})" if len(names) > _MOST_PERSONS else ""
        yield ("roles",), Problem.of("RM887", names=shown + more)


def tell_of_shared(stages: Stages, catalogue: Catalogue) -> Remarks:
    """Tell of a published roadmap that says most of the same: extending it is better than copying it."""
    titles = {normalise_name(cells.text(Meaning.TITLE)) for measures in stages for cells in measures}
    for known in catalogue.roadmaps[:1]:
        shared = len(titles & known.measures.keys())
        if shared >= _ENOUGH_SHARED and shared * 2 > len(titles):
            yield ("stages",), Problem.of("RM874", name=known.name, shared=shared, all=len(titles))
