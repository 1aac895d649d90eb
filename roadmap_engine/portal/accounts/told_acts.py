"""What somebody did here → in words for an administrator: people, schools and plans by their names."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import assert_never

from roadmap_engine.portal.access.roles import ROLE_WORDS, Role
from roadmap_engine.portal.accounts.acts import ACT_WORDS, Act
from roadmap_engine.portal.accounts.models import Account, PersonalLink
from roadmap_engine.portal.accounts.models import Act as KeptAct
from roadmap_engine.portal.plans.called import call_plan
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.people import call_post
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken

__all__ = ["ToldAct", "call_gone", "describe_acts"]


@dataclass(frozen=True, slots=True)
class ToldAct:
    """What somebody did.

    Attributes:
        who: what she is called; empty where nobody had come in.
        about: what it was about; may be empty.
        is_text: whether that is the name of a text, as whoever writes it knows it.
    """

    at: dt.datetime
    who: str
    did: str
    about: str
    is_text: bool = False


def describe_acts(kept: Iterable[KeptAct]) -> Sequence[ToldAct]:
    """Say what was done; of an account that is no more its key tells nobody anything."""
    name_of, say = _name_everybody(), _Subjects()
    told = []
    for each in kept:
        did, who = Act(each.did), name_of(each.who) if each.who else ""
        told.append(ToldAct(each.at, who, ACT_WORDS[did].said(spoken()), *say.of(did, each.about, name_of)))
    return told


def call_gone() -> str:
    """Call somebody whose account or link is no more."""
    return _("запись удалена")


def _name_everybody() -> Callable[[str], str]:
    known = dict(PersonalLink.objects.values_list("key", "name"))
    known |= dict(Account.objects.values_list("key", "name"))
    return lambda key: known.get(key) or call_gone()


class _Subjects:
    """What acts are about, each looked up once."""

    def __init__(self) -> None:
        self._schools = {each.id: each for each in School.objects.all()}
        self._plans: dict[str, str] = {}

    def of(self, did: Act, about: str, name_of: Callable[[str], str]) -> tuple[str, bool]:
        """Say what an act was about, and whether that is the name of a text."""
        match did:
            case Act.SHUT | Act.OPENED | Act.FORGOTTEN:
                return name_of(about), False
            case Act.DRAFTED | Act.PUBLISHED | Act.WITHDRAWN:
                return about, True
            case Act.INVITED:
                return self._of_invitation(about), False
            case Act.BEGAN | Act.ADDED_SCHOOL:
                return self._of_school(about), False
            case (
                Act.RECORDED
                | Act.DATED
                | Act.SUBSCRIBED
                | Act.UNSUBSCRIBED
                | Act.CARRIED
                | Act.WENT_LIVE
                | Act.UPDATED
                | Act.WROTE
            ):
                return self._of_plan(about), False
            case Act.CAME_IN | Act.REFUSED | Act.WENT_OUT | Act.TOOK_INVITATION | Act.CHANGED_PASSWORD:
                return "", False
            case _:
                assert_never(did)

    def _of_invitation(self, about: str) -> str:
        school, _slash, post = about.partition("/")
        if about in set(Role):
            return ROLE_WORDS[Role(about)].said(spoken())
        own = self._schools.get(school)
        named = self._of_school(school)
        return f"{named}, {call_post(own, post)}" if own is not None and post else named

    def _of_school(self, school: str) -> str:
        own = self._schools.get(school)
        return own.name if own is not None else _("школы здесь больше нет")

    def _of_plan(self, about: str) -> str:
        if about not in self._plans:
            school, _slash, plan = about.partition("/")
            text = PlanText.objects.filter(school=school, plan=plan).first()
            named = call_plan(text) if text is not None else _("плана здесь больше нет")
            self._plans[about] = f"{self._of_school(school)}, {named}"
        return self._plans[about]
