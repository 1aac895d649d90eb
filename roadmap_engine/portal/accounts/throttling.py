"""Whoever tries passwords waits: by the name that is tried, and by the computer that tries."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.http import HttpRequest

from roadmap_engine.portal.accounts.models import Attempt, digest_token

__all__ = [
    "MOST_BY_NAME",
    "MOST_BY_PEER",
    "WINDOW",
    "forget_attempts",
    "have_failed",
    "is_too_often",
    "keep_attempt",
    "peer_of",
]

WINDOW = dt.timedelta(minutes=10)
MOST_BY_NAME = 10
MOST_BY_PEER = 60
"""A whole school comes from one address."""


def peer_of(request: HttpRequest) -> str:
    """Give the computer that asks: where a proxy stands before the portal, the server has put in its word."""
    return str(request.META.get("REMOTE_ADDR", ""))


def is_too_often(login: str, peer: str) -> bool:
    """Tell whether too many attempts have failed in the last minutes."""
    Attempt.objects.filter(at__lt=settings.PORTAL.clock() - WINDOW).delete()
    return have_failed(login, peer)


def have_failed(login: str, peer: str) -> bool:
    """Tell the same, and take away nothing of what is kept too long."""
    since = settings.PORTAL.clock() - WINDOW
    recent = Attempt.objects.filter(at__gte=since)
    by_name = recent.filter(name=digest_token(login)).count()
    return by_name >= MOST_BY_NAME or recent.filter(peer=digest_token(peer)).count() >= MOST_BY_PEER


def keep_attempt(login: str, peer: str) -> None:
    """Keep a failed attempt for some minutes, as digests."""
    Attempt.objects.create(name=digest_token(login), peer=digest_token(peer), at=settings.PORTAL.clock())


def forget_attempts(login: str) -> None:
    """Forget the attempts of somebody who has come in."""
    Attempt.objects.filter(name=digest_token(login)).delete()
