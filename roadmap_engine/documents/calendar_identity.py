"""What the events of a plan's calendars are known by for ever, in whatever calendar they are imported.

Two plans that one school makes of one roadmap, for grade 5 and for grade 6, have the same measures, and may
even be called the same: events of both live side by side. So a plan is known by what it is of when its first
calendar is drawn, and its history keeps that: what becomes known later changes no event's UID.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from roadmap_engine.calendars import parse_year
from roadmap_engine.model import CalendarHistory, Plan

__all__ = ["Identity", "Revision", "name_uuid", "told_identity"]

_DOMAIN = "roadmap-engine.invalid"
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_DNS, _DOMAIN)
_LONG_AGO = 2000
_NOBODY: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Revision:
    """How often an event has been changed, and when.

    Attributes:
        number: grows by one whenever the event's day or status changes (SEQUENCE).
        revised_at: when anything in the event last changed; never goes back (LAST-MODIFIED).
        created_at: when the event first appeared; never changes (CREATED).
    """

    number: int
    revised_at: dt.datetime
    created_at: dt.datetime

    @classmethod
    def first(cls, plan: Plan) -> Revision:
        """Give the revision of a plan nobody has changed yet: the day it is dated by, midnight UTC.

        A plan without a date takes the first day of the year its school year begins in, which is
        earlier than any date it may get later, so that the revision can only move forward.
        """
        opening = parse_year(plan.academic_year).first_day.year if plan.academic_year else _LONG_AGO
        day = plan.issued_on or dt.date(opening, 1, 1)
        instant = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
        return cls(number=0, revised_at=instant, created_at=instant)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a plan's events are known by.

    Attributes:
        plan: the plan among all others.
        roots: measures that are called otherwise than they were, to the ids that their events go by; what
            was told last stands last.
    """

    plan: str
    roots: Mapping[str, str] = field(default_factory=lambda: _NOBODY)

    @classmethod
    def of(cls, plan: Plan) -> Identity:
        """Give what a plan is known by whose first calendar is drawn now."""
        procedure = plan.procedure
        grades = ".".join(map(str, sorted(procedure.grades))) if procedure else ""
        called = (procedure.id or procedure.name) if procedure else ""
        of_what = (plan.academic_year or "", plan.roadmap.id, called, grades)
        return cls("/".join((cls.before_histories_told(plan).plan, *of_what)))

    @classmethod
    def before_histories_told(cls, plan: Plan) -> Identity:
        """Give what a plan is known by whose history began before it kept that: its school and its id."""
        organisation = plan.organisation.id if plan.organisation else ""
        return cls(f"{organisation}/{plan.plan}")

    def with_roots(self, roots: Mapping[str, str]) -> Identity:
        """Give the same plan with other names of its measures."""
        return replace(self, roots=roots)

    def root(self, measure: str) -> str:
        """Give the id that a measure's events go by."""
        return self.roots.get(measure, measure)

    def uid(self, *parts: str) -> str:
        """Give the UID of what the parts name within the plan.

        RFC 7986, 5.3: a UID should be a UUID and must not show a person or a host; this one is computed.
        """
        return f"{name_uuid('/'.join((self.plan, *parts)))}@{_DOMAIN}"


def name_uuid(name: str) -> str:
    """Give the UUID of a name, of version 5, as the standard library does, in a quarter of its time.

    >>> name_uuid("plan") == str(uuid.uuid5(_NAMESPACE, "plan"))
    True
    """
    # RFC 9562, 5.5: SHA-1 of the namespace and the name, with the version and the variant set.
    digits = hashlib.sha1(_NAMESPACE.bytes + name.encode(), usedforsecurity=False).hexdigest()
    variant = "89ab"[int(digits[16], 16) & 3]
    return f"{digits[:8]}-{digits[8:12]}-5{digits[13:16]}-{variant}{digits[17:20]}-{digits[20:32]}"


def told_identity(history: CalendarHistory | None, plan: Plan) -> Identity:
    """Give what a history says that a plan and its measures are known by."""
    steps = history.revisions if history is not None else ()
    roots: dict[str, str] = {}
    for step in steps:
        # Whoever was given an id last stands last.
        roots = {name: root for name, root in roots.items() if name not in step.renamed}
        roots |= step.renamed
    kept = next((step.plan for step in steps if step.plan), None)
    if kept is not None:
        return Identity(kept, roots)
    known = Identity.before_histories_told(plan) if steps else Identity.of(plan)
    return known.with_roots(roots)
