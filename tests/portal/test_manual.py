"""The pictures of the portal's manual are those of its pages: a page that says otherwise draws a new one.

    make golden TESTS=tests/portal/test_manual.py      draw them anew; look at them before you commit them

What a page says is compared, not its pixels, which follow the version of Chromium and the fonts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import run_browser
from tests.portal.processes import ROOT, Server, serving
from tests.portal.test_pages_shown import OURS, opened

pytestmark = pytest.mark.referee

MANUAL = ROOT / "docs" / "portal.md"
PICTURES = ROOT / "docs" / "pictures"
DOUBTED = "/drafts/reading-2027/measures/obsudit-rezultaty-pedagogicheskom-sovete/"
GOLDEN = ROOT / "tests" / "golden" / "portal" / "manual"
Golden = Callable[[Path, str], None]


@dataclass(frozen=True, slots=True)
class Picture:
    """A page of the demo as somebody sees it.

    Attributes:
        name: of the picture, «portal-today».
        who: the login of whoever looks.
        height: of the window, in CSS pixels.
    """

    name: str
    who: str
    path: str
    height: int = 800

    @property
    def file(self) -> Path:
        """Where it lies."""
        return PICTURES / f"portal-{self.name}.png"


DRAWN = (
    Picture("begin", "school-31", "/beginning/school-31/"),
    Picture("today", "school-12", OURS),
    Picture("measure", "school-12", f"{OURS}measures/results-by-class/", 900),
    Picture("event", "school-12", f"{OURS}events/council-decision/?on=25.06.2027", 900),
    Picture("papers", "school-12", f"{OURS}papers/"),
    Picture("update", "school-12", f"{OURS}update/", 900),
    Picture("calendars", "school-12", f"{OURS}calendars/", 700),
    Picture("person", "deputy-14", "/schools/school-14/school-14-vpr-2027/", 700),
    Picture("matrix", "officer", "/matrix/?cell=school-12/results-by-grade", 900),
    Picture("review", "officer", "/review/"),
    Picture("invite", "admin", "/accounts/invite/", 700),
    Picture("tour", "school-12", "/tour/"),
    Picture("draft", "methodist", "/drafts/reading-2027/"),
    Picture("draft-measure", "methodist", DOUBTED, 900),
    Picture("publish", "methodist", "/drafts/reading-2027/publish/", 600),
)
WIDTH = 1100
# A clock is named where it is not that of the computer, wherever that stands.
_CHANGING = re.compile(
    r"\d\d:\d\d(?: (?:МСК|UTC)(?:[+\N{MINUS SIGN}]\d+(?::\d\d)?)?)?|[a-z2-7]{26,}|\d+ (?:мс|КБ)"
)
"""What is another one each time: hours, secrets, sizes."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, for all pictures."""
    with run_browser() as running:
        yield running


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The demo, where nobody has done anything yet."""
    with serving(tmp_path_factory.mktemp("manual"), "--demo") as running:
        yield running


@pytest.mark.parametrize("picture", DRAWN, ids=lambda each: each.name)
def test_a_picture_shows_what_its_page_says(
    browser: Browser, server: Server, picture: Picture, golden: Golden, request: pytest.FixtureRequest
) -> None:
    """Word for word; who changes a page draws its picture anew."""
    with opened(browser, server, picture.who, picture.path, width=WIDTH) as page:
        if request.config.getoption("--golden"):
            page.set_viewport_size({"width": WIDTH, "height": picture.height})
            page.screenshot(path=picture.file, animations="disabled")
        said = "\n".join(line.strip() for line in page.inner_text("main").splitlines() if line.strip())
    golden(GOLDEN / f"{picture.name}.txt", _CHANGING.sub("…", said) + "\n")


def test_the_manual_has_every_picture_and_no_other() -> None:
    """Each once, with words for whoever does not see it."""
    shown = re.findall(
        r"!\[([^\]]{10,})\]\(pictures/(portal-[a-z-]+\.png)\)", MANUAL.read_text(encoding="utf-8")
    )
    names = sorted(name for _words, name in shown)
    assert names == sorted(each.file.name for each in DRAWN)
    assert names == sorted(path.name for path in PICTURES.glob("portal-*.png"))
