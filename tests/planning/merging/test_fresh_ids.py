"""A row of the school's meets its own id in the newer version, and the id it could take is taken as well."""

from __future__ import annotations

import itertools
from collections.abc import Collection
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.planning.merging.sides import BASE, merge_texts
from tests.planning.merging.versions import written

_IDS = ("own", "own-2", "own-3", "own-2-2")


def _measure(name: str, whose: str) -> dict[str, Any]:
    return {"id": name, "title": f"{whose} {name}", "responsible": "head", "deadline": "до 1 мая"}


def _version(number: str, names: Collection[str], whose: str) -> str:
    tree = yaml.safe_load(BASE)
    tree["version"] = number
    tree["stages"][1]["measures"] += [_measure(name, whose) for name in names]
    return written(tree)


def _adopt(own: Collection[str], *, inside: bool) -> str:
    """Add rows, alone or in a stage of their own; each comes after the one before, and has days."""
    measures: list[dict[str, Any]] = []
    for name in own:
        needs = {"after": [measures[-1]["id"]]} if measures else {}
        measures.append({**_measure(name, "Своё"), **needs})
    if inside:
        additions: list[dict[str, Any]] = [{"stage": {"id": "extra", "title": "Ещё", "measures": measures}}]
    else:
        additions = [{"after": "by-class", "measure": measure} for measure in measures]
    decided = dict.fromkeys(own, "2027-02-01")
    settled = {name: {"state": "done", "on": "2027-02-01"} for name in own}
    return written({"add": additions, "decided": decided, "settled": settled} if own else {})


@st.composite
def sides(draw: st.DrawFn) -> tuple[list[str], list[str], list[str]]:
    """What the school adds, what was there before, and what the newer version has."""
    own = draw(st.lists(st.sampled_from(_IDS), unique=True, min_size=1, max_size=3))
    free = [name for name in _IDS if name not in own]
    before = draw(st.lists(st.sampled_from(free), unique=True, max_size=2)) if free else []
    after = draw(st.lists(st.sampled_from(_IDS), unique=True, max_size=3))
    return own, before, after


@settings(max_examples=30, deadline=None)
@given(sides(), st.booleans())
def test_both_rows_are_there_under_two_ids(ids: tuple[list[str], list[str], list[str]], inside: bool) -> None:
    """Each row of the school's is there once, no id twice, and what belongs to a row goes with it."""
    own, before, after = ids
    merged = merge_texts(
        _adopt(own, inside=inside),
        _version("1.1.0", after, "Их"),
        before=_version("1.0.0", before, "Их"),
        default="ours",
    )
    assert {each.key for each in merged.merge.conflicts} == {*own} & {*after}
    assert "RM203" not in merged.errors
    order = merged.order()
    assert len(order) == len(set(order))
    titles = {merged.measure(name).title: name for name in order}
    for name in after:
        assert titles[f"Их {name}"] == name
    new_ids = [titles[f"Своё {name}"] for name in own]
    for name, now in zip(own, new_ids, strict=True):
        assert (now == name) == (name not in after)
        assert now not in before
    assert list(merged.own["decided"]) == list(merged.own["settled"]) == new_ids
    for earlier, later in itertools.pairwise(new_ids):
        assert merged.measure(later).after == (earlier,)
    assert merged.errors == ()


@settings(max_examples=15, deadline=None)
@given(sides(), st.booleans())
def test_decided_for_the_version_its_rows_alone_are_there(
    ids: tuple[list[str], list[str], list[str]], inside: bool
) -> None:
    """The school's row of that id goes; those whose id nobody took stay."""
    own, before, after = ids
    merged = merge_texts(
        _adopt(own, inside=inside),
        _version("1.1.0", after, "Их"),
        before=_version("1.0.0", before, "Их"),
        default="theirs",
    )
    titles = [merged.measure(name).title for name in merged.order()]
    assert [title for title in titles if title.startswith("Своё")] == [
        f"Своё {name}" for name in own if name not in after
    ]
    assert sorted(title for title in titles if title.startswith("Их")) == sorted(
        f"Их {name}" for name in after
    )
