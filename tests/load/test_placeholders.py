"""What a template left is an error of whoever can mend it, and stops nobody else."""

from __future__ import annotations

import pytest

from roadmap_engine.load import load_text
from tests.builders import ROADMAP, SCHOOL


def _told(text: str, *, sealed: bool = False) -> list[tuple[str, str]]:
    problems = load_text(text.encode(), "text.yaml", sealed=sealed).problems
    return [(each.code, each.severity) for each in problems if each.code == "RM524"]


@pytest.mark.parametrize(
    "words", ["…", "«…»", "приказ от 01.09.2026 № …", "ДД.ММ.ГГГГ", "Название мероприятия"]
)
def test_in_ones_own_text_it_is_an_error(words: str) -> None:
    """In a bundle, which its reader cannot mend, a warning."""
    text = f"{ROADMAP}basis: ['{words}']\n"
    assert _told(text) == [("RM524", "error")]
    assert _told(text, sealed=True) == [("RM524", "warning")]
    assert load_text(text.encode(), "text.yaml", sealed=True).value is not None


def test_a_published_text_has_blanks_and_captions_for_a_pen() -> None:
    """A school's text has none."""
    assert _told(f"{ROADMAP}basis: [Ф.И.О., '______']\n") == []
    assert _told(f"{SCHOOL}address: '______'\n") == [("RM524", "error")]


def test_what_others_fill_in_is_called_by_what_belongs_there() -> None:
    """Many a plan has «Название мероприятия» over its measures; what is filled in is another matter."""
    assert _told(ROADMAP.replace("[number, title,", "[number, title: Название мероприятия,")) == []
    assert _told(f"{ROADMAP}parameters: {{school: Название школы}}\n") == []
    asked = "parameters: {school: {title: Название школы, default: Название школы}}\n"
    assert _told(f"{ROADMAP}{asked}") == [("RM524", "error")]
