"""What somebody did here, kept for whoever has to account for it: without addresses, names and texts."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType

from django.conf import settings

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.portal.accounts.models import Act as KeptAct

__all__ = ["ACT_WORDS", "Act", "keep_act"]


class Act(enum.StrEnum):
    """What is kept."""

    CAME_IN = "came-in"
    REFUSED = "refused"
    WENT_OUT = "went-out"
    INVITED = "invited"
    TOOK_INVITATION = "took-invitation"
    CHANGED_PASSWORD = "changed-password"  # noqa: S105 -- a word, no password
    SHUT = "shut"
    OPENED = "opened"
    FORGOTTEN = "forgotten"
    RECORDED = "recorded"
    DATED = "dated"
    SUBSCRIBED = "subscribed"
    UNSUBSCRIBED = "unsubscribed"
    CARRIED = "carried"
    DRAFTED = "drafted"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"
    ADDED_SCHOOL = "added-school"
    BEGAN = "began"
    WENT_LIVE = "went-live"
    UPDATED = "updated"
    WROTE = "wrote"


ACT_WORDS: Mapping[Act, Bilingual] = MappingProxyType(
    {
        Act.CAME_IN: Bilingual("вход", "came in"),
        Act.REFUSED: Bilingual("вход не удался", "could not come in"),
        Act.WENT_OUT: Bilingual("выход", "went out"),
        Act.INVITED: Bilingual("приглашение", "invited"),
        Act.TOOK_INVITATION: Bilingual("приглашение принято", "took an invitation"),
        Act.CHANGED_PASSWORD: Bilingual("пароль сменён", "changed the password"),
        Act.SHUT: Bilingual("учётная запись закрыта", "account shut"),
        Act.OPENED: Bilingual("учётная запись открыта", "account opened"),
        Act.FORGOTTEN: Bilingual("учётная запись удалена", "account taken out"),
        Act.RECORDED: Bilingual("запись в журнал плана", "entry in a log"),
        Act.DATED: Bilingual("дата события", "date of an event"),
        Act.SUBSCRIBED: Bilingual("адрес календаря", "address of a calendar"),
        Act.UNSUBSCRIBED: Bilingual("адрес календаря отключён", "address of a calendar revoked"),
        Act.WROTE: Bilingual("письма опоздавшим", "letters to those who are late"),
        Act.CARRIED: Bilingual("подписки продолжены новым планом", "subscriptions go on with a new plan"),
        Act.DRAFTED: Bilingual("черновик карты", "draft of a roadmap"),
        Act.PUBLISHED: Bilingual("карта опубликована", "roadmap published"),
        Act.WITHDRAWN: Bilingual("версия карты отозвана", "version of a roadmap withdrawn"),
        Act.ADDED_SCHOOL: Bilingual("школа добавлена", "school added"),
        Act.BEGAN: Bilingual("план начат", "plan begun"),
        Act.WENT_LIVE: Bilingual("план начал действовать", "plan went live"),
        Act.UPDATED: Bilingual("новая версия дорожной карты", "newer version of a roadmap"),
    }
)


def keep_act(who: str, did: Act, about: str = "") -> None:
    """Keep what somebody did.

    Args:
        who: key of her account; empty where nobody has come in.
        did: what.
        about: id of a school or a plan, key of an account.
    """
    KeptAct.objects.create(at=settings.PORTAL.clock(), who=who, did=did.value, about=about)
