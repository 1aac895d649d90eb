"""Small rules of a merge where their two inputs disagree."""

from __future__ import annotations

import pytest

from roadmap_engine.deadlines import events_of
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.provenance import Path
from roadmap_engine.planning.merging import Transition, index_version, needs_joining
from roadmap_engine.planning.merging.succession import trace_succession
from tests.planning.merging.sides import BASE, merge_texts, publish

_LATER = BASE.replace("1.0.0", "1.1.0")
_OWN = "{id: own, title: Своё, responsible: head, deadline: до 1 мая"


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "outcome"),
    [
        ("", "A", "A", "theirs"),
        ("", "A  b", "A b", "theirs"),
        ("", "A", "B", "conflict"),
        ("", "A", "", "ours"),
        ("A", "B", "A", "ours"),
        ("A", "B", "C", "conflict"),
        ("A", "A", "B", "theirs"),
    ],
)
def test_a_cell_printed_otherwise_is_weighed_like_words(
    base: str, ours: str, theirs: str, outcome: str
) -> None:
    """Spaces say nothing."""

    def version(number: str, words: str) -> str:
        prints = f" as_printed: {{title: '{words}'}}," if words else ""
        return BASE.replace("1.0.0", number).replace("{id: by-class,", f"{{id: by-class,{prints}")

    local = f"replace: {{by-class: {{as_printed: {{title: '{ours}'}}}}}}\n"
    merged = merge_texts(local, version("1.1.0", theirs), before=version("1.0.0", base))
    heard = "ours" if "replace" in merged.own else "theirs"
    assert ("conflict" if merged.merge.conflicts else heard) == outcome


@pytest.mark.parametrize(
    ("phrase", "events"),
    [
        ("в день заседания совета", ("council-sat",)),
        ("в течение 3 дней после заседания совета, но не позднее 1 мая 2027 г.", ("council-sat",)),
        ("после завершения обучающего этапа", ("stage-end:teaching-hours",)),
        ("после завершения контроля", ("measure-end:check",)),
        ("после заседания совета и после завершения контроля", ("council-sat", "measure-end:check")),
    ],
)
def test_a_deadline_counts_from_the_heirs_of_its_events(phrase: str, events: tuple[str, ...]) -> None:
    """However deep they stand in the rule; of the ends of rows and stages too. The same is no change."""
    before = BASE.replace("до 17 января 2027 г.", f"'{phrase}'")
    after = (
        before.replace("1.0.0", "1.1.0")
        .replace("council-met: {", "council-sat: {was: council-met, ")
        .replace("- id: teaching\n", "- id: teaching-hours\n    was: [teaching]\n")
        .replace("{id: control,", "{id: check, was: [control],")
    )
    merged = merge_texts("replace: {by-class: {result: Вывод}}\n", after, before=before)
    assert merged.own == {"replace": {"by-class": {"result": "Вывод"}}}
    assert [(each.thing, each.field) for each in merged.merge.taken if each.kind == "changed"] == []
    deadline = merged.measure("by-class").deadline
    assert events_of(deadline.rule) == events
    done = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", after, before=before)
    assert done.own["settled"]["by-class"].keys() == {"state", "on"}


def _needs(local: str, later: str, before: str = BASE) -> bool:
    merged = merge_texts(local, later, before=before)
    was, now = (index_version(publish(each)[0]) for each in (before, later))
    return needs_joining(Transition.between(was, now), merged.adoption)


_MEETS = _LATER.replace("title: заседание совета", "title: встреча совета")
_COUNCIL = "deadline: в течение 3 дней после заседания совета"
_STAYS = f"{{stage: teaching, measure: {{id: gone, title: Было, {_COUNCIL}}}}}"


@pytest.mark.parametrize(
    ("local", "later", "needed"),
    [
        # The words of a deadline, wherever they stand, where an event is called otherwise.
        (f"replace: {{by-class: {{{_COUNCIL}}}}}\n", _MEETS, True),
        (f"replace: {{by-class: {{{_COUNCIL}}}}}\n", _LATER, False),
        ("replace: {by-class: {deadline: {text: после совета}}}\n", _MEETS, False),
        ("replace: {by-class: {result: после заседания совета}}\n", _MEETS, False),
        (f"add: [{{after: by-class, measure: {{id: own, title: Своё, {_COUNCIL}}}}}]\n", _MEETS, True),
        (
            f"add: [{{stage: {{id: x, title: Э, measures: [{_OWN}, result: после совета}}]}}}}]\n",
            _MEETS,
            False,
        ),
        (f"settled: {{by-class: {{state: done, on: 2027-01-15, kept: {{{_COUNCIL}}}}}}}\n", _MEETS, True),
        (f"settled: {{by-class: {{state: done, on: 2027-01-15, kept: {{{_COUNCIL}}}}}}}\n", _LATER, False),
        (f"settled: {{gone: {{state: done, on: 2027-01-15, stays: {_STAYS}}}}}\n", _MEETS, True),
        # What is taken out, where somebody comes after it: the publisher's, or the school's own.
        ("remove: [by-class]\n", _LATER, False),
        (
            f"remove: [by-class]\nadd: [{{stage: teaching, measure: {_OWN}, after: by-class}}}}]\n",
            _LATER,
            True,
        ),
        ("remove: [by-class]\nreplace: {by-school: {after: by-class}}\n", _LATER, True),
        ("remove: [by-class]\nreplace: {by-school: {after: by-topic}}\n", _LATER, False),
        ("remove: [analysis]\n", _LATER, False),
        ("remove: [analysis]\n", _LATER.replace("after: lessons", "after: by-class"), True),
        # Permissions of what is touched.
        ("remove: [by-class]\n", _LATER + "allow: {remove: locked}\n", True),
        ("remove: [by-class]\n", _LATER + "allow: {add: locked}\n", False),
        (f"add: [{{stage: teaching, measure: {_OWN}}}}}]\n", _LATER + "allow: {add: locked}\n", True),
        (f"add: [{{stage: teaching, measure: {_OWN}}}}}]\n", _LATER + "allow: {remove: locked}\n", False),
        # Conditions.
        (f"add: [{{stage: teaching, when: size > 1, measure: {_OWN}}}}}]\n", _LATER, True),
        (f"add: [{{stage: teaching, measure: {_OWN}, when: size > 1}}}}]\n", _LATER, True),
        ("", _LATER + "allow: {remove: locked, add: locked, title: locked}\n", False),
    ],
)
def test_what_need_be_joined(local: str, later: str, needed: bool) -> None:
    """Only what depends on the whole."""
    assert _needs(local, later) == needed


_NOTE = "responsible, {field: note, caption: Примечание, kind: KIND}]"


@pytest.mark.parametrize(
    ("before", "after", "needed"), [("text", "text", False), ("text", "money", True), ("money", "text", True)]
)
def test_a_cell_whose_column_holds_something_else_is_joined(before: str, after: str, needed: bool) -> None:
    """It may fit no more."""
    was, now = (
        each.replace("responsible]", _NOTE.replace("KIND", kind))
        for each, kind in ((BASE, before), (_LATER, after))
    )
    assert _needs("replace: {by-class: {cells: {note: '5'}}}\n", now, was) == needed


@pytest.mark.parametrize(
    ("words", "lost"),
    [
        ("", False),
        (", deputies: заместители", True),
        ("{id: by-class, ", True),
        ("note: Справка", True),
        ("council-met: {title: заседание совета}", True),
        ("levels: {title: Уровни, default: основного}", True),
        ("- id: teaching", True),
    ],
)
@pytest.mark.parametrize("under_another", [False, True])
def test_a_version_loses_ids_of_any_kind_unless_they_are_called_otherwise(
    words: str, lost: bool, under_another: bool
) -> None:
    """Every kind counts by itself."""
    before = publish(BASE)[0].roadmap
    after = with_fields(before, version="1.1.0")
    kinds = {"deputies": "roles", "note": "outputs", "council-met": "events", "levels": "parameters"}
    name = next((each for each in kinds if each in words), None)
    (first, last), (row, *rest) = before.stages, before.stages[0].measures
    if name is not None:
        left = dict(getattr(after, kinds[name]))
        thing = left.pop(name)
        more = {"new": with_fields(thing, was=(name,))} if under_another else {}
        after = with_fields(after, **{kinds[name]: {**left, **more}})
    elif "teaching" in words:
        stages = (with_fields(last, id="new", was=("teaching",)),) if under_another else ()
        after = with_fields(after, stages=(first, *stages))
    elif words:
        rows = (with_fields(row, id="new", was=("by-class",)),) if under_another else ()
        after = with_fields(after, stages=(with_fields(first, measures=(*rows, *rest)), last))
    assert trace_succession((before, after)).loses_ids == (lost and not under_another)


def _paths(local: str, later: str) -> list[Path]:
    return [each.path for each in merge_texts(local, later).merge.edits]


def test_an_answer_to_two_questions_of_one_goes_to_both_once() -> None:
    """The question that stays has its answer already: nothing is written there."""
    later = _LATER.replace(
        "council-met: {title", "team-met: {title: команда, was: [council-met]}, council-met: {title"
    )
    merged = merge_texts("events: {council-met: 2027-01-12}\n", later)
    assert merged.own["events"] == {"council-met": "2027-01-12", "team-met": "2027-01-12"}
    assert _paths("events: {council-met: 2027-01-12}\n", later) == [("events", "team-met")]
    (told,) = merged.merge.notices
    assert (told.code, told.words["name"], told.words["parts"]) == (
        "RM834",
        "council-met",
        "council-met, team-met",
    )


def test_two_changes_that_meet_in_one_row_are_shown_with_all_their_places() -> None:
    """The first where it stands, then the other and the publisher's; each is a choice of its own."""
    one = "{id: both, was: [by-class, by-school], title: Анализ всего, deadline: до 19 января 2027 г.}"
    head, _, tail = _LATER.partition("      - {id: by-class")
    later = f"{head}      - {one}\n{tail[tail.index('      - {id: by-topic') :]}"
    local = "replace:\n  by-class: {title: Наш}\n  by-school: {title: Ваш}\n"
    (conflict,) = merge_texts(local, later).merge.conflicts
    told = conflict.problem
    assert told.location is not None
    assert (told.location.file, told.location.line) == ("adoption.yaml", 7)
    assert [(place.file, place.line) for place in told.related] == [
        ("adoption.yaml", 8),
        ("roadmap.yaml", 14),
    ]
    assert [(each.name, each.text) for each in conflict.choices] == [
        ("ours:by-class", "Наш"),
        ("ours:by-school", "Ваш"),
        ("theirs", "Анализ всего"),
    ]
    for choice, title in (("ours:by-school", "Ваш"), ("ours", "Наш"), ("theirs", "Анализ всего")):
        assert merge_texts(local, later, take={"both.title": choice}).measure("both").title == title
