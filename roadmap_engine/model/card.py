"""The card of papers for hand registration elsewhere: what a registration and control card (РКК) asks for.

A system of document management takes files and a card to be typed in; this says each line of the card, and
which file is which. Nothing in it is a name: whoever signs or executes is known by the post.
"""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from roadmap_engine.model.base import Frozen, Slug

__all__ = ["Card", "CardAppendix", "CardControl", "CardDocument", "CardFile", "CardOrganisation", "CardPlan"]

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class CardFile(Frozen):
    """A file of a document.

    Attributes:
        name: beside the card, with a slash for folders.
        sha256: of the whole file.
        size: in bytes.
    """

    name: str
    sha256: Digest
    size: Annotated[int, Field(ge=0)]


class CardAppendix(Frozen):
    """An appendix of a document.

    Attributes:
        file: its name beside the card; none where it stands in the document's own file.
    """

    title: str
    file: str | None = None


class CardControl(Frozen):
    """Whose control a document is under, and until when.

    Attributes:
        post: of whoever is charged with the control.
        until: the last day that something of the plan is due.
    """

    post: str | None = None
    until: dt.date | None = None


class CardDocument(Frozen):
    """A document to be registered.

    Attributes:
        id: names it within the card.
        kind: «Приказ», «Приказ о внесении изменений», «Приказ о признании утратившим силу».
        state: whether it was signed, and kept as signed, or is drawn and waits for its signature.
        date, number: as far as they are known.
        heading: what it is about.
        signatory_post: of whoever signs.
        executor_post: of whoever is named as its executor.
        sheets: how many sheets it has; none where nobody has said.
        control: of the order that the plan stands under.
    """

    id: str
    kind: str
    state: Literal["signed", "draft"]
    date: dt.date | None = None
    number: str | None = None
    heading: str
    signatory_post: str | None = None
    executor_post: str | None = None
    sheets: Annotated[int, Field(ge=1)] | None = None
    appendices: tuple[CardAppendix, ...] = ()
    control: CardControl | None = None
    files: tuple[CardFile, ...] = ()


class CardOrganisation(Frozen):
    """Whose documents they are."""

    id: Slug
    full: str
    short: str


class CardPlan(Frozen):
    """The plan the documents are about, and the version of the roadmap it follows."""

    id: Slug
    title: str
    roadmap: Slug
    version: str


class Card(Frozen):
    """A card.

    Attributes:
        format: the number of this format.
        documents: the order that puts the plan into force first.
    """

    format: Literal[1] = 1
    organisation: CardOrganisation
    plan: CardPlan
    documents: tuple[CardDocument, ...] = ()
