"""Tables that say a plan in a shape of their own → the same words as a plain table, a measure a row.

Unfolded are: a heading repeated in every cell of its row, as converters leave a merged row; a matrix with a
month a column, or with a month a row and a direction of work a column; one column for deadlines and names
together. A table is unfolded only where every cell leaves no doubt, else it stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from roadmap_engine.importing.captions import LONGEST_CAPTION, Meaning, normalise_caption, recognise_caption
from roadmap_engine.importing.dates import is_deadline, remarks_of
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.importing.manuscript import Cell, Row, Table
from roadmap_engine.importing.roles import is_certain

__all__ = ["merge_repeated", "unfold_table"]

_FEWEST_REPEATED = 3
_LONGEST_HEADING = 400
_FEWEST_MONTHS = 2
_NUMBER = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*|[IVXLХІ]{1,5})[.)]?")
_LETTERS = re.compile(r"[А-Яа-яЁё]{3}")
_MARK = re.compile(r"[+xхXХvV✓✔*•]|да|[\d\s.,–-]+", re.IGNORECASE)


def merge_repeated(table: Table) -> Table:
    """Give a table whose rows with one text in every cell have one cell with that text.

    A number in front of the text, in a column of its own, goes to the text.
    """
    return replace(table, rows=tuple(_merge_row(row) for row in table.rows))


def _merge_row(row: Row) -> Row:
    own = [cell for cell in row.own_cells() if cell.row == row.index]
    numbered = len(own) > _FEWEST_REPEATED and bool(_NUMBER.fullmatch(own[0].text) or not own[0].text)
    said = own[1:] if numbered else own
    texts = {" ".join(cell.text.split()) for cell in said}
    if len(said) < _FEWEST_REPEATED or len(texts) > 1 or len(own) < len(list(row.own_cells())):
        return row
    text = said[0].text
    if (
        len(text) > _LONGEST_HEADING
        or not _LETTERS.search(text)
        or (is_deadline(text) and not _is_month(text))
    ):
        return row
    number = own[0].text if numbered else ""
    lead = f"{number} " if number.endswith((".", ")")) else f"{number}. " if number else ""
    whole = Cell(lead + text, row.index, 0, 1, len(row.cells), all(cell.bold for cell in said))
    return replace(row, cells=(whole,) * len(row.cells))


def unfold_table(table: Table) -> Table | None:
    """Give a table as a plain one; None where it is plain already, or not certain."""
    for place, row in enumerate(table.rows):
        cells = [cell for cell in row.own_cells() if cell.row == row.index]
        if len([cell for cell in cells if cell.text]) < _FEWEST_MONTHS or any(
            len(cell.text) > LONGEST_CAPTION for cell in cells
        ):
            continue
        for unfold in (_unfold_months, _unfold_directions, _part_joint):
            unfolded = unfold(table, place, cells)
            if unfolded is not None:
                return unfolded
    return None


def _is_month(text: str) -> bool:
    return recognise_caption(re.sub(r"\s+20\d\d(?:\s?г(?:\.|ода?)?)?$", "", text)) is Meaning.MONTH


# --- a month a column


def _unfold_months(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    months = [cell for cell in captions if cell.text and _is_time(cell.text)]
    others = [cell for cell in captions if cell not in months]
    named = [cell for cell in others if _meaning(cell) not in (Meaning.NUMBER, Meaning.RESPONSIBLE)]
    responsible = [cell for cell in others if _meaning(cell) is Meaning.RESPONSIBLE]
    if len(months) < _FEWEST_MONTHS or len(named) != 1 or len(responsible) > 1:
        return None
    body = table.rows[place + 1 :]
    if any(cell.columns > 1 for cell in captions) or not _says_measures(body, months):
        return None
    lead = named[0]
    kept = _meaning(lead) is Meaning.PARTICIPANTS
    head = (lead.text if kept else "Направление", "Мероприятия", "Сроки", *(c.text for c in responsible))
    rows = [
        (
            row.number,
            (row.cells[lead.column].text, text, month.text, *(row.cells[c.column].text for c in responsible)),
        )
        for row in body
        for month in months
        if _LETTERS.search(text := row.cells[month.column].text)
    ]
    return _build(table, place, head, rows)


_TERM = re.compile(r"(?:i{1,3}|iv|[1-4](?:-я)?) (?:четверть|полугодие|триместр|квартал)")


def _is_time(text: str) -> bool:
    return _is_month(text) or _TERM.fullmatch(normalise_caption(text)) is not None


def _says_measures(rows: Sequence[Row], months: Sequence[Cell]) -> bool:
    """Tell whether the cells under months are measures, not marks, days or anything merged."""
    said = [text for row in rows for month in months if (text := row.cells[month.column].text)]
    if any(cell.rows > 1 or cell.columns > 1 for row in rows for cell in row.filled()):
        return False
    said = [text for text in said if text.strip("-–— ")]
    return bool(said) and not any(_MARK.fullmatch(text) or is_deadline(text) for text in said)


# --- a month a row, a direction of work a column

_DIRECTION = re.compile(
    r"(?:работа|деятельность|взаимодействие|мероприятия)\s(?:с|со|по)\s.+"
    r"|с (?:педагог|учител|уча|обуча|родител|дет)\w+.*"
    r"|[а-яё]+(?:ая|ое)(?:-[а-яё]+)? (?:работа|деятельность|воспитание|направление)|педсоветы?|совещания?"
    r"(?: при .+)?|\d{1,2}(?:\s?-\s?\d{1,2})? класс\w*|педагогические советы"
)


def _unfold_directions(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    times = [cell for cell in captions if _meaning(cell) is Meaning.DEADLINE]
    named = [cell for cell in captions if cell not in times and _meaning(cell) is not Meaning.NUMBER]
    if len(times) != 1 or len(named) < _FEWEST_MONTHS or any(cell.columns > 1 for cell in captions):
        return None
    if not all(_DIRECTION.fullmatch(normalise_caption(cell.text)) for cell in named):
        return None
    time, body = times[0], table.rows[place + 1 :]
    if not all(is_deadline(row.cells[time.column].text) for row in body if row.filled()):
        return None
    rows = [
        (row.number, (direction.text, text, row.cells[time.column].text))
        for direction in named
        for row in body
        for cell in [row.cells[direction.column]]
        if (text := cell.text) and cell.row == row.index
    ]
    return _build(table, place, ("Направление", "Мероприятия", time.text), rows) if rows else None


def _meaning(cell: Cell) -> Meaning | None:
    return recognise_caption(cell.text)


def _build(table: Table, place: int, head: Sequence[str], rows: Sequence[tuple[int, Sequence[str]]]) -> Table:
    """Build the plain table, what stood above the captions kept above them."""
    width = len(head)
    built: list[Row] = []
    for row in table.rows[:place]:
        text = "\n".join(cell.text for cell in row.filled())
        built.append(Row(row.number, row.index, (Cell(text, row.index, 0, 1, width),) * width))
    for number, texts in ((table.rows[place].number, head), *rows):
        index = len(built)
        cells = tuple(Cell(text, index, column) for column, text in enumerate(texts))
        built.append(Row(number, index, cells))
    return replace(table, rows=tuple(built))


# --- deadlines and names in one column


def _part_joint(table: Table, place: int, captions: Sequence[Cell]) -> Table | None:
    known = [(cell, parts) for cell in captions if (parts := _joint_caption(cell.text)) is not None]
    if len(known) != 1 or known[0][0].columns > 1:
        return None
    joint, heads = known[0]
    others = {_meaning(cell) for cell in captions if cell is not joint}
    if others & {Meaning.DEADLINE, Meaning.RESPONSIBLE} or Meaning.TITLE not in others:
        return None
    column = joint.column
    parted: dict[tuple[int, int], tuple[str, str]] = {(joint.row, column): heads}
    body = (row.cells[column] for row in table.rows[place + joint.rows :])
    for cell in dict.fromkeys(body):
        if cell.columns > 1 or not cell.text:
            continue
        parts = _joint_caption(cell.text) or _part_cell(cell.text)
        if parts is None:
            return None
        parted[cell.row, cell.column] = parts
    return replace(table, rows=tuple(_widen(row, column, parted) for row in table.rows))


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


def _widen(row: Row, column: int, parted: dict[tuple[int, int], tuple[str, str]]) -> Row:
    """Give a row with one grid column more, the parted cell standing in two."""
    cells: list[Cell] = []
    for place, cell in enumerate(row.cells):
        parts = parted.get((cell.row, cell.column)) if place == column else None
        if cell.column > column:
            cells.append(replace(cell, column=cell.column + 1))
        elif cell.column + cell.columns - 1 < column:
            cells.append(cell)
        elif cell.columns > 1:
            cells += [replace(cell, columns=cell.columns + 1)] * (2 if place == column else 1)
        else:
            first, second = parts or ("", "")
            cells += [replace(cell, text=first), replace(cell, text=second, column=column + 1)]
    return replace(row, cells=tuple(cells))
