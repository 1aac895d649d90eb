"""The open cell: where a measure of a school stands, what exactly would be accepted, what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import Http404, HttpRequest

from roadmap_engine.documents.pages.badges import choose_loudest
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.collected import OWN, Matrix, MatrixSchool
from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import Sign
from roadmap_engine.portal.schools.answering import deeds_of
from roadmap_engine.portal.schools.measure_page import Line, MeasurePage, describe_measure
from roadmap_engine.portal.schools.names import name_people
from roadmap_engine.portal.schools.visiting import MeasureVisit, visit_measure

__all__ = ["Judged", "Panel", "describe_judged", "find_next", "open_cell"]


@dataclass(frozen=True, slots=True)
class Judged:
    """What would be accepted.

    Attributes:
        page: as the measure's own page says it.
        handed: the entry that handed it in.
        version: of the roadmap that the plan follows.
        accepts, returns: whether whoever looks may do that now.
    """

    at: MeasureVisit
    row: BoardRow
    page: MeasurePage
    handed: Line | None
    version: str
    accepts: bool
    returns: bool

    @property
    def saw(self) -> str:
        """The last entries that are shown."""
        return " ".join(self.row.heads)

    @property
    def files(self) -> str:
        """Names of what was attached, in words; empty where nothing was."""
        return ", ".join(each.name for each in self.page.attached)


@dataclass(frozen=True, slots=True)
class Panel:
    """The open cell of a matrix.

    Attributes:
        is_late: whether anything of the school is overdue.
        cell: «school/measure», as the table names it.
        following: the next cell that waits to be accepted, in the order of the table; empty where none does.
    """

    judged: Judged
    school: str
    is_late: bool
    cell: str
    following: str


def describe_judged(at: MeasureVisit, row: BoardRow) -> Judged:
    """Say what would be accepted of a row."""
    plan = at.visit.tracked.read.plan
    page = describe_measure(plan, at.measure, at.rows, row, name_people(plan))
    handed = next((each.id for each in reversed(row.history) if each.did is Did.SUBMITTED), "")
    may = {each.did for each in deeds_of(at, row)} if row.sign is Sign.SUBMITTED else set()
    return Judged(
        at,
        row,
        page,
        next((line for line in page.history if line.id == handed), None),
        plan.roadmap.version,
        Did.ACCEPTED in may,
        Did.RETURNED in may,
    )


def open_cell(request: HttpRequest, matrix: Matrix, shown: Matrix, cell: str) -> Panel:
    """Open a cell.

    Args:
        request: of whoever asks.
        matrix: all that she may see.
        shown: what she sees of it, in the order she sees it in.
        cell: «school/measure» or «school/measure/time».

    Raises:
        Http404: there is none, or it is closed to her.
    """
    name, _, rest = cell.partition("/")
    measure, _, time = rest.partition("/")
    school = next((each for each in matrix.schools if each.id == name and each.has_plan), None)
    if school is None:
        raise Http404
    at = visit_measure(request, school.id, school.plan, measure)
    row = at.row(time) or choose_loudest(at.rows)
    here = f"{name}/{measure}"
    late = bool(school.counts.overdue)
    return Panel(describe_judged(at, row), clean_text(school.name), late, here, find_next(shown, here))


def find_next(matrix: Matrix, cell: str = "") -> str:
    """Find the next cell that waits to be accepted, in the order of rows; the first one after the last."""
    waiting = list(_list_waiting(matrix))
    if not waiting:
        return ""
    places = {name: place for place, name in enumerate(_list_cells(matrix))}
    here = places.get(cell, -1)
    found = next((each for each in waiting if places[each] > here), waiting[0])
    return found if found != cell else ""


def _list_waiting(matrix: Matrix) -> Iterator[str]:
    for school in matrix.schools:
        for measure in matrix.measures:
            cell = school.cells.get(measure.id) if measure.id != OWN else None
            if cell is not None and cell.sign is Sign.SUBMITTED:
                yield _name(school, measure.id)


def _list_cells(matrix: Matrix) -> Iterator[str]:
    for school in matrix.schools:
        for measure in matrix.measures:
            yield _name(school, measure.id)


def _name(school: MatrixSchool, measure: str) -> str:
    return f"{school.id}/{measure}"
