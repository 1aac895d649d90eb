"""The tracker as people fill it in: what its sheets and columns are called, and what stands in a row by hand.

Who writes a tracker and who reads it back share this.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frozendict import frozendict

from roadmap_engine.model.progress import SIGN_WORDS, Sign, State
from roadmap_engine.model.tracker_cells import LINK, OWN, Baseline, CellValue

__all__ = [
    "ALL_STATUSES",
    "CAPTIONS",
    "CELL_NAMES",
    "COLUMN_PROPERTY",
    "EXPORT_PROPERTY",
    "GONE_CAPTIONS",
    "GONE_SHEET",
    "PLAN_PROPERTY",
    "PLAN_SHEET",
    "SHEETS",
    "SHOWN_PROPERTY",
    "STATUSES",
    "YEARS_PROPERTY",
    "CellValue",
    "Filled",
    "HandCells",
    "StrayRow",
    "Why",
]

PLAN_SHEET = "План"
GONE_SHEET = "Снято с плана"
SUMMARY_SHEET = "Сводка"
HELP_SHEET = "Как заполнять"
SHEETS = (PLAN_SHEET, GONE_SHEET, SUMMARY_SHEET, HELP_SHEET)

PLAN_PROPERTY = "plan"
"""The property of the workbook by which it says which plan it belongs to, whatever its file is called."""

EXPORT_PROPERTY = "export"
"""The property that names the export: a digest of the plan, the log and the rows it was made of."""

YEARS_PROPERTY = "years"
"""The property that gives the school years of the plan, with a space between them."""

COLUMN_PROPERTY = "column:"
SHOWN_PROPERTY = "shown:"
"""How properties begin that give the caption of a column of the roadmap's own, by its name: of one that
people fill in, and of one that shows what the plan says."""

CAPTIONS = (
    "№", "Мероприятие", "Ответственные", "Срок по плану", "Начало", "Срок", "Чего ждёт", "Документ",
    "Статус", "Выполнено", "Состояние", "Примечание", "id (не менять)", "кто (не менять)",
    "из плана (не менять)", "Документ: номер", "Документ: дата", "Документ: ссылка",
)  # fmt: skip
"""The columns of the sheet «План»."""

GONE_CAPTIONS = (
    "№", "Мероприятие", "Срок по плану", "Начало", "Срок", "Статус", "Выполнено", "Примечание",
    "Почему здесь", "id (не менять)", "Документ: номер", "Документ: дата", "Документ: ссылка",
)  # fmt: skip
"""The columns of the sheet «Снято с плана»."""

STATUSES: tuple[str, ...] = (
    "не начато", "в работе", "выполнено", "на проверке", "не применимо", "отменено",
)  # fmt: skip
"""What a status is chosen from: what whoever does the work may set. A row begins with the first."""

ALL_STATUSES: tuple[str, ...] = (
    *STATUSES,
    *(SIGN_WORDS[Sign(state.value)].word.russian for state in (
        State.RETURNED, State.ACCEPTED, State.CONFLICT, State.NEWER,
    )),
)  # fmt: skip
"""What can stand as a status: others' words too, which nobody chooses."""


@dataclass(frozen=True, slots=True)
class HandCells:
    """What stands in the cells of a row that people fill in.

    Attributes:
        start: and `due`: its days; in a row that waits for its date, those that people write there.
        number: of the document that shows it, and its `date`.
        link: where the document lies.
        own: what is filled in by hand into columns of the roadmap's own, by the column's name; no empty cell.
    """

    status: CellValue = STATUSES[0]
    done: CellValue = None
    note: CellValue = None
    start: CellValue = None
    due: CellValue = None
    number: CellValue = None
    date: CellValue = None
    link: CellValue = None
    own: Mapping[str, CellValue] = frozendict()

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there."""
        return self == HandCells()

    def by_name(self) -> Mapping[str, CellValue]:
        """Give what stands in each cell by its name, own columns each by itself.

        >>> HandCells(own={"mark": "ё"}).by_name()["own:mark"]
        'ё'
        """
        fixed = {name: getattr(self, name) for name in CELL_NAMES}
        return {**fixed, **{f"{OWN}{name}": value for name, value in self.own.items()}}

    def with_cells(self, values: Mapping[str, CellValue]) -> HandCells:
        """Give the same with other values in some cells, by their names."""
        fixed = {name: value for name, value in values.items() if not name.startswith(OWN)}
        own = {name.removeprefix(OWN): value for name, value in values.items() if name.startswith(OWN)}
        joined = {name: value for name, value in {**self.own, **own}.items() if value is not None}
        return replace(self, **fixed, own=frozendict(joined))


CELL_NAMES = ("status", "done", "note", "start", "due", "number", "date", LINK)
"""The names of the cells that every tracker has."""


class Why(enum.StrEnum):
    """Why a row stands on the sheet of what is no longer in the plan, in the sheet's own words."""

    GONE = "мероприятия или срока больше нет в плане"
    OTHERS = "за мероприятие отвечают только другие"
    UNKNOWN = "не узнать, к какому мероприятию относится"
    OWN = "строка вписана вручную"
    TWICE = "вторая строка о том же сроке"
    SETTLED = "в плане теперь отмечено иначе"


@dataclass(frozen=True, slots=True)
class StrayRow:
    """A row that people have written in and that has no place in the plan's table.

    Attributes:
        id: of the row, empty where it has none.
        extra: what stands beside it in columns that people added, by their place among these.
    """

    id: str
    number: str
    title: str
    deadline: str
    cells: HandCells
    why: Why
    extra: Mapping[int, CellValue] = frozendict()


@dataclass(frozen=True, slots=True)
class Filled:
    """What people have written into a tracker, to be written into the next.

    Attributes:
        rows: by the id of the row.
        bases: what the cells of such a row held when somebody wrote in them, by the id of the row.
        stray: what has no row in the plan.
        captions: of columns of the roadmap's own in which something stands, by the column's name.
        columns: captions of those that people added, empty where there is none.
        extra: what stands in these, by the id of the row and their place.
        sheets: that people added: lines of values by the sheet's name.
    """

    rows: Mapping[str, HandCells] = field(default_factory=dict)
    bases: Mapping[str, Baseline] = field(default_factory=dict)
    stray: tuple[StrayRow, ...] = ()
    captions: Mapping[str, str] = field(default_factory=dict)
    columns: tuple[str, ...] = ()
    extra: Mapping[str, Mapping[int, CellValue]] = field(default_factory=dict)
    sheets: Mapping[str, tuple[tuple[CellValue, ...], ...]] = field(default_factory=dict)
