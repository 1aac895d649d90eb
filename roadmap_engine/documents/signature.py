"""Whoever answers for a report signs it: what a template may ask for, and what stands there."""

from __future__ import annotations

from roadmap_engine.documents.word.fields import Record, Text
from roadmap_engine.russian import typeset

__all__ = ["SIGNATURE", "write_signature"]

SIGNATURE = Record.of(
    "подпись ответственного",
    post=Text("должность", "Заместитель директора по УВР", needed=True),
    name=Text("имя", "Тен Л. Б."),
)


def write_signature(signed: tuple[str, str]) -> dict[str, str]:
    """Give the values of a signature: post and name."""
    post, name = signed
    return {"post": post, "name": typeset(name)}
