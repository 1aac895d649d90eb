"""Taking something from a web host: within a time, a size, a few redirects, and never more than asked for."""

from __future__ import annotations

import contextlib
import datetime as dt
import ipaddress
import socket
import ssl
import threading
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID

from roadmap_engine.publishing.fetching import Fetched, Limits, fetch, is_address, without_secrets
from tests.publishing.host import Answer, serve

BRIEF = Limits(silence=0.3, total=0.6)
MEGABYTE = 1_048_576


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)


def _fetch(url: str, limits: Limits | None = None, largest: int = MEGABYTE) -> Fetched:
    return fetch(url, largest=largest, limits=limits)


def _code(fetched: Fetched) -> str:
    assert fetched.data is None
    (problem,) = fetched.problems
    return problem.code


class TestAnswers:
    """What a host can do to whoever asks it."""

    def test_an_answer(self) -> None:
        with serve({"/index.json": Answer(b"{}")}) as address:
            fetched = _fetch(address + "index.json")
        assert (fetched.data, fetched.problems) == (b"{}", ())

    def test_letters_of_any_language_in_the_path(self) -> None:
        with serve({"/%D0%BA%D0%B0%D1%80%D1%82%D1%8B%20%E2%84%961/x": Answer(b"1")}) as address:
            assert _fetch(address + "карты №1/x").data == b"1"

    def test_what_is_not_there(self) -> None:
        with serve({}) as address:
            fetched = _fetch(address)
        assert _code(fetched) == "RM807"
        assert fetched.answered
        assert "404" in fetched.problems[0].words["reason"]

    def test_a_broken_host_has_not_answered(self) -> None:
        with serve({"/": Answer(status=503)}) as address:
            fetched = _fetch(address)
        assert _code(fetched) == "RM807"
        assert not fetched.answered

    def test_nobody_there(self) -> None:
        with serve({}) as address:
            pass
        fetched = _fetch(address)
        assert _code(fetched) == "RM807"
        assert not fetched.answered

    def test_silence_after_the_first_byte(self) -> None:
        with serve({"/": Answer(b"{}", slowly=True)}) as address:
            assert _code(_fetch(address, Limits(silence=0.2, total=30))) == "RM808"

    def test_one_byte_at_a_time_never_meets_a_socket_s_time_out(self) -> None:
        """The total limit holds even while something always comes, before the headers are over."""
        listener = socket.create_server(("127.0.0.1", 0))
        done = threading.Event()

        def drip() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 200 OK\r\nX: ")
                while not done.wait(0.05):
                    connection.sendall(b"x")

        host = threading.Thread(target=drip, daemon=True)
        host.start()
        fetched = _fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/", BRIEF)
        done.set()
        host.join()
        listener.close()
        assert _code(fetched) == "RM808"
        assert not fetched.answered

    def test_more_than_is_taken_in(self) -> None:
        with serve({"/": Answer(b"x" * (MEGABYTE + 1))}) as address:
            assert _code(_fetch(address)) == "RM809"

    def test_a_body_without_an_end(self) -> None:
        with serve({"/": Answer(b"x" * 65_536, endless=True)}) as address:
            assert _code(_fetch(address)) == "RM809"

    def test_a_body_that_stops_before_its_end(self) -> None:
        with serve({"/": Answer(b"half", promised=8)}) as address:
            assert _code(_fetch(address)) == "RM807"

    def test_what_is_not_http(self) -> None:
        listener = socket.create_server(("127.0.0.1", 0))

        def babble() -> None:
            connection, _ = listener.accept()
            with connection:
                connection.recv(1_000)
                connection.sendall(b"SSH-2.0-OpenSSH\r\n")

        host = threading.Thread(target=babble, daemon=True)
        host.start()
        assert _code(_fetch(f"http://127.0.0.1:{listener.getsockname()[1]}/")) == "RM807"
        host.join()
        listener.close()


class TestRedirects:
    """Five at most, only over http(s), never from https to http, never with a password."""

    def test_five_are_followed(self) -> None:
        answers = {f"/{number}": Answer(leads_to=f"/{number + 1}") for number in range(5)}
        with serve({**answers, "/5": Answer(b"there")}) as address:
            fetched = _fetch(address + "0")
        assert fetched.data == b"there"
        assert fetched.url == address + "5"

    def test_six_are_not(self) -> None:
        answers = {f"/{number}": Answer(leads_to=f"/{number + 1}") for number in range(6)}
        with serve({**answers, "/6": Answer(b"there")}) as address:
            assert _code(_fetch(address + "0")) == "RM810"

    def test_a_circle(self) -> None:
        with serve({"/": Answer(leads_to="/")}) as address:
            assert _code(_fetch(address)) == "RM810"

    @pytest.mark.parametrize(
        "target",
        ["file:///etc/passwd", "ftp://school.example/", "http://me:secret@school.example/", "", "http://["],
    )
    def test_to_where_nobody_goes(self, target: str) -> None:
        with serve({"/": Answer(leads_to=target)}) as address:
            fetched = _fetch(address)
        assert _code(fetched) == "RM810"
        assert "secret" not in str(fetched.problems)

    def test_the_body_of_a_redirect_is_not_read(self) -> None:
        answers = {"/": Answer(b"x" * 65_536, leads_to="/there", endless=True), "/there": Answer(b"there")}
        with serve(answers) as address:
            assert _fetch(address).data == b"there"


class TestHttps:
    """Certificates are checked, and the way never leads down to http."""

    def test_down_to_http_is_refused_and_never_asked(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        tls = _trusted_host(tmp_path, monkeypatch)
        asked: list[str] = []
        with contextlib.ExitStack() as hosts:
            plain = hosts.enter_context(serve({"/plain": Answer(b"{}")}, asked=asked))
            answers = {"/": Answer(leads_to=plain + "plain"), "/here": Answer(b"{}")}
            address = hosts.enter_context(serve(answers, tls=tls))
            assert _fetch(address + "here").data == b"{}"
            assert _code(_fetch(address)) == "RM810"
        assert asked == []

    def test_a_host_nobody_vouches_for(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        tls = _trusted_host(tmp_path, monkeypatch)
        monkeypatch.delenv("SSL_CERT_FILE")
        with serve({"/": Answer(b"{}")}, tls=tls) as address:
            assert _code(_fetch(address)) == "RM807"


class TestAddresses:
    """What an address may be, and how it is shown."""

    @pytest.mark.parametrize(
        "text",
        [
            "file:///x",
            "ftp://a/x",
            "//a/x",
            "http://",
            "https://a:b@c/",
            "http://a:port/",
            "http://[",
            "data:x",
            "",
        ],
    )
    def test_no_addresses(self, text: str) -> None:
        assert not is_address(text)
        assert _code(_fetch(text)) == "RM806"

    def test_no_secret_is_told(self) -> None:
        fetched = _fetch("https://me:secret@school.example/x?token=secret")
        assert "secret" not in str(fetched.problems)
        assert without_secrets("http://[") == "…"

    def test_a_token_is_not_told_when_something_goes_wrong(self) -> None:
        with serve({}) as address:
            fetched = _fetch(address + "x?token=secret")
        assert _code(fetched) == "RM807"
        assert "secret" not in str(fetched.problems)


def _trusted_host(folder: Path, monkeypatch: pytest.MonkeyPatch) -> ssl.SSLContext:
    """Make a certificate for this machine, which the program trusts during a test."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    begins = dt.datetime(2020, 1, 1, tzinfo=dt.UTC)
    names = [x509.DNSName("localhost"), x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(begins)
        .not_valid_after(begins + dt.timedelta(days=36_500))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "host.pem").write_bytes(
        certificate.public_bytes(Encoding.PEM)
        + key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    )
    (folder / "trusted.pem").write_bytes(certificate.public_bytes(Encoding.PEM))
    monkeypatch.setenv("SSL_CERT_FILE", str(folder / "trusted.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "host.pem")
    return context
