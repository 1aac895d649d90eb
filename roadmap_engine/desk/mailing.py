"""Letters on their way: a drawn letter as a message, and the talk with the mail server."""

from __future__ import annotations

import datetime as dt
import os
import re
import smtplib
import ssl
from dataclasses import dataclass
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from pathlib import Path
from typing import Literal

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.plain import one_line, shorten
from roadmap_engine.documents.letters import DrawnLetter
from roadmap_engine.load.letters import load_settings
from roadmap_engine.model.contacts import split_address
from roadmap_engine.model.letter_settings import MailSettings

__all__ = [
    "Delivery",
    "MailFailure",
    "MailServer",
    "check_mail",
    "find_password",
    "write_message",
    "write_note",
]

_LONGEST_ANSWER = 300
_ADDRESS = re.compile(r"<?[^\s<>@]+@[^\s<>@]+>?")
_TAKEN = (250, 251)
_PERMANENT = 500

# RFC 5322, 2.1.1: no line longer than 998; the server gets lines that end in CRLF.
_POLICY = policy.SMTP.clone(max_line_length=78, cte_type="7bit")


def write_message(
    letter: DrawnLetter, to: str, name: str, mail: MailSettings, at: dt.datetime, unsubscribe: str | None
) -> bytes:
    """Write a letter as it goes over the wire.

    Args:
        letter: what it says.
        to: the address.
        name: of the letter among all; by it a mail server knows a letter that comes twice.
        mail: whom it is from.
        at: the instant it is sent.
        unsubscribe: the address that ends letters, «mailto:…» or a page.
    """
    message = _begin(to, letter.subject, letter.text, mail, at)
    message.add_alternative(letter.html, subtype="html")
    if letter.days is not None:
        message.add_attachment(
            letter.days,
            maintype="text",
            subtype="calendar",
            filename="sroki.ics",
            params={"charset": "utf-8"},
        )
    # The library takes them by chance; the same letter has the same bytes.
    for number, part in enumerate(each for each in message.walk() if each.is_multipart()):
        part.set_boundary(f"=={name}-{number}==")
    return _name(message, name, mail, f"List-Unsubscribe: <{unsubscribe}>\r\n" if unsubscribe else "")


def write_note(to: str, subject: str, text: str, name: str, mail: MailSettings, at: dt.datetime) -> bytes:
    """Write a few words to one person as they go over the wire.

    Args:
        to: the address.
        subject: one line.
        text: what it says.
        name: as of a letter.
        mail: whom it is from.
        at: the instant it is sent.
    """
    return _name(_begin(to, subject, text, mail, at), name, mail)


def _begin(to: str, subject: str, text: str, mail: MailSettings, at: dt.datetime) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = _address(*mail.sender_parts)
    message["To"] = _address("", to)
    if mail.reply_parts is not None:
        message["Reply-To"] = _address(*mail.reply_parts)
    message["Subject"] = subject
    message["Date"] = format_datetime(at)
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text)
    return message


def _name(message: EmailMessage, name: str, mail: MailSettings, more: str = "") -> bytes:
    """Name a message, before its other headers.

    The library would write words of more than a line as RFC 2047 does, which nobody reads in these two.
    """
    _sender_name, sender = mail.sender_parts
    return f"Message-ID: <{name}@{split_address(sender)[1]}>\r\n{more}".encode("ascii") + message.as_bytes()


def check_mail(path: Path) -> tuple[Problem, ...]:
    """Tell why no mail can be sent by settings: what is wrong with them, or RM796."""
    loaded = load_settings(path)
    if loaded.value is None or has_errors(loaded.problems):
        return loaded.problems
    password = find_password(loaded.value.mail)
    return (password,) if isinstance(password, Problem) else ()


def find_password(mail: MailSettings) -> str | Problem | None:
    """Give the password of whoever logs in; None where nobody does, RM796 where it is not there."""
    if mail.password_env is None:
        return None
    return os.environ.get(mail.password_env) or Problem.of("RM796", variable=mail.password_env)


def _address(name: str, address: str) -> Address:
    local, domain = split_address(address)
    return Address(name, local, domain)


class MailFailure(Exception):  # noqa: N818 -- no fault of the program's, and no letter's either
    """The server cannot be talked to at all, or wants nothing from this sender.

    Attributes:
        reason: in its words, or the system's.
        silent: whether nobody answered, or asked to come later; else it was a refusal.
    """

    def __init__(self, reason: str, *, silent: bool) -> None:
        super().__init__(reason)
        self.reason, self.silent = reason, silent


@dataclass(frozen=True, slots=True)
class Delivery:
    """What became of a letter.

    Attributes:
        fate: «later» where the server said so or was gone before it had the letter; «unknown» where it was
            gone once it had it, so that it may have taken it.
        answer: in the server's words, without addresses.
    """

    fate: Literal["sent", "refused", "later", "unknown"]
    answer: str = ""


class MailServer:
    """A mail server, connected to when it is first needed, and again where the connection is lost.

    Args:
        mail: the settings.
        password: of whoever logs in.
    """

    def __init__(self, mail: MailSettings, password: str | None) -> None:
        self._mail, self._password = mail, password
        self._smtp: smtplib.SMTP | None = None

    def connect(self) -> None:
        """Have a connection that lives.

        Raises:
            MailFailure: there is none to be had.
        """
        if self._smtp is not None:
            try:
                if self._smtp.noop()[0] in _TAKEN:
                    return
            except (smtplib.SMTPException, OSError):
                pass
            self.close()
        try:
            self._smtp = self._open()
        except smtplib.SMTPResponseException as refused:
            silent = refused.smtp_code < _PERMANENT
            raise MailFailure(_say_answer(refused.smtp_code, refused.smtp_error), silent=silent) from refused
        except smtplib.SMTPNotSupportedError as refused:
            raise MailFailure(one_line(str(refused)), silent=False) from refused
        except (smtplib.SMTPException, OSError) as failed:
            raise MailFailure(_say_reason(failed), silent=True) from failed

    def _open(self) -> smtplib.SMTP:
        mail = self._mail
        trusted = ssl.create_default_context()
        smtp: smtplib.SMTP
        if mail.security == "tls":
            smtp = smtplib.SMTP_SSL(mail.host, mail.known_port, timeout=mail.timeout, context=trusted)
        else:
            smtp = smtplib.SMTP(mail.host, mail.known_port, timeout=mail.timeout)
        try:
            smtp.ehlo_or_helo_if_needed()
            if mail.security == "starttls":
                smtp.starttls(context=trusted)
                smtp.ehlo()
            if mail.user is not None:
                smtp.login(mail.user, self._password or "")
        except BaseException:
            smtp.close()
            raise
        return smtp

    def send(self, to: str, message: bytes) -> Delivery:
        """Send a letter.

        Raises:
            MailFailure: the server takes nothing from this sender.
        """
        smtp = self._smtp
        if smtp is None:
            raise MailFailure("", silent=True)
        _name, sender = self._mail.sender_parts
        try:
            code, answer = smtp.mail("@".join(split_address(sender)))
            if code not in _TAKEN:
                raise MailFailure(_say_answer(code, answer), silent=code < _PERMANENT)
            code, answer = smtp.rcpt("@".join(split_address(to)))
            if code not in _TAKEN:
                self._forget()
                return _judge(code, answer)
        except (smtplib.SMTPException, OSError) as failed:
            self.close()
            return Delivery("later", _say_reason(failed))
        return self._hand_over(smtp, message)

    def _hand_over(self, smtp: smtplib.SMTP, message: bytes) -> Delivery:
        try:
            code, answer = smtp.data(message)
        except smtplib.SMTPDataError as refused:
            # Before it has seen anything of the letter.
            self._forget()
            return _judge(refused.smtp_code, refused.smtp_error)
        except (smtplib.SMTPException, OSError) as failed:
            self.close()
            return Delivery("unknown", _say_reason(failed))
        if code not in _TAKEN:
            self._forget()
            return _judge(code, answer)
        return Delivery("sent", _say_answer(code, answer))

    def _forget(self) -> None:
        """Let the server forget a letter it did not take."""
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self.close()

    def close(self) -> None:
        """Say good-bye, if anybody is there."""
        smtp, self._smtp = self._smtp, None
        if smtp is None:
            return
        try:
            smtp.quit()
        except (smtplib.SMTPException, OSError):
            smtp.close()


def _judge(code: int, answer: bytes | str) -> Delivery:
    return Delivery("refused" if code >= _PERMANENT else "later", _say_answer(code, answer))


def _say_answer(code: int, answer: bytes | str) -> str:
    """Give a server's answer on one line; an address in it is left out, since logs name nobody."""
    words = answer.decode(errors="replace") if isinstance(answer, bytes) else str(answer)
    return shorten(one_line(_ADDRESS.sub("…", f"{code} {words}")), _LONGEST_ANSWER)


def _say_reason(failed: Exception) -> str:
    reason = failed.strerror if isinstance(failed, OSError) and failed.strerror else str(failed)
    return shorten(one_line(reason or type(failed).__name__), _LONGEST_ANSWER)
