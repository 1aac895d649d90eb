"""What a department accepts and returns: from the open cell, and many at once from the list."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.matrix import review
from tests.portal.departments import CLASSES, HERE, PICK, PUPILS, SAW, read_cells, read_log, report
from tests.portal.portals import Portal


class TestJudging:
    """One cell: accepted or returned as the panel showed it."""

    address = f"/matrix/?state=submitted&cell=school-7/{CLASSES}"
    judge = f"/schools/school-7/school-7-vpr-2027/measures/{CLASSES}/judge/"

    def _said(self, client: Client, deed: str, **more: str) -> dict[str, str]:
        shown = client.get(self.address).content.decode()
        saw = SAW.search(shown)
        assert saw is not None
        back = f"?state=submitted&cell=school-7/{CLASSES}"
        return {"deed": deed, "saw": saw[1], "time": "1", "back": back, **more}

    def test_accepted_and_back_where_one_was(self, town: Portal) -> None:
        """Also where the row has left what was chosen, and the next one is offered."""
        for school in ("school-7", "school-8"):
            report(town, school, "submit", "1.2", "--note", "Справка готова")
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        shown = officer.get(self.address).content.decode()
        assert "Справка готова" in shown
        assert f"cell=school-8/{CLASSES}#panel" in shown
        answer = officer.post(self.judge, self._said(officer, "accepted"))
        assert answer.status_code == 302
        assert answer.headers["Location"].endswith(f"?state=submitted&cell=school-7/{CLASSES}#panel")
        after = officer.get(answer.headers["Location"].partition("#")[0]).content.decode()
        assert "Записано: принято" in after
        assert f"cell=school-8/{CLASSES}#panel" in after
        assert [each["did"] for each in read_log(town, "school-7")] == ["submitted", "accepted"]
        assert read_log(town, "school-7")[1]["seen"]["entries"] == [read_log(town, "school-7")[0]["id"]]

    def test_returned_with_a_remark_and_not_without(self, town: Portal) -> None:
        report(town, "school-7", "submit", "1.2")
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        answer = officer.post(self.judge, self._said(officer, "returned"))
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert 'aria-invalid="true"' in shown
        # The page stands at another address: nothing on it leads to that.
        assert not re.findall(r'href="\?', shown)
        assert f'href="/matrix/?state=submitted&amp;cell=school-7/{CLASSES}#panel"' in shown
        assert len(read_log(town, "school-7")) == 1
        assert officer.post(self.judge, self._said(officer, "returned", note="Нет 6Б")).status_code == 302
        assert read_log(town, "school-7")[1]["note"] == "Нет 6Б"
        assert "возвращено" in read_cells(officer)[f"school-7/{CLASSES}"]

    def test_what_was_not_seen_is_not_accepted(self, town: Portal) -> None:
        """It was returned and handed in once more: another thing under the same sign, so the page of both."""
        report(town, "school-7", "submit", "1.2")
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        said = self._said(officer, "accepted")
        report(town, "school-7", "return", "1.2", "--note", "нет 6Б", who="officer")
        report(town, "school-7", "submit", "1.2", "--note", "добавлен 6Б")
        answer = officer.post(self.judge, said)
        assert answer.status_code == 409
        assert "добавлен 6Б" in answer.content.decode()
        assert [each["did"] for each in read_log(town, "school-7")] == ["submitted", "returned", "submitted"]

    def test_nobody_of_the_school_judges(self, town: Portal) -> None:
        report(town, "school-7", "submit", "1.2")
        said = self._said(town.as_role(Role.OFFICER, municipality=HERE), "accepted")
        editor = town.as_role(Role.EDITOR, "school-7")
        assert editor.post(self.judge, said).status_code == 403
        assert len(read_log(town, "school-7")) == 1

    def test_the_panel_alone(self, town: Portal) -> None:
        """What the script asks for is the open cell, and no table."""
        report(town, "school-7", "submit", "1.2")
        officer = town.as_role(Role.OFFICER, municipality=HERE)
        part = officer.get(self.address, headers={"X-Part": "panel"}).content.decode()
        assert part.lstrip().startswith("<section")
        assert "Принять</button>" in part


class TestAcceptingMany:
    """Chosen from the list, looked at, and accepted, each by itself."""

    @pytest.fixture
    def waiting(self, town: Portal) -> Portal:
        for school, number in (("school-8", "1.2"), ("school-7", "1.2"), ("school-7", "1.3")):
            report(town, school, "submit", number, "--note", f"справка {number}")
        return town

    def test_what_is_accepted_is_shown_first(self, waiting: Portal) -> None:
        officer = waiting.as_role(Role.OFFICER, municipality=HERE)
        page = officer.get("/review/").content.decode()
        assert '<span class="pill">3</span>' in page
        preview = officer.post("/review/preview/", {"pick": PICK.findall(page)}).content.decode()
        assert "справка 1.3" in preview
        assert "Принять: 3" in preview
        assert all(len(read_log(waiting, each)) < 3 for each in ("school-7", "school-8"))
        answer = officer.post("/review/accept/", {"pick": PICK.findall(preview)}, follow=True)
        assert "Принято: 3." in answer.content.decode()
        assert "Сейчас проверять нечего" in answer.content.decode()
        assert [each["did"] for each in read_log(waiting, "school-8")] == ["submitted", "accepted"]

    def test_one_that_changed_meanwhile_is_told_and_the_rest_accepted(self, waiting: Portal) -> None:
        officer = waiting.as_role(Role.OFFICER, municipality=HERE)
        picks = PICK.findall(officer.get("/review/").content.decode())
        preview = officer.post("/review/preview/", {"pick": picks}).content.decode()
        report(waiting, "school-7", "return", "1.2", "--note", "нет 6Б", who="officer")
        report(waiting, "school-7", "submit", "1.2", "--note", "ещё страница")
        answer = officer.post("/review/accept/", {"pick": PICK.findall(preview)}).content.decode()
        assert "Пока вы смотрели" in answer
        dids = [each["did"] for each in read_log(waiting, "school-7")]
        assert sorted(dids) == ["accepted", "returned", "submitted", "submitted", "submitted"]
        assert [each["did"] for each in read_log(waiting, "school-8")] == ["submitted", "accepted"]
        again = officer.post("/review/accept/", {"pick": PICK.findall(preview)}).content.decode()
        assert "Ничего не принято" in again
        assert len(read_log(waiting, "school-8")) == 2

    def test_the_oldest_first(self, waiting: Portal) -> None:
        adoption = str(waiting.adoption("school-8"))
        assert run(["track", "submit", adoption, "1.4", "--as", "head", "--today", "2027-06-01"]) == 0
        page = waiting.as_role(Role.OFFICER).get("/review/").content.decode()
        days = re.findall(r"Сдано:</span>(\d\d\.\d\d)", page)
        assert days == ["01.06", "14.06", "14.06", "14.06"]

    @pytest.mark.parametrize("words", ["", "x", "school-7", "school-7 p m#1", "a b c d e", "\u202e # # #"])
    def test_odd_picks_are_told(self, waiting: Portal, words: str) -> None:
        officer = waiting.as_role(Role.OFFICER)
        for address in ("/review/preview/", "/review/accept/"):
            assert officer.post(address, {"pick": words}).status_code == 200
        assert all(each["did"] == "submitted" for each in read_log(waiting, "school-7"))

    def test_what_is_too_much_at_once_is_told(self, waiting: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
        """Nothing that was chosen is left out without a word."""
        monkeypatch.setattr(review, "_MOST_AT_ONCE", 2)
        officer = waiting.as_role(Role.OFFICER, municipality=HERE)
        picks = PICK.findall(officer.get("/review/").content.decode())
        preview = officer.post("/review/preview/", {"pick": picks}).content.decode()
        assert "Принять: 2" in preview
        assert "Выбрано 3, за один раз – не больше 2" in preview

    def test_cells_that_were_marked_are_looked_at_the_same_way(self, waiting: Portal) -> None:
        officer = waiting.as_role(Role.OFFICER, municipality=HERE)
        cells = [
            f"school-7/{CLASSES}",
            f"school-8/{CLASSES}",
            f"school-9/{CLASSES}",
            f"school-7/{PUPILS}",
            "x",
        ]
        preview = officer.post("/review/preview/", {"cell": cells}).content.decode()
        assert "Принять: 2" in preview
        assert "СОШ № 9" not in preview
