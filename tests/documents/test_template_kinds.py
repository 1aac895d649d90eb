"""Every template has its kind, and what a kind lists can be written as it is listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_engine.documents.template_kinds import KINDS, TemplateValue, guess_kind, list_values
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.documents.word.fitted import check_template
from tests.documents.word.small_files import paragraph, word_file

TEMPLATES = Path(__file__).parents[2] / "templates"


def test_the_kinds_are_the_templates_there_are() -> None:
    """A template that is added or renamed is a kind."""
    assert {kind.file for kind in KINDS.values()} == {path.name for path in TEMPLATES.glob("*.docx")}


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_value_works_as_it_is_listed(name: str) -> None:
    """A template made of all the tags a kind lists, loops around what stands in them, has no fault."""
    shape = KINDS[name].fitting.shape
    values = tuple(list_values(shape))
    assert {value.path for value in values if value.depth == 0} == set(shape.fields)
    written = ""
    opened: list[tuple[int, str]] = []
    for value in values:
        while opened and opened[-1][0] >= value.depth:
            written += opened.pop()[1]
        written += _write(value, opened)
    written += "".join(end for _, end in reversed(opened))
    assert check_template(word_file(paragraph(written)), "own.docx", Fitting(shape, None)) == ()


def _write(value: TemplateValue, opened: list[tuple[int, str]]) -> str:
    begin, dots, end = value.tag.partition("…")
    if value.type == "list":
        opened.append((value.depth, end))
        return begin
    return begin + ("да" if dots else "") + end


@pytest.mark.parametrize("name", sorted(KINDS))
def test_every_value_says_what_it_is(name: str) -> None:
    """Words for each, and an example of each text."""
    for value in list_values(KINDS[name].fitting.shape):
        assert value.about
        assert value.example or value.type not in ("text", "number")


@pytest.mark.parametrize(
    ("stem", "kind"),
    [
        ("plan", "plan"),
        ("order", "order"),
        ("order-2027", "order"),
        ("order (2)", "order"),
        ("school-order_new", "school-order"),
        ("published-order", "published-order"),
        ("orders", "general"),
        ("наш бланк", "general"),
    ],
)
def test_a_files_name_tells_its_kind(stem: str, kind: str) -> None:
    """As it is used: what is no kind's name is a document's blank."""
    assert guess_kind(stem).name == kind
