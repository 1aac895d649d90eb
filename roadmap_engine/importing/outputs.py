"""A cell of documents to the documents in it.

A comma stands inside the name of a document as often as between two: a part is a document of its own when it
begins with a word for one, «справка», «протокол», in the nominative, or is known as a document.
"""

from __future__ import annotations

import re
from collections.abc import Container

from roadmap_engine.importing.lines import cut_outside_brackets
from roadmap_engine.importing.spelling import normalise_name
from roadmap_engine.russian.torn_lines import BULLET, glue_words

__all__ = ["looks_like_documents", "split_outputs"]

_DOCUMENT = re.compile(
    r"(?:справк[аи]|приказ[ы]?|протокол[ы]?|планы?|отч[её]ты?|графики?|положени[ея]|программ[аы]|рекомендаци[ия]"
    r"|информаци[ия]|записк[аи]|анкет[аы]|карт[аы]|маршрут[ы]?|лист[ы]?|список|списки|журнал[ы]?|материал[ы]?"
    r"|приложени[ея]|договор[ы]?|диаграмм[аы]|баз[аы]|банк|сертификат[ы]?|памятк[аи]|буклет[ы]?|презентаци[ия]"
    r"|таблиц[аы]|заявк[аи]|акт[ы]?|письм[оа]|распоряжени[ея]|решени[ея]|постановлени[ея]|реестр[ы]?|конспект[ы]?"
    r"|сводк[аи]|перечень|перечни|схем[аы]|сборник[и]?|дневник[и]?|явочн\w+ лист\w*|доклад[ы]?|анализ"
    r"|мониторинг|скриншот[ы]?|ссылк[аи]|фотоотч[её]т\w*|расписани[ея]|заключени[ея]|корректив\w*|сценари[ий])\b",
    re.IGNORECASE,
)
LONGEST_NAME = 100
_MOST_ADJECTIVES = 2
_ADJECTIVE = re.compile(r"\w+(?:ый|ий|ой|ая|яя|ое|ее|ые|ие|их|ых|ного|ной)$", re.IGNORECASE)
_CUT = re.compile(r"\s*;\s*|\s*,\s*|\n")


def split_outputs(text: str, known: Container[str] = frozenset()) -> tuple[str, ...]:
    """Split a cell into documents.

    Args:
        text: the cell.
        known: documents, normalised, of published roadmaps and other cells.

    >>> split_outputs("Аналитическая справка, приказ; план работы, утверждённый директором")
    ('Аналитическая справка', 'приказ', 'план работы, утверждённый директором')
    """
    if normalise_name(text) in known:
        return (text.replace("\n", " "),)
    titles: list[str] = []
    for sign, part in _parts(text):
        if not titles or sign == ";" or normalise_name(part) in known or _begins_document(part):
            titles.append(part)
        elif sign == "\n":
            titles[-1] = glue_words(titles[-1], part)
        else:
            titles[-1] = f"{titles[-1]}{sign} {part}"
    return tuple(dict.fromkeys(title.strip(" ,;") for title in titles if re.search(r"\w", title)))


def looks_like_documents(texts: list[str]) -> bool:
    """Tell whether the cells of a column name documents rather than what is achieved."""
    named = sum(_begins_document(text) and len(text) < LONGEST_NAME for text in texts)
    return named * 2 > len(texts)


def _parts(text: str) -> list[tuple[str, str]]:
    parts = cut_outside_brackets(text, _CUT)
    return [(sign, BULLET.sub("", part).strip()) for sign, part in parts if part.strip(" -–—")]


def _begins_document(part: str) -> bool:
    words = part.split()
    for place, word in enumerate(words[: _MOST_ADJECTIVES + 1]):
        if _DOCUMENT.match(word):
            return True
        if not _ADJECTIVE.match(word) or place == _MOST_ADJECTIVES:
            return False
    return False
