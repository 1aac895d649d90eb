"""A line of posts and persons, as a column of a plan has them → its six cases.

«Директор Тен Л. Б., методисты», «Вафина И. А., Михайлюк Е. И., руководители ОУ»: names with initials
or with a patronymic are found first, what stands between them is posts. A name in honour of which
something is called («СОШ им. А. С. Пушкина») is part of the post and stays.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from roadmap_engine.diagnostics import Problem
from roadmap_engine.russian.cases import Case, Gender, Kind
from roadmap_engine.russian.names import decline_name
from roadmap_engine.russian.phrases import Heads, decline_phrase, read_heads

__all__ = ["Answer", "decline_line", "is_list_of_names"]

Answer = tuple[tuple[str | None, ...], tuple[Problem, ...]]

_INITIALS = r"(?:-?[А-ЯЁ][а-яё]{0,2}\.\s?){1,3}(?:(?<=\.)[А-ЯЁ](?![А-Яа-яЁё.]))?"
_SURNAME = r"[А-ЯЁ](?:[А-ЯЁ]+|[а-яё]+)(?:['’-][А-ЯЁ][А-Яа-яЁё]+)*"
# Each word in one way alone: two ways for each of many names are more ways than anybody can try.
_PATRONYMIC = r"[А-ЯЁ][а-яё]+(?:ич|овна|евна|ична)"
_NAME = re.compile(
    rf"(?<![\w.«-])(?:{_SURNAME}\s+{_SURNAME}\s+{_PATRONYMIC}|{_SURNAME}\s+{_INITIALS}|{_INITIALS}{_SURNAME})(?!\w)"
)
_ONLY_NAMES = re.compile(rf"\s*(?:{_NAME.pattern}[\s,;]*)+")
# «имени», «памяти» and quotes make a name part of a title.
_IN_HONOUR = re.compile(r"(?:им\.|имени|памяти|на)\s*$|«[^»]*$", re.IGNORECASE)
_JOINERS = re.compile(
    r"(?P<before>[\s,;:()–—-]*(?:(?:и|или)\s+)?)(?P<core>.*?)(?P<after>[\s,;:()–—-]*(?:\s(?:и|или)\s+)?)",
    re.DOTALL,
)
# «помощник депутата Ивановой Л. Н.»: right after a post these may be obliques of another person's name.
_OBLIQUE_LOOK = re.compile(r"(?:[оеё]в|ин|ын|ск|цк)ой\b|(?:ого|его|ому|ему)\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a line: a name, posts in words, or what joins them."""

    text: str
    kind: Kind | None = None


def is_list_of_names(text: str) -> bool:
    """Tell whether a line is nothing but names with initials or patronymics.

    >>> is_list_of_names("Вафина И.А., Михайлюк Е.И."), is_list_of_names("Вафина И.А., руководители ОУ")
    (True, False)
    """
    return _ONLY_NAMES.fullmatch(text) is not None


def decline_line(text: str, gender: Gender | None) -> Answer:
    """Decline a line of posts and persons.

    Args:
        text: the line in the nominative.
        gender: the gender of the person, used where there is only one.

    >>> decline_line("директор Белый И. А., методисты", None)[0][2]
    'директору Белому И. А., методистам'
    """
    pieces = _split_line(text)
    persons = sum(piece.kind is Kind.NAME for piece in pieces)
    if not persons:
        return decline_phrase(text)
    if _names_may_depend(pieces):
        return (text, *(None,) * (len(Case) - 1)), (Problem.of("RM410", text=text, word=pieces[-1].text),)
    return _join([_decline_piece(piece, gender if persons == 1 else None) for piece in pieces])


def _split_line(text: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    start = 0
    for match in _NAME.finditer(text):
        if _IN_HONOUR.search(text[: match.start()]):
            continue
        pieces += _split_between(text[start : match.start()])
        name = match.group().rstrip()
        pieces.append(_Piece(name, Kind.NAME))
        start = match.start() + len(name)
    return pieces + _split_between(text[start:])


def _split_between(text: str) -> list[_Piece]:
    found = _JOINERS.fullmatch(text)
    if found is None:  # pragma: no cover  (every part of the pattern may be empty)
        return [_Piece(text)]
    pieces = [_Piece(found["before"]), _Piece(found["core"], Kind.POST), _Piece(found["after"])]
    return [piece for piece in pieces if piece.text]


def _names_may_depend(pieces: list[_Piece]) -> bool:
    for place, piece in enumerate(pieces):
        if piece.kind is not Kind.NAME or place < 2:  # noqa: PLR2004  (a post and a space come before)
            continue
        before = pieces[place - 2]
        if before.kind is not Kind.POST or not pieces[place - 1].text.isspace():
            continue
        heads = read_heads(before.text)
        if isinstance(heads, Problem) or not heads.certain[-1].animate or _OBLIQUE_LOOK.search(piece.text):
            return not _is_frozen(heads)
    return False


def _is_frozen(heads: Heads | Problem) -> bool:
    # «и.о. директора Тен Л. Б.»: an abbreviated head is a person's too.
    return isinstance(heads, Heads) and not heads.certain[-1].forms


def _decline_piece(piece: _Piece, gender: Gender | None) -> Answer:
    if piece.kind is Kind.NAME:
        return decline_name(piece.text, Kind.NAME, gender)
    return decline_phrase(piece.text) if piece.kind is Kind.POST else ((piece.text,) * len(Case), ())


def _join(answers: list[Answer]) -> Answer:
    columns = zip(*(cases for cases, _ in answers), strict=True)
    cases = tuple(None if None in column else "".join(map(str, column)) for column in columns)
    return cases, tuple(problem for _, problems in answers for problem in problems)
