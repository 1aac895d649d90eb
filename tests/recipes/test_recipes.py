"""What CONTRIBUTING.md tells a newcomer to do works, with as many files as it says."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.recipes.recipe import PAGE, Copy, Recipe, read_recipes

RECIPES = read_recipes(PAGE.read_text(encoding="utf-8"))


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    """A copy to follow a recipe in."""
    return Copy(tmp_path)


def _follow(name: str, copy: Copy) -> Recipe:
    recipe = RECIPES[name]
    recipe.follow(copy)
    code = sorted(path for path in recipe.touched() if path.endswith(".py"))
    copy.run("ruff", "check", "--no-cache", *code)
    copy.run("ruff", "format", "--no-cache", "--check", *code)
    return recipe


def test_the_recipes_are_those_people_need() -> None:
    """A form, a check, a paper, a command; each counts its own files, in both languages."""
    assert RECIPES.keys() == {"form", "check", "paper", "command"}
    for recipe in RECIPES.values():
        assert recipe.files == (len(recipe.touched()),) * 2, recipe.title


def test_a_form_is_one_line_of_one_file(copy: Copy) -> None:
    """The phrase is not understood before, is understood after, and is worded as its rule."""
    asked = ("roadmap", "explain", "самое позднее 15 октября", "--year", "2026/2027", "--json")
    assert json.loads(copy.run(*asked, code=1))["understood"] is False
    _follow("form", copy)
    answer = json.loads(copy.run(*asked))
    assert (answer["kind"], answer["wording"]) == ("by", "до 15 октября")
    assert answer["occurrences"] == [{"start": None, "due": "2026-10-15"}]
    copy.run("pytest", "-q", "tests/deadlines/test_forms.py", "-k", "example or takes_part or small")


def test_a_check_reports_with_its_code_and_its_case(copy: Copy) -> None:
    """The two stages are told in Russian, and the catalogue is whole: case, words, manual."""
    case = "tests/problems/RM299-repeated-stage-title"
    _follow("check", copy)
    told = copy.run("roadmap", "check", f"{case}/input.yaml")
    assert f"{case}/input.yaml:16:12: " in told
    assert "RM299: этапы «analysis» и «reflection» оба называются «Аналитический этап»" in told
    assert "RM299" in (copy.folder / case / "expected.txt").read_text(encoding="utf-8")
    assert "### RM299 repeated-stage-title" in (copy.folder / "docs/problems.md").read_text(encoding="utf-8")


def test_a_paper_is_built_and_announced(copy: Copy) -> None:
    """`roadmap build` writes it beside the others, says what it is, and knows it by its kind."""
    _follow("paper", copy)
    said = copy.run("roadmap", "build", "examples/school/adoption.yaml", "-o", "papers")
    assert "papers/digest.txt       все сроки одним текстом, чтобы вставить в чат" in said
    digest = (copy.folder / "papers" / "digest.txt").read_text(encoding="utf-8")
    assert "\n28.05.2027 – 11.06.2027: 1.1. Проведение анализа результатов" in digest
    copy.run("roadmap", "build", "examples/school/adoption.yaml", "-o", "papers", "--force", "digest")
    copy.run("pytest", "-q", "tests/pipeline/test_papers.py", "-k", "no_paper_is_drawn")


def test_a_command_runs_and_helps(copy: Copy) -> None:
    """It answers, as text and as JSON, and stands in both languages' help and both READMEs."""
    _follow("command", copy)
    example = "examples/school/adoption.yaml"
    told = copy.run("roadmap", "events", example)
    assert "решение Педсовета: " in told
    events = json.loads(copy.run("roadmap", "events", example, "--json"))["events"]
    assert all(events.values())
    assert f"roadmap events {example}" in copy.run("roadmap", "events", "--help")
    assert "Перечислить события, которых план ещё ждёт." in copy.run("roadmap", "--help")
    copy.run("pytest", "-q", "tests/test_docs.py", "-k", "command")
