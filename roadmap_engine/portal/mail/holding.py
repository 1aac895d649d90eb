"""A report that was made by a link → a report that waits for its letter to be answered; and what it said."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from roadmap_engine.desk.addressing import read_addresses
from roadmap_engine.desk.evidence import LARGEST_BYTES
from roadmap_engine.portal.accounts.models import PersonalLink, digest_token, make_token
from roadmap_engine.portal.mail.models import HOLDS, HeldReport
from roadmap_engine.portal.mail.posting import is_on
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import path_of
from roadmap_engine.storage.opening import read_file
from roadmap_engine.storage.writing import create_private_file

__all__ = ["drop_report", "find_address", "hold_report", "read_files", "sweep_held"]

_FOLDER = "held"
_MOST = 3
"""Reports of one link that wait at a time: each sends a letter, and may bring files."""
_FRESH = 3_600
"""Seconds: a folder so young may be of a report that is just being written down."""


def find_address(key: str, text: PlanText) -> str:
    """Give the address that a report by a link is confirmed at; empty where mail is off, or nobody knows one.

    Args:
        key: of the link.
        text: the plan, whose school says the addresses of its people.
    """
    link = PersonalLink.objects.filter(key=key, school=text.school_id, revoked_at=None).first()
    if link is None or not is_on():
        return ""
    book = read_addresses(path_of(text), text.school_id).value
    return book.people.get(link.post, "") if book is not None else ""


def hold_report(
    key: str, text: PlanText, measure: str, words: Mapping[str, str], files: Sequence[UploadedFile]
) -> str:
    """Keep a report until its letter is answered.

    Args:
        key: of the link it was made by.
        text: the plan.
        measure: the id it goes by.
        words: what its form says, as it was typed.
        files: what was handed in.

    Returns:
        The secret for its letter, which is kept nowhere; empty where too many wait already.
    """
    now = settings.PORTAL.clock()
    waiting = HeldReport.objects.filter(link__key=key, used_at=None, ends_at__gt=now)
    if waiting.count() >= _MOST:
        return ""
    token = make_token()
    held = HeldReport.objects.create(
        digest=digest_token(token), link=PersonalLink.objects.get(key=key), school=text.school_id,
        plan=text.plan, measure=measure, said=dict(words), files=[each.name or "_" for each in files],
        made_at=now, ends_at=now + HOLDS,
    )  # fmt: skip
    for number, each in enumerate(files):
        create_private_file(_folder(held) / str(number), each.read(LARGEST_BYTES + 1))
        each.seek(0)
    return token


def read_files(held: HeldReport) -> tuple[UploadedFile, ...]:
    """Give what was handed in with a report, as a form gives it."""
    found = ((name, _folder(held) / str(number)) for number, name in enumerate(held.files))
    return tuple(SimpleUploadedFile(name, read_file(path, LARGEST_BYTES)) for name, path in found)


def drop_report(held: HeldReport) -> None:
    """Take away what a report said that was written, or is not to be."""
    HeldReport.objects.filter(pk=held.pk).update(said={}, files=[])
    shutil.rmtree(_folder(held), ignore_errors=True)


def sweep_held() -> None:
    """Take away reports that nobody has confirmed in time, and what was handed in with them."""
    now = settings.PORTAL.clock()
    HeldReport.objects.filter(ends_at__lt=now - HOLDS).delete()
    kept = set(HeldReport.objects.filter(used_at=None, ends_at__gt=now).values_list("pk", flat=True))
    folder: Path = settings.PORTAL.own / _FOLDER
    for each in folder.iterdir() if folder.is_dir() else ():
        if each.name not in {str(number) for number in kept} and time.time() - each.stat().st_mtime > _FRESH:
            shutil.rmtree(each, ignore_errors=True)


def _folder(held: HeldReport) -> Path:
    own: Path = settings.PORTAL.own
    return own / _FOLDER / str(held.pk)
