"""A web host on this machine that answers as it is told: truly, slowly, hugely, or by leading on."""

from __future__ import annotations

import contextlib
import http.server
import ssl
import threading
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

__all__ = ["Answer", "serve", "serve_folder"]


@dataclass(frozen=True, slots=True)
class Answer:
    """How one path is answered.

    Attributes:
        body: what is sent.
        status: the status.
        leads_to: the address a redirect names; then the status is 302.
        slowly: after its first byte the answer never goes on, until the host is closed.
        promised: the length the header names, if it is not the body's.
        endless: the body is sent again and again.
    """

    body: bytes = b""
    status: int = 200
    leads_to: str | None = None
    slowly: bool = False
    promised: int | None = None
    endless: bool = False


@dataclass(slots=True)
class _Plan:
    answers: Mapping[str, Answer]
    asked: list[str] = field(default_factory=list)
    closing: threading.Event = field(default_factory=threading.Event)


def _handler(plan: _Plan) -> type[http.server.BaseHTTPRequestHandler]:
    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            plan.asked.append(self.path)
            answer = plan.answers.get(self.path, Answer(b"no", status=404))
            with contextlib.suppress(OSError):
                self._give(answer)

        def _give(self, answer: Answer) -> None:
            self.send_response(302 if answer.leads_to is not None else answer.status)
            if answer.leads_to is not None:
                self.send_header("Location", answer.leads_to)
            if not answer.endless:
                length = len(answer.body) if answer.promised is None else answer.promised
                self.send_header("Content-Length", str(length))
            self.end_headers()
            if answer.slowly:
                self.wfile.write(answer.body[:1])
                plan.closing.wait(30)
                return
            self.wfile.write(answer.body)
            while answer.endless and not plan.closing.is_set():
                self.wfile.write(answer.body)

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    return Handler


@contextlib.contextmanager
def serve(
    answers: Mapping[str, Answer], *, asked: list[str] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Answer on a free port until the block ends; gives the host's address.

    Args:
        answers: by path.
        asked: takes in the paths that are asked for.
        tls: makes it an https host.
    """
    plan = _Plan(answers, asked if asked is not None else [])
    with _run(_handler(plan), tls) as address:
        try:
            yield address
        finally:
            plan.closing.set()


@contextlib.contextmanager
def serve_folder(folder: Path, *, asked: list[str] | None = None) -> Iterator[str]:
    """Give the files of a folder as they are when asked for, as any web host does, until the block ends.

    Args:
        folder: files put there or changed later are given too.
        asked: takes in the paths that are asked for, as they stood in the request.
    """

    class Handler(http.server.SimpleHTTPRequestHandler):
        def do_GET(self) -> None:
            if asked is not None:
                asked.append(self.path)
            super().do_GET()

        def log_message(self, *_arguments: object) -> None:
            """Say nothing."""

    with _run(partial(Handler, directory=str(folder))) as address:
        yield address


@contextlib.contextmanager
def _run(
    handler: Callable[..., http.server.BaseHTTPRequestHandler], tls: ssl.SSLContext | None = None
) -> Iterator[str]:
    """Run a host on a free port until the block ends; gives its address."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    server.block_on_close = False
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    worker = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    worker.start()
    try:
        scheme = "http" if tls is None else "https"
        yield f"{scheme}://{'localhost' if tls else '127.0.0.1'}:{server.server_address[1]}/"
    finally:
        server.shutdown()
        server.server_close()
        worker.join()
