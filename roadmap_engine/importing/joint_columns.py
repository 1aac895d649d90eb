"""One column for deadlines and names together → a column for each, cell by cell.

A cell that leaves a doubt stays whole in the column of deadlines, where it is told as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from roadmap_engine.importing.captions import Meaning, is_sure_caption, recognise_caption
from roadmap_engine.importing.dates import is_deadline, remarks_of
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.manuscript import Cell, Row, Table
from roadmap_engine.importing.roles import is_certain

__all__ = ["part_joint_column"]


def part_joint_column(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    """Give a table with «Сроки, ответственные» as two columns; None where it has no such column.

    Args:
        table: a table.
        place: of the row of captions.
        captions: its cells.
    """
    known = [(cell, parts) for cell in captions if (parts := _joint_caption(cell.text)) is not None]
    if len(known) != 1:
        return None
    joint, heads = known[0]
    others = {
        recognise_caption(cell.text) for cell in captions if cell is not joint and is_sure_caption(cell.text)
    }
    if others & {Meaning.DEADLINE, Meaning.RESPONSIBLE} or Meaning.TITLE not in others:
        return None
    parted = {(joint.row, joint.column): heads}
    doubtful = 0
    for row in table.rows[place + joint.rows :]:
        for cell in _cells_under(row, joint):
            parts = _joint_caption(cell.text) or _part_cell(cell.text)
            doubtful += parts is None
            parted[cell.row, cell.column] = parts or (cell.text, "")
    # Where most cells are in doubt, the column holds something else.
    if doubtful * 2 > len(parted) - 1:
        return None
    return replace(table, rows=tuple(_widen(row, joint, parted) for row in table.rows))


def _cells_under(row: Row, joint: Cell) -> Iterator[Cell]:
    """Give the cells of a row that stand under the joint caption and say something."""
    for cell in row.filled():
        if joint.column <= cell.column and cell.column + cell.columns <= joint.column + joint.columns:
            yield cell


def _joint_caption(text: str) -> tuple[str, str] | None:
    """Part «Сроки, ответственные» into its two captions, the one of deadlines first."""
    halves = [half.strip() for half in re.split(r"\s*[,;/\n]\s*|\s+и\s+", tidy_spaces(text)) if half.strip()]
    if len(halves) != 2:  # noqa: PLR2004 -- two captions
        return None
    meanings = [recognise_caption(half) for half in halves]
    if set(meanings) != {Meaning.DEADLINE, Meaning.RESPONSIBLE}:
        return None
    first, second = halves if meanings[0] is Meaning.DEADLINE else reversed(halves)
    return first[0].upper() + first[1:], second[0].upper() + second[1:]


_APART = re.compile(r"\s*[,;/]\s*|\s*\n\s*|\.\s+|\s+[-–—]\s+|\s+(?=\()")
_NO_NAME = re.compile(
    r"\d\.\d|20\d\d|каникул|четверт|полугоди|недел|месяц|\bгод|еже|раза?\b|по плану|январ|феврал|март|апрел"
    r"|\bма[йя]\b|июн|июл|август|сентябр|октябр|ноябр|декабр",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"директор|зам\.|зам\b|замест|завуч|руковод|рук\.|учител|педагог|психолог|клас|кл\.|методист|администрац"
    r"|специалист|председател|библиотек|логопед|дефектолог|воспитател|завхоз|куратор|тьютор|советник|секретар"
    r"|бухгалтер|вожат|врач|медсестр|тренер|комисси|совет\b|волонт|сотрудник|работник|начальник|инспектор"
    r"|организатор|преподавател|координатор|эксперт|\bш?мо\b"
    r"|[А-ЯЁ]\.\s?[А-ЯЁ]\.",
    re.IGNORECASE,
)


def _part_cell(text: str) -> tuple[str, str] | None:
    """Part a cell into its deadline and its names; None where any of the two is not certain.

    >>> _part_cell("Сентябрь, руководитель ШМО"), _part_cell("завуч"), _part_cell("когда получится")
    (('Сентябрь', 'руководитель ШМО'), ('', 'завуч'), None)
    """
    if _is_nobodys(text):
        return text, ""
    if _is_names(text):
        return "", text
    found = {parts for parts in _ways_to_part(text) if _is_nobodys(parts[0]) and _is_names(parts[1])}
    return next(iter(found)) if len(found) == 1 else None


def _is_nobodys(text: str) -> bool:
    """Tell whether a text is a deadline that names nobody beside its days, «октябрь (методист)»."""
    return is_deadline(text) and not any(_is_names(remark) for remark in remarks_of(text))


def _ways_to_part(text: str) -> Iterator[tuple[str, str]]:
    for apart in _APART.finditer(text):
        before, after = text[: apart.start()].strip(), text[apart.end() :].strip()
        bare = after[1:-1] if after.startswith("(") and after.endswith(")") else after
        yield before, bare
        yield bare, before


def _is_names(text: str) -> bool:
    """Tell whether all of a text is posts and people, every part of it one of them or what follows one."""
    parts = [part for part in re.split(r"[,;/\n]", text) if part.strip()]
    if not parts or (_NAME.match(parts[0].strip()) is None and _NAME.search(parts[0]) is None):
        return False
    return (
        not _NO_NAME.search(text)
        and not any(is_deadline(part.strip()) for part in parts)
        and all(is_certain(part.strip()) for part in parts)
    )


def _widen(row: Row, joint: Cell, parted: Mapping[tuple[int, int], tuple[str, str]]) -> Row:
    """Give a row with two grid columns where the joint one was, a parted cell standing in both."""
    first, last = joint.column, joint.column + joint.columns - 1
    shift = 2 - joint.columns
    own = [cell for cell in dict.fromkeys(row.cells[first : last + 1]) if first <= cell.column]
    before = [_stretch(cell, first, shift) for cell in row.cells[:first]]
    behind = [_move(cell, first, last, shift) for cell in row.cells[last + 1 :]]
    over = row.cells[first]
    if over.column < first or over.column + over.columns - 1 > last:
        return replace(row, cells=(*before, *[_stretch(over, first, shift)] * 2, *behind))
    halves = [parted.get((c.row, c.column), (c.text, "")) for c in own]
    texts = ("\n".join(filter(None, column)) for column in zip(*halves, strict=True)) if halves else ("", "")
    lead = own[0]
    pair = [replace(lead, text=text, column=first + place, columns=1) for place, text in enumerate(texts)]
    return replace(row, cells=(*before, *pair, *behind))


def _stretch(cell: Cell, first: int, shift: int) -> Cell:
    """Give a cell as wide as it is where the grid has columns more or less inside it."""
    return replace(cell, columns=cell.columns + shift) if cell.column + cell.columns > first else cell


def _move(cell: Cell, first: int, last: int, shift: int) -> Cell:
    """Give a cell behind the joint column, or one that reaches over it, in its new place."""
    return replace(cell, column=cell.column + shift) if cell.column > last else _stretch(cell, first, shift)
