"""Whatever stands in a text, a list or a file's name, it is printed on one line and steers no terminal."""

from __future__ import annotations

import json
import os
import shutil
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.cli.program import program, run
from roadmap_engine.diagnostics.plain import escape_hidden, one_line
from roadmap_engine.pipeline.releasing import withdraw
from tests.example_school import copy_example
from tests.publishing.bundles import bundle_of, lay_out_folder, text_of

FALSE_NEWS = "Замечаний нет"
HOSTILE = f"план\x1b[2J\x1b]0;ой\x07\u202e\u2028\n{FALSE_NEWS}"


def _run(*arguments: str | Path) -> str:
    result = CliRunner().invoke(program("ru"), [str(each) for each in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.output


def _is_harmless(output: str) -> bool:
    """Tell whether an output has no hidden characters, and no line that a stranger began."""
    lines = output.split("\n")
    return "".join(lines).replace("\u00a0", "").isprintable() and FALSE_NEWS not in lines


@given(st.text() | st.text("\x1b\n\r\t\u0085\u200b\u202e\u2028\ufeffа"))
def test_words_stay_on_one_line(words: str) -> None:
    """Nothing is left that is not seen but blanks, and what is seen stays."""
    shown = one_line(words)
    hidden = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}
    assert not any(unicodedata.category(each) in hidden for each in shown)
    kept = iter(shown)
    # What is seen stays, in its order.
    assert all(each in kept for each in words if each.isprintable())


@given(st.recursive(st.text(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)))
def test_json_says_the_same(value: object) -> None:
    """A script reads what was meant; a terminal that shows it gets nothing to obey."""
    written = escape_hidden(json.dumps(value, ensure_ascii=False))
    assert json.loads(written) == value
    assert not any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} for each in written)
    assert not any(each in written for each in "\u202e\u200b\u00ad\ufeff\x9b")


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school's folder in one of its own."""
    copy_example(tmp_path / "school")
    return tmp_path / "school"


class TestFileNames:
    """A folder's maker names its files."""

    def test_of_a_template(self, school: Path) -> None:
        (school / "templates").mkdir()
        name = f"{HOSTILE[:10]}\n{FALSE_NEWS}.docx"
        (school / "templates" / name).symlink_to("/etc/hostname")
        with (school / "organisation.yaml").open("a", encoding="utf-8") as text:
            text.write("\ntemplates: templates\n")
        output = _run("check", school / "adoption.yaml")
        assert "RM166" in output
        assert _is_harmless(output)

    @pytest.mark.parametrize("name", [f"{HOSTILE}.yaml", f"a\n{FALSE_NEWS}\n.yaml"])
    def test_of_a_text(self, school: Path, name: str) -> None:
        (school / name).write_text("adoption: [", encoding="utf-8")
        for command in (("check",), ("drift",), ("migrate", "--dry-run"), ("update", "--check")):
            output = _run(*command, school)
            assert _is_harmless(output), command
        assert _is_harmless(_run("check", school, "--json"))


class TestWords:
    """A text's author, a publisher, and whoever made a list."""

    def test_a_role_title_in_a_message(self, school: Path) -> None:
        (school / "ours.yaml").write_text(
            text_of(name="ours").replace(
                "head: руководитель",
                f'head: {{title: "глава\\n{FALSE_NEWS}", filled_by: [nobody]}}',
            ),
            encoding="utf-8",
        )
        text = (school / "adoption.yaml").read_text(encoding="utf-8")
        text = text.replace("sakha-2021-order-441@1.0.0", "ours").partition("events:")[0]
        (school / "adoption.yaml").write_text(text, encoding="utf-8")
        output = _run("check", school / "adoption.yaml")
        assert "RM503" in output
        assert _is_harmless(output)

    def test_the_words_of_a_withdrawal(self, school: Path, tmp_path: Path) -> None:
        published = tmp_path / "published"
        lay_out_folder(published, bundle_of())
        done = withdraw("tiny", "1.0.0", f"сроки\n{FALSE_NEWS}", published)
        assert done.value is not None
        (published / "index.json").write_bytes(done.value.files["index.json"])
        (school / "tiny.yaml").write_text(text_of(), encoding="utf-8")
        text = (school / "adoption.yaml").read_text(encoding="utf-8")
        text = text.replace("sakha-2021-order-441", "tiny").partition("events:")[0]
        (school / "adoption.yaml").write_text(text, encoding="utf-8")
        output = _run("update", school / "adoption.yaml", "--from", published)
        assert "сроки" in output
        assert _is_harmless(output)

    def test_titles_in_a_plan(self, school: Path) -> None:
        (school / "ours.yaml").write_text(
            text_of(name="ours").replace(
                "title: Анализ результатов", f'title: "Анализ\\r\\n{FALSE_NEWS}\\r\\n"'
            ),
            encoding="utf-8",
        )
        text = (school / "adoption.yaml").read_text(encoding="utf-8")
        text = text.replace("sakha-2021-order-441@1.0.0", "ours").partition("events:")[0]
        (school / "adoption.yaml").write_text(text, encoding="utf-8")
        for command in (("show",), ("show", "--provenance"), ("show", "--chain"), ("show", "--json")):
            assert _is_harmless(_run(command[0], school / "adoption.yaml", *command[1:]))
        old = school.parent / "old"
        shutil.copytree(school, old)
        changed = (old / "ours.yaml").read_text(encoding="utf-8").replace("до 1 октября", "до 2 октября")
        (old / "ours.yaml").write_text(changed, encoding="utf-8")
        assert _is_harmless(_run("diff", old / "adoption.yaml", school / "adoption.yaml"))


@pytest.mark.parametrize("command", ["explain", "decline"])
@pytest.mark.parametrize("device", [None, "/dev/zero"])
def test_lines_are_read_from_files(command: str, device: str | None, tmp_path: Path) -> None:
    """A pipe by name would be waited for, and a device never ends; a script pipes into «-»."""
    os.mkfifo(tmp_path / "pipe")
    assert "RM167" in _run(command, "--file", device or tmp_path / "pipe", "--json")


def test_what_cannot_be_written_over_is_said_in_words(
    school: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The system's reason for it would be «Invalid argument»."""
    os.mkfifo(school / "next.yaml")
    arguments = ["--next-year", school / "adoption.yaml", "-o", school / "next.yaml", "--force"]
    assert run(["--lang", "ru", "new", "adoption", *map(str, arguments)]) == 1
    assert "это канал, устройство или сокет" in capsys.readouterr().err


class TestLettersInTwoCharacters:
    """What macOS keeps apart is read as everywhere else."""

    @pytest.mark.parametrize("command", ["explain", "decline"])
    def test_words_and_files_of_them(self, command: str, tmp_path: Path) -> None:
        words = {"explain": "до 1 ноября, ежегодно, каждый понедельник", "decline": "Андрей Королёв"}[command]
        apart = unicodedata.normalize("NFD", words)
        lines = tmp_path / "lines.tsv"
        lines.write_text(f"{apart}\n", encoding="utf-8")
        assert _run(command, apart, "--json") == _run(command, words, "--json")
        assert _run(command, "--file", lines, "--json") == _run(command, words, "--json")
