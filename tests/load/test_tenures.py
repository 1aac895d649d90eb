"""What is told of times that do not fit together can be done as it is told."""

from __future__ import annotations

import pytest

from roadmap_engine.diagnostics.showing import hint_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_text

SCHOOL = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head:
    - {{name: Орлова М. П., post: директор, from: {former}}}
    - {{name: Юрьев П. И., post: директор, from: {later}}}
"""


@pytest.mark.parametrize(
    ("former", "later", "before"),
    [("2026-09-01", "2027-09-01", "2027-08-31"), ("2027-09-01", "2027-09-01", None)],
)
def test_nobody_is_told_to_end_a_time_before_it_begins(former: str, later: str, before: str | None) -> None:
    """Of two who begin on one day neither can end the day before."""
    loaded = load_text(SCHOOL.format(former=former, later=later).encode(), "school.yaml", "organisation")
    (problem,) = loaded.problems
    assert problem.code == "RM948"
    hint = hint_of(problem, translator("en"))
    assert ("end the former" in hint) is (before is not None)
    assert before is None or before in hint
    assert "correct `from`" in hint


def test_a_date_of_another_age_is_told_as_one() -> None:
    """It is not told to be written in figures, in which it would be refused as well."""
    text = SCHOOL.format(former="1 сентября 1726", later="2027-09-01")
    loaded = load_text(text.encode(), "school.yaml", "organisation")
    assert [each.code for each in loaded.problems] == ["RM133"]
