"""The words that captions are made of: abbreviations written out, and whether a text has no other words.

A caption is told from a row of a plan by its words: «Срок исполнения» has only words that stand over columns,
«Работа с родителями» speaks of parents. That holds where one word alone would mislead.
"""

from __future__ import annotations

import re

from roadmap_engine.russian.dates import MONTHS

__all__ = ["expand_word", "has_caption_words_alone", "is_numbering"]

_FULL = (
    *("ответственный", "ответственные", "ответственного", "исполнитель", "исполнители", "исполнения"),
    *("выполнения", "выполнении", "исполнении", "проведения", "реализации", "мероприятие", "мероприятия"),
    *("мероприятий", "наименование", "название", "содержание", "содержания", "результат", "результаты"),
    *("показатель", "показатели", "участники", "категория", "примечание", "примечания", "периодичность"),
    *("организатор", "организаторы", "документ", "планируемый", "планируемые", "плановый", "плановая"),
    *("плановое", "фактический", "фактическая", "фактическое", "начало", "окончание", "завершение"),
    *("количество", "деятельности", "ожидаемый", "ожидаемые", "направление", "направления", "тематика"),
    *("руководитель", "преподаватель", "контролирующий", "соисполнители", "подготовки", "номер"),
    *MONTHS,
)
"""What an abbreviation is tried against, the likelier first: «исп.» is whoever does it."""
_FEWEST_LETTERS = 3

_STEMS = re.compile(
    r"(?:мероприяти|содержани|деятельност|наименовани|названи|действи|переч|тематик|вопрос|направлени|раздел"
    r"|срок|период|месяц|планов|планир|факт|фактическ|начал|окончани|завершени|ответствен|исполн|соисполн|выполн|провед|периодичн|кратн|проводящ|докладчик"
    r"|реализаци|подготовк|подведени|должност|организатор|участник|категори|аудитори|целев|контингент|класс"
    r"|результат|ожида|итог|показател|индикатор|критери|выход|документ|отчет|примечани|отметк|источник"
    r"|финансировани|объем|стоимост|количеств|единиц|измерени|контрол|объект|предмет|календарн|ориентировочн"
    r"|предполагаем|необходим|основн|конкретн|намечен|запланирован|привлекаем|фамили|имен|отчеств|указани"
    r"|этап|модул|форма|форм|вид|метод|способ|задач|задани|поручени|событи|достижени|оценк|характеристик"
    r"|номер|пункт|строк|позици|пошагов|муниципальн|школьн|внутришкольн|воспитательн|учебн|регламентн)\w{0,5}"
    r"|план[ыу]?|график|дат[аы]|дн[ия]|день|недел[яиюь]|врем(?:я|ени)|числ[оа]|год|квартал|работ[аыу]?|дел[ао]?|тем[аы]|цел[ьи]"
    r"|лиц[ао]?|фио|мер[аы]?|меры|мест[оа]|кто|что|где|когда|как[а-я]{1,3}|делает|отвечает|проводит|исполняет|кем|чем|как|кого|отв|час(?:ы|ов)|отчет|блок|курс[аы]?"
    r"|состав|групп[аы]|проект[аы]?|сумма|тыс|руб|шаги?|прим|отм|№|n|no|nn|п|н|пп|в|во|и|или|на|с|со|по|о|об"
    r"|к|за|для|от|до|при|из|а|не|их|т|ч|е|д|др|уч|реализующ\w+|проводим\w+|принят\w+|указан\w+|кол-во"
)


def expand_word(word: str) -> str:
    """Write an abbreviation out: one that ends in a dot, or one whose middle a hyphen stands for.

    Args:
        word: in small letters, with its dot.

    >>> expand_word("отв-ный"), expand_word("исполнит."), expand_word("план-график"), expand_word("п.")
    ('ответственный', 'исполнитель', 'план-график', 'п')
    """
    bare = word.rstrip(".")
    head, hyphen, tail = bare.partition("-")
    if hyphen and head and tail and "-" not in tail:
        found = next((f for f in _FULL if f.startswith(head) and f.endswith(tail)), None)
        return found if found and len(head) + len(tail) <= len(found) and len(head) > 1 else bare
    if word == bare or len(bare) < _FEWEST_LETTERS or bare in _FULL:
        return bare
    return next((full for full in _FULL if full.startswith(bare)), bare)


def has_caption_words_alone(caption: str) -> bool:
    """Tell whether a normalised caption has no word but those that captions are made of.

    >>> has_caption_words_alone("срок исполнения"), has_caption_words_alone("работа с родителями")
    (True, False)
    """
    words = caption.split()
    return bool(words) and all(_STEMS.fullmatch(word) for word in words)


_NUMBERING = re.compile(
    r"(?:(?:№|n|nn|no|номер|номера|код|поз|позиция|п|пп|пункт|пункты|#)(?: №)?)"
    r"(?: ?(?:п ?п|пп|п ?н|п|плана|пункта|пункт|строки|мероприятия|меры|раздела|позиции|задачи|записи))*"
    r"(?: плана)?|п ?п №"
)


def is_numbering(caption: str) -> bool:
    """Tell whether a normalised caption stands over numbers: «№ п п», «n п п», «номер меры».

    >>> is_numbering("№ п п"), is_numbering("пп"), is_numbering("номера телефонов")
    (True, True, False)
    """
    return _NUMBERING.fullmatch(caption) is not None
