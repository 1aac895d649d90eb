"""The last whole bytes of calendars that somebody subscribes to, on the disk: a restart loses none of them.

They lie in the portal's own folder, for its owner's eyes alone, and are no part of an export or a backup:
whatever is whole is made again from the texts. A file is named by a digest of what it is of, so that names
tell nothing; it goes when the last address of its calendar is revoked.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from pathlib import Path

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.plans.reading import options
from roadmap_engine.storage.opening import holds, read_file
from roadmap_engine.storage.writing import replace_private_file, sweep_leftovers

__all__ = ["drop_unused", "keep_calendar", "take_kept"]

_LOG = logging.getLogger("roadmap_engine.portal")
_FOLDER = "feeds"
_ENDING = ".ics"
_LARGEST = 4 * 1_048_576
"""A calendar of a plan has some hundred kilobytes."""
_MOST = 20_000
_BEGINS, _ENDS = b"BEGIN:VCALENDAR\r\n", b"END:VCALENDAR\r\n"


def keep_calendar(school: str, plan: str, feed: str, choice: Choice, body: bytes) -> None:
    """Keep a calendar as it was made last; that it cannot be kept is told, and it is sent all the same."""
    path = _place(school, plan, feed, choice)
    try:
        if len(body) > _LARGEST or holds(path, body):
            return
        if not path.exists() and sum(1 for _ in path.parent.glob(f"*{_ENDING}")) >= _MOST:
            return
        replace_private_file(path, (body,))
    except OSError:
        _LOG.exception("a calendar of the plan %s/%s could not be kept", school, plan)


def take_kept(school: str, plan: str, feed: str, choice: Choice) -> tuple[bytes, int] | None:
    """Give a calendar as it was made last, and since when it is so, in seconds; None where none was kept."""
    path = _place(school, plan, feed, choice)
    try:
        body, kept_at = read_file(path, _LARGEST), int(path.stat().st_mtime)
    except (OSError, ValueError):
        return None
    return (body, kept_at) if body.startswith(_BEGINS) and body.endswith(_ENDS) else None


def drop_unused() -> None:
    """Take away what nobody has an address of any more."""
    folder = options().own / _FOLDER
    if not folder.is_dir():
        return
    sweep_leftovers(folder)
    used = {
        _place(each.school, each.plan, each.feed, each.choice).name
        for each in FeedToken.objects.filter(revoked_at=None).exclude(account=None, link=None)
    }
    for path in folder.glob(f"*{_ENDING}"):
        if path.name not in used:
            with contextlib.suppress(OSError):
                path.unlink()


def _place(school: str, plan: str, feed: str, choice: Choice) -> Path:
    of = (school, plan, feed, *(str(int(each)) for each in (choice.cancelled, choice.past, choice.leads)))
    return options().own / _FOLDER / f"{hashlib.sha256(chr(0).join(of).encode()).hexdigest()}{_ENDING}"
