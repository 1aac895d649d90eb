"""What a newer version would change → what its page shows: what to decide, what changes, what stays."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath

from roadmap_engine.diagnostics import Location, Problem, Severity
from roadmap_engine.diagnostics.languages import Argument, word
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.model import Plan
from roadmap_engine.model.short_title import short_title
from roadmap_engine.pipeline.plans import ReadAdoption
from roadmap_engine.pipeline.signed_state import SignedState
from roadmap_engine.pipeline.updates import Update
from roadmap_engine.planning.comparing.difference import Difference, MeasureChange
from roadmap_engine.planning.comparing.words import name_field, say_permissions, say_state
from roadmap_engine.planning.merging import Kept
from roadmap_engine.portal.citing import cite, fill
from roadmap_engine.portal.pages.telling import Told, tell_all
from roadmap_engine.portal.schools.event_page import say_days, say_order, say_papers
from roadmap_engine.portal.schools.spot import PlanSpot
from roadmap_engine.portal.schools.update_decisions import Clash
from roadmap_engine.portal.schools.update_form import Question, leave_command
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import spoken, written

__all__ = ["ChangeLine", "ShownQuestion", "ShownWay", "UpdatePage", "describe_questions", "describe_update"]

_OF_ROLES = frozenset({"responsible", "participants"})


@dataclass(frozen=True, slots=True)
class ShownWay:
    """One way to decide, as it is shown."""

    name: str
    label: str
    text: str
    place: str


@dataclass(frozen=True, slots=True)
class ShownQuestion:
    """What is to be decided, as it is shown.

    Attributes:
        base: what the version at hand says.
        told: what asks, where it is not one of two values.
        forbidden: whether the newer version forbids what the school says.
        own: that, where it is known.
        saw: the choice that is kept, which the form says it has seen.
        decider: who has decided it; empty where nobody has.
        kept: what she has chosen, in words, where whoever looks has just chosen otherwise.
    """

    key: str
    heading: str
    field: str
    base: str
    told: tuple[Told, ...]
    ways: tuple[ShownWay, ...]
    chosen: str
    mark: str
    forbidden: bool
    own: str
    saw: str
    decider: str
    kept: str

    def label_of(self, choice: str) -> str:
        """Give what a choice is called."""
        return next((each.label for each in self.ways if each.name == choice), choice)


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A measure, or something of the plan itself, that becomes another.

    Attributes:
        same: whether its days stay; then only the second of them is worth a look.
        values: what else becomes other: its name, before, after.
    """

    heading: str
    before: str
    after: str
    same: bool = False
    values: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class UpdatePage:
    """What a page shows before the confirm.

    Attributes:
        counts: how much moves, is new, is gone, is changed otherwise: each with what it is.
        people: each with the numbers of the measures that change for her.
        besides: what happens beside: the order, papers, calendars.
        kept: changes of the school's own that stay: the thing, and what is said of it.
        permissions: what the school may change otherwise: of what, what was and is allowed, and where.
    """

    changes: tuple[ChangeLine, ...]
    counts: Mapping[str, int]
    people: tuple[tuple[str, str], ...]
    besides: tuple[str, ...]
    kept: tuple[tuple[str, str], ...]
    told: tuple[Told, ...]
    permissions: tuple[tuple[str, str, str], ...] = ()


def describe_questions(
    questions: Sequence[Question],
    spot: PlanSpot,
    version: str,
    workspace: Path,
    deciders: Mapping[str, str],
    clashes: Sequence[Clash],
) -> tuple[ShownQuestion, ...]:
    """Show what is to be decided, under the title of the measure that it is about.

    Args:
        questions: all of them.
        spot: at the plan as it stands.
        version: the newer one.
        workspace: which texts are named from.
        deciders: who has decided, by key.
        clashes: where somebody has just chosen otherwise than is kept.
    """
    read = spot.visit.tracked.read
    quicker = {each.key: each.kept for each in clashes}
    titles, roles = _name_measures(read.plan), _name_roles(read)
    return tuple(
        ShownQuestion(
            each.key,
            titles.get(each.thing, each.thing),
            _name_field(each.field) if each.field else "",
            _name_those(each.field, each.base, roles),
            # Of a plain lock the page has words of its own.
            tell_all((leave_command(each.told),), spot)
            if each.told is not None and each.told.code != "RM240"
            else (),
            tuple(
                ShownWay(
                    way.name,
                    _label(way.name, version),
                    _name_those(each.field, way.text, roles),
                    _say_place(way.place, workspace),
                )
                for way in each.ways
            ),
            each.chosen,
            each.mark,
            each.forbidden,
            _name_those(each.field, each.own, roles),
            quicker.get(each.key, each.chosen),
            deciders.get(each.key, "") if each.chosen else "",
            _label(quicker[each.key], version) if each.key in quicker else "",
        )
        for each in questions
    )


def _name_measures(plan: Plan) -> Mapping[str, str]:
    return {each.id: _head(each.number, short_title(each)) for each in plan.measures()}


def _name_roles(read: ReadAdoption) -> Mapping[str, str]:
    return {name: each.title for name, each in read.assembly.roadmap.roles.items()}


def _name_those(field: str, ids: str, roles: Mapping[str, str]) -> str:
    """Call those who answer for a measure by their roles' titles; what is no role stays as it was written."""
    if field not in _OF_ROLES:
        return ids
    return ", ".join(roles.get(each, each) for each in ids.split(", "))


def _head(number: str, title: str) -> str:
    number = number.strip().rstrip(".")
    return f"{number}. {title}" if number else title


def _label(name: str, version: str) -> str:
    kind, _colon, own = name.partition(":")
    if kind == "theirs":
        return _("Взять из версии {version}").format(version=version)
    return _("Оставить своё: {name}").format(name=own) if own else _("Оставить своё")


def _say_place(place: Location | None, workspace: Path) -> str:
    """Name a place as it is known in the workspace; where that lies on the server is nobody's business."""
    if place is None:
        return ""
    file = place.file.replace(f"{workspace}/", "")
    name = PurePath(file).name if PurePath(file).is_absolute() else file.replace("../", "")
    return fill(_("{file}, строка {line}"), file=name, line=str(place.line))


def describe_update(
    update: Update, spot: PlanSpot, problems: Sequence[Problem], signed: SignedState
) -> UpdatePage | None:
    """Say what an update would change, in words of dates, people and papers; nothing where it is not known.

    Args:
        update: the update.
        spot: at the plan as it stands.
        problems: what is told of the update.
        signed: what is signed of the plan.
    """
    if update.preview is None:
        return None
    read = spot.visit.tracked.read
    difference, new = update.preview.difference, update.preview.plan
    titles, roles = {**_name_measures(read.plan), **_name_measures(new)}, _name_roles(read)
    notes = [each for each in problems if each.severity is not Severity.ERROR and each.code != "RM931"]
    return UpdatePage(
        (*_list_of_plan(difference), *(_describe(each, titles) for each in difference.changes)),
        {
            _("Сдвинутся сроки"): len(difference.of_kind("moved", "dated", "waiting")),
            _("Новое"): len(difference.of_kind("added")),
            _("Исключено"): len(difference.of_kind("removed")),
            _("Изменится другое"): len(difference.changes)
            - len(difference.of_kind("moved", "dated", "waiting", "added", "removed")),
            _("Ваши правки остаются"): len(update.kept),
        },
        tuple(
            (name, ", ".join(_number(each) for each in those))
            for name, those in difference.by_person().items()
        ),
        (*say_order(problems, signed), *say_papers(difference)),
        tuple((titles.get(each.thing, each.thing), _say_kept(each, roles)) for each in update.kept),
        tell_all(notes, spot),
        say_permissions(difference, spoken()),
    )


def _number(change: MeasureChange) -> str:
    return change.number.strip().rstrip(".") or change.title


def _list_of_plan(difference: Difference) -> Iterator[ChangeLine]:
    for each in difference.of_plan:
        if each.field == "roadmap":
            # Which version it is stands above.
            continue
        name = _name_field(each.field)
        yield ChangeLine(f"{name[:1].upper()}{name[1:]}", _say(each.before), _say(each.after))


def _describe(change: MeasureChange, titles: Mapping[str, str]) -> ChangeLine:
    heading = titles.get(change.id) or _head(change.number, change.title)
    values = tuple(
        (_name_field(each.name), _say(each.before), _say(each.after))
        for each in change.values
        if each.name != "id"
    )
    if change.kind == "added":
        return ChangeLine(heading, _("нет"), say_days(change.after), values=values)
    if change.kind == "removed":
        return ChangeLine(_head(change.number, change.title), say_days(change.before), _("исключено"))
    if change.before == change.after or change.kind in {"shown", "hidden"}:
        said = say_state(change.kind, translator(spoken()))
        return ChangeLine(heading, say_days(change.before), said, same=True, values=values)
    return ChangeLine(heading, say_days(change.before), say_days(change.after), values=values)


def _name_field(field: str) -> str:
    return name_field(field, translator(spoken()))


def _say(value: Argument) -> str:
    return written(" ".join(word(value, spoken()).split())) if value else _("нет")


def _say_kept(kept: Kept, roles: Mapping[str, str]) -> str:
    if not kept.field:
        return fill(_("своё мероприятие: {title}"), title=kept.text)
    said = _name_those(kept.field, kept.text, roles)
    return fill("{field}: {said}", field=cite(_name_field(kept.field)), said=said)
