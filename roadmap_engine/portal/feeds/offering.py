"""A plan → the calendars that somebody may have an address of, by titles that name posts and no people."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html
from django.utils.safestring import SafeString

from roadmap_engine.documents.calendar_choice import Choice, choose
from roadmap_engine.documents.calendar_feeds import WHOLE, Feed, list_current, name_feed, title_post
from roadmap_engine.documents.phrases import shorten
from roadmap_engine.model import Plan
from roadmap_engine.portal.access.deciding import Place, may_subscribe, posts_in
from roadmap_engine.portal.access.viewer import Viewer
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, written
from roadmap_engine.russian import capitalise_first

__all__ = ["Offer", "list_offers", "post_of", "title_feed"]

_TITLE_LIMIT = 120
_GROUPS = {
    "plan": gettext_lazy("Весь план"),
    "waiting": gettext_lazy("Всё, что ждёт"),
    "person": gettext_lazy("Всё, за что отвечает"),
    "role": gettext_lazy("Роли плана"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A calendar that somebody may have.

    Attributes:
        feed: what it is called in a folder; empty for that of the whole plan.
        group: what stands above it in a list.
    """

    feed: str
    title: str
    group: str


def post_of(feed: str) -> str:
    """Give the key of the post whose calendar one is; empty where it is of nobody alone.

    >>> post_of("waiting.head"), post_of("head"), post_of("")
    ('head', '', '')
    """
    kind, point, post = feed.partition(".")
    return post if point and kind in ("person", "waiting") else ""


def list_offers(plan: Plan, viewer: Viewer, place: Place) -> tuple[Offer, ...]:
    """List the calendars that somebody may have, her own first."""
    own = posts_in(viewer, place)
    offers = [each for each in _list(plan) if may_subscribe(viewer, place, post_of(each.feed))]
    order = list(_GROUPS.values())
    return tuple(sorted(offers, key=lambda each: (post_of(each.feed) not in own, order.index(each.group))))


def _list(plan: Plan) -> Iterator[Offer]:
    yield Offer("", title_feed(plan, ""), _GROUPS["plan"])
    for address, feed in list_current(choose(plan, Choice())).items():
        yield Offer(address, _title(plan, address, feed), _GROUPS[feed.kind])


def title_feed(plan: Plan, feed: str) -> str:
    """Say which calendar it is: «Все сроки плана», «Ждёт вас – директор»."""
    found = list_current(choose(plan, Choice())).get(feed, Feed("ended", feed)) if feed else WHOLE
    return _title(plan, feed, found)


def _title(plan: Plan, address: str, feed: Feed) -> str:
    match feed.kind:
        case "plan":
            return _("Все сроки плана")
        case "person":
            return format_html(_("Все свои сроки – {post}"), post=_shorten(title_post(plan, feed.of)))
        case "waiting":
            return format_html(_("Ждёт вас – {post}"), post=_shorten(title_post(plan, feed.of)))
        case "ended":
            return _("{address} – больше не ведётся").format(address=address)
        case "role":
            return written(capitalise_first(shorten(name_feed(plan, feed) or address, _TITLE_LIMIT)))


def _shorten(post: str) -> SafeString:
    return written(shorten(post, _TITLE_LIMIT))
