"""Russian as a school's papers need it: cases, gender, agreement, numerals, dates, lists, typography.

`decline` is the door for names and posts. Nothing here guesses: a form that is not certain is absent,
and a problem says what to ask or write. Importing the package is cheap; the dictionary is opened when
the first post is declined. `numerals`, `dates`, `lists` and `typography` never need it.
"""

from __future__ import annotations

from roadmap_engine.russian.agreement import approved_form
from roadmap_engine.russian.dates import date_in_words, month_name, numeric_date, range_in_words
from roadmap_engine.russian.declension import decline, guess_kind
from roadmap_engine.russian.forms import Case, Forms, Gender, Kind
from roadmap_engine.russian.letters import capitalise_first, lower_first
from roadmap_engine.russian.lists import join_list
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
