"""Tables of several plans: who has one, another or none stands in each, as `roadmap track collect` has it."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Mapping
from typing import Any

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.model.collected import Collected, Source
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.matrix.gathering import gather
from roadmap_engine.portal.plans.models import PlanText, School
from tests.portal.beginnings import begin
from tests.portal.departments import HERE, OFFICER, THERE, report
from tests.portal.portals import Portal

VPR, OWN = "sakha-2021-order-441", "reading-2027"
THIS, NEXT, READING = (VPR, "2026/2027 и 2027/2028"), (VPR, "2027/2028"), (OWN, "2026/2027")
_ROADMAP = """\
roadmap: reading-2027
version: 1.0.0
issuer: Управление образования
title: План чтения
columns: [number, title, deadline, responsible]
roles:
  deputy-heads: {title: заместители директора, filled_by: [deputy-head]}
stages:
  - id: year
    title: Чтение
    measures:
      - {id: reading-week, title: Неделя чтения, deadline: до 1 марта, responsible: [deputy-heads]}
"""
_READING = """\
adoption: SCHOOL-reading
roadmap: reading-2027@1
organisation: organisation.yaml
school_year: 2026/2027
"""


def _add_reading(portal: Portal, school: str) -> None:
    """Let a school follow another roadmap too."""
    text = portal.workspace / school / "reading" / "adoption.yaml"
    text.parent.mkdir()
    for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
        shutil.copy(portal.workspace / school / name, text.parent / name)
    text.with_name("reading-2027.yaml").write_text(_ROADMAP, encoding="utf-8")
    text.write_text(_READING.replace("SCHOOL", school), encoding="utf-8")


def _add_next_year(portal: Portal, school: str) -> None:
    """Let a school have next year's plan beside this year's."""
    folder = portal.workspace / school
    words = (folder / "adoption.yaml").read_text(encoding="utf-8").replace("vpr-2027", "vpr-2028")
    words = words.replace("[2026/2027, 2027/2028]", "2027/2028").partition("order:")[0]
    words = words.replace("2027-0", "2028-0")
    next_year = folder / "next"
    next_year.mkdir()
    for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
        shutil.copy(folder / name, next_year / name)
    (next_year / "adoption.yaml").write_text(words, encoding="utf-8")


@pytest.fixture
def plans(town: Portal) -> Portal:
    """One school with two plans, one with two years, one with another plan alone, one that is beginning."""
    _add_reading(town, "school-7")
    _add_next_year(town, "school-8")
    town.add_school(10, municipality=HERE)
    _add_reading(town, "school-10")
    town.adoption("school-10").unlink()
    PlanText.objects.filter(school="school-10").delete()
    town.bind()
    begin(town.as_role(Role.EDITOR, "school-31"), "school-31")
    return town


def _rows(collected: Collected) -> dict[tuple[str, str], dict[str, Source]]:
    return {
        (matrix.roadmap, matrix.year): {each.id: each.source for each in matrix.schools}
        for matrix in collected.matrices
    }


def _collect(portal: Portal, day: dt.date) -> Mapping[str, Any]:
    registry, out = portal.workspace.parent / "registry.csv", portal.workspace.parent / "out"
    rows = [f"{each.id};{each.name};{each.municipality}" for each in School.objects.all()]
    registry.write_text("\n".join(["id;name;municipality", *rows]) + "\n", encoding="utf-8")
    command = ["track", "collect", str(portal.workspace), "-o", str(out), "--registry", str(registry)]
    assert run([*command, "--today", day.isoformat()]) == 0
    return json.loads((out / "matrix.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def test_every_school_stands_in_every_table(plans: Portal) -> None:
    """Whatever else it follows: a plan that is being begun is none yet."""
    assert set(PlanText.objects.filter(refused="").values_list("plan", flat=True)) >= {
        "school-7-reading", "school-8-vpr-2028", "school-10-reading",
    }  # fmt: skip
    rows = _rows(gather(OFFICER).collected)
    has, other, none = Source.PLAN, Source.OTHER, Source.NOTHING
    assert rows == {
        THIS: {"school-7": has, "school-8": has, "school-9": has, "school-10": other, "school-31": none},
        NEXT: {"school-7": other, "school-8": has, "school-9": other, "school-10": other, "school-31": none},
        READING: {
            "school-7": has, "school-8": other, "school-9": other, "school-10": has, "school-31": none,
        },
    }  # fmt: skip
    shown = plans.as_role(Role.OFFICER, municipality=HERE).get("/matrix/").content.decode()
    assert "Этого плана нет, есть другой" in shown
    assert "План не принят" in shown


def test_the_command_counts_alike(plans: Portal) -> None:
    """Each table, each school, the same numbers and the same reason."""
    report(plans, "school-7", "submit", "1.2")
    day = dt.date(2027, 6, 15)
    with plans.on_day(day):
        collected = gather(OFFICER).collected
    told = _collect(plans, day)
    assert [each["roadmap"] for each in told["matrices"]] == [each.roadmap for each in collected.matrices]
    for matrix, said in zip(collected.matrices, told["matrices"], strict=True):
        assert said["counts"] == matrix.counts.to_json()
        rows = {each["id"]: (each["source"], each["counts"]) for each in said["schools"]}
        assert rows == {each.id: (each.source.value, each.counts.to_json()) for each in matrix.schools}
    assert [each["id"] for each in told["absent"]] == [each.id for each in collected.absent] == ["school-31"]


def test_who_begins_another_plan_owes_the_first_one(town: Portal) -> None:
    """Nothing of what was expected goes: also of a school that has begun another plan and nothing else."""
    before = gather(OFFICER).collected.matrices[0]
    shutil.copytree(town.workspace / "school-7", town.workspace / "school-31")
    for name in ("adoption.yaml", "organisation.yaml"):
        text = town.workspace / "school-31" / name
        text.write_text(text.read_text(encoding="utf-8").replace("school-7", "school-31"), encoding="utf-8")
    _add_reading(town, "school-31")
    town.adoption("school-31").unlink()
    town.bind()
    collected = gather(OFFICER).collected
    after = next(each for each in collected.matrices if each.roadmap == VPR)
    assert after.counts == before.counts
    assert {each.id: each.counts for each in after.schools} == {
        each.id: each.counts for each in before.schools
    }
    officer = town.as_role(Role.OFFICER, municipality=HERE)
    absent = officer.get("/versions/").content.decode().partition('id="absent')[2].partition("</section>")[0]
    assert "СОШ № 31" in absent
    assert "этого плана нет, есть другой" in absent


def test_another_territory_is_in_no_table(plans: Portal) -> None:
    """A school without a plan is shown to its own department alone."""
    there = plans.as_role(Role.OFFICER, municipality=THERE)
    shown = there.get("/matrix/").content.decode() + there.get("/versions/").content.decode()
    assert "СОШ № 9" in shown
    assert "СОШ № 10" not in shown
    assert "СОШ № 31" not in shown
