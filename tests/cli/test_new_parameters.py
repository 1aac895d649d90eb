"""`roadmap new` asks what a roadmap leaves open, in its words and by its types."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_engine import adopt
from roadmap_engine.cli.program import run
from tests.cli.new_school import ORGANISATION, read_text

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def school(folder: Path) -> Path:
    """A folder with an organisation."""
    assert run(["new", "organisation", *ORGANISATION]) == 0
    return folder


PARAMETERS = """\
roadmap: asking
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
parameters:
  classes: {title: Число классов, type: number, question: Сколько у вас классов?}
  start: {title: Начало, type: date}
  form: {title: Форма, type: choice, choices: {in-class: очно, remote: заочно}, default: in-class}
  boarding: {title: Пансион, type: yes-no, default: false}
  name: Название
roles: {head: {title: директор, filled_by: [head]}}
stages:
  - id: one
    title: Этап
    measures:
      - id: two
        title: "{{ name }}, {{ classes }}, {{ start }}, {{ form }}, {{ boarding }}"
        deadline: до 1 мая
        responsible: head
"""


LEVELS = """\
roadmap: base
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
parameters:
  levels: {title: Уровни, default: начального}
roles: {head: {title: директор, filled_by: [head]}}
stages:
  - id: one
    title: Этап
    measures:
      - {id: two, title: "Анализ {{ levels }} образования", deadline: до 1 мая, responsible: head}
"""


class TestParameters:
    """What a roadmap leaves open is asked with its question, and read by its type."""

    @pytest.fixture
    def asking(self, school: Path) -> Path:
        (school / "asking.yaml").write_text(PARAMETERS, encoding="utf-8")
        return school

    def _run(self, **fill: str) -> int:
        given = [word for name, words in fill.items() for word in ("-a", f"fill.{name}={words}")]
        return run(["new", "adoption", "-a", "roadmap=asking", "-a", "procedure=vpr", *given])

    def test_each_type_is_read_in_its_own_way(self, asking: Path) -> None:
        answered = self._run(classes="12,5", start="28.05.2027", form="2", boarding="Да", name="no: x")
        assert answered == 0
        assert dict(read_text(asking / "adoption.yaml").fill) == {
            "classes": "12,5",
            "start": "2027-05-28",
            "form": "remote",
            "boarding": "да",
            "name": "no: x",
        }

    def test_what_the_roadmap_has_anyway_is_left_to_it(self, asking: Path) -> None:
        assert self._run(classes="12", start="2027-05-28", name="x", form="очно", boarding="нет") == 0
        assert set(read_text(asking / "adoption.yaml").fill) == {"classes", "start", "name"}

    @pytest.mark.parametrize(
        ("answer", "written", "printed"),
        [
            (None, None, "начального и основного"),
            ("начального и основного", None, "начального и основного"),
            ("начального", "начального", "начального"),
            ("начального и/или основного", "начального и/или основного", "начального и/или основного"),
        ],
    )
    def test_what_is_usual_is_what_the_last_layer_and_the_schools_level_come_to(
        self, school: Path, answer: str | None, written: str | None, printed: str
    ) -> None:
        """An answer is not lost because a layer further off has the same words."""
        (school / "base.yaml").write_text(LEVELS, encoding="utf-8")
        layer = "roadmap: town\nversion: 1.0.0\nextends: base@1\nfill: {levels: начального и/или основного}\n"
        (school / "town.yaml").write_text(layer, encoding="utf-8")
        with (school / "organisation.yaml").open("a", encoding="utf-8") as text:
            text.write("level: basic\n")
        chosen = ["-a", f"fill.levels={answer}"] if answer else []
        assert run(["new", "adoption", "-a", "roadmap=town", "-a", "procedure=vpr", *chosen]) == 0
        assert read_text(school / "adoption.yaml").fill.get("levels") == written
        plan = adopt(school / "adoption.yaml").or_raise()
        assert plan.measures()[0].title == f"Анализ {printed} образования"

    @pytest.mark.parametrize(
        ("name", "words"), [("classes", "много"), ("start", "скоро"), ("form", "никак"), ("boarding", "x")]
    )
    def test_a_value_of_another_type_is_refused(self, asking: Path, name: str, words: str) -> None:
        good = {"classes": "12", "start": "2027-05-28", "name": "x"}
        assert self._run(**{**good, name: words}) == 1
        assert not (asking / "adoption.yaml").exists()

    def test_what_has_no_default_must_be_answered(self, asking: Path, capsys: Captured) -> None:
        assert self._run(name="x") == 2
        told = capsys.readouterr().err
        assert "«fill.classes»" in told
        assert "«fill.start»" in told


def test_people_and_units_of_one_roadmap_may_be_asked_for(folder: Path, capsys: Captured) -> None:
    """`new organisation --roadmap`, by name; an unknown one is told."""
    (folder / "asking.yaml").write_text(
        PARAMETERS.replace("filled_by: [head]", "optional: true, unit: board, filled_by: [chair]"),
        encoding="utf-8",
    )
    person = ["-a", "people.chair.name=Белый Иван Петрович", "-a", "people.chair.post=председатель совета"]
    given = [*ORGANISATION[:6], *person, "-a", "units=1", "--roadmap", "asking"]
    assert run(["new", "organisation", *given]) == 0
    organisation = read_text(folder / "organisation.yaml")
    assert ([each.unit for each in organisation.units], organisation.signatory) == (["board"], "chair")
    assert run(["new", "organisation", *ORGANISATION, "--roadmap", "askin"]) == 1
    assert "RM170" in capsys.readouterr().err
