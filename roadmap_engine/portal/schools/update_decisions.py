"""What the people of a school have decided about a newer version, kept with its plan until it is taken.

Whoever opens the page next goes on with it. Two who decide the same thing otherwise are told, with both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from roadmap_engine.portal.plans.models import PlanText, UpdateDecision
from roadmap_engine.portal.schools.update_form import Decided, Question

__all__ = ["Clash", "forget_decisions", "keep_decisions", "list_deciders", "recall_decisions", "weigh"]


@dataclass(frozen=True, slots=True)
class Clash:
    """What somebody has decided otherwise since a page was shown.

    Attributes:
        choice: hers.
        kept: that of whoever was quicker.
    """

    key: str
    choice: str
    kept: str


def recall_decisions(text: PlanText) -> Decided:
    """Give what has been decided about a plan and not confirmed yet."""
    return {each.key: (each.choice, each.mark) for each in UpdateDecision.objects.filter(text=text)}


def list_deciders(text: PlanText) -> Mapping[str, str]:
    """Give the names of those who have decided, by key; of whom the account has gone there is none."""
    rows = UpdateDecision.objects.filter(text=text, decided_by__isnull=False).select_related("decided_by")
    return {each.key: each.decided_by.name for each in rows if each.decided_by is not None}


def weigh(kept: Decided, said: Decided, saw: Mapping[str, str]) -> tuple[Decided, tuple[Clash, ...]]:
    """Lay what a form says over what is kept.

    Args:
        kept: so far, by anybody.
        said: by the form.
        saw: the choices that its page showed; what was left as it was shown is nobody's decision.

    Returns:
        What is decided now, and where somebody has decided otherwise since the page was shown.
    """
    found, clashes = dict(kept), []
    for key, (choice, mark) in said.items():
        known, before = kept.get(key, ("", "")), saw.get(key, "")
        # A decision about what was asked otherwise then stands in nobody's way.
        if known[1] != mark or known[0] == before:
            found[key] = (choice, mark)
        elif choice not in (before, known[0]):
            clashes.append(Clash(key, choice, known[0]))
    return found, tuple(clashes)


def keep_decisions(text: PlanText, who: str, questions: Sequence[Question], before: Decided) -> bool:
    """Keep what is decided, and who has decided what is new of it.

    Args:
        text: the plan.
        who: key of the account.
        questions: all of them; what is asked no more, or otherwise, goes.
        before: what was kept when it was looked at.

    Returns:
        Whether it was kept; not where somebody was quicker, who is to be looked at first.
    """
    now = settings.PORTAL.clock()
    with transaction.atomic():
        PlanText.objects.select_for_update().filter(pk=text.pk).first()
        if recall_decisions(text) != before:
            return False
        _drop(text, (key for key in before if before[key][1] not in _marks_of(key, questions)))
        for each in questions:
            if each.chosen and before.get(each.key) != (each.chosen, each.mark):
                said = {"choice": each.chosen, "mark": each.mark, "decided_by_id": who, "decided_at": now}
                UpdateDecision.objects.update_or_create(text=text, key=each.key, defaults=said)
    return True


def forget_decisions(text: PlanText) -> None:
    """Forget what was decided about a plan."""
    UpdateDecision.objects.filter(text=text).delete()


def _marks_of(key: str, questions: Iterable[Question]) -> set[str]:
    return {each.mark for each in questions if each.key == key}


def _drop(text: PlanText, keys: Iterable[str]) -> None:
    UpdateDecision.objects.filter(text=text, key__in=list(keys)).delete()
