"""Of which school years a plan is, which of its stages lie in the later one, and whether its words move."""

from __future__ import annotations

from collections.abc import Iterator

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.questionnaire.chosen import Chosen, guess_year
from roadmap_engine.questionnaire.kinds import YEAR, YEARS, Kind, Sort
from roadmap_engine.questionnaire.question import Default, Each, Item, Known, Question, Tree, offer
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _

__all__ = ["OTHER_YEAR", "YEAR_QUESTIONS", "day_of_plan", "days_of_plan", "place_stages", "years_of"]

_SPRING = range(2, 8)
"""What follows a procedure of these months is done after the summer."""
_NEXT = "next"


def years_of(known: Known) -> tuple[SchoolYear, ...]:
    """Give the school years that were answered, the earlier one first."""
    said = known.answers.get("school_year", ())
    return said if isinstance(said, tuple) else (said,)


def day_of_plan(known: Known) -> Kind:
    """A day; one without a year is of the plan's, as far as that is known."""
    return Kind(Sort.DAY, year=_first_year(known))


def days_of_plan(known: Known) -> Kind:
    """Days from one to another; those without a year are of the plan's."""
    return Kind(Sort.DAYS, year=_first_year(known))


def _first_year(known: Known) -> SchoolYear:
    years = years_of(known)
    return years[0] if years else guess_year(known.context.today)


def _usual_years(known: Known) -> Default | None:
    held = known.answers.get("procedure.held")
    if not isinstance(held, Span):
        return offer(guess_year(known.context.today), _("today's date"))
    year = guess_year(held.first)
    if held.first.month in _SPRING and known.context.questions.following:
        return offer(f"{year}, {year.following}", _("what follows the spring is done in the year after"))
    return offer(year)


def _later_stages(known: Known) -> Iterator[Item]:
    """The stages that follow the results, where the plan has a year for them."""
    questions = known.context.questions
    if len(years_of(known)) > 1:
        for name in questions.following:
            yield Item(name, {"title": questions.stages[name]})


def _other_year(known: Known) -> Iterator[Item]:
    """The year of the roadmap, where the plan is of another and words of the roadmap speak of it."""
    chosen: Chosen = known.context
    years = years_of(known) or chosen.years
    if years and chosen.written is not None and chosen.spoken.russian and years[0] != chosen.written:
        gaps: dict[str, str | Bilingual | Said] = {"written": chosen.written.said(), "year": years[0].said()}
        gaps["found"] = chosen.spoken
        yield Item("moved_from", gaps)


def place_stages(known: Known, tree: Tree) -> None:
    """Write which stages lie in the later year."""
    later = {each.key for each in _later_stages(known)}
    placed = {name: {"year": _NEXT} for name in later if known.answers.get(f"replace.{name}.year") == _NEXT}
    if placed:
        tree["replace"] = {name: placed[name] for name in known.context.questions.following if name in placed}


# fmt: off
OTHER_YEAR = Each(_other_year, (
    Question("moved_from", _("The roadmap is for {written}, the plan for {year}: {found}. From which "
                             "year do its words move?"),
             _("Every year the roadmap names moves with the plan; roadmap show --moved lists them."),
             YEAR, lambda known: offer(known.context.written, _("the roadmap")),
             blank=_("«-»: nothing moves."),
             on_page=_("All years that the roadmap names become years of the plan.")),
))
YEAR_QUESTIONS = (
    Question("school_year", _("School year of the plan"),
             _("A month without a year belongs to it; two, where what follows is done in the year after."),
             YEARS, _usual_years, quiet=True),
    Each(_later_stages, (
        Question("replace.*.year", _("«{title}»: in this school year or in the next?"),
                 _("What follows the results of the spring is done after the summer."),
                 Kind(Sort.ONE, {"this": _("in this one"), _NEXT: _("in the next one")}),
                 lambda _known: offer(_NEXT), quiet=True),
    )),
    OTHER_YEAR,
)
# fmt: on
