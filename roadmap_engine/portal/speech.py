"""Texts of the pages in the language that the reader chose: Russian in the code, others from the catalogue.

What a school or a department wrote is shown as it was written, whatever language the page speaks.
"""

from __future__ import annotations

from django.utils.functional import lazystr
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from roadmap_engine.diagnostics.languages import LANGUAGES, Language
from roadmap_engine.diagnostics.translation import DEFAULT_LANGUAGE, translator
from roadmap_engine.documents.markup import mark_attribute, mark_written

__all__ = ["gettext", "gettext_lazy", "ngettext", "spoken", "tongue", "written"]


def spoken() -> Language:
    """Give the language of the page that is being made."""
    active = get_language() or DEFAULT_LANGUAGE
    return next((each for each in LANGUAGES if each == active), DEFAULT_LANGUAGE)


def gettext(text: str) -> str:
    """Say a text of the code in the language of the page."""
    return translator(spoken())(text)


def ngettext(one: str, many: str, number: int) -> str:
    """Say a text that counts; its forms stand in the catalogue of every language, Russian too."""
    return translator(spoken()).count(one, many, number)


class _Later:
    """A text that is said each time that it is shown."""

    def __init__(self, text: str) -> None:
        self._text = text

    def __str__(self) -> str:
        return gettext(self._text)


def gettext_lazy(text: str) -> str:
    """Say a text, of a form or of a table, in the language of the page that shows it."""
    said: str = lazystr(_Later(text))
    return said


def written(text: str) -> SafeString:
    """Show what somebody wrote, known to be Russian in a page of another language; of nothing, nothing."""
    return mark_safe(mark_written(text, spoken()))  # noqa: S308 -- the text is escaped there


def tongue(text: str) -> SafeString:
    """Give the same mark for an element that holds nothing else, and no other element: an option, a field."""
    return mark_safe(mark_attribute(text, spoken()))  # noqa: S308 -- nothing of the text is in it
