"""What a change is called, and what a field of a plan is called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.diagnostics.languages import Argument, Language, word
from roadmap_engine.diagnostics.translation import Translator
from roadmap_engine.model.fields import say_field
from roadmap_engine.planning.comparing.difference import Difference, Kind

__all__ = ["name_field", "say_permissions", "say_state", "say_values", "shorten_title"]


def _(english: str) -> str:
    """Mark a text of the catalogue; it is said when somebody asks for it, in her language."""
    return english


_STATES: Mapping[Kind, str] = {
    "added": _("is new"),
    "removed": _("is gone"),
    "dated": "",
    "moved": "",
    "waiting": "",
    "shown": _("is yours now and shown"),
    "hidden": _("is others' now and not shown"),
    "changed": _("is changed"),
    "placed": _("stands elsewhere"),
    "renumbered": _("has another number"),
    "renamed": _("has another id"),
}
_OTHERS: Mapping[str, str] = {
    "id": _("id"),
    "forms": _("blank"),
    "needs": _("comes after"),
    "awaiting": _("waits for"),
    "time": _("time of day"),
    "approval": _("way of the document"),
    "settled": _("state"),
    "stage": _("stage"),
    "place": _("place"),
    "roadmap": _("roadmap"),
    "layers": _("layers"),
    "issuer": _("issuer"),
    "columns": _("columns"),
    "intro": _("introduction"),
    "academic-year": _("school year"),
    "procedure": _("procedure"),
    "held": _("days of the procedure"),
    "grades": _("grades"),
    "order": _("order"),
    "purpose": _("purpose of the order"),
    "acts": _("acts of the order"),
    "control": _("control of the order"),
    "executor": _("executor of the order"),
    "organisation": _("organisation"),
    "zone": _("time zone"),
    "signatory": _("signatory"),
    "layout": _("layout"),
    "reminders": _("reminders"),
    "stage-title": _("title of a stage"),
    "stage-number": _("number of a stage"),
    "stage-kind": _("kind of a stage"),
    "stage-place": _("place of a stage"),
}
_LONGEST = 60


def name_field(field: str, translate: Translator) -> str:
    """Name a field of a plan, of a stage or of a measure; people know a column of its own by its caption."""
    said = _OTHERS.get(field)
    return translate(said) if said is not None else say_field(field, translate.language)


def say_state(kind: Kind, translate: Translator) -> str:
    """Say what became of a measure; empty where its days say it."""
    return translate(_STATES[kind])


def say_permissions(difference: Difference, language: Language) -> tuple[tuple[str, str, str], ...]:
    """Say what the levels below may do otherwise: what it is about, what was and is allowed, and where.

    Args:
        difference: that has it.
        language: the reader's.
    """
    return tuple(
        (
            change.name.said(language),
            change.in_words().said(language),
            change.where(difference.rows).said(language),
        )
        for change in difference.permissions
    )


def say_values(before: Argument, after: Argument, language: Language, *, alone: bool = False) -> str:
    """Print two values; of long ones that begin alike, what follows.

    Args:
        before: what was said.
        after: what is said now.
        language: the reader's.
        alone: print the second one only.
    """
    one, two = (" ".join(word(each, language).split()) for each in (before, after))
    if alone:
        return shorten_title(two)
    shorter = min(len(one), len(two))
    alike = next((place for place in range(shorter) if one[place] != two[place]), shorter)
    begin = one.rfind(" ", 0, alike) + 1
    if max(len(one), len(two)) > _LONGEST and begin > _LONGEST // 2:
        one, two = f"…{one[begin:]}", f"…{two[begin:]}"
    return f"{shorten_title(one) or '—'} → {shorten_title(two) or '—'}"


def shorten_title(title: str) -> str:
    """Give a title on one line, as long as a line has room for."""
    words = " ".join(title.split())
    return words if len(words) <= _LONGEST else f"{words[:_LONGEST].rstrip()}…"
