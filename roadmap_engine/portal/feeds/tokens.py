"""Addresses of calendars: made, replaced, revoked; the secret in one is given out once."""

from __future__ import annotations

import base64
import re
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import Account, digest_token
from roadmap_engine.portal.feeds.keeping import drop_unused
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.plans.models import PlanText

__all__ = [
    "SECRET",
    "Made",
    "Wanted",
    "carry_on",
    "find_same",
    "is_of",
    "list_open",
    "make",
    "replace",
    "revoke",
]

_BYTES = 20
SECRET = re.compile(r"[a-z2-7]{32}")
"""A secret of 160 bits, in letters that any program passes on as they are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A calendar that somebody wants.

    Attributes:
        feed: what it is called in a folder; empty for that of the whole plan.
        who: key of the account, or of the link, of whoever it is for.
        by_password: whether its address asks for a password, and is no secret itself.
    """

    feed: str
    who: str
    choice: Choice
    by_password: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """An address that was made.

    Attributes:
        secret: in the address, or its password; it is kept nowhere.
        token: what is kept.
    """

    secret: str
    token: FeedToken


def make(text: PlanText, wanted: Wanted, by: str) -> Made:
    """Make an address.

    Args:
        text: of which plan.
        wanted: of which calendar.
        by: key of whoever makes it.
    """
    known = {each.pk for each in Account.objects.filter(pk__in=[wanted.who, by])}
    secret = base64.b32encode(secrets.token_bytes(_BYTES)).decode().casefold()
    token = FeedToken.objects.create(
        digest=digest_token(secret),
        account_id=wanted.who if wanted.who in known else None,
        link_id=None if wanted.who in known else wanted.who,
        made_by_id=by if by in known else None,
        school=text.school_id,
        plan=text.plan,
        feed=wanted.feed,
        cancelled=wanted.choice.cancelled,
        past=wanted.choice.past,
        leads=wanted.choice.leads,
        by_password=wanted.by_password,
        made_at=settings.PORTAL.clock(),
    )
    keep_act(by, Act.SUBSCRIBED, f"{text.school_id}/{text.plan}")
    return Made(secret, token)


def is_of(who: str) -> Q:
    """Say whose addresses are meant, by the key of an account or a link."""
    return Q(account_id=who) | Q(link_id=who)


def find_same(text: PlanText, wanted: Wanted) -> FeedToken | None:
    """Give the address that somebody has of the very same calendar: one is enough."""
    choice = wanted.choice
    return (
        list_open(text)
        .filter(is_of(wanted.who), feed=wanted.feed)
        .filter(cancelled=choice.cancelled, past=choice.past, leads=choice.leads)
        .filter(by_password=wanted.by_password)
        .first()
    )


def list_open(text: PlanText) -> QuerySet[FeedToken]:
    """Give the addresses of a plan's calendars that are not revoked, of people who are still here."""
    own = FeedToken.objects.filter(school=text.school_id, plan=text.plan, revoked_at=None)
    return own.exclude(account=None, link=None)


def revoke(token: FeedToken, by: str) -> bool:
    """Revoke an address; tells whether it was not revoked before."""
    revoked = _revoke(token, by)
    drop_unused()
    return revoked


def _revoke(token: FeedToken, by: str) -> bool:
    now = settings.PORTAL.clock()
    if not FeedToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        return False
    keep_act(by, Act.UNSUBSCRIBED, f"{token.school}/{token.plan}")
    return True


def replace(text: PlanText, token: FeedToken, by: str) -> Made | None:
    """Give a new address of the same calendar, and revoke the old one; None where that is revoked already."""
    who = token.account_id or token.link_id or by
    with transaction.atomic():
        if not _revoke(token, by):
            return None
        return make(text, Wanted(token.feed, who, token.choice, token.by_password), by)


def carry_on(old: PlanText, new: PlanText, by: str) -> int:
    """Let the addresses of one plan go on with another of the same school; gives how many there are.

    Nobody who subscribed has to do anything.
    """
    with transaction.atomic():
        carried = list_open(old).filter(school=new.school_id).update(plan=new.plan)
        keep_act(by, Act.CARRIED, f"{new.school_id}/{new.plan}")
    return carried
