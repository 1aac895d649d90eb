"""What a draft says otherwise than the published version → what the page shows: dates, people, papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from roadmap_engine.diagnostics.languages import Argument, word
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.pipeline.comparing import Comparison, compare
from roadmap_engine.planning.comparing.difference import Difference, FieldChange, MeasureChange
from roadmap_engine.planning.comparing.summary import summarise_difference
from roadmap_engine.planning.comparing.words import name_field, say_permissions, say_state, say_values
from roadmap_engine.portal.drafts.laying import Laid, published_folder
from roadmap_engine.portal.drafts.reading import DraftText, title_of
from roadmap_engine.portal.schools.paper_titles import call_papers
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import capitalise_first

__all__ = ["ChangedRow", "DifferencePage", "compare_published", "describe_difference"]

_NAMING = frozenset(("participants", "responsible", "output"))
"""Fields whose values are ids."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A measure, or the plan itself, as it is changed.

    Attributes:
        heading: number and title; what of the plan, where it is no measure.
        state: what became of it; empty where its values say it.
        values: the fields that say something else, each with both values.
    """

    heading: str
    state: str
    values: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class DifferencePage:
    """What is different.

    Attributes:
        old: id and version that it is compared with.
        summary: in one sentence; empty where the page does not speak Russian.
        people: whom it concerns, and in which measures.
        papers: the files that say something else.
        permissions: what the levels below may do otherwise: of what, what was and is allowed, and where.
    """

    old: str
    summary: str
    measures: tuple[ChangedRow, ...]
    plan: tuple[ChangedRow, ...]
    people: tuple[tuple[str, str], ...]
    papers: tuple[str, ...]
    permissions: tuple[tuple[str, str, str], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is different."""
        return not (self.measures or self.plan or self.people or self.papers or self.permissions)


def compare_published(laid: Laid, text: DraftText, name: str, version: str) -> DifferencePage | None:
    """Compare a draft with a version that is published here; None where one of them cannot be read.

    Args:
        laid: the draft.
        text: of it; people are called as it calls them.
        name: id of the roadmap.
        version: the one it is compared with.
    """
    found: Comparison | None = compare(f"{published_folder()}#{name}@{version}", str(laid.text)).value
    return describe_difference(found.difference, found.old, _list_titles(text)) if found is not None else None


def _list_titles(text: DraftText) -> Mapping[str, str]:
    """Give what roles and documents are called, by their ids."""
    defined = (text.tree.get(kind) for kind in ("roles", "outputs"))
    things = [each for each in defined if isinstance(each, dict)]
    return {name: title_of(thing) or name for each in things for name, thing in each.items()}


def describe_difference(difference: Difference, old: str, titles: Mapping[str, str]) -> DifferencePage:
    """Say what is different.

    Args:
        difference: what was found.
        old: id and version that it is compared with.
        titles: of roles and documents, which values name by their ids.
    """
    translate = translator(spoken())
    summary = capitalise_first(summarise_difference(difference)) if spoken() == "ru" else ""
    return DifferencePage(
        old,
        f"{summary}." if summary else "",
        tuple(_describe(each, titles) for each in difference.changes),
        tuple(
            ChangedRow(
                name_field(each.field, translate), "", (("", say_values(each.before, each.after, spoken())),)
            )
            for each in difference.of_plan
        ),
        tuple(
            (name, ", ".join(each.number.rstrip(".") or each.title for each in changes))
            for name, changes in difference.by_person().items()
        ),
        call_papers(paper.name for paper in difference.papers),
        say_permissions(difference, spoken()),
    )


def _describe(change: MeasureChange, titles: Mapping[str, str]) -> ChangedRow:
    translate = translator(spoken())
    number = change.number.strip().rstrip(".")
    values = tuple(
        (name_field(each.name, translate), say_values(*_call(each, titles), spoken()))
        for each in change.values
        if each.name != "id"
    )
    state = say_state(change.kind, translate) if change.kind != "changed" else ""
    return ChangedRow(f"{number}. {change.title}" if number else change.title, state, values)


def _call(change: FieldChange, titles: Mapping[str, str]) -> tuple[Argument, Argument]:
    """Give both values of a field, roles and documents called by their titles."""
    if change.name not in _NAMING:
        return change.before, change.after
    one, two = (
        ", ".join(titles.get(name, name) for name in word(each, spoken()).split(", "))
        for each in (change.before, change.after)
    )
    return one, two
