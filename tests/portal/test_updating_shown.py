"""A newer version from its publishing to the amending order, in a real browser."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page

from roadmap_engine.cli.program import run
from tests.browser import run_browser, show
from tests.pipeline.updates import FIRST, Neighbours
from tests.portal.processes import make_sessions, serving
from tests.portal.test_pages_shown import OURS, PASSWORD, look_at
from tests.portal.test_updating import LOCAL, SECOND

pytestmark = pytest.mark.referee

ORDER = "order: {date: 2027-01-11, number: 5-од}\n"
PLAN = "/schools/school-7/school/"


def _sign(folder: Path, adoption: Path) -> None:
    papers = folder / "papers"
    assert run(["build", str(adoption), "-o", str(papers), "--only", "order,plan,data"]) == 0
    assert run(["sign", str(adoption), "--papers", str(papers)]) == 0


def test_from_a_newer_version_to_the_amending_order(tmp_path: Path) -> None:
    """Published → told → decided, back and forward → confirmed → the amending order is downloaded."""
    workspace = tmp_path / "workspace"
    workspace.mkdir()
    neighbours = Neighbours(workspace)
    neighbours.publish(FIRST)
    adoption = neighbours.adopt(LOCAL + ORDER)
    _sign(tmp_path, adoption)
    (session,) = make_sessions(workspace, [("editor", "school-7")])
    with (
        run_browser() as browser,
        serving(workspace) as server,
        show(browser, f"{server.address}/login/", width=320, dark=True) as shown,
    ):
        page = shown.page
        page.context.add_cookies([{"name": "session", "value": session, "url": server.address}])
        page.goto(f"{server.address}{PLAN}")
        assert page.locator("text=Вышла версия").count() == 0
        neighbours.publish(FIRST, SECOND)
        page.reload()
        page.click("text=Посмотреть, что изменится")
        look_at(page)
        _decide(page)
        page.click("text=Обновить до 1.1.0")
        page.wait_for_selector("[role=status]")
        assert page.url.endswith(f"{PLAN}amending/")
        assert "tiny@1.1.0" in adoption.read_text(encoding="utf-8")
        page.set_viewport_size({"width": 1280, "height": 800})
        look_at(page)
        with page.expect_download() as loading:
            page.click("text=Скачать на подпись")
        with zipfile.ZipFile(loading.value.path()) as archive:
            assert archive.namelist() == ["act.json", "amended-plan.json", "amending-order.docx"]
        assert shown.strangers() == []


def _decide(page: Page) -> None:
    """Decide with the keyboard; go away and back: what was decided stays."""
    page.focus("[name='take-by-class.deadline'] >> nth=0")
    page.keyboard.press("ArrowDown")
    page.check("[name='take-by-school.deadline'][value=ours]")
    page.click("text=Запомнить решения")
    page.wait_for_load_state("load")
    page.go_back()
    page.go_back()
    page.go_forward()
    page.wait_for_load_state("load")
    assert page.is_checked("[name='take-by-class.deadline'][value=theirs]")
    assert page.is_checked("[name='take-by-school.deadline'][value=ours]")
    look_at(page)


def test_without_scripts_by_keys_in_a_narrow_window(tmp_path: Path) -> None:
    """Through a conflict and what is forbidden to the amending order, as HTML alone, 320 pixels wide."""
    with run_browser() as browser, serving(tmp_path / "demo", "--demo") as server:
        context = browser.new_context(
            java_script_enabled=False, viewport={"width": 320, "height": 800}, color_scheme="dark"
        )
        page = context.new_page()
        page.goto(f"{server.address}/login/")
        page.fill("[name=login]", "school-12")
        page.fill("[name=password]", PASSWORD)
        with page.expect_navigation():
            page.keyboard.press("Enter")
        page.goto(f"{server.address}{OURS}")
        _press(page, "Посмотреть, что изменится")
        assert "так менять не разрешает" in page.inner_text("main")
        # Of two ways the arrow takes the second; where there is one the space bar does.
        page.focus("[name='take-results-by-class.responsible'] >> nth=0")
        page.keyboard.press("ArrowDown")
        page.focus("[name='take-learning-skills-programme.deadline']")
        page.keyboard.press("Space")
        _press(page, "Запомнить решения")
        assert page.inner_text("main").count("Решено:") == 2
        assert "02.07.2027" in page.inner_text("main")
        _fits(page)
        _press(page, "Обновить до 1.1.0")
        assert page.url.endswith(f"{OURS}amending/")
        assert "О внесении изменений в приказ" in page.inner_text("main")
        page.focus("[name=as]")
        page.keyboard.type("230-од")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "230-од" in page.content()
        _fits(page)
        with page.expect_download() as loading:
            page.focus("text=Скачать на подпись")
            page.keyboard.press("Enter")
        with zipfile.ZipFile(loading.value.path()) as archive:
            assert "amending-order.docx" in archive.namelist()
        context.close()


def _press(page: Page, words: str) -> None:
    """Go to a link or button by the keyboard, and press it."""
    page.focus(f"text={words}")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def _fits(page: Page) -> None:
    """Nothing but a table that scrolls by itself is wider than the window."""
    for each in page.locator("main > *").all():
        box = each.bounding_box()
        assert box is None or box["x"] + box["width"] <= 321, each.inner_text()[:60]
