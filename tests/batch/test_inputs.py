"""What counts as something that papers are made of; also what is not there yet."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from roadmap_engine.batch.inputs import Digests, Input, Kind, digest_program, is_as_read, list_inputs
from roadmap_engine.batch.records import Record, read_record, sign_settings, write_record
from roadmap_engine.batch.tasks import Folder
from roadmap_engine.model.batch import BatchLine
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.version import __version__
from tests.batch.region import NOW, task_of, write_region
from tests.example_school import copy_example

Change = Callable[[Path], object]


def _digests(workspace: Path) -> dict[Input, str]:
    text = workspace / "school" / "adoption.yaml"
    digests = Digests(workspace)
    return {each: digests.of(each) for each in list_inputs(text, read_adoption(text), workspace)}


def _write(path: Path, data: str = "x") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(data, "utf-8")


def _append(path: Path) -> None:
    _write(path, path.read_text("utf-8") + "# \n")


COUNTS: dict[str, Change] = {
    "the text": lambda home: _append(home / "adoption.yaml"),
    "the organisation": lambda home: _append(home / "organisation.yaml"),
    "its terms": lambda home: _append(home / "terms-2026.yaml"),
    "the log": lambda home: _append(home / "adoption.status.jsonl"),
    "a log that is gone": lambda home: (home / "adoption.status.jsonl").unlink(),
    "a copy of the log": lambda home: _write(home / "adoption.status (1).jsonl"),
    "the history of calendars": lambda home: _write(home / "adoption.history.jsonl"),
    "something signed": lambda home: _write(home / "signed" / "order" / "signed.json"),
    "a nearer roadmap": lambda home: _write(home / "sakha-2021-order-441.yaml"),
    "a nearer base of it": lambda home: _write(home / "federal-results-method.yml"),
    "a template": lambda home: _write(home / "templates" / "order.docx"),
    "a bundle": lambda home: _write(home / "bundles" / "tiny-1.0.0.zip"),
}
COUNTS_NOT: dict[str, Change] = {
    "another school's text": lambda home: _write(home / "spring.yaml"),
    "another school's log": lambda home: _write(home / "spring.status.jsonl"),
    "a paper": lambda home: _write(home / "papers" / "order.docx"),
    "what Word leaves beside a template": lambda home: _write(home / "templates" / "~$order.docx"),
    "a file of another folder": lambda home: _write(home.parent / "other" / "adoption.yaml"),
    "the time of a file": lambda home: (home / "adoption.yaml").touch(),
}


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[Input, str]:
    """Give the hashes of the example school, which are the same wherever it lies."""
    folder = tmp_path_factory.mktemp("example")
    copy_example(folder / "school")
    return _digests(folder)


@pytest.mark.parametrize("change", COUNTS.values(), ids=COUNTS)
def test_what_counts(change: Change, before: dict[Input, str], tmp_path: Path) -> None:
    """Its hash is another one then."""
    copy_example(tmp_path / "school")
    change(tmp_path / "school")
    digests = Digests(tmp_path)
    assert {each: digests.of(each) for each in before} != before


@pytest.mark.parametrize("change", COUNTS_NOT.values(), ids=COUNTS_NOT)
def test_what_does_not_count(change: Change, before: dict[Input, str], tmp_path: Path) -> None:
    """What is another's, and what says nothing."""
    copy_example(tmp_path / "school")
    change(tmp_path / "school")
    digests = Digests(tmp_path)
    assert {each: digests.of(each) for each in before} == before


def test_names_are_the_same_wherever_the_folder_lies(before: dict[Input, str], tmp_path: Path) -> None:
    """So a workspace that was moved is not made again; what comes with the program has no path at all."""
    copy_example(tmp_path / "b/c" / "school")
    assert _digests(tmp_path / "b/c") == before
    assert Input(Kind.FILE, "program:roadmaps/sakha-2021-order-441.yaml") in before


def test_a_file_that_was_seen_is_read_again_when_it_has_changed(tmp_path: Path) -> None:
    """Within one run, too."""
    digests, text = Digests(tmp_path), tmp_path / "a.yaml"
    found = []
    for words in ("one", "other", None):
        if words is None:
            text.unlink()
        else:
            text.write_text(words)
        found.append(digests.of(Input(Kind.FILE, "a.yaml")))
    assert len(set(found)) == 3
    assert found[2] == ""


def test_a_text_that_was_edited_after_it_was_read(tmp_path: Path) -> None:
    """The papers are of what was read, and what stands there now must not pass for it."""
    text = copy_example(tmp_path / "school")
    read = read_adoption(text)
    assert is_as_read(read)
    _append(tmp_path / "school" / "organisation.yaml")
    assert not is_as_read(read)


def test_the_program_says_its_version_and_its_templates() -> None:
    """Two programs of one version with other templates are two."""
    assert digest_program().startswith(f"{__version__}+")
    assert digest_program() == digest_program()


def test_a_record_there_and_back(tmp_path: Path) -> None:
    """Equal ones give equal bytes, and another edition is none."""
    task = task_of(write_region(tmp_path, 1), Folder(tmp_path / "out"))
    inputs = {Input(Kind.BESIDE, "b"): "1", Input(Kind.FILE, "a"): ""}
    line = BatchLine("p", "f", "Школа № 1", "a", "r", "1.0.0", 14, 1, 2)
    record = Record(sign_settings(task), inputs, {"order.docx": "22"}, line)
    data = write_record(record)
    assert read_record(data) == record
    assert write_record(replace(record, inputs=dict(reversed(inputs.items())))) == data
    assert read_record(json.dumps(json.loads(data) | {"edition": 2}).encode()) is None


def test_what_the_settings_depend_on(tmp_path: Path) -> None:
    """All that changes papers and stands in no file; not the instant, which only changed events get."""
    task = task_of(tmp_path, Folder(tmp_path / "out"))
    run = task.run
    others = [
        replace(run, program="other"),
        replace(run, seen_on=NOW.date()),
        replace(run, papers=frozenset({Paper.PLAN})),
    ]
    signs = {sign_settings(replace(task, run=each)) for each in (run, *others)}
    assert len(signs) == 4
    later = replace(run, now=NOW.replace(year=2027), id="other")
    assert sign_settings(replace(task, run=later)) == sign_settings(task)
