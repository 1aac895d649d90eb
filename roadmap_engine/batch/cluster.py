"""The workers of a Dask cluster, as an executor like any other.

A worker that is lost loses nothing: the scheduler gives its schools to others. The workers read and write the
same folders as this process, so they have to see them under the same paths.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from concurrent.futures import Executor
from typing import Any

from roadmap_engine.batch.crews import Crew
from roadmap_engine.batch.inputs import digest_program
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["join_cluster"]

_PATIENCE = 10
"""Seconds that a scheduler has to answer in."""
_RETRIES = 5


@contextlib.contextmanager
def join_cluster(address: str, program: str) -> Iterator[tuple[Crew | None, tuple[Problem, ...]]]:
    """Join a cluster for a run.

    Args:
        address: of its scheduler, «tcp://host:8786».
        program: which program this is; a worker of another one is refused.

    Yields:
        The crew; or None, and why.
    """
    try:
        import distributed  # noqa: PLC0415 -- only of the extra «cluster»
    except ModuleNotFoundError as missing:
        what = Bilingual("работы на кластере", "work on a cluster")
        yield None, (Problem.of("RM681", package=missing.name or "distributed", what=what),)
        return
    try:
        client: Any = distributed.Client(address, set_as_default=False, timeout=_PATIENCE)
    except (OSError, ValueError, TimeoutError) as fault:
        yield None, (Problem.of("RM900", address=address, reason=str(fault) or type(fault).__name__),)
        return
    with client:
        # A worker that has no such program at all says so by an exception.
        found = client.run(digest_program, on_error="return").values()
        others = sorted({str(each) for each in found if each != program})
        if others:
            yield None, tuple(Problem.of("RM679", other=other, program=program) for other in others)
            return
        size = sum(client.nthreads().values())
        if not size:
            reason = Bilingual("у него нет работников", "it has no workers")
            yield None, (Problem.of("RM900", address=address, reason=reason),)
            return

        def hire(_count: int) -> Executor:
            executor: Executor = client.get_executor(pure=False, retries=_RETRIES)
            return executor

        yield Crew(hire, size), ()
