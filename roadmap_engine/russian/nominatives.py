"""The nominatives that a word in another case may have."""

from __future__ import annotations

from itertools import product

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.hyphens import read_hyphenated
from roadmap_engine.russian.lexicon import CASE_TAGS, Analysis, read_word
from roadmap_engine.russian.word_tables import PLURALS_IN_A

__all__ = ["MOST_TRIES", "forms_of", "nominatives_of", "readings_in"]

MOST_TRIES = 48


def readings_in(word: str) -> tuple[Analysis, ...]:
    """Give what the dictionary knows of a word that may have a capital in front and nowhere else."""
    if any(part[1:] != part[1:].lower() for part in word.split("-")):
        return ()
    small = word.lower()
    return read_hyphenated(small) if "-" in small else read_word(small)


def nominatives_of(word: str, readings: list[Analysis]) -> tuple[str, ...]:
    """Give the nominatives a word has by its readings; of a word with a hyphen, those of all its parts."""
    if "-" in word and not any(forms_of(reading)[0] != word.lower() for reading in readings):
        parts = [_part_forms(part, readings[0].case) for part in word.lower().split("-")]
        return tuple(dict.fromkeys("-".join(forms) for forms in product(*parts)))[:MOST_TRIES]
    return tuple(dict.fromkeys(form for reading in readings for form in forms_of(reading)))


def _part_forms(part: str, case: Case) -> tuple[str, ...]:
    forms = [form for r in read_word(part) if r.case is case for form in forms_of(r)]
    return tuple(dict.fromkeys(forms)) or (part,)


def forms_of(reading: Analysis) -> tuple[str, ...]:
    """Give the forms in the nominative that a reading has."""
    tag = CASE_TAGS[Case.NOMINATIVE]
    forms = tuple(form for tags, form in reading.paradigm if tag in tags)
    # «учителя», not «учители»; an adjective's first form is its plain one, «первый» before «первейший».
    usual = tuple(form for form in forms if form in PLURALS_IN_A)
    return usual or (forms if reading.noun else forms[:1])
