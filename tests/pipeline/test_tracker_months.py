"""A filled tracker with a row for each week becomes one with a row a month, and nothing written is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.filled_tracker import STATUSES, Filled, Why
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.pipeline.trackers import carry_over, renew_tracker
from tests.documents.small_plans import make_measure, make_plan
from tests.documents.test_calendar_series import as_before, deadline, weekly
from tests.pipeline.filled import cells_by_id, fill, render

NAME = "results-by-pupil"
FORMER = render(as_before(weekly()))
SEPTEMBER = ("2026-W36", "2026-W37", "2026-W38", "2026-W39")
"""The Fridays 4, 11, 18 and 25 September."""


def carried(values: Mapping[str, Mapping[str, Any]], plan: Plan | None = None) -> Filled:
    """Fill in weeks of the former tracker and carry it over; the key of a week to letters of columns."""
    data = fill(FORMER, {f"{NAME}#{week}": cells for week, cells in values.items()})
    read = read_tracker(data)
    assert read is not None
    return carry_over(plan or weekly(), read)


class TestRows:
    """Weekly and oftener: a row a month."""

    def test_a_month_has_a_row(self) -> None:
        rows = list_rows(weekly())
        assert [row.id for row in rows][:2] == [f"{NAME}#2026-09", f"{NAME}#2026-10"]
        assert len(rows) == 12
        assert (rows[0].start, rows[0].due) == (dt.date(2026, 9, 4), dt.date(2026, 9, 25))
        assert rows[0].covers == SEPTEMBER
        assert rows[0].deadline == "по пятницам"

    @pytest.mark.parametrize(
        "phrase", ["ежемесячно до 25 числа", "каждые 2 недели", "до 1 октября, до 1 марта"]
    )
    def test_rarer_work_has_the_rows_it_had(self, phrase: str) -> None:
        plan = make_plan(make_measure(deadline=deadline(phrase)))
        assert list_rows(plan) == list_rows(as_before(plan))

    def test_of_several_deadlines_each_has_its_rows(self) -> None:
        rows = list_rows(make_plan(make_measure(deadline=deadline("до 1 октября; по вторникам"))))
        assert [row.id for row in rows][:3] == [f"{NAME}#1.1", f"{NAME}#2.2026-09", f"{NAME}#2.2026-10"]


class TestCarriedOver:
    """What stood in the rows of weeks stands in the row of their month."""

    def test_what_nobody_touched_says_nothing(self) -> None:
        assert carried({}) == Filled()

    def test_a_month_is_done_when_all_its_weeks_are(self) -> None:
        done = {week: {"I": "выполнено"} for week in SEPTEMBER}
        (cells,) = carried(done).rows.values()
        assert (cells.status, cells.done, cells.note) == ("выполнено", None, None)

    def test_days_stand_in_the_note_and_the_last_is_the_month_s(self) -> None:
        done = {
            week: {"I": "выполнено", "J": dt.date(2026, 9, 5 + 7 * place)}
            for place, week in enumerate(SEPTEMBER)
        }
        (cells,) = carried(done).rows.values()
        assert (cells.status, cells.done) == ("выполнено", dt.date(2026, 9, 26))
        assert str(cells.note).splitlines()[0] == "04.09.2026: выполнено 05.09.2026"
        assert len(str(cells.note).splitlines()) == 4

    def test_a_month_that_is_begun_is_under_way(self) -> None:
        filled = carried(
            {
                "2026-W36": {"I": "выполнено", "J": dt.date(2026, 9, 4)},
                "2026-W38": {"L": "перенесено\nна понедельник"},
            }
        )
        ((home, cells),) = filled.rows.items()
        assert home == f"{NAME}#2026-09"
        assert (cells.status, cells.done) == ("в работе", None)
        assert cells.note == (
            "04.09.2026: выполнено 04.09.2026\n18.09.2026: не начато; перенесено\nна понедельник"
        )

    def test_a_text_that_is_no_date_and_a_status_of_somebody_s_own_stay(self) -> None:
        (cells,) = carried({"2026-W37": {"I": "почти", "J": "в пятницу"}}).rows.values()
        assert cells.note == "11.09.2026: почти в пятницу"

    def test_a_week_that_the_plan_leaves_out_is_put_aside(self) -> None:
        """It lies in a break now; it was worked in all the same."""
        filled = carried({"2026-W37": {"L": "проведено"}}, weekly(dt.date(2026, 9, 11)))
        (stray,) = filled.stray
        assert (stray.why, stray.cells.note) == (Why.GONE, "проведено")
        assert filled.rows == {}

    def test_a_measure_that_is_called_otherwise_keeps_what_was_written(self) -> None:
        plan = make_plan(with_fields(weekly().measures()[0], id="sums", was=(NAME,)))
        (home,) = carried({"2026-W37": {"L": "проведено"}}, plan).rows
        assert home == "sums#2026-09"

    def test_the_workbook_is_written_and_read_again(self) -> None:
        data = fill(FORMER, {f"{NAME}#2026-W37": {"I": "в работе", "L": "два класса"}})
        once, problems = renew_tracker(weekly(), data, "tracker.xlsx")
        assert once is not None
        assert [each.code for each in problems] == ["RM575"]
        assert cells_by_id(once)[f"{NAME}#2026-09"] == ("в работе", None, "11.09.2026: два класса")
        again, _ = renew_tracker(weekly(), once, "tracker.xlsx")
        assert again == once

    @given(
        st.dictionaries(
            st.sampled_from([f"2026-W{number}" for number in range(36, 53)]),
            st.fixed_dictionaries(
                {},
                optional={
                    "I": st.sampled_from(STATUSES),
                    "J": st.dates(dt.date(2026, 9, 1), dt.date(2027, 1, 31)),
                    "L": st.sampled_from(["акт № 7", "два класса", "перенесено"]),
                },
            ),
            max_size=17,
        )
    )
    @settings(max_examples=15, deadline=None)
    def test_every_note_and_every_day_is_found_again(self, values: dict[str, dict[str, Any]]) -> None:
        filled = carried(values)
        said = "\n".join(f"{cells.note or ''}" for cells in filled.rows.values())
        for cells in values.values():
            assert cells.get("L", "") in said
            if "J" in cells:
                assert f"{cells['J']:%d.%m.%Y}" in said
        assert filled.stray == ()


def test_columns_of_the_roadmap_s_own_are_joined() -> None:
    """One value stands as it is, several a line a week."""
    plan = with_fields(weekly(), columns=("№", "Отметка"), fields=("number", "mark"), own={"mark": "blank"})
    former = as_before(plan)
    weeks = {f"{NAME}#{week}": {"S": value} for week, value in zip(SEPTEMBER, "ёёж", strict=False)}
    read = read_tracker(fill(render(former), weeks))
    assert read is not None
    (cells,) = carry_over(plan, read).rows.values()
    assert cells.own["mark"] == "04.09.2026: ё\n11.09.2026: ё\n18.09.2026: ж"
    read = read_tracker(fill(render(former), dict(list(weeks.items())[:2])))
    assert read is not None
    (cells,) = carry_over(plan, read).rows.values()
    assert cells.own["mark"] == "ё"
