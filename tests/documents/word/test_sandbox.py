"""A template from anybody is filled where it can do no harm, and a limit costs its document alone."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.documents.template_kinds import KINDS
from roadmap_engine.documents.word.fields import trial_values
from roadmap_engine.documents.word.filling import Filling, Fitting
from roadmap_engine.documents.word.fitted import check_template
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.sandbox import Sandbox
from roadmap_engine.documents.word.trusted import fill_template
from tests.documents.word.faults import FAULTY_TEMPLATES, HOSTILE_TAGS
from tests.documents.word.small_files import SHAPE, paragraph, word_file

TEMPLATES = Path(__file__).parents[3] / "templates"
FITTING = Fitting(SHAPE)
CARD = Properties("План")
GOOD = word_file(paragraph("{{ title }}"))
ENDLESS = word_file(paragraph("{{" * 45_000))
"""A text in which a pattern would look for the end of a tag for minutes."""


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    """One process for all that harms nobody."""
    with Sandbox() as made:
        yield made


def filling(**values: Any) -> Filling:
    """A document of the tests' shape."""
    return Filling("own.docx", FITTING, {**trial_values(SHAPE, full=True), **values}, CARD)


@pytest.mark.parametrize("name", sorted(KINDS))
def test_a_document_is_the_same_there_as_here(name: str, sandbox: Sandbox) -> None:
    """Byte for byte: where a template is filled is nobody's concern."""
    kind = KINDS[name]
    template = (TEMPLATES / kind.file).read_bytes()
    whole = Filling(kind.file, kind.fitting, trial_values(kind.fitting.shape, full=True), CARD)
    assert sandbox.fill(whole, template) == fill_template(whole, template)
    assert not has_errors(sandbox.check(template, kind.file, kind.fitting))


@pytest.mark.parametrize(
    ("words", "data"),
    [pytest.param(*case, id=case[0]) for each in FAULTY_TEMPLATES.values() for case in each],
)
def test_a_fault_is_told_there_as_here(words: str, data: bytes, sandbox: Sandbox) -> None:
    """The same problems with the same words, and never that a limit was reached."""
    assert sandbox.check(data, "plan.docx", FITTING) == check_template(data, "plan.docx", FITTING)


@pytest.mark.parametrize("tag", HOSTILE_TAGS)
def test_a_hostile_tag_is_refused_there_too(tag: str, sandbox: Sandbox) -> None:
    """The walls have a guard inside."""
    drawn, problems = sandbox.fill(filling(), word_file(paragraph(tag)))
    assert drawn is None
    assert problems
    assert "RM641" not in {problem.code for problem in problems}


def test_whoever_takes_too_long_is_stopped_and_the_next_is_served() -> None:
    """Minutes of work end after the seconds a document has."""
    with Sandbox(seconds=2) as sandbox:
        drawn, problems = sandbox.fill(filling(), ENDLESS)
        assert drawn is None
        assert [problem.code for problem in problems] == ["RM641"]
        assert sandbox.fill(filling(), GOOD)[0] is not None


def test_a_template_that_was_stopped_is_not_waited_for_again() -> None:
    """A build of thirty documents waits for it once: the second time there is no process to ask."""
    with Sandbox(seconds=1) as sandbox:
        first = sandbox.fill(filling(), ENDLESS)
        assert sandbox.process_id is None
        assert sandbox.fill(filling(), ENDLESS) == first
        assert sandbox.process_id is None


def test_whoever_writes_without_end_is_stopped() -> None:
    """A loop inside a loop over the plan's own lists makes gigabytes of a few kilobytes."""
    body = "{% for s in stages %}{% for r in s.rows %}{{ r.title }}{% endfor %}{% endfor %}"
    rows = [{"title": "й" * 10_000}] * 200
    stages = [{"heading": "", "rows": rows}] * 50
    with Sandbox() as sandbox:
        drawn, problems = sandbox.fill(filling(stages=stages), word_file(paragraph(body)))
    assert drawn is None
    assert [problem.code for problem in problems] == ["RM641"]


def test_whoever_wants_more_memory_than_there_is_gets_none() -> None:
    """The limit is the process's, whatever makes it grow."""
    with Sandbox(megabytes=64) as sandbox:
        drawn, problems = sandbox.fill(filling(title="й" * 30_000_000), GOOD)
    assert drawn is None
    assert [problem.code for problem in problems] == ["RM641"]


def test_filled_parts_are_looked_at_before_they_are_believed(sandbox: Sandbox) -> None:
    """Two conditions that agree in every trial may disagree in a plan, and leave half a table."""
    table = "<w:tbl><w:tblGrid/><w:tr><w:tc>" + paragraph("{% endif %}") + "</w:tc></w:tr></w:tbl>"
    torn = word_file(paragraph("{% if known %}a") + table + paragraph("{% if title %}{% endif %}"))
    assert sandbox.fill(filling(known=True), torn)[0] is None


def test_the_process_has_given_up_what_could_do_harm() -> None:
    """No file, no socket, no child, little memory: tried from inside."""
    code = """
import os, socket, sys
from roadmap_engine.documents.word.sandboxed import _give_up
_give_up(512)
done = []
for name, attempt in {
    "read": lambda: open("/etc/hostname"),
    "write": lambda: open("/tmp/roadmap-sandbox-test", "w"),
    "socket": lambda: socket.socket(),
    "pipe": lambda: os.pipe(),
    "memory": lambda: bytearray(600 * 1024 * 1024),
}.items():
    try:
        attempt()
    except (OSError, MemoryError):
        continue
    done.append(name)
sys.exit(" ".join(done) or 0)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_it_works_where_asserts_are_off(tmp_path: Path) -> None:
    """`python -O` runs the process with the same flag."""
    (tmp_path / "own.docx").write_bytes(word_file(paragraph("{{ titel }}")))
    command = [sys.executable, "-O", "-m", "roadmap_engine.cli", "template", "check", "own.docx"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert run.returncode == 1
    assert "RM615" in run.stderr


def test_without_limits_there_is_no_filling() -> None:
    """Where the process cannot be had, or cannot limit itself, nothing is run unlimited instead."""
    with Sandbox(interpreter="/no/python") as sandbox:
        assert [problem.code for problem in sandbox.fill(filling(), GOOD)[1]] == ["RM642"]


@pytest.mark.parametrize(
    "answer",
    [
        "",
        r"\0\0\0\2{}",
        r"\0\0\0\4null",
        r"\377\377\377\377",
        r'\0\0\0\50{"problems":[{"code":"RM999"}],"drawn":0}',
        r'\0\0\0\41{"problems":[],"drawn":true}     ',
    ],
)
def test_what_the_process_says_is_not_believed(answer: str, tmp_path: Path) -> None:
    """An answer that is none is taken for silence."""
    liar = tmp_path / "liar.sh"
    liar.write_text(f"#!/bin/sh\nprintf '\\0\\0\\0\\0{answer}'\n", encoding="utf-8")
    liar.chmod(0o755)
    with Sandbox(interpreter=str(liar)) as sandbox:
        drawn, problems = sandbox.fill(filling(), GOOD)
    assert drawn is None
    assert [problem.code for problem in problems] == ["RM641"]


def test_no_process_is_left() -> None:
    """The end of the block is the end of the process, also when it was stopped before."""
    with Sandbox(seconds=2) as sandbox:
        sandbox.fill(filling(), GOOD)
        first = sandbox.process_id
        sandbox.fill(filling(), ENDLESS)
        assert sandbox.process_id is None
        sandbox.fill(filling(), GOOD)
        second = sandbox.process_id
    assert first != second
    for number in (first, second):
        assert number is not None
        assert not Path(f"/proc/{number}").exists()
