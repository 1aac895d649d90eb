"""What a portal tells of itself on standard error: plain or as JSON, and never a name, a secret or a text.

A request is told by the name of its page, not by its address: an address may be a secret.
"""

from __future__ import annotations

import json
import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse

__all__ = ["LEVELS", "set_up_logs", "tell_requests"]

LEVELS = ("debug", "info", "warning", "error")
_LOG = logging.getLogger("roadmap_engine.portal")
_QUIET = ("django.request", "django.security", "waitress.queue", "pymorphy3")
"""These name addresses, or tell what is no fault."""
_SERVER_ERROR = 500


def set_up_logs(level: str, *, as_json: bool) -> None:
    """Begin to tell.

    Args:
        level: one of LEVELS.
        as_json: one object a line, for programs.
    """
    handler = logging.StreamHandler()
    plain = logging.Formatter("%(asctime)s %(levelname)s %(message)s")
    handler.setFormatter(_Json() if as_json else plain)
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.CRITICAL)


class _Json(logging.Formatter):
    """One object a line."""

    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        told = {"at": at, "level": record.levelname.lower(), "message": record.getMessage()}
        if record.exc_info:
            told["exception"] = self.formatException(record.exc_info)
        return json.dumps(told, ensure_ascii=False)


def tell_requests(answer: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Tell every request, and what made one fail."""

    def tell(request: HttpRequest) -> HttpResponse:
        begun = time.monotonic()
        response = answer(request)
        found = request.resolver_match
        page = found.view_name if found is not None else "-"
        level = logging.ERROR if response.status_code >= _SERVER_ERROR else logging.INFO
        spent = round((time.monotonic() - begun) * 1000)
        _LOG.log(level, "%s %s %s %s ms", request.method, page, response.status_code, spent)
        return response

    def process_exception(_request: HttpRequest, failed: Exception) -> None:
        # A page that is not there, or not for this reader, is an answer and no failure.
        if not isinstance(failed, (Http404, PermissionDenied, SuspiciousOperation)):
            _LOG.error("a page has failed", exc_info=failed)

    tell.process_exception = process_exception  # type: ignore[attr-defined]
    return tell
