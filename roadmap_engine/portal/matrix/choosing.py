"""What an address asks of the matrix → the rows, columns and order that are shown."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from roadmap_engine.documents.pages.matrix_grid import LEGEND, CountHead
from roadmap_engine.model.collected import Matrix, MatrixSchool
from roadmap_engine.model.counts import COUNT_WORDS
from roadmap_engine.model.progress import Sign
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken
from roadmap_engine.tracking.matrices import narrow

__all__ = ["COUNTS", "SCHOOLS", "STATES", "Choice", "choose", "head_columns", "key_of", "read_choice"]

COUNTS = ("expected", "reported", "in_time", "accepted")
"""Counts that have a column, in the order of all tables."""
SCHOOLS: Mapping[str, str] = {
    "": gettext_lazy("Все, по названию"),
    "late": gettext_lazy("С просроченным"),
    "without": gettext_lazy("Без плана"),
}
STATES = LEGEND
"""Signs by which rows can be chosen."""
_NAME = "name"
_LATE = (Sign.OVERDUE, Sign.RETURNED_LATE)


@dataclass(frozen=True, slots=True)
class Choice:
    """What an address asks for; empty for what it does not say.

    Attributes:
        plan: key of a matrix.
        town: a municipality.
        state: a sign that some cell of a school shows.
        stage: id of the only stage whose measures are shown.
        schools: one of `SCHOOLS`.
        sort: the column rows are sorted by, «-» before it from the greatest.
        cell: the open cell, «school/measure» or «school/measure/time».
        base: the address of the matrix, where another page shows it.
    """

    plan: str = ""
    town: str = ""
    state: str = ""
    stage: str = ""
    schools: str = ""
    sort: str = ""
    cell: str = ""
    base: str = ""

    def address(self, **changes: str) -> str:
        """Give where it is shown, some of it otherwise."""
        return self.base + self.query(**changes)

    def query(self, **changes: str) -> str:
        """Write it as the query of an address, some of it otherwise."""
        said = replace(self, **changes, base="")
        words = {each.name: getattr(said, each.name) for each in fields(said)}
        return "?" + urlencode({name: word for name, word in words.items() if word}, safe="/")

    @property
    def is_narrow(self) -> bool:
        """Whether rows or columns are left out."""
        return bool(self.town or self.state or self.stage or self.schools)


def read_choice(said: Mapping[str, str]) -> Choice:
    """Read an address; what it says that there is not is left out."""
    words = {each.name: said.get(each.name, "") for each in fields(Choice) if each.name != "base"}
    if words["schools"] not in SCHOOLS:
        words["schools"] = ""
    if words["state"] not in {each.value for each in STATES}:
        words["state"] = ""
    if words["sort"].removeprefix("-") not in (*COUNTS, _NAME) or words["sort"] == _NAME:
        words["sort"] = ""
    return Choice(**words)


def key_of(matrix: Matrix) -> str:
    """Give the key by which an address names a matrix."""
    said = "\0".join(
        (matrix.roadmap, matrix.procedure, matrix.year, matrix.title if not matrix.roadmap else "")
    )
    return hashlib.sha256(said.encode()).hexdigest()[:8]


def choose(matrix: Matrix, choice: Choice) -> Matrix:
    """Leave what is asked for, in the order that is asked for; what is left is counted by itself."""
    if choice.is_narrow:
        left = narrow(matrix, {each.id for each in matrix.schools}, choice.stage) if choice.stage else matrix
        matrix = narrow(left, {each.id for each in left.schools if _is_asked_for(each, choice)})
    column = choice.sort.removeprefix("-")
    if not column:
        return matrix
    rows = list(matrix.schools)
    if column in COUNTS:
        rows.sort(key=lambda each: getattr(each.counts, column), reverse=choice.sort.startswith("-"))
    else:
        rows.reverse()
    return replace(matrix, schools=tuple(rows))


def _is_asked_for(school: MatrixSchool, choice: Choice) -> bool:
    if choice.town and school.municipality != choice.town:
        return False
    if choice.schools == "late" and not school.counts.overdue:
        return False
    if choice.schools == "without" and school.has_plan:
        return False
    if not choice.state:
        return True
    signs = _LATE if choice.state == Sign.OVERDUE else (Sign(choice.state),)
    return any(cell.sign in signs for cell in school.cells.values())


def head_columns(choice: Choice) -> tuple[CountHead, tuple[CountHead, ...]]:
    """Give the head of the column of schools and those of counts, with where each sorts the rows."""
    backwards = choice.sort == f"-{_NAME}"
    by_name = not choice.sort or backwards
    school = CountHead(
        _("Школа"),
        choice.address(cell="", sort=f"-{_NAME}" if by_name and not backwards else ""),
        ("descending" if backwards else "ascending") if by_name else "",
    )
    return school, tuple(_head(name, choice) for name in COUNTS)


def _head(name: str, choice: Choice) -> CountHead:
    if choice.sort == f"-{name}":
        return CountHead(COUNT_WORDS[name].said(spoken()), choice.address(cell="", sort=name), "descending")
    address = choice.address(cell="", sort=f"-{name}")
    return CountHead(COUNT_WORDS[name].said(spoken()), address, "ascending" if choice.sort == name else "")
