"""What a measure is called where its title does not fit."""

from __future__ import annotations

import pytest

from roadmap_engine.model.short_title import short_title
from tests.builders import adopt_text


@pytest.mark.parametrize(
    ("said", "short"),
    [
        ("{short: По ученикам}", "По ученикам"),
        ("{title: Проведение недели русского языка в школе}", "Неделя русского языка"),
        ("{title: Проведение недели русского языка в школе, short: Неделя}", "Неделя"),
        ("{title: Неделя чтения}", "Неделя чтения"),
    ],
)
def test_what_is_said_wins_over_what_the_title_gives(said: str, short: str) -> None:
    """And what the title gives follows it."""
    plan, _ = adopt_text(f"replace: {{by-pupil: {said}}}\n")
    assert [short_title(each) for each in plan.measures() if each.id == "by-pupil"] == [short]
