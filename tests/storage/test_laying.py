"""Papers in a folder that people work in: nothing of theirs is lost, the rest is as a fresh build."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.storage import laying
from roadmap_engine.storage.known_papers import load_known
from roadmap_engine.storage.paper_list import LIST_NAME, PaperList, digest
from roadmap_engine.storage.terms import Carried, Force, Recalled, Terms
from roadmap_engine.storage.writing import replace_file
from tests.storage.folders import TODAY, codes, lay_papers, look

BLANK = "forms/1.1-note.docx"


class TestOwn:
    """«drawn: written anew»."""

    def test_every_paper_and_the_list_of_them_are_written(self, tmp_path: Path) -> None:
        assert lay_papers(tmp_path / "new", {"a.html": b"1", BLANK: b"2"}) == ()
        assert look(tmp_path / "new") == {"a.html": b"1", BLANK: b"2"}
        assert (tmp_path / "new" / LIST_NAME).is_file()

    def test_what_nobody_touched_gives_way(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"a.html": b"1", "b.docx": b"1", BLANK: b"1"})
        assert lay_papers(tmp_path, {"a.html": b"2", "b.docx": b"2", BLANK: b"2"}) == ()
        assert set(look(tmp_path).values()) == {b"2"}

    def test_what_is_no_paper_any_more_goes_unless_a_person_changed_it(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"a.html": b"1", "b.docx": b"1", "c.docx": b"1"})
        (tmp_path / "c.docx").write_bytes(b"signed")
        assert codes(lay_papers(tmp_path, {"a.html": b"1"})) == ["RM735"]
        assert look(tmp_path) == {"a.html": b"1", "c.docx": b"signed"}
        assert codes(lay_papers(tmp_path, {"a.html": b"1"})) == ["RM735"]

    def test_a_run_that_changes_nothing_writes_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        lay_papers(tmp_path, {"a.html": b"1", BLANK: b"2"})
        monkeypatch.setattr(laying, "replace_file", None)
        assert lay_papers(tmp_path, {"a.html": b"1", BLANK: b"2"}) == ()

    def test_what_a_killed_run_left_is_swept_where_papers_lie_and_nowhere_else(self, tmp_path: Path) -> None:
        for folder in ("forms", "mine"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / ".roadmap-abc.part").write_bytes(b"half")
        lay_papers(tmp_path, {BLANK: b"1"})
        assert not (tmp_path / "forms" / ".roadmap-abc.part").exists()
        assert (tmp_path / "mine" / ".roadmap-abc.part").exists()


class TestChanged:
    """«filled in by people: theirs after that»."""

    @pytest.mark.parametrize("name", ["order.docx", "plan.html", "calendars/head.ics", BLANK])
    def test_a_changed_file_stays_and_its_new_version_lies_beside(self, name: str, tmp_path: Path) -> None:
        lay_papers(tmp_path, {name: b"1", "z.html": b"1"})
        (tmp_path / name).write_bytes(b"mine")
        newer = (
            name.replace(".", " (новая версия).") if name != BLANK else "forms/1.1-note (новая версия).docx"
        )
        for turn in (b"2", b"3"):
            assert codes(lay_papers(tmp_path, {name: turn, "z.html": turn})) == ["RM707"]
            assert look(tmp_path) == {name: b"mine", newer: turn, "z.html": turn}

    def test_nothing_lies_beside_what_would_be_no_different(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {BLANK: b"1"})
        (tmp_path / BLANK).write_bytes(b"mine")
        assert codes(lay_papers(tmp_path, {BLANK: b"1"})) == ["RM706"]
        assert look(tmp_path) == {BLANK: b"mine"}

    @pytest.mark.parametrize("how", ["given up", "taken over", "the same again"])
    def test_the_new_version_goes_when_it_is_not_needed(self, how: str, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"order.docx": b"1"})
        (tmp_path / "order.docx").write_bytes(b"mine")
        lay_papers(tmp_path, {"order.docx": b"2"})
        if how == "given up":
            (tmp_path / "order.docx").unlink()
        if how == "taken over":
            (tmp_path / "order.docx").write_bytes(b"2")
        lay_papers(tmp_path, {"order.docx": b"1" if how == "the same again" else b"2"})
        assert look(tmp_path) == {"order.docx": b"mine" if how == "the same again" else b"2"}

    def test_a_new_version_somebody_wrote_in_is_replaced_and_kept(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"order.docx": b"1"})
        (tmp_path / "order.docx").write_bytes(b"mine")
        lay_papers(tmp_path, {"order.docx": b"2"})
        (tmp_path / "order (новая версия).docx").write_bytes(b"mine too")
        lay_papers(tmp_path, {"order.docx": b"3"})
        assert look(tmp_path) == {
            "order.docx": b"mine",
            "order (новая версия).docx": b"3",
            "order (новая версия) до 29.11.2026.docx": b"mine too",
        }

    def test_a_file_that_was_there_before_is_a_persons(self, tmp_path: Path) -> None:
        (tmp_path / "order.docx").write_bytes(b"mine")
        assert codes(lay_papers(tmp_path, {"order.docx": b"1"})) == ["RM707"]
        assert look(tmp_path) == {"order.docx": b"mine", "order (новая версия).docx": b"1"}

    def test_a_file_that_happens_to_be_the_paper_is_taken_for_it(self, tmp_path: Path) -> None:
        (tmp_path / "order.docx").write_bytes(b"1")
        assert lay_papers(tmp_path, {"order.docx": b"1"}) == ()
        assert lay_papers(tmp_path, {"order.docx": b"2"}) == ()
        assert look(tmp_path) == {"order.docx": b"2"}

    def test_papers_that_belong_together_are_written_all_or_none(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"a.docx": b"1", "a.json": b"1"}, together=True)
        (tmp_path / "a.docx").write_bytes(b"signed")
        assert codes(lay_papers(tmp_path, {"a.docx": b"2", "a.json": b"2"}, together=True)) == ["RM739"]
        assert look(tmp_path) == {"a.docx": b"signed", "a.json": b"1"}


class TestForce:
    """«bare means all that the program wrote, never what a person filled in; the old file is always kept»."""

    files = ("plan.html", "deadlines.ics", "order.docx", "order.pdf", "tracker.xlsx", BLANK)

    def _force(self, folder: Path, force: Force) -> set[str]:
        """Lay over changed files; gives those that gave way, each of which must be kept."""
        lay_papers(folder, dict.fromkeys(self.files, b"1"))
        for name in self.files:
            (folder / name).write_bytes(b"mine")
        lay_papers(folder, dict.fromkeys(self.files, b"2"), force=force)
        found = look(folder)
        gone = {name for name in self.files if found[name] == b"2"}
        assert sum(" до 29.11.2026" in name and content == b"mine" for name, content in found.items()) == len(
            gone
        )
        return gone

    @pytest.mark.parametrize(
        ("force", "gone"),
        [
            (Force(), set()),
            (Force(every=True), {"plan.html", "deadlines.ics"}),
            (Force(names=("order",)), {"order.docx", "order.pdf"}),
            (Force(names=("order.docx", "page")), {"order.docx", "plan.html"}),
            (Force(names=("forms",)), {BLANK}),
            (Force(names=("1.1-*",)), {BLANK}),
            (Force(names=("tracker",)), {"tracker.xlsx"}),
            (Force(names=("*",)), set(files)),
        ],
    )
    def test_what_is_written_over(self, force: Force, gone: set[str], tmp_path: Path) -> None:
        assert self._force(tmp_path, force) == gone

    def test_a_second_file_of_a_day_gets_a_number_and_the_same_none(self, tmp_path: Path) -> None:
        every = Force(every=True)
        for mine, new in ((b"a", b"1"), (b"b", b"2"), (b"a", b"3")):
            (tmp_path / "plan.html").write_bytes(mine)
            lay_papers(tmp_path, {"plan.html": new}, force=every)
        assert look(tmp_path) == {
            "plan.html": b"3",
            "plan до 29.11.2026.html": b"a",
            "plan до 29.11.2026 (2).html": b"b",
        }


class TestTracker:
    """«a new tracker in its place, the old file beside; when nothing changed it is not touched»."""

    @staticmethod
    def _lay(folder: Path, drawn: bytes) -> tuple[str, ...]:
        """Lay a tracker whose work is what stands behind a bar."""

        def carry(data: bytes) -> Carried | None:
            _, bar, work = data.partition(b"|")
            return None if data == b"damaged" else Carried(drawn + bar + work)

        carriers = {"tracker.xlsx": carry}
        return tuple(codes(lay_papers(folder, {"tracker.xlsx": drawn}, carriers=carriers)))

    def test_work_goes_along_and_the_old_file_stays(self, tmp_path: Path) -> None:
        self._lay(tmp_path, b"1")
        (tmp_path / "tracker.xlsx").write_bytes(b"1|done")
        assert self._lay(tmp_path, b"1") == ("RM706",)
        assert look(tmp_path) == {"tracker.xlsx": b"1|done"}
        assert self._lay(tmp_path, b"2") == ("RM731",)
        assert look(tmp_path) == {"tracker.xlsx": b"2|done", "tracker до 29.11.2026.xlsx": b"1|done"}
        assert self._lay(tmp_path, b"2") == ()

    def test_work_that_went_along_goes_along_again(self, tmp_path: Path) -> None:
        self._lay(tmp_path, b"1")
        (tmp_path / "tracker.xlsx").write_bytes(b"1|done")
        self._lay(tmp_path, b"2")
        assert self._lay(tmp_path, b"3") == ()
        assert look(tmp_path) == {"tracker.xlsx": b"3|done", "tracker до 29.11.2026.xlsx": b"1|done"}
        (tmp_path / "tracker.xlsx").write_bytes(b"3|done, late")
        assert self._lay(tmp_path, b"4") == ("RM731",)
        assert look(tmp_path)["tracker.xlsx"] == b"4|done, late"
        assert look(tmp_path)["tracker до 29.11.2026 (2).xlsx"] == b"3|done, late"

    def test_a_tracker_that_cannot_be_read_stays(self, tmp_path: Path) -> None:
        self._lay(tmp_path, b"1")
        (tmp_path / "tracker.xlsx").write_bytes(b"damaged")
        assert self._lay(tmp_path, b"2") == ("RM734",)
        assert look(tmp_path) == {"tracker.xlsx": b"damaged", "tracker (новая версия).xlsx": b"2"}

    def test_what_was_filled_in_beside_it_goes_along_too(self, tmp_path: Path) -> None:
        self._lay(tmp_path, b"1")
        (tmp_path / "tracker.xlsx").write_bytes(b"damaged")
        self._lay(tmp_path, b"2")
        (tmp_path / "tracker (новая версия).xlsx").write_bytes(b"2|done")
        self._lay(tmp_path, b"3")
        assert look(tmp_path)["tracker (новая версия).xlsx"] == b"3|done"
        (tmp_path / "tracker.xlsx").unlink()
        self._lay(tmp_path, b"4")
        assert look(tmp_path)["tracker (новая версия).xlsx"] == b"3|done"


class TestBlanks:
    """«A blank is known by its measure, not by its row number, and keeps its name when numbers move»."""

    def test_an_untouched_blank_is_renamed(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {BLANK: b"note"})
        assert lay_papers(tmp_path, {"forms/1.1-new.docx": b"new", "forms/1.2-note.docx": b"note"}) == ()
        assert look(tmp_path) == {"forms/1.1-new.docx": b"new", "forms/1.2-note.docx": b"note"}

    def test_a_filled_blank_keeps_its_name_and_no_second_one_comes(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {BLANK: b"note"})
        (tmp_path / BLANK).write_bytes(b"mine")
        later = {"forms/1.1-new.docx": b"new", "forms/1.2-note.docx": b"note"}
        for _ in range(2):
            assert codes(lay_papers(tmp_path, later)) == ["RM737", "RM706"]
            assert look(tmp_path) == {"forms/1.1-new.docx": b"new", BLANK: b"mine"}

    def test_a_name_that_is_held_is_nobody_elses(self, tmp_path: Path) -> None:
        def lay(*measures: str) -> None:
            names = {f"forms/1.{place}-note.docx": name for place, name in enumerate(measures, 1)}
            lay_papers(tmp_path, {name: of.encode() for name, of in names.items()}, blanks=names)

        lay("old")
        (tmp_path / BLANK).write_bytes(b"mine")
        lay("above", "old")
        assert look(tmp_path) == {BLANK: b"mine", "forms/1.1-note (2).docx": b"above"}
        lay("above", "middle", "old")
        assert look(tmp_path)["forms/1.2-note.docx"] == b"middle"
        lay("other")
        assert look(tmp_path) == {BLANK: b"mine", "forms/1.1-note (2).docx": b"other"}
        (tmp_path / BLANK).unlink()
        lay("above", "old")
        assert look(tmp_path) == {BLANK: b"above", "forms/1.2-note.docx": b"old"}

    def test_two_blanks_that_change_places_change_names(self, tmp_path: Path) -> None:
        first = {"forms/1.1-x.docx": "a", "forms/1.2-x.docx": "b"}
        lay_papers(tmp_path, {name: of.encode() for name, of in first.items()}, blanks=first)
        then = {"forms/1.1-x.docx": "b", "forms/1.2-x.docx": "a"}
        assert lay_papers(tmp_path, {name: of.encode() for name, of in then.items()}, blanks=then) == ()
        assert look(tmp_path) == {"forms/1.1-x.docx": b"b", "forms/1.2-x.docx": b"a"}


class TestOpen:
    """«A file open in Excel or Word is left, told, the rest written»."""

    @pytest.mark.parametrize(
        ("name", "mark"),
        [
            ("order.docx", "~$order.docx"),
            ("letters.docx", "~$etters.docx"),
            ("forms/1.1-note.docx", "forms/~$1-note.docx"),
            ("tracker.xlsx", "~$tracker.xlsx"),
            ("order.docx", ".~lock.order.docx#"),
        ],
    )
    def test_a_mark_beside_a_file_is_heeded(self, name: str, mark: str, tmp_path: Path) -> None:
        lay_papers(tmp_path, {name: b"1", "z.html": b"1"})
        (tmp_path / mark).write_bytes(b"")
        assert codes(lay_papers(tmp_path, {name: b"2", "z.html": b"2"})) == ["RM708"]
        assert (look(tmp_path)[name], look(tmp_path)["z.html"]) == (b"1", b"2")
        (tmp_path / mark).unlink()
        assert lay_papers(tmp_path, {name: b"2", "z.html": b"2"}) == ()
        assert look(tmp_path) == {name: b"2", "z.html": b"2"}

    def test_an_open_file_that_is_right_is_not_spoken_of(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"order.docx": b"1"})
        (tmp_path / "~$order.docx").write_bytes(b"")
        assert lay_papers(tmp_path, {"order.docx": b"1"}) == ()

    def test_an_open_blank_is_neither_renamed_nor_doubled(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {BLANK: b"1"})
        (tmp_path / "forms" / "~$1-note.docx").write_bytes(b"")
        assert codes(lay_papers(tmp_path, {"forms/1.2-note.docx": b"2"})) == ["RM737", "RM708"]
        assert "forms/1.2-note.docx" not in look(tmp_path)

    @pytest.mark.parametrize("refused", [PermissionError(13, "x"), IsADirectoryError(21, "x")])
    def test_a_refused_file_leaves_the_rest_to_be_written(
        self, refused: OSError, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Windows lets nobody rename over a file that a program holds."""

        def refuse(path: Path, content: bytes) -> None:
            if path.name == "order.docx":
                raise refused
            replace_file(path, content)

        lay_papers(tmp_path, {"order.docx": b"1", "z.html": b"1"})
        with monkeypatch.context() as held:
            held.setattr(laying, "replace_file", refuse)
            assert codes(lay_papers(tmp_path, {"order.docx": b"2", "z.html": b"2"})) == ["RM730"]
        assert look(tmp_path) == {"order.docx": b"1", "z.html": b"2"}
        assert lay_papers(tmp_path, {"order.docx": b"2", "z.html": b"2"}) == ()


class TestLinks:
    """«Nothing is deleted or written through links»."""

    def test_a_link_in_the_place_of_a_paper_stays(self, tmp_path: Path) -> None:
        (tmp_path / "mine.docx").write_bytes(b"mine")
        folder = tmp_path / "papers"
        folder.mkdir()
        (folder / "order.docx").symlink_to(tmp_path / "mine.docx")
        for force in (Force(), Force(names=("*",))):
            assert codes(lay_papers(folder, {"order.docx": b"1", "z.html": b"1"}, force=force)) == ["RM709"]
        assert (tmp_path / "mine.docx").read_bytes() == b"mine"
        assert (folder / "order.docx").is_symlink()
        assert (folder / "z.html").read_bytes() == b"1"

    def test_a_link_in_the_place_of_a_folder_leads_to_nothing_written_or_removed(
        self, tmp_path: Path
    ) -> None:
        folder, elsewhere = tmp_path / "papers", tmp_path / "elsewhere"
        lay_papers(folder, {BLANK: b"1", "z.html": b"1"})
        (folder / "forms").rename(elsewhere)
        (folder / "forms").symlink_to(elsewhere)
        (elsewhere / ".roadmap-abc.part").write_bytes(b"theirs")
        before = look(elsewhere)
        assert codes(lay_papers(folder, {BLANK: b"2", "z.html": b"2"})) == ["RM709"]
        assert lay_papers(folder, {"z.html": b"2"}) == ()
        assert look(elsewhere) == before
        assert (elsewhere / ".roadmap-abc.part").exists()

    def test_the_folder_itself_may_be_a_link(self, tmp_path: Path) -> None:
        """Papers on another drive are a person's choice."""
        (tmp_path / "drive").mkdir()
        (tmp_path / "papers").symlink_to("drive")
        assert lay_papers(tmp_path / "papers", {BLANK: b"1"}) == ()
        assert look(tmp_path / "drive") == {BLANK: b"1"}

    def test_what_is_no_file_is_neither_opened_nor_replaced(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.docx")
        (tmp_path / "b.docx").mkdir()
        (tmp_path / "forms").write_bytes(b"a file")
        with socket.socket(socket.AF_UNIX) as listener:
            listener.bind(os.path.relpath(tmp_path / "c.docx"))
            papers = {"a.docx": b"1", "b.docx": b"1", "c.docx": b"1", BLANK: b"1", "z.html": b"1"}
            assert codes(lay_papers(tmp_path, papers)) == ["RM709"] * 4
        assert (tmp_path / "z.html").read_bytes() == b"1"


class TestList:
    """«written before the papers too; what an earlier version of the program wrote is understood»."""

    def test_a_run_that_broke_off_is_taken_up(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Whatever was written by then, the next run knows it for the program's."""
        names = ("a.html", "b.docx", BLANK)
        for stop in range(1, 6):
            folder = tmp_path / str(stop)
            lay_papers(folder, dict.fromkeys(names, b"1"))
            left = iter(range(stop))

            def break_off(path: Path, content: bytes, left: Iterator[int] = left) -> None:
                if next(left, None) is None:
                    raise KeyboardInterrupt
                replace_file(path, content)

            with monkeypatch.context() as broken:
                broken.setattr(laying, "replace_file", break_off)
                if stop < len(names) + 2:
                    with pytest.raises(KeyboardInterrupt):
                        lay_papers(folder, dict.fromkeys(names, b"2"))
            assert lay_papers(folder, dict.fromkeys(names, b"3")) == ()
            assert look(folder) == dict.fromkeys(sorted(names), b"3")

    def test_the_list_of_the_first_format_is_understood(self, tmp_path: Path) -> None:
        for name, content in (("plan.json", b"p"), ("order.docx", b"1"), (BLANK, b"mine")):
            (tmp_path / name).parent.mkdir(exist_ok=True)
            (tmp_path / name).write_bytes(content)
        first = {"plan.json": digest(b"p"), "order.docx": digest(b"1"), BLANK: digest(b"1")}
        (tmp_path / LIST_NAME).write_text(json.dumps(first), encoding="utf-8")
        recall = {b"p": Recalled("plan", {BLANK: "note.docx"})}.get
        later = {"plan.json": b"q", "order.docx": b"2", "forms/1.2-note.docx": b"1"}
        assert codes(lay_papers(tmp_path, later, recall=recall)) == ["RM737", "RM706"]
        assert look(tmp_path) == {"plan.json": b"q", "order.docx": b"2", BLANK: b"mine"}

    def test_the_folder_of_another_plan_is_refused(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, {"order.docx": b"1", BLANK: b"1"}, plan="one")
        before = look(tmp_path)
        assert codes(lay_papers(tmp_path, {"order.docx": b"2"}, plan="two")) == ["RM705"]
        assert look(tmp_path) == before
        (tmp_path / BLANK).write_bytes(b"mine")
        force = Force(every=True)
        assert codes(lay_papers(tmp_path, {"order.docx": b"2", BLANK: b"2"}, plan="two", force=force)) == [
            "RM707"
        ]
        assert (look(tmp_path)["order.docx"], look(tmp_path)[BLANK]) == (b"2", b"mine")
        assert codes(lay_papers(tmp_path, {"order.docx": b"2"}, plan="one")) == ["RM705"]

    def test_the_first_format_names_its_plan_by_its_plan_json(self, tmp_path: Path) -> None:
        (tmp_path / "plan.json").write_bytes(b"p")
        (tmp_path / LIST_NAME).write_text(json.dumps({"plan.json": digest(b"p")}), encoding="utf-8")
        recall = {b"p": Recalled("one", {})}.get
        assert codes(lay_papers(tmp_path, {"plan.json": b"q"}, plan="two", recall=recall)) == ["RM705"]

    @pytest.mark.parametrize(
        "text",
        [
            "{",
            "[]",
            '{"format": 2, "plan": 3, "papers": []}',
            '{"format": 2, "papers": {"order.docx": {"written": {"x": "y"}}, "a": 1, "b": {"written": 2}}}',
            '{"format": 2, "papers": {"order.docx": {"written": {}, "about": []}}}',
            "[" * 100_000,
            '{"order.docx": "\\ud800"}',
        ],
    )
    def test_a_list_that_says_nothing_makes_every_file_a_persons(self, text: str, tmp_path: Path) -> None:
        (tmp_path / "order.docx").write_bytes(b"1")
        (tmp_path / LIST_NAME).write_text(text, encoding="utf-8")
        assert codes(lay_papers(tmp_path, {"order.docx": b"2"})) == ["RM707"]
        assert look(tmp_path)["order.docx"] == b"1"

    @pytest.mark.parametrize(
        "name", ["../outside.txt", "a/../../outside.txt", "/outside.txt", "..\\outside.txt"]
    )
    def test_a_list_that_leads_out_of_the_folder_takes_nothing_away(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "outside.txt").write_bytes(b"")
        folder = tmp_path / "papers"
        folder.mkdir()
        for tree in (
            {name: digest(b"")},
            {"format": 2, "papers": {name: {"written": {digest(b""): digest(b"")}}}},
        ):
            (folder / LIST_NAME).write_text(json.dumps(tree), encoding="utf-8")
            lay_papers(folder, {"a.html": b"1"})
            assert (tmp_path / "outside.txt").is_file()


class TestCalendarsAlone:
    """Calendars laid into a folder of their own, or into one that has all papers."""

    everything: Mapping[str, bytes] = {
        "plan.html": b"p",
        "deadlines.ics": b"1",
        "calendars/a.ics": b"a",
        "calendars/b.ics": b"b",
    }
    alone: Mapping[str, Any] = {"plan": "one", "calendars": True, "list_name": ".roadmap-calendars.json"}

    def test_what_else_is_there_is_not_touched(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, self.everything, plan="one")
        (tmp_path / "mine.txt").write_bytes(b"mine")
        assert (
            codes(lay_papers(tmp_path, {"deadlines.ics": b"2", "calendars/a.ics": b"a"}, **self.alone)) == []
        )
        left = {"plan.html": b"p", "deadlines.ics": b"2", "calendars/a.ics": b"a", "mine.txt": b"mine"}
        assert look(tmp_path) == left
        # Of all papers the list is as it was; what changed meanwhile is no more than a person's change.
        known, _ = load_known(tmp_path, Terms(plan="one", today=TODAY))
        assert known.plan == "one"
        assert set(known.entries) == set(self.everything)

    def test_the_list_of_all_papers_tells_whose_they_are_until_there_is_another(self, tmp_path: Path) -> None:
        terms = Terms(today=TODAY, **self.alone)
        assert load_known(tmp_path, terms) == (PaperList(), None)
        lay_papers(tmp_path, {"plan.html": b"p"}, plan="one")
        assert load_known(tmp_path, terms)[0].plan == ""
        lay_papers(tmp_path, self.everything, plan="one")
        known, newer = load_known(tmp_path, terms)
        assert (known.plan, newer) == ("one", None)
        assert set(known.entries) == {"deadlines.ics", "calendars/a.ics", "calendars/b.ics"}

    def test_another_plan_s_are_refused_unless_it_goes_on(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, self.everything, plan="one")
        two = {**self.alone, "plan": "two"}
        before = look(tmp_path)
        assert codes(lay_papers(tmp_path, {"deadlines.ics": b"2"}, **two)) == ["RM969"]
        assert look(tmp_path) == before
        assert codes(lay_papers(tmp_path, {"deadlines.ics": b"2"}, **two, goes_on=True)) == []
        assert look(tmp_path) == {"plan.html": b"p", "deadlines.ics": b"2"}
        assert codes(lay_papers(tmp_path, {"deadlines.ics": b"1"}, **self.alone)) == ["RM969"]

    def test_a_calendar_that_a_person_changed_stays(self, tmp_path: Path) -> None:
        lay_papers(tmp_path, self.everything, plan="one")
        (tmp_path / "deadlines.ics").write_bytes(b"mine")
        assert codes(lay_papers(tmp_path, {"deadlines.ics": b"2"}, **self.alone)) == ["RM707"]
        assert look(tmp_path)["deadlines.ics"] == b"mine"
