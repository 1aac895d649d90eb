"""The settings of letters: what is taken, what is refused, what is meant where nothing is said."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from roadmap_engine.model.letter_settings import LetterSettings, MailSettings

MAIL = {"host": "smtp.a.example", "from": "План <plan@a.example>"}


def _mail(**more: Any) -> MailSettings:
    return MailSettings.model_validate(MAIL | more)


@pytest.mark.parametrize(("security", "port"), [("starttls", 587), ("tls", 465), ("none", 25)])
def test_the_usual_port_is_that_of_the_security(security: str, port: int) -> None:
    """One that is said is taken."""
    assert _mail(security=security).known_port == port
    assert _mail(security=security, port=2525).known_port == 2525


def test_a_line_is_encrypted_unless_said_otherwise() -> None:
    """And every day is a day of letters, a week is seven days ahead."""
    settings = LetterSettings.model_validate({"mail": MAIL})
    assert settings.mail.security == "starttls"
    assert (len(settings.remind.weekdays), settings.remind.ahead) == (7, 7)


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("plan@a.example", ("", "plan@a.example")),
        ("<plan@a.example>", ("", "plan@a.example")),
        ("Школа № 12 <plan@школа.рф>", ("Школа № 12", "plan@школа.рф")),
        ("Иванова, И. И. <plan@a.example>", ("Иванова, И. И.", "plan@a.example")),
    ],
)
def test_a_mailbox_is_an_address_with_or_without_a_name(words: str, parts: tuple[str, str]) -> None:
    """A comma in a name makes no second address: the name goes quoted."""
    assert _mail(**{"from": words}).sender_parts == parts
    assert _mail(reply_to=words).reply_parts == parts


@pytest.mark.parametrize(
    "more",
    [
        {"from": "plan"},
        {"from": "a\r\nBcc: b@c.example <plan@a.example>"},
        {"from": "a\u202e <plan@a.example>"},
        {"from": 'a" <b@c.example>, "d <plan@a.example>'},
        {"from": "plan@a.example, b@c.example"},
        {"host": "smtp.a.example\r\nx"},
        {"host": "http://smtp.a.example"},
        {"host": "smtp.a.example:25"},
        {"host": "user@smtp.a.example"},
        {"port": 0},
        {"port": 65_536},
        {"port": True},
        {"security": "ssl"},
        {"user": "a"},
        {"password_env": "A"},
        {"user": "a", "password_env": "A", "security": "none"},
        {"user": "a", "password_env": "A B"},
        {"password": "secret"},
        {"timeout": 0},
    ],
)
def test_what_is_refused(more: dict[str, Any]) -> None:
    """Two readings, half a login, a password in the open or in the file."""
    with pytest.raises(ValidationError):
        _mail(**more)


@pytest.mark.parametrize(
    ("key", "words", "good"),
    [
        ("link", "https://a.example/plan/", True),
        ("link", "javascript:alert(1)", False),
        ("link", "https://a.example/\r\nX: y", False),
        ("link", 'https://a.example/"onclick=', False),
        ("unsubscribe", "mailto:plan@a.example?subject=stop", True),
        ("unsubscribe", "https://a.example/stop", True),
        ("unsubscribe", "mailto:plan", False),
        ("unsubscribe", "mailto:plan@a.example>\r\nX: y", False),
        ("unsubscribe", "mailto:plan@a.example?subject=a>,<b", False),
        ("unsubscribe", "ftp://a.example", False),
        ("weekdays", ["monday", "friday"], True),
        ("weekdays", ["mon"], False),
        ("ahead", 0, True),
        ("ahead", -1, False),
    ],
)
def test_what_letters_speak_of(key: str, words: Any, *, good: bool) -> None:
    """Addresses that go into headers and pages are addresses and nothing else."""
    settings = {"mail": MAIL, "remind": {key: words}}
    if good:
        LetterSettings.model_validate(settings)
        return
    with pytest.raises(ValidationError):
        LetterSettings.model_validate(settings)
