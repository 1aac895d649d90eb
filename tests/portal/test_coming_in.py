"""The first way in, invitations, passwords: what lets somebody in, and what never does."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.inviting import invite_first
from tests.portal.portals import Portal

PASSWORD = "синий трамвай едет"  # noqa: S105 -- of nobody
FILLED = {"name": "Громова Е. В.", "login": "Gromova@Example.org", "password": PASSWORD, "again": PASSWORD}


def _offer(portal: Portal, role: str = "editor", school: str = "school-7") -> str:
    """Invite somebody as an administrator does; gives the path of the invitation."""
    said = {"name": "Громова Е. В.", "role": role, "school": school, "post": "", "municipality": ""}
    shown = portal.as_role(Role.ADMINISTRATOR).post("/accounts/invite/", said).content.decode()
    return "/invitations/" + shown.partition("/invitations/")[2].partition('"')[0]


class TestTheFirst:
    """An empty database lets one administrator in, by an address that is printed once."""

    def test_she_makes_her_account(self, portal: Portal) -> None:
        token = invite_first()
        client = portal.browser()
        answer = client.post(f"/invitations/{token}/", FILLED)
        assert (answer.status_code, answer.headers["Location"]) == (302, "/")
        assert client.get("/accounts/").status_code == 200
        assert invite_first() is None

    def test_a_second_start_makes_the_first_address_worthless(self, portal: Portal) -> None:
        """Whoever reads an old log finds nothing that opens."""
        old, new = invite_first(), invite_first()
        assert portal.browser().get(f"/invitations/{old}/").status_code == 404
        assert portal.browser().get(f"/invitations/{new}/").status_code == 200


class TestInvitations:
    """Single use, and used by whoever fills it in: scanners of mail only look."""

    def test_looking_takes_nothing(self, portal: Portal) -> None:
        portal.add_school(7)
        offer = _offer(portal)
        for _ in range(3):
            assert portal.browser().get(offer).status_code == 200
            assert portal.browser().head(offer).status_code == 200
        assert portal.browser().post(offer, FILLED).status_code == 302
        assert portal.browser().get(offer).status_code == 410
        assert portal.browser().post(offer, {**FILLED, "login": "other"}).status_code == 410

    def test_it_ends(self, portal: Portal) -> None:
        portal.add_school(7)
        offer = _offer(portal)
        portal.now += dt.timedelta(days=14)
        assert portal.browser().post(offer, FILLED).status_code == 410

    def test_it_gives_what_was_offered_and_no_more(self, portal: Portal) -> None:
        """Whatever else is sent along."""
        portal.add_school(7)
        portal.add_school(9)
        client = portal.browser()
        client.post(_offer(portal), {**FILLED, "role": "administrator", "school": "school-9"})
        assert client.get("/schools/school-7/", follow=True).status_code == 200
        assert client.get("/schools/school-9/").status_code == 404
        assert client.get("/accounts/").status_code == 404

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"again": "другой пароль совсем"}, "Пароли не совпадают"),
            ({"password": "1234567890", "again": "1234567890"}, "слишком"),
            ({"password": "коротко", "again": "коротко"}, "10"),
            ({"login": ""}, "Почта или имя для входа"),
            ({"name": ""}, "Фамилия, имя, отчество"),
        ],
    )
    def test_what_is_wrong_is_said_and_the_rest_kept(
        self, portal: Portal, said: dict[str, str], told: str
    ) -> None:
        portal.add_school(7)
        offer = _offer(portal)
        answer = portal.browser().post(offer, {**FILLED, **said})
        shown = answer.content.decode()
        assert answer.status_code == 422
        assert told in shown
        assert "<title>Ошибка: " in shown
        assert PASSWORD not in shown
        assert portal.browser().get(offer).status_code == 200

    def test_an_editor_invites_into_her_school_alone(self, portal: Portal) -> None:
        """Neither into another school nor to a role over schools."""
        portal.add_school(7)
        portal.add_school(9)
        editor = portal.as_role(Role.EDITOR, "school-7")
        said = {"name": "Ким", "role": "reader", "school": "school-7", "post": "", "municipality": ""}
        assert "/invitations/" in editor.post("/accounts/invite/", said).content.decode()
        for wrong in ({"school": "school-9"}, {"role": "administrator"}, {"role": "officer"}):
            answer = editor.post("/accounts/invite/", {**said, **wrong})
            assert answer.status_code == 422
            assert "/invitations/" not in answer.content.decode()

    def test_a_name_that_is_taken(self, portal: Portal) -> None:
        """In whatever letters; nobody gets into an account that is there."""
        portal.add_school(7)
        portal.browser().post(_offer(portal), FILLED)
        answer = portal.browser().post(_offer(portal), {**FILLED, "login": "GROMOVA@example.ORG "})
        assert answer.status_code == 422
        assert "уже входит" in answer.content.decode()


class TestPasswords:
    """Names and passwords."""

    def _come_in(
        self, client: Client, password: str = PASSWORD, login: str = "somebody-1", **more: str
    ) -> int:
        return client.post("/login/", {"login": login, "password": password, **more}).status_code

    def test_coming_in_and_going(self, portal: Portal) -> None:
        portal.account()
        client = portal.browser()
        assert self._come_in(client, login=" Somebody-1 ") == 302
        assert client.get("/account/").status_code == 200
        assert client.get("/logout/").status_code == 405
        assert client.post("/logout/").status_code == 302
        assert client.get("/account/").status_code == 302

    def test_who_guesses_waits(self, portal: Portal) -> None:
        """By the name: the right password does not help before the time is over."""
        portal.account()
        client = portal.browser()
        assert [self._come_in(client, "не тот") for _ in range(10)] == [422] * 10
        assert self._come_in(client) == 429
        portal.now += dt.timedelta(minutes=11)
        assert self._come_in(client) == 302

    def test_who_guesses_names_waits_too(self, portal: Portal) -> None:
        """By the computer: others still come in from theirs."""
        portal.account()
        guesser, other = portal.browser(), portal.browser()
        for number in range(60):
            self._come_in(guesser, "не тот", f"name-{number}")
        assert self._come_in(guesser) == 429
        told = other.post("/login/", {"login": "somebody-1", "password": PASSWORD}, REMOTE_ADDR="10.0.0.7")
        assert told.status_code == 302

    def test_unknown_and_wrong_are_told_alike(self, portal: Portal) -> None:
        portal.account()
        known = portal.browser().post("/login/", {"login": "somebody-1", "password": "не тот"})
        unknown = portal.browser().post("/login/", {"login": "nobody", "password": "не тот"})
        for answer in (known, unknown):
            assert answer.status_code == 422
            assert "Имя или пароль не подходят" in answer.content.decode()

    @pytest.mark.parametrize(
        "place", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
    )
    def test_nobody_is_led_to_another_host(self, portal: Portal, place: str) -> None:
        portal.account()
        answer = portal.browser().post(
            "/login/", {"login": "somebody-1", "password": PASSWORD, "next": place}
        )
        assert answer.headers["Location"] == "/"

    def test_another_password_ends_other_sessions(self, portal: Portal) -> None:
        portal.account()
        here, there = portal.browser(), portal.browser()
        self._come_in(here)
        self._come_in(there)
        said = {"old": PASSWORD, "password": "жёлтый автобус стоит", "again": "жёлтый автобус стоит"}
        assert here.post("/account/", {**said, "old": "не тот"}).status_code == 422
        assert there.get("/account/").status_code == 200
        assert here.post("/account/", said).status_code == 302
        assert here.get("/account/").status_code == 200
        assert there.get("/account/").status_code == 302

    def test_a_shut_account_is_shut_at_once(self, portal: Portal) -> None:
        """Its open sessions too; nobody shuts her own."""
        key = portal.account()
        somebody = portal.browser(key)
        chief_key = portal.account(Role.ADMINISTRATOR)
        chief = portal.browser(chief_key)
        assert somebody.get("/account/").status_code == 200
        assert chief.post(f"/accounts/{key}/open/", {"open": "no"}).status_code == 302
        assert somebody.get("/account/").status_code == 302
        assert self._come_in(portal.browser()) == 422
        assert chief.post(f"/accounts/{chief_key}/open/", {"open": "no"}).status_code == 404
        chief.post(f"/accounts/{key}/open/", {"open": "yes"})
        assert self._come_in(portal.browser()) == 302


class TestBrowsers:
    """What a browser is told to refuse, and what the portal refuses from one."""

    def test_every_post_needs_the_mark_of_its_form(self, portal: Portal) -> None:
        portal.account()
        strict = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        answer = strict.post("/login/", {"login": "somebody-1", "password": PASSWORD})
        assert answer.status_code == 403
        assert "Форма не принята" in answer.content.decode()

    def test_headers(self, portal: Portal) -> None:
        answer = portal.browser().get("/login/")
        policy = answer.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert "no-store" in answer.headers["Cache-Control"] or "no-cache" in answer.headers["Cache-Control"]

    @pytest.mark.parametrize("path", ["/schools/%00/", "/?a=%00", "/schools/..%2f..%2fetc/", "/nowhere/"])
    def test_odd_addresses(self, portal: Portal, path: str) -> None:
        answer = portal.browser(portal.account()).get(path)
        assert answer.status_code in (400, 404)
        assert "Traceback" not in answer.content.decode()
