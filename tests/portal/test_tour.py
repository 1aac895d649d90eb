"""The demo says what there is to try in it, and every step leads where it says."""

from __future__ import annotations

import dataclasses

import pytest
from django.conf import settings
from django.test.utils import override_settings

from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.demo import ACCOUNTS, lay_demo
from roadmap_engine.portal.tour import WALKS
from tests.portal.portals import Portal


def test_everybody_has_a_walk_that_she_can_take(portal: Portal) -> None:
    """Each step is a page that this account may open, and stands on her page of the tour."""
    lay_demo(portal.workspace)
    with override_settings(PORTAL=dataclasses.replace(settings.PORTAL, demo=True)):
        for said in ACCOUNTS:
            visitor = portal.browser(Account.objects.get(login=said.login).key)
            shown = visitor.get("/tour/").content.decode()
            assert WALKS[said.login], said.login
            for step in WALKS[said.login]:
                assert f'href="{step.address}"' in shown, step.address
                assert visitor.get(step.address).status_code == 200, (said.login, step.address)


def test_a_stranger_is_told_how_to_come_in(portal: Portal) -> None:
    """From every page; with the names and the password of the demo."""
    with override_settings(PORTAL=dataclasses.replace(settings.PORTAL, demo=True)):
        assert 'href="/tour/"' in portal.browser().get("/login/").content.decode()
        shown = portal.browser().get("/tour/").content.decode()
    assert all(each.login in shown and each.password in shown for each in ACCOUNTS)


@pytest.mark.parametrize("path", ["/tour/", "/login/"])
def test_a_portal_that_is_used_has_none(portal: Portal, path: str) -> None:
    """No account that everybody knows is named where people work."""
    shown = portal.browser().get(path)
    assert shown.status_code == (404 if path == "/tour/" else 200)
    assert not any(each.password in shown.content.decode() for each in ACCOUNTS)
