"""What a stranger meets first says what is true: targets, hooks, the workflow, forms, addresses, versions."""

from __future__ import annotations

import re
import subprocess
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml
from packaging.specifiers import SpecifierSet
from trove_classifiers import classifiers

from roadmap_engine.version import __version__

ROOT = Path(__file__).parent.parent
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
PHONY = re.search(r"^\.PHONY: ((?:.*\\\n)*.*)$", MAKEFILE, re.MULTILINE)
TARGETS = set(PHONY[1].replace("\\\n", " ").split()) if PHONY else set()
PROJECT: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("*.yml"))
PAGES = ("CONTRIBUTING.md", "SECURITY.md", "README.md", "README.ru.md")
# The kinds of fields that a form may have, and whether each asks something.
FIELDS = {"markdown": False, "textarea": True, "input": True, "dropdown": True, "checkboxes": True}


def _read(path: Path) -> Any:
    return yaml.safe_load(path.read_text(encoding="utf-8"))


def test_help_has_a_line_for_every_target() -> None:
    """A target without words, or one that `.PHONY` forgot, fails."""
    told = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    lines = dict(re.findall(r"^  make (\S+)\t(.+)$", told, re.MULTILINE))
    assert lines.keys() == TARGETS
    assert len(lines) > 15
    assert set(re.findall(r"^([a-z][a-z-]*):", MAKEFILE, re.MULTILINE)) == TARGETS


def test_hooks_call_targets() -> None:
    """Nothing is fetched, and each hook is a command of the house."""
    (repository,) = _read(ROOT / ".pre-commit-config.yaml")["repos"]
    assert repository["repo"] == "local"
    entries = [hook["entry"].split() for hook in repository["hooks"]]
    assert {words[0] for words in entries} == {"make"}
    assert {words[1] for words in entries} == {"fmt", "lint", "types", "imports", "tests"} <= TARGETS
    assert {hook["language"] for hook in repository["hooks"]} == {"system"}


def test_files_are_as_editors_are_told() -> None:
    """UTF-8, ended by a line feed, no line ended by blanks; cases are kept as they are."""
    kept = re.compile(r"tests/(problems|golden|former/0\.1|importing/layouts)/")
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True)
    for name in listed.stdout.split("\0"):
        data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
        if data and b"\0" not in data and not kept.match(name):
            assert data.endswith(b"\n"), name
            assert b"\r\n" not in data, name
            assert name.endswith(".md") or re.search(r"[ \t]$", data.decode(), re.MULTILINE) is None, name


def test_the_workflow_runs_the_checks_on_every_python_we_name() -> None:
    """The same script as here, on the Pythons of the classifiers, which are those that the project admits."""
    job = _read(ROOT / ".github" / "workflows" / "ci.yml")["jobs"]["checks"]
    pythons = job["strategy"]["matrix"]["python"]
    named = [each.rpartition(" ")[2] for each in PROJECT["classifiers"] if "Python :: 3." in each]
    assert pythons == named == ["3.11", "3.12", "3.13"]
    assert [each for each in pythons if each not in SpecifierSet(PROJECT["requires-python"])] == []
    assert "matrix.python" in job["container"]
    (script,) = (step["run"] for step in job["steps"] if "run" in step)
    assert script.split() == ["bash", ".ci/run"]
    called = re.findall(r"^make (\S+)", (ROOT / ".ci" / "run").read_text(encoding="utf-8"), re.MULTILINE)
    assert "test" in called
    assert set(called) <= TARGETS


@pytest.mark.parametrize(
    "path", [path for path in FORMS if path.stem != "config"], ids=lambda path: path.stem
)
def test_a_form_asks_in_russian_and_is_whole(path: Path) -> None:
    """Every field that asks has an id of its own and a label; something must be answered."""
    form = _read(path)
    assert form.keys() == {"name", "description", "labels", "body"}
    asked = [field for field in form["body"] if FIELDS[field["type"]]]
    assert len({field["id"] for field in asked}) == len(asked) >= 3
    for field in asked:
        assert re.search("[а-яё]", field["attributes"]["label"])
        assert all(isinstance(each, str) for each in field["attributes"].get("options", ()))
    assert any(field.get("validations", {}).get("required") for field in asked)


def test_there_are_forms_and_nothing_else() -> None:
    """A fault, a deadline, a wish; an empty page is offered to nobody."""
    assert [path.stem for path in FORMS] == ["config", "deadline", "fault", "wish"]
    assert _read(ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml") == {"blank_issues_enabled": False}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_names_targets_and_files_that_are_there(page: str) -> None:
    """`make x`, and what stands in backquotes and looks like a path of the checkout."""
    text = re.split(r"^## Рецепты", (ROOT / page).read_text(encoding="utf-8"), flags=re.MULTILINE)[0]
    called = set(re.findall(r"(?:^|`)make ([a-z][a-z-]*)", text, re.MULTILINE))
    assert called <= TARGETS
    assert called or page == "SECURITY.md"
    named = re.findall(r"`((?:tests|docs|tools|locks|roadmap_engine)/[\w./-]*)`", text)
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_the_project_says_where_it_is_and_what_it_is() -> None:
    """Addresses for people who have the package alone, and classifiers that the index knows."""
    urls = PROJECT["urls"]
    assert urls.keys() == {"Repository", "Documentation", "Changelog", "Issues", "Security"}
    assert all(address.startswith("https://") for address in urls.values())
    assert set(PROJECT["classifiers"]) <= classifiers
    assert PROJECT["classifiers"] == sorted(PROJECT["classifiers"])
    assert (ROOT / "roadmap_engine" / "py.typed").exists() == ("Typing :: Typed" in PROJECT["classifiers"])


def test_the_changelog_begins_with_the_version_that_this_is() -> None:
    """What is not released yet stands on top, then this version with its day; no mark of a merge is left."""
    text = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    first, second = re.findall(r"^## (.+)$", text, re.MULTILINE)[:2]
    assert first == "Unreleased"
    assert re.fullmatch(rf"{re.escape(__version__)} – \d{{4}}-\d\d-\d\d", second)
    assert re.search(r"^(<{7}|={7}|>{7})( |$)", text, re.MULTILINE) is None
