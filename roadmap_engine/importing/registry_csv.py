"""A registry in CSV, in whatever encoding, into lines of cells; a lone quotation mark tears one of them."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator, Sequence

from roadmap_engine.importing.container import MAX_FILE

__all__ = ["CsvLine", "list_delimiters", "read_csv", "read_text"]

_DELIMITERS = ";\t,"
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

CsvLine = tuple[int, Sequence[str], bool]
"""The number of a line, its cells, and whether the last is torn: its quotation mark has no fellow."""


def read_text(data: bytes) -> str:
    """Read a text in UTF-8, in UTF-16 with its mark, or else in Windows-1251."""
    try:
        text = data.decode("utf-16" if data.startswith(_UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1251", "replace")
    return text.replace("\0", "")


def list_delimiters(text: str) -> str:
    """List what may stand between cells, the likeliest first: a title above a table may have any of them."""
    head = io.StringIO(text, newline=None).readline()
    return "".join(sorted(_DELIMITERS, key=lambda each: -head.count(each)))


def read_csv(text: str, delimiter: str) -> Iterator[CsvLine]:
    """Read the lines of a table that have cells; a cell of several lines is one."""
    # The library's limit of a field is of the whole process; a longer one is cut by the reader, and told.
    usual = csv.field_size_limit(MAX_FILE)
    try:
        yield from _read(io.StringIO(text, newline="").readlines(), delimiter)
    finally:
        csv.field_size_limit(usual)


def _read(lines: Sequence[str], delimiter: str) -> Iterator[CsvLine]:
    start = number = 0
    while start < len(lines):
        reader = csv.reader(map(lines.__getitem__, range(start, len(lines))), delimiter=delimiter)
        done = start
        for cells in reader:
            number += 1
            end = start + reader.line_num
            if end > done + 1 and not _is_whole(lines[done:end], delimiter):
                # What stands below belongs to other schools.
                yield number, next(csv.reader(lines[done : done + 1], delimiter=delimiter)), True
                done += 1
                break
            if cells:
                yield number, cells, False
            done = end
        start = done


def _is_whole(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether lines are one because a cell has several, and not for want of a quotation mark."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True
