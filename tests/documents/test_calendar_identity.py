"""An event's UID stays with its thing: parts of a split, what is renamed beside them, what waits for days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

from roadmap_engine.documents.calendar_history import continue_history, find_identity
from roadmap_engine.model import CalendarHistory, OccurrenceDays, PlanMeasure
from roadmap_engine.model.base import with_fields
from tests.documents.small_plans import dated, make_measure, make_plan

_START = dt.datetime(2026, 9, 1, tzinfo=dt.UTC)


def _row(words: str) -> PlanMeasure:
    """«id», «id<was+was», «id<was ?» without days, «id<was =weekly» with days of another key."""
    said, _, how = words.partition(" ")
    name, _, was = said.partition("<")
    key = how[1:] or "once"
    days = dated() if how == "?" else dated(OccurrenceDays(key=key, start=None, due=dt.date(2027, 5, 28)))
    return with_fields(make_measure(name, days), was=tuple(was.split("+")) if was else ())


def _follow(*plans: Sequence[str]) -> Mapping[str, str]:
    """Give what the events of the last plan's measures go by, where papers were made of each in turn."""
    history, roots = CalendarHistory(), dict[str, str]()
    for days, rows in enumerate(plans):
        plan = make_plan(*map(_row, rows))
        history = continue_history(history, plan, _START + dt.timedelta(days=days))
        known = find_identity(history, plan)
        roots = {each.id: known.root(each.id) for each in plan.measures()}
        assert len(set(roots.values())) == len(roots)
    return roots


def test_a_part_takes_nothing_from_what_is_renamed_beside_it() -> None:
    """Both were one measure once; the part stands before the other, which was called so last."""
    before = (["a"], ["x<a", "y<a"])
    for rows in (["p<y+a", "q<y+a", "z<x+a"], ["z<x+a", "p<y+a", "q<y+a"], ["p<y+a", "z<x+a", "q<y+a"]):
        assert _follow(*before, rows) == {"z": "a", "p": "y", "q": "q"}
    # Versions that no papers were made of bring further ids.
    assert _follow(*before, ["p<s+y+a", "q<s+y+a", "z<u+v+x+a"]) == {"z": "a", "p": "y", "q": "q"}


def test_what_was_merged_goes_by_the_next_id_where_the_first_is_in_use() -> None:
    """The first of the two is done, and stays under its id."""
    assert _follow(["a", "b"], ["a", "ab<a+b"]) == {"a": "a", "ab": "b"}


def test_what_waits_for_its_days_keeps_what_it_goes_by() -> None:
    """It is renamed while it has no days, beside a part of what it was split from."""
    split = (["a"], ["x<a", "y<a"], ["x<a ?", "y<a"])
    assert _follow(*split, ["p<y+a", "q<y+a", "z<x+a ?"]) == {"p": "y", "q": "q", "z": "a"}
    assert _follow(*split, ["p<y+a", "q<y+a", "z<x+a ?"], ["p<y+a", "q<y+a", "z<x+a"])["z"] == "a"
    # A first name that no renaming has written down is known by what there has been under it.
    assert _follow(["a", "b"], ["z<a ?", "b"], ["z<a ?", "b", "n<a"], ["z<a", "b", "n<a"])["z"] == "a"


def test_a_part_without_days_is_not_taken_later_for_the_part_that_had_them() -> None:
    """It is called otherwise, and gets days, when the other part is called otherwise, too."""
    roots = _follow(["a"], ["x<a", "y<a ?"], ["w<y+a", "z<x+a"])
    assert roots == {"w": "y", "z": "a"}


def test_of_two_parts_the_one_that_has_such_events_still_goes_on_with_them() -> None:
    """The other comes first in the table, and waits for its days, or has others."""
    assert _follow(["a", "b"], ["x<a ?", "y<a", "b"]) == {"x": "x", "y": "a", "b": "b"}
    assert _follow(["a", "b"], ["x<a =weekly", "y<a", "b"]) == {"x": "x", "y": "a", "b": "b"}
    assert _follow(["a", "b"], ["x<a", "y<a", "b"]) == {"x": "a", "y": "y", "b": "b"}


def test_what_is_out_of_the_plan_for_a_while_finds_its_events_where_they_were() -> None:
    """A part is taken out by the school, and the other one is split meanwhile."""
    before = (["a"], ["c<a", "x<a"], ["x<a"], ["p<x+a", "q<x+a"])
    assert _follow(*before) == {"p": "x", "q": "q"}
    assert _follow(*before, ["p<x+a", "q<x+a", "c<a"]) == {"p": "x", "q": "q", "c": "a"}


def test_two_never_go_by_one_id_where_one_has_gone_on_with_what_another_was() -> None:
    """It says that it was the first, which a newer version called otherwise, and that comes back."""
    before = (["a", "b"], ["c<a", "b"], ["b"], ["y<a", "b"])
    assert _follow(*before) == {"y": "a", "b": "b"}
    assert _follow(*before, ["c<a", "y<a", "b"]) == {"c": "c-2", "y": "a", "b": "b"}
    assert _follow(*before, ["c<a", "y<a", "b"], ["y<a", "c<a", "b"])["c"] == "c-2"
