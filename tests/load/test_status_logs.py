"""The lines of a status log: what cannot be read is told, kept and skipped, and no entry is lost for it."""

from __future__ import annotations

import codecs
import json
import random
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.diagnostics.limits import STATUS_BYTES
from roadmap_engine.load.status_logs import (
    find_log_copies,
    join_logs,
    load_log,
    read_log,
    status_path,
    write_entry,
)
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.entry import Entry, Redaction, StatusLog, StrangeEntry, Thing
from roadmap_engine.pipeline.logs import merge_logs, redact_entry
from tests.tracking.entries import entry, name_of, strange, tangles

A, B, C = entry("a", "started"), entry("b", "reported", "a"), entry("c", "accepted", "b")
REDACTION = Redaction(who="head", at="2027-02-01T00:00:00Z", why="имя ученика")


def line(each: Entry, **more: Any) -> bytes:
    """Give the line of an entry, with some keys otherwise."""
    return json.dumps(each.to_json() | more, ensure_ascii=False).encode() + b"\n"


def read(data: bytes) -> tuple[list[str], list[tuple[str, int | None]]]:
    """Read lines; gives the ids, and each problem with the line it is in."""
    log, problems = read_log(data, "a.status.jsonl")
    ids = sorted([*(each.id for each in log.entries), *(each.id for each in log.strange)])
    return ids, [(each.code, each.location.line if each.location else None) for each in problems]


IDS = [name_of(each) for each in "abc"]
WHOLE = line(A) + line(B) + line(C)


class TestDamage:
    """Whatever befell the file."""

    def test_a_whole_log(self) -> None:
        assert read(WHOLE) == (IDS, [])
        assert read(b"") == ([], [])
        assert read(b"\n \n\r\n") == ([], [])

    @pytest.mark.parametrize("cut", [1, 20, 100])
    def test_a_torn_tail_was_recorded_for_nobody(self, cut: int) -> None:
        assert read(WHOLE + line(A)[: -cut - 1]) == (IDS, [("RM557", 4)])

    def test_a_last_line_without_its_end_is_one(self) -> None:
        """An editor has left it out; appending keeps the line too."""
        assert read(WHOLE[:-1]) == (IDS, [])

    @pytest.mark.parametrize(
        "broken",
        [
            b"{",
            b"null",
            b"[]",
            b'"entry"',
            b"5",
            b"\xff\xfe\x00",
            b"\xed\xa0\x80",
            b'{"v": 2, "id": "aaaaaaaa", "x": "\xed\xa0\x80"}',
            b'{"v": 2, "id": "aaaaaaaa", "after": 5}',
            b'{"v": 2}',
            b'{"v": 2, "id": "../../x"}',
            b'{"v": ' + b"9" * 5_000 + b"}",
            b"[" * 50_000,
            b'{"a":' * 20_000,
            b"\0" * 4_096,
            b"x" * 10_000_000,
            line(A, note="y" * 10_000_000).strip(),
            line(A, note="y" * 4_001).strip(),
            line(A, id="../../etc/passwd").strip(),
            line(A, evidence=[{"link": "javascript:alert(1)"}]).strip(),
            line(A, unknown=1).strip(),
            line(A)[:-9],
        ],
        ids=lambda broken: repr(broken[:24]),
    )
    def test_a_broken_line_in_the_middle_costs_no_other(self, broken: bytes) -> None:
        ids, told = read(line(A) + broken + b"\n" + line(B) + line(C))
        assert ids == IDS
        assert told == [("RM556", 2)]

    def test_a_circle_of_ten_megabytes_is_read_in_time(self) -> None:
        """Hostile lines cost no more than their bytes."""
        began = time.process_time()
        assert read(b'{"v":2,"id":' * 800_000 + b"\n" + WHOLE)[0] == IDS
        assert time.process_time() - began < 5

    @pytest.mark.parametrize("broken", [b"x\n", b'{"v":3,"id":"12345678",}\n'])
    def test_a_file_of_nothing_but_broken_lines_is_read_in_time(self, broken: bytes) -> None:
        began = time.process_time()
        assert read(broken * (1_000_000 // len(broken)) + WHOLE)[0] == IDS
        assert time.process_time() - began < 2

    def test_windows_ends_of_lines(self) -> None:
        assert read(WHOLE.replace(b"\n", b"\r\n")) == (IDS, [])

    def test_the_mark_that_notepad_puts_first(self) -> None:
        assert read(codecs.BOM_UTF8 + WHOLE) == (IDS, [])
        assert read(line(A) + codecs.BOM_UTF8 + line(B) + line(C)) == (IDS, [])

    @pytest.mark.parametrize("end", [b"\n", b"\r\n"])
    def test_the_marks_of_a_merge_are_no_lines(self, end: bytes) -> None:
        """`git` leaves both sides; the log is a set, so both count."""
        text = (
            b"<<<<<<< HEAD\n" + line(A) + b"||||||| base\n=======\n" + line(B) + line(C) + b">>>>>>> other\n"
        )
        assert read(text.replace(b"\n", end)) == (IDS, [])
        assert read(b"<<<<<<<<\n" + WHOLE)[1] == [("RM556", 1)]

    def test_lines_twice_are_one(self) -> None:
        assert read(WHOLE + WHOLE) == (IDS, [])

    def test_what_is_followed_and_missing_is_told_once(self) -> None:
        log, (problem,) = read_log(line(B) + line(C), "school/a.status.jsonl")
        assert len(log.entries) == 2
        assert (problem.code, problem.words["count"]) == ("RM559", "1")

    def test_many_broken_lines_are_told(self) -> None:
        """Each by its number."""
        _ids, told = read(b"x\n" * 1_000)
        assert told == [("RM556", number) for number in range(1, 1_001)]
        assert read(b"x\n" * 1_500)[1] == told


class TestNewerVersions:
    """What is not understood is kept, and never guessed at."""

    @pytest.mark.parametrize("more", [{"v": 2, "mood": "good"}, {"did": "postponed"}, {"v": 10**6, "did": 5}])
    def test_it_is_kept(self, more: dict[str, Any]) -> None:
        log, problems = read_log(line(B, **more) + line(C) + line(A), "x")
        assert problems == ()
        (kept,) = log.strange
        assert (kept.id, kept.thing, kept.adoption) == (B.id, B.thing, "school-7-vpr")
        assert kept.after == (A.id,)
        assert json.loads(kept.words) == json.loads(line(B, **more))

    @pytest.mark.parametrize(
        ("about", "thing"),
        [
            ({"measure": "council", "colour": "red"}, Thing("measure", "council")),
            ({"planet": "mars"}, None),
            ("council", None),
            ({"measure": "../x"}, None),
            (None, None),
        ],
    )
    def test_what_it_is_about_as_far_as_it_can_be_read(self, about: Any, thing: Thing | None) -> None:
        log, _problems = read_log(line(A, v=2, about=about, adoption=5, after=["x", 7]), "x")
        (kept,) = log.strange
        assert (kept.thing, kept.adoption, kept.after) == (thing, None, ("x",))


class TestOneId:
    """Two entries under one id."""

    def test_two_different_ones_are_told_and_one_stands(self) -> None:
        other = with_fields(A, note="подделка")
        for text in (line(A) + line(other), line(other) + line(A)):
            log, (problem,) = read_log(text, "x")
            assert (problem.code, problem.words["id"]) == ("RM558", A.id)
            assert log.entries == (min((A, other), key=write_entry),)

    def test_what_was_taken_out_stays_out(self) -> None:
        """In whichever copy it still stands."""
        full = with_fields(A, note="имя ученика", cells={"sum": "5"})
        bare = with_fields(A, redacted=REDACTION)
        for text in (line(full) + line(bare), line(bare) + line(full)):
            log, problems = read_log(text, "x")
            assert (log.entries, problems) == ((bare,), ())

    def test_a_forged_taking_out_is_told(self) -> None:
        """It takes out words, and changes nothing of what was done."""
        forged = with_fields(entry("a", "cancelled", note="нет"), note=None, redacted=REDACTION)
        _log, (problem,) = read_log(line(A) + line(forged), "x")
        assert problem.code == "RM558"

    def test_an_entry_goes_before_what_is_not_understood(self) -> None:
        log, (problem,) = read_log(line(A, v=2) + line(A), "x")
        assert (log.entries, log.strange, problem.code) == ((A,), (), "RM558")

    @given(st.permutations(["plain", "other", "bare", "strange"]), st.integers(1, 4))
    def test_which_one_stands_and_what_is_told_depends_on_no_order(
        self, order: list[str], count: int
    ) -> None:
        known: dict[str, Entry | StrangeEntry] = {
            "plain": A,
            "other": with_fields(A, note="другое"),
            "bare": with_fields(A, redacted=REDACTION),
            "strange": strange("a"),
        }
        given_ones = [known[name] for name in order[:count]]
        assert join_logs(given_ones) == join_logs(reversed(given_ones))
        assert join_logs(given_ones) == join_logs([*given_ones, *given_ones])


Known = list[Entry | StrangeEntry]


def _join(*logs: StatusLog) -> StatusLog:
    everything: Known = [*(each for log in logs for each in log.entries)]
    everything += [each for log in logs for each in log.strange]
    return join_logs(everything)[0]


_MANY: Known = [
    *(A, B, C, entry("d", "noted", "c", note="да"), strange("e"), strange("f", "a"), strange("d")),
    *(with_fields(A, note="другое"), with_fields(A, redacted=REDACTION), with_fields(B, redacted=REDACTION)),
    with_fields(strange("e"), words="{другое}"),
]


_LOGS = st.lists(st.sampled_from(_MANY), unique=True).map(lambda entries: join_logs(entries)[0])


class TestUnion:
    """A merge is the union of sets."""

    @given(_LOGS, _LOGS, _LOGS)
    def test_it_is_commutative_associative_and_idempotent(
        self, one: StatusLog, two: StatusLog, three: StatusLog
    ) -> None:
        assert _join(one, two) == _join(two, one)
        assert _join(_join(one, two), three) == _join(one, _join(two, three))
        assert _join(one, one) == one
        assert _join(one, StatusLog()) == one

    @given(_LOGS, _LOGS)
    def test_no_entry_is_lost(self, one: StatusLog, two: StatusLog) -> None:
        def ids(log: StatusLog) -> set[str]:
            return {each.id for each in log.entries} | {each.id for each in log.strange}

        assert ids(_join(one, two)) == ids(one) | ids(two)

    @given(tangles(circles=True), st.randoms(use_true_random=False))
    def test_the_place_in_the_file_means_nothing(self, entries: list[Entry], chance: random.Random) -> None:
        lines = [line(each) for each in entries]
        log, problems = read_log(b"".join(lines), "x")
        chance.shuffle(lines)
        assert read_log(b"".join(lines), "x") == (log, problems)
        assert list(log.entries) == sorted(entries, key=lambda each: each.id)


class TestFiles:
    """The file beside an adoption, and its copies."""

    def test_its_name(self) -> None:
        assert status_path(Path("a/adoption.yaml")) == Path("a/adoption.status.jsonl")

    def test_a_missing_one_is_one_in_which_nothing_stands(self, tmp_path: Path) -> None:
        assert load_log(tmp_path / "a.status.jsonl") == (StatusLog(), ())

    @pytest.mark.parametrize(
        ("name", "taken"),
        [
            ("adoption.status (копия).jsonl", True),
            ("adoption.status (2).jsonl", True),
            ("adoption.status.sync-conflict-20270118-073000-ABCDEFG.jsonl", True),
            ("adoption.status-PC-12.jsonl", True),
            ("adoption.status (conflicted copy 2027-01-18).jsonl", True),
            ("adoption.status.jsonl", False),
            ("adoption.status-2.status.jsonl", False),
            ("adoption.history.jsonl", False),
            ("other.status (копия).jsonl", False),
            ("adoption.status.jsonl.bak", False),
        ],
    )
    def test_copies_are_found(self, tmp_path: Path, name: str, taken: bool) -> None:
        path = tmp_path / "adoption.status.jsonl"
        (tmp_path / name).write_bytes(WHOLE)
        assert find_log_copies(path) == ((tmp_path / name,) if taken else ())
        assert [each.code for each in load_log(path)[1]] == (["RM560"] if taken else [])

    def test_a_name_with_signs_of_a_pattern(self, tmp_path: Path) -> None:
        path = tmp_path / "a[1]*.status.jsonl"
        copy = tmp_path / "a[1]*.status (копия).jsonl"
        for each in (path, copy, tmp_path / "a1x.status (копия).jsonl"):
            each.write_bytes(WHOLE)
        assert find_log_copies(path) == (copy,)

    def test_what_is_no_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "a.status.jsonl").mkdir()
        log, problems = load_log(tmp_path / "a.status.jsonl")
        assert (log, [each.code for each in problems]) == (StatusLog(), ["RM102"])

    def test_one_that_is_too_large_is_not_read_by_half(self, tmp_path: Path) -> None:
        """What stands behind the limit may say something else of each row."""
        path = tmp_path / "a.status.jsonl"
        path.write_bytes(WHOLE + b" " * (STATUS_BYTES.most - len(WHOLE) - 1) + b"\n")
        assert load_log(path)[0].entries == (A, B, C)
        with path.open("ab") as stream:
            stream.write(b"\n")
        log, problems = load_log(path)
        assert (log, [each.code for each in problems]) == (StatusLog(), ["RM104"])
        before = path.read_bytes()
        for found in (
            merge_logs(path, [path]),
            redact_entry(path, A.id, who="head", why="имя", at=REDACTION.at),
        ):
            assert [each.code for each in found.problems][:1] == ["RM104"]
        assert path.read_bytes() == before

    def test_one_that_leads_out_of_its_folder_is_not_opened(self, tmp_path: Path) -> None:
        outside = tmp_path / "outside.jsonl"
        outside.write_bytes(WHOLE)
        home = tmp_path / "one" / "two" / "three"
        home.mkdir(parents=True)
        (home / "a.status.jsonl").symlink_to(outside)
        log, problems = load_log(home / "a.status.jsonl")
        assert log == StatusLog()
        assert [each.code for each in problems] == ["RM166"]

    def test_it_is_read_as_it_lies(self, tmp_path: Path) -> None:
        path = tmp_path / "a.status.jsonl"
        path.write_bytes(WHOLE + b"x\n")
        log, problems = load_log(path)
        assert log.entries == (A, B, C)
        assert {each.thing for each in log.entries} == {A.thing}
        assert problems[0].code == "RM556"


def test_an_entry_of_another_kind_has_its_words_kept() -> None:
    """Letter by letter, for the copy it is joined into."""
    words = '{"v": 2,  "id": "aaaaaaaa", "x": "\\u0436"}'
    log, _problems = read_log(words.encode() + b"\n", "x")
    assert log.strange == (StrangeEntry(id="aaaaaaaa", words=words),)
