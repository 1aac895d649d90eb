"""The laws of a merge: nothing from nothing, both sides alike, only real conflicts, nothing local lost."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from typing import Any

import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.load import Loaded
from roadmap_engine.planning.merging import Transition, index_version, needs_joining
from tests.planning.merging.sides import BASE, Merged, merge_texts, publish

POOLS: Mapping[str, tuple[Any, ...]] = {
    "title": ("Анализ", "Разбор", "Обзор итогов"),
    "deadline": ("до 15 января 2027 г.", "до 16.02.2027", "в марте 2027 г.", "за 3 дня до заседания совета"),
    "responsible": (["head"], ["teachers", "head"], ["deputies"]),
    "result": ("Справка", "Выводы"),
}
MEASURES = ("by-class", "by-school", "by-topic", "lessons", "control")
_FIELDS = st.tuples(st.sampled_from(MEASURES), st.sampled_from(sorted(POOLS)))

Edits = dict[tuple[str, str], Any]


@st.composite
def edits(draw: st.DrawFn) -> Edits:
    """Other values for some fields of some measures."""
    places = draw(st.lists(_FIELDS, max_size=5, unique=True))
    return {place: draw(st.sampled_from(POOLS[place[1]])) for place in places}


def _publish(changes: Edits, *, dropped: frozenset[str] = frozenset(), added: bool = False) -> str:
    """Write a newer version with some fields otherwise."""
    tree = yaml.load(BASE, Loader=yaml.CSafeLoader)
    tree["version"] = "1.1.0"
    for stage in tree["stages"]:
        for measure in stage["measures"]:
            for field in POOLS:
                if (measure["id"], field) in changes:
                    measure[field] = copy(changes[measure["id"], field])
        stage["measures"] = [measure for measure in stage["measures"] if measure["id"] not in dropped]
    if added:
        new = {"id": "new", "title": "Новое", "deadline": "до 3 марта 2027 г.", "responsible": "head"}
        tree["stages"][0]["measures"].append(new)
    return yaml.dump(tree, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)


def _adopt(changes: Edits) -> str:
    """Write the same as a school's changes."""
    replace: dict[str, dict[str, Any]] = {}
    for (measure, field), value in changes.items():
        replace.setdefault(measure, {})[field] = copy(value)
    return (
        yaml.dump({"replace": replace}, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
        if replace
        else ""
    )


def _merge(theirs: Edits, ours: Edits) -> Merged:
    return merge_texts(_adopt(ours), _publish(theirs))


def _content(merged: Merged) -> list[tuple[object, ...]]:
    """Everything the plan says, a deadline by its meaning."""
    return [
        (each.id, each.title, each.deadline.rule if each.deadline else None, each.responsible, each.result)
        for each in merged.roadmap.measures()
    ]


@settings(max_examples=25, deadline=None)
@given(ours=edits())
def test_nothing_new_changes_nothing(ours: Edits) -> None:
    """Update without upstream change is identity: no edit, so not a byte."""
    merged = _merge({}, ours)
    assert (merged.merge.edits, merged.merge.conflicts, merged.merge.taken) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(theirs=edits(), ours=edits())
def test_the_sides_may_be_exchanged(theirs: Edits, ours: Edits) -> None:
    """What is in conflict is so from both sides, and what is not comes to the same plan."""
    here, there = _merge(theirs, ours), _merge(ours, theirs)
    assert {each.key for each in here.merge.conflicts} == {each.key for each in there.merge.conflicts}
    if not here.merge.conflicts:
        assert _content(here) == _content(there)


@settings(max_examples=25, deadline=None)
@given(theirs=edits(), ours=edits())
def test_a_field_that_one_side_changed_is_never_a_conflict(theirs: Edits, ours: Edits) -> None:
    """And whoever changed it is heard."""
    merged = _merge(theirs, ours)
    both = {f"{measure}.{field}" for measure, field in theirs.keys() & ours.keys()}
    assert {each.key for each in merged.merge.conflicts} <= both
    decided = merge_texts(_adopt(ours), _publish(theirs), default="ours")
    base = {each.id: each for each in publish(BASE)[0].roadmap.measures()}
    for (measure, field), value in {**theirs, **ours}.items():
        found = getattr(decided.measure(measure), field)
        said = found.phrase if field == "deadline" else found
        if field == "deadline" and (measure, field) in theirs.keys() & ours.keys():
            continue  # both may say the same day in other words
        expected = tuple(value) if field == "responsible" else value
        if (measure, field) in theirs and getattr(base[measure], field) == expected:
            continue  # saying what was said anyway is no change, so the newer version is heard
        assert said == expected


@settings(max_examples=25, deadline=None)
@given(theirs=edits(), ours=edits())
def test_after_an_update_the_local_changes_are_the_schools_own(theirs: Edits, ours: Edits) -> None:
    """Nothing local is lost, nothing that came from above is taken for local."""
    apart = {place: value for place, value in ours.items() if place not in theirs}
    merged = _merge(theirs, apart)
    assembly, _ = publish(_publish(theirs), Loaded("adoption.yaml", "adoption", merged.adoption))
    local = {(each.thing, each.field) for each in assembly.changes if each.layer == assembly.local}
    base = {each.id: each for each in publish(BASE)[0].roadmap.measures()}
    meant = {
        (measure, field)
        for (measure, field), value in apart.items()
        if _says(getattr(base[measure], field)) != _says(value)
    }
    assert local == meant


def _says(value: Any) -> object:
    return getattr(value, "phrase", None) or (tuple(value) if isinstance(value, list) else value)


@settings(max_examples=25, deadline=None)
@given(
    theirs=edits(),
    ours=edits(),
    dropped=st.frozensets(st.sampled_from(MEASURES), max_size=2),
    removed=st.lists(st.sampled_from(MEASURES), max_size=2, unique=True),
    added=st.booleans(),
    locked=st.sampled_from(["", "allow: {responsible: locked}\n", "allow: {remove: locked}\n"]),
)
def test_what_need_not_be_joined_is_sound(
    theirs: Edits, ours: Edits, dropped: frozenset[str], removed: list[str], added: bool, locked: str
) -> None:
    """Wherever joining is spared, it would have found no error that was not there before."""
    later = _publish(theirs, dropped=dropped, added=added) + locked
    local = _adopt({place: value for place, value in ours.items() if place[0] not in removed})
    local += f"remove: [{', '.join(removed)}]\n" if removed else ""
    merged = merge_texts(local, later, default="ours")
    before, after = publish(BASE)[0], publish(later)
    transition = Transition.between(index_version(before), index_version(after[0]))
    known = {*publish(BASE, merged.loaded)[1], *after[1]}
    if not needs_joining(transition, merged.adoption):
        assert {code for code in merged.errors if code not in known} == set()
