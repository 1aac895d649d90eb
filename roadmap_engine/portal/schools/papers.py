"""The papers of a plan: the list, and each of them as a file."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.signed import register_of
from roadmap_engine.model.paper import Paper
from roadmap_engine.pipeline.laid_papers import list_laid, read_laid
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.papers import list_blanks
from roadmap_engine.pipeline.signed_state import read_signed
from roadmap_engine.portal.access.deciding import posts_in
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.jobs.answering import answer_with_job
from roadmap_engine.portal.jobs.kinds import Kind
from roadmap_engine.portal.pages.failing import show_busy
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.pages.giving import send_file
from roadmap_engine.portal.pages.telling import tell_errors
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.drawing import JOURNALS, BusyError, draw_for_signature, draw_paper
from roadmap_engine.portal.schools.paper_page import describe_signed, list_papers
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.visiting import Visit, visit_plan
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.storage.standing import look_at
from roadmap_engine.tracking.readers import ORDER, list_readers

__all__ = ["give_paper", "show_papers", "start_all"]

TO_SIGN = "to-sign.zip"
_SIGNED, _LAID = "signed/", "laid/"


@known_only
@require_safe
def show_papers(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show which papers a plan has, and where each stands."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE)
    return _show(visit, ())


def _show(visit: Visit, refused: Sequence[Problem]) -> HttpResponse:
    path, own = path_of(visit.text), visit.tracked.read.plan
    signed, _told = read_signed(path, own.plan)
    told = tell_errors(refused, PlanSpot(visit))
    return show(
        visit.request, "papers.html.j2", title=_("Бумаги"), section="papers", plan=visit.text,
        groups=list_papers(own, signed, list_laid(path, own.plan)), signed=describe_signed(signed, own),
        refused=told, problem=bool(told), may_sign=visit.may(Right.EDIT),
        status=HTTPStatus.UNPROCESSABLE_ENTITY if told else HTTPStatus.OK,
    )  # fmt: skip


@known_only
@require_safe
def give_paper(request: HttpRequest, school: str, plan: str, name: str) -> HttpResponse:
    """Give a paper as an attachment: drawn now, as it lies beside the text, or as it was signed."""
    visit = visit_plan(request, school, plan)
    if not _may_have(visit, name):
        raise Http404
    try:
        found = _find(visit, name)
    except BusyError:
        return show_busy(request)
    if found is None:
        raise Http404
    if found.value is None:
        return _show(visit, found.problems)
    return send_file(found.value, name.rpartition("/")[2])


@known_only
@require_POST
def start_all(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Let all papers be drawn as one archive."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE)
    told = {
        "path": visit.text.path,
        "school": visit.text.school_id,
        "plan": plan,
        "today": hand_of("").clock().isoformat(),
        "seen_on": hand_of("").day_of(visit.tracked.read.plan).isoformat(),
    }
    return answer_with_job(request, Kind.ALL_PAPERS, needs=Right.SEE, text=visit.text, arguments=told)


def _may_have(visit: Visit, name: str) -> bool:
    """Tell whether somebody may have a paper: of her own measures blanks and journals, where not all."""
    own = visit.own_measures()
    if own is None:
        return True
    if name == Paper.ORDER.value:
        return _is_charged(visit)
    if name.startswith(JOURNALS):
        return name.removeprefix(JOURNALS).rpartition(".")[0] in own
    about = list_blanks(visit.tracked.read.plan).get(name, "")
    return "/" in about and about.partition("/")[0] in own


def _is_charged(visit: Visit) -> bool:
    """Tell whether the order charges somebody: she has to read it."""
    readers = list_readers(visit.tracked.read.plan, visit.tracked.board)
    charged = {key for each in readers if each.document == ORDER for key in (*each.read, *each.unread)}
    return not charged.isdisjoint(posts_in(visit.viewer, visit.place))


def _find(visit: Visit, name: str) -> Outcome[bytes] | None:
    path, plan = path_of(visit.text), visit.tracked.read.plan
    if name == TO_SIGN:
        return draw_for_signature(visit)
    if name.startswith(_LAID):
        folder, _, inside = name.removeprefix(_LAID).partition("/")
        if Paper.of(inside) is None:
            return None
        laid = read_laid(path, plan.plan, folder, inside)
        return Outcome(laid) if laid is not None else None
    if name.startswith(_SIGNED):
        return _find_signed(visit, name.removeprefix(_SIGNED))
    return draw_paper(visit, name)


def _find_signed(visit: Visit, name: str) -> Outcome[bytes] | None:
    """Give a file that the record of a signed act of this plan names."""
    path = path_of(visit.text)
    signed, _told = read_signed(path, visit.tracked.read.plan.plan)
    register = signed.register
    known = {f"{register.places[act.id]}/{file}" for act in register.chain.acts for file in act.files}
    if name not in known:
        return None
    content = look_at(register_of(path), name).content
    return Outcome(content) if content else None
