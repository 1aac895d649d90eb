"""What somebody has filled in about a measure → entries in the log, or how else it ended."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.http import Http404
from django.urls import reverse

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.letters.notes import draw_confirmation
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import DID_WORDS, Did, Entry
from roadmap_engine.portal.accounts.acts import Act, keep_act
from roadmap_engine.portal.accounts.links import NO_CODE, give_back, take_code
from roadmap_engine.portal.mail.holding import find_address, hold_report
from roadmap_engine.portal.mail.posting import post_note
from roadmap_engine.portal.pages.called import call_measure
from roadmap_engine.portal.plans.reading import hand_of, path_of, read_for
from roadmap_engine.portal.schools.deeds import STEP, Deed, list_deeds
from roadmap_engine.portal.schools.recording import FIELDS, Said, find_faults, record_said
from roadmap_engine.portal.schools.typed import check_past
from roadmap_engine.portal.schools.visiting import MeasureVisit, visit_measure
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken
from roadmap_engine.tracking.transitions import MOVES

__all__ = ["NOT_NOW", "Answered", "Ended", "answer_said", "deeds_of", "find_deed"]

NOT_NOW = gettext_lazy("Этого сейчас записать нельзя: так стоит мероприятие, или это не ваше право.")


_TOO_MANY = gettext_lazy("Три отчёта уже ждут подтверждения. Ответьте на письма или возьмите код.")


class Ended(enum.Enum):
    """How it ended."""

    WRITTEN = enum.auto()
    CONFLICT = enum.auto()
    """Somebody has recorded something meanwhile."""
    NOT_NOW = enum.auto()
    """It is not allowed as the row stands, or not hers."""
    WRONG = enum.auto()
    """Something in it is to be corrected."""
    HELD = enum.auto()
    """It is written when the letter is answered that has gone to whoever made it."""


@dataclass(frozen=True, slots=True)
class Answered:
    """How it ended, and where.

    Attributes:
        at: the measure, as it stood then.
        row: of it.
        said: what was filled in, with what is wrong with it.
        problems: what the log refuses.
        entries: what stands in it now.
    """

    ended: Ended
    at: MeasureVisit
    row: BoardRow
    said: Said
    problems: Sequence[Problem] = ()
    entries: Sequence[Entry] = ()

    @property
    def did(self) -> str:
        """What was recorded, in words."""
        return ", ".join(DID_WORDS[each.did].said(spoken()) for each in self.entries)


def deeds_of(at: MeasureVisit, row: BoardRow) -> tuple[Deed, ...]:
    """List what whoever looks may record about a row."""
    return list_deeds(row, does=at.does, judges=at.judges)


def find_deed(at: MeasureVisit, row: BoardRow, said: Said) -> Deed | None:
    """Give what somebody wants to record, where she may record it now."""
    if said.did is STEP.did:
        return STEP if (at.does or at.judges) and said.step in at.measure.steps else None
    return next((each for each in deeds_of(at, row) if each.did is said.did), None)


def answer_said(at: MeasureVisit, said: Said, *, confirmed: bool = False) -> Answered:
    """Record what somebody has filled in, after what her page showed.

    Args:
        at: the measure.
        said: what was filled in.
        confirmed: that whoever came by a link has answered a letter, and so needs no code.

    Raises:
        Http404: the measure has no such row.
    """
    row = at.row(said.key)
    if row is None:
        raise Http404
    if set(said.saw) != set(row.heads):
        return Answered(Ended.CONFLICT, at, row, said)
    if said.did is not None and find_deed(at, row, said) is None:
        return Answered(Ended.NOT_NOW, at, row, said)
    errors = {**_find_errors(at, said), **said.errors}
    if errors:
        return Answered(Ended.WRONG, at, row, replace(said, errors=errors))
    by_link = at.visit.viewer.by_link and not confirmed
    if by_link and not at.visit.request.POST.get("code", "").strip():
        address = find_address(at.visit.viewer.key, at.visit.text)
        if address:
            return _hold(at, row, said, address)
    return _write(at, row, said, by_link=by_link)


def _find_errors(at: MeasureVisit, said: Said) -> dict[str, str]:
    """Find what a form says that cannot be so: a day that is still to come, no word why."""
    errors: dict[str, str] = {}
    check_past(said.did or Did.NOTED, said.day, at.visit.tracked.board.today, "on", errors)
    if said.did is not None and MOVES[said.did].needs_note and not said.note:
        errors["note"] = _("Напишите, почему: об этом спросят.")
    return errors


def _hold(at: MeasureVisit, row: BoardRow, said: Said, address: str) -> Answered:
    """Keep a report, and ask its maker by mail whether it is hers."""
    request, text = at.visit.request, at.visit.text
    faults = find_faults(path_of(text), said)
    if faults:
        return Answered(Ended.WRONG, at, row, said, faults)
    words = {name: request.POST.get(name, "") for name in FIELDS if name != "code"}
    token = hold_report(at.visit.viewer.key, text, at.measure.goes_by, words, said.files)
    if not token:
        return Answered(Ended.WRONG, at, row, replace(said, errors={"code": str(_TOO_MANY)}))
    page = request.build_absolute_uri(reverse("confirm", args=[token]))
    post_note(address, draw_confirmation(call_measure(at.measure), text.school.name, page))
    return Answered(Ended.HELD, at, row, said)


def _write(at: MeasureVisit, row: BoardRow, said: Said, *, by_link: bool) -> Answered:
    """Write what was said; whoever came by a link needs a code for it."""
    request, viewer, text = at.visit.request, at.visit.viewer, at.visit.text
    code = take_code(viewer.key, request.POST.get("code", "")) if by_link else None
    if by_link and code is None:
        return Answered(Ended.WRONG, at, row, replace(said, errors={"code": NO_CODE}))
    outcome = record_said(path_of(text), hand_of(viewer.key), at.measure.goes_by, said, read_for(text))
    if outcome.value is None:
        if code is not None:
            give_back(code)
        if any(each.code == "RM571" for each in outcome.problems):
            # Somebody was quicker between our look and our lock.
            again = visit_measure(request, text.school_id, text.plan, at.measure.goes_by)
            return Answered(Ended.CONFLICT, again, again.row(said.key) or row, said)
        return Answered(Ended.WRONG, at, row, said, outcome.problems)
    keep_act(viewer.key, Act.RECORDED, f"{text.school_id}/{text.plan}")
    return Answered(Ended.WRITTEN, at, row, said, (), outcome.value.entries)
