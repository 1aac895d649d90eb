"""Many writers of one status log, of whom one after the other is killed with -9, and what the log has then.

    python -m tests.soak.writers FOLDER WRITERS KILLS SEED

Each writer does what the command line does: it holds the folder, reads the log, adds an entry after the last
one it has seen, and only then says so. Half of the kills meet whoever holds the folder, half anybody. Half of
the writers write a few bytes at a time, as a slow drive does, so that a kill tears their line. After each
kill the log is read at once. One JSON object comes out: `acknowledged` entries that were said to be recorded,
`lost` of them, `broken` lines in the middle of the log, `torn` tails that were met, `kills`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import secrets
import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from roadmap_engine.load.status_logs import load_log, read_log, write_entry
from roadmap_engine.model.entry import Did, Entry, Thing, about_thing
from roadmap_engine.storage.appending import append_lines
from roadmap_engine.storage.leftovers import HOLDER_NAME
from roadmap_engine.storage.locking import hold_folder
from roadmap_engine.tracking.folding import fold

__all__ = ["main"]

_AT = dt.datetime(2027, 1, 18, 7, 30, tzinfo=dt.UTC)
_PIECE = 40
_MOST_WAIT = 0.06


@dataclass(slots=True)
class _Fire:
    """Writers under fire, and what became of their words."""

    log: Path
    said: tuple[int, int]
    chance: random.Random
    writers: dict[int, int] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    rest: bytes = b""
    broken: int = 0
    torn: int = 0

    def start(self, number: int) -> None:
        """Let a writer write until it is killed."""
        child = os.fork()
        if child == 0:
            os.close(self.said[0])
            try:
                _write_on(self.log, number, self.said[1])
            finally:
                os._exit(1)
        self.writers[child] = number

    def strike(self, *, again: bool) -> None:
        """Kill one of the writers, look at the log, and let another begin."""
        time.sleep(self.chance.uniform(0, _MOST_WAIT))
        victim = self._holder() if self.chance.random() < 0.5 else None
        victim = victim if victim in self.writers else self.chance.choice(sorted(self.writers))
        os.kill(victim, signal.SIGKILL)
        os.waitpid(victim, 0)
        number = self.writers.pop(victim)
        self.listen()
        told = load_log(self.log)[1]
        self.broken += sum(each.code == "RM556" for each in told)
        self.torn += sum(each.code == "RM557" for each in told)
        if again:
            self.start(number)

    def _holder(self) -> int | None:
        try:
            return int(json.loads((self.log.parent / HOLDER_NAME).read_bytes())["process"])
        except (OSError, ValueError, KeyError):
            return None

    def listen(self) -> None:
        """Take in what was said to be recorded."""
        while True:
            try:
                heard = os.read(self.said[0], 65_536)
            except BlockingIOError:
                return
            *whole, self.rest = (self.rest + heard).split(b"\n")
            self.acknowledged.update(each.decode() for each in whole)


def _write_on(log: Path, number: int, said: int) -> None:
    if number % 2:
        _write_slowly()
    own = (Thing("measure", "council", "1"), Thing("measure", f"measure-{number}", "1"))
    while True:
        with hold_folder(log.parent) as refused:
            if refused:
                continue
            read, _told = load_log(log)
            thing = own[secrets.randbelow(2)]
            folded = fold(each for each in read.entries if each.thing == thing)
            entry = Entry(
                id=secrets.token_hex(10),
                adoption="school-7-vpr",
                at=_AT,
                on=_AT.date(),
                who="deputy-head",
                about=about_thing(thing),
                did=Did.NOTED,
                note="замечание " * secrets.randbelow(30),
                after=folded.heads,
            )
            if append_lines(log, write_entry(entry).encode()):
                continue
        os.write(said, f"{entry.id}\n".encode())


def _write_slowly() -> None:
    write = os.write

    def slow(handle: int, data: bytes) -> int:
        if len(data) <= _PIECE:
            return write(handle, data)
        time.sleep(0.0005)
        return write(handle, bytes(data[:_PIECE]))

    os.write = slow  # type: ignore[assignment]


def main(arguments: Sequence[str]) -> None:
    """Run writers, kill so many of them, and print what was found."""
    folder, writers, kills, seed = Path(arguments[0]), *map(int, arguments[1:])
    reading, writing = os.pipe()
    os.set_blocking(reading, False)
    fire = _Fire(folder / "adoption.status.jsonl", (reading, writing), random.Random(seed))  # noqa: S311 -- the same points each time
    for number in range(writers):
        fire.start(number)
    for _turn in range(kills):
        fire.strike(again=True)
    while fire.writers:
        fire.strike(again=False)
    data = fire.log.read_bytes()
    log, _told = read_log(data, fire.log.name)
    there = {each.id for each in log.entries}
    sys.stdout.write(
        json.dumps(
            {
                "acknowledged": len(fire.acknowledged),
                "lost": sorted(fire.acknowledged - there),
                "broken": fire.broken,
                "torn": fire.torn,
                "kills": kills + writers,
                "heads": [
                    len(fold(one for one in log.entries if one.thing == thing).heads)
                    for thing in {each.thing for each in log.entries}
                ],
            }
        )
    )


if __name__ == "__main__":
    main(sys.argv[1:])
