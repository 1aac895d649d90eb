"""What stands before every view: odd requests are refused, and who asks is known."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation

from roadmap_engine.portal.accounts.coming import find_viewer
from roadmap_engine.portal.matrix.gathering import count_waiting
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.speech import gettext as _

__all__ = ["ask_who", "refuse_odd_requests", "speak"]

Answer = Callable[[HttpRequest], HttpResponse]


def speak(answer: Answer) -> Answer:
    """Let every page speak the language that its reader chose; Russian where she chose none.

    What her browser asks for is no choice of hers: many schools' computers came with an English one.
    """

    def speaking(request: HttpRequest) -> HttpResponse:
        asked = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        known = {code for code, _name in settings.LANGUAGES}
        with translation.override(asked if asked in known else settings.LANGUAGE_CODE):
            response = answer(request)
            response["Content-Language"] = translation.get_language()
            return response

    return speaking


def refuse_odd_requests(answer: Answer) -> Answer:
    """Refuse addresses and words that no form of ours sends, before anything looks at them."""

    def refuse(request: HttpRequest) -> HttpResponse:
        words = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        if "\0" in words or "%00" in words:
            return show_refusal(request, 400, _("В адресе есть знак, которого в адресах не бывает."))
        return answer(request)

    return refuse


def ask_who(answer: Answer) -> Answer:
    """Let every view know who asks, and keep pages of people out of everybody's caches."""

    def ask(request: HttpRequest) -> HttpResponse:
        known: Any = request
        known.viewer = find_viewer(request)
        known.count_waiting = functools.partial(count_waiting, known.viewer)
        response = answer(request)
        if not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response

    return ask
