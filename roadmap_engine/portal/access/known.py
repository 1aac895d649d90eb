"""Pages for those who have come in, by an account or by a link of their own."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from roadmap_engine.portal.access.viewer import viewer_of

__all__ = ["known_only"]


def known_only(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Lead whoever has not come in to the door."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *words: Any, **more: Any) -> HttpResponseBase:
        if not viewer_of(request).is_known:
            return redirect_to_login(request.get_full_path(), "login")
        return view(request, *words, **more)

    return guarded
