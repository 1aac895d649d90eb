"""RM96x: what is said of the order of whoever adopts a roadmap, and whom it charges."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["ORDER_TERM_CODES"]

ORDER_TERM_CODES: tuple[Code, ...] = (
    Code("RM960", "issued-order-incomplete",
         "the order that a roadmap was issued with has issuer_genitive, date and number, and one is missing",
         "add what is missing; for what the orders of schools say, purpose, basis and control are enough"),
    Code("RM961", "order-person-unknown",
         "`{term}` of the order names «{name}», and there is neither such a role nor such a person",
         "People and roles: {near}"),
    Code("RM962", "order-person-missing",
         "`{term}` of the order names the role «{name}», and nobody of the organisation stands behind it",
         "The head keeps it. Name a person: {near}", severity=Severity.WARNING),
    Code("RM963", "order-act-case-unknown",
         "the act «{words}» cannot be put after «в соответствии с», so the order names it in quotes",
         "begin with the kind of the act, as in «приказ управления от …», or with a preposition, as in "
         "«во исполнение …»", severity=Severity.WARNING),
    Code("RM964", "order-purpose-case-unknown",
         "«{words}» does not go with «в целях» for certain",
         "write the purpose in the genitive, «повышения качества …», or with a preposition, as in "
         "«для подготовки …»",
         severity=Severity.WARNING),
    Code("RM965", "assigned-row-unknown",
         "`assign` names «{name}», and the roadmap has no such stage or measure",
         "perhaps one of these: {near}"),
    Code("RM966", "assigned-person-unknown",
         "«{name}» is given to «{person}», who is no key of the organisation's people",
         "People: {near}"),
    Code("RM967", "work-on-one-person",
         "«{person}» answers alone for {count} measures of {total}",
         "share them out: roles: {{{role}: […]}} for a role, assign: {{{stage}: […]}} for a stage or a "
         "measure",
         severity=Severity.NOTICE),
    Code("RM968", "feed-of-nobody",
         "`feeds` asks for a calendar of «{person}», who is no key of the organisation's people",
         "People: {near}"),
    Code("RM767", "role-of-nobody-said",
         "the roadmap does not say whose these roles are ({count}): {roles}; their rows stay in the plan",
         "name who fills them here: roles: {{{role}: […]}}, [] where nobody is named; or say of those who "
         "are not yours: defines: {{roles: {{{role}: {{title: …, outside: true}}}}}}",
         severity=Severity.NOTICE),
    Code("RM768", "nothing-of-ones-own",
         "work: own leaves nothing: others answer for all {count} measures",
         "Take work: own out.\nOr name who of yours fills a role: roles: {{role: […]}}, or answers for a "
         "measure: assign: {{measure: […]}}."),
)  # fmt: skip
