"""Links of people of a plan: made by an editor of the school, used without an account, confirmed by codes."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any

from django.conf import settings
from django.db.models import F

from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.models import LinkCode, PersonalLink, digest_token, make_token
from roadmap_engine.portal.speech import gettext_lazy

__all__ = ["CODE_HOLDS", "NO_CODE", "give_back", "make_code", "make_link", "revoke_link", "take_code"]

NO_CODE = gettext_lazy(
    "Код не подходит. Попросите новый у ответственного школы: после пяти ошибок прежний не действует."
)
CODE_HOLDS = dt.timedelta(hours=24)
MOST_TRIES = 5
_SIGNS = 6


def make_link(who: str, school: str, post: str, name: str) -> str:
    """Make a link; gives its secret, which is kept nowhere."""
    token = make_token()
    now = settings.PORTAL.clock()
    PersonalLink.objects.create(digest=digest_token(token), school=school, post=post, name=name, made_at=now)
    keep_act(who, Act.INVITED, f"{school}/{post}")
    return token


def revoke_link(who: str, link: PersonalLink) -> None:
    """Let a link open nothing any more; what was recorded by it stays."""
    link.revoked_at = settings.PORTAL.clock()
    link.save(update_fields=["revoked_at"])
    keep_act(who, Act.SHUT, link.key)


def make_code(link: PersonalLink) -> str:
    """Make a code for one thing to be recorded by a link; the one before holds no longer."""
    code = "".join(secrets.choice("0123456789") for _ in range(_SIGNS))
    link.codes.all().delete()
    LinkCode.objects.create(
        link=link, digest=_digest(link, code), ends_at=settings.PORTAL.clock() + CODE_HOLDS
    )
    return code


def take_code(key: str, code: str) -> int | None:
    """Take a code; after five wrong ones none is taken until another is made.

    Returns:
        Its number, so that it can be given back where nothing was recorded; None where it does not fit.
    """
    now = settings.PORTAL.clock()
    holding: Any = LinkCode.objects.filter(link=key, used_at=None, ends_at__gt=now, tries__lt=MOST_TRIES)
    found = holding.select_related("link").first()
    if found is None:
        return None
    if secrets.compare_digest(found.digest, _digest(found.link, "".join(code.split()))):
        return found.pk if holding.filter(pk=found.pk).update(used_at=now) else None
    holding.filter(pk=found.pk).update(tries=F("tries") + 1)
    return None


def give_back(number: int) -> None:
    """Let a code that was taken for nothing hold again."""
    LinkCode.objects.filter(pk=number).update(used_at=None)


def _digest(link: PersonalLink, code: str) -> str:
    return digest_token(f"{settings.SECRET_KEY}/{link.key}/{code}")
