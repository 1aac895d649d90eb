"""A disk that is full, or a folder that cannot be reached: a page says so, and no answer is lost by it."""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from http import HTTPStatus
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse

from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.speech import gettext as _

__all__ = ["tells_full_disk"]

_LOG = logging.getLogger("roadmap_engine.portal")
_Words = ParamSpec("_Words")
_View = Callable[Concatenate[HttpRequest, _Words], HttpResponse]


def tells_full_disk(view: _View[_Words]) -> _View[_Words]:
    """Let a page that writes or lays texts say that it could not; what was claimed is ended another time."""

    @functools.wraps(view)
    def told(request: HttpRequest, /, *words: _Words.args, **more: _Words.kwargs) -> HttpResponse:
        try:
            return view(request, *words, **more)
        except OSError:
            _LOG.exception("a text could not be written")
            said = _(
                "На сервере нет места или папка школы недоступна. Ваши ответы сохранены; "
                "скажите администратору и повторите позже."
            )
            title = _("Записать не удалось")
            return show_refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, said, title=title)

    return told
