"""How far a run over many schools has come: one line that renews itself, or plain lines for a log."""

from __future__ import annotations

import sys
import time
from gettext import gettext as _

from roadmap_engine.batch.tasks import SchoolMade
from roadmap_engine.cli.printing import say
from roadmap_engine.cli.reporting import speaker
from roadmap_engine.cli.terminal import terminal_width
from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.diagnostics.showing import message_of

__all__ = ["Progress", "say_seconds"]

_RENEWED = 0.2
_SAID = 30.0
"""Seconds between two plain lines: a log of hours stays a page or two."""
_FAILED = "failed"


class Progress:
    """Says on the error stream how many schools of how many, how fast, how long yet, how many have failed."""

    def __init__(self) -> None:
        self._renews = sys.stderr.isatty()
        self._begun = self._last = time.monotonic()
        self._total = self._done = self._failed = 0
        self._shown = ""

    def begin(self, total: int) -> None:
        """Begin to count."""
        self._total = total
        self._begun = self._last = time.monotonic()

    def tell(self, made: SchoolMade) -> None:
        """Count a school; one that has failed is named at once."""
        self._done += 1
        if made.act == _FAILED:
            self._failed += 1
            self._name(made)
        now = time.monotonic()
        if now - self._last >= (_RENEWED if self._renews else _SAID) or self._done == self._total:
            self._last = now
            self._say(now - self._begun)

    def end(self) -> None:
        """Take the line away."""
        if self._shown:
            sys.stderr.write("\r" + " " * len(self._shown) + "\r")
            sys.stderr.flush()
            self._shown = ""

    def _name(self, made: SchoolMade) -> None:
        self.end()
        first = made.line.first
        why = f"{first.code}: {message_of(first, speaker())}" if first is not None else ""
        say(_("not made: {file}: {why}").format(file=made.line.file, why=why), err=True)

    def _say(self, seconds: float) -> None:
        rate = self._done / seconds if seconds > 0 else 0.0
        left = say_seconds((self._total - self._done) / rate) if rate else "…"
        line = _("{done} of {total} schools, {rate} a second, {left} left, failed: {failed}").format(
            done=self._done, total=self._total, rate=f"{rate:.1f}", left=left, failed=self._failed
        )
        if not self._renews:
            say(line, err=True)
            return
        line = one_line(line)[: terminal_width() - 1]
        sys.stderr.write("\r" + line.ljust(len(self._shown)))
        sys.stderr.flush()
        self._shown = line


def say_seconds(seconds: float) -> str:
    """Say a time as clocks do.

    >>> say_seconds(75), say_seconds(7322)
    ('1:15', '2:02:02')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
