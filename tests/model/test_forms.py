"""What a person may write shorter: the long and the short form are one value, and wrong ones are refused."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from roadmap_engine.model import Deadline, Permit
from roadmap_engine.model.approval import ApprovalRoute, ApprovalStep
from roadmap_engine.model.cell import print_cell
from roadmap_engine.model.deadline import WrittenDeadline
from roadmap_engine.model.definitions import Column, Columns
from roadmap_engine.model.fields import FIELDS, FieldKind, say_field
from roadmap_engine.model.measure import Measure, Stage
from roadmap_engine.model.numbering import following_number, stage_number
from roadmap_engine.model.permissions import Permissions
from roadmap_engine.model.taken_point import TakenPoint, is_for_school_heads, point_alone
from roadmap_engine.model.written_order import IssuedOrder, WrittenOrder, WrittenPoint

_ROUTE: TypeAdapter[Any] = TypeAdapter(ApprovalRoute)
_DEADLINE: TypeAdapter[Any] = TypeAdapter(WrittenDeadline)
_COLUMNS: TypeAdapter[Any] = TypeAdapter(Columns)


@pytest.mark.parametrize(
    ("short", "step"),
    [
        ({"reviewed": "associations"}, ApprovalStep(step="reviewed", by="associations")),
        (
            {"approved": "head", "words": "приказом"},
            ApprovalStep(step="approved", by="head", words="приказом"),
        ),
        ({"published": "на сайте школы"}, ApprovalStep(step="published", words="на сайте школы")),
        ({"step": "agreed"}, ApprovalStep(step="agreed")),
        ({"step": "published", "words": "на сайте"}, ApprovalStep(step="published", words="на сайте")),
    ],
)
def test_a_step_in_a_word(short: dict[str, str], step: ApprovalStep) -> None:
    """A step names a role, a publication the place."""
    assert _ROUTE.validate_python([short]) == (step,)


@pytest.mark.parametrize(
    "wrong", [{}, {"signed": "head"}, "reviewed", {"reviewed": "Директор"}, {"by": "head"}]
)
def test_what_is_no_step(wrong: object) -> None:
    """Neither an unknown word nor a title in the place of a role."""
    with pytest.raises(ValidationError):
        _ROUTE.validate_python([wrong])


def test_a_deadline_in_a_phrase_as_structure_and_as_text() -> None:
    """A mapping with a relation is a rule; any other is the deadline itself."""
    assert _DEADLINE.validate_python("до 1 мая") == Deadline(phrase="до 1 мая")
    assert _DEADLINE.validate_python({"text": "скоро"}) == Deadline(text="скоро")
    rule = _DEADLINE.validate_python({"relation": "by", "at": "2027-01-17"})
    assert rule.phrase is None
    assert rule == _DEADLINE.validate_python({"rule": {"relation": "by", "at": "2027-01-17"}})
    same = Deadline(phrase="до 1 мая")
    assert _DEADLINE.validate_python(same) == same


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"text": "скоро", "phrase": "до 1 мая"},
        {"text": "скоро", "rule": {"relation": "by", "at": "2027-01-17"}},
    ],
)
def test_a_deadline_says_one_thing(wrong: dict[str, Any]) -> None:
    """Words that never reach a calendar exclude those that do; nothing at all is no deadline."""
    with pytest.raises(ValidationError):
        _DEADLINE.validate_python(wrong)


@pytest.mark.parametrize(
    ("short", "column"),
    [
        ("title", Column(field="title", caption="Наименование мероприятия")),
        ({"title": "Дело"}, Column(field="title", caption="Дело")),
        ({"field": "title", "caption": "Дело"}, Column(field="title", caption="Дело")),
        (
            {"field": "done-mark", "caption": "Отметка", "kind": "blank"},
            Column(field="done-mark", caption="Отметка", kind="blank"),
        ),
    ],
)
def test_a_column_in_a_word_and_with_its_caption(short: object, column: Column) -> None:
    """A field that every roadmap has is known by its name."""
    assert _COLUMNS.validate_python([short, "number"])[0] == column
    assert column.holds == (FieldKind.BLANK if column.kind else None)


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("done-mark", "needs a kind"),
        ({"done-mark": "Отметка"}, "needs a kind"),
        ({"field": "title", "caption": "Дело", "kind": "text"}, "under a taken name"),
        ({"field": "id", "caption": "Дело", "kind": "text"}, "under a taken name"),
        ({"field": "done-mark", "caption": "Отметка", "kind": "picture"}, "kind"),
        ({"field": "title"}, "caption"),
        (7, "model_type|dictionary"),
    ],
)
def test_a_column_that_nobody_knows(wrong: object, why: str) -> None:
    """Neither a new name without a kind nor a kind under a name that is taken."""
    with pytest.raises(ValidationError, match=why):
        _COLUMNS.validate_python([wrong])


@pytest.mark.parametrize(
    ("said", "field", "permit"),
    [
        ({"title": "locked"}, "title", Permit.LOCKED),
        ({"deadline": "earlier"}, "deadline", Permit.EARLIER),
        ({"deadline": {"adjustable": "earlier"}}, "deadline", Permit.EARLIER),
        ({"responsible": {"adjustable": "added"}}, "responsible", Permit.ADDED),
        ({"done-mark": "locked"}, "done-mark", Permit.LOCKED),
        ({"title": "free"}, "title", Permit.FREE),
        ({"title": None}, "title", None),
        ({}, "title", None),
        ({"done-mark": "locked"}, "title", None),
        ({}, "done-mark", None),
        ({"measures": {}}, "measures", None),
    ],
)
def test_a_permission_in_its_forms(said: dict[str, Any], field: str, permit: Permit | None) -> None:
    """What nobody mentions is not said; what is said of single things is no permission of all."""
    granted = Permissions.model_validate(said).granted(field)
    assert (granted.permit if granted is not None else None) is permit


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": "earlier"},
        {"deadline": {"adjustable": "added"}},
        {"responsible": {"adjustable": "earlier"}},
        {"deadline": {"adjustable": "earlier", "by": "week"}},
        {"done-mark": {"adjustable": "added"}},
        {"stages": {"analysis": {"deadline": "earlier", "title": 7}}},
    ],
)
def test_a_field_moves_one_way_or_none(wrong: dict[str, Any]) -> None:
    """A deadline becomes earlier, a list longer, and nothing else moves."""
    with pytest.raises(ValidationError):
        Permissions.model_validate(wrong)


def test_what_is_said_of_single_things_is_found_by_what_they_are() -> None:
    """A stage and a measure are asked apart."""
    said = Permissions.model_validate(
        {"measures": {"a": {"title": "locked"}}, "stages": {"b": {"title": "locked", "own": "locked"}}}
    )
    assert said.of_thing("a", is_stage=False) is not None
    stage = said.of_thing("b", is_stage=True)
    assert stage is not None
    assert stage.own_names() == ("own",)
    assert stage.said()["own"].permit is Permit.LOCKED
    assert (said.of_thing("a", is_stage=True), said.of_thing("b", is_stage=False)) == (None, None)


@pytest.mark.parametrize(
    ("kind", "written", "printed"),
    [
        (FieldKind.ROLES, ("директор", "учителя"), "директор, учителя"),
        (FieldKind.TEXT, ("одно", "другое"), "одно\nдругое"),
        (FieldKind.MONEY, ("1 234 567,5 руб.",), "1\xa0234\xa0567,50\xa0руб."),
        (FieldKind.MONEY, ("7",), "7\xa0руб."),
        (FieldKind.MONEY, ("7", "8"), None),
        (FieldKind.MONEY, ("много",), None),
        (FieldKind.DATE, ("05.06.2027",), "05.06.2027"),
        (FieldKind.DATE, ("2027-06-05", "2027-06-06"), None),
        (FieldKind.DATE, ("летом",), None),
        *(
            (kind, ("слово",), None)
            for kind in FieldKind
            if kind not in {FieldKind.ROLES, FieldKind.TEXT, FieldKind.MONEY, FieldKind.DATE}
        ),
    ],
)
def test_a_cell_is_printed_as_its_column_holds(
    kind: FieldKind, written: tuple[str, ...], printed: str | None
) -> None:
    """One amount and one day to a cell; what is no value of the kind is no words."""
    assert print_cell(kind, written) == printed


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_field_has_a_name_in_both_languages_and_its_nothing(field: Any) -> None:
    """A list has none, a print none, and all else nothing."""
    assert (say_field(field.name), say_field(field.name, "en")) == (field.label, field.english)
    rows = (Measure(id="a", title="А"), Stage(id="b", title="Б"))
    for row in rows:
        assert field.fits(row) == (field.name in type(row).model_fields)
        if field.fits(row) and field.name not in {"title", "kind"}:
            assert getattr(row, field.name) == field.nothing
    assert say_field("Финансирование", "en") == "Финансирование"


@pytest.mark.parametrize(
    ("numbers", "following"),
    [
        ([], None),
        ([None], None),
        (["I.", None], None),
        ([""], ""),
        (["III."], "IV."),
        (["XXXIX."], "XL."),
        (["XLIX."], "L."),
        (["L."], None),
        (["7."], None),
        (["I.", "II."], "III."),
    ],
)
def test_a_stage_after_others_is_numbered_like_them(numbers: list[str | None], following: str | None) -> None:
    """Roman or empty where theirs are; else it is counted."""
    stages = [Stage(id=f"s-{place}", title="Этап", number=number) for place, number in enumerate(numbers)]
    assert following_number(stages) == following
    assert [stage_number(stage, place) for place, stage in enumerate(stages, 1)] == [
        f"{place}." if number is None else number for place, number in enumerate(numbers, 1)
    ]


def test_an_orders_requisites_are_its_own_without_the_words() -> None:
    """For the stamp."""
    said = {"issuer_genitive": "Министерства", "date": "2021-03-26", "number": "441", "appendix": "2"}
    order = WrittenOrder.model_validate(said)
    assert order.requisites() == IssuedOrder.model_validate(said)
    assert type(order.requisites()) is IssuedOrder


@pytest.mark.parametrize(
    ("point", "words"),
    [
        ({"to": "Директорам"}, "Директорам:"),
        ({"to": "Директорам", "text": "сделать"}, "Директорам сделать"),
        ({"to": "Директорам", "title": "сделать"}, "Директорам сделать"),
        ({"to": "Директорам", "jointly": "с учителями"}, "Директорам с учителями:"),
        ({"text": "Сделать"}, "Сделать"),
        ({"title": "Дело", "text": "Подробно"}, "Дело"),
        ({"jointly": "с учителями"}, "с учителями"),
        ({}, ""),
    ],
)
def test_the_first_words_of_a_point(point: dict[str, str], words: str) -> None:
    """An addressee alone ends in a colon."""
    assert WrittenPoint.model_validate(point).wording() == words


def test_a_point_taken_over_may_be_its_number_alone() -> None:
    """What is taken already stays."""
    taken = TakenPoint(point="1.4")
    assert point_alone("1.4") == {"point": "1.4"}
    assert point_alone(taken) is taken
    assert point_alone({"point": "1.4", "stage": "x"}) == {"point": "1.4", "stage": "x"}


@pytest.mark.parametrize(
    ("addressee", "is_ours"),
    [
        ("Общеобразовательным организациям", True),
        ("Школам", True),
        ("Директорам школ", True),
        ("Дурниковой А.В., директору МКОУ СОШ", True),
        ("Руководителям органов, осуществляющих управление школами", False),
        ("Руководителям районных методических объединений", False),
        ("Учителям школ", False),
        ("Отделу образования", False),
    ],
)
def test_whom_an_order_speaks_to(addressee: str, is_ours: bool) -> None:
    """Heads of schools, or schools themselves."""
    assert is_for_school_heads(addressee) == is_ours
