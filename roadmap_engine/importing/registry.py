"""A registry of schools, CSV or a workbook, into its schools; what is wrong is told by row and column.

Columns are found by their captions, in Russian or English, in any order; other columns are kept as they are.
Nothing is computed: a formula is the value that Excel kept beside it. A merged cell stands in all its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from openpyxl.utils import get_column_letter

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.importing.lines import fault_of, says_nothing
from roadmap_engine.importing.merged_cells import find_merged_down, spread_down
from roadmap_engine.importing.registry_tables import MOST_ROWS, Line, Table, find_headed, read_tables
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.model.registry_fields import FIELDS, RegistryField, find_columns

__all__ = ["FIELDS", "RegistryField", "read_registry"]

_OWN = frozenset(("id", "name", "municipality", "roadmap"))
"""What tables of schools print; the other fields belong to the texts of a school, as long as they may be."""
_HEAD_WITHIN = 30
_LONGEST = 300
_FEW = 3

_EMPTY = Bilingual("ячейка пуста, строка не считается", "the cell is empty, and the row does not count")
_FAULTY = Bilingual(
    "вместо значения ошибка Excel или формула, которой никто не вычислил; строка не считается",
    "there is an error of Excel, or a formula that nobody has computed, instead of a value; the row does not "
    "count",
)
_LONG = Bilingual(
    f"длиннее {_LONGEST} знаков, взято начало", f"longer than {_LONGEST} characters; the beginning is taken"
)
_WIDE = Bilingual(
    "в строке больше ячеек, чем столбцов; лишние пропущены",
    "the row has more cells than there are columns; what is beyond them is passed over",
)
_UNCALLED = Bilingual(
    "у столбца нет заголовка, его ячейки не считаются",
    "the column has no caption, and its cells do not count",
)
_TORN = Bilingual(
    "кавычка открыта и не закрыта, строка не считается",
    "a quotation mark opens and does not close, and the row does not count",
)


def read_registry(data: bytes, file: str) -> tuple[Registry | None, tuple[Problem, ...]]:
    """Read a registry.

    Args:
        data: the file, CSV in UTF-8, UTF-16 or Windows-1251 with any usual delimiter, .xlsx or .ods.
        file: what people call it.

    Returns:
        Its schools, each id once; None where it has no columns of ids and names (RM685), no schools (RM536)
        or cannot be read. What is wrong with a row: RM686, RM687; what is not read of the file: RM535.
    """
    tables, problems = read_tables(data, file)
    if problems:
        return None, tuple(_tell_of_registry(each) for each in problems)
    headed = find_headed(tables, _find_head)
    if headed.found is not None:
        return _read_schools(*headed.found, headed.others, file)
    told = Problem.of(
        "RM685",
        location=Location(file),
        file=file,
        found="; ".join(each[:40] for each in headed.first if each)[:_LONGEST] or "–",
    )
    return None, (told,)


def _tell_of_registry(problem: Problem) -> Problem:
    """Say of a file that is too large what is to be done about a registry, which is no plan."""
    return replace(problem, code="RM537") if problem.code == "RM851" else problem


def _find_head(lines: Sequence[Line]) -> int | None:
    """Find the line that names the columns."""
    for place, (_, cells) in enumerate(islice(lines, _HEAD_WITHIN)):
        columns = find_columns(cells)
        if all(each.name in columns for each in FIELDS if each.needed):
            return place
    return None


def _read_schools(
    table: Table, place: int, others: Sequence[str], file: str
) -> tuple[Registry | None, tuple[Problem, ...]]:
    """Read the schools below the line that names the columns.

    Args:
        table: that has them.
        place: of that line.
        others: names of further sheets that have such a line.
        file: what people call the registry.
    """
    top, head = table.lines[place]
    columns = find_columns(head)
    reading = _Roll(file, head, columns)
    for number, cells in spread_down(
        table.lines[place + 1 : MOST_ROWS], find_merged_down(table.areas, top, len(head))
    ):
        if number in table.torn:
            reading.tell(number, len(cells) - 1, _TORN)
        elif not all(map(says_nothing, cells)):
            reading.take(number, cells)
    for what in _list_unread(table, others):
        reading.problems.append(Problem.of("RM535", location=Location(file), file=file, what=what))
    if not reading.schools:
        return None, (*reading.problems, Problem.of("RM536", location=Location(file, top), file=file))
    captions = {name: reading.name_column(number) for name, number in columns.items()}
    return Registry(tuple(reading.schools.values()), file, captions), tuple(reading.problems)


def _list_unread(table: Table, others: Sequence[str]) -> Iterator[Bilingual]:
    """Say what of a file is not read."""
    if len(table.lines) > MOST_ROWS:
        row = table.lines[MOST_ROWS][0]
        yield Bilingual(f"строки начиная с {row}", f"the rows from {row} on")
    if table.far:
        cells = list_names(table.far[:_FEW])
        yield Bilingual(f"далёкие ячейки: {cells}", f"cells that are far away: {cells}")
    if others:
        sheets = list_names(others)
        yield Bilingual(f"листы {sheets}", f"the sheets {sheets}")


class _Roll:
    """The schools read so far."""

    def __init__(self, file: str, head: Sequence[str], columns: Mapping[str, int]) -> None:
        self.file, self.head, self.columns = file, head, columns
        self.schools: dict[str, RegistrySchool] = {}
        self.problems: list[Problem] = []
        self.uncalled: set[int] = set()

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Take a row, or say what is wrong with it."""
        if any(cells[len(self.head) :]):
            self.tell(row, len(self.head), _WIDE)
        for number, caption in enumerate(self.head[: len(cells)]):
            if not caption and cells[number] and number not in self.uncalled:
                self.uncalled.add(number)
                self.tell(row, number, _UNCALLED)
        values = {
            name: self._value(row, cells, place) for name, place in self.columns.items() if name in _OWN
        }
        for field in FIELDS:
            if field.needed and not values[field.name]:
                self.tell(row, self.columns[field.name], _EMPTY if values[field.name] == "" else _FAULTY)
                return
        name = str(values["id"])
        standing = self.schools.get(name.casefold())
        if standing is not None:
            column = self.name_column(self.columns["id"])
            place = Location(self.file, row)
            self.problems.append(
                Problem.of(
                    "RM687",
                    location=place,
                    row=row,
                    column=column,
                    id=name,
                    first=standing.row,
                )
            )
            return
        others = {
            caption: cells[place]
            for place, caption in enumerate(self.head[: len(cells)])
            if place not in self.columns.values() and caption and cells[place]
        }
        self.schools[name.casefold()] = RegistrySchool(
            name,
            str(values["name"]),
            values.get("municipality") or "",
            values.get("roadmap") or "",
            others,
            row,
            {
                name: cells[place]
                for name, place in self.columns.items()
                if name not in _OWN and place < len(cells) and cells[place]
            },
        )

    def _value(self, row: int, cells: Sequence[str], place: int) -> str | None:
        """Give what stands in a column; None where Excel has an error there."""
        text = cells[place] if place < len(cells) else ""
        if len(text) > _LONGEST:
            self.tell(row, place, _LONG)
            text = text[:_LONGEST]
        return None if fault_of(text) else text

    def tell(self, row: int, place: int, why: Bilingual) -> None:
        """Tell what is wrong with a cell."""
        column = self.name_column(place)
        self.problems.append(
            Problem.of("RM686", location=Location(self.file, row), row=row, column=column, why=why)
        )

    def name_column(self, place: int) -> str:
        """Call a column by its caption, or by its letter where it has none."""
        caption = self.head[place] if place < len(self.head) else ""
        return caption or str(get_column_letter(place + 1))
