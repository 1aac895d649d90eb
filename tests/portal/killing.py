"""A portal that is killed while people write: what it said to be recorded has to stand in the log."""

from __future__ import annotations

import http.client
import json
import random
import re
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.portal.processes import Server, lay_schools, make_sessions, serving

__all__ = ["Killed", "kill_while_writing"]

_SAW = re.compile(r'name="saw" value="([^"]*)"')
_TIME = re.compile(r'name="time" value="([^"]*)"')
_PAGE = "/schools/{school}/{school}-vpr-2027/measures/results-by-class/"


@dataclass
class Killed:
    """What came of it.

    Attributes:
        said: notes that the portal has said to be recorded.
        lost: those of them that stand in no log.
        slowest: seconds that the slowest start took.
    """

    said: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    slowest: float = 0.0


def kill_while_writing(workspace: Path, kills: int, writers: int, seed: int = 7) -> Killed:
    """Let people write notes, each in a school of her own, and kill the server so many times.

    Args:
        workspace: an empty folder.
        kills: how many times.
        writers: how many people.
        seed: of the times between.
    """
    schools = lay_schools(workspace, writers)
    sessions = make_sessions(workspace, [("editor", school) for school in schools])
    chance, killed = random.Random(seed), Killed()  # noqa: S311 -- times to wait
    for number in range(kills):
        with serving(workspace) as server:
            killed.slowest = max(killed.slowest, server.ready)
            ended = threading.Event()
            threads = [
                threading.Thread(target=_write, args=(server, *each, f"{number}", killed.said, ended))
                for each in zip(schools, sessions, strict=True)
            ]
            for each in threads:
                each.start()
            time.sleep(chance.uniform(0.2, 2.0))
            server.kill()
            ended.set()
            for each in threads:
                each.join()
    logged = {
        json.loads(line).get("note")
        for log in workspace.rglob("*.status.jsonl")
        for line in log.read_text(encoding="utf-8").splitlines()
        if line.endswith("}")
    }
    killed.lost = [each for each in killed.said if each not in logged]
    return killed


def _write(
    server: Server, school: str, session: str, name: str, said: list[str], ended: threading.Event
) -> None:
    visitor, page = server.visit(session), _PAGE.format(school=school)
    for number in range(10_000):
        note = f"{school} {name}.{number}"
        try:
            shown = visitor.get(page).body
            saw, at = _SAW.search(shown), _TIME.search(shown)
            if saw is None or at is None:
                return
            answer = visitor.send(page, shown, deed="noted", note=note, saw=saw[1], time=at[1])
        except (OSError, http.client.HTTPException):
            return
        if answer.status == 302:
            said.append(note)
        if ended.is_set():
            return
