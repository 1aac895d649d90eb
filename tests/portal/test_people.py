"""The people of a plan: addresses, absences, and who has read the order."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, ClassVar

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.desk.addressing import read_addresses, write_addresses
from roadmap_engine.portal.access.roles import Role
from tests.portal.portals import Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"
PAGE = f"{PLAN}people/"
HIDDEN = re.compile(r'<input type="hidden" name="([\w-]+)" value="([^"]*)">')
TEXT = """# адреса; никому не показывать
contacts: school-7
people:
  head: director@school-7.example   # личный
  deputy-head: zavuch@school-7.example
"""


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school with its plan."""
    portal.add_school(7)
    return portal


@pytest.fixture
def editor(school: Portal) -> Client:
    """The browser of whoever keeps the plan."""
    return school.as_role(Role.EDITOR, "school-7")


def _contacts(portal: Portal) -> Path:
    return portal.workspace / "school-7" / "contacts.yaml"


def _log(portal: Portal) -> list[dict[str, Any]]:
    path = portal.workspace / "school-7" / "adoption.status.jsonl"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line) for line in lines]


def _form(client: Client, form: str) -> dict[str, str]:
    """Give what the fields of a form say as the page shows it."""
    shown = client.get(PAGE).content.decode()
    part = next(each for each in shown.split("<form ") if f'name="form" value="{form}"' in each)
    part = part.partition("</form>")[0]
    typed = re.findall(r'<input id="[^"]*" name="([^"]+)" value="([^"]*)"', part)
    said = dict([*HIDDEN.findall(part), *typed])
    said.pop("csrfmiddlewaretoken", None)
    return said


class TestAddresses:
    """They are kept in contacts.yaml, letter by letter but for what was changed."""

    def test_one_is_changed_and_the_rest_stays(self, school: Portal, editor: Client) -> None:
        _contacts(school).write_text(TEXT, encoding="utf-8")
        said = _form(editor, "addresses")
        assert said["address-head"] == "director@school-7.example"
        said["address-head"] = "new@school-7.example"
        assert editor.post(PAGE, said).status_code == 302
        assert _contacts(school).read_text(encoding="utf-8") == TEXT.replace("director@", "new@")

    def test_an_untouched_form_changes_nothing(self, school: Portal, editor: Client) -> None:
        _contacts(school).write_text(TEXT, encoding="utf-8")
        before = _contacts(school).stat().st_mtime_ns
        answer = editor.post(PAGE, _form(editor, "addresses"), follow=True)
        assert "Ничего не изменилось." in answer.content.decode()
        assert _contacts(school).read_text(encoding="utf-8") == TEXT
        assert _contacts(school).stat().st_mtime_ns == before

    def test_an_untouched_form_makes_no_text(self, school: Portal, editor: Client) -> None:
        editor.post(PAGE, _form(editor, "addresses"))
        assert not _contacts(school).exists()

    def test_the_first_address_makes_the_text(
        self, school: Portal, editor: Client, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """And the commands read it."""
        said = {**_form(editor, "addresses"), "address-deputy-head": "zavuch@школа.рф"}
        assert editor.post(PAGE, said).status_code == 302
        assert run(["check", str(_contacts(school))]) == 0
        assert "zavuch@школа.рф" in _contacts(school).read_text(encoding="utf-8")
        capsys.readouterr()

    def test_an_emptied_field_takes_an_address_out(self, school: Portal, editor: Client) -> None:
        _contacts(school).write_text(TEXT, encoding="utf-8")
        editor.post(PAGE, {**_form(editor, "addresses"), "address-head": ""})
        assert "director@" not in _contacts(school).read_text(encoding="utf-8")
        assert "zavuch@" in _contacts(school).read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "words", ["не адрес", "a@b", "a@b.example\nBcc: c@d.example", "x" * 300 + "@a.example"]
    )
    def test_what_is_no_address_is_told(self, school: Portal, editor: Client, words: str) -> None:
        answer = editor.post(PAGE, {**_form(editor, "addresses"), "address-head": words})
        assert answer.status_code == 422
        assert "не адрес почты" in answer.content.decode()
        assert not _contacts(school).exists()

    def test_two_at_once(self, school: Portal, editor: Client) -> None:
        """The second is told, what she typed stays in her form, and nothing of hers is written."""
        mine, theirs = _form(editor, "addresses"), _form(editor, "addresses")
        assert editor.post(PAGE, {**mine, "address-head": "a@school-7.example"}).status_code == 302
        answer = editor.post(PAGE, {**theirs, "address-head": "b@school-7.example"})
        assert answer.status_code == 409
        assert "b@school-7.example" in answer.content.decode()
        assert "b@" not in _contacts(school).read_text(encoding="utf-8")

    def test_a_file_of_several_schools_keeps_those_of_others(self, school: Portal, editor: Client) -> None:
        """One school's editor neither sees nor touches them."""
        above = school.workspace / "contacts.yaml"
        (school.workspace / ".roadmap-workspace").touch()
        above.write_text(
            "contacts: department\norganisations:\n  school-9:\n    head: other@school-9.example\n",
            encoding="utf-8",
        )
        assert "other@" not in editor.get(PAGE).content.decode()
        editor.post(PAGE, {**_form(editor, "addresses"), "address-head": "a@school-7.example"})
        written = above.read_text(encoding="utf-8")
        assert "other@school-9.example" in written
        assert "a@school-7.example" in written
        assert run(["check", str(above)]) == 0

    def test_nobody_else_sees_them(self, school: Portal) -> None:
        _contacts(school).write_text(TEXT, encoding="utf-8")
        for role in (Role.READER, Role.OFFICER, Role.ADMINISTRATOR):
            client = school.as_role(role, "school-7" if role is Role.READER else "")
            assert "@school-7.example" not in client.get(PAGE).content.decode()
            said = {"form": "addresses", "version": "", "address-head": "x@school-7.example"}
            assert client.post(PAGE, said).status_code == 404

    def test_a_hand_edit_between_is_never_lost(self, school: Portal) -> None:
        """What somebody has typed in an editor meanwhile is another version."""
        adoption = school.adoption("school-7")
        book = read_addresses(adoption, "school-7").value
        assert book is not None
        _contacts(school).write_text(TEXT, encoding="utf-8")
        done = write_addresses(adoption, "school-7", {"head": "x@school-7.example"}, book.version)
        assert done.value is None
        assert _contacts(school).read_text(encoding="utf-8") == TEXT


class TestAbsences:
    """As `roadmap track absent` records them."""

    SAID: ClassVar[dict[str, str]] = {
        "person": "deputy-head",
        "since": "14.06.2027",
        "until": "20.06.2027",
        "deputy": "head",
    }

    def test_it_stands_in_the_log_and_on_the_page(self, school: Portal, editor: Client) -> None:
        said = {**_form(editor, "absent"), **self.SAID, "note": "курсы"}
        assert editor.post(PAGE, said).status_code == 302
        (entry,) = _log(school)
        assert entry["to"] == {"from": "2027-06-14", "until": "2027-06-20", "deputy": "head"}
        assert (entry["did"], entry["about"], entry["note"]) == ("absent", {"person": "deputy-head"}, "курсы")
        shown = editor.get(PAGE).content.decode()
        assert "14.06.2027 – 20.06.2027" in shown
        assert "нет по 20.06.2027, замещает Николаева Айталина Семёновна" in shown

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"until": "13.06.2027"}, "Последний день раньше первого"),
            ({"since": ""}, "Назовите день"),
            ({"since": "завтра"}, "не день"),
            ({"person": ""}, "Выберите, кого не будет"),
            ({"person": "somebody-else"}, "Выберите, кого не будет"),
            ({"deputy": "../x"}, "Выберите из людей"),
            ({"deputy": "deputy-head"}, "Сам себя"),
        ],
    )
    def test_what_is_wrong_is_told(
        self, school: Portal, editor: Client, said: dict[str, str], told: str
    ) -> None:
        answer = editor.post(PAGE, {**_form(editor, "absent"), **self.SAID, **said})
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert _log(school) == []

    def test_sent_twice_is_recorded_once(self, school: Portal, editor: Client) -> None:
        said = {**_form(editor, "absent"), **self.SAID}
        assert editor.post(PAGE, said).status_code == 302
        assert editor.post(PAGE, said).status_code == 409
        assert len(_log(school)) == 1

    def test_others_record_none(self, school: Portal) -> None:
        for client in (
            school.as_role(Role.READER, "school-7"),
            school.as_role(Role.OFFICER),
            school.as_role(Role.PERSON, "school-7", post="deputy-head"),
        ):
            assert client.post(PAGE, {"form": "absent", **self.SAID}).status_code == 404
        assert _log(school) == []


class TestReaders:
    """The sheet behind the order: by an editor for anybody, by a person for herself."""

    def test_nobody_has_read_it_on_a_day_to_come(self, school: Portal) -> None:
        """Nothing is recorded, and the field says why."""
        editor = school.as_role(Role.EDITOR, "school-7")
        said = {"form": "acknowledged", "reader": "deputy-head", "on": "16.06.2027"}
        answer = editor.post(PAGE, said)
        assert answer.status_code == 422
        assert "Этот день ещё не наступил" in answer.content.decode()
        assert editor.post(PAGE, {**said, "on": "15.06.2027"}).status_code == 302

    def test_a_person_acknowledges_for_herself_alone(self, school: Portal) -> None:
        deputy = school.as_role(Role.PERSON, "school-7", post="deputy-head")
        shown = deputy.get(PAGE).content.decode()
        assert "Подтвердить: приказ прочитан" in shown
        assert "ознакомление ещё не записано" in deputy.get(PLAN).content.decode()
        assert "Николаева" not in shown
        assert deputy.get(f"{PLAN}papers/order.docx").status_code == 200
        assert deputy.post(PAGE, {"form": "acknowledged", "reader": "head"}).status_code == 422
        assert deputy.post(PAGE, {"form": "acknowledged", "reader": "deputy-head"}).status_code == 302
        (entry,) = _log(school)
        assert (entry["did"], entry["to"], entry["about"]) == (
            "acknowledged", "deputy-head", {"document": "order"},
        )  # fmt: skip
        assert "15.06.2027" in deputy.get(PAGE).content.decode()
        assert "ознакомление ещё не записано" not in deputy.get(PLAN).content.decode()

    def test_said_twice_is_recorded_once(self, school: Portal, editor: Client) -> None:
        said = {"form": "acknowledged", "reader": "deputy-head"}
        for _each in range(2):
            assert editor.post(PAGE, said).status_code == 302
        assert len(_log(school)) == 1

    def test_the_command_line_knows_it(
        self, school: Portal, editor: Client, capsys: pytest.CaptureFixture[str]
    ) -> None:
        editor.post(PAGE, {"form": "acknowledged", "reader": "deputy-head", "on": "10.06.2027"})
        assert run(["track", "acknowledge", str(school.adoption("school-7")), "--json"]) == 0
        (order,) = json.loads(capsys.readouterr().out)["documents"]
        assert order["read"] == {"deputy-head": "2027-06-10"}

    def test_a_reader_of_the_school_records_nothing(self, school: Portal) -> None:
        reader = school.as_role(Role.READER, "school-7")
        said = {"form": "acknowledged", "reader": "deputy-head"}
        assert reader.post(PAGE, said).status_code == 404
        assert _log(school) == []


def test_who_answers_for_what(school: Portal) -> None:
    """Each with links to her measures."""
    shown = school.as_role(Role.READER, "school-7").get(PAGE).content.decode()
    row = shown.partition("Тен Л. Б.")[2].partition("</tr>")[0]
    assert f'href="{PLAN}measures/results-by-class/">1.2</a>' in row
    assert "заместитель директора по УВР" in row


def test_a_form_that_says_nothing_is_refused(editor: Client) -> None:
    """In words."""
    assert editor.post(PAGE, {"form": "exploded"}).status_code == 400
