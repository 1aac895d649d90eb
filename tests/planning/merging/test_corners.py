"""What seldom happens in an update, and must not cost anybody anything when it does."""

from __future__ import annotations

import pytest

from roadmap_engine.planning.merging import Transition, index_version, needs_joining
from tests.planning.merging.sides import BASE, merge_texts, publish

LATER = BASE.replace("1.0.0", "1.1.0")
OWN = "{id: own, title: Своё, responsible: head, deadline: до 1 мая}"
LINES = BASE.splitlines(keepends=True)
ANALYSIS = "".join(LINES[10:16])
TEACHING = "".join(LINES[16:])


def _later(*changes: tuple[str, str]) -> str:
    text = LATER
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    return text


class TestPlaces:
    """An addition stays near where its author put it."""

    def test_the_first_of_a_stage_leaves_its_additions_to_the_stage(self) -> None:
        later = _later((LINES[13], ""))
        merged = merge_texts(f"add:\n  - {{after: by-class, measure: {OWN}}}\n", later)
        assert merged.own["add"][0]["stage"] == "analysis"
        assert merged.order()[:3] == ["by-school", "by-topic", "own"]

    def test_a_stage_that_is_gone_with_its_measures_leaves_them_to_the_one_before(self) -> None:
        merged = merge_texts(f"add:\n  - {{after: control, measure: {OWN}}}\n", _later((TEACHING, "")))
        assert merged.own["add"][0]["after"] == "by-topic"
        assert merged.problems == ()

    def test_the_first_stage_too(self) -> None:
        merged = merge_texts(f"add:\n  - {{after: by-class, measure: {OWN}}}\n", _later((ANALYSIS, "")))
        assert merged.own["add"][0] == {
            "stage": "teaching",
            "measure": {"id": "own", "title": "Своё", "responsible": "head", "deadline": "до 1 мая"},
        }

    def test_at_the_end_of_a_stage_that_is_gone(self) -> None:
        merged = merge_texts(f"add:\n  - {{stage: teaching, measure: {OWN}}}\n", _later((TEACHING, "")))
        assert merged.own["add"][0]["stage"] == "analysis"

    def test_a_stage_of_its_own_stands_after_what_is_still_there(self) -> None:
        stage = f"{{id: extra, title: Ещё этап, measures: [{OWN}]}}"
        local = f"add:\n  - {{after: teaching, stage: {stage}}}\n"
        merged = merge_texts(local, _later((TEACHING, "")))
        assert merged.own["add"][0]["after"] == "analysis"
        first = merge_texts(f"add:\n  - {{after: analysis, stage: {stage}}}\n", _later((ANALYSIS, "")))
        assert "after" not in first.own["add"][0]
        assert first.problems == ()

    def test_a_renamed_stage_is_followed(self) -> None:
        later = _later(("id: teaching\n", "id: lessons-stage\n    was: teaching\n"))
        local = f"add:\n  - {{stage: teaching, measure: {OWN}}}\nreplace: {{teaching: {{title: Учёба}}}}\n"
        merged = merge_texts(local, later)
        assert merged.own["add"][0]["stage"] == "lessons-stage"
        assert merged.own["replace"] == {"lessons-stage": {"title": "Учёба"}}

    def test_a_measure_inside_a_stage_of_its_own_may_meet_its_name(self) -> None:
        local = f"add:\n  - stage: {{id: extra, title: Ещё этап, measures: [{OWN}]}}\n"
        last = "{id: last, title: Итог, after: own, responsible: head, deadline: 1 мая}"
        local += f"  - {{after: own, measure: {last}}}\n"
        last = "responsible: deputies, output: note}"
        later = _later(
            (last, f"{last}\n      - {{id: own, title: Их, deadline: до 2 мая, responsible: head}}")
        )
        both = merge_texts(local, later, default="ours")
        assert both.order()[-2:] == ["own-2", "last"]
        assert both.measure("last").after == ("own-2",)
        theirs = merge_texts(local, later, default="theirs")
        assert "own-2" not in theirs.order()


class TestHeadings:
    """A stage is changed like a measure, and so is one that is gone."""

    @pytest.mark.parametrize(("name", "block"), [("teaching", TEACHING), ("analysis", None)])
    def test_a_heading_edited_here_and_gone_there_is_asked_about(self, name: str, block: str | None) -> None:
        gone = block or BASE[BASE.index("  - id: analysis") : BASE.index("  - id: teaching")]
        local, later = f"replace: {{{name}: {{title: Учёба}}}}\n", _later((gone, ""))
        (conflict,) = merge_texts(local, later).merge.conflicts
        assert conflict.key == name
        theirs = merge_texts(local, later, default="theirs")
        assert (theirs.own, theirs.errors) == ({}, ())
        ours = merge_texts(local, later, default="ours")
        assert ours.errors == ()
        titles = [stage.title for stage in ours.roadmap.stages]
        assert titles == (["Аналитический этап", "Учёба"] if block else ["Учёба", "Обучающий этап"])

    def test_new_measures_in_a_stage_that_was_taken_out_are_told(self) -> None:
        last = "responsible: deputies, output: note}"
        later = _later(
            (last, f"{last}\n      - {{id: new, title: Новое, deadline: до 2 мая, responsible: head}}")
        )
        merged = merge_texts("remove: [teaching]\n", later)
        assert merged.notices == ["RM830"]
        assert "new" not in merged.order()


class TestAnswers:
    """Answers go where their questions went."""

    def test_two_roles_that_are_one_are_filled_by_all_who_filled_them(self) -> None:
        later = _later(
            (
                "teachers: учителя, deputies: заместители",
                "staff: {title: сотрудники, was: [teachers, deputies]}",
            ),
            ("responsible: teachers", "responsible: staff"),
            ("responsible: deputies", "responsible: staff"),
            ("[head, teachers]", "[head, staff]"),
        )
        merged = merge_texts("roles: {teachers: [a, b], deputies: [b, c]}\n", later)
        assert merged.own == {"roles": {"staff": ["a", "b", "c"]}}

    def test_of_two_events_that_are_one_the_first_date_stands(self) -> None:
        before = BASE.replace("events: {", "events: {team-met: {title: заседание команды}, ")
        later = _later(("council-met: {", "meeting: {was: [council-met, team-met], "))
        local = "events: {team-met: 2027-01-12, council-met: 2027-01-13}\n"
        merged = merge_texts(local, later, before=before)
        assert list(merged.own["events"]) == ["meeting"]
        assert "RM826" in merged.notices
        same = merge_texts(local.replace("-13", "-12"), later, before=before)
        assert same.own == {"events": {"meeting": "2027-01-12"}}
        assert same.notices == []

    def test_decided_days_follow_their_measure(self) -> None:
        renamed = _later(
            ("{id: lessons,", "{id: teaching-hours, was: lessons,"),
            ("after: lessons", "after: teaching-hours"),
        )
        assert merge_texts("decided: {lessons: 2027-02-01}\n", renamed).own == {
            "decided": {"teaching-hours": "2027-02-01"}
        }

    def test_decided_days_go_into_both_parts_and_that_is_told(self) -> None:
        part = LINES[19].strip().replace("{id: lessons,", "{id: extra-lessons, was: lessons,")
        later = _later((LINES[19], LINES[19] + f"      {part}\n"))
        merged = merge_texts("decided: {lessons: 2027-02-01}\n", later)
        assert merged.own["decided"] == {"lessons": "2027-02-01", "extra-lessons": "2027-02-01"}
        assert merged.notices == ["RM834"]

    def test_a_filling_of_the_publishers_is_weighed_like_any_field(self) -> None:
        filled = "fill: {levels: начального}\n"
        before = BASE + filled
        later = LATER + filled.replace("начального", "среднего")
        for local, expected, conflicts in (
            ("начального", {}, []),
            ("среднего", {}, []),
            ("общего", {"fill": {"levels": "общего"}}, ["fill.levels"]),
        ):
            merged = merge_texts(f"fill: {{levels: {local}}}\n", later, before=before)
            assert [each.key for each in merged.merge.conflicts] == conflicts
            assert merged.own == expected
        assert merge_texts("fill: {levels: общего}\n", later, before=before, default="theirs").own == {}
        kept = merge_texts("fill: {levels: общего}\n", LATER + filled, before=before)
        assert kept.own == {"fill": {"levels": "общего"}}


class TestCharges:
    """Whom the school has charged with a stage or a measure."""

    def test_they_go_on_with_what_they_are_charged_with(self) -> None:
        later = LATER.replace("{id: lessons,", "{id: teaching-hours, was: lessons,").replace(
            "id: analysis", "id: analyses\n    was: analysis"
        )
        merged = merge_texts("assign: {lessons: a, analysis: b, control: c}\n", later)
        assert merged.own["assign"] == {"teaching-hours": "a", "analyses": "b", "control": "c"}

    def test_of_what_is_gone_they_are_told(self) -> None:
        gone = LATER.replace(LINES[20], "")
        merged = merge_texts("assign: {control: c, lessons: a}\n", gone)
        assert merged.own["assign"] == {"lessons": "a"}
        assert "RM826" in merged.notices


class TestOrders:
    """What the school says of its order, beside what the publisher now says."""

    def test_a_purpose_is_weighed_like_any_answer(self) -> None:
        before = BASE + "order: {purpose: учёта, control: head}\n"
        later = LATER + "order: {purpose: отчёта, control: head}\n"
        for local, expected, conflicts in (
            ("учёта", {}, []),
            ("отчёта", {}, []),
            ("опыта", {"order": {"purpose": "опыта"}}, ["order.purpose"]),
        ):
            merged = merge_texts(f"order: {{purpose: {local}}}\n", later, before=before)
            assert [each.key for each in merged.merge.conflicts] == conflicts
            assert merged.own == expected
        assert merge_texts("order: {purpose: опыта}\n", later, before=before, default="theirs").own == {}
        # What the publisher leaves as it was is the school's to say, and so is what he says no more.
        for said in ("control: deputies", "signatory: teachers"):
            own = {"order": dict([said.split(": ")])}
            assert merge_texts(f"order: {{{said}}}\n", later, before=before).own == own
            assert merge_texts(f"order: {{{said}}}\n", LATER, before=before).own == own

    def test_its_gaps_follow_their_parameters(self) -> None:
        later = LATER.replace("levels: {title", "steps: {was: levels, title")
        merged = merge_texts('order: {purpose: "учёта {{ levels }}"}\n', later)
        assert merged.own["order"] == {"purpose": "учёта {{ steps }}"}


class TestDefinitions:
    """What the school's own words need comes along."""

    def test_a_document_comes_with_whoever_signs_it(self) -> None:
        before = BASE.replace(
            "note: Справка", "note: {title: Справка, approval: [{step: approved, by: teachers}]}"
        )
        later = _later((", teachers: учителя", ""), ("{note: Справка}", "{}"), (", output: note", ""))
        later = later.replace("responsible: teachers", "responsible: head").replace(", teachers]", "]")
        merged = merge_texts("replace: {by-class: {output: note}}\n", later, before=before)
        assert merged.own["defines"] == {
            "outputs": {"note": {"title": "Справка", "approval": [{"step": "approved", "by": "teachers"}]}},
            "roles": {"teachers": "учителя"},
        }
        assert merged.problems == ()

    def test_an_event_a_deadline_counts_from_comes_along(self) -> None:
        later = _later(
            ("events: {council-met: {title: заседание совета}}\n", ""),
            ("за 3 дня до заседания совета", "до 1 марта 2027 г."),
        )
        merged = merge_texts(
            "replace: {control: {deadline: в течение 3 дней после заседания совета}}\n", later
        )
        assert merged.own["defines"] == {"events": {"council-met": "заседание совета"}}
        assert merged.problems == ()

    def test_a_gap_keeps_its_question_and_its_filling(self) -> None:
        before = BASE + "fill: {levels: начального}\n"
        later = _later(("parameters: {levels: {title: Уровни, default: основного}}\n", ""))
        local = "replace: {control: {title: 'Для {{ levels }} образования'}}\n"
        merged = merge_texts(local, later, before=before)
        assert merged.own["fill"] == {"levels": "начального"}
        assert merged.own["defines"]["parameters"]["levels"]["title"] == "Уровни"

    def test_a_rule_written_as_structure_names_the_event_by_its_new_id(self) -> None:
        later = _later(("council-met: {", "council-sat: {was: council-met, "))
        local = (
            "replace:\n  control:\n    deadline: {kind: relative, direction: after, event: council-met, "
            "length: 3 days, sense: within}\n"
        )
        merged = merge_texts(local, later)
        assert merged.own["replace"]["control"]["deadline"]["event"] == "council-sat"


class TestSettled:
    """What is settled stays, and what is no longer needed goes."""

    def test_what_was_kept_goes_when_the_version_says_it_again(self) -> None:
        before = LATER.replace("до 17 января", "до 25 января")
        local = (
            "settled:\n  by-class: {state: done, on: 2027-01-15, as_of: 1.0.0, "
            "kept: {deadline: до 17 января 2027 г.}}\n"
        )
        merged = merge_texts(local, BASE.replace("1.0.0", "1.2.0"), before=before)
        assert "kept" not in merged.own["settled"]["by-class"]

    def test_whoever_came_after_a_part_comes_after_the_measure_itself(self) -> None:
        part = LINES[19].strip().replace("{id: lessons,", "{id: b-lessons, was: lessons,")
        later = _later(
            ("{id: lessons,", "{id: a-lessons, was: lessons,"),
            ("after: lessons", "after: [a-lessons, b-lessons]"),
        )
        later = later.replace("      - {id: control", f"      {part}\n      - {{id: control")
        merged = merge_texts("settled: {lessons: {state: signed, on: 2027-01-10}}\n", later)
        assert merged.order()[-2:] == ["lessons", "control"]
        assert merged.measure("control").after == ("lessons",)
        assert merged.problems == ()

    def test_one_that_was_taken_out_stays_out(self) -> None:
        merged = merge_texts(
            "settled: {by-class: {state: cancelled, on: 2027-01-10}}\nremove: [by-class]\n", LATER
        )
        assert merged.merge.edits == ()


class TestSoundness:
    """Only what depends on the whole is joined to be known as sound."""

    def _needs(self, local: str, later: str = LATER) -> bool:
        merged = merge_texts(local, later)
        transition = Transition.between(index_version(publish(BASE)[0]), index_version(publish(later)[0]))
        return needs_joining(transition, merged.adoption)

    def test_plain_changes_need_no_joining(self) -> None:
        local = (
            "replace: {by-class: {responsible: teachers, deadline: до 1 марта 2027 г.}}\nremove: [control]\n"
        )
        assert not self._needs(local + f"add:\n  - {{after: by-topic, measure: {OWN}}}\n")

    def test_conditions_and_permissions_do(self) -> None:
        assert self._needs("replace: {by-class: {when: size >= 300}}\n")
        stage = f"{{id: extra, title: Ещё этап, when: size >= 300, measures: [{OWN}]}}"
        assert self._needs(f"add:\n  - stage: {stage}\n")
        assert self._needs("replace: {by-class: {result: Вывод}}\n", LATER + "allow: {result: locked}\n")
        assert not self._needs("replace: {by-class: {result: Вывод}}\n", LATER + "allow: {title: locked}\n")

    def test_words_of_a_deadline_that_mean_something_else_do(self) -> None:
        local = "replace: {by-class: {deadline: в течение 3 дней после заседания совета}}\n"
        assert not self._needs(local)
        assert self._needs(local, _later(("title: заседание совета", "title: встреча совета")))

    def test_what_others_wait_for_does(self) -> None:
        assert self._needs("remove: [lessons]\n")
        assert self._needs("remove: [teaching]\n")
