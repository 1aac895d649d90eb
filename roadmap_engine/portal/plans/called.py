"""What people call a plan: by what it is about and by its years; its id is for programs."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from roadmap_engine.documents.matrix_words import say_years
from roadmap_engine.documents.phrases import clean_text
from roadmap_engine.pipeline.creating import offer_procedures
from roadmap_engine.portal.plans.models import BoardIndex, PlanText
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.plans.sent_json import read_sent
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken
from roadmap_engine.russian import capitalise_first

__all__ = ["call_plan"]


def call_plan(text: PlanText) -> str:
    """Call a plan as its index has it; where that has nothing, as its texts say."""
    index = BoardIndex.objects.filter(text=text).first()
    if index is not None and index.sent:
        sent = read_sent(index.sent)
        about = _procedures().get(sent.procedure, sent.procedure or sent.title)
        return _call(about, say_years(sent.year, spoken()))
    read = read_standing(text).read
    if read is None:
        return _("План")
    plan = read.plan
    return _call(
        plan.procedure.name if plan.procedure is not None else plan.title, f" {_('и')} ".join(plan.years)
    )


def _call(about: str, years: str) -> str:
    return ", ".join(each for each in (capitalise_first(clean_text(about)), years) if each)


@functools.cache
def _procedures() -> Mapping[str, str]:
    return {name: title.partition(",")[0] for name, title in offer_procedures().items()}
