"""What all tests share: goldens that are written anew on request, and no way into the real home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

# A limit for one example measures the machine and who else works on it; speed has tests of its own.
# The same examples in every run: green today is green in a year, and a law that breaks was broken just now.
# `make soak` looks for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("house")
_FEW = 10


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes expected outputs anew; a person reads the difference."""
    parser.addoption("--golden", action="store_true", help="write the expected outputs anew")
    parser.addoption("--traced", action="store_true", help="lines are counted: laws on a few examples only")
    parser.addoption(
        "--laws-of",
        default="",
        help="folders of which only that is run which --traced leaves out or shortens, by commas",
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Counting lines makes a law three times as slow and finds nothing more: it is run whole without that.

    So are tests that go through thousands of phrases or ask other programs.
    """
    folders = [config.rootpath / each for each in config.getoption("--laws-of").split(",") if each]
    traced = bool(config.getoption("--traced"))
    for law in filter(_is_law, items) if traced else ():
        _shorten(law.obj)  # type: ignore[attr-defined]  # every law is a function
    passed = {
        each
        for each in items
        if (traced and _is_long(each))
        or (any(each.path.is_relative_to(folder) for folder in folders) and not _is_run_whole(each))
    }
    if passed:
        config.hook.pytest_deselected(items=[each for each in items if each in passed])
        items[:] = [each for each in items if each not in passed]


def _is_run_whole(item: pytest.Item) -> bool:
    return _is_law(item) or _is_long(item)


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("corpus", "referee"))


def _is_law(item: pytest.Item) -> bool:
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False) is True


def _shorten(law: Any) -> None:
    law = getattr(law, "__func__", law)
    asked = law._hypothesis_internal_use_settings  # noqa: SLF001 -- the only place it is kept at
    few = settings(asked, max_examples=min(asked.max_examples, _FEW))
    law._hypothesis_internal_use_settings = few  # noqa: SLF001


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[Path, str], None]:
    """Compare a text with the file that holds what is expected, or write the file on request."""

    def compare(path: Path, found: str) -> None:
        if request.config.getoption("--golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert path.is_file(), f"{path} is missing: make golden writes it"
        assert found == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(autouse=True)
def _keep_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """What one test has worked out is not another's, and nothing is left in anybody's home."""
    monkeypatch.setenv("ROADMAP_CACHE", "off")


@pytest.fixture(autouse=True)
def _speak_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the program as its users do, whatever the machine's locale is."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "ROADMAP_LANG"):
        monkeypatch.delenv(name, raising=False)
