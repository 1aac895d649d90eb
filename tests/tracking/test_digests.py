"""Who is told what: boards and addresses to one digest a person, and when two digests are the same letter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model import Assignee, Bounds, OccurrenceDays, Plan, PlanMeasure, PlanPerson
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import Board
from roadmap_engine.model.digest import CALLING, Digest, Followed, Part
from roadmap_engine.model.entry import Absence, Did, Entry, StatusLog, Thing, about_thing
from roadmap_engine.tracking.boards import draw_board
from roadmap_engine.tracking.digests import draw_digests
from tests.documents.small_plans import dated, make_measure, make_plan, waiting

TODAY = dt.date(2027, 6, 15)
HEAD = PlanPerson(key="head", name="Орлова Мария Петровна", post="директор")
DEPUTY = PlanPerson(key="deputy", name="Тен Л. Б.", post="заместитель директора по УВР")
BEFORE = PlanPerson(key="clerk", name="Белова А. И.", post="секретарь", until="2027-06-10")
AFTER = PlanPerson(key="clerk-2027-06-11", name="Ким О. П.", post="секретарь", since="2027-06-11")
PEOPLE = (HEAD, DEPUTY, BEFORE, AFTER)
ADDRESSES = {"head": "head@a.example", "deputy": "deputy@a.example", "clerk": "clerk@a.example"}


def _by(*people: PlanPerson) -> tuple[Assignee, ...]:
    return tuple(Assignee(role=each.post_key, title=each.post, people=(each,)) for each in people)


def _measure(
    name: str, due: dt.date | None, *people: PlanPerson, start: dt.date | None = None
) -> PlanMeasure:
    deadline = dated(OccurrenceDays(key="once", start=start, due=due))
    return make_measure(name, deadline, number=name, responsible=_by(*people))


def _plan(*measures: PlanMeasure, name: str = "plan") -> Plan:
    plan = make_plan(*measures, plan=name)
    assert plan.organisation is not None
    return with_fields(plan, organisation=with_fields(plan.organisation, people=PEOPLE))


def _entry(did: Did, thing: Thing, number: int, **more: Any) -> Entry:
    words: dict[str, Any] = {
        "id": f"entry-{number:04}",
        "adoption": "plan",
        "at": dt.datetime(2027, 6, 1, tzinfo=dt.UTC),
        "on": dt.date(2027, 6, 1),
        "who": "head",
        "about": about_thing(thing),
        "did": did,
    }
    return Entry(**(words | more))


def _did(measure: str, *deeds: Did) -> tuple[Entry, ...]:
    thing = Thing("measure", measure, "once")
    return tuple(
        _entry(
            did,
            thing,
            int(measure) * 10 + place,
            after=(f"entry-{int(measure) * 10 + place - 1:04}",) if place else (),
        )
        for place, did in enumerate(deeds)
    )


def _follow(plan: Plan, *entries: Entry, today: dt.date = TODAY, **more: Any) -> Followed:
    board, _told = draw_board(plan, StatusLog(entries=entries), today)
    return Followed(plan.plan, plan, board, **({"addresses": ADDRESSES} | more))


def _parts(digest: Digest) -> list[tuple[str, Part]]:
    return [(each.row.measure, each.part) for each in digest.rows]


def _by_address(digests: tuple[Digest, ...]) -> Mapping[str, Digest]:
    return {each.reader.address or each.reader.post: each for each in digests}


class TestRows:
    """What of a plan is in whose letter."""

    @pytest.mark.parametrize(
        ("days", "ahead", "part"),
        [
            (-1, 7, Part.OVERDUE),
            (0, 7, Part.THIS_WEEK),
            (7, 7, Part.THIS_WEEK),
            (8, 7, None),
            (0, 0, Part.THIS_WEEK),
            (1, 0, None),
        ],
    )
    def test_what_is_near(self, days: int, ahead: int, part: Part | None) -> None:
        """The due day itself is in time, the last day ahead is in the letter, the next is not."""
        plan = _plan(_measure("1", TODAY + dt.timedelta(days=days), HEAD))
        digests, told = draw_digests([_follow(plan)], ahead)
        assert told == ()
        assert [each.part for digest in digests for each in digest.rows] == ([part] if part else [])

    @pytest.mark.parametrize(
        ("deeds", "part"),
        [
            ((Did.REPORTED, Did.RETURNED), Part.RETURNED),
            ((Did.STARTED,), Part.OVERDUE),
            ((Did.REPORTED,), None),
            ((Did.REPORTED, Did.ACCEPTED), None),
            ((Did.CANCELLED,), None),
            ((Did.NOT_APPLICABLE,), None),
        ],
    )
    def test_what_has_ended_is_no_longer_told(self, deeds: tuple[Did, ...], part: Part | None) -> None:
        """By what the log says, not by the day."""
        plan = _plan(_measure("1", TODAY - dt.timedelta(days=4), HEAD))
        entries = tuple(with_fields(each, note="x") for each in _did("1", *deeds))
        digests, _told = draw_digests([_follow(plan, *entries)], 7)
        assert [each.part for digest in digests for each in digest.rows] == ([part] if part else [])

    def test_two_who_did_different_things_are_both_told(self) -> None:
        """Entries that disagree ask for a word."""
        plan = _plan(_measure("1", TODAY + dt.timedelta(days=90), HEAD))
        thing = Thing("measure", "1", "once")
        rivals = (_entry(Did.REPORTED, thing, 1), _entry(Did.CANCELLED, thing, 2, note="x"))
        (digest,), _told = draw_digests([_follow(plan, *rivals)], 7)
        assert _parts(digest) == [("1", Part.DISAGREES)]

    def test_the_order_of_a_letter(self) -> None:
        """Returned, overdue, this week by day, under review, wherever they stand in the plan."""
        day = dt.timedelta(days=1)
        plan = _plan(
            _measure("1", TODAY - day, HEAD),
            _measure("2", TODAY + 2 * day, HEAD),
            _measure("3", None, HEAD, start=TODAY + day),
            _measure("4", TODAY + day, HEAD),
            _measure("5", TODAY + 90 * day, HEAD),
            _measure("6", TODAY - day, HEAD),
        )
        returned = tuple(with_fields(each, note="x") for each in _did("6", Did.REPORTED, Did.RETURNED))
        (digest,), _told = draw_digests([_follow(plan, *_did("2", Did.SUBMITTED), *returned)], 7)
        assert _parts(digest) == [
            ("6", Part.RETURNED),
            ("1", Part.OVERDUE),
            ("4", Part.THIS_WEEK),
            ("3", Part.THIS_WEEK),
            ("2", Part.UNDER_REVIEW),
        ]

    def test_what_is_looked_at_is_no_reason_to_write(self) -> None:
        """Nobody is written to only to hear that it is somebody else's move."""
        plan = _plan(_measure("1", TODAY, HEAD))
        assert draw_digests([_follow(plan, *_did("1", Did.SUBMITTED))], 7) == ((), ())


class TestReaders:
    """Whom a row reaches."""

    def test_one_address_is_one_letter(self) -> None:
        """Over posts and over plans, however the domain is spelt."""
        first = _plan(_measure("1", TODAY, HEAD), _measure("2", TODAY, DEPUTY))
        second = _plan(_measure("1", TODAY, HEAD, DEPUTY), name="second")
        same = {"head": "one@A.example", "deputy": "one@a.EXAMPLE"}
        (digest,), _told = draw_digests([_follow(each, addresses=same) for each in (first, second)], 7)
        assert digest.reader.address == "one@a.example"
        assert [(each.followed.name, each.row.measure) for each in digest.rows] == [
            ("plan", "1"),
            ("plan", "2"),
            ("second", "1"),
        ]
        assert digest.people == {"plan": "head", "second": "head"}

    def test_the_same_post_of_two_schools_is_two_people(self) -> None:
        """Where nobody has an address, the school tells them apart."""
        plan = _plan(_measure("1", TODAY, HEAD))
        assert plan.organisation is not None
        other = with_fields(plan, plan="other", organisation=with_fields(plan.organisation, id="school-13"))
        digests, told = draw_digests([_follow(plan, addresses={}), _follow(other, addresses={})], 7)
        assert [each.reader.organisation for each in digests] == ["school-12", "school-13"]
        assert [each.code for each in told] == ["RM779", "RM779"]

    def test_what_a_predecessor_left_is_her_successors(self) -> None:
        """Whoever holds the post today is written to, at her own address where she has one."""
        plan = _plan(_measure("1", dt.date(2027, 6, 9), BEFORE))
        (digest,), _told = draw_digests([_follow(plan)], 7)
        assert digest.reader.address == "clerk@a.example"
        own = {**ADDRESSES, "clerk-2027-06-11": "kim@a.example"}
        (digest,), _told = draw_digests([_follow(plan, addresses=own)], 7)
        assert digest.reader.address == "kim@a.example"
        (digest,), _told = draw_digests([_follow(plan, today=dt.date(2027, 6, 10), addresses=own)], 7)
        assert digest.reader.address == "clerk@a.example"

    @pytest.mark.parametrize(
        ("since", "until", "deputy", "told"),
        [
            ("2027-06-15", "2027-06-15", "deputy", True),
            ("2027-06-01", "2027-06-14", "deputy", False),
            ("2027-06-16", "2027-06-30", "deputy", False),
            ("2027-06-01", "2027-06-30", None, False),
        ],
    )
    def test_whoever_stands_in_today_is_told_too(
        self, since: str, until: str, deputy: str | None, told: bool
    ) -> None:
        """On the days of the absence, both included; and whoever is away still reads of it."""
        plan = _plan(_measure("1", TODAY, HEAD), _measure("2", TODAY, HEAD, DEPUTY))
        days = Absence.model_validate({"from": since, "until": until, "deputy": deputy})
        away = _entry(Did.ABSENT, Thing("person", "head"), 1, to=days)
        found = _by_address(draw_digests([_follow(plan, away)], 7)[0])
        assert _parts(found["head@a.example"]) == [("1", Part.THIS_WEEK), ("2", Part.THIS_WEEK)]
        rows = {each.row.measure: each.instead_of for each in found["deputy@a.example"].rows}
        assert rows.keys() == ({"1", "2"} if told else {"2"})
        assert rows["2"] is None, "what is her own is not told as another's"
        if told:
            assert rows["1"] is not None
            assert (rows["1"].person, rows["1"].until) == (HEAD, dt.date.fromisoformat(until))

    def test_whoever_wants_no_letters_gets_none(self) -> None:
        """Nor is her address asked for."""
        plan = _plan(_measure("1", TODAY, HEAD))
        assert draw_digests([_follow(plan, addresses={}, unsubscribed=frozenset({"head"}))], 7) == ((), ())

    def test_a_group_is_told_once(self) -> None:
        """Rows that only a group answers for reach nobody; where a person answers with it they do."""
        group = Assignee(role="teachers", title="учителя")
        alone = [with_fields(_measure(name, TODAY), responsible=(group,)) for name in ("1", "2")]
        both = with_fields(_measure("3", TODAY), responsible=(group, *_by(HEAD)))
        (digest,), told = draw_digests([_follow(_plan(*alone, both))], 7)
        assert _parts(digest) == [("3", Part.THIS_WEEK)]
        assert [(each.code, each.words["role"], each.words["count"]) for each in told] == [
            ("RM785", "учителя", "2")
        ]


class TestEvents:
    """Dates that somebody records and others wait for."""

    @pytest.mark.parametrize(
        ("earliest", "told", "calls"),
        [
            (dt.date(2027, 6, 15), True, True),
            (dt.date(2027, 6, 16), False, False),
            (None, True, False),
        ],
    )
    def test_an_event_is_told_once_it_can_have_come(
        self, earliest: dt.date | None, told: bool, calls: bool
    ) -> None:
        """Of one without any known day a letter speaks beside something else, and is not written for it."""
        waits = waiting(bounds=Bounds(earliest=earliest))
        measure = make_measure("1", waits, number="1", responsible=_by(DEPUTY))
        recorders = {"council-decision": ("head",)}
        alone, _problems = draw_digests([_follow(_plan(measure), recorders=recorders)], 7)
        assert bool(alone) == calls
        plan = _plan(measure, _measure("2", TODAY, HEAD))
        (digest,), _problems = draw_digests([_follow(plan, recorders=recorders)], 7)
        events = [(each.title, [one.who for one in each.waiting]) for each in digest.to_record]
        assert events == ([("решение Педсовета", [(DEPUTY.post,)])] if told else [])

    def test_a_dated_event_is_nobodys_business(self) -> None:
        """Nor is one that everything done has no need of any more."""
        measure = make_measure("1", waiting(), number="1", responsible=_by(DEPUTY))
        plan = _plan(measure, _measure("2", TODAY, HEAD))
        recorders = {"council-decision": ("head",)}
        dated_event = _entry(Did.DATED, Thing("event", "council-decision"), 1, to="2027-06-14")
        done = _entry(Did.REPORTED, Thing("measure", "1"), 2)
        for entry in (dated_event, done):
            (digest,), _told = draw_digests([_follow(plan, entry, recorders=recorders)], 7)
            assert digest.to_record == ()


class TestNames:
    """When two letters are the same."""

    def _name(self, plan: Plan, *entries: Entry, today: dt.date = TODAY, **more: Any) -> str:
        (digest,), _told = draw_digests([_follow(plan, *entries, today=today, **more)], 7)
        return digest.id

    def test_a_day_more_says_nothing_new_and_a_week_does(self) -> None:
        """From Monday to Sunday it is one letter, though the days of lateness grow."""
        plan = _plan(_measure("1", dt.date(2027, 6, 1), HEAD))
        monday = dt.date(2027, 6, 14)
        week = {self._name(plan, today=monday + dt.timedelta(days=each)) for each in range(7)}
        assert len(week) == 1
        assert self._name(plan, today=monday - dt.timedelta(days=1)) not in week
        assert self._name(plan, today=monday + dt.timedelta(days=7)) not in week

    def test_whatever_is_new_makes_another_letter(self) -> None:
        """A row, a state, a day, a second return, an address; a title only reworded does not."""
        plan = _plan(_measure("1", TODAY, HEAD))
        returned = tuple(with_fields(each, note="x") for each in _did("1", Did.REPORTED, Did.RETURNED))
        again = tuple(
            with_fields(each, note="x")
            for each in _did("1", Did.REPORTED, Did.RETURNED, Did.REPORTED, Did.RETURNED)
        )
        names = [
            self._name(plan),
            self._name(_plan(_measure("1", TODAY, HEAD), _measure("2", TODAY, HEAD))),
            self._name(_plan(_measure("1", TODAY + dt.timedelta(days=1), HEAD))),
            self._name(plan, *returned),
            self._name(plan, *again),
            self._name(plan, addresses={"head": "other@a.example"}),
        ]
        assert len(set(names)) == len(names)
        reworded = with_fields(_measure("1", TODAY, HEAD), title="Иными словами")
        assert self._name(_plan(reworded)) == names[0]

    @given(st.permutations(range(4)), st.permutations(range(2)))
    def test_order_means_nothing(self, rows: list[int], plans: list[int]) -> None:
        """Neither that of the rows in a plan, nor that in which plans are found."""

        def names(order: list[int], of_plans: list[int]) -> list[str]:
            measures = [_measure(str(each), TODAY + dt.timedelta(days=each % 2), HEAD) for each in order]
            followed = [_follow(_plan(*measures, name=name)) for name in ("plan", "second")]
            digests, _told = draw_digests([followed[each] for each in of_plans], 7)
            return [each.id for each in digests]

        assert names(rows, plans) == names([0, 1, 2, 3], [0, 1])


@given(
    st.lists(
        st.tuples(
            st.integers(-20, 20),
            st.lists(st.sampled_from([HEAD, DEPUTY, AFTER]), max_size=3, unique=True),
            st.sampled_from([(), (Did.STARTED,), (Did.SUBMITTED,), (Did.REPORTED,)]),
        ),
        max_size=6,
    ),
    st.integers(0, 14),
)
def test_every_call_reaches_whoever_answers_and_nobody_else(
    rows: list[tuple[int, list[PlanPerson], tuple[Did, ...]]], ahead: int
) -> None:
    """Against the plan itself, row by row: late or due within the days ahead, undone, and hers."""
    measures = [
        _measure(str(number), TODAY + dt.timedelta(days=days), *people)
        for number, (days, people, _deeds) in enumerate(rows, 1)
    ]
    entries = [each for number, (*_, deeds) in enumerate(rows, 1) for each in _did(str(number), *deeds)]
    digests, _told = draw_digests([_follow(_plan(*measures), *entries)], ahead)
    found = {
        (digest.reader.address, row.row.measure)
        for digest in digests
        for row in digest.rows
        if row.part in CALLING
    }
    expected = {
        (ADDRESSES[person.post_key], str(number))
        for number, (days, people, deeds) in enumerate(rows, 1)
        for person in people
        if days <= ahead and deeds in ((), (Did.STARTED,))
    }
    assert found == expected


def test_an_empty_board_says_nothing() -> None:
    """No rows, no letters, no word."""
    plan = _plan()
    assert draw_digests([Followed("x", plan, Board("plan", TODAY, ()))], 7) == ((), ())
