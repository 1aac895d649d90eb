"""Commands that are killed at many points, each time followed by a look at what they left behind.

    with Killer() as killer:
        killer.kill_runs(["publish", …], folder, runs=15, restore=…, check=…)

They are killed with -9 unless other signals are named, each in its turn. Half of the kills come at a step
on the disk (a file opened for writing, a sync, a rename …), each step in its turn, half at a random moment.
After each kill `check` looks at the folder; then the command runs to its end, and the folder must be
exactly as if it had never been killed, with no temporary file in it.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

__all__ = ["Ended", "Killer", "snapshot"]

_ROOT = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ended:
    """How a run ended.

    Attributes:
        killed: whether it was killed.
        code: its exit code; negative where a signal ended it.
        steps: on the disk; unknown of one that was killed.
        seconds: it took.
    """

    killed: bool
    code: int
    steps: int | None
    seconds: float


def snapshot(folder: Path) -> Mapping[str, bytes]:
    """Give every file of a folder, at any depth, with its content."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


class Killer:
    """Runs the command line in processes that can be killed."""

    def __init__(self, *, seed: int = 1) -> None:
        self._random = random.Random(seed)  # noqa: S311 -- the same points each time
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.soak.victims"],
            cwd=_ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        self._process.communicate()

    def run(
        self,
        argv: Sequence[str],
        folder: Path,
        *,
        at_step: int | None = None,
        after: float | None = None,
        blow: str = "SIGKILL",
    ) -> Ended:
        """Run a command, and end it by a signal at a step on the disk or after so many seconds."""
        process = self._process
        assert process is not None
        assert process.stdin is not None
        assert process.stdout is not None
        order = {
            "argv": list(argv),
            "folder": str(folder),
            "at_step": at_step,
            "after": after,
            "signal": blow,
        }
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        return Ended(**json.loads(process.stdout.readline()))

    def kill_runs(
        self,
        argv: Sequence[str],
        folder: Path,
        *,
        runs: int,
        restore: Callable[[], None],
        check: Callable[[Mapping[str, bytes]], None],
        code: int = 0,
        blows: Sequence[str] = ("SIGKILL",),
        view: Callable[[Mapping[str, bytes]], Mapping[str, bytes]] = dict,
    ) -> int:
        """Kill a command at many points.

        Args:
            argv: what stands after `roadmap`, with absolute paths.
            folder: all that the command changes.
            runs: how many times.
            restore: puts the folder back into the old state.
            check: looks at the folder after a kill.
            code: what the command answers when it runs to its end.
            blows: the signals, each in its turn.
            view: what of the folder must be as if the command had never been killed.

        Returns:
            How many of the runs were really killed before their end.
        """
        restore()
        whole = self.run(argv, folder)
        assert whole.code == code
        assert whole.steps, "the command changes nothing"
        wanted = view(snapshot(folder))
        killed = 0
        for turn in range(runs):
            restore()
            blow = blows[turn // 2 % len(blows)]
            if turn % 2:
                ended = self.run(argv, folder, after=self._random.uniform(0, whole.seconds), blow=blow)
            else:
                ended = self.run(argv, folder, at_step=turn // 2 % whole.steps + 1, blow=blow)
            killed += ended.killed
            check(snapshot(folder))
            assert self.run(argv, folder).code == code
            found = view(snapshot(folder))
            differing = [name for name in {*found, *wanted} if found.get(name) != wanted.get(name)]
            assert differing == [], "the next run does not end as if nothing had happened"
        return killed
