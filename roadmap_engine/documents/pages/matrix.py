"""The page of schools × measures: one file that asks for nothing else, runs no script, and prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.resources import files

from markupsafe import Markup, escape

from roadmap_engine.documents.matrix_words import (
    NOT_IN_PLAN,
    count_words,
    name_matrix,
    say_source,
    say_town,
)
from roadmap_engine.documents.pages.environment import fill_page, read_style
from roadmap_engine.documents.phrases import clean_text, shorten
from roadmap_engine.model.collected import (
    SOURCE_WORDS,
    Cell,
    Collected,
    Matrix,
    MatrixSchool,
    Source,
)
from roadmap_engine.model.counts import COUNT_WORDS, Counts
from roadmap_engine.model.progress import SIGN_WORDS, Sign
from roadmap_engine.russian import numeric_date
from roadmap_engine.russian.numerals import plural_form
from roadmap_engine.version import __version__

__all__ = ["draw_matrix_page"]

_SCHOOL, _COUNT, _MEASURE, _NARROW_SCHOOL = 196, 38, 40, 110
"""Widths of columns in pixels of the screen."""
_PRINTED_SCHOOL, _PRINTED_COUNT, _A4, _A3 = 44.0, 8.5, 277.0, 400.0
_MOST_ON_A4 = 23
_LONGEST = 200
_HANDED = (Sign.SUBMITTED, Sign.RETURNED)
_LEGEND = (
    Sign.OVERDUE, Sign.SOON, Sign.RETURNED, Sign.SUBMITTED, Sign.ACCEPTED, Sign.REPORTED, Sign.STARTED,
    Sign.WAITING, Sign.EXTENDED, Sign.NOT_APPLICABLE, Sign.CANCELLED, Sign.STANDING, Sign.CONFLICT,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Head:
    """A stage over its measures."""

    title: str
    span: int


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
    name: str
    versions: str
    totals: tuple[tuple[str, int], ...]
    heads: tuple[_Head, ...]
    firsts: frozenset[int]
    rows: Markup
    foot: Markup
    towns: tuple[_Line, ...]
    stages: tuple[_Line, ...]
    measures: tuple[_Line, ...]
    width: int
    narrow: int
    printed: str


def draw_matrix_page(collected: Collected) -> bytes:
    """Draw what schools have sent as one page; equal inputs give equal bytes."""
    names = count_words(collected)
    wide = any(len(each.measures) > _MOST_ON_A4 for each in collected.matrices)
    return fill_page(
        "matrix.html.j2",
        style=Markup(read_style().decode() + _read_own_style()),  # noqa: S704 -- files of the program itself
        paper="A3" if wide else "A4",
        day=f"на {numeric_date(collected.today)}" if collected.today is not None else "",
        today=collected.today,
        schools=len({school.id or school.path for each in collected.matrices for school in each.schools}),
        heads=tuple(COUNT_WORDS[name] for name in names),
        matrices=tuple(_show(matrix, names, _A3 if wide else _A4) for matrix in collected.matrices),
        absent=tuple(
            (each.name, say_town(each.municipality), SOURCE_WORDS[each.source].russian, each.path)
            for each in collected.absent
        ),
        has_registry=collected.has_registry,
        unread=sum(each.source is Source.UNREADABLE for each in collected.absent),
        legend=tuple((SIGN_WORDS[sign], sign.value) for sign in _LEGEND),
        version=__version__,
    )


def _read_own_style() -> str:
    return files("roadmap_engine.documents.pages").joinpath("matrix.css").read_text(encoding="utf-8")


def _show(matrix: Matrix, names: tuple[str, ...], paper: float) -> _Shown:
    titles = {each.id: each.title for each in matrix.stages}
    heads: list[_Head] = []
    firsts: list[int] = []
    before: str | None = None
    for place, measure in enumerate(matrix.measures):
        if measure.stage != before:
            heads.append(_Head(titles.get(measure.stage, ""), 1))
            firsts.append(place)
            before = measure.stage
        else:
            heads[-1] = _Head(heads[-1].title, heads[-1].span + 1)
    starts = frozenset(firsts)
    left = paper - _PRINTED_SCHOOL - _PRINTED_COUNT * len(names)
    printed = f"{min(left / max(1, len(matrix.measures)), 9):.2f}mm"
    return _Shown(
        matrix,
        name_matrix(matrix),
        ", ".join(
            f"{version} – {count} {plural_form(count, 'школа', 'школы', 'школ')}"
            for version, count in matrix.versions.items()
        ),
        tuple((COUNT_WORDS[name], getattr(matrix.counts, name)) for name in names),
        tuple(heads),
        starts,
        Markup("\n").join(_row(school, matrix, names, starts) for school in matrix.schools),
        _foot(matrix, names, starts),
        tuple(_line("", say_town(town), counts, names) for town, counts in matrix.by_municipality.items()),
        tuple(_line("", each.title, matrix.by_stage[each.id], names) for each in matrix.stages),
        tuple(_line(each.number, each.title, matrix.by_measure[each.id], names) for each in matrix.measures),
        _SCHOOL + _COUNT * len(names) + _MEASURE * len(matrix.measures),
        _NARROW_SCHOOL + _MEASURE * len(matrix.measures),
        printed,
    )


def _line(number: str, name: str, counts: Counts, names: tuple[str, ...]) -> _Line:
    return _Line(number, shorten(name, _LONGEST), tuple(getattr(counts, each) for each in names))


def _row(school: MatrixSchool, matrix: Matrix, names: tuple[str, ...], firsts: frozenset[int]) -> Markup:
    """Write a row as one string: thousands of cells are too many for the loop of a template."""
    facts = [school.municipality] if school.municipality else []
    facts += [f"версия {school.version}"] if len(matrix.versions) > 1 and school.version else []
    facts += ["таблица"] if school.source is Source.TRACKER else []
    facts += ["записей нет"] if school.source is Source.PLAN else []
    facts += ["нет в реестре"] if not school.in_registry else []
    small = f"<small>{escape(clean_text(' · '.join(facts)))}</small>" if facts else ""
    name = escape(shorten(school.name, _LONGEST))
    numbers = "".join(f"<td class=n>{getattr(school.counts, each)}</td>" for each in names)
    if not school.has_plan:
        words = escape(clean_text(say_source(school)))
        cells = f"<td class=none colspan={max(1, len(matrix.measures))}>{words}</td>"
    else:
        cells = "".join(
            _cell(school.cells.get(measure.id), first=place in firsts)
            for place, measure in enumerate(matrix.measures)
        )
    row = f"<tr><th scope=row>{name}{small}</th>{numbers}{cells}</tr>"
    return Markup(row)  # noqa: S704 -- every text in it is escaped above


def _cell(cell: Cell | None, *, first: bool) -> str:
    edge = " s" if first else ""
    if cell is None:
        return f'<td class="grey{edge}"><i class=vh>{NOT_IN_PLAN}</i></td>'
    words = SIGN_WORDS[cell.sign]
    hidden, shown = _say(cell)
    mark = "" if cell.sign is Sign.UPCOMING else f"<b aria-hidden=true>{words.mark}</b>"
    more = " r" if cell.sign is Sign.RETURNED else ""
    return f'<td class="{words.look.value}{more}{edge}">{mark}<i class=vh>{hidden}</i>{shown}</td>'


def _say(cell: Cell) -> tuple[str, str]:
    """Give what is heard before what is seen: a cell has room for one short fact."""
    said = [SIGN_WORDS[cell.sign].word.russian]
    if cell.times > 1:
        said += [f"срок {numeric_date(cell.day)}"] if cell.day is not None else []
        return ", ".join([*said, "сделано "]), f"{cell.done}/{cell.times}"
    if cell.late is not None:
        return ", ".join([*said, "дней после срока "]), f"+{cell.late}"
    if cell.day is None:
        return said[0], ""
    return ", ".join([*said, "" if cell.sign in _HANDED else "срок "]), f"{cell.day:%d.%m}"


def _foot(matrix: Matrix, names: tuple[str, ...], firsts: frozenset[int]) -> Markup:
    numbers = "".join(f"<td class=n>{getattr(matrix.counts, each)}</td>" for each in names)
    cells = "".join(_reported(matrix, firsts))
    return Markup(f"<tr><th scope=row>Всего, есть отчёт</th>{numbers}{cells}</tr>")  # noqa: S704 -- numbers alone


def _reported(matrix: Matrix, firsts: frozenset[int]) -> Iterator[str]:
    for place, measure in enumerate(matrix.measures):
        counts = matrix.by_measure[measure.id]
        words = str(counts.reported) if counts.expected else "–"
        yield f'<td class="t{" s" if place in firsts else ""}">{words}</td>'
