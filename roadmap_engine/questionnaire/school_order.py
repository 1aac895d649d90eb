"""What a school is asked about its order: date, number, files, and what it says unless the roadmap does."""

from __future__ import annotations

from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.plan_years import day_of_plan
from roadmap_engine.questionnaire.question import SKIP, Known, Page, Question, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _

__all__ = ["ORDER", "OWN_ORDER"]


def _controllers(known: Known) -> Kind:
    holders = known.context.holders
    return Kind(Sort.ONE, {key: Said(f"{each.name}, {each.post}") for key, each in holders.items()})


def _has_deputies(known: Known) -> bool:
    """Where there is nobody else, whoever signs keeps the control."""
    return len(known.context.holders) > 1


# fmt: off
_FILES = Kind(Sort.ONE, {"separate": _("two files"), "inside": _("one file: the order and the plan")})
ORDER = Page(_("The order"), (
    Question("order.date", _("Date of the school's order"), _("The day the order is signed."), day_of_plan,
             blank=_("Enter: later; the papers leave a blank.")),
    Question("order.number", _("Its number"), _("As it stands on the order: 214-од."), blank=SKIP,
             quiet=lambda known: "order.date" not in known.answers),
), _("Date and number of the school's order; as long as there are none, the papers leave a blank."))
OWN_ORDER = Page(ORDER.title, (
    *ORDER.questions,
    Question("order.appendices", _("The order and its plan: two files or one?"),
             _("In one file the plan is an appendix behind the order."), _FILES,
             lambda known: offer(known.context.questions.appendices, _("the roadmap"))),
    Question("order.purpose", _("What is the order for?"),
             _("After «в целях»: «повышения качества образования»."),
             blank=_("Enter: as the title of the plan says."), quiet=True),
    Question("order.control", _("Who controls the order?"),
             _("A person other than whoever signs."), _controllers, when=_has_deputies,
             blank=_("Enter: whoever signs keeps the control."), quiet=True),
), ORDER.about)
# fmt: on
