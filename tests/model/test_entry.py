"""A line of a status log is a contract: it comes back as it was written, and nothing else is an entry."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from roadmap_engine.diagnostics.limits import STATUS_LINE
from roadmap_engine.load.status_logs import write_entry
from roadmap_engine.model.about import About, Thing, about_thing
from roadmap_engine.model.entry import DID_WORDS, Absence, Did, Entry
from roadmap_engine.model.progress import SIGN_WORDS, Sign, State

LINE: dict[str, Any] = {
    "v": 1,
    "id": "3f9c2a7e5b1d",
    "adoption": "school-7-vpr",
    "at": "2027-01-18T07:30:00Z",
    "on": "2027-01-18",
    "who": "deputy-head",
    "about": {"measure": "council", "occurrence": "1"},
    "did": "reported",
    "after": [],
}
DIGEST = "0123456789abcdef" * 4


def read(**more: Any) -> Entry:
    """Read a line; None takes a key out."""
    said = {key: value for key, value in {**LINE, **more}.items() if value is not None}
    return Entry.model_validate_json(json.dumps(said))


FULL: list[dict[str, Any]] = [
    {},
    {"via": "portal", "note": "сделано «в срок»\r\nи ещё \u202e", "after": ["aaaaaaaa", "bbbbbbbb"]},
    {
        "evidence": [
            {"sha256": DIGEST, "name": "справка.pdf", "size": 0},
            {"link": "https://a.example/?q=1#x"},
        ]
    },
    {"did": "extended", "to": "2027-06-21", "note": "болезнь"},
    {"did": "absent", "about": {"person": "head"}, "to": {"from": "2027-03-01", "until": "2027-03-01"}},
    {
        "did": "absent",
        "about": {"person": "head"},
        "to": {"from": "2027-03-01", "until": "2027-03-14", "deputy": "deputy-head"},
    },
    {
        "did": "accepted",
        "seen": {
            "entries": ["aaaaaaaa"],
            "evidence": [DIGEST],
            "plan": "vpr@1.0.0",
            "on": "2027-01-17",
        },
    },
    {"did": "step-done", "about": {"measure": "council", "step": "note:approved"}},
    {"did": "acknowledged", "about": {"document": "order"}, "to": "head"},
    {"did": "dated", "about": {"event": "results-received"}, "to": "2027-01-18"},
    {"did": "noted", "cells": {"sum": "5", "who": ""}},
    {"redacted": {"who": "head", "at": "2027-02-01T00:00:00Z", "why": "имя"}},
]


class TestRoundTrip:
    """What is written is read as it was."""

    @pytest.mark.parametrize("more", FULL)
    def test_a_line_says_what_it_said(self, more: dict[str, Any]) -> None:
        entry = read(**more)
        line = write_entry(entry)
        assert json.loads(line) == {**LINE, **more}
        assert line.endswith("}\n")
        assert line.count("\n") == 1
        assert Entry.model_validate_json(line) == entry

    @given(st.text(max_size=4_000), st.dictionaries(st.from_regex(r"[a-z]{1,9}", fullmatch=True), st.text()))
    def test_whatever_a_note_says_stays_on_one_line(self, note: str, cells: dict[str, str]) -> None:
        """CRLF, separators of lines, signs that turn the direction, NUL: all of it comes back."""
        entry = Entry(
            **{**LINE, "on": dt.date(2027, 1, 18), "about": About(measure="council")}, note=note, cells=cells
        )
        line = write_entry(entry)
        assert line.count("\n") == 1
        assert Entry.model_validate_json(line.encode()) == entry

    def test_an_instant_of_another_zone_is_the_same(self) -> None:
        assert read(at="2027-01-18T14:30:00+07:00").at == read().at

    @pytest.mark.parametrize("sign", [",", "[", "\x00", "\u2028", "Ж", "\U0001f600"])
    def test_the_longest_entry_still_is_a_line(self, sign: str) -> None:
        """A note of the greatest length is no line that is too long to be read."""
        longest = read(
            note=sign * 4_000,
            cells={f"a{number}": sign * 4_000 for number in range(40)},
            evidence=[{"sha256": DIGEST, "name": sign * 200, "size": 1}] * 100,
        )
        assert len(write_entry(longest).encode()) < STATUS_LINE.most


def _each(key: str, *values: Any) -> list[dict[str, Any]]:
    return [{key: value} for value in values]


HOSTILE: list[dict[str, Any]] = [
    *_each("id", "", "short", "-aaaaaaaa", "a" * 65, "../../etc", "aaaaaaaa\n", "aaaaааaa", 5),
    *_each("adoption", "", "Школа", "a b", "../x", "a" * 81, 5.5, []),
    *_each("at", "", "2027-01-18", "2027-01-18T10:00:00", "now", "0001-01-01T00:00:00Z"),
    *_each("on", "", "18.01.2027", "2027-02-30", 0, 20270118, "2027-01-18T10:00:00Z", "0001-01-01"),
    *_each("who", "", "Иванова Мария", "a b", "=cmd", "a\r\nb", "a" * 101, "\u202eabc"),
    *_each("via", "", "Portal", "a b", "x" * 21),
    *_each("did", "", "Reported", "done", 1, None),
    {"about": {}},
    {"about": {"occurrence": "1"}},
    {"about": {"measure": "a", "event": "b"}},
    {"about": {"measure": "../a"}},
    {"about": {"measure": "a", "occurrence": "1\n"}},
    {"about": {"measure": "a", "occurrence": "<b>"}},
    {"about": {"measure": "a", "step": "note approved"}},
    {"about": {"measure": True}},
    {"about": {"measure": ["a"]}},
    {"about": {"measure": "a", "colour": "red"}},
    {"about": "measure"},
    {"about": None},
    {"note": "x" * 4_001},
    {"note": []},
    {"to": "x" * 201},
    {"to": {"from": "2027-03-02", "until": "2027-03-01"}},
    {"to": {"from": "2027-03-02"}},
    *(
        {"did": "extended", "to": each}
        for each in (None, "", "скоро", "21.06.2027", "0001-01-01", "20270621")
    ),
    {"did": "dated", "about": {"event": "a"}, "to": "2027-02-30"},
    {"did": "acknowledged", "about": {"document": "order"}, "to": "Иванова Мария"},
    {"did": "absent", "about": {"person": "head"}, "to": "2027-02-01"},
    {"cells": {f"a{number}": "5" for number in range(41)}},
    {"cells": {"a": "x" * 4_001}},
    {"evidence": [{"link": f"https://a.example/{number}"} for number in range(101)]},
    {"cells": {"Сумма": "5"}},
    {"cells": {"a": None}},
    *(
        {"evidence": [{"link": each}]}
        for each in (
            *("javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "https://", "ftp://a"),
            *("https://a b", 'https://a"b', "https://a<b", "https://a\nb", "https://" + "a" * 2_000),
        )
    ),
    {"evidence": [{"sha256": "x" * 64, "name": "a", "size": 1}]},
    {"evidence": [{"sha256": DIGEST.upper(), "name": "a", "size": 1}]},
    {"evidence": [{"sha256": DIGEST, "name": "", "size": 1}]},
    {"evidence": [{"sha256": DIGEST, "name": "a" * 201, "size": 1}]},
    {"evidence": [{"sha256": DIGEST, "name": "a", "size": -1}]},
    {"evidence": [{"sha256": DIGEST, "name": "a", "size": "1"}]},
    {"evidence": [{"sha256": DIGEST, "name": "a", "size": True}]},
    {"evidence": [{}]},
    {"after": ["x"]},
    {"after": "aaaaaaaa"},
    {"seen": {"entries": ["x"]}},
    {"redacted": {"who": "head", "at": "2027-02-01T00:00:00Z", "why": ""}},
    {"redacted": True},
    {"v": 2},
    {"v": "1"},
    {"unknown": 1},
]


@pytest.mark.parametrize("more", HOSTILE, ids=lambda more: json.dumps(more)[:60])
def test_what_breaks_the_contract_is_no_entry(more: dict[str, Any]) -> None:
    """Each key alone."""
    with pytest.raises(ValidationError):
        read(**more)
    if None in more.values():
        with pytest.raises(ValidationError):
            Entry.model_validate_json(json.dumps({**LINE, **more}))


@pytest.mark.parametrize("key", [key for key in LINE if key not in ("v", "after")])
def test_what_every_entry_says(key: str) -> None:
    """Nothing of it is guessed where it is missing."""
    with pytest.raises(ValidationError):
        read(**{key: None})


class TestAbout:
    """What an entry is about."""

    @pytest.mark.parametrize(
        "thing",
        [
            Thing("measure", "council", "2027-01"),
            Thing("measure", "council"),
            Thing("point", "p-1"),
            Thing("document", "order"),
            Thing("event", "results-received"),
            Thing("person", "head"),
        ],
    )
    def test_a_thing_is_named_and_found_again(self, thing: Thing) -> None:
        about = about_thing(thing)
        assert about.thing == thing
        assert read(about=about.model_dump(exclude_none=True)).thing == thing
        assert about_thing(thing, "note:approved").step == "note:approved"

    def test_what_is_said_often_is_read_once_and_never_mixed_up(self) -> None:
        """Same words, same thing; other words, or a number where a text belongs, another."""
        assert read().about is read().about
        assert read(about={"measure": "council"}).thing == Thing("measure", "council")
        assert read(about={"point": "council"}).thing == Thing("point", "council")
        assert read(about={"occurrence": "1", "measure": "council"}).about == read().about
        assert read(about={"measure": 5}).thing == read(about={"measure": "5"}).thing
        with pytest.raises(ValidationError):
            read(about={"measure": True})


class TestWords:
    """Every closed set has its words, in both languages."""

    def test_deeds_and_signs(self) -> None:
        assert set(DID_WORDS) == set(Did)
        assert set(SIGN_WORDS) == set(Sign)
        for words in (*DID_WORDS.values(), *(each.word for each in SIGN_WORDS.values())):
            assert words.said("ru")
            assert words.said("en")
            assert words.said("ru") != words.said("en")

    def test_what_says_the_same_looks_the_same(self) -> None:
        """No two signs have the same word; where two share a mark, their word tells them apart."""
        shown = [(each.mark, each.word.said("ru")) for each in SIGN_WORDS.values()]
        assert len(set(shown)) == len({word for _mark, word in shown}) == len(Sign)
        assert all(len(mark) == 1 and mark.isprintable() for mark, _word in shown)

    def test_every_state_that_ends_a_move_is_a_sign(self) -> None:
        assert {state.value for state in State} - {"open"} <= {sign.value for sign in Sign}


def test_an_absence_of_one_day_is_one() -> None:
    """Both ends are days of it."""
    day = dt.date(2027, 3, 1)
    absence = Absence.model_validate({"from": day, "until": day})
    assert (absence.since, absence.until, absence.deputy) == (day, day, None)
