"""A noun phrase in a case → the same in another, where the dictionary is sure of every word that changes.

Its head is its first noun; the adjectives before it change with it, what stands behind stays.
"""

from __future__ import annotations

from functools import lru_cache

from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import CASE_TAGS, Analysis, read_word

__all__ = ["nominative", "recast"]

_KEPT = 2048
_LONGEST_HEAD = 4


@lru_cache(maxsize=_KEPT)
def recast(words: str, come: tuple[Case, ...], go: Case) -> str | None:
    """Put a phrase that stands in one of some cases into another; None where that is not certain.

    >>> recast("составлением отчёта", (Case.INSTRUMENTAL,), Case.GENITIVE)
    'составления отчёта'
    """
    number, _, rest = words.partition(" ")
    if number.isdigit() and rest:
        # «2 семестра»: the number stays as it is.
        counted = recast(rest, come, go)
        return counted and f"{number} {counted}"
    parts = words.split(" ")
    changed: list[tuple[str, str]] = []
    for index, written in enumerate(parts[:_LONGEST_HEAD]):
        word = written.rstrip(",")
        if not word[1:].islower():
            # «ЕГЭ», «п.»: no word that declines.
            return words if index == 0 else None
        readings = _in_cases(word, come)
        nouns = [reading for reading in readings if reading.noun]
        if nouns and len(nouns) < len(readings) and _heads_next(parts, index, come):
            # «Приёмной кампании»: an adjective here, though there is such a noun as well.
            nouns = []
        if nouns:
            forms = {form for reading in nouns if (form := _form(reading, go))}
            head = nouns[0]
            return _join(parts, index, changed, forms, head, come, go)
        if not readings:
            return None
        changed.append((word, ""))
    return None


def _heads_next(parts: list[str], index: int, come: tuple[Case, ...]) -> bool:
    """Tell whether the next word is a noun in the same case, which an adjective before it agrees with."""
    if index + 1 >= len(parts):
        return False
    after = [reading for reading in _in_cases(parts[index + 1], come) if reading.noun]
    own = [reading for reading in _in_cases(parts[index], come) if not reading.noun]
    return any(one.plural == two.plural and two.gender in (one.gender, "") for one in after for two in own)


def _form(reading: Analysis, case: Case) -> str | None:
    tag = CASE_TAGS[case]
    forms = [form for tags, form in reading.paradigm if tag in tags]
    # «Учители», «лагери» are the books' of long ago: учителя, лагеря.
    stressed = (f"{form[:-1]}я" for form in forms if form.endswith("и"))
    return next((form for form in stressed if form in forms), forms[0] if forms else None)


def _in_cases(word: str, cases: tuple[Case, ...]) -> list[Analysis]:
    return [reading for reading in read_word(word.lower().replace("ё", "е")) if reading.case in cases] or [
        reading for reading in read_word(word.lower()) if reading.case in cases
    ]


def _join(
    parts: list[str],
    index: int,
    before: list[tuple[str, str]],
    forms: set[str],
    head: Analysis,
    come: tuple[Case, ...],
    go: Case,
) -> str | None:
    if len(forms) != 1:
        return None
    adjectives = []
    for word, _ in before:
        found = {
            form
            for reading in read_word(word.lower())
            if not reading.noun
            and reading.plural == head.plural
            and reading.gender in (head.gender, "")
            and (form := _form(reading, go))
        }
        if len(found) != 1:
            return None
        adjectives.append(found.pop())
    comma = "," if parts[index].endswith(",") else ""
    return " ".join(
        [*adjectives, forms.pop() + comma, *_joined(parts[index + 1 :], come, go, listed=bool(comma))]
    )


def _joined(rest: list[str], come: tuple[Case, ...], go: Case, *, listed: bool) -> list[str]:
    """Change what is joined to the head in the same case: «подготовки и проведения», «создания или …»."""
    link = rest[:1] if rest and rest[0] in ("и", "или") else []
    after = rest[len(link) :]
    if after and (link or listed) and _in_cases(after[0].rstrip(","), come):
        changed = recast(" ".join(after), come, go)
        if changed is not None:
            return [*link, *changed.split(" ")]
    return rest


def nominative(words: str) -> str:
    """Give a phrase in the genitive in the nominative; as it is where that is not certain.

    >>> nominative("завершения аналитического этапа"), nominative("ЕГЭ")
    ('завершение аналитического этапа', 'ЕГЭ')
    """
    return recast(words, (Case.GENITIVE,), Case.NOMINATIVE) or words
