"""The orders that amend and end the one in force: the papers of the command, taken back by its rules."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from tests.pipeline.updates import FIRST, Neighbours
from tests.portal.portals import Portal
from tests.portal.test_english_pages import list_wrong

PLAN = "/schools/school-7/school/"
AMENDING, ENDING = f"{PLAN}amending/", f"{PLAN}ending/"
SAID = {"on": "22.06.2027", "as": "230-од"}
ORDER = "order: {date: 2027-01-11, number: 5-од}\n"
MOVED = "replace:\n  by-class: {responsible: deputies}\n"
Papers = dict[str, bytes]


@pytest.fixture
def school(portal: Portal, tmp_path: Path) -> Portal:
    """A school whose order is signed."""
    neighbours = Neighbours(portal.workspace)
    neighbours.publish(FIRST)
    adoption = str(neighbours.adopt(ORDER))
    assert run(["build", adoption, "-o", str(tmp_path / "papers"), "--only", "order,plan,data"]) == 0
    assert run(["sign", adoption, "--papers", str(tmp_path / "papers")]) == 0
    portal.bind()
    return portal


@pytest.fixture
def moved(school: Portal) -> Portal:
    """The same school; what is signed says otherwise than the plan now."""
    _change(school, ORDER, ORDER + MOVED)
    return school


@pytest.fixture
def editor(school: Portal) -> Client:
    """The browser of whoever keeps the plan."""
    return school.as_role(Role.EDITOR, "school-7")


def _text(portal: Portal) -> Path:
    return portal.workspace / "school" / "adoption.yaml"


def _change(portal: Portal, old: str, new: str) -> None:
    text = _text(portal)
    text.write_text(text.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def _papers(client: Client, page: str, **said: str) -> Papers:
    answer = client.get(f"{page}to-sign.zip", {**SAID, **said})
    assert answer["Content-Type"] == "application/zip"
    archive = zipfile.ZipFile(io.BytesIO(answer.content))
    return {name: archive.read(name) for name in archive.namelist()}


def _send(client: Client, page: str, papers: Papers, scan: bytes | None = None, **said: str) -> Any:
    files = [SimpleUploadedFile(name, content) for name, content in papers.items()]
    more = {"scan": SimpleUploadedFile("скан.pdf", scan)} if scan is not None else {}
    return client.post(page, {"papers": files, **more, **said}, follow=True)


def _signed(portal: Portal) -> list[str]:
    return sorted(each.name for each in (portal.workspace / "school" / "signed").iterdir())


def _draw(portal: Portal, folder: Path, page: str, *more: str) -> Papers:
    """Draw the same by the command."""
    adoption = str(_text(portal))
    words = ["amend", adoption] if page == AMENDING else ["sign", adoption, "--revoke"]
    said = ["--date", "2027-06-22", "--number", "230-од", *more]
    assert run([*words, "-o", str(folder), *said]) == 0
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.startswith(".")}


class TestDrawn:
    """What the page says and gives is what the command says and writes."""

    @pytest.mark.parametrize("page", [AMENDING, ENDING])
    @pytest.mark.parametrize("reason", ["", "На основании протокола № 9."])
    def test_the_archive_is_what_the_command_writes(
        self, moved: Portal, editor: Client, tmp_path: Path, page: str, reason: str
    ) -> None:
        given = ["--reason", reason] if reason else []
        assert _papers(editor, page, reason=reason) == _draw(moved, tmp_path / "drawn", page, *given)

    @pytest.mark.parametrize("page", [AMENDING, ENDING])
    def test_the_page_is_english_for_who_chose_that(self, moved: Portal, editor: Client, page: str) -> None:
        editor.cookies["language"] = "en"
        assert list_wrong(editor.get(page, {**SAID, "reason": "По решению Педсовета"})) == []
        assert list_wrong(_send(editor, page, {"письмо.docx": b"PK"})) == []

    def test_its_points_are_said_before(self, moved: Portal, editor: Client) -> None:
        shown = editor.get(AMENDING, SAID).content.decode()
        assert "О внесении изменений в приказ от 11 января 2027 г. № 5-од" in shown
        assert "изложить в следующей редакции" in shown
        assert "В силе приказ от 11.01.2027 № 5-од." in shown
        assert f"{AMENDING}to-sign.zip?on=22.06.2027&amp;as=230-%D0%BE%D0%B4&amp;reason=" in shown
        assert _signed(moved) == ["2027-01-11-5-од"]

    def test_the_page_of_papers_leads_there(self, moved: Portal, editor: Client) -> None:
        assert f'href="{AMENDING}"' in editor.get(f"{PLAN}papers/").content.decode()

    def test_an_order_that_says_the_same_needs_none(self, editor: Client) -> None:
        shown = editor.get(AMENDING).content.decode()
        assert "Менять приказ не нужно" in shown
        assert "Записать подписанное" not in shown

    @pytest.mark.parametrize("page", [AMENDING, ENDING])
    def test_without_an_order_there_is_nothing_to_amend_or_end(self, portal: Portal, page: str) -> None:
        neighbours = Neighbours(portal.workspace)
        neighbours.publish(FIRST)
        neighbours.adopt()
        portal.bind()
        client = portal.as_role(Role.EDITOR, "school-7")
        assert "нет приказа, который можно изменить" in client.get(page).content.decode()
        assert client.get(f"{page}to-sign.zip").headers["Content-Type"].startswith("text/html")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"on": "вчера"}, "«вчера» не день"),
            ({"as": "1" * 121}, "Слишком длинно"),
            ({"reason": "я" * 4_001}, "Слишком длинно"),
        ],
    )
    def test_what_is_said_wrong_is_told(self, moved: Portal, editor: Client, said: Any, told: str) -> None:
        answer = editor.get(AMENDING, said)
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert editor.get(f"{AMENDING}to-sign.zip", said).status_code == 404


class TestTakenBack:
    """What comes back is kept by the rules of `roadmap sign`."""

    def test_an_amendment_is_in_force(self, moved: Portal, editor: Client, tmp_path: Path) -> None:
        """The same record as the command makes of the same papers."""
        papers = _papers(editor, AMENDING)
        answer = _send(editor, AMENDING, papers, b"%PDF-1.7 a scan")
        shown = answer.content.decode()
        assert "хранится, как подписан" in shown
        assert "с изменениями: 1" in shown
        assert "говорит иначе" not in shown
        folder = moved.workspace / "school" / "signed" / "2027-06-22-230-од"
        kept = {each.name: each.read_bytes() for each in folder.iterdir()}
        assert kept["order.docx"] == papers["amending-order.docx"]
        for each in folder.iterdir():
            each.unlink()
        folder.rmdir()
        for name, content in {**papers, "scan.pdf": b"%PDF-1.7 a scan"}.items():
            (tmp_path / name).write_bytes(content)
        words = ["sign", str(_text(moved)), "--amendment", str(tmp_path)]
        assert run([*words, "--scan", str(tmp_path / "scan.pdf")]) == 0
        again = {each.name: each.read_bytes() for each in folder.iterdir()}
        assert _without_day(again) == _without_day(kept)

    def test_an_ended_order_is_out_of_force(self, moved: Portal, editor: Client) -> None:
        shown = _send(editor, ENDING, _papers(editor, ENDING)).content.decode()
        assert "утратил силу с 22.06.2027" in shown
        assert f'href="{PLAN}signing/"' in shown
        assert "нет приказа, который можно изменить" in editor.get(AMENDING).content.decode()

    def _refuse(self, portal: Portal, answer: Any, told: str) -> None:
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert told in shown
        assert "/dev/shm" not in shown.partition("</main>")[0]  # noqa: S108 -- is not shown
        assert _signed(portal) == ["2027-01-11-5-од"]

    def test_papers_of_before_another_change(self, moved: Portal, editor: Client) -> None:
        """The plan has moved since they were drawn: signed only by whoever says so."""
        papers = _papers(editor, AMENDING)
        _change(moved, "responsible: deputies}", "responsible: [head, deputies]}")
        self._refuse(moved, _send(editor, AMENDING, papers), "Всё равно записать")
        _send(editor, AMENDING, papers, anyway="yes")
        assert len(_signed(moved)) == 2

    def test_sent_twice(self, moved: Portal, editor: Client) -> None:
        papers = _papers(editor, AMENDING)
        _send(editor, AMENDING, papers)
        answer = _send(editor, AMENDING, papers)
        assert answer.status_code == 422
        assert len(_signed(moved)) == 2

    def test_papers_of_the_other_page(self, moved: Portal, editor: Client) -> None:
        self._refuse(moved, _send(editor, ENDING, _papers(editor, AMENDING)), "не из скачанного архива")

    def test_one_is_lacking(self, moved: Portal, editor: Client) -> None:
        papers = _papers(editor, AMENDING)
        del papers["act.json"]
        self._refuse(moved, _send(editor, AMENDING, papers), "Приложите все файлы из скачанного архива")

    def test_another_date_than_the_paper_says(self, moved: Portal, editor: Client) -> None:
        self._refuse(
            moved, _send(editor, AMENDING, _papers(editor, AMENDING), date="23.06.2027"), "23.06.2027"
        )

    def test_a_record_that_is_none(self, moved: Portal, editor: Client) -> None:
        papers = {**_papers(editor, AMENDING), "act.json": b"{}"}
        self._refuse(moved, _send(editor, AMENDING, papers), "act.json")

    @pytest.mark.parametrize("page", [AMENDING, ENDING])
    def test_others_draw_and_sign_nothing(self, moved: Portal, editor: Client, page: str) -> None:
        papers = _papers(editor, page)
        for client in (moved.as_role(Role.READER, "school-7"), moved.as_role(Role.OFFICER)):
            assert client.get(page).status_code == 404
            assert client.get(f"{page}to-sign.zip").status_code == 404
            assert _send(client, page, papers).status_code == 404
            shown = client.get(f"{PLAN}papers/").content.decode()
            assert "говорит иначе" in shown
            assert page not in shown
        assert len(_signed(moved)) == 1


def _without_day(kept: Papers) -> Papers:
    """Leave out the day it was kept on, which is the clock's, and the seal over it."""
    lines = kept["signed.json"].splitlines()
    record = b"\n".join(line for line in lines if b"kept_on" not in line and b"seal" not in line)
    return {**kept, "signed.json": record}
