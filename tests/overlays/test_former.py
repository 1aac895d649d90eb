"""What a school remembers of former ids is put to what the published text lists."""

from __future__ import annotations

from typing import Any

import pytest

from roadmap_engine.model import Roadmap
from roadmap_engine.model.adoption import FormerNames
from roadmap_engine.overlays.former import remember_names
from tests.overlays.texts import BASE, join, text


def published() -> Roadmap:
    """The base, joined with nothing."""
    return join(text(BASE))[0].roadmap


def former(roadmap: Roadmap) -> dict[str, tuple[str, ...]]:
    """The former ids of everything that has one."""
    things: list[Any] = [*roadmap.stages, *roadmap.measures()]
    listed = {each.id: each.was for each in things} | {key: each.was for key, each in roadmap.roles.items()}
    return {key: was for key, was in listed.items() if was}


def test_what_is_remembered_is_listed_where_it_belongs() -> None:
    """A measure, a stage and a role; nothing else changes."""
    names = FormerNames(
        measures={"by-class": ("old",)}, stages={"analysis": ("first",)}, roles={"head": ("boss",)}
    )
    found = remember_names(published(), names)
    assert former(found) == {"by-class": ("old",), "analysis": ("first",), "head": ("boss",)}


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (FormerNames(measures={"by-class": ("by-school", "old")}), {"by-class": ("old",)}),
        (FormerNames(measures={"by-class": ("reflection",)}), {}),
        (FormerNames(stages={"analysis": ("summing-up", "old")}), {"analysis": ("old",)}),
        (FormerNames(roles={"head": ("teachers", "old")}), {"head": ("old",)}),
    ],
)
def test_an_id_that_something_goes_by_now_is_nobodys_former_one(
    names: FormerNames, expected: dict[str, tuple[str, ...]]
) -> None:
    """Whoever has the id keeps what hangs on it: events, rows, changes."""
    assert former(remember_names(published(), names)) == expected


def test_what_stays_takes_its_former_ids_from_what_replaced_it() -> None:
    """Two claim one former id: what is kept of an older version goes before its heirs in the new one."""
    names = FormerNames(measures={"by-class": ("old", "older"), "by-school": ("old",)})
    assert former(remember_names(published(), names)) == {"by-class": ("old", "older"), "by-school": ("old",)}
    found = remember_names(published(), names, staying=("by-school",))
    assert former(found) == {"by-class": ("older",), "by-school": ("old",)}


def test_nothing_is_remembered_of_nothing() -> None:
    """The very same value, so that nothing is joined anew."""
    roadmap = published()
    assert remember_names(roadmap, FormerNames()) is roadmap
