"""The pictures of the manual, from the example school: what its plan looks like on a site and in a letter.

    make pictures

Drawn by Debian's Chromium, so that they are renewed by hand, on the same page size, and looked at.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import read_letters

__all__ = ["PICTURES", "main"]

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
TODAY = "2027-07-07"
_CONTACTS = (
    "contacts: school-12\npeople: {head: director@school-12.example, deputy-head: zavuch@school-12.example}\n"
)
_CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
_QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def _pages(folder: Path) -> Iterator[tuple[str, Path, int, int]]:
    """Make the pages; give each picture's name with its page, and how wide and high it is taken."""
    school = Path(shutil.copytree(ROOT / "examples" / "school", folder / "school"))
    adoption = school / "adoption.yaml"
    site = folder / "site"
    address = "https://school-12.example/plan/"
    if run(["site", str(adoption), "-o", str(site), "--today", TODAY, "--base-url", address]):
        raise SystemExit(1)
    (page,) = site.glob("*/index.html")
    yield "plan-page.png", page, 1280, 1100
    yield "subscribe.png", page.with_name("subscribe.html"), 1000, 760
    (school / "contacts.yaml").write_text(_CONTACTS, encoding="utf-8")
    asked = RemindRun((school,), only=("deputy-head",), sends=False)
    boxes = read_letters(asked, lambda _plan: dt.date.fromisoformat(TODAY)).or_raise()
    letter = folder / "letter.html"
    letter.write_text(boxes[0].letters[0].drawn.html, encoding="utf-8")
    yield "letter.png", letter, 680, 900


def _take(browser: Browser, name: str, page: Path, width: int, height: int) -> None:
    shown = browser.new_page(viewport={"width": width, "height": height})
    shown.goto(page.as_uri())
    shown.screenshot(path=str(PICTURES / name))
    shown.close()


def main() -> int:
    """Draw the pictures anew."""
    chromium = next((found for each in _CHROMIUM if (found := shutil.which(each))), None)
    if chromium is None:
        print("Chromium is missing: `make system` installs it")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(_QUIET))
        for name, page, width, height in _pages(Path(folder)):
            _take(browser, name, page, width, height)
        browser.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
