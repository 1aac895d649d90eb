"""Every cell of a column of the roadmap's own stands in a column that is there, and is of its kind.

An amount is printed in roubles and a day as a date, so that both can be reckoned with; a column that is
filled in by hand has nothing in the text. A cell of no column would be printed nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model.assembly import Assembly
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.fields import FieldKind
from roadmap_engine.model.measure import Measure, call_thing

__all__ = ["check_fitting_cells"]

_EXAMPLES = {
    FieldKind.MONEY: ("amount", "«12500», «12 500,50», «50 тыс.»"),
    FieldKind.DATE: ("day", "«2027-06-05», «05.06.2027»"),
}


def check_fitting_cells(assembly: Assembly) -> Iterator[Problem]:
    """Find cells of no column, and those that do not fit into theirs."""
    kinds = assembly.roadmap.kinds
    for measure in assembly.roadmap.measures():
        for name, written in measure.cells.items():
            kind = kinds.get(name)
            if kind is None:
                yield _of_no_column(assembly, measure, name)
            elif print_cell(kind, written) is None:
                marker, words = _EXAMPLES.get(kind, ("blank", name))
                yield Problem(
                    code="RM267",
                    arguments=(
                        ("thing", call_thing(measure)),
                        ("value", ", ".join(written)),
                        ("column", name),
                        (marker, words),
                    ),
                    location=assembly.location(measure.id, name),
                )


def _of_no_column(assembly: Assembly, measure: Measure, name: str) -> Problem:
    known = assembly.roadmap.own_columns
    return Problem.of(
        "RM266",
        location=assembly.location(measure.id, name),
        thing=call_thing(measure),
        column=name,
        near=near_names(name, known),
        known=list_names(known),
    )
