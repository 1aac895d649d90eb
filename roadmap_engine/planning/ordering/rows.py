"""Measures → how an order names their rows: «пункт 2.1», «пункты 2.1–2.5», «пункт 2 раздела «Родители»».

A row without a number of its own is part of the one above it. Where sections count their rows anew, a
number alone names no row, and the section is said too.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.plan import Plan, PlanStage
from roadmap_engine.model.plan_measure import PlanMeasure

__all__ = ["PlanRows"]

_RUN = 3
"""So many rows one after another are said as a range."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A numbered row.

    Attributes:
        place: in the plan, from 0.
        section: of the plan, from 0.
        number: without its last full stop; for a measure that no number covers, its title in quotes.
        numbered: whether it has a number.
    """

    place: int
    section: int
    number: str
    numbered: bool


class PlanRows:
    """The rows of one plan, by measure."""

    def __init__(self, plan: Plan) -> None:
        self._rows: dict[str, _Row] = {}
        place = -1
        for section, stage in enumerate(plan.stages):
            row: _Row | None = None
            for measure in stage.measures:
                number = measure.number.rstrip(".")
                if number or row is None:
                    place += 1
                    row = _Row(place, section, number or f"«{_line(measure.title)}»", bool(number))
                self._rows[measure.id] = row
        counted = Counter(number for number, _ in {(row.number, row.section) for row in self._rows.values()})
        self._sections = _name_sections(plan.stages) if max(counted.values(), default=0) > 1 else ()

    def name(self, measure: PlanMeasure) -> str:
        """Name the row of a measure: «пункт 2.1»."""
        row = self._rows[measure.id]
        return f"{'пункт' if row.numbered else 'мероприятие'} {row.number}{self._section(row)}"

    def called(self, measure: PlanMeasure) -> Bilingual:
        """Name the row in a message."""
        return Bilingual(self.name(measure), f"row {self._rows[measure.id].number}")

    def name_all(self, measures: Iterable[PlanMeasure]) -> str:
        """Name the rows of measures in the genitive, those that follow one another as a range."""
        rows = sorted({self._rows[measure.id] for measure in measures}, key=lambda row: row.place)
        return ", ".join(self._name_alike(tuple(alike)) for _, alike in groupby(rows, self._likeness))

    def _likeness(self, row: _Row) -> tuple[bool, int]:
        return row.numbered, row.section if self._sections else 0

    def _name_alike(self, rows: Sequence[_Row]) -> str:
        one, many = ("пункта", "пунктов") if rows[0].numbered else ("мероприятия", "мероприятий")
        numbers = ", ".join(_name_runs(rows))
        return f"{one if len(rows) == 1 else many} {numbers}{self._section(rows[0])}"

    def _section(self, row: _Row) -> str:
        return f" раздела {self._sections[row.section]}" if self._sections and row.numbered else ""


def _name_sections(stages: Sequence[PlanStage]) -> tuple[str, ...]:
    """Name sections by their numbers, or by their titles where a number names none."""
    numbers = [stage.number.rstrip(".") for stage in stages]
    if all(numbers) and len(set(numbers)) == len(numbers):
        return tuple(numbers)
    return tuple(f"«{_line(stage.title)}»" for stage in stages)


def _name_runs(rows: Sequence[_Row]) -> Iterator[str]:
    run: list[_Row] = []
    for row in rows:
        if run and not _follows(run[-1], row):
            yield from _name_run(run)
            run = []
        run.append(row)
    yield from _name_run(run)


def _name_run(run: Sequence[_Row]) -> tuple[str, ...]:
    if len(run) < _RUN:
        return tuple(row.number for row in run)
    return (f"{run[0].number}–{run[-1].number}",)


def _follows(one: _Row, other: _Row) -> bool:
    """Tell whether a row stands right after another in one count: 2.3 after 2.2, not 3.1."""
    heads = {row.number.rpartition(".")[0] for row in (one, other)}
    return one.numbered and other.place == one.place + 1 and len(heads) == 1


def _line(text: str) -> str:
    return " ".join(text.split())
