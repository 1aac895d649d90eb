"""Addresses of calendars that somebody was given, and the last revision that people were shown."""

from __future__ import annotations

from django.db import models

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.portal.accounts.models import Account, PersonalLink

__all__ = ["FeedToken", "ShownPast"]


class FeedToken(models.Model):
    """An address of one calendar, for one account.

    Attributes:
        digest: of the secret in the address, or of the password that it asks for; neither is kept anywhere.
        by_password: whether the address names the calendar and asks for a password; else it is the secret.
        account, link: whose it is, by one of the two; what she may not see any more it does not show. None
            where she is gone.
        made_by: who made it.
        school, plan: of what; an address goes on with the plan of the year after.
        feed: what the calendar is called in a folder, «waiting.head»; empty for that of the whole plan.
        cancelled, past, leads: what is in it.
        used_on: the last day that it was asked for.
        revoked_at: since when it gives nothing.
    """

    digest = models.CharField(max_length=64, unique=True)
    account = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="feeds")
    link = models.ForeignKey(PersonalLink, on_delete=models.SET_NULL, null=True, related_name="feeds")
    made_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="+")
    school = models.CharField(max_length=200)
    plan = models.CharField(max_length=200)
    feed = models.CharField(max_length=140, blank=True, default="")
    cancelled = models.BooleanField(default=True)
    past = models.BooleanField(default=True)
    leads = models.BooleanField(default=False)
    by_password = models.BooleanField(default=False)
    made_at = models.DateTimeField()
    used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    account_id: str | None
    link_id: str | None
    made_by_id: str | None

    class Meta:
        indexes = [models.Index(fields=["school", "plan"], name="feeds_of_a_plan")]

    def __str__(self) -> str:
        return f"{self.school}/{self.plan} {self.feed}"

    @property
    def owner(self) -> Account | PersonalLink | None:
        """Whose it is."""
        return self.account or self.link

    @property
    def choice(self) -> Choice:
        """What is in it."""
        return Choice(self.cancelled, self.past, self.leads)


class ShownPast(models.Model):
    """The last revision of a plan's calendars that people were shown: no later calendar is older."""

    school = models.CharField(max_length=200)
    plan = models.CharField(max_length=200)
    revised_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "plan"], name="one_past_a_plan")]

    def __str__(self) -> str:
        return f"{self.school}/{self.plan} {self.revised_at}"
