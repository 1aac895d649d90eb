"""Every kind of file states its format, reads the earlier ones, and refuses a later one in words."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.papers.plan_json import render_plan_json
from roadmap_engine.load.histories import load_history
from roadmap_engine.load.loaded import KINDS, load_text
from roadmap_engine.load.plans import read_plan
from roadmap_engine.load.signed import read_draft, read_register
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.formats import FORMATS, FileKind
from roadmap_engine.pipeline.creating import read_answer_text
from roadmap_engine.pipeline.schemas import draw_schema
from roadmap_engine.publishing.index import Index, read_index
from roadmap_engine.publishing.manifest import Manifest, read_manifest
from tests.documents.small_plans import make_plan
from tests.storage.folders import lay_papers

TEXTS: Mapping[str, str] = {
    "adoption": "adoption: a\n",
    "roadmap": "roadmap: a\n",
    "organisation": "organisation: a\n",
    "procedure": "procedure: a\n",
    "terms": "terms: []\n",
    "contacts": "contacts: a\n",
}


def _of_text(kind: str) -> Callable[[Path, int], tuple[Problem, ...]]:
    return lambda _folder, number: load_text(f"{TEXTS[kind]}format: {number}\n".encode(), "a.yaml").problems


def _of_answers(folder: Path, number: int) -> tuple[Problem, ...]:
    (folder / "answers.yaml").write_text(f"format: {number}\nname: x\n", encoding="utf-8")
    return read_answer_text(folder / "answers.yaml").problems


def _of_plan(_folder: Path, number: int) -> tuple[Problem, ...]:
    data = {**json.loads(render_plan_json(make_plan())), "format": number}
    return read_plan(json.dumps(data).encode(), "plan.json").problems


def _of_history(folder: Path, number: int) -> tuple[Problem, ...]:
    path = folder / "adoption.history.jsonl"
    path.write_text(f'{{"format": {number}, "at": "2026-09-01T00:00:00Z"}}\n', encoding="utf-8")
    return load_history(path)[1]


def _of_papers(folder: Path, number: int) -> tuple[Problem, ...]:
    (folder / ".roadmap-build.json").write_text(f'{{"format": {number}}}', encoding="utf-8")
    return lay_papers(folder, {"plan.html": b"x"})


def _of_manifest(_folder: Path, number: int) -> tuple[Problem, ...]:
    return read_manifest(f'{{"format": {number}}}'.encode(), "a-1.0.0.zip")[1]


def _of_index(_folder: Path, number: int) -> tuple[Problem, ...]:
    return read_index(f'{{"format": {number}}}'.encode(), "index.json")[1]


def _of_signed(folder: Path, number: int) -> tuple[Problem, ...]:
    (folder / "signed" / "1").mkdir(parents=True, exist_ok=True)
    (folder / "signed" / "1" / "signed.json").write_text(f'{{"format": {number}}}', encoding="utf-8")
    return read_register(folder / "adoption.yaml", "a")[1]


def _of_draft(folder: Path, number: int) -> tuple[Problem, ...]:
    (folder / "act.json").write_text(f'{{"format": {number}}}', encoding="utf-8")
    return read_draft(folder, "act.json")[1]


READERS: Mapping[str, Callable[[Path, int], tuple[Problem, ...]]] = {
    **{kind: _of_text(kind) for kind in TEXTS},
    "answers": _of_answers,
    "plan": _of_plan,
    "history": _of_history,
    "manifest": _of_manifest,
    "index": _of_index,
    "papers": _of_papers,
    "signed": _of_signed,
    "draft": _of_draft,
}


def test_every_kind_is_tried() -> None:
    """A kind that is added needs a reader here, and every kind of text has its number."""
    assert READERS.keys() == FORMATS.keys() == set(get_args(FileKind))
    assert KINDS.keys() <= FORMATS.keys()


@pytest.mark.parametrize("kind", get_args(FileKind))
class TestEveryKind:
    """«every text and JSON artefact has a format number (absent = 1), a newer one is refused in words»."""

    def test_a_newer_format_is_refused_and_nothing_else_is_said(self, kind: FileKind, tmp_path: Path) -> None:
        problems = READERS[kind](tmp_path, FORMATS[kind] + 1)
        assert [problem.code for problem in problems] == ["RM108"]
        words = problems[0].words
        assert (words["found"], words["known"]) == (str(FORMATS[kind] + 1), str(FORMATS[kind]))

    def test_known_formats_are_read(self, kind: FileKind, tmp_path: Path) -> None:
        for number in range(1, FORMATS[kind] + 1):
            problems = READERS[kind](tmp_path, number)
            assert not {"RM108", "RM141", "RM148"} & {problem.code for problem in problems}


def test_what_is_written_is_of_the_format_that_is_read() -> None:
    """The models of a bundle state the numbers that the table has."""
    assert Index().format == FORMATS["index"]
    assert Manifest.model_fields["format"].default == FORMATS["manifest"]
    plan = make_plan()
    # A plan without columns of its roadmap's own says so in a way that earlier programs read.
    assert json.loads(render_plan_json(plan))["format"] == 2
    columns = {"columns": (*plan.columns, "Примечание"), "fields": (*plan.fields, "note")}
    own = with_fields(plan, **columns, own={"note": "text"})
    assert json.loads(render_plan_json(own))["format"] == FORMATS["plan"]
    assert read_plan(render_plan_json(own), "plan.json").value == own


@pytest.mark.parametrize("number", ["0", "-1", "two", "true", "[1]", '"2"'])
def test_a_format_that_is_no_number_is_told_with_the_rest(number: str) -> None:
    """It is no newer program's doing, so that everything else is told too."""
    problems = load_text(f"roadmap: a\nformat: {number}\n".encode(), "a.yaml").problems
    assert [problem.code for problem in problems] == ["RM148", "RM140"]
    assert problems[0].location is not None
    assert (problems[0].location.line, problems[0].location.column) == (2, 9)


@pytest.mark.parametrize("number", [0, "x", True, 1.5, None])
def test_a_plan_with_an_odd_format_is_misshapen(number: Any) -> None:
    """Not a newer one, and not read as if nothing stood there."""
    data = {**json.loads(render_plan_json(make_plan())), "format": number}
    assert [each.code for each in read_plan(json.dumps(data).encode(), "plan.json").problems] == ["RM841"]


def test_a_history_with_an_odd_format_is_not_understood(tmp_path: Path) -> None:
    """As any other line that is none of ours."""
    assert [problem.code for problem in _of_history(tmp_path, 0)] == ["RM511"]


def test_a_newer_text_need_not_be_of_a_kind_that_is_known() -> None:
    """A later program may have more kinds of texts."""
    problems = load_text(b"season: winter\nformat: 9\n", "a.yaml").problems
    assert [problem.code for problem in problems] == ["RM108"]


def test_a_rule_of_today_needs_the_format_it_came_with() -> None:
    """An earlier program says then what it lacks, and not that a key is unknown."""
    measure = (
        "replace: {m: {deadline: {relation: by, at: 10-01}}, n: {deadline: {relation: by, at: 10-02}}}\n"
    )
    text = f"roadmap: a\nversion: 1.0.0\nextends: b@1\n{measure}"
    problems = load_text(text.encode(), "a.yaml").problems
    assert [problem.code for problem in problems] == ["RM109"]
    assert load_text(f"format: 2\n{text}".encode(), "a.yaml").problems == ()
    old = text.replace("relation: by, at:", "kind: by, until:")
    assert load_text(old.encode(), "a.yaml").problems == ()
    assert load_text(f"format: 2\n{old}".encode(), "a.yaml").problems == ()


def test_a_newer_list_of_papers_keeps_the_folder_as_it_is(tmp_path: Path) -> None:
    """What a newer program wrote there is not known to be the program's."""
    assert _of_papers(tmp_path, FORMATS["papers"] + 1)
    assert [path.name for path in tmp_path.iterdir()] == [".roadmap-build.json"]


@pytest.mark.parametrize("kind", KINDS)
def test_an_editor_knows_the_key(kind: Any) -> None:
    """Every schema admits the numbers that are known, and no other."""
    validator = jsonschema.Draft7Validator({**draw_schema(kind), "required": []})
    assert validator.is_valid({"format": 2})
    assert not validator.is_valid({"format": 3})


def test_the_remedy_is_a_newer_program(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In words, and with the exit code of a text that has problems."""
    path = tmp_path / "a.yaml"
    path.write_text("roadmap: a\nformat: 9\n", encoding="utf-8")
    assert run(["--lang", "en", "check", str(path)]) == 1
    told = capsys.readouterr().err
    assert "is of format 9" in told
    assert "use a newer version of the program" in told
