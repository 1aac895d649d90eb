"""A template is fitted to a document, compiled and judged."""

from __future__ import annotations

from functools import lru_cache

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.columns import arrange_columns
from roadmap_engine.documents.word.compiling import compile_package
from roadmap_engine.documents.word.filling import Fitting
from roadmap_engine.documents.word.layouts import apply_layout
from roadmap_engine.documents.word.package import read_package
from roadmap_engine.documents.word.template import WordTemplate

__all__ = ["check_template", "compile_fitted"]

_ROW = "row"
"""The variable a table of measures goes through its rows with."""


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
