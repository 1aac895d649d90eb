"""A registry of schools × a workspace: a row makes a school's texts once; then the folder is the truth."""

from __future__ import annotations

import contextlib
import csv
import datetime as dt
import io
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.showing import message_of
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.importing.registry import read_registry
from roadmap_engine.model.edit import find_value
from roadmap_engine.model.registry import Registry, RegistrySchool
from roadmap_engine.pipeline.bases import RoadmapSource
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.enrolling import Change, Enrolled, enrol, find_left
from roadmap_engine.pipeline.source_names import PROGRAM
from roadmap_engine.questionnaire.filling import flatten
from roadmap_engine.yaml_text.composing import compose
from tests.cli.new_school import read_text
from tests.pipeline.small_school import ROADMAP

TODAY = dt.date(2026, 9, 1)
COMMON = {
    "roadmap": "sakha-2021-order-441",
    "procedure.use": "vpr",
    "school_year": "2026/2027",
    "place": "г. Примерск",
}
HEADS = "Орлова Мария Петровна"


def _registry(*rows: Mapping[str, str]) -> Registry:
    """The registry that a clerk would keep of these rows."""
    stream = io.StringIO(newline="")
    heads = list(dict.fromkeys(name for row in rows for name in row))
    table = csv.DictWriter(stream, heads, restval="", delimiter=";")
    table.writeheader()
    table.writerows(rows)
    registry, problems = read_registry(stream.getvalue().encode(), "schools.csv")
    assert registry is not None
    assert problems == ()
    return registry


def _row(number: int = 7, /, **cells: str) -> dict[str, str]:
    return {
        "Код": f"school-{number}",
        "Краткое наименование": f"Школа № {number}",
        "Директор": HEADS,
        **cells,
    }


def _enrol(
    workspace: Path, *rows: Mapping[str, str], common: Mapping[str, str] = COMMON
) -> tuple[tuple[Enrolled, ...], tuple[Problem, ...]]:
    outcome = enrol(_registry(*rows), workspace, common, today=TODAY)
    assert outcome.value is not None, outcome.problems
    return outcome.value, outcome.problems


def _write(workspace: Path, rows: tuple[Enrolled, ...]) -> None:
    for each in rows:
        for name, content in each.files.items():
            path = workspace / each.folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def _school(workspace: Path, *rows: Mapping[str, str]) -> Path:
    """A workspace with the texts of its rows; gives the folder of the first."""
    made, _problems = _enrol(workspace, *(rows or (_row(),)))
    _write(workspace, made)
    return workspace / made[0].folder


def _codes(problems: tuple[Problem, ...]) -> list[str]:
    return [each.code for each in problems]


def _tree(path: Path) -> Any:
    return compose(path.read_text(encoding="utf-8"), "").value


class TestNewSchools:
    """A school that has no folder yet."""

    def test_its_texts_are_those_of_roadmap_new(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Letter by letter but for the schema: there is one way of making a text."""
        cells = {"Классы": "5-9", "Уровень образования": "основное", "Дата приказа": "31.05.2027"}
        (made,), told = _enrol(tmp_path / "w", _row(**cells))
        assert (made.change, made.folder, made.row, made.problems, told) == (
            Change.NEW,
            "school-7",
            2,
            (),
            (),
        )
        assert not (tmp_path / "w").exists()
        by_hand = tmp_path / "school-7"
        by_hand.mkdir()
        monkeypatch.chdir(by_hand)
        organisation = ["organisation=school-7", "name=Школа № 7", "place=г. Примерск", "level=basic"]
        organisation += [f"people.head.name={HEADS}", "grades=5-9"]
        adoption = ["roadmap=sakha-2021-order-441", "procedure.use=vpr", "school_year=2026/2027"]
        adoption += ["order.date=31.05.2027"]
        for kind, answers in (("organisation", organisation), ("adoption", adoption)):
            more = ["--roadmap", "sakha-2021-order-441"] if kind == "organisation" else []
            assert run(["new", kind, *more, *(word for each in answers for word in ("-a", each))]) == 0
            capsys.readouterr()
            _schema, _line, written = (by_hand / f"{kind}.yaml").read_text(encoding="utf-8").partition("\n")
            assert made.files[f"{kind}.yaml"].decode() == written

    def test_they_are_sound(self, tmp_path: Path) -> None:
        """Whatever the registry leaves out, the papers can be built."""
        folder = _school(tmp_path, _row(), _row(8))
        assert not has_errors(check_texts([folder, tmp_path / "school-8"]).problems)

    def test_a_schema_around_is_named(self, tmp_path: Path) -> None:
        """One of the workspace serves all; none is written for each school."""
        assert run(["schema", "-o", str(tmp_path / "schemas")]) == 0
        (made,), _told = _enrol(tmp_path, _row())
        first = made.files["organisation.yaml"].decode().splitlines()[0]
        assert first == "# yaml-language-server: $schema=../schemas/organisation.schema.json"
        assert set(made.files) == {"organisation.yaml", "adoption.yaml"}

    def test_an_id_of_digits_stays_a_text(self, tmp_path: Path) -> None:
        folder = _school(tmp_path, {**_row(), "Код": "0102140"})
        assert folder.name == "0102140"
        assert read_text(folder / "organisation.yaml").organisation == "0102140"

    def test_an_event_may_be_called_by_its_title(self, tmp_path: Path) -> None:
        """Once the roadmap is known, and of two columns for it the first counts."""
        row = _row(**{"Получение результатов": "28.05.2027", "events.results-received": "29.05.2027"})
        made, told = _enrol(tmp_path, row)
        _write(tmp_path, made)
        assert _tree(tmp_path / "school-7/adoption.yaml")["events"] == {"results-received": "2027-05-28"}
        assert _codes(told) == ["RM527"]

    def test_terms_of_all_are_a_text_of_each(self, tmp_path: Path) -> None:
        terms = {"calendar.terms": "half-years", "terms.1": "01.09.2026–30.12.2026"}
        terms |= {"terms.2": "11.01.2027–26.05.2027", "lessons_end": "26.05.2027"}
        made, told = _enrol(tmp_path, _row(), common={**COMMON, **terms})
        _write(tmp_path, made)
        assert (told, made[0].problems) == ((), ())
        assert not has_errors(check_texts([tmp_path / "school-7"]).problems)
        assert (tmp_path / "school-7/terms-2026.yaml").is_file()
        (again,), _told = _enrol(tmp_path, _row(), common={**COMMON, **terms})
        assert (again.change, again.problems) == (Change.SAME, ())

    def test_a_bundle_is_pinned_by_each(self, tmp_path: Path) -> None:
        """It lies beside each text, and what stands on it changes like any other."""
        source = RoadmapSource(PROGRAM)
        registry = _registry(_row(), _row(8))
        made = enrol(registry, tmp_path, COMMON, today=TODAY, source=source).value
        assert made is not None
        _write(tmp_path, made)
        for folder in ("school-7", "school-8"):
            assert not has_errors(check_texts([tmp_path / folder / "adoption.yaml"]).problems)
            assert _tree(tmp_path / folder / "adoption.yaml")["pinned"]["source"] == PROGRAM
        later = {**COMMON, "events.results-received": "28.05.2027"}
        again = enrol(registry, tmp_path, later, today=TODAY, source=source).value
        assert again is not None
        assert [each.change for each in again] == [Change.UPDATED, Change.UPDATED]
        assert [list(each.files) for each in again] == [["adoption.yaml"], ["adoption.yaml"]]

    def test_each_row_names_the_version_to_pin(self, tmp_path: Path) -> None:
        """Of the same source; one that it does not have is told by row and column, and stops nobody else."""
        for version in ("1.0.0", "1.1.0"):
            text = tmp_path / "tiny.yaml"
            text.write_text(ROADMAP.replace("1.0.0", version), "utf-8")
            assert run(["publish", str(text), "-o", str(tmp_path / "published")]) == 0
            text.unlink()
        rows = [
            _row(each, **{"Дорожная карта": name}) for each, name in enumerate(("", "tiny@1.0", "tiny@2"))
        ]
        workspace, common = tmp_path / "w", {**COMMON, "roadmap": "tiny"}
        source = RoadmapSource(str(tmp_path / "published"))
        made = enrol(_registry(*rows), workspace, common, today=TODAY, source=source).value or ()
        _write(workspace, made)
        trees = [_tree(workspace / f"school-{each}/adoption.yaml") for each in (0, 1)]
        assert [each["roadmap"] for each in trees] == ["tiny@1.1.0", "tiny@1.0.0"]
        assert [list(each.files) for each in made][2] == []
        (told,) = made[2].problems
        assert (told.code, told.words["row"], told.words["column"]) == ("RM528", "4", "Дорожная карта")
        assert "1.1.0" in message_of(told, translator("ru"))

    def test_of_a_single_one_nothing_need_be_said(self, tmp_path: Path) -> None:
        """A source that cannot be opened is told once, and nothing is made."""
        text = tmp_path / "tiny.yaml"
        text.write_text(ROADMAP, "utf-8")
        common = {key: words for key, words in COMMON.items() if key != "roadmap"}
        for place, codes in ((text, []), (tmp_path / "gone", ["RM806"])):
            outcome = enrol(
                _registry(_row(), _row(8)),
                tmp_path / "w",
                common,
                today=TODAY,
                source=RoadmapSource(str(place)),
            )
            assert _codes(outcome.problems) == codes
            assert (outcome.value is None) == bool(codes)
        outcome = enrol(_registry(_row()), tmp_path, common, today=TODAY, source=RoadmapSource(PROGRAM))
        assert [_codes(each.problems) for each in outcome.value or ()] == [["RM529"]]

    def test_a_text_in_the_workspace_is_pinned_by_its_relative_path(self, tmp_path: Path) -> None:
        """As `roadmap new adoption --from ../tiny.yaml` writes it in the school's folder."""
        (tmp_path / "tiny.yaml").write_text(ROADMAP, "utf-8")
        (made,), told = _enrol(tmp_path, _row(), common={**COMMON, "roadmap": "tiny"})
        assert (made.problems, told) == ((), ())
        _write(tmp_path, (made,))
        school = tmp_path / "school-7"
        tree = _tree(school / "adoption.yaml")
        assert (tree["roadmap"], tree["pinned"]["source"]) == ("tiny@1.0.0", "../tiny.yaml")
        assert not has_errors(check_texts([school / "adoption.yaml"]).problems)
        written = (school / "adoption.yaml").read_text("utf-8")
        (school / "adoption.yaml").unlink()
        with contextlib.chdir(school):
            answers = ["procedure.use=vpr", "school_year=2026/2027"]
            more = [word for each in answers for word in ("-a", each)]
            assert run(["new", "adoption", "--from", "../tiny.yaml", *more]) == 0
        assert (school / "adoption.yaml").read_text("utf-8").partition("\n")[2] == written
        (again,), _told = _enrol(tmp_path, _row(), common={**COMMON, "roadmap": "tiny"})
        assert (again.change, again.problems) == (Change.SAME, ())

    def test_the_nearer_text_is_the_roadmap(self, tmp_path: Path) -> None:
        """In the school's folder; in the workspace; then the program's."""
        workspace, school = tmp_path / "w", tmp_path / "w" / "school-7"
        school.mkdir(parents=True)
        named = {**COMMON, "roadmap": "samara-west-2020-plan"}
        text = ROADMAP.replace("roadmap: tiny", "roadmap: samara-west-2020-plan")
        seen = []
        for place in (None, workspace, school):
            if place is not None:
                version = "7.0.0" if place == workspace else "8.0.0"
                (place / "samara-west-2020-plan.yaml").write_text(text.replace("1.0.0", version), "utf-8")
            (made,), _told = _enrol(workspace, _row(), common=named)
            said = compose(made.files["adoption.yaml"].decode(), "").value
            seen.append((said["roadmap"], said.get("pinned", {}).get("source")))
        assert seen == [
            ("samara-west-2020-plan@1.0.0", None),
            ("samara-west-2020-plan@7.0.0", "../samara-west-2020-plan.yaml"),
            ("samara-west-2020-plan@8.0.0", None),
        ]

    @pytest.mark.parametrize(
        ("text", "reason"),
        [
            (None, "ни в папке школ"),
            (ROADMAP.replace("version: 1.0.0", "version: 2.0.0"), "2.0.0"),
            (ROADMAP.replace("до 1 октября", "до 1 октбря"), "tiny.yaml:21: "),
            (ROADMAP.replace("roadmap: tiny", "organisation: tiny"), "ни в папке школ"),
        ],
    )
    def test_one_that_cannot_be_taken_is_told_by_row_and_column(
        self, tmp_path: Path, text: str | None, reason: str
    ) -> None:
        """With the place where it was looked for, or where it is wrong; another row goes on."""
        if text is not None:
            (tmp_path / "tiny.yaml").write_text(text, "utf-8")
        rows = [
            _row(each, **{"Дорожная карта": name}) for each, name in ((7, "tiny@1"), (8, COMMON["roadmap"]))
        ]
        made, _told = _enrol(tmp_path, *rows)
        (told,) = made[0].problems
        assert (told.code, told.words["row"], told.words["column"]) == ("RM528", "2", "Дорожная карта")
        assert reason in message_of(told, translator("ru"))
        assert [each.change for each in made] == [Change.SAME, Change.NEW]


class TestStandingSchools:
    """A folder that has texts is the truth."""

    def test_nothing_changes_where_the_row_says_the_same(self, tmp_path: Path) -> None:
        """However it is written there: grades as a list, days as ISO has them."""
        row = _row(Классы="1-11", **{"Дата приказа": "31 мая 2027 г.", "Уровень": "среднее"})
        _school(tmp_path, row)
        (made,), told = _enrol(tmp_path, row)
        assert (made.change, made.files, made.problems, told) == (Change.SAME, {}, (), ())

    def test_a_cell_changes_its_field_and_nothing_besides(self, tmp_path: Path) -> None:
        """What a person has written stays, comments and odd layout too."""
        path = _school(tmp_path, _row(**{"Число обучающихся": "412"})) / "organisation.yaml"
        text = path.read_text(encoding="utf-8").replace("phone: …", "phone: …  # спросить в канцелярии")
        text = text.replace("size: 412 ", "phone:   +7 000 000-00-00 # новый\nsize:   412 ")
        text = text.replace(HEADS, "Тен Лариса Борисовна")
        path.write_text(text, encoding="utf-8")
        cells = {"Число обучающихся": "430", "Директор": "", "Телефон": "–"}
        (made,), _told = _enrol(tmp_path, _row(**cells))
        assert (made.change, list(made.files)) == (Change.UPDATED, ["organisation.yaml"])
        assert made.files["organisation.yaml"].decode() == text.replace("412", "430")

    def test_of_one_field_the_cell_wins_over_a_hand(self, tmp_path: Path) -> None:
        path = _school(tmp_path) / "organisation.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(HEADS, "Тен Лариса Борисовна"), encoding="utf-8")
        (made,), _told = _enrol(tmp_path, _row())
        assert made.files == {"organisation.yaml": text.encode()}

    def test_a_full_name_of_the_school_outlives_the_short_one(self, tmp_path: Path) -> None:
        """A registry of short names says nothing of the full one."""
        path = _school(tmp_path) / "organisation.yaml"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("full: Школа № 7", "full: Средняя школа № 7"), encoding="utf-8")
        (made,), _told = _enrol(tmp_path, _row())
        assert made.change is Change.SAME

    def test_a_row_wins_over_what_is_said_to_all(self, tmp_path: Path) -> None:
        """And what is said to all comes into the texts that are there, at one line."""
        _school(tmp_path, _row(), _row(8))
        before = (tmp_path / "school-8/adoption.yaml").read_bytes()
        common = {**COMMON, "events.results-received": "28.05.2027"}
        rows = (_row(**{"events.results-received": "29.05.2027"}), _row(8))
        made, _told = _enrol(tmp_path, *rows, common=common)
        _write(tmp_path, made)
        days = [
            _tree(tmp_path / f"school-{each}/adoption.yaml")["events"]["results-received"] for each in (7, 8)
        ]
        assert days == ["2027-05-29", "2027-05-28"]
        after = (tmp_path / "school-8/adoption.yaml").read_bytes()
        new = set(after.splitlines()) - set(before.splitlines())
        assert [line for line in new if b"2027-05-28" not in line and line != b"events:"] == []

    def test_a_plan_with_changes_of_its_own_keeps_them(self, tmp_path: Path) -> None:
        path = _school(tmp_path) / "adoption.yaml"
        own = "replace:\n  results-by-pupil: {deadline: до 1 октября}  # так решили\n"
        path.write_text(path.read_text(encoding="utf-8") + own, encoding="utf-8")
        (made,), _told = _enrol(tmp_path, _row(**{"Номер приказа": "214-од", "Дата приказа": "31.05.2027"}))
        text = made.files["adoption.yaml"].decode()
        assert own in text
        assert compose(text, "").value["order"] == {"date": "2027-05-31", "number": "214-од"}

    def test_a_roadmap_is_not_exchanged(self, tmp_path: Path) -> None:
        """It is told, and the rest of the row holds."""
        _school(tmp_path)
        row = _row(**{"Дорожная карта": "federal-results-method", "Номер приказа": "214-од"})
        (made,), _told = _enrol(tmp_path, row)
        assert _codes(made.problems) == ["RM532"]
        assert "roadmap: sakha-2021-order-441@1.0.0\n" in made.files["adoption.yaml"].decode()
        same = _row(**{"Дорожная карта": "sakha-2021-order-441@1"})
        assert _enrol(tmp_path, same)[0][0].problems == ()

    def test_who_held_a_post_one_after_another_is_left_alone(self, tmp_path: Path) -> None:
        """A registry knows one name; one that the text has not is told."""
        path = _school(tmp_path) / "organisation.yaml"
        held = "head:\n    - {name: Тен Лариса Борисовна, post: директор, until: 2026-12-31}\n"
        held += "    - {name: Белова Ирина Олеговна, post: директор, from: 2027-01-01}"
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace(f"head: {{name: {HEADS}, post: директор}}", held), encoding="utf-8")
        (made,), _told = _enrol(tmp_path, _row())
        assert (_codes(made.problems), made.files) == (["RM528"], {})
        (made,), _told = _enrol(tmp_path, {**_row(), "Директор": "Белова Ирина Олеговна"})
        assert (made.problems, made.change) == ((), Change.SAME)

    def test_a_folder_of_another_name_is_found_by_its_school(self, tmp_path: Path) -> None:
        _school(tmp_path).rename(tmp_path / "Школа 7")
        (made,), _told = _enrol(tmp_path, _row(Адрес="ул. Школьная, 1"))
        assert (made.folder, made.change) == ("Школа 7", Change.UPDATED)

    def test_a_plan_is_made_where_there_is_only_a_school(self, tmp_path: Path) -> None:
        folder = _school(tmp_path)
        (folder / "adoption.yaml").unlink()
        (made,), _told = _enrol(tmp_path, _row())
        assert (made.change, list(made.files)) == (Change.UPDATED, ["adoption.yaml"])


class TestFaults:
    """What is wrong with a row is told by row and column, and holds up nobody else."""

    @pytest.mark.parametrize(
        ("column", "value", "code"),
        [
            ("Классы", "5-15", "RM528"),
            ("Дата приказа", "31.02.2027", "RM528"),
            ("Учебный год", "2026/2028", "RM528"),
            ("Число обучающихся", "999999", "RM528"),
            ("Уровень образования", "высшее", "RM528"),
            ("Директор", "директор", "RM528"),
            ("events.results-received", "скоро", "RM528"),
            ("Дорожная карта", "../../etc/passwd", "RM528"),
            ("Дорожная карта", "no-such-roadmap", "RM528"),
            ("Процедура", "#ССЫЛКА!", "RM528"),
            ("fill.points-of-council", "я" * 10_001, "RM528"),
            ("Населённый пункт", "#Н/Д", "RM528"),
            ("Краткое наименование", "–", "RM529"),
            ("Код", "школа 7", "RM530"),
            ("Код", "con", "RM530"),
            ("Код", "..", "RM530"),
            ("people.librarian.post", "библиотекарь", "RM534"),
        ],
    )
    def test_a_cell_is_told(self, tmp_path: Path, column: str, value: str, code: str) -> None:
        ally = _row(8, **({"people.librarian.name": "Тен Л. Б.", "people.librarian.post": "библиотекарь"}))
        made, _told = _enrol(tmp_path, _row() | {column: value}, ally)
        (problem,) = made[0].problems
        assert (problem.code, problem.words["row"], problem.words["column"]) == (code, "2", column)
        assert (problem.location and problem.location.line) == 2
        assert bool(made[0].files) is (code == "RM534")
        assert (made[1].problems, made[1].change) == ((), Change.NEW)

    def test_a_cell_of_another_roadmap_is_told(self, tmp_path: Path) -> None:
        """Its column is understood, and this school is asked nothing like it."""
        other = {"Дорожная карта": "kedrovy-2020-order-63"}
        rows = (_row(each, **{"Завершение изучения темы": "28.05.2027"}) for each in (7, 8))
        first, second = rows
        made, told = _enrol(tmp_path, first, {**second, **other})
        assert (told, made[0].problems) == ((), ())
        assert [(each.code, each.words["row"]) for each in made[1].problems] == [("RM534", "3")]

    def test_faults_of_both_texts_are_told_at_once(self, tmp_path: Path) -> None:
        (made,), _told = _enrol(tmp_path, _row(Классы="15", **{"Дата приказа": "нет такого"}))
        assert [each.words["column"] for each in made.problems] == ["Классы", "Дата приказа"]

    def test_what_a_new_school_needs_is_told_once_it_lacks(self, tmp_path: Path) -> None:
        """Of a school that is there, nothing is needed."""
        common = {"procedure.use": "vpr"}
        (made,), _told = _enrol(tmp_path, _row(), common=common)
        assert [(each.code, each.words["path"]) for each in made.problems] == [
            ("RM529", "roadmap"),
            ("RM529", "place"),
        ]
        _school(tmp_path)
        assert _enrol(tmp_path, _row(), common={})[0][0].problems == ()

    def test_two_ids_of_one_folder(self, tmp_path: Path) -> None:
        """The second is told; a registry that was not read from a file may have both."""
        schools = tuple(
            RegistrySchool(name, "Школа", row=row) for row, name in ((2, "School-7"), (3, "school-7"))
        )
        made = enrol(Registry(schools, "schools.csv"), tmp_path, COMMON, today=TODAY).value
        assert made is not None
        assert [(each.change, _codes(each.problems)) for each in made] == [
            (Change.NEW, []),
            (Change.SAME, ["RM531"]),
        ]

    def test_another_schools_folder_is_not_touched(self, tmp_path: Path) -> None:
        """Nor a file in its place, a plan without a school or of another one, two folders of one school."""
        _school(tmp_path, _row(1), _row(3), _row(4), _row(5), _row(6))
        (tmp_path / "school-1").rename(tmp_path / "school-2")
        (tmp_path / "school-3/organisation.yaml").rename(tmp_path / "school-3/other.yaml")
        plan = tmp_path / "school-4/adoption.yaml"
        plan.write_text(
            plan.read_text(encoding="utf-8").replace("organisation.yaml", "../o.yaml"), encoding="utf-8"
        )
        (tmp_path / "school-5").rename(tmp_path / "a")
        (tmp_path / "b").mkdir()
        (tmp_path / "b/organisation.yaml").write_bytes((tmp_path / "a/organisation.yaml").read_bytes())
        (tmp_path / "school-9").write_text("ничей файл", encoding="utf-8")
        rows = (_row(each, Адрес="ул. Новая, 1") for each in (2, 3, 4, 5, 9, 6))
        made, _told = _enrol(tmp_path, *rows)
        assert [_codes(each.problems) for each in made[:-1]] == [["RM531"]] * 5
        assert [dict(each.files) for each in made[:-1]] == [{}] * 5
        assert made[-1].change is Change.UPDATED

    @pytest.mark.parametrize(
        "broken",
        ["organisation: school-7\nname: [", "organisation: school-7\nname: Школа\nplace: 5\ncolour: red\n"],
    )
    def test_a_text_that_cannot_be_read_is_told(self, tmp_path: Path, broken: str) -> None:
        path = _school(tmp_path, _row(), _row(8)) / "organisation.yaml"
        path.write_text(broken, encoding="utf-8")
        made, _told = _enrol(tmp_path, _row(Адрес="ул. Новая, 1"), _row(8, Адрес="ул. Новая, 1"))
        assert has_errors(made[0].problems)
        assert all(each.location and each.location.file == str(path) for each in made[0].problems)
        assert [each.change for each in made] == [Change.SAME, Change.UPDATED]

    def test_a_text_that_cannot_be_edited_is_told(self, tmp_path: Path) -> None:
        path = _school(tmp_path) / "organisation.yaml"
        text = '{organisation: school-7, name: "Школа № 7", place: г. Примерск}\n'
        path.write_text(text, encoding="utf-8")
        (made,), _told = _enrol(tmp_path, {**_row(Адрес="ул. Новая, 1"), "Директор": ""})
        assert (has_errors(made.problems), made.files) == (True, {})

    def test_a_link_out_of_the_workspace_is_not_followed(self, tmp_path: Path) -> None:
        """Whatever the folder is called."""
        inside, outside = tmp_path / "a/b/workspace", tmp_path / "outside"
        folder = _school(inside)
        (folder / "organisation.yaml").rename(tmp_path / "organisation.yaml")
        (folder / "organisation.yaml").symlink_to(tmp_path / "organisation.yaml")
        outside.mkdir()
        (made,), _told = _enrol(inside, _row(Адрес="ул. Новая, 1"))
        assert (has_errors(made.problems), made.files) == (True, {})

    def test_columns_that_nobody_understands_are_told_once(self, tmp_path: Path) -> None:
        """With the name that was meant, where one is near."""
        rows = (_row(each, Примечание="x", **{"events.result-received": "28.05.2027"}) for each in (7, 8))
        made, told = _enrol(tmp_path, *rows)
        assert [(each.code, each.words["near"]) for each in told] == [("RM526", "«events.results-received»")]
        assert "Примечание" in told[0].words["columns"]
        assert [each.problems for each in made] == [(), ()]

    @pytest.mark.parametrize("path", ["colour", "organisation", "adoption", "others.1.name"])
    def test_an_answer_to_nothing_stops_all(self, tmp_path: Path, path: str) -> None:
        outcome = enrol(_registry(_row()), tmp_path, {**COMMON, path: "x"}, today=TODAY)
        assert (outcome.value, _codes(outcome.problems)) == (None, ["RM712"])

    def test_an_answer_for_all_that_no_roadmap_asks_for_is_told(self, tmp_path: Path) -> None:
        _made, told = _enrol(tmp_path, _row(), _row(8), common={**COMMON, "fill.no-such-words": "x"})
        assert _codes(told) == ["RM712"]

    def test_a_school_that_left_is_told_and_kept(self, tmp_path: Path) -> None:
        _school(tmp_path, _row(), _row(8))
        (tmp_path / "schemas").mkdir()
        (made,), told = _enrol(tmp_path, _row())
        assert (made.change, _codes(told), told[0].words["names"]) == (Change.SAME, ["RM533"], "«school-8»")
        assert find_left(_registry(_row()), tmp_path) == ("school-8",)
        assert find_left(_registry(_row(), _row(8)), tmp_path / "nowhere") == ()


HOSTILE = [
    '=cmd|"/c calc"!A1',
    "x: {",
    "first\r\nsecond",
    "- [a, b]",
    "# не примечание",
    "да",
    "null",
    "0x1F",
    "2027-05-31",
    "*якорь &якорь !!python/object",
    "'\"\\",
    "%YAML 1.1",
    "\u202eобратно",
    "{{ organisation.short }}",
    "{% raw %}",
    "я" * 10_000,
]
FIELDS = ("address", "phone", "email", "name.genitive", "order.number")


def _check_read_back(workspace: Path, registry: Registry) -> None:
    """What a registry says of a school stands in its texts, once and for all, or the cell is told."""
    (school,) = registry.schools
    (made,) = enrol(registry, workspace, COMMON, today=TODAY).value or ()
    said = {**school.said, "name.short": school.name}
    refused = {each.words["column"] for each in made.problems if each.code == "RM528"}
    assert refused <= set(said)
    assert bool(made.files) is (not has_errors(made.problems))
    if made.files:
        texts = {name: compose(content.decode(), name) for name, content in made.files.items()}
        assert all(each.problems == () for each in texts.values())
        found = {path: words for each in texts.values() for path, words, _where in flatten(each.value)}
        assert {path: found.get(path) for path in said} == said
        _write(workspace, (made,))
        (again,) = enrol(registry, workspace, COMMON, today=TODAY).value or ()
        assert (again.change, again.problems) == (Change.SAME, ())


class TestWordsOfStrangers:
    """A cell is text, whatever it looks like."""

    @pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
    def test_they_read_back_equal(self, tmp_path: Path, words: str) -> None:
        """Blanks and what nobody sees aside: those are a table's."""
        registry = _registry({"id": "school-7", "name": "Школа № 7", **dict.fromkeys(FIELDS, words)})
        said = {**registry.schools[0].said, **registry.schools[0].others}
        assert set(said) == set(FIELDS)
        (made,) = enrol(registry, tmp_path, COMMON, today=TODAY).value or ()
        assert made.problems == ()
        _write(tmp_path, (made,))
        organisation, adoption = (
            _tree(tmp_path / f"school-7/{each}.yaml") for each in ("organisation", "adoption")
        )
        assert {
            field: find_value(adoption if field == "order.number" else organisation, tuple(field.split(".")))
            for field in FIELDS
        } == said

    @settings(max_examples=40)
    @given(
        st.dictionaries(
            st.sampled_from([*FIELDS, "place", "parent"]),
            st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from("абв:{}[]#-&*!|>'\"%@`?,= \n"))
            .map(str.strip)
            .filter(bool),
            max_size=4,
        )
    )
    def test_whatever_is_said_is_written_or_told(
        self, tmp_path_factory: pytest.TempPathFactory, cells: dict[str, str]
    ) -> None:
        registry = _plain_registry({"id": "school-7", "name": "Школа № 7", **cells})
        _check_read_back(tmp_path_factory.mktemp("workspace"), registry)


def _plain_registry(row: Mapping[str, str]) -> Registry:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=";", quoting=csv.QUOTE_ALL).writerows([row.keys(), row.values()])
    registry, _problems = read_registry(stream.getvalue().encode(), "schools.csv")
    assert registry is not None
    return registry
