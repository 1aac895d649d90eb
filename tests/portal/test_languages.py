"""Pages speak the language that their reader chose, and Russian where she chose none."""

from __future__ import annotations

from tests.portal.portals import Portal


class TestChoosingALanguage:
    """The switch in the foot of every page, and what it does not do."""

    def test_russian_unless_said(self, portal: Portal) -> None:
        """What a browser asks for is no choice of its reader."""
        page = portal.browser().get("/login/", HTTP_ACCEPT_LANGUAGE="en-US,en;q=0.9")
        assert page["Content-Language"] == "ru"
        assert '<html lang="ru">' in page.content.decode()

    def test_a_choice_is_kept_and_can_be_taken_back(self, portal: Portal) -> None:
        visitor = portal.browser()
        for language in ("en", "ru"):
            answer = visitor.post("/language/", {"language": language, "next": "/login/"})
            assert (answer.status_code, answer["Location"]) == (302, "/login/")
            page = visitor.get("/login/")
            assert page["Content-Language"] == language
            assert f'<html lang="{language}">' in page.content.decode()

    def test_a_choice_leads_to_no_other_host(self, portal: Portal) -> None:
        answer = portal.browser().post("/language/", {"language": "en", "next": "https://elsewhere.example/"})
        assert answer["Location"] == "/"

    def test_a_language_that_is_none_changes_nothing(self, portal: Portal) -> None:
        visitor = portal.browser()
        visitor.post("/language/", {"language": "xx", "next": "/login/"})
        visitor.cookies["language"] = "../../etc"
        assert visitor.get("/login/")["Content-Language"] == "ru"
