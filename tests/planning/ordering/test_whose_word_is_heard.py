"""What is said of an order by several: district, town and school; the signed order and today's."""

from __future__ import annotations

import datetime as dt

from roadmap_engine.load import load_text
from roadmap_engine.model import Adoption, Plan, RoadmapText
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.comparing.amending import Amending, draw_amending_order, order_as_amended
from roadmap_engine.planning.comparing.difference import compare_plans
from roadmap_engine.planning.drawing import draw_plan
from tests.builders import ROADMAP, school, vpr
from tests.planning.ordering.orders import PEOPLE, adopt, order_of

LAYERS = (
    (f"{ROADMAP}order: {{purpose: цели округа, control: head}}\n", "roadmap.yaml"),
    (
        "roadmap: town\nversion: 1.0.0\nextends: tiny@1\norder: {purpose: цели города, executor: deputies}\n",
        "town.yaml",
    ),
)


def drawn(local: str, *, allow: str = "") -> tuple[Plan, list[str]]:
    """Draw the plan of a school under a district and a town, each with its word on the order."""
    texts = [load_text(text.encode(), file, "roadmap") for text, file in LAYERS]
    if allow:
        texts[0] = load_text(f"{LAYERS[0][0]}{allow}".encode(), "roadmap.yaml", "roadmap")
    head = "adoption: own\nroadmap: town@1\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
    adoption = load_text(f"{head}{local}".encode(), "adoption.yaml", "adoption")
    assembly, problems = assemble(texts, adoption)
    assert assembly is not None
    assert isinstance(adoption.value, Adoption)
    plan, more = draw_plan(assembly, adoption.value, school(PEOPLE), vpr(), labels={})
    return plan, [each.code for each in (*problems, *more) if each.code in {"RM240", "RM257"}]


class TestLayers:
    """District, town and school each say something: of each key the last word is heard."""

    def test_each_key_is_heard_by_itself(self) -> None:
        """What the school does not say comes from the town, what the town does not from the district."""
        plan, codes = drawn("")
        assert plan.order is not None
        assert plan.order.purpose == "цели города"
        assert plan.order.control is not None
        assert plan.order.executor is not None
        plan, codes = drawn("order: {purpose: цели школы, control: self}\n")
        assert plan.order is not None
        assert (plan.order.purpose, plan.order.control, codes) == ("цели школы", None, [])
        assert plan.provenance["order.purpose"].layer == "own"
        assert plan.provenance["order.executor"].layer == "town"

    def test_a_lock_is_of_what_is_said_above_it(self) -> None:
        """Who signs here is the school's to say; the purpose is not any more."""
        plan, codes = drawn("order: {signatory: acting, number: '1'}\n", allow="allow: {order: locked}\n")
        assert codes == ["RM240"]  # the town has another purpose than the district
        assert plan.signatory is not None
        assert plan.signatory.key == "acting"
        assert drawn("order: {control: self}\n", allow="allow: {order: locked}\n")[1] == ["RM240", "RM240"]

    def test_what_is_said_again_is_told(self) -> None:
        """The same words twice."""
        assert drawn("order: {purpose: цели города}\n")[1] == ["RM257"]

    def test_the_order_a_text_was_issued_with_is_not_inherited_with_its_words(self) -> None:
        """A layer that says its purpose shows nobody's number."""
        text = load_text(LAYERS[1][0].encode(), "town.yaml", "roadmap").value
        assert isinstance(text, RoadmapText)
        assert text.order is not None
        assert text.order.issued is None
        plan, _ = drawn("")
        assert plan.roadmap.order is None


def test_another_control_is_a_change_of_its_point() -> None:
    """And another purpose is one of the preamble: the amended order says what the new one does."""
    numbered = "date: 2026-09-01, number: '1'"
    before, _ = adopt(f"{{{numbered}, control: deputy-head}}")
    acting = "signatory: acting, control: librarian"
    for said in ("control: librarian", "control: self", "purpose: учёта", acting):
        after, _ = adopt(f"{{{numbered}, {said}}}")
        case = Amending((before,), after, dt.date(2026, 10, 1), "2")
        amending, _ = draw_amending_order(case)
        assert amending is not None
        words = " ".join(item.text for item in amending.order.points[0].items)
        assert ("реамбул" in words) == ("purpose" in said)
        last = amending.order.points[-1].text
        assert ("Сорокину" in last) == ("librarian" in said)
        amended = order_as_amended((before, after))
        assert {point.text for point in order_of(after).points} <= {point.text for point in amended.points}


def test_a_difference_names_what_is_said_otherwise() -> None:
    """Purpose, control, executor and signatory of two plans."""
    before, _ = adopt("{}")
    after, _ = adopt("{purpose: учёта, control: deputy-head, executor: librarian, signatory: acting}")
    changed = {each.field for each in compare_plans(before, after).of_plan}
    assert {"purpose", "control", "executor", "signatory"} <= changed
