"""What all tests share: goldens that are written anew on request, and no way into the real home."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

# A limit for one example measures the machine and who else works on it; speed has tests of its own.
# The same examples in every run: green today is green in a year, and a law that breaks was broken just now.
# `make soak` looks for new ones.
settings.register_profile("house", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None)
settings.load_profile("house")


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--golden` writes expected outputs anew; a person reads the difference."""
    parser.addoption("--golden", action="store_true", help="write the expected outputs anew")


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
def _speak_russian(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests see the program as its users do, whatever the machine's locale is."""
    for name in ("LANG", "LC_ALL", "LC_MESSAGES", "LANGUAGE", "ROADMAP_LANG"):
        monkeypatch.delenv(name, raising=False)
