"""A plan and its board into the lines of a page's table: what, when, who, and where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.pages.badges import Time, say_time
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.progress import State

__all__ = ["Cell", "MeasureLine", "StageLines", "list_columns", "list_stages", "place_of"]

_COLUMNS = ("number", "title", "deadline", "state", "responsible", "output")
"""The columns of the page's table; what else a plan has stands under its title."""
_MOST_TIMES = 4
_OVER = frozenset({State.CANCELLED, State.NOT_APPLICABLE})


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of the plan's own table: of which field, the words over its column, its text."""

    field: str
    caption: str
    text: str


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure as a line of a table.

    Attributes:
        place: the id of its place on the page.
        cells: by the field, of those columns that the table has.
        more: cells of the other columns that say something.
        times: where each time it falls due stands, as many as stand open at once.
        further: the times after those.
        reasons: why its days are these, step by step, as `roadmap explain` tells them.
        why: the question that these answer.
        over: whether nobody does it any more.
    """

    place: str
    number: str
    title: str
    deadline: str
    cells: Mapping[str, Cell]
    more: tuple[Cell, ...]
    times: tuple[Time, ...]
    further: tuple[Time, ...]
    reasons: tuple[str, ...]
    why: str
    over: bool


@dataclass(frozen=True, slots=True)
class StageLines:
    """A stage with its lines."""

    id: str
    heading: str
    lines: tuple[MeasureLine, ...]


def place_of(measure: str) -> str:
    """Give the id that a measure's line has on the page."""
    return f"m-{measure}"


def list_columns(plan: Plan, language: Language = "ru") -> tuple[tuple[str, str], ...]:
    """Give the columns of the page's table, by field and caption: the plan's own, and the state."""
    own = dict(zip(plan.fields, plan.columns, strict=True))
    captions = own | {"state": translator(language)("Состояние")}
    return tuple((field, captions[field]) for field in _COLUMNS if field in captions)


def list_stages(
    plan: Plan, rows: Mapping[str, Sequence[BoardRow]], language: Language = "ru"
) -> tuple[StageLines, ...]:
    """Give the stages of a plan with their lines.

    Args:
        plan: as it is shown.
        rows: of its board, by measure.
        language: that it speaks; what the plan says is shown as it was written.
    """
    return tuple(
        StageLines(
            stage.id,
            " ".join(clean_text(f"{stage.number} {stage.title}").split()),
            tuple(
                _write_line(plan, measure, rows.get(measure.goes_by, ()), language)
                for measure in stage.measures
            ),
        )
        for stage in plan.stages
    )


def _write_line(
    plan: Plan, measure: PlanMeasure, rows: Sequence[BoardRow], language: Language
) -> MeasureLine:
    cells = tuple(_list_cells(plan, measure))
    times = tuple(say_time(row, language) for row in rows)
    # One more than may stand open is shown with the others: a line to open it would take its place.
    open_ = times if len(times) <= _MOST_TIMES + 1 else times[:_MOST_TIMES]
    return MeasureLine(
        place=place_of(measure.goes_by),
        number=measure.number.strip().rstrip("."),
        title=" ".join(clean_text(measure.title).split()),
        deadline=next((cell.text for cell in cells if cell.field == "deadline"), measure.deadline.text),
        cells={cell.field: cell for cell in cells if cell.field in _COLUMNS},
        more=tuple(cell for cell in cells if cell.field not in _COLUMNS and cell.text.strip()),
        times=open_,
        further=times[len(open_) :],
        reasons=tuple(" ".join(clean_text(each).split()) for each in measure.deadline.reasons),
        why=_ask_why(len(measure.deadline.occurrences), language),
        over=bool(rows) and all(row.happened.state in _OVER for row in rows),
    )


def _ask_why(days: int, language: Language) -> str:
    say = translator(language)
    if not days:
        return say("Откуда срок")
    return say("Почему эта дата") if days == 1 else say("Почему эти даты")


def _list_cells(plan: Plan, measure: PlanMeasure) -> Iterator[Cell]:
    for field, caption in zip(plan.fields, plan.columns, strict=True):
        yield Cell(field, caption, measure.cells.get(caption, ""))
