"""A ministry, department or school: its names, its people, its calendar, its letterhead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from roadmap_engine.calendars import CalendarDay, Span, Terms, WeekendPolicy
from roadmap_engine.calendars.working import WeekLength
from roadmap_engine.calendars.zones import Zone
from roadmap_engine.model.base import NO_TRUTH, Frozen, FrozenMap, Line, Slug, Truth
from roadmap_engine.model.condition import SchoolLevel
from roadmap_engine.model.feeds import Feeds
from roadmap_engine.russian import Gender

__all__ = ["CalendarSettings", "Organisation", "OrganisationNames", "Person", "Tenure", "Unit"]

LayoutName = Literal["gost-2025", "gost-2016"]
"""ГОСТ Р 7.0.97, by the year of its edition."""
DEFAULT_LAYOUT: LayoutName = "gost-2025"

CaseForms = FrozenMap[Literal["genitive", "dative", "accusative", "instrumental", "prepositional"], Line]


class Tenure(Frozen):
    """What holds from one day to another, both included.

    Attributes:
        since: the first day, said as `from`; where it is not said, it has always been so.
        until: the last day; where it is not said, it is so for good.
    """

    since: CalendarDay | None = Field(default=None, alias="from")
    until: CalendarDay | None = None

    @property
    def is_dated(self) -> bool:
        """Whether there is a day on which it does not hold."""
        return self.since is not None or self.until is not None

    def holds_on(self, day: dt.date) -> bool:
        """Tell whether it holds on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)

    def holds_in(self, span: Span) -> bool:
        """Tell whether it holds on some day of a span."""
        first, last = self.since or span.first, self.until or span.last
        return first <= last and first <= span.last and span.first <= last


class Person(Tenure):
    """Somebody at the organisation, under the key of a post such as `head` or `deputy-head`.

    Of those who hold a post one after another each says how long.

    Attributes:
        name: ФИО or surname and initials, in any order.
        post: in the nominative, lower case: «заместитель директора по УВР».
        gender: asked for only where name and patronymic do not tell it and a case depends on it.
        forms: cases of the name that the bearer wants, where they are not the usual ones.
        post_forms: the same for the post.
    """

    name: Line
    post: Line
    gender: Gender | None = None
    forms: CaseForms = Field(default_factory=dict)
    post_forms: CaseForms = Field(default_factory=dict)

    @property
    def is_vacant(self) -> bool:
        """Whether the post is there and nobody holds it, as people write in place of a name."""
        return says_vacant(self.name)


def says_vacant(words: str) -> bool:
    """Tell whether words in place of a name say that there is nobody.

    >>> says_vacant("Вакансия"), says_vacant("нет"), says_vacant("Нет Мария Петровна")
    (True, True, False)
    """
    return _VACANT.fullmatch(words.strip(" .!").lower()) is not None


_VACANT = re.compile(
    r"[-–—_…?]*|(ставка |должность |место )?"
    r"(вакансия|вакантн[оаы]|вакантная( должность)?|вакант|свободн[оаы]|свободная|нет|никого|никто"
    r"|отсутствует|не назначен[аоы]?|не определ[её]н[аоы]?|не избран[аоы]?|н/д|нет данных"
    r"|vacant|vacancy|none|n/a)"
)


def _name_alone(value: Any) -> Any:
    return {"full": value, "short": value} if isinstance(value, str) else value


def _one_or_many(value: Any) -> Any:
    """Take one without a list around it."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else [value]


Holders = Annotated[
    tuple[Person, ...],
    Field(min_length=1),
    BeforeValidator(
        lambda value: value if value is None else _one_or_many(value),
        json_schema_input_type=Person | list[Person],
    ),
]
"""Who holds a post: somebody, or one after another."""


class Unit(Tenure):
    """A unit of the organisation: a council, an association; and how long it has it."""

    unit: Slug


def _unit_alone(value: Any) -> Any:
    return {"unit": value} if isinstance(value, str) else value


class OrganisationNames(Frozen):
    """The full name as in the charter, the short one, and the genitive of the full one if it is needed."""

    full: Line
    short: Line
    genitive: Line | None = None


class CalendarSettings(Frozen):
    """The organisation's calendar.

    Attributes:
        week: working days in its week.
        weekend_policy: what becomes of a deadline on a day off; kept as it is unless said.
        days_off: further days off, regional or its own.
        presidential_days: whether the paid days off of 2020 and 2021 that presidential decrees gave
            are days off here; not every school's office stopped on them.
        terms: its terms and breaks, here or (as a file name) in a text of their own; those of several school
            years in a list.
        remind_days: how many days before a deadline a calendar reminds.
        remind_by_events: write reminders as events of their own too, since most services drop the
            alarms of a calendar somebody subscribes to.
        feeds: calendars of people, and what calendars leave out.
    """

    week: WeekLength = 5
    weekend_policy: WeekendPolicy = "keep"
    days_off: tuple[Span, ...] = ()
    presidential_days: Truth = False
    terms: Annotated[
        tuple[Terms, ...],
        BeforeValidator(_one_or_many, json_schema_input_type=str | Terms | list[str | Terms] | None),
    ] = ()
    remind_days: tuple[Annotated[int, Field(ge=0, le=60), NO_TRUTH], ...] = (3,)
    remind_by_events: Truth = False
    feeds: Feeds = Feeds()


class Organisation(Frozen):
    """Who adopts a roadmap and issues its papers.

    Attributes:
        zone: whose days are its days; nobody guesses it where it is not said.
        people: who holds each post, by its key.
        signatory: the key of the post whose holder signs.
        units: those it has; where the key is there, it has no others.
        level: up to which level of general education it teaches.
        size: how many pupils it has.
        grades: the grades it has, where the procedure does not name those that take part.
        templates: the folder of its own Word templates, beside its text.
        teacher_documents: whether `roadmap check` says which documents teachers may not be asked for.
        emblem: the picture over its name on its papers, PNG or JPEG, beside its text.
    """

    organisation: Slug
    name: Annotated[
        OrganisationNames, BeforeValidator(_name_alone, json_schema_input_type=str | OrganisationNames)
    ]
    parent: Line | None = None
    place: Line
    address: Line | None = None
    zone: Zone | None = None
    phone: Line | None = None
    email: Line | None = None
    people: FrozenMap[Slug, Holders] = Field(default_factory=dict)
    signatory: Slug = "head"
    units: tuple[Annotated[Unit, BeforeValidator(_unit_alone, json_schema_input_type=Slug | Unit)], ...] = ()
    level: SchoolLevel | None = None
    size: Annotated[int, Field(ge=0, le=100_000), NO_TRUTH] | None = None
    grades: tuple[Annotated[int, Field(ge=1, le=11), NO_TRUTH], ...] = ()
    calendar: CalendarSettings = CalendarSettings()
    layout: LayoutName = DEFAULT_LAYOUT
    templates: Line | None = None
    emblem: Line | None = None
    teacher_documents: Truth = True

    def holders_on(self, day: dt.date) -> Mapping[str, Person]:
        """Give the people who hold their posts on a day, without posts that are vacant."""
        holding = {
            key: next((each for each in people if each.holds_on(day)), None)
            for key, people in self.people.items()
        }
        return {key: each for key, each in holding.items() if each is not None and not each.is_vacant}

    def units_in(self, span: Span) -> frozenset[str]:
        """Give the units it has on some day of a span."""
        return frozenset(each.unit for each in self.units if each.holds_in(span))
