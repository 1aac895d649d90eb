"""Jobs of tests: works that are tried, done at once or in a process of their own."""

from __future__ import annotations

import contextlib
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from unittest import mock

from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.letters.notes import draw_invitation
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.jobs.kinds import WORKS, Kind, Limits, State, Work
from roadmap_engine.portal.jobs.limited import run_limited
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.results import Asked, Kept
from roadmap_engine.portal.jobs.running import do_waiting
from roadmap_engine.portal.jobs.showing import list_problems
from roadmap_engine.portal.mail.posting import post_note
from roadmap_engine.portal.options import PortalOptions
from tests.mail_server import NOBODY, run_mail_server
from tests.portal.portals import NOW

__all__ = [
    "break_off",
    "do_here",
    "do_there",
    "fetch",
    "find_broken_off",
    "find_not_taken",
    "run_there",
    "tried",
]

_PLACE = "tests.works_tried"
_USUAL = Limits(30, 1024)


def run_there(name: str, folder: Path, limits: Limits = _USUAL, **arguments: Any) -> Outcome[Kept]:
    """Do a work in a process of its own, with a folder for what comes out."""
    asked = Asked(folder, arguments, who="u-1")
    return run_limited(
        f"{_PLACE}.{name}", asked, limits, folder / "result", progress=lambda _done, _all: None
    )


def do_there(name: str, limits: Limits = _USUAL) -> tuple[Problem, ...]:
    """Do a work in a process of its own; gives what is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        return run_there(name, Path(folder), limits).problems


@contextlib.contextmanager
def tried(name: str, limits: Limits | None = None, *, again: bool = True, onward: str = "") -> Iterator[None]:
    """Let another work be done for the export until the block ends."""
    named = f"{_PLACE}.{onward}" if onward else ""
    work = Work("Проба", f"{_PLACE}.{name}", limits, again=again, back="schools", onward=named)
    table = {**WORKS, Kind.EXPORT: work}
    with (
        mock.patch("roadmap_engine.portal.jobs.running.WORKS", table),
        mock.patch("roadmap_engine.portal.jobs.showing.WORKS", table),
    ):
        yield


def break_off(*, tries: int = 1) -> Job:
    """Give a job that is said to be under way, and that nobody does."""
    account = Account.objects.create(login="broken", name="Кто-то", made_at=NOW)
    return Job.objects.create(
        kind=Kind.EXPORT.value, owner=account, needs=Right.SEE.value, created_at=NOW,
        state=State.RUNNING.value, tries=tries,
    )  # fmt: skip


def find_broken_off() -> tuple[Problem, ...]:
    """Give what is told of a job that the server was killed at, of a kind that is not begun anew."""
    with transaction.atomic(), tried("write", again=False):
        job = break_off()
        do_waiting()
        job.refresh_from_db()
        transaction.set_rollback(True)
        return list_problems(job)


def find_not_taken() -> tuple[Problem, ...]:
    """Give what is told of a letter that the mail server does not take."""
    to = "nobody@school.example"
    with tempfile.TemporaryDirectory() as folder, run_mail_server({to: NOBODY}) as server:
        place = Path(folder)
        text = f'[mail]\nhost = "127.0.0.1"\nport = {server.port}\nsecurity = "none"\nfrom = "a@b.example"\n'
        (place / "mail.toml").write_text(text, encoding="utf-8")
        options = PortalOptions(place, clock=lambda: NOW, mail=place / "mail.toml")
        with override_settings(PORTAL=options), transaction.atomic():
            job = post_note(to, draw_invitation("http://localhost/"))
            do_here()
            job.refresh_from_db()
            transaction.set_rollback(True)
            return list_problems(job)


def do_here() -> None:
    """Do all jobs that wait in this process: the same, and no time goes into starting others."""
    table = {kind: replace(work, limits=None) for kind, work in WORKS.items()}
    with mock.patch("roadmap_engine.portal.jobs.running.WORKS", table):
        do_waiting()


def fetch(client: Client, address: str) -> Any:
    """Ask for something that is given as a file, let it be done, and take it."""
    answer = client.post(address)
    assert answer.status_code == 302, answer.status_code
    do_waiting()
    return client.get(f"{answer['Location']}file/")
