"""From an empty database to the papers of a plan, in a browser; nothing for axe-core to find on the way."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect

from tests.browser import axe, run_browser, show
from tests.portal.processes import serving

pytestmark = pytest.mark.referee

PASSWORD = "синий трамвай едет"  # noqa: S105 -- of nobody
ANSWERS = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»",
    "place": "г. Примерск",
    "people.head.name": "Орлова Мария Петровна",
    "people.deputy-head.name": "Гусева Анна Львовна",
    "procedure.use": "vpr",
}
_MOST_PAGES = 30


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with run_browser() as running:
        yield running


def _look(page: Page) -> None:
    assert axe(page) == ()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def make_account(page: Page, address: str, name: str, login: str) -> None:
    """Take an invitation: who she is, and her password."""
    page.goto(address)
    page.fill("[name=name]", name)
    page.fill("[name=login]", login)
    page.fill("[name=password]", PASSWORD)
    page.fill("[name=again]", PASSWORD)
    press(page)


def answer(page: Page, answers: Mapping[str, str] = ANSWERS) -> None:
    """Type what this page asks for, and go on by the keyboard."""
    for path, words in answers.items():
        field = page.locator(f"form [name='{path}']:not([type=hidden])")
        if not field.count():
            continue
        while (
            not field.first.is_visible()
            and (folded := page.locator("main details:not([open]) > summary")).count()
        ):
            folded.first.click()
        if field.first.evaluate("each => each.tagName") == "SELECT":
            field.first.select_option(words)
        elif field.first.get_attribute("type") == "radio":
            page.check(f"form [name='{path}'][value='{words}']")
        else:
            field.first.fill(words)
    page.locator("main form .button.primary").focus()
    press(page)


def press(page: Page) -> None:
    """Press the key that sends, and wait for the page it leads to."""
    with page.expect_navigation():
        page.keyboard.press("Enter")


def click(page: Page, what: str) -> None:
    """Click something that leads to another page."""
    with page.expect_navigation():
        page.click(what)


def take_papers(page: Page) -> Path:
    """Take the archive: at once, or from the page that says how far it is."""
    taken: list[Download] = []

    def keep(download: Download) -> None:
        taken.append(download)

    page.on("download", keep)
    page.click("text=Скачать все бумаги")
    link = page.get_by_role("link", name="Скачать", exact=True)
    for _look_again in range(600):
        if taken:
            break
        if link.count():
            with page.expect_download():
                link.click()
        page.wait_for_timeout(100)
    return Path(taken[0].path())


def test_from_nothing_to_papers(browser: Browser, tmp_path: Path) -> None:
    """The first account adds a school; its editor, invited, answers, looks, and takes the papers."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    with serving(workspace) as server, show(browser, f"{server.address}/login/") as shown:
        page = shown.page
        make_account(page, f"{server.address}{server.first}", "Громов Пётр", "chief")
        page.goto(f"{server.address}/beginning/")
        page.fill("[name=name]", "МБОУ «СШ № 40»")
        page.fill("[name=municipality]", "Центр")
        page.fill("[name=editor]", "Гусева Анна")
        click(page, "main form .button.primary")
        invitation = page.input_value("#address")
        click(page, "text=Выйти")
        make_account(page, invitation, "Гусева Анна", "editor")
        click(page, "text=Начать план")
        click(page, "a:has-text('Якутия')")
        click(page, "text=Взять эту карту")
        _look(page)
        click(page, "main a.button.primary")
        for number in range(_MOST_PAGES):
            if page.url.endswith("/check/"):
                break
            if number == 4:
                _look(page)
            answer(page)
        expect(page.locator("h1")).to_have_text("Проверьте ответы")
        _look(page)
        click(page, "main a.button.primary")
        expect(page.locator("h1")).to_have_text("Вот что получится")
        _look(page)
        assert [each.name for each in workspace.iterdir()] == [".portal"]
        page.locator("main form .button.primary").focus()
        press(page)
        expect(page.locator("h1")).to_have_text("План действует")
        _look(page)
        papers = zipfile.ZipFile(take_papers(page)).namelist()
        assert {"order.docx", "plan.docx"} <= set(papers)
        (folder,) = (each for each in workspace.iterdir() if each.name != ".portal")
        assert {"organisation.yaml", "adoption.yaml"} <= {each.name for each in folder.iterdir()}
        assert shown.strangers() == []
