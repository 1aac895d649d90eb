"""The cells of a tracker's row that people fill in: their names, their values as words, and the baseline.

The baseline is what each of them held when the workbook was made. It stands hidden in the row itself, so that
it goes along wherever the row is sorted, copied or carried. Cells are compared as words: a workbook that was
saved by another program says the same in other spaces, line ends and kinds of numbers.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from frozendict import frozendict

__all__ = [
    "DATE_CELL",
    "LINK",
    "NUMBER_CELL",
    "OWN",
    "Baseline",
    "CellValue",
    "mark_cell",
    "read_baseline",
    "recall_cell",
    "say_cell",
    "write_baseline",
]

CellValue = str | int | float | bool | dt.datetime | dt.date | dt.time | None
"""What a cell can hold; a formula is the value it had."""

NUMBER_CELL, DATE_CELL = "document-number", "document-date"
"""Under which names the number and the date of a row's document stand in an entry's `cells`."""

LINK = "link"
"""The name of the cell with the address of a row's document."""

OWN = "own:"
"""How the name of a cell in a column of the roadmap's own begins."""

_LONG = 160
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_WHOLE = re.compile(r"-?(0|[1-9]\d{0,14})")
_FRACTION = re.compile(r"-?(0|[1-9]\d{0,9})\.\d{0,6}[1-9]")


def say_cell(value: CellValue) -> str:  # noqa: PLR0911 -- one kind of value after the other
    r"""Give a cell as words: a day as ISO writes it, no line end but «\n», nothing that cannot be printed.

    >>> [say_cell(each) for each in (dt.date(2027, 5, 20), 12.0, " акт\r\n№ 4 ", True, None)]
    ['2027-05-20', '12', 'акт\n№ 4', 'да', '']
    """
    match value:
        case None:
            return ""
        case bool():
            return "да" if value else "нет"
        case dt.datetime():
            whole = (value + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
            return whole.date().isoformat() if whole.time() == dt.time() else whole.isoformat(" ")
        case dt.date() | dt.time():
            return value.isoformat()
        case float() if value.is_integer() and abs(value) < 10**15:
            return str(int(value))
        case str():
            lines = value.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
            return "".join(each for each in lines if each == "\n" or _is_printable(each)).strip()
        case _:
            return str(value)


def _is_printable(character: str) -> bool:
    return unicodedata.category(character) not in ("Cc", "Cs", "Cn", "Co", "Zl", "Zp")


def recall_cell(words: str) -> CellValue:
    """Give words that were once a cell as the value they were: a day, a number, a text.

    >>> recall_cell("2027-05-20"), recall_cell("12"), recall_cell("3.5"), recall_cell("007")
    (datetime.date(2027, 5, 20), 12, 3.5, '007')
    """
    if _DAY.fullmatch(words):
        try:
            return dt.date.fromisoformat(words)
        except ValueError:
            return words
    if _WHOLE.fullmatch(words) and words != "-0":
        return int(words)
    if _FRACTION.fullmatch(words):
        return float(words)
    return words or None


def mark_cell(value: CellValue) -> str:
    r"""Give what a cell is compared by: its words without differences of spacing; of a long text a digest.

    >>> mark_cell("акт  № 4 \n") == mark_cell("акт № 4")
    True
    """
    lines = (" ".join(line.split()) for line in say_cell(value).split("\n"))
    flat = unicodedata.normalize("NFC", "\n".join(lines)).strip()
    if len(flat) <= _LONG:
        return flat
    return f"sha256:{hashlib.sha256(flat.encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Baseline:
    """What the cells of a row held when the workbook was made.

    Attributes:
        cells: `mark_cell` of each that was not empty, by its name.
        plan: whose row it is; empty where an earlier version did not say.
        export: the id of the export the row comes from.
        is_kept: whether the row still has it; of a row without one nobody knows what was changed in it.
    """

    cells: Mapping[str, str] = frozendict()
    plan: str = ""
    export: str = ""
    is_kept: bool = True

    @property
    def has_days(self) -> bool:
        """Whether it knows the row's days; earlier versions wrote down only how a row had ended."""
        return bool(self.export)

    def mark(self, name: str, first: str = "") -> str:
        """Give what stood in a cell; `first` where nothing did."""
        return self.cells.get(name) or first


def write_baseline(base: Baseline) -> str:
    """Write a baseline as the text of one cell.

    >>> write_baseline(Baseline({"status": "выполнено"}, "school-3", "4f2a"))
    '{"plan": "school-3", "export": "4f2a", "status": "выполнено"}'
    """
    named = {"plan": base.plan, "export": base.export}
    said = {**{key: value for key, value in named.items() if value}, **base.cells}
    return json.dumps(said, ensure_ascii=False) if said else ""


def read_baseline(text: str) -> Baseline:
    """Read it back; none where the text is none of ours.

    >>> read_baseline('{"status": "выполнено", "done": "2027-05-20"}').cells["done"]
    '2027-05-20'
    """
    try:
        known = json.loads(text) if text else {}
    except (ValueError, RecursionError):
        return Baseline(is_kept=False)
    if not isinstance(known, dict) or not all(isinstance(each, str) for each in known.values()):
        return Baseline(is_kept=False)
    cells = {key: value for key, value in known.items() if key not in ("plan", "export")}
    return Baseline(frozendict(cells), known.get("plan", ""), known.get("export", ""))
