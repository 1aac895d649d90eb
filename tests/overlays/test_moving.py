"""A thing keeps its id and all that belongs to it wherever a layer moves it."""

from __future__ import annotations

import itertools
import json
from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_engine.model import Assembly, LocalChange
from roadmap_engine.model.numbering import measure_numbers, stage_number
from roadmap_engine.model.standing import Standing
from tests.overlays.texts import join, layer, text

STAGES = {"one": ("a", "b", "c"), "two": ("d", "e"), "three": ("f",)}
MEASURES = [name for names in STAGES.values() for name in names]


def base(allow: str = "", *, stages: Mapping[str, Sequence[str]] = STAGES, **numbers: str) -> str:
    """A text of three stages."""
    rows = [
        {
            "id": stage,
            "title": f"Этап {stage}",
            **({"number": numbers[stage]} if stage in numbers else {}),
            "measures": [
                {"id": name, "title": f"Дело {name}", "deadline": "постоянно", "responsible": "head"}
                | ({"number": numbers[name]} if name in numbers else {})
                for name in names
            ],
        }
        for stage, names in stages.items()
    ]
    return (
        "roadmap: base\nversion: 1.0.0\ntitle: План\ncolumns: [number, title, deadline, responsible]\n"
        f"roles: {{head: директор}}\nstages: {json.dumps(rows, ensure_ascii=False)}\n{allow}"
    )


def moved(*layers: str, allow: str = "", **numbers: str) -> tuple[Assembly, list[str]]:
    """Join layers over the base; gives the codes of what is wrong."""
    own = [layer(source, f"layer-{place}") for place, source in enumerate(layers)]
    assembly, problems = join(text(base(allow, stages=STAGES, **numbers)), *own)
    return assembly, [problem.code for problem in problems]


def order(assembly: Assembly) -> dict[str, str]:
    """The measures of each stage, in their order."""
    return {stage.id: "".join(each.id for each in stage.measures) for stage in assembly.roadmap.stages}


def own_measure(name: str) -> str:
    """A measure of a layer's own."""
    return f"measure: {{id: {name}, title: Своё {name}, deadline: постоянно, responsible: head}}"


@pytest.mark.parametrize(
    ("move", "expected"),
    [
        ("a: {after: b}", {"one": "bac", "two": "de", "three": "f"}),
        ("a: {after: d}", {"one": "bc", "two": "dae", "three": "f"}),
        ("a: {before: d}", {"one": "bc", "two": "ade", "three": "f"}),
        ("a: {stage: two}", {"one": "bc", "two": "dea", "three": "f"}),
        ("a: {stage: one}", {"one": "bca", "two": "de", "three": "f"}),
        ("f: {before: a}", {"one": "fabc", "two": "de", "three": ""}),
        ("one: {after: two}", {"two": "de", "one": "abc", "three": "f"}),
        ("three: {before: one}", {"three": "f", "one": "abc", "two": "de"}),
        ("{a: {after: d}, b: {after: a}}", {"one": "c", "two": "dabe", "three": "f"}),
        ("{b: {after: d}, a: {after: d}}", {"one": "c", "two": "dabe", "three": "f"}),
        ("{b: {before: d}, a: {before: d}}", {"one": "c", "two": "abde", "three": "f"}),
        ("{one: {after: three}, a: {stage: three}}", {"two": "de", "three": "fa", "one": "bc"}),
    ],
)
def test_what_is_moved_stands_where_it_is_said(move: str, expected: dict[str, str]) -> None:
    """Everything else stays in its order; several at one place stand there as they stood."""
    said = move if move.startswith("{") else f"{{{move}}}"
    assembly, codes = moved(f"move: {said}\n")
    assert list(order(assembly).items()) == list(expected.items())
    assert codes == []


@pytest.mark.parametrize(
    ("source", "code"),
    [
        ("move: {a: {after: a}}", "RM761"),
        ("move: {a: {after: b}, b: {after: c}, c: {before: a}}", "RM761"),
        (f"move: {{a: {{after: own}}}}\nadd: [{{after: a, {own_measure('own')}}}]", "RM761"),
        ("move: {x: {after: a}}", "RM206"),
        ("move: {a: {after: x}}", "RM206"),
        (f"move: {{own: {{after: a}}}}\nadd: [{{after: b, {own_measure('own')}}}]", "RM206"),
        ("move: {a: {stage: x}}", "RM206"),
        ("move: {one: {after: x}}", "RM206"),
        ("move: {a: {after: two}}", "RM760"),
        ("move: {a: {stage: d}}", "RM760"),
        ("move: {one: {after: d}}", "RM760"),
        ("move: {one: {stage: two}}", "RM760"),
        ("move: {a: {after: b}}\nremove: [a]", "RM762"),
        ("move: {a: {stage: two}}\nremove: [two]", "RM762"),
        ("move: {a: {before: b}}", "RM764"),
        ("move: {one: {before: two}}", "RM764"),
    ],
)
def test_what_cannot_be_is_told(source: str, code: str) -> None:
    """Nothing moves then, and the rest of the layer holds."""
    assembly, codes = moved(f"{source}\nreplace: {{f: {{title: Иначе}}}}\n")
    assert codes == [code]
    assert next(each for each in assembly.roadmap.measures() if each.id == "f").title == "Иначе"


def test_what_stands_in_a_stage_that_goes_is_saved_by_a_move() -> None:
    """«Without the stage, but that one measure stays»: it may be changed, too."""
    assembly, codes = moved("move: {a: {stage: two}}\nreplace: {a: {title: Иначе}}\nremove: [one]\n")
    assert (order(assembly), codes) == ({"two": "dea", "three": "f"}, [])


def test_what_is_added_stands_beside_what_is_moved_and_the_other_way_round() -> None:
    """Whichever of the two a thing needs first is done first."""
    stage = "{before: one, stage: {id: own, title: Своё}}"
    assembly, codes = moved(
        f"move: {{a: {{stage: own}}, b: {{after: a}}}}\nadd: [{{after: b, {own_measure('x')}}}, {stage}]\n"
    )
    assert (order(assembly), codes) == ({"own": "abx", "one": "c", "two": "de", "three": "f"}, [])


def test_what_is_moved_after_a_thing_stands_before_what_is_added_after_it() -> None:
    """And several additions in the order of the layer, as ever."""
    added = ", ".join(f"{{after: d, {own_measure(name)}}}" for name in "xy")
    assembly, _ = moved(f"add: [{added}]\nmove: {{b: {{after: d}}}}\n")
    assert order(assembly)["two"] == "dbxye"


def test_a_lower_layer_moves_what_an_upper_one_has_moved() -> None:
    """Each sees the table as the layers above it have left it."""
    assembly, codes = moved("move: {a: {stage: three}}\n", "move: {f: {after: a}, a: {before: d}}\n")
    assert (order(assembly), codes) == ({"one": "bc", "two": "afde", "three": ""}, [])


# Numbers.


def numbers(assembly: Assembly) -> list[str]:
    """All numbers as they are printed."""
    return [
        number
        for place, stage in enumerate(assembly.roadmap.stages, 1)
        for number in (stage_number(stage, place), *measure_numbers(stage, place))
    ]


def test_numbers_are_counted_where_a_thing_stands_now() -> None:
    """Nobody writes them down."""
    assembly, _ = moved("move: {a: {after: d}}\n")
    assert numbers(assembly) == ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.2.", "2.3.", "3.", "3.1."]


def test_a_number_of_its_own_stays_in_the_stage_it_counts_in() -> None:
    """«1.7.» in the second stage would be wrong; what a layer says at once stands."""
    assembly, _ = moved("move: {a: {after: d}}\n", a="1.7.")
    assert numbers(assembly) == ["1.", "1.1.", "1.2.", "2.", "2.1.", "2.2.", "2.3.", "3.", "3.1."]
    assembly, _ = moved("move: {a: {after: d}}\nreplace: {a: {number: 2-а}}\n", a="1.7.")
    assert numbers(assembly)[4:7] == ["2.1.", "2-а", "2.3."]


def test_a_row_that_belongs_to_the_one_above_it_goes_on_doing_so() -> None:
    """An empty number is none of a place."""
    assembly, _ = moved("move: {a: {after: d}}\n", a="")
    assert numbers(assembly)[3:7] == ["2.", "2.1.", "", "2.2."]


def test_stages_keep_the_row_of_their_numbers() -> None:
    """After I comes II, whichever stage it is; the numbers of measures follow."""
    assembly, _ = moved(
        "move: {three: {before: two}}\n", one="I.", two="II.", three="III.", e="2.5.", f="3.2."
    )
    assert numbers(assembly) == ["I.", "1.1.", "1.2.", "1.3.", "II.", "2.2.", "III.", "3.1.", "3.5."]


def test_a_stage_keeps_the_number_that_its_layer_gives_it() -> None:
    """The others stay in their row around it."""
    source = "move: {three: {before: one}}\nreplace: {three: {number: Вводная часть}}\n"
    assembly, _ = moved(source, one="I.", two="II.", three="III.")
    assert [stage.number for stage in assembly.roadmap.stages] == ["Вводная часть", "I.", "II."]


# Permissions.


@pytest.mark.parametrize(
    ("allow", "move", "is_allowed"),
    [
        ("move: locked", "a: {after: b}", False),
        ("move: locked", "one: {after: two}", False),
        ("{move: locked, measures: {a: {move: free}}}", "a: {after: b}", True),
        ("measures: {a: {move: locked}}", "a: {after: b}", False),
        ("measures: {a: {move: locked}}", "b: {before: a}", True),
        ("measures: {a: {move: locked}}", "one: {after: two}", True),
        ("stages: {one: {move: locked}}", "one: {after: two}", False),
        ("stages: {one: {move: locked}}", "a: {after: b}", True),
        ("stages: {two: {add: locked}}", "a: {after: d}", False),
        ("stages: {two: {add: locked}}", "d: {after: e}", True),
        ("add: locked", "a: {after: b}", True),
        ("add: locked", "a: {after: d}", False),
        ("add: locked", "one: {after: two}", True),
        ("remove: locked", "a: {after: d}", True),
        ("move: {locked: {from: 2.0.0}}", "a: {after: d}", True),
        ("move: {locked: {from: 1.0.0}}", "a: {after: d}", False),
    ],
)
def test_who_may_move_what(allow: str, move: str, is_allowed: bool) -> None:
    """A locked thing stays; a stage that nothing is added to takes in nothing; order within it is free."""
    said = allow if allow.startswith("{") else f"{{{allow}}}"
    assembly, codes = moved(f"move: {{{move}}}\n", allow=f"allow: {said}\n")
    (change,) = assembly.changes
    assert (change.kind, change.allowed) == ("moved", is_allowed)
    assert ("RM763" in codes) is not is_allowed


def test_a_move_is_noted_with_where_it_was_and_is() -> None:
    """For whoever shows it."""
    assembly, _ = moved("move: {a: {after: d}}\n")
    (change,) = assembly.changes
    assert isinstance(change, LocalChange)
    assert (change.before, change.after) == (Standing("one", ""), Standing("two", "d"))
    origin = assembly.origins["a", "move"]
    assert (origin.layer, origin.location.line) == ("layer-0", 4)


def test_a_permission_of_what_is_moved_goes_along() -> None:
    """It is the measure's, not the stage's."""
    _, codes = moved(
        "move: {a: {after: d}}\n",
        "replace: {a: {title: Иначе}}\n",
        allow="allow: {measures: {a: {title: locked}}}\n",
    )
    assert codes == ["RM240"]


# Whatever is moved, removed and added at once.

places = st.one_of(
    st.tuples(st.sampled_from(("after", "before")), st.sampled_from(MEASURES)),
    st.tuples(st.just("stage"), st.sampled_from([*STAGES])),
)
moves = st.dictionaries(st.sampled_from(MEASURES), places, max_size=4)
stage_moves = st.dictionaries(
    st.sampled_from([*STAGES]),
    st.tuples(st.sampled_from(("after", "before")), st.sampled_from([*STAGES])),
    max_size=2,
)


def said(moving: Mapping[str, tuple[str, str]]) -> str:
    """Moves as a text has them."""
    return f"move: {json.dumps({name: dict([to]) for name, to in moving.items()})}\n"


@given(moves, stage_moves)
@example({"a": ("after", "b"), "b": ("after", "c")}, {})
@example({"a": ("after", "d"), "b": ("before", "d")}, {"one": ("after", "two")})
def test_nothing_is_lost_and_nothing_else_moves(
    measures: dict[str, tuple[str, str]], stages: dict[str, tuple[str, str]]
) -> None:
    """And every moved thing stands where it is said to, or a problem is told."""
    moving = {**measures, **stages}
    assembly, codes = moved(said(moving))
    now = [each.id for each in assembly.roadmap.measures()]
    assert sorted(now) == MEASURES
    if "RM761" not in codes:
        assert [name for name in now if name not in measures and not stages] == [
            name for name in MEASURES if name not in measures and not stages
        ]
        homes = {each.id: stage.id for stage in assembly.roadmap.stages for each in stage.measures}
        for name, (key, beside) in measures.items():
            _stands(name, key, beside, order(assembly)[homes[name]], homes, measures)


def _stands(
    name: str,
    key: str,
    beside: str,
    row: str,
    homes: Mapping[str, str],
    measures: Mapping[str, tuple[str, str]],
) -> None:
    if key == "stage":
        assert homes[name] == beside
        return
    assert homes[name] == homes[beside]
    first, last = (beside, name) if key == "after" else (name, beside)
    between = row[row.index(first) + 1 : row.index(last)]
    assert first != last
    assert set(between) <= set(measures), "nothing but what was moved, too, stands between"


@given(moves, stage_moves, st.randoms(use_true_random=False))
def test_a_mapping_has_no_order(
    measures: dict[str, tuple[str, str]], stages: dict[str, tuple[str, str]], chance: Any
) -> None:
    """Which move is written first means nothing."""
    moving = list({**measures, **stages}.items())
    first = moved(said(dict(moving)))
    chance.shuffle(moving)
    second = moved(said(dict(moving)))
    assert list(order(first[0]).items()) == list(order(second[0]).items())
    assert sorted(first[1]) == sorted(second[1])


@given(
    moves,
    st.sets(st.sampled_from([*MEASURES, *STAGES]), max_size=2),
    st.lists(st.tuples(places, st.sampled_from("xyz")), max_size=2, unique_by=lambda each: each[1]),
)
def test_moves_removals_and_additions_of_one_layer(
    moving: dict[str, tuple[str, str]], gone: set[str], added: list[tuple[tuple[str, str], str]]
) -> None:
    """What is not removed, alone or in its stage at the end, is there, once."""
    additions = [f"{{{key}: {beside}, {own_measure(name)}}}" for (key, beside), name in added]
    source = f"{said(moving)}remove: [{', '.join(sorted(gone))}]\nadd: [{', '.join(additions)}]\n"
    assembly, codes = moved(source)
    there = [each.id for each in assembly.roadmap.measures()]
    assert len(there) == len(set(there))
    if "RM761" in codes:
        return
    homes = {name: stage for stage, names in STAGES.items() for name in names}
    ends: dict[str, str] = {}

    def home(name: str) -> str:
        if name not in ends:
            key, beside = moving.get(name, ("stage", homes.get(name, "")))
            to = next((to for to, own in added if own == name), (key, beside))
            ends[name] = to[1] if to[0] == "stage" else home(to[1])
        return ends[name]

    names = [*MEASURES, *(name for _, name in added)]
    assert sorted(there) == sorted(name for name in names if name not in gone and home(name) not in gone)
    assert ("RM762" in codes) == any(name in gone or home(name) in gone for name in moving)


@given(moves, stage_moves, moves, stage_moves)
def test_a_layer_moves_what_the_layers_above_have_left(
    upper: dict[str, tuple[str, str]],
    upper_stages: dict[str, tuple[str, str]],
    lower: dict[str, tuple[str, str]],
    lower_stages: dict[str, tuple[str, str]],
) -> None:
    """As if it stood on a text that had been written so: who has moved what before means nothing to it."""
    first, _ = moved(said({**upper, **upper_stages}))
    rows = {stage.id: [each.id for each in stage.measures] for stage in first.roadmap.stages}
    alone, codes = join(text(base(stages=rows)), layer(said({**lower, **lower_stages}), "layer-0"))
    both, told = moved(said({**upper, **upper_stages}), said({**lower, **lower_stages}))
    assert list(order(both).items()) == list(order(alone).items())
    above = moved(said({**upper, **upper_stages}))[1]
    assert sorted(told) == sorted([*above, *(problem.code for problem in codes)])


def test_all_pairs_of_places_of_two_things() -> None:
    """Two moves meet in every way, and each is understood or told; none is half done."""
    to = [(key, beside) for key in ("after", "before") for beside in "abd"] + [("stage", "two")]
    for one, other in itertools.product(to, to):
        assembly, codes = moved(said({"a": one, "b": other}))
        assert sorted(each.id for each in assembly.roadmap.measures()) == MEASURES
        assert set(codes) <= {"RM761", "RM764"}
