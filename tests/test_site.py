"""The manual's site has every page and every link of the checkout; making it is `make docs`."""

from __future__ import annotations

import re
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import yaml

from tools import lay_site
from tools.lay_site import on_files, on_post_page

ROOT = Path(__file__).parent.parent
SITE: dict[str, Any] = yaml.safe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))
LINK = re.compile(r"(?<!`)\]\((?!https?:|mailto:)([^)#\s]*)(?:#([^)\s]+))?\)")
FENCE = re.compile(r"^(```+).*?^\1\s*$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that the site is made of."""
    folder = tmp_path_factory.mktemp("site") / "source"
    lay_site.lay_site(folder)
    return folder


def _pages(laid: Path) -> dict[str, str]:
    """Give the text of every page without its blocks of code."""
    return {
        path.relative_to(laid).as_posix(): FENCE.sub("", path.read_text(encoding="utf-8"))
        for path in sorted(laid.rglob("*.md"))
    }


def _anchor(heading: str) -> str:
    """Name a heading as links do: small letters, digits and hyphens of any alphabet."""
    words = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", heading).strip().lower()
    return re.sub(r"[^\w\- ]", "", words).replace(" ", "-")


def test_every_page_has_a_place_on_the_site(laid: Path) -> None:
    """In the table of contents, once; decisions are listed by themselves."""
    placed = [
        page if isinstance(page, str) else next(iter(page.values()))
        for section in SITE["nav"]
        for group in section.values()
        for page in group
    ]
    decisions = {name for name in _pages(laid) if re.match(r"docs/decisions/\d", name)}
    assert len(placed) == len(set(placed))
    assert set(placed) == _pages(laid).keys() - decisions
    assert len(decisions) >= 13


def test_every_link_leads_to_a_page_and_a_heading_of_it(laid: Path) -> None:
    """What a page points to is laid beside it; a heading that was worded anew fails."""
    pages = _pages(laid)
    anchors = {
        name: {_anchor(found) for found in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}
        for name, text in pages.items()
    }
    lost = []
    for name, text in pages.items():
        for path, heading in LINK.findall(text):
            target = (laid / name).parent / path if path else laid / name
            if not target.is_file():
                lost.append(f"{name}: {path}")
            elif heading and heading not in anchors[target.resolve().relative_to(laid).as_posix()]:
                lost.append(f"{name}: {path}#{heading}")
    assert lost == []


def test_the_russian_front_page_is_the_home() -> None:
    """The English one stands beside it."""
    pages = {name: SimpleNamespace(name="", dest_uri="", url="") for name in lay_site.FRONT}
    on_files(SimpleNamespace(get_file_from_path=pages.__getitem__))
    assert (pages["README.ru.md"].dest_uri, pages["README.ru.md"].name) == ("index.html", "index")
    assert pages["README.md"].url == "en.html"


@pytest.mark.parametrize(
    ("tag", "asked"),
    [
        ('<script src="https://cdn.example/a.js">', 1),
        ("<link rel=stylesheet href=//fonts.example/a.css>", 1),
        ('<img alt="" src="assets/a.png">', 0),
        ('<a href="https://semver.org/">', 0),
    ],
)
def test_a_page_that_asks_another_host_is_told(
    tag: str, asked: int, caplog: pytest.LogCaptureFixture
) -> None:
    """A link for the reader is none; with `--strict` a warning fails."""
    page = SimpleNamespace(file=SimpleNamespace(src_uri="README.md"))
    assert on_post_page(tag, page=page) == tag
    assert len(caplog.records) == asked


def test_the_site_is_russian_and_takes_fonts_from_nowhere() -> None:
    """The reader's own fonts, and a search that knows Russian endings."""
    assert SITE["theme"]["language"] == "ru"
    assert SITE["theme"]["font"] is False
    assert {"search": {"lang": ["ru", "en"]}} in SITE["plugins"]
    assert set(SITE["validation"].values()) == {"warn"}
