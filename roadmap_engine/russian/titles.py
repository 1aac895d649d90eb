"""The title of a plan or a measure → the same in a case, as far as that is certain."""

from __future__ import annotations

import re

from roadmap_engine.russian.cases import Case, Kind
from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.letters import capitalise_first, lower_first

__all__ = ["about_title", "outcome_of", "split_sentences", "title_in_case"]

# Where a sentence ends: not after «г.», «и др.», initials.
_SENTENCES = re.compile(r"(?<![\s.(][А-ЯЁа-яё])(?<![\s.(][а-яё]{2})\.\s+(?=[А-ЯЁ])|\n+")
_MAP = re.compile(r"(\(«?)([Дд])орожная карта(»?\))")
_MAP_CASES = {
    Case.NOMINATIVE: "дорожная карта",
    Case.GENITIVE: "дорожной карты",
    Case.DATIVE: "дорожной карте",
    Case.ACCUSATIVE: "дорожную карту",
    Case.INSTRUMENTAL: "дорожной картой",
    Case.PREPOSITIONAL: "дорожной карте",
}
"""«Плана мероприятий («дорожной карты»)»: the second name stands in the case of the first."""
_MAP_FIRST = re.compile(r"«[Дд]орожная карта»(?:\s*\((?P<second>[^()]+)\))?")
_CAPITALS = re.compile(r"[А-ЯЁ]{4,}\b(?=.*[а-яё])")
_LIGHT = re.compile(
    r"(?:(?:организации\s+и\s+)?проведения|осуществления)\s+(?!(?:в|на|с|со|по|для|из|от|до|при)\s)"
)
_VOWELS = "аоуэи"


def split_sentences(title: str) -> list[str]:
    """Split a title into its sentences and lines.

    >>> split_sentences("Организация ВПР в г. Якутске. Контроль.")
    ['Организация ВПР в г. Якутске', 'Контроль.']
    """
    return [sentence for sentence in _SENTENCES.split(title) if sentence.strip()]


def title_in_case(title: str, case: Case) -> str | None:
    """Put a title into a case, sentence by sentence; nothing where a sentence is not certain.

    >>> title_in_case("Разработка плана мер. Принятие мер.", Case.ACCUSATIVE)
    'разработку плана мер, принятие мер'
    >>> title_in_case("План мероприятий («дорожная карта»)", Case.GENITIVE)
    'плана мероприятий («дорожной карты»)'
    >>> title_in_case("План мероприятий (Дорожная карта) школы", Case.ACCUSATIVE)
    'план мероприятий (Дорожную карту) школы'
    >>> title_in_case("«Дорожная карта» (план мероприятий) школы", Case.GENITIVE)
    '«дорожной карты» (плана мероприятий) школы'
    >>> title_in_case("ПЛАН мероприятий школы", Case.GENITIVE)
    'плана мероприятий школы'
    """
    known = _MAP_FIRST.match(title)
    if known is not None:
        second = decline(known["second"], Kind.POST).get(case) if known["second"] else None
        if known["second"] and second is None:
            return None
        bracket = f" ({second})" if second else ""
        return f"«{_MAP_CASES[case]}»{bracket}{title[known.end() :].rstrip(' .')}"
    sentences = [_lower_word(sentence.strip(" .")) for sentence in split_sentences(title)]
    forms = [decline(sentence, Kind.POST).get(case) for sentence in sentences if sentence]
    if not forms or None in forms:
        return None
    second = _MAP_CASES[case]
    words = ", ".join(lower_first(form) for form in forms if form is not None)
    return _MAP.sub(
        lambda found: found[1] + (capitalise_first(second) if found[2] == "Д" else second) + found[3], words
    )


def _lower_word(sentence: str) -> str:
    """Write a first word in capitals as other words are: «ПЛАН мероприятий» is a plan in a sentence."""
    found = _CAPITALS.match(sentence)
    return sentence[: found.end()].lower() + sentence[found.end() :] if found else sentence


def about_title(title: str) -> str | None:
    """Say what a paper is about; nothing where that is not certain.

    >>> about_title("Анализ результатов"), about_title("Проведение собрания")
    ('Об анализе результатов', 'О проведении собрания')
    """
    words = title_in_case(title, Case.PREPOSITIONAL)
    return words and f"{'Об' if words[0].lower() in _VOWELS else 'О'} {words}"


def outcome_of(title: str) -> str | None:
    """Say of what work a paper tells the outcome; nothing where that is not certain.

    >>> outcome_of("Проведение анализа результатов"), outcome_of("Контроль исполнения плана")
    ('по итогам анализа результатов', 'по итогам контроля исполнения плана')
    """
    words = title_in_case(title, Case.GENITIVE)
    return words and f"по итогам {words.removeprefix(_light_verbs(words))}"


def _light_verbs(words: str) -> str:
    """Give what only says that the work is done: its outcome is that of the work."""
    found = _LIGHT.match(words)
    return found[0] if found else ""
