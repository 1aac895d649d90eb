"""A plan that a school has begun: its answers so far, and nothing else until the plan is live."""

from __future__ import annotations

from django.db import models

from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.plans.models import School

__all__ = ["Answers", "BegunPlan"]

Answers = dict[str, dict[str, str | None]]
"""By the text that is asked for, by the path of a question: the words; none for what is offered."""


class BegunPlan(models.Model):
    """A plan that has been begun; anybody who may begin plans of its school goes on with it.

    Attributes:
        roadmap: id and version of the roadmap that was chosen; empty where last year's plan is carried over.
        source: folder of the workspace that it is taken from; empty for those that come with the program.
        follows: path of the text of last year's plan, where it is carried over.
        answers: so far; they are emptied when the plan is live, because the texts have them then.
        version: goes up with every change; whoever writes names the one she saw.
        changed_by: who answered last; nobody once her account has gone.
        path, plan: of the text that it becomes, seen from the workspace, and of its plan; empty until it is
            to be written.
        live_at: when the plan went live.
    """

    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="begun")
    roadmap = models.CharField(max_length=300, blank=True, default="")
    source = models.CharField(max_length=500, blank=True, default="")
    follows = models.CharField(max_length=1000, blank=True, default="")
    answers: models.JSONField[Answers] = models.JSONField(default=dict)
    version = models.IntegerField(default=1)
    changed_by = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="begun")
    changed_at = models.DateTimeField()
    path = models.CharField(max_length=1000, blank=True, default="")
    plan = models.CharField(max_length=200, blank=True, default="")
    live_at = models.DateTimeField(null=True)

    school_id: str
    changed_by_id: str | None

    def __str__(self) -> str:
        return f"{self.school_id} {self.pk}"
