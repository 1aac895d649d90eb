"""Entries × plan × today → where everything stands."""

from __future__ import annotations

import datetime as dt
import random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.model import Plan
from roadmap_engine.model.absences import list_deputies
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Entry, Thing
from roadmap_engine.model.progress import DONE, Happened, Sign, State
from roadmap_engine.tracking.boards import add_happened, draw_board
from roadmap_engine.tracking.folding import fold
from tests.tracking.entries import entry, log_of, name_of, strange, tangles
from tests.tracking.plans import ROADMAP, board_of, draw, plan_of, row_of

PLAN = plan_of()
ROWS = draw(PLAN)[0].rows
SETTLED = "settled: {council: {state: done, on: 2027-01-19}}\n"
CALLED_OFF = "settled: {council: {state: cancelled, on: 2027-01-19, reason: карантин}}\n"


def _standing_in(board: Board, post: str, day: dt.date) -> list[str]:
    """Who stands in on a day."""
    return [deputy for deputy, _away in list_deputies(board.away, post, day)]


def sign(name: str, *entries: Entry, today: str | None = None) -> tuple[str, int | None]:
    """Tell the sign of a row, and how late it is."""
    row = row_of(board_of(*entries, today=today), name)
    return row.sign.value, row.late


class TestSigns:
    """What a reader sees."""

    @pytest.mark.parametrize(
        ("name", "today", "seen"),
        [
            ("council#1", None, ("upcoming", None)),
            ("council#1", "2027-01-16", ("upcoming", None)),
            ("council#1", "2027-01-17", ("soon", None)),
            ("council#1", "2027-01-20", ("soon", None)),
            ("council#1", "2027-01-21", ("overdue", 1)),
            ("council#1", "2027-12-31", ("overdue", 345)),
            ("results#", None, ("waiting", None)),
            ("results#", "2040-01-01", ("waiting", None)),
            ("always#", "2040-01-01", ("standing", None)),
            ("parents#1", None, ("upcoming", None)),
            ("parents#1", "2040-01-01", ("upcoming", None)),
            ("weekly#2026-09", "2026-09-30", ("overdue", 5)),
        ],
    )
    def test_a_row_without_entries(self, name: str, today: str | None, seen: tuple[str, int | None]) -> None:
        assert sign(name, today=today) == seen

    @pytest.mark.parametrize(
        ("deeds", "today", "seen"),
        [
            (["started"], None, ("started", None)),
            (["started"], "2027-01-19", ("soon", None)),
            (["started"], "2027-01-25", ("overdue", 5)),
            (["reported"], "2027-12-31", ("reported", None)),
            (["submitted"], "2027-12-31", ("submitted", None)),
            (["submitted", "accepted"], "2027-12-31", ("accepted", None)),
            (["submitted", "returned"], None, ("returned", None)),
            (["submitted", "returned"], "2027-01-20", ("returned", None)),
            (["submitted", "returned"], "2027-01-21", ("returned-late", 1)),
            (["not-applicable"], "2027-12-31", ("not-applicable", None)),
            (["cancelled"], "2027-12-31", ("cancelled", None)),
            (["reported", "reopened"], "2027-01-21", ("overdue", 1)),
            (["noted"], "2027-01-21", ("overdue", 1)),
        ],
    )
    def test_a_row_with_entries(
        self, deeds: list[str], today: str | None, seen: tuple[str, int | None]
    ) -> None:
        entries = [
            entry(str(place), did, [str(place - 1)] if place else ()) for place, did in enumerate(deeds)
        ]
        assert sign("council#1", *entries, today=today) == seen

    @pytest.mark.parametrize(("on", "late"), [("2027-01-20", None), ("2027-01-21", 1), ("2027-02-20", 31)])
    def test_done_late_stays_late(self, on: str, late: int | None) -> None:
        """On whatever day one looks, and without a day."""
        done = entry("a", "reported", on=dt.date.fromisoformat(on))
        assert sign("council#1", done) == sign("council#1", done, today="2040-01-01") == ("reported", late)

    def test_a_new_day_counts(self) -> None:
        later = entry("a", "extended", to="2027-02-20", note="болезнь")
        assert sign("council#1", later) == ("extended", None)
        assert sign("council#1", later, today="2027-02-18") == ("soon", None)
        assert sign("council#1", later, today="2027-02-21") == ("overdue", 1)
        row = row_of(board_of(later), "council#1")
        assert (row.due, row.happened.extended_why) == (dt.date(2027, 2, 20), "болезнь")
        assert (row.row.due, row.happened.on) == (dt.date(2027, 1, 20), None)

    def test_two_new_days_leave_the_old_one(self) -> None:
        two = [
            entry("a", "extended", to="2027-02-20", note="болезнь"),
            entry("b", "extended", to="2027-03-20", note="ремонт"),
        ]
        row = row_of(board_of(*two), "council#1")
        assert row.due == dt.date(2027, 1, 20)
        assert [each.id for each in row.due_rivals] == [name_of("a"), name_of("b")]

    def test_the_organisation_says_how_early_is_soon(self) -> None:
        school = PLAN.organisation
        assert school is not None
        early = with_fields(PLAN, organisation=with_fields(school, remind_days=(1, 10)))
        board, _told = draw(early, today="2027-01-11")
        assert row_of(board, "council#1").sign is Sign.SOON

    def test_a_conflict_and_a_newer_version_have_signs_of_their_own(self) -> None:
        both = [entry("a", "reported"), entry("b", "cancelled", note="нет")]
        board, told = draw(PLAN, *both, today="2027-12-31")
        row = row_of(board, "council#1")
        assert (row.sign, row.late, row.happened.on) == (Sign.CONFLICT, None, None)
        assert len(row.rivals) == 2
        assert [each.code for each in told] == ["RM550"]
        board, told = draw(PLAN, entry("a", "reported"), strange("b", "a"), today="2027-12-31")
        row = row_of(board, "council#1")
        assert (row.sign, row.late, row.heads) == (Sign.NEWER, None, (name_of("b"),))
        assert [each.code for each in told] == ["RM555"]

    def test_what_a_newer_version_wrote_of_another_plan_touches_no_row(self) -> None:
        board, told = draw(PLAN, with_fields(strange("a"), adoption="school-8"))
        assert row_of(board, "council#1").sign is Sign.UPCOMING
        assert [each.code for each in told] == ["RM555"]


class TestLateness:
    """What is done counts from its report, whoever looks at it later."""

    @pytest.mark.parametrize(
        ("days", "late"),
        [
            ({"submitted": 20, "accepted": 29}, None),
            ({"submitted": 21, "accepted": 29}, 1),
            ({"reported": 20, "submitted": 25, "accepted": 29}, None),
            ({"reported": 22}, 2),
            ({"submitted": 18, "returned": 19, "reported": 23, "accepted": 29}, 3),
        ],
    )
    def test_acceptance_makes_nobody_late(self, days: dict[str, int], late: int | None) -> None:
        """The due day is the 20th; what was given back counts from when it came again."""
        names = "abcde"
        entries = [
            entry(names[place], did, names[place - 1] if place else (), on=dt.date(2027, 1, day), note="да")
            for place, (did, day) in enumerate(days.items())
        ]
        assert row_of(board_of(*entries, today="2027-02-01"), "council#1").late == late


class TestFacts:
    """What else the board says of a row."""

    def test_who_did_what_when(self) -> None:
        link = {"link": "https://school.example/1"}
        row = row_of(
            board_of(
                entry("a", "noted", note="ждём", cells={"sum": "5", "who": ""}),
                entry("b", "attached", "a", evidence=[link, {"link": "https://school.example/2"}]),
                entry("c", "submitted", "b", evidence=[link], on=dt.date(2027, 1, 17)),
            ),
            "council#1",
        )
        happened = row.happened
        assert (happened.state, happened.on, happened.who) == (
            State.SUBMITTED,
            dt.date(2027, 1, 17),
            "deputy-head",
        )
        assert (happened.entry, happened.note, dict(happened.cells)) == (name_of("c"), "ждём", {"sum": "5"})
        assert (happened.evidence, happened.links[-1]) == (2, "https://school.example/1")
        assert row.stage == "one"
        assert row.measure == "council"

    @pytest.mark.parametrize(("via", "own"), [(None, True), ("tracker", True), ("portal", False)])
    def test_whose_word_an_acceptance_is(self, via: str | None, own: bool) -> None:
        """Only an account has shown who she is."""
        row = row_of(board_of(entry("a", "submitted"), entry("b", "accepted", "a", via=via)), "council#1")
        assert row.happened.own_word is own

    def test_steps(self) -> None:
        thing = Thing("measure", "results")
        row = row_of(board_of(entry("a", "step-done", step="note:approved", thing=thing)), "results#")
        assert dict(row.steps) == {"note:approved": dt.date(2027, 1, 18)}
        assert row.sign is Sign.WAITING

    def test_an_entry_without_effect_is_told_and_kept(self) -> None:
        board, (problem,) = draw(PLAN, entry("a", "accepted"))
        row = row_of(board, "council#1")
        assert (row.sign, [each.id for each in row.vain]) == (Sign.UPCOMING, [name_of("a")])
        assert (problem.code, problem.words["id"]) == ("RM552", name_of("a"))

    def test_entries_of_another_plan_do_not_count(self) -> None:
        board, (problem,) = draw(PLAN, entry("a", "reported", adoption="school-8"))
        assert row_of(board, "council#1").happened == Happened()
        assert (problem.code, problem.words["adoption"]) == ("RM553", "school-8")

    def test_entries_of_what_is_gone_are_kept(self) -> None:
        gone = entry("a", "reported", thing=Thing("measure", "fair"))
        board, (problem,) = draw(PLAN, gone)
        assert [(stray.thing.id, stray.entries) for stray in board.strays] == [("fair", (gone,))]
        assert problem.code == "RM554"

    def test_what_is_said_of_a_measure_as_a_whole_stands_at_its_first_row(self) -> None:
        """A span that was decided, a note: nothing of it is a state of any one time."""
        whole = Thing("measure", "monthly")
        board, told = draw(PLAN, entry("a", "decided", thing=whole, to="2027-06-21/2027-06-30"))
        assert told == ()
        assert [each.id for each in row_of(board, "monthly#2026-09").history] == [name_of("a")]
        board, (problem,) = draw(PLAN, entry("a", "reported", thing=whole))
        assert (len(board.strays), problem.code) == (1, "RM554")

    def test_one_time_of_several(self) -> None:
        done = entry("a", "reported", thing=Thing("measure", "monthly", "2026-10"))
        board = board_of(done, today="2026-10-13")
        assert row_of(board, "monthly#2026-10").sign is Sign.REPORTED
        assert row_of(board, "monthly#2026-09").sign is Sign.OVERDUE
        assert len(board.by_measure()["monthly"]) == 12


class TestText:
    """What the adoption's text says has ended."""

    def test_the_text_counts_where_the_log_says_nothing(self) -> None:
        board, told = draw(plan_of(SETTLED))
        row = row_of(board, "council#1")
        assert (row.sign, row.happened.on, row.differs, told) == (
            Sign.REPORTED,
            dt.date(2027, 1, 19),
            False,
            (),
        )

    @pytest.mark.parametrize(
        ("more", "deeds", "found"),
        [
            (SETTLED, ["reported"], ("reported", False)),
            (SETTLED, ["accepted"], ("accepted", False)),
            (SETTLED, ["submitted", "accepted"], ("accepted", False)),
            (SETTLED, ["submitted", "returned"], ("reported", True)),
            (SETTLED, ["cancelled"], ("reported", True)),
            (CALLED_OFF, ["cancelled"], ("cancelled", False)),
            (CALLED_OFF, ["not-applicable"], ("not-applicable", False)),
            (CALLED_OFF, ["reported"], ("cancelled", True)),
        ],
    )
    def test_the_text_counts_where_the_log_says_otherwise(
        self, more: str, deeds: list[str], found: tuple[str, bool]
    ) -> None:
        """What the log says more exactly of the same end is no difference."""
        entries = [
            entry(str(place), did, [str(place - 1)] if place else ()) for place, did in enumerate(deeds)
        ]
        board, told = draw(plan_of(more), *entries)
        row = row_of(board, "council#1")
        assert (row.happened.state.value, row.differs) == found
        assert row.vain == ()
        assert [each.code for each in told] == (["RM551"] if found[1] else [])


class TestOthers:
    """What the log knows beside rows."""

    def test_events_people_and_documents(self) -> None:
        event, head, order = (
            Thing("event", "results-received"),
            Thing("person", "head"),
            Thing("document", "order"),
        )
        board = board_of(
            entry("a", "dated", thing=event, to="2027-01-18"),
            entry(
                "b", "absent", thing=head, to={"from": "2027-03-01", "until": "2027-03-14", "deputy": "vera"}
            ),
            entry("c", "letter-sending", thing=head, to="digest"),
            entry("d", "letter-sent", "c", thing=head, to="digest"),
            entry("e", "acknowledged", thing=order, to="head"),
            entry("f", "noted", thing=Thing("point", "p-1"), note="да"),
            entry("g", "noted", thing=Thing("document", "plan"), note="да"),
        )
        assert dict(board.dated) == {"results-received": dt.date(2027, 1, 18)}
        assert [(each.document, dict(each.read)) for each in board.readings] == [
            ("order", {"head": dt.date(2027, 1, 18)})
        ]
        (letter,) = board.letters
        assert (letter.person, letter.digest, letter.last.did.value) == ("head", "digest", "letter-sent")
        assert _standing_in(board, "head", dt.date(2027, 3, 1)) == ["vera"]
        assert _standing_in(board, "head", dt.date(2027, 3, 14)) == ["vera"]
        assert _standing_in(board, "head", dt.date(2027, 3, 15)) == []
        assert _standing_in(board, "vera", dt.date(2027, 3, 1)) == []
        assert board.heads[head] == (name_of("b"), name_of("d"))

    def test_two_days_of_an_event_are_told_and_neither_counts(self) -> None:
        event = Thing("event", "results-received")
        board, (problem,) = draw(
            PLAN,
            entry("a", "dated", thing=event, to="2027-01-18"),
            entry("b", "dated", thing=event, to="2027-01-19"),
        )
        assert (dict(board.dated), problem.code) == ({}, "RM550")

    def test_a_span_is_no_day_of_an_event(self) -> None:
        span = entry("a", "decided", thing=Thing("event", "fair"), to="2027-06-21/2027-06-30")
        assert dict(board_of(span).dated) == {}

    def test_a_later_absence_takes_the_place_of_one_it_has_seen(self) -> None:
        head = Thing("person", "head")
        days = [("2027-03-01", "2027-03-14"), ("2027-03-01", "2027-03-07"), ("2027-05-01", "2027-05-02")]
        board = board_of(
            *(
                entry(name, "absent", after, thing=head, to={"from": since, "until": until})
                for name, after, (since, until) in zip("abc", ("", "a", "b"), days, strict=True)
            )
        )
        assert [each.entry for each in board.away] == [name_of("b"), name_of("c")]


class TestPlan:
    """The plan with what has happened in it."""

    def test_what_has_ended_counts_as_settled(self) -> None:
        done = add_happened(PLAN, board_of(entry("a", "reported")))
        (council,) = (each for each in done.measures() if each.goes_by == "council")
        assert council.settled is not None
        assert (council.settled.state, council.settled.logged) == ("done", True)
        assert council.happened["1"].state is State.REPORTED

    def test_of_several_times_all_have_to_end(self) -> None:
        keys = [row.row.key for row in ROWS if row.measure == "monthly"]
        entries = [
            entry(
                key, "reported" if key == "2026-10" else "cancelled", thing=Thing("measure", "monthly", key)
            )
            for key in keys
        ]
        for said, ended in ((entries[1:], None), (entries, "done")):
            plan = add_happened(PLAN, board_of(*said))
            (monthly,) = (each for each in plan.measures() if each.goes_by == "monthly")
            assert (monthly.settled.state if monthly.settled else None) == ended

    @pytest.mark.parametrize(
        ("did", "reason"), [("cancelled", "карантин"), ("not-applicable", "не применимо: карантин")]
    )
    def test_what_was_called_off_says_why(self, did: str, reason: str) -> None:
        plan = add_happened(PLAN, board_of(entry("a", did, note="карантин")))
        (council,) = (each for each in plan.measures() if each.goes_by == "council")
        assert council.settled is not None
        assert (council.settled.state, council.settled.reason) == ("cancelled", reason)

    def test_without_entries_it_is_the_same(self) -> None:
        assert add_happened(PLAN, board_of()) == PLAN


_THINGS = [row.thing for row in ROWS if row.measure != "weekly"]
_DAYS = st.none() | st.dates(dt.date(2026, 9, 1), dt.date(2027, 12, 31))


@st.composite
def _logs(draw_one: st.DrawFn) -> list[Entry]:
    """Entries about some rows, each tangle about one."""
    found: list[Entry] = []
    for number, thing in enumerate(draw_one(st.lists(st.sampled_from(_THINGS), unique=True, max_size=3))):
        about = entry("x", "noted", thing=thing).about
        for each in draw_one(tangles(most=5)):
            names: dict[str, Any] = {
                "id": f"{each.id}{number}",
                "after": tuple(f"{one}{number}" for one in each.after),
            }
            found.append(with_fields(each, about=about, **names))
    return found


@given(_logs(), _DAYS, st.sampled_from(["", SETTLED, CALLED_OFF]))
def test_the_board_of_a_plan_that_has_its_board_is_the_same(
    entries: list[Entry], today: dt.date | None, more: str
) -> None:
    """What was drawn once is never counted twice, on whatever day one looks again."""
    plan = _PLANS[more]
    board, told = draw_board(plan, log_of(*entries), today)
    again, told_again = draw_board(add_happened(plan, board), log_of(*entries), today)
    assert again == board
    assert told_again == told
    assert add_happened(add_happened(plan, board), board) == add_happened(plan, board)
    # And without the log it is the plan that it was.
    assert draw_board(add_happened(plan, board), log_of(), today) == draw_board(plan, log_of(), today)


_PLANS: dict[str, Plan] = {more: plan_of(more) for more in ("", SETTLED, CALLED_OFF)}


@given(_logs(), _DAYS, st.randoms(use_true_random=False))
def test_laws_of_signs(entries: list[Entry], today: dt.date | None, chance: random.Random) -> None:
    """Without a day nothing is soon or overdue; waiting is not overdue, overdue is not done."""
    board, told = draw_board(PLAN, log_of(*entries), today)
    mixed = list(entries)
    chance.shuffle(mixed)
    assert draw_board(PLAN, log_of(*mixed), today) == (board, told)
    assert sum(len(row.history) for row in board.rows) == len(entries)
    for row in board.rows:
        if today is None:
            assert row.sign not in (Sign.SOON, Sign.OVERDUE, Sign.RETURNED_LATE)
        if row.sign in (Sign.OVERDUE, Sign.RETURNED_LATE):
            assert row.happened.state not in DONE
            assert row.due is not None
            assert today is not None
            assert row.late == (today - row.due).days > 0
        if row.sign in (Sign.WAITING, Sign.STANDING, Sign.CANCELLED, Sign.NOT_APPLICABLE, Sign.CONFLICT):
            assert row.late is None
        own = [each for each in entries if each.thing == row.thing]
        assert row.happened.state is fold(own).state
        assert row.happened.state is State.CONFLICT or row.rivals == ()


def test_a_renamed_measure_keeps_what_happened_to_it() -> None:
    """Whatever it is called now."""
    renamed = plan_of(roadmap=ROADMAP.replace("{id: council,", "{id: meeting, was: council,"))
    board, told = draw(renamed, entry("a", "reported"))
    (row,) = (each for each in board.rows if each.row.title == "Заседание Педсовета")
    assert (row.sign, told) == (Sign.REPORTED, ())
