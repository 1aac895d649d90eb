"""Reading deadlines that somebody else sets: «по графику ФЦТ», «в соответствии с решением Педсовета»."""

from __future__ import annotations

from roadmap_engine.deadlines.boundaries import document_source, ends_openly, scan_words
from roadmap_engine.deadlines.cursor import Cursor, wordings
from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.kinds import External, SourceKind

__all__ = ["read_external"]

_BY_PAPER = wordings("в соответствии с", "в соответствии со", "согласно", "по", "на основании", "в рамках")
_AS_IT_COMES = wordings("по мере", "по факту")
_AGREED = wordings("по согласованию", "по договоренности", "по взаимному согласованию")
_TERMS = ("срок", "сроки", "даты", "дни", "время")
_SET = ("обозначен", "установлен", "определен", "указан", "утвержден", "назначен", "предусмотрен", "заданн")
_ADJECTIVE_ENDS = (
    "ому",
    "ему",
    "ым",
    "им",
    "ыми",
    "ими",
    "ой",
    "ей",
    "ого",
    "его",
    "ых",
    "их",
    "-",
    "и",
    ",",
)
_MOST_ADJECTIVES = 8


def read_external(c: Cursor) -> External | None:
    """Read a paper, a decision or an occasion that sets the dates."""
    origin = c.position
    for read in (_read_agreement, _read_occasion, _read_set_terms, _read_paper):
        found = read(c, origin)
        if found is not None:
            return found
        c.position = origin
    return None


def _finish(c: Cursor, origin: int, source: SourceKind, event: str | None = None) -> External | None:
    count = scan_words(c, papers=True)
    c.position += count
    if ends_openly(c, 0):
        return None
    words = c.words(origin, c.position).rstrip(" .")
    return External(source=source, words=words[:1].lower() + words[1:], event=event)


def _read_agreement(c: Cursor, origin: int) -> External | None:
    return _finish(c, origin, "agreement") if c.take(_AGREED) else None


def _read_occasion(c: Cursor, origin: int) -> External | None:
    if not c.take(_AS_IT_COMES) or scan_words(c) == 0:
        return None
    papers = (document_source(c.text(ahead)) for ahead in range(scan_words(c)))
    source: SourceKind = (
        "documents" if any(paper in ("documents", "order") for paper in papers) else "occasion"
    )
    return _finish(c, origin, source)


def _read_set_terms(c: Cursor, origin: int) -> External | None:
    """Read «в установленные сроки», «в сроки, обозначенные в документах»."""
    if not c.take_text("в", "во"):
        return None
    if c.text().startswith(_SET) and c.text(1) in _TERMS:
        c.position += 2
        return _finish(c, origin, "terms")
    if c.text() not in _TERMS:
        return None
    c.advance()
    c.take_text(",")
    return _finish(c, origin, "terms") if c.text().startswith(_SET) else None


def _read_paper(c: Cursor, origin: int) -> External | None:
    if not c.take(_BY_PAPER):
        return None
    for ahead in range(_MOST_ADJECTIVES):
        token = c.peek(ahead)
        source = document_source(token.text) if token.kind == "word" else None
        if source is not None:
            if source == "plan" and c.text(ahead + 1) == "-":
                source = document_source(c.text(ahead + 2)) or source
            c.position += ahead
            return _finish(c, origin, source, _deciding_event(c) if source == "decision" else None)
        if token.kind not in ("word", "mark") or not token.text.endswith(_ADJECTIVE_ENDS):
            return None
    return None


def _deciding_event(c: Cursor) -> str | None:
    stems = [stem(c.text(ahead)) for ahead in range(scan_words(c))]
    found = c.events.match(stems)
    return found[0].id if found and found[0].decides else None
