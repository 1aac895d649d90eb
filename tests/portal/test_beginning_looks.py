"""Every page of the wizard as people see it: axe-core finds nothing, nothing is wider than the window.

Light and dark, at a desk and on a telephone, in both languages; also where something is wrong.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import axe_both, run_browser, show
from tests.portal.processes import Server, serving
from tests.portal.test_beginning_staff import LIST
from tests.portal.test_pages_shown import UNDECIDED, come_in

pytestmark = pytest.mark.referee

ANSWERS = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»",
    "place": "г. Примерск",
    "procedure.use": "vpr",
}
LOOKS = tuple(itertools.product((1280, 390, 320), (False, True)))
"""Widths, and whether the reader prefers dark."""
_TALL = 900
_MOST_PAGES = 30


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with run_browser() as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo."""
    with serving(tmp_path_factory.mktemp("demo"), "--demo") as running:
        yield running


class Looking:
    """Somebody who looks at every page that she comes to, in one look after another.

    Attributes:
        every: looks at each page in all of them.
    """

    def __init__(self, page: Page, first: int, *, every: bool) -> None:
        self.page, self.number, self.every = page, first, every
        self.seen: list[str] = []

    def look(self, called: str = "") -> None:
        """Look at the page that is open."""
        self.seen.append(called or self.page.url)
        for look in LOOKS if self.every else (LOOKS[self.number % len(LOOKS)],):
            width, dark = look
            self.page.set_viewport_size({"width": width, "height": _TALL})
            self.page.emulate_media(color_scheme="dark" if dark else "light")
            # Colours go over into those of the other scheme; what is between them nobody reads.
            self.page.evaluate("Promise.all(document.getAnimations().map(each => each.finished))")
            wrong, undecided = axe_both(self.page)
            assert wrong == (), (self.seen[-1], look)
            assert {each.rule for each in undecided} <= UNDECIDED, (self.seen[-1], look)
            wide, window = self.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
            assert wide <= window, (self.seen[-1], look)
        self.number += 1

    def press(self) -> None:
        """Send the form by the keyboard alone."""
        self.page.locator("main form .button.primary").last.focus()
        with self.page.expect_navigation():
            self.page.keyboard.press("Enter")

    def go(self, address: str) -> None:
        """Open a page."""
        self.page.goto(address)
        self.look()


def walk(looking: Looking, server: Server, draft: str) -> None:
    """Go through all questions; on the way one page is sent with faults, and one after somebody else's."""
    page = looking.page
    page.goto(draft)
    page.locator("main a.button.primary").focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    met = set()
    for _page in range(_MOST_PAGES):
        if page.url.endswith("/check/"):
            return
        if page.url not in met:
            looking.look()
        if page.url.endswith("/organisation-1/") and page.url not in met:
            page.fill("[name=place]", "123")
            looking.press()
            assert page.evaluate("document.activeElement.id") == "summary"
            looking.look("wrong")
        if page.url.endswith("/adoption-0/") and page.url not in met:
            _rival(looking, page.url)
        met.add(page.url)
        for path, words in ANSWERS.items():
            field = page.locator(f"form [name='{path}']:not([type=hidden])")
            if field.count() and field.first.evaluate("each => each.tagName") == "SELECT":
                field.first.select_option(words)
            elif field.count():
                field.first.fill(words)
        looking.press()
    pytest.fail(f"no end: {page.url}")


def _rival(looking: Looking, address: str) -> None:
    """Answer the same page in another tab; then send this one."""
    page = looking.page
    other = page.context.new_page()
    other.goto(address)
    other.locator("[name='procedure.use']").select_option("vpr")
    with other.expect_navigation():
        other.locator("main form .button.primary").press("Enter")
    other.close()
    page.locator("[name='procedure.use']").select_option("oge")
    looking.press()
    looking.look("conflict")
    with page.expect_navigation():
        page.click("text=Оставить записанное" if page.locator("html[lang=ru]").count() else "a.leave")


@pytest.mark.parametrize("english", [False, pytest.param(True, marks=pytest.mark.soak)])
@pytest.mark.parametrize("every", [False, pytest.param(True, marks=pytest.mark.soak)])
def test_every_page(
    browser: Browser,
    server: Server,
    tmp_path: Path,
    english: bool,
    every: bool,
) -> None:
    """From the choice to what the plan comes to: the list of staff, faults, two editors, the next year."""
    (tmp_path / "staff.xlsx").write_bytes(LIST)
    with show(browser, f"{server.address}/login/") as shown:
        page = shown.page
        come_in(page, "admin")
        if english:
            page.click("footer button[value=en]")
            page.wait_for_selector("html[lang=en]")
        looking = Looking(page, 3 * english, every=every)
        page.goto(f"{server.address}/beginning/")
        page.fill("[name=name]", f"МБОУ «СШ № 4{2 * english + every}»")
        page.fill("[name=municipality]", "Центр")
        looking.press()
        looking.look("added")
        school = page.locator("main a.button.primary").get_attribute("href")
        looking.go(f"{server.address}{school}?roadmap=%23sakha-2021-order-441%401.0.0")
        looking.press()
        draft = page.url
        looking.look("tasks")
        looking.go(f"{draft}staff/")
        looking.press()
        looking.look("no list")
        page.set_input_files("#file", tmp_path / "staff.xlsx")
        looking.press()
        page.click("details.act summary")
        looking.look("list")
        page.locator("[name=place-6]").select_option("head")
        looking.press()
        looking.look("list with a fault")
        page.locator("[name=place-6]").select_option("")
        looking.press()
        walk(looking, server, draft)
        looking.look("check")
        looking.go(f"{draft}preview/")
        looking.go(f"{draft}drop/")
        looking.go(f"{server.address}{school}")
        page.goto(f"{server.address}/beginning/school-12/")
        with page.expect_navigation():
            page.locator("form:has([name=follows]) button").first.click()
        looking.look("next year")
        with page.expect_navigation():
            page.locator("main a.button.primary").click()
        looking.look("next year, first page")
        assert len(looking.seen) > 20
        assert shown.strangers() == []
