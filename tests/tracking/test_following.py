"""A log that has become another is drawn on as it would be drawn from its start, whatever became of it."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Entry, Redaction, StatusLog, StrangeEntry, Thing
from roadmap_engine.tracking import following
from roadmap_engine.tracking.boards import add_happened, draw, draw_board, draw_on, see_board_on
from roadmap_engine.tracking.folding import Folded, fold, fold_on
from tests.tracking.entries import entry, log_of, name_of, strange, tangles
from tests.tracking.plans import ROADMAP, plan_of

# Without the measures that have a row for every month.
_SHORT = "\n".join(
    line for line in ROADMAP.splitlines() if "ежемесячно" not in line and "еженедельно" not in line
)
PLAN = plan_of("settled: {parents: {state: done, on: 2027-02-19}}\n", _SHORT)
THINGS = (
    Thing("measure", "council", "1"),
    Thing("measure", "council"),
    Thing("measure", "results"),
    Thing("measure", "parents", "1"),
    Thing("measure", "always"),
    Thing("measure", "gone", "1"),
    Thing("person", "head"),
    Thing("event", "results-received"),
    Thing("document", "order"),
)
DAYS = (None, dt.date(2027, 1, 19), dt.date(2027, 2, 20), dt.date(2040, 1, 1))
_TO = {
    "dated": st.sampled_from(["2027-05-20", "2027-05-28"]),
    "absent": st.just({"from": "2027-01-11", "until": "2027-01-20"}),
    "acknowledged": st.sampled_from(["head", "deputy-head"]),
    "letter-sent": st.sampled_from(["a" * 64, "b" * 64]),
    "extended": st.sampled_from(["2027-06-21", "2027-07-01"]),
}
_OF_KIND = {
    "measure": ("started", "submitted", "accepted", "returned", "reopened", "noted", "extended", "reported"),
    "person": ("absent", "letter-sent", "letter-refused"),
    "event": ("dated",),
    "document": ("acknowledged",),
}

Line = Entry | StrangeEntry
_steps = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 13)), max_size=6)


@st.composite
def _lines(draw_: st.DrawFn, tangled: bool) -> list[Line]:
    """Draw entries in the order in which they come: mostly after all there was, sometimes after anything."""
    names = [f"{number:02}" for number in draw_(st.permutations(range(draw_(st.integers(1, 14)))))]
    heads: dict[Thing, list[str]] = {}
    found: list[Line] = []
    for place, name in enumerate(names):
        thing = draw_(st.sampled_from(THINGS))
        after = heads.get(thing, [])
        if tangled and draw_(st.integers(0, 3)) == 0:
            after = draw_(
                st.lists(st.sampled_from(names if place % 2 else names[:place] or names), max_size=2)
            )
        heads[thing] = [*(each for each in heads.get(thing, ()) if each not in after), name]
        if draw_(st.integers(0, 11)) == 0:
            found.append(strange(name, after, thing))
            continue
        did = draw_(st.sampled_from(_OF_KIND[thing.kind]))
        to = draw_(_TO[did]) if did in _TO else None
        foreign = {"adoption": "another-school"} if draw_(st.integers(0, 11)) == 0 else {}
        note = draw_(st.sampled_from([None, "слово"]))
        found.append(entry(name, did, after, thing=thing, to=to, note=note, **foreign))
    return found


def _log(lines: Sequence[Line]) -> StatusLog:
    return log_of(*sorted(lines, key=lambda each: each.id))


def _law(logs: Sequence[StatusLog]) -> None:
    drawn = draw(PLAN, StatusLog())
    plan = PLAN
    for log in logs:
        drawn, anew = draw_on(drawn, log), draw(PLAN, log)
        assert (drawn.board, drawn.problems) == (anew.board, anew.problems)
        # The order in which things stand is told nowhere by `==`.
        assert list(drawn.board.heads) == list(anew.board.heads)
        plan = add_happened(plan, drawn.board)
        assert plan == add_happened(PLAN, anew.board)
    for today in DAYS:
        assert see_board_on(drawn.board, plan, today) == draw_board(plan, logs[-1], today)[0]


_NAMED_BEFORE_IT_CAME: list[Line] = [
    entry("b", "reported"),
    entry("c", "reopened", "ba"),
    entry("a", "cancelled", "c"),
]
_EARLIER_BY_ITS_ID: list[Line] = [
    entry("b", "letter-sent", thing=Thing("person", "head"), to="a" * 64),
    entry("c", "acknowledged", thing=Thing("document", "order"), to="head"),
    entry("a", "acknowledged", "c", thing=Thing("document", "order"), to="deputy-head"),
]


@example(lines=_NAMED_BEFORE_IT_CAME, cuts=[1, 1])
@example(lines=_EARLIER_BY_ITS_ID, cuts=[1, 1])
@given(lines=st.booleans().flatmap(_lines), cuts=st.lists(st.integers(1, 4), max_size=14))
def test_a_log_that_grows(lines: list[Line], cuts: list[int]) -> None:
    """By one entry or several at a time, also by rivals, circles, and entries named before they came."""
    ends = [*itertools.takewhile(lambda end: end < len(lines), itertools.accumulate(cuts)), len(lines)]
    _law([_log(lines[:end]) for end in ends])


@given(
    lines=_lines(tangled=True), steps=st.lists(st.tuples(st.integers(0, 3), st.integers(0, 13)), max_size=8)
)
def test_a_log_of_which_anything_became(lines: list[Line], steps: list[tuple[int, int]]) -> None:
    """Entries go, come back, are emptied, or stand there anew."""
    redaction = Redaction(who="head", at=dt.datetime(2027, 3, 1, tzinfo=dt.UTC), why="имя ребёнка")
    standing, logs = dict(enumerate(lines)), [_log(lines)]
    for step, number in steps:
        place = number % len(lines)
        each = lines[place]
        if step == 0:
            standing.pop(place, None)
        elif step == 1:
            standing[place] = each
        elif isinstance(each, Entry):
            more = {"note": None, "redacted": redaction} if step == 2 else {}
            standing[place] = with_fields(each, **more)
        logs.append(_log(list(standing.values())))
    _law(logs)


@given(said=tangles(circles=True), begun=st.booleans())
def test_one_entry_more(said: list[Entry], begun: bool) -> None:
    """Where it has seen all that were there it is folded on, and comes to the same."""
    folded = fold(said[:-1])
    for after in (folded.heads, said[-1].after):
        last = with_fields(said[-1], after=after)
        if any(last.id in each.after for each in said[:-1]):
            continue
        gone_on = fold_on(folded, last)
        assert gone_on is None or gone_on == fold([*said[:-1], last])
        assert gone_on is not None or folded.circled or after != folded.heads


def test_most_is_folded_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program's next entry costs nothing of those before it: nothing is followed from the start."""
    lines = [entry(f"{number:03}", "noted", [f"{number - 1:03}"] if number else []) for number in range(300)]
    drawn = draw(PLAN, log_of(*lines[:200]))
    monkeypatch.setattr(following, "follow", _never)
    for end in range(201, 301):
        drawn = draw_on(drawn, log_of(*lines[:end]))
    (row,) = (row for row in drawn.board.rows if row.history)
    assert row.heads == (name_of("299"),)
    assert len(row.history) == 300


def _never(*_words: object) -> Folded:
    raise AssertionError("the log was followed from its start")
