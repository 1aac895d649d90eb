"""Pages in a real browser: how they look, in light and dark, what axe-core finds, what they ask for.

The browser is Debian's Chromium, run by Playwright; `make system` installs it, and axe-core with it. Where
one of them is missing, the test is skipped and says so. While a browser runs, an event loop runs in its
thread: what refuses to work beside one (Django's database, `asyncio.run`) belongs into another process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

__all__ = ["Finding", "Shown", "axe", "axe_both", "run_browser", "screenshot", "show"]

ROOT = Path(__file__).parents[1]
# Chromium itself asks for nothing either: every name and address but this machine's is unknown to it, so that
# a page that is led to a strange host is seen asking, and never reaches it.
ARGUMENTS = (
    "--no-sandbox",  # it refuses to start as root with one
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)
HEIGHT = 900
RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
# What a page holds itself, and what asks no host.
WITHOUT_HOST = frozenset({"about", "blob", "data"})


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule of axe-core that a page breaks, or that it could not decide.

    Attributes:
        rule: its id, «color-contrast».
        help: the rule in words.
        elements: the elements it speaks of, as HTML.
    """

    rule: str
    help: str
    elements: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that is open.

    Attributes:
        page: Playwright's page.
        asked: every address that was asked for, its own first, also what was refused and what came later.
    """

    page: Page
    asked: list[str] = field(default_factory=list)

    def strangers(self) -> list[str]:
        """Give the addresses that lie on another host than the page itself, or outside of the disk."""
        home = urlsplit(self.page.url)
        return [
            address
            for address in self.asked
            if (parts := urlsplit(address)).scheme not in WITHOUT_HOST
            and (parts.scheme, parts.netloc) != (home.scheme, home.netloc)
        ]


@contextlib.contextmanager
def run_browser() -> Iterator[Browser]:
    """Run Chromium until the block ends; one for all tests of a module will do.

    A fixture of a module holds it: `with run_browser() as browser: yield browser`.
    """
    program = shutil.which("chromium")
    if program is None:
        pytest.skip("SKIPPED: Chromium is not installed (make system); no page was looked at")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def show(
    browser: Browser, address: Path | str, *, width: int = 1280, dark: bool = False, scripts: bool = True
) -> Iterator[Shown]:
    """Open a page, with nothing remembered of others, until the block ends.

    Args:
        browser: what opens it.
        address: a file, or an address (`http://…`).
        width: of the window, in CSS pixels.
        dark: what the reader prefers.
        scripts: whether the page's own scripts run; axe-core needs them.
    """
    with browser.new_context(
        viewport={"width": width, "height": HEIGHT},
        color_scheme="dark" if dark else "light",
        locale="ru-RU",
        java_script_enabled=scripts,
        service_workers="block",
    ) as context:
        page = context.new_page()
        shown = Shown(page)
        page.on("request", lambda request: shown.asked.append(request.url))
        page.on("websocket", lambda socket: shown.asked.append(socket.url))
        page.goto(address.resolve().as_uri() if isinstance(address, Path) else address, wait_until="load")
        yield shown


def screenshot(page: Page, path: Path) -> Path:
    """Draw the whole page, as long as it is, into a PNG file; gives the file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=path, full_page=True, animations="disabled")
    return path


def axe(page: Page, *, undecided: bool = False) -> tuple[Finding, ...]:
    """Give what axe-core finds by the rules of WCAG 2.2 AA and good practice.

    Args:
        page: an open page with scripts; its own Content-Security-Policy does not stop axe-core.
        undecided: what it could not decide instead of what is wrong: a person looks at that.
    """
    return axe_both(page)[undecided]


def axe_both(page: Page) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """Give what axe-core finds to be wrong on a page, and what it could not decide."""
    source = _packages_of_node() / "axe-core" / "axe.min.js"
    if not source.is_file():
        pytest.skip("SKIPPED: axe-core is not installed (make system); no page was checked for accessibility")
    page.evaluate(source.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("rules => axe.run(document, {runOnly: rules})", list(RULES))
    # A rule that was not run finds nothing: what passed shows that it looked at all.
    assert found["passes"], "axe-core looked at nothing"
    return _list_findings(found["violations"]), _list_findings(found["incomplete"])


def _list_findings(found: list[dict[str, Any]]) -> tuple[Finding, ...]:
    return tuple(
        Finding(each["id"], each["help"], tuple(node["html"] for node in each["nodes"])) for each in found
    )


def _packages_of_node() -> Path:
    """The folder that tools/install_referees.sh fills, or the one that is named."""
    return Path(os.environ.get("REFEREE_NODE_DIR") or ROOT / "build" / "referees") / "node_modules"
