"""Texts in, outcomes out: nothing is raised for content or written but by `save`; words do for files."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import roadmap_engine
from roadmap_engine import InvalidRoadmap, Outcome, Problem, RenderError
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import CODES, Severity
from tests.importing.making import make_docx
from tests.pipeline.filled import fill
from tests.pipeline.small_school import write_school
from tests.pipeline.updates import FIRST, Neighbours
from tests.soak.kill_runs import snapshot

TODAY = dt.date(2026, 11, 29)
TABLE = [["№", "Мероприятие", "Срок"], ["1", "Анализ", "до 1 мая 2027 г."]]
LATER = FIRST.replace("1.0.0", "1.1.0").replace("до 15 января", "до 18 января")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A small school's adoption."""
    return write_school(tmp_path)


def _words(path: Path) -> str:
    return path.read_text(encoding="utf-8")


class TestTexts:
    """«functions take paths or texts»."""

    def test_words_give_what_their_file_gives(self, school: Path) -> None:
        words, beside = _words(school), school.parent
        for text in (str(school), words.encode(), words):
            assert roadmap_engine.adopt(text, beside=beside) == roadmap_engine.adopt(school)
        from_words = roadmap_engine.build(words, today=TODAY, beside=beside).or_raise()
        assert dict(from_words) == dict(roadmap_engine.build(school, today=TODAY).or_raise())

    def test_a_roadmap_in_words_stands_on_what_lies_beside(self, school: Path) -> None:
        layer = "roadmap: over\nversion: 1.0.0\nextends: tiny@1.0.0\nremove: [results]\n"
        printed = roadmap_engine.print_roadmap(layer, beside=school.parent).or_raise()
        assert [each.id for each in printed.plan.measures()] == ["diagnostics", "meeting"]
        assert [each.code for each in roadmap_engine.print_roadmap(layer).problems] == ["RM170"]

    @pytest.mark.parametrize("name", ["adoption.yaml", "organisation.yaml", "tiny.yaml"])
    @pytest.mark.parametrize("harm", [lambda words: words, lambda words: f"{words}surplus: 1\n"])
    def test_words_are_checked_as_their_file(
        self, school: Path, name: str, harm: Callable[[str], str]
    ) -> None:
        path = school.with_name(name)
        path.write_text(harm(_words(path)), encoding="utf-8")
        from_file = roadmap_engine.check(path)
        from_words = roadmap_engine.check(_words(path), beside=school.parent)
        assert [(each.code, each.arguments) for each in from_words.problems] == [
            (each.code, each.arguments) for each in from_file.problems
        ]
        assert from_file.ok == (harm("") == "")

    def test_several_texts_are_checked_at_once(self, school: Path) -> None:
        """A problem that two of them have is told once."""
        outcome = roadmap_engine.check(school, school.parent, b"roadmap: x\n")
        assert {each.code for each in outcome.problems} == {"RM140", "RM952"}
        assert str(school) in (outcome.value or ())

    def test_an_update_of_words_is_that_of_their_file(self, tmp_path: Path) -> None:
        neighbours = Neighbours(tmp_path)
        neighbours.publish(FIRST, LATER)
        path = neighbours.adopt()
        found = roadmap_engine.update(_words(path), beside=path.parent).or_raise()
        same = roadmap_engine.update(path).or_raise()
        assert found.text == same.text != _words(path)
        assert dict(found.files) == dict(same.files)


class TestCommands:
    """«`cli` uses the same functions»: what a command answers as JSON is what the function gives."""

    def _answer(self, capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
        run(list(words))
        answer: dict[str, object] = json.loads(capsys.readouterr().out)
        return answer

    def test_explain(self, school: Path, capsys: pytest.CaptureFixture[str]) -> None:
        for phrase in ("ежегодно, до 1 октября", "до 35 октября"):
            told = roadmap_engine.explain(phrase, year="2026/2027").value
            assert told is not None
            answer = self._answer(capsys, "explain", phrase, "--year", "2026/2027", "--json")
            assert answer == told.to_json()
        plan = roadmap_engine.adopt(school).or_raise()
        why = roadmap_engine.explain(plan, "1.2").or_raise()
        assert self._answer(capsys, "explain", str(school), "1.2", "--json") == why.to_json()

    def test_decline(self, capsys: pytest.CaptureFixture[str]) -> None:
        for name in ("Тен Лариса Борисовна", "Тен Л. Б."):
            forms = roadmap_engine.decline(name).value
            assert forms is not None
            for language in ("ru", "en"):
                answer = self._answer(capsys, "--lang", language, "decline", name, "--json")
                assert answer == forms.to_json(language)

    def test_diff(self, school: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        other = write_school(tmp_path / "other", "a day moved")
        found = roadmap_engine.diff(school, other).or_raise()
        answer = self._answer(capsys, "diff", str(school), str(other), "--json")
        assert answer == {**found.to_json(), "problems": []}
        plans = (roadmap_engine.adopt(each).or_raise() for each in (school, other))
        assert roadmap_engine.diff(*plans).or_raise().difference == found.difference

    def test_import(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        table, text = tmp_path / "table.docx", tmp_path / "our-plan.yaml"
        table.write_bytes(make_docx(TABLE))
        self._answer(capsys, "import", str(table), "-o", str(text), "--json")
        assert _words(text) == roadmap_engine.import_table(table, output=text).or_raise().text
        from_bytes = roadmap_engine.import_table(table.read_bytes(), roadmap="our-plan").or_raise()
        assert from_bytes.tree == roadmap_engine.import_table(table, output=text).or_raise().tree

    def test_publish(self, school: Path, tmp_path: Path) -> None:
        folder = tmp_path / "published"
        made = roadmap_engine.publish(school.with_name("tiny.yaml"), folder=folder).or_raise()
        assert run(["publish", str(school.with_name("tiny.yaml")), "-o", str(folder)]) == 0
        assert snapshot(folder) == dict(made.files)


class TestContent:
    """«never raise for content (`outcome.or_raise()` does)»."""

    @given(st.one_of(st.binary(max_size=200), st.text(max_size=200).map(lambda text: f"{text}\n")))
    def test_whatever_a_text_is(self, text: bytes | str) -> None:
        """Every function answers, and the answer says what is wrong."""
        answers: tuple[Outcome[object], ...] = (
            roadmap_engine.adopt(text),
            roadmap_engine.build(text, today=TODAY),
            roadmap_engine.print_roadmap(text),
            roadmap_engine.check(text),
            roadmap_engine.update(text),
            roadmap_engine.import_table(text.encode(errors="replace") if isinstance(text, str) else text),
        )
        for outcome in answers:
            assert not outcome.ok
            with pytest.raises(InvalidRoadmap):
                outcome.or_raise()

    @given(st.text(max_size=60))
    def test_whatever_a_phrase_or_a_name_is(self, words: str) -> None:
        told = roadmap_engine.explain(words, year="2026/2027").value
        forms = roadmap_engine.decline(words).value
        assert told is not None
        assert forms is not None
        assert told.understood or told.problems
        assert forms.sure or forms.problems

    @pytest.mark.parametrize("path", ["no/such.yaml", "no-such-roadmap", "\0", "."])
    def test_whatever_a_path_is(self, path: str) -> None:
        for outcome in (
            roadmap_engine.adopt(path),
            roadmap_engine.print_roadmap(path),
            roadmap_engine.update(path),
            roadmap_engine.diff(path, path),
            roadmap_engine.import_table(path),
            roadmap_engine.publish(path, folder="no-such-folder", key=path),
        ):
            assert not outcome.ok
            assert outcome.problems

    def test_a_call_without_sense_is_refused(self) -> None:
        """That is no content."""
        for call in (
            lambda: roadmap_engine.explain("до 1 мая", year="лето"),
            lambda: roadmap_engine.decline("Тен", kind="noun"),
            lambda: roadmap_engine.import_table(b"", roadmap="Мой план"),
            lambda: roadmap_engine.update("x", to="newest"),
        ):
            with pytest.raises(ValueError, match=r"\w"):
                call()


class TestOutcome:
    """A value and everything that is wrong."""

    def test_a_warning_is_no_reason_to_refuse(self) -> None:
        (warning,) = (Problem.of(code) for code in ("RM210",))
        assert warning.severity is not Severity.ERROR
        assert Outcome("value", (warning,)).or_raise() == "value"

    def test_an_error_beside_a_value_is_one(self) -> None:
        outcome = Outcome("value", (Problem.of("RM204"), Problem.of("RM210")))
        assert not outcome.ok
        with pytest.raises(InvalidRoadmap) as caught:
            outcome.or_raise()
        assert caught.value.problems == outcome.problems

    def test_faults_of_documents_alone_are_of_rendering(self) -> None:
        """«InvalidRoadmap(problems), RenderError»: whoever catches one knows where to look."""
        errors = {code for code, known in CODES.items() if known.severity is Severity.ERROR}
        for code in errors:
            expected = RenderError if code.startswith("RM6") else InvalidRoadmap
            with pytest.raises(expected):
                Outcome(None, (Problem.of(code),)).or_raise()
        with pytest.raises(InvalidRoadmap):
            Outcome(None, (Problem.of("RM624"), Problem.of("RM204"))).or_raise()

    def test_it_shows_what_check_shows(self, school: Path, capsys: pytest.CaptureFixture[str]) -> None:
        school.write_text(_words(school).replace("tiny@1.0.0", "tinny@1.0.0"), encoding="utf-8")
        outcome = roadmap_engine.adopt(school)
        for language in ("ru", "en"):
            assert run(["--lang", language, "check", str(school)]) == 1
            assert capsys.readouterr().err.startswith(f"{outcome.report(language)}\n")
        with pytest.raises(InvalidRoadmap) as caught:
            outcome.or_raise()
        assert str(caught.value) == outcome.report()

    def test_its_sources_do_not_change(self, school: Path) -> None:
        outcome = roadmap_engine.adopt(school)
        with pytest.raises(TypeError):
            outcome.sources["x"] = "y"  # type: ignore[index]
        with pytest.raises(AttributeError):
            outcome.value = None  # type: ignore[misc]


class TestPapers:
    """«`build` returns the papers as bytes by name», and `save` has the rules of the command."""

    def test_only_save_writes(self, school: Path, tmp_path: Path) -> None:
        before = snapshot(tmp_path)
        papers = roadmap_engine.build(school, today=TODAY).or_raise()
        roadmap_engine.print_roadmap(str(school.with_name("tiny.yaml"))).or_raise()
        roadmap_engine.publish(school.with_name("tiny.yaml"), folder=tmp_path / "published").or_raise()
        roadmap_engine.import_table(make_docx(TABLE)).or_raise()
        roadmap_engine.diff(papers.plan, school).or_raise()
        assert snapshot(tmp_path) == before

    def test_it_lays_what_the_command_lays(self, school: Path, tmp_path: Path) -> None:
        """The same files, the same bytes; so that one may go on where the other stopped."""
        other = write_school(tmp_path / "other")
        assert run(["build", str(school), "-o", str(school.parent / "papers")]) == 0
        papers = roadmap_engine.build(other, today=TODAY).or_raise()
        saved = papers.save(other.parent / "papers", today=TODAY)
        assert saved.or_raise() == tuple(papers)
        assert snapshot(other.parent / "papers") == snapshot(school.parent / "papers")
        assert sorted(snapshot(other.parent)) == sorted(
            name for name in snapshot(school.parent) if not name.startswith("other/")
        )

    def test_what_people_wrote_is_carried_over(self, school: Path) -> None:
        folder = school.parent / "papers"
        roadmap_engine.build(school, today=TODAY).or_raise().save(folder, today=TODAY).or_raise()
        tracker = folder / "tracker.xlsx"
        tracker.write_bytes(fill(tracker.read_bytes(), {"meeting#1": {"L": "по просьбе завуча"}}))
        school.write_text(_words(school).replace("101-од", "102-од"), encoding="utf-8")
        text = school.with_name("tiny.yaml")
        text.write_text(_words(text).replace("до 16 ноября", "до 20 ноября"), encoding="utf-8")
        papers = roadmap_engine.build(school, today=TODAY).or_raise()
        saved = papers.save(folder, today=TODAY)
        assert saved.ok
        assert (folder / "tracker до 29.11.2026.xlsx").is_file()
        assert tracker.read_bytes() != papers["tracker.xlsx"]

    def test_a_changed_paper_is_written_over_where_it_is_named(self, school: Path) -> None:
        folder = school.parent / "papers"
        papers = roadmap_engine.build(school, today=TODAY).or_raise()
        papers.save(folder, today=TODAY).or_raise()
        (folder / "order.docx").write_bytes(b"by hand")
        papers.save(folder, today=TODAY).or_raise()
        assert (folder / "order.docx").read_bytes() == b"by hand"
        papers.save(folder, today=TODAY, force=["order"]).or_raise()
        assert (folder / "order.docx").read_bytes() == papers["order.docx"]
        assert (folder / "order до 29.11.2026.docx").read_bytes() == b"by hand"
        with pytest.raises(ValueError, match="no paper is called ordre"):
            papers.save(folder, today=TODAY, force=["ordre"])

    def test_the_folder_of_another_plan_is_refused(self, school: Path) -> None:
        folder = school.parent / "papers"
        roadmap_engine.print_roadmap("samara-west-2020-plan").or_raise().save(folder, today=TODAY).or_raise()
        before = snapshot(folder)
        saved = roadmap_engine.build(school, today=TODAY).or_raise().save(folder, today=TODAY)
        assert [each.code for each in saved.problems] == ["RM705"]
        assert snapshot(folder) == before

    def test_calendars_go_on_from_the_day_that_is_given(self, school: Path) -> None:
        """A day stands for its beginning, an instant for itself; the clock is not asked."""
        folder = school.parent / "papers"
        roadmap_engine.build(school, today=TODAY).or_raise().save(folder, today=TODAY).or_raise()
        text = school.with_name("tiny.yaml")
        text.write_text(_words(text).replace("до 16 ноября", "до 20 ноября"), encoding="utf-8")
        noon = dt.datetime(2026, 12, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=9)))
        for today, stamp in ((dt.date(2026, 12, 1), b"20261201T000000Z"), (noon, b"20261201T030000Z")):
            papers = roadmap_engine.build(school, today=today).or_raise()
            assert stamp in papers["deadlines.ics"]

    def test_a_template_that_cannot_be_filled_is_a_fault_of_rendering(self, school: Path) -> None:
        organisation = school.with_name("organisation.yaml")
        organisation.write_text(f"{_words(organisation)}templates: ours\n", encoding="utf-8")
        school.with_name("ours").mkdir()
        (school.parent / "ours" / "order.docx").write_bytes(b"no Word file")
        assert roadmap_engine.adopt(school).ok
        outcome = roadmap_engine.build(school, today=TODAY)
        assert outcome.value is None
        with pytest.raises(RenderError):
            outcome.or_raise()
