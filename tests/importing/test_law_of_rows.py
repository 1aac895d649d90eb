"""Filled source rows = measures + stages + heads + notices, and no deadline has words of two rows.

The tables are made of everything that real plans mix: captions said again, other captions further down,
merged cells, torn rows, numbers of columns, totals, groups, empty cells, and rows that sound like captions.
What each row must become is known from how the table was made, not from the import.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.lines import fault_of
from roadmap_engine.importing.manuscript import Block, Cell, Manuscript, Paragraph, Row, Table
from roadmap_engine.importing.text import Wishes, import_plan
from tests.importing.making import Imported, import_bytes, keep_the_law, make_docx, make_xlsx

CAPTIONS = {
    "number": ("№", "№ п/п", "№п/п", "№№ п.п.", "N п/п"),
    "title": ("Мероприятия", "Содержание работы", "Наименование мероприятия", "Содержание деятельности"),
    "deadline": ("Сроки", "Срок исполнения", "Период реализации", "Дата проведения", "Число"),
    "responsible": ("Ответственные", "Отв-ный", "Исполнит.", "Ответственный исполнитель", "Отв."),
    "result": ("Результат", "Ожидаемый результат"),
    "unknown": ("Примечание", "Объём финансирования"),
}
TITLES = (
    *("Анализ результатов работ", "Семинар для учителей", "Педсовет «Итоги года»", "Подготовка справки"),
    *("Работа с родителями", "Перечень мероприятий по праву", "Мероприятия по профилактике"),
    *("Содержание деятельности совета", "Ответственные за питание: приказ", "Вопросы контроля качества"),
    *("Сроки проведения экзаменов: приказ", "Итоги работы комиссии", "Организация работы с участниками"),
)
DEADLINES = (
    *("сентябрь", "до 1 октября", "Октябрь", "по плану", "По плану", "весь период", "в течение года"),
    *("15.09.2026", "ежемесячно", "1 раз в четверть", "когда получится", "", ""),
)
NAMES = (
    *("Завуч", "Педагог-организатор", "Члены комиссий", "Организаторы конкурса", "Классные руководители"),
    *("Ответственный за питание", "Директор", "Участники штаба", "Руководитель", ""),
)
GROUPS = ("Раздел 1. Кадры", "Работа с учащимися", "II. Контроль", "Организационные мероприятия", "Сентябрь")
RESULTS = ("Приказ", "Справка об итогах", "Рост качества", "")


@dataclass
class Made:
    """A plan that was made, and what must come of it.

    Attributes:
        rows: of all of its tables.
        pages: rows that begin a table of their own.
        heads, notices, rests, groups: how many rows are that.
    """

    rows: list[list[str]] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    measures: list[tuple[str, str]] = field(default_factory=list)
    heads: int = 0
    notices: int = 0
    rests: int = 0
    groups: int = 0


@st.composite
def tables(draw: st.DrawFn) -> Made:
    """A plan of one table, or of one torn over pages."""
    made = Made()
    more = draw(st.lists(st.sampled_from(["number", "result", "unknown"]), max_size=3, unique=True))
    columns = draw(st.permutations(["title", "deadline", "responsible", *more]))
    captions = {name: draw(st.sampled_from(CAPTIONS[name])) for name in columns}
    _add_head(made, columns, captions)
    if draw(st.booleans()):
        made.rows.append([str(place + 1) for place in range(len(columns))])
        made.heads += 1
    for count in range(1, draw(st.integers(2, 7)) + 1):
        kind = draw(st.sampled_from(["plain", "plain", "group", "again", "other", "total", "empty", "page"]))
        if kind == "group":
            made.rows.append([draw(st.sampled_from(GROUPS)), *["<"] * (len(columns) - 1)])
            made.groups += 1
        elif kind == "again":
            _add_head(made, columns, captions)
        elif kind == "other":
            columns = draw(st.permutations(columns))
            captions = {name: draw(st.sampled_from(CAPTIONS[name])) for name in columns}
            _add_head(made, columns, captions)
        elif kind == "total" and count > 1:
            cells = {"title": "Итого:", "unknown": "420"}
            made.rows.append([cells.get(name, "") for name in columns])
            made.notices += 1
        elif kind == "empty":
            made.rows.append([""] * len(columns))
        elif kind == "page" and count > 1:
            made.pages.append(len(made.rows))
            if draw(st.booleans()):
                _add_head(made, columns, captions)
        _add_measure(draw, made, columns, count)
    return made


def _add_head(made: Made, columns: list[str], captions: dict[str, str]) -> None:
    made.rows.append([captions[name] for name in columns])
    made.heads += 1


def _add_measure(draw: st.DrawFn, made: Made, columns: list[str], count: int) -> None:
    title, deadline = draw(st.sampled_from(TITLES)), draw(st.sampled_from(DEADLINES))
    cells = {
        "number": str(count),
        "title": title,
        "deadline": deadline,
        "responsible": draw(st.sampled_from(NAMES)),
        "result": draw(st.sampled_from(RESULTS)),
        "unknown": draw(st.sampled_from(["", "300"])),
    }
    # A title alone is a group as well as a measure; that is another matter.
    if not cells["responsible"] and not deadline:
        cells["deadline"] = deadline = "май"
    if len(made.rows) in made.pages:
        # A table without captions is known for the next page by its deadlines.
        cells["deadline"] = deadline = "до 1 октября"
    elif draw(st.booleans()) and made.measures and _is_measure(made.rows[-1], made, columns):
        deadline = made.measures[-1][1]
        cells["deadline"] = "^" if deadline else ""
    torn = "number" in columns and draw(st.booleans()) and title.count(" ") > 1
    first, rest = title.rsplit(" ", 1) if torn else (title, "")
    torn = torn and rest[:1].islower()
    cells["title"] = first if torn else title
    made.rows.append([cells[name] for name in columns])
    if torn:
        made.rows.append([rest if name == "title" else "" for name in columns])
        made.rests += 1
    made.measures.append((title, deadline))


def _is_measure(row: list[str], made: Made, columns: list[str]) -> bool:
    """Tell whether the last row is the last measure, whole: what may be merged with the next one."""
    place = columns.index("deadline")
    return row[columns.index("title")] == made.measures[-1][0] and (
        row[place] in ("^", made.measures[-1][1]) and row[place] != ""
    )


def check(made: Made, plan: Imported) -> None:
    """The law, by what is known of the table; the account of the import is checked when it is made."""
    assert [*zip(plan.titles(), _said(plan), strict=True)] == made.measures
    assert plan.found is not None
    became = [row.became.value for row in plan.found.account.rows]
    assert (became.count("measure"), became.count("rest")) == (len(made.measures), made.rests)
    assert became.count("captions") == made.heads
    assert became.count("heading") + became.count("notice") == made.groups + made.notices
    filled = sum(any(cell not in ("", "^", "<") for cell in row) for row in made.rows)
    assert len(became) == filled


def _said(plan: Imported) -> list[str]:
    """The deadlines as they are printed; a month in a heading gives measures a deadline of their own."""
    said = []
    for measure in plan.measures:
        deadline = measure.deadline
        printed = measure.as_printed.get("deadline")
        text = (deadline.phrase or deadline.text or "") if deadline else ""
        said.append(text if printed is None else printed)
    return said


@settings(
    max_examples=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(tables(), st.booleans())
def test_no_row_is_without_a_word(made: Made, word: bool) -> None:
    """In Word and in Excel."""
    bounds = [0, *made.pages, len(made.rows)]
    pages: list[list[list[Any]]] = [made.rows[first:last] for first, last in pairwise(bounds)]
    # In a workbook a page end tears nothing: its sheets are tables with headings of their own.
    data = make_docx("=План", *pages) if word else make_xlsx([row for page in pages for row in page])
    check(made, import_bytes(data))


WORDS = (
    *(
        "",
        "",
        "",
        "№",
        "№ п/п",
        "Мероприятия",
        "Сроки",
        "Ответственные",
        "Исполнители",
        "Результат",
        "Направление",
    ),
    *(
        "Срок",
        "план",
        "факт",
        "начало",
        "окончание",
        "Сроки, ответственные",
        "Класс",
        "сентябрь",
        "Октябрь",
        "+",
    ),
    *(
        "1",
        "2",
        "1.1",
        "II.",
        "3",
        "4",
        "до 1 октября",
        "по плану",
        "15.09.2026",
        "когда получится",
        "2026",
        "май,",
    ),
    *(
        "Работа с родителями",
        "Анализ работ",
        "анализ",
        "работ и",
        "Провести:",
        "- беседы",
        "ПОДГОТОВКА",
        "Итого:",
    ),
    *(
        "Завуч",
        "директор, завуч",
        "Лыкова А. А.",
        "Члены комиссий",
        "октябрь, завуч",
        "Примечание: нет",
        "___",
    ),
    *(
        "Раздел 1. Кадры",
        "I четверть",
        "Примечание",
        "46296",
        "#REF!",
        "—",
        "да",
        "420",
        "Директор ____ И. Дёмина",
    ),
)


@st.composite
def grids(draw: st.DrawFn) -> Manuscript:
    """Tables of anything: what of it is a plan only the import knows, and the law holds all the same."""
    blocks: list[Block] = [Paragraph("План мероприятий", bold=True, side="centre")]
    for number in range(1, draw(st.integers(1, 3)) + 1):
        width = draw(st.integers(2, 5))
        rows = draw(st.lists(st.lists(st.sampled_from(WORDS), min_size=width, max_size=width), max_size=8))
        # Half of the tables begin as plans do.
        if draw(st.booleans()):
            rows.insert(0, ["№", "Мероприятия", "Сроки", "Ответственные", "Результат"][:width])
        wide = draw(st.sets(st.integers(0, len(rows)), max_size=2))
        tall = draw(st.sets(st.tuples(st.integers(1, 8), st.integers(0, width - 1)), max_size=3))
        if rows:
            blocks.append(_table(number, rows, wide, tall))
    return Manuscript(tuple(blocks))


def _table(number: int, texts: list[list[str]], wide: set[int], tall: set[tuple[int, int]]) -> Table:
    """A table with some rows merged into one cell, and some cells merged with the ones above them."""
    rows: list[Row] = []
    for index, words in enumerate(texts):
        if index in wide:
            cells = (_cell(words[0], index, 0, 1, len(words)),) * len(words)
        else:
            cells = tuple(
                rows[-1].cells[place]
                if (index, place) in tall and rows and rows[-1].cells[place].columns == 1
                else _cell(text, index, place, 1, 1)
                for place, text in enumerate(words)
            )
        rows.append(Row(index + 1, index, cells))
    return Table(number, tuple(rows))


def _cell(text: str, row: int, column: int, rows: int, columns: int) -> Cell:
    fault = fault_of(text)
    return Cell("" if fault else text, row, column, rows, columns, fault=fault)


@settings(
    max_examples=200,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow],
)
@given(grids())
def test_whatever_a_table_says_nothing_of_it_is_lost(manuscript: Manuscript) -> None:
    """The account of any tables at all keeps the law, and the text reads back."""
    imported, problems = import_plan(manuscript, Wishes("plan", "plan.yaml"), Catalogue())
    keep_the_law(manuscript, imported, problems)
    Imported(imported, problems)
