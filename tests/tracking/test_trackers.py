"""A tracker that comes back × the log: one side's change is taken or left, a change of both is a conflict."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.importing.tracker import read_tracker
from roadmap_engine.load.status_logs import join_logs
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Did, EvidenceLink
from roadmap_engine.model.filled_tracker import Filled
from roadmap_engine.model.read_tracker import ReadTracker
from roadmap_engine.model.tracker_cells import say_cell
from roadmap_engine.pipeline.trackers import carry_over, renew_tracker
from roadmap_engine.tracking.transitions import MOVES
from tests.documents.small_plans import make_measure
from tests.pipeline.filled import edit, fill
from tests.tracking.tracked import PLAN, TODAY, Desk, codes, write_in

DONE = {"I": "выполнено", "J": dt.date(2027, 2, 20)}


NAMES = ("status", "note", "number", "own:mark")
ROWS = ("first#once", "monthly#2027-01", "monthly#2027-02", "council#")
WORDS = st.sampled_from(["а", "б", "=1+1", "12", "две\nстроки", "\u202eобратно", "2027-02-20", "", " ", "\t"])
EDITS = st.dictionaries(
    st.tuples(st.sampled_from(ROWS), st.sampled_from(NAMES)),
    st.tuples(WORDS, st.sampled_from(["не начато", "в работе", "выполнено"])),
    max_size=8,
)


def _by_row(edits: Mapping[tuple[str, str], tuple[str, str]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for (row, name), (words, status) in edits.items():
        found.setdefault(row, {})[name] = status if name == "status" else words
    return found


class TestDeeds:
    """What each cell becomes."""

    def test_an_untouched_tracker_changes_nothing(self) -> None:
        desk = Desk()
        assert desk.join(desk.tracker()) == type(desk.join(desk.tracker()))()
        desk.record("first#once", Did.REPORTED, on=dt.date(2027, 2, 1), note="акт № 4")
        joined = desk.join(desk.tracker())
        assert (joined.drafts, joined.problems) == ((), ())

    def test_a_row_is_one_entry_with_all_its_cells(self) -> None:
        desk = Desk()
        row = {
            **DONE,
            "L": "акт № 4",
            "P": 12,
            "Q": dt.date(2027, 2, 19),
            "R": "https://a.example/x",
            "S": "ё",
        }
        joined = desk.take(desk.tracker(), {"first#once": row})
        assert codes(joined) == []
        assert len(joined.taken) == 7
        (entry,) = desk.log.entries
        assert (entry.did, entry.on, entry.note, entry.via) == (
            Did.REPORTED, dt.date(2027, 2, 20), "акт № 4", "tracker",
        )  # fmt: skip
        assert dict(entry.cells) == {"document-number": "12", "document-date": "2027-02-19", "mark": "ё"}
        assert entry.evidence == (EvidenceLink(link="https://a.example/x"),)
        shown = desk.cells("first#once")
        assert (shown["status"], shown["done"], shown["link"]) == (
            "выполнено", dt.date(2027, 2, 20), "https://a.example/x",
        )  # fmt: skip
        assert desk.join(desk.tracker()).drafts == ()

    @pytest.mark.parametrize(
        ("cells", "deeds"),
        [
            ({"I": "в работе"}, [Did.STARTED]),
            ({"I": " В  Работе "}, [Did.STARTED]),
            ({"I": "на проверке"}, [Did.SUBMITTED]),
            ({"I": "не применимо", "L": "нет 9 классов"}, [Did.NOT_APPLICABLE]),
            ({"I": "отменено", "L": "приказ № 15"}, [Did.CANCELLED]),
            ({"L": "ждём"}, [Did.NOTED]),
            ({"S": "ё"}, [Did.NOTED]),
            ({"R": "http://a.example"}, [Did.ATTACHED]),
            ({"F": dt.date(2027, 7, 12), "L": "болезнь"}, [Did.EXTENDED]),
            ({"F": dt.date(2027, 7, 12), "L": "болезнь", "I": "в работе"}, [Did.EXTENDED, Did.STARTED]),
        ],
    )
    def test_a_cell_is_a_deed(self, cells: Mapping[str, Any], deeds: list[Did]) -> None:
        desk = Desk()
        joined = desk.take(desk.tracker(), {"first#once": cells})
        assert [draft.did for draft in joined.drafts] == deeds
        asked = [each for each in deeds if MOVES[each].needs_note]
        assert codes(joined) == ["RM600"] * len(asked), "what needs a reason says where it was taken from"
        assert len(joined.taken) == len(cells)

    @pytest.mark.parametrize(
        ("cells", "did"),
        [
            ({"F": dt.date(2027, 7, 12)}, Did.EXTENDED),
            ({"I": "не применимо"}, Did.NOT_APPLICABLE),
            ({"I": "отменено"}, Did.CANCELLED),
        ],
    )
    def test_a_reason_is_what_was_written_into_the_note_of_this_file(
        self, cells: Mapping[str, Any], did: Did
    ) -> None:
        """What stood there when the file was made was said of something else, though the log has it."""
        desk = Desk()
        desk.record("first#once", Did.NOTED, note="папка у завуча")
        old = desk.join(fill(desk.tracker(), {"first#once": cells}))
        assert (codes(old), old.drafts) == (["RM596"], ())
        joined = desk.join(fill(desk.tracker(), {"first#once": {**cells, "L": "болезнь учителя"}}))
        (problem,) = joined.problems
        assert (problem.code, problem.words["note"]) == ("RM600", "болезнь учителя")
        assert "План!L5" in str(problem.words["at"])
        (draft,) = joined.drafts
        assert (draft.did, draft.note) == (did, "болезнь учителя")

    def test_a_note_that_was_recorded_since_is_still_this_files_reason(self) -> None:
        """Written into the same file in the morning, imported, and the day put off in it in the evening."""
        desk = Desk()
        morning = fill(desk.tracker(), {"first#once": {"L": "болезнь учителя"}})
        desk.take(morning, {})
        joined = desk.take(morning, {"first#once": {"F": dt.date(2027, 7, 12)}})
        assert (codes(joined), [each.did for each in joined.drafts]) == (["RM600"], [Did.EXTENDED])
        row = next(each for each in desk.board.rows if each.row.id == "first#once")
        assert row.happened.extended_why == "болезнь учителя"

    def test_another_status_takes_back_what_the_school_has_set(self) -> None:
        desk = Desk()
        desk.record("first#once", Did.REPORTED, on=dt.date(2027, 2, 1))
        joined = desk.take(desk.tracker(), {"first#once": {"I": "в работе", "J": None}})
        assert [draft.did for draft in joined.drafts] == [Did.REOPENED, Did.STARTED]
        assert desk.cells("first#once")["status"] == "в работе"

    def test_an_acceptance_is_not_undone_from_a_tracker(self) -> None:
        for status in ("не начато", "в работе", "выполнено"):
            desk = Desk()
            desk.record("first#once", Did.REPORTED)
            desk.record("first#once", Did.ACCEPTED)
            joined = desk.take(desk.tracker(), {"first#once": {"I": status}})
            assert codes(joined) == ["RM561"]
            assert joined.drafts == ()
            assert "План!I5" in str(joined.problems[0].words["row"])

    def test_a_submitted_row_is_locked_until_it_is_returned(self) -> None:
        desk = Desk()
        desk.record("first#once", Did.SUBMITTED)
        assert codes(desk.take(desk.tracker(), {"first#once": {"L": "ещё слово"}})) == ["RM561"]
        desk.record("first#once", Did.RETURNED, note="нет выводов")
        joined = desk.take(desk.tracker(), {"first#once": {**DONE, "L": "дописано"}})
        assert [draft.did for draft in joined.drafts] == [Did.REPORTED]

    def test_a_conflict_of_entries_is_decided_by_a_status(self) -> None:
        desk = Desk()
        first = desk.record("first#once", Did.REPORTED, id="aaaaaaaa")
        other = with_fields(first, id="bbbbbbbb", did=Did.CANCELLED, note="приказ", after=())
        desk.log = with_fields(desk.log, entries=(first, other))
        assert desk.cells("first#once")["status"] == "записи расходятся"
        desk.take(desk.tracker(), {"first#once": {**DONE}})
        assert desk.log.entries[-1].after == ("aaaaaaaa", "bbbbbbbb")
        assert desk.cells("first#once")["status"] == "выполнено"

    def test_a_day_that_nobody_said_is_the_day_of_reading_and_told(self) -> None:
        desk = Desk()
        joined = desk.take(desk.tracker(), {"first#once": {"I": "выполнено"}})
        assert codes(joined) == ["RM589"]
        assert desk.log.entries[0].on == TODAY

    def test_a_note_that_was_cleared_is_gone(self) -> None:
        desk = Desk()
        desk.record("first#once", Did.NOTED, note="ждём")
        desk.take(desk.tracker(), {"first#once": {"L": None}})
        assert desk.cells("first#once")["note"] is None
        assert desk.join(desk.tracker()).drafts == ()

    def test_the_extended_day_is_shown(self) -> None:
        desk = Desk()
        desk.record("first#once", Did.EXTENDED, to="2027-07-12", note="болезнь")
        assert desk.cells("first#once")["due"] == dt.date(2027, 7, 12)
        assert desk.join(desk.tracker()).drafts == ()

    def test_what_the_adoption_says_is_over_is_not_changed(self) -> None:
        settled = {"state": "done", "on": "2027-02-01"}
        measure = make_measure("first", title="Первое")
        plan = with_fields(
            PLAN,
            stages=(
                with_fields(
                    PLAN.stages[0], measures=(measure.model_validate({**dict(measure), "settled": settled}),)
                ),
            ),
        )
        desk = Desk(plan)
        assert codes(desk.take(desk.tracker(), {"first#once": {"I": "в работе", "J": None}})) == ["RM595"]


class TestTwice:
    """The same file, on one copy of the log or on two."""

    def test_the_same_file_again_changes_nothing(self) -> None:
        desk = Desk()
        data = fill(desk.tracker(), {"first#once": {**DONE, "L": "акт"}, "council#": {"I": "в работе"}})
        desk.add(desk.join(data).drafts, "tracker")
        assert desk.join(data).drafts == ()
        desk.record("first#once", Did.RETURNED, note="нет выводов")
        again = desk.join(data)
        assert (again.drafts, again.conflicts, again.problems) == ((), (), ())

    def test_two_copies_of_the_log_that_merge_have_one_entry(self) -> None:
        data = fill(Desk().tracker(), {"first#once": {**DONE, "L": "акт"}, "council#": {"I": "выполнено"}})
        one, other = Desk(), Desk()
        for desk in (one, other):
            desk.add(desk.join(data).drafts, "tracker")
        later = [
            with_fields(entry, at=entry.at + dt.timedelta(days=2), who="head") for entry in other.log.entries
        ]
        log, doubled = join_logs((*one.log.entries, *later))
        assert (len(log.entries), doubled) == (2, ())
        assert join_logs((*later, *one.log.entries))[0] == log

    def test_a_forged_entry_under_the_same_id_is_told(self) -> None:
        desk = Desk()
        desk.take(desk.tracker(), {"first#once": DONE})
        (entry,) = desk.log.entries
        forged = with_fields(entry, did=Did.CANCELLED, note="подделка")
        assert join_logs((entry, forged))[1] == (entry.id,)

    def test_other_values_are_other_entries(self) -> None:
        tracker = Desk().tracker()
        ids = {
            draft.id
            for note in ("акт № 4", "акт № 5")
            for draft in Desk().join(fill(tracker, {"first#once": {**DONE, "L": note}})).drafts
        }
        assert len(ids) == 2


class TestConflicts:
    """Both sides have changed a cell since the tracker was made."""

    def filled(self) -> tuple[Desk, bytes]:
        desk = Desk()
        data = fill(desk.tracker(), {"first#once": {"L": "наше"}, "council#": {"I": "в работе"}})
        desk.record("first#once", Did.NOTED, note="другое")
        return desk, data

    def test_both_values_are_told_and_nothing_of_the_row_is_taken(self) -> None:
        desk, data = self.filled()
        joined = desk.join(data)
        (told,) = joined.problems
        assert (told.code, told.words["theirs"], told.words["ours"]) == ("RM576", "наше", "другое")
        assert told.words["at"] == "tracker.xlsx, «План!L5»"
        assert [draft.thing.id for draft in joined.drafts] == ["council"]

    def test_whose_word_holds_can_be_said(self) -> None:
        desk, data = self.filled()
        assert [draft.thing.id for draft in desk.join(data, "ours").drafts] == ["council"]
        joined = desk.join(data, "theirs")
        assert [(draft.thing.id, draft.note) for draft in joined.drafts] == [
            ("first", "наше"), ("council", None),
        ]  # fmt: skip
        desk.add(joined.drafts, "tracker")
        assert desk.cells("first#once")["note"] == "наше"
        assert desk.join(data).drafts == ()

    def test_the_same_change_on_both_sides_is_none(self) -> None:
        desk, _ = self.filled()
        data = fill(Desk().tracker(), {"first#once": {"L": "другое "}})
        assert (desk.join(data).drafts, codes(desk.join(data))) == ((), [])


class TestRebuilt:
    """What the log does not know goes into the next tracker, and still counts as not recorded."""

    def test_it_gives_the_same_entries_from_the_next_tracker(self) -> None:
        desk = Desk()
        council = {"F": dt.date(2027, 6, 15), "L": "ждём"}
        data = fill(desk.tracker(), {"first#once": {**DONE, "S": "ё"}, "council#": council})
        desk.record("monthly#2027-01", Did.STARTED)
        next_one, problems = renew_tracker(desk.plan, data, "tracker.xlsx")
        assert next_one is not None
        assert [each.code for each in problems] == ["RM575"]
        assert desk.join(next_one).drafts == desk.join(data).drafts
        desk.add(desk.join(next_one).drafts, "tracker")
        assert desk.join(data).drafts == ()
        last, problems = renew_tracker(desk.plan, next_one, "tracker.xlsx")
        assert (last, problems) == (desk.tracker(), ())

    def test_a_conflict_stays_one(self) -> None:
        desk = Desk()
        data = fill(desk.tracker(), {"first#once": {"L": "наше"}})
        desk.record("first#once", Did.NOTED, note="другое")
        for _ in range(2):
            renewed, _told = renew_tracker(desk.plan, data, "tracker.xlsx")
            assert renewed is not None
            data = renewed
            assert codes(desk.join(data)) == ["RM576"]

    @settings(max_examples=25, deadline=None)
    @given(EDITS, EDITS)
    def test_nothing_written_is_lost_and_nothing_is_added(self, log: Any, file: Any) -> None:
        """Of any edits on both sides, what is unread of the next tracker is what was of the last."""
        desk = Desk()
        tracker = write_in(desk.read(), _by_row(file))
        for row, cells in _by_row(log).items():
            desk.add(desk.join(write_in(desk.read(), {row: cells}), "theirs").drafts, "tracker")
        filled = carry_over(desk.plan, tracker)
        before, after = desk.join(tracker), desk.join(_as_read(desk, filled))
        assert after.drafts == before.drafts
        assert after.conflicts == before.conflicts
        assert filled.stray == ()


class TestOthers:
    """Trackers of others."""

    def test_of_another_plan_nothing_is_read(self) -> None:
        other = Desk(with_fields(PLAN, plan="school-13"))
        data = fill(other.tracker(), {"first#once": DONE})
        assert codes(Desk().join(data)) == ["RM577"]

    def test_nor_without_the_property(self) -> None:
        other = Desk(with_fields(PLAN, plan="school-13"))
        data = edit(other.tracker(), lambda book: book.custom_doc_props.props.clear())
        assert codes(Desk().join(data)) == ["RM577"]

    def test_of_another_year_nothing_is_read(self) -> None:
        def age(book: Any) -> None:
            next(each for each in book.custom_doc_props.props if each.name == "years").value = "2025/2026"

        data = edit(fill(Desk().tracker(), {"first#once": DONE}), age)
        assert codes(Desk().join(data)) == ["RM578"]


class TestLaw:
    """Cells edited at random on both sides: one-sided edits are taken, two-sided ones are conflicts."""

    @settings(max_examples=40, deadline=None)
    @given(EDITS, EDITS, EDITS)
    def test_of_three_ways(self, start: Any, log: Any, file: Any) -> None:
        desk = Desk()
        self._write(desk, _by_row(start))
        tracker = desk.read()
        before = {row: dict(desk.cells(row)) for row in ROWS}
        self._write(desk, _by_row(log))
        after = {row: dict(desk.cells(row)) for row in ROWS}
        hand = _by_row(file)
        joined = desk.join(write_in(tracker, hand))
        conflicts: set[tuple[str, str]] = set()
        edits: dict[str, set[str]] = {}
        for row, cells in hand.items():
            for name, value in cells.items():
                base, now, mine = (
                    _flat(each) for each in (before[row].get(name), after[row].get(name), value)
                )
                if mine in (base, now):
                    continue
                if base == now:
                    edits.setdefault(row, set()).add(name)
                else:
                    conflicts.add((row, name))
        captions = {
            "Статус": "status",
            "Примечание": "note",
            "Документ: номер": "number",
            "Отметка": "own:mark",
        }
        assert {(each.row, captions.get(each.cell, "own:mark")) for each in joined.conflicts} == conflicts
        stopped = {row for row, _ in conflicts}
        expected = {(row, name) for row, names in edits.items() for name in names if row not in stopped}
        assert {(each.row, captions.get(each.cell, "own:mark")) for each in joined.taken} == expected
        assert {each.code for each in joined.problems} <= {"RM576", "RM589"}
        desk.add(joined.drafts, "tracker")
        for row, name in expected:
            assert _flat(desk.cells(row).get(name)) == _flat(hand[row][name])
        for row in ROWS:
            for name in before[row]:
                if (row, name) not in expected and not (name == "done" and (row, "status") in expected):
                    assert desk.cells(row).get(name) == after[row].get(name)

    def _write(self, desk: Desk, rows: Mapping[str, Mapping[str, str]]) -> None:
        """Record what a side says, as a tracker of that moment would."""
        for row, cells in rows.items():
            joined = desk.join(write_in(desk.read(), {row: cells}), "theirs")
            desk.add(joined.drafts, "tracker")


def _as_read(desk: Desk, filled: Filled) -> ReadTracker:
    """Give what a reader of the next tracker gives."""
    fresh = desk.read()
    rows = tuple(
        replace(row, cells=filled.rows[row.id], base=replace(filled.bases[row.id], plan=fresh.plan))
        if row.id in filled.rows
        else row
        for row in fresh.rows
    )
    return replace(fresh, rows=rows)


def _flat(value: Any) -> str:
    """What a reader sees of a cell."""
    return "\n".join(" ".join(line.split()) for line in say_cell(value).split("\n")).strip()


def test_a_tracker_of_the_days_before_exports_is_read() -> None:
    """Its rows know only how they had ended, and its days are the plan's."""
    desk = Desk()

    def age(book: Any) -> None:
        sheet = book["План"]
        sheet.delete_cols(16, 3)
        for row in range(5, 10):
            sheet.cell(row, 15).value = None
        for each in ("export", "years"):
            del book.custom_doc_props[each]
        sheet["F5"] = dt.date(2027, 6, 1)

    read = read_tracker(edit(fill(desk.tracker(), {"first#once": DONE}), age))
    assert read is not None
    joined = desk.join(read)
    assert [(draft.did, draft.on) for draft in joined.drafts] == [(Did.REPORTED, dt.date(2027, 2, 20))]
    assert codes(joined) == []
