"""`roadmap build --only`: some kinds of papers are made, and the others in the folder stay as they are."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

import pytest

from roadmap_engine.api.papers import build
from roadmap_engine.cli.only import read_kinds
from roadmap_engine.cli.program import run
from roadmap_engine.load.histories import history_path
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.paper_list import LIST_NAME
from tests.pipeline.filled import fill
from tests.pipeline.small_school import write_school
from tests.storage.folders import look

Captured = pytest.CaptureFixture[str]
NOTE = "forms/1.1-analytic-note.docx"
NEWER = "order (новая версия).docx"
DAYS = (dt.date(2026, 9, 1), dt.date(2026, 10, 1))
FOUR = ("plan", "order", "calendar", "tracker")
KINDS: tuple[tuple[str, ...], ...] = (
    FOUR, ("page", "data"), ("calendar", "calendars"), ("calendars",), ("forms",), ("tracker",),
)  # fmt: skip


def _lay(adoption: Path, day: dt.date, kinds: Collection[str] = (), out: str = "out") -> tuple[str, ...]:
    """Build on a day, so that calendars built twice say the same; gives the codes of what was told."""
    papers = build(adoption, today=day, papers=read_kinds(kinds)).or_raise()
    assert {Paper.of(name) for name in papers} == read_kinds(kinds)
    return tuple(each.code for each in papers.save(adoption.parent / out, today=day).problems)


def _everything(adoption: Path) -> Mapping[str, bytes]:
    """The papers, the list of them, and what the calendars have been through."""
    out = adoption.parent / "out"
    listed = {LIST_NAME: (out / LIST_NAME).read_bytes(), "history": history_path(adoption).read_bytes()}
    return {**look(out), **listed}


def _cli(adoption: Path, *more: str) -> int:
    return run(["build", str(adoption), "-o", str(adoption.parent / "out"), *more])


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A school whose papers are all built; its adoption."""
    adoption = write_school(tmp_path_factory.mktemp("school"))
    _lay(adoption, DAYS[0])
    return adoption


@pytest.fixture
def school(built: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    shutil.copytree(built.parent, tmp_path / "school")
    return tmp_path / "school" / built.name


class TestOnlyAndFull:
    """What is not asked for waits; a full build afterwards gives the same folder as without it."""

    @pytest.mark.parametrize("kinds", KINDS, ids="-".join)
    @pytest.mark.parametrize("change", ["a day moved", "a measure above", "a measure gone", "another head"])
    def test_only_then_full_is_full(self, change: str, kinds: tuple[str, ...], school: Path) -> None:
        before = look(school.parent / "out")
        other = shutil.copytree(school.parent, school.parent.parent / "other") / school.name
        for adoption in (school, other):
            write_school(adoption.parent, change)
        _lay(other, DAYS[1])
        whole = _everything(other)
        _lay(school, DAYS[1], kinds)
        between, asked = look(school.parent / "out"), read_kinds(kinds)
        for name in before.keys() | between.keys():
            expected = whole if Paper.of(name) in asked else before
            assert between.get(name) == expected.get(name), name
        _lay(school, DAYS[1])
        assert _everything(school) == whole
        _lay(school, DAYS[1], kinds)
        assert _everything(school) == whole

    @pytest.mark.parametrize("kinds", KINDS, ids="-".join)
    def test_only_into_an_empty_folder(self, kinds: tuple[str, ...], tmp_path: Path, built: Path) -> None:
        adoption = write_school(tmp_path / "new")
        _lay(adoption, DAYS[0], kinds)
        found = look(tmp_path / "new/out")
        assert {Paper.of(name) for name in found} == read_kinds(kinds)
        assert history_path(adoption).is_file() is any("calendar" in kind for kind in kinds)
        _lay(adoption, DAYS[0])
        assert _everything(adoption) == _everything(built)

    def test_one_kind_after_another_is_all(self, tmp_path: Path, built: Path) -> None:
        adoption = write_school(tmp_path / "new")
        for paper in reversed(Paper):
            _lay(adoption, DAYS[0], [paper.kind])
        assert _everything(adoption) == _everything(built)


class TestHandWork:
    """A paper that a person changed is theirs, whichever kinds are asked for."""

    def test_it_is_looked_at_only_when_it_is_asked_for(self, school: Path) -> None:
        out = school.parent / "out"
        mine = {name: (out / name).read_bytes() + b"mine" for name in ("order.docx", NOTE, "plan.html")}
        for name, content in mine.items():
            (out / name).write_bytes(content)
        write_school(school.parent, "a day moved")
        assert _lay(school, DAYS[1], ["calendar"]) == ()
        assert {name: (out / name).read_bytes() for name in mine} == mine
        assert not (out / NEWER).exists()
        assert _lay(school, DAYS[1], ["order"]) == ("RM707",)
        newer = (out / NEWER).read_bytes()
        assert newer == build(school, today=DAYS[1]).or_raise()["order.docx"]
        # The newer version stays beside it until the order is asked for again.
        write_school(school.parent, "a number")
        _lay(school, DAYS[1], ["page", "forms"])
        assert (out / NEWER).read_bytes() == newer
        _lay(school, DAYS[1], ["order"])
        assert (out / NEWER).read_bytes() != newer
        (out / "order.docx").unlink()
        _lay(school, DAYS[1], ["plan"])
        assert (out / NEWER).is_file()
        assert not (out / "order.docx").exists()
        _lay(school, DAYS[1], ["order"])
        assert not (out / NEWER).exists()
        assert (out / NOTE).read_bytes() == mine[NOTE]

    def test_a_filled_tracker_waits_and_is_carried_over(self, school: Path) -> None:
        out = school.parent / "out"
        filled = fill((out / "tracker.xlsx").read_bytes(), {"diagnostics#1": {"I": "выполнено"}})
        (out / "tracker.xlsx").write_bytes(filled)
        write_school(school.parent, "a day moved")
        _lay(school, DAYS[1], ["plan", "order", "calendar"])
        assert (out / "tracker.xlsx").read_bytes() == filled
        assert "RM731" in _lay(school, DAYS[1], ["tracker"])
        (kept,) = (content for name, content in look(out).items() if name.startswith("tracker до "))
        assert kept == filled

    def test_a_filled_blank_holds_its_name(self, school: Path) -> None:
        out = school.parent / "out"
        mine = (out / NOTE).read_bytes() + b"mine"
        (out / NOTE).write_bytes(mine)
        write_school(school.parent, "a measure above")
        assert _lay(school, DAYS[1], FOUR) == ()
        assert look(out).keys() == look(school.parent / "out").keys()
        told = _lay(school, DAYS[1])
        assert {"RM707", "RM737"} <= set(told)
        assert (out / NOTE).read_bytes() == mine
        assert "forms/1.1-analytic-note (2).docx" in look(out)

    def test_what_was_deleted_is_made_again_when_it_is_asked_for(self, school: Path) -> None:
        out = school.parent / "out"
        whole = _everything(school)
        for name in ("plan.docx", "deadlines.ics"):
            (out / name).unlink()
        _lay(school, DAYS[0], ["page"])
        assert not {"plan.docx", "deadlines.ics"} & look(out).keys()
        _lay(school, DAYS[0])
        assert _everything(school) == whole


class TestOtherPlans:
    """What another plan left in the folder is not kept for it."""

    def test_it_is_refused(self, school: Path) -> None:
        out = school.parent / "out"
        before = look(out)
        school.write_text(school.read_text("utf-8").replace("school-3-reading", "other"), "utf-8")
        assert _lay(school, DAYS[1], ["page"]) == ("RM705",)
        assert look(out) == before

    def test_it_gives_way_whole_where_that_is_wanted(self, school: Path) -> None:
        school.write_text(school.read_text("utf-8").replace("school-3-reading", "other"), "utf-8")
        assert _cli(school, "--only", "page", "--force") == 0
        assert look(school.parent / "out").keys() == {"plan.html"}


class TestCommand:
    """The option as people type it."""

    def test_kinds_are_separated_or_repeated(self, tmp_path: Path, capsys: Captured) -> None:
        adoption = write_school(tmp_path)
        assert _cli(adoption, "--only", "plan, Order", "--only", "tracker") == 0
        said = capsys.readouterr().out.splitlines()
        assert [line.split()[0].rpartition("/")[2] for line in said] == [
            "order.docx",
            "plan.docx",
            "tracker.xlsx",
        ]
        assert look(tmp_path / "out").keys() == {"order.docx", "plan.docx", "tracker.xlsx"}

    @pytest.mark.parametrize("word", ["plam", "plan,", "", "order.docx", "plan;order", "план"])
    def test_another_word_is_refused_with_the_list(self, word: str, tmp_path: Path, capsys: Captured) -> None:
        adoption = write_school(tmp_path)
        assert _cli(adoption, "--only", word) == 2
        told = capsys.readouterr().err
        assert ", ".join(paper.kind for paper in Paper) in told
        assert not (tmp_path / "out").exists()

    def test_a_folder_of_calendars_needs_them_all(self, tmp_path: Path, capsys: Captured) -> None:
        adoption = write_school(tmp_path)
        feeds = ("--calendars", str(tmp_path / "feeds"))
        assert _cli(adoption, "--only", "plan,calendar", *feeds) == 2
        assert "calendar,calendars" in capsys.readouterr().err
        assert _cli(adoption, "--only", "calendar,calendars", *feeds) == 0
        assert look(tmp_path / "feeds") == look(tmp_path / "out")
        # The list of all papers names them, and that of the folder of calendars is beside those.
        assert (tmp_path / "out" / LIST_NAME).is_file()
        assert not (tmp_path / "feeds" / LIST_NAME).exists()

    def test_what_is_not_asked_for_refuses_nothing(self, school: Path) -> None:
        """A history that cannot be read is a matter of calendars."""
        history_path(school).write_text("{", "utf-8")
        assert _cli(school, "--only", "plan,tracker") == 0
        assert _cli(school, "--only", "calendar") == 1
