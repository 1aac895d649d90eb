"""Where the program keeps what it worked out, how much that is, and why it keeps nothing if it does not."""

from __future__ import annotations

from gettext import gettext as _
from typing import assert_never

from roadmap_engine.cli.facts import Fact
from roadmap_engine.storage.caching import Cache, Refusal

__all__ = ["judge_cache"]

_KILOBYTE = 1024


def judge_cache(cache: Cache) -> Fact:
    """Say how the cache stands; who has none waits a little longer, and that is all."""
    if cache.refusal is None:
        said = _("what was worked out is kept for later runs in {folder}: {size} KB; delete it when you like")
        return Fact("cache", "well", said.format(folder=cache.folder, size=-(-cache.measure() // _KILOBYTE)))
    folder = cache.folder if cache.folder is not None else ""
    match cache.refusal:
        case Refusal.OFF:
            return Fact("cache", "well", _("nothing is kept for later runs: that was switched off"))
        case Refusal.NO_HOME:
            why, act = _("there is no home folder"), _("name a folder in ROADMAP_CACHE")
        case Refusal.NOT_A_FOLDER:
            why, act = _("{folder} is no folder"), _("move it away, or name another folder in ROADMAP_CACHE")
        case Refusal.FOREIGN:
            why, act = _("{folder} is somebody else's"), _("name a folder of your own in ROADMAP_CACHE")
        case Refusal.OPEN:
            why, act = _("others can write in {folder}"), _("take that right away: `chmod go-w`")
        case Refusal.CLOSED:
            why, act = _("{folder} cannot be looked into"), _("name another folder in ROADMAP_CACHE")
        case _:
            assert_never(cache.refusal)
    said = _("nothing is kept for later runs, which take longer for it: {why}")
    return Fact("cache", "lacking", said.format(why=why.format(folder=folder)), act)
