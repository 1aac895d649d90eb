"""Small parts of the tree of a text: headings, roles, documents, columns."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.plan_columns import OwnColumn
from roadmap_engine.model import Output, Role, StageKind

__all__ = ["column_tree", "kind_of", "output_tree", "role_tree", "split_heading"]

_HEADING = re.compile(r"((?:\d+(?:\.\d+)*[.)]|[IVXLХІ]+[.)]|[IVXLХІ]+(?=\s+[^а-яё])|У\.))\s+(.+)", re.DOTALL)
_CELLED = re.compile(r"(\d+(?:\.\d+)*[.)]?|[IVXLХІ]+[.)]?)\t(.+)", re.DOTALL)
_KINDS = (
    (StageKind.ANALYTICAL, r"аналитич\w+ этап"),
    (StageKind.ORGANISATIONAL, r"организационн\w+(?:-методическ\w+)? этап"),
    (StageKind.TEACHING, r"обучающ\w+ этап"),
    (StageKind.ASSESSMENT, r"оценочн\w+ этап"),
    (StageKind.REFLECTIVE, r"рефлексивн\w+ этап"),
)


def split_heading(heading: str) -> tuple[str, str]:
    """Part a heading into its number and its words.

    >>> split_heading("II. Работа с кадрами"), split_heading("9 класс"), split_heading("Раздел 1. Кадры")
    (('II.', 'Работа с кадрами'), ('', '9 класс'), ('', 'Раздел 1. Кадры'))
    """
    found = _CELLED.fullmatch(heading) or _HEADING.fullmatch(" ".join(heading.split()))
    if found is None:
        return "", " ".join(heading.split())
    return found[1], " ".join(found[2].split())


def kind_of(title: str) -> StageKind:
    """Tell the kind of a stage that calls itself by one of the five names of the method."""
    return next((kind for kind, words in _KINDS if re.search(words, title.lower())), StageKind.OTHER)


def role_tree(role: Role) -> dict[str, Any]:
    """Give the entry of a role."""
    tree = {
        "title": role.title,
        "optional": role.optional,
        "unit": role.unit,
        "filled_by": list(role.filled_by),
    }
    return {key: value for key, value in tree.items() if value}


def output_tree(output: Output) -> dict[str, Any]:
    """Give the entry of a document."""
    return {"title": output.title, **({"template": output.template} if output.template else {})}


def column_tree(
    column: Meaning | OwnColumn, caption: str, separators: Mapping[Meaning, str]
) -> dict[str, Any]:
    """Give the entry of a column."""
    if isinstance(column, OwnColumn):
        return {"field": column.name, "caption": caption, "kind": column.kind}
    tree = {"field": str(column), "caption": caption}
    separator = separators.get(column, ", ")
    return tree if separator == ", " else {**tree, "separator": separator}
