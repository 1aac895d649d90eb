"""The mail server of the tests takes, refuses and drops as real ones do, seen from smtplib."""

from __future__ import annotations

import smtplib
from collections.abc import Sequence
from email.message import EmailMessage

import pytest

from tests.mail_server import LATER, NOBODY, Drop, MailServer, run_mail_server

pytestmark = pytest.mark.referee

ANNA, BORIS, VERA = "anna@school.example", "boris@school.example", "vera@school.example"


def _letter(to: Sequence[str]) -> EmailMessage:
    letter = EmailMessage()
    letter["From"] = "roadmap@school.example"
    letter["To"] = ", ".join(to)
    letter["Subject"] = "Сроки недели: 2 мероприятия"
    letter.set_content(
        "Срок 11.06.2027\n.\nточка в начале строки письмо не кончает\n", cte="quoted-printable"
    )
    letter.add_alternative("<p>Срок 11.06.2027</p>", subtype="html")
    return letter


def _send(server: MailServer, *to: str) -> dict[str, tuple[int, bytes]]:
    with smtplib.SMTP(server.host, server.port, timeout=10) as client:
        return client.send_message(_letter(to))


def test_a_letter_arrives_as_it_was_sent() -> None:
    """Words, parts, both ends of the envelope; blind copies stand in the envelope alone."""
    with run_mail_server() as server, smtplib.SMTP(server.host, server.port, timeout=10) as client:
        client.send_message(_letter([ANNA]), to_addrs=[ANNA, BORIS])
    (letter,) = server.letters
    assert (letter.sender, letter.recipients) == ("roadmap@school.example", (ANNA, BORIS))
    read = letter.read()
    assert (read["Subject"], read["To"]) == ("Сроки недели: 2 мероприятия", ANNA)
    plain, html = read.iter_parts()
    assert isinstance(plain, EmailMessage)
    lines = plain.get_content().splitlines()
    assert lines == ["Срок 11.06.2027", ".", "точка в начале строки письмо не кончает"]
    assert html.get_content_type() == "text/html"


@pytest.mark.parametrize(("answer", "code"), [(LATER, 452), (NOBODY, 550)])
def test_an_address_that_is_refused_is_told(answer: str, code: int) -> None:
    """Alone it is an error; among others they get the letter, and it is named."""
    with run_mail_server({BORIS: answer}) as server:
        with pytest.raises(smtplib.SMTPRecipientsRefused) as refused:
            _send(server, BORIS)
        assert {address: said[0] for address, said in refused.value.recipients.items()} == {BORIS: code}
        assert server.letters == []
        told = _send(server, ANNA, BORIS, VERA)
    assert {address: said[0] for address, said in told.items()} == {BORIS: code}
    assert [letter.recipients for letter in server.letters] == [(ANNA, VERA)]
    assert server.named == [BORIS, ANNA, BORIS, VERA]


@pytest.mark.parametrize(("drop", "taken"), [(Drop.BEFORE, 0), (Drop.AFTER, 1)])
def test_a_dropped_connection_tells_nothing(drop: Drop, taken: int) -> None:
    """Whoever sends sees the same, whether the letter was taken or not; the server goes on."""
    with run_mail_server({BORIS: drop}) as server:
        with pytest.raises((smtplib.SMTPServerDisconnected, ConnectionResetError)):
            _send(server, ANNA, BORIS)
        assert len(server.letters) == taken
        _send(server, VERA)
    assert server.letters[-1].recipients == (VERA,)
    assert len(server.letters) == taken + 1


def test_what_a_server_answers_may_change_while_it_runs() -> None:
    """The mailbox that was full is emptied."""
    with run_mail_server({ANNA: LATER}) as server:
        with pytest.raises(smtplib.SMTPRecipientsRefused):
            _send(server, ANNA)
        del server.answers[ANNA]
        assert _send(server, ANNA) == {}


def test_the_port_is_free_afterwards() -> None:
    """Also when the test fails; two servers at once have two ports."""
    with run_mail_server() as first, run_mail_server() as second:
        assert first.port != second.port
    with pytest.raises(ConnectionRefusedError):
        smtplib.SMTP(first.host, first.port, timeout=2)
