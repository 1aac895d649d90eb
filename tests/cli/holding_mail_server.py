"""A mail server that keeps a letter and says nothing until it is let go, or says what it is told."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

__all__ = ["HoldingServer", "run_holding_server"]


@dataclass(slots=True)
class HoldingServer:
    """A server that runs.

    Attributes:
        port: where.
        has_letter: set once it has a whole letter.
        let_go: to be set for it to answer.
        letters: what it has got.
        answers: what it says to a verb, «MAIL», or «.» at the end of a letter; «250 ok» to all others.
    """

    port: int
    answers: Mapping[str, str] = field(default_factory=dict)
    has_letter: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    letters: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def run_holding_server(answers: Mapping[str, str] | None = None) -> Iterator[HoldingServer]:
    """Serve one connection after another until the block ends; with answers of its own it holds nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = HoldingServer(listening.getsockname()[1], answers or {})
        if answers is not None:
            server.let_go.set()
        thread = threading.Thread(target=_serve, args=(listening, server), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.let_go.set()
            with contextlib.suppress(OSError):
                listening.shutdown(socket.SHUT_RDWR)
            thread.join(timeout=10)


def _serve(listening: socket.socket, server: HoldingServer) -> None:
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection, contextlib.suppress(OSError):
            _talk(connection, server)


def _talk(connection: socket.socket, server: HoldingServer) -> None:
    said = connection.makefile("rb")
    connection.sendall(b"220 holding\r\n")
    while line := said.readline():
        verb = line[:4].decode().upper().strip()
        if verb == "DATA" and verb not in server.answers:
            connection.sendall(b"354 go on\r\n")
            letter = []
            while (line := said.readline()) not in (b".\r\n", b""):
                letter.append(line)
            server.letters.append(b"".join(letter))
            server.has_letter.set()
            server.let_go.wait(timeout=60)
            verb = "."
        connection.sendall(f"{server.answers.get(verb, '250 ok')}\r\n".encode())
        if verb == "QUIT":
            return
