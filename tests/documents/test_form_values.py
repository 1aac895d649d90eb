"""What blanks say alike is gone through once, and said as each would say it."""

from __future__ import annotations

from roadmap_engine.documents.form_values import common_values, own_values
from roadmap_engine.documents.papers.forms_docx import forms
from roadmap_engine.documents.word.fields import PlainList, plain_values
from roadmap_engine.pipeline.plans import read_adoption
from tests.roadmaps.published import ROOT


def test_common_values_are_plain_and_those_of_every_blank() -> None:
    """Lists know their marks; no key of them is a blank's own."""
    read = read_adoption(ROOT / "tests/golden/sakha-events-known/adoption.yaml").value
    assert read is not None
    plan = read.plan
    common, blanks = common_values(plan), forms(plan)
    assert len(blanks) > 1
    assert all(common.items() <= blank.filling.values.items() for blank in blanks)
    lists = {name for name, value in common.items() if isinstance(value, list)}
    assert lists >= {"staff", "papers", "undecided", "contacts"}
    assert all(isinstance(common[name], PlainList) for name in lists)
    measure = next(each for each in plan.standing_measures() if each.outputs)
    own = own_values(plan, measure, measure.outputs[0])
    assert not common.keys() & own.keys()
    assert own["title"] == measure.outputs[0].title
    assert any(blank.filling.values == common | own for blank in blanks)


def test_a_plain_list_is_not_gone_through_again() -> None:
    """And what it holds counts where marks are looked for."""
    plain = PlainList(["a\x07\r\nb", {"c": ("d\te",)}])
    assert plain == ["a\nb", {"c": ["d\te"]}]
    assert plain_values({"all": plain})["all"] is plain
    for values, expected in (
        ({"all": plain, "more": "x"}, {"\n", "\t"}),
        ({"one": ["a\tb"]}, {"\t"}),
        ("x", set()),
    ):
        marks: set[str] = set()
        plain_values(values, marks=marks)
        assert marks == expected
