"""How letters are sent: the mail server, whom they come from, what they say of themselves (`roadmap.toml`).

No secret stands here: the password is taken from a variable of the environment, whose name stands here.
"""

from __future__ import annotations

import re
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from roadmap_engine.model.base import NO_TRUTH, Frozen
from roadmap_engine.model.contacts import split_address

__all__ = ["LetterSettings", "MailSettings", "Mailbox", "RemindSettings", "Weekday"]

Security = Literal["starttls", "tls", "none"]
Weekday = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

_USUAL_PORTS: dict[Security, int] = {"starttls": 587, "tls": 465, "none": 25}
_NAMED = re.compile(r"(?P<name>[^<>\"\x00-\x1f\x7f]*)<(?P<address>[^<>\s]+)>")
_LINK = r"^https?://[^\s<>\"\\\x00-\x1f]+$"


def _split_mailbox(words: str) -> tuple[str, str]:
    found = _NAMED.fullmatch(words)
    name, address = (found["name"].strip(), found["address"]) if found else ("", words)
    if not name.isprintable():
        raise ValueError("no address of mail")
    split_address(address)
    return name, address


def _check_mailbox(words: str) -> str:
    _split_mailbox(words)
    return words


def _check_unsubscribe(words: str) -> str:
    if words.startswith("mailto:"):
        split_address(words.removeprefix("mailto:").partition("?")[0])
    elif re.fullmatch(_LINK, words) is None:
        raise ValueError("no address of mail")
    return words


Mailbox = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=320),
    AfterValidator(_check_mailbox),
]
"""An address, alone or after a name: «Дорожная карта <plan@school-12.example>»."""
Link = Annotated[str, StringConstraints(strip_whitespace=True, pattern=_LINK, max_length=2_000)]
Unsubscribe = Annotated[
    str,
    StringConstraints(strip_whitespace=True, min_length=1, max_length=900, pattern=r"^[!#-;=?-\[\]-~]+$"),
    AfterValidator(_check_unsubscribe),
]
HostName = Annotated[
    str,
    StringConstraints(strip_whitespace=True, pattern=r"^[^\s/@:\x00-\x1f\x7f]{1,253}$|^[0-9A-Fa-f:.]{2,45}$"),
]
Variable = Annotated[str, StringConstraints(pattern=r"^[A-Za-z_][A-Za-z0-9_]{0,99}$")]


class MailSettings(Frozen):
    """The mail server.

    Attributes:
        host: its name.
        port: the usual one of the way it is secured unless said.
        security: «starttls» encrypts before anything is said, «tls» from the beginning, «none» never.
        sender: whom letters come from, said as `from`.
        reply_to: where answers go, where that is elsewhere.
        user: who logs in; nobody does unless said.
        password_env: the variable of the environment that has the password.
        timeout: seconds to wait for an answer.
    """

    host: HostName
    port: Annotated[int, Field(ge=1, le=65_535), NO_TRUTH] | None = None
    security: Security = "starttls"
    sender: Mailbox = Field(alias="from")
    reply_to: Mailbox | None = None
    user: Annotated[str, StringConstraints(min_length=1, max_length=320)] | None = None
    password_env: Variable | None = None
    timeout: Annotated[int, Field(ge=1, le=600), NO_TRUTH] = 60

    @model_validator(mode="after")
    def _logs_in_wholly(self) -> MailSettings:
        if (self.user is None) != (self.password_env is None):
            raise ValueError("login needs user and password_env")
        if self.user is not None and self.security == "none":
            raise ValueError("login without encryption")
        return self

    @property
    def known_port(self) -> int:
        """The port that is meant."""
        return self.port or _USUAL_PORTS[self.security]

    @property
    def sender_parts(self) -> tuple[str, str]:
        """The name letters come from, which may be empty, and the address."""
        return _split_mailbox(self.sender)

    @property
    def reply_parts(self) -> tuple[str, str] | None:
        """The name and the address that answers go to, where that is elsewhere."""
        return _split_mailbox(self.reply_to) if self.reply_to is not None else None


class RemindSettings(Frozen):
    """What letters speak of.

    Attributes:
        ahead: how many days beyond the day of the letter «this week» reaches.
        weekdays: the days letters go out on; every day it is asked for unless said.
        link: where readers find the plan.
        unsubscribe: how they get rid of letters: a page, or «mailto:…»; an answer to the sender unless said.
    """

    ahead: Annotated[int, Field(ge=0, le=60), NO_TRUTH] = 7
    weekdays: tuple[Weekday, ...] = get_args(Weekday)
    link: Link | None = None
    unsubscribe: Unsubscribe | None = None


class LetterSettings(Frozen):
    """`roadmap.toml`, as far as letters are concerned."""

    mail: MailSettings
    remind: RemindSettings = RemindSettings()
