"""The letters to those of a school who are late, as `roadmap remind` sends them: to look at, to paste."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from roadmap_engine.model.progress import Sign
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.letter_log import OutgoingLetter
from roadmap_engine.pipeline.reminding import read_letters
from roadmap_engine.portal.access.known import known_only
from roadmap_engine.portal.access.roles import Right
from roadmap_engine.portal.pages.frame import show
from roadmap_engine.portal.plans.reading import hand_of, path_of
from roadmap_engine.portal.schools.visiting import visit_plan
from roadmap_engine.portal.speech import gettext as _

__all__ = ["show_letters"]

_LATE = (Sign.OVERDUE, Sign.RETURNED_LATE)


@dataclass(frozen=True, slots=True)
class Preview:
    """A letter, as it is looked at.

    Attributes:
        late: what is overdue or came back and is late, by the numbers of the plan.
        message: a short text to paste into a messenger.
    """

    reader: str
    late: tuple[str, ...]
    subject: str
    text: str
    message: str


@known_only
@require_safe
def show_letters(request: HttpRequest, school: str, plan: str) -> HttpResponse:
    """Show the letters to everybody of a school who is late; nothing is sent."""
    visit = visit_plan(request, school, plan)
    visit.require(Right.SEE_ALL)
    run = RemindRun((path_of(visit.text),), sends=False)
    outcome = read_letters(run, hand_of("").day_of)
    letters = [
        preview
        for outbox in outcome.value or ()
        for letter in outbox.letters
        if (preview := _preview(letter)).late
    ]
    return show(
        request, "letters.html.j2", title=_("Письма опоздавшим"), section="matrix", text=visit.text,
        letters=letters,
    )  # fmt: skip


def _preview(letter: OutgoingLetter) -> Preview:
    digest = letter.digest
    late = dict.fromkeys(each.row.row.number for each in digest.rows if each.row.sign in _LATE)
    people = dict(letter.about[0].read.organisation.people) if letter.about else {}
    posts = [people[key] for key in digest.people.values() if key in people]
    reader = ", ".join(dict.fromkeys(each.name for holders in posts for each in holders))
    return Preview(
        reader or digest.reader.post, tuple(late), letter.drawn.subject, letter.drawn.text, letter.message
    )
