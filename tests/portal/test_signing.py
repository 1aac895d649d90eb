"""The order is signed: what comes back is kept byte by byte, by the rules of `roadmap sign`."""

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
from tests.portal.portals import Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"
PAGE = f"{PLAN}signing/"
PDF = b"%PDF-1.7 a scan"
Papers = dict[str, bytes]


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose order is not signed."""
    portal.add_school(7)
    return portal


@pytest.fixture
def editor(school: Portal) -> Client:
    """The browser of whoever keeps the plan."""
    return school.as_role(Role.EDITOR, "school-7")


def _papers(client: Client, plan: str = PLAN) -> Papers:
    archive = zipfile.ZipFile(io.BytesIO(client.get(f"{plan}papers/to-sign.zip").content))
    return {name: archive.read(name) for name in archive.namelist()}


def _send(client: Client, papers: Papers, scan: bytes | None = None, **said: str) -> Any:
    files = [SimpleUploadedFile(name, content) for name, content in papers.items()]
    more = {"scan": SimpleUploadedFile("скан.pdf", scan)} if scan is not None else {}
    return client.post(PAGE, {"papers": files, **more, **said}, follow=True)


def _signed(portal: Portal) -> Path:
    return portal.workspace / "school-7" / "signed"


def test_what_comes_back_is_kept_and_in_force(school: Portal, editor: Client, tmp_path: Path) -> None:
    """The same record as the command makes of the same papers."""
    papers = _papers(editor)
    assert set(papers) == {"order.docx", "plan.docx", "plan.json"}
    answer = _send(editor, papers, PDF, date="31.05.2027", number="214-од")
    shown = answer.content.decode()
    assert "хранится, как подписан" in shown
    assert "В силе приказ от 31.05.2027 № 214-од." in shown
    (act,) = _signed(school).iterdir()
    assert {each.name: each.read_bytes() for each in act.iterdir() if each.name != "signed.json"} == {
        **papers, "scan.pdf": PDF,
    }  # fmt: skip
    record = (act / "signed.json").read_bytes()
    for each in act.iterdir():
        each.unlink()
    act.rmdir()
    for name, content in {**papers, "scan.pdf": PDF}.items():
        (tmp_path / name).write_bytes(content)
    words = ["sign", str(school.adoption("school-7")), "--papers", str(tmp_path)]
    assert run([*words, "--scan", str(tmp_path / "scan.pdf")]) == 0
    kept = (act / "signed.json").read_bytes()
    assert _without_day(kept) == _without_day(record)


def _without_day(record: bytes) -> list[bytes]:
    """Leave out the day it was kept on, which is the clock's, and the seal over it."""
    return [line for line in record.splitlines() if b"kept_on" not in line and b"seal" not in line]


def test_names_that_browsers_change_are_known(school: Portal, editor: Client) -> None:
    """«order (1).docx» is the order."""
    renamed = {name.replace(".", " (1)."): content for name, content in _papers(editor).items()}
    _send(editor, renamed)
    assert len(list(_signed(school).iterdir())) == 1


class TestRefused:
    """Nothing is kept, and the page says why."""

    def _refuse(self, school: Portal, answer: Any, told: str) -> None:
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert told in shown
        assert "/tmp/" not in shown  # noqa: S108 -- is not shown
        assert "/dev/shm" not in shown.partition("</main>")[0]  # noqa: S108 -- is not shown
        assert not _signed(school).exists()

    def test_no_papers(self, school: Portal, editor: Client) -> None:
        self._refuse(school, _send(editor, {}), "Приложите все файлы из скачанного архива")

    def test_another_file(self, school: Portal, editor: Client) -> None:
        papers = {**_papers(editor), "letter.docx": b"PK"}
        self._refuse(school, _send(editor, papers), "«letter.docx»")

    def test_the_archive_itself(self, school: Portal, editor: Client) -> None:
        self._refuse(school, _send(editor, {"to-sign.zip": b"PK"}), "распакуйте его")

    def test_no_word_file(self, school: Portal, editor: Client) -> None:
        papers = {**_papers(editor), "order.docx": b"no Word file"}
        self._refuse(school, _send(editor, papers), "order.docx")

    def test_papers_of_another_school(self, school: Portal, editor: Client) -> None:
        school.add_school(9)
        other = school.as_role(Role.EDITOR, "school-9")
        papers = _papers(other, PLAN.replace("school-7", "school-9"))
        self._refuse(school, _send(editor, papers), "school-9-vpr-2027")

    def test_another_date_than_the_paper_says(self, school: Portal, editor: Client) -> None:
        self._refuse(school, _send(editor, _papers(editor), date="01.06.2027"), "01.06.2027")

    def test_no_day(self, school: Portal, editor: Client) -> None:
        self._refuse(school, _send(editor, _papers(editor), date="вчера"), "«вчера» не день")

    def test_a_scan_that_is_no_pdf(self, school: Portal, editor: Client) -> None:
        self._refuse(school, _send(editor, _papers(editor), b"<html>"), "scan.pdf")

    def test_the_plan_has_moved_since(self, school: Portal, editor: Client) -> None:
        """Then it is signed only by whoever says so."""
        papers = _papers(editor)
        adoption = str(school.adoption("school-7"))
        assert run(["record", adoption, "results-received", "2027-05-27", "--as", "head"]) == 0
        answer = _send(editor, papers)
        self._refuse(school, answer, "Всё равно записать")
        _send(editor, papers, anyway="yes")
        assert len(list(_signed(school).iterdir())) == 1


def test_signed_twice_is_kept_once(school: Portal, editor: Client) -> None:
    """The second time the page says what is in force."""
    papers = _papers(editor)
    _send(editor, papers)
    answer = _send(editor, papers)
    assert "второй раз не нужно" in answer.content.decode()
    assert len(list(_signed(school).iterdir())) == 1


def test_others_sign_nothing(school: Portal, editor: Client) -> None:
    """To them there is no such page."""
    papers = _papers(editor)
    for client in (school.as_role(Role.READER, "school-7"), school.as_role(Role.OFFICER)):
        assert client.get(PAGE).status_code == 404
        assert _send(client, papers).status_code == 404
        assert "signing/" not in client.get(f"{PLAN}papers/").content.decode()
    assert not _signed(school).exists()
