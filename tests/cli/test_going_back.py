"""`roadmap new adoption` on a terminal: «<» leads back from one text's questions into another's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

from roadmap_engine import build
from roadmap_engine.cli import asking, questions_shown
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import make_adoption
from roadmap_engine.cli.new_texts import Run, create
from roadmap_engine.cli.program import run
from roadmap_engine.load import load_file
from roadmap_engine.pipeline.identities import find_taken_ids

SCHOOL = (
    *("Муниципальное общеобразовательное учреждение «Школа № 7»", "Школа № 7", "г. Примерск"),
    *("", "", "", "", ""),  # founder, address, zone, telephone, e-mail
    *("Соколова Анна Викторовна", "Белый Иван Петрович", ""),  # head, deputy, nobody else
    *("нет", "основное", "5", ""),  # units, level, week, terms
)
PLAN = ("впр", "с 13 апреля по 18 мая", "5-8", "", "28 мая", *[""] * 6)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _adopt(*typed: str, **how: Any) -> tuple[int, str]:
    speak("ru")
    told = Run((), None, force=False, as_json=False, on_terminal=True)
    path, today = Path("adoption.yaml"), dt.date(2026, 8, 20)
    with CliRunner().isolation(input="\n".join([*typed, ""])) as (_out, shown, _both):
        code = create(told, lambda run, talk: make_adoption(run, talk, path, (None, None), today))
        return code, shown.getvalue().decode()


def _read(name: str) -> Any:
    return load_file(Path(name)).value


def test_from_the_schools_first_question_to_the_roadmap(folder: Path) -> None:
    """Whoever has chosen the wrong one need not begin anew."""
    code, shown = _adopt("самар", "<", "5", *SCHOOL, "", *PLAN)
    assert code == 0
    assert shown.count("Какую дорожную карту принимает школа?") == 2
    assert _read("adoption.yaml").roadmap == "sakha-2021-order-441@1.0.0"


def test_from_the_plans_first_question_to_the_school(folder: Path) -> None:
    """Its answers are there to be looked through; one is changed, the others stay."""
    code, shown = _adopt("5", *SCHOOL, "", "<", "5", "с. Иное", "", *PLAN)
    assert code == 0
    assert shown.count("Полное имя организации\n") == 1
    assert (_read("organisation.yaml").place, _read("organisation.yaml").name.short) == (
        "с. Иное",
        "Школа № 7",
    )
    plan = _read("adoption.yaml")
    # Days without a year are of the plan's.
    assert str(plan.procedure.held) == "2027-04-13/2027-05-18"
    assert str(plan.events["results-received"]) == "2027-05-28"


def test_all_the_way_back_and_forth(folder: Path) -> None:
    """From the plan through the school's first question to the roadmap, and the school is remembered."""
    back = ["<"] * 2
    code, shown = _adopt("5", SCHOOL[0], *back, "6", *SCHOOL, "", *PLAN)
    assert code == 0
    assert _read("adoption.yaml").roadmap == "samara-west-2020-plan@1.0.0"
    assert "Это первый вопрос." not in shown


def test_before_the_very_first_question_there_is_none(folder: Path) -> None:
    """And nothing breaks."""
    code, shown = _adopt("<", "5", *SCHOOL, "", *PLAN)
    assert (code, shown.count("Это первый вопрос.")) == (0, 1)


def test_one_file_for_the_order_and_its_plan(folder: Path) -> None:
    """Asked in words; two files are usual, and a text does not say so."""
    plan = ["впр", "", "", "", "", "", "", "", "один файл", ""]
    code, shown = _adopt("5", *SCHOOL, "", *plan)
    assert code == 0
    assert "Приказ и план: двумя файлами или одним?" in shown
    assert _read("adoption.yaml").order.appendices == "inside"
    order = build("adoption.yaml", today=dt.date(2026, 8, 20)).or_raise().plan.order
    assert order is not None
    assert order.appendices == "inside"


def test_only_the_last_text_says_that_enter_writes(folder: Path) -> None:
    """The school's answers are looked through before the plan is asked, and written with it."""
    _code, shown = _adopt("5", *SCHOOL, "", *PLAN)
    assert (shown.count("[дальше] >"), shown.count("[записать] >")) == (1, 1)
    assert shown.index("[дальше] >") < shown.index("Для какой процедуры план?") < shown.index("[записать] >")


def test_what_was_said_of_the_school_is_kept_with_the_plan(folder: Path) -> None:
    """«Save» in the middle of the plan keeps both; the same command asks only the rest."""
    assert _adopt("5", *SCHOOL, "", "впр", "сохранить")[0] == 0
    kept = {each.name for each in folder.iterdir()}
    assert kept == {"adoption.answers.yaml", "organisation.answers.yaml"}
    code, shown = _adopt("да", "да", "", *PLAN[1:])
    assert (code, "Полное имя организации\n" in shown) == (0, False)
    assert _read("organisation.yaml").people["head"][0].name == "Соколова Анна Викторовна"
    assert not list(folder.glob("*.answers.yaml"))


def _stop_at(monkeypatch: pytest.MonkeyPatch, words: str, *typed: str) -> tuple[int, str]:
    """Type answers, and press Ctrl-C where `words` is the answer."""
    usual = questions_shown.prompt

    def prompt(*shown: str) -> str:
        said = usual(*shown)
        if said == words:
            raise click.Abort
        return said

    with monkeypatch.context() as patched:
        patched.setattr(asking, "prompt", prompt)
        return _adopt(*typed, words)


def test_the_roadmap_is_kept_when_the_school_is_interrupted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It was an answer too, and it is kept by its name: numbers of a list are another's tomorrow."""
    assert _stop_at(monkeypatch, "^C", "5", SCHOOL[0])[0] == 130
    assert "roadmap: sakha-2021-order-441@1.0.0" in (folder / "adoption.answers.yaml").read_text("utf-8")
    code, shown = _adopt("да", "да", *SCHOOL[1:], "", *PLAN)
    assert (code, "Какую дорожную карту" in shown) == (0, False)


def test_the_roadmap_is_kept_when_nothing_of_the_school_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C at the school's first question leaves one file, not an empty second one."""
    code, shown = _stop_at(monkeypatch, "^C", "5")
    assert (code, "adoption.answers.yaml" in shown) == (130, True)
    assert [each.name for each in folder.iterdir()] == ["adoption.answers.yaml"]


def test_the_school_is_kept_when_nothing_of_the_plan_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Twenty answers are not thrown away because Enter took what was offered after them."""
    assert _stop_at(monkeypatch, "^C", "3", *SCHOOL, "", "")[0] == 130
    assert {each.name for each in folder.iterdir()} == {"adoption.answers.yaml", "organisation.answers.yaml"}
    code, shown = _stop_at(monkeypatch, "^C", "да", "да", "")
    assert (code, "Полное имя организации\n" in shown) == (130, False)


def test_before_the_first_answer_nothing_is_kept(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """There is nothing to go on with."""
    with pytest.raises(click.Abort):
        _stop_at(monkeypatch, "^C")
    assert not list(folder.iterdir())


def test_answers_to_a_text_that_may_not_be_written_over_are_kept(folder: Path) -> None:
    """A second plan in the folder of the first: the answers wait for another name of the file."""
    assert _adopt("5", *SCHOOL, "", *PLAN)[0] == 0
    first = (folder / "adoption.yaml").read_bytes()
    code, shown = _adopt("рубцовск", *[""] * 20)
    assert (code, "Ответы сохранены: adoption.answers.yaml" in shown) == (1, True)
    assert "учителя-предметники: без имён" in shown
    assert "руководители ММО: не из школы" in shown
    assert (folder / "adoption.yaml").read_bytes() == first
    assert run(["check", "."]) == 0, "half-done answers are no text"
    assert "adoption.answers.yaml" not in find_taken_ids(Path("second.yaml")).values()
    assert "roadmap: rubtsovsk" in (folder / "adoption.answers.yaml").read_text("utf-8")
