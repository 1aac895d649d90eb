"""What is kept of people: it can be taken along, and a person can go, and her papers stay."""

from __future__ import annotations

import json

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account
from tests.portal.portals import Portal

PASSWORD = "синий трамвай едет"  # noqa: S105 -- of nobody
PAGE = "/schools/school-7/school-7-vpr-2027/measures/results-by-class/"


def test_everybody_may_read_what_is_kept(portal: Portal) -> None:
    """Before coming in, too."""
    assert "Какие данные хранятся" in portal.browser().get("/data/").content.decode()
    assert "WCAG 2.2" in portal.browser().get("/accessibility/").content.decode()


def test_own_data_is_hers_alone(portal: Portal) -> None:
    """Everything of her, nothing of others, no password."""
    portal.add_school(7)
    key = portal.account(Role.EDITOR, "school-7")
    portal.account(Role.EDITOR, "school-7")
    answer = portal.browser(key).get("/account/data.json")
    told = json.loads(answer.content)
    assert (told["key"], told["login"]) == (key, "somebody-1")
    assert "somebody-2" not in answer.content.decode()
    assert not [each for each in told if "password" in each]


class TestGoing:
    """Account, rights and sessions go; keys in logs and papers stay."""

    def test_somebody_goes(self, portal: Portal) -> None:
        portal.add_school(7)
        key = portal.account(Role.EDITOR, "school-7")
        here, there = portal.browser(key), portal.browser(key)
        here.post(PAGE, {"deed": "submitted", "time": "1", "saw": "", "note": "сделано"})
        assert here.post(f"/accounts/{key}/forget/", {"password": "не тот"}).status_code == 422
        assert there.get("/account/").status_code == 200
        assert here.post(f"/accounts/{key}/forget/", {"password": PASSWORD}).status_code == 302
        assert there.get("/account/").status_code == 302
        assert not Account.objects.filter(key=key).exists()
        log = (portal.workspace / "school-7" / "adoption.status.jsonl").read_text(encoding="utf-8")
        assert key in log
        shown = portal.as_role(Role.READER, "school-7").get(PAGE).content.decode()
        assert "запись удалена" in shown
        assert key not in shown
        assert "Кто-то 1" not in shown

    def test_nobody_takes_out_another(self, portal: Portal) -> None:
        """But an administrator, with her own password."""
        key, other = portal.account(Role.EDITOR, "school-7"), portal.account(Role.OFFICER)
        stranger = portal.browser(other)
        assert stranger.post(f"/accounts/{key}/forget/", {"password": PASSWORD}).status_code == 404
        chief = portal.as_role(Role.ADMINISTRATOR)
        assert chief.get(f"/accounts/{key}/forget/").status_code == 200
        assert chief.post(f"/accounts/{key}/forget/", {"password": PASSWORD}).status_code == 302
        assert not Account.objects.filter(key=key).exists()

    def test_the_last_administrator_stays(self, portal: Portal) -> None:
        """Until there is another who may come in."""
        key, other = portal.account(Role.ADMINISTRATOR), portal.account(Role.ADMINISTRATOR)
        chief = portal.browser(key)
        chief.post(f"/accounts/{other}/open/", {"open": "no"})
        assert chief.post(f"/accounts/{key}/forget/", {"password": PASSWORD}).status_code == 422
        chief.post(f"/accounts/{other}/open/", {"open": "yes"})
        assert chief.post(f"/accounts/{key}/forget/", {"password": PASSWORD}).status_code == 302
