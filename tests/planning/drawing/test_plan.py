"""A roadmap, a school and its dates become a plan."""

from __future__ import annotations

import datetime as dt

import pytest

from roadmap_engine.diagnostics import Severity
from roadmap_engine.model import Plan, PlanMeasure
from roadmap_engine.model.short_title import short_title
from roadmap_engine.planning.drawing.chain import find_critical_chain
from tests.builders import ROADMAP, SCHOOL, adopt_text

RECEIVED = "events: {results-received: 2027-05-20}\n"


def _measure(plan: Plan, name: str) -> PlanMeasure:
    return next(measure for measure in plan.measures() if measure.id == name)


def _codes(more: str, **texts: str) -> set[str]:
    return {problem.code for problem in adopt_text(more, **texts)[1]}


class TestDates:
    """Unknown stays unknown; what is known follows from the rule, with its reasons."""

    def test_a_measure_waits_for_an_event_nobody_recorded(self) -> None:
        plan, _ = adopt_text()
        deadline = _measure(plan, "by-pupil").deadline
        assert deadline.occurrences == ()
        assert [(event.event, event.title) for event in deadline.awaiting] == [
            ("results-received", "получение результатов")
        ]

    def test_a_recorded_event_dates_the_measure_and_says_why(self) -> None:
        plan, _ = adopt_text(RECEIVED)
        deadline = _measure(plan, "by-pupil").deadline
        assert [days.due for days in deadline.occurrences] == [dt.date(2027, 6, 3)]
        assert "20.05.2027" in " ".join(deadline.reasons)

    def test_the_end_of_a_stage_follows_from_its_measures(self) -> None:
        plan, _ = adopt_text(RECEIVED)
        (days,) = _measure(plan, "council").deadline.occurrences
        assert days.start is not None
        assert days.start >= dt.date(2027, 6, 3)

    def test_the_end_of_a_stage_is_unknown_while_a_measure_of_it_waits(self) -> None:
        plan, _ = adopt_text()
        assert [event.event for event in _measure(plan, "council").deadline.awaiting] == [
            "stage-end:analysis"
        ]

    def test_the_council_may_decide_on_days_for_a_measure(self) -> None:
        plan, problems = adopt_text(RECEIVED + "decided: {lessons: 2027-09-01/2027-10-15}\n")
        (days,) = _measure(plan, "lessons").deadline.occurrences
        assert (days.start, days.due) == (dt.date(2027, 9, 1), dt.date(2027, 10, 15))
        assert problems == ()

    def test_a_decision_without_days_dates_nothing(self) -> None:
        plan, _ = adopt_text(RECEIVED + "decided: {}\n")
        assert _measure(plan, "lessons").deadline.occurrences == ()

    def test_a_measure_may_wait_for_one_further_down_the_table(self) -> None:
        roadmap = ROADMAP.replace(
            "deadline: После получения результатов в течение 2 недель",
            "deadline: {kind: relative, direction: after, event: measure-end:lessons, "
            "length: 5 days, sense: within}",
        )
        plan, _ = adopt_text("decided: {lessons: 2027-03-01/2027-03-10}\n", roadmap=roadmap)
        assert [days.due for days in _measure(plan, "by-pupil").deadline.occurrences] == [
            dt.date(2027, 3, 15)
        ]

    def test_the_school_says_whether_presidential_days_off_are_days_off(self) -> None:
        dated = ROADMAP.replace(
            "deadline: После получения результатов в течение 2 недель", "deadline: до 5 мая 2021 г."
        )
        year = "school_year: 2020/2021\n"
        kept = SCHOOL + "calendar: {presidential_days: true}\n"
        for organisation, expected in ((SCHOOL, False), (kept, True)):
            plan, _ = adopt_text(year, roadmap=dated, organisation=organisation)
            (days,) = _measure(plan, "by-pupil").deadline.occurrences
            assert days.on_day_off is expected

    def test_entries_that_are_all_commented_out_are_no_entries(self) -> None:
        plan, problems = adopt_text("events:\n  # results-received: 2027-05-20\n")
        assert problems == ()
        assert _measure(plan, "by-pupil").deadline.occurrences == ()

    def test_reminders_of_a_day_off_come_on_the_working_day_before(self) -> None:
        plan, problems = adopt_text("events: {results-received: 2027-05-22}\n")
        (days,) = _measure(plan, "by-pupil").deadline.occurrences
        assert days.due == dt.date(2027, 6, 5)  # a Saturday, and the week has five days
        assert days.remind_before == dt.date(2027, 6, 4)
        assert problems  # the printed text keeps the day, and a warning says so

    def test_a_reminder_keeps_to_working_days(self) -> None:
        """Three days before 16 June 2027, a Wednesday, is a Sunday; before it lie a Saturday and 12 June."""
        plan, _ = adopt_text("events: {results-received: 2027-06-02}\n")
        (days,) = _measure(plan, "by-pupil").deadline.occurrences
        assert (days.due, days.remind_before) == (dt.date(2027, 6, 16), None)
        assert days.moved_reminders == {3: dt.date(2027, 6, 11)}


class TestOrder:
    """Dependencies among measures and stages form a graph."""

    def test_a_measure_needs_what_its_deadline_counts_from_and_what_it_names(self) -> None:
        plan, _ = adopt_text("replace:\n  lessons: {after: council}\n")
        assert _measure(plan, "council").needs == ("by-pupil",)
        assert _measure(plan, "lessons").needs == ("council",)

    def test_a_measure_due_before_what_it_needs_is_told_with_both_places(self) -> None:
        more = "decided: {lessons: 2027-06-01/2027-06-02}\nreplace:\n  lessons: {after: analysis}\n"
        _, problems = adopt_text(RECEIVED + more)
        (problem,) = problems
        assert problem.code == "RM512"
        assert problem.location is not None
        assert (problem.location.file, problem.location.line) == ("adoption.yaml", 9)
        assert [place.file for place in problem.related] == ["roadmap.yaml"]

    def test_the_critical_chain_leads_to_the_last_deadline(self) -> None:
        more = "decided: {lessons: 2027-09-01/2027-10-15}\nreplace:\n  lessons: {after: council}\n"
        plan, _ = adopt_text(RECEIVED + more)
        assert [measure.id for measure in find_critical_chain(plan)] == ["by-pupil", "council", "lessons"]

    def test_a_plan_that_waits_for_everything_has_no_chain(self) -> None:
        assert find_critical_chain(adopt_text()[0]) == ()


class TestPeople:
    """Roles become people by post and name; «при наличии» is settled by the school."""

    def test_a_unit_the_school_lacks_is_in_no_cell(self) -> None:
        plan, _ = adopt_text()
        assert _measure(plan, "by-pupil").cells["Участники"] == "Учителя-предметники"

    def test_a_unit_the_school_has_loses_the_remark(self) -> None:
        plan, _ = adopt_text(organisation=SCHOOL + "units: [associations]\n")
        assert _measure(plan, "by-pupil").cells["Участники"] == (
            "Учителя-предметники, методические объединения"
        )

    def test_two_titles_of_one_post_are_one_person(self) -> None:
        plan, _ = adopt_text()
        measure = _measure(plan, "by-pupil")
        assert measure.cells["Ответственные"] == (
            "Учителя-предметники, заместитель директора по УВР Ким А. В."
        )
        assert [assignee.role for assignee in measure.responsible] == ["teachers", "deputies"]

    def test_the_school_may_say_who_fills_a_role(self) -> None:
        plan, _ = adopt_text("roles: {teachers: [head], deputies: []}\n")
        assert _measure(plan, "lessons").cells["Ответственные"] == "Заместители руководителя"
        assert _measure(plan, "lessons").cells["Участники"] == "Директор Орлова М. П."

    def test_a_vacant_post_is_told_and_the_title_stands(self) -> None:
        vacant = SCHOOL.replace("deputy-head", "secretary")
        plan, problems = adopt_text(organisation=vacant)
        assert {(problem.code, problem.severity) for problem in problems} == {("RM503", Severity.ERROR)}
        assert _measure(plan, "lessons").cells["Ответственные"] == "Заместители руководителя"

    def test_a_post_nobody_answers_by_may_be_vacant(self) -> None:
        """Only whom the order addresses must be there; and a school may say that it has no such post."""
        roles = "replace: {lessons: {responsible: [teachers]}, by-pupil: {responsible: [teachers]}}\n"
        vacant = SCHOOL.replace("deputy-head", "secretary")
        _, problems = adopt_text(roles, organisation=vacant)
        assert {(problem.code, problem.severity) for problem in problems} == {("RM503", Severity.WARNING)}
        _, problems = adopt_text("roles: {deputies: [], all-deputies: []}\n", organisation=vacant)
        assert problems == ()

    def test_answers_that_name_nothing_are_told(self) -> None:
        assert _codes("roles: {pupils: []}\n") == {"RM501"}
        assert _codes("roles: {teachers: [nobody]}\n") == {"RM502"}
        assert _codes("events: {result-received: 2027-05-20}\n") == {"RM504"}
        assert _codes("decided: {lesson: 2027-05-20}\n") == {"RM505"}
        assert _codes("events: {results-received: 2029-05-20}\n") >= {"RM506", "RM509"}
        assert _codes("", organisation=SCHOOL + "signatory: chief\n") == {"RM507"}


class TestShortTitle:
    """What heads a narrow column is what somebody says, which a plan keeps; else what the title gives."""

    def test_what_is_said_is_in_the_plan_and_wins(self) -> None:
        plan, _ = adopt_text("replace: {by-pupil: {short: По ученикам}}\n")
        measure = _measure(plan, "by-pupil")
        assert measure.short == short_title(measure) == "По ученикам"
        assert measure.model_dump()["short"] == "По ученикам"
        assert measure.provenance["short"].layer == plan.plan

    def test_what_is_proposed_follows_the_title_and_is_in_no_plan(self) -> None:
        measure = _measure(adopt_text()[0], "by-pupil")
        assert "short" not in measure.model_dump()
        assert (measure.short, short_title(measure)) == (None, "Анализ результатов")
        other = adopt_text("replace: {by-pupil: {title: Проведение недели русского языка в школе}}\n")[0]
        assert short_title(_measure(other, "by-pupil")) == "Неделя русского языка"


class TestZone:
    """The zone whose days are the school's is what it says, and nothing is made of silence."""

    def test_a_zone_that_is_said_is_in_the_plan(self) -> None:
        plan, problems = adopt_text(organisation=SCHOOL + "zone: Asia/Yakutsk\n")
        assert problems == adopt_text()[1]
        assert plan.organisation is not None
        assert plan.organisation.zone == plan.model_dump()["organisation"]["zone"] == "Asia/Yakutsk"

    def test_a_plan_of_a_school_that_says_none_is_as_it_was(self) -> None:
        plan, _ = adopt_text()
        assert plan.organisation is not None
        assert plan.organisation.zone is None
        assert "zone" not in plan.model_dump()["organisation"]


class TestTexts:
    """What is printed."""

    def test_gaps_are_filled_with_the_forms_of_the_procedure(self) -> None:
        plan, _ = adopt_text()
        assert plan.title == "План по результатам всероссийских проверочных работ"
        assert plan.measures()[0].title == "Анализ результатов всероссийских проверочных работ"

    def test_a_gap_without_a_value_is_a_problem_at_its_place(self) -> None:
        roadmap = ROADMAP.replace("Заседание Педсовета", "Заседание {{ council }}").replace(
            "outputs:", "parameters: {council: Какой совет}\noutputs:"
        )
        _, problems = adopt_text(roadmap=roadmap)
        (problem,) = problems
        assert problem.code == "RM508"
        assert problem.location is not None
        assert (problem.location.file, problem.location.line) == ("roadmap.yaml", 31)

    def test_the_school_fills_a_gap(self) -> None:
        roadmap = ROADMAP.replace("Заседание Педсовета", "Заседание {{ council }}").replace(
            "outputs:", "parameters: {council: Какой совет}\noutputs:"
        )
        plan, problems = adopt_text("fill: {council: методсовета}\n", roadmap=roadmap)
        assert problems == ()
        assert _measure(plan, "council").title == "Заседание методсовета"

    def test_known_days_stand_before_the_words_they_follow_from(self) -> None:
        plan, _ = adopt_text(RECEIVED)
        assert _measure(plan, "by-pupil").cells["Сроки"] == (
            "до 3 июня 2027 г. (после получения результатов в течение 2 недель)"
        )

    def test_while_it_waits_the_words_stand_alone(self) -> None:
        plan, _ = adopt_text()
        assert _measure(plan, "by-pupil").cells["Сроки"] == "После получения результатов в течение 2 недель"

    def test_numbers_follow_the_places_in_the_table(self) -> None:
        plan, _ = adopt_text("remove: [council]\n")
        assert [measure.number for measure in plan.measures()] == ["1.1.", "2.1."]


def test_the_plan_knows_where_each_value_was_written() -> None:
    """Provenance: the layer, the file and the line."""
    plan, _ = adopt_text("replace:\n  lessons: {responsible: [head]}\n")
    lessons = _measure(plan, "lessons").provenance
    assert (lessons["responsible"].layer, lessons["responsible"].file, lessons["responsible"].line) == (
        "school-7-vpr",
        "adoption.yaml",
        7,
    )
    assert (lessons["title"].layer, lessons["title"].file) == ("tiny", "roadmap.yaml")


def test_equal_answers_give_an_equal_plan() -> None:
    """The plan is a function of its texts."""
    assert adopt_text(RECEIVED) == adopt_text(RECEIVED)


@pytest.mark.parametrize(("settled", "told"), [("", ["by-class"]), ("by-class", ["by-class", "by-school"])])
def test_a_year_without_its_decree_is_told_once(settled: str, told: list[str]) -> None:
    """However many days lie in it; of what is settled nobody is told, so the next one is."""
    rows = "".join(
        f"      - {{id: {name}, title: Дело, deadline: до {day} января 2028 г., responsible: [head]}}\n"
        for name, day in (("by-class", 18), ("by-school", 19), ("by-topic", 20))
    )
    roadmap = (
        "roadmap: tiny\nversion: 1.0.0\ntitle: План\nroles: {head: {title: директор, filled_by: [head]}}\n"
        f"columns: [number, title, deadline]\nstages:\n  - id: work\n    title: Этап\n    measures:\n{rows}"
    )
    done = f"settled: {{{settled}: {{state: done, on: 2027-12-01}}}}\n" if settled else ""
    _plan, problems = adopt_text(f"school_year: 2027/2028\n{done}", roadmap=roadmap)
    lines = [each.location.line for each in problems if each.code == "RM311" and each.location]
    first = roadmap.splitlines().index(rows.splitlines()[0]) + 1
    assert lines == [first + {"by-class": 0, "by-school": 1}[name] for name in told]
