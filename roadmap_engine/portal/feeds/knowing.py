"""A secret → what it opens: asked of the database once for as long as nothing in it changes.

SQLite tells in a few microseconds whether anybody has written since; other databases are asked each time.
"""

from __future__ import annotations

import datetime as dt
import threading
from dataclasses import dataclass
from typing import Any

from django.db import close_old_connections, connection

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.portal.access.deciding import may_subscribe
from roadmap_engine.portal.access.viewer import NOBODY, Viewer
from roadmap_engine.portal.accounts.coming import describe_account, describe_link
from roadmap_engine.portal.accounts.models import PersonalLink, digest_token
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.feeds.offering import post_of
from roadmap_engine.portal.plans.finding import place_of_school
from roadmap_engine.portal.plans.models import PlanText

__all__ = ["Known", "know", "know_token"]

_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Known:
    """What an address opens.

    Attributes:
        number: of the address among all.
        text: the plan; None where its text is shut, or was never bound.
        feed: what the calendar is called in a folder; empty for that of the whole plan.
        is_open: whether it is not revoked, and whoever it is for may still see it.
        used_on: the last day that it is known to have been asked for.
    """

    number: int
    text: PlanText | None
    feed: str
    choice: Choice
    is_open: bool
    used_on: dt.date | None


class _Memory(threading.local):
    """What one thread knows, as its own connection sees the database."""

    def __init__(self) -> None:
        self.seen: tuple[Any, int, int] | None = None
        self.known: dict[str, Known] = {}


_memory = _Memory()


def know(secret: str) -> Known | None:
    """Give what an address opens by its secret; None where there was never such a one."""
    digest = digest_token(secret)
    if connection.vendor != "sqlite":
        close_old_connections()
        return _find(digest)
    connection.ensure_connection()
    raw: Any = connection.connection
    # The first number grows when others have written, the second when this connection has.
    seen = raw, raw.execute("PRAGMA data_version").fetchone()[0], raw.total_changes
    before = _memory.seen
    if before is None or before[0] is not raw or before[1:] != seen[1:] or len(_memory.known) > _MOST:
        _memory.seen = seen
        _memory.known = {}
    known = _memory.known.get(digest)
    if known is None:
        known = _find(digest)
        if known is not None:
            _memory.known[digest] = known
    return known


def _find(digest: str) -> Known | None:
    token = (
        FeedToken.objects.select_related("account", "link").filter(digest=digest, by_password=False).first()
    )
    return None if token is None else know_token(token)


def know_token(token: FeedToken) -> Known:
    """Give what an address opens."""
    text = (
        PlanText.objects.select_related("school")
        .filter(school=token.school, plan=token.plan, refused="")
        .first()
    )
    viewer = _find_owner(token) if token.revoked_at is None else NOBODY
    is_open = viewer.is_known
    if is_open and text is not None:
        is_open = may_subscribe(viewer, place_of_school(text.school), post_of(token.feed))
    return Known(token.pk, text, token.feed, token.choice, is_open, token.used_on)


def _find_owner(token: FeedToken) -> Viewer:
    """Give whose an address is, as she is now; nobody where her account is shut, or her link revoked."""
    owner = token.owner
    if isinstance(owner, PersonalLink):
        return NOBODY if owner.revoked_at is not None else describe_link(owner)
    return describe_account(owner) if owner is not None and owner.is_active else NOBODY
