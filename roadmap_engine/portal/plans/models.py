"""Schools and their plans, bound to folders of the workspace, and the index of where they stand."""

from __future__ import annotations

from django.conf import settings
from django.db import models

__all__ = ["BoardIndex", "PlanText", "School", "UpdateDecision"]


class School(models.Model):
    """An organisation of the workspace.

    Attributes:
        id: of its organisation's text.
        name, place, parent: as its text says them.
        municipality: whose officers see it: the parent or the place of its text, or what an administrator
            says.
    """

    id = models.CharField(max_length=200, primary_key=True)
    name = models.CharField(max_length=500)
    place = models.CharField(max_length=500, blank=True, default="")
    parent = models.CharField(max_length=500, blank=True, default="")
    municipality = models.CharField(max_length=500, blank=True, default="")
    texts: models.Manager[PlanText]

    def __str__(self) -> str:
        return self.id


class PlanText(models.Model):
    """An adoption of the workspace: every path that the portal opens comes from here.

    Attributes:
        path: of its text, seen from the workspace, with slashes.
        school: whose it is, for ever: a text that names another organisation later is shut.
        plan: id of the plan.
        refused: why it is shut; empty where it is open.
    """

    path = models.CharField(max_length=1000, unique=True)
    school = models.ForeignKey(School, on_delete=models.CASCADE, related_name="texts")
    plan = models.CharField(max_length=200)
    refused = models.CharField(max_length=500, blank=True, default="")

    school_id: str
    board: BoardIndex

    class Meta:
        constraints = [models.UniqueConstraint(fields=["school", "plan"], name="one_text_a_plan")]

    def __str__(self) -> str:
        return self.path


class BoardIndex(models.Model):
    """Where a plan stood when its texts were read last: dates and states, never what is late.

    Attributes:
        stamp: of the files it was read from: their sizes and times.
        digest: of their contents, and of the program's version.
        files: those files, seen from the workspace where they lie in it.
        sent: the plan as a department counts it, seen on no day.
        errors: how many errors its texts have.
        read_at: when they were read last.
    """

    text = models.OneToOneField(PlanText, on_delete=models.CASCADE, primary_key=True, related_name="board")
    stamp = models.CharField(max_length=64)
    digest = models.CharField(max_length=64)
    files: models.JSONField[list[str]] = models.JSONField(default=list)
    sent = models.TextField(blank=True, default="")
    errors = models.IntegerField(default=0)
    read_at = models.DateTimeField()
    text_id: int

    def __str__(self) -> str:
        return f"{self.text_id} {self.read_at}"


class UpdateDecision(models.Model):
    """What somebody has decided about a newer version of a plan's roadmap, until it is taken.

    Attributes:
        key: of what is decided.
        choice: «ours», «theirs», «ours:ID».
        mark: of what was asked; where it is asked otherwise later, the decision holds no more.
        decided_by: who; nobody once her account has gone.
    """

    text = models.ForeignKey(PlanText, on_delete=models.CASCADE, related_name="decisions")
    key = models.CharField(max_length=200)
    choice = models.CharField(max_length=110)
    mark = models.CharField(max_length=16)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="decisions"
    )
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["text", "key"], name="one_decision_a_question")]

    def __str__(self) -> str:
        return f"{self.key}={self.choice}"
