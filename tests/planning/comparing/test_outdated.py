"""What of a signed order says something else now is exactly what an amending order amends."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint
from roadmap_engine.model.signed_act import SignedAct
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order
from roadmap_engine.planning.comparing.outdated import Outdated, find_outdated
from roadmap_engine.planning.comparing.paper_text import compare_lines
from roadmap_engine.planning.comparing.revoking import Revoking, draw_revoking_order
from tests.builders import ROADMAP
from tests.model.test_signed_chain import act
from tests.planning.comparing.test_amending import EXTRA, MOVED, RECEIVED, VARIANTS, plan_of


@pytest.mark.parametrize("old", VARIANTS)
@pytest.mark.parametrize("new", VARIANTS)
def test_an_amendment_is_needed_where_there_is_one_to_draw(old: str, new: str) -> None:
    """Told and drawn by two commands, on two days: never one without the other, and of the same points."""
    case = Amending((plan_of(old),), plan_of(new))
    found = find_outdated(case)
    amending, problems = draw_amending_order(case)
    assert bool(found) == (amending is not None)
    assert ("RM847" in {problem.code for problem in problems}) == (not found)
    if amending is None:
        return
    said = " ".join(_words(amending.order.points[0].items))
    assert all(number in said for number in found.points)
    if found.rows:
        assert "приложени" in said


def _words(points: tuple[OrderPoint, ...]) -> list[str]:
    return [words for point in points for words in (f"{point.number} {point.text}", *_words(point.items))]


def test_points_and_rows_are_called_by_the_signed_numbers() -> None:
    """A new one by the number it gets."""
    assert find_outdated(Amending((plan_of(RECEIVED),), plan_of(MOVED))) == Outdated(("2",), ("1.1", "2.1"))
    extra = EXTRA.replace("[deputies]", "[teachers]")
    added = plan_of(f"add:\n  - {{after: council, measure: {extra}}}\n")
    assert find_outdated(Amending((plan_of(),), added)).points[-1] == "5"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("План по результатам", "План работы по результатам"),
        ("title, participants, deadline", "title, deadline"),
        ("title: Аналитический этап", "title: Первый этап"),
    ],
)
def test_another_title_or_table_is_a_change_besides(before: str, after: str) -> None:
    """There is no point or row to name for it."""
    other = ROADMAP.replace(before, after)
    assert other != ROADMAP
    found = find_outdated(Amending((plan_of(),), plan_of(roadmap=other)))
    assert found.besides
    assert found.rows == ()


class TestRevoking:
    """«признать утратившим силу приказ от … № …»."""

    def _draw(self, *acts: SignedAct, date: dt.date | None = None) -> list[str]:
        order, problems = draw_revoking_order(
            Revoking(acts, plan_of(), plan_of(), "В связи с заменой плана", date, "20-од")
        )
        return _words(order.points) if order is not None else [problem.code for problem in problems]

    def test_an_order_alone(self) -> None:
        """One sentence."""
        assert self._draw(with_fields(act("17-од"), heading="Об утверждении плана")) == [
            "1. Признать утратившим силу приказ от 2 января 2027 г. № 17-од «Об утверждении плана».",
            "2. Контроль исполнения настоящего приказа оставляю за собой.",
        ]

    def test_an_order_with_what_amended_it(self) -> None:
        """An amending order says nothing without the one it amends, and ends with it."""
        amendment = act("18-од", "amendment", "17-од", day=2)
        assert self._draw(act("17-од"), amendment)[:3] == [
            "1. Признать утратившими силу:",
            "1.1. приказ от 2 января 2027 г. № 17-од;",
            "1.2. приказ от 3 января 2027 г. № 18-од.",
        ]

    def test_it_does_not_lie_before_what_it_ends(self) -> None:
        """Not before the order, nor before its last amendment."""
        amendment = act("18-од", "amendment", "17-од", day=9)
        assert self._draw(act("17-од"), amendment, date=dt.date(2027, 1, 5)) == ["RM930"]
        assert self._draw(act("17-од"), amendment, date=amendment.date)[0].startswith("1. ")

    def test_who_had_to_do_with_the_order_reads_it(self) -> None:
        """And its heading, preamble, date and number are its own."""
        case = Revoking((act("17-од"),), plan_of(), plan_of(), "В связи с заменой плана", None, "20-од")
        order = draw_revoking_order(case)[0]
        assert order is not None
        assert order.heading == "О признании утратившим силу приказа от 2 января 2027 г. № 17-од"
        assert (order.preamble, order.date, order.number) == ("В связи с заменой плана", None, "20-од")
        assert "Ким А. В., заместитель директора по УВР" in order.acknowledged
        assert "учителя-предметники" in " ".join(order.acknowledged_apart)


class TestLines:
    """A paper as it was drawn beside the same paper as it was signed."""

    def test_a_corrected_point_is_called_by_its_number(self) -> None:
        """So is one that was put in, and one that was taken out."""
        drawn = ["1. Утвердить.", "2. Провести:", "2.1. Анализ.", "2.2. Опрос."]
        signed = ["1. Утвердить.", "2. Провести:", "2.2. Опрос учителей.", "2.3. Осмотр."]
        found = [(each.point, each.drawn, each.signed) for each in compare_lines(drawn, signed)]
        assert found == [
            ("2.1", "2.1. Анализ.", ""),
            ("2.2", "2.2. Опрос.", "2.2. Опрос учителей."),
            ("2.3", "", "2.3. Осмотр."),
        ]

    def test_a_line_without_a_number_has_none(self) -> None:
        """A preamble, a signature."""
        (change,) = compare_lines(["Директор", "31 класс"], ["И. о. директора", "31 класс"])
        assert (change.point, change.drawn, change.signed) == ("", "Директор", "И. о. директора")

    def test_the_same_is_no_change(self) -> None:
        """However often a line repeats."""
        (twice,) = compare_lines(["2.1. Анализ."], ["2.1. Опрос.", "2.1. Анализ."])
        assert twice.signed == "2.1. Опрос."
        changed = compare_lines(["2.1. Анализ."], ["2.1. Опрос.", "2.1. Осмотр."])
        assert [each.signed for each in changed] == ["2.1. Опрос.", "2.1. Осмотр."]
        lines = ["2.1. Анализ."] * 3
        assert compare_lines(lines, lines) == ()
        assert len(compare_lines(lines, lines[:2])) == 1
