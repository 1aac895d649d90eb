"""Where every filled row of the tables went: the account of an import, which `auditing` checks.

The law: filled rows of the source = measures + stages + heads + notices. No row is without a word, no word of
a row is nowhere, and no deadline carries words of a row that is not its own.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from roadmap_engine.importing.manuscript import Manuscript, Row
from roadmap_engine.model.provenance import Path

__all__ = ["Account", "Became", "RowAccount"]


class Became(enum.StrEnum):
    """What a row of a table can become."""

    CAPTIONS = "captions"
    HEADING = "heading"
    MEASURE = "measure"
    REST = "rest"
    PREFACE = "preface"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class RowAccount:
    """Where a row went.

    Attributes:
        table, row: as a person counts.
        became: what it is now. The rest of a measure is a part of the measure above it.
        path: of the measure or the stage; of captions that begin columns, («columns», the row they begin in).
        deadline: the words it has where deadlines stand, those merged from above with them.
    """

    table: int
    row: int
    became: Became
    path: Path = ()
    deadline: str = ""

    @property
    def place(self) -> tuple[int, int]:
        """The table and the row."""
        return self.table, self.row


@dataclass(frozen=True, slots=True)
class Account:
    """The account of an import.

    Attributes:
        rows: of every filled row, one or more.
        notes: words of the tables that stand as comments, by the path they stand at.
        table: the number or name of the only table that was asked for.
    """

    rows: tuple[RowAccount, ...] = ()
    notes: Mapping[Path, tuple[str, ...]] = field(default_factory=dict)
    table: str | None = None

    def missing(self, manuscript: Manuscript) -> Iterator[tuple[int, Row]]:
        """Give the filled rows that have no account, each with the number of its table."""
        known = {row.place for row in self.rows}
        for table in manuscript.tables():
            if self.table is None or self.table in (str(table.number), table.name):
                yield from (
                    (table.number, row)
                    for row in table.rows
                    if row.filled() and (table.number, row.number) not in known
                )
