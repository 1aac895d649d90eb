"""What dates would do → what the page of an event shows before anybody confirms them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import word
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.progress import SIGN_WORDS, Sign
from roadmap_engine.model.short_title import short_title
from roadmap_engine.model.signed_act import say_act
from roadmap_engine.pipeline.signed_state import SignedState
from roadmap_engine.planning.comparing.difference import Days, Difference, MeasureChange
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.schools.paper_titles import call_papers
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, ngettext, spoken
from roadmap_engine.russian import lower_first, numeric_date

__all__ = [
    "Moved",
    "MovedGroup",
    "PreviewPage",
    "describe_preview",
    "say_days",
    "say_order",
    "say_papers",
]

_NEAR = 14
_GROUPS = ("dated", "moved", "waiting")
_HOW_SOON = gettext_lazy("Программы спрашивают раз в 8–24 часа, ускорить это нельзя.")
_CALENDARS = (Paper.CALENDAR, Paper.CALENDARS)


@dataclass(frozen=True, slots=True)
class Moved:
    """A measure that gets other days.

    Attributes:
        soon: how near the day is, or how long it has passed; empty where it is neither.
        late: whether it would be late at once.
    """

    heading: str
    before: str
    after: str
    soon: str
    late: bool


@dataclass(frozen=True, slots=True)
class MovedGroup:
    """Measures of which the same would become."""

    title: str
    measures: tuple[Moved, ...]


@dataclass(frozen=True, slots=True)
class PreviewPage:
    """What a page shows before the confirm.

    Attributes:
        same: what does not move, in sentences.
        besides: what happens beside dates: papers, calendars, the order.
    """

    groups: tuple[MovedGroup, ...]
    same: tuple[str, ...]
    besides: tuple[str, ...]


def describe_preview(
    plan: Plan, difference: Difference, told: Sequence[Problem], signed: SignedState, today: dt.date
) -> PreviewPage:
    """Say what would move, what would not, and what would happen beside.

    Args:
        plan: as it stands.
        difference: from it to the plan with the dates.
        told: what is told of the dates; that an order needs amending is among it.
        signed: what is signed of the plan.
        today: the day it is.
    """
    titles = {measure.id: short_title(measure) for measure in plan.measures()}
    groups = tuple(
        MovedGroup(
            _title(kind, len(found)),
            tuple(_describe(each, titles.get(each.id, each.title), today) for each in found),
        )
        for kind in _GROUPS
        if (found := [each for each in difference.changes if each.kind == kind])
    )
    besides = (*say_order(told, signed), *say_papers(difference))
    return PreviewPage(groups, tuple(_say_same(plan, difference)), besides)


def _describe(change: MeasureChange, title: str, today: dt.date) -> Moved:
    number = change.number.strip().rstrip(".")
    due = min((day for _start, day in change.after if day is not None), default=None)
    left = (due - today).days if due is not None else None
    return Moved(
        f"{number}. {title}" if number else title,
        say_days(change.before),
        say_days(change.after),
        _say_left(left) if left is not None and left <= _NEAR else "",
        left is not None and left < 0,
    )


def _title(kind: str, number: int) -> str:
    match kind:
        case "dated":
            said = ngettext("Получит срок {n} мероприятие", "Получат сроки {n} мероприятий", number)
        case "moved":
            said = ngettext("Сдвинется срок {n} мероприятия", "Сдвинутся сроки {n} мероприятий", number)
        case _:
            said = ngettext("Снова ждёт {n} мероприятие", "Снова ждут {n} мероприятий", number)
    return said.format(n=number)


def _count(number: int) -> str:
    return ngettext("{n} мероприятие", "{n} мероприятий", number).format(n=number)


def say_days(days: Days) -> str:
    """Say days in words; that they are awaited, where there are none."""
    waiting = SIGN_WORDS[Sign.WAITING]
    return ", ".join(_say_span(*each) for each in days) or f"{waiting.mark} {waiting.word.said(spoken())}"


def _say_span(start: dt.date | None, due: dt.date | None) -> str:
    if due is None:
        return _("с {day}").format(day=numeric_date(start)) if start is not None else ""
    if start is None:
        return _("до {day}").format(day=numeric_date(due))
    return numeric_date(due) if start == due else f"{numeric_date(start)} – {numeric_date(due)}"


def _say_left(days: int) -> str:
    match days:
        case 0:
            return _("сегодня")
        case 1:
            return _("завтра")
        case _ if days < 0:
            return ngettext("срок прошёл {n} день назад", "срок прошёл {n} дней назад", -days).format(n=-days)
        case _:
            return ngettext("через {n} день", "через {n} дней", days).format(n=days)


def _say_same(plan: Plan, difference: Difference) -> Iterator[str]:
    """Say how many measures stay, and what those wait for that still wait."""
    moved = {each.id for each in difference.of_kind("dated", "moved", "waiting")}
    stays = [each for each in plan.in_view().standing_measures() if each.id not in moved]
    yield f"{_count(len(stays))}." if stays else _("Ничего: сдвинется всё.")
    waiting: dict[str, list[str]] = {}
    for each in stays:
        if each.deadline.awaiting and not each.deadline.occurrences:
            waiting.setdefault(each.deadline.awaited, []).append(
                each.number.strip().rstrip(".") or each.title
            )
    for awaited, numbers in waiting.items():
        yield fill(
            _("По-прежнему ждут: {numbers} ({what})."), numbers=", ".join(numbers), what=lower_first(awaited)
        )


def say_order(told: Sequence[Problem], signed: SignedState) -> Iterator[str]:
    """Say whether the order in force has to be amended."""
    if signed.in_force is None:
        yield _("Подписанного приказа нет: приказ составится с новыми сроками.")
        return
    amend = next((each for each in told if each.code == "RM931"), None)
    act = cite(say_act(signed.in_force.order).said(spoken()))
    if amend is None:
        yield fill(_("В силе {act}: менять его не нужно."), act=act)
    else:
        yield fill(
            _("В силе {act}, и он скажет иначе: {what}. Понадобится приказ об изменениях."),
            act=act,
            what=cite(word(dict(amend.arguments)["what"], spoken())),
        )


def say_papers(difference: Difference) -> Iterator[str]:
    """Say which papers become others, and when people see it in their calendars."""
    names = [each.name for each in difference.papers]
    calendars = [name for name in names if Paper.of(name) in _CALENDARS]
    others = [name for name in names if name not in calendars]
    if others:
        yield _("Бумаги станут другими: {papers}.").format(papers=", ".join(call_papers(others)))
    if calendars:
        yield _("Календарей изменится: {count}.").format(count=len(calendars)) + f" {_HOW_SOON}"
