"""What is missing around the program is said with its cost, and what to do about it."""

from __future__ import annotations

import datetime as dt
import re
import tomllib
from dataclasses import replace
from pathlib import Path
from unittest import mock

import pytest

from roadmap_engine.cli.extras import EXTRAS
from roadmap_engine.cli.facts import Fact, judge
from roadmap_engine.cli.installed import FONTS, Installed, look_around
from roadmap_engine.cli.language import speak
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.storage import locking
from tests.languages import find_slips

SPRING = dt.date(2027, 3, 1)
ALL = Installed(
    python="3.11.7",
    system="Linux",
    office="/usr/bin/soffice",
    fonts=FONTS[:1],
    years=(2026, 2027),
    shipped={"roadmaps": 6, "templates": 26, "schemas": 8},
)


def _of(found: Installed, about: str, today: dt.date = SPRING) -> Fact:
    (fact,) = (each for each in judge(found, today) if each.about == about)
    return fact


@pytest.mark.parametrize("language", ["ru", "en"])
def test_what_packs_papers_is_told_with_its_size(language: Language) -> None:
    """Nothing is lacking without the other libraries."""
    speak(language)
    found = replace(ALL, deflater="isal", deflated={"zlib": 100, "isal": 118})
    assert [each in _of(found, "deflate").said for each in ("isal", "zlib 100 %", "isal 118 %")] == [True] * 3
    assert _of(replace(ALL, deflated={"zlib": 100}), "deflate").state == "well"
    assert look_around(Path.cwd()).deflated["zlib"] == 100


@pytest.mark.parametrize(
    ("about", "there", "ending"),
    [
        ("cluster", {"distributed", "fsspec", "s3fs"}, "класть бумаги по адресам fsspec"),
        ("cluster", {"distributed", "fsspec"}, "для тех, что начинаются с s3://, нужен ещё пакет s3fs"),
        ("cluster", {"fsspec", "s3fs"}, "нужна добавка `cluster`: distributed"),
        ("cluster", set(), "нужна добавка `cluster`: distributed, fsspec"),
        ("portal", {*EXTRAS["portal"], "psycopg"}, "умеет открывать портал"),
        ("portal", set(EXTRAS["portal"]), "нескольким процессам сразу нужна добавка `postgres`"),
        ("portal", {*EXTRAS["portal"], "psycopg"} - {"django", "csp"}, "нужна добавка `portal`: django, csp"),
        ("deflate", {"deflate", "isal"}, "zlib 100 %"),
        ("deflate", {"isal"}, "; сжать быстрее умеет добавка `fast`: deflate"),
        ("deflate", set(), "; сжать быстрее умеет добавка `fast`: deflate, isal"),
    ],
)
def test_what_an_extra_would_bring(about: str, there: set[str], ending: str) -> None:
    """It is named, and is nothing to be mended."""
    speak("ru")
    found = _of(replace(ALL, packages=frozenset(there), deflated={"zlib": 100}), about)
    assert found.state == "well"
    assert found.said.endswith(ending)


def test_the_packages_of_the_extras_are_those_of_the_project() -> None:
    """Nothing is asked for that an extra does not bring."""
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    listed = project["optional-dependencies"]
    for extra, packages in EXTRAS.items():
        named = [re.split(r"[>\[]", each)[0].replace("-", "_") for each in listed[extra]]
        assert {each.replace("django_csp", "csp") for each in named} == set(packages)


def test_where_nothing_is_missing_every_line_is_well() -> None:
    """And nothing is to be done."""
    facts = judge(ALL, SPRING)
    assert {each.state for each in facts} == {"well"}
    assert [each.act for each in facts if each.act] == []
    assert len({each.about for each in facts}) == len(facts)


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    ("found", "about", "state"),
    [
        (replace(ALL, office=None), "office", "lacking"),
        (replace(ALL, fonts=()), "fonts", "lacking"),
        (replace(ALL, fonts=None), "fonts", "unknown"),
        (replace(ALL, has_zones=False), "zones", "lacking"),
        (replace(ALL, has_signs=False, encoding="cp866"), "terminal", "lacking"),
        (replace(ALL, years=(2026,)), "years", "lacking"),
        (replace(ALL, years=()), "years", "lacking"),
        (replace(ALL, shipped={"roadmaps": 6, "templates": 0, "schemas": 8}), "shipped", "broken"),
        (replace(ALL, shipped={}), "shipped", "broken"),
        (replace(ALL, holding="no-locks"), "folder", "lacking"),
        (replace(ALL, holding="read-only", reason="Permission denied"), "folder", "lacking"),
        (replace(ALL, holding="fails", reason="No space left on device"), "folder", "lacking"),
    ],
)
def test_what_is_missing_is_told_with_what_to_do(
    found: Installed, about: str, state: str, language: Language
) -> None:
    """In both languages; only this line changes."""
    speak(language)
    fact = _of(found, about)
    assert (fact.state, bool(fact.act)) == (state, True)
    assert list(find_slips(f"{fact.said}\n{fact.act}", language)) == []
    others = {each.state for each in judge(found, SPRING) if each.about != about}
    assert others == {"well"}


def test_the_year_that_counts_is_the_one_the_school_year_ends_in() -> None:
    """From September on plans have days of the next year."""
    known = replace(ALL, years=(2025, 2026))
    assert _of(known, "years", dt.date(2026, 8, 31)).state == "well"
    assert _of(known, "years", dt.date(2026, 9, 1)).state == "lacking"


def test_fonts_are_nobodys_matter_without_an_office() -> None:
    """Word has its own."""
    facts = judge(replace(ALL, office=None, fonts=()), SPRING)
    assert "fonts" not in {each.about for each in facts}


def test_a_folder_is_tried_and_left_as_it_was(tmp_path: Path) -> None:
    """Settings above it are found as the commands find them."""
    (tmp_path / "roadmap.toml").write_text("", encoding="utf-8")
    before = sorted(tmp_path.rglob("*"))
    found = look_around(tmp_path)
    assert (found.holding, found.settings) == ("well", str(tmp_path / "roadmap.toml"))
    assert sorted(tmp_path.rglob("*")) == before
    assert all(found.shipped.values())


def test_a_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """The tests may run as one who writes everywhere, so the system's answer is put in its place."""
    denied = OSError(13, "Permission denied")
    with mock.patch("roadmap_engine.cli.installed.tempfile.TemporaryDirectory", side_effect=denied):
        found = look_around(tmp_path)
    assert (found.holding, found.reason) == ("read-only", "Permission denied")


def test_a_drive_that_knows_no_locks(tmp_path: Path) -> None:
    """A file that stands there is the lock instead."""
    code = next(iter(locking._NO_LOCKS))  # noqa: SLF001 -- what the system says of such a drive
    with mock.patch("filelock.FileLock.acquire", side_effect=OSError(code, "No locks available")):
        assert look_around(tmp_path).holding == "no-locks"


def test_a_full_disk(tmp_path: Path) -> None:
    """Nothing is said to be recorded there."""
    full = OSError(28, "No space left on device")
    with mock.patch("roadmap_engine.storage.appending.os.write", side_effect=full):
        found = look_around(tmp_path)
    assert (found.holding, found.reason) == ("fails", "No space left on device")


def test_what_is_read_back_is_not_what_was_written(tmp_path: Path) -> None:
    """As some network drives do."""
    with mock.patch("roadmap_engine.storage.appending._read_all", return_value=b""):
        assert look_around(tmp_path).holding == "fails"


def test_a_system_without_zones_and_without_a_list_of_fonts(tmp_path: Path) -> None:
    """Neither is a fault of the program."""
    with (
        mock.patch("roadmap_engine.cli.installed.ZoneInfo", side_effect=ValueError),
        mock.patch("roadmap_engine.cli.installed.find_office", return_value="soffice"),
        mock.patch("roadmap_engine.cli.installed.shutil.which", return_value=None),
    ):
        found = look_around(tmp_path)
    assert (found.has_zones, found.fonts) == (False, None)


def test_a_lister_of_fonts_that_fails(tmp_path: Path) -> None:
    """What it says with a fault counts for nothing."""
    with (
        mock.patch("roadmap_engine.cli.installed.find_office", return_value="soffice"),
        mock.patch("roadmap_engine.cli.installed.shutil.which", return_value="/bin/false"),
    ):
        assert look_around(tmp_path).fonts is None
