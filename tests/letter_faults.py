"""A fault of letters for every code of theirs, as a run meets it: addresses, settings, the mail server."""

from __future__ import annotations

import contextlib
import datetime as dt
import tempfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from roadmap_engine.cli.tracking import now
from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.reminding import PROGRAM, Sending
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import read_letters
from tests.mail_server import LATER, NOBODY, Drop, run_mail_server
from tests.remind_school import DEPUTY, HEAD, TODAY, write_letter_school

__all__ = ["LETTER_FAULTS", "find_letter_fault"]

Found = tuple[tuple[Problem, ...], dict[str, str]]

_CLOSED_PORT = 9
_TODAY = dt.date.fromisoformat(TODAY)


@contextlib.contextmanager
def _school(port: int = _CLOSED_PORT) -> Iterator[Path]:
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        write_letter_school(Path("school"), port)
        yield Path("school/adoption.yaml")


def _read(adoption: Path, **more: object) -> Found:
    run = RemindRun(**{"paths": (adoption,), **more})  # type: ignore[arg-type]
    outcome = read_letters(run, lambda _plan: _TODAY)
    # Paths of what lies beside a text are those of the disk.
    return outcome.problems, dict(outcome.sources)


def _changed(name: str, old: str, new: str) -> Found:
    with _school() as adoption:
        _change(adoption.with_name(name), old, new)
        return _read(adoption)


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _without(name: str) -> Found:
    with _school() as adoption:
        adoption.with_name(name).unlink()
        return _read(adoption)


def _checked(name: str, old: str, new: str) -> Found:
    with _school() as adoption:
        _change(adoption.with_name(name), old, new)
        outcome = check_texts([adoption])
        return outcome.problems, dict(outcome.sources)


def _group() -> Found:
    return _changed("tiny.yaml", "responsible: [head]", "responsible: [subject-teachers]")


def _unknown_post() -> Found:
    with _school() as adoption:
        return _read(adoption, only=("deputy-heda",))


def _send(adoption: Path) -> Found:
    outcome = read_letters(RemindRun((adoption,), only=("deputy-head",)), lambda _plan: _TODAY)
    sending = Sending(Hand(PROGRAM, now), again=False)
    for outbox in outcome.value or ():
        sending.send(outbox)
    return tuple(sending.problems), dict(outcome.sources)


def _answered(answer: str | Drop) -> Found:
    with run_mail_server({DEPUTY: answer}) as server, _school(server.port) as adoption:
        return _send(adoption)


def _told_of_server(code: str, found: Found) -> Found:
    """Show the same port in every run."""
    problems, sources = found
    told = (dict(each.arguments) | {"port": "25"} for each in problems if each.code == code)
    return tuple(Problem(code=code, arguments=tuple(words.items())) for words in told), sources


def _silent() -> Found:
    with run_mail_server() as server:
        port = server.port
    with _school(port) as adoption:
        return _told_of_server("RM792", _send(adoption))


def _unwilling() -> Found:
    with run_mail_server() as server, _school(server.port) as adoption:
        settings = adoption.with_name("roadmap.toml")
        text = settings.read_text(encoding="utf-8")
        settings.write_text(text.replace('"none"', '"starttls"'), encoding="utf-8")
        return _told_of_server("RM793", _send(adoption))


def _no_password() -> Found:
    with _school() as adoption:
        settings = adoption.with_name("roadmap.toml")
        text = settings.read_text(encoding="utf-8").replace('"none"', '"tls"')
        login = 'user = "plan"\npassword_env = "ROADMAP_MAIL_PASSWORD"\ntimeout'
        settings.write_text(text.replace("timeout", login), encoding="utf-8")
        return _send(adoption)


LETTER_FAULTS: Mapping[str, Callable[[], Found]] = {
    "RM776": lambda: _changed("contacts.yaml", "director@", "директор@"),
    "RM777": lambda: _changed("contacts.yaml", "contacts: school-3", "contacts: school-4"),
    "RM778": lambda: _changed("contacts.yaml", "deputy-head:", "deputy-heda:"),
    "RM779": lambda: _changed("contacts.yaml", "  deputy-head:", "  # deputy-head:"),
    "RM780": lambda: _checked("contacts.yaml", "  deputy-head:", "  # deputy-head:"),
    "RM781": lambda: _changed("contacts.yaml", "people:", "unsubscribed: [heda]\npeople:"),
    "RM782": lambda: _changed("contacts.yaml", DEPUTY, HEAD),
    "RM785": _group,
    "RM786": lambda: _without("roadmap.toml"),
    "RM787": lambda: _changed("roadmap.toml", 'host = "127.0.0.1"', "host = 127.0.0.1"),
    "RM788": lambda: _changed("roadmap.toml", "timeout = 5", 'user = "plan"'),
    "RM789": lambda: _answered(NOBODY),
    "RM790": lambda: _answered(LATER),
    "RM791": lambda: _answered(Drop.AFTER),
    "RM792": _silent,
    "RM793": _unwilling,
    "RM794": lambda: _changed("roadmap.toml", "timeout = 5", 'user = "plan"\npassword_env = "PASSWORD"'),
    "RM795": lambda: _without("contacts.yaml"),
    "RM796": _no_password,
    "RM798": _unknown_post,
}
"""Code to a way of meeting it."""


def find_letter_fault(code: str) -> Found:
    """Meet the fault of a code; nothing else is told beside it."""
    problems, sources = LETTER_FAULTS[code]()
    return tuple(each for each in problems if each.code == code), sources
