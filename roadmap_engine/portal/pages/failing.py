"""Pages for what cannot be done: what is wrong, and what to do."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse

from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy

__all__ = ["show_busy", "show_failure", "show_forged", "show_missing", "show_refusal"]


def show_refusal(request: HttpRequest, status: int, words: str, *, title: str = "") -> HttpResponse:
    """Show that something is refused, and why."""
    named = title or _TITLES.get(status, _("Так нельзя"))
    return show(request, "refusal.html.j2", title=named, words=words, status=status)


_TITLES = {
    400: gettext_lazy("Запрос не понят"),
    403: gettext_lazy("Нет права"),
    409: gettext_lazy("Уже записано другое"),
    429: gettext_lazy("Слишком часто"),
}


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:  # noqa: ARG001
    """Show that there is no such page, or none for this reader: which of both is nobody's business."""
    words = _("Такой страницы нет, или она открыта не вам. Проверьте адрес или начните с первой страницы.")
    return show_refusal(request, HTTPStatus.NOT_FOUND, words, title=_("Страницы нет"))


def show_forged(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001
    """Show that a form came without its mark: it was open too long, or another site has sent it."""
    words = _(
        "Форма открыта слишком давно или отправлена не с этой страницы. Ничего не записано. "
        "Вернитесь, обновите страницу и отправьте ещё раз: то, что вы набрали, браузер обычно помнит."
    )
    return show_refusal(request, HTTPStatus.FORBIDDEN, words, title=_("Форма не принята"))


def show_busy(request: HttpRequest) -> HttpResponse:
    """Show that papers are being drawn for others, and when to ask again."""
    words = _("Сейчас составляются бумаги для других. Попробуйте ещё раз через минуту.")
    answer = show_refusal(request, HTTPStatus.SERVICE_UNAVAILABLE, words, title=_("Подождите немного"))
    answer["Retry-After"] = "30"
    return answer


def show_failure(request: HttpRequest) -> HttpResponse:
    """Show that the program itself has failed; what it was goes into its own log, never to the reader."""
    words = _("Сбой самой программы. Попробуйте ещё раз; если повторится, скажите администратору.")
    return show_refusal(request, HTTPStatus.INTERNAL_SERVER_ERROR, words, title=_("Сбой"))
