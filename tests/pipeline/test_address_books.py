"""Addresses beside an organisation's people: the same words from `check` and from `remind`."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import read_letters
from tests.remind_school import DEPUTY, HEAD, TODAY, add_plan, write_letter_school

CODES = ("RM777", "RM778", "RM780", "RM781", "RM782")


def _told(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return sorted(
        (each.code, str(each.words.get("post") or each.words.get("posts") or each.words.get("one") or ""))
        for each in problems
        if each.code in CODES
    )


def _check(*paths: Path) -> list[tuple[str, str]]:
    return _told(check_texts(paths).problems)


def _remind(adoption: Path) -> list[tuple[str, str]]:
    day = dt.date.fromisoformat(TODAY)
    return _told(read_letters(RemindRun((adoption,), sends=False), lambda _plan: day).problems)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


class TestBothCommands:
    """What is wrong whoever asks."""

    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ("people:", "people:", []),
            ("  deputy-head: ", "  deputy-heda: ", [("RM778", "deputy-heda")]),
            ("people:", "unsubscribed: [haed]\npeople:", [("RM781", "haed")]),
            (DEPUTY, HEAD, [("RM782", "head")]),
            (DEPUTY, HEAD.replace("school-3", "SCHOOL-3"), [("RM782", "head")]),
            (DEPUTY, HEAD.replace("director", "Director"), []),
            ("contacts: school-3", "contacts: school-4", [("RM777", "")]),
            ("people:", "organisations: {school-4: {nobody: a@b.example}}\npeople:", []),
        ],
    )
    def test_both_say_the_same(self, tmp_path: Path, old: str, new: str, told: list[tuple[str, str]]) -> None:
        """Strangers, an address twice; another organisation's people are not this one's strangers."""
        adoption = write_letter_school(tmp_path)
        _change(tmp_path / "contacts.yaml", old, new)
        assert _remind(adoption) == told
        assert [each for each in _check(adoption) if each[0] != "RM780"] == told

    def test_the_near_name_is_offered(self, tmp_path: Path) -> None:
        """Of a key, and of a day: whoever wrote it means somebody of that post."""
        adoption = write_letter_school(tmp_path)
        _change(tmp_path / "contacts.yaml", "  head: ", "  head-2027-02-02: ")
        holders = "[{name: Орлова Мария Петровна, post: директор, until: 2027-01-31}, "
        holders += "{name: Белова Анна Ивановна, post: директор, from: 2027-02-01}]"
        _change(
            tmp_path / "organisation.yaml",
            "head: {name: Орлова Мария Петровна, post: директор}",
            f"head: {holders}",
        )
        (problem,) = [each for each in check_texts([adoption]).problems if each.code == "RM778"]
        assert problem.words["post"] == "head-2027-02-02"
        assert "«head-2027-02-01»" in str(problem.words["near"])
        _change(tmp_path / "contacts.yaml", "  head-2027-02-02: ", "  head-2027-02-01: ")
        assert ("RM778", "head-2027-02-01") not in _check(adoption)

    def test_one_person_of_two_posts_shares_with_herself(self, tmp_path: Path) -> None:
        """However her name is written: letters know her by her address, and that is as it should be."""
        adoption = write_letter_school(tmp_path)
        _change(tmp_path / "contacts.yaml", DEPUTY, HEAD)
        assert _check(adoption) == [("RM782", "head")]
        _change(tmp_path / "organisation.yaml", "Зайцева Ольга Павловна", "Орлова М. П.")
        assert _check(adoption) == []

    def test_two_who_hold_a_post_one_after_another_may_share(self, tmp_path: Path) -> None:
        """An address of the post, written for each of them."""
        adoption = write_letter_school(tmp_path)
        holders = "[{name: Орлова Мария Петровна, post: директор, until: 2027-01-31}, "
        holders += "{name: Белова Анна Ивановна, post: директор, from: 2027-02-01}]"
        _change(
            tmp_path / "organisation.yaml",
            "head: {name: Орлова Мария Петровна, post: директор}",
            f"head: {holders}",
        )
        _change(tmp_path / "contacts.yaml", "people:", f"people:\n  head-2027-02-01: {HEAD}")
        assert _check(adoption) == []


class TestWithoutAddress:
    """People of the plan whom no letter reaches: a remark of `check`."""

    def test_only_where_letters_are_used(self, tmp_path: Path) -> None:
        """No contacts.yaml, no remark."""
        adoption = write_letter_school(tmp_path)
        _change(tmp_path / "contacts.yaml", f"  deputy-head: {DEPUTY}\n", "")
        assert _check(adoption) == [("RM780", "«deputy-head»")]
        (tmp_path / "contacts.yaml").unlink()
        assert _check(adoption) == []

    def test_nobody_else_is_missed(self, tmp_path: Path) -> None:
        """Who has unsubscribed, who has nothing to do in the plan; an event's recorder has."""
        adoption = write_letter_school(tmp_path)
        _change(tmp_path / "contacts.yaml", f"  deputy-head: {DEPUTY}", "unsubscribed: [deputy-head]")
        _change(
            tmp_path / "organisation.yaml", "people:", "people:\n  clerk: {name: Тен Л. Б., post: секретарь}"
        )
        assert _check(adoption) == []
        _change(tmp_path / "tiny.yaml", "recorded_by: deputy-head", "recorded_by: clerk")
        _change(
            tmp_path / "tiny.yaml", "roles:\n", "roles:\n  clerk: {title: секретарь, filled_by: [clerk]}\n"
        )
        assert _check(adoption) == [("RM780", "«clerk»")]

    def test_once_for_several_plans(self, tmp_path: Path) -> None:
        """Of one organisation, in one run, wherever the file lies and however it is met."""
        folder = tmp_path / "school"
        write_letter_school(folder)
        add_plan(folder)
        _change(folder / "contacts.yaml", f"  deputy-head: {DEPUTY}\n", "")
        _change(folder / "contacts.yaml", "  head: ", "  haed: ")
        told = [("RM778", "haed"), ("RM780", "«deputy-head», «head»")]
        assert _check(folder) == told
        (folder / "contacts.yaml").rename(tmp_path / "contacts.yaml")
        assert _check(tmp_path) == told

    def test_a_broken_file_is_told_once(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Met by itself, and for the plan below it, under one name; a plan alone meets it too."""
        write_letter_school(tmp_path / "school")
        (tmp_path / "school" / "contacts.yaml").rename(tmp_path / "contacts.yaml")
        _change(tmp_path / "contacts.yaml", HEAD, "директор")
        monkeypatch.chdir(tmp_path)
        for path in (Path(), Path("school/adoption.yaml")):
            told = [each for each in check_texts([path]).problems if each.code == "RM776"]
            assert [each.location.file for each in told if each.location] == ["contacts.yaml"]
