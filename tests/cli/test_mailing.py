"""A letter as bytes on the wire: headers that hold, bodies that survive, the same letter the same bytes."""

from __future__ import annotations

import datetime as dt
import socket
import threading
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from roadmap_engine.desk.mailing import MailFailure, MailServer, write_message
from roadmap_engine.documents.letters import DrawnLetter
from roadmap_engine.model.letter_settings import MailSettings
from tests.cli.holding_mail_server import run_holding_server
from tests.mail_server import LATER, NOBODY, Drop, run_mail_server

AT = dt.datetime(2027, 6, 15, 5, 0, tzinfo=dt.UTC)
LETTER = DrawnLetter(
    "1 возвращено, 2 срока", "Текст.\n.\nFrom кого\n", "<p>Страница</p>", b"BEGIN:VCALENDAR\r\n"
)
STOP = "mailto:plan@a.example?subject=stop"


def _mail(**more: Any) -> MailSettings:
    return MailSettings.model_validate(
        {"host": "127.0.0.1", "security": "none", "from": "План <plan@a.example>", "timeout": 5} | more
    )


def _write(
    letter: DrawnLetter = LETTER,
    to: str = "b@c.example",
    sender: str = "План <plan@a.example>",
    at: dt.datetime = AT,
) -> bytes:
    mail = _mail(**{"from": sender, "reply_to": "zavuch@a.example"})
    return write_message(letter, to, "0123", mail, at, STOP)


def _read(data: bytes) -> EmailMessage:
    found = message_from_bytes(data, policy=policy.default)
    assert isinstance(found, EmailMessage)
    return found


class TestMessage:
    """What goes over the wire."""

    def test_it_reads_back_as_it_was_meant(self) -> None:
        """Every header and every part, and no defect."""
        read = _read(_write())
        assert {name: read[name] for name in ("From", "To", "Reply-To", "Subject", "Message-ID")} == {
            "From": "План <plan@a.example>",
            "To": "b@c.example",
            "Reply-To": "zavuch@a.example",
            "Subject": LETTER.subject,
            "Message-ID": "<0123@a.example>",
        }
        assert read["Date"].datetime == AT
        assert read["List-Unsubscribe"] == f"<{STOP}>"
        assert [part.get_content_type() for part in read.walk()] == [
            *("multipart/mixed", "multipart/alternative", "text/plain", "text/html", "text/calendar"),
        ]
        plain = read.get_body(("plain",))
        assert plain is not None
        assert plain.get_content().replace("\r\n", "\n") == LETTER.text
        assert [part.defects for part in read.walk()] == [[]] * 5

    def test_it_is_plain_bytes_in_short_lines(self) -> None:
        """A server that knows nothing new takes it: seven bits, at most 998 a line, CRLF."""
        long = DrawnLetter("срок " * 200, "слово " * 3_000, "<p>" + "ы" * 5_000 + "</p>", None)
        data = _write(long)
        assert max(data) < 128
        lines = data.split(b"\r\n")
        assert max(map(len, lines)) <= 998
        assert not [each for each in lines if b"\n" in each or b"\r" in each]
        assert _read(data)["Subject"].split() == long.subject.split()

    def test_the_same_letter_is_the_same_bytes(self) -> None:
        """Nothing is taken by chance; another instant changes the date alone."""
        assert _write() == _write()
        other = _write(at=AT + dt.timedelta(hours=1))
        pairs = zip(_write().split(b"\r\n"), other.split(b"\r\n"), strict=True)
        assert [one[:5] for one, same in pairs if one != same] == [b"Date:"]

    def test_what_programs_read_is_never_encoded(self) -> None:
        """Its name and the way to get rid of letters stand letter by letter, however long they are."""
        domain = f"{'.'.join(['b' * 60] * 3)}.example"
        stop = f"mailto:plan@a.example?subject={'%D0%9E' * 100}"
        mail = _mail(**{"from": f"plan@{domain}"})
        lines = write_message(LETTER, f"{'a' * 64}@{domain}", "0123", mail, AT, stop).split(b"\r\n")
        assert f"Message-ID: <0123@{domain}>".encode() in lines
        assert f"List-Unsubscribe: <{stop}>".encode() in lines
        assert max(map(len, lines)) <= 998
        unlisted = write_message(LETTER, "b@c.example", "0123", mail, AT, None)
        assert b"List-Unsubscribe" not in unlisted

    def test_a_domain_in_russian_is_sent_encoded(self) -> None:
        """In every header."""
        data = _write(to="b@школа.рф", sender="plan@школа.рф")
        assert data.count(b"xn--80atdl2c.xn--p1ai") >= 3

    @pytest.mark.parametrize("name", ["Иванова, И. И.", "a@b.example", "; x", "=?utf-8?q?x?=", "И" * 200])
    def test_whatever_the_name_is_the_address_is_one(self, name: str) -> None:
        """A name of the settings makes no second sender."""
        (sender,) = _read(_write(sender=f"{name} <plan@a.example>"))["From"].addresses
        assert sender.addr_spec == "plan@a.example"


class TestServer:
    """One connection, and what comes of each letter."""

    def test_one_connection_for_all_that_is_taken_and_refused(self) -> None:
        """A refusal is about one letter: the next goes over the same line."""
        answers: dict[str, str | Drop] = {"no@c.example": NOBODY, "later@c.example": LATER}
        with run_mail_server(answers) as running:
            server = MailServer(_mail(port=running.port), None)
            found = {}
            for to in ("no@c.example", "a@c.example", "later@c.example", "b@c.example"):
                server.connect()
                found[to] = server.send(to, _write(to=to)).fate
            server.close()
        assert found == {
            "no@c.example": "refused",
            "a@c.example": "sent",
            "later@c.example": "later",
            "b@c.example": "sent",
        }
        assert running.letters[0].read().get_body(("plain",)) is not None

    @pytest.mark.parametrize(("drop", "fate"), [(Drop.BEFORE, "later"), (Drop.AFTER, "unknown")])
    def test_a_lost_connection_is_made_anew(self, drop: Drop, fate: str) -> None:
        """When it was lost tells whether the letter may have been taken."""
        with run_mail_server({"x@c.example": drop}) as running:
            server = MailServer(_mail(port=running.port), None)
            server.connect()
            assert server.send("x@c.example", _write()).fate == fate
            server.connect()
            assert server.send("y@c.example", _write(to="y@c.example")).fate == "sent"
            server.close()

    def test_an_answer_names_nobody_and_is_one_line(self) -> None:
        """It goes into a log that has no addresses, and onto a terminal."""
        answers = {"x@c.example": "550 <x@c.example>: \x1b[2Jno such user x@c.example " + "y" * 400}
        with run_mail_server(answers) as running:
            server = MailServer(_mail(port=running.port), None)
            server.connect()
            answer = server.send("x@c.example", _write()).answer
            server.close()
        assert answer.startswith("550 …")
        assert "@" not in answer
        assert answer.isprintable()
        assert len(answer) <= 300

    def test_nobody_there_is_silence(self) -> None:
        """A closed port, a name that nobody has."""
        with run_mail_server() as running:
            port = running.port
        with pytest.raises(MailFailure) as failed:
            MailServer(_mail(port=port), None).connect()
        assert failed.value.silent

    def test_a_server_that_says_nothing_is_waited_for_only_so_long(self) -> None:
        """From the beginning: silence. With the letter in its hands: it may have taken it."""
        with socket.create_server(("127.0.0.1", 0)) as mute, pytest.raises(MailFailure) as failed:
            MailServer(_mail(port=mute.getsockname()[1], timeout=1), None).connect()
        assert failed.value.silent
        with run_holding_server() as holding:
            server = MailServer(_mail(port=holding.port, timeout=1), None)
            server.connect()
            assert server.send("x@c.example", _write()).fate == "unknown"
        assert len(holding.letters) == 1

    @pytest.mark.parametrize(("code", "silent"), [("421", True), ("554", False)])
    def test_a_server_that_greets_nobody(self, code: str, silent: bool) -> None:
        """«Later» is no refusal: what was not sent is sent by the next run."""
        with socket.create_server(("127.0.0.1", 0)) as rude:

            def greet() -> None:
                connection, _ = rude.accept()
                with connection:
                    connection.sendall(f"{code} no service\r\n".encode())

            thread = threading.Thread(target=greet)
            thread.start()
            with pytest.raises(MailFailure) as failed:
                MailServer(_mail(port=rude.getsockname()[1]), None).connect()
            thread.join()
        assert failed.value.silent == silent
        assert failed.value.reason.startswith(code)

    @pytest.mark.parametrize(
        ("verb", "answer", "fate"),
        [
            ("DATA", "554 no letters today", "refused"),
            ("DATA", "451 later", "later"),
            (".", "554 this is advertising", "refused"),
            (".", "452 no room", "later"),
            (".", "250 taken", "sent"),
        ],
    )
    def test_a_letter_is_refused_at_any_step(self, verb: str, answer: str, fate: str) -> None:
        """Before it is shown, or after it was read; the next one goes over the same line."""
        with run_holding_server({verb: answer}) as scripted:
            server = MailServer(_mail(port=scripted.port), None)
            for _time in range(2):
                server.connect()
                found = server.send("x@c.example", _write())
                assert (found.fate, found.answer) == (fate, answer)
            server.close()

    @pytest.mark.parametrize(("answer", "silent"), [("550 who are you", False), ("450 later", True)])
    def test_a_sender_nobody_knows_ends_the_talk(self, answer: str, silent: bool) -> None:
        """It is the same for every letter."""
        with run_holding_server({"MAIL": answer}) as scripted:
            server = MailServer(_mail(port=scripted.port), None)
            server.connect()
            with pytest.raises(MailFailure, match=answer) as failed:
                server.send("x@c.example", _write())
            server.close()
        assert failed.value.silent == silent
