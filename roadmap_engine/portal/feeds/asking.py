"""What somebody fills in about a calendar → the calendar that she wants, or what is wrong with it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from frozendict import frozendict

from roadmap_engine.documents.calendar_choice import Choice
from roadmap_engine.model.feeds import Feeds
from roadmap_engine.portal.access.deciding import may_subscribe
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.accounts.coming import describe_account, describe_link
from roadmap_engine.portal.accounts.models import Account, PersonalLink
from roadmap_engine.portal.feeds.offering import list_offers, post_of
from roadmap_engine.portal.feeds.tokens import Wanted
from roadmap_engine.portal.schools.visiting import Visit
from roadmap_engine.portal.speech import gettext as _

__all__ = ["Asked", "list_people", "read_asked", "start_asking"]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a form says.

    Attributes:
        feed: what the calendar is called in a folder; empty for that of the whole plan.
        account: for whom.
        by_password: whether the address is to ask for a password.
        wanted: what comes of it; None where something is wrong.
        errors: what is wrong, by the field.
    """

    feed: str
    account: str
    choice: Choice
    by_password: bool = False
    wanted: Wanted | None = None
    errors: Mapping[str, str] = field(default_factory=frozendict)

    def with_error(self, name: str, words: str) -> Asked:
        """Give it with something wrong."""
        return replace(self, wanted=None, errors={**self.errors, name: words})


def list_people(visit: Visit) -> Mapping[str, str]:
    """List for whom somebody may take an address: herself, and whom an editor has in her school."""
    own = {visit.viewer.key: _("вы")}
    if not visit.may(Right.EDIT):
        return own
    there = Account.objects.filter(grants__school=visit.text.school_id, is_active=True).distinct()
    links = PersonalLink.objects.filter(school=visit.text.school_id, revoked_at=None)
    found = (*there.order_by("name", "key"), *links.order_by("name", "key"))
    return own | {each.key: each.name for each in found if each.key not in own}


def start_asking(visit: Visit) -> Asked:
    """Give the form as it begins: her own calendar, with what the school asks for."""
    plan = visit.tracked.read.plan
    feeds = plan.organisation.feeds if plan.organisation is not None else Feeds()
    leads = plan.organisation is not None and plan.organisation.remind_by_events
    offers = list_offers(plan, visit.viewer, visit.place)
    feed = offers[0].feed if offers else ""
    return Asked(feed, visit.viewer.key, Choice(feeds.cancelled, feeds.past, leads))


def read_asked(visit: Visit) -> Asked:
    """Read what a form says."""
    posted = visit.request.POST
    account = posted.get("account", visit.viewer.key)
    choice = Choice(*(posted.get(each) is not None for each in ("cancelled", "past", "leads")))
    by_password = posted.get("by_password") is not None
    asked = Asked(posted.get("feed", ""), account, choice, by_password)
    offers = list_offers(visit.tracked.read.plan, visit.viewer, visit.place)
    if asked.feed not in {each.feed for each in offers}:
        return asked.with_error("feed", _("Выберите календарь из списка."))
    if account not in list_people(visit):
        return asked.with_error("account", _("Выберите, для кого: тех, у кого есть запись в этой школе."))
    if not may_subscribe(_find(account), visit.place, post_of(asked.feed)):
        return asked.with_error(
            "feed", _("Этого календаря ей или ему не видно: выберите должность, которая дана.")
        )
    return replace(asked, wanted=Wanted(asked.feed, account, choice, by_password))


def _find(key: str) -> Viewer:
    account = Account.objects.filter(key=key).first()
    if account is not None:
        return describe_account(account)
    return describe_link(PersonalLink.objects.get(key=key))
