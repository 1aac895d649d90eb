"""A ministry, department or school: its names, its people, its calendar, its letterhead."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from roadmap_engine.calendars import Span, Terms, WeekendPolicy
from roadmap_engine.calendars.working import WeekLength
from roadmap_engine.model.base import NO_TRUTH, Frozen, FrozenMap, Line, Slug, Truth
from roadmap_engine.model.condition import SchoolLevel
from roadmap_engine.russian import Gender

__all__ = ["CalendarSettings", "Organisation", "OrganisationNames", "Person"]

LayoutName = Literal["gost-2025", "gost-2016"]
"""ГОСТ Р 7.0.97, by the year of its edition."""
DEFAULT_LAYOUT: LayoutName = "gost-2025"

CaseForms = FrozenMap[Literal["genitive", "dative", "accusative", "instrumental", "prepositional"], Line]


class Person(Frozen):
    """Somebody at the organisation, under a key such as `head` or `deputy-head`.

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


class OrganisationNames(Frozen):
    """The full name as in the charter, the short one, and the genitive of the full one if it is needed."""

    full: Line
    short: Line
    genitive: Line | None = None


def _one_or_many(value: Any) -> Any:
    """Take the terms of one year without a list; whoever loads a text has read those it names as files."""
    if value is None:
        return ()
    return value if isinstance(value, list | tuple) else (value,)


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


class Organisation(Frozen):
    """Who adopts a roadmap and issues its papers.

    Attributes:
        units: those it has; where the key is there, it has no others.
        level: up to which level of general education it teaches.
        size: how many pupils it has.
        grades: the grades it has, where the procedure does not name those that take part.
        templates: the folder of its own Word templates, beside its text.
        emblem: the picture over its name on its papers, PNG or JPEG, beside its text.
    """

    organisation: Slug
    name: Annotated[
        OrganisationNames, BeforeValidator(_name_alone, json_schema_input_type=str | OrganisationNames)
    ]
    parent: Line | None = None
    place: Line
    address: Line | None = None
    phone: Line | None = None
    email: Line | None = None
    people: FrozenMap[Slug, Person] = Field(default_factory=dict)
    signatory: Slug = "head"
    units: tuple[Slug, ...] = ()
    level: SchoolLevel | None = None
    size: Annotated[int, Field(ge=0, le=100_000), NO_TRUTH] | None = None
    grades: tuple[Annotated[int, Field(ge=1, le=11), NO_TRUTH], ...] = ()
    calendar: CalendarSettings = CalendarSettings()
    layout: LayoutName = DEFAULT_LAYOUT
    templates: Line | None = None
    emblem: Line | None = None

    @property
    def holders(self) -> Mapping[str, Person]:
        """The people who hold their posts, without posts that are vacant."""
        return {key: person for key, person in self.people.items() if not person.is_vacant}
