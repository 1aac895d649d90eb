"""The papers of a plan, and everything of a school: what is given is what the command line would make."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.desk.taking_out import Taken, take_out
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.schools import drawing
from tests.portal.jobs_done import fetch
from tests.portal.portals import Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"
PAGE = f"{PLAN}papers/"
ALL, EXPORT = f"{PAGE}all/", f"{PLAN}export/"
MEASURE = f"{PLAN}measures/results-by-class/"
PDF = b"%PDF-1.7 nothing in it"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school with its plan."""
    portal.add_school(7)
    return portal


@pytest.fixture
def reader(school: Portal) -> Client:
    """The browser of somebody who may see all of it."""
    return school.as_role(Role.READER, "school-7")


def _archive(answer: Any) -> zipfile.ZipFile:
    data = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return zipfile.ZipFile(io.BytesIO(data))


class TestDrawn:
    """Papers are those of `roadmap build`, byte for byte."""

    def test_all_papers_are_those_that_build_lays(
        self, school: Portal, reader: Client, tmp_path: Path
    ) -> None:
        adoption = str(school.adoption("school-7"))
        assert run(["build", adoption, "-o", str(tmp_path), "--today", "2027-06-15"]) == 0
        archive = _archive(fetch(reader, ALL))
        assert "order.docx" in archive.namelist()
        assert sum(name.startswith("forms/") for name in archive.namelist()) == 29
        for name in archive.namelist():
            assert archive.read(name) == (tmp_path / name).read_bytes(), name
            alone = reader.get(PAGE + name)
            assert alone.content == archive.read(name), name
            assert alone.headers["Content-Disposition"].startswith("attachment")

    def test_the_archive_has_the_same_bytes_again(self, reader: Client) -> None:
        one, two = (fetch(reader, ALL).getvalue() for _ in range(2))
        assert one == two

    @pytest.mark.parametrize(
        "name",
        [
            "execution.docx",
            "execution.html",
            "journals/results-by-class.docx",
            "journals/results-by-class.html",
        ],
    )
    def test_reports(self, school: Portal, reader: Client, tmp_path: Path, name: str) -> None:
        adoption, file = str(school.adoption("school-7")), tmp_path / f"x.{name.rpartition('.')[2]}"
        words = ["journal", adoption, "1.2"] if name.startswith("journals") else ["summary", adoption]
        assert run(["track", *words, "-o", str(file), "--today", "2027-06-15"]) == 0
        assert reader.get(PAGE + name).content == file.read_bytes()

    @pytest.mark.parametrize(
        "name",
        ["adoption.yaml", "../adoption.yaml", "laid/../adoption.yaml", "signed/x/signed.json", "forms/x.docx",
         "plan.json", "journals/none.docx", "laid/signed/order.docx", "/etc/passwd", "forms/../order.docx"],
    )  # fmt: skip
    def test_nothing_else_is_given(self, reader: Client, name: str) -> None:
        assert reader.get(PAGE + name).status_code == 404

    def test_errors_of_the_texts_are_told(self, school: Portal, reader: Client) -> None:
        """The page says what stands in the way, and gives nothing half."""
        path = school.adoption("school-7")
        words = path.read_text(encoding="utf-8").replace("[deputy-heads]", "[nobody-at-all]")
        path.write_text(words, encoding="utf-8")
        answer = reader.get(f"{PAGE}order.docx")
        assert answer.status_code == 422
        assert "nobody-at-all" in answer.content.decode()

    def test_who_comes_when_all_desks_are_taken_is_asked_to_wait(
        self, reader: Client, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(drawing, "_PATIENCE", 0.01)
        with drawing.DESKS, drawing.DESKS:
            answer = reader.get(f"{PAGE}order.docx")
        assert answer.status_code == 503
        assert answer.headers["Retry-After"] == "30"
        assert reader.get(f"{PAGE}order.docx").status_code == 200


class TestStanding:
    """Filled in and signed papers are shown as such, and given as they lie there."""

    def test_a_filled_blank_is_given_beside_a_new_one(self, school: Portal, reader: Client) -> None:
        folder = school.workspace / "school-7" / "papers"
        assert run(["build", str(school.adoption("school-7")), "-o", str(folder)]) == 0
        assert "Заполнен в папке" not in reader.get(PAGE).content.decode()
        (folder / "forms" / "1.2-analytic-note.docx").write_bytes(b"PK filled by somebody")
        shown = reader.get(PAGE).content.decode()
        assert "Заполнен в папке papers" in shown
        answer = reader.get(f"{PAGE}laid/papers/forms/1.2-analytic-note.docx")
        assert answer.content == b"PK filled by somebody"

    def test_papers_of_another_plan_are_not_shown(self, school: Portal, reader: Client) -> None:
        """A folder that says it is of another plan, and one that a link leads to."""
        school.add_school(9)
        folder = school.workspace / "school-9" / "papers"
        assert run(["build", str(school.adoption("school-9")), "-o", str(folder)]) == 0
        (folder / "order.docx").write_bytes(b"PK of school 9")
        (folder / ".roadmap-build.json").write_text(
            (folder / ".roadmap-build.json").read_text().replace("school-9-vpr", "school-7-vpr")
        )
        (school.workspace / "school-7" / "linked").symlink_to(folder)
        assert "linked" not in reader.get(PAGE).content.decode()
        assert reader.get(f"{PAGE}laid/linked/order.docx").status_code == 404

    def test_what_is_signed_is_given_as_it_was_signed(
        self, school: Portal, reader: Client, tmp_path: Path
    ) -> None:
        """Also when the plan has moved since; and the page says what of it says otherwise."""
        assert "Подписанного приказа пока нет." in reader.get(PAGE).content.decode()
        adoption = str(school.adoption("school-7"))
        assert run(["build", adoption, "-o", str(tmp_path)]) == 0
        assert run(["sign", adoption, "--papers", str(tmp_path)]) == 0
        shown = reader.get(PAGE).content.decode()
        assert "В силе приказ от 31.05.2027 № 214-од." in shown
        assert "говорит иначе" not in shown
        assert run(["record", adoption, "results-received", "2027-05-27", "--as", "head"]) == 0
        assert "Подписанный приказ говорит иначе" in reader.get(PAGE).content.decode()
        kept = (tmp_path / "order.docx").read_bytes()
        assert reader.get(f"{PAGE}order.docx").content == kept
        assert reader.get(f"{PAGE}signed/2027-05-31-214-од/order.docx").content == kept
        assert reader.get(f"{PAGE}signed/2027-05-31-214-од/signed.json").status_code == 404


class TestRights:
    """A person has the blanks and journals of her own measures."""

    def test_a_person_has_what_is_hers(self, school: Portal) -> None:
        deputy = school.as_role(Role.PERSON, "school-7", post="deputy-head")
        head = school.as_role(Role.PERSON, "school-7", post="head")
        blank, journal = f"{PAGE}forms/1.2-analytic-note.docx", f"{PAGE}journals/results-by-class.docx"
        assert deputy.get(blank).status_code == 200
        assert deputy.get(journal).status_code == 200
        for address in (blank, journal, PAGE, f"{PAGE}order.docx"):
            assert head.get(address).status_code == 404
        for address in (ALL, EXPORT):
            assert head.post(address).status_code == 404
        assert PAGE not in head.get(PLAN).content.decode()


class TestExport:
    """An archive that another computer opens with the command line, and that has nothing of others."""

    def test_it_opens_elsewhere_and_says_the_same(
        self, school: Portal, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        adoption = str(school.adoption("school-7"))
        assert run(["build", adoption, "-o", str(tmp_path / "papers")]) == 0
        assert run(["sign", adoption, "--papers", str(tmp_path / "papers")]) == 0
        file = SimpleUploadedFile("Справка.pdf", PDF)
        said = {"deed": "submitted", "saw": "", "time": "1", "files": [file]}
        assert editor.post(MEASURE, said).status_code == 302
        archive = _archive(fetch(editor, EXPORT))
        assert archive.namelist() == sorted(archive.namelist())
        archive.extractall(tmp_path / "elsewhere")
        copy = tmp_path / "elsewhere" / "school-7"
        assert PDF in {each.read_bytes() for each in (copy / "evidence").iterdir()}
        assert (copy / "signed" / "2027-05-31-214-од" / "order.docx").is_file()
        listed = []
        for each in (adoption, str(copy / "adoption.yaml")):
            capsys.readouterr()
            assert run(["track", "list", each, "--today", "2027-06-15", "--json"]) == 0
            listed.append(json.loads(capsys.readouterr().out)["rows"])
        assert listed[0] == listed[1]
        assert run(["check", str(copy / "adoption.yaml")]) == 0

    def test_the_same_files_give_the_same_bytes(self, school: Portal, reader: Client) -> None:
        one, two = (fetch(reader, EXPORT).getvalue() for _ in range(2))
        assert one == two

    def test_addresses_go_to_editors_alone(self, school: Portal, reader: Client) -> None:
        """And a file that has those of other schools too goes to nobody."""
        contacts = school.workspace / "school-7" / "contacts.yaml"
        contacts.write_text("contacts: school-7\npeople: {head: head@school-7.example}\n", encoding="utf-8")
        editor = school.as_role(Role.EDITOR, "school-7")
        assert "school-7/contacts.yaml" in _archive(fetch(editor, EXPORT)).namelist()
        assert "school-7/contacts.yaml" not in _archive(fetch(reader, EXPORT)).namelist()
        more = "organisations: {school-9: {head: head@school-9.example}}\n"
        contacts.write_text(contacts.read_text(encoding="utf-8") + more, encoding="utf-8")
        assert "school-7/contacts.yaml" not in _archive(fetch(editor, EXPORT)).namelist()

    def test_nothing_of_others_and_nothing_hidden_goes_along(self, school: Portal, reader: Client) -> None:
        """Not by lying around, not by a link, not by an entry that names another school's file."""
        school.add_school(9)
        here, there = school.workspace / "school-7", school.workspace / "school-9"
        (here / "notes.txt").write_text("чужое")
        (here / ".roadmap-x.json").write_text("{}")
        (school.workspace / ".portal").mkdir(exist_ok=True)
        (school.workspace / ".portal" / "key").write_text("secret")
        evidence = there / "evidence"
        evidence.mkdir()
        (evidence / f"{'0' * 64}.pdf").write_bytes(b"%PDF- of school 9")
        (here / "evidence").symlink_to(evidence)
        editor = school.as_role(Role.EDITOR, "school-7")
        said = {"deed": "submitted", "saw": "", "time": "1"}
        assert editor.post(MEASURE, said).status_code == 302
        log = here / "adoption.status.jsonl"
        named = {"sha256": "0" * 64, "name": "x.pdf", "size": 1}
        entry = {**json.loads(log.read_text(encoding="utf-8")), "evidence": [named]}
        log.write_text(json.dumps(entry, ensure_ascii=False) + "\n", encoding="utf-8")
        names = _archive(fetch(reader, EXPORT)).namelist()
        assert set(names) == {
            "school-7/adoption.yaml", "school-7/adoption.status.jsonl", "school-7/organisation.yaml",
            "school-7/terms-2026.yaml", "school-7/terms-2027.yaml",
        }  # fmt: skip

    def test_what_is_recorded_after_the_plan_was_read_comes_with_its_files(self, school: Portal) -> None:
        """The log that goes along names no file that does not."""
        path = school.adoption("school-7")
        before = read_adoption(path).value
        assert before is not None
        said = {"deed": "submitted", "saw": "", "time": "1", "files": [SimpleUploadedFile("a.pdf", PDF)]}
        assert school.as_role(Role.EDITOR, "school-7").post(MEASURE, said).status_code == 302
        taken = take_out(school.workspace, [Taken(path, before, ())], (), contacts=False)
        assert PDF in {each.read_bytes() for each in taken.later.values()}
        assert b"a.pdf" in taken.held["school-7/adoption.status.jsonl"]

    def test_a_text_that_names_another_schools_file_does_not_bring_it(
        self, school: Portal, reader: Client
    ) -> None:
        school.add_school(9)
        text = school.workspace / "school-7" / "organisation.yaml"
        words = text.read_text(encoding="utf-8").replace("terms-2027.yaml", "../school-9/terms-2027.yaml")
        text.write_text(words, encoding="utf-8")
        names = _archive(fetch(reader, EXPORT)).namelist()
        assert "school-7/organisation.yaml" in names
        assert not [name for name in names if name.startswith("school-9")]
