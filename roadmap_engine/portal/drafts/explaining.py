"""What the forms of a measure say beside its fields: their names, what a deadline means, what is there."""

from __future__ import annotations

from django.conf import settings

from roadmap_engine.api.phrases import explain
from roadmap_engine.calendars import parse_year
from roadmap_engine.portal.drafts.reading import DraftText, read_draft, title_of
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.questionnaire.chosen import guess_year
from roadmap_engine.questionnaire.reading import KEPT_AS_TEXT

__all__ = ["check_deadline", "explain_deadline", "field_labels", "tell_new_events", "titles_of", "year_of"]


def field_labels() -> dict[str, str]:
    """Name the fields."""
    return {
        "title": _("Мероприятие"),
        "participants": _("Участники"),
        "deadline": _("Срок"),
        "responsible": _("Ответственные"),
        "result": _("Результат"),
        "output": _("Документ"),
    }


def year_of(text: DraftText) -> str:
    """Give the year that a deadline is explained for: its own or that of the map below, else this one."""
    written = text.meant("school_year")
    try:
        parse_year(written)
    except ValueError:
        return str(guess_year(settings.PORTAL.clock().date()))
    return written


def check_deadline(words: str, text: DraftText) -> str:
    """Tell what is wrong with the words of a deadline; nothing where they mean something, or stay words."""
    deadline = " ".join(words.split())
    if not deadline or deadline.startswith(KEPT_AS_TEXT):
        return ""
    told = explain(deadline, year=year_of(text))
    if told.value is None or told.value.understood:
        return ""
    return _(
        "Срок «{words}» не понят. Назовите день, месяц или событие; если он должен остаться словами, "
        "начните со знака «=»."
    ).format(words=deadline[:80])


def explain_deadline(words: str, text: DraftText) -> tuple[str, ...]:
    """Say what a deadline means, step by step; nothing where it stays words."""
    deadline = " ".join(words.split())
    if not deadline or deadline.startswith(KEPT_AS_TEXT):
        return ()
    told = explain(deadline, year=year_of(text)).value
    return tuple(step.partition(". ")[2] for step in told.as_steps(spoken())) if told is not None else ()


def tell_new_events(before: DraftText, after: str) -> str:
    """Say which events a text describes now that it did not; nothing where there are none."""
    had = before.things("events")
    new = [
        title_of(each) or str(name)
        for name, each in read_draft(after, "", before.inherited).things("events").items()
        if name not in had
    ]
    if not new:
        return ""
    said = ", ".join(f"«{each}»" for each in new)
    return _(
        "Срок считается от нового события: {names}. Когда школа запишет его день, посчитается и срок."
    ).format(names=said)


def titles_of(text: DraftText, kind: str) -> tuple[str, ...]:
    """Give the titles of the roles or documents that can be named."""
    return tuple(title_of(each) or str(name) for name, each in text.things(kind).items())
