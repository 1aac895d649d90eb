"""What stands before every view: odd requests are refused, and who asks is known."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

from roadmap_engine.portal.accounts.coming import find_viewer
from roadmap_engine.portal.matrix.gathering import count_waiting
from roadmap_engine.portal.pages.failing import show_refusal

__all__ = ["ask_who", "refuse_odd_requests"]

Answer = Callable[[HttpRequest], HttpResponse]


def refuse_odd_requests(answer: Answer) -> Answer:
    """Refuse addresses and words that no form of ours sends, before anything looks at them."""

    def refuse(request: HttpRequest) -> HttpResponse:
        words = f"{request.path}?{request.META.get('QUERY_STRING', '')}"
        if "\0" in words or "%00" in words:
            return show_refusal(request, 400, "В адресе есть знак, которого в адресах не бывает.")
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
