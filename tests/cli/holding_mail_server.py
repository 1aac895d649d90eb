"""A mail server that takes a whole letter and then says nothing, until it is let go."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
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
    """

    port: int
    has_letter: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)
    letters: list[bytes] = field(default_factory=list)


@contextlib.contextmanager
def run_holding_server() -> Iterator[HoldingServer]:
    """Serve one connection after another until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = HoldingServer(listening.getsockname()[1])
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
        verb = line[:4].upper()
        if verb == b"DATA":
            connection.sendall(b"354 go on\r\n")
            letter = []
            while (line := said.readline()) not in (b".\r\n", b""):
                letter.append(line)
            server.letters.append(b"".join(letter))
            server.has_letter.set()
            server.let_go.wait(timeout=60)
        connection.sendall(b"250 ok\r\n")
        if verb == b"QUIT":
            return
