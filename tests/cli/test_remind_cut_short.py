"""Runs of letters in processes of their own: killed in the middle, two at once, and a secured server."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import json
import os
import signal
import socket
import ssl
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from roadmap_engine.cli.program import run
from roadmap_engine.load.status_logs import load_log
from tests.cli.holding_mail_server import run_holding_server
from tests.mail_server import run_mail_server
from tests.remind_school import TODAY, add_plan, said_of_letters, write_letter_school

_PATIENCE = 60


def _start(path: Path, *more: str, environment: Mapping[str, str] | None = None) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "roadmap_engine.cli", "remind", str(path), "--today", TODAY, *more],
        env={**os.environ, **(environment or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def _end(process: subprocess.Popen[bytes]) -> tuple[int, str]:
    _out, err = process.communicate(timeout=_PATIENCE)
    return process.returncode, err.decode()


class TestKilled:
    """A run that is killed while the server has its letter."""

    def test_a_killed_run_is_told_and_not_repeated(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The log is whole and says «begun»; the next run tells it, sends the others, and this by --again."""
        with run_holding_server() as holding:
            adoption = write_letter_school(tmp_path, holding.port)
            second = add_plan(tmp_path)
            process = _start(tmp_path)
            assert holding.has_letter.wait(_PATIENCE)
            process.send_signal(signal.SIGKILL)
            assert _end(process)[0] == -signal.SIGKILL
        (begun,) = said_of_letters(adoption)
        assert said_of_letters(adoption) == said_of_letters(second) == {begun: ["sending"]}
        assert load_log(adoption.with_name("adoption.status.jsonl"))[1] == ()
        with run_mail_server() as server:
            settings = tmp_path / "roadmap.toml"
            text = settings.read_text(encoding="utf-8").replace(str(holding.port), str(server.port))
            settings.write_text(text, encoding="utf-8")
            for _time in range(2):
                assert run(["remind", str(tmp_path), "--today", TODAY]) == 0
                assert "RM791" in capsys.readouterr().err
                assert len(server.letters) == 1
            assert run(["remind", str(tmp_path), "--today", TODAY, "--again"]) == 0
            assert "RM791" not in capsys.readouterr().err
            assert run(["remind", str(tmp_path), "--today", TODAY, "--again"]) == 0
        assert len(server.letters) == 2
        assert said_of_letters(adoption)[begun] == ["sending", "sending", "sent"]
        # The mail server had the letter already: by its name it can drop the one that comes again.
        both = (holding.letters[0], server.letters[1].content)
        names = [line for each in both for line in each.splitlines() if line.startswith(b"Message-ID")]
        assert names[0] == names[1]

    def test_a_run_that_waits_holds_nobody_up(self, tmp_path: Path) -> None:
        """While a server thinks, others record; what they recorded stays, and its letter is noted after."""
        with run_holding_server() as holding:
            adoption = write_letter_school(tmp_path, holding.port)
            settings = tmp_path / "roadmap.toml"
            text = settings.read_text(encoding="utf-8").replace("timeout = 5", "timeout = 60")
            settings.write_text(text, encoding="utf-8")
            process = _start(adoption, "--only", "head")
            assert holding.has_letter.wait(_PATIENCE)
            assert run(["track", "report", str(adoption), "1.2", "--as", "head", "--today", TODAY]) == 0
            holding.let_go.set()
            assert _end(process)[0] == 0
        assert said_of_letters(adoption) == {"head": ["sending", "sent"]}
        log, problems = load_log(adoption.with_name("adoption.status.jsonl"))
        assert problems == ()
        assert {each.did.value for each in log.entries} == {"letter-sending", "reported", "letter-sent"}


def test_two_runs_at_once_send_each_letter_once(tmp_path: Path) -> None:
    """Whoever is first to say in the log that it sends a letter sends it; the other leaves it."""
    with run_mail_server() as server:
        adoption = write_letter_school(tmp_path, server.port)
        add_plan(tmp_path)
        runs = [_start(tmp_path) for _ in range(3)]
        codes = {_end(each)[0] for each in runs}
    assert codes == {0}
    assert sorted(each.recipients[0] for each in server.letters) == [
        "director@school-3.example",
        "zavuch@school-3.example",
    ]
    assert said_of_letters(adoption) == {"head": ["sending", "sent"], "deputy-head": ["sending", "sent"]}


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of this machine's own, with its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    names = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))])
    now = dt.datetime.now(dt.UTC)  # noqa: TID251 -- a certificate has to be valid now
    built = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(names, critical=False)
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("secured") / "server.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + built.public_bytes(serialization.Encoding.PEM))
    return path


class TestSecured:
    """A server that wants encryption and a login."""

    def test_a_login_goes_over_an_encrypted_line_alone(self, certificate: Path, tmp_path: Path) -> None:
        """With a certificate that is trusted and the right password letters go; else nobody is told it."""
        with _secured(certificate, "starttls") as (port, taken, tried):
            adoption = write_letter_school(tmp_path, port)
            _say_login(tmp_path, "starttls")
            trusted = {"SSL_CERT_FILE": str(certificate)}
            code, said = _end(_start(adoption))
            assert (code, "RM796" in said) == (1, True)
            code, said = _end(_start(adoption, environment={"SECRET": "right"}))
            assert (code, "RM792" in said, tried) == (3, True, [])
            code, said = _end(_start(adoption, environment={"SECRET": "wrong", **trusted}))
            assert (code, "RM793" in said, taken) == (1, True, [])
            assert "wrong" not in said
            assert set(tried) == {b"wrong"}
            assert said_of_letters(adoption) == {}
            assert _end(_start(adoption, environment={"SECRET": "right", **trusted}))[0] == 0
        assert (len(taken), tried[-1]) == (2, b"right")

    @pytest.mark.filterwarnings(
        "ignore:Requiring AUTH while not requiring TLS"
    )  # the whole line is encrypted
    def test_a_line_that_is_encrypted_from_the_beginning(self, certificate: Path, tmp_path: Path) -> None:
        """«tls» speaks no word in the open."""
        with _secured(certificate, "tls") as (port, taken, tried):
            adoption = write_letter_school(tmp_path, port)
            _say_login(tmp_path, "tls")
            secrets = {"SECRET": "right", "SSL_CERT_FILE": str(certificate)}
            assert _end(_start(adoption, environment=secrets))[0] == 0
        assert (len(taken), tried) == (2, [b"right"])

    def test_a_server_without_encryption_gets_no_letter(self, tmp_path: Path) -> None:
        """Where «starttls» is asked for and the server knows none, nothing is sent in the open."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            settings = tmp_path / "roadmap.toml"
            text = settings.read_text(encoding="utf-8").replace('"none"', '"starttls"')
            settings.write_text(text, encoding="utf-8")
            code, said = _end(_start(adoption, "--json"))
        assert (code, said, server.letters) == (1, "", [])


def _say_login(folder: Path, security: str) -> None:
    settings = folder / "roadmap.toml"
    text = settings.read_text(encoding="utf-8").replace('"none"', json.dumps(security))
    settings.write_text(text.replace("timeout", 'user = "plan"\npassword_env = "SECRET"\ntimeout'), "utf-8")


@contextlib.contextmanager
def _secured(certificate: Path, security: str) -> Iterator[tuple[int, list[bytes], list[bytes]]]:
    """Run a server that takes letters from whoever logs in over an encrypted line."""
    taken: list[bytes] = []
    tried: list[bytes] = []

    class Handler:
        async def handle_DATA(self, _smtp: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802 -- aiosmtpd's name
            assert isinstance(envelope.content, bytes)
            taken.append(envelope.content)
            return "250 OK"

    def authenticate(
        _server: SMTP, _session: Session, _envelope: Envelope, _how: str, data: Any
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        tried.append(data.password)
        return AuthResult(success=data.password == b"right", handled=False)

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    controller = Controller(
        Handler(),
        hostname="127.0.0.1",
        port=port,
        authenticator=authenticate,
        auth_required=True,
        auth_require_tls=security == "starttls",
        **(
            {"tls_context": context, "require_starttls": True}
            if security == "starttls"
            else {"ssl_context": context}
        ),
    )
    controller.start()
    try:
        yield port, taken, tried
    finally:
        controller.stop()
