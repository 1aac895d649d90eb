"""The page of schools × measures: one file that asks for nothing else, runs no script, and prints."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from roadmap_engine.documents.matrix_words import count_words, name_matrix, say_town
from roadmap_engine.documents.pages.environment import fill_page, read_matrix_style, read_style
from roadmap_engine.documents.pages.matrix_grid import (
    LONGEST,
    CountHead,
    Grid,
    draw_grid,
    head_counts,
    list_legend,
)
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.model.collected import SOURCE_WORDS, Collected, Matrix, Source
from roadmap_engine.model.counts import COUNT_WORDS, Counts
from roadmap_engine.russian import numeric_date
from roadmap_engine.russian.numerals import plural_form
from roadmap_engine.version import __version__

__all__ = ["draw_matrix_page"]


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a table of counts."""

    number: str
    name: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Shown:
    """A matrix as the page shows it."""

    matrix: Matrix
    grid: Grid
    name: str
    versions: str
    totals: tuple[tuple[str, int], ...]
    towns: tuple[_Line, ...]
    stages: tuple[_Line, ...]
    measures: tuple[_Line, ...]


def draw_matrix_page(collected: Collected) -> bytes:
    """Draw what schools have sent as one page; equal inputs give equal bytes."""
    names = count_words(collected)
    shown = tuple(_show(matrix, names) for matrix in collected.matrices)
    return fill_page(
        "matrix.html.j2",
        style=Markup((read_style() + read_matrix_style()).decode()),  # noqa: S704 -- files of the program itself
        paper=max((each.grid.paper for each in shown), key=("a4", "a3").index, default="a4"),
        day=f"на {numeric_date(collected.today)}" if collected.today is not None else "",
        today=collected.today,
        schools=len({school.id or school.path for each in collected.matrices for school in each.schools}),
        school=CountHead("Школа"),
        heads=head_counts(names),
        matrices=shown,
        absent=tuple(
            (each.name, say_town(each.municipality), SOURCE_WORDS[each.source].russian, each.path)
            for each in collected.absent
        ),
        has_registry=collected.has_registry,
        unread=sum(each.source is Source.UNREADABLE for each in collected.absent),
        legend=list_legend(),
        version=__version__,
    )


def _show(matrix: Matrix, names: tuple[str, ...]) -> _Shown:
    return _Shown(
        matrix,
        draw_grid(matrix, names),
        name_matrix(matrix),
        ", ".join(
            f"{version} – {count} {plural_form(count, 'школа', 'школы', 'школ')}"
            for version, count in matrix.versions.items()
        ),
        tuple((COUNT_WORDS[name].russian, getattr(matrix.counts, name)) for name in names),
        tuple(_line("", say_town(town), counts, names) for town, counts in matrix.by_municipality.items()),
        tuple(_line("", each.title, matrix.by_stage[each.id], names) for each in matrix.stages),
        tuple(_line(each.number, each.title, matrix.by_measure[each.id], names) for each in matrix.measures),
    )


def _line(number: str, name: str, counts: Counts, names: tuple[str, ...]) -> _Line:
    return _Line(number, shorten(name, LONGEST), tuple(getattr(counts, each) for each in names))
