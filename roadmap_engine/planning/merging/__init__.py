"""The three-way merge: an adoption × two versions of its roadmap → edits of the adoption's text.

`merge_versions(transition, adoption, …) -> Merge`. The base is the earlier version, ours is what the
school changed, theirs is the newer version; things are found by their ids, followed through `was:`, and
compared field by field.

The merge is symmetric: whatever one side alone changed is heard, and what both changed alike is no
conflict, whichever side is which. The exceptions, each because the sides are not equals in the matter:

* a settled measure stays as the school had it, since what is done cannot be done otherwise, and where it was;
* what the school took out stays out, whatever the newer version changes of it, and it is told what;
* a measure that the newer version takes out and the school changed is asked about;
* where both add measures at one place, the published ones stand first;
* an answer (who fills a role, when an event was) is the school's alone.
"""

from __future__ import annotations

from roadmap_engine.planning.merging.case import Transition, Version, index_version
from roadmap_engine.planning.merging.merge import merge_versions
from roadmap_engine.planning.merging.remedies import name_remedies
from roadmap_engine.planning.merging.result import (
    Brought,
    BroughtKind,
    Choice,
    Conflict,
    Kept,
    Merge,
    Settlement,
)
from roadmap_engine.planning.merging.soundness import needs_joining
from roadmap_engine.planning.merging.succession import Succession, trace_succession
from roadmap_engine.planning.merging.upstream import News, find_news

__all__ = [
    "Brought",
    "BroughtKind",
    "Choice",
    "Conflict",
    "Kept",
    "Merge",
    "News",
    "Settlement",
    "Succession",
    "Transition",
    "Version",
    "find_news",
    "index_version",
    "merge_versions",
    "name_remedies",
    "needs_joining",
    "trace_succession",
]
