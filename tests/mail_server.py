"""A mail server on this machine that keeps what it takes, and refuses or drops whom it is told to.

It speaks real SMTP (aiosmtpd, in a thread), without encryption and without a login.
"""

from __future__ import annotations

import asyncio
import contextlib
import enum
import socket
from collections.abc import Awaitable, Iterator, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

__all__ = ["LATER", "NOBODY", "Drop", "Letter", "MailServer", "run_mail_server"]

LATER = "452 4.2.2 Mailbox full, try again later"
NOBODY = "550 5.1.1 No such mailbox"
TAKEN = "250 OK"
LOOPBACK = "127.0.0.1"


class Drop(enum.Enum):
    """When the connection is dropped without a word."""

    BEFORE = "as the address is named: the letter is not taken"
    AFTER = "when the whole letter is there: it is taken, and whoever sent it never learns that"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that was taken.

    Attributes:
        sender: who the envelope says it is from.
        recipients: the addresses that were taken, in their order.
        content: the letter as it came.
    """

    sender: str
    recipients: tuple[str, ...]
    content: bytes

    def read(self) -> EmailMessage:
        """Give the letter with its headers in words and its parts."""
        read = message_from_bytes(self.content, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read


@dataclass(frozen=True, slots=True)
class MailServer:
    """A server that runs.

    Attributes:
        host: its address on this machine.
        port: a free one that it was given.
        answers: what it does with an address: a whole line of SMTP, or a dropped connection; it takes all
            others. May be changed while it runs.
        letters: what it took, the first first.
        named: every address it was told a letter is for, taken or not.
    """

    host: str
    port: int
    answers: dict[str, str | Drop]
    letters: list[Letter] = field(default_factory=list)
    named: list[str] = field(default_factory=list)


@contextlib.contextmanager
def run_mail_server(answers: Mapping[str, str | Drop] | None = None) -> Iterator[MailServer]:
    """Take letters on a free port until the block ends.

    Args:
        answers: by address, `LATER`, `NOBODY` or another line of SMTP, or when to drop the connection.
    """
    with socket.create_server((LOOPBACK, 0)) as listening:
        server = MailServer(LOOPBACK, listening.getsockname()[1], dict(answers or {}))
        controller = _Controller(_Handler(server), listening)
        controller.start()
        try:
            yield server
        finally:
            controller.stop()


class _Controller(Controller):
    """Listens on a socket that is open already: no other program can take the port in between."""

    def __init__(self, handler: _Handler, listening: socket.socket) -> None:
        super().__init__(handler, hostname=LOOPBACK, port=listening.getsockname()[1])
        self._listening = listening

    def _create_server(self) -> Awaitable[asyncio.AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listening)


class _Handler:
    """What the server does at each step; aiosmtpd calls these by their names."""

    def __init__(self, server: MailServer) -> None:
        self._server = server

    async def handle_RCPT(  # noqa: N802 -- aiosmtpd's name
        self, smtp: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        self._server.named.append(address)
        answer = self._server.answers.get(address)
        if isinstance(answer, str):
            return answer
        if answer is Drop.BEFORE:
            _drop(smtp)
        envelope.rcpt_tos.append(address)
        return TAKEN

    async def handle_DATA(self, smtp: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
        content = envelope.content
        assert isinstance(content, bytes)
        letter = Letter(envelope.mail_from or "", tuple(envelope.rcpt_tos), content)
        self._server.letters.append(letter)
        if any(self._server.answers.get(address) is Drop.AFTER for address in letter.recipients):
            _drop(smtp)
        return TAKEN


def _drop(smtp: SMTP) -> None:
    """Cut the connection; what would be answered after that reaches nobody."""
    transport = smtp.transport
    assert isinstance(transport, asyncio.Transport)
    transport.abort()
