"""A calendar whose address is no secret: whoever asks says its name and a password of its own, by HTTP Basic.

Its password is no account's: it opens one calendar and nothing else. Of 160 random bits a plain digest is
kept, as of addresses that are secrets; whoever tries passwords waits, by the calendar and by the computer.
"""

from __future__ import annotations

import base64
import binascii
import hmac
import re
from enum import Enum, auto

from django.db import close_old_connections, connection

from roadmap_engine.portal.accounts.models import digest_token
from roadmap_engine.portal.accounts.throttling import have_failed, is_too_often, keep_attempt
from roadmap_engine.portal.feeds.knowing import Known, know_token
from roadmap_engine.portal.feeds.models import FeedToken

__all__ = ["Refused", "ask_password", "name_calendar"]

_NUMBER = re.compile(r"[1-9][0-9]{0,17}")
_LONGEST = 300


class Refused(Enum):
    """Why nothing is opened: nobody has said who asks, or wrongly, or too often wrongly."""

    UNKNOWN = auto()
    TOO_OFTEN = auto()


def name_calendar(number: int) -> str:
    """Give the name that a calendar asks for."""
    return f"calendar-{number}"


def ask_password(number: str, said: str, peer: str) -> Known | Refused:
    """Give what an address opens to whoever says its name and password.

    Args:
        number: of the calendar, as the address has it.
        said: the header «Authorization»; empty where there is none.
        peer: the computer that asks.
    """
    if connection.vendor != "sqlite":
        close_old_connections()
    name, password = _read(said)
    if not name:
        # Programs ask without a password first.
        return Refused.UNKNOWN
    # Apart from logins: a calendar that has a wrong password keeps nobody out of the pages.
    tried, computer = f"feeds/{number[:20]}", f"feeds/{peer}"
    if have_failed(tried, computer):
        return Refused.TOO_OFTEN
    token = _find(number)
    digest = token.digest if token is not None else ""
    right = hmac.compare_digest(digest_token(password), digest)
    if token is None or not (right and hmac.compare_digest(name, name_calendar(token.pk))):
        is_too_often(tried, computer)
        keep_attempt(tried, computer)
        return Refused.UNKNOWN
    return know_token(token)


def _find(number: str) -> FeedToken | None:
    if _NUMBER.fullmatch(number) is None:
        return None
    tokens = FeedToken.objects.select_related("account", "link")
    return tokens.filter(pk=int(number), by_password=True).first()


def _read(said: str) -> tuple[str, str]:
    """Read a name and a password; both empty where the header says no such thing."""
    kind, _, words = said.partition(" ")
    if kind.casefold() != "basic" or len(said) > _LONGEST:
        return "", ""
    try:
        name, colon, password = base64.b64decode(words.strip(), validate=True).decode("ascii").partition(":")
    except (binascii.Error, ValueError):
        return "", ""
    return (name, password) if colon else ("", "")
