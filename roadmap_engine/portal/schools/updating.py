"""The page of a newer version: what it changes, what only a person can decide, and taking it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods

from roadmap_engine.desk.updating import Asked, Seen, look_at_update, take_update
from roadmap_engine.diagnostics import Problem
from roadmap_engine.pipeline.at_hand import AtHand, is_remote
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import options, path_of
from roadmap_engine.portal.schools.offered import find_offered
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.update_decisions import (
    Clash,
    forget_decisions,
    keep_decisions,
    list_deciders,
    recall_decisions,
    weigh,
)
from roadmap_engine.portal.schools.update_form import (
    Decided,
    Question,
    leave_command,
    list_forbidden,
    list_lost,
    list_questions,
    read_decisions,
    read_seen,
)
from roadmap_engine.portal.schools.update_page import describe_questions, describe_update
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.storage.roots import Root

__all__ = ["show_update"]


@dataclass(frozen=True, slots=True)
class _Look:
    """A look at a newer version, with what somebody has decided of it.

    Attributes:
        questions: what is to be decided, decided or not.
        seen: what comes of it, where that is known; what is not decided stays as the school has it.
        problems: what is told.
        known: the update as far as it is known, also where it cannot be taken yet.
        lost: keys of what she has decided and is asked otherwise now.
    """

    offered: AtHand
    questions: tuple[Question, ...]
    seen: Seen | None
    problems: tuple[Problem, ...]
    known: Update | None
    lost: tuple[str, ...]

    @property
    def open(self) -> tuple[Question, ...]:
        """What nobody has decided yet."""
        return tuple(each for each in self.questions if not each.chosen)

    @property
    def update(self) -> Update | None:
        """What comes of it."""
        return self.seen.update if self.seen is not None else None


@known_only
@require_http_methods(["GET", "HEAD", "POST"])
def show_update(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show what a newer version changes; keep what is decided of it; and take it once that was confirmed."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.EDIT)
    offered = find_offered(visit)
    if offered is None:
        forget_decisions(visit.text)
        return _show_none(visit)
    if request.method != "POST":
        return _show(visit, _look(visit, offered, recall_decisions(visit.text)))
    look = _decide(visit, offered)
    if isinstance(look, HttpResponse):
        return look
    if request.POST.get("step") != "take":
        return redirect("update", school, plan)
    if look.lost or look.open:
        return _show(visit, look, changed=bool(look.lost), unready=not look.lost)
    return _take(visit, look)


def _decide(visit: Visit, offered: AtHand) -> _Look | HttpResponse:
    """Keep what a form decides; where others have decided otherwise meanwhile, a page that says so."""
    posted, kept = visit.request.POST, recall_decisions(visit.text)
    said = read_decisions(posted)
    decided, clashes = weigh(kept, said, read_seen(posted))
    if clashes:
        return _show(visit, _look(visit, offered, {**kept, **said}), clashes=clashes)
    look = _look(visit, offered, decided)
    if not keep_decisions(visit.text, visit.viewer.key, look.questions, kept):
        # Somebody was quicker between our look and our lock: what she decided is shown.
        return _show(visit, _look(visit, offered, recall_decisions(visit.text)), changed=True)
    return look


def _look(visit: Visit, offered: AtHand, decided: Decided) -> _Look:
    """Look at a newer version; a decision that is asked otherwise now counts no more."""
    choices = {key: choice for key, (choice, _mark) in decided.items()}
    while True:
        path, asked = path_of(visit.text), _ask(offered, choices)
        outcome = look_at_update(path, asked)
        update = outcome.value.update if outcome.value is not None else None
        problems = outcome.problems
        if update is None:
            # What stays as the school has it may not stand; what is to be decided is known all the same.
            halfway = look_at_update(path, Asked(asked.source, choices, None, asked.root))
            update = halfway.value.update if halfway.value is not None else None
            problems = tuple(dict.fromkeys((*problems, *halfway.problems)))
        if update is None:
            # Only what the newer version forbids is in the way: once that goes, the rest is known.
            freed = choices | dict.fromkeys(list_forbidden(outcome.problems), "theirs")
            beyond = look_at_update(path, _ask(offered, freed)) if freed != choices else outcome
            update = beyond.value.update if beyond.value is not None else None
        questions = list_questions(update, outcome.problems, decided)
        chosen = {each.key: each.chosen for each in questions if each.chosen}
        if chosen.items() >= choices.items() or not choices:
            lost = tuple(list_lost(decided, questions))
            return _Look(offered, questions, outcome.value, problems, update, lost)
        choices = {key: choice for key, choice in choices.items() if chosen.get(key) == choice}


def _ask(offered: AtHand, choices: dict[str, str], default: str | None = "ours") -> Asked:
    return Asked(offered.source, choices, default, Root.of_folder(options().workspace))


def _take(visit: Visit, look: _Look) -> HttpResponse:
    """Take what the preview has shown, and nothing else: else the preview of now is shown."""
    request, text = visit.request, visit.text
    digest = request.POST.get("digest", "")
    choices = {each.key: each.chosen for each in look.questions}
    asked = _ask(look.offered, choices, None)
    outcome = take_update(path_of(text), asked, lambda seen: seen.digest == digest)
    update = outcome.value
    if update is None:
        if outcome.problems:
            return _show(visit, look, refused=outcome.problems)
        return _show_again(visit)
    forget_decisions(text)
    keep_act(visit.viewer.key, Act.UPDATED, f"{text.school_id}/{text.plan}")
    taken = _("Дорожная карта обновлена: {before} → {after}.")
    messages.success(request, fill(taken, before=update.before, after=update.after))
    amend = any(each.code == "RM931" for each in outcome.problems)
    return redirect("amending" if amend else "today", text.school_id, text.plan)


def _show_again(visit: Visit) -> HttpResponse:
    """Show what it would change now: since the preview something else was written."""
    again = visit_plan(visit.request, visit.text.school_id, visit.text.plan)
    offered = find_offered(again)
    if offered is None:
        return _show_none(again, changed=True)
    look = _look(again, offered, recall_decisions(visit.text))
    return _show(again, look, changed=True)


def _show_none(visit: Visit, *, changed: bool = False) -> HttpResponse:
    read = visit.tracked.read
    pin = read.adoption.pinned
    return show(
        visit.request, "update_none.html.j2", title=_("Новая версия дорожной карты"), section="plan",
        plan=visit.text, roadmap=read.assembly.roadmap, changed=changed, remote=is_remote(pin),
        status=HTTPStatus.CONFLICT if changed else HTTPStatus.OK,
    )  # fmt: skip


def _show(
    visit: Visit,
    look: _Look,
    *,
    changed: bool = False,
    unready: bool = False,
    clashes: Sequence[Clash] = (),
    refused: Sequence[Problem] = (),
) -> HttpResponse:
    read = visit.tracked.read
    asking = {each.told for each in look.questions}
    stops = [each for each in (*refused, *(look.problems if look.seen is None else ())) if each not in asking]
    newer = look.update.preview.plan if look.update is not None and look.update.preview is not None else None
    spot = PlanSpot(visit, newer)
    open_still = (leave_command(each) for each in dict.fromkeys(stops) if each.code != "RM820")
    told = tell_errors(open_still, spot)
    signed, _told = read_signed(path_of(visit.text), read.plan.plan)
    page = describe_update(look.update, spot, look.problems, signed) if look.update is not None else None
    status = HTTPStatus.CONFLICT if changed or clashes else HTTPStatus.OK
    if unready or refused:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    version = look.offered.version
    questions = describe_questions(
        look.questions, spot, version, options().workspace, list_deciders(visit.text), clashes
    )
    return show(
        visit.request, "update.html.j2", title=_("Новая версия дорожной карты"), section="plan",
        plan=visit.text, roadmap=read.assembly.roadmap, whole=read.plan, offered=look.offered,
        update=look.known, page=page, questions=questions, left=len(look.open),
        digest=look.seen.digest if look.seen is not None else "", changed=changed,
        lost=[each for each in questions if each.key in look.lost], unready=unready,
        clashes=bool(clashes), refused=told,
        problem=bool(unready or refused), status=status,
    )  # fmt: skip
