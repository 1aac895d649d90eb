"""The same acts through the wizard alone, with its answers in a file: nothing is left to correct by hand."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from roadmap_engine.cli.over import settle_over
from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.creating import find_measures_over
from tests.years.test_acts import ACTS, RUBTSOVSK, Act, each_act

MOST_LINES = 20
ANSWERS = """\
organisation: organisation.yaml
school_year: 2026/2027
order: {date: 2026-12-01, number: 301-од}
"""


def _adopt(folder: Path, act: Act, more: str) -> int:
    shutil.copy(ACTS / "organisation.yaml", folder)
    answers = folder / "answers.yaml"
    answers.write_text(f"{ANSWERS}{more}", encoding="utf-8")
    asked = [] if act.over else ["-a", "procedure.use=vpr"]
    words = ["new", "adoption", "--from", act.roadmap, "--answers", str(answers), *asked]
    return run(["--lang", "ru", *words, "-o", str(folder / "adoption.yaml")])


@each_act
def test_few_words_and_nothing_to_correct(
    tmp_path: Path, act: Act, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is over is answered as everything else; all that is said until the papers lie there is short."""
    capsys.readouterr()
    assert _adopt(tmp_path, act, act.settles) == 0, capsys.readouterr()
    assert run(["--lang", "ru", "check", str(tmp_path / "adoption.yaml")]) == 0
    said = "".join(capsys.readouterr())
    assert run(["build", str(tmp_path / "adoption.yaml"), "-o", str(tmp_path / "papers")]) == 0
    said += capsys.readouterr().err
    lines = [line for line in said.splitlines() if line.strip()]
    assert len(lines) <= MOST_LINES, said
    text = (tmp_path / "adoption.yaml").read_text(encoding="utf-8")
    assert "moved_from: 20" in text
    assert ("\nwork: own" in text) == (act.roadmap != "leninsk-kuznetsky-2020-order-503")


@each_act
def test_what_is_over_and_not_answered_is_told(
    tmp_path: Path, act: Act, capsys: pytest.CaptureFixture[str]
) -> None:
    """The text stands, and names what is left to say."""
    assert _adopt(tmp_path, act, "") == int(bool(act.over))
    said = "".join(capsys.readouterr())
    assert all(f"«{name}»" in said for name in act.over)


def test_whoever_is_asked_answers_one_after_another(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Done on its last day, left out, another deadline; the last one is left for later."""
    act = Act("kedrovy-2020-order-63", "2020/2021")
    _adopt(tmp_path, act, "")
    path = tmp_path / "adoption.yaml"
    before = path.read_text(encoding="utf-8")
    with CliRunner().isolation(input="1\n\n3\n2\nкогда-нибудь\nдо 1 марта 2027 г.\n\n\n"):
        assert settle_over(path, {}, on_terminal=True) == ()
    added = path.read_text(encoding="utf-8").removeprefix(before.rstrip("\n"))
    assert "internal-assessment-system: {state: done, on: 2026-09-30}" in added
    assert "remove: [profile-programmes]" in added
    assert "targeted-programmes: {deadline: до 1 марта 2027 г.}" in added
    assert list(find_measures_over(path)) == ["parents-programme"]


def test_whoever_stops_has_the_text_all_the_same(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is over is said another time; `check` tells it."""
    _adopt(tmp_path, Act("kedrovy-2020-order-63", "2020/2021"), "")
    before = (tmp_path / "adoption.yaml").read_bytes()
    with CliRunner().isolation(input=""):
        assert settle_over(tmp_path / "adoption.yaml", {}, on_terminal=True) == ()
    assert (tmp_path / "adoption.yaml").read_bytes() == before


def test_an_order_that_is_signed_is_asked_about_no_more(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What it commands is for an amending order to change."""
    act = Act("rubtsovsk-2023-order-534", "2023/2024", ("results-within-school",), RUBTSOVSK)
    assert _adopt(tmp_path, act, act.settles) == 0
    path, papers = tmp_path / "adoption.yaml", str(tmp_path / "papers")
    assert run(["build", str(path), "-o", papers]) == 0
    assert run(["sign", str(path), "--papers", papers]) == 0
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(text[text.index("settled:\n") :], ""), encoding="utf-8")
    assert find_measures_over(path) == {}


def test_an_answer_to_what_is_not_over_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It would be lost in silence otherwise."""
    act = Act("leninsk-kuznetsky-2020-order-503", "2020/2021")
    assert _adopt(tmp_path, act, "settled: {results-by-pupil: {state: done, on: 2026-10-30}}\n") == 1
    assert "RM712" in "".join(capsys.readouterr())
