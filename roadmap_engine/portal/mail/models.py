"""Reports by links that wait to be confirmed by mail, and who had a letter on which day."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.db import models

from roadmap_engine.portal.accounts.models import PersonalLink

__all__ = ["HOLDS", "HeldReport", "Written"]

HOLDS = dt.timedelta(hours=24)
"""How long a report waits to be confirmed."""


class HeldReport(models.Model):
    """A report that waits.

    Attributes:
        digest: of the secret in the letter; the secret itself is kept nowhere.
        link: by which it was made; it goes with it.
        school, plan, measure: what it is about.
        said: the fields of its form, as they were typed.
        files: names of what was handed in, in the order in which it lies in its folder.
        used_at: when it was written.
    """

    digest = models.CharField(max_length=64, unique=True)
    link = models.ForeignKey(PersonalLink, on_delete=models.CASCADE, related_name="held")
    school = models.CharField(max_length=200)
    plan = models.CharField(max_length=200)
    measure = models.CharField(max_length=200)
    said: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    files: models.JSONField[list[str]] = models.JSONField(default=list)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.school}/{self.plan}/{self.measure}"


class Written(models.Model):
    """That somebody had a letter on a day.

    Attributes:
        digest: of her address and the portal's key: it tells nobody who she is.
    """

    digest = models.CharField(max_length=64)
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["digest", "day"], name="one_letter_a_day")]

    def __str__(self) -> str:
        return str(self.day)
