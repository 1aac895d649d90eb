"""A plan of one's own work is a view: what others answer for keeps number and dates, and is in no paper."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.documents.papers.plan_json import plan_to_json, render_plan_json
from roadmap_engine.load.plans import read_plan
from roadmap_engine.model import Plan
from roadmap_engine.model.plan_rows import list_rows
from roadmap_engine.model.workload import open_measures
from roadmap_engine.planning.drawing.chain import find_critical_chain
from roadmap_engine.planning.ordering.order import draw_order
from tests.builders import adopt_text

AFTER = "{{kind: relative, direction: after, event: measure-end:{}, length: 14 days, sense: within}}"
ROLES = """\
roles:
  department: {title: управление образования, outside: true}
  centre: {title: методический центр, outside: true}
  teachers: {title: учителя-предметники, outside: false}
  methodists: методисты
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
"""
ROADMAP = f"""\
roadmap: tiny
version: 1.0.0
title: План работы
events: {{results-received: получение результатов}}
outputs: {{note: Аналитическая справка}}
columns: [number, title, participants, deadline, responsible, output]
{ROLES}\
stages:
  - id: regulations
    title: Нормативный этап
    measures:
      - {{id: letter, title: Направление писем, deadline: до 1 октября, responsible: department}}
  - id: analysis
    title: Аналитический этап
    measures:
      - {{id: collection, title: Сбор сведений, deadline: до 1 ноября, responsible: [department, centre],
         output: note}}
      - {{id: by-class, title: Анализ по классам, deadline: {AFTER.format("collection")},
         responsible: [deputies, centre], output: note}}
      - {{id: seminar, title: Проведение семинара, participants: [teachers, department],
         deadline: до 1 декабря, responsible: centre, output: note}}
      - {{id: lessons, title: Проведение занятий, deadline: до 1 марта, responsible: teachers}}
"""
OWN = "work: own\n"


def shown(plan: Plan) -> list[str]:
    """The ids of what papers show."""
    return [measure.id for measure in plan.in_view().measures()]


def codes(more: str, roadmap: str = ROADMAP) -> list[str]:
    """What is told of whose roles are."""
    return [each.code for each in adopt_text(more, roadmap=roadmap)[1] if each.code in {"RM767", "RM768"}]


def test_rows_of_others_are_not_shown_and_a_row_the_school_takes_part_in_stays() -> None:
    """«Where a participant is the school's, its part stays»: the document of the row is not its own."""
    plan, _ = adopt_text(OWN, roadmap=ROADMAP)
    view = plan.in_view()
    assert shown(plan) == ["by-class", "seminar", "lessons"]
    assert [stage.id for stage in view.stages] == ["analysis"], "no heading stands over nothing"
    assert [len(measure.outputs) for measure in view.measures()] == [1, 0, 0]
    assert [row.number for row in list_rows(plan)] == ["2.2", "2.3", "2.4"]
    assert [each.id for each in open_measures(plan)] == shown(plan)


def test_others_answer_for_nothing_beside_the_school() -> None:
    """In cells, in the table of people and in the order; what only they answer for says so."""
    plan, _ = adopt_text(OWN, roadmap=ROADMAP)
    cells = [measure.cells["Ответственные"] for measure in plan.in_view().measures()]
    assert cells == ["Заместитель директора по УВР Ким А. В.", "Методический центр", "Учителя-предметники"]
    assert [who.role for who in plan.in_view().measures()[0].responsible] == ["deputies"]
    order, _ = draw_order(plan)
    assert order is not None
    assert [point.about for point in order.points] == [(), ("by-class",), ("lessons",), ()]


def test_an_order_names_the_rows_as_the_roadmap_numbers_them() -> None:
    """No range goes over a row that is not there."""
    more = OWN + "roles: {teachers: [head], deputies: [head]}\nremove: [seminar]\n"
    order, _ = draw_order(adopt_text(more, roadmap=ROADMAP)[0])
    assert order is not None
    assert "выполнение пунктов 2.2, 2.3 плана" in order.points[-1].text
    three = ROADMAP.split("  - id: analysis", maxsplit=1)[0] + "".join(
        f"      - {{id: row-{place}, title: Работа, deadline: до 1 мая, responsible: {role}}}\n"
        for place, role in enumerate(("head", "head", "centre", "head"))
    )
    order, _ = draw_order(adopt_text(OWN, roadmap=three)[0])
    assert order is not None
    assert "выполнение пунктов 1.2, 1.3, 1.5 плана" in order.points[-1].text


def test_a_part_of_a_row_that_is_left_out_has_its_number() -> None:
    """«3» is of the table, and the order speaks of it; what the row is numbered stays as it was."""
    parts = ROADMAP + (
        "      - {id: system, title: 'Создание системы:', deadline: до 1 марта, responsible: centre}\n"
        '      - {id: courses, title: Курсы, number: "", deadline: до 2 марта, responsible: centre}\n'
        '      - {id: advice, title: Советы, number: "", deadline: до 3 марта, responsible: head}\n'
        '      - {id: classes, title: Уроки, number: "", deadline: до 4 марта, responsible: head}\n'
    )
    plan, _ = adopt_text(OWN, roadmap=parts)
    advice, classes = plan.in_view().measures()[-2:]
    assert (advice.number, advice.cells["№ п/п"]) == ("", "2.5.")
    assert classes.cells["№ п/п"] == ""
    order, _ = draw_order(plan)
    assert order is not None
    assert "пункта 2.5 плана" in order.points[-1].text
    whole, _ = adopt_text(roadmap=parts)
    assert whole.measures()[-2].cells["№ п/п"] == ""


WAYS = {
    "роль": "roles: {centre: [deputy-head]}\n",
    "мероприятие": "assign: {collection: deputy-head}\n",
    "определение": "defines: {roles: {centre: методисты школы}}\n",
    "сделано": "settled: {collection: {state: done, on: 2026-10-20}}\n",
    "участник": "replace: {collection: {participants: [head, department]}}\n",
    "ответственный": "replace: {collection: {responsible: [department, head]}}\n",
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_what_the_school_says_is_its_own_is_shown(way: str) -> None:
    """Whoever of hers fills a role, is charged with a row, takes part in it or has done it."""
    assert "collection" not in shown(adopt_text(OWN, roadmap=ROADMAP)[0])
    assert "collection" in shown(adopt_text(OWN + way, roadmap=ROADMAP)[0])


def test_nobody_named_leaves_the_role_to_whom_it_is() -> None:
    """«[]» of a row of others, though somebody of the school fills the role elsewhere."""
    more = OWN + "roles: {centre: [deputy-head]}\n"
    assert "seminar" in shown(adopt_text(more + "assign: {seminar: deputy-head}\n", roadmap=ROADMAP)[0])
    others = ROADMAP.replace("participants: [teachers, department],", "")
    plan, _ = adopt_text(more + "assign: {seminar: []}\n", roadmap=others)
    assert "seminar" not in shown(plan)
    order, _ = draw_order(plan)
    assert order is not None
    assert "етодическ" not in " ".join(point.text for point in order.points)


def test_a_role_that_bears_a_name_is_called_by_the_post_of_whoever_fills_it() -> None:
    """«Петрова А. В.» is a director elsewhere; no calendar here is called after her."""
    named = ROADMAP.replace(
        "{title: методический центр, outside: true}", "{title: Петрова А.В., outside: true}"
    )
    (centre,) = adopt_text(roadmap=named)[0].measures()[3].responsible
    assert (centre.title, centre.outside) == ("Петрова А.В.", True)
    (ours,) = adopt_text("roles: {centre: [deputy-head]}\n", roadmap=named)[0].measures()[3].responsible
    assert (ours.title, ours.outside) == ("заместитель директора по УВР", False)


def test_a_stage_that_somebody_is_charged_with_has_what_is_the_schools() -> None:
    """What only others answer for stays theirs, and hidden."""
    plan, _ = adopt_text(OWN + "assign: {analysis: head}\n", roadmap=ROADMAP)
    assert shown(plan) == ["by-class", "seminar", "lessons"]


def test_what_is_done_stays_whoever_answers_for_it() -> None:
    """It has its document, and nobody is charged with it."""
    plan, _ = adopt_text(OWN + WAYS["сделано"], roadmap=ROADMAP)
    (done, *_) = plan.in_view().measures()
    assert (done.id, len(done.outputs)) == ("collection", 1)
    assert done.cells["Ответственные"] == "Управление образования, методический центр"
    order, _ = draw_order(plan)
    assert order is not None
    assert all("collection" not in point.about for point in order.points)


def test_a_role_that_does_not_say_is_kept_and_told_in_one_line() -> None:
    """Whoever fills it, its unit or an answer of the school's says it; of all work nobody is told."""
    unsaid = ROADMAP.replace("responsible: teachers", "responsible: [methodists, teachers]")
    unsaid = unsaid.replace("{title: учителя-предметники, outside: false}", "учителя-предметники")
    told = [each for each in adopt_text(OWN, roadmap=unsaid)[1] if each.code == "RM767"]
    assert [dict(each.arguments)["roles"] for each in told] == ["«методисты», «учителя-предметники»"]
    assert "lessons" in shown(adopt_text(OWN, roadmap=unsaid)[0])
    assert codes("", unsaid) == []
    assert codes(OWN + "roles: {methodists: [], teachers: []}\n", unsaid) == []
    assert codes(OWN) == []
    taking_part = ROADMAP.replace("participants: [teachers, department]", "participants: [methodists]")
    assert codes(OWN, taking_part) == ["RM767"]
    assert "seminar" in shown(adopt_text(OWN, roadmap=taking_part)[0])
    ours = ROADMAP.replace(
        "title: Проведение занятий,", "title: Проведение занятий, participants: [methodists],"
    )
    assert codes(OWN, ours) == [], "whoever takes part in a row of the school's decides nothing"


def test_a_plan_in_which_nothing_is_ones_own_is_refused() -> None:
    """A body that is no school finds nothing of its own until it says who of its people fills which role."""
    others = ROADMAP.replace("filled_by: [head]", "outside: true").replace(
        "filled_by: [deputy-head]", "outside: true"
    )
    others = others.replace("outside: false", "outside: true")
    assert codes(OWN, others) == ["RM768"]
    assert codes(OWN + "roles: {department: [head]}\n", others) == []
    assert codes("", others) == []


def test_dates_follow_what_is_not_shown() -> None:
    """A chain of what holds up the last deadline may go through it, and ends in a row that is shown."""
    plan, _ = adopt_text(OWN + "remove: [lessons, seminar]\n", roadmap=ROADMAP)
    assert [measure.id for measure in find_critical_chain(plan)] == ["collection", "by-class"]
    last = ROADMAP.replace("до 1 октября", "до 1 июня")
    plan, _ = adopt_text(OWN, roadmap=last)
    assert find_critical_chain(plan)[-1].id == "lessons"


def test_days_of_others_are_theirs_to_mend() -> None:
    """A day off in a row that is not shown is told to nobody; one that a shown row comes before is told."""
    days = [
        [
            dict(each.arguments)["date"]
            for each in adopt_text(more, roadmap=ROADMAP)[1]
            if each.code == "RM310"
        ]
        for more in ("", OWN)
    ]
    assert days == [[dt.date(2026, 11, 1), dt.date(2026, 11, 15)], [dt.date(2026, 11, 15)]]
    late = ROADMAP.replace("id: lessons,", "id: lessons, after: seminar,").replace(
        "до 1 марта", "до 2 ноября"
    )
    late = late.replace("participants: [teachers, department],", "")
    for more in ("", OWN):
        found = [dict(each.arguments) for each in adopt_text(more, roadmap=late)[1] if each.code == "RM512"]
        assert [(each["measure"], each["need"]) for each in found] == [("lessons", "seminar")]
    theirs = late.replace("responsible: teachers", "responsible: department")
    assert "RM512" in [each.code for each in adopt_text(roadmap=theirs)[1]]
    assert "RM512" not in [each.code for each in adopt_text(OWN, roadmap=theirs)[1]]


def test_plan_json_has_everything_and_reads_back() -> None:
    """Additive: a plan of all work says nothing new; `shown` is there only where it is false."""
    own, whole = (adopt_text(more, roadmap=ROADMAP)[0] for more in (OWN, ""))
    said = plan_to_json(own)
    rows = [row for stage in said["stages"] for row in stage["measures"]]
    assert (said["work"], [row["id"] for row in rows if row.get("shown") is False]) == (
        "own",
        ["letter", "collection"],
    )
    assert "work" not in plan_to_json(whole)
    assert all("shown" not in row for stage in plan_to_json(whole)["stages"] for row in stage["measures"])
    assert read_plan(render_plan_json(own), "plan.json").value == own


NAMES = ("department", "centre", "teachers", "methodists", "head", "deputies")
rows = st.lists(
    st.tuples(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True), st.booleans()),
    min_size=1,
    max_size=6,
)


@given(rows, st.sampled_from(["", *WAYS.values()][:2]))
def test_own_and_all_agree_on_every_row(rows: list[tuple[list[str], bool]], more: str) -> None:
    """«own vs all give the same dates and numbers for every row shown in both», and a view is a part."""
    lines = [
        f"      - {{id: row-{place}, title: Работа {place}, responsible: [{', '.join(roles)}], deadline: "
        + (AFTER.format(f"row-{place - 1}") if follows and place else "до 1 марта")
        + "}"
        for place, (roles, follows) in enumerate(rows)
    ]
    text = ROADMAP.split("stages:", maxsplit=1)[0]
    text += "stages:\n  - id: work\n    title: Работа\n    measures:\n" + "\n".join(lines) + "\n"
    own, whole = (adopt_text(each + more, roadmap=text)[0] for each in (OWN, ""))
    for mine, all_of in zip(own.measures(), whole.measures(), strict=True):
        assert (mine.id, mine.number, mine.deadline) == (all_of.id, all_of.number, all_of.deadline)
        assert mine.responsible == all_of.responsible
        assert mine.shown == any(not who.outside for who in mine.responsible)
    assert own.in_view().in_view() == own.in_view()
    assert whole.in_view() == whole
    of_all = {row.id: (row.number, row.start, row.due) for row in list_rows(whole)}
    assert all(of_all[row.id] == (row.number, row.start, row.due) for row in list_rows(own))
