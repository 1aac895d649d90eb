"""Everything of a school → one archive, which the command line opens. Works run without Django."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.desk.taking_out import Taken, pack, take_out
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.portal.jobs.results import Asked, Progress, Result
from roadmap_engine.portal.plans.freshness import list_files
from roadmap_engine.storage.roots import Root

__all__ = ["take_all"]


def take_all(asked: Asked, progress: Progress) -> Outcome[Result]:
    """Gather all plans of a school with what happened, what shows it, and what was signed."""
    told, workspace = asked.arguments, asked.workspace
    others = {workspace / each for each in told["others"]}
    taken = take_out(workspace, _list_adoptions(asked, progress), others, contacts=told["contacts"])
    if taken.told:
        return Outcome(None, taken.told)
    return Outcome(Result(f"{told['school']}.zip", pack(taken, workspace)))


def _list_adoptions(asked: Asked, progress: Progress) -> Iterator[Taken]:
    """Read the school's plans; a text that names another organisation gives nothing of what it says."""
    root, paths = Root.of_folder(asked.workspace), asked.arguments["paths"]
    for done, each in enumerate(paths):
        progress(done, len(paths))
        path = asked.workspace / each
        read = read_adoption(path, root=root)
        if read.value is not None and read.value.organisation.organisation == asked.arguments["school"]:
            yield Taken(path, read.value, list_files(path, read.sources))
