"""`roadmap new … --edit`, and half-done answers: what is there stays, what was begun goes on."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import edit_adoption, make_roadmap
from roadmap_engine.cli.new_texts import Run, create
from roadmap_engine.cli.program import run
from roadmap_engine.load import load_file, load_organisation
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the example school, to work in."""
    copy_example(tmp_path / "school")
    monkeypatch.chdir(tmp_path / "school")
    return tmp_path / "school"


def _typed(*lines: str) -> Any:
    return CliRunner().isolation(input="\n".join([*lines, ""]))


def _on_terminal() -> Run:
    speak("ru")
    return Run((), None, force=False, as_json=False, on_terminal=True)


@pytest.mark.parametrize("kind", ["adoption", "organisation"])
def test_nothing_answered_otherwise_changes_no_byte(school: Path, kind: str) -> None:
    """Whatever the text has that nobody asks about."""
    before = (school / f"{kind}.yaml").read_bytes()
    assert run(["new", kind, "--edit", f"{kind}.yaml"]) == 0
    assert (school / f"{kind}.yaml").read_bytes() == before


@pytest.mark.parametrize(
    "name", ["federal-results-method", "rubtsovsk-2023-order-534", "kedrovy-2020-order-63"]
)
def test_a_published_roadmap_keeps_what_no_question_can_say(tmp_path: Path, name: str) -> None:
    """Orders, parameters, sub-rows, cells as printed: only the line of the issuer changes."""
    path = tmp_path / f"{name}.yaml"
    shutil.copy(ROOT / "roadmaps" / f"{name}.yaml", path)
    before = path.read_text(encoding="utf-8").splitlines()
    assert run(["new", "roadmap", "--edit", str(path), "-a", "issuer=Иное ведомство"]) == 0
    after = path.read_text(encoding="utf-8").splitlines()
    assert set(after) - set(before) == {"issuer: Иное ведомство"}
    assert {line.partition(":")[0] for line in set(before) - set(after)} <= {"issuer"}


def test_a_layer_is_edited_by_its_own_questions(tmp_path: Path) -> None:
    """What it changes of the base is no question."""
    path = tmp_path / "sakha-2021-order-441.yaml"
    shutil.copy(ROOT / "roadmaps" / path.name, path)
    assert run(["new", "overlay", "--edit", str(path), "-a", "school_year=2026/2027"]) == 0
    value = load_file(path).value
    assert value is not None
    assert str(value.school_year) == "2026/2027"


def test_a_script_edits_by_answers(school: Path) -> None:
    """In Russian too; the school's comments stay."""
    answers = ["-a", "events.results-received=1 июня 2027 г.", "-a", "order.number=12-од"]
    assert run(["new", "adoption", "--edit", "adoption.yaml", *answers]) == 0
    text = (school / "adoption.yaml").read_text(encoding="utf-8")
    assert "  results-received: 2027-06-01" in text
    assert "# Школа принимает региональный примерный план для ВПР весны 2027 года.\n" in text
    value = load_file(school / "adoption.yaml").value
    assert value is not None
    assert value.order.number == "12-од"


def test_new_terms_are_written_beside_the_edited_text(school: Path) -> None:
    """The text names them from then on."""
    spans = (
        "01.09.2026–25.10.2026",
        "05.11.2026–30.12.2026",
        "11.01.2027–25.03.2027",
        "05.04.2027–26.05.2027",
    )
    (school / "terms-2026.yaml").unlink()
    text = (
        (school / "organisation.yaml")
        .read_text(encoding="utf-8")
        .replace("  terms: [terms-2026.yaml, terms-2027.yaml]\n", "")
    )
    (school / "organisation.yaml").write_text(text, encoding="utf-8")
    answers = {f"terms.{number}": span for number, span in enumerate(spans, 1)}
    answers |= {"calendar.terms": "quarters", "school_year": "2026/2027"}
    given = [word for path, words in answers.items() for word in ("-a", f"{path}={words}")]
    assert run(["new", "organisation", "--edit", "organisation.yaml", *given]) == 0
    organisation = load_organisation(school / "organisation.yaml")[0].value
    assert organisation is not None
    assert [len(each.terms) for each in organisation.calendar.terms] == [4]


def test_a_person_sees_the_answers_and_changes_one(school: Path) -> None:
    """The list is shown at once; what follows from the new answer is asked."""
    with _typed("3", "5-9", "") as (_out, told, _both):
        today = SchoolYear(2026).first_day
        assert (
            create(_on_terminal(), lambda told, talk: edit_adoption(told, talk, Path("adoption.yaml"), today))
            == 0
        )
    assert (
        "Ваши ответы:\nПроцедура\n   1. Для какой процедуры план? ВПР, всероссийские"
        in told.getvalue().decode()
    )
    value = load_file(school / "adoption.yaml").value
    assert value is not None
    assert value.procedure.grades == (5, 6, 7, 8, 9)


IN_BRACES = (
    "{adoption: a, roadmap: sakha-2021-order-441, organisation: organisation.yaml, procedure: vpr, "
    "school_year: 2026/2027}\n"
)


@pytest.mark.parametrize("text", ["adoption: x\n", IN_BRACES])
def test_what_cannot_be_edited_is_told_and_stays(school: Path, capsys: Captured, text: str) -> None:
    """A faulty text, and one whose layout cannot be followed."""
    (school / "adoption.yaml").write_text(text, encoding="utf-8")
    assert run(["new", "adoption", "--edit", "adoption.yaml", "-a", "order.number=1"]) == 1
    assert (school / "adoption.yaml").read_text(encoding="utf-8") == text
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    "more", [["-o", "b.yaml"], ["--from", "x"], ["--next-year", "adoption.yaml"], ["--key", "ed25519:x"]]
)
def test_wrong_usage(school: Path, more: list[str]) -> None:
    """A text is edited where it lies, and keeps its roadmap."""
    before = sorted(school.iterdir())
    assert run(["new", "adoption", "--edit", "adoption.yaml", *more]) == 2
    assert sorted(school.iterdir()) == before


@pytest.mark.parametrize(
    ("kind", "name"), [("roadmap", "sakha-2021-order-441"), ("overlay", "samara-west-2020-plan")]
)
def test_a_layer_is_no_roadmap(kind: str, name: str, capsys: Captured) -> None:
    """Each has questions of its own."""
    assert run(["new", kind, "--edit", str(ROOT / "roadmaps" / f"{name}.yaml")]) == 2
    assert "«new overlay»" in capsys.readouterr().err


def test_half_done_answers_go_on_another_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was answered is not asked again; nothing else was written."""
    monkeypatch.chdir(tmp_path)
    with _typed("План", "Отдел", "сохранить"):
        assert create(_on_terminal(), lambda told, talk: make_roadmap(told, talk, None)) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["roadmap.answers.yaml"]
    going_on = Run((), Path("roadmap.answers.yaml"), force=False, as_json=False, on_terminal=True)
    with _typed("reading", "", "", "Дело", "", "", "", "", "", "") as (_out, told, _both):
        assert create(going_on, lambda told, talk: make_roadmap(told, talk, None)) == 0
    assert "Название дорожной карты\n" not in told.getvalue().decode()
    value = load_file(tmp_path / "reading.yaml").value
    assert value is not None
    assert (value.title, value.issuer) == ("План", "Отдел")
    assert [measure.title for measure in value.stages[0].measures] == ["Дело"]


def test_what_would_be_offered_anew_is_said_once_it_is_answered(school: Path) -> None:
    """What a text leaves out it does not say, though a new one would: the roadmap's year, whose work."""
    path = school / "adoption.yaml"
    text = (
        "adoption: school-plan\nroadmap: samara-west-2020-plan\norganisation: organisation.yaml\n"
        "procedure: vpr\nschool_year: 2026/2027\n"
    )
    path.write_text(text, encoding="utf-8")
    assert run(["new", "adoption", "--edit", str(path), "-a", "order.number=5-од"]) == 0
    assert "work" not in path.read_text(encoding="utf-8")
    for answer in ("work=own", "moved_from=2020/2021"):
        assert run(["new", "adoption", "--edit", str(path), "-a", answer]) == 0
        assert f"{answer.replace('=', ': ')}\n" in path.read_text(encoding="utf-8")
    assert run(["new", "adoption", "--edit", str(path), "-a", "work=-"]) == 0
    assert "work" not in path.read_text(encoding="utf-8")
