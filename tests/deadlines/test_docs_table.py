"""docs/deadlines.md says what the program does."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from roadmap_engine.deadlines import parse, rule_adapter
from roadmap_engine.yaml_text.scalars import resolve_plain
from tests.deadlines.docs_table import DOCS, read_rows, row_of


@pytest.mark.parametrize("row", read_rows())
def test_each_row_of_the_table_is_true(row: str) -> None:
    """Kind, rule, dates and wording of each form are what the phrase gives today."""
    phrase = row.split(" | ", maxsplit=1)[0].removeprefix("| ")
    assert row == row_of(phrase)


def test_every_kind_of_rule_is_in_the_table() -> None:
    """The ten kinds of the contract are all shown."""
    shown = {re.split(r" \| ", row)[1].strip("`") for row in read_rows()}
    assert shown == {
        "date",
        "by",
        "from",
        "range",
        "months",
        "recurring",
        "relative",
        "during",
        "external",
        "standing",
        "composite",
    }


def test_what_the_page_says_is_refused_is_refused() -> None:
    """The ambiguous phrases of the second table are not understood."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    start = lines.index("| Фраза | Почему | Как написать |") + 2
    phrases = [line.split(" | ")[0].removeprefix("| ") for line in lines[start:] if line.startswith("| ")]
    assert len(phrases) >= 8
    assert [phrase for phrase in phrases if parse(phrase).rule is not None] == []


def _typed(value: Any) -> Any:
    """Give plain words the values that texts of the program give them: `on` is a word."""
    if isinstance(value, dict):
        return {key: _typed(each) for key, each in value.items()}
    return resolve_plain(value) if isinstance(value, str) else value


def test_the_structure_on_the_page_is_a_rule() -> None:
    """The example of a rule written as structure validates and means the phrase it stands for."""
    lines = DOCS.read_text(encoding="utf-8").splitlines()
    (written,) = (line.removeprefix("deadline: ") for line in lines if line.startswith("deadline: {relation"))
    plain = yaml.load(written, yaml.BaseLoader)  # noqa: S506 - it gives texts only
    rule = rule_adapter().validate_python(_typed(plain))
    assert rule == parse("После получения результатов в течение 2 недель").rule
