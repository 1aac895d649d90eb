"""What moved, for whom, and in which papers."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.diagnostics.languages import word
from roadmap_engine.model import Plan, PlanApproval, PlanOrder, StageKind
from roadmap_engine.model.base import with_fields
from roadmap_engine.planning.comparing.difference import Difference, PlanChange, compare_plans
from roadmap_engine.planning.comparing.summary import summarise_difference
from roadmap_engine.planning.drawing import draw_published
from tests.builders import ROADMAP, adopt_text, assemble_text

RECEIVED = "events: {results-received: 2027-05-20}\n"


def _plan(more: str = "", roadmap: str = ROADMAP) -> Plan:
    return adopt_text(more, roadmap=roadmap)[0]


def test_a_plan_does_not_differ_from_itself() -> None:
    """Re-projection without changes changes nothing."""
    assert compare_plans(_plan(RECEIVED), _plan(RECEIVED)).changes == ()


def test_an_event_that_becomes_known_gives_dates() -> None:
    """First what waited for it, then what waited for that."""
    difference = compare_plans(_plan(), _plan(RECEIVED))
    assert [(change.id, change.kind) for change in difference.changes] == [
        ("by-pupil", "dated"),
        ("council", "dated"),
    ]
    (change,) = (each for each in difference.changes if each.id == "by-pupil")
    assert change.before == ()
    assert change.after[0][1] == dt.date(2027, 6, 3)


def test_a_moved_event_moves_and_a_lost_one_waits_again() -> None:
    """Both are told with the days before and after."""
    moved = compare_plans(_plan(RECEIVED), _plan("events: {results-received: 2027-05-24}\n"))
    assert {change.kind for change in moved.changes} == {"moved"}
    lost = compare_plans(_plan(RECEIVED), _plan())
    assert {change.kind for change in lost.changes} == {"waiting"}


def test_measures_come_and_go() -> None:
    """A new measure and one that is no longer there."""
    difference = compare_plans(_plan(), _plan("remove: [lessons]\n"))
    assert [(change.id, change.kind) for change in difference.changes] == [("lessons", "removed")]
    back = compare_plans(_plan("remove: [lessons]\n"), _plan())
    assert [(change.id, change.kind) for change in back.changes] == [("lessons", "added")]


def test_other_changes_are_named_by_field() -> None:
    """A new responsible person concerns the old one too."""
    difference = compare_plans(_plan(), _plan("replace:\n  lessons: {responsible: [head]}\n"))
    (change,) = difference.changes
    assert (change.kind, change.fields) == ("changed", ("responsible",))
    assert change.people == ("Ким А. В.", "Орлова Мария Петровна")
    assert set(difference.by_person()) == {"Ким А. В.", "Орлова Мария Петровна"}
    assert change.roles == ("deputies", "head")


def test_a_plan_from_the_hands_of_others_is_compared_in_every_field() -> None:
    """Whatever a reader can see of a measure or of the plan, its change is told."""
    plan = _plan(RECEIVED)
    stage = plan.stages[0]
    measure = stage.measures[0]
    for name, value in {
        "number": "9.9",
        "title": "Иное",
        "short": "Иное",
        "directive": "Сделать иное",
        "participants": (),
        "responsible": (),
        "result": "Иное",
        "output": "Иное",
        "outputs": (),
        "needs": ("council",),
        "deadline": with_fields(measure.deadline, text="иначе"),
    }.items():
        other = with_fields(measure, **{name: value})
        changed = with_fields(plan, stages=(with_fields(stage, measures=(other,)),))
        found = compare_plans(plan, changed).changes
        assert found[0].id == "by-pupil", name
        assert found[0].kind == ("renumbered" if name == "number" else "changed"), name
    for name, value in {
        "title": "Иной план",
        "columns": ("Иное",),
        "academic_year": "2030/2031",
        "order": PlanOrder(number="1"),
        "organisation": None,
        "procedure": None,
    }.items():
        assert compare_plans(plan, with_fields(plan, **{name: value})).of_plan, name
    assert plan.organisation is not None
    elsewhere = with_fields(plan, organisation=with_fields(plan.organisation, zone="Asia/Yakutsk"))
    (change,) = compare_plans(plan, elsewhere).of_plan
    assert (change.field, change.before, change.after) == ("zone", "", "Asia/Yakutsk")


_NOW = ROADMAP.replace("1.0.0", "1.1.0")


class TestDescent:
    """«Renames, splits and merges of measures are declared by the publisher (`was:`) and followed»."""

    def test_a_renamed_measure_is_neither_new_nor_gone(self) -> None:
        """Its id is all that differs."""
        renamed = _NOW.replace("id: lessons", "id: classes\n        was: lessons")
        (change,) = compare_plans(_plan(), _plan(roadmap=renamed)).changes
        assert (change.kind, change.id, change.was) == ("renamed", "classes", ("lessons",))
        assert summarise_difference(Difference((change,))) == "1 мероприятие получает другой идентификатор"

    def test_the_way_back_is_followed_as_well(self) -> None:
        """From a newer version to an older one, nothing is new or gone either."""
        renamed = _NOW.replace("id: lessons", "id: classes\n        was: lessons")
        (change,) = compare_plans(_plan(roadmap=renamed), _plan()).changes
        assert (change.kind, change.id, change.was) == ("renamed", "lessons", ("classes",))

    def test_a_renamed_measure_may_move_as_well(self) -> None:
        """The dates before are those it had under its old id."""
        renamed = _NOW.replace("id: by-pupil", "id: by-student\n        was: by-pupil").replace(
            "2 недель", "3 недель"
        )
        changes = compare_plans(_plan(RECEIVED), _plan(RECEIVED, renamed)).changes
        assert [(change.id, change.kind) for change in changes] == [
            ("by-student", "moved"),
            ("council", "moved"),
        ]
        assert changes[0].before[0][1] == dt.date(2027, 6, 3)

    def test_of_a_split_one_part_continues_and_the_others_say_where_they_come_from(self) -> None:
        """Nothing is gone, and nothing is counted twice."""
        split = (
            _NOW
            + """
      - {id: lessons-a, was: lessons, title: Занятия в 5, deadline: постоянно, responsible: [deputies]}
      - {id: lessons-b, was: lessons, title: Занятия в 6, deadline: постоянно, responsible: [deputies]}
"""
        )
        start = split.index("      - id: lessons\n")
        split = split[:start] + split[split.index("      - {id: lessons-a") :]
        changes = compare_plans(_plan(), _plan(roadmap=split)).changes
        assert [(change.id, change.kind, change.was) for change in changes] == [
            ("lessons-a", "changed", ("lessons",)),
            ("lessons-b", "added", ("lessons",)),
        ]

    def test_of_merged_measures_one_goes_on_and_the_others_are_in_it(self) -> None:
        """The one named first is continued."""
        merged = (
            _NOW[: _NOW.index("      - id: council")]
            + """
      - {id: decisions-made, was: [council, lessons], title: Всё, deadline: постоянно, responsible: [head]}
"""
        )
        changes = compare_plans(_plan(), _plan(roadmap=merged)).changes
        assert [(change.id, change.kind, change.into) for change in changes] == [
            ("decisions-made", "changed", ()),
            ("lessons", "removed", ("decisions-made",)),
        ]

    def test_stages_are_followed_too(self) -> None:
        """A renamed stage keeps its measures; one that is new does not."""
        renamed = _NOW.replace("id: decisions", "id: organising\n    was: decisions")
        difference = compare_plans(_plan(), _plan(roadmap=renamed))
        assert difference.changes == ()
        assert [change.field for change in difference.of_plan] == ["roadmap"]
        moved = compare_plans(_plan(), _plan(roadmap=_NOW.replace("id: decisions", "id: organising")))
        assert {change.fields for change in moved.changes} == {("stage",)}
        assert [(each.thing, each.after) for each in moved.of_plan[1:]] == [
            ("organising", "Организационный этап"),
            ("decisions", ""),
        ]


def test_what_stages_are_called_is_compared() -> None:
    """Title, number and kind of each."""
    plan = _plan(RECEIVED)
    first, *others = plan.stages
    for field, value in (("title", "Иной"), ("number", "9."), ("kind", StageKind.TEACHING)):
        stages = (with_fields(first, **{field: value}), *others)
        (change,) = compare_plans(plan, with_fields(plan, stages=stages)).of_plan
        assert (change.field, change.thing) == (f"stage-{field}", "analysis")


def test_times_of_day_and_the_way_of_a_document_are_compared() -> None:
    """Days may stay while the hour does not."""
    plan = _plan(RECEIVED)
    measure = plan.measures()[0]
    (days,) = measure.deadline.occurrences
    later = with_fields(measure.deadline, occurrences=(with_fields(days, time="18:00"),))
    step = PlanApproval(step="approved", title="руководитель")
    way = tuple(with_fields(output, approval=(step,)) for output in measure.outputs)
    for update, field in (({"deadline": later}, "time"), ({"outputs": way}, "approval")):
        changed = with_fields(measure, **update)
        first = with_fields(plan.stages[0], measures=(changed,))
        other = with_fields(plan, stages=(first, *plan.stages[1:]))
        assert [each.fields for each in compare_plans(plan, other).changes] == [(field,)]


def test_a_row_before_others_only_renumbers_them() -> None:
    """They are not called changed, and the sentence counts them apart."""
    more = "add:\n  - {after: council, measure: {id: other, title: Сверка, "
    more += "deadline: постоянно, responsible: [head]}}\n"
    difference = compare_plans(_plan(), _plan(more))
    assert {change.id: change.kind for change in difference.changes} == {
        "other": "added",
        "lessons": "renumbered",
    }
    assert summarise_difference(difference, ["2.1", "6"]) == (
        "1 мероприятие новое, 1 мероприятие получает другой номер, в приказе меняются п. 2.1, 6"
    )


def test_the_sentence_agrees_with_every_number() -> None:
    """«1 срок сдвинут, 3 срока сдвинуты, 5 сроков сдвинуто», and so for each kind."""
    change = compare_plans(_plan(RECEIVED), _plan("events: {results-received: 2027-05-24}\n")).changes[0]
    said = [summarise_difference(Difference((change,) * count)) for count in (1, 3, 5, 11, 21)]
    assert said == [
        "1 срок сдвинут",
        "3 срока сдвинуты",
        "5 сроков сдвинуто",
        "11 сроков сдвинуто",
        "21 срок сдвинут",
    ]
    assert summarise_difference(Difference((replace(change, kind="waiting"),))) == "1 срок снова неизвестен"
    only = Difference(of_plan=(PlanChange("title", "План", "Иной план"),))
    assert summarise_difference(only) == "мероприятия прежние, изменились сведения о плане"
    assert summarise_difference(Difference()) == "изменений нет"


def test_a_school_beside_a_published_text_is_compared_by_roles() -> None:
    """The text has no people and no dates of anybody's; what the two call the same is the same."""
    assembly, _ = assemble_text(ROADMAP)
    published, _ = draw_published(assembly, labels={})
    difference = compare_plans(published, _plan(RECEIVED))
    # An optional unit that the school has not is no participant of hers.
    assert {name for change in difference.changes for name in change.fields} <= {
        "title",
        "participants",
        "responsible",
    }
    assert all(change.before == () for change in difference.changes)


_DAYS = st.dates(dt.date(2026, 9, 1), dt.date(2027, 8, 31))


@given(first=_DAYS, second=_DAYS)
def test_a_later_event_never_gives_an_earlier_date(first: dt.date, second: dt.date) -> None:
    """Monotone: whatever waits for the results is due no earlier when they come later."""
    earlier, later = sorted((first, second))
    before, after = (_plan(f"events: {{results-received: {day}}}\n") for day in (earlier, later))
    for old, new in zip(before.measures(), after.measures(), strict=True):
        for left, right in zip(old.deadline.occurrences, new.deadline.occurrences, strict=True):
            assert (left.start or left.due or first) <= (right.start or right.due or first)
            if left.due and right.due:
                assert left.due <= right.due


DATED = "replace: {council: {deadline: до 1 июня 2027 г.}}\n"


def _moved(local: str) -> Difference:
    return compare_plans(_plan(DATED), _plan(local if "replace" in local else DATED + local))


def test_what_stands_elsewhere_is_told_apart_from_what_has_another_number() -> None:
    """Between stages and within one: as few as will do."""
    (change,) = _moved("move: {lessons: {after: by-pupil}}\n").changes
    assert (change.id, change.kind, change.fields) == ("lessons", "placed", ("number", "stage"))
    third = (
        "add: [{after: lessons, measure: {id: x, title: Сверка, deadline: постоянно, responsible: head}}]\n"
    )
    before, after = _plan(DATED + third), _plan(f"{DATED}{third}move: {{council: {{stage: decisions}}}}\n")
    # What the school adds after «lessons» stands before what it puts last.
    found = compare_plans(before, after)
    assert {each.id: each.kind for each in found.changes} == {
        "lessons": "renumbered",
        "council": "placed",
        "x": "renumbered",
    }
    (place,) = (each for change in found.changes for each in change.values if each.name == "place")
    assert (word(place.before, "ru"), word(place.after, "ru")) == ("первым", "после «Сверка»")
    assert word(place.after, "en") == "after «Сверка»"
    three = Difference((replace(change, kind="placed"),) * 3)
    assert summarise_difference(three) == "3 мероприятия переставлены"


def test_a_stage_that_stands_elsewhere_is_told() -> None:
    """With what it stands after."""
    found = _moved("move: {analysis: {after: decisions}}\n")
    (moved,) = (each for each in found.of_plan if each.field == "stage-place")
    assert {word(each, "ru").partition(" ")[0] for each in (moved.before, moved.after)} == {"первым", "после"}


def test_a_measure_of_another_stage_that_says_something_else_is_changed() -> None:
    """Where it stands is one of the values."""
    more = DATED.replace("replace: {", "replace: {lessons: {title: Иное}, ")
    (change,) = _moved(more + "move: {lessons: {after: by-pupil}}\n").changes
    assert (change.id, change.kind, "stage" in change.fields) == ("lessons", "changed", True)
