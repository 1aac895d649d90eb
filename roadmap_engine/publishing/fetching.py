"""An http(s) address to the bytes that stand there: within a time, a size and a few redirects, or not at all.

Time-outs of a socket count from byte to byte, so a server that sends one byte a second never meets them.
Each fetch therefore runs in a thread of its own, which is left behind when the whole of it takes too long;
what such a thread may take in is limited like everything else.
"""

from __future__ import annotations

import http.client
import ssl
import threading
import urllib.request
from dataclasses import dataclass, field
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

from roadmap_engine.diagnostics import Problem

__all__ = ["Fetched", "Limits", "fetch", "is_address", "without_secrets"]

_CHUNK = 65_536
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOUND = 200
_BROKEN = 500
_SAFE = "/%:@!$&'()*+,;=~-._?"


@dataclass(frozen=True, slots=True)
class Limits:
    """How long and how far a fetch may go.

    Attributes:
        silence: seconds until a connection stands, and between two pieces of an answer.
        total: seconds for all of it, redirects too.
        redirects: how many may follow one another.
    """

    silence: float = 10.0
    total: float = 60.0
    redirects: int = 5


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a fetch brought.

    Attributes:
        data: the answer; none where there is a problem.
        url: where it was in the end found.
        problems: why there is no answer.
        answered: whether the host said anything at all; what is broken or away may be whole tomorrow.
    """

    data: bytes | None
    url: str
    problems: tuple[Problem, ...] = ()
    answered: bool = True


class _RefusedError(Exception):
    """The answer is none that we take."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.code)
        self.problem = problem


@dataclass(slots=True)
class _Errand:
    """One fetch on its way, and what it has come to."""

    url: str
    largest: int
    limits: Limits
    given_up: threading.Event = field(default_factory=threading.Event)
    data: bytes | None = None
    problem: Problem | None = None
    answered: bool = False

    def run(self) -> None:
        """Fetch; whatever goes wrong is told, because nobody hears an exception in a thread."""
        shown = without_secrets(self.url)
        try:
            self.data = self._follow()
        except _RefusedError as refused:
            self.problem = refused.problem
        except TimeoutError:
            self.problem = Problem.of("RM808", file=shown, seconds=f"{self.limits.silence:g}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            if isinstance(getattr(error, "reason", None), TimeoutError):
                self.problem = Problem.of("RM808", file=shown, seconds=f"{self.limits.silence:g}")
            else:
                self.problem = Problem.of("RM807", file=shown, reason=_explain(error))

    def _follow(self) -> bytes:
        opener = _opener()
        for _ in range(self.limits.redirects + 1):
            request = urllib.request.Request(self.url, headers={"User-Agent": "roadmap-engine"})  # noqa: S310 -- the scheme was checked
            with opener.open(request, timeout=self.limits.silence) as answer:
                self.answered = answer.status < _BROKEN
                if answer.status not in _REDIRECTS:
                    return self._take_in(answer)
                # The body of a redirect is nothing we read: it may have no end.
                self.url = _redirected(self.url, answer.headers.get("Location", ""))
        raise _RefusedError(_refuse_redirect(self.url, self.url))

    def _take_in(self, answer: http.client.HTTPResponse) -> bytes:
        shown = without_secrets(self.url)
        if answer.status != _FOUND:
            reason = f"{answer.status} {answer.reason}"[:100]
            raise _RefusedError(Problem.of("RM807", file=shown, reason=reason))
        taken = bytearray()
        self.answered = False
        while not self.given_up.is_set() and (piece := answer.read1(_CHUNK)):
            taken += piece
            if len(taken) > self.largest:
                self.answered = True
                raise _RefusedError(Problem.of("RM809", file=shown, limit=self.largest // 1_048_576))
        promised = answer.headers.get("Content-Length")
        if promised is not None and promised.isdecimal() and len(taken) < int(promised):
            raise _RefusedError(Problem.of("RM807", file=shown, reason=f"{len(taken)} < {promised} B"))
        self.answered = True
        return bytes(taken)


def fetch(url: str, *, largest: int, limits: Limits | None = None) -> Fetched:
    """Fetch what stands at an address; it never raises.

    Args:
        url: http or https, without a password in it.
        largest: the most bytes to take in.
        limits: of time and redirects.
    """
    limits = limits or Limits()
    if not is_address(url):
        return Fetched(None, url, (Problem.of("RM806", source=without_secrets(url)),))
    errand = _Errand(_in_ascii(url), largest, limits)
    worker = threading.Thread(target=errand.run, daemon=True)
    worker.start()
    worker.join(limits.total)
    if worker.is_alive():
        errand.given_up.set()
        shown = without_secrets(url)
        return Fetched(
            None, url, (Problem.of("RM808", file=shown, seconds=f"{limits.total:g}"),), answered=False
        )
    if errand.problem is not None:
        return Fetched(None, url, (errand.problem,), answered=errand.answered)
    return Fetched(errand.data, errand.url)


def is_address(text: str) -> bool:
    """Tell whether a text is an address that may be fetched: http(s), a host, no name and password.

    >>> is_address("https://school.example/x"), is_address("file:///etc/passwd")
    (True, False)
    >>> is_address("https://me:secret@school.example/")
    False
    """
    try:
        parts = urlsplit(text)
        parts.port  # noqa: B018 -- raises where the port is no number
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.hostname) and "@" not in parts.netloc


def without_secrets(url: str) -> str:
    """Give an address as it may be shown: without a name and password, and without what stands after «?».

    >>> without_secrets("https://me:secret@school.example/x?token=1")
    'https://school.example/x'
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return "…"
    return urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, "", ""))


def _opener() -> urllib.request.OpenerDirector:
    """Open http and https, through the proxy that the system names; nothing else, and no redirects."""
    opener = urllib.request.OpenerDirector()
    context = ssl.create_default_context()
    opener.add_handler(urllib.request.ProxyHandler())
    opener.add_handler(urllib.request.HTTPHandler())
    opener.add_handler(urllib.request.HTTPSHandler(context=context))
    return opener


def _redirected(url: str, location: str) -> str:
    try:
        found = _in_ascii(urljoin(url, location))
    except ValueError:
        raise _RefusedError(_refuse_redirect(url, "")) from None
    downgraded = urlsplit(url).scheme == "https" and urlsplit(found).scheme != "https"
    if not location or downgraded or not is_address(found):
        raise _RefusedError(_refuse_redirect(url, found))
    return found


def _refuse_redirect(url: str, found: str) -> Problem:
    return Problem.of("RM810", file=without_secrets(url), found=without_secrets(found))


def _in_ascii(url: str) -> str:
    """Write an address as it goes over the wire: «школа.рф» as xn--…, other letters as %D1…."""
    parts = urlsplit(url)
    try:
        host = parts.netloc.encode("idna").decode()
    except UnicodeError:
        host = parts.netloc
    return urlunsplit((parts.scheme, host, quote(parts.path, safe=_SAFE), quote(parts.query, safe=_SAFE), ""))


def _explain(error: Exception) -> str:
    reason = getattr(error, "reason", None) or error
    text = getattr(reason, "strerror", None) or getattr(reason, "verify_message", None) or str(reason)
    return str(text)[:200] or type(error).__name__
