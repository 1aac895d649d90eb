"""`roadmap batch` over registries as they come: each fault by row and column, and all others are made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.small_school import ROADMAP

Captured = pytest.CaptureFixture[str]
COMMON = ("place=г. Примерск", "roadmap=tiny", "procedure.use=vpr", "school_year=2026/2027")
HEAD = "Код;Школа;Директор;Дата приказа;Классы"
GOOD = "good;Школа;Орлова М. П.;31.05.2027;5-9"


@pytest.fixture(autouse=True)
def _region(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of schools with a roadmap that nobody has published."""
    monkeypatch.chdir(tmp_path)
    Path("out").mkdir()
    Path("out/tiny.yaml").write_text(ROADMAP, "utf-8")


def _batch(data: bytes) -> int:
    Path("schools.csv").write_bytes(data)
    answers = [word for each in COMMON for word in ("-a", each)]
    more = ["-a", "people.head.gender=f", "--jobs", "1", "--only", "tracker"]
    return run(["batch", "schools.csv", "-o", "out", *answers, *more])


@pytest.mark.parametrize(
    ("row", "code", "column"),
    [
        ("..;Школа;Орлова М. П.", "RM530", "Код"),
        ("../../x;Школа;Орлова М. П.", "RM530", "Код"),
        ("CON;Школа;Орлова М. П.", "RM530", "Код"),
        ("nul.txt;Школа;Орлова М. П.", "RM530", "Код"),
        ("signed;Школа;Орлова М. П.", "RM530", "Код"),
        (f"{'x' * 260};Школа;Орлова М. П.", "RM530", "Код"),
        ("😀;Школа;Орлова М. П.", "RM530", "Код"),
        ("школа-й;Школа;Орлова М. П.", "RM530", "Код"),
        ("GOOD;Лицей;Орлова М. П.", "RM687", "Код"),
        ("goоd;Лицей;Орлова М. П.", "RM687", "Код"),
        ("x;Школа;Орлова", "RM528", "Директор"),
        ("x;Школа;Орлова М. П.;46538", "RM528", "Дата приказа"),
        ("x;Школа;Орлова М. П.;31.02.2027", "RM528", "Дата приказа"),
        ("x;Школа;Орлова М. П.;;05.09.2027", "RM528", "Классы"),
        ("x;Школа;#Н/Д", "RM528", "Директор"),
        ("#REF!;Школа;Орлова М. П.", "RM686", "Код"),
        ('x;"Школа;Орлова М. П.', "RM686", "Школа"),
        ("x;;Орлова М. П.", "RM686", "Школа"),
        ("x;Школа;{a: &x [1, *x]}", "RM528", "Директор"),
    ],
)
def test_a_row_that_cannot_be_is_told_and_holds_up_nobody(
    row: str, code: str, column: str, capsys: Captured
) -> None:
    """Nothing of it is written, inside the folder or out of it."""
    before = {path.name for path in Path().iterdir()}
    exit_code = _batch(f"{HEAD}\n{GOOD}\n{row}\nlast;Лицей;Тен Л. Б.;;".encode())
    said = capsys.readouterr()
    told = said.out + said.err + Path("out/batch.json").read_text("utf-8")
    assert f"строка 3, столбец «{column}»" in told
    assert code in told
    assert "Traceback" not in told
    schools = json.loads(Path("out/batch.json").read_text("utf-8"))["schools"]
    assert exit_code == any(each["failed"] for each in schools)
    made = [path.parent.name for path in Path("out").glob("*/adoption.yaml")]
    assert sorted(made) == ["good", "last"]
    assert {path.name for path in Path("out").iterdir() if path.is_dir()} == {"good", "last"}
    assert {path.name for path in Path().iterdir()} - before == {"schools.csv"}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "RM685"),
        (HEAD.encode(), "RM536"),
        (b"\n".join((HEAD.encode(), GOOD.encode(), b";" * 60_000_000)), "RM537"),
        (b"PK\x03\x04 no book", "RM850"),
        (b"\xff\xfe\x00", "RM685"),
        (bytes(range(256)) * 40, "RM685"),
    ],
    ids=["nothing", "captions alone", "60 MB", "half a workbook", "half a mark", "no text"],
)
def test_a_file_that_is_none_is_told_once(data: bytes, code: str, capsys: Captured) -> None:
    """And nothing is begun."""
    assert _batch(data) == 1
    said = capsys.readouterr().err
    assert code in said
    assert "Traceback" not in said
    assert [path.name for path in Path("out").iterdir()] == ["tiny.yaml"]
