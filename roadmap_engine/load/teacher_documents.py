"""The lists of documents that teachers may be asked for, as the program has them: data, not rules of code."""

from __future__ import annotations

from functools import cache
from importlib import resources

from roadmap_engine.model.teacher_documents import DocumentList
from roadmap_engine.yaml_text.composing import compose

__all__ = ["load_document_lists"]

_NAME = "teacher-documents.yaml"


@cache
def load_document_lists() -> tuple[DocumentList, ...]:
    """Read every edition that is known, the earliest first."""
    text = resources.files("roadmap_engine").joinpath("load", "data", _NAME).read_text(encoding="utf-8")
    lists = compose(text, _NAME).value["lists"]
    return tuple(sorted(map(DocumentList.model_validate, lists), key=lambda each: each.since))
