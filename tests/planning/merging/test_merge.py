"""Both sides of an update survive, and whoever must be asked is asked."""

from __future__ import annotations

import pytest

from tests.planning.merging.sides import BASE, merge_texts

LATER = BASE.replace("1.0.0", "1.1.0")
"""A newer version that changes nothing."""


def _later(*changes: tuple[str, str]) -> str:
    text = LATER
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    return text


OWN = "{id: own, title: Своё, responsible: head, deadline: до 1 мая}"
BY_CLASS, BY_SCHOOL = BASE.splitlines(keepends=True)[13:15]
DATE = ("до 17 января 2027 г.", "до 25 января 2027 г.")


class TestTwoEdits:
    """What only one side changed is heard, whichever side it is."""

    def test_nothing_new_changes_nothing(self) -> None:
        merged = merge_texts("replace: {by-class: {responsible: teachers}}\nremove: [control]\n", LATER)
        assert merged.merge.edits == ()
        assert (merged.merge.taken, merged.merge.conflicts, merged.merge.notices) == ((), (), ())
        assert {(kept.thing, kept.field) for kept in merged.merge.kept} == {
            ("by-class", "responsible"),
            ("control", "remove"),
        }

    def test_another_field_of_the_same_measure(self) -> None:
        """The school's responsible, the ministry's deadline."""
        merged = merge_texts("replace: {by-class: {responsible: teachers}}\n", _later(DATE))
        assert not merged.merge.conflicts
        assert merged.measure("by-class").responsible == ("teachers",)
        assert merged.measure("by-class").deadline.phrase == "до 25 января 2027 г."
        assert [(each.kind, each.thing, each.field, each.after) for each in merged.merge.taken] == [
            ("changed", "by-class", "deadline", "до 25 января 2027 г.")
        ]

    def test_both_append_a_measure(self) -> None:
        last = "responsible: deputies, output: note}"
        added = "add:\n  - {after: control, measure: " + OWN + "}\n"
        later = _later(
            (last, f"{last}\n      - {{id: new, title: Новое, deadline: до 2 мая, responsible: head}}")
        )
        merged = merge_texts(added, later)
        assert not merged.merge.conflicts
        assert merged.problems == ()
        assert merged.order()[-3:] == ["control", "own", "new"]
        assert [(each.kind, each.thing) for each in merged.merge.taken] == [("new", "new")]

    def test_the_same_on_both_sides_is_no_conflict(self) -> None:
        """Nor in other words: «до 25.01.2027» is the same day."""
        merged = merge_texts("replace: {by-class: {deadline: до 25.01.2027}}\n", _later(DATE))
        assert not merged.merge.conflicts
        assert merged.notices == ["RM823"]
        assert merged.own == {}

    def test_a_reworded_deadline_is_no_change(self) -> None:
        later = _later(("до 17 января 2027 г.", "до 17.01.2027"))
        merged = merge_texts("replace: {by-class: {deadline: до 15 января 2027 г.}}\n", later)
        assert not merged.merge.conflicts
        assert merged.measure("by-class").deadline.phrase == "до 15 января 2027 г."

    def test_a_change_that_was_none_makes_way(self) -> None:
        merged = merge_texts("replace: {by-class: {deadline: до 17 января 2027 г.}}\n", _later(DATE))
        assert merged.notices == ["RM824"]
        assert merged.own == {}


class TestConflicts:
    """Both changed the same field: nobody is heard until somebody decides."""

    LOCAL = "replace:\n  by-class: {deadline: до 20 января 2027 г., responsible: teachers}\n"

    def test_it_is_told_with_both_values_and_both_places(self) -> None:
        merged = merge_texts(self.LOCAL, _later(DATE))
        (conflict,) = merged.merge.conflicts
        assert conflict.key == "by-class.deadline"
        assert conflict.base == "до 17 января 2027 г."
        assert [(each.name, each.text) for each in conflict.choices] == [
            ("ours", "до 20 января 2027 г."),
            ("theirs", "до 25 января 2027 г."),
        ]
        places = [each.place for each in conflict.choices]
        assert [(place.file, place.line) for place in places if place] == [
            ("adoption.yaml", 7),
            ("roadmap.yaml", 14),
        ]

    @pytest.mark.parametrize(
        ("choice", "left", "deadline"),
        [
            ("ours", {"deadline": "до 20 января 2027 г.", "responsible": "teachers"}, "до 20 января 2027 г."),
            ("theirs", {"responsible": "teachers"}, "до 25 января 2027 г."),
        ],
    )
    def test_a_decision_settles_it(self, choice: str, left: dict[str, str], deadline: str) -> None:
        merged = merge_texts(self.LOCAL, _later(DATE), take={"by-class.deadline": choice})
        assert merged.own == {"replace": {"by-class": left}}
        assert merged.measure("by-class").deadline.phrase == deadline
        assert merged.merge.settle({}).open == merged.merge.conflicts
        assert merged.merge.settle({"by-class.deadline": choice}).open == ()

    def test_ours_is_not_asked_again_about_the_same_value(self) -> None:
        """After «ours», the newer version is what the next update starts from."""
        newest = _later(DATE).replace("1.1.0", "1.2.0")
        again = merge_texts(self.LOCAL, newest, before=_later(DATE))
        assert again.merge.conflicts == ()
        assert merge_texts(
            self.LOCAL, newest.replace("25 января", "26 января"), before=_later(DATE)
        ).merge.conflicts


def test_a_short_title_is_merged_as_any_field() -> None:
    """Ours stays where nobody else says one, and both are shown where two do."""
    local = "replace: {by-class: {short: По классам}}\n"
    kept = merge_texts(local, _later(DATE))
    assert kept.measure("by-class").short == "По классам"
    (conflict,) = merge_texts(
        local, _later(("{id: by-class, ", "{id: by-class, short: Классы, "))
    ).merge.conflicts
    assert conflict.key == "by-class.short"
    assert merge_texts("", _later(("{id: by-class, ", "{id: by-class, short: Классы, "))).own == {}


def test_a_change_in_nobodys_way_may_be_let_go() -> None:
    """Such as one that the newer version forbids; wherever it is on its way to."""
    local = "replace: {by-class: {responsible: teachers, result: Вывод}}\nremove: [control]\nadd:\n"
    local += "  - {after: by-topic, measure: " + OWN + "}\n"
    taken = {"by-class.responsible": "theirs", "control.remove": "theirs", "own": "theirs"}
    assert merge_texts(local, LATER, take=taken).own == {"replace": {"by-class": {"result": "Вывод"}}}
    taken = {"by-class-9.responsible": "theirs", "by-class-5.result": "theirs"}
    split = merge_texts(
        "replace: {by-class: {responsible: teachers, result: В}}\n", TestNewNames.SPLIT, take=taken
    )
    assert split.own == {
        "replace": {"by-class-5": {"responsible": "teachers"}, "by-class-9": {"result": "В"}}
    }


class TestGone:
    """The newer version lacks what the school worked on."""

    LATER = _later(
        (
            BY_SCHOOL,
            "",
        )
    )
    LOCAL = "replace: {by-school: {responsible: [deputies, teachers]}}\n"

    def test_a_changed_measure_is_asked_about(self) -> None:
        (conflict,) = merge_texts(self.LOCAL, self.LATER).merge.conflicts
        assert (conflict.key, conflict.problem.code) == ("by-school", "RM821")

    def test_it_becomes_the_schools_own_where_it_stood(self) -> None:
        merged = merge_texts(self.LOCAL, self.LATER, default="ours")
        assert merged.order()[:3] == ["by-class", "by-school", "by-topic"]
        assert merged.own == {
            "add": [
                {
                    "after": "by-class",
                    "measure": {
                        "id": "by-school",
                        "title": "Анализ школы",
                        "deadline": "до 20 января 2027 г.",
                        "responsible": ["deputies", "teachers"],
                        "result": "Вывод",
                    },
                }
            ]
        }

    def test_or_it_is_let_go(self) -> None:
        merged = merge_texts(self.LOCAL + "decided: {by-school: 2027-02-01}\n", self.LATER, default="theirs")
        assert merged.own == {}

    def test_what_the_school_took_out_too_is_no_longer_named(self) -> None:
        merged = merge_texts("remove: [by-school, control]\n", self.LATER)
        assert merged.own == {"remove": ["control"]}
        assert "RM823" in merged.notices

    def test_an_addition_after_it_stands_after_its_nearest_predecessor(self) -> None:
        local = "add:\n  - {after: by-school, measure: " + OWN + "}\n"
        merged = merge_texts(local, self.LATER)
        assert merged.order()[:3] == ["by-class", "own", "by-topic"]
        assert merged.notices == ["RM825"]

    def test_a_change_of_what_the_school_took_out_is_told(self) -> None:
        merged = merge_texts("remove: [by-class]\n", _later(DATE))
        assert (merged.merge.conflicts, merged.notices) == ((), ["RM830"])
        assert merged.own == {"remove": ["by-class"]}
        assert merged.merge.taken == ()


class TestNewNames:
    """Renames, splits and merges are declared by `was:` and followed."""

    RENAMED = _later(("{id: by-class,", "{id: by-grade, was: by-class,"))

    def test_a_change_follows_a_rename(self) -> None:
        local = "replace: {by-class: {responsible: teachers}}\ndecided: {by-class: 2027-02-01}\n"
        merged = merge_texts(local, self.RENAMED)
        assert merged.own == {
            "replace": {"by-grade": {"responsible": "teachers"}},
            "decided": {"by-grade": "2027-02-01"},
        }
        assert [(each.kind, each.before, each.after) for each in merged.merge.taken] == [
            ("renamed", "by-class", "by-grade")
        ]

    @pytest.mark.parametrize("between", [True, False])
    def test_versions_may_be_skipped(self, between: bool) -> None:
        """1.0 to 1.2, whether 1.1 can be had or the newest says all it was."""
        was = "by-grade" if between else "[by-grade, by-class]"
        newest = _later(("{id: by-class,", f"{{id: by-form, was: {was},")).replace("1.1.0", "1.2.0")
        later = (self.RENAMED, newest) if between else (newest,)
        merged = merge_texts("replace: {by-class: {responsible: teachers}}\n", *later)
        # What the newest does not say is remembered: papers are made without the versions between.
        former = {"former": {"measures": {"by-form": ["by-class"]}}} if between else {}
        assert merged.own == {"replace": {"by-form": {"responsible": "teachers"}}, **former}
        (named,) = (each for each in merged.roadmap.measures() if each.id == "by-form")
        assert set(named.was) == {"by-grade", "by-class"}

    def test_what_was_remembered_is_called_as_the_next_version_calls_it(self) -> None:
        """And is let go of where that one lists it."""
        before = _later(("{id: by-class,", "{id: by-grade,"))
        local = "former: {measures: {by-grade: [by-class]}}\n"
        for was, left in (("by-grade", ["by-class"]), ("[by-grade, by-class]", None)):
            newer = _later(("{id: by-class,", f"{{id: by-form, was: {was},")).replace("1.1.0", "1.2.0")
            merged = merge_texts(local, newer, before=before)
            assert merged.own.get("former") == (left and {"measures": {"by-form": left}})
            assert merged.errors == ()

    SPLIT = _later(
        (
            "- {id: by-class, title: Анализ по классам,",
            BY_CLASS.strip().replace("by-class, title: Анализ", "by-class-5, was: by-class, title: Анализ 5")
            + "\n      - {id: by-class-9, was: by-class, title: Анализ по 9 классам,",
        )
    )

    def test_a_change_goes_into_every_part(self) -> None:
        merged = merge_texts("replace: {by-class: {responsible: teachers}}\nremove: [control]\n", self.SPLIT)
        assert merged.own["replace"] == {
            "by-class-5": {"responsible": "teachers"},
            "by-class-9": {"responsible": "teachers"},
        }
        assert merged.problems == ()

    def test_an_addition_stands_after_the_last_part(self) -> None:
        local = "add:\n  - {after: by-class, measure: " + OWN + "}\n"
        assert merge_texts(local, self.SPLIT).order()[:3] == ["by-class-5", "by-class-9", "own"]

    def test_what_was_taken_out_stays_out_in_all_parts(self) -> None:
        merged = merge_texts("remove: [by-class]\n", self.SPLIT)
        assert merged.own == {"remove": ["by-class-5", "by-class-9"]}

    MERGED = _later(
        (
            BY_CLASS,
            "",
        ),
        ("{id: by-school,", "{id: by-all, was: [by-class, by-school],"),
    )

    def test_changes_of_one_of_two_go_into_the_merged(self) -> None:
        merged = merge_texts("replace: {by-class: {responsible: teachers}}\n", self.MERGED)
        assert merged.own == {"replace": {"by-all": {"responsible": "teachers"}}}

    def test_different_changes_of_both_are_asked_about(self) -> None:
        local = "replace:\n  by-class: {responsible: teachers}\n  by-school: {responsible: deputies}\n"
        merged = merge_texts(local, self.MERGED)
        (conflict,) = merged.merge.conflicts
        assert [each.name for each in conflict.choices] == ["ours:by-class", "ours:by-school", "theirs"]
        for choice, expected in (
            ("ours:by-school", ("deputies",)),
            ("theirs", ("head",)),
            ("ours", ("teachers",)),
        ):
            decided = merge_texts(local, self.MERGED, take={"by-all.responsible": choice})
            assert decided.measure("by-all").responsible == expected

    def test_one_of_two_taken_out_is_asked_about(self) -> None:
        (conflict,) = merge_texts("remove: [by-class]\n", self.MERGED).merge.conflicts
        assert conflict.problem.code == "RM831"
        assert merge_texts("remove: [by-class]\n", self.MERGED, default="ours").own == {"remove": ["by-all"]}
        assert merge_texts("remove: [by-class]\n", self.MERGED, default="theirs").own == {}
        assert merge_texts("remove: [by-class, by-school]\n", self.MERGED).own == {"remove": ["by-all"]}

    def test_a_renamed_role_is_no_change_of_who_it_names(self) -> None:
        later = _later(
            ("teachers: учителя", "educators: {title: учителя, was: teachers}"),
            (", teachers]", ", educators]"),
        )
        later = later.replace("responsible: teachers}", "responsible: educators}")
        local = "roles: {teachers: [ivanova]}\nreplace: {by-topic: {responsible: [teachers, deputies]}}\n"
        merged = merge_texts(local, later)
        assert not merged.merge.conflicts
        assert merged.own == {
            "roles": {"educators": ["ivanova"]},
            "replace": {"by-topic": {"responsible": ["educators", "deputies"]}},
        }
        assert merged.merge.taken == ()

    def test_events_and_parameters_keep_their_answers(self) -> None:
        later = _later(
            ("council-met: {", "council-sat: {was: council-met, "), ("{levels: {", "{steps: {was: levels, ")
        )
        local = (
            "events: {council-met: 2027-01-12}\nfill: {levels: среднего}\n"
            "replace: {control: {title: 'Для {{ levels }}', when: levels == среднего}}\n"
        )
        assert merge_texts(local, later).own == {
            "events": {"council-sat": "2027-01-12"},
            "fill": {"steps": "среднего"},
            "replace": {"control": {"title": "Для {{ steps }}", "when": "steps == среднего"}},
        }


class TestAdditions:
    """What the school added stands apart from what the newer version brings."""

    MEASURE = "{id: meeting, title: Собрание, responsible: head, deadline: до 1 мая}"
    OWN = "add:\n  - {after: control, measure: " + MEASURE + "}\n"
    LAST = "responsible: deputies, output: note}"

    def _with(self, measure: str) -> str:
        return _later((self.LAST, f"{self.LAST}\n      - {measure}"))

    def test_the_same_measure_on_both_sides_is_there_once(self) -> None:
        merged = merge_texts(self.OWN, self._with(self.MEASURE))
        assert (merged.merge.conflicts, merged.own, merged.notices) == ((), {}, ["RM823"])

    def test_another_measure_of_that_id_is_asked_about(self) -> None:
        later = self._with("{id: meeting, title: Совещание, responsible: deputies, deadline: до 3 мая}")
        local = self.OWN + "decided: {meeting: 2027-04-30}\n"
        (conflict,) = merge_texts(local, later).merge.conflicts
        assert (conflict.key, conflict.problem.code) == ("meeting", "RM822")
        both = merge_texts(local, later, default="ours")
        assert both.order()[-3:] == ["control", "meeting-2", "meeting"]
        assert both.own["decided"] == {"meeting-2": "2027-04-30"}
        assert merge_texts(local, later, default="theirs").order()[-2:] == ["control", "meeting"]

    def test_a_stage_that_is_gone_leaves_its_additions_at_its_place(self) -> None:
        later = _later(("  - id: teaching\n    title: Обучающий этап\n    measures:\n", ""))
        local = "add:\n  - {stage: teaching, measure: " + OWN + "}\n"
        merged = merge_texts(local, later)
        assert merged.problems == ()
        assert merged.order()[-2:] == ["control", "own"]
        assert merged.notices == ["RM825"]


class TestDefinitions:
    """Nobody loses what her own words name."""

    def test_a_role_that_is_gone_goes_into_the_adoption(self) -> None:
        later = _later((", deputies: заместители}", "}"), ("responsible: deputies, ", "responsible: head, "))
        local = "roles: {deputies: [ivanova]}\nreplace: {by-topic: {responsible: deputies}}\n"
        merged = merge_texts(local, later)
        assert merged.own == {
            "roles": {"deputies": ["ivanova"]},
            "replace": {"by-topic": {"responsible": "deputies"}},
            "defines": {"roles": {"deputies": "заместители"}},
        }
        assert merged.roadmap.roles["deputies"].title == "заместители"
        assert merged.notices == ["RM829"]

    def test_an_answer_without_a_question_leaves_the_text(self) -> None:
        later = _later(("parameters: {levels: {title: Уровни, default: основного}}\n", ""))
        merged = merge_texts("fill: {levels: среднего}\n", later)
        assert (merged.own, merged.notices) == ({}, ["RM826"])

    def test_new_questions_are_told(self) -> None:
        later = _later(
            ("parameters: {", "parameters: {place: {title: Место}, "),
            ("roles: {", "roles: {psychologist: педагог-психолог, "),
            ("responsible: [head, teachers]", "responsible: [head, psychologist]"),
        )
        merged = merge_texts("", later)
        assert merged.notices == ["RM827", "RM827"]


class TestSettled:
    """What is done, signed or cancelled does not change; it is told what would have."""

    SETTLED = "settled:\n  by-class: {state: done, on: 2027-01-15}\n"

    def test_a_change_becomes_a_notice(self) -> None:
        merged = merge_texts(self.SETTLED, _later(DATE))
        assert (merged.merge.conflicts, merged.notices) == ((), ["RM832"])
        assert merged.own["settled"]["by-class"] == {
            "state": "done",
            "on": "2027-01-15",
            "as_of": "1.0.0",
            "kept": {"deadline": "до 17 января 2027 г."},
        }
        assert merged.measure("by-class").deadline.phrase == "до 17 января 2027 г."

    def test_both_changed_is_no_conflict_any_more(self) -> None:
        merged = merge_texts(TestConflicts.LOCAL + self.SETTLED, _later(DATE))
        assert merged.merge.conflicts == ()
        assert merged.measure("by-class").deadline.phrase == "до 20 января 2027 г."

    def test_what_was_not_there_stays_away(self) -> None:
        later = _later(
            (
                "responsible: head}\n      - {id: by-school",
                "responsible: head, result: Отчёт}\n      - {id: by-school",
            )
        )
        merged = merge_texts(self.SETTLED, later)
        assert merged.own["settled"]["by-class"]["kept"] == {"result": None}
        assert merged.measure("by-class").result is None

    def test_one_that_is_gone_stays_in_the_plan(self) -> None:
        local = (
            "settled: {by-school: {state: signed, on: 2027-01-15}}\n"
            "replace: {by-school: {responsible: deputies}}\n"
        )
        merged = merge_texts(local, TestGone.LATER)
        assert merged.notices == ["RM833"]
        assert merged.order()[:3] == ["by-class", "by-school", "by-topic"]
        assert merged.measure("by-school").responsible == ("deputies",)
        assert merged.own["settled"]["by-school"]["as_of"] == "1.0.0"

    def test_of_a_split_the_parts_are_not_taken(self) -> None:
        merged = merge_texts(self.SETTLED, TestNewNames.SPLIT)
        assert merged.problems == ()
        assert merged.order()[:2] == ["by-class", "by-school"]

    def test_a_rename_is_followed(self) -> None:
        merged = merge_texts(self.SETTLED, TestNewNames.RENAMED.replace(*DATE))
        assert list(merged.own["settled"]) == ["by-grade"]
        assert merged.measure("by-grade").deadline.phrase == "до 17 января 2027 г."

    def test_the_next_version_finds_it_as_it_was(self) -> None:
        first = merge_texts(self.SETTLED, _later(DATE))
        local = (
            "settled:\n  by-class: {state: done, on: 2027-01-15, as_of: 1.0.0, "
            "kept: {deadline: до 17 января 2027 г.}}\n"
        )
        assert first.measure("by-class").deadline.phrase == "до 17 января 2027 г."
        newest = _later(DATE, ("Анализ по классам", "Разбор по классам")).replace("1.1.0", "1.2.0")
        second = merge_texts(local, newest, before=_later(DATE))
        assert second.own["settled"]["by-class"]["kept"] == {
            "title": "Анализ по классам",
            "deadline": "до 17 января 2027 г.",
        }
        assert second.own["settled"]["by-class"]["as_of"] == "1.0.0"
