"""How the portal of a folder stands → a line each: what is well, what is to be mended, what that costs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from gettext import gettext as _
from typing import assert_never

from roadmap_engine.cli.facts import Fact, State
from roadmap_engine.diagnostics.languages import Language, format_day
from roadmap_engine.portal.health import Database, Health

__all__ = ["judge_portal"]

_FRESH = dt.timedelta(days=7)
_MEGABYTE = 1_000_000
_LITTLE = 500 * _MEGABYTE
"""Less than ten reports with the largest files, and a copy of the database beside them."""


def judge_portal(found: Health, now: dt.datetime, language: Language) -> tuple[Fact, ...]:
    """Say how a portal stands.

    Args:
        found: what was looked at.
        now: the present instant.
        language: that days are said in.
    """
    return tuple(_judge(found, now, language))


def _judge(found: Health, now: dt.datetime, language: Language) -> Iterator[Fact]:
    yield _judge_database(found)
    if found.is_open:
        said = _("others of this computer can look into {folder}: the key of all sessions lies there")
        yield _fact("broken", said.format(folder=found.folder), _("take that right away: `chmod 700`"))
    if found.knows_no_locks:
        said = _("{folder} lies on a drive that knows no locks: the portal does not start there")
        yield _fact(
            "broken", said.format(folder=found.folder), _("move the folder to a disk of this computer")
        )
    if found.backed_up is None:
        yield _fact(
            "lacking", _("no copy of it was ever made"), _("`roadmap backup`, every night: docs/deploy.md")
        )
    else:
        said = _("the last copy: {day}").format(
            day=format_day(found.backed_up.astimezone(now.tzinfo).date(), language)
        )
        late = now - found.backed_up > _FRESH
        act = _("see why none was made since: docs/deploy.md") if late else ""
        yield _fact("lacking" if late else "well", said, act)
    if found.free < _LITTLE:
        said = _("{free} MB are left on the disk: reports with files may be refused")
        yield _fact("broken", said.format(free=found.free // _MEGABYTE), _("make room"))


def _judge_database(found: Health) -> Fact:
    match found.database:
        case Database.NONE:
            return _fact(
                "well", _("the portal has no database of SQLite here: it has one of PostgreSQL, or none yet")
            )
        case Database.CURRENT:
            return _fact("well", _("the database of the portal is whole and of this version"))
        case Database.OLDER:
            said = _("the database of the portal is of an earlier version")
            return _fact("well", f"{said}; " + _("the next start brings it up to date, a copy first"))
        case Database.NEWER:
            said = _("the database of the portal is of a newer version: this one does not start with it")
            return _fact("broken", said, _("install that version again, or restore the copy from before"))
        case Database.DAMAGED:
            said = _("the database of the portal is damaged")
            return _fact("broken", said, _("stop the portal, and restore the last copy: docs/deploy.md"))
        case Database.UNREAD:
            return _fact(
                "unknown",
                _("the database of the portal could not be looked at"),
                _("look again as its owner"),
            )
        case _:
            assert_never(found.database)


def _fact(state: State, said: str, act: str = "") -> Fact:
    return Fact("portal", state, said, act)
