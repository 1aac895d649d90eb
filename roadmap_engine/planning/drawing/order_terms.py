"""What is said of a school's order → its purpose and acts in words, and who controls, writes and signs it.

A roadmap names roles, for it knows nobody of the school. A school names its people, and a role where none of
them has that key.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from frozendict import frozendict

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names, near_names
from roadmap_engine.model import Adoption, Assembly, Assignee, PlanOrder, PlanPerson
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.order_terms import OWN_CONTROL
from roadmap_engine.model.wording import fill_gaps
from roadmap_engine.planning.drawing.staffing import Staff

__all__ = ["draw_terms"]


@dataclass(slots=True)
class _Office:
    """Finds who is meant; it lives only while one plan is drawn."""

    assembly: Assembly
    holders: Mapping[str, PlanPerson]
    staff: Staff
    problems: list[Problem] = field(default_factory=list)

    def find(self, term: str, name: str | None, *, by_name: bool = False) -> Assignee | None:
        """Find the person or role that a term names; nobody, and a problem, where there is none here.

        Args:
            term: «control».
            name: as it is said.
            by_name: whether only somebody with a name will do.
        """
        if name is None:
            return None
        origin = self.assembly.origins.get(("", f"order.{term}"))
        own = origin is not None and origin.layer == self.assembly.local
        people = self.holders
        if own and name in people:
            person = people[name]
            return Assignee(role=name, title=person.post, people=(person,))
        role = self._role(name)
        if role is None:
            known = (*people, *self.staff) if own else tuple(self.staff)
            self._tell("RM961", term, name, near_names(name, known) or list_names(known))
            return None
        found = self.staff[role]
        if found is None or found.outside or (by_name and not found.people):
            self._tell("RM962", term, name, list_names(people))
            return None
        return found

    def _role(self, name: str) -> str | None:
        """Give the id that a role has now."""
        roles = self.assembly.roadmap.roles
        now = (known for known, role in roles.items() if name in role.was)
        return name if name in self.staff else next(now, None)

    def _tell(self, code: str, term: str, name: str, near: str) -> None:
        place = self.assembly.location("", f"order.{term}")
        self.problems.append(Problem.of(code, location=place, term=term, name=name, near=near))


def draw_terms(
    assembly: Assembly,
    adoption: Adoption,
    holders: Mapping[str, PlanPerson],
    staff: Staff,
    values: Mapping[str, str],
) -> tuple[PlanOrder, tuple[Problem, ...]]:
    """Settle what a school's order says.

    Args:
        assembly: the roadmap with the school's own words.
        adoption: date and number.
        holders: the people who hold their posts on the day of the order.
        staff: by role, who stands for it then.
        values: what stands in gaps.
    """
    terms, order = assembly.roadmap.order_terms, adoption.order
    office = _Office(assembly, holders, staff)
    control = None if terms.control == OWN_CONTROL else office.find("control", terms.control)
    signing = terms.signatory
    signatory = office.find("signatory", signing.person if signing else None, by_name=True)
    drawn = PlanOrder(
        date=order.date,
        number=order.number,
        qr=order.qr,
        appendices=terms.appendices or "separate",
        purpose=fill_gaps(terms.purpose, values) if terms.purpose else None,
        basis=None if terms.basis is None else tuple(fill_gaps(act, values) for act in terms.basis),
        control=control,
        executor=office.find("executor", terms.executor, by_name=True),
        signatory=None if signatory is None else _acting(signatory, signing.post if signing else None),
    )
    return drawn, tuple(office.problems)


def _acting(signatory: Assignee, post: str | None) -> PlanPerson:
    person = signatory.people[0]
    return person if post is None else with_fields(person, post=post, post_forms=frozendict())
