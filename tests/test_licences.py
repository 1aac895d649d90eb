"""The page of licences is what the lock and the installed packages say."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tools.draw_licences import LOCK, PAGE, UNKNOWN, draw_page, licence_of, read_rows
from tools.try_latest import locked


def test_the_page_is_drawn_from_the_lock_and_the_packages(golden: Callable[[Path, str], None]) -> None:
    """A renewed lock, or a package with another licence, fails until the page is drawn anew."""
    golden(PAGE, draw_page(PAGE.read_text(encoding="utf-8")))


def test_every_locked_package_has_a_licence() -> None:
    """Also those of another Python or system."""
    rows = read_rows(PAGE.read_text(encoding="utf-8"))
    assert rows.keys() == locked(LOCK.read_text(encoding="utf-8")).keys()
    assert [name for name, licence in rows.items() if licence == UNKNOWN] == []


def test_what_is_not_installed_keeps_what_the_page_says() -> None:
    """Another version than the locked one does not speak for it."""
    assert licence_of("no-such-package", "1.0") == ""
    assert licence_of("pytest", "0.1") == ""
    page = draw_page("| setuptools | 84.2.1 | as the page says |\n| click | 1.0 | as the page says |\n")
    installed = licence_of("setuptools", locked(LOCK.read_text(encoding="utf-8"))["setuptools"])
    expected = installed or "as the page says"
    assert read_rows(page)["setuptools"] == expected
    assert read_rows(page)["click"] != "as the page says"
