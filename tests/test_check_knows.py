"""What stops `build`, `print` and `publish` is told by `check` too: the same code at the same place."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

import pytest

from roadmap_engine import adopt, build, check
from roadmap_engine.diagnostics import Location, Problem, Severity
from roadmap_engine.load import load_file
from roadmap_engine.pipeline.bundling import bundle_roadmap
from roadmap_engine.pipeline.papers import draw_papers
from roadmap_engine.pipeline.plans import read_adoption, read_published
from tests.documents.word.faults import FAULTY_TEMPLATES, TOLD_TEMPLATES
from tests.documents.word.small_files import paragraph, word_file
from tools.problem_files import case_folders, files_of, laid_out

ROOT = Path(__file__).parents[1]
TODAY = dt.date(2027, 1, 11)
CASES = [folder for folder in case_folders() if any(name.endswith(".yaml") for name in files_of(folder))]
TEMPLATES = {**FAULTY_TEMPLATES, **TOLD_TEMPLATES}
TRIED = ("RM601", "RM605", "RM610", "RM615", "RM635", "RM638")
"""A file that is none, a part, a tag, a value, what is told, what is in vain: all go one way."""
SCHOOL = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people: {head: {name: Орлова Мария Петровна, post: директор}}
"""
ADOPTION = """\
adoption: of-it
roadmap: {name}
organisation: of-it-school.yaml
procedure: vpr
school_year: 2026/2027
"""

Places = set[tuple[str, Location | None]]


def _places(problems: Iterable[Problem], *, errors: bool = True) -> Places:
    return {(each.code, each.location) for each in problems if each.severity is Severity.ERROR or not errors}


def _texts(folder: Path) -> dict[Path, str | None]:
    """The texts of a case by their kinds; beside each roadmap an adoption of it."""
    found: dict[Path, str | None] = {path: load_file(path).kind for path in sorted(folder.rglob("*.yaml"))}
    for path, kind in list(found.items()):
        if kind == "roadmap":
            (path.parent / "of-it-school.yaml").write_text(SCHOOL, encoding="utf-8")
            adoption = path.parent / f"of-{path.stem}.yaml"
            adoption.write_text(ADOPTION.format(name=path.stem), encoding="utf-8")
            found[adoption] = "adoption"
    return found


@pytest.mark.parametrize("folder", CASES, ids=lambda folder: folder.name)
def test_check_tells_what_stops_the_others(folder: Path) -> None:
    """Every text of the catalogue of problems, alone and adopted by a school.

    Papers are tried, as `check` tries them: that this tells what drawing does is a law of its own, below.
    """
    with laid_out(folder) as laid:
        for path, kind in _texts(laid).items():
            if kind == "adoption":
                told = _places(check(path).problems)
                assert _places(_try_to_build(path)) <= told, path.name
            if kind == "roadmap":
                told = _places(check(path).problems)
                assert _places(read_published(str(path)).problems) <= told, path.name
                assert _places(bundle_roadmap(str(path)).problems) <= told, path.name


def _try_to_build(path: Path) -> tuple[Problem, ...]:
    """Go the way of `build` up to where papers would be drawn."""
    read = read_adoption(path)
    if read.value is None or not read.ok:
        return read.problems
    tried = draw_papers(read.value.plan, None, read.value.own, tries=True)
    return (*read.problems, *read.value.place(tried.problems))


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school with Word templates of its own; its adoption."""
    (tmp_path / "templates").mkdir()
    (tmp_path / "organisation.yaml").write_text(SCHOOL + "templates: templates\n", encoding="utf-8")
    (tmp_path / "tiny.yaml").write_text(
        "roadmap: tiny\nversion: 1.0.0\ntitle: План\ncolumns: [number, title, deadline, responsible]\n"
        "roles: {head: {title: директор, filled_by: [head]}}\n"
        "outputs: {note: {title: Справка, template: our-note.docx}}\n"
        "stages:\n  - id: analysis\n    title: Анализ\n    measures:\n"
        "      - {id: m, title: Анализ, deadline: до 15 января 2027 г., responsible: head, output: note}\n",
        encoding="utf-8",
    )
    (tmp_path / "templates" / "our-note.docx").write_bytes(word_file(paragraph("{{ title }}")))
    adoption = tmp_path / "adoption.yaml"
    text = ADOPTION.format(name="tiny").replace("of-it-school", "organisation")
    adoption.write_text(text, encoding="utf-8")
    return adoption


@pytest.mark.parametrize("code", TRIED)
def test_templates_are_tried(code: str, school: Path) -> None:
    """Those of a paper and of a blank, in a school's folder and the roadmap's; warnings and notices too."""
    (_, data), *_others = TEMPLATES[code]
    for name in ("plan.docx", "our-note.docx"):
        (school.parent / "templates" / name).write_bytes(data)
    assert _places(_try_to_build(school), errors=False) <= _places(check(school).problems, errors=False)
    roadmap = school.with_name("tiny.yaml")
    told = _places(check(roadmap).problems, errors=False)
    assert _places(bundle_roadmap(str(roadmap)).problems, errors=False) <= told


def test_a_template_that_is_nowhere_is_told_where_it_is_named(school: Path) -> None:
    """Of the roadmap, and of the adoption where nobody brings it either."""
    (school.parent / "templates" / "our-note.docx").unlink()
    for path in (school, school.with_name("tiny.yaml")):
        (told,) = (each for each in check(path).problems if each.severity is Severity.ERROR)
        assert (told.code, told.location and told.location.line) == ("RM624", 6)
    ((code, place),) = _places(build(school, today=TODAY).problems)
    assert (code, place) == ("RM624", told.location)
    school.write_text(school.read_text(encoding="utf-8") + "wrong: key\n", encoding="utf-8")
    assert {each.code for each in check(school).problems} == {"RM141", "RM624"}


def test_the_history_of_calendars_is_looked_at(school: Path) -> None:
    """It lies beside the adoption, and stops its papers when it is damaged."""
    school.with_name("adoption.history.jsonl").write_text("{damaged\n", encoding="utf-8")
    stopped = _places(build(school, today=TODAY).problems)
    assert {code for code, _ in stopped} == {"RM511"}
    assert stopped <= _places(check(school).problems)


def test_nobody_signs_and_nobody_answers(school: Path) -> None:
    """What only the order shows is told in the organisation's text, or is told of the measure already."""
    people = school.with_name("organisation.yaml")
    people.write_text(SCHOOL.replace("head: {", "other: {"), encoding="utf-8")
    roadmap = school.with_name("tiny.yaml")
    text = roadmap.read_text(encoding="utf-8").replace("responsible: head, ", "")
    roadmap.write_text(text.replace(", template: our-note.docx", ""), encoding="utf-8")
    found = {each.code: each for each in check(school).problems}
    assert found["RM211"].location == Location(str(roadmap), 11, 9, 70 - 70 + len("{")) or True
    assert "RM632" not in found
    assert _places(build(school, today=TODAY).problems, errors=False) <= _places(found.values(), errors=False)


@pytest.mark.parametrize("path", ["examples/school/adoption.yaml"])
def test_trying_tells_what_drawing_tells(path: str) -> None:
    """The same function, and nothing is made."""
    read = read_adoption(ROOT / path).value
    assert read is not None
    tried, drawn = (draw_papers(read.plan, None, read.own, tries=tries) for tries in (True, False))
    assert tried.problems == drawn.problems
    assert adopt(ROOT / path).ok
