"""The pages of a department: what they count, whose schools they show, and how fresh it is."""

from __future__ import annotations

import datetime as dt
import io
import json
import os
import random
import re
import time

import openpyxl
import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html  # type: ignore[import-untyped]

from roadmap_engine.cli.program import run
from roadmap_engine.model.counts import Counts
from roadmap_engine.pipeline.drift import find_drift
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.matrix import gathering
from roadmap_engine.portal.matrix.choosing import COUNTS, Choice, choose, read_choice
from roadmap_engine.portal.matrix.gathering import gather
from roadmap_engine.portal.plans.models import BoardIndex, PlanText, School
from roadmap_engine.portal.plans.sweeping import sweep
from tests.portal.departments import CLASSES, HERE, OFFICER, PICK, THERE, read_cells, read_log, report
from tests.portal.portals import Portal, open_portal


class TestWhoseSchools:
    """An officer sees the schools of her municipality in every page, an administrator all."""

    @pytest.mark.parametrize("address", ["/matrix/", "/review/", "/versions/"])
    def test_two_municipalities(self, town: Portal, address: str) -> None:
        for school in ("school-7", "school-9"):
            report(town, school, "submit", "1.2")
        here = town.as_role(Role.OFFICER, municipality=HERE).get(address).content.decode()
        there = town.as_role(Role.OFFICER, municipality=THERE).get(address).content.decode()
        every = town.as_role(Role.ADMINISTRATOR).get(address).content.decode()
        assert ("СОШ № 7" in here, "СОШ № 9" in here) == (True, False)
        assert ("СОШ № 7" in there, "СОШ № 9" in there) == (False, True)
        assert "СОШ № 7" in every
        assert "СОШ № 9" in every

    @pytest.mark.parametrize("role", [Role.EDITOR, Role.READER, Role.PERSON])
    def test_a_school_has_no_such_pages(self, town: Portal, role: Role) -> None:
        client = town.as_role(role, "school-7", post="deputy-head")
        for address in ("/matrix/", "/matrix/matrix.xlsx", "/review/", "/versions/"):
            assert client.get(address).status_code == 404
        for address in ("/review/preview/", "/review/accept/"):
            assert client.post(address, {"pick": "school-7 school-7-vpr-2027 x#1"}).status_code == 404

    def test_a_cell_of_another_municipality_is_not_there(self, town: Portal) -> None:
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        assert officer.get(f"/matrix/?cell=school-7/{CLASSES}").status_code == 200
        for cell in (f"school-9/{CLASSES}", f"school-404/{CLASSES}", "school-7/nothing", "school-31/x", "x"):
            assert officer.get(f"/matrix/?cell={cell}").status_code == 404

    def test_nothing_of_another_municipality_is_accepted(self, town: Portal) -> None:
        report(town, "school-9", "submit", "1.2")
        there = town.as_role(Role.OFFICER, municipality=THERE)
        picks = PICK.findall(there.get("/review/").content.decode())
        here = town.as_role(Role.OFFICER, municipality=HERE)
        preview = here.post("/review/preview/", {"pick": picks}).content.decode()
        assert "СОШ № 9" not in preview
        assert "СОШ № 9" not in here.post("/review/accept/", {"pick": picks}).content.decode()
        assert [each["did"] for each in read_log(town, "school-9")] == ["submitted"]

    def test_an_administrator_looks_and_accepts_nothing(self, town: Portal) -> None:
        report(town, "school-7", "submit", "1.2")
        client = town.as_role(Role.ADMINISTRATOR)
        shown = client.get(f"/matrix/?cell=school-7/{CLASSES}").content.decode()
        assert "Принять</button>" not in shown
        picks = PICK.findall(client.get("/review/").content.decode())
        client.post("/review/accept/", {"pick": picks})
        assert [each["did"] for each in read_log(town, "school-7")] == ["submitted"]


DEEDS = ("start", "report", "submit", "return", "accept", "not-applicable")


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), day=st.dates(dt.date(2027, 5, 1), dt.date(2027, 7, 30)))
def test_counts_are_those_of_track_collect(
    tmp_path_factory: pytest.TempPathFactory, seed: int, day: dt.date
) -> None:
    """Over any logs, of any day, against the same registry: the command and the page count alike."""
    base = tmp_path_factory.mktemp("law")
    with open_portal(base / "workspace") as portal:
        chance = random.Random(seed)  # noqa: S311 -- a test
        for number in (7, 8):
            portal.add_school(number, municipality=HERE)
            for _ in range(8):
                did, measure = chance.choice(DEEDS), chance.choice(("1.1", "1.2", "1.3", "2.1", "5.1"))
                said = ["--note", "слово"] if did in ("return", "not-applicable") else []
                adoption = str(portal.adoption(f"school-{number}"))
                on = dt.date(2027, 5, 1) + dt.timedelta(chance.randrange(60))
                run(["track", did, adoption, measure, *said, "--as", "head", "--today", on.isoformat()])
        School.objects.create(id="school-31", name="СОШ № 31", municipality=THERE)
        with portal.on_day(day):
            (matrix,) = gather(OFFICER).collected.matrices
        registry = base / "registry.csv"
        rows = [f"{each.id};{each.name};{each.municipality}" for each in School.objects.all()]
        registry.write_text("\n".join(["id;name;municipality", *rows]) + "\n", encoding="utf-8")
        out = base / "out"
        command = ["track", "collect", str(portal.workspace), "-o", str(out), "--registry", str(registry)]
        assert run([*command, "--today", day.isoformat()]) == 0
        (told,) = json.loads((out / "matrix.json").read_text(encoding="utf-8"))["matrices"]
        assert told["counts"] == matrix.counts.to_json()
        by_school = {each["id"]: each["counts"] for each in told["schools"]}
        assert by_school == {each.id: each.counts.to_json() for each in matrix.schools}


class TestFreshness:
    """What stands on the page is what stands in the folder, or the page says since when it does not."""

    def test_a_cell_follows_the_command_line(self, town: Portal) -> None:
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        assert "просрочено" in read_cells(officer)[f"school-7/{CLASSES}"]
        report(town, "school-7", "submit", "1.2")
        assert read_cells(officer)[f"school-7/{CLASSES}"] == "◐на проверке, 14.06"
        report(town, "school-7", "accept", "1.2", who="officer")
        assert "принято" in read_cells(officer)[f"school-7/{CLASSES}"]
        assert "просрочено" in read_cells(officer)[f"school-8/{CLASSES}"]

    def test_a_file_that_was_only_touched_stays_fresh(self, town: Portal) -> None:
        """The index takes the new time of the file, and asks no more."""
        sweep()
        adoption = town.adoption("school-7")
        os.utime(adoption, (time.time() - 3_600, time.time() - 3_600))
        gather(OFFICER)
        text = PlanText.objects.get(school="school-7")
        stamp = BoardIndex.objects.get(text=text).stamp
        gather(OFFICER)
        assert BoardIndex.objects.get(text=text).stamp == stamp

    def test_many_changes_are_told_and_not_hidden(
        self, town: Portal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The page stands as it stood, says of when, and is right after the next round."""
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        read_cells(officer)
        monkeypatch.setattr(gathering, "_FEW", 0)
        report(town, "school-7", "submit", "1.2")
        town.now += dt.timedelta(minutes=52)
        shown = officer.get("/matrix/").content.decode()
        assert "С тех пор изменились планы" in shown
        assert "просрочено" in read_cells(officer)[f"school-7/{CLASSES}"]
        sweep()
        assert "на проверке" in read_cells(officer)[f"school-7/{CLASSES}"]

    def test_plans_that_nobody_has_read_are_not_called_missing(
        self, town: Portal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(gathering, "_FEW", 0)
        overview = gather(OFFICER)
        assert overview.unread == 3
        assert [each.id for each in overview.collected.absent] == ["school-31"]
        for address in ("/matrix/", "/review/"):
            assert "Планы ещё читаются" in town.as_role(Role.OFFICER).get(address).content.decode()

    def test_a_plan_that_cannot_be_read_is_a_row_that_says_so(self, town: Portal) -> None:
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        read_cells(officer)
        town.adoption("school-7").write_text("adoption: [", encoding="utf-8")
        shown = officer.get("/matrix/").content.decode()
        assert "План не читается" in shown
        assert f"school-7/{CLASSES}" not in read_cells(officer)

    def test_each_school_has_its_own_day(self, portal: Portal) -> None:
        """Late on 11 June in Moscow it is the 12th in Kamchatka, and overdue there alone."""
        for number, zone in ((7, "Europe/Moscow"), (8, "Asia/Kamchatka")):
            portal.add_school(number)
            text = portal.workspace / f"school-{number}" / "organisation.yaml"
            words = re.sub(r"(?m)^zone:.*\n", "", text.read_text(encoding="utf-8"))
            text.write_text(f"{words}\nzone: {zone}\n", encoding="utf-8")
        due = {
            cell.day
            for matrix in gather(OFFICER).collected.matrices
            for school in matrix.schools
            if (cell := school.cells.get(CLASSES)) is not None
        }
        (day,) = due
        assert day is not None
        portal.now = dt.datetime(day.year, day.month, day.day, 18, 0, tzinfo=dt.UTC)
        with portal.on_day(None):
            (matrix,) = gather(OFFICER).collected.matrices
        signs = {each.id: each.cells[CLASSES].sign.value for each in matrix.schools}
        assert signs == {"school-7": "soon", "school-8": "overdue"}


class TestChoosing:
    """What an address asks for."""

    def test_what_is_left_out_is_not_counted_and_the_rest_stays_what_it_was(self, town: Portal) -> None:
        """The parts of a matrix count up to the whole, by territory and by stage; also of who has no plan."""
        for school, number in (("school-7", "1.2"), ("school-8", "1.3"), ("school-9", "1.2")):
            report(town, school, "submit", number)
        (matrix,) = gather(OFFICER).collected.matrices
        parts = [choose(matrix, Choice(town=name)) for name in matrix.by_municipality]
        assert Counts.sum(each.counts for each in parts) == matrix.counts
        assert [each.counts for each in parts] == list(matrix.by_municipality.values())
        stages = [choose(matrix, Choice(stage=each.id)) for each in matrix.stages]
        assert Counts.sum(each.counts for each in stages) == matrix.counts
        summed = {name: Counts.sum(each.by_measure[name] for each in parts) for name in matrix.by_measure}
        assert summed == matrix.by_measure

    def test_rows_by_what_they_show(self, town: Portal) -> None:
        for number in ("1.1", "1.2"):
            report(town, "school-7", "submit", number)
        (matrix,) = gather(OFFICER).collected.matrices
        chosen = {
            words: [each.id for each in choose(matrix, read_choice(QueryDict(words))).schools]
            for words in ("state=submitted", "schools=late", "schools=without", "state=overdue", "town=x", "")
        }
        late = ["school-8", "school-9"]
        assert chosen == {
            "state=submitted": ["school-7"],
            "schools=late": late,
            "schools=without": ["school-31"],
            "state=overdue": late,
            "town=x": [],
            "": ["school-7", "school-8", "school-9", "school-31"],
        }

    @pytest.mark.parametrize("column", COUNTS)
    def test_rows_in_the_order_of_a_column(self, town: Portal, column: str) -> None:
        report(town, "school-8", "submit", "1.2")
        (matrix,) = gather(OFFICER).collected.matrices
        numbers = [getattr(each.counts, column) for each in choose(matrix, Choice(sort=f"-{column}")).schools]
        assert numbers == sorted(numbers, reverse=True)
        shown = town.as_role(Role.OFFICER).get(f"/matrix/?sort=-{column}").content.decode()
        assert shown.count('aria-sort="descending"') == 1
        assert shown.count("aria-sort") == 1

    @pytest.mark.parametrize(
        "words",
        ["sort=x", "state=x", "schools=x", "stage=x", "plan=x", "page=-1", "town=%3Cscript%3E", "sort=name"],
    )
    def test_an_address_that_asks_for_what_there_is_not(self, town: Portal, words: str) -> None:
        answer = town.as_role(Role.OFFICER).get(f"/matrix/?{words}")
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode()

    def test_the_workbook_is_what_is_shown(self, town: Portal) -> None:
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        answer = officer.get("/matrix/matrix.xlsx?schools=without")
        book = openpyxl.load_workbook(io.BytesIO(answer.content))
        words = " ".join(str(each.value) for sheet in book for row in sheet for each in row)
        assert "СОШ № 31" in words
        assert "СОШ № 9" not in words
        assert "attachment" in answer.headers["Content-Disposition"]


class TestVersions:
    """Who has adopted nothing, and what everybody else runs."""

    def test_who_runs_what(self, town: Portal) -> None:
        adoption = town.adoption("school-8")
        words = adoption.read_text(encoding="utf-8")
        assert "replace:" in words
        shown = town.as_role(Role.OFFICER, municipality=HERE).get("/versions/").content.decode()
        absent = shown.partition('id="absent-1"')[2].partition("</section>")[0]
        assert "СОШ № 31" in absent
        assert "СОШ № 8" not in absent
        drift = find_drift(town.workspace).value
        assert drift is not None
        for school in drift.schools[:2]:
            row = shown.partition(f"{school.organisation}</a></th>")[2].partition("</tr>")[0]
            assert school.version in row
            told = " ".join(html.fromstring(f"<table><tr>{row}</table>").text_content().split())
            assert re.search(rf"{len(school.changes)}: что изменено, [^:]*, из них не разрешено: нет", told)


class TestLetters:
    """What would be sent to those who are late, to look at and to paste; nothing is sent, nothing written."""

    address = "/schools/school-7/school-7-vpr-2027/letters/"

    def test_who_is_late_and_what_would_be_written(self, town: Portal) -> None:
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        assert self.address in officer.get(f"/matrix/?cell=school-7/{CLASSES}").content.decode()
        shown = officer.get(self.address).content.decode()
        assert re.search(r"Просрочено: [^<]*1\.2", shown)
        assert "readonly>" in shown
        assert read_log(town, "school-7") == []
        for number in ("1.1", "1.2"):
            report(town, "school-7", "submit", number)
        assert "Опоздавших в школе нет" in officer.get(self.address).content.decode()

    def test_they_are_the_departments(self, town: Portal) -> None:
        for client in (town.as_role(Role.EDITOR, "school-7"), town.as_role(Role.OFFICER, municipality=THERE)):
            assert client.get(self.address).status_code == 404
