"""RM84x: differences, drift and amending orders."""

from __future__ import annotations

from roadmap_engine.diagnostics.codes.code import Code
from roadmap_engine.diagnostics.severity import Severity

__all__ = ["COMPARING_CODES"]

COMPARING_CODES: tuple[Code, ...] = (
    Code("RM840", "plan-unreadable", "{file} cannot be read: this is not JSON as `roadmap build` writes it",
         "take plan.json as `roadmap build` wrote it, or build the plan anew"),
    Code("RM841", "plan-misshapen",
         "{file} is not a plan that `roadmap build` wrote: {value} does not fit at {place}",
         "take plan.json as `roadmap build` wrote it; a plan of a newer program needs that program"),
    Code("RM842", "plan-contradicts-itself",
         "{file} was changed by hand: {place} does not agree with the rest of the plan",
         "take plan.json as `roadmap build` wrote it, or build the plan anew"),
    Code("RM843", "nothing-to-compare",
         "«{name}» is neither a published roadmap, nor an adoption, nor a plan.json",
         "name a published roadmap, or give the path of a text, a bundle or a plan.json"),
    Code("RM844", "signed-order-unknown",
         "the order that is to be amended has no date or no number: neither the signed plan nor the "
         "adoption «{plan}» says them",
         "write into the adoption which order was signed: order: {{date: 2027-05-31, number: 214-од}}"),
    Code("RM845", "other-plan-signed",
         "the signed plan is that of {signed}, and the adoption's is that of {current}: the one cannot "
         "amend the other",
         "take the plan.json that this adoption's order was signed with\nanother year needs an order of "
         "its own"),
    Code("RM846", "signed-order-contradicted",
         "the signed plan belongs to the order of {signed}, and the adoption names the order of {current}",
         "say in the adoption which order was signed, its date and number\nthe requisites of the amending "
         "order are given with --date and --number"),
    Code("RM847", "nothing-to-amend",
         "the signed order and its plan say what the adoption says today: there is nothing to amend",
         "keep the signed order as it is", severity=Severity.NOTICE),
    Code("RM848", "amended-before-signed",
         "the amending order is dated {date}, before the order it amends: {signed}",
         "check --date, and the date of the signed order"),
    Code("RM745", "amended-before-its-reason",
         "the amending order is dated {date}; {what} is of {day}, and is not given as its reason",
         "check --date, or say the reason in your own words: --reason", severity=Severity.WARNING),
    Code("RM849", "no-adoptions-found", "there is no adoption anywhere under {folder}",
         "give the folder that the schools' adoptions lie in, at any depth"),
)  # fmt: skip
