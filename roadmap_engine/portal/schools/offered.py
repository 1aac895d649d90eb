"""A plan → the newer version of its roadmap that lies in the workspace or is shipped; no network is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from roadmap_engine.pipeline.at_hand import AtHand, find_at_hand
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.options import HIDDEN
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import options, path_of
from roadmap_engine.portal.schools.visiting import Visit
from roadmap_engine.storage.roots import Root

__all__ = ["find_offered", "offer_to"]


def offer_to(visit: Visit) -> AtHand | None:
    """Give the newer version to whoever may take it, and to nobody else."""
    return find_offered(visit) if visit.may(Right.EDIT) else None


def find_offered(visit: Visit) -> AtHand | None:
    """Find the newest version of a plan's roadmap that lies at hand; none where it stands on that."""
    read, home = visit.tracked.read, path_of(visit.text).parent
    roadmap = read.assembly.roadmap
    root = Root.of_folder(options().workspace)
    return find_at_hand(
        f"{roadmap.id}@{roadmap.version}", read.adoption.pinned, home, _list_places(visit.text), root
    )


def _list_places(text: PlanText) -> Iterator[Path]:
    """Give the folders around a plan, from its own up to the workspace, each with the folders in it.

    A folder that another school lives in is no place of this one's, nor is what lies hidden.
    """
    top, own = options().workspace, PurePosixPath(text.path).parent
    others = PlanText.objects.exclude(school=text.school_id).values_list("path", flat=True)
    closed = {each for path in others for each in PurePosixPath(path).parents}
    for folder in (own, *own.parents):
        if folder not in closed or folder == own or folder == PurePosixPath():
            yield top / folder
        for name in _list_folders(top / folder):
            inside = folder / name
            if name != HIDDEN and inside not in closed and inside != own:
                yield top / inside


def _list_folders(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as found:
            return sorted(each.name for each in found if each.is_dir(follow_symlinks=False))
    except OSError:
        # It has gone this very moment.
        return []
