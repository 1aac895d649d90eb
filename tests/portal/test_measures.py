"""The page of a measure: what is recorded by it stands in the log that the command line reads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.schools.why import explain_day
from tests.portal.portals import Portal

PAGE = "/schools/school-7/school-7-vpr-2027/measures/results-by-class/"
PDF = b"%PDF-1.7 nothing in it"
SAW = re.compile(r'name="saw" value="([^"]*)"')
TIME = re.compile(r'name="time" value="([^"]*)"')


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan waits for its first report."""
    portal.add_school(7)
    return portal


def _said(client: Client, deed: str, page: str = PAGE, **more: Any) -> dict[str, Any]:
    """Fill in the form of a page as it stands: with what it saw."""
    shown = client.get(page).content.decode()
    saw, time = SAW.search(shown), TIME.search(shown)
    assert saw is not None
    assert time is not None
    return {"deed": deed, "saw": saw[1], "time": time[1], **more}


def _log(portal: Portal) -> list[dict[str, Any]]:
    path = portal.workspace / "school-7" / "adoption.status.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


class TestRecording:
    """Report, submit, return, correct, accept."""

    def test_the_way_of_a_report(self, school: Portal) -> None:
        """Each step stands in the log with the key of the account, and the next page knows it."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        steps = [
            (editor, "submitted", {"note": "Справка готова"}, "на проверке"),
            (officer, "returned", {"note": "Нет 6Б класса"}, "возвращено"),
            (editor, "submitted", {"note": "Добавлен 6Б"}, "на проверке"),
            (officer, "accepted", {}, "принято"),
        ]
        for client, deed, said, stands in steps:
            assert client.post(PAGE, _said(client, deed, **said)).status_code == 302
            shown = client.get(PAGE).content.decode()
            assert stands in shown.partition('class="state"')[2].partition("</p>")[0]
            for words in said.values():
                assert words in shown
        entries = _log(school)
        assert [each["did"] for each in entries] == ["submitted", "returned", "submitted", "accepted"]
        assert {each["via"] for each in entries} == {"portal"}
        assert all(each["who"].startswith("u-") for each in entries)
        assert entries[-1]["seen"]["entries"] == [entries[-2]["id"]]

    def test_the_command_line_sees_it_and_the_page_sees_the_command_line(
        self, school: Portal, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Two ways into one log."""
        editor = school.as_role(Role.EDITOR, "school-7")
        assert editor.post(PAGE, _said(editor, "reported", on="11.06.2027")).status_code == 302
        adoption = str(school.adoption("school-7"))
        assert run(["track", "list", adoption, "--today", "2027-06-15", "--json"]) == 0
        rows = {each["measure"]: each for each in json.loads(capsys.readouterr().out)["rows"]}
        assert rows["results-by-class"]["sign"] == "reported"
        words = ["track", "return", adoption, "1.2", "--note", "нет выводов", "--as", "head"]
        assert run([*words, "--today", "2027-06-15"]) == 0
        assert "нет выводов" in editor.get(PAGE).content.decode()

    def test_a_remark_is_needed_where_something_is_returned(self, school: Portal) -> None:
        """And what was typed stays."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        editor.post(PAGE, _said(editor, "submitted"))
        answer = officer.post(PAGE, _said(officer, "returned", on="14.06.2027"))
        assert answer.status_code == 422
        assert 'value="14.06.2027"' in answer.content.decode()
        assert len(_log(school)) == 1

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"on": "вчера"}, "не день"),
            ({"on": "31.02.2027"}, "не день"),
            ({"link": "javascript:alert(1)"}, "не адрес"),
            ({"note": "я" * 4_001}, "Слишком длинно"),
            ({"deed": "exploded"}, "Не сказано"),
        ],
    )
    def test_what_is_wrong_is_told_and_nothing_written(
        self, school: Portal, said: dict[str, str], told: str
    ) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        answer = editor.post(PAGE, {**_said(editor, "submitted", note="слова"), **said})
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert _log(school) == []

    @pytest.mark.parametrize(("on", "status"), [("15.06.2027", 302), ("16.06.2027", 422)])
    def test_nothing_is_done_on_a_day_to_come(self, school: Portal, on: str, status: int) -> None:
        """Else the count of what was in time is wrong for good."""
        editor = school.as_role(Role.EDITOR, "school-7")
        answer = editor.post(PAGE, _said(editor, "submitted", on=on))
        assert answer.status_code == status
        assert len(_log(school)) == (status == 302)
        if status == 422:
            assert "Этот день ещё не наступил, сегодня 15.06.2027." in answer.content.decode()

    def test_nobody_records_what_is_not_hers(self, school: Portal) -> None:
        """A reader nothing, an editor no acceptance, an officer no report."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        reader = school.as_role(Role.READER, "school-7")
        said = {"deed": "submitted", "saw": "", "time": "1"}
        assert reader.post(PAGE, said).status_code == 403
        assert officer.post(PAGE, said).status_code == 403
        assert editor.post(PAGE, _said(editor, "submitted")).status_code == 302
        saw = _log(school)[-1]["id"]
        assert editor.post(PAGE, {"deed": "accepted", "saw": saw, "time": "1"}).status_code == 403
        assert [each["did"] for each in _log(school)] == ["submitted"]

    def test_a_person_reports_her_own_measures_alone(self, school: Portal) -> None:
        """By the post she holds; of others she does not even see the page."""
        deputy = school.as_role(Role.PERSON, "school-7", post="deputy-head")
        head = school.as_role(Role.PERSON, "school-7", post="head")
        assert deputy.post(PAGE, _said(deputy, "submitted")).status_code == 302
        assert head.get(PAGE).status_code == 404
        assert head.post(PAGE, {"deed": "submitted", "saw": "", "time": "1"}).status_code == 404


class TestTwoAtOnce:
    """Two people have the same page open."""

    def test_the_second_is_shown_both(self, school: Portal) -> None:
        """Her words are kept, nothing is written, and she can write after what she has now seen."""
        first, second = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.EDITOR, "school-7")
        mine, theirs = _said(first, "submitted", note="моё"), _said(second, "reported", note="её")
        assert first.post(PAGE, mine).status_code == 302
        answer = second.post(PAGE, theirs)
        shown = answer.content.decode()
        assert answer.status_code == 409
        assert "моё" in shown
        assert "её" in shown
        assert len(_log(school)) == 1

    def test_only_what_is_new_stands_beside(self, school: Portal) -> None:
        """What she had seen herself, and what came before it, is not told again."""
        first, second = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.EDITOR, "school-7")
        for note in ("самое первое", "потом"):
            first.post(PAGE, _said(first, "reported", note=note))
        theirs = _said(second, "submitted", note="её")
        first.post(PAGE, _said(first, "submitted", note="новое"))
        shown = second.post(PAGE, theirs).content.decode().partition("Записано без вас")[2]
        assert "новое" in shown
        assert "самое первое" not in shown
        assert "потом" not in shown

    def test_after_a_look_she_may_go_on(self, school: Portal) -> None:
        first, second = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.EDITOR, "school-7")
        theirs = _said(second, "submitted", note="её")
        first.post(PAGE, _said(first, "reported", note="моё"))
        shown = second.post(PAGE, theirs).content.decode()
        saw = SAW.search(shown)
        assert saw is not None
        assert second.post(PAGE, {**theirs, "saw": saw[1]}).status_code == 302
        assert [each["note"] for each in _log(school)] == ["моё", "её"]
        assert _log(school)[1]["after"] == [_log(school)[0]["id"]]

    def test_other_measures_never_collide(self, school: Portal) -> None:
        first, second = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.EDITOR, "school-7")
        other = PAGE.replace("results-by-class", "results-by-pupil")
        mine, theirs = _said(first, "submitted"), _said(second, "submitted", other)
        assert first.post(PAGE, mine).status_code == 302
        assert second.post(other, theirs).status_code == 302

    def test_a_form_sent_twice_is_recorded_once(self, school: Portal) -> None:
        """Back and again: the second finds that the first has been there."""
        editor = school.as_role(Role.EDITOR, "school-7")
        said = _said(editor, "submitted", note="раз")
        assert editor.post(PAGE, said).status_code == 302
        assert editor.post(PAGE, said).status_code == 409
        assert len(_log(school)) == 1


class TestEvidence:
    """Files are kept by their content, and given out only through the entry that names them."""

    def _attach(self, client: Client, name: str, content: bytes) -> Any:
        file = SimpleUploadedFile(name, content)
        return client.post(PAGE, _said(client, "submitted", files=[file]))

    def test_a_file_comes_back_as_it_went(self, school: Portal) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        assert self._attach(editor, "Справка по классам.pdf", PDF).status_code == 302
        (named,) = _log(school)[0]["evidence"]
        answer = editor.get(f"{PAGE}evidence/{named['sha256']}/")
        assert answer.content == PDF
        assert answer.headers["Content-Type"] == "application/pdf"
        assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert "sandbox" in answer.headers["Content-Security-Policy"]

    def test_a_hash_opens_nothing_elsewhere(self, school: Portal) -> None:
        """Neither under another measure nor in another school."""
        school.add_school(9)
        editor = school.as_role(Role.EDITOR, "school-7")
        self._attach(editor, "a.pdf", PDF)
        (named,) = _log(school)[0]["evidence"]
        other = PAGE.replace("results-by-class", "results-by-pupil")
        assert editor.get(f"{other}evidence/{named['sha256']}/").status_code == 404
        stranger = school.as_role(Role.EDITOR, "school-9")
        elsewhere = PAGE.replace("school-7", "school-9")
        assert stranger.get(f"{elsewhere}evidence/{named['sha256']}/").status_code == 404
        assert stranger.get(f"{PAGE}evidence/{named['sha256']}/").status_code == 404

    @pytest.mark.parametrize(
        ("name", "content"),
        [
            ("page.pdf", b"<script>alert(1)</script>"),
            ("macro.docx", b"PK\x03\x04 no archive"),
            ("run.exe", b"MZ"),
            ("picture.svg", b"<svg onload='alert(1)'/>"),
            ("empty.pdf", b""),
        ],
    )
    def test_other_kinds_are_refused_by_content(self, school: Portal, name: str, content: bytes) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        answer = self._attach(editor, name, content)
        assert answer.status_code == 422
        assert _log(school) == []
        assert not (school.workspace / "school-7" / "evidence").exists()

    def test_a_name_is_a_name(self, school: Portal) -> None:
        """However it is written, the file lies by its content, and the name is text on the page."""
        editor = school.as_role(Role.EDITOR, "school-7")
        assert self._attach(editor, "../../<b>план</b>\n.pdf", PDF).status_code == 302
        lying = [each.relative_to(school.workspace) for each in school.workspace.rglob("*.pdf")]
        assert [each.parent for each in lying] == [Path("school-7/evidence")]
        assert "<b>план" not in editor.get(PAGE).content.decode()


HOSTILE = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "=HYPERLINK(1)",
    "\u202eобратно",
    "'; DROP TABLE x; --",
]


@pytest.mark.parametrize("words", HOSTILE)
def test_what_people_write_is_text(school: Portal, words: str) -> None:
    """On the page that shows it, and in the log as it was typed."""
    editor = school.as_role(Role.EDITOR, "school-7")
    editor.post(PAGE, _said(editor, "submitted", note=words))
    shown = editor.get(PAGE).content.decode()
    assert "<script>alert" not in shown
    assert _log(school)[0]["note"] == words


class TestDocuments:
    """The document of a measure: its blank, its way into force, and the steps it has gone."""

    ROUTE = PAGE.replace("results-by-class", "subject-programmes")

    def test_the_blank_is_there_to_download(self, school: Portal) -> None:
        reader = school.as_role(Role.READER, "school-7")
        shown = reader.get(PAGE).content.decode()
        found = re.search(r'href="([^"]*papers/forms/[^"]*)"', shown)
        assert found is not None
        assert reader.get(found[1]).content.startswith(b"PK")

    def test_a_step_is_recorded_once_and_shown_with_its_day(self, school: Portal) -> None:
        """Steps that are left stand with who takes them; a reader has no button."""
        editor = school.as_role(Role.EDITOR, "school-7")
        shown = editor.get(self.ROUTE).content.decode()
        assert "Разработка" in shown
        assert "Отметить шаг" not in school.as_role(Role.READER, "school-7").get(self.ROUTE).content.decode()
        said = _said(editor, "step-done", self.ROUTE, step="subject-appendix:developed", on="14.06.2027")
        assert editor.post(self.ROUTE, said).status_code == 302
        assert editor.post(self.ROUTE, said).status_code == 409
        (entry,) = _log(school)
        assert entry["about"]["step"] == "subject-appendix:developed"
        way = editor.get(self.ROUTE).content.decode().partition('class="way"')[2].partition("</ol>")[0]
        assert "шаг пройден: разработка" in editor.get(self.ROUTE).content.decode()
        first, second = way.split("</li>")[:2]
        assert "14.06.2027" in first
        assert 'class="done"' in first
        assert 'class="open"' in second

    @pytest.mark.parametrize("step", ["", "subject-appendix:eaten", "analytic-note:approved"])
    def test_a_step_that_is_none_is_refused(self, school: Portal, step: str) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        said = _said(editor, "step-done", self.ROUTE, step=step)
        assert editor.post(self.ROUTE, said).status_code == 403
        assert _log(school) == []

    def test_a_step_after_somebody_elses_entry_can_still_be_recorded(self, school: Portal) -> None:
        """The page of both keeps which step it was."""
        editor = school.as_role(Role.EDITOR, "school-7")
        said = _said(editor, "step-done", self.ROUTE, step="subject-appendix:developed")
        editor.post(self.ROUTE, _said(editor, "started", self.ROUTE))
        shown = editor.post(self.ROUTE, said).content.decode()
        assert 'name="step" value="subject-appendix:developed"' in shown
        saw = SAW.search(shown)
        assert saw is not None
        assert editor.post(self.ROUTE, {**said, "saw": saw[1]}).status_code == 302

    def test_where_the_report_stands_closes_the_way(self, school: Portal) -> None:
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        file = SimpleUploadedFile("Справка.pdf", PDF)
        editor.post(PAGE, _said(editor, "submitted", files=[file]))
        officer.post(PAGE, _said(officer, "returned", note="Нет 6Б"))
        shown = editor.get(PAGE).content.decode()
        assert "Управление вернуло" in shown.partition('class="way"')[2]
        assert "Справка.pdf" in shown.partition("Уже приложено, возвращено")[2].partition("</div>")[0]


class TestWhy:
    """The day as a sum where it is one, and the sentences where it is not."""

    def test_a_sum(self, school: Portal) -> None:
        """With a way to the event for whoever may say its day otherwise."""
        editor = school.as_role(Role.EDITOR, "school-7")
        chips = editor.get(PAGE).content.decode().partition('class="chips"')[2].partition("</p>")[0]
        words = re.findall(r"<strong>([^<]+)</strong>", chips)
        assert words == ["пт, 28.05.2027", "2 недели", "пт, 11.06.2027"]
        event = PAGE.replace("measures/results-by-class", "events/results-received")
        assert f'href="{event}"' in editor.get(PAGE).content.decode()
        assert event not in school.as_role(Role.READER, "school-7").get(PAGE).content.decode()

    @pytest.mark.parametrize("measure", ["council-meeting", "teaching-methods", "interim-assessment"])
    def test_what_is_no_sum_is_told_in_sentences(self, school: Portal, measure: str) -> None:
        shown = school.as_role(Role.READER, "school-7").get(PAGE.replace("results-by-class", measure))
        assert 'class="chips"' not in shown.content.decode()
        assert 'class="reasons"' in shown.content.decode()

    @pytest.mark.parametrize(
        "reasons",
        [
            (),
            ("получение результатов: 28.05.2027",),
            ("получение результатов: 28.05.2027", "не раньше 11.06.2027, крайний срок не назван"),
            ("получение результатов: 28.05.2027", "-2 недели → 11.06.2027"),
            ("получение результатов: 28.05.2027", "+2 недели → 11.06.2027", "каждый год"),
            ("событие: 28.05.2027", "+2 недели → 12.06.2027", "11.06.2027 — рабочий день"),
        ],
    )
    def test_nothing_is_guessed(self, reasons: tuple[str, ...]) -> None:
        """A sentence of another kind, or one about another day, and there is no sum."""
        assert explain_day(reasons) is None


class TestJudging:
    """Whoever accepts decides in one form, about what is handed in now."""

    def test_accept_and_return_stand_beside_each_other(self, school: Portal) -> None:
        """Neither is folded; a return without a remark is asked for it where it is typed."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        assert editor.post(PAGE, _said(editor, "submitted")).status_code == 302
        shown = officer.get(PAGE).content.decode()
        form = shown[shown.index('id="act"') : shown.index('id="more"')]
        assert 'value="accepted">Принять</button>' in form
        assert 'value="returned">Вернуть с замечанием</button>' in form
        assert "<details" not in form
        assert "Каким днём записать" in form
        assert "Что сделано" not in form
        answer = officer.post(PAGE, _said(officer, "returned"))
        assert answer.status_code == 422
        assert 'id="f-note-error"' in answer.content.decode()

    def test_nothing_rare_stands_open_after_a_return(self, school: Portal) -> None:
        """What an officer may still do to what is with the school is folded."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        editor.post(PAGE, _said(editor, "submitted"))
        officer.post(PAGE, _said(officer, "returned", note="Нет 6Б"))
        shown = officer.get(PAGE).content.decode()
        assert 'id="act"' not in shown
        assert "<summary>Перенести срок</summary>" in shown

    def test_only_the_last_report_is_accepted(self, school: Portal) -> None:
        """What was given back is shown apart, and the entry of the acceptance does not name it."""
        editor, officer = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.OFFICER)
        for name, content in (("прежняя.pdf", PDF), ("новая.pdf", PDF + b" new")):
            file = SimpleUploadedFile(name, content)
            assert editor.post(PAGE, _said(editor, "submitted", files=file)).status_code == 302
            if name == "прежняя.pdf":
                officer.post(PAGE, _said(officer, "returned", note="Нет 6Б"))
        shown = officer.get(PAGE).content.decode()
        form = shown[shown.index('id="act"') : shown.index("<form", shown.index('id="act"'))]
        now, earlier = form.split("Из прежних отчётов")
        assert ("новая.pdf" in now, "прежняя.pdf" in now) == (True, False)
        assert ("новая.pdf" in earlier, "прежняя.pdf" in earlier) == (False, True)
        assert officer.post(PAGE, _said(officer, "accepted")).status_code == 302
        submitted, accepted = _log(school)[-2:]
        assert accepted["seen"]["evidence"] == [each["sha256"] for each in submitted["evidence"]]
