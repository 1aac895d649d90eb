r"""Layouts of plans as text: a table row by row, what each row is, and what its cells mean.

    ## name of the layout
    =a paragraph above the table, as in `making`
    > xlsx                     the file is a workbook; Word unless it is said
    cols number title deadline responsible
    H № | Мероприятия | …      a row of captions
    S Раздел 1 | < | <         a heading: the stage of the rows below
    M 1 | Анализ | май | …     a measure; in its cells `<` and `^` merge, `\\n` is a line end
      deadline май             what a cell means where it is not its own words: title, deadline, names, with
    R продолжение | …          the rest of the measure above
    - Итого | …                anything else

Columns are fields of a measure; `names` and `with` part people by « + »; `when` is a part of a deadline,
`stage` a column of stages, `-` a column whose cells must stand beside the measure as comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.model.measure import Measure, Stage
from tests.importing.making import Imported, import_bytes, make_docx, make_xlsx

__all__ = ["Layout", "read_layouts", "wrong_cells"]

FOLDER = Path(__file__).parent / "layouts"


@dataclass
class Line:
    """A row of a layout: what it is, its columns, its cells with merges resolved, what they mean."""

    kind: str
    columns: Sequence[str]
    cells: list[str]
    means: dict[str, str] = field(default_factory=dict)

    def of(self, column: str) -> str:
        """The words of the first column of a kind."""
        return self.cells[self.columns.index(column)]


@dataclass
class Layout:
    """A plan, and what must come of every cell."""

    name: str
    workbook: bool = False
    above: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def __str__(self) -> str:
        """The name, for the tests."""
        return self.name

    def plan(self) -> Imported:
        """Import it."""
        if self.workbook:
            return import_bytes(make_xlsx([*([line] for line in self.above), *self.rows]))
        return import_bytes(make_docx(*self.above, self.rows))


def read_layouts() -> list[Layout]:
    """Read all layouts."""
    texts = (path.read_text(encoding="utf-8") for path in sorted(FOLDER.glob("*.txt")))
    return [_read_layout(part) for text in texts for part in re.split(r"(?m)^## ", text)[1:]]


def _read_layout(text: str) -> Layout:
    name, *lines = text.rstrip().split("\n")
    layout = Layout(name)
    columns: Sequence[str] = ()
    for line in filter(str.strip, lines):
        row = re.fullmatch(r"([HSMR-]) (.*\|.*)", line)
        if row is not None:
            layout.rows.append([cell.strip().replace("\\n", "\n") for cell in row[2].split("|")])
            layout.lines.append(Line(row[1], columns, layout.rows[-1]))
        elif line.startswith("cols "):
            columns = line.split()[1:]
        elif line == "> xlsx":
            layout.workbook = True
        elif line.startswith("  "):
            key, _blank, value = line.strip().partition(" ")
            layout.lines[-1].means[key] = value
        else:
            layout.above.append(line)
    _resolve(layout)
    return layout


def _resolve(layout: Layout) -> None:
    """Make all rows as wide as the widest, and give each line its cells with what is merged over them."""
    width = max(map(len, layout.rows))
    for row in layout.rows:
        row.extend([""] * (width - len(row)))
    seen: list[list[str]] = []
    for row, line in zip(layout.rows, layout.lines, strict=True):
        cells: list[str] = []
        for place, text in enumerate(row):
            cells.append(cells[-1] if text == "<" else seen[-1][place] if text == "^" else text)
        seen.append(cells)
        line.cells = cells


def wrong_cells(layout: Layout) -> list[str]:
    """Import a layout and name each cell that is not what it must be."""
    plan = layout.plan()
    found = [(stage, measure) for stage in plan.plan.stages for measure in stage.measures]
    measures = [line for line in layout.lines if line.kind == "M"]
    if len(found) != len(measures):
        return [f"{len(found)} measures instead of {len(measures)}: {plan.titles()}"]
    heading = ""
    wrong: list[str] = []
    for line in layout.lines:
        if line.kind == "S":
            heading = " ".join(dict.fromkeys(filter(None, line.cells))).strip("*")
        elif line.kind == "M":
            stage, measure = found.pop(0)
            told = _differences(plan, line, (stage, measure), heading)
            wrong += [f"{line.of('title')}: {each}" for each in told]
    return wrong


def _differences(plan: Imported, line: Line, read: tuple[Stage, Measure], heading: str) -> Iterator[str]:
    stage, measure = read
    for name, must, found in _pairs(plan, line, measure):
        if _flat(must) != _flat(found):
            yield f"{name} {found!r} instead of {must!r}"
    if heading and _flat(stage.title) != _flat(re.sub(r"^(?:\d+|[IVX]+)\.? ", "", heading)):
        yield f"stage {stage.title!r} instead of {heading!r}"
    if (
        "number" in line.columns
        and measure.number is None
        and not re.match(r"\d+\.\d+\.$", line.of("number"))
    ):
        yield f"number is counted instead of {line.of('number')!r}"
    if "stage" in line.columns and _flat(stage.title) != _flat(line.of("stage")):
        yield f"stage {stage.title!r} instead of {line.of('stage')!r}"
    for column, text in zip(line.columns, line.cells, strict=False):
        if column == "-" and text.strip("-") and _flat(text) not in _flat(plan.text.replace("# ", "")):
            yield f"nowhere: {text!r}"


def _pairs(plan: Imported, line: Line, measure: Measure) -> Iterator[tuple[str, str, str]]:
    """Give each field, what must stand there, and what does."""
    yield "title", line.means.get("title", line.of("title")), measure.title
    if "number" in line.columns and measure.number is not None:
        yield "number", line.of("number"), measure.number
    if {"deadline", "when"} & {*line.columns}:
        deadline = measure.deadline
        said = (deadline.phrase or f"?{deadline.text}") if deadline else ""
        own = line.of("deadline") if "deadline" in line.columns else ""
        yield "deadline", line.means.get("deadline", own), said
    for column, key in (("responsible", "names"), ("participants", "with")):
        if column in line.columns:
            must = line.means.get(key, " + ".join(re.split(r"\s*[,;\n]\s*", line.of(column))))
            roles = (plan.plan.roles[name] for name in getattr(measure, column))
            titles = (role.title + (" (при наличии)" if role.optional else "") for role in roles)
            yield column, must.lower().strip("-"), " + ".join(titles).lower()
    if "result" in line.columns:
        yield "result", line.of("result").strip("-"), measure.result or ""
    if "output" in line.columns:
        yield "output", line.of("output"), ", ".join(plan.plan.outputs[name].title for name in measure.output)


def _flat(text: str) -> str:
    return " ".join(text.replace("ё", "е").split())
