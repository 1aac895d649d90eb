"""Whatever the terminal shows, whoever reads it, whatever bytes come in: words, never a fault of ours."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.cli.commands import (
    amend,
    batch,
    build,
    drift,
    import_table,
    migrate,
    new,
    print_roadmap,
    publish,
    schema,
    template,
    update,
)
from roadmap_engine.cli.program import run
from roadmap_engine.cli.streams import fit_streams
from roadmap_engine.desk import dating
from roadmap_engine.storage import laying, writing
from tests.cli.test_migrate import OLD
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "examples" / "school"
BAD = os.fsdecode(b"\xcf\xeb\xe0\xed")
Captured = pytest.CaptureFixture[str]
ENCODINGS = ("cp1251", "cp866", "koi8-r", "ascii", "utf-8", "utf-16-le")


def _roadmap(*words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "roadmap_engine.cli", *words]
    told = {**os.environ, **environment}
    return subprocess.run(command, capture_output=True, check=False, cwd=ROOT, env=told, timeout=120)


class TestEncodings:
    """«any stdout works, with replacement where a sign is missing»."""

    @pytest.mark.parametrize(
        ("encoding", "shown"),
        [
            ("cp1251", "План мероприятий («дорожная карта»)"),
            ("cp866", 'План мероприятий ("дорожная карта")'),
            ("ascii", 'Plan meropriiatii ("dorozhnaia karta")'),
        ],
    )
    def test_a_plan_is_shown_in_every_code_page(self, encoding: str, shown: str) -> None:
        found = _roadmap("show", str(SCHOOL / "adoption.yaml"), PYTHONIOENCODING=encoding)
        assert found.returncode == 0, found.stderr
        assert found.stdout.decode(encoding).startswith(shown)

    def test_where_no_locale_is_set(self) -> None:
        found = _roadmap("show", str(SCHOOL / "adoption.yaml"), "--json", LC_ALL="C", PYTHONUTF8="0")
        assert found.returncode == 0, found.stderr
        assert json.loads(found.stdout)["plan"] == "school-12-vpr-2027"

    def test_json_is_whole_in_an_encoding_that_lacks_a_sign(self) -> None:
        found = _roadmap("explain", "в мае → 2027", "--json", PYTHONIOENCODING="cp866")
        assert json.loads(found.stdout.decode("cp866"))["phrase"] == "в мае → 2027"

    @given(text=st.text(max_size=30), encoding=st.sampled_from(ENCODINGS))
    def test_every_text_can_be_written(self, text: str, encoding: str) -> None:
        fit_streams()
        text = text + "→«№\ud800жЖ́"
        found = text.encode(encoding, errors="roadmap-fitting").decode(encoding, errors="replace")
        kept = "".join(each for each in text if _has(each, encoding))
        assert [each for each in kept if each not in found] == []


def _has(letter: str, encoding: str) -> bool:
    try:
        return letter.encode(encoding).decode(encoding) == letter
    except UnicodeError:
        return False


class TestPipes:
    """«a closed pipe»: a reader that goes away stops nobody's work."""

    def test_a_reader_that_has_read_enough(self) -> None:
        lines = "Иванов Иван\n" * 5000
        command = (
            f"{sys.executable} -m roadmap_engine.cli decline --file - | head -1; exit ${{PIPESTATUS[0]}}"
        )
        found = subprocess.run(
            ["bash", "-c", command],
            input=lines.encode(),
            capture_output=True,
            check=False,
            cwd=ROOT,
            timeout=120,
        )
        assert (found.returncode, found.stderr) == (0, b"")
        assert json.loads(found.stdout)["sure"] is True

    def test_what_is_to_be_written_is_written_though_nobody_reads(self, tmp_path: Path) -> None:
        for place in range(30):
            text = tmp_path / f"t{place}.yaml"
            text.write_text(
                OLD,
                encoding="utf-8",
            )
        reading, writing_end = os.pipe()
        os.close(reading)
        command = [sys.executable, "-m", "roadmap_engine.cli", "migrate", str(tmp_path)]
        found = subprocess.run(
            command, stdout=writing_end, stderr=subprocess.PIPE, check=False, cwd=ROOT, timeout=120
        )
        os.close(writing_end)
        assert (found.returncode, found.stderr) == (0, b"")
        assert all("format: 2" in path.read_text(encoding="utf-8") for path in tmp_path.iterdir())


class TestBytes:
    """«Arguments and --file inputs that are not UTF-8, file names that are not UTF-8»."""

    @pytest.mark.parametrize(
        "words",
        [
            ["explain", BAD],
            ["decline", BAD, "--json"],
            ["explain", "x", "--event", f"{BAD}=2027-01-01"],
            ["record", "a.yaml", BAD, "2027-01-01"],
            ["new", "roadmap", "-a", f"title={BAD}"],
            ["publish", "-o", "x", "--withdraw", "a@1", "--reason", BAD],
            ["amend", "a.yaml", "--since", "p.json", "-o", "x", "--number", BAD],
            ["template", "new", BAD],
            [BAD],
        ],
    )
    def test_an_argument_that_is_no_text_is_told(
        self, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(words) == 2
        told = capsys.readouterr().err
        assert "UTF-8" in told or words == [BAD]
        assert list(tmp_path.iterdir()) == []

    @pytest.mark.skipif(sys.platform == "win32", reason="names are no bytes there")
    def test_a_file_may_have_any_name(self, tmp_path: Path, capsys: Captured) -> None:
        folder = tmp_path / BAD
        copy_example(folder)
        text = folder / f"{BAD}.yaml"
        (folder / "adoption.yaml").rename(text)
        runs = (
            ["check", str(folder)],
            ["build", str(text), "-o", str(folder / f"{BAD}-out")],
            ["show", str(text), "--json"],
            ["record", str(text), "council-decision", "2027-06-21", "--json"],
            ["migrate", str(folder)],
            ["drift", str(folder), "--xlsx", str(folder / f"{BAD}.xlsx")],
            ["import", str(folder / f"{BAD}-out" / "plan.docx"), "-o", str(folder / f"{BAD}-plan.yaml")],
            ["template", "new", "order", "-o", str(folder / f"{BAD}.docx")],
        )
        for words in runs:
            assert run(words) == 0, words
            assert "сбой" not in capsys.readouterr().err
        plan = json.loads((folder / f"{BAD}-out" / "plan.json").read_bytes())
        assert any("\ufffd" in layer["file"] for layer in plan["layers"])

    @pytest.mark.parametrize(("command", "key"), [("decline", "sure"), ("explain", "understood")])
    def test_a_line_that_is_no_text_is_told_and_the_others_answered(
        self, command: str, key: str, tmp_path: Path, capsys: Captured
    ) -> None:
        lines = tmp_path / "lines.tsv"
        good = {"decline": "Тен Лариса Борисовна", "explain": "до 1 мая 2027 г."}[command]
        lines.write_bytes(b"\xef\xbb\xbf" + good.encode() + b"\r\n\xcf\xeb\xe0\xed\tname\n" + good.encode())
        assert run([command, "--file", str(lines), "--json"]) == 1
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [answer[key] for answer in answers] == [True, False, True]
        assert [problem["code"] for problem in answers[1]["problems"]] == ["RM105"]
        assert answers[1]["problems"][0]["location"]["line"] == 2

    @pytest.mark.parametrize("blank", ["", " ", "\t", " \t "])
    def test_a_blank_is_no_answer(
        self, blank: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert run(["new", "roadmap", "-a", f"title={blank}"]) == 1
        assert "RM711" in capsys.readouterr().err
        assert list(tmp_path.iterdir()) == []


class TestWhatWasWritten:
    """«Ничего не записано» is said where it is true; a failure after writing says what was written."""

    RUNS = (
        (build, "build", ["build", "{school}", "-o", "{out}"]),
        (dating, "record", ["record", "{school}", "council-decision", "2027-06-21"]),
        (amend, "amend", ["amend", "{school}", "--since", "{school}", "-o", "{out}"]),
        (migrate, "migrate", ["migrate", "{school}"]),
        (publish, "publish", ["publish", "{school}", "-o", "{out}"]),
        (import_table, "import_table", ["import", "{school}", "-o", "{out}"]),
        (update, "_update_all", ["update", "{school}"]),
        (new, "create", ["new", "roadmap", "-a", "title=План", "-o", "{out}"]),
        (template, "find_kind", ["template", "new", "order", "-o", "{out}"]),
        (schema, "draw_schema", ["schema", "-o", "{out}"]),
        (print_roadmap, "print_roadmap", ["print", "samara-west-2020-plan", "-o", "{out}"]),
        (drift, "find_drift", ["drift", "{school}", "--xlsx", "{out}"]),
        (batch, "run_batch", ["batch", "{folder}", "-o", "{out}", "--jobs", "1"]),
    )

    @pytest.mark.parametrize(
        ("module", "step", "words"), RUNS, ids=lambda each: getattr(each, "__name__", None)
    )
    def test_a_fault_before_writing(
        self,
        module: object,
        step: str,
        words: list[str],
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: Captured,
    ) -> None:
        copy_example(tmp_path / "school")
        school, out = tmp_path / "school" / "adoption.yaml", tmp_path / "out"
        before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        monkeypatch.setattr(module, step, _fail)
        assert run([word.format(school=school, folder=school.parent, out=out) for word in words]) == 1
        assert "сбой самой программы (ZeroDivisionError). Ничего не записано." in capsys.readouterr().err
        assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before

    @pytest.mark.parametrize(
        "failure", [ZeroDivisionError, OSError(28, "No space left on device"), KeyboardInterrupt]
    )
    def test_a_failure_after_writing(
        self, failure: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Captured
    ) -> None:
        copy_example(tmp_path / "school")
        replace = writing.replace_file
        done: list[Path] = []

        def fail_at_the_third(path: Path, content: bytes) -> None:
            if len(done) == 2:
                raise failure
            done.append(path)
            replace(path, content)

        monkeypatch.setattr(laying, "replace_file", fail_at_the_third)
        assert run(["build", str(tmp_path / "school" / "adoption.yaml"), "-o", str(tmp_path / "out")]) in (
            1,
            130,
        )
        told = capsys.readouterr().err
        assert "До этого записано: " in told
        assert f"{done[0]}, {done[1]}." in told
        assert "Ничего не записано" not in told


def _fail(*_words: object, **_more: object) -> object:
    raise ZeroDivisionError
