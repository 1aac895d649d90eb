"""What strangers read of a plan: posts and no names, what became of things and nobody's remark."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from roadmap_engine.model import (
    Assignee,
    OccurrenceDays,
    Plan,
    PlanApproval,
    PlanOutput,
    PlanPerson,
    PlanSettled,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Did
from roadmap_engine.model.plan import PlanOrder
from roadmap_engine.model.public_plan import leave_out_names, leave_out_remarks
from roadmap_engine.tracking.boards import add_happened
from tests.documents.boards import Deed, board_of
from tests.documents.small_plans import dated, make_measure, make_plan

HEAD = PlanPerson(key="head", name="Орлова Мария Петровна", post="директор")
DEPUTY = PlanPerson(key="deputy", name="Тен Л. Б.", post="заместитель директора по УВР")
NEXT = PlanPerson(key="deputy-2027-02-01", name="Зайцева Ольга Павловна", post="заместитель директора по УВР")


def _with(plan: Plan, **changes: Any) -> Plan:
    """A plan of one measure, changed."""
    stage = plan.stages[0]
    measures = (with_fields(stage.measures[0], **changes),)
    return with_fields(plan, stages=(with_fields(stage, measures=measures),))


def _plan(**changes: Any) -> Plan:
    who = Assignee(role="deputy-heads", title="заместители", people=(DEPUTY, NEXT))
    plan = make_plan(make_measure(responsible=(Assignee(role="teachers", title="учителя"), who)))
    organisation = plan.organisation
    assert organisation is not None
    named = with_fields(organisation, signatory=HEAD, people=(HEAD, DEPUTY, NEXT))
    return _with(with_fields(plan, organisation=named), **changes)


def test_a_role_is_called_by_the_posts_of_its_people_and_stays_that_role() -> None:
    """Two who hold one post one after another are one post; a group keeps its own words."""
    (measure,) = leave_out_names(_plan()).measures()
    assert [(who.role, who.title, who.people) for who in measure.responsible] == [
        ("teachers", "учителя", ()),
        ("deputy-heads", "заместитель директора по УВР", ()),
    ]
    assert measure.cells["Ответственные"] == "Учителя, заместитель директора по УВР"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("Отвечает директор Орлова М. П. лично", "Отвечает директор лично"),
        ("Отвечает Орлова Мария Петровна", "Отвечает директор"),
        ("Подписывает М. П. Орлова", "Подписывает директор"),
        ("Директор\u00a0Орлова\u00a0М.\u00a0П., учителя", "Директор, учителя"),
        ("Заместитель директора по УВР Тен Л. Б. (по 31.01.2027)", "Заместитель директора по УВР"),
        ("Тендер и Орлова роща", "Тендер и Орлова роща"),
    ],
)
def test_a_name_in_running_text_gives_way_to_its_post(words: str, said: str) -> None:
    """After the post or in its place, initials first or last; a word that only looks alike stays."""
    changed = _plan(title=words, result=words, cells={**_plan().measures()[0].cells, "Результат": words})
    (measure,) = leave_out_names(changed).measures()
    assert (measure.title, measure.result, measure.cells["Результат"]) == (said, said, said)


def test_the_reasons_of_a_day_name_nobody() -> None:
    """They quote titles of events and stages, which people write."""
    deadline = dated(
        OccurrenceDays(key="once", start=None, due=dt.date(2027, 5, 28)),
        reasons=("доклад Орловой", "Орлова М. П. докладывает: 28.05.2027"),
    )
    (measure,) = leave_out_names(_plan(deadline=deadline)).measures()
    assert measure.deadline.reasons == ("доклад Орловой", "директор докладывает: 28.05.2027")


def test_nobody_is_named_anywhere() -> None:
    """Those who sign, control, draw up and agree among them."""
    output = PlanOutput(
        id="note",
        title="Справка",
        approval=(PlanApproval(step="approved", title="руководитель", people=(HEAD,)),),
        made_by=(Assignee(role="deputy-heads", title="заместители", people=(DEPUTY,)),),
    )
    control = Assignee(role="head", title="руководитель", people=(HEAD,))
    order = PlanOrder(control=control, executor=control, signatory=HEAD)
    said = leave_out_names(with_fields(_plan(outputs=(output,)), order=order)).model_dump_json()
    assert not any(name in said for name in ("Орлова", "Тен Л", "Зайцева", "Л. Б."))
    assert "директор" in said


def test_a_plan_of_nobody_stays_as_it_is() -> None:
    """There is nothing to leave out."""
    plan = make_plan(make_measure(responsible=(Assignee(role="teachers", title="учителя"),)))
    assert leave_out_names(plan) == plan


def test_no_remark_is_left_and_what_became_of_things_is() -> None:
    """Neither of the text nor of the log."""
    plan = _plan(settled=PlanSettled(state="cancelled", on=dt.date(2027, 1, 15), reason="болезнь Ивановой"))
    board = board_of(
        _plan(),
        Deed("results-by-pupil", Did.EXTENDED, dt.date(2027, 5, 1), to="2027-06-20", note="болезнь Ивановой"),
        Deed("results-by-pupil", Did.SUBMITTED, dt.date(2027, 6, 1), note="сдано Ивановой"),
        Deed("results-by-pupil", Did.RETURNED, dt.date(2027, 6, 2), note="у Ивановой нет выводов"),
    )
    bare = leave_out_remarks(add_happened(plan, board))
    assert "Иванов" not in bare.model_dump_json()
    (measure,) = bare.measures()
    assert measure.settled == PlanSettled(state="cancelled", on=dt.date(2027, 1, 15))
    assert measure.happened["once"].on == dt.date(2027, 6, 2)
    assert measure.happened["once"].extended_to == dt.date(2027, 6, 20)
