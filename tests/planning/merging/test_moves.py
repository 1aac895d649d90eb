"""What a school moved and what a publisher moves: by identity, by decision, and never without a word."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.planning.merging.sides import Merged, merge_texts

STAGES = {"one": ("a", "b", "c"), "two": ("d", "e", "f")}
MEASURES = [name for names in STAGES.values() for name in names]


def version(
    stages: Mapping[str, Sequence[str]] = STAGES,
    number: str = "1.1.0",
    was: Mapping[str, Sequence[str]] | None = None,
    allow: str = "",
) -> str:
    """A version: the measures of each stage, what they were before, what may be done."""
    former = was or {}

    def row(name: str) -> dict[str, Any]:
        return {"id": name, "title": f"Дело {name}"} | ({"was": [*former[name]]} if name in former else {})

    rows = [
        row(stage)
        | {"measures": [row(name) | {"deadline": "постоянно", "responsible": "head"} for name in names]}
        for stage, names in stages.items()
    ]
    return (
        f"roadmap: tiny\nversion: {number}\ntitle: План\ncolumns: [number, title, deadline, responsible]\n"
        f"roles: {{head: директор}}\nstages: {json.dumps(rows, ensure_ascii=False)}\n"
        f"allow: {{{allow}}}\n"
    )


BEFORE = version(number="1.0.0")


def update(
    local: str, later: str, take: Mapping[str, str] | None = None, default: str | None = None
) -> Merged:
    """Bring a school from the first version to a later one."""
    return merge_texts(local, later, before=BEFORE, take=take, default=default)


def table(merged: Merged) -> dict[str, str]:
    """The measures of each stage."""
    return {stage.id: " ".join(each.id for each in stage.measures) for stage in merged.roadmap.stages}


def told(merged: Merged) -> list[str]:
    """The codes of what is to be decided."""
    return [conflict.problem.code for conflict in merged.merge.conflicts]


D_FIRST = {"one": ("a", "b", "c", "d"), "two": ("e", "f")}
A_TO_TWO = {"one": ("b", "c"), "two": ("d", "a", "e", "f")}


# The publisher alone.


def test_what_the_publisher_moves_goes_along_and_is_told_once() -> None:
    """Between stages and within one; what it passes by has not moved."""
    merged = update("", version(A_TO_TWO))
    assert [(each.kind, each.thing, each.field) for each in merged.merge.taken] == [("moved", "a", "stage")]
    merged = update("", version({"one": ("b", "c", "a"), "two": ("d", "e", "f")}))
    (brought,) = merged.merge.taken
    assert (brought.kind, brought.thing, brought.field, brought.before, brought.after) == (
        *("moved", "a", "move"),
        *("", "c"),
    )
    merged = update("", version({"two": ("d", "e", "f"), "one": ("a", "b", "c")}))
    assert [(each.kind, each.field) for each in merged.merge.taken] == [("moved", "move")]


def test_an_edit_goes_along_with_what_the_publisher_moves() -> None:
    """It is the measure's."""
    merged = update("replace: {a: {title: Иначе}}\n", version(A_TO_TWO))
    assert merged.measure("a").title == "Иначе"
    assert table(merged)["two"] == "d a e f"
    assert told(merged) == []


def test_an_addition_goes_along_with_what_it_stands_beside() -> None:
    """As its author has said."""
    own = "add: [{after: a, measure: {id: own, title: Своё, deadline: постоянно, responsible: head}}]\n"
    assert table(update(own, version(A_TO_TWO)))["two"] == "d a own e f"


# The school alone.


@pytest.mark.parametrize(
    ("later", "was", "expected"),
    [
        (STAGES, {}, {"a": {"after": "d"}}),
        ({"one": ("x", "b", "c"), "two": ("d", "e", "f")}, {"x": ["a"]}, {"x": {"after": "d"}}),
        ({"one": ("a", "b", "c"), "two": ("x", "e", "f")}, {"x": ["d"]}, {"a": {"after": "x"}}),
        ({"one": ("a", "b", "c"), "two": ("x", "y", "e")}, {"x": ["d"], "y": ["d"]}, {"a": {"after": "y"}}),
        ({"one": ("a", "b", "c"), "two": ("e", "f", "d")}, {}, {"a": {"after": "d"}}),
        (D_FIRST, {}, {"a": {"after": "d"}}),
        (
            {"one": ("x", "y", "c"), "two": ("d", "e", "f")},
            {"x": ["a"], "y": ["a"]},
            {"x": {"after": "d"}, "y": {"after": "d"}},
        ),
        ({"one": ("x", "c"), "two": ("d", "e", "f")}, {"x": ["a", "b"]}, {"x": {"after": "d"}}),
    ],
)
def test_a_move_follows_both_ids(
    later: Mapping[str, Sequence[str]], was: Mapping[str, Sequence[str]], expected: dict[str, Any]
) -> None:
    """Renamed, split, merged, or moved itself: of what is moved and of what it is moved beside."""
    merged = update("move: {a: {after: d}}\n", version(later, was=was))
    assert (merged.own, told(merged), merged.errors) == ({"move": expected}, [], ())
    order = merged.order()
    anchor = next(iter(expected.values()))["after"]
    assert order[order.index(anchor) + 1] == next(iter(expected))


def test_a_move_to_a_stage_follows_the_stage() -> None:
    """Under its new id."""
    later = version({"one": ("a", "b", "c"), "last": ("d", "e", "f")}, was={"last": ["two"]})
    merged = update("move: {a: {stage: two}}\n", later)
    assert merged.own == {"move": {"a": {"stage": "last"}}}
    assert table(merged)["last"] == "d e f a"


def test_a_stage_that_was_moved_stays_where_it_was_moved() -> None:
    """Stages are rows among rows."""
    merged = update("move: {two: {before: one}}\n", version({"one": ("a",), "new": ("x",), "two": ("d",)}))
    assert list(table(merged)) == ["two", "one", "new"]


# Both.


@pytest.mark.parametrize(
    ("own", "later"),
    [
        ("after: d", {"one": ("b", "c"), "two": ("d", "a", "e", "f")}),
        ("before: d", {"one": ("b", "c"), "two": ("a", "d", "e", "f")}),
        ("stage: two", {"one": ("b", "c"), "two": ("d", "e", "f", "a")}),
        ("after: c", {"one": ("b", "c", "a"), "two": ("d", "e", "f")}),
    ],
)
def test_what_both_moved_to_one_place_is_the_schools_no_more(
    own: str, later: Mapping[str, Sequence[str]]
) -> None:
    """It follows the publisher from now on, and that is told."""
    merged = update(f"move: {{a: {{{own}}}}}\n", version(later))
    assert (merged.own, merged.notices, told(merged)) == ({}, ["RM823"], [])


@pytest.mark.parametrize(
    ("own", "later"),
    [
        ("after: d", {"one": ("b", "c"), "two": ("d", "e", "f", "a")}),
        ("stage: one", {"one": ("b", "c"), "two": ("d", "a", "e", "f")}),
        ("after: b", {"one": ("b", "c", "a"), "two": ("d", "e", "f")}),
    ],
)
def test_what_both_moved_to_different_places_is_asked_about(
    own: str, later: Mapping[str, Sequence[str]]
) -> None:
    """Either side can have it."""
    local, (key, beside) = f"move: {{a: {{{own}}}}}\n", own.split(": ")
    (conflict,) = update(local, version(later)).merge.conflicts
    assert (conflict.key, conflict.problem.code) == ("a.move", "RM820")
    ours, theirs = (update(local, version(later), {"a.move": side}) for side in ("ours", "theirs"))
    assert ours.own == {"move": {"a": {key: beside}}}
    assert theirs.own == {}
    assert table(theirs) == {stage: " ".join(names) for stage, names in later.items()}


def test_the_order_in_a_stage_is_no_matter_of_who_moved_a_thing_out_of_it() -> None:
    """The publisher changes the order of a stage; the school has that measure in another one."""
    merged = update("move: {a: {after: d}}\n", version({"one": ("b", "c", "a"), "two": ("d", "e", "f")}))
    assert (merged.own, told(merged)) == ({"move": {"a": {"after": "d"}}}, [])


def test_a_decision_for_ours_is_not_asked_about_again() -> None:
    """Until the publisher moves it once more."""
    local = "move: {a: {after: d}}\n"
    second = version(A_TO_TWO | {"two": ("d", "e", "a", "f")})
    third = version(A_TO_TWO | {"two": ("d", "e", "a", "f")}, number="1.2.0")
    merged = merge_texts(local, third, before=second)
    assert (merged.own, told(merged)) == ({"move": {"a": {"after": "d"}}}, [])


def test_what_it_was_moved_beside_is_gone() -> None:
    """Where it goes then, only a person can say."""
    local, later = "move: {a: {after: e}}\n", version({"one": ("a", "b", "c"), "two": ("d", "f")})
    (conflict,) = update(local, later).merge.conflicts
    assert (conflict.key, conflict.problem.code) == ("a.move", "RM765")
    assert update(local, later, {"a.move": "ours"}).own == {"move": {"a": {"after": "d"}}}
    assert update(local, later, {"a.move": "theirs"}).own == {}


def test_what_is_moved_does_not_come_to_stand_beside_itself() -> None:
    """Not when its anchor is gone and it was the next to it, and not when the two are one."""
    later = version({"one": ("b", "c"), "two": ("d", "e", "f")})
    merged = update("move: {b: {after: a}}\nadd: []\n", later, default="ours")
    assert merged.errors == ()
    later = version({"one": ("x", "c"), "two": ("d", "e", "f")}, was={"x": ["a", "b"]})
    merged = update("move: {b: {before: a}}\n", later)
    assert (merged.own, merged.notices, merged.errors) == ({}, ["RM823"], ())


def test_two_moves_that_meet_in_one_measure() -> None:
    """Their places are two: the school decides which."""
    later = version({"one": ("x", "c"), "two": ("d", "e", "f")}, was={"x": ["a", "b"]})
    local = "move: {a: {after: d}, b: {after: e}}\n"
    (conflict,) = update(local, later).merge.conflicts
    assert [choice.name for choice in conflict.choices] == ["ours:a", "ours:b", "theirs"]
    assert update(local, later, {"x.move": "ours:b"}).own == {"move": {"x": {"after": "e"}}}
    assert update("move: {a: {after: d}, b: {after: d}}\n", later).own == {"move": {"x": {"after": "d"}}}


def test_what_was_moved_is_gone() -> None:
    """It can be kept as the school's own, where the school had it."""
    local, later = "move: {a: {after: d}}\n", version({"one": ("b", "c"), "two": ("d", "e", "f")})
    (conflict,) = update(local, later).merge.conflicts
    assert (conflict.key, conflict.problem.code) == ("a", "RM821")
    kept = update(local, later, {"a": "ours"})
    assert "move" not in kept.own
    assert table(kept) == {"one": "b c", "two": "d a e f"}
    assert update(local, later, {"a": "theirs"}).own == {}


def test_a_stage_that_was_moved_is_gone() -> None:
    """Its heading can be kept, where the school had it."""
    local, later = "move: {two: {before: one}}\n", version({"one": ("a", "b", "c"), "new": ("d", "e", "f")})
    kept = update(local, later, {"two": "ours"})
    assert list(table(kept)) == ["two", "one", "new"]


# Taken out.


def test_what_changed_of_what_was_taken_out_counts_its_stage() -> None:
    """«What version 1.1.0 changes of it is not seen»."""
    merged = update("remove: [a]\n", version(A_TO_TWO))
    (notice,) = merged.merge.notices
    assert (notice.code, notice.words["hidden"]) == ("RM830", "move")
    assert merged.own == {"remove": ["a"]}


def test_what_was_taken_out_with_its_stage_stays_out_in_another_one() -> None:
    """The school had done without it; it may have it now."""
    merged = update("remove: [one]\n", version(A_TO_TWO))
    assert merged.own == {"remove": ["one", "a"]}
    assert [notice.words["hidden"] for notice in merged.merge.notices] == ["move: two"]
    assert table(update("remove: [one]\n", version(A_TO_TWO), {"a.remove": "theirs"})) == {"two": "d a e f"}
    dissolved = version({"two": ("d", "a", "e", "f")})
    assert update("remove: [one]\n", dissolved).own == {"remove": ["a"]}


def test_what_comes_into_a_stage_that_was_taken_out_is_asked_about() -> None:
    """The school has it and works with it."""
    local = "remove: [two]\nreplace: {a: {title: Иначе}}\n"
    (conflict,) = update(local, version(A_TO_TWO)).merge.conflicts
    assert (conflict.key, conflict.problem.code) == ("a.move", "RM766")
    ours = update(local, version(A_TO_TWO), {"a.move": "ours"})
    assert (table(ours), ours.errors) == ({"one": "a b c"}, ())
    theirs = update(local, version(A_TO_TWO), {"a.move": "theirs"})
    assert (table(theirs), theirs.own, theirs.errors) == ({"one": "b c"}, {"remove": ["two"]}, ())


def test_what_stands_beside_it_does_not_go_with_the_stage() -> None:
    """The school lets the measure go, and nothing was said of its own row."""
    local = f"remove: [two]\nadd: [{own('x', 'a')}, {own('y', 'x')}]\nmove: {{c: {{after: a}}}}\n"
    theirs = update(local, version(A_TO_TWO), {"a.move": "theirs"})
    assert (table(theirs), theirs.errors) == ({"one": "c x y b"}, ())


def test_what_the_school_has_moved_out_of_a_stage_stays_out_of_it() -> None:
    """The publisher moves it into the stage that the school does without: the school has a place for it."""
    local = "remove: [two]\nmove: {a: {after: c}}\n"
    merged = update(local, version(A_TO_TWO))
    assert (table(merged), told(merged), merged.errors) == ({"one": "b c a"}, [], ())


# Locks.


@pytest.mark.parametrize(
    "allow", ["move: locked", "measures: {a: {move: locked}}", "stages: {two: {add: locked}}"]
)
def test_a_lock_that_comes_later_names_the_decision(allow: str) -> None:
    """`--take a.move=theirs`, as of every change."""
    local, later = "move: {a: {after: d}}\n", version(allow=allow)
    assert update(local, later).errors == ("RM763",)
    let_go = update(local, later, {"a.move": "theirs"})
    assert (let_go.own, let_go.errors) == ({}, ())


# Settled.

DONE = "settled: {a: {state: done, on: 2027-01-20}}\n"


def test_what_is_done_stays_in_its_stage() -> None:
    """The row is where it was signed; whoever comes after it still does."""
    merged = update(DONE, version(A_TO_TWO))
    assert merged.own == {
        "settled": {"a": {"state": "done", "on": "2027-01-20", "stands": {"before": "b"}, "as_of": "1.0.0"}}
    }
    assert (table(merged), merged.errors) == ({"one": "a b c", "two": "d e f"}, ())
    (notice,) = merged.merge.notices
    assert (notice.code, notice.words["key"], notice.words["theirs"]) == ("RM832", "a.move", "Дело two")


def test_it_stays_through_further_versions_and_is_told_of_once() -> None:
    """Until the publisher moves it back, or dissolves the stage."""
    done = written(update(DONE, version(A_TO_TWO)))
    second = version({"first": ("b", "c"), "two": ("d", "a", "e")}, "1.2.0", {"first": ["one"]})
    merged = merge_texts(done, second, before=version(A_TO_TWO))
    assert (table(merged), merged.notices) == ({"first": "a b c", "two": "d e"}, [])
    back = merge_texts(done, version(number="1.2.0"), before=version(A_TO_TWO))
    assert "stands" not in back.own["settled"]["a"]
    assert table(back) == {"one": "a b c", "two": "d e f"}
    alone = merge_texts(done, version({"two": ("d", "a", "e", "b")}, "1.2.0"), before=version(A_TO_TWO))
    assert (table(alone), alone.errors) == ({"two": "d a e b"}, ())


def written(merged: Merged) -> str:
    """What a school's text says after an update."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in merged.own.items())


def test_neighbours_that_are_done_stay_together() -> None:
    """Each stands beside the other in the stage that both were done in."""
    local = "settled: {a: {state: done, on: 2027-01-20}, b: {state: done, on: 2027-01-20}}\n"
    merged = update(local, version({"one": ("c",), "two": ("b", "d", "a", "e", "f")}))
    assert (table(merged), merged.errors) == ({"one": "a b c", "two": "d e f"}, ())
    merged = update(local, version({"one": ("c",), "two": ("d", "x", "e", "f")}, was={"x": ["b"]}))
    assert (table(merged), merged.errors) == ({"one": "a x c", "two": "d e f"}, ())


def test_who_is_done_in_another_stage_is_no_neighbour_in_this_one() -> None:
    """Where the newer version has the two side by side, one of them was never there."""
    local = (
        "settled:\n  d: {state: done, on: 2027-01-20, as_of: 1.0.0, stands: {before: e}}\n"
        "  b: {state: done, on: 2027-01-20}\n"
    )
    second = version({"one": ("d", "b", "c"), "two": ("e", "f", "a")})
    third = version({"one": ("d", "c"), "two": ("e", "f", "a")}, "1.2.0")
    merged = merge_texts(local, third, before=second)
    assert (table(merged), merged.errors) == ({"one": "b c", "two": "d e f a"}, ())


def test_what_the_school_moved_and_did_stays_there() -> None:
    """No version asks about it, and no lock of a later one forbids it."""
    local = DONE + "move: {a: {after: d}}\n"
    merged = update(local, version(A_TO_TWO | {"two": ("d", "e", "f", "a")}, allow="move: locked"))
    assert (table(merged), told(merged), merged.errors) == ({"one": "b c", "two": "d a e f"}, [], ())
    assert merged.own["settled"]["a"]["as_of"] == "1.0.0"


def own(name: str, beside: str) -> str:
    """A row of the school's."""
    return (
        f"{{after: {beside}, measure: {{id: {name}, title: Своё, deadline: постоянно, responsible: head}}}}"
    )


def test_a_row_of_the_schools_that_is_done_stays_in_its_stage() -> None:
    """Though what it stands beside is moved, alone or by way of another row of the school's."""
    local = f"add: [{own('x', 'a')}]\nsettled: {{x: {{state: done, on: 2027-01-20}}}}\n"
    assert table(update(local, version(A_TO_TWO))) == {"one": "x b c", "two": "d a e f"}
    local = f"add: [{own('y', 'a')}, {own('x', 'y')}]\nsettled: {{x: {{state: done, on: 2027-01-20}}}}\n"
    assert table(update(local, version(A_TO_TWO))) == {"one": "x b c", "two": "d a y e f"}
    local = f"add: [{own('y', 'a')}, {own('x', 'y')}]\nsettled: {{y: {{state: done, on: 2027-01-20}}}}\n"
    assert table(update(local, version(A_TO_TWO))) == {"one": "y x b c", "two": "d a e f"}
    local = f"add: [{own('x', 'a')}]\n{DONE.replace('}}', '}, x: {state: done, on: 2027-01-20}}')}"
    assert table(update(local, version(A_TO_TWO))) == {"one": "a x b c", "two": "d e f"}


def test_a_row_that_is_done_stays_where_a_move_had_been_that_is_let_go() -> None:
    """It stood beside it, and is in nobody's way."""
    local = f"move: {{a: {{stage: two}}}}\nadd: [{own('y', 'a')}, {own('x', 'y')}]\n"
    done = "settled: {x: {state: done, on: 2027-01-20}}\n"
    forced = update(local + done, version(allow="move: locked"), {"a.move": "theirs"})
    assert table(forced) == {"one": "a y b c", "two": "d e f x"}
    assert table(update(local + done, version(A_TO_TWO), {"a.move": "theirs"})) == {
        "one": "b c",
        "two": "d a y e f x",
    }


# Whatever both do.

places = st.one_of(
    st.tuples(st.sampled_from(("after", "before")), st.sampled_from(MEASURES)),
    st.tuples(st.just("stage"), st.sampled_from([*STAGES])),
)
FATES = ("moves", "renames", "removes", "splits", "reorders", "merges")


@st.composite
def versions(draw: st.DrawFn) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """A later version: rows moved, renamed, split, merged, removed; a stage keeps one."""
    stages = {stage: [*names] for stage, names in STAGES.items()}
    was: dict[str, list[str]] = {}
    for fate, name in draw(
        st.lists(
            st.tuples(st.sampled_from(FATES), st.sampled_from(MEASURES)),
            max_size=3,
            unique_by=lambda each: each[1],
        )
    ):
        home = next((stage for stage, names in stages.items() if name in names), None)
        if home is None or len(stages[home]) == 1:
            continue
        row, place = stages[home], stages[home].index(name)
        match fate:
            case "moves":
                row.remove(name)
                stages["two" if home == "one" else "one"].insert(draw(st.integers(0, 2)), name)
            case "renames":
                row[place], was[f"{name}1"] = f"{name}1", [name]
            case "removes":
                row.remove(name)
            case "splits":
                row[place : place + 1] = [f"{name}1", f"{name}2"]
                was |= {f"{name}1": [name], f"{name}2": [name]}
            case "merges" if place + 1 < len(row) and row[place + 1] in MEASURES:
                was[f"{name}1"] = row[place : place + 2]
                row[place : place + 2] = [f"{name}1"]
            case _:
                row.append(row.pop(place))
    return stages, was


@settings(max_examples=300, deadline=None)
@given(
    st.dictionaries(st.sampled_from(MEASURES), places, max_size=3),
    st.sets(st.sampled_from(MEASURES), max_size=2),
    st.sets(st.sampled_from(MEASURES), max_size=2),
    versions(),
    st.sampled_from(("ours", "theirs")),
)
@example(
    {"a": ("after", "b")},
    set(),
    {"a"},
    ({"one": ["b1", "c"], "two": ["d", "e", "f"]}, {"b1": ["a", "b"]}),
    "ours",
)
# What is done was moved beside what is gone: by the school to another stage; or its neighbours there were.
@example(
    {"b": ("stage", "two"), "a": ("after", "b")},
    set(),
    {"a"},
    ({"one": ["a", "c"], "two": ["d", "e", "f"]}, {}),
    "ours",
)
@example(
    {"c": ("stage", "two"), "a": ("after", "b")},
    set(),
    {"a"},
    ({"one": ["a", "c"], "two": ["d", "e", "f"]}, {}),
    "ours",
)
@example(
    {"c": ("stage", "two"), "a": ("after", "b")},
    set(),
    {"a"},
    ({"one": ["c"], "two": ["a", "d", "e", "f"]}, {}),
    "ours",
)
def test_moves_of_both_sides_removals_and_marks(
    moving: dict[str, tuple[str, str]],
    gone: set[str],
    done: set[str],
    later: tuple[dict[str, list[str]], dict[str, list[str]]],
    side: str,
) -> None:
    """No deadlock, no move lost without a word, what is done stays; a second pass adds nothing."""
    tree = {
        "move": {name: dict([to]) for name, to in moving.items() if name not in {*gone, to[1]}},
        "remove": sorted(gone),
        "settled": {name: {"state": "done", "on": "2027-01-20"} for name in sorted(done - gone)},
    }
    local = "".join(f"{key}: {json.dumps(value)}\n" for key, value in tree.items())
    before = merge_texts(local, BEFORE, before=BEFORE)
    if before.errors:
        return
    newer = version(*later[:1], was=later[1])
    merged = update(local, newer, default=side)
    if merged.errors == ("RM761",):
        # Two things that are one now stand beside each other: the remedy names one to let go.
        keys = {each.key: "theirs" for each in merged.merge.kept if each.field == "move"}
        merged = update(local, newer, dict(list(keys.items())[:1]), default="theirs")
    assert merged.errors == (), (merged.errors, merged.own)
    said = json.dumps(
        [
            *(str(each.arguments) for each in merged.merge.notices),
            *(str(each.problem.arguments) for each in merged.merge.conflicts),
            *(each.key for each in merged.merge.kept),
        ]
    )
    settled = merged.own.get("settled", {})
    for name in tree["move"]:
        heirs = [name, *(each for each, former in later[1].items() if name in former)]
        assert any(
            each in merged.own.get("move", {}) or f"{each}.move" in said or f"'{each}'" in said
            for each in heirs
        ), name
    homes = {each.id: stage.id for stage in merged.roadmap.stages for each in stage.measures}
    were = {each.id: stage.id for stage in before.roadmap.stages for each in stage.measures}
    for name in settled:
        names = [name, *later[1].get(name, ())]
        assert homes[name] == next(were[each] for each in names if each in were), name
    again = merge_texts(written(merged), newer.replace("1.1.0", "1.2.0"), before=newer)
    # What another move had stood beside may be where it stands anyway once that is let go.
    unneeded = {"move": merged.own["move"]} if "RM823" in again.notices else {}
    assert again.own | unneeded == merged.own, "nothing is new in it"
    assert again.merge.conflicts == ()
