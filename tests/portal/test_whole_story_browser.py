"""The whole story of `test_whole_story` clicked in a browser: from the printed address of an empty folder."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page

from roadmap_engine.cli.commands import new
from roadmap_engine.cli.program import run
from tests.browser import run_browser, show
from tests.portal.processes import Server, serving
from tests.portal.test_beginning import read_texts
from tests.portal.test_beginning_browser import answer, click, make_account, take_papers
from tests.portal.test_pages_shown import look_at
from tests.portal.test_whole_story import (
    AUTUMN,
    DIAGNOSIS,
    NEXT,
    PLAN,
    SCHOOL,
    carry_by_command,
    write_by_commands,
)
from tests.portal.writing_roadmaps import NAME, TABLE

pytestmark = [pytest.mark.soak, pytest.mark.referee]

_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def _invite(page: Page, server: Server) -> tuple[str, str]:
    """Let the first administrator invite a methodologist, and take a school in with its editor."""
    make_account(page, f"{server.address}{server.first}", "Громов Пётр", "chief")
    page.goto(f"{server.address}/accounts/invite/")
    page.fill("[name=name]", "Лапина Рита")
    page.check("[name=role][value=methodologist]")
    click(page, "main form .button.primary")
    methodist = page.input_value("#address")
    page.goto(f"{server.address}/beginning/")
    page.fill("[name=name]", "МБОУ «СШ № 40»")
    page.fill("[name=municipality]", "Центр")
    page.fill("[name=editor]", "Гусева Анна")
    click(page, "main form .button.primary")
    return methodist, page.input_value("#address")


def _send(page: Page, told: str = "") -> None:
    click(page, "main form .button.primary")
    page.wait_for_selector(f"text={told}" if told else "[role=status]")


def _hand_in_and_publish(page: Page) -> None:
    """A table that somebody has → mended in its form → published."""
    click(page, "text=Новая карта")
    page.set_input_files("#f-file", {"name": "План.docx", "mimeType": _DOCX, "buffer": TABLE})
    page.fill("#f-name", NAME)
    click(page, "text=Прочитать план")
    if "/jobs/" in page.url:
        page.click("main a.button.primary")
        page.wait_for_selector("h1:text('Таблица прочитана')")
        click(page, "main button.primary")
    page.wait_for_selector("text=Осталось проверить 1 место")
    look_at(page)
    click(page, "tr.turn a")
    page.fill("#f-deadline", "до 1 марта")
    _send(page, "Отмеченных мест не осталось")
    click(page, ".tabs >> text=Опубликовать")
    look_at(page)
    _send(page, f"Опубликовано: {NAME}@1.0.0")


def _publish_next(page: Page) -> None:
    """From the page of what is published to the next version of it."""
    click(page, "text=Готовить следующую")
    click(page, ".tabs >> text=О карте")
    page.fill("#f-change", "Анализ – позже, отвечает заместитель")
    _send(page)
    for measure, field, words in (
        ("Проанализировать результаты", "#f-deadline", "до 15 октября"),
        ("Обсудить результаты", "#f-responsible", "заместитель директора по УВР"),
    ):
        click(page, ".tabs >> text=Мероприятия")
        click(page, f"main a:has-text('{measure}')")
        page.fill(field, words)
        _send(page)
    click(page, ".tabs >> text=Опубликовать")
    look_at(page)
    _send(page, f"Опубликовано: {NAME}@1.1.0")


def _answer_all(page: Page, answers: Mapping[str, str]) -> None:
    click(page, "main a.button.primary")
    for _page in range(40):
        if page.url.endswith("/check/"):
            break
        answer(page, answers)
    look_at(page)
    click(page, "main a.button.primary")
    look_at(page)


def _sign(page: Page, folder: Path) -> dict[str, bytes]:
    """Download what is to be signed, and bring it back; gives what was downloaded."""
    with page.expect_download() as coming:
        page.click("text=Скачать на подпись")
    with zipfile.ZipFile(coming.value.path()) as archive:
        archive.extractall(folder)
    files = read_texts(folder)
    given: list[FilePayload] = [
        {"name": name, "mimeType": "", "buffer": each} for name, each in files.items()
    ]
    page.set_input_files("#f-papers", given)
    click(page, "main button:has-text('Записать подписанное')")
    page.wait_for_selector("text=хранится, как подписан")
    look_at(page)
    return files


def _adopt_and_sign(page: Page, folder: Path) -> dict[str, bytes]:
    """From the choice of a roadmap to a signed order; gives all papers."""
    click(page, "text=Начать план")
    click(page, "a:has-text('по читательской грамотности')")
    click(page, "text=Взять эту карту")
    _answer_all(page, {**SCHOOL, **PLAN})
    click(page, "main form .button.primary")
    page.wait_for_selector("h1:text('План действует')")
    with zipfile.ZipFile(take_papers(page)) as archive:
        papers = {name: archive.read(name) for name in archive.namelist()}
    if "/jobs/" in page.url:
        page.go_back()
    click(page, "text=Подписать приказ")
    assert _sign(page, folder)["order.docx"] == papers["order.docx"]
    return papers


def _take_next(page: Page) -> None:
    """Look, decide, take."""
    click(page, "text=Посмотреть, что изменится")
    page.check(f"[name='take-{DIAGNOSIS}.deadline'][value=theirs]")
    click(page, "text=Запомнить решения")
    look_at(page)
    click(page, "text=Обновить до 1.1.0")
    assert page.url.endswith("/amending/")


@pytest.fixture
def browser() -> Iterator[Browser]:
    """Chromium."""
    with run_browser() as running:
        yield running


def test_one_story_clicked(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same in a browser, from the printed address of an empty folder; by links and buttons alone."""
    monkeypatch.setattr(new, "_today", lambda: AUTUMN)
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    with serving(workspace, "--today", AUTUMN.isoformat()) as server:
        door = f"{server.address}/login/"
        with show(browser, door) as shown:
            ways_in = _invite(shown.page, server)
        with show(browser, door) as methodist, show(browser, door, width=320, dark=True) as editor:
            make_account(methodist.page, ways_in[0], "Лапина Рита", "methodist")
            _hand_in_and_publish(methodist.page)
            make_account(editor.page, ways_in[1], "Гусева Анна", "editor")
            papers = _adopt_and_sign(editor.page, tmp_path / "signed")
            (school,) = (
                each.name for each in workspace.iterdir() if each.name not in (".portal", "published")
            )
            (tmp_path / "typed").mkdir()
            shutil.copytree(workspace / "published", tmp_path / "typed" / "published")
            typed = write_by_commands(tmp_path / "typed" / school, school)
            assert (
                run(["build", str(typed), "-o", str(tmp_path / "papers"), "--today", AUTUMN.isoformat()]) == 0
            )
            assert papers["order.docx"] == (tmp_path / "papers" / "order.docx").read_bytes()
            _publish_next(methodist.page)
            editor.page.goto(f"{server.address}/")
            _take_next(editor.page)
            editor.page.fill("#f-on", "06.10.2026")
            editor.page.fill("#f-as", "231-од")
            click(editor.page, "text=Показать, что скажет приказ")
            drawn, text = tmp_path / "drawn", workspace / school / "adoption.yaml"
            words = ["amend", str(text), "-o", str(drawn), "--date", "2026-10-06", "--number", "231-од"]
            assert run(words) == 0
            (drawn / ".roadmap-amend.json").unlink()
            assert _sign(editor.page, tmp_path / "amended") == read_texts(drawn)
            assert [*methodist.strangers(), *editor.strangers()] == []
            session = next(
                each["value"] for each in editor.page.context.cookies() if each["name"] == "session"
            )
    shutil.copytree(workspace / school, tmp_path / "carried")
    with serving(workspace) as server, show(browser, f"{server.address}/login/") as shown:
        shown.page.context.add_cookies([{"name": "session", "value": session, "url": server.address}])
        shown.page.goto(f"{server.address}/beginning/{school}/")
        click(shown.page, "text=Перенести на новый год")
        _answer_all(shown.page, NEXT)
        click(shown.page, "main form .button.primary")
        shown.page.wait_for_selector("h1:text('План действует')")
    carry_by_command(tmp_path / "carried")
    assert read_texts(workspace / school) == read_texts(tmp_path / "carried")
