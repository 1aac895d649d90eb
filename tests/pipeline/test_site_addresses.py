"""Addresses on a site: plain ones, and ones that nobody can guess and that stay."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from roadmap_engine.pipeline.site_addresses import KEY_BYTES, SiteAddresses, key_path, read_key

KEY = bytes(range(KEY_BYTES))


def test_plain_addresses_are_the_plans_own_name() -> None:
    """A calendar lies where `roadmap build` puts it too."""
    plain = SiteAddresses("school-12-vpr-2027")
    assert plain.pages == "school-12-vpr-2027"
    assert plain.calendar("calendars/head.ics") == ("school-12-vpr-2027", "calendars/head.ics")


def test_an_address_that_follows_from_a_key_stays_for_ever() -> None:
    """These very ones are what people subscribed to: a change here would leave them all behind."""
    hidden = SiteAddresses("school-12-vpr-2027", KEY)
    assert hidden.pages == "r6xszkmg6n2qe3bwxhqhzw2ucsuzxrhi"
    assert hidden.calendar("calendars/head.ics") == ("lcnhkf7tki4ylwq2jcgmc3bfmv36ldbd", "head.ics")


def test_each_thing_has_an_address_of_its_own_of_160_bits() -> None:
    """Who knows one, another key's or another plan's, knows none of the others."""
    names = ("deadlines.ics", "calendars/head.ics", "calendars/deputy.ics", "pages")
    hidden = [SiteAddresses(plan, key) for plan in ("a", "b") for key in (KEY, bytes(KEY_BYTES))]
    found = [each.calendar(name)[0] for each in hidden for name in names[:3]] + [
        each.pages for each in hidden
    ]
    assert len(set(found)) == len(found) == 16
    assert all(re.fullmatch(r"[a-z2-7]{32}", each) for each in found)


def test_a_key_lies_beside_its_adoption(tmp_path: Path) -> None:
    """Two adoptions of one folder have two; where there is none, none is made up."""
    one, other = tmp_path / "vpr.yaml", tmp_path / "oge.yaml"
    key_path(one).write_bytes(KEY)
    assert read_key(one) == (KEY, ())
    assert read_key(other) == (None, ())


@pytest.mark.parametrize("content", [b"", KEY[:-1], KEY + b"\n"])
def test_what_is_no_key_is_told_and_not_used(content: bytes, tmp_path: Path) -> None:
    """A key that somebody opened and saved in an editor would move every address."""
    path = tmp_path / "adoption.yaml"
    key_path(path).write_bytes(content)
    key, problems = read_key(path)
    assert key is None
    assert [each.code for each in problems] == ["RM675"]
