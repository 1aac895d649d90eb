"""Rows of case endings, shared by surnames, first names and patronymics.

A row is a word in the six cases, in the order of `Case`; nothing stands where the form is not known.
All rows are of animate words: the accusative of a masculine one is its genitive.
"""

from __future__ import annotations

from typing import TypeAlias

__all__ = [
    "Row",
    "adjective_feminine",
    "adjective_masculine",
    "feminine_a",
    "feminine_soft",
    "merge_rows",
    "noun_hard",
    "noun_soft",
    "possessive_feminine",
    "possessive_masculine",
    "unchanged",
]

Row: TypeAlias = tuple[str, str | None, str | None, str | None, str | None, str | None]

VELARS = frozenset("гкх")
HUSHERS = frozenset("жчшщ")


def merge_rows(one: Row, other: Row) -> Row:
    """Keep the forms on which two readings of a word agree."""
    kept = [left if left == right else None for left, right in zip(one, other, strict=True)]
    return (one[0], kept[1], kept[2], kept[3], kept[4], kept[5])


def unchanged(word: str) -> Row:
    """Decline a word that has one form."""
    return (word, word, word, word, word, word)


def noun_hard(word: str, stem: str, instrumental: str | None = "ом") -> Row:
    """Decline a masculine noun with a hard stem: Тен, Тена, Тену."""
    return (
        word,
        f"{stem}а",
        f"{stem}у",
        f"{stem}а",
        None if instrumental is None else stem + instrumental,
        f"{stem}е",
    )


def noun_soft(word: str, stem: str, prepositional: str = "е") -> Row:
    """Decline a masculine noun in «-ь» or «-й»: Бицель, Бицеля; Цой, Цоя."""
    return (word, f"{stem}я", f"{stem}ю", f"{stem}я", f"{stem}ем", stem + prepositional)


def feminine_a(word: str, *, instrumental: str | None = None, instrumental_known: bool = True) -> Row:
    """Decline a noun in «-а» or «-я»: Сорока, Сороки; Берия, Берии.

    Args:
        word: the word in small letters.
        instrumental: the ending where spelling rules alone do not give it.
        instrumental_known: whether the instrumental is known at all.
    """
    stem, last = word[:-1], word[-1]
    before = stem[-1:]
    if last == "а":
        genitive = "и" if before in VELARS | HUSHERS else "ы"
        ending = instrumental or ("ей" if before in HUSHERS or before == "ц" else "ой")
        return (
            word,
            stem + genitive,
            f"{stem}е",
            f"{stem}у",
            stem + ending if instrumental_known else None,
            f"{stem}е",
        )
    # «-ия» has «-ии» in the dative and prepositional, «-ья» and «-ея» have not (Розенталь, § 149).
    dative = "и" if before == "и" else "е"
    return (word, f"{stem}и", stem + dative, f"{stem}ю", stem + (instrumental or "ей"), stem + dative)


def feminine_soft(word: str, stem: str) -> Row:
    """Decline a feminine noun of the third declension: Юдифь, Юдифи."""
    return (word, f"{stem}и", f"{stem}и", word, f"{word}ю", f"{stem}и")


def possessive_masculine(word: str) -> Row:
    """Decline a man's surname in «-ов», «-ев», «-ин»: Ивановым, об Иванове."""
    return (word, f"{word}а", f"{word}у", f"{word}а", f"{word}ым", f"{word}е")


def possessive_feminine(word: str) -> Row:
    """Decline a woman's surname in «-ова», «-ева», «-ина»: Ивановой, Иванову."""
    stem = word[:-1]
    return (word, f"{stem}ой", f"{stem}ой", f"{stem}у", f"{stem}ой", f"{stem}ой")


def adjective_masculine(word: str) -> Row:
    """Decline a man's surname that is an adjective: Толстой, Горький, Рыжий, Синий."""
    stem, ending = word[:-2], word[-2:]
    before = stem[-1:]
    # After hushers and soft stems the unstressed ending is «-его»; «-ой» is always stressed.
    soft = ending == "ий" and before not in VELARS
    # «ц» is hard and yet takes «-его»: Куцый, Куцего.
    vowel = "е" if soft or (before == "ц" and ending == "ый") else "о"
    high = "и" if soft or before in VELARS | HUSHERS else "ы"
    genitive = f"{stem}{vowel}го"
    return (word, genitive, f"{stem}{vowel}му", genitive, f"{stem}{high}м", f"{stem}{vowel}м")


def adjective_feminine(word: str, *, stressed: bool = False) -> Row:
    """Decline a woman's surname that is an adjective: Белая, Рыжая, Зимняя.

    Args:
        word: the surname in small letters.
        stressed: whether the ending is stressed, which matters after hushers: Большой, but Рыжей.
    """
    stem, ending = word[:-2], word[-2:]
    soft = ending == "яя" or (stem[-1:] in HUSHERS | {"ц"} and not stressed)
    oblique = stem + ("ей" if soft else "ой")
    return (word, oblique, oblique, stem + ("юю" if ending == "яя" else "ую"), oblique, oblique)
