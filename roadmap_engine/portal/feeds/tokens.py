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
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.plans.models import PlanText

__all__ = ["SECRET", "Wanted", "carry_on", "find_same", "is_of", "list_open", "make", "replace", "revoke"]

_BYTES = 20
SECRET = re.compile(r"[a-z2-7]{32}")
"""A secret of 160 bits, in letters that any program passes on as they are."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A calendar that somebody wants.

    Attributes:
        feed: what it is called in a folder; empty for that of the whole plan.
        who: key of the account, or of the link, of whoever it is for.
    """

    feed: str
    who: str
    choice: Choice


def make(text: PlanText, wanted: Wanted, by: str) -> str:
    """Make an address; gives its secret, which is kept nowhere.

    Args:
        text: of which plan.
        wanted: of which calendar.
        by: key of whoever makes it.
    """
    known = {each.pk for each in Account.objects.filter(pk__in=[wanted.who, by])}
    secret = base64.b32encode(secrets.token_bytes(_BYTES)).decode().casefold()
    FeedToken.objects.create(
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
        made_at=settings.PORTAL.clock(),
    )
    keep_act(by, Act.SUBSCRIBED, f"{text.school_id}/{text.plan}")
    return secret


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
        .first()
    )


def list_open(text: PlanText) -> QuerySet[FeedToken]:
    """Give the addresses of a plan's calendars that are not revoked, of people who are still here."""
    own = FeedToken.objects.filter(school=text.school_id, plan=text.plan, revoked_at=None)
    return own.exclude(account=None, link=None)


def revoke(token: FeedToken, by: str) -> bool:
    """Revoke an address; tells whether it was not revoked before."""
    now = settings.PORTAL.clock()
    if not FeedToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now):
        return False
    keep_act(by, Act.UNSUBSCRIBED, f"{token.school}/{token.plan}")
    return True


def replace(text: PlanText, token: FeedToken, by: str) -> str | None:
    """Give a new address of the same calendar, and revoke the old one; None where that is revoked already."""
    with transaction.atomic():
        if not revoke(token, by):
            return None
        return make(text, Wanted(token.feed, token.account_id or token.link_id or by, token.choice), by)


def carry_on(old: PlanText, new: PlanText, by: str) -> int:
    """Let the addresses of one plan go on with another of the same school; gives how many there are.

    Nobody who subscribed has to do anything.
    """
    with transaction.atomic():
        carried = list_open(old).filter(school=new.school_id).update(plan=new.plan)
        keep_act(by, Act.CARRIED, f"{new.school_id}/{new.plan}")
    return carried
