"""What stands between strangers and the portal: cookies, headers, files; rows of ASVS name these tests."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.settings import list_settings
from tests.portal.portals import Portal

ROOT = Path(__file__).parents[2]
PASSWORD = "синий трамвай едет"  # noqa: S105 -- of nobody


class TestBehindAProxy:
    """With https before it: what `--proxy` turns on."""

    told = list_settings(PortalOptions(Path("schools"), proxy=True, names=("portal.example",)), "k")

    def test_cookies(self) -> None:
        """Of this host alone, encrypted alone, out of the reach of scripts and other sites."""
        for name in ("SESSION", "CSRF", "LANGUAGE"):
            assert self.told[f"{name}_COOKIE_NAME"].startswith("__Host-")
            assert self.told[f"{name}_COOKIE_SECURE"]
            assert self.told[f"{name}_COOKIE_HTTPONLY"]
            assert self.told[f"{name}_COOKIE_SAMESITE"] in ("Lax", "Strict")

    def test_encryption_is_kept(self) -> None:
        """For a year."""
        assert self.told["SECURE_HSTS_SECONDS"] >= 31_536_000

    def test_names_of_the_host(self) -> None:
        """Only those that were given, and this computer's own."""
        assert "*" not in self.told["ALLOWED_HOSTS"]
        assert "portal.example" in self.told["ALLOWED_HOSTS"]
        assert self.told["CSRF_TRUSTED_ORIGINS"] == ["https://portal.example"]


class TestHeaders:
    """Every page, and every refusal."""

    @pytest.mark.parametrize("path", ["/login/", "/schools/", "/nowhere/", "/data/"])
    def test_pages(self, portal: Portal, path: str) -> None:
        """The same for all."""
        answer = portal.as_role(Role.OFFICER).get(path)
        policy = answer.headers["Content-Security-Policy"]
        for rule in ("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"):
            assert rule in policy
        assert "unsafe" not in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["X-Frame-Options"] == "DENY"
        assert re.search("no-store|no-cache", answer.headers["Cache-Control"])
        assert not [each for each in answer.headers if each.casefold().startswith("access-control")]

    def test_no_page_has_a_script_or_style_of_its_own(self) -> None:
        """The policy would refuse it; nothing is loaded from elsewhere."""
        for template in (ROOT / "roadmap_engine" / "portal" / "templates").glob("*.j2"):
            words = template.read_text(encoding="utf-8")
            assert not re.search(r"<script(?![^>]* src=)|<style| style=| on[a-z]+=", words), template.name
            assert not re.search(r"(src|href)=\"(https?:)?//", words), template.name
            assert "| safe" not in words, template.name
            assert "Markup" not in words, template.name


class TestSessions:
    """A session is the server's, new at each coming in, and ends when it is told to."""

    def test_a_new_one_at_each_coming_in(self, portal: Portal) -> None:
        """What a stranger has planted before is worth nothing after."""
        portal.account()
        client = portal.browser()
        client.cookies["session"] = "planted" * 5
        client.post("/login/", {"login": "somebody-1", "password": PASSWORD})
        first = client.cookies["session"].value
        assert first != "planted" * 5
        assert len(first) >= 32
        client.post("/login/", {"login": "somebody-1", "password": PASSWORD})
        assert client.cookies["session"].value != ""

    def test_going_ends_it_at_the_server(self, portal: Portal) -> None:
        """A cookie that somebody has copied opens nothing any more."""
        portal.account()
        client, thief = portal.browser(), portal.browser()
        client.post("/login/", {"login": "somebody-1", "password": PASSWORD})
        thief.cookies["session"] = client.cookies["session"].value
        assert thief.get("/account/").status_code == 200
        client.post("/logout/")
        assert thief.get("/account/").status_code == 302

    def test_it_ends_by_itself(self) -> None:
        """Half a day."""
        assert settings.SESSION_COOKIE_AGE <= 12 * 60 * 60


class TestPasswords:
    """As they are typed, whatever they are made of."""

    @pytest.mark.parametrize(
        "password", [" с пробелом в начале", "🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂🙂", "a" * 200, "только маленькие буквы"]
    )
    def test_every_sign_counts(self, portal: Portal, password: str) -> None:
        """Neither cut nor trimmed nor asked for digits; and nothing shorter opens."""
        key = portal.account()
        client = portal.browser(key)
        said = {"old": PASSWORD, "password": password, "again": password}
        assert client.post("/account/", said).status_code == 302
        assert (
            portal.browser().post("/login/", {"login": "somebody-1", "password": password}).status_code == 302
        )
        less = {"login": "somebody-1", "password": password[:-1]}
        assert portal.browser().post("/login/", less).status_code == 422

    @pytest.mark.parametrize("password", ["password123", "qwertyuiop", "1q2w3e4r5t", "somebody-1"])
    def test_what_everybody_guesses_first_is_refused(self, portal: Portal, password: str) -> None:
        """Lists of common ones, and one's own name."""
        client = portal.browser(portal.account())
        said = {"old": PASSWORD, "password": password, "again": password}
        assert client.post("/account/", said).status_code == 422

    def test_fields_may_be_pasted_into(self, portal: Portal) -> None:
        """And are known to managers of passwords."""
        shown = portal.browser().get("/login/").content.decode()
        assert 'type="password"' in shown
        assert 'autocomplete="current-password"' in shown
        script = (ROOT / "roadmap_engine" / "portal" / "static" / "portal.js").read_text(encoding="utf-8")
        assert "paste" not in script


def test_only_what_was_laid_out_is_given_out(portal: Portal) -> None:
    """Neither the database nor the key nor a text, by whatever path."""
    client = portal.as_role(Role.ADMINISTRATOR)
    for path in (
        "/.portal/key",
        "/static/../key",
        "/static/%2e%2e/key",
        "/.git/HEAD",
        "/school-7/adoption.yaml",
    ):
        assert client.get(path).status_code == 404


def test_nothing_tells_how_it_is_made(portal: Portal) -> None:
    """No debugging, no name of a program in the headers, no traceback."""
    assert settings.DEBUG is False
    answer = portal.browser().get("/nowhere/")
    assert "Server" not in answer.headers
    assert "Django" not in answer.content.decode()


def test_failing_pages_say_nothing_of_what_failed(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader is told what to do; the log has the rest."""
    portal.add_school(7)
    client = portal.as_role(Role.EDITOR, "school-7")

    def fail(*_words: object, **_more: object) -> None:
        raise RuntimeError("secret of the inside")

    monkeypatch.setattr("roadmap_engine.portal.schools.views.visit_plan", fail)
    answer = client.get("/schools/school-7/school-7-vpr-2027/")
    assert answer.status_code == 500
    assert "secret" not in answer.content.decode()
    assert "Сбой" in answer.content.decode()


def test_what_was_done_is_kept_without_addresses(portal: Portal) -> None:
    """Coming in, failing to, going, inviting: who and when, for the administrator."""
    portal.account()
    client = portal.browser()
    client.post("/login/", {"login": "somebody-1", "password": "не тот"})
    client.post("/login/", {"login": "somebody-1", "password": PASSWORD})
    client.post("/logout/")
    shown = portal.as_role(Role.ADMINISTRATOR).get("/accounts/").content.decode()
    for words in ("вход не удался", "вход", "выход"):
        assert words in shown
    assert "127.0.0.1" not in shown.partition("Что сделано")[2]
