"""`new adoption --next-year` adds who is new, and the new terms, to the organisation; it removes nothing."""

from __future__ import annotations

import difflib
import hashlib
import shutil
from pathlib import Path

import pytest

from roadmap_engine import adopt, build
from roadmap_engine.cli.program import run
from roadmap_engine.load import load_organisation
from roadmap_engine.model import Organisation
from tests.pipeline.test_over_time import TODAY

SCHOOL = Path(__file__).parents[2] / "examples" / "school"
Captured = pytest.CaptureFixture[str]
DEPUTY = ("-a", "people.deputy-head.name=Белова Ирина Олеговна")
TERMS = (
    *("-a", "calendar.terms=quarters", "-a", "terms.1=1 сентября 2027 – 24 октября 2027"),
    *("-a", "terms.2=2027-11-04/2027-12-29", "-a", "terms.3=2028-01-10/2028-03-24"),
    *("-a", "terms.4=2028-04-03/2028-05-25"),
)


ADOPTION = """\
adoption: school-12-vpr-2027
roadmap: sakha-2021-order-441@1.0.0
organisation: organisation.yaml
procedure: {use: vpr, held: 2027-04-13/2027-05-18, grades: [5, 6, 7, 8]}
school_year: 2026/2027
events:
  results-received: 2027-05-28
order: {date: 2027-05-31, number: 214-од}
replace:
  interim-assessment: {deadline: в течение 5 месяцев после получения результатов}
  effectiveness-review: {deadline: в течение 7 месяцев после получения результатов}
"""


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The example school in the first of its years; its adoption."""
    folder = tmp_path / "school"
    folder.mkdir()
    shutil.copy(SCHOOL / "terms-2026.yaml", folder)
    text = (SCHOOL / "organisation.yaml").read_text(encoding="utf-8")
    text = text.replace("[terms-2026.yaml, terms-2027.yaml]", "terms-2026.yaml")
    (folder / "organisation.yaml").write_text(text, encoding="utf-8")
    (folder / "adoption.yaml").write_text(ADOPTION, encoding="utf-8")
    return folder / "adoption.yaml"


def go_on(school: Path, *given: str) -> int:
    """Go into the next year."""
    return run(["new", "adoption", "--next-year", str(school), *given])


def said(school: Path) -> Organisation:
    """Read the organisation."""
    value = load_organisation(school.with_name("organisation.yaml"))[0].value
    assert value is not None
    return value


def hashes(folder: Path) -> dict[str, str]:
    """Give what every file holds."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class TestOrganisation:
    """What comes to the organisation's text, and what stays in it."""

    def test_whoever_is_new_comes_behind_the_former(self, school: Path) -> None:
        assert go_on(school, *DEPUTY) == 0
        former, new = said(school).people["deputy-head"]
        assert (former.name, str(former.until), former.since) == ("Тен Л. Б.", "2027-08-31", None)
        assert (new.name, str(new.since), new.post) == (
            "Белова Ирина Олеговна", "2027-09-01", "заместитель директора по УВР",
        )  # fmt: skip

    def test_everything_else_stays_letter_by_letter(self, school: Path) -> None:
        before = school.with_name("organisation.yaml").read_text(encoding="utf-8").splitlines()
        assert go_on(school, *DEPUTY, *TERMS) == 0
        after = school.with_name("organisation.yaml").read_text(encoding="utf-8").splitlines()
        changed = [line for line in difflib.ndiff(before, after) if line[:2] in ("- ", "+ ")]
        assert sorted(changed) == sorted([
            "-   deputy-head: {name: Тен Л. Б., post: заместитель директора по УВР, gender: f}",
            "+   deputy-head:",
            "+     - {name: Тен Л. Б., post: заместитель директора по УВР, gender: f, until: 2027-08-31}",
            "+     - {name: Белова Ирина Олеговна, post: заместитель директора по УВР, from: 2027-09-01}",
            "-   terms: terms-2026.yaml",
            "+   terms: [terms-2026.yaml, terms-2027.yaml]",
        ])  # fmt: skip

    def test_a_text_that_a_person_laid_out_keeps_its_layout(self, school: Path) -> None:
        path = school.with_name("organisation.yaml")
        text = path.read_text(encoding="utf-8").replace(
            "  deputy-head: {name: Тен Л. Б., post: заместитель директора по УВР, gender: f}\n",
            "  # наш завуч\n  deputy-head:\n    name: Тен Л. Б.   # с 2019 года\n"
            "    post: заместитель директора по УВР\n    gender: f\n\n",
        )
        path.write_text(text.replace("\n", "\r\n"), encoding="utf-8", newline="")
        assert go_on(school, *DEPUTY) == 0
        assert (
            "  # наш завуч\r\n  deputy-head:\r\n  - name: Тен Л. Б.   # с 2019 года\r\n"
            "    post: заместитель директора по УВР\r\n    gender: f\r\n    until: 2027-08-31\r\n"
            "  - name: Белова Ирина Олеговна\r\n    post: заместитель директора по УВР\r\n"
            "    from: 2027-09-01\r\n"
        ) in path.read_bytes().decode()

    def test_the_terms_of_the_new_year_stand_beside_the_others(self, school: Path) -> None:
        assert go_on(school, *TERMS) == 0
        years = [str(each.school_year) for each in said(school).calendar.terms]
        assert years == ["2026/2027", "2027/2028"]
        plan = adopt(school.with_name("adoption-2028.yaml"))
        assert "RM309" not in {each.code for each in plan.problems}

    def test_terms_that_lie_there_are_offered_and_named(self, school: Path) -> None:
        text = "school_year: 2027/2028\nlessons_end: [{on: 2028-05-25}]\n"
        school.with_name("quarters-27.yaml").write_text(text, encoding="utf-8")
        assert go_on(school) == 0
        assert len(said(school).calendar.terms) == 2

    def test_a_year_later_a_third_one_comes(self, school: Path) -> None:
        assert go_on(school, *DEPUTY, *TERMS) == 0
        following = school.with_name("adoption-2028.yaml")
        assert go_on(following, "-a", "people.deputy-head.name=Ким Анна Викторовна") == 0
        assert [(str(each.since), str(each.until)) for each in said(school).people["deputy-head"]] == [
            ("None", "2027-08-31"), ("2027-09-01", "2028-08-31"), ("2028-09-01", "None"),
        ]  # fmt: skip

    def test_somebody_may_come_in_mid_year_to_a_new_post_or_to_none(self, school: Path) -> None:
        given = (
            *("-a", "people.deputy-head.name=вакансия", "-a", "people.deputy-head.from=1 ноября 2027"),
            *("-a", "people.psychologist.name=Ким Анна Викторовна"),
            *("-a", "people.psychologist.post=педагог-психолог"),
        )
        assert go_on(school, *given) == 0
        people = said(school).people
        assert str(people["deputy-head"][0].until) == "2027-10-31"
        assert people["deputy-head"][1].is_vacant
        assert str(people["psychologist"][0].since) == "2027-09-01"

    def test_nothing_new_leaves_the_organisation_alone(self, school: Path) -> None:
        before = school.with_name("organisation.yaml").read_bytes()
        assert (
            go_on(school, "-a", "people.deputy-head.name=Тен Л. Б.", "-a", "people.deputy-head.gender=f") == 0
        )
        assert school.with_name("organisation.yaml").read_bytes() == before

    def test_it_shows_what_it_writes(self, school: Path, capsys: Captured) -> None:
        assert go_on(school, *DEPUTY) == 0
        told = capsys.readouterr().err
        assert (
            "+    - {name: Белова Ирина Олеговна, post: заместитель директора по УВР, from: 2027-09-01}"
            in told
        )
        assert told.index("Белова") < told.index("Записано:")


class TestOnce:
    """The same command again changes nothing, and last year stays what it was."""

    @pytest.mark.parametrize("again", [(*DEPUTY, *TERMS), ()], ids=["the same", "no answers"])
    def test_the_second_time_changes_nothing(self, school: Path, again: tuple[str, ...]) -> None:
        assert go_on(school, *DEPUTY, *TERMS) == 0
        before = hashes(school.parent)
        assert go_on(school, *again) == 0
        assert hashes(school.parent) == before

    def test_last_years_papers_are_the_same(self, school: Path) -> None:
        before = build(school, today=TODAY).value
        assert before is not None
        kept = dict(before)
        assert go_on(school, *DEPUTY, *TERMS) == 0
        after = build(school, today=TODAY).value
        assert after is not None
        assert [name for name in kept if kept[name] != after[name]] == []

    def test_what_was_signed_needs_no_amending(self, school: Path, capsys: Captured) -> None:
        papers = str(school.with_name("papers"))
        assert run(["build", str(school), "-o", papers]) == 0
        assert run(["sign", str(school), "--papers", papers]) == 0
        kept = hashes(school.parent / "signed")
        assert kept
        capsys.readouterr()
        for again in ((), (*DEPUTY, *TERMS)):
            assert not again or go_on(school, *again) == 0
            capsys.readouterr()
            assert run(["build", str(school), "-o", papers]) == 0
            assert "о внесении изменений" not in "".join(capsys.readouterr())
        assert hashes(school.parent / "signed") == kept

    def test_this_years_plan_has_this_years_people(self, school: Path) -> None:
        assert go_on(school, *DEPUTY) == 0
        plan = adopt(school.with_name("adoption-2028.yaml")).value
        assert plan is not None
        names = {each.name for row in plan.measures() for who in row.responsible for each in who.people}
        assert names == {"Николаева Айталина Семёновна", "Белова Ирина Олеговна"}


def test_a_text_that_cannot_hold_it_is_left_and_told(school: Path, capsys: Captured) -> None:
    """Somebody who is there later already would be two on one day; nothing is written then."""
    assert go_on(school, *DEPUTY) == 0
    school.with_name("adoption-2028.yaml").unlink()
    before = hashes(school.parent)
    given = ("-a", "people.deputy-head.name=Ким Анна Викторовна", "-a", "people.deputy-head.from=2027-05-01")
    assert go_on(school, *given) == 1
    assert "RM948" in capsys.readouterr().err
    assert hashes(school.parent) == before


def test_editing_an_organisation_does_not_undo_its_lists(school: Path) -> None:
    """Whoever holds a post in turn is not asked for by `--edit`, and stays."""
    assert go_on(school, *DEPUTY, *TERMS) == 0
    before = said(school)
    path = school.with_name("organisation.yaml")
    assert run(["new", "organisation", "--edit", str(path), "-a", "place=г. Томск"]) == 0
    after = said(school)
    assert (after.people, after.calendar, after.units) == (before.people, before.calendar, before.units)
    assert after.place == "г. Томск"
