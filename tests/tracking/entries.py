"""Entries of a status log for tests, written as short as what matters in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from roadmap_engine.model.entry import Entry, StatusLog, StrangeEntry, Thing, about_thing

__all__ = ["PLAN", "THING", "entry", "log_of", "name_of", "strange", "tangles"]

PLAN = "school-7-vpr"
THING = Thing("measure", "council", "1")
_AT = dt.datetime(2027, 1, 18, 7, 30, tzinfo=dt.UTC)
_ON = dt.date(2027, 1, 18)


def name_of(short: str) -> str:
    """Give an id: «a» is short for «entry-a-»."""
    return f"entry-{short}-"


def entry(short: str, did: str, after: Sequence[str] | str = (), **more: Any) -> Entry:
    """Give an entry; `after` names others as shortly, `to`, `note`, `on` and the like are its fields."""
    thing = more.pop("thing", THING)
    fields = {
        "id": name_of(short),
        "adoption": PLAN,
        "at": _AT,
        "on": _ON,
        "who": "deputy-head",
        "about": about_thing(thing, more.pop("step", None)),
        "did": did,
        "after": tuple(name_of(one) for one in after),
    }
    return Entry(**(fields | more))


def strange(short: str, after: Sequence[str] | str = (), thing: Thing | None = THING) -> StrangeEntry:
    """Give an entry that only a newer version understands."""
    return StrangeEntry(
        id=name_of(short), adoption=PLAN, thing=thing, after=tuple(map(name_of, after)), words=f"{{{short}}}"
    )


def log_of(*entries: Entry | StrangeEntry) -> StatusLog:
    """Give the log of entries."""
    return StatusLog(
        entries=tuple(each for each in entries if isinstance(each, Entry)),
        strange=tuple(each for each in entries if isinstance(each, StrangeEntry)),
    )


_DEEDS = (
    *("started", "reported", "submitted", "accepted", "returned", "extended", "cancelled", "reopened"),
    *("noted", "attached", "not-applicable"),
)


@st.composite
def tangles(draw: st.DrawFn, most: int = 12, *, circles: bool = False) -> list[Entry]:
    """Draw entries about one thing, each after some of those before it; with circles after later ones too."""
    count = draw(st.integers(1, most))
    names = [f"{number:02}" for number in draw(st.permutations(range(count)))]
    found = []
    for place, name in enumerate(names):
        known = names if circles else names[:place]
        after = draw(st.lists(st.sampled_from(known), unique=True, max_size=3)) if known else []
        did = draw(st.sampled_from(_DEEDS))
        to = draw(st.sampled_from(["2027-06-21", "2027-07-01"])) if did == "extended" else None
        note = draw(st.sampled_from([None, "замечание"]))
        found.append(entry(name, did, after, to=to, note=note))
    return found
