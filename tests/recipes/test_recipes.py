"""What CONTRIBUTING.md tells a newcomer to do works, with as many files as it says."""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import openpyxl
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
    """A form, a check, a column, a paper, a command; each counts its own files, in both languages."""
    assert RECIPES.keys() == {"form", "check", "column", "paper", "command"}
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


BASE = """\
roadmap: base
version: 1.0.0
title: План работы с результатами
columns: [number, title, deadline, responsible, resources]
roles: {head: директор}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ результатов
        deadline: до 17 января 2027 г.
        responsible: [head]
        resources: кабинет № 7
      - id: summary
        title: Подведение итогов
        deadline: до 25 мая 2027 г.
        responsible: [head]
"""
LAYER = """\
roadmap: over
version: 1.0.0
extends: base@1
replace:
  by-class: {resources: актовый зал}
"""
LOCAL = """\
adoption: school
roadmap: base@1.0.0
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
replace:
  by-class: {resources: актовый зал}
  summary: {resources: спортивный зал}
"""
MERGE = "from pathlib import Path; from tests.problem_cases import run_case; print(run_case(Path('merge')))"


def _lay(copy: Copy, folder: str, **texts: str) -> None:
    (copy.folder / folder).mkdir()
    for name, text in texts.items():
        (copy.folder / folder / f"{name}.yaml").write_text(text, encoding="utf-8")


@pytest.fixture(scope="module")
def columned(tmp_path_factory: pytest.TempPathFactory) -> Copy:
    """A copy with the column, and a map that uses it with a layer over it."""
    copy = Copy(tmp_path_factory.mktemp("columned"))
    _follow("column", copy)
    assert len(RECIPES["column"].touched()) <= 3
    _lay(copy, "maps", base=BASE, over=LAYER)
    return copy


class TestColumn:
    """A layer changes it, a lock refuses it, an update merges it, an import finds it."""

    def test_a_layer_changes_it_and_papers_and_comparison_have_it(self, columned: Copy) -> None:
        columned.run("roadmap", "check", "maps")
        columned.run("roadmap", "print", "maps/over.yaml", "-o", "printed")
        plan = json.loads((columned.folder / "printed/plan.json").read_text(encoding="utf-8"))
        cells = [each["cells"]["Ресурсы"] for each in plan["stages"][0]["measures"]]
        assert cells == ["актовый зал", ""]
        assert "актовый зал" in (columned.folder / "printed/plan.html").read_text(encoding="utf-8")
        with zipfile.ZipFile(columned.folder / "printed/plan.docx") as word:
            assert "актовый зал" in word.read("word/document.xml").decode()
        told = columned.run("roadmap", "diff", "maps/base.yaml", "maps/over.yaml")
        assert "Ресурсы: кабинет № 7 → актовый зал" in told

    def test_a_lock_refuses_it_and_an_update_merges_it(self, columned: Copy) -> None:
        locked = BASE.replace("roles:", "allow: {resources: locked}\nroles:")
        _lay(columned, "locked", base=locked, over=LAYER)
        told = columned.run("roadmap", "check", "locked/over.yaml", code=1)
        assert "RM240: мероприятие «by-class»: «base» не разрешает менять «resources»" in told
        newer = BASE.replace("кабинет № 7", "кабинет № 8").replace("Подведение", "Общее подведение")
        _lay(columned, "merge", before=BASE, after=newer, adoption=LOCAL)
        (columned.folder / "merge/case.json").write_text('{"kind": "merge"}', encoding="utf-8")
        asked = columned.run(sys.executable, "-c", MERGE)
        assert asked.count("ошибка RM") == 1
        assert "RM820: by-class.resources: здесь «актовый зал», в версии 1.0.0 «кабинет № 8»" in asked

    def test_an_import_finds_it(self, columned: Copy) -> None:
        book = openpyxl.Workbook()
        sheet = book.create_sheet("План", 0)
        for row in (
            ("№ п/п", "Мероприятие", "Срок", "Ответственный", "Ресурсы"),
            ("1.", "Анализ результатов", "до 17 января 2027 г.", "директор", "кабинет № 7"),
        ):
            sheet.append(row)
        book.save(columned.folder / "plan.xlsx")
        columned.run("roadmap", "import", "plan.xlsx", "-o", "imported.yaml")
        text = (columned.folder / "imported.yaml").read_text(encoding="utf-8")
        assert "  - resources\n" in text
        assert "        resources: кабинет № 7\n" in text
        columned.run("roadmap", "check", "imported.yaml")


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
