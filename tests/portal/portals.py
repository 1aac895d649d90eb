"""A portal over a workspace of invented schools, for tests in one process: Django is set up once."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.test import Client
from django.test.utils import override_settings

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account, Grant
from roadmap_engine.portal.feeds.shelf import forget_calendars
from roadmap_engine.portal.feeds.using import write_uses
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.plans.binding import bind_workspace
from roadmap_engine.portal.plans.models import School
from roadmap_engine.portal.plans.reading import forget_all

__all__ = ["PLAN", "TODAY", "Portal", "open_portal"]

ROOT = Path(__file__).parents[2]
TODAY = dt.date(2027, 6, 15)
NOW = dt.datetime(2027, 6, 15, 6, 0, tzinfo=dt.UTC)
PLAN = "school-12-vpr-2027"


@dataclass
class Portal:
    """A portal over a workspace.

    Attributes:
        now: the instant that its clock shows.
    """

    workspace: Path
    now: dt.datetime = NOW
    logins: int = field(default=0)

    def add_school(self, number: int, *, municipality: str = "") -> str:
        """Lay a school into the workspace, a copy of the example's; gives the id of its organisation."""
        name = f"school-{number}"
        folder = self.workspace / name
        shutil.copytree(ROOT / "examples" / "school", folder)
        (folder / "adoption.status.jsonl").unlink(missing_ok=True)
        for text in folder.glob("*.yaml"):
            words = text.read_text(encoding="utf-8")
            words = words.replace("school-12", name).replace("СОШ № 12", f"СОШ № {number}")
            text.write_text(words, encoding="utf-8")
        self.bind()
        if municipality:
            School.objects.filter(id=name).update(municipality=municipality)
        return name

    @contextmanager
    def on_day(self, day: dt.date | None) -> Iterator[None]:
        """Let the portal count as on another day until the block ends; None for its clock's."""
        options = PortalOptions(self.workspace, today=day, clock=lambda: self.now)
        with override_settings(PORTAL=options):
            yield

    def bind(self) -> None:
        """Look through the workspace, as the portal does every minute."""
        bind_workspace()

    def plan_of(self, school: str) -> str:
        """Give the id of a school's plan."""
        return f"{school}-vpr-2027"

    def adoption(self, school: str) -> Path:
        """Give the text of a school's adoption."""
        return self.workspace / school / "adoption.yaml"

    def account(self, role: Role | None = None, school: str = "", **given: str) -> str:
        """Make an account; gives its key."""
        self.logins += 1
        account = Account(login=f"somebody-{self.logins}", name=f"Кто-то {self.logins}", made_at=self.now)
        account.set_password("синий трамвай едет")
        account.save()
        if role is not None:
            Grant.objects.create(account=account, role=role.value, school=school, **given)
        return account.key

    def browser(self, account: str | None = None) -> Client:
        """Open a browser in which somebody has come in, or nobody."""
        client = Client(raise_request_exception=False, SERVER_NAME="localhost")
        if account is not None:
            client.force_login(Account.objects.get(key=account))
        return client

    def as_role(self, role: Role, school: str = "", **given: str) -> Client:
        """Open a browser in which somebody of a role has come in."""
        return self.browser(self.account(role, school, **given))


@contextmanager
def open_portal(workspace: Path) -> Iterator[Portal]:
    """Open a portal over a folder until the block ends; nothing of it stays in the database."""
    workspace.mkdir(exist_ok=True)
    portal = Portal(workspace)
    options = PortalOptions(workspace, today=TODAY, clock=lambda: portal.now)
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(PORTAL=options, PASSWORD_HASHERS=hashers), transaction.atomic():
        forget_all()
        forget_calendars()
        write_uses()
        yield portal
        transaction.set_rollback(True)
