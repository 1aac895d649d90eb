"""An act that was signed: what `signed.json` says of it, beside the papers as they were signed.

A record is written once. What may be added to it later is that the signing was undone, and why.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from roadmap_engine.diagnostics.languages import Bilingual, format_day
from roadmap_engine.diagnostics.limits import SIGNED_ACTS
from roadmap_engine.model.base import Frozen, FrozenMap, Line, Slug
from roadmap_engine.russian import date_in_words

__all__ = [
    "MOST_CORRECTIONS",
    "PLAN_FILE",
    "ActKind",
    "Correction",
    "DraftAct",
    "Signatory",
    "SignedAct",
    "SignedFile",
    "Undone",
    "fold_number",
    "say_act",
    "say_in_order",
    "say_requisites",
]

ActKind = Literal["order", "amendment", "revocation", "school-order"]
"""The order that puts a plan into force, one that amends it, one that ends it; one that the plan asks for."""

SignedFile = Literal["order.docx", "plan.docx", "plan.json", "scan.pdf"]
"""The papers of an act by the names they are kept under, whatever they were called when they were signed."""

PLAN_FILE: SignedFile = "plan.json"

_KINDS: Mapping[ActKind, Bilingual] = {
    "order": Bilingual("приказ", "the order"),
    "amendment": Bilingual("приказ о внесении изменений", "the amending order"),
    "revocation": Bilingual("приказ о признании утратившим силу", "the revoking order"),
    "school-order": Bilingual("приказ по плану", "the order under the plan"),
}
_DIGEST = r"^[0-9a-f]{64}$"
_LONGEST_NAME = 120

MOST_CORRECTIONS = 200
"""So many corrected places are kept word for word; who corrects more writes another order."""

_HYPHENS = re.compile(r"\s*[-‐‑–—]\s*")

Digest = Annotated[str, StringConstraints(pattern=_DIGEST)]
ActName = Annotated[str, StringConstraints(min_length=1, max_length=_LONGEST_NAME)]
Number = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=_LONGEST_NAME)]


class Signatory(Frozen):
    """Who signed, as the papers name her."""

    name: Line
    post: Line


class Correction(Frozen):
    """A place of a signed paper that says otherwise than the one drawn.

    Attributes:
        file: the paper.
        point: of the order, or the row of the plan; empty where neither is certain.
        drawn, signed: the words; empty where a paragraph was added or taken out.
    """

    file: SignedFile
    point: str = ""
    drawn: str = ""
    signed: str = ""


class Undone(Frozen):
    """A signing that was a mistake: since when it counts for nothing, and why."""

    on: dt.date
    reason: Line


class SignedAct(Frozen):
    """A signed act.

    Attributes:
        id: of the act, which other acts name it by; its folder was called so when it was signed.
        act: its kind.
        adoption: the id of the adoption it belongs to.
        date, number: the true ones.
        heading: what it is about.
        signatory: who signed, as far as the plan says.
        after: the act before it; none of the first one, and of orders under the plan.
        about: the document of the plan that an order under it is.
        files: SHA-256 by name.
        corrected: where the papers were changed after they were drawn.
        kept_on: the day on which it was taken into the record.
        undone: why it counts for nothing.
    """

    id: ActName
    act: ActKind
    adoption: Slug
    date: dt.date
    number: Number
    heading: str = ""
    signatory: Signatory | None = None
    after: ActName | None = None
    about: str | None = None
    files: FrozenMap[SignedFile, Digest]
    corrected: Annotated[tuple[Correction, ...], Field(max_length=MOST_CORRECTIONS)] = ()
    kept_on: dt.date
    undone: Undone | None = None

    @property
    def requisites(self) -> tuple[dt.date, str]:
        """Give date and number."""
        return self.date, self.number

    @property
    def counts(self) -> bool:
        """Whether it belongs to the chain of the plan's order."""
        return self.undone is None and self.act != "school-order"


class DraftAct(Frozen):
    """What an order that amends or ends another was drawn from; `act.json` beside it says so.

    Attributes:
        act: what it will be once it is signed.
        since: SHA-256 of the plans, `plan.json`, that it was drawn to, oldest first.
        date, number: as far as they were known then.
        preamble: what it begins with.
    """

    act: ActKind
    adoption: Slug
    since: Annotated[tuple[Digest, ...], Field(max_length=SIGNED_ACTS.most)]
    date: dt.date | None = None
    number: Number | None = None
    preamble: str


def fold_number(number: str) -> str:
    """Give a number as it is compared: blanks, kinds of hyphens and capitals tell nothing apart.

    >>> fold_number("12/1 – ОД") == fold_number("12/1-од"), fold_number("12/1-ОД") == fold_number("12-1-ОД")
    (True, False)
    """
    return _HYPHENS.sub("-", " ".join(number.split())).casefold()


def say_act(act: SignedAct) -> Bilingual:
    """Name an act: «приказ от 31.05.2027 № 214-од»."""
    kind, told = _KINDS[act.act], say_requisites(act.date, act.number)
    return Bilingual(f"{kind.russian} от {told.russian}", f"{kind.english} of {told.english}")


def say_requisites(date: dt.date | None, number: str | None) -> Bilingual:
    """Say date and number of an act, as far as they are known: «31.05.2027 № 214-од»."""
    day = Bilingual.of(lambda language: format_day(date, language) if date else "–")
    return Bilingual(f"{day.russian} № {number or '–'}", f"{day.english}, no. {number or '–'}")


def say_in_order(act: SignedAct) -> str:
    """Name an act as another order does: «приказ от 31 мая 2027 г. № 214-од «Об утверждении …»»."""
    heading = f" «{act.heading}»" if act.heading else ""
    return f"приказ от {date_in_words(act.date)} № {act.number}{heading}"
