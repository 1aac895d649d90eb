"""A request for a calendar → its answer, before Django: nobody is led to a door.

The address is the key; of a calendar with a password it is not, and asks for one by HTTP Basic.

Calendar programs send what they like in their headers, and keep to their own rules about answers: an empty or
a torn body takes every deadline from whoever subscribed, so there is none; a calendar that is no more is 410.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.http import parse_http_date_safe

from roadmap_engine.portal.feeds.keeping import keep_calendar
from roadmap_engine.portal.feeds.knowing import Known, know
from roadmap_engine.portal.feeds.passwords import Refused, ask_password
from roadmap_engine.portal.feeds.shelf import Ready, take_calendar
from roadmap_engine.portal.feeds.tokens import SECRET
from roadmap_engine.portal.feeds.using import note_use

__all__ = ["PREFIX", "answer_feeds", "asking_path", "feed_path"]

_LOG = logging.getLogger("roadmap_engine.portal")
PREFIX = "/feeds/"
_ASKING = f"{PREFIX}basic/"
_ENDING = ".ics"
_SAFE = frozenset({"GET", "HEAD"})
_RETRY = "600"

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]
_MISSING = "404 Not Found", "Такого календаря нет. Проверьте адрес: его показывали один раз, целиком.\n"
_REVOKED = "410 Gone", "Этот адрес отключён. Новый берут на странице «Подписаться».\n"
_LATER = "503 Service Unavailable", "Календарь сейчас не составить. Программа попробует ещё раз.\n"
_METHOD = "405 Method Not Allowed", "Календарь можно только читать.\n"
_WHO = (
    "401 Unauthorized",
    "Этот календарь спрашивает имя и пароль. Их показывали один раз, вместе с адресом.\n",
)
_SLOWER = "429 Too Many Requests", "Слишком много неверных паролей. Попробуйте через десять минут.\n"
_BASIC = "WWW-Authenticate", 'Basic realm="calendar", charset="UTF-8"'


def feed_path(secret: str) -> str:
    """Give the path of a calendar by its secret."""
    return f"{PREFIX}{secret}{_ENDING}"


def asking_path(number: int) -> str:
    """Give the path of a calendar that asks for a password, by its number."""
    return f"{_ASKING}{number}{_ENDING}"


def answer_feeds(pages: Application) -> Application:
    """Answer requests for calendars; all others are passed on."""

    def answer(environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if not path.startswith(PREFIX):
            return pages(environ, start)
        method = environ.get("REQUEST_METHOD", "GET")
        if method not in _SAFE:
            return _tell(start, method, _METHOD, ("Allow", "GET, HEAD"))
        try:
            known = _ask(path, environ) if path.startswith(_ASKING) else _know(path)
            ready = None if isinstance(known, Refused) else _take(known)
        except Exception:  # noqa: BLE001 -- told without the address: the server's own log would have it
            _LOG.exception("a request for a calendar failed")
            return _tell(start, method, _LATER, ("Retry-After", _RETRY))
        if known is None or isinstance(known, Refused) or not known.is_open:
            return _refuse(start, method, known)
        if ready is None:
            return _tell(start, method, _LATER, ("Retry-After", _RETRY))
        if known.used_on != ready.day:
            note_use(known.number, ready.day)
            if known.text is not None:
                keep_calendar(known.text.school_id, known.text.plan, known.feed, known.choice, ready.body)
        return _send(environ, start, ready)

    return answer


def _know(path: str) -> Known | None:
    secret = path.removeprefix(PREFIX).removesuffix(_ENDING)
    return know(secret) if path.endswith(_ENDING) and SECRET.fullmatch(secret) else None


def _ask(path: str, environ: Mapping[str, Any]) -> Known | Refused | None:
    if not path.endswith(_ENDING):
        return None
    number = path.removeprefix(_ASKING).removesuffix(_ENDING)
    return ask_password(number, environ.get("HTTP_AUTHORIZATION", ""), environ.get("REMOTE_ADDR", ""))


def _refuse(start: Any, method: str, known: Known | Refused | None) -> Iterable[bytes]:
    match known:
        case Refused.TOO_OFTEN:
            return _tell(start, method, _SLOWER, ("Retry-After", _RETRY))
        case Refused.UNKNOWN:
            return _tell(start, method, _WHO, _BASIC)
        case _:
            return _tell(start, method, _MISSING if known is None else _REVOKED)


def _take(known: Known | None) -> Ready | None:
    if known is None or not known.is_open or known.text is None:
        return None
    return take_calendar(known.text, known.feed, known.choice)


def _send(environ: Mapping[str, Any], start: Any, ready: Ready) -> Iterable[bytes]:
    if _has_it(environ, ready):
        start("304 Not Modified", list(ready.unchanged))
        return []
    start("200 OK", list(ready.headers))
    return [] if environ["REQUEST_METHOD"] == "HEAD" else [ready.body]


def _has_it(environ: Mapping[str, Any], ready: Ready) -> bool:
    """Tell whether whoever asks has the calendar as it is.

    RFC 9110, 13.1.3: If-Modified-Since counts for nothing beside If-None-Match. It must be the very instant
    that was told: a program may have an older calendar and a younger clock.
    """
    tags = environ.get("HTTP_IF_NONE_MATCH")
    if tags is not None:
        return tags.strip() == "*" or ready.etag in (
            each.strip().removeprefix("W/") for each in tags.split(",")
        )
    since = environ.get("HTTP_IF_MODIFIED_SINCE")
    return since is not None and parse_http_date_safe(since) == ready.modified


def _tell(start: Any, method: str, told: tuple[str, str], *more: tuple[str, str]) -> Iterable[bytes]:
    status, words = told
    body = words.encode()
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(body))),
        ("Cache-Control", "no-store"),
        ("X-Robots-Tag", "noindex"),
        ("X-Content-Type-Options", "nosniff"),
        *more,
    ]
    start(status, headers)
    return [] if method == "HEAD" else [body]
