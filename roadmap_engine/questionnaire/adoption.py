"""What a school is asked about a plan: procedure, year, who fills the roles, dates, open words, the order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from roadmap_engine.model.answer import read_answer
from roadmap_engine.model.commented import Note, Offered
from roadmap_engine.model.provenance import Path
from roadmap_engine.questionnaire.chosen import Chosen
from roadmap_engine.questionnaire.kinds import GRADES, Kind, Sort
from roadmap_engine.questionnaire.plan_name import name_kind, offer_name
from roadmap_engine.questionnaire.plan_years import (
    OTHER_YEAR,
    YEAR_QUESTIONS,
    day_of_plan,
    days_of_plan,
    place_stages,
)
from roadmap_engine.questionnaire.question import (
    SKIP,
    Each,
    Finished,
    Form,
    Item,
    Known,
    Page,
    Question,
    Tree,
    offer,
)  # fmt: skip
from roadmap_engine.questionnaire.reading import print_grades
from roadmap_engine.questionnaire.said import Said
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.questionnaire.school_order import ORDER, OWN_ORDER

__all__ = ["ADOPTION", "NEW_DATES"]


def _has_procedure(known: Known) -> bool:
    """A plan that speaks of no procedure needs none, unless one is named beforehand."""
    return known.context.questions.of_procedure or bool(known.under("procedure"))


def _people(known: Known) -> Kind:
    holders = known.context.holders
    return Kind(Sort.SOME, {key: Said(f"{each.name}, {each.post}") for key, each in holders.items()})


def _procedures(known: Known) -> Kind:
    return Kind(Sort.ONE, {key: Said(each) for key, each in known.context.procedures.items()})


def _name_procedure(known: Known) -> Mapping[str, str | Said]:
    """Name the procedure shortly, as people do: «ВПР»."""
    chosen: Chosen = known.context
    title = chosen.procedures.get(known.answer("procedure.use") or chosen.usual_procedure or "", "")
    return {"procedure": title.partition(",")[0] or _("The procedure")}


def _filled_roles(known: Known) -> Kind:
    chosen: Chosen = known.context
    holders, roles = chosen.holders, chosen.roles()
    people = {name: ", ".join(holders[key].name for key in chosen.filled(name)) for name in roles}
    nobody = {True: _("not of the school"), False: _("nobody by name")}
    told = {
        name: Said("{role}: {people}").fill(
            role=role.title, people=people[name] or nobody[bool(role.outside)]
        )
        for name, role in roles.items()
    }
    return Kind(Sort.SOME, told)


def _may_change_roles(known: Known) -> bool:
    chosen: Chosen = known.context
    return known.by_hand and bool(chosen.holders and chosen.roles())


def _changed_roles(known: Known) -> Iterator[Item]:
    given = set(known.under("roles")) | set(known.answers.get("roles", ()))
    for name, role in known.context.roles().items():
        if name in given:
            yield Item(name, {"title": role.title})


def _has_others_work(known: Known) -> bool:
    """Whether somebody else answers for something of the plan, and another body issued it."""
    chosen: Chosen = known.context
    name = chosen.organisation.name
    others = (each for each in chosen.questions.others if not known.answers.get(f"roles.{each}"))
    return any(not chosen.filled(each) for each in others) and chosen.questions.issuer.casefold() not in (
        name.full.casefold(),
        name.short.casefold(),
    )


def _stages(known: Known) -> Kind:
    return Kind(Sort.SOME, {name: Said(title) for name, title in known.context.questions.stages.items()})


def _assigned_stages(known: Known) -> Iterator[Item]:
    stages = known.context.questions.stages
    given = set(known.under("assign")) | set(known.answers.get("assign", ()))
    # A single measure may be given beforehand as well.
    for name in (*stages, *(each for each in known.under("assign") if each not in stages)):
        if name in given:
            yield Item(name, {"title": stages.get(name, name)})


def _events(known: Known) -> Iterator[Item]:
    return (Item(name, {"title": title}) for name, title in known.context.questions.events.items())


def _parameters(known: Known) -> Iterator[Item]:
    for name, each in known.context.questions.parameters.items():
        yield Item(name, {"asked": each.question or each.title, "title": each.title})


def _filling(known: Known) -> Kind:
    parameter = known.context.questions.parameters[known.key]
    choices = {key: Said(words) for key, words in parameter.choices.items()}
    return Kind(Sort.FILLING, choices, parameter=parameter)


# fmt: off
_WORK = Kind(Sort.ONE, {"own": _("its own"), "all": _("all of it")})
_HELD = Question("procedure.held", _("{procedure}: on which days?"), _("Both days are included."),
                 days_of_plan, when=_has_procedure, blank=_("Enter: not announced yet."),
                 names=_name_procedure)
_EVENTS = Page(_("Events"), (
    Each(_events, (
        Question("events.*", _("Event «{title}»: when was it, or when will it be?"), Said("{title}"),
                 day_of_plan, blank=_("Enter: not known yet, its measures will wait.")),
    )),
), _(
    "Dates of events that deadlines are counted from. Leave behind the # what is not known yet: its measures "
    "will wait. Once it is known, take away the # or say roadmap record."
))
_NAME = Page(_("The plan"), (
    Question("adoption", _("Name of this plan for programs"),
             _("Calendars and reports know the plan by it; never changes."), name_kind, offer_name,
             quiet=True),
))
_PAGES = (
    Page(_("The procedure"), (
        Question("procedure.use", _("For which procedure is the plan?"),
                 _("It decides the words of the plan."), _procedures,
                 lambda known: offer(known.context.usual_procedure, _("the roadmap")), when=_has_procedure),
        _HELD,
        Question("procedure.grades", _("Which grades take part?"), _("The grades that take part."), GRADES,
                 lambda known: offer(print_grades(known.context.organisation.grades), _("the organisation")),
                 when=_has_procedure, blank=SKIP),
        *YEAR_QUESTIONS,
    )),
    Page(_("Who fills the roles"), (
        Question("roles", _("Who fills the roles of the plan? Which of these is to be changed?"),
                 _("The others stay with whom the roadmap means them for."), _filled_roles,
                 when=_may_change_roles, blank=_("Enter: all is right.")),
        Each(_changed_roles, (
            Question("roles.*", Said("{title}"), Said("{title}"), _people,
                     blank=_("Enter: nobody by name, the title of the role stands.")),
        )),
        Question("work", _("Whose work does the plan show?"),
                 _("Rows that only others answer for keep their numbers and dates and are not shown."), _WORK,
                 lambda _known: offer("own", _("another body issued the roadmap")), when=_has_others_work,
                 blank=_("«-»: others' work, too."), quiet=True),
        Question("assign", _("Which stages does somebody else answer for?"),
                 _("Of a whole stage, instead of those who fill the roles there."), _stages,
                 when=_may_change_roles, blank=_("Enter: none."), quiet=True),
        Each(_assigned_stages, (
            Question("assign.*", _("Who answers for «{title}»?"), _("Who answers for «{title}»."), _people,
                     blank=_("Enter: nobody by name, the titles of the roles stand.")),
        )),
    ), _(
        "Who fills a role: keys of the organisation's people; [] means nobody by name, and the plan has the "
        "title of the role. What stands behind a # holds anyway."
    )),
    _EVENTS,
    Page(_("Open words"), (
        Each(_parameters, (
            Question("fill.*", Said("{asked}"), Said("{title}"), _filling, lambda known: offer(
                known.context.questions.usual_words(known.key), _("the roadmap")), quiet=True),
        )),
    ), _("Words that the roadmap has left to the school.")),
    OWN_ORDER,
    _NAME,
)
# fmt: on


def _build(known: Known) -> Tree:
    chosen: Chosen = known.context
    tree: Tree = {"roadmap": chosen.roadmap, "organisation": chosen.organisation_file}
    if chosen.pinned:
        tree["pinned"] = dict(chosen.pinned)
    tree |= {"procedure": {}} if _has_procedure(known) else {}
    tree |= {"events": {}, "roles": _build_roles(known)}
    tree |= {"fill": {}} if chosen.questions.parameters else {}
    for path, value in known.answers.items():
        section, dot, name = path.partition(".")
        if _is_usual(chosen, path, value):
            continue  # what is as the roadmap has it anyway is left to the roadmap
        if dot and section not in {"roles", "replace"}:
            tree.setdefault(section, {})[name] = value
        elif not dot and section not in {"roles", "assign"}:
            tree[section] = value
    place_stages(known, tree)
    return tree


def _is_usual(chosen: Chosen, path: str, words: Any) -> bool:
    """Tell whether the plan would have just this anyway, from whichever of its layers it comes last."""
    section, _dot, name = path.partition(".")
    if section != "fill":
        return path == "order.appendices" and words == chosen.questions.appendices
    parameter, usual = chosen.questions.parameters[name], chosen.questions.usual_words(name)
    return usual is not None and read_answer(parameter, words) == read_answer(parameter, usual)


def _build_roles(known: Known) -> dict[str, tuple[str, ...]]:
    """A post that the roadmap expects and the school has not is vacant knowingly once the school says so."""
    chosen: Chosen = known.context
    asked = {item.key for item in _changed_roles(known)}
    keys = {
        name: known.answers.get(f"roles.{name}", ()) if name in asked else chosen.filled(name)
        for name in chosen.roles()
    }
    usual = chosen.questions.roles
    return {name: each for name, each in keys.items() if each != tuple(usual[name].filled_by)}


def _finish(known: Known, tree: Tree) -> Finished:
    """What stands in the roadmap anyway, and the changes of one's own, may be uncovered."""
    chosen: Chosen = known.context
    roles = {name: tree["roles"].get(name, Offered(chosen.filled(name))) for name in chosen.roles()}
    more: Tree = {"roles": roles}
    notes: dict[Path, Note] = {
        ("pinned",): Note(
            "Откуда взята карта и какой должна быть; сама она в bundles/. Новую возьмёт roadmap update."
        ),
        **{("roles", name): Note(beside=role.title) for name, role in chosen.roles().items()},
    }
    measure = chosen.questions.measure
    if measure is not None:
        more |= {
            "replace": tree.get("replace", Offered({measure: {"deadline": "до 1 октября"}})),
            "remove": Offered((measure,)),
        }
        changes = (
            "Свои изменения: replace меняет названные поля мероприятия, move переставляет его, remove "
            "убирает, add добавляет. Имена мероприятий покажет roadmap show."
        )
        notes[("replace",)] = Note(changes, spaced=True)
    return {**tree, **more}, notes


ADOPTION = Form(
    pages=_PAGES,
    kind="adoption",
    build=_build,
    order=(
        *("adoption", "roadmap", "pinned", "organisation", "procedure", "school_year", "moved_from", "work"),
        *("events", "order", "roles", "assign", "fill", "replace", "remove"),
    ),
    heading=lambda known: str(known.context.about),
    finish=_finish,
    short={"procedure": ("procedure.use",)},
)
NEW_DATES = (_NAME, Page(_("The procedure"), (_HELD, OTHER_YEAR)), _EVENTS, ORDER)
"""What is asked anew of a plan that goes into the next year."""
