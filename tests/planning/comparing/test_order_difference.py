"""Which points of a signed order say something else now, and that amending it gives the new order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Plan
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order import OrderPoint, OrderText
from roadmap_engine.planning.comparing.order_difference import (
    PointChange,
    PointKind,
    amend_points,
    changed_points,
    compare_points,
    is_repealed,
    order_changes,
)
from roadmap_engine.planning.drawing import draw_published
from tests.builders import ROADMAP, adopt_text, assemble_text

RECEIVED = "events: {results-received: 2027-05-20}\n"


def content(points: Sequence[OrderPoint]) -> Hashable:
    """What points say, whatever their numbers and their order among neighbours."""
    said = Counter((point.text, content(point.items)) for point in points if not is_repealed(point))
    return frozenset(said.items())


def order(*points: OrderPoint) -> OrderText:
    """An order of nothing but points."""
    return OrderText(
        issuer="Школа",
        short_issuer="Школа",
        place="г. Томск",
        heading="О плане",
        preamble="В целях",
        points=points,
        signatory_post="Директор",
        signatory_name="М. П. Орлова",
    )


def numbered(points: Sequence[OrderPoint], prefix: str = "") -> tuple[OrderPoint, ...]:
    """Number points as a fresh order does."""
    return tuple(
        with_fields(point, number=f"{prefix}{n}.", items=numbered(point.items, f"{prefix}{n}."))
        for n, point in enumerate(points, 1)
    )


_TEXTS = st.sampled_from(
    ["Утвердить план.", "Провести анализ.", "Провести занятия.", "Учителям:", "Контроль."]
)
_WHO = st.sampled_from([(), ("teachers",), ("head", "teachers")])
_ABOUT = st.lists(st.sampled_from(["a", "b", "c", "d"]), max_size=2, unique=True).map(tuple)
_LEAVES = st.builds(OrderPoint, number=st.just(""), text=_TEXTS, about=_ABOUT, addressees=_WHO)
_POINTS = st.recursive(
    _LEAVES,
    lambda under: st.builds(
        OrderPoint,
        number=st.just(""),
        text=_TEXTS,
        about=_ABOUT,
        addressees=_WHO,
        items=st.lists(under, max_size=4).map(tuple),
    ),
    max_leaves=8,
)
_ORDERS = st.lists(_POINTS, max_size=5).map(lambda points: order(*numbered(points)))
_RENAMED = st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcd"), max_size=2)


class TestAnyOrders:
    """For whatever two orders, as hypothesis makes them."""

    @given(signed=_ORDERS, fresh=_ORDERS, continued=_RENAMED)
    @settings(max_examples=120, deadline=None)
    def test_amending_the_signed_order_gives_what_the_fresh_one_says(
        self, signed: OrderText, fresh: OrderText, continued: dict[str, str]
    ) -> None:
        """Exact, whatever is taken for whatever."""
        changes = compare_points(signed, fresh, continued)
        assert content(amend_points(signed.points, changes)) == content(fresh.points)

    @given(first=_ORDERS, second=_ORDERS, third=_ORDERS)
    @settings(max_examples=60, deadline=None)
    def test_an_amended_order_can_be_amended_again(
        self, first: OrderText, second: OrderText, third: OrderText
    ) -> None:
        """And no number comes twice, though points were repealed between."""
        once = order(*amend_points(first.points, compare_points(first, second, {})))
        twice = amend_points(once.points, compare_points(once, third, {}))
        assert content(twice) == content(third.points)
        numbers = _numbers(twice)
        assert len(numbers) == len(set(numbers))

    @given(signed=_ORDERS)
    @settings(max_examples=60, deadline=None)
    def test_an_order_needs_no_amending_to_be_itself(self, signed: OrderText) -> None:
        """Nothing changes, whatever the points say twice."""
        assert compare_points(signed, signed, {}) == ()

    @given(signed=_ORDERS, fresh=_ORDERS)
    @settings(max_examples=60, deadline=None)
    def test_points_of_the_signed_order_keep_their_numbers(self, signed: OrderText, fresh: OrderText) -> None:
        """Every number of the signed order is there, and means what it meant or is repealed."""
        amended = amend_points(signed.points, compare_points(signed, fresh, {}))
        assert [point.number for point in amended][: len(signed.points)] == [
            point.number for point in signed.points
        ]


def _numbers(points: Sequence[OrderPoint]) -> list[str]:
    return [number for point in points for number in (point.number, *_numbers(point.items))]


def _plan(more: str = "", roadmap: str = ROADMAP) -> Plan:
    return adopt_text(more, roadmap=roadmap)[0]


class TestPlans:
    """From the plan that was signed to the plan of today."""

    def test_a_date_that_became_known_restates_the_points_that_say_it(self) -> None:
        """Only they; approval and control stay."""
        changes = order_changes(_plan(), _plan(RECEIVED))
        assert {change.kind for change in changes} == {"restated"}
        assert all(change.point is not None and "2027" in change.point.text for change in changes)
        about = {name for change in changes if change.point for name in change.point.about}
        assert about == {"by-pupil"}

    def test_a_renamed_measure_restates_nothing(self) -> None:
        """Its words are the same, so the signed order is right as it is."""
        renamed = ROADMAP.replace("id: lessons", "id: classes\n        was: lessons")
        assert order_changes(_plan(), _plan(roadmap=renamed)) == ()

    def test_a_removed_measure_repeals_its_points(self) -> None:
        """And nothing else."""
        changes = order_changes(_plan(), _plan("remove: [lessons]\n"))
        assert {change.kind for change in changes} == {"repealed"}
        assert all(change.point is None for change in changes)

    def test_a_published_text_has_no_order_of_a_school(self) -> None:
        """Nothing to amend there."""
        published, _ = draw_published(assemble_text(ROADMAP)[0], labels={})
        assert changed_points(published, _plan()) == ()


@pytest.mark.parametrize("kind", get_args(PointKind))
def test_only_what_is_repealed_has_no_words(kind: PointKind) -> None:
    """An amendment says what a point reads from now on, or that it is repealed; never both, never neither."""
    words = OrderPoint(number="2.", text="Провести анализ.")
    fitting, other = (None, words) if kind == "repealed" else (words, None)
    assert PointChange(kind, "2", fitting).point == fitting
    with pytest.raises(ValueError, match="unless it is repealed"):
        PointChange(kind, "2", other)
