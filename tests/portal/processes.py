"""A portal as people run it: a process of its own over a folder, with accounts that have come in."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import re
import selectors
import subprocess
import sys
import time
import urllib.parse
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

__all__ = ["Answer", "Server", "Visitor", "lay_schools", "make_sessions", "running", "serving"]

ROOT = Path(__file__).parents[2]
TODAY = "2027-06-15"
_ADDRESS = re.compile(r"http://127\.0\.0\.1:(\d+)/")
_FIRST = re.compile(r"(/invitations/\S+/)")
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')
_PATIENCE = 30.0


def lay_schools(workspace: Path, count: int) -> tuple[str, ...]:
    """Lay copies of the example school into a workspace; gives the ids of their organisations."""
    names = tuple(f"school-{number}" for number in range(100, 100 + count))
    for name in names:
        folder = workspace / name
        folder.mkdir(parents=True)
        for text in (ROOT / "examples" / "school").glob("*.yaml"):
            words = text.read_text(encoding="utf-8")
            words = words.replace("school-12", name).replace("СОШ № 12", f"СОШ № {name[7:]}")
            (folder / text.name).write_text(words, encoding="utf-8")
    return names


_SESSIONS = """
import json, os, sys
from pathlib import Path
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import start
with start(PortalOptions(Path(sys.argv[1]), database=os.environ.get("DATABASE_URL", ""))) as started:
    from django.test import Client
    from roadmap_engine.portal.accounts.models import Account, Grant
    from roadmap_engine.portal.plans.binding import bind_workspace
    bind_workspace()
    sessions = []
    for number, (role, school) in enumerate(json.loads(sys.argv[2])):
        account = Account.objects.create(
            login=f"visitor-{number}", name=f"Посетитель {number}", made_at=started.options.clock()
        )
        Grant.objects.create(account=account, role=role, school=school)
        client = Client(SERVER_NAME="127.0.0.1")
        client.force_login(account)
        sessions.append(client.cookies["session"].value)
    print(json.dumps(sessions))
"""


def make_sessions(workspace: Path, given: Sequence[tuple[str, str]], **variables: str) -> tuple[str, ...]:
    """Make accounts of roles in schools before the server runs; gives the cookie of a session of each."""
    words = [sys.executable, "-c", _SESSIONS, str(workspace), json.dumps(given)]
    environment = {**os.environ, **variables}
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT, env=environment)
    return tuple(json.loads(done.stdout))


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered."""

    status: int
    headers: Mapping[str, str]
    body: str


@dataclass(slots=True)
class Server:
    """A portal that runs.

    Attributes:
        first: path of the invitation that it has printed; empty where it has none.
        ready: seconds until it answered.
    """

    process: subprocess.Popen[str]
    port: int
    first: str
    ready: float
    visitors: list[Visitor] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self.port}"

    def visit(self, session: str = "") -> Visitor:
        """Let somebody come in who has a session, or nobody."""
        visitor = Visitor(self.port, {"session": session} if session else {})
        self.visitors.append(visitor)
        return visitor

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait()

    def end(self) -> int:
        """Ask it to end; gives its exit code."""
        self.process.terminate()
        return self.process.wait(timeout=20)


@dataclass
class Visitor:
    """A browser without scripts: keeps its cookies and one connection."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _connection: http.client.HTTPConnection | None = None

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """Ask for something; a connection that the server has closed is opened anew once."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            named["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        for last in (False, True):
            try:
                if self._connection is None:
                    self._connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=_PATIENCE)
                self._connection.request(method, path, body, named)
                answer = self._connection.getresponse()
                read = answer.read().decode("utf-8", "replace")
            except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
                self.close()
                # What was sent may have been done: only what changes nothing is asked again.
                if last or method != "GET":
                    raise
            else:
                for each in answer.headers.get_all("Set-Cookie") or ():
                    name, _, value = each.partition(";")[0].partition("=")
                    self.cookies[name] = value
                return Answer(answer.status, {k.lower(): v for k, v in answer.headers.items()}, read)
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Close the connection."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def get(self, path: str) -> Answer:
        """Open a page."""
        return self.ask("GET", path)

    def post(self, path: str, page: str | None = None, **said: str) -> Answer:
        """Send a form of a page, with its mark."""
        shown = self.get(page or path).body
        return self.send(path, shown, **said)

    def send(self, path: str, shown: str, **said: str) -> Answer:
        """Send a form of a page that is open."""
        mark = _TOKEN.search(shown)
        assert mark is not None, "there is no form on the page"
        body = urllib.parse.urlencode({**said, "csrfmiddlewaretoken": mark[1]}).encode()
        referer = f"http://127.0.0.1:{self.port}{path}"
        return self.ask("POST", path, body, Content_Type="application/x-www-form-urlencoded", Referer=referer)


@contextlib.contextmanager
def serving(workspace: Path, *words: str, **variables: str) -> Iterator[Server]:
    """Run `roadmap serve` over a folder until the block ends.

    Args:
        workspace: the folder.
        words: further options.
        variables: of the environment.
    """
    command = [sys.executable, "-m", "roadmap_engine.cli", "--lang", "en", "serve", str(workspace)]
    with running([*command, "--port", "0", "--today", TODAY, *words], **variables) as server:
        yield server


@contextlib.contextmanager
def running(command: Sequence[str], **variables: str) -> Iterator[Server]:
    """Run a server that prints its address, until the block ends."""
    begun = time.monotonic()
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, **variables}
    )
    try:
        port, first = _read_start(process)
        server = Server(process, port, first, time.monotonic() - begun)
        yield server
        for each in server.visitors:
            each.close()
    finally:
        if process.poll() is None:
            process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        if process.stdout is not None:
            process.stdout.close()


def _read_start(process: subprocess.Popen[str]) -> tuple[int, str]:
    """Read what the server prints when it answers: its port, and the first way in."""
    assert process.stdout is not None
    told, found = "", None
    with selectors.DefaultSelector() as waiting:
        waiting.register(process.stdout, selectors.EVENT_READ)
        while found is None:
            assert waiting.select(_PATIENCE), "the portal does not start"
            line = process.stdout.readline()
            assert line, f"the portal has ended: {told}"
            told += line
            found = _ADDRESS.search(told)
    os.set_blocking(process.stdout.fileno(), False)
    time.sleep(0.05)
    first = _FIRST.search(process.stdout.readline() or "")
    return int(found[1]), first[1] if first is not None else ""
