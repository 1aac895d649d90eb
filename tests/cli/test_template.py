"""`roadmap template` and `roadmap build --pdf` as their users meet them."""

from __future__ import annotations

import json
import os
import select
from pathlib import Path

import pytest

from roadmap_engine.cli import office
from roadmap_engine.cli.program import run
from roadmap_engine.documents.template_kinds import KINDS
from tests.documents.word.small_files import paragraph, word_file
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
ADOPTION = ROOT / "examples" / "school" / "adoption.yaml"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the example school's texts; its adoption."""
    copy_example(tmp_path / "school")
    return tmp_path / "school" / "adoption.yaml"


class TestKinds:
    """`roadmap template`: what there is."""

    def test_the_kinds_are_listed(self, capsys: Captured) -> None:
        assert run(["template"]) == 0
        told = capsys.readouterr().out
        assert "analytic-note" in told
        assert "аналитическая справка" in told

    def test_a_script_reads_them(self, capsys: Captured) -> None:
        assert run(["template", "--json"]) == 0
        assert {each["kind"] for each in json.loads(capsys.readouterr().out)} == set(KINDS)


class TestNew:
    """`roadmap template new`: a copy to change, never over a person's work."""

    def test_a_copy_is_written(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(["template", "new", "order"]) == 0
        assert (tmp_path / "order.docx").read_bytes() == (ROOT / "templates/order.docx").read_bytes()

    def test_into_a_folder_it_goes_under_its_name(self, tmp_path: Path) -> None:
        assert run(["template", "new", "plan.docx", "-o", str(tmp_path)]) == 0
        assert (tmp_path / "plan.docx").is_file()

    def test_what_is_there_stays(self, tmp_path: Path, capsys: Captured) -> None:
        mine = tmp_path / "mine.docx"
        mine.write_bytes(b"mine")
        assert run(["template", "new", "order", "-o", str(mine)]) == 1
        assert "RM648" in capsys.readouterr().err
        assert mine.read_bytes() == b"mine"
        assert run(["template", "new", "order", "-o", str(mine), "--force"]) == 0
        assert mine.read_bytes() != b"mine"

    def test_an_unknown_kind_is_told_with_near_names(self, capsys: Captured) -> None:
        assert run(["template", "new", "ordr"]) == 1
        told = capsys.readouterr().err
        assert "RM645" in told
        assert "«order»" in told


class TestCheck:
    """`roadmap template check`: every fault, and under which kind it was looked for."""

    @pytest.mark.parametrize("name", ["plan", "order", "analytic-note"])
    def test_what_we_ship_has_no_fault(self, name: str, capsys: Captured) -> None:
        assert run(["template", "check", str(ROOT / "templates" / f"{name}.docx")]) == 0
        assert name in capsys.readouterr().out

    def test_all_faults_are_told_with_part_paragraph_and_tag(self, tmp_path: Path, capsys: Captured) -> None:
        file = tmp_path / "order.docx"
        file.write_bytes(word_file(paragraph("Номер {{ nummer }}") + paragraph("{{ parent }} {{ 7*7 }}")))
        assert run(["template", "check", str(file)]) == 1
        told = capsys.readouterr().err
        assert all(code in told for code in ("RM615", "RM640", "RM611"))
        assert "абзац «Номер {{ nummer }}»" in told
        assert "«number»" in told
        assert "order" in told

    def test_the_kind_may_be_said(self, tmp_path: Path, capsys: Captured) -> None:
        file = tmp_path / "ours.docx"
        file.write_bytes(word_file(paragraph("{{ imperative }}")))
        assert run(["template", "check", str(file), "--kind", "order"]) == 0
        assert run(["template", "check", str(file), "--kind", "ordr"]) == 1
        assert "RM645" in capsys.readouterr().err

    def test_what_is_only_told_leaves_it_usable(self, tmp_path: Path, capsys: Captured) -> None:
        """A deleted tag is none, and a lost number is a warning: the template is good, and says both."""
        struck = "<w:p><w:del><w:r><w:delText>{{ nummer }}</w:delText></w:r></w:del></w:p>"
        file = tmp_path / "order.docx"
        file.write_bytes(word_file(struck + paragraph("{{ imperative }}")))
        assert run(["template", "check", str(file)]) == 0
        told = capsys.readouterr()
        assert all(code in told.err for code in ("RM637", "RM663"))
        assert "годится" in told.out

    def test_a_script_reads_the_faults(self, tmp_path: Path, capsys: Captured) -> None:
        file = tmp_path / "plan.docx"
        file.write_bytes(word_file(paragraph("{{ titel }}")))
        assert run(["template", "check", str(file), "--json"]) == 1
        told = json.loads(capsys.readouterr().out)
        assert told["kind"] == "plan"
        first = told["problems"][0]
        assert first["arguments"]["tag"] == "{{ titel }}"
        columns = [each for each in told["problems"] if each["code"] == "RM623"]
        assert {each["severity"] for each in columns} == {"warning"}

    @pytest.mark.parametrize("name", ["none.docx", "."])
    def test_what_cannot_be_read_is_a_problem(self, name: str, tmp_path: Path, capsys: Captured) -> None:
        assert run(["template", "check", str(tmp_path / name)]) == 1
        assert "RM10" in capsys.readouterr().err


class TestFields:
    """`roadmap template fields`: what a template may say."""

    def test_each_value_is_listed_with_its_tag_and_example(self, capsys: Captured) -> None:
        assert run(["template", "fields", "order"]) == 0
        told = capsys.readouterr().out
        assert "{{ heading }}" in told
        assert "{% if parent %}{{ parent }}{% endif %}" in told
        assert "может не быть" in told
        assert "{% for point in points %}…{% endfor %}" in told

    def test_a_script_reads_them(self, capsys: Captured) -> None:
        assert run(["template", "fields", "plan", "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        (row,) = (each for each in told["values"] if each["path"] == "row.deadline")
        assert (row["type"], row["optional"], row["depth"]) == ("text", False, 2)

    def test_an_unknown_kind_is_told(self, capsys: Captured) -> None:
        assert run(["template", "fields", "ordr", "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "RM645"


class TestPdf:
    """`roadmap build --pdf`: PDF files where LibreOffice is, a clear word where it is not."""

    def test_without_the_program_the_word_files_are_written(
        self, school: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(office, "_PLACES", ())
        monkeypatch.setenv("PATH", str(tmp_path))
        assert run(["build", str(school), "-o", str(tmp_path / "out"), "--pdf"]) == 1
        assert "RM646" in capsys.readouterr().err
        assert (tmp_path / "out" / "order.docx").is_file()
        assert not list((tmp_path / "out").rglob("*.pdf"))

    def test_each_word_file_gets_its_pdf(
        self, school: Path, tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """One call for all files; two of one name in two folders are told apart."""
        folder = tmp_path / "bin"
        folder.mkdir()
        calls = tmp_path / "calls"
        _install(
            folder,
            f"""echo call >> {calls}
while [ "$1" != --outdir ]; do shift; done
to="$2"; shift 2
for f in "$@"; do cp "$f" "$to/$(basename "$f" .docx).pdf"; done""",
        )
        monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
        assert run(["build", str(school), "-o", str(tmp_path / "out"), "--pdf"]) == 0
        made = {path.relative_to(tmp_path / "out") for path in (tmp_path / "out").rglob("*.pdf")}
        words = list((tmp_path / "out").rglob("*.docx"))
        assert made == {path.relative_to(tmp_path / "out").with_suffix(".pdf") for path in words}
        # The stand-in copies: each PDF is its own document's.
        assert all(path.with_suffix(".pdf").read_bytes() == path.read_bytes() for path in words)
        assert calls.read_text() == "call\n"
        assert f"PDF: {len(words)}" in capsys.readouterr().out

    def test_whoever_takes_too_long_is_stopped_with_its_children(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """LibreOffice starts a process of its own, which must not stay behind."""
        monkeypatch.setattr(office, "SECONDS", 1)
        monkeypatch.setattr(office, "SECONDS_EACH", 0)
        os.mkfifo(tmp_path / "held")
        reader = os.open(tmp_path / "held", os.O_RDONLY | os.O_NONBLOCK)
        command = _install(tmp_path, f"exec 3> {tmp_path}/held; tail -f /dev/null & echo begun >&3; wait")
        made, problems = office.convert_to_pdf({"a.docx": b""}, str(command))
        assert made == {}
        assert [problem.code for problem in problems] == ["RM647"]
        # The child holds the pipe open as long as it lives: the end comes when it is gone.
        ended = False
        while not ended and select.select([reader], [], [], 30)[0]:
            ended = os.read(reader, 100) == b""
        assert ended
        os.close(reader)

    @pytest.mark.referee
    @pytest.mark.skipif(office.find_office() is None, reason="LibreOffice is not installed")
    def test_libreoffice_makes_a_pdf(self) -> None:
        made, problems = office.convert_to_pdf(
            {"forms/a.docx": word_file(paragraph("текст"))}, office.find_office()
        )
        assert problems == ()
        assert made["forms/a.pdf"].startswith(b"%PDF")


def _install(folder: Path, script: str) -> Path:
    """Put a stand-in for LibreOffice into a folder."""
    command = folder / "soffice"
    command.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    command.chmod(0o755)
    return command
