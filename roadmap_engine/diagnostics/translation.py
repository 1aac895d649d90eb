"""English texts to the reader's language, through gettext.

English is the language of the code, so an English reader needs no catalogue; the Russian one is
`locale/ru/LC_MESSAGES/roadmap_engine.mo`, put together from its fragments by `tools/compile_messages.py`.
A text without a translation is shown in English rather than not at all.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Translator", "translator"]

LANGUAGES = ("ru", "en")
DEFAULT_LANGUAGE = "ru"


@dataclass(frozen=True, slots=True)
class Translator:
    """One language to speak to the reader in; called with an English text it gives the reader's."""

    language: str
    catalogue: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, repr=False)

    def __call__(self, text: str) -> str:
        """Translate a text."""
        # gettext keeps the catalogue's own header under the empty text.
        return self.catalogue.gettext(text) if text else ""

    def count(self, one: str, many: str, number: int) -> str:
        """Translate a text that counts, in the form its number asks for.

        >>> translator("ru").count("{n} error", "{n} errors", 22)
        '{n} ошибки'
        """
        return self.catalogue.ngettext(one, many, number)


@cache
def translator(language: str = DEFAULT_LANGUAGE) -> Translator:
    """Give the translator for a language tag, «ru», «en_US.UTF-8»; Russian for a language we lack."""
    known = language[:2].lower()
    if known not in LANGUAGES:
        known = DEFAULT_LANGUAGE
    if known == "en":
        return Translator(known)
    catalogue = resources.files("roadmap_engine").joinpath(
        "locale", known, "LC_MESSAGES", "roadmap_engine.mo"
    )
    return Translator(known, gettext.GNUTranslations(io.BytesIO(catalogue.read_bytes())))
