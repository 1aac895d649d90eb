"""The people of a plan: what each answers for, addresses, absences, and who has read the order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import replace
from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.addressing import AddressBook, read_addresses, write_addresses
from roadmap_engine.desk.recording import Asked, record_entries
from roadmap_engine.diagnostics import Problem
from roadmap_engine.portal.access.deciding import posts_in
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.links import NO_CODE, give_back, take_code
from roadmap_engine.portal.pages.failing import show_refusal
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of, read_for
from roadmap_engine.portal.schools.people_form import (
    SaidPeople,
    ask_absence,
    ask_reading,
    read_absence,
    read_addresses_said,
    read_reading,
)
from roadmap_engine.portal.schools.people_page import (
    heads_of,
    list_away,
    list_order_readers,
    list_people,
)
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy

__all__ = ["show_people"]

_Ask = Callable[[SaidPeople], Asked]
_CHANGED = gettext_lazy(
    "Пока вы писали, записано другое. Ниже – как стоит теперь; проверьте и запишите ещё раз."
)


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_people(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show the people of a plan, and record what somebody says of them."""
    visit = visit_plan(request, school, plan)
    if request.method != "POST":
        return _show(visit)
    match request.POST.get("form"):
        case "addresses":
            visit.require(Right.EDIT)
            return _write_addresses(visit)
        case "absent":
            visit.require(Right.EDIT)
            said = read_absence(request.POST, _posts(visit))
            return _record(visit, said, ask_absence)
        case "acknowledged":
            return _record_reading(visit)
        case _:
            return show_refusal(request, HTTPStatus.BAD_REQUEST, _("Не сказано, что записать."))


def _posts(visit: Visit) -> tuple[str, ...]:
    organisation = visit.tracked.read.plan.organisation
    people = organisation.people if organisation is not None else ()
    return tuple(dict.fromkeys(each.post_key for each in people))


def _own_posts(visit: Visit) -> frozenset[str]:
    return posts_in(visit.viewer, visit.place)


def _write_addresses(visit: Visit) -> HttpResponse:
    people = visit.tracked.read.organisation
    keys = [line.key for line in list_people(visit.tracked.read.plan, visit.tracked.board, _today(visit))]
    said = read_addresses_said(visit.request.POST, keys)
    if said.errors:
        return _show(visit, said)
    wanted = {name.removeprefix("address-"): words for name, words in said.words.items()}
    path, before = path_of(visit.text), read_addresses(path_of(visit.text), people.organisation).value
    outcome = write_addresses(path, people.organisation, wanted, said.saw[0])
    if outcome.value is None:
        return _show(visit, said, outcome.problems, changed=not outcome.problems)
    same = before is not None and before.version == outcome.value.version
    if not same:
        keep_act(visit.viewer.key, Act.RECORDED, f"{visit.text.school_id}/{visit.text.plan}")
    messages.success(visit.request, _("Ничего не изменилось.") if same else _("Записано: адреса."))
    return redirect(visit.request.path)


def _record_reading(visit: Visit) -> HttpResponse:
    """Record that somebody has read the order: an editor of anybody, everybody else of herself."""
    may_edit = visit.may(Right.EDIT)
    allowed = _posts(visit) if may_edit else tuple(_own_posts(visit))
    if not allowed:
        raise Http404
    said = read_reading(visit.request.POST, allowed, visit.tracked.board.today)
    return _record(visit, said, ask_reading)


def _record(visit: Visit, said: SaidPeople, ask: _Ask) -> HttpResponse:
    if said.errors:
        return _show(visit, said)
    who, code = visit.viewer.key, None
    if visit.viewer.by_link:
        code = take_code(who, visit.request.POST.get("code", ""))
        if code is None:
            return _show(visit, replace(said, errors={"code": NO_CODE}))
    outcome = record_entries(path_of(visit.text), hand_of(who), ask(said), reader=read_for(visit.text))
    if outcome.value is None:
        if code is not None:
            give_back(code)
        changed = any(each.code == "RM571" for each in outcome.problems)
        again = visit_plan(visit.request, visit.text.school_id, visit.text.plan)
        return _show(again, said, () if changed else outcome.problems, changed=changed)
    if outcome.value.entries:
        keep_act(who, Act.RECORDED, f"{visit.text.school_id}/{visit.text.plan}")
    done = _("Записано: отсутствие.") if said.form == "absent" else _("Записано: ознакомление с приказом.")
    messages.success(visit.request, done if outcome.value.entries else _("Это уже записано."))
    return redirect(visit.request.path)


def _today(visit: Visit) -> dt.date:
    return visit.tracked.board.today or hand_of("").day_of(visit.tracked.read.plan)


def _show(
    visit: Visit,
    said: SaidPeople | None = None,
    told: Sequence[Problem] = (),
    *,
    changed: bool = False,
) -> HttpResponse:
    tracked, today = visit.tracked, _today(visit)
    plan, board, whole = tracked.read.plan, tracked.board, visit.may(Right.SEE)
    own = _own_posts(visit)
    readers = list_order_readers(plan, board)
    book: AddressBook | None = None
    unread: tuple[Problem, ...] = ()
    if visit.may(Right.EDIT):
        read = read_addresses(path_of(visit.text), tracked.read.organisation.organisation)
        book, unread = read.value, read.problems
    refused = tell_errors((*told, *unread), PlanSpot(visit))
    errors = dict(said.errors) if said is not None else {}
    status = HTTPStatus.CONFLICT if changed else HTTPStatus.OK
    if told or errors:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return show(
        visit.request, "people.html.j2", title=_("Люди"), section="people", plan=visit.text, whole=whole,
        people=list_people(plan, board, today) if whole else (), addresses=_fill_in(book, said), book=book,
        away=list_away(plan, board, today) if whole else (), posts=_name_posts(visit),
        readers=[each for each in readers if whole or each.key in own], own=own,
        may_edit=visit.may(Right.EDIT), may_invite=visit.may(Right.INVITE),
        heads=heads_of(board, plan), said=said, errors=errors,
        refused=refused, changed=_CHANGED if changed else "", problem=bool(refused or errors or changed),
        order=plan.order, status=status,
    )  # fmt: skip


def _fill_in(book: AddressBook | None, said: SaidPeople | None) -> dict[str, str]:
    """Give what the fields of addresses show: what was typed, else what the text says."""
    known = {f"address-{key}": address for key, address in book.people.items()} if book is not None else {}
    return {**known, **(said.words if said is not None and said.form == "addresses" else {})}


def _name_posts(visit: Visit) -> list[tuple[str, str]]:
    organisation = visit.tracked.read.plan.organisation
    people = organisation.people if organisation is not None else ()
    return [(key, name) for key, name in {each.post_key: each.name for each in people}.items()]
