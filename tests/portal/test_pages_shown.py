"""The pages in a real browser: nothing for axe-core to find, nothing wider than the window."""

from __future__ import annotations

import contextlib
import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Download, Page

from tests.browser import axe_both, run_browser, show
from tests.portal.processes import Server, serving
from tests.portal.writing_roadmaps import NAME, TABLE

pytestmark = pytest.mark.referee

PASSWORD = "попробовать портал"  # noqa: S105 -- of the demo
DRAFT = "/drafts/reading-2027/"
OURS = "/schools/school-12/school-12-vpr-2027/"
PAGES = (
    ("", "/login/"),
    ("", "/data/"),
    ("", "/accessibility/"),
    ("admin", "/folders/"),
    ("admin", "/accounts/"),
    ("admin", "/accounts/invite/"),
    ("admin", "/beginning/"),
    ("admin", "/beginning/school-31/?roadmap=%23samara-west-2020-plan%401.0.0"),
    ("school-12", "/beginning/school-12/"),
    ("officer", "/matrix/"),
    ("officer", "/matrix/?cell=school-12/results-by-grade"),
    ("officer", "/review/"),
    ("officer", f"{OURS}letters/"),
    ("officer", "/versions/"),
    ("officer", "/event/"),
    ("officer", "/schools/"),
    ("officer", "/schools/school-31/"),
    ("officer", "/nowhere/"),
    ("school-12", "/account/"),
    ("school-12", "/data/"),
    ("school-12", OURS),
    ("school-12", f"{OURS}plan/"),
    ("school-12", f"{OURS}measures/results-by-class/"),
    ("officer", f"{OURS}measures/results-by-grade/"),
    ("school-12", f"{OURS}measures/subject-programmes/"),
    ("school-12", f"{OURS}events/council-decision/"),
    ("school-12", f"{OURS}events/council-decision/?on=21.06.2027"),
    ("school-12", f"{OURS}papers/"),
    ("school-12", f"{OURS}signing/"),
    ("school-12", f"{OURS}update/"),
    ("school-12", f"{OURS}amending/"),
    ("school-12", f"{OURS}ending/"),
    ("school-12", f"{OURS}people/"),
    ("deputy-14", "/schools/school-14/school-14-vpr-2027/people/"),
    ("deputy-14", "/schools/school-14/school-14-vpr-2027/"),
    ("school-12", f"{OURS}calendars/"),
    ("deputy-14", "/schools/school-14/school-14-vpr-2027/calendars/"),
    ("methodist", "/drafts/"),
    ("methodist", "/drafts/new/"),
    ("methodist", f"{DRAFT}new-stage/"),
    ("methodist", f"{DRAFT}stages/analysis/"),
    ("methodist", f"{DRAFT}measures/obsudit-rezultaty-pedagogicheskom-sovete/place/"),
    ("methodist", DRAFT),
    ("methodist", f"{DRAFT}measures/obsudit-rezultaty-pedagogicheskom-sovete/"),
    ("methodist", f"{DRAFT}stages/analysis/new/"),
    ("methodist", f"{DRAFT}about/"),
    ("methodist", f"{DRAFT}text/"),
    ("methodist", f"{DRAFT}permissions/"),
    ("methodist", f"{DRAFT}templates/"),
    ("methodist", f"{DRAFT}publish/"),
    ("methodist", f"{DRAFT}drop/"),
    ("officer", f"{OURS}drift/"),
)
"""Every page of the portal, with who looks at it."""
IN_ENGLISH = (
    ("", "/login/"),
    ("officer", "/matrix/?cell=school-12/results-by-grade"),
    ("school-12", OURS),
    ("school-12", f"{OURS}measures/results-by-class/"),
    ("school-12", f"{OURS}calendars/"),
)
"""Pages that are shown to axe-core in English too; what they say is looked at in `test_english_pages`."""
LOOKS = tuple(itertools.product((1280, 320), (False, True)))
"""Widths, and whether the reader prefers dark."""
UNDECIDED = {"color-contrast"}
"""Of single characters and text on pictures axe-core cannot tell; the ratios stand in the table of tokens."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for all pages."""
    with run_browser() as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo."""
    with serving(tmp_path_factory.mktemp("demo"), "--demo") as running:
        yield running


_KNOWN: dict[tuple[str, str], Any] = {}
"""The cookie of whoever has come in, by the door and her login."""


@contextlib.contextmanager
def opened(
    browser: Browser, server: Server, who: str, path: str, *, width: int = 1280, dark: bool = False
) -> Iterator[Page]:
    """Open a page as somebody of the demo, who has come in once and is known in every window."""
    door = f"{server.address}/login/"
    with show(
        browser, door if not who or (door, who) not in _KNOWN else "about:blank", width=width, dark=dark
    ) as shown:
        page = shown.page
        if (door, who) in _KNOWN:
            page.context.add_cookies(_KNOWN[door, who])
        elif who:
            come_in(page, who)
            _KNOWN[door, who] = [each for each in page.context.cookies() if each["name"] == "session"]
        page.goto(f"{server.address}{path}", wait_until="load")
        yield page
        assert shown.strangers() == []


def come_in(page: Page, who: str) -> None:
    """Come in as somebody of the demo."""
    page.fill("[name=login]", who)
    page.fill("[name=password]", PASSWORD)
    page.click("text=Войти")
    page.wait_for_load_state("load")


def look_at(page: Page) -> None:
    """Look at a page: what axe-core finds, and whether it is wider than its window."""
    wrong, undecided = axe_both(page)
    assert wrong == ()
    assert {each.rule for each in undecided} <= UNDECIDED
    width, window = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert width <= window


@pytest.mark.parametrize(("number", "who", "path"), [(n, *each) for n, each in enumerate(PAGES)])
def test_a_page(browser: Browser, server: Server, number: int, who: str, path: str) -> None:
    """Each page once, in one of the four looks; the soak has all of them."""
    width, dark = LOOKS[number % len(LOOKS)]
    with opened(browser, server, who, path, width=width, dark=dark) as page:
        look_at(page)


@pytest.mark.parametrize(("number", "who", "path"), [(n, *each) for n, each in enumerate(IN_ENGLISH)])
def test_in_english(browser: Browser, server: Server, number: int, who: str, path: str) -> None:
    """By the switch in the foot, which leads back to the page; words of another length fit too."""
    width, dark = LOOKS[number % len(LOOKS)]
    with opened(browser, server, who, path, width=width, dark=dark) as page:
        page.click("footer button[value=en]")
        page.wait_for_selector("html[lang=en]")
        assert page.url == f"{server.address}{path}"
        look_at(page)


@pytest.mark.soak
@pytest.mark.parametrize(("width", "dark"), LOOKS)
@pytest.mark.parametrize(("who", "path"), PAGES)
def test_every_look(browser: Browser, server: Server, who: str, path: str, width: int, dark: bool) -> None:
    """All pages, light and dark, narrow and wide."""
    with opened(browser, server, who, path, width=width, dark=dark) as page:
        look_at(page)


def test_what_is_filled_in_wrong_is_shown_and_found(browser: Browser, server: Server) -> None:
    """The summary has the focus and leads to the field; what was typed stays; axe-core finds nothing."""
    path = f"{OURS}measures/results-by-class/"
    with opened(browser, server, "school-12", path, width=320) as page:
        page.fill("#f-on", "вчера")
        page.fill("#f-note", "Добавлен 6Б")
        page.click("button.primary")
        page.wait_for_load_state("load")
        assert page.title().startswith("Ошибка: ")
        assert page.evaluate("document.activeElement.id") == "summary"
        look_at(page)
        page.click("#summary a")
        assert page.evaluate("document.activeElement.id") == "f-on"
        assert page.input_value("#f-note") == "Добавлен 6Б"


def test_report_return_correct_accept(browser: Browser, server: Server) -> None:
    """The way of a report through two browsers, with the keyboard alone where something is decided."""
    path = f"{OURS}measures/subject-programmes/"
    with (
        opened(browser, server, "school-12", path) as school,
        opened(browser, server, "officer", path) as officer,
    ):
        school.fill("#f-note", "Программы изменены")
        school.click("text=Сдать на проверку >> nth=1")
        school.wait_for_selector("[role=status]")
        officer.reload()
        officer.fill("#f-note", "Нет программы по географии")
        officer.click("button[value=returned]")
        officer.wait_for_selector("[role=status]")
        school.reload()
        assert "Нет программы по географии" in school.inner_text(".banner.turn")
        school.fill("#f-note", "География добавлена")
        school.focus("#f-note")
        school.keyboard.press("Tab")
        school.keyboard.press("Tab")
        school.keyboard.press("Enter")
        school.wait_for_selector("[role=status]")
        officer.reload()
        officer.focus("button.primary")
        officer.keyboard.press("Enter")
        officer.wait_for_selector("[role=status]")
        assert "принято" in officer.inner_text(".state")


def test_back_back_forward(browser: Browser, server: Server) -> None:
    """What was recorded is recorded once, and every page that comes back says how it stands now."""
    path = f"{OURS}measures/extracurricular-programmes/"
    with opened(browser, server, "school-12", OURS) as page:
        page.goto(f"{server.address}{path}")
        page.fill("#f-note", "один раз")
        page.click("form button.primary")
        page.wait_for_selector("[role=status]")
        page.go_back()
        page.go_back()
        assert "Сегодня" in page.inner_text("h1")
        page.go_forward()
        page.wait_for_selector(".history")
        assert "на проверке" in page.inner_text(".state")
        assert page.inner_text(".history").count("один раз") == 1
        page.reload()
        assert page.inner_text(".history").count("один раз") == 1


def test_an_event_moves_dates(browser: Browser, server: Server) -> None:
    """From what the plan waits for over what would move to what has moved; with the keyboard alone."""
    with opened(browser, server, "school-12", OURS) as page:
        page.focus("a:has-text('Записать: решение Педсовета')")
        page.keyboard.press("Enter")
        page.wait_for_load_state("load")
        page.focus("#f-on")
        page.keyboard.type("21.06.2027")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Получат сроки")
        assert "… ждёт" in page.inner_text("table")
        page.focus("text=Записать 21.06.2027")
        page.keyboard.press("Enter")
        page.wait_for_selector("[role=status]")
        page.goto(f"{server.address}{OURS}measures/teaching-methods/")
        assert "21.06.2027" in page.inner_text(".state")


def test_without_scripts(browser: Browser, server: Server) -> None:
    """Everything that matters is a link or a form."""
    with show(browser, f"{server.address}/login/", scripts=False) as shown:
        page = shown.page
        come_in(page, "school-12")
        page.goto(f"{server.address}{OURS}measures/course-programmes/")
        page.fill("#f-note", "без сценариев")
        page.click("form button.primary")
        page.wait_for_load_state("load")
        assert "без сценариев" in page.inner_text(".history")


def test_print(browser: Browser, server: Server, tmp_path: Path) -> None:
    """On paper there are neither forms nor buttons."""
    with opened(browser, server, "school-12", f"{OURS}measures/results-by-class/") as page:
        page.emulate_media(media="print")
        assert not page.is_visible("form")
        assert page.is_visible("h1")


@pytest.mark.parametrize("width", [1280, 320])
def test_an_address_of_a_calendar_is_taken_and_looked_at(
    browser: Browser, server: Server, width: int
) -> None:
    """With its code, and what a calendar finds there; axe-core finds nothing on any of the pages."""
    path = f"{OURS}calendars/"
    with opened(browser, server, "school-12", path, width=width, dark=width == 320) as page:
        page.select_option("#feed", "head" if width == 320 else "waiting.head")
        page.click("text=Взять адрес >> nth=-1")
        page.wait_for_selector("figure.code svg")
        address = page.input_value("#address-fresh")
        look_at(page)
        page.click("text=Проверить >> nth=0")
        page.wait_for_selector("text=Что видит календарь")
        look_at(page)
        page.goto(address.replace("/feeds/", "/calendars/").replace(".ics", "/"))
        look_at(page)
        assert page.get_attribute("text=Скачать .ics", "href") == address.removeprefix(server.address)


def test_what_takes_longer_than_a_request(browser: Browser, server: Server) -> None:
    """The page stays where a file comes at once, and may be asked again; else the page of the job has it."""
    with opened(browser, server, "school-12", f"{OURS}papers/", width=320, dark=True) as page:
        come: list[Download] = []
        page.on("download", lambda file: come.append(file))  # noqa: PLW0108 -- it looks at it
        page.click("text=Скачать все")
        while not come and "/jobs/" not in page.url:
            page.wait_for_timeout(50)
        if come:
            assert page.inner_text("main button.primary") == "Скачать все"
            page.goto(come[0].url.removesuffix("file/"), wait_until="load")
        page.wait_for_selector("text=Готово.")
        look_at(page)
        with page.expect_download() as coming:
            page.click("text=Скачать")
        assert coming.value.suggested_filename == "school-12-vpr-2027.zip"


def test_an_event_for_schools(browser: Browser, server: Server) -> None:
    """From the form by what is seen to what is recorded, however long each of both takes."""
    with opened(browser, server, "officer", "/event/", dark=True) as page:
        page.select_option("#f-event", "council-decision")
        page.fill("#f-on", "28.06.2027")
        page.click("main button.primary")
        page.wait_for_selector("main a.button.primary, main form button.primary", timeout=60_000)
        if "/jobs/" in page.url:
            page.click("main a.button.primary")
        page.wait_for_selector("text=Ещё ничего не записано")
        look_at(page)


def _begin_layer(page: Page) -> None:
    """Over what has just been published, a town says that something is earlier with it."""
    page.fill("#f-layer", "our-town")
    page.click("text=Начать слой")
    page.wait_for_selector("text=Слой над картой")
    look_at(page)
    page.click("td:has-text('до 1 октября') >> xpath=.. >> th a")
    page.wait_for_selector("text=В карте:")
    page.fill("#f-deadline", "до 15 сентября")
    page.wait_for_selector("#meaning :text('15.09.2026')")
    look_at(page)
    page.click("button.primary")
    page.wait_for_selector("text=иначе, чем в карте:")


def test_a_table_becomes_a_published_roadmap(browser: Browser, server: Server, tmp_path: Path) -> None:
    """Handed in, its doubt seen, the deadline mended in the form and explained at once, published, listed."""
    table = tmp_path / "План школы.docx"
    table.write_bytes(TABLE)
    with opened(browser, server, "methodist", "/drafts/") as page:
        page.click("text=Новая карта")
        page.set_input_files("#f-file", table)
        page.fill("#f-name", NAME)
        page.click("text=Прочитать план")
        page.wait_for_load_state("load")
        if "/jobs/" in page.url:
            # Where much else is done, a page says how far it is, and leads on.
            page.click("main a.button.primary")
            page.wait_for_selector("h1:text('Таблица прочитана')")
            look_at(page)
            page.click("main button.primary")
        page.wait_for_selector("text=Осталось проверить 1 место")
        look_at(page)
        page.click("tr.turn a")
        page.wait_for_load_state("load")
        page.fill("#f-deadline", "до 1 марта")
        page.wait_for_selector("#meaning :text('01.03.2027')")
        look_at(page)
        page.click("button.primary")
        page.wait_for_selector("text=Отмеченных мест не осталось")
        page.click(".tabs >> text=Опубликовать")
        page.wait_for_selector("text=Замечаний нет")
        page.click("button.primary")
        page.wait_for_selector("text=Опубликовано: plan-2027@1.0.0")
        look_at(page)
        _begin_layer(page)
        page.goto(f"{server.address}/published/{NAME}/1.0.0/")
        listed = page.evaluate("fetch('/published/index.json').then((each) => each.json())")
        assert NAME in listed["roadmaps"]
        page.click("text=Готовить следующую")
        page.click(".tabs >> text=О карте")
        assert page.input_value("#f-version") == "1.1.0"
        page.fill("#f-change", "Обсуждение – раньше")
        page.click("button.primary")
        page.wait_for_selector("[role=status]")
        page.goto(f"{server.address}/drafts/{NAME}/measures/obsudit-rezultaty-pedagogicheskom-sovete/")
        page.fill("#f-deadline", "до 1 февраля")
        page.click("button.primary")
        page.wait_for_selector("[role=status]")
        page.goto(f"{server.address}/drafts/{NAME}/publish/")
        assert "до 1 марта → до 1 февраля" in page.inner_text("main")
        look_at(page)
