"""English texts to the reader's language, through gettext.

Messages are English in the code, what describes the Russian papers is Russian there; a catalogue has what a
reader of its language lacks: `locale/*/LC_MESSAGES/roadmap_engine.mo`, put together from fragments by
`tools/compile_messages.py`. A text without a translation is shown as it is rather than not at all.
"""

from __future__ import annotations

import gettext
import io
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from roadmap_engine.diagnostics.languages import LANGUAGES, Language

__all__ = ["DEFAULT_LANGUAGE", "LANGUAGES", "Translator", "translator"]

DEFAULT_LANGUAGE: Language = "ru"


@dataclass(frozen=True, slots=True)
class Translator:
    """One language to speak to the reader in; called with a text of the code it gives the reader's."""

    language: Language
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
    asked = language[:2].lower()
    known = next((each for each in LANGUAGES if each == asked), DEFAULT_LANGUAGE)
    catalogue = resources.files("roadmap_engine").joinpath(
        "locale", known, "LC_MESSAGES", "roadmap_engine.mo"
    )
    return Translator(known, gettext.GNUTranslations(io.BytesIO(catalogue.read_bytes())))
