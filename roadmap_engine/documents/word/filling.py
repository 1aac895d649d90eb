"""A document that waits for its template: what the template is filled with, and how it is fitted to that.

Renderers make fillings of plans and orders; who fills a template, here or where it can do no harm
(`confined`), need not know what a plan is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.columns import arrange_columns
from roadmap_engine.documents.word.fields import Picture, Record
from roadmap_engine.documents.word.images import Image
from roadmap_engine.documents.word.layouts import DEFAULT_LAYOUT, apply_layout
from roadmap_engine.documents.word.package import read_package
from roadmap_engine.documents.word.properties import Properties
from roadmap_engine.documents.word.template import WordTemplate, compile_package

__all__ = ["Filling", "Fitting", "check_template", "compile_fitted", "fill_template"]

_ROW = "row"
"""The variable a table of measures goes through its rows with."""


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


def fill_template(filling: Filling, template: bytes) -> tuple[bytes | None, tuple[Problem, ...]]:
    """Fill a template that comes from a trusted hand.

    Returns:
        The file, or nothing and the reasons.
    """
    word, problems = compile_fitted(template, filling.template, filling.fitting)
    if word is None:
        return None, problems
    return word.render(filling.with_pictures({}).values, filling.properties), problems


@lru_cache(maxsize=128)
def compile_fitted(
    template: bytes, name: str, fitting: Fitting
) -> tuple[WordTemplate | None, tuple[Problem, ...]]:
    """Open, fit and compile a template; the same one is compiled once.

    Args:
        template: the file.
        name: what people call it.
        fitting: the document it is meant for.
    """
    package, told = read_package(template, name)
    if package is None:
        return None, told
    if fitting.columns:
        package, problems = arrange_columns(package, _ROW, fitting.columns, dict(fitting.likened))
        if package is None:
            return None, (*told, *problems)
    if fitting.layout is not None:
        package = apply_layout(package, fitting.layout)
    word, problems = compile_package(package, fitting.shape)
    return word, (*told, *problems)


def check_template(template: bytes, name: str, fitting: Fitting) -> tuple[Problem, ...]:
    """Find everything that is wrong with a template, its table's missing columns included.

    A missing column is a warning: it hurts only the plans that have it.

    Args:
        template: the file.
        name: what people call it.
        fitting: the document it is meant for.
    """
    package, problems = read_package(template, name)
    if package is None:
        return problems
    problems += compile_package(package, fitting.shape)[1]
    if fitting.columns:
        missing = arrange_columns(package, _ROW, fitting.columns)[1]
        problems += tuple(each.lessen() for each in missing)
    return problems
