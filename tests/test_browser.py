"""The browser of the tests shows what is wrong with a page: faults, strangers, colours, widths."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import axe, run_browser, screenshot, show
from tests.publishing.host import Answer, serve

pytestmark = pytest.mark.referee

HEAD = '<!DOCTYPE html><html lang="ru"><meta charset="utf-8"><title>Страница</title>'
# Grey is too pale on white, and good in the dark; on a narrow screen the links are too small for WCAG 2.2.
PALE = f"""{HEAD}<style>
:root {{ color-scheme: light dark; }}
body {{ color: #aaa; background: #fff; }}
a {{ display: inline-block; padding: 1rem; color: inherit; }}
@media (prefers-color-scheme: dark) {{ body {{ background: #000; }} }}
@media (max-width: 400px) {{ a {{ width: 9px; height: 9px; padding: 0; overflow: hidden; }} }}
</style><main><h1>Заголовок</h1><a href="#a">а</a><a href="#b">б</a></main>"""
ASKING = """<main><h1>З</h1>
<img alt="" src="data:,"><img alt="" src="https://counter.example/i.png">
<img alt="" src="{host}pixel.png"><link rel="stylesheet" href="//fonts.example/a.css">
<script>setTimeout(() => {{
  fetch("https://late.example/");
  new WebSocket("ws://socket.example/");
}}, 50)</script></main>"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One browser for all."""
    with run_browser() as started:
        yield started


def _write(folder: Path, text: str) -> Path:
    file = folder / "страница.html"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_clean_page_has_no_findings(browser: Browser, tmp_path: Path) -> None:
    """Also one that forbids every script."""
    policy = "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
    page = _write(tmp_path, f"{HEAD}{policy}<main><h1>Заголовок</h1><p>Слова</p></main>")
    with show(browser, page) as shown:
        assert axe(shown.page) == ()
        assert shown.strangers() == []


def test_faults_are_found(browser: Browser, tmp_path: Path) -> None:
    """Of the law and of good practice, with the elements."""
    body = "<p>Слова</p><main><h2>З</h2><img src='data:,'><input></main>"
    with show(browser, _write(tmp_path, HEAD + body)) as shown:
        found = {each.rule: each.elements for each in axe(shown.page)}
    assert found.keys() == {"image-alt", "label", "page-has-heading-one", "region"}
    assert found["image-alt"] == ('<img src="data:,">',)
    assert found["region"] == ("<p>Слова</p>",)


@pytest.mark.parametrize(
    ("width", "dark", "rules"),
    [
        (1280, False, {"color-contrast"}),
        (1280, True, set()),
        (320, False, {"color-contrast", "target-size"}),
        (320, True, {"target-size"}),
    ],
)
def test_width_and_colours_are_those_that_were_asked_for(
    browser: Browser, tmp_path: Path, width: int, *, dark: bool, rules: set[str]
) -> None:
    """Each has faults of its own."""
    with show(browser, _write(tmp_path, PALE), width=width, dark=dark) as shown:
        assert {each.rule for each in axe(shown.page)} == rules
        picture = screenshot(shown.page, tmp_path / "seen" / "page.png").read_bytes()
    assert struct.unpack(">I", picture[16:20]) == (width,)


def test_what_axe_cannot_decide_is_told_when_asked(browser: Browser, tmp_path: Path) -> None:
    """Words on a picture may be legible or not."""
    body = "<main style='background: linear-gradient(#000, #fff)'><h1>З</h1></main>"
    with show(browser, _write(tmp_path, HEAD + body)) as shown:
        assert axe(shown.page) == ()
        assert {each.rule for each in axe(shown.page, undecided=True)} == {"color-contrast"}


def test_strangers_are_seen_and_not_reached(browser: Browser, tmp_path: Path) -> None:
    """A picture, a style, a script that asks later, a socket; what a page holds itself is none."""
    reached: list[str] = []
    with (
        serve({"/pixel.png": Answer(b"")}, asked=reached) as host,
        show(browser, _write(tmp_path, HEAD + ASKING.format(host=host))) as shown,
    ):
        shown.page.wait_for_timeout(300)
        assert set(shown.strangers()) == {
            "https://counter.example/i.png",
            f"{host}pixel.png",
            "file://fonts.example/a.css",
            "https://late.example/",
            "ws://socket.example/",
        }
    assert reached == ["/pixel.png"]  # this machine is not cut off


def test_a_host_may_ask_itself_and_leads_nobody_astray(browser: Browser) -> None:
    """A page over http has its own files; a redirect to another host is seen and goes nowhere."""
    page = f'{HEAD}<main><h1>З</h1><img alt="" src="own.png"><img alt="" src="away.png"></main>'.encode()
    answers = {
        "/": Answer(page),
        "/own.png": Answer(b""),
        "/away.png": Answer(leads_to="https://away.example/i.png"),
    }
    with serve(answers) as host, show(browser, host) as shown:
        assert f"{host}own.png" in shown.asked
        assert shown.strangers() == ["https://away.example/i.png"]


def test_scripts_may_be_off(browser: Browser, tmp_path: Path) -> None:
    """A page that works without JavaScript is looked at without."""
    page = _write(tmp_path, f"{HEAD}<main><h1>З</h1><script>document.title = 'другая'</script></main>")
    titles = []
    for scripts in (True, False):
        with show(browser, page, scripts=scripts) as shown:
            titles.append(shown.page.title())
    assert titles == ["другая", "Страница"]


def test_what_is_missing_is_said(browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A skip with its reason, and never a pass."""
    monkeypatch.setenv("REFEREE_NODE_DIR", str(tmp_path))
    with (
        show(browser, _write(tmp_path, PALE)) as shown,
        pytest.raises(pytest.skip.Exception, match="SKIPPED: axe-core is not installed"),
    ):
        axe(shown.page)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="SKIPPED: Chromium is not installed"), run_browser():
        pass
