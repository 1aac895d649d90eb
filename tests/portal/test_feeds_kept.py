"""Calendars that a restart does not lose: kept on the disk as they were made last, for their owner alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.backups import back_up
from roadmap_engine.portal.feeds import keeping
from roadmap_engine.portal.feeds.keeping import drop_unused
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.feeds.shelf import forget_calendars
from roadmap_engine.portal.feeds.using import write_uses
from roadmap_engine.portal.plans.reading import forget_all
from tests.portal.feed_asking import CALENDARS, Answer, ask, subscribe
from tests.portal.portals import NOW, Portal


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan has begun."""
    portal.add_school(7)
    return portal


@pytest.fixture
def feed(school: Portal) -> str:
    """The calendar of its whole plan, for somebody who reads it."""
    return subscribe(school.as_role(Role.READER, "school-7"))


def _restart() -> None:
    """Forget what a process knows."""
    forget_all()
    forget_calendars()


def _break(school: Portal) -> None:
    school.adoption("school-7").write_text("adoption: [", encoding="utf-8")


def _kept(school: Portal) -> list[Path]:
    return sorted((school.workspace / ".portal" / "feeds").glob("*"))


def _whole(answer: Answer) -> tuple[int, bytes, str]:
    return answer.status, answer.body, answer.headers.get("ETag", "")


def test_a_broken_text_after_a_restart_gives_what_was_made_last(school: Portal, feed: str) -> None:
    """Whole, with the same tag and 304; and the plan as it is as soon as it can be read."""
    first, adoption = ask(feed), school.adoption("school-7")
    words = adoption.read_text(encoding="utf-8")
    _break(school)
    _restart()
    assert _whole(ask(feed)) == _whole(first)
    assert ask(feed, if_none_match=first.headers["ETag"]).status == 304
    submit = ["track", "submit", str(adoption), "1.2", "--as", "deputy-head", "--today", "2027-06-15"]
    adoption.write_text(words, encoding="utf-8")
    assert run(submit) == 0
    later = ask(feed)
    assert later.status == 200
    assert later.body != first.body
    assert later.headers["Last-Modified"] != ""
    _break(school)
    _restart()
    assert _whole(ask(feed)) == _whole(later)


def test_it_is_for_its_owner_alone(school: Portal, feed: str) -> None:
    """In the portal's folder, under a name that tells nothing; in no backup."""
    ask(feed)
    (kept,) = _kept(school)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert kept.read_bytes() == ask(feed).body
    assert feed.split("/")[2].removesuffix(".ics") not in kept.name
    archive = school.workspace.parent / "copy.zip"
    back_up(school.workspace, archive, NOW)
    with zipfile.ZipFile(archive) as packed:
        assert not [name for name in packed.namelist() if name.endswith(".ics")]
        assert "backup.json" in packed.namelist()
        assert ".portal/feeds" not in json.dumps(packed.namelist())


def test_it_goes_with_its_last_address(school: Portal) -> None:
    """And not before; whoever takes one anew has it kept again."""
    editor, reader = school.as_role(Role.EDITOR, "school-7"), school.as_role(Role.READER, "school-7")
    feeds = [subscribe(editor), subscribe(reader)]
    for feed in feeds:
        assert ask(feed).status == 200
    for token in FeedToken.objects.order_by("pk"):
        assert len(_kept(school)) == 1
        editor.post(f"{CALENDARS.format(school='school-7')}{token.pk}/revoke/")
    assert _kept(school) == []
    assert [ask(feed).status for feed in feeds] == [410, 410]
    assert ask(subscribe(reader)).status == 200
    assert len(_kept(school)) == 1


def test_it_goes_with_whoever_goes(school: Portal) -> None:
    """In the next round through the workspace."""
    key = school.account(Role.READER, "school-7")
    assert ask(subscribe(school.browser(key))).status == 200
    drop_unused()
    assert len(_kept(school)) == 1
    Account.objects.get(key=key).delete()
    drop_unused()
    assert _kept(school) == []


def test_half_a_file_is_none(school: Portal, feed: str) -> None:
    """Whatever has become of it on the disk: «try again later», and never a torn calendar."""
    ask(feed)
    (kept,) = _kept(school)
    body = kept.read_bytes()
    _break(school)
    for damaged in (b"", body[: len(body) // 2], body[10:]):
        kept.write_bytes(damaged)
        _restart()
        assert ask(feed).status == 503


def test_no_more_is_kept_than_has_room(school: Portal, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither so many nor so large; what is sent does not suffer."""
    reader = school.as_role(Role.READER, "school-7")
    monkeypatch.setattr(keeping, "_MOST", 1)
    assert [ask(subscribe(reader, feed=feed)).status for feed in ("", "head")] == [200, 200]
    assert len(_kept(school)) == 1
    drop_unused()
    monkeypatch.setattr(keeping, "_LARGEST", 10)
    for path in _kept(school):
        path.unlink()
    _restart()
    assert ask(subscribe(reader, ticked="cancelled")).status == 200
    assert _kept(school) == []


def test_a_full_disk_stops_no_calendar(
    school: Portal, feed: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """It is sent, and that it is not kept is told."""

    def fail(*_words: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keeping, "replace_private_file", fail)
    assert ask(feed).status == 200
    assert "could not be kept" in caplog.text
    assert _kept(school) == []


def test_what_is_asked_for_every_few_minutes_is_written_once(
    school: Portal, feed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also by a process that begins anew."""
    ask(feed)
    write_uses()
    monkeypatch.setattr(keeping, "replace_private_file", _never)
    for _ in range(3):
        assert ask(feed).status == 200
    _restart()
    assert ask(feed).status == 200
    assert len(_kept(school)) == 1


def _never(*_words: object) -> None:
    raise AssertionError("the same calendar was written again")
