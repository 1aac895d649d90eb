"""The matrix in a browser: by keys alone, without scripts, on paper, and what axe-core finds."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from roadmap_engine.cli.program import run
from tests.browser import axe, run_browser, show
from tests.portal.departments import CLASSES
from tests.portal.processes import Server, lay_schools, make_sessions, serving

pytestmark = pytest.mark.referee

REPORTED = ("1.2", "1.3")
FIRST, SECOND, THIRD = "school-100", "school-101", "school-102"


@dataclass(frozen=True, slots=True)
class Department:
    """A portal that runs over three schools, two of which have handed something in."""

    server: Server
    session: str
    browser: Browser

    def address(self, path: str) -> str:
        """Give the whole address of a page."""
        return f"{self.server.address}{path}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with run_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def department(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Department]:
    """A department whose officer has come in."""
    workspace = tmp_path_factory.mktemp("department")
    schools = lay_schools(workspace, 3)
    for school in schools[:2]:
        for number in REPORTED:
            adoption = str(workspace / school / "adoption.yaml")
            words = ["track", "submit", adoption, number, "--note", "Справка готова", "--as", "head"]
            assert run([*words, "--today", "2027-06-14"]) == 0
    (session,) = make_sessions(workspace, [("officer", "")])
    with serving(workspace) as server:
        yield Department(server, session, browser)


def _open(page: Page, department: Department, path: str) -> None:
    cookie = {"name": "session", "value": department.session, "url": department.server.address}
    page.context.add_cookies([cookie])  # type: ignore[list-item]
    page.goto(department.address(path), wait_until="load")


def _focused(page: Page) -> str:
    """Give the cell that has the focus."""
    words: str = page.evaluate(
        "new URL(document.activeElement.href || 'http://x/').searchParams.get('cell') || ''"
    )
    return words


def _enter_grid(page: Page) -> None:
    expect(page.locator("table.grid")).to_have_attribute("role", "grid")
    page.locator("table.grid tbody td:not(.n) a").first.focus()


class TestKeys:
    """Everything by keys: one stop for Tab, arrows within, nothing accepted by one key."""

    def test_the_way_of_an_officer(self, department: Department) -> None:
        """To the next that waits, open, close, and back in its cell."""
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            page.keyboard.press("n")
            assert _focused(page) == f"{FIRST}/{CLASSES}"
            page.keyboard.press("Enter")
            expect(page.locator("#panel-title")).to_be_focused()
            assert f"cell={FIRST}/{CLASSES}" in page.url
            assert page.locator("td.on a").count() == 1
            page.keyboard.press("Escape")
            expect(page.locator("#panel")).to_have_count(0)
            assert _focused(page) == f"{FIRST}/{CLASSES}"
            page.keyboard.press("n")
            page.keyboard.press("n")
            assert _focused(page) == f"{SECOND}/{CLASSES}"
            page.keyboard.press("Shift+N")
            assert _focused(page) != f"{SECOND}/{CLASSES}"
            assert shown.strangers() == []

    def test_arrows_and_ends(self, department: Department) -> None:
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            first = _focused(page)
            page.keyboard.press("ArrowRight")
            assert _focused(page) == f"{FIRST}/{CLASSES}"
            page.keyboard.press("ArrowDown")
            assert _focused(page) == f"{SECOND}/{CLASSES}"
            page.keyboard.press("PageDown")
            assert _focused(page) == f"{THIRD}/{CLASSES}"
            page.keyboard.press("Control+Home")
            assert _focused(page) == first
            page.keyboard.press("Control+End")
            corner = page.evaluate("document.activeElement.closest('tr').rowIndex")
            assert corner == page.evaluate("document.querySelector('table.grid').rows.length - 2")
            page.keyboard.press("Home")
            assert _focused(page).startswith(f"{THIRD}/")
            page.keyboard.press("f")
            expect(page.locator("#f-town")).to_be_focused()

    def test_one_stop_for_tab(self, department: Department) -> None:
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            assert page.locator("table.grid tbody [tabindex='0']").count() == 1
            page.keyboard.press("Tab")
            assert page.evaluate("document.activeElement.closest('tbody') === null")

    def test_letters_by_place_and_only_while_they_are_wanted(self, department: Department) -> None:
        """In the Russian layout N is «т»; switched off, letters do nothing and arrows still do."""
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            event = "new KeyboardEvent('keydown', {key: 'т', code: 'KeyN', bubbles: true})"
            press = f"document.activeElement.dispatchEvent({event})"
            page.evaluate(press)
            assert _focused(page) == f"{FIRST}/{CLASSES}"
            page.keyboard.press("Home")
            page.keyboard.press("?")
            expect(page.locator("#keys summary")).to_be_focused()
            page.locator("#letters input").uncheck()
            _enter_grid(page)
            before = _focused(page)
            page.evaluate(press)
            assert _focused(page) == before
            page.keyboard.press("ArrowRight")
            assert _focused(page) != before

    def test_marked_and_looked_at_and_not_accepted_by_a_key(self, department: Department) -> None:
        """Space marks; what is accepted is shown before; a key alone writes nothing."""
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            for _ in range(2):
                page.keyboard.press("n")
                page.keyboard.press("Space")
            expect(page.locator("#picked output")).to_have_text("2")
            page.locator("#picked button").click()
            expect(page.locator("h1")).to_have_text("Принять выбранные")
            expect(page.locator("ul.preview > li")).to_have_count(2)
            expect(page.locator("main button.primary")).to_have_text("Принять: 2")
            _open(page, department, "/review/")
            expect(page.locator("table.rows tbody tr")).to_have_count(4)


class TestTheOpenCell:
    """It is fetched without the table; of what comes late or not at all, the last asked for is shown."""

    def _part(self, page: Page, measure: str) -> list[Route]:
        """Hold what is fetched of a cell back; a page is let through."""
        held: list[Route] = []

        def hold(route: Route) -> None:
            if route.request.headers.get("x-part"):
                held.append(route)
            else:
                route.continue_()

        page.route(re.compile(f"cell={FIRST}/{measure}"), hold)
        return held

    def test_a_late_answer_changes_nothing(self, department: Department) -> None:
        """Neither the panel of what was opened after it, nor a panel that was closed meanwhile."""
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            held = self._part(page, CLASSES)
            page.locator(f"td > a[href*='cell={FIRST}/{CLASSES}#']").click()
            page.locator(f"td > a[href*='cell={SECOND}/{CLASSES}#']").click()
            expect(page.locator("#panel")).to_have_attribute("data-cell", f"{SECOND}/{CLASSES}")
            self._let(page, held)
            expect(page.locator("#panel")).to_have_attribute("data-cell", f"{SECOND}/{CLASSES}")
            assert f"cell={SECOND}/{CLASSES}" in page.url
            with page.expect_request(re.compile(f"cell={FIRST}/")):
                page.locator(f"td > a[href*='cell={FIRST}/{CLASSES}#']").click()
            page.keyboard.press("Escape")
            self._let(page, held)
            expect(page.locator("#panel")).to_have_count(0)

    def _take(self, page: Page, held: list[Route]) -> Route:
        while not held:
            page.wait_for_timeout(10)
        return held.pop()

    def _let(self, page: Page, held: list[Route]) -> None:
        """Let one through, and wait until it has been dealt with."""
        with page.expect_response(re.compile(f"cell={FIRST}/")) as answered:
            self._take(page, held).continue_()
        answered.value.finished()
        page.evaluate("() => new Promise((done) => setTimeout(done))")

    def test_what_cannot_be_fetched_is_opened_as_a_page(self, department: Department) -> None:
        """The network fails, or whoever has left is led to the door."""
        with show(department.browser, department.address("/login/")) as shown:
            page = shown.page
            _open(page, department, "/matrix/")
            _enter_grid(page)
            held = self._part(page, CLASSES)
            with page.expect_navigation():
                with page.expect_request(re.compile(f"cell={FIRST}/")):
                    page.locator(f"td > a[href*='cell={FIRST}/{CLASSES}#']").click()
                self._take(page, held).abort()
            expect(page.locator("#panel")).to_have_attribute("data-cell", f"{FIRST}/{CLASSES}")
            page.context.clear_cookies()
            page.locator(f"td > a[href*='cell={SECOND}/{CLASSES}#']").click()
            expect(page).to_have_url(re.compile("/login/"))


def test_without_scripts_cells_are_links(department: Department) -> None:
    """Open, go to the next, come back: the same pages."""
    with show(department.browser, department.address("/login/"), scripts=False) as shown:
        page = shown.page
        _open(page, department, "/matrix/")
        assert page.locator("table.grid").get_attribute("role") is None
        page.locator(f"a[href*='cell={FIRST}/{CLASSES}#']").last.click()
        assert page.locator("#panel h2").inner_text().startswith("1.2")
        assert page.locator("#panel button").all_inner_texts() == ["Принять", "Вернуть с замечанием"]
        page.get_by_role("link", name="Следующая на проверке").click()
        assert page.locator("#panel h2").inner_text().startswith("1.3")
        page.get_by_role("link", name="Закрыть").click()
        assert page.locator("#panel").count() == 0


def test_the_focus_is_never_hidden(department: Department) -> None:
    """Heads, schools and totals stay in sight, and no focused cell lies under them."""
    with show(department.browser, department.address("/login/"), width=640) as shown:
        page = shown.page
        _open(page, department, "/matrix/")
        _enter_grid(page)
        for keys in (["End"], ["Control+End"], ["Control+Home"], ["End", "ArrowDown", "Home"]):
            for key in keys:
                page.keyboard.press(key)
            on_top = page.evaluate(
                "() => { const b = document.activeElement.getBoundingClientRect();"
                " const at = document.elementFromPoint(b.left + b.width / 2, b.top + b.height / 2);"
                " return document.activeElement.contains(at); }"
            )
            assert on_top, keys


PAGES = ("/matrix/", f"/matrix/?cell={FIRST}/{CLASSES}", "/review/", "/versions/", "/matrix/?town=x")


LOOKS = (
    pytest.param(320, False, id="narrow"),
    pytest.param(1280, True, id="dark"),
    pytest.param(320, True, id="narrow and dark", marks=pytest.mark.soak),
    pytest.param(1280, False, id="wide", marks=pytest.mark.soak),
)
"""Every width and look once; all of them in the soak."""


@pytest.mark.parametrize(("width", "dark"), LOOKS)
def test_nothing_is_wrong_by_axe_and_nothing_widens_the_page(
    department: Department, width: int, dark: bool
) -> None:
    """In both looks, narrow and wide, also with the cell open and with nothing to show."""
    with show(department.browser, department.address("/login/"), width=width, dark=dark) as shown:
        page = shown.page
        for path in PAGES:
            _open(page, department, path)
            page.wait_for_timeout(100)
            assert axe(page) == (), path
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path


def test_on_paper_the_heads_are_on_each_sheet(department: Department, tmp_path: Path) -> None:
    """A4 on its side, with the numbers of measures on both sheets, and no buttons."""
    with show(department.browser, department.address("/login/")) as shown:
        page = shown.page
        _open(page, department, "/matrix/")
        # So many schools as fill a second sheet.
        page.evaluate(
            "() => { const body = document.querySelector('table.grid tbody'); const row = body.rows[0];"
            " for (let n = 0; n < 20; n++) body.append(row.cloneNode(true)); }"
        )
        file = tmp_path / "matrix.pdf"
        file.write_bytes(page.pdf(prefer_css_page_size=True))
        told = subprocess.run(["pdfinfo", str(file)], capture_output=True, text=True, check=True).stdout
        size = re.search(r"Page size:\s+(\d+)[\d.]* x (\d+)", told)
        assert size is not None
        assert (int(size[1]), int(size[2])) in {(841, 594), (841, 595), (842, 595)}
        words = ["pdftotext", "-layout", str(file), "-"]
        sheets = subprocess.run(words, capture_output=True, text=True, check=True).stdout.split("\f")[:-1]
        assert len(sheets) >= 2
        for sheet in sheets[:2]:
            assert {"1.1", "2.9", "4.5"} <= set(sheet.split())
        assert "Показать" not in sheets[0]
        assert "Напечатано" in sheets[-1]
