"""The page of a letter in a browser: no fault of accessibility, no request, no sideways scroll."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from roadmap_engine.documents.letters import LetterWords, draw_letter
from roadmap_engine.model.digest import Part
from roadmap_engine.model.progress import Happened, Sign, State
from tests.browser import axe, run_browser, show
from tests.documents.letters.digests import follow, make_digest, make_row, measure, plan_of

pytestmark = pytest.mark.referee


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with run_browser() as started:
        yield started


@pytest.mark.parametrize("width", [320, 390, 760])
def test_a_letter_can_be_read_by_everybody(width: int, browser: Browser, tmp_path: Path) -> None:
    """Every look that a row can have, with the longest word a title may be."""
    followed = follow(plan_of(*(measure(str(each)) for each in range(1, 5)), measure("5", title="Ы" * 150)))
    returned = Happened(state=State.RETURNED, on=dt.date(2027, 6, 14), note="нет выводов " * 20)
    rows = (
        make_row(followed, Part.RETURNED, 0, happened=returned, sign=Sign.RETURNED),
        make_row(followed, Part.OVERDUE, 1, sign=Sign.OVERDUE, late=4),
        make_row(followed, Part.THIS_WEEK, 2, sign=Sign.EXTENDED),
        make_row(followed, Part.THIS_WEEK, 4),
        make_row(followed, Part.UNDER_REVIEW, 3, sign=Sign.SUBMITTED),
    )
    letter = draw_letter(make_digest(*rows), LetterWords("mailto:plan@a.example", "https://a.example/plan/"))
    path = tmp_path / "letter.html"
    path.write_text(letter.html, encoding="utf-8")
    with show(browser, path, width=width) as shown:
        assert axe(shown.page) == ()
        assert shown.strangers() == []
        assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
