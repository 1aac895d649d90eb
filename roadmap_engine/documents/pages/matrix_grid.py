"""Schools × measures as the one table that pages draw: its heads, its rows as ready strings, its last one.

Thousands of cells are too many for the loop of a template: what stands in a cell is written once for all
cells that say the same, and rows are joined as strings.
"""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.markup import mark_written
from roadmap_engine.documents.matrix_words import NOT_IN_PLAN, say_source
from roadmap_engine.documents.phrases import clean_text, shorten
from roadmap_engine.model.collected import SOURCE_WORDS, Cell, Matrix, MatrixMeasure, MatrixSchool, Source
from roadmap_engine.model.counts import COUNT_WORDS
from roadmap_engine.model.progress import SIGN_WORDS, Sign, SignWords
from roadmap_engine.russian import numeric_date

__all__ = ["LEGEND", "LONGEST", "AddressOf", "CountHead", "Grid", "draw_grid", "head_counts", "list_legend"]

AddressOf = Callable[[MatrixSchool, str], str]
"""Gives where a cell leads, by its school and the id of its measure, escaped; empty for nowhere."""

LONGEST = 200
LEGEND = (
    Sign.OVERDUE, Sign.SOON, Sign.RETURNED, Sign.RETURNED_LATE, Sign.CONFLICT, Sign.SUBMITTED, Sign.ACCEPTED,
    Sign.REPORTED, Sign.STARTED, Sign.WAITING, Sign.EXTENDED, Sign.UPCOMING, Sign.UNDATED, Sign.STANDING,
    Sign.NOT_APPLICABLE, Sign.CANCELLED, Sign.NEWER,
)  # fmt: skip
"""Signs that are explained, what asks for an act first: all that a cell can show."""
_HANDED = (Sign.SUBMITTED, Sign.RETURNED)
_ROOM = {"a4": 20, "a3": 33}
"""Columns of measures that fit a sheet at their full width."""
_MOST_ON_A4 = 23


@dataclass(frozen=True, slots=True)
class StageHead:
    """A stage over its measures."""

    title: str
    span: int


@dataclass(frozen=True, slots=True)
class CountHead:
    """The head of a column of counts, or of that of schools.

    Attributes:
        address: where the rows are sorted by it; empty where they cannot be.
        sorted: how they are sorted by it now.
    """

    title: str
    address: str = ""
    sorted: Literal["", "ascending", "descending"] = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of schools × measures.

    Attributes:
        firsts: places of the measures that a stage begins with.
        paper: the sheet it is printed on.
        roomy: whether its columns need not be narrowed for that.
    """

    stages: tuple[StageHead, ...]
    measures: tuple[MatrixMeasure, ...]
    firsts: frozenset[int]
    rows: Markup
    foot: Markup
    paper: Literal["a4", "a3"]
    roomy: bool


def list_legend() -> tuple[tuple[SignWords, str], ...]:
    """Give the signs that are explained, with their words."""
    return tuple((SIGN_WORDS[sign], sign.value) for sign in LEGEND)


def draw_grid(
    matrix: Matrix,
    names: tuple[str, ...],
    address_of: AddressOf | None = None,
    chosen: str = "",
    language: Language = "ru",
) -> Grid:
    """Draw a table.

    Args:
        matrix: what it shows, in this order of rows and columns.
        names: of the counts that have a column.
        address_of: gives where a cell leads; nowhere unless given.
        chosen: the address of the cell that is open.
        language: that it speaks; names are shown as they were written.
    """
    titles = {each.id: each.title for each in matrix.stages}
    heads: list[StageHead] = []
    firsts: list[int] = []
    before: str | None = None
    for place, measure in enumerate(matrix.measures):
        if measure.stage != before:
            heads.append(StageHead(titles.get(measure.stage, ""), 1))
            firsts.append(place)
            before = measure.stage
        else:
            heads[-1] = StageHead(heads[-1].title, heads[-1].span + 1)
    starts = frozenset(firsts)
    paper: Literal["a4", "a3"] = "a4" if len(matrix.measures) <= _MOST_ON_A4 else "a3"
    return Grid(
        tuple(heads),
        matrix.measures,
        starts,
        Markup("\n").join(
            _row(each, matrix, names, starts, address_of, chosen, language) for each in matrix.schools
        ),
        _foot(matrix, names, starts, language),
        paper,
        len(matrix.measures) <= _ROOM[paper],
    )


def _row(
    school: MatrixSchool,
    matrix: Matrix,
    names: tuple[str, ...],
    firsts: frozenset[int],
    address_of: AddressOf | None,
    chosen: str,
    language: Language,
) -> Markup:
    """Write a row as one string."""
    facts = tuple(_list_facts(school, language, versions=len(matrix.versions) > 1))
    small = f"<small>{Markup(' · ').join(facts)}</small>" if facts else ""
    name = mark_written(shorten(school.name, LONGEST), language)
    numbers = "".join(f"<td class=n>{getattr(school.counts, each)}</td>" for each in names)
    if not school.has_plan:
        words = escape(clean_text(say_source(school, language)))
        cells = f"<td class=none colspan={max(1, len(matrix.measures))}>{words}</td>"
    else:
        own = school.cells
        cells = "".join(
            _cell(
                own.get(measure.id),
                place in firsts,
                address_of(school, measure.id) if address_of is not None and measure.id in own else "",
                chosen,
                language,
            )
            for place, measure in enumerate(matrix.measures)
        )
    row = f"<tr><th scope=row>{name}{small}</th>{numbers}{cells}</tr>"
    return Markup(row)  # noqa: S704 -- every text in it is escaped above


def _list_facts(school: MatrixSchool, language: Language, *, versions: bool) -> Iterator[Markup]:
    """List what stands under the name of a school."""
    say = translator(language)
    if school.municipality:
        yield mark_written(clean_text(school.municipality), language)
    if versions and school.version:
        yield escape(say("версия {version}").format(version=clean_text(school.version)))
    if school.source is Source.TRACKER:
        yield escape(SOURCE_WORDS[school.source].said(language))
    if school.source is Source.PLAN:
        yield escape(say("записей нет"))
    if not school.in_registry:
        yield escape(say("нет в реестре"))


def _cell(cell: Cell | None, first: bool, address: str, chosen: str, language: Language) -> str:
    edge = " s" if first else ""
    if cell is None:
        return f'<td class="grey{edge}"><i class=vh>{NOT_IN_PLAN.said(language)}</i></td>'
    look, inside = _write_cell(cell.sign, cell.day, cell.late, cell.done, cell.times, language)
    if not address:
        return f'<td class="{look}{edge}">{inside}</td>'
    if address == chosen:
        return f'<td class="{look}{edge} on"><a href="{address}" aria-current=true>{inside}</a></td>'
    return f'<td class="{look}{edge}"><a href="{address}">{inside}</a></td>'


@functools.lru_cache(maxsize=10_000)
def _write_cell(
    sign: Sign, day: dt.date | None, late: int | None, done: int, times: int, language: Language
) -> tuple[str, str]:
    """Give the class of a cell, and what stands in it."""
    words = SIGN_WORDS[sign]
    hidden, shown = _say(sign, day, late, (done, times), language)
    mark = "" if sign is Sign.UPCOMING and shown else f"<b aria-hidden=true>{words.mark}</b>"
    more = " r" if sign is Sign.RETURNED else ""
    return f"{words.look.value}{more}", f"{mark}<i class=vh>{hidden}</i>{shown}"


def _say(
    sign: Sign, day: dt.date | None, late: int | None, done: tuple[int, int], language: Language
) -> tuple[str, str]:
    """Give what is heard before what is seen: a cell has room for one short fact."""
    say = translator(language)
    said = [SIGN_WORDS[sign].word.said(language)]
    if done[1] > 1:
        said += [say("срок {day}").format(day=numeric_date(day))] if day is not None else []
        return ", ".join([*said, say("сделано ")]), f"{done[0]}/{done[1]}"
    if late is not None:
        return ", ".join([*said, say("дней после срока ")]), f"+{late}"
    if day is None:
        return said[0], ""
    return ", ".join([*said, "" if sign in _HANDED else say("срок ")]), f"{day:%d.%m}"


def _foot(matrix: Matrix, names: tuple[str, ...], firsts: frozenset[int], language: Language) -> Markup:
    numbers = "".join(f"<td class=n>{getattr(matrix.counts, each)}</td>" for each in names)
    cells = "".join(_reported(matrix, firsts))
    words = escape(translator(language)("Всего, есть отчёт"))
    return Markup(f"<tr><th scope=row>{words}</th>{numbers}{cells}</tr>")  # noqa: S704 -- numbers alone


def _reported(matrix: Matrix, firsts: frozenset[int]) -> Iterator[str]:
    for place, measure in enumerate(matrix.measures):
        counts = matrix.by_measure[measure.id]
        words = str(counts.reported) if counts.expected else "–"
        yield f'<td class="t{" s" if place in firsts else ""}">{words}</td>'


def head_counts(names: tuple[str, ...]) -> tuple[CountHead, ...]:
    """Give the heads of columns of counts by which nothing is sorted."""
    return tuple(CountHead(COUNT_WORDS[name].russian) for name in names)
