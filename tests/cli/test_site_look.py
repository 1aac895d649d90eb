"""The pages of a site in a real browser: what axe-core finds, whom they ask, how wide they are, and print."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from roadmap_engine.cli.program import run
from tests.browser import axe, run_browser, show
from tests.cli.test_site import PLAN
from tests.pipeline.small_school import write_school

pytestmark = pytest.mark.referee

PAGES = ("index.html", f"{PLAN}/index.html", f"{PLAN}/subscribe.html", f"{PLAN}/fragment.html")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with run_browser() as started:
        yield started


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site of two schools in the middle of their year, with something of every sort to show."""
    folder = tmp_path_factory.mktemp("site")
    school = write_school(folder / "school", "something cancelled")
    other = write_school(folder / "other")
    other.write_text(other.read_text(encoding="utf-8").replace(PLAN, "other"), encoding="utf-8")
    for deed in (
        ("submit", "1.1", "--on", "20.09.2026"),
        ("return", "1.1", "--on", "21.09.2026", "--note", "нет выводов"),
        ("submit", "1.2", "--on", "04.10.2026"),
    ):
        assert run(["track", deed[0], str(school), *deed[1:], "--as", "head", "--today", "04.10.2026"]) == 0
    base = ("--base-url", "https://school.example/plan/", "--today", "05.10.2026")
    assert run(["site", str(school), str(other), "-o", str(folder / "out"), *base]) == 0
    return folder / "out"


@pytest.fixture(scope="module")
def hidden(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site without a day, an address or a list."""
    folder = tmp_path_factory.mktemp("hidden")
    assert run(["site", str(write_school(folder / "school")), "-o", str(folder / "out"), "--private"]) == 0
    return folder / "out"


LOOKS = (
    pytest.param(320, False, id="narrow"),
    pytest.param(1280, True, id="dark"),
    pytest.param(320, True, id="narrow and dark", marks=pytest.mark.soak),
    pytest.param(1280, False, id="wide", marks=pytest.mark.soak),
)
"""Every width and look once; all of them in the soak."""


@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_can_be_read_by_everybody(
    name: str, width: int, dark: bool, site: Path, browser: Browser
) -> None:
    """No fault by WCAG 2.2 AA, no sideways scrolling, nothing asked of anybody, its stylesheet found."""
    with show(browser, site / name, width=width, dark=dark) as shown:
        assert axe(shown.page) == ()
        assert shown.strangers() == []
        assert not shown.page.evaluate(
            "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        )
        if not name.endswith("fragment.html"):
            back = shown.page.evaluate("getComputedStyle(document.body).backgroundColor")
            assert back == ("rgb(17, 21, 26)" if dark else "rgb(244, 246, 248)")


@pytest.mark.parametrize("width", [320, 1280])
def test_pages_for_few_can_be_read_as_well(width: int, hidden: Path, browser: Browser) -> None:
    """The closed door at the root among them."""
    pages = sorted(hidden.rglob("*.html"))
    assert len(pages) == 4
    for page in pages:
        with show(browser, page, width=width) as shown:
            assert axe(shown.page) == ()
            assert shown.strangers() == []


def test_a_page_works_without_scripts(site: Path, browser: Browser) -> None:
    """Folded parts open, and a link of the list leads to its line."""
    with show(browser, site / PAGES[1], scripts=False) as shown:
        shown.page.get_by_role("link", name="1.1. Проведение диагностики").first.click()
        assert shown.page.url.endswith("#m-diagnostics")
    with show(browser, site / PAGES[2], scripts=False) as shown:
        recipe = shown.page.locator("details", has_text="Google Календарь")
        recipe.locator("summary").click()
        assert recipe.get_by_text("Добавить по URL").is_visible()


def test_why_a_day_is_what_it_is_opens_without_scripts_and_prints(site: Path, browser: Browser) -> None:
    """Folded on the screen until somebody opens it; on paper nobody can."""
    with show(browser, site / PAGES[1], scripts=False) as shown:
        reasons = shown.page.locator("#m-diagnostics details.reasons")
        step = reasons.locator("li").first
        assert not step.is_visible()
        reasons.locator("summary").click()
        assert step.is_visible()
    with show(browser, site / PAGES[1]) as shown:
        step = shown.page.locator("#m-diagnostics details.reasons li").first
        seen = "step => step.checkVisibility({contentVisibilityAuto: true}) && step.offsetHeight > 0"
        assert not step.evaluate(seen)
        shown.page.emulate_media(media="print")
        assert step.evaluate(seen)


def test_opened_reasons_can_be_read_by_everybody(site: Path, browser: Browser) -> None:
    """In the narrowest cell, in either theme."""
    for width, dark in ((320, False), (320, True), (1280, False), (1280, True)):
        with show(browser, site / PAGES[1], width=width, dark=dark) as shown:
            shown.page.evaluate("document.querySelectorAll('details').forEach(each => each.open = true)")
            assert axe(shown.page) == ()
            assert not shown.page.evaluate(
                "document.documentElement.scrollWidth > document.documentElement.clientWidth"
            )


def test_a_narrow_screen_has_months_in_place_of_the_picture(site: Path, browser: Browser) -> None:
    """Either of them is seen, never both."""
    for width, seen, unseen in ((1280, ".wide", ".narrow"), (390, ".narrow", ".wide")):
        with show(browser, site / PAGES[1], width=width) as shown:
            assert shown.page.locator(f"main > {seen}").is_visible()
            assert not shown.page.locator(f"main > {unseen}").is_visible()


def test_a_page_prints_on_white_in_black(site: Path, browser: Browser) -> None:
    """Without navigation and buttons, whatever the reader's own theme."""
    for name in (PAGES[1], PAGES[2]):
        with show(browser, site / name, dark=True) as shown:
            shown.page.emulate_media(media="print")
            assert not shown.page.locator(".bar").is_visible()
            assert not shown.page.locator(".buttons").first.is_visible()
            assert shown.page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
            assert (
                shown.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
            )
            assert shown.page.pdf(format="A4").startswith(b"%PDF")
