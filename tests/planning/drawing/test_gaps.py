"""What a published text leaves to schools is shown as a blank; a school's plan has none."""

from __future__ import annotations

import pytest

from roadmap_engine.planning.drawing import draw_published
from tests.overlays.texts import BASE, join, text


@pytest.mark.parametrize(
    ("gap", "shown"),
    [
        ("levels", "основного"),
        ("day", "________ (день среза)"),
        ("procedure.genitive", "________ (наименование процедуры)"),
        ("organisation.short", "________ (наименование школы)"),
        ("school_year", "________ (учебный год)"),
    ],
)
def test_a_published_text_shows_what_schools_will_say_as_blanks(gap: str, shown: str) -> None:
    """A question without a default is what a publisher wants to ask: no problem of the published text."""
    asking = BASE.replace("parameters: {", "parameters: {day: {title: день среза, type: date}, ")
    assembly, problems = join(text(asking.replace("Анализ по классам", f"Анализ {{{{ {gap} }}}}")))
    assert problems == ()
    plan, problems = draw_published(assembly, labels={})
    assert {problem.code for problem in problems} <= {"RM310"}  # the text's own day is a Sunday
    assert plan.measures()[0].title == f"Анализ {shown}"
