"""What an organisation is asked: its names, place, people, units, calendar; and the text it comes to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from roadmap_engine.calendars import SchoolYear
from roadmap_engine.calendars.zone_places import propose_zone
from roadmap_engine.calendars.zones import RUSSIAN_OFFSETS, call_zone
from roadmap_engine.model.commented import Note, Offered
from roadmap_engine.model.organisation import DEFAULT_LAYOUT
from roadmap_engine.questionnaire.kinds import COUNT, COUNTS, GRADES, NAME, TITLE, Sort
from roadmap_engine.questionnaire.kinds import Kind as Answer
from roadmap_engine.questionnaire.people import PEOPLE, build_people
from roadmap_engine.questionnaire.question import (
    SKIP,
    Default,
    Finished,
    Form,
    Known,
    Page,
    Question,
    Tree,
    offer,
)  # fmt: skip
from roadmap_engine.questionnaire.said import NOTHING_SAID, Said
from roadmap_engine.questionnaire.said import said as _
from roadmap_engine.questionnaire.terms import TERM_CHOICES, TERM_KINDS, TERM_QUESTIONS, terms_file
from roadmap_engine.russian import Case, Kind, decline
from roadmap_engine.russian.ids import make_slug
from roadmap_engine.russian.schools import shorten_school

__all__ = ["ORGANISATION", "School"]


@dataclass(frozen=True, slots=True)
class School:
    """What an organisation's text is made for.

    Attributes:
        year: the school year offered for new terms.
        units: id to title of units that roadmaps speak of.
        people: keys that a roadmap's roles are filled by.
        terms_files: texts of terms that there are already.
        roles: titles of those whom a roadmap names by their posts, and by no key.
    """

    year: SchoolYear
    units: Mapping[str, str] = field(default_factory=dict)
    people: tuple[str, ...] = ()
    terms_files: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()


def _usual(words: str) -> Callable[[Known], Default | None]:
    return lambda _known: offer(words, _("usual"))


def _genitive(known: Known) -> Default | None:
    full = known.answer("name.full")
    words = decline(full, Kind.POST).get(Case.GENITIVE) if full else None
    if words and not words[:2].isupper():
        # «МБОУ СОШ № 5» stays as it is.
        words = words[0].lower() + words[1:]
    return offer(words)


def _short(known: Known) -> str:
    full = known.answer("name.full") or ""
    return shorten_school(full) or full


def _zone(known: Known) -> Default | None:
    return offer(propose_zone(", ".join(filter(None, map(known.answer, ("place", "address"))))))


def _terms(known: Known) -> Answer:
    beside = dict.fromkeys(known.context.terms_files, _("the text that lies here"))
    return Answer(Sort.ONE, {**beside, **TERM_CHOICES})


def _units(known: Known) -> Answer:
    return Answer(Sort.SOME, {key: Said(each) for key, each in known.context.units.items()})


def _signatories(known: Known) -> Answer:
    people = build_people(known).items()
    return Answer(Sort.ONE, {key: Said(f"{each['name']}, {each['post']}") for key, each in people})


def _needs_signatory(known: Known) -> bool:
    return "signatory" in known.given or "head" not in (build_people(known) or {"head"})


# fmt: off
_LEVELS = Answer(Sort.ONE, {
    "primary": _("primary: grades 1–4"),
    "basic": _("basic: up to grade 9"),
    "secondary": _("secondary: up to grade 11"),
})
_POLICY = Answer(Sort.ONE, {
    "keep": _("stays as it is, with a warning"),
    "previous": _("moves to the working day before"),
    "next": _("moves to the next working day"),
})
_WEEK = Answer(Sort.ONE, {"5": _("Saturday is a day off"), "6": _("lessons on Saturday")})
_LAYOUT = Answer(Sort.ONE, {f"gost-{year}": Said(f"ГОСТ Р 7.0.97-{year}") for year in (2025, 2016)})
_ZONES = Answer(Sort.ONE, {zone: Said(call_zone(zone)) for zone in RUSSIAN_OFFSETS})
_LETTERS = _("As letters have it; may be left out.")
_PAGES = (
    Page(_("Names"), (
        Question("name.full", _("Full name of the organisation"),
                 _("As in the charter; it stands at the top of every order."), TITLE),
        Question("name.short", _("Short name"), _("As papers call it: МБОУ «СОШ № 12»."), TITLE,
                 default=lambda known: offer(_short(known))),
        Question("name.genitive", _("The full name in the genitive: the plan of what?"),
                 _("The genitive of the full name; read it aloud and correct it if it is wrong."),
                 default=_genitive, blank=SKIP, quiet=True),
        Question("organisation", _("Name for programs"),
                 _("By this name programs know the organisation; never changes."), NAME,
                 lambda known: offer(make_slug(known.answer("name.short") or "") or "school"), quiet=True),
    )),
    Page(_("Place and address"), (
        Question("place", _("Place"), _("As in the order, beside the date: г. Примерск."), TITLE),
        Question("parent", _("Founder"), _("Stands over the name: Управление образования администрации …"),
                 TITLE, blank=SKIP),
        Question("address", _("Address"), _LETTERS, blank=SKIP),
        Question("zone", _("Time zone"), _("A day ends here by its clock, and a deadline with it."), _ZONES,
                 _zone, blank=SKIP),
        Question("phone", _("Telephone"), _LETTERS, blank=SKIP, private=True),
        Question("email", _("E-mail"), _LETTERS, blank=SKIP, private=True),
    )),
    PEOPLE,
    Page(_("Who signs"), (
        Question("signatory", _("Who signs the orders?"), _("The key of whoever signs the orders."),
                 _signatories, lambda known: offer(next(iter(build_people(known)), None)), _needs_signatory,
                 SKIP, on_page=NOTHING_SAID),
    )),
    Page(_("The school"), (
        Question("units", _("Which of these are there?"),
                 _("Optional roles of a plan are there only with them."), _units,
                 blank=_("Enter: none of them.")),
        Question("level", _("Up to which level does it teach?"),
                 _("Some measures are for some levels only: primary, basic, secondary."), _LEVELS,
                 blank=SKIP, on_page=_("Some measures are for some levels only.")),
        Question("size", _("How many pupils?"), _("How many pupils there are; may decide what is required."),
                 COUNT, blank=SKIP, quiet=True),
        Question("grades", _("Which grades?"), _("The grades there are."), GRADES, blank=SKIP, quiet=True),
    ), _("What the organisation has; what it lacks vanishes from the plan where it says «(при наличии)».")),
    Page(_("Calendar"), (
        Question("calendar.week", _("Working days in the week"), _("Working days are counted by it."), _WEEK,
                 _usual("5")),
        Question("calendar.weekend_policy", _("A deadline on a day off"),
                 _("What becomes of a date that nobody works on: keep, previous, next."), _POLICY,
                 _usual("keep"), quiet=True, on_page=NOTHING_SAID),
        Question("calendar.terms", _("Terms and breaks"),
                 _("Deadlines such as «at the end of a quarter» need them."), _terms,
                 lambda known: offer(next(iter(known.context.terms_files), ""), _("the text that lies here")),
                 blank=_("Enter: later.")),
        *TERM_QUESTIONS,
        Question("calendar.remind_days", _("How many days before a deadline to remind?"),
                 _("So many days before a deadline a calendar reminds."), COUNTS, _usual("3"),
                 quiet=True),
    )),
    Page(_("Papers"), (
        Question("layout", _("Layout of the papers"), _("How the requisites of a paper are laid out."),
                 _LAYOUT, _usual(DEFAULT_LAYOUT), quiet=True),
    )),
)
# fmt: on


def _build(known: Known) -> Tree:
    tree: Tree = {"name": {}, "calendar": {}, "people": build_people(known), "units": ()}
    for path, value in known.answers.items():
        section, dot, name = path.partition(".")
        if section in {"name", "calendar"}:
            tree[section][name] = int(value) if name == "week" else value
        elif not dot and section in ORGANISATION.order:
            tree[section] = value
    if tree["calendar"].get("terms") in TERM_KINDS:
        tree["calendar"]["terms"] = terms_file(known)
    return {key: value for key, value in tree.items() if (key, value) != ("signatory", "head")}


def _finish(_known: Known, tree: Tree) -> Finished:
    example = {"name": "Иванова Мария Петровна", "post": "заместитель директора по ВР"}
    people = {**tree["people"], "deputy-for-upbringing": Offered(example)}
    return {**tree, "people": people}, {("calendar",): Note(spaced=True)}


ORGANISATION = Form(
    pages=_PAGES,
    kind="organisation",
    build=_build,
    order=(
        *(
            "organisation",
            "name",
            "place",
            "parent",
            "address",
            "zone",
            "phone",
            "email",
            "people",
            "signatory",
        ),
        *("units", "level", "size", "grades", "calendar", "layout"),
    ),
    heading=lambda _known: "Организация, её люди и календарь. Один такой текст служит всем её картам.",
    finish=_finish,
    short={"name": ("name.full", "name.short")},
)
