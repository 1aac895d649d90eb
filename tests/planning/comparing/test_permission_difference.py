"""What levels below may do otherwise: what holds is compared, and every change of it is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model import Assembly
from roadmap_engine.model.permission_difference import PermissionChange, compare_permissions
from tests.overlays.texts import BASE, join, layer, text

_BASE = BASE.replace(
    "deadline, responsible]", "deadline, responsible, {field: note, caption: Примечание, kind: text}]"
)
_MEASURES, _STAGES = ("by-class", "by-school", "summing-up"), ("analysis", "reflection")
_MIDDLE = {"deadline": "earlier", "responsible": "added"}
_OF_STAGES = ("title", "remove")
_FIELDS = ("title", "deadline", "responsible", "note", "remove")
_STRICTNESS = {"free": 0, "earlier": 1, "added": 1, "locked": 2}


@dataclass(frozen=True)
class Said:
    """What one text says of one thing: what may be done, and from which day on nothing may."""

    permit: str
    since: str = ""

    def __str__(self) -> str:
        middle = [f"adjustable: {self.permit}"] if self.permit in {"earlier", "added"} else []
        lock = [f"locked: {{from: {self.since}}}"] if self.since else []
        return f"{{{', '.join((*middle, *lock))}}}" if middle or lock else self.permit


Allow = Mapping[tuple[str, str], Said]
"""What a text says, by the thing, "" for all, and the field."""


@st.composite
def allows(draw: st.DrawFn) -> Allow:
    """What a text allows: some fields of all, some of single things."""
    said: dict[tuple[str, str], Said] = {}
    for field in _FIELDS:
        permits = st.sampled_from(["free", "locked", *([_MIDDLE[field]] if field in _MIDDLE else [])])
        things = ("", *_MEASURES, *(_STAGES if field in _OF_STAGES else ()))
        for thing in draw(st.sets(st.sampled_from(things), max_size=2)):
            permit = draw(permits)
            since = "" if permit == "locked" else draw(st.sampled_from(["", "", "2027-09-01", "2028-01-01"]))
            said[thing, field] = Said(permit, since)
    return said


def _write(allow: Allow) -> str:
    lines = [f"  {field}: {each}\n" for (thing, field), each in allow.items() if not thing]
    for kind, things in (("measures", _MEASURES), ("stages", _STAGES)):
        single = [
            f"    {name}: {{{', '.join(f'{field}: {each}' for field, each in own.items())}}}\n"
            for name in things
            if (own := {field: each for (thing, field), each in allow.items() if thing == name})
        ]
        lines += [f"  {kind}:\n", *single] if single else []
    return "allow:\n" + "".join(lines) if lines else ""


def _join(chain: Sequence[Allow]) -> Assembly:
    upper, *lower = chain
    texts = [layer(_write(each), f"text-{number}") for number, each in enumerate(lower)]
    return join(text(_BASE + _write(upper)), *texts)[0]


def _holds(chain: Sequence[Allow], thing: str, field: str) -> tuple[int, str]:
    """What may be done to one field: the nearer word of a text, the strictest of all, the first lock."""
    heard = [said for allow in chain if (said := allow.get((thing, field)) or allow.get(("", field)))]
    permit = max((_STRICTNESS[each.permit] for each in heard), default=0)
    return permit, "" if permit == 2 else min((each.since for each in heard if each.since), default="")


def _told(changes: Sequence[PermissionChange]) -> Mapping[tuple[str, str], Any]:
    return {
        (thing, change.field): tuple(
            (_STRICTNESS[each.permit.value], each.locked_from) for each in (change.before, change.after)
        )
        for change in changes
        for thing in (*change.measures, *change.stages)
        # On what condition a row is there follows whether it may be taken out.
        if change.field != "when"
    }


_CHAINS = st.lists(allows(), min_size=1, max_size=3)


@settings(max_examples=150, deadline=None)
@given(_CHAINS, _CHAINS)
def test_what_holds_otherwise_is_told_and_nothing_else(old: list[Allow], new: list[Allow]) -> None:
    """Of every thing and field; what is said otherwise and holds as before is no change."""
    expected = {
        (thing, field): (before, after)
        for field in _FIELDS
        for thing in (*_MEASURES, *(_STAGES if field in _OF_STAGES else ()))
        if (before := _holds(old, thing, field)) != (after := _holds(new, thing, field))
    }
    changes = compare_permissions(_join(old), _join(new), {})
    assert _told(changes) == expected
    back = compare_permissions(_join(new), _join(old), {})
    assert _told(back) == {key: (after, before) for key, (before, after) in expected.items()}


def _compare(old: str, new: str, **continues: str) -> list[tuple[str, str, str]]:
    changes = compare_permissions(join(text(_BASE + old))[0], join(text(_BASE + new))[0], continues)
    return [
        (change.name.russian, change.in_words().russian, change.where({"by-class": "1.1"}).russian)
        for change in changes
    ]


class TestWords:
    """It is said as people say it: of what, what was and is allowed, and where."""

    def test_what_nobody_says_is_shown_as_that(self) -> None:
        assert _compare("", "allow: {deadline: {adjustable: earlier}}\n") == [
            ("срок", "было «не сказано: можно», стало «только раньше»", "все мероприятия")
        ]
        assert _compare("allow: {deadline: free}\n", "allow: {deadline: locked}\n") == [
            ("срок", "было «можно», стало «нельзя»", "все мероприятия")
        ]

    def test_silence_and_free_are_the_same(self) -> None:
        assert (
            _compare("", "allow: {deadline: free, roles: free, measures: {by-class: {title: free}}}\n") == []
        )

    def test_what_is_said_of_all_holds_for_one_that_was_named(self) -> None:
        (said,) = _compare("allow: {measures: {by-class: {note: locked}}}\n", "allow: {note: locked}\n")
        assert said[0] == "Примечание"
        assert "by-class" not in said[2]
        assert "by-school, summing-up" in said[2]

    def test_a_lock_to_come(self) -> None:
        (said,) = _compare("", "allow: {measures: {by-class: {title: {locked: {from: 2027-09-01}}}}}\n")
        assert said == (
            "название", "было «не сказано: можно», стало «можно, с 01.09.2027 нельзя»", "мероприятие 1.1"
        )  # fmt: skip

    def test_a_lock_of_a_version_that_has_come(self) -> None:
        now = "allow: {remove: {locked: {from: 1.2.0}}}\n"
        assert [each[1] for each in _compare("", now) if each[0].startswith("убирать")] == [
            "было «не сказано: можно», стало «нельзя»"
        ]

    def test_definitions_and_additions_are_the_roadmaps_own(self) -> None:
        assert _compare("", "allow: {roles: locked, add: locked}\n") == [
            (
                "добавлять мероприятия и этапы",
                "было «не сказано: можно», стало «нельзя»",
                "все этапы; новые этапы",
            ),
            ("описания ролей", "было «не сказано: можно», стало «нельзя»", ""),
        ]

    def test_a_measure_is_followed_under_another_id(self) -> None:
        locked = "allow: {measures: {%s: {title: locked}}}\n"
        before = join(text(_BASE + locked % "by-class"))[0]
        after = join(text((_BASE + locked % "by-form").replace("id: by-class", "id: by-form")))[0]
        assert compare_permissions(before, after, {"by-form": "by-class"}) == ()
