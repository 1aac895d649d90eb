"""The words over a column to what stands in it.

Departments call the same column in many ways; what is listed here are the words that tell, the first that
fits. A caption that none fits means nothing to the program, and its column is kept without being understood.
"""

from __future__ import annotations

import enum
import re
from functools import lru_cache

from roadmap_engine.importing.caption_words import expand_word, has_caption_words_alone, is_numbering
from roadmap_engine.importing.lines import tidy_spaces
from roadmap_engine.russian.dates import MONTHS
from roadmap_engine.russian.torn_lines import glue_words

__all__ = [
    "LONGEST_CAPTION",
    "Meaning",
    "is_sure_caption",
    "join_caption",
    "normalise_caption",
    "recognise_caption",
]


class Meaning(enum.StrEnum):
    """What a column can hold: the seven fields of a measure, and what is made into them."""

    NUMBER = "number"
    TITLE = "title"
    PARTICIPANTS = "participants"
    DEADLINE = "deadline"
    RESPONSIBLE = "responsible"
    RESULT = "result"
    OUTPUT = "output"
    STAGE = "stage"
    START = "start"
    FINISH = "finish"
    ACTUAL = "actual"
    MONTH = "month"
    YEAR = "year"
    UNKNOWN = "unknown"


LONGEST_CAPTION = 90
MOST_WORDS = 9
_KEPT = 2048

_BY_WORDS: tuple[tuple[Meaning, str], ...] = (
    # A mark that something has been done is for the copy on the wall, not for the plan.
    (Meaning.UNKNOWN, r".*\b(отметк|примечани|финансир|источник|объем|бюджет|стоимост|корректировк)\w*.*"),
    # «Место и дата проведения» has the date in it.
    (Meaning.DEADLINE, r"(место|где)\b.*\b(дата|срок\w*|время|когда|период)\b.*"),
    (Meaning.RESULT, r"(место|где) (подв|слуш|рассм|заслуш|обсужд|отраж)\w+.*"),
    (Meaning.UNKNOWN, r"(место|где)\b.*"),
    (Meaning.UNKNOWN, r"цел[ьи]|(вид|цел[ьи]|метод\w*|форм[аы]|способ\w*)( и \w+)? контроля"),
    (Meaning.UNKNOWN, r"дата (и|или) номер.*|реквизит.*|.*\b(статус|проблем|дефицит|причин)\w*.*"),
    (Meaning.ACTUAL, r".*\b(факт[ау]?|фактич\w*)\b.*|дата выполнения|выполнен\w*"),
    (Meaning.DEADLINE,
     r"(срок\w*|дат[аы]) (сдачи|пред(о?)ставлени\w|подачи|направлени\w|размещени\w|отчет\w*)( .*)?"),
    (Meaning.OUTPUT, r".*\b(документ\w*|отчетност\w*|отчет\w*)\b.*|форма завершения.*|вид отчет.*"),
    (Meaning.OUTPUT, r"форма (предоставлени|представлени|контроля|подведени|фиксаци|результата|выход)\w*.*"),
    (Meaning.OUTPUT,
     r"(способ|форма|формат) .*\b(результат|итог)\w*.*|.*подведени\w+ итогов.*|подтверждени\w+.*"),
    (Meaning.START, r"(планов\w+ |планируем\w+ )?(дата |срок )?(начал\w*)( .*)?|с"),
    (Meaning.FINISH,
     r"(планов\w+ |планируем\w+ )?(дата |срок )?(окончани\w*|завершени\w*|конец)( .*)?|по|до"),
    (Meaning.DEADLINE, r".*\b(срок\w*|дат[аы]|период\w*|врем[яени]+|график)\b.*|числ[оа]( .*)?"),
    (Meaning.DEADLINE, r"месяц(ы)?|календарн\w+ .*|периодичность( .*)?"),
    (Meaning.DEADLINE, r"д(ень|ни)( (недели|проведения|месяца))?"),
    (Meaning.DEADLINE, r"план(овый|овая|овые)?|по плану|когда( .*)?"),
    (Meaning.RESPONSIBLE, r".*\b(ответствен\w*|исполнител\w*|куратор\w*|кто (проводит|отвечает|делает))\b.*"),
    (Meaning.RESPONSIBLE, r".*\b(соисполнител\w*|организатор\w*)\b.*|исполняет|отвечает|(отв|исп)( лиц\w*)?"),
    (Meaning.PARTICIPANTS,
     r".*\b(участник\w*|категори\w*|аудитори\w*|контингент\w*|участву\w+|адресат\w*|привлекаем\w*)\b.*"),
    (Meaning.PARTICIPANTS, r"класс(ы)?|с кем( .*)?|для кого|кто участвует|([а-я]+ая )?групп[аы]|состав"),
    (Meaning.UNKNOWN,
     r"(форма|формы|метод|методы)( и методы)? (проведени|работ|реализаци|деятельност|контрол)\w*.*"),
    (Meaning.RESULT,
     r".*\b(результат\w*|показател\w*|эффект\w*|итог\w*|критери\w*|индикатор\w*|выход\w*)\b.*"),
    (Meaning.RESULT, r".*\bпродукт\w*\b.*|что получим"),
    (Meaning.RESPONSIBLE, r"кто (контролирует|исполняет|осуществляет)( .*)?"),
    (Meaning.TITLE, r"(объект|предмет|вопрос|содержани|направлени)\w* (внутришкольного )?контроля"),
    (Meaning.STAGE,
     r"(направлени\w*|раздел\w*|этап\w*|блок\w*|модул\w*)( (работы|деятельности|реализации|плана))?"),
    (Meaning.STAGE,
     r"(наименование|название) (этап|раздел|направлени|модул|блок)\w*( работы| деятельности)?"),
    (Meaning.STAGE, r"направлени\w* .*\b(риск\w*|дефицит\w*|деятельности|работы)( .*)?"),
    (Meaning.TITLE, r".*\b(мероприяти\w*|содержани\w*|наименовани\w*|название|действи[яей]\w*|перечень)\b.*"),
    (Meaning.TITLE,
     r"(основн\w+ |планируем\w+ )?(вид\w*|направлени\w*|форм\w*) (работ\w*|деятельности)( .*)?"),
    (Meaning.TITLE, r"(тема|темы|тематика|вопрос\w*|задач\w*|задани\w*|работ[аы]|дел[оа])( .*)?"),
    (Meaning.TITLE, r"(поручени\w*|мер[аы])( .*)?"),
    (Meaning.TITLE,
     r"что (делаем|делать|нужно сделать|сделать|необходимо сделать|проводится)|шаг(и)?|событи\w+"),
)  # fmt: skip
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _BY_WORDS)
# Who leads is a name as often as a caption: only the words beside it tell.
_LEADERS = re.compile(
    r"((фио|ф и о|имя|фамилия) )?(руководител\w|преподавател\w|докладчик\w*|учител\w|педагог\w?|воспитател\w"
    r"|наставник\w?|специалист\w?|сотрудник\w?|организатор\w?|ведущ\w+)( \w+)?|фио|ф и о"
)
_TERM = re.compile(r"(?:i{1,3}|iv|[1-4](?:-?(?:я|ая|й|ый|е|ое))?) (?:четверть|полугодие|триместр|квартал)")
_MONTH = re.compile(rf"(?:{'|'.join(MONTHS)})(?: 20\d\d)?(?: (?:г|год|года))?")
_YEAR = re.compile(r"(?:на )?(20\d\d)(?:\s?[-/–\\]\s?(?:20)?\d\d)?(?: (?:г|год|уч|учебный)\w*)*")


@lru_cache(maxsize=_KEPT)
def normalise_caption(text: str) -> str:
    r"""Give a caption on one line, in small letters, without what only decorates it.

    >>> (
    ...     normalise_caption("Ответ-\nственные"),
    ...     normalise_caption("№\nп/п"),
    ...     normalise_caption("Сроки\n(план)"),
    ... )
    ('ответственные', '№ п п', 'сроки план')
    """
    small = join_caption(text).lower().replace("ё", "е")
    # «№п/п», «№№ п.п.», «Nп/п»: the sign is a word of its own, and one is enough.
    spaced = re.sub(r"\bn(?=п\b|пп\b)", "n ", re.sub(r"№+", " № ", small))
    words = (expand_word(word) for word in re.findall(r"[\w№#]+(?:-[\w]+)*\.?|-", spaced))
    return " ".join(word for word in words if word)


def join_caption(text: str) -> str:
    r"""Give a caption on one line, the words that a narrow column tore whole again.

    >>> join_caption("Срок испол-\nнения")
    'Срок исполнения'
    """
    joined, *others = tidy_spaces(text).split("\n")
    for line in others:
        joined = glue_words(joined, line[:1].lower() + line[1:] if joined.endswith("-") else line)
    return " ".join(joined.split())


@lru_cache(maxsize=_KEPT)
def recognise_caption(text: str) -> Meaning | None:
    """Tell what a column holds; None where its caption does not tell.

    >>> recognise_caption("Категория участников").value, recognise_caption("Сроки реализации").value
    ('participants', 'deadline')
    >>> recognise_caption("Отчётный документ").value, recognise_caption("Погода")
    ('output', None)
    """
    if not text or len(text) > LONGEST_CAPTION:
        return None
    caption = normalise_caption(text)
    if len(caption.split()) > MOST_WORDS:
        return None
    if _MONTH.fullmatch(caption) or _TERM.fullmatch(caption):
        return Meaning.MONTH
    if _YEAR.fullmatch(caption):
        return Meaning.YEAR
    named = (meaning for meaning, pattern in _COMPILED if pattern.fullmatch(caption))
    leads = Meaning.RESPONSIBLE if _LEADERS.fullmatch(caption) else None
    return Meaning.NUMBER if is_numbering(caption) else next(named, leads)


@lru_cache(maxsize=_KEPT)
def is_sure_caption(text: str) -> bool:
    """Tell whether a text tells what a column holds and can be nothing else: no words but those of captions.

    >>> is_sure_caption("Период исполнения"), is_sure_caption("Перечень мероприятий по праву")
    (True, False)
    """
    return recognise_caption(text) is not None and has_caption_words_alone(normalise_caption(text))
