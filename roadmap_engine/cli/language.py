"""Which language the program speaks: `--lang`, else the locale, else Russian.

click asks the process's default message catalogue, so its own words («Usage:», «No such option»)
are translated from the same catalogue as ours.
"""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping, Sequence

from roadmap_engine.diagnostics.languages import LANGUAGES, Language

__all__ = ["LANGUAGES", "choose_language", "current_language", "speak"]

_DOMAIN = "roadmap_engine"


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Find the language before any command is loaded, since commands word their help when they load.

    >>> choose_language(["check", "--lang", "en"], {})
    'en'
    >>> choose_language(["check"], {"LANG": "en_US.UTF-8"})
    'en'
    >>> choose_language([], {"LANG": "C.UTF-8"})
    'ru'
    """
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        if argument == "--lang" and place + 1 < len(arguments):
            return _known(arguments[place + 1])
        if argument.startswith("--lang="):
            return _known(argument.removeprefix("--lang="))
    for name in ("ROADMAP_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        if environment.get(name):
            return _known(environment[name])
    return "ru"


def _known(name: str) -> Language:
    return "en" if name[:2].lower() == "en" else "ru"


def speak(language: str) -> None:
    """Make the language the process's own, for click and for the commands."""
    os.environ["LANGUAGE"] = language
    folder = os.path.join(os.path.dirname(os.path.dirname(__file__)), "locale")  # noqa: PTH118, PTH120 -- pathlib costs a quarter of `--help`
    gettext.bindtextdomain(_DOMAIN, folder)
    gettext.textdomain(_DOMAIN)


def current_language() -> Language:
    """The language the process speaks."""
    return _known(os.environ.get("LANGUAGE", ""))
