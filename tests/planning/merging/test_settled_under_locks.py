"""What the program writes of a settled measure is not judged as the school's: no lock stands in its way.

«A settled measure that is split, merged or removed upstream under `remove: locked` or `add: locked` updates
without a deadlock.»
"""

from __future__ import annotations

import itertools
import json

import pytest

from roadmap_engine.model import Measure
from tests.planning.merging.sides import BASE, Merged, merge_texts

LOCKS = ("add: locked", "remove: locked", "after: locked", "title: locked", "when: locked")
ROW = "      - {id: by-class, title: Анализ по классам, deadline: до 17 января 2027 г., responsible: head}\n"
FATES = {
    "removed": "",
    "split": (
        "      - {id: by-a, was: [by-class], title: Анализ 5 классов, responsible: head}\n"
        "      - {id: by-b, was: [by-class], title: Анализ 6 классов, responsible: head}\n"
    ),
    "merged": "",
    "said otherwise": ROW.replace("Анализ по классам", "Разбор по классам"),
    "renamed": ROW.replace("id: by-class", "id: classes, was: [by-class]"),
}


def newer(fate: str, *locks: str) -> str:
    """The next version, in which something has become of the measure, under locks."""
    text = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(ROW, FATES[fate])
    if fate == "merged":
        text = (
            text.replace("id: by-school,", "id: by-school, was: [by-class],")
            .replace("{id: by-school, was", "{id: school-and-classes, was")
            .replace("was: [by-class]", "was: [by-class, by-school]")
        )
    # Something comes after the part that came instead of the measure.
    text = text.replace("after: lessons", "after: [lessons, by-a]" if fate == "split" else "after: lessons")
    return text + f"allow: {{{', '.join(locks)}}}\n"


def settled_row(merged: Merged) -> Measure:
    """The measure that was done, whatever it is called now."""
    row = next(each for each in merged.roadmap.measures() if each.title == "Анализ по классам")
    assert isinstance(row, Measure)
    return row


@pytest.mark.parametrize("fate", FATES)
@pytest.mark.parametrize("locks", [*itertools.combinations(LOCKS, 1), LOCKS], ids="+".join)
def test_no_lock_stops_what_is_done_from_staying_as_it_was(fate: str, locks: tuple[str, ...]) -> None:
    """No error, no decision, and the plan has the measure as it was, once."""
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", newer(fate, *locks))
    assert (merged.merge.conflicts, merged.errors) == ((), ())
    row = settled_row(merged)
    assert row.deadline is not None
    assert row.deadline.phrase == "до 17 января 2027 г."
    assert not {"by-a", "by-b"} & set(merged.order())


def test_what_comes_after_a_part_comes_after_the_measure_itself() -> None:
    """Nobody waits for what is not taken."""
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", newer("split"))
    assert merged.measure("control").after == ("lessons", "by-class")


def test_it_stays_through_the_next_version_too() -> None:
    """Under the ids of that one: its place, its people, and the parts that are not taken."""
    first = newer("split", "remove: locked", "add: locked")
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", first)
    second = (
        first.replace("version: 1.1.0", "version: 1.2.0")
        .replace("id: by-a, was: [by-class]", "id: by-5, was: [by-a]")
        .replace("[lessons, by-a]", "[lessons, by-5]")
        .replace("roles: {head: директор", "roles: {chief: {title: директор, was: [head]}")
        .replace("responsible: head", "responsible: chief")
        .replace("[head, teachers]", "[chief, teachers]")
    )
    again = merge_texts(_written(merged), second, before=first)
    assert (again.merge.conflicts, again.errors) == ((), ())
    stays = again.own["settled"]["by-class"]["stays"]
    assert stays["instead_of"] == ["by-5", "by-b"]
    assert stays["measure"]["responsible"] == "chief"
    assert not {"by-5", "by-b"} & set(again.order())


def test_what_comes_back_under_its_id_is_there_once() -> None:
    """A measure that a version had taken out, and the next one has again."""
    first = newer("removed", "add: locked")
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", first)
    back = first.replace("version: 1.1.0", "version: 1.2.0").replace(
        "    measures:\n", "    measures:\n" + ROW.replace("Анализ по классам", "Иное"), 1
    )
    again = merge_texts(_written(merged), back, before=first)
    assert again.errors == ()
    assert [each.title for each in again.roadmap.measures() if each.id == "by-class"] == ["Анализ по классам"]


def _written(merged: Merged) -> str:
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in merged.own.items())


ROWS = {
    name: next(line for line in BASE.splitlines() if f"id: {name}," in line) + "\n"
    for name in ("by-class", "by-school", "by-topic", "lessons", "control")
}


@pytest.mark.parametrize(
    "done", [names for size in (1, 2, 3) for names in itertools.combinations(ROWS, size)], ids="+".join
)
@pytest.mark.parametrize("order", [1, -1])
def test_what_stays_stands_where_it_stood(done: tuple[str, ...], order: int) -> None:
    """The first row of a stage stays its first, several keep their order, however the text lists them."""
    text = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(", after: lessons", "")
    for name in done:
        text = text.replace(ROWS[name].replace(", after: lessons", ""), "")
    if "measures:\n  - id" in text or text.endswith("measures:\n"):
        text = text.replace("measures:\n  - id", "measures: []\n  - id")
        text = text.removesuffix("measures:\n") + "measures: []\n" if text.endswith("measures:\n") else text
    said = "".join(f"  {name}: {{state: done, on: 2027-01-15}}\n" for name in done[::order])
    merged = merge_texts(f"settled:\n{said}", text, before=BASE.replace(", after: lessons", ""))
    assert merged.errors == ()
    assert merged.order() == list(ROWS)


def test_one_of_two_that_are_one_now_stands_beside_it_as_it_stood() -> None:
    """The first of the two stands before what they have become, the second after it."""
    newer_text = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(ROWS["by-class"], "")
    newer_text = newer_text.replace("id: by-school,", "id: both, was: [by-class, by-school],")
    for done, order in (
        ("by-class", ["by-class", "both", "by-topic", "lessons", "control"]),
        ("by-school", ["both", "by-school", "by-topic", "lessons", "control"]),
    ):
        merged = merge_texts(f"settled: {{{done}: {{state: done, on: 2027-01-15}}}}\n", newer_text)
        assert (merged.errors, merged.order()) == ((), order)


def test_what_stands_beside_a_row_that_stays_follows_it() -> None:
    """Through a further version that renames one neighbour, takes out another, and has no such stage."""
    first = BASE.replace("version: 1.0.0", "version: 1.1.0").replace(ROWS["by-class"], "")
    local = "settled: {by-class: {state: done, on: 2027-01-15}}\n"
    once = merge_texts(local, first)
    assert once.own["settled"]["by-class"]["stays"]["before"] == "by-school"
    renamed = first.replace("1.1.0", "1.2.0").replace("id: by-school,", "id: school, was: [by-school],")
    again = merge_texts(f"settled: {json.dumps(once.own['settled'])}\n", renamed, before=first)
    assert again.order()[:2] == ["by-class", "school"]
    gone = first.replace("1.1.0", "1.2.0").replace(ROWS["by-school"], "")
    again = merge_texts(f"settled: {json.dumps(once.own['settled'])}\n", gone, before=first)
    assert again.order()[:2] == ["by-class", "by-topic"]


def test_one_that_goes_into_a_measure_of_another_stage_stays_in_its_own() -> None:
    """Its row, its number and the point of the order stay where they were."""
    text = newer("removed", "remove: locked").replace("id: lessons,", "id: lessons, was: [by-class],")
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", text)
    assert merged.errors == ()
    homes = {measure.id: stage.id for stage in merged.roadmap.stages for measure in stage.measures}
    assert (homes["by-class"], homes["lessons"]) == ("analysis", "teaching")


def test_what_a_version_has_told_the_next_one_does_not_tell_again() -> None:
    """«A settled measure leaves no warning for good»."""
    first = newer("said otherwise", "title: locked")
    merged = merge_texts("settled: {by-class: {state: done, on: 2027-01-15}}\n", first)
    assert merged.notices == ["RM832"]
    again = merge_texts(_written(merged), first.replace("1.1.0", "1.2.0"), before=first)
    assert again.notices == []
    third = first.replace("1.1.0", "1.3.0").replace("Разбор по классам", "Обзор по классам")
    assert merge_texts(_written(again), third, before=first).notices == ["RM832"]
