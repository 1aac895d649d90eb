"""The closed set of roles, and of what a role lets somebody do."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from types import MappingProxyType

from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["OF_ONE_SCHOOL", "RIGHTS", "ROLE_WORDS", "Right", "Role"]


class Role(enum.StrEnum):
    """What somebody is here."""

    ADMINISTRATOR = "administrator"
    OFFICER = "officer"
    EDITOR = "editor"
    READER = "reader"
    PERSON = "person"
    METHODOLOGIST = "methodologist"


class Right(enum.StrEnum):
    """What somebody does."""

    SEE = "see"
    """The pages of a school."""
    SEE_OWN = "see-own"
    """The measures of a plan that one answers for oneself."""
    REPORT = "report"
    """Record what the school has done, on any measure."""
    REPORT_OWN = "report-own"
    """The same of one's own measures."""
    JUDGE = "judge"
    """Accept, return, put off; say the day of an event for one's schools."""
    EDIT = "edit"
    """Record events, people, contacts, absences; sign."""
    BEGIN = "begin"
    """Begin a plan, and let it go live."""
    ADD_SCHOOL = "add-school"
    """Take in a school that has no folder yet, and invite whoever begins its plan."""
    INVITE = "invite"
    """Invite people into a school."""
    SEE_ALL = "see-all"
    """Schools × measures."""
    PUBLISH = "publish"
    """Write roadmaps and publish them."""
    ADMINISTER = "administer"
    """Accounts, and which folder is whose."""


ROLE_WORDS: Mapping[Role, Bilingual] = MappingProxyType(
    {
        Role.ADMINISTRATOR: Bilingual("администратор", "administrator"),
        Role.OFFICER: Bilingual("специалист управления", "officer of the department"),
        Role.EDITOR: Bilingual("ответственный школы", "editor of a school"),
        Role.READER: Bilingual("читатель школы", "reader of a school"),
        Role.PERSON: Bilingual("исполнитель плана", "person of a plan"),
        Role.METHODOLOGIST: Bilingual("методист", "methodologist"),
    }
)

RIGHTS: Mapping[Role, frozenset[Right]] = MappingProxyType(
    {
        Role.ADMINISTRATOR: frozenset(
            {
                Right.ADMINISTER,
                Right.ADD_SCHOOL,
                Right.BEGIN,
                Right.INVITE,
                Right.SEE,
                Right.SEE_ALL,
                Right.PUBLISH,
            }
        ),
        Role.OFFICER: frozenset({Right.SEE, Right.SEE_ALL, Right.JUDGE, Right.ADD_SCHOOL}),
        Role.EDITOR: frozenset({Right.SEE, Right.REPORT, Right.EDIT, Right.BEGIN, Right.INVITE}),
        Role.READER: frozenset({Right.SEE}),
        Role.PERSON: frozenset({Right.SEE_OWN, Right.REPORT_OWN}),
        Role.METHODOLOGIST: frozenset({Right.PUBLISH}),
    }
)

OF_ONE_SCHOOL = frozenset({Role.EDITOR, Role.READER, Role.PERSON})
"""Roles that are given for one school."""
