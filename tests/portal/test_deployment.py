"""What an administrator copies from `deploy/` works as it stands: tried with the programs it is meant for."""

from __future__ import annotations

import contextlib
import datetime as dt
import http.client
import re
import shutil
import socket
import sqlite3
import ssl
import subprocess
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from email.message import Message
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from django.urls import URLPattern, get_resolver
from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.portal.accounts.models import digest_token
from roadmap_engine.version import __version__
from tests.portal.portals import Portal
from tests.portal.processes import ROOT, Server, lay_schools, serving
from tools.try_machine import GUEST, MANUAL, blocks_of

DEPLOY = ROOT / "deploy"
NAME = "portal.school.example"
EXPOSED = 2.0
"""Of 10, as `systemd-analyze security` counts; a service without any guard has 9.6."""


def _find(program: str) -> str:
    found = shutil.which(program, path="/usr/sbin:/usr/bin:/sbin:/bin")
    if found is None:
        pytest.skip(f"SKIPPED: {program} is not installed, so what it says of deploy/ is not known")
    return found


class TestService:
    """The units of systemd."""

    @pytest.fixture
    def units(self, tmp_path: Path) -> Path:
        """The units as they stand, with a program that is there."""
        for unit in DEPLOY.glob("roadmap-*.*"):
            text = unit.read_text(encoding="utf-8").replace("/opt/roadmap/bin/roadmap", "/bin/true")
            (tmp_path / unit.name).write_text(text, encoding="utf-8")
        return tmp_path

    @pytest.mark.parametrize(
        "unit", ["roadmap-portal.service", "roadmap-backup.service", "roadmap-backup.timer"]
    )
    def test_systemd_finds_nothing_amiss(self, units: Path, unit: str) -> None:
        """No key misspelt, nothing that it would pass over."""
        words = [_find("systemd-analyze"), "verify", "--man=no", str(units / unit)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")

    @pytest.mark.parametrize("unit", ["roadmap-portal.service", "roadmap-backup.service"])
    def test_a_stranger_in_it_could_do_little(self, unit: str) -> None:
        """Texts and templates come from strangers: the service may write its folder, and that is all."""
        words = [_find("systemd-analyze"), "security", "--offline=yes", "--no-pager", str(DEPLOY / unit)]
        done = subprocess.run(words, capture_output=True, text=True, check=False)
        level = re.search(r"Overall exposure level for \S+: ([\d.]+)", done.stdout)
        assert level is not None, done.stdout + done.stderr
        assert float(level[1]) <= EXPOSED

    def test_windows_gets_the_same_words(self) -> None:
        """The service of Windows runs the command that the unit runs; the words are XML."""
        service = etree.parse(DEPLOY / "roadmap-portal.xml").getroot()
        windows = (service.findtext("arguments") or "").replace(r"C:\roadmap\schools", "/srv/roadmaps")
        windows = windows.replace("--name portal.school.example", "--name ${PORTAL_NAME}")
        unit = (DEPLOY / "roadmap-portal.service").read_text(encoding="utf-8")
        assert f"ExecStart=/opt/roadmap/bin/roadmap {windows}\n" in unit
        container = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
        begun = re.search(r"ENTRYPOINT \[(.+)\]", container)
        assert begun is not None
        assert set(re.findall(r'"([^"]+)"', begun[1])[1:]) <= set(windows.split())


@dataclass(frozen=True, slots=True)
class Shown:
    """What was answered."""

    status: int
    headers: Message
    body: str

    @property
    def cookie(self) -> str:
        """The first cookie that it sets, as it is sent back."""
        return (self.headers.get_all("Set-Cookie") or [""])[0].partition(";")[0]

    @property
    def mark(self) -> str:
        """The mark of the form on it."""
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', self.body)
        assert found is not None
        return found[1]


@dataclass(frozen=True, slots=True)
class Front:
    """An nginx that runs before a portal.

    Attributes:
        port: for https.
        plain: the port for http.
        folder: its own files.
        workspace: what the portal serves.
    """

    server: Server
    port: int
    plain: int
    folder: Path
    workspace: Path

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Shown:
        """Ask it as a browser does that trusts its certificate."""
        trust = ssl.create_default_context(cafile=self.folder / "fullchain.pem")
        connection = http.client.HTTPSConnection(NAME, self.port, context=trust, timeout=20)
        plain = socket.create_connection(("127.0.0.1", self.port), timeout=20)
        connection.sock = trust.wrap_socket(plain, server_hostname=NAME)
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        with contextlib.closing(connection):
            connection.request(method, path, body, {"Host": NAME, **named})
            answer = connection.getresponse()
            return Shown(answer.status, answer.headers, answer.read().decode())

    def log(self) -> str:
        """What it has written down of requests."""
        return (self.folder / "roadmap.log").read_text(encoding="utf-8")


def _free() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port: int = taken.getsockname()[1]
        return port


def _make_certificate(folder: Path) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, NAME)])
    now = dt.datetime.fromtimestamp(time.time(), dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(NAME)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )


@contextlib.contextmanager
def _nginx(program: str, folder: Path, server: Server, workspace: Path) -> Iterator[Front]:
    """Run nginx with the file of `deploy/`: other ports and folders, nothing else."""
    _make_certificate(folder)
    front = Front(server, _free(), _free(), folder, workspace)
    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for said, meant in (
        ("listen 443 ssl", f"listen 127.0.0.1:{front.port} ssl"),
        ("listen 80;", f"listen 127.0.0.1:{front.plain};"),
        ("http://127.0.0.1:8000", server.address),
        ("/etc/ssl/roadmap/", f"{folder}/"),
        ("/var/log/nginx/", f"{folder}/"),
    ):
        assert said in text
        text = text.replace(said, meant)
    paths = "".join(
        f"{kind}_temp_path {folder}/{kind};\n"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    whole = f"pid {folder}/pid;\nerror_log {folder}/error.log;\nevents {{}}\nhttp {{\n{paths}{text}\n}}\n"
    (folder / "whole.conf").write_text(whole, encoding="utf-8")
    words = [
        program,
        "-p",
        str(folder),
        "-c",
        str(folder / "whole.conf"),
        "-g",
        "daemon off; master_process off;",
    ]
    process = subprocess.Popen(words, stderr=subprocess.PIPE, text=True)
    try:
        for _ in range(100):
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", front.port), timeout=1):
                break
            assert process.poll() is None, process.stderr and process.stderr.read()
            time.sleep(0.05)
        yield front
    finally:
        process.terminate()
        process.wait(timeout=10)
        if process.stderr is not None:
            process.stderr.close()


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    """The portal of one school as `deploy/` says, nginx before it."""
    program = _find("nginx")
    workspace, folder = tmp_path_factory.mktemp("deployed"), tmp_path_factory.mktemp("nginx")
    lay_schools(workspace, 1)
    with (
        serving(workspace, "--proxy", "--name", NAME) as server,
        _nginx(program, folder, server, workspace) as running,
    ):
        yield running


class TestBehindNginx:
    """The file of nginx, in nginx."""

    def test_a_browser_gets_guarded_pages(self, front: Front) -> None:
        """Cookies are kept for https and this host alone; for a year the browser comes by https."""
        page = front.ask("GET", "/login/")
        assert page.status == 200
        assert "max-age=31536000" in (page.headers["Strict-Transport-Security"] or "")
        cookies = page.headers.get_all("Set-Cookie") or []
        assert [each.partition("=")[0] for each in cookies] == ["__Host-csrf"]
        assert all("; Secure" in each and "Path=/" in each and "Domain" not in each for each in cookies)
        assert "server" not in {name.lower() for name in page.headers} or page.headers["Server"] == "nginx"

    def test_plain_http_is_led_to_https(self, front: Front) -> None:
        """With the method and the body that it had."""
        plain = http.client.HTTPConnection("127.0.0.1", front.plain, timeout=10)
        with contextlib.closing(plain):
            plain.request("GET", "/login/?next=/", headers={"Host": NAME})
            answer = plain.getresponse()
        assert (answer.status, answer.headers["Location"]) == (308, f"https://{NAME}/login/?next=/")

    def test_forms_are_taken_from_its_own_pages_alone(self, front: Front) -> None:
        """The mark of a form and where it was sent from, through the proxy."""
        page = front.ask("GET", "/login/")
        body = f"csrfmiddlewaretoken={page.mark}&language=en&next=/login/".encode()
        said = {"Content_Type": "application/x-www-form-urlencoded", "Cookie": page.cookie}
        own = front.ask("POST", "/language/", body, **said, Origin=f"https://{NAME}")
        assert (own.status, own.headers["Location"]) == (302, "/login/")
        other = front.ask("POST", "/language/", body, **said, Origin="https://elsewhere.example")
        assert other.status == 403

    def test_whom_a_browser_says_it_asks_for_is_not_believed(self, front: Front) -> None:
        """Attempts are counted by the real peer: a new invented address each time is no new start."""
        for number in range(3):
            page = front.ask("GET", "/login/")
            said = f"login=nobody-{number}&password=wrong-{number}"
            body = f"csrfmiddlewaretoken={page.mark}&{said}".encode()
            invented = f"203.0.113.{number}"
            front.ask(
                "POST", "/login/", body, Content_Type="application/x-www-form-urlencoded", Cookie=page.cookie,
                Origin=f"https://{NAME}", X_Forwarded_For=invented, X_Real_IP=invented,
            )  # fmt: skip
        with contextlib.closing(sqlite3.connect(front.workspace / ".portal" / "portal.sqlite3")) as database:
            peers = database.execute("SELECT peer, COUNT(*) FROM accounts_attempt GROUP BY peer").fetchall()
        assert peers == [(digest_token("127.0.0.1"), 3)]
        assert "203.0.113" not in front.log()

    def test_no_secret_of_an_address_is_written_down(self, front: Front) -> None:
        """Nor what stands after the question mark."""
        for path in ("/feeds/abcdefsecret.ics", "/mine/abcdefsecret/", "/login/?next=/abcdefsecret/"):
            front.ask("GET", path)
        assert "/feeds/-" in front.log()
        assert "abcdefsecret" not in front.log()

    def test_ten_gigabytes_are_refused_at_the_door(self, front: Front) -> None:
        """Before a byte of them is read."""
        answer = front.ask("POST", "/login/", None, Content_Length=str(10 * 1024**3))
        assert answer.status == 413


def test_a_page_that_is_not_there_is_no_failure(portal: Portal, caplog: pytest.LogCaptureFixture) -> None:
    """Whoever reads the log for failures finds none of strangers trying addresses."""
    with caplog.at_level("INFO", logger="roadmap_engine.portal"):
        assert portal.browser().get("/mine/abcdefsecret/").status_code == 404
    own = [each for each in caplog.records if each.name == "roadmap_engine.portal"]
    assert [(each.levelname, each.getMessage()[:12]) for each in own] == [("INFO", "GET mine 404")]


def test_every_address_with_a_secret_is_masked(portal: Portal) -> None:
    """A new page that a secret opens must be named in the file of nginx."""
    del portal

    def walk(patterns: Iterable[Any], before: str = "") -> Iterator[str]:
        for each in patterns:
            route = f"{before}{each.pattern}"
            if isinstance(each, URLPattern):
                yield route
            else:
                yield from walk(each.url_patterns, route)

    text = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    masked = re.findall(r"^    ~\^/(\S+?)\s", text, re.MULTILINE)
    secret = {route.partition("<")[0] for route in walk(get_resolver().url_patterns) if ":token>" in route}
    assert secret | {"feeds/"} == set(masked)


def test_what_is_tried_on_a_computer_stands_in_the_manual() -> None:
    """`make machine` runs blocks of the manual by their headings; what it asks for is there."""
    blocks = blocks_of(MANUAL.read_text(encoding="utf-8"))
    asked = re.findall(r'block "(.+)-(\d+)"', (GUEST / "run.sh").read_text(encoding="utf-8"))
    assert len(asked) >= 7
    for title, number in asked:
        assert len(blocks[title]) >= int(number), title


def test_the_manual_installs_this_version() -> None:
    """The folder of the version is called by it; the next one is another."""
    named = set(re.findall(r"/opt/roadmap-([\w.]*\w)", MANUAL.read_text(encoding="utf-8")))
    assert named == {__version__}
