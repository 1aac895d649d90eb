"""The manual's tables are the code's."""

from __future__ import annotations

from tools.draw_tracking_tables import PAGE, draw


def test_the_tables_of_the_manual_are_those_of_the_code() -> None:
    """`python -m tools.draw_tracking_tables` writes them anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert "| принято |" in page
    assert draw(page) == page
