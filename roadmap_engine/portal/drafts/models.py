"""What is kept of a roadmap that is being written: its text, the file it came from, its Word templates."""

from __future__ import annotations

from typing import Any

from django.db import models

from roadmap_engine.portal.accounts.models import Account

__all__ = ["DraftTemplate", "RoadmapDraft"]


class RoadmapDraft(models.Model):
    """A roadmap that is being written. Its text is the truth: every form reads it, and edits it.

    Attributes:
        name: the id of the roadmap, and the name of its text.
        version: how often the text was written; not the version of the roadmap.
        owner: who began it; gone when she goes.
        changed_by: key of the account that wrote the text last.
        source: the file it was imported from, and what it was called.
        doubts: what the import was not sure of, as `batch.problem_json` writes it.
    """

    name = models.SlugField(max_length=100, unique=True)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)
    owner = models.ForeignKey(Account, on_delete=models.SET_NULL, null=True, related_name="drafts")
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    changed_by = models.CharField(max_length=40)
    source_name = models.CharField(max_length=200, blank=True, default="")
    source = models.BinaryField(null=True)
    doubts: models.JSONField[Any] = models.JSONField(default=list)
    templates: models.Manager[Any]

    def __str__(self) -> str:
        return self.name


class DraftTemplate(models.Model):
    """A Word template of a draft, as it lies in `templates/` beside the text of a roadmap.

    Attributes:
        name: of its file.
    """

    draft = models.ForeignKey(RoadmapDraft, on_delete=models.CASCADE, related_name="templates")
    name = models.CharField(max_length=120)
    content = models.BinaryField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["draft", "name"], name="template_once")]

    def __str__(self) -> str:
        return self.name
