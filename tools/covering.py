"""A plugin for pytest: note which test runs which lines, and let those that run a changed line go first.

`tools/mutants.py` uses both: under coverage each test is a context of its own; with `FIRST` in the
environment, the tests named in that file go before all others, so that with `-x` a change is mostly noticed
at once.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

import coverage
import pytest
from hypothesis import Phase, settings

__all__ = ["FIRST", "tests_of_lines"]

FIRST = "ROADMAP_TESTS_FIRST"


def pytest_configure() -> None:
    """Have what fails told as it is found: nobody reads the smallest example of a change made by chance."""
    settings.register_profile(
        "changes", deadline=None, database=None, phases=(Phase.explicit, Phase.generate)
    )
    settings.load_profile("changes")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the tests that are to go first before the others."""
    if FIRST in os.environ:
        first = frozenset(json.loads(Path(os.environ[FIRST]).read_text(encoding="utf-8")))
        items.sort(key=lambda item: item.nodeid not in first)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Note what runs from here on as run by this test."""
    running = coverage.Coverage.current()
    if running is not None:
        running.switch_context(item.nodeid)
    return (yield)


def tests_of_lines(data: Path, package: Path) -> dict[tuple[str, int], frozenset[str]]:
    """Give the tests that run each line; what is run while modules are read is run by the test "".

    Args:
        data: what coverage has written.
        package: the folder that modules are named from.
    """
    found = coverage.CoverageData(str(data))
    found.read()
    return {
        (Path(file).resolve().relative_to(package.resolve()).as_posix(), line): frozenset(tests)
        for file in found.measured_files()
        for line, tests in found.contexts_by_lineno(file).items()
    }
