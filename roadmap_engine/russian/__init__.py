"""Russian as a school's papers need it: cases, gender, agreement, numerals, dates, lists, typography.

`decline` is the door for names and posts. Nothing here guesses: a form that is not certain is absent,
and a problem says what to ask or write.

Importing the package is cheap, since a name is brought in when it is first used: who only wants a date
in words does not wait for declension, and the dictionary is opened when the first post is declined.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from roadmap_engine.russian.agreement import approved_form
    from roadmap_engine.russian.cases import Case, Gender, Kind
    from roadmap_engine.russian.dates import date_in_words, month_name, numeric_date, range_in_words
    from roadmap_engine.russian.declension import decline, guess_kind
    from roadmap_engine.russian.forms import Forms
    from roadmap_engine.russian.letters import capitalise_first, lower_first
    from roadmap_engine.russian.lists import join_list, join_numbers
    from roadmap_engine.russian.numerals import count_phrase, plural_form
    from roadmap_engine.russian.people import initials, name_in_text, person_with_post, signature_name
    from roadmap_engine.russian.typography import typeset

__all__ = [
    "Case",
    "Forms",
    "Gender",
    "Kind",
    "approved_form",
    "capitalise_first",
    "count_phrase",
    "date_in_words",
    "decline",
    "guess_kind",
    "initials",
    "join_list",
    "join_numbers",
    "lower_first",
    "month_name",
    "name_in_text",
    "numeric_date",
    "person_with_post",
    "plural_form",
    "range_in_words",
    "signature_name",
    "typeset",
]

_HOMES = {
    "agreement": ("approved_form",),
    "cases": ("Case", "Gender", "Kind"),
    "dates": ("date_in_words", "month_name", "numeric_date", "range_in_words"),
    "declension": ("decline", "guess_kind"),
    "forms": ("Forms",),
    "letters": ("capitalise_first", "lower_first"),
    "lists": ("join_list", "join_numbers"),
    "numerals": ("count_phrase", "plural_form"),
    "people": ("initials", "name_in_text", "person_with_post", "signature_name"),
    "typography": ("typeset",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    """Bring in a name of the package when it is first used."""
    if name not in _HOME_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = getattr(import_module(f"{__name__}.{_HOME_OF[name]}"), name)
    globals()[name] = value
    return value
