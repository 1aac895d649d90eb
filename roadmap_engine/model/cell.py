"""The cell of a roadmap's own column: what its author wrote, in the words it is printed with.

An amount is printed in roubles, thousands apart: «12 500,50 руб.»; a day as «05.06.2027». Roles and gaps are
put into words by whoever knows the roadmap.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import assert_never

from roadmap_engine.model.answer import read_day
from roadmap_engine.model.fields import FieldKind
from roadmap_engine.russian import numeric_date

__all__ = ["print_cell"]

_AMOUNT = re.compile(
    r"(?P<whole>\d{1,3}(?:[ \xa0]\d{3})+|\d{1,15})(?:[.,](?P<part>\d{1,2}))?(?P<thousands>[ \xa0]?тыс\.?)?"
    r"(?:[ \xa0]?(?:руб(?:\.|л[а-я]+)?|₽|р\.))?"
)


def print_cell(kind: FieldKind, written: tuple[str, ...]) -> str | None:
    r"""Give the words of a cell; None where they are no value of its column's kind.

    Args:
        kind: what the column holds.
        written: what its author wrote, one value but for roles.

    >>> print_cell(FieldKind.MONEY, ("12500.5",)), print_cell(FieldKind.MONEY, ("50 тыс. руб.",))
    ('12\xa0500,50\xa0руб.', '50\xa0000\xa0руб.')
    >>> print_cell(FieldKind.DATE, ("2027-06-05",)), print_cell(FieldKind.MONEY, ("за счёт бюджета",))
    ('05.06.2027', None)
    """
    match kind:
        case FieldKind.ROLES:
            return ", ".join(written)
        case FieldKind.TEXT:
            return "\n".join(written)
        case FieldKind.MONEY:
            return _print_amount(written[0]) if len(written) == 1 else None
        case FieldKind.DATE:
            day = read_day(written[0]) if len(written) == 1 else None
            return numeric_date(day) if day is not None else None
        case (
            FieldKind.BLANK
            | FieldKind.MARK
            | FieldKind.DEADLINE
            | FieldKind.OUTPUTS
            | FieldKind.ROWS
            | FieldKind.CONDITION
            | FieldKind.PRINTS
        ):
            return None
        case _:
            assert_never(kind)


def _print_amount(words: str) -> str | None:
    found = _AMOUNT.fullmatch(words.strip().lower())
    if found is None:
        return None
    amount = Decimal(re.sub(r"\D", "", found["whole"]) + "." + (found["part"] or "0"))
    amount *= 1000 if found["thousands"] else 1
    whole, part = f"{amount:,.2f}".replace(",", "\xa0").split(".")
    return f"{whole}\xa0руб." if part == "00" else f"{whole},{part}\xa0руб."
