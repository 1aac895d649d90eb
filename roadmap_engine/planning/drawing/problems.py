"""What is wrong with a school's answers or a published text's own days, as far as only the plan shows it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from roadmap_engine.calendars import CalendarYear
from roadmap_engine.deadlines import STANDARD_EVENTS, Context, Schedule, schedule
from roadmap_engine.deadlines.sense import stated_days
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import Adoption, Assembly, Locations, Organisation, PlanPerson, Roadmap
from roadmap_engine.model.feeds import EVERYBODY
from roadmap_engine.model.fields import printed_texts
from roadmap_engine.model.measure import RowYear
from roadmap_engine.model.plan_years import say_years, years_of_rows
from roadmap_engine.model.wording import find_gaps
from roadmap_engine.planning.drawing.dating import Dating

__all__ = ["adoption_problems", "dating_problems", "gap_problems", "order_problems", "stated_problems"]

_OF_ANY_YEAR = frozenset({"RM310"})
_OF_OWN_YEAR = _OF_ANY_YEAR | {"RM314"}


def adoption_problems(
    roadmap: Roadmap,
    adoption: Adoption,
    organisation: Organisation,
    holders: Mapping[str, PlanPerson],
    locations: Locations,
) -> Iterator[Problem]:
    """Find answers that name nothing of the roadmap or the organisation, and dates of another year."""
    runs = adoption.runs
    if runs is not None and all(runs.clipped(year.span) is None for year in adoption.school_years):
        place = locations.of_value(("runs",))
        yield Problem.of("RM513", location=place, days=runs.said(), year=say_years(adoption.school_years))
    known = set(roadmap.events) | set(STANDARD_EVENTS.by_id)
    for event, day in adoption.events.items():
        if event not in known:
            yield Problem.of(
                "RM504",
                location=locations.of_key(("events", event)),
                event=event,
                near=near_names(event, known) or list_names(roadmap.events),
            )
        if day not in adoption.window():
            yield Problem.of(
                "RM506",
                location=locations.of_value(("events", event)),
                event=event,
                date=day,
                year=adoption.days_said(),
            )
    measures = {measure.id for measure in roadmap.measures()}
    for name in adoption.decided:
        if name not in measures:
            place = locations.of_key(("decided", name))
            yield Problem.of("RM505", location=place, measure=name, near=near_names(name, measures))
    for name in adoption.settled:
        if name not in measures and name not in adoption.remove:
            place = locations.of_key(("settled", name))
            yield Problem.of("RM514", location=place, measure=name, near=near_names(name, measures))
    yield from _unsigned(adoption, organisation, holders, locations)


def _unsigned(
    adoption: Adoption, organisation: Organisation, holders: Mapping[str, PlanPerson], locations: Locations
) -> Iterator[Problem]:
    """Find that whoever signs, or is to have a calendar, is nobody known, or holds no post on that day."""
    signs = organisation.signatory
    place, near = locations.of_value(("organisation",)), list_names(holders)
    if signs not in organisation.people:
        yield Problem.of("RM507", location=place, person=signs, near=near)
    elif signs not in holders:
        day = adoption.order.date or adoption.days.first
        yield Problem.of("RM953", location=place, person=signs, near=near, day=day)
    feeds = organisation.calendar.feeds
    asked = (post for posts in (feeds.people, feeds.waiting) if posts != EVERYBODY for post in posts)
    for post in dict.fromkeys(asked):
        if post not in organisation.people:
            yield Problem.of("RM968", location=place, person=post, near=list_names(organisation.people))


def gap_problems(assembly: Assembly, values: Mapping[str, str], *, published: bool) -> Iterator[Problem]:
    """Find gaps nobody has a value for: a paper must not go out with braces in it.

    Args:
        assembly: the roadmap.
        values: what there is for gaps.
        published: whether the published text is shown, or a school's plan; they print other things.
    """
    roadmap = assembly.roadmap
    texts: list[tuple[str, str, str | None]] = []
    if published or roadmap.plan_title is None:
        texts.append(("", "title", roadmap.title))
    if published:
        texts += [("", "intro", paragraph) for paragraph in roadmap.intro]
    else:
        texts.append(("", "plan_title", roadmap.plan_title))
    terms = roadmap.order_terms
    if not published:
        texts += [("", "order.purpose", terms.purpose)]
        texts += [("", "order.basis", act) for act in terms.basis or ()]
    texts += [(stage.id, "title", stage.title) for stage in roadmap.stages]
    for measure in roadmap.measures():
        texts += [(measure.id, name, words) for name, words in printed_texts(measure)]
        if measure.deadline is not None:
            texts.append((measure.id, "deadline", measure.deadline.phrase or measure.deadline.text))
    texts += [(f"outputs.{name}", "title", output.title) for name, output in roadmap.outputs.items()]
    for thing, field, text in texts:
        for gap in dict.fromkeys(name for name, _span in find_gaps(text or "") if name is not None):
            if gap not in values and _is_declared(gap, roadmap):
                of_procedure = "procedure: {use: …}" if gap.startswith("procedure.") else gap
                where = f"fill: {{{gap}: …}}" if gap in roadmap.parameters else of_procedure
                yield Problem.of(
                    "RM508",
                    location=assembly.location(thing, field),
                    gap=gap,
                    thing=thing or roadmap.id,
                    where=where,
                )


def _is_declared(gap: str, roadmap: Roadmap) -> bool:
    """An undeclared gap is the roadmap's fault, and its checks tell it."""
    return gap in roadmap.parameters or gap.partition(".")[0] in {"procedure", "organisation", "school_year"}


def dating_problems(assembly: Assembly, dating: Dating, adoption: Adoption) -> Iterator[Problem]:
    """Find deadlines on days off, in years without a decree, or outside the plan's year."""
    years, undecreed = years_of_rows(assembly.roadmap.stages), set[object]()
    for measure in assembly.roadmap.measures():
        window = adoption.window(years.get(measure.id))
        place = assembly.location(measure.id, "deadline")
        found = dating.schedules[measure.id]
        for problem in _name_year(found.problems, years.get(measure.id), adoption):
            if problem.code == "RM311":
                # A year without its decree is one fault, however many days lie in it.
                if problem.arguments in undecreed:
                    continue
                undecreed.update([problem.arguments] if measure.id not in adoption.settled else ())
            yield problem.at(place) if place and problem.location is None else problem
        for occurrence in found.occurrences:
            day = occurrence.due or occurrence.start
            if day is not None and day not in window:
                yield Problem.of(
                    "RM509",
                    location=place,
                    measure=measure.id,
                    date=day,
                    year=adoption.days_said(),
                    text=measure.deadline.phrase or "" if measure.deadline else "",
                )


def _name_year(problems: Iterable[Problem], row: RowYear | None, adoption: Adoption) -> Iterator[Problem]:
    """Say of which year the terms are that nobody knows, where a plan has two."""
    year = adoption.school_year.following if row is RowYear.NEXT else adoption.school_year
    for problem in problems:
        terms = dict(problem.arguments).get("terms")
        if problem.code == "RM309" and isinstance(terms, Bilingual) and row is not None:
            said = Bilingual(f"{terms.russian} {year} учебного года", f"{terms.english} of {year}")
            yield Problem.of("RM309", location=problem.location, terms=said)
        else:
            yield problem


def stated_problems(assembly: Assembly, dating: Dating) -> Iterator[Problem]:
    """Find what is wrong with the days that a published text has of its own, whichever school adopts it.

    Args:
        assembly: the roadmap.
        dating: in its own school year; of nothing where it states none.
    """
    for measure in assembly.roadmap.measures():
        rule = measure.deadline.rule if measure.deadline is not None else None
        stated = stated_days(rule) if rule is not None else ()
        found = dating.schedules.get(measure.id)
        if found is None and rule is not None and stated:
            # A day with its year is the same in any plan.
            context = Context(year=CalendarYear(stated[0].year))
            found = schedule(rule, context, assembly.vocabulary)
        told = _OF_OWN_YEAR if assembly.roadmap.school_year is not None else _OF_ANY_YEAR
        for problem in found.problems if found is not None else ():
            if problem.code in told:
                place = assembly.location(measure.id, "deadline")
                yield problem.at(place) if place else problem


def order_problems(
    assembly: Assembly, dating: Dating, needs: Mapping[str, tuple[str, ...]]
) -> Iterator[Problem]:
    """Find measures that are due before something they need is."""
    due = {name: day for name, found in dating.schedules.items() if (day := _last_day(found)) is not None}
    for name, needed in needs.items():
        for need in needed:
            if name in due and need in due and due[name] < due[need]:
                other = assembly.location(need, "deadline")
                yield Problem.of(
                    "RM512",
                    location=assembly.location(name, "after") or assembly.location(name, "deadline"),
                    related=(other,) if other else (),
                    measure=name,
                    date=due[name],
                    need=need,
                    need_date=due[need],
                )


def _last_day(schedule: Schedule) -> dt.date | None:
    return max((each.due for each in schedule.occurrences if each.due is not None), default=None)
