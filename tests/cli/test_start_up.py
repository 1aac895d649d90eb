"""What each command may load: starting is most of what a small command takes, and creeps back unseen."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.roadmaps.published import ROOT

HEAVY = (
    "asyncio", "cryptography", "docx", "docxtpl", "filelock", "http", "icalendar", "jinja2", "lxml",
    "multiprocessing", "openpyxl", "pydantic", "pymorphy3", "segno", "ssl", "xlsxwriter", "yaml",
    "roadmap_engine.importing", "roadmap_engine.publishing", "roadmap_engine.questionnaire",
    "roadmap_engine.planning.comparing", "roadmap_engine.planning.merging",
)  # fmt: skip
"""Libraries, and rooms of the program, that take longer to load than a small command to work."""

READING = {"pydantic", "yaml"}
WRITING = {*READING, "filelock"}
DICTIONARY = {"pymorphy3"}
TEMPLATES = {"docx", "docxtpl"}

SCRIPT = f"""
import sys
from roadmap_engine.cli.program import run
code = run(sys.argv[1:])
print("loaded:", *(name for name in {HEAVY!r} if name in sys.modules), file=sys.stderr)
sys.exit(code)
"""


def loaded(*arguments: str, cache: Path | str = "off") -> set[str]:
    """Run a command in a fresh process; gives what of the heavy it has loaded."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments],
        env={**os.environ, "ROADMAP_CACHE": str(cache)},
        capture_output=True,
        text=True,
        check=False,
        cwd=ROOT,
    )
    assert done.returncode == 0, done.stderr
    return set(done.stderr.splitlines()[-1].removeprefix("loaded:").split())


@pytest.fixture
def adoption(tmp_path: Path) -> str:
    """The text of a copy of the example school."""
    return str(Path(shutil.copytree(ROOT / "examples" / "school", tmp_path / "school")) / "adoption.yaml")


@pytest.mark.parametrize(
    ("arguments", "may"),
    [
        (("--help",), set()),
        (("--version",), set()),
        (("decline", "директор"), DICTIONARY),
        (("explain", "до 1 октября", "--year", "2026/2027"), READING),
        (("build", "--help"), READING),
        (("show", "{adoption}"), READING | DICTIONARY),
        (("check", "{adoption}"), READING | DICTIONARY),
        (("build", "{adoption}", "-o", "{out}", "--only", "calendar,calendars,data"), WRITING | DICTIONARY),
        (("build", "{adoption}", "-o", "{out}", "--only", "page"), WRITING | DICTIONARY | {"jinja2"}),
        (("build", "{adoption}", "-o", "{out}", "--only", "tracker"), WRITING | DICTIONARY | {"xlsxwriter"}),
        (
            ("build", "{adoption}", "-o", "{out}"),
            WRITING | DICTIONARY | TEMPLATES | {"jinja2", "lxml", "xlsxwriter"},
        ),
    ],
    ids=lambda each: " ".join(each) if isinstance(each, tuple) else "",
)
def test_a_command_loads_what_it_needs(
    arguments: tuple[str, ...], may: set[str], adoption: str, tmp_path: Path
) -> None:
    """And nothing else of what takes long."""
    filled = [each.format(adoption=adoption, out=tmp_path / "papers") for each in arguments]
    assert loaded(*filled) == may


def test_what_was_kept_is_not_worked_out_again(adoption: str, tmp_path: Path) -> None:
    """No dictionary is opened, no template compiled, no empty workbook written."""
    for _each in range(2):
        shutil.rmtree(tmp_path / "papers", ignore_errors=True)
        found = loaded("build", adoption, "-o", str(tmp_path / "papers"), cache=tmp_path / "cache")
    assert found == WRITING | {"jinja2", "lxml"}
    assert loaded("show", adoption, cache=tmp_path / "cache") == READING


@pytest.mark.parametrize("command", ["show", "check"])
def test_words_that_were_asked_for_are_known(command: str, adoption: str, tmp_path: Path) -> None:
    """The second time no dictionary is opened."""
    assert loaded(command, adoption, cache=tmp_path / "cache") == READING | DICTIONARY
    assert loaded(command, adoption, cache=tmp_path / "cache") == READING


def test_no_shape_of_a_rule_is_drawn_before_a_text_has_one() -> None:
    """Types that hold a rule would each draw all its shapes anew whenever the program starts."""
    script = (
        "import roadmap_engine.cli.commands.build\n"
        "from roadmap_engine.deadlines import parse, rule_adapter\n"
        "from roadmap_engine.model import Deadline\n"
        "rule = parse('до 1 октября').rule\n"
        "assert Deadline(rule=rule).rule is rule\n"
        "assert not rule_adapter.cache_info().currsize\n"
        "written = rule_adapter().dump_python(rule, mode='json', exclude_none=True)\n"
        "assert Deadline(rule=rule).model_dump(mode='json', exclude_none=True) == {'rule': written}\n"
        "assert Deadline.model_validate({'rule': written}).rule == rule\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, cwd=ROOT)
