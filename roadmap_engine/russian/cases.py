"""The grammatical words that everything here shares: case, gender, and what a text is."""

from __future__ import annotations

import enum

__all__ = ["Case", "Gender", "Kind"]


class Case(enum.StrEnum):
    """The six cases of the school grammar."""

    NOMINATIVE = "nominative"
    GENITIVE = "genitive"
    DATIVE = "dative"
    ACCUSATIVE = "accusative"
    INSTRUMENTAL = "instrumental"
    PREPOSITIONAL = "prepositional"


class Gender(enum.StrEnum):
    """The gender of a person, as a name shows it."""

    MASCULINE = "m"
    FEMININE = "f"


class Kind(enum.StrEnum):
    """What a text is: a full name, one part of a name, or a post, body or action in words."""

    NAME = "name"
    LASTNAME = "lastname"
    FIRSTNAME = "firstname"
    PATRONYMIC = "patronymic"
    POST = "post"
