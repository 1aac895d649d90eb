"""An address and a day → whether a letter went there: nobody gets two a day, of however many schools."""

from __future__ import annotations

import datetime as dt

from django.conf import settings

from roadmap_engine.portal.accounts.models import digest_token
from roadmap_engine.portal.mail.models import Written

__all__ = ["note_written", "sweep_written", "was_written"]

_KEPT = dt.timedelta(days=7)


def was_written(address: str, day: dt.date) -> bool:
    """Tell whether a letter went to an address on a day."""
    return Written.objects.filter(digest=_digest(address), day=day).exists()


def note_written(address: str, day: dt.date) -> None:
    """Remember that a letter went to an address on a day."""
    Written.objects.get_or_create(digest=_digest(address), day=day)


def sweep_written() -> None:
    """Forget what is older than a week."""
    Written.objects.filter(day__lt=settings.PORTAL.clock().date() - _KEPT).delete()


def _digest(address: str) -> str:
    return digest_token(f"{settings.SECRET_KEY}/{address.casefold()}")
