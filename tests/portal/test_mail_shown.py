"""The pages of a portal that sends mail, in a browser: nothing for axe-core to find, nothing too wide."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser import run_browser, show
from tests.mail_server import MailServer, run_mail_server
from tests.portal.departments import CLASSES
from tests.portal.processes import Server, lay_schools, make_sessions, serving
from tests.portal.test_beginning_browser import click
from tests.portal.test_mail import SETTINGS
from tests.portal.test_pages_shown import LOOKS, look_at

pytestmark = pytest.mark.referee

SCHOOL = "/schools/school-100/"
PLAN = f"{SCHOOL}school-100-vpr-2027/"
CONTACTS = "contacts: school-100\npeople: {head: head@s.example, deputy-head: deputy@s.example}\n"
ROLES = (("administrator", ""), ("officer", ""), ("editor", "school-100"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium."""
    with run_browser() as running:
        yield running


def _look_too(page: Page, *, thorough: bool) -> None:
    """Look at a page that is the same without mail: in the soak alone."""
    if thorough:
        look_at(page)


def _come(page: Page, server: Server, session: str, path: str) -> None:
    page.context.add_cookies([{"name": "session", "value": session, "url": server.address}])
    page.goto(f"{server.address}{path}", wait_until="load")


def _find_letter(page: Page, mail: MailServer, words: str) -> str:
    """Wait for a letter with something in it; gives what it found."""
    for _look_again in range(200):
        for each in mail.letters:
            body = each.read().get_body(("plain",))
            found = re.search(words, str(body.get_content())) if body is not None else None
            if found is not None:
                return found[0]
        page.wait_for_timeout(50)
    pytest.fail("no letter has come")


def _invite(page: Page, *, thorough: bool) -> None:
    """An invitation is made, and sent by mail."""
    page.fill("[name=name]", "Лапина Рита")
    page.check("[name=role][value=methodologist]")
    click(page, "main form .button.primary")
    look_at(page)
    page.fill("#to", "rita@s.example")
    click(page, "main button:has-text('Отправить')")
    _look_too(page, thorough=thorough)


def _send_letters(page: Page) -> None:
    """What would go is looked at, and what became of it."""
    look_at(page)
    click(page, "text=Отправить отмеченные")
    look_at(page)


def _confirm(page: Page, server: Server, mail: MailServer, link: str, *, thorough: bool) -> None:
    """A report by a personal link waits for the answer to a letter."""
    page.goto(link)
    _look_too(page, thorough=thorough)
    click(page, "main form .button.primary")
    page.goto(f"{server.address}{PLAN}measures/{CLASSES}/")
    _look_too(page, thorough=thorough)
    page.fill("#f-note", "Готово")
    click(page, "main form button.primary")
    page.wait_for_selector("text=Осталось подтвердить")
    look_at(page)
    page.goto(f"{server.address}{_find_letter(page, mail, r'/confirm/[^ ]+/')}")
    look_at(page)
    click(page, "main form .button.primary")
    page.wait_for_selector("text=Страницу можно закрыть")
    look_at(page)


def _walk(browser: Browser, folder: Path, looks: tuple[tuple[int, bool], ...], *, thorough: bool) -> None:
    workspace, settings = folder / "workspace", folder / "mail.toml"
    lay_schools(workspace, 1)
    (workspace / "school-100" / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    admin, officer, editor = make_sessions(workspace, ROLES)
    with run_mail_server() as mail:
        settings.write_text(SETTINGS.format(port=mail.port), encoding="utf-8")
        with serving(workspace, "--mail", str(settings)) as server:
            door, shows = f"{server.address}/login/", iter(looks)
            width, dark = next(shows)
            with show(browser, door, width=width, dark=dark) as shown:
                _come(shown.page, server, admin, "/accounts/invite/")
                _invite(shown.page, thorough=thorough)
            width, dark = next(shows)
            with show(browser, door, width=width, dark=dark) as shown:
                _come(shown.page, server, editor, f"{SCHOOL}links/")
                shown.page.select_option("[name=post]", "deputy-head")
                shown.page.fill("[name=name]", "Тен Л. Б.")
                click(shown.page, "main form .button.primary")
                _look_too(shown.page, thorough=thorough)
                link = shown.page.input_value("#address")
            width, dark = next(shows)
            with show(browser, door, width=width, dark=dark) as shown:
                _confirm(shown.page, server, mail, link, thorough=thorough)
            width, dark = next(shows)
            with show(browser, door, width=width, dark=dark) as shown:
                _come(shown.page, server, officer, f"{PLAN}letters/")
                _send_letters(shown.page)


def test_pages_of_mail(browser: Browser, tmp_path: Path) -> None:
    """An invitation, a personal link, a report that is confirmed, letters to whoever is late."""
    _walk(browser, tmp_path, LOOKS, thorough=False)


@pytest.mark.soak
@pytest.mark.parametrize("turn", range(len(LOOKS)))
def test_pages_of_mail_in_other_looks(browser: Browser, tmp_path: Path, turn: int) -> None:
    """The same, wide and narrow, light and dark."""
    _walk(browser, tmp_path, (*LOOKS[turn:], *LOOKS[:turn]), thorough=True)
