"""Texts are found by name, version and path, and so are the texts they stand on."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from roadmap_engine.diagnostics import Location
from roadmap_engine.load import Library, load_file, load_organisation
from roadmap_engine.model import Organisation

BASE = "roadmap: base\nversion: 1.2.0\ntitle: План\n"
OVER = "roadmap: over\nversion: 2.0.0\nextends: {}\n"


@pytest.fixture
def shelf(tmp_path: Path) -> Path:
    """A folder with a base, a layer over it, and a procedure."""
    (tmp_path / "procedures").mkdir()
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    (tmp_path / "over.yml").write_text(OVER.format("base@1"), encoding="utf-8")
    forms = ("name", "title", "genitive", "genitive_plural", "genitive_full", "as_procedure")
    text = "procedure: vpr\n" + "".join(f"{form}: ВПР\n" for form in forms)
    (tmp_path / "procedures" / "vpr.yaml").write_text(text, encoding="utf-8")
    return tmp_path


def test_a_chain_comes_base_first(shelf: Path) -> None:
    """A roadmap is read with everything it extends."""
    chain = Library((shelf,)).load_chain("over")
    assert chain.complete
    assert [text.value and text.value.roadmap for text in chain.texts] == ["base", "over"]
    assert all(text.text for text in chain.texts)


@pytest.mark.parametrize("wanted", ["base", "base@1", "base@1.2", "base@1.2.0"])
def test_leading_numbers_of_a_version_fit(shelf: Path, wanted: str) -> None:
    """`@1` means any 1.x.y that is there."""
    (shelf / "over.yml").write_text(OVER.format(wanted), encoding="utf-8")
    assert Library((shelf,)).load_chain("over@2").complete


@pytest.mark.parametrize("wanted", ["base@2", "base@1.1", "base@1.2.1", "base@12"])
def test_another_version_is_not_taken_silently(shelf: Path, wanted: str) -> None:
    """A text of another version is told at the place that asks for it."""
    (shelf / "over.yml").write_text(OVER.format(wanted), encoding="utf-8")
    chain = Library((shelf,)).load_chain("over")
    assert not chain.complete
    problem = chain.problems[0]
    assert problem.code == "RM171"
    assert problem.location == Location(str(shelf / "over.yml"), 3, 10, len(wanted))


def test_a_text_beside_the_one_that_asks_is_found_first(shelf: Path, tmp_path: Path) -> None:
    """A municipality may keep its own copy next to its layer; a path names a text anywhere."""
    own = tmp_path / "own"
    own.mkdir()
    (own / "over.yaml").write_text(OVER.format("base"), encoding="utf-8")
    (own / "base.yaml").write_text(BASE.replace("План", "Свой план"), encoding="utf-8")
    chain = Library((shelf,)).load_chain(str(own / "over.yaml"))
    assert chain.complete
    assert chain.texts[0].value is not None
    assert chain.texts[0].value.title == "Свой план"


def test_names_that_lie_here_are_listed(shelf: Path) -> None:
    """A library knows its roadmaps and procedures; a folder that is not there has none."""
    library = Library((shelf, shelf / "nowhere"))
    assert library.roadmap_names() == ("base", "over")
    assert library.procedure_names() == ("vpr",)
    assert library.load_procedure("vpr").value is not None
    assert library.load_procedure("../base").problems[0].code == "RM173"


def test_an_unknown_name_is_told_where_it_is_asked_for(shelf: Path) -> None:
    """Near names are suggested, and the place is that of the text that asks."""
    (shelf / "over.yml").write_text(OVER.format("bases"), encoding="utf-8")
    chain = Library((shelf,)).load_chain("over")
    assert [problem.code for problem in chain.problems] == ["RM170"]
    assert chain.problems[0].location == Location(str(shelf / "over.yml"), 3, 10, 5)
    assert chain.problems[0].words["near"] == "«base»"


def test_a_faulty_base_keeps_the_chain_from_being_complete(shelf: Path) -> None:
    """The problems of every text of the chain are told, each with its text."""
    (shelf / "base.yaml").write_text("roadmap: base\n", encoding="utf-8")
    chain = Library((shelf,)).load_chain("over")
    assert not chain.complete
    assert [problem.code for problem in chain.problems] == ["RM140"]
    assert [text.file for text in chain.texts] == [str(shelf / "base.yaml"), str(shelf / "over.yml")]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="a superuser may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    """A file without the right to read it is a problem, not an exception."""
    path = tmp_path / "a.yaml"
    path.touch(mode=0)
    assert load_file(path).problems[0].code == "RM103"


def test_only_what_a_text_can_hold_is_read(tmp_path: Path) -> None:
    """A file of any size is answered at once: it is never read to its end."""
    path = tmp_path / "a.yaml"
    with path.open("wb") as file:
        file.truncate(200 * 1024**2)
    assert [problem.code for problem in load_file(path).problems] == ["RM104"]


SCHOOL = "organisation: o\nname: Школа\nplace: г. Якутск\ncalendar:\n  terms: {}\n"
TERMS = "school_year: 2026/2027\nterms:\n  - {number: 1, starts_on: 2026-09-01, ends_on: 2026-10-25}\n"


def test_terms_may_stand_in_a_text_of_their_own(tmp_path: Path) -> None:
    """A school names the file of its terms; it is read as part of the school."""
    (tmp_path / "terms.yaml").write_text(TERMS, encoding="utf-8")
    (tmp_path / "o.yaml").write_text(SCHOOL.format("terms.yaml"), encoding="utf-8")
    school, *others = load_organisation(tmp_path / "o.yaml")
    assert isinstance(school.value, Organisation)
    assert tuple(terms.value for terms in others) == school.value.calendar.terms
    inline = SCHOOL.format("{terms: [{number: 1, starts_on: 2026-09-01, ends_on: 2026-10-25}]}")
    (tmp_path / "o.yaml").write_text(inline, encoding="utf-8")
    school, *others = load_organisation(tmp_path / "o.yaml")
    assert school.value is not None
    assert others == []


def test_terms_of_several_years_stand_in_a_list(tmp_path: Path) -> None:
    """Files and terms written out mix; each file is a text of its own."""
    (tmp_path / "old.yaml").write_text(TERMS, encoding="utf-8")
    here = "{school_year: 2027/2028, lessons_end: [{on: 2028-05-25}]}"
    (tmp_path / "o.yaml").write_text(SCHOOL.format(f"[old.yaml, {here}]"), encoding="utf-8")
    school, *others = load_organisation(tmp_path / "o.yaml")
    assert school.problems == ()
    assert school.value is not None
    assert [str(each.school_year) for each in school.value.calendar.terms] == ["2026/2027", "2027/2028"]
    assert [each.value for each in others] == list(school.value.calendar.terms[:1])
    (tmp_path / "o.yaml").write_text(SCHOOL.format(f"[no.yaml, {here}]"), encoding="utf-8")
    school, *missing = load_organisation(tmp_path / "o.yaml")
    assert [each.code for text in missing for each in text.problems] == ["RM101"]
    assert school.problems == ()


def test_a_fault_of_the_terms_is_told_in_their_own_text(tmp_path: Path) -> None:
    """Each problem stands in the file it is in; a missing file at the place that names it."""
    (tmp_path / "o.yaml").write_text(SCHOOL.format("terms.yaml"), encoding="utf-8")
    terms = load_organisation(tmp_path / "o.yaml")[-1]
    assert [problem.code for problem in terms.problems] == ["RM101"]
    assert terms.problems[0].location == Location(str(tmp_path / "o.yaml"), 5, 10, 10)
    (tmp_path / "terms.yaml").write_text(TERMS.replace("10-25", "08-25"), encoding="utf-8")
    terms = load_organisation(tmp_path / "o.yaml")[-1]
    assert terms.problems[0].location == Location(str(tmp_path / "terms.yaml"), 3, 5, 55)


@pytest.mark.parametrize(
    "words", ["", "- a\n", "organisation: o\ncalendar: 5\n", "roadmap: x\nversion: 1.0.0\n"]
)
def test_what_is_no_organisation_is_told(tmp_path: Path, words: str) -> None:
    """Any other text in its place gives problems."""
    (tmp_path / "o.yaml").write_text(words, encoding="utf-8")
    assert load_organisation(tmp_path / "o.yaml")[0].problems
    assert load_organisation(tmp_path / "nowhere.yaml")[0].problems[0].code == "RM101"
