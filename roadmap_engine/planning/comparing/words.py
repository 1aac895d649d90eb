"""What a change is called, and what a field of a plan is called, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from roadmap_engine.diagnostics.languages import Argument, Language, word
from roadmap_engine.diagnostics.translation import Translator
from roadmap_engine.model.fields import say_field
from roadmap_engine.planning.comparing.difference import Kind

__all__ = ["name_field", "say_state", "say_values", "shorten_title"]

_STATES: Mapping[Kind, str] = {
    "added": "is new",
    "removed": "is gone",
    "shown": "is yours now and shown",
    "hidden": "is others' now and not shown",
    "changed": "is changed",
    "placed": "stands elsewhere",
    "renumbered": "has another number",
    "renamed": "has another id",
}
_OTHERS: Mapping[str, str] = {
    "id": "id",
    "forms": "blank",
    "needs": "comes after",
    "awaiting": "waits for",
    "time": "time of day",
    "approval": "way of the document",
    "settled": "state",
    "stage": "stage",
    "place": "place",
    "roadmap": "roadmap",
    "layers": "layers",
    "issuer": "issuer",
    "columns": "columns",
    "intro": "introduction",
    "academic-year": "school year",
    "procedure": "procedure",
    "held": "days of the procedure",
    "grades": "grades",
    "order": "order",
    "purpose": "purpose of the order",
    "acts": "acts of the order",
    "control": "control of the order",
    "executor": "executor of the order",
    "organisation": "organisation",
    "zone": "time zone",
    "signatory": "signatory",
    "layout": "layout",
    "reminders": "reminders",
    "stage-title": "title of a stage",
    "stage-number": "number of a stage",
    "stage-kind": "kind of a stage",
    "stage-place": "place of a stage",
}
_LONGEST = 60


def name_field(field: str, translate: Translator) -> str:
    """Name a field of a plan, of a stage or of a measure; people know a column of its own by its caption."""
    said = _OTHERS.get(field)
    return translate(said) if said is not None else say_field(field, translate.language)


def say_state(kind: Kind, translate: Translator) -> str:
    """Say what became of a measure; empty where its days say it."""
    return translate(_STATES.get(kind, ""))


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
