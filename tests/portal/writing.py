"""Many people who write into the portal at once: how long each waits, and what came of it."""

from __future__ import annotations

import http.client
import json
import re
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.portal.processes import Server

__all__ = ["Writing", "list_notes", "write_at_once"]

_SAW = re.compile(r'name="saw" value="([^"]*)"')
_TIME = re.compile(r'name="time" value="([^"]*)"')


@dataclass
class Writing:
    """What came of it.

    Attributes:
        waits: seconds of each note that was recorded.
        said: the notes.
        refused: how often somebody else had been quicker, and the writer looked again.
        failed: other answers.
    """

    waits: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    refused: int = 0
    failed: list[str] = field(default_factory=list)

    def worst(self, share: float = 0.99) -> float:
        """Give the time within which a share of the notes was recorded."""
        return sorted(self.waits)[min(len(self.waits) - 1, int(len(self.waits) * share))]


def write_at_once(server: Server, writers: Sequence[tuple[str, str]], notes: int) -> Writing:
    """Let everybody write notes as fast as she is answered.

    Args:
        server: the portal.
        writers: of each her session, and the page of the measure she writes about.
        notes: how many each of them writes.
    """
    came, guard = Writing(), threading.Lock()
    ready = threading.Barrier(len(writers))

    def write(number: int, session: str, page: str) -> None:
        visitor = server.visit(session)
        # What a server reads for the first time it reads once; people come to one that runs.
        visitor.get(page)
        ready.wait()
        done = 0
        while done < notes:
            note = f"{number}.{done}"
            try:
                shown = visitor.get(page).body
                saw, at = _SAW.search(shown), _TIME.search(shown)
                if saw is None or at is None:
                    came.failed.append(shown[:200])
                    return
                begun = time.monotonic()
                answer = visitor.send(page, shown, deed="noted", note=note, saw=saw[1], time=at[1])
            except (OSError, http.client.HTTPException) as failed:
                came.failed.append(repr(failed))
                return
            with guard:
                if answer.status == 409:
                    came.refused += 1
                elif answer.status == 302:
                    came.waits.append(time.monotonic() - begun)
                    came.said.append(note)
                    done += 1
                else:
                    came.failed.append(str(answer.status))
                    return

    threads = [threading.Thread(target=write, args=(number, *each)) for number, each in enumerate(writers)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return came


def list_notes(workspace: Path) -> list[str]:
    """List the notes that stand in the logs of a workspace."""
    return [
        note
        for log in workspace.rglob("*.status.jsonl")
        for line in log.read_text(encoding="utf-8").splitlines()
        if (note := json.loads(line).get("note"))
    ]
