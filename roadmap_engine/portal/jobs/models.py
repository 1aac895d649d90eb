"""Jobs: what somebody asked for that takes longer than a request, and how far it has come."""

from __future__ import annotations

import uuid
from typing import Any

from django.db import models

from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.jobs.kinds import State

__all__ = ["Job"]


class Job(models.Model):
    """Something that somebody asked for.

    Attributes:
        key: what its address calls it by.
        kind: which work it is.
        owner: who asked; it goes with her account. None where the portal itself has to do it.
        school, plan: what it is about; empty where it is about no school, or about many.
        needs: the right that somebody needs in that school to see it and to take what comes out.
        arguments: what the work is told; nothing of people stands here.
        tries: how often it was begun.
        done, total: how far it is; a total of 0 where nobody knows.
        problems: what was told when it ended.
        file: name of the file that came out; empty where none did.
        told: what else came out.
    """

    key = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=40)
    owner = models.ForeignKey(Account, on_delete=models.CASCADE, null=True, related_name="jobs")
    school = models.CharField(max_length=200, blank=True, default="")
    plan = models.CharField(max_length=200, blank=True, default="")
    needs = models.CharField(max_length=20)
    arguments: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    state = models.CharField(max_length=10, default=State.WAITING.value)
    tries = models.IntegerField(default=0)
    done = models.IntegerField(default=0)
    total = models.IntegerField(default=0)
    problems: models.JSONField[list[dict[str, Any]]] = models.JSONField(default=list)
    file = models.CharField(max_length=250, blank=True, default="")
    told: models.JSONField[dict[str, Any]] = models.JSONField(default=dict)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    owner_id: str | None

    class Meta:
        indexes = [models.Index(fields=["state", "id"], name="jobs_in_turn")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def has_ended(self) -> bool:
        """Whether nothing more will come of it."""
        return self.state in (State.DONE.value, State.FAILED.value)
