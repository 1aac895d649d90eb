"""Where pages of the portal are filled in: as those of the site, its own templates before those."""

from __future__ import annotations

import functools
from typing import Any

import jinja2
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils.safestring import SafeString

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.documents.matrix_words import say_years
from roadmap_engine.documents.pages.environment import fit_environment
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.portal import speech
from roadmap_engine.portal.assets import asset_address
from roadmap_engine.portal.pages.instants import say_instant
from roadmap_engine.version import __version__

__all__ = ["take_environment"]


def take_environment(**_options: Any) -> jinja2.Environment:
    """Give the environment; Django asks for it once."""
    return _make()


@functools.cache
def _make() -> jinja2.Environment:
    environment = fit_environment(jinja2.PackageLoader("roadmap_engine.portal", "templates"))
    environment.install_gettext_callables(speech.gettext, speech.ngettext, newstyle=True)  # type: ignore[attr-defined]
    environment.globals.update(
        spoken=speech.spoken,
        tongue=speech.tongue,
        url=_url,
        asset=asset_address,
        version=__version__,
        told=get_messages,
    )
    environment.filters.update(instant=say_instant, written=_show_written, said=_say, years=_say_years)
    return environment


def _url(name: str, *words: str | int) -> str:
    return reverse(name, args=words)


def _show_written(text: str) -> SafeString:
    """Show what somebody wrote in a page of any language: `{{ name | written }}`."""
    return speech.written(clean_text(text) if type(text) is str else text)


def _say(words: Bilingual) -> str:
    """Say words that the program has in both languages: `{{ sign.word | said }}`."""
    return words.said(speech.spoken())


def _say_years(years: str) -> str:
    return say_years(years, speech.spoken())
