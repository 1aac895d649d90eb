"""How many requests a second a subscribed calendar stands, beside Radicale, which serves the very same one.

Both run as people run them, `roadmap serve` and `python -m radicale`, each as one process; wrk asks over
eight connections. In turn, round by round: the calendar whole from ours, from Radicale, and from ours by
somebody who has it. The goals: ten times Radicale, and «not modified» not slower than the whole. Where wrk or
Radicale is missing nothing is measured, and that is told: `apt-get install wrk`, `make bench`.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import importlib.util
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

ROUNDS = 5
SECONDS = 4
CONNECTIONS = 8
GOAL = 10
ROOT = Path(__file__).parents[1]
_PORT = 5_237
_WHO = f"Basic {base64.b64encode(b'school:').decode()}"
_PREPARE = """
import sys
from pathlib import Path
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.portal.starting import start
with start(PortalOptions(Path(sys.argv[1]))) as started:
    from roadmap_engine.documents.calendar_choice import Choice
    from roadmap_engine.portal.accounts.models import Account, Grant
    from roadmap_engine.portal.feeds.tokens import Wanted, make
    from roadmap_engine.portal.plans.binding import bind_workspace
    from roadmap_engine.portal.plans.models import PlanText
    bind_workspace()
    account = Account.objects.create(login="reader", name="reader", made_at=started.options.clock())
    text = PlanText.objects.get()
    Grant.objects.create(account=account, role="reader", school=text.school_id)
    print(make(text, Wanted("", account.key, Choice()), account.key))
"""
_RADICALE = """[server]
hosts = 127.0.0.1:{port}
[auth]
type = none
[storage]
filesystem_folder = {folder}
[logging]
level = error
"""


def _find_missing() -> list[str]:
    missing = ["wrk"] if shutil.which("wrk") is None else []
    return [*missing, *(["radicale"] if importlib.util.find_spec("radicale") is None else [])]


@contextlib.contextmanager
def _run(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate()


@contextlib.contextmanager
def _serve_ours(folder: Path) -> Iterator[tuple[int, str]]:
    """Serve the example school; gives the port and the path of its calendar."""
    workspace = folder / "workspace"
    shutil.copytree(ROOT / "examples" / "school", workspace / "school")
    words = [sys.executable, "-c", _PREPARE, str(workspace)]
    secret = subprocess.run(words, check=True, capture_output=True, text=True).stdout.strip()
    serve = [sys.executable, "-m", "roadmap_engine.cli", "serve", str(workspace), "--port", "0"]
    with _run(serve) as process:
        told = process.stdout.readline() if process.stdout is not None else ""
        found = re.search(r"127\.0\.0\.1:(\d+)", told)
        if found is None:
            raise SystemExit(f"the portal does not start: {told}")
        yield int(found[1]), f"/feeds/{secret}.ics"


@contextlib.contextmanager
def _serve_theirs(folder: Path, calendar: bytes) -> Iterator[tuple[int, str]]:
    """Serve a calendar by Radicale; gives the port and its path."""
    settings = folder / "radicale.conf"
    settings.write_text(_RADICALE.format(port=_PORT, folder=folder / "radicale"), encoding="utf-8")
    with _run([sys.executable, "-m", "radicale", "--config", str(settings)]):
        for _ in range(100):
            time.sleep(0.1)
            with contextlib.suppress(ConnectionRefusedError):
                status, _body, _tag = _ask(_PORT, "/school/deadlines/", "PUT", calendar)
                break
        else:
            raise SystemExit("Radicale does not start")
        if status not in (201, 204):
            raise SystemExit(f"Radicale does not take the calendar: {status}")
        yield _PORT, "/school/deadlines/"


def _ask(port: int, path: str, method: str = "GET", body: bytes | None = None) -> tuple[int, bytes, str]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    headers = {"Authorization": _WHO, "Content-Type": "text/calendar; charset=utf-8"}
    connection.request(method, path, body, headers)
    answer = connection.getresponse()
    read = answer.read()
    connection.close()
    return answer.status, read, answer.headers.get("ETag", "")


def _count(port: int, path: str, *headers: str) -> float:
    """Ask by wrk; gives the requests a second that were answered."""
    words = [word for each in headers for word in ("-H", each)]
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{SECONDS}s", *words, f"http://127.0.0.1:{port}{path}"]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", told)
    if found is None or "Non-2xx" in told:
        raise SystemExit(told)
    return float(found[1])


def _measure(folder: Path) -> int:
    with _serve_ours(folder) as ours:
        status, calendar, tag = _ask(*ours)
        if status != http.client.OK or not tag:
            raise SystemExit(f"our calendar is answered by {status}")
        with _serve_theirs(folder, calendar) as theirs:
            events = [_ask(*each)[1].count(b"BEGIN:VEVENT") for each in (ours, theirs)]
            if events[0] != events[1]:
                raise SystemExit(f"the calendars are not the same: {events} events")
            # What was just written is read again for two seconds.
            time.sleep(3)
            rounds = [
                (
                    _count(*ours),
                    _count(*theirs, f"Authorization: {_WHO}"),
                    _count(*ours, f"If-None-Match: {tag}"),
                )
                for _ in range(ROUNDS)
            ]
    whole, peer, had = (statistics.median(column) for column in zip(*rounds, strict=True))
    ratio = statistics.median(ours / theirs for ours, theirs, _ in rounds)
    again = statistics.median(had / ours for ours, _, had in rounds)
    print(f"{len(calendar)} bytes, {events[0]} events; requests a second, medians:")
    print(f"ours {whole:.0f}, Radicale {peer:.0f}, ours not modified {had:.0f}")
    print(f"ours ÷ Radicale {ratio:.1f}, goal at least {GOAL}; 304 ÷ 200 {again:.2f}, goal at least 1")
    return int(ratio < GOAL or again < 1)


def main() -> int:
    """Measure and print; 1 where a goal is missed, or nothing could be measured."""
    if missing := _find_missing():
        print(f"NOT MEASURED: {', '.join(missing)} is not installed", file=sys.stderr)
        return 1
    with tempfile.TemporaryDirectory() as folder:
        return _measure(Path(folder))


if __name__ == "__main__":
    raise SystemExit(main())
