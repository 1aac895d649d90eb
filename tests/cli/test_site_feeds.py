"""People follow the calendars of a site over http, with programs that people use."""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.feeds_over_http import FetchingError, Subscriber
from tests.pipeline.small_school import write_school
from tests.publishing.host import serve_folder

pytestmark = pytest.mark.referee

YEAR = (dt.date(2026, 9, 1), dt.date(2027, 8, 31))
FIRST, SECOND, MOVED = dt.date(2026, 10, 1), dt.date(2026, 11, 16), dt.date(2026, 11, 20)


def _site(adoption: Path, site: Path, host: str, *more: str) -> dict[str, str]:
    """Lay a site; gives the address of each calendar, as a reader finds it in its field."""
    assert run(["site", str(adoption), "-o", str(site), "--base-url", host, *more]) == 0
    (page,) = site.glob("*/subscribe.html")
    source = page.read_text(encoding="utf-8")
    fields = re.findall(r'<input id="address-([^"]+)" readonly value="([^"]+)"', source)
    return {place: html.unescape(address) for place, address in fields}


@pytest.mark.parametrize("more", [(), ("--private",)], ids=["open", "private"])
def test_whoever_subscribes_sees_the_days_and_what_becomes_of_them(
    more: tuple[str, ...], tmp_path: Path
) -> None:
    """At the address that stands on the page, which stays when the site is laid anew."""
    adoption, site = write_school(tmp_path / "school"), tmp_path / "site"
    site.mkdir()
    with serve_folder(site) as host:
        addresses = _site(adoption, site, host, *more)
        assert set(addresses) == {"all", "calendar-subject-teachers", "calendar-deputy-head"}
        everybody = Subscriber(tmp_path / "everybody", addresses["all"])
        teacher = Subscriber(tmp_path / "teacher", addresses["calendar-subject-teachers"])
        for person, days in ((everybody, {FIRST, SECOND}), (teacher, {FIRST})):
            person.fetch()
            assert {day for day, _title in person.list_days(*YEAR)} == days
        write_school(adoption.parent, "a day moved")
        assert _site(adoption, site, host, *more) == addresses
        everybody.fetch()
        assert {day for day, _title in everybody.list_days(*YEAR)} == {FIRST, MOVED}


def test_whoever_has_an_old_address_gets_nothing_once_the_key_is_another(tmp_path: Path) -> None:
    """The folders of the old key are removed from the host by hand, as the manual says."""
    adoption, site, other = write_school(tmp_path / "school"), tmp_path / "site", tmp_path / "other"
    for folder in (site, other):
        folder.mkdir()
    with serve_folder(site) as host:
        old = _site(adoption, site, host, "--private")
    (adoption.parent / "adoption.site-key").unlink()
    with serve_folder(other) as host:
        new = _site(adoption, other, host, "--private")
        gone = host + old["all"].partition("://")[2].partition("/")[2]
        Subscriber(tmp_path / "new", new["all"]).fetch()
        with pytest.raises(FetchingError):
            Subscriber(tmp_path / "old", gone).fetch()
