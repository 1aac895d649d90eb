"""Whoever waits for another machine sees it, and only she."""

from __future__ import annotations

import io
import threading

import pytest

from roadmap_engine.cli.waiting import say_waiting


class _Terminal(io.StringIO):
    def __init__(self, *, is_one: bool) -> None:
        super().__init__()
        self._is_one = is_one
        self.written = threading.Event()

    def isatty(self) -> bool:
        return self._is_one

    def write(self, text: str) -> int:
        self.written.set()
        return super().write(text)


def test_after_a_moment_it_is_said_and_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """One line, and no trace of it."""
    terminal = _Terminal(is_one=True)
    monkeypatch.setattr("sys.stderr", terminal)
    with say_waiting("ждём", patience=0.01):
        assert terminal.written.wait(10)
    assert terminal.getvalue() == "ждём\r    \r"


def test_what_is_quick_needs_no_words(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing flickers."""
    terminal = _Terminal(is_one=True)
    monkeypatch.setattr("sys.stderr", terminal)
    with say_waiting("ждём", patience=60):
        pass
    assert terminal.getvalue() == ""


def test_a_script_hears_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its messages are messages."""
    terminal = _Terminal(is_one=False)
    monkeypatch.setattr("sys.stderr", terminal)
    with say_waiting("ждём", patience=0):
        assert not terminal.written.wait(0.05)
    assert terminal.getvalue() == ""
