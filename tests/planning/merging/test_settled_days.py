"""What is done was due when it was due, whatever moves the days of the others."""

from __future__ import annotations

from roadmap_engine.planning.merging.settled_days import find_moved, write_days
from tests.builders import ROADMAP, adopt_text

_MAY = "events: {results-received: 2027-05-20}\n"
_JUNE = "events: {results-received: 2027-06-20}\n"


def test_the_days_before_are_found_where_an_event_moves_them() -> None:
    """Of the settled measures alone, those that have other days then; open edges are kept open."""
    before, after = adopt_text(_MAY)[0], adopt_text(_JUNE)[0]
    moved = find_moved(before, after, ["by-pupil", "council", "lessons", "unknown"])
    assert {name: write_days(days) for name, days in moved.items()} == {
        "by-pupil": {"1": "2027-05-20/2027-06-03"},
        "council": {"1": "2027-06-03/.."},
    }
    assert find_moved(before, after, ["lessons"]) == {}
    assert find_moved(before, before, ["by-pupil", "council"]) == {}


def test_what_had_no_days_yet_has_none_to_keep() -> None:
    """A measure that waited is settled without days; one that is new or gone is nobody's."""
    waiting, dated = adopt_text()[0], adopt_text(_MAY)[0]
    assert find_moved(waiting, dated, ["by-pupil"]) == {"by-pupil": {}}
    shorter = adopt_text(_MAY, roadmap=ROADMAP.replace("id: lessons", "id: hours"))[0]
    assert find_moved(dated, shorter, ["lessons", "hours"]) == {}


def test_a_measure_is_followed_to_its_new_id() -> None:
    """Its days are those it had under the old one."""
    renamed = adopt_text(_JUNE, roadmap=ROADMAP.replace("id: by-pupil", "id: pupils"))[0]
    moved = find_moved(adopt_text(_MAY)[0], renamed, ["pupils"], {"pupils": "by-pupil"})
    assert {name: write_days(days) for name, days in moved.items()} == {
        "pupils": {"1": "2027-05-20/2027-06-03"}
    }
