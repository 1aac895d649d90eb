"""What somebody wants to record becomes entries, all of it or none, after what its author saw."""

from __future__ import annotations

import datetime as dt
import itertools
from dataclasses import replace
from typing import Any

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.board import Board
from roadmap_engine.model.entry import Absence, Did, Entry, EvidenceFile, EvidenceLink, Thing
from roadmap_engine.model.progress import State
from roadmap_engine.tracking.recording import Intent, Stamp, lies_ahead, prepare_entries
from tests.tracking.entries import THING, entry, name_of, strange
from tests.tracking.plans import board_of, draw, plan_of, row_of

DAY = dt.date(2027, 1, 19)
AT = dt.datetime(2027, 1, 19, 9, 0, tzinfo=dt.UTC)
FILE = EvidenceFile(sha256="ab" * 32, name="справка.pdf", size=5)


def draft(did: Did, **more: Any) -> Intent:
    """Give a draft about the council."""
    return Intent(more.pop("thing", THING), did, more.pop("on", DAY), **more)


def prepare(
    board: Board, *drafts: Intent, who: str = "head"
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """Make entries of drafts."""
    numbers = itertools.count(1)
    return prepare_entries(board, drafts, Stamp(who, AT, lambda: f"new-{next(numbers):05}"), "tiny@1.0.0")


def refused(board: Board, *drafts: Intent, who: str = "head") -> Problem:
    """Give why nothing is recorded."""
    entries, (problem,) = prepare(board, *drafts, who=who)
    assert entries == ()
    return problem


class TestEntries:
    """What becomes of a draft."""

    def test_all_of_it_is_in_the_entry(self) -> None:
        board = board_of(entry("a", "started"))
        ((made,), problems) = prepare(
            board, draft(Did.REPORTED, note="сделано", cells={"sum": "5"}, evidence=(FILE,))
        )
        assert problems == ()
        assert (made.id, made.adoption, made.at, made.on) == ("new-00001", "school-7-vpr", AT, DAY)
        assert (made.who, made.thing, made.did, made.note) == ("head", THING, Did.REPORTED, "сделано")
        assert (dict(made.cells), made.evidence, made.after) == ({"sum": "5"}, (FILE,), (name_of("a"),))
        assert (made.seen, made.via) == (None, None)

    def test_an_acceptance_names_what_was_accepted(self) -> None:
        """So that nothing else counts as accepted later."""
        link = EvidenceLink(link="https://school.example/1")
        board = board_of(
            entry("a", "attached", evidence=[FILE, link]),
            entry("b", "submitted", "a", evidence=[FILE], on=dt.date(2027, 1, 17)),
        )
        ((made,), _problems) = prepare(board, draft(Did.ACCEPTED))
        assert made.seen is not None
        assert made.seen.entries == (name_of("b"),)
        assert made.seen.evidence == (FILE.sha256,)
        assert (made.seen.plan, made.seen.on) == ("tiny@1.0.0", dt.date(2027, 1, 17))

    def test_several_about_one_thing_come_one_after_the_other(self) -> None:
        made, problems = prepare(
            board_of(),
            draft(Did.STARTED),
            draft(Did.SUBMITTED, evidence=(FILE,), on=dt.date(2027, 1, 18)),
            draft(Did.ACCEPTED),
        )
        assert problems == ()
        assert [each.after for each in made] == [(), ("new-00001",), ("new-00002",)]
        assert made[2].seen is not None
        assert (made[2].seen.evidence, made[2].seen.on) == ((FILE.sha256,), dt.date(2027, 1, 18))

    def test_a_decision_comes_after_all_rivals(self) -> None:
        board = board_of(entry("a", "reported"), entry("b", "cancelled", note="нет"))
        ((made,), _problems) = prepare(board, draft(Did.ACCEPTED))
        assert made.after == (name_of("a"), name_of("b"))

    def test_what_is_no_row(self) -> None:
        head = Thing("person", "head")
        board = board_of(entry("a", "letter-sending", thing=head, to="digest"))
        days = Absence.model_validate({"from": DAY, "until": DAY})
        ((made,), _problems) = prepare(board, draft(Did.ABSENT, thing=head, to=days))
        assert made.after == (name_of("a"),)
        ((made,), _problems) = prepare(board, draft(Did.DATED, thing=Thing("event", "fair"), to="2027-01-19"))
        assert made.after == ()

    def test_the_same_draft_can_give_the_same_entry(self) -> None:
        ((made,), _problems) = prepare(board_of(), draft(Did.REPORTED, id="aaaaaaaa"))
        assert made.id == "aaaaaaaa"

    @pytest.mark.parametrize("note", ["", None])
    def test_an_empty_note_is_one_and_none_is_none(self, note: str | None) -> None:
        """With an empty one somebody takes back what was said before."""
        board = board_of(entry("a", "noted", note="ждём"))
        ((made,), _problems) = prepare(board, draft(Did.NOTED, note=note))
        again = row_of(board_of(entry("a", "noted", note="ждём"), made), "council#1")
        assert again.happened.note == (None if note == "" else "ждём")


class TestRefusals:
    """Nothing is recorded that would have no effect."""

    def test_what_may_not_be_done_now(self) -> None:
        problem = refused(board_of(entry("a", "submitted")), draft(Did.REPORTED))
        assert problem.code == "RM561"
        assert problem.words["state"] == "на проверке"
        assert problem.words["allowed"] == "принято, возвращено, отменено"

    def test_the_second_of_two_is_told_in_the_state_the_first_leads_to(self) -> None:
        """And neither is recorded."""
        problem = refused(board_of(entry("a", "submitted")), draft(Did.ACCEPTED), draft(Did.ACCEPTED))
        assert (problem.code, problem.words["state"]) == ("RM561", "принято")

    @pytest.mark.parametrize("did", [Did.RETURNED, Did.EXTENDED, Did.CANCELLED, Did.NOT_APPLICABLE])
    @pytest.mark.parametrize("note", [None, "", " \n"])
    def test_what_needs_a_reason(self, did: Did, note: str | None) -> None:
        board = board_of(entry("a", "reported")) if did is Did.RETURNED else board_of()
        assert refused(board, draft(did, note=note, to="2027-02-01")).code == "RM562"

    @pytest.mark.parametrize("did", sorted(Did))
    @pytest.mark.parametrize("ahead", [-1, 0, 1])
    def test_a_day_that_is_still_to_come(self, did: Did, ahead: int) -> None:
        """Nobody has done anything on it; what is planned, and what a letter tells of, may lie ahead."""
        today = dt.date(2027, 1, 20)
        planned = did in (Did.DATED, Did.DECIDED, Did.ABSENT) or did.value.startswith("letter-")
        assert lies_ahead(did, today + dt.timedelta(ahead), today) is (ahead > 0 and not planned)
        assert not lies_ahead(did, today + dt.timedelta(ahead), None)

    def test_it_is_refused_whoever_asks(self) -> None:
        """With the day of the board; what has come is recorded."""
        board = board_of(today=DAY.isoformat())
        assert board.today is not None
        tomorrow = replace(draft(Did.REPORTED), on=board.today + dt.timedelta(1))
        problem = refused(board, tomorrow)
        assert (problem.code, problem.words["today"]) == ("RM544", "2027-01-19")
        assert prepare(board, replace(tomorrow, on=board.today))[1] == ()

    def test_somebody_has_recorded_something_since(self) -> None:
        """About this thing; other rows never collide."""
        board = board_of(
            entry("a", "started"),
            entry("b", "submitted", "a"),
            entry("c", "reported", thing=Thing("measure", "parents", "1")),
        )
        problem = refused(board, draft(Did.NOTED, note="ждём", saw=(name_of("a"),)))
        assert problem.code == "RM571"
        assert name_of("b") in problem.words["entries"]
        assert name_of("a") not in problem.words["entries"]
        assert refused(board, draft(Did.ACCEPTED, saw=())).code == "RM571"
        assert prepare(board, draft(Did.ACCEPTED, saw=(name_of("b"),)))[1] == ()

    def test_a_conflict_that_was_half_seen(self) -> None:
        board = board_of(entry("a", "reported"), entry("b", "cancelled", note="нет"))
        assert refused(board, draft(Did.ACCEPTED, saw=(name_of("a"),))).code == "RM571"
        assert prepare(board, draft(Did.ACCEPTED, saw=(name_of("b"), name_of("a"))))[1] == ()

    def test_what_a_newer_version_has_changed(self) -> None:
        board, _told = draw(plan_of(), strange("a"))
        assert refused(board, draft(Did.REPORTED)).code == "RM561"

    @pytest.mark.parametrize(
        ("who", "more", "field"),
        [
            ("Мария Петровна", {}, "who"),
            ("", {}, "who"),
            ("head\nroot", {}, "who"),
            ("head", {"note": "x" * 4_001}, "note"),
            ("head", {"cells": {"Сумма": "5"}}, "cells"),
            ("head", {"cells": {"sum": "x" * 10_000_000}}, "cells"),
            ("head", {"step": "A b"}, "step"),
            ("head", {"id": "x"}, "id"),
            ("head", {"on": dt.date(1, 1, 1)}, "on"),
        ],
    )
    def test_what_no_line_may_say(self, who: str, more: dict[str, Any], field: str) -> None:
        """It is refused by its field, and never breaks the program or the log."""
        problem = refused(board_of(), draft(Did.REPORTED, **more), who=who)
        assert (problem.code, problem.words["field"]) == ("RM543", field)
        assert len(problem.words["value"]) <= 60

    def test_a_new_day_that_is_none(self) -> None:
        problem = refused(board_of(), draft(Did.EXTENDED, to="скоро", note="болезнь"))
        assert (problem.code, problem.words["field"], problem.words["value"]) == ("RM543", "to", "скоро")

    def test_all_or_none(self) -> None:
        entries, problems = prepare(
            board_of(),
            draft(Did.REPORTED),
            draft(Did.ACCEPTED, thing=Thing("measure", "parents", "1")),
            draft(Did.RETURNED, thing=Thing("measure", "always")),
        )
        assert entries == ()
        assert [each.code for each in problems] == ["RM561", "RM561"]


class TestText:
    """What the adoption's text says has ended, without a word in the log."""

    SETTLED = "settled: {council: {state: done, on: 2027-01-19}}\n"

    @pytest.mark.parametrize("did", [Did.ACCEPTED, Did.REOPENED, Did.SUBMITTED])
    def test_whatever_is_recorded_has_its_effect(self, did: Did) -> None:
        """Nobody is told «recorded» of what the next reading counts as done in vain."""
        plan = plan_of(self.SETTLED)
        made, problems = prepare(draw(plan)[0], draft(did))
        assert problems == ()
        board, _told = draw(plan, *made)
        assert row_of(board, "council#1").vain == ()

    def test_what_the_log_says_otherwise_decides_what_may_follow(self) -> None:
        plan = plan_of(self.SETTLED)
        story = (entry("a", "submitted"), entry("b", "returned", "a", note="нет"))
        board, _told = draw(plan, *story)
        assert row_of(board, "council#1").happened.state is State.REPORTED
        for did in Did:
            made, problems = prepare(board, draft(did, note="да", **_to(did)))
            assert bool(made) != bool(problems)
            assert row_of(draw(plan, *story, *made)[0], "council#1").vain == ()


def _to(did: Did) -> dict[str, Any]:
    match did:
        case Did.EXTENDED | Did.DATED:
            return {"to": "2027-02-01"}
        case Did.ABSENT:
            return {"to": Absence.model_validate({"from": DAY, "until": DAY})}
        case _:
            return {}


@pytest.mark.parametrize("did", Did)
@pytest.mark.parametrize(
    "story",
    [
        [],
        ["started"],
        ["reported"],
        ["submitted"],
        ["submitted", "accepted"],
        ["submitted", "returned"],
        ["cancelled"],
        ["not-applicable"],
        ["reported", "reopened"],
    ],
    ids="-".join,
)
def test_what_is_accepted_for_recording_is_never_in_vain(story: list[str], did: Did) -> None:
    """What recording lets pass, the fold takes; what it refuses, the fold would have left without effect."""
    entries = [entry(str(place), each, [str(place - 1)] if place else ()) for place, each in enumerate(story)]
    board = board_of(*entries)
    made, problems = prepare(board, draft(did, note="да", **_to(did)))
    assert bool(made) != bool(problems)
    assert row_of(board_of(*entries, *made), "council#1").vain == ()
