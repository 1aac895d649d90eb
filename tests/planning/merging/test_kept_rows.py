"""Rows that a school keeps though newer versions have them no more: under which id, and what is beside them.

A publisher may exchange ids before one of the two rows is gone, and a school may let that version pass.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest

from tests.planning.merging.sides import Merged, merge_texts
from tests.planning.merging.versions import written

_DONE = "{state: done, on: 2027-01-20}"
_ROWS = ("a=А", "b=Б")
_OTHERS = ("c=В", "d=Г")
_SWAPPED = ("b=А<a", "a=Б<b")


def _version(number: int, one: Sequence[str], two: Sequence[str] = _OTHERS) -> str:
    """A version of two stages; a row is «id=title», «id=title<was»."""

    def row(words: str) -> dict[str, Any]:
        name, title, was = words.replace("<", "=").split("=") if "<" in words else (*words.split("="), "")
        said = {"id": name, "title": title, "deadline": "постоянно", "responsible": "head"}
        return said | ({"was": was.split("+")} if was else {})

    stages = [
        {"id": name, "title": name, "measures": [row(each) for each in rows]}
        for name, rows in (("one", one), ("two", two))
    ]
    return (
        f"roadmap: tiny\nversion: 1.{number}.0\ntitle: План\n"
        "columns: [number, title, deadline, responsible]\n"
        f"roles: {{head: директор}}\nstages: {json.dumps(stages, ensure_ascii=False)}\n"
    )


_FIRST = _version(0, _ROWS)


def _titles(merged: Merged) -> Mapping[str, str]:
    return {stage.id: " ".join(each.title for each in stage.measures) for stage in merged.roadmap.stages}


def _known(merged: Merged) -> Mapping[str, str]:
    """What papers know each title by, as far as an update has written it down."""
    names: Mapping[str, str] = merged.own.get("known_as", {}).get("measures", {})
    return {each.title: names[each.id] for each in merged.roadmap.measures() if each.id in names}


@pytest.mark.parametrize("local", ["replace: {b: {title: Бэ}}\n", "move: {b: {after: d}}\n"])
def test_a_row_that_is_kept_as_the_schools_own_is_known_by_what_it_was_known_by(local: str) -> None:
    """It had exchanged its id before it was taken out; what is let go is known by nothing."""
    second, third = _version(1, _SWAPPED), _version(2, ["b=А<a"])
    once = merge_texts(local, second, before=_FIRST)
    kept = merge_texts(written(once.own), third, before=second, default="ours")
    own = next(each.title for each in kept.roadmap.measures() if each.id == "a")
    assert (kept.errors, _known(kept)) == ((), {"А": "a", own: "b"})
    again = merge_texts(written(kept.own), third.replace("1.2.0", "1.3.0"), before=third)
    assert again.own == kept.own
    gone = merge_texts(written(once.own), third, before=second, default="theirs")
    assert (gone.errors, gone.own) == ((), {"known_as": {"measures": {"b": "a"}}})


@pytest.mark.parametrize(
    "local", ["replace: {a: {title: А}}\n", "move: {a: {after: d}}\n", "decided: {a: 2027-02-01}\n"]
)
def test_a_row_whose_id_is_anothers_by_then_is_kept_under_another(local: str) -> None:
    """The version that exchanged the two was let pass, and in the next one the first is gone."""
    passed, third = _version(1, _SWAPPED), _version(2, ["a=Б"])
    kept = merge_texts(local, passed, third, before=_FIRST, default="ours")
    assert kept.errors == ()
    assert kept.measure("a").title == "Б"
    assert kept.measure("a-2").title == "А"
    assert _known(kept) == {"А": "a", "Б": "b"}
    if "decided" in local:
        assert list(kept.own["decided"]) == ["a-2"]
    gone = merge_texts(local, passed, third, before=_FIRST, default="theirs")
    assert (gone.errors, "add" in gone.own, _known(gone)) == ((), False, {"Б": "b"})


def test_what_names_a_row_that_is_done_names_it_under_its_new_id() -> None:
    """What stands beside it, comes after it, or says who does it, is not beside whatever has its id now."""
    own = "{{id: {}, title: {}, responsible: head, deadline: постоянно{}}}"
    local = (
        f"add:\n  - {{after: a, measure: {own.format('x', 'Икс', '')}}}\n"
        f"  - {{before: a, measure: {own.format('y', 'Игрек', ', after: a')}}}\n"
        f"move: {{d: {{after: a}}}}\nassign: {{a: [ivanova]}}\nsettled: {{a: {_DONE}, x: {_DONE}}}\n"
    )
    before = _version(0, ["b=Б"], ["a=А", "c=В", "d=Г"])
    passed = _version(1, ["a=Б<b"], ["b=А<a", "c=В", "d=Г"])
    third = _version(2, ["a=Б"], ["c=В", "d=Г"])
    assert _titles(merge_texts(local, before, before=before))["two"] == "Игрек А Г Икс В"
    merged = merge_texts(local, passed, third, before=before, default="ours")
    assert merged.errors == ()
    assert _titles(merged) == {"one": "Б", "two": "Игрек А Г Икс В"}
    assert merged.measure("y").after == ("a-2",)
    assert merged.own["assign"] == {"a-2": ["ivanova"]}


def test_a_new_name_is_not_read_by_an_id_from_a_version_that_was_let_pass() -> None:
    """`was: b` speaks of that version; papers know another row by b, so the update says which is which."""
    third = _version(2, ["x=А<b", "y=Б, 1<a", "z=Б, 2<a"])
    merged = merge_texts("", _version(1, _SWAPPED), third, before=_FIRST)
    assert _known(merged) == {"А": "a", "Б, 1": "b"}
    # Nor what is new and had the id of one that is there still.
    second, third = _version(1, [*_ROWS, "n=Новое"]), _version(2, ["n=А<a", "b=Б", "a=Новое<n"])
    later = _version(3, ["n=А", "b=Б", "x=Новое<a"])
    assert _known(merge_texts("", second, third, later, before=_FIRST)) == {"А": "a"}


def test_the_first_of_a_stage_stays_in_it_when_all_that_is_left_there_is_done_elsewhere() -> None:
    """The publisher has moved a done row here, and it stays where it was done."""
    second = _version(1, ["b=Б"], ["d=Г", "a=А"])
    once = merge_texts(f"settled: {{a: {_DONE}, c: {_DONE}}}\n", second, before=_FIRST)
    assert _titles(once) == {"one": "А Б", "two": "В Г"}
    third = _version(2, ["b=Б", "d=Г"], ["a=А"])
    merged = merge_texts(written(once.own), third, before=second)
    assert (merged.errors, _titles(merged)) == ((), {"one": "А Б Г", "two": "В"})


def test_what_stood_beside_a_row_that_the_school_had_moved_stays_there_when_that_is_gone() -> None:
    """Not where the publisher had it last."""
    own = "{id: x, title: Икс, responsible: head, deadline: постоянно}"
    for place, rows in (("after", "Г Икс"), ("before", "Икс Г")):
        local = f"add: [{{{place}: b, measure: {own}}}]\nmove: {{b: {{{place}: d}}}}\n"
        merged = merge_texts(local, _version(1, ["a=А"]), before=_FIRST, default="theirs")
        assert (merged.errors, _titles(merged)) == ((), {"one": "А", "two": f"В {rows}"})


def test_an_own_row_that_is_done_goes_with_no_neighbour_that_the_school_has_moved_away() -> None:
    """The publisher moves the one before it, and the school has moved the one after it."""
    own = "{id: x, title: Икс, responsible: head, deadline: постоянно}"
    local = f"add: [{{after: a, measure: {own}}}]\nmove: {{b: {{after: d}}}}\nsettled: {{x: {_DONE}}}\n"
    merged = merge_texts(local, _version(1, ["b=Б"], [*_OTHERS, "a=А"]), before=_FIRST)
    assert (merged.errors, _titles(merged)) == ((), {"one": "Икс", "two": "В Г Б А"})


@pytest.mark.parametrize("local", ["replace: {a: {title: А}}\n", f"settled: {{a: {_DONE}}}\n"])
def test_a_row_that_is_kept_remembers_what_it_was_called(local: str) -> None:
    """Papers may be older than the version that renamed it, and nothing was built before it is gone."""
    second, third = _version(1, ["x=А<a", "b=Б"]), _version(2, ["b=Б"])
    once = merge_texts(local, second, before=_FIRST)
    merged = merge_texts(written(once.own), third, before=second, default="ours")
    assert merged.measure("x").was == ("a",)
    again = merge_texts(written(merged.own), third.replace("1.2.0", "1.3.0"), before=third)
    assert again.own == merged.own
    # The publisher takes its id: the school's goes on as another, with all that it was.
    fourth = _version(3, ["b=Б", "x=Новое"])
    if "replace" in local:
        other = merge_texts(written(merged.own), fourth, before=third, default="ours")
        assert (other.errors, other.measure("x-2").was, other.measure("x").was) == ((), ("a",), ())
        left = merge_texts(written(merged.own), fourth, before=third, default="theirs")
        assert (left.errors, left.measure("x").was) == ((), ())
    gone = merge_texts(written(once.own), third, before=second, default="theirs")
    assert ("former" in gone.own) is ("settled" in local)


def test_each_part_of_what_was_merged_with_a_row_that_is_taken_out_is_asked_about_by_itself() -> None:
    """One is taken out and the other changed; they are merged, and what is merged is split at once."""
    local = "remove: [a]\nreplace: {b: {title: Бэ}}\n"
    passed, third = _version(1, ["ab=АБ<a+b"]), _version(2, ["x=АБ, 1<ab", "y=АБ, 2<ab"])
    merged = merge_texts(local, passed, third, before=_FIRST)
    assert [each.key for each in merged.merge.conflicts if each.problem.code == "RM831"] == ["x", "y"]
    for choices, left in (
        ({"x": "ours", "y": "ours"}, {"remove": ["x", "y"]}),
        ({"x": "theirs", "y": "ours"}, {"remove": ["y"], "replace": {"x": {"title": "Бэ"}}}),
        ({"x": "ours", "y": "theirs"}, {"remove": ["x"], "replace": {"y": {"title": "Бэ"}}}),
        ({"x": "theirs", "y": "theirs"}, {"replace": {"x": {"title": "Бэ"}, "y": {"title": "Бэ"}}}),
    ):
        take = {**choices, "x.title": "ours", "y.title": "ours"}
        decided = merge_texts(local, passed, third, before=_FIRST, take=take)
        assert (decided.errors, decided.own | {"former": 0}) == ((), left | {"former": 0})


def test_a_part_that_came_of_a_row_that_is_taken_out_alone_stays_out_whatever_another_is_merged_with() -> (
    None
):
    """One part is merged with a row that the school has."""
    third = _version(1, ["x=А, 1<a", "yb=Остальное<a+b"])
    for side, left in (("ours", ["x", "yb"]), ("theirs", ["x"])):
        assert merge_texts("remove: [a]\n", third, before=_FIRST, default=side).own["remove"] == left


def test_what_is_done_stays_when_what_it_is_beside_follows_another_out_of_the_stage() -> None:
    """The school had moved that beside a row that the publisher moves away."""
    own = "{id: x, title: Икс, responsible: head, deadline: постоянно}"
    moved = "{b: {after: d}}"
    for added, done in (
        (f"add: [{{after: b, measure: {own}}}]\nmove: {moved}\n", "x"),
        ("move: {b: {after: d}, a: {after: b}}\n", "a"),
    ):
        local = f"{added}settled: {{{done}: {_DONE}}}\n"
        first = _version(0, ["a=А", "b=Б", "e=Е"])
        later = _version(1, ["a=А", "b=Б", "e=Е", "d=Г"], ["c=В"])
        merged = merge_texts(local, later, before=first)
        assert merged.errors == ()
        stages = _titles(merged)
        assert (stages["one"][-3:], stages["two"]) == ("Г Б", "В Икс" if done == "x" else "В А")
        # Nor does it go there when the school lets that go to where the publisher has it.
        left = merge_texts(local, later, before=first, take={"b.move": "theirs"})
        assert (left.errors, _titles(left)["two"]) == ((), stages["two"])


def test_what_is_done_stays_beside_the_part_that_stays_when_what_it_is_beside_is_split() -> None:
    """Another part goes to a later stage, or to an earlier one; what is not done goes with the outer one."""
    own = "{id: x, title: Икс, responsible: head, deadline: постоянно}"
    done = f"settled: {{x: {_DONE}}}\n"
    for key, later, stages in (
        ("after", _version(1, ["y=А, б<a", "b=Б"], [*_OTHERS, "z=А, а<a"]), ("А, б Икс Б", "В Г А, а")),
        ("before", _version(1, ["z=Г, а<d", *_ROWS], ["c=В", "y=Г, б<d"]), ("Г, а А Б", "В Икс Г, б")),
    ):
        beside = "a" if key == "after" else "d"
        local = f"add: [{{{key}: {beside}, measure: {own}}}]\n"
        merged = merge_texts(local + done, later, before=_FIRST)
        assert (merged.errors, tuple(_titles(merged).values())) == ((), stages)
        free = merge_texts(local, later, before=_FIRST)
        assert free.own["add"][0][key] == "z"


def test_what_is_done_stays_beside_what_the_publisher_brings_back_to_it() -> None:
    """That is done, too, and stood in its stage while the publisher had it in another."""
    first, second = _version(0, [*_ROWS, "e=Е"]), _version(1, ["b=Б", "e=Е"])
    once = merge_texts(f"settled: {{a: {_DONE}, b: {_DONE}}}\n", second, before=first)
    third = _version(2, ["e=Е"], [*_OTHERS, "b=Б"])
    twice = merge_texts(written(once.own), third, before=second)
    assert _titles(once) == _titles(twice) == {"one": "А Б Е", "two": "В Г"}
    merged = merge_texts(written(twice.own), _version(3, ["e=Е", "b=Б"]), before=third)
    assert (merged.errors, _titles(merged)) == ((), {"one": "Е А Б", "two": "В Г"})


def test_an_id_that_was_given_back_is_no_former_one_of_who_had_it_for_a_while() -> None:
    """Two exchange their ids and take them back, and then one of them is called otherwise."""
    swapped, silent, back = _SWAPPED, ["b=А", "a=Б"], ["a=А<b", "b=Б<a"]
    own, before = "", _FIRST
    for later in (_version(1, swapped), _version(2, silent), _version(3, back)):
        own, before = written(merge_texts(own, later, before=before).own), later
    assert own == ""
    merged = merge_texts(own, _version(4, ["a=А", "x=Б<b"]), _version(5, ["a=А", "x=Б"]), before=before)
    assert [merged.measure(name).was for name in ("a", "x")] == [(), ("b",)]


def test_a_lock_does_not_touch_a_move_of_what_is_done_whose_ids_were_exchanged() -> None:
    """The two were named by each other's ids when the school moved one beside the other."""
    passed = _version(1, ["c=А<a", "b=Б"], ["a=В<c", "d=Г"])
    locked = _version(2, ["c=А", "b=Б"], ["a=В", "d=Г"]) + "allow: {move: locked}\n"
    local = f"move: {{c: {{after: a}}}}\nsettled: {{c: {_DONE}}}\n"
    merged = merge_texts(local, passed, locked, before=_FIRST)
    assert (merged.errors, _titles(merged)) == ((), {"one": "А В Б", "two": "Г"})
    assert merged.own["settled"]["a"]["as_of"] == "1.0.0"


def test_a_lock_of_additions_does_not_touch_one_either() -> None:
    """Into which stage it was moved is told by the ids of that time."""
    passed = _version(1, ["c=А<a", "b=Б"], ["a=В<c", "d=Г"])
    locked = _version(2, ["b=Б"], ["a=В", "d=Г", "c=А"]) + "allow: {add: locked}\n"
    local = f"move: {{c: {{after: a}}}}\nsettled: {{a: {_DONE}, c: {_DONE}}}\n"
    merged = merge_texts(local, passed, locked, before=_FIRST)
    assert (merged.errors, _titles(merged)) == ((), {"one": "А В Б", "two": "Г"})
