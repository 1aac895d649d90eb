"""`roadmap drift`: a department looks at its schools."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.cli.program import run
from roadmap_engine.documents.papers.drift_xlsx import render_drift
from roadmap_engine.model.drift import Drift, DriftedChange, SchoolDrift
from roadmap_engine.pipeline.drift import find_drift
from roadmap_engine.pipeline.publishing import pin_roadmap
from tests.builders import ROADMAP, SCHOOL

ADOPTION = """adoption: school-7-vpr
roadmap: tiny@1
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
events: {results-received: 2027-05-20}
"""
ALLOW = """allow:
  deadline: {adjustable: earlier}
  title: locked
  responsible: free
"""


def _school(
    folder: Path, changes: str = "", *, version: str = "1.0.0", name: str = "МБОУ «Школа № 7»"
) -> None:
    folder.mkdir(parents=True)
    (folder / "tiny.yaml").write_text(ROADMAP.replace("1.0.0", version) + ALLOW, encoding="utf-8")
    (folder / "organisation.yaml").write_text(SCHOOL.replace("МБОУ «Школа № 7»", name), encoding="utf-8")
    (folder / "adoption.yaml").write_text(ADOPTION + changes, encoding="utf-8")


def _told(
    folder: Path, capsys: pytest.CaptureFixture[str], *more: str, code: int = 0
) -> list[dict[str, Any]]:
    capsys.readouterr()
    assert run(["drift", str(folder), "--json", *more]) == code
    return json.loads(capsys.readouterr().out)["schools"]  # type: ignore[no-any-return]


def test_a_school_without_changes_of_its_own_has_not_drifted(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Answers are no drift."""
    _school(tmp_path / "a")
    (school,) = _told(tmp_path, capsys)
    assert school["changes"] == []
    assert (school["version"], school["behind"], school["sound"]) == ("1.0.0", False, True)


def test_every_change_is_told_with_its_verdict(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Allowed, free, forbidden; replaced, added and removed."""
    changes = """replace:
  by-pupil: {deadline: После получения результатов в течение 1 недели}
  council: {title: Педсовет}
remove: [lessons]
add:
  - {after: council, measure: {id: extra, title: Сверка, deadline: постоянно, responsible: [head]}}
"""
    _school(tmp_path / "a", changes)
    (school,) = _told(tmp_path, capsys, code=1)
    found = {(each["kind"], each["thing"], each["field"]): each["verdict"] for each in school["changes"]}
    assert found == {
        ("replaced", "by-pupil", "deadline"): "allowed",
        ("replaced", "council", "title"): "forbidden",
        ("removed", "lessons", None): "free",
        ("added", "extra", None): "free",
    }
    first = next(each for each in school["changes"] if each["thing"] == "by-pupil")
    assert first["before"] == "После получения результатов в течение 2 недель"
    assert (first["permit"], first["permitted_by"], first["number"]) == ("earlier", "tiny", "1.1")
    assert first["line"] == 8


def test_the_newest_version_is_the_highest_in_use_or_what_a_source_offers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And a school that is ahead of it is not behind."""
    schools = tmp_path / "schools"
    _school(schools / "deep" / "er" / "a")
    _school(schools / "b", version="1.2.0")
    told = {school["path"]: school["behind"] for school in _told(schools, capsys)}
    assert told == {"b/adoption.yaml": False, "deep/er/a/adoption.yaml": True}
    _publish(tmp_path, ROADMAP.replace("1.0.0", "1.1.0"))
    against = _told(schools, capsys, "--against", str(tmp_path / "published"))
    assert {school["newest"] for school in against} == {"1.1.0"}
    assert [school["behind"] for school in against] == [False, True]


def _publish(folder: Path, text: str) -> None:
    text = text.replace("{{ procedure.genitive }}", "ВПР")
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    assert run(["publish", str(folder / "tiny.yaml"), "-o", str(folder / "published")]) == 0


def test_after_an_update_only_the_school_s_own_changes_are_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """«update then drift shows exactly the local changes»."""
    _publish(tmp_path, ROADMAP)
    folder = tmp_path / "schools"
    folder.mkdir()
    (folder / "organisation.yaml").write_text(SCHOOL, encoding="utf-8")
    pinned = pin_roadmap(str(tmp_path / "published"), home=folder).value
    assert pinned is not None
    for name, data in pinned.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(data)
    pin = f"pinned: {{source: ../published, sha256: {pinned.pin.sha256}}}\n"
    text = ADOPTION.replace("tiny@1", "tiny@1.0.0") + pin + "replace: {lessons: {responsible: [head]}}\n"
    (folder / "adoption.yaml").write_text(text, encoding="utf-8")
    newer = ROADMAP.replace("1.0.0", "1.1.0").replace("2 недель", "3 недель")
    _publish(tmp_path, newer.replace("id: lessons", "id: classes\n        was: lessons"))
    against = ("--against", str(tmp_path / "published"))
    (before,) = _told(folder, capsys, *against)
    assert run(["update", str(folder / "adoption.yaml")]) == 0
    (after,) = _told(folder, capsys, *against)
    assert (before["version"], before["behind"]) == ("1.0.0", True)
    assert (after["version"], after["behind"]) == ("1.1.0", False)
    assert [(each["thing"], each["field"], each["after"]) for each in before["changes"]] == [
        ("lessons", "responsible", "руководитель")
    ]
    assert [(each["thing"], each["field"], each["after"]) for each in after["changes"]] == [
        ("classes", "responsible", "руководитель")
    ]


def test_what_cannot_be_read_is_listed_and_the_others_stand(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Damaged YAML, a roadmap that is nowhere, bytes that are no text."""
    _school(tmp_path / "good")
    for name, text in {
        "torn": b"adoption: [school\n",
        "lost": ADOPTION.replace("tiny@1", "nowhere@1").encode(),
        "bytes": b"adoption: school\n\xff\xfe\x00",
        "empty": b"adoption:\n",
    }.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "adoption.yaml").write_bytes(text)
    told = {school["path"].split("/")[0]: school for school in _told(tmp_path, capsys, code=1)}
    assert sorted(told) == ["bytes", "empty", "good", "lost", "torn"]
    assert [name for name, school in told.items() if school["readable"]] == ["good"]
    assert all(told[name]["problems"] for name in ("bytes", "empty", "lost", "torn"))
    assert run(["drift", str(tmp_path)]) == 1
    shown = capsys.readouterr()
    assert "МБОУ «Школа № 7»" in shown.out
    assert "RM170" in shown.err


def test_a_role_that_means_something_else_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One that only the school's own additions need is part of them."""
    changes = """defines:
  roles: {teachers: учителя начальных классов, nurses: медицинские сёстры}
add:
  - {after: council, measure: {id: extra, title: Сверка, deadline: постоянно, responsible: [nurses]}}
"""
    _school(tmp_path / "a", changes)
    (school,) = _told(tmp_path, capsys)
    assert [(each["thing"], each["field"], each["after"]) for each in school["changes"]] == [
        ("extra", None, ""),
        ("roles.teachers", "definition", "учителя начальных классов"),
    ]


def test_settled_measures_are_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Which, since when, and why."""
    _school(tmp_path / "a", "settled: {council: {state: signed, on: 2027-06-10, reason: протокол № 9}}\n")
    (school,) = _told(tmp_path, capsys)
    assert school["settled"] == {"council": {"state": "signed", "on": "2027-06-10", "reason": "протокол № 9"}}
    assert school["changes"] == []


def test_a_folder_without_adoptions_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rather than an empty table."""
    assert run(["drift", str(tmp_path)]) == 1
    assert "RM849" in capsys.readouterr().err


class TestWorkbook:
    """`--xlsx FILE`."""

    def test_it_has_the_tables_and_is_not_written_over_a_file(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Four sheets; a file that is there stays unless --force says otherwise."""
        _school(tmp_path / "a", "replace: {lessons: {responsible: [head]}}\n")
        book = tmp_path / "drift.xlsx"
        assert run(["drift", str(tmp_path), "--xlsx", str(book)]) == 0
        sheets = openpyxl.load_workbook(book)
        assert sheets.sheetnames == ["Школы", "Изменения", "Закрытые мероприятия", "Ошибки"]
        assert [cell.value for cell in sheets["Изменения"][2]][4:9] == [
            "lessons",
            "изменено",
            "ответственные",
            "заместители руководителя",
            "руководитель",
        ]
        _school(tmp_path / "b", "remove: [nothing]\n")
        assert run(["drift", str(tmp_path), "--xlsx", str(book), "--force"]) == 1
        fault = [cell.value for cell in openpyxl.load_workbook(book)["Ошибки"][2]]
        assert fault[:3] == ["b/adoption.yaml", "RM206", "ошибка"]
        assert "nothing" in str(fault[3])
        book.write_bytes(b"mine")
        assert run(["drift", str(tmp_path), "--xlsx", str(book)]) == 1
        assert book.read_bytes() == b"mine"
        capsys.readouterr()

    def test_hostile_texts_are_texts(self) -> None:
        """«hostile text never a formula»; the same report is the same file."""
        words = ("=1+1", "+7", "@SUM(A1)", "-1", "http://evil.example", "\x1b[31m\x00", "{=A1}", "x" * 40_000)
        changes = tuple(
            DriftedChange("replaced", word, word, word, "title", word, word, "free") for word in words
        )
        drift = Drift((SchoolDrift("=1+1", "=1+1", "=cmd|' /C calc'!A0", changes=changes),))
        data = render_drift(drift)
        assert data == render_drift(drift)
        names = zipfile.ZipFile(io.BytesIO(data)).namelist()
        inside = b"".join(zipfile.ZipFile(io.BytesIO(data)).read(name) for name in names)
        assert b"<f>" not in inside
        assert b"<hyperlink" not in inside
        book = openpyxl.load_workbook(io.BytesIO(data))
        assert book["Школы"]["A2"].value == "=cmd|' /C calc'!A0"
        assert book["Школы"]["A2"].data_type == "s"


_OWN = {
    "council": ("title", "title: Заседание"),
    "by-pupil": ("result", "result: Справка"),
    "lessons": ("responsible", "responsible: [head]"),
}


@given(st.sets(st.sampled_from(sorted(_OWN))))
@settings(max_examples=8, deadline=None)
def test_drift_is_exactly_what_a_school_changed(
    tmp_path_factory: pytest.TempPathFactory, own: set[str]
) -> None:
    """Each change once, and nothing beside."""
    folder = tmp_path_factory.mktemp("drift")
    changes = (
        "replace:\n" + "".join(f"  {name}: {{{_OWN[name][1]}}}\n" for name in sorted(own)) if own else ""
    )
    _school(folder / "a", changes)
    drift = find_drift(folder).value
    assert drift is not None
    found = {(change.thing, change.field) for change in drift.schools[0].changes}
    assert found == {(name, _OWN[name][0]) for name in own}


def test_what_schools_share_is_read_once_and_told_of_each_as_if_it_were_read_alone(tmp_path: Path) -> None:
    """One roadmap and one organisation for all; what a school names wrong stays its own."""
    _school(tmp_path / "a")
    more = {
        "b.yaml": "replace: {by-pupil: {deadline: до 1 июля 2027 г.}}\n",
        "c.yaml": "add: [{after: council, measure: {id: x, title: Сверка, deadline: до 1 мая}}]\n",
        "d.yaml": "remove: [lessons]\n",
    }
    for name, changes in more.items():
        (tmp_path / "a" / name).write_text(ADOPTION + changes, encoding="utf-8")
    (tmp_path / "a" / "e.yaml").write_text(ADOPTION.replace("tiny@1", "tiny@2"), encoding="utf-8")
    wrong = ADOPTION.replace("organisation.yaml", "organization.yaml")
    (tmp_path / "a" / "f.yaml").write_text(wrong, encoding="utf-8")
    (tmp_path / "a" / "g.yaml").write_text(wrong, encoding="utf-8")
    together = find_drift(tmp_path / "a").value
    assert together is not None
    for school in together.schools:
        alone = find_drift(tmp_path / "a" / school.path).value
        assert alone is not None
        assert (school.problems, school.changes) == (alone.schools[0].problems, alone.schools[0].changes)
        files = {each.location.file for each in school.problems if each.location is not None}
        assert not files & {str(tmp_path / "a" / name) for name in "defg"} - {
            str(tmp_path / "a" / school.path)
        }
    assert [school.is_readable for school in together.schools] == [True] * 4 + [False] * 3
