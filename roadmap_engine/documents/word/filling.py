"""A document that waits for its template: what the template is filled with, and how it is fitted to that.

Renderers make fillings of plans and orders; who fills a template, here or where it can do no harm
(`confined`), need not know what a plan is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.documents.word.fields import Picture, Record
from roadmap_engine.documents.word.images import Image
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.model.organisation import DEFAULT_LAYOUT

__all__ = ["Filling", "Fitting"]


@dataclass(frozen=True, slots=True)
class Fitting:
    """How a template is fitted to one document before it is compiled.

    Attributes:
        shape: what the template may ask for.
        layout: the name of the layout laid over it; as the template is where nothing is said.
        columns: the fields its table of measures shows, in their order; the table is left alone where
            there are none.
        likened: of fields that no template shows, each with the one whose cells it looks like.
    """

    shape: Record
    layout: str | None = DEFAULT_LAYOUT
    columns: tuple[str, ...] = ()
    likened: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Filling:
    """A document without its template.

    Attributes:
        template: the name of its template.
        values: plain data of the fitting's shape.
        properties: the file's own card.
    """

    template: str
    fitting: Fitting
    values: Mapping[str, Any]
    properties: Properties

    def with_pictures(self, pictures: Mapping[str, Image]) -> Filling:
        """The same with the pictures its template may show; one that is not there is empty."""
        fields = self.fitting.shape.fields.items()
        shown = {name: pictures.get(name, "") for name, field in fields if isinstance(field, Picture)}
        return replace(self, values={**shown, **self.values})
