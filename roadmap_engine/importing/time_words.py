"""Whether words that the deadline language reads say when a thing is to be done.

«Довести до сведения», «до частных организаций», «проведённых в декабре 2020 г.», «план на 2026/2027 учебный
год» read as time, and are none; «в период каникул» is, by the verb it belongs to.
"""

from __future__ import annotations

import re

from roadmap_engine.deadlines import Rule, kind_of
from roadmap_engine.importing.dates import remarks_of, rule_of
from roadmap_engine.importing.spelling import MONTH_STEMS
from roadmap_engine.model.dependencies import events_in_words
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.lexicon import is_infinitive, read_word
from roadmap_engine.russian.word_tables import SUBSTANTIVES

__all__ = ["PERIOD", "TIME_MARK", "end_of_genitives", "says_when", "tells_of_past"]

_ACTS_OF_TELLING = re.compile(
    r"\b(?:довод|довед|довест|донес|дошед)\w*\s+(?:[^\s,]+\s+){0,6}$", re.IGNORECASE
)
_MADE_READY = re.compile(r"\b(?:подготов|готовн|готов)\w*\s+(?:[^\s,]+\s+){0,6}$", re.IGNORECASE)
_YEARS_ALONE = re.compile(
    r"(?:в|во|за|на)?\s*(?:20\d\d\s*(?:[-–—/\\]|и|,|\s)*)+(?:учебн\w+)?\s*(?:год\w*|гг?\.?)?", re.IGNORECASE
)
_SPAN = re.compile(
    r"(?:в течение|на протяжении|весь)\b.*"
    r"(?:\d|год|полугоди|четверт|триместр|квартал|месяц|недел|каникул|сезон|период|лета|зимы|весны|осени"
    rf"|{MONTH_STEMS})",
    re.IGNORECASE | re.DOTALL,
)
PERIOD = re.compile(
    r"(?:в период|в дни|во? (?:перв|втор)\w+|в (?:летн|зимн|осенн|весенн)\w+)\b", re.IGNORECASE
)
"""A part of the year without its days: it may as well belong to what is done."""
_SCHEDULE = re.compile(
    r"(?:согласно|по|в\s+соответствии\s+с)\s+(?:[а-яё]+(?:ому|ым|им)\s+){0,2}(?:плану-|планом-)?график\w+(?P<tail>.*)"
    r"|в\s+(?:установленные\s+)?сроки?,?\s*(?:установлен\w+|утвержд[её]н\w+|определ[её]н\w+|указан\w+)?.*",
    re.IGNORECASE | re.DOTALL,
)
# «в соответствии с приказом № 45 ежеквартально»: the paper is no time, whatever stands behind it; «после
# каждого приёма пищи» is how a thing is done.
_NO_TIME = re.compile(
    r"(?:согласно|в\s+соответствии)\b(?!.*(?:график|сроками))|(?:после|до|перед)\s+кажд",
    re.IGNORECASE | re.DOTALL,
)
_GOES_ON = re.compile(rf"\s+(?:{MONTH_STEMS}|\d)|\s*(?:по|до|[-–—])\s*\d", re.IGNORECASE)
_CALENDAR = re.compile(r"год|полугоди|четверт|месяц|недел|каникул", re.IGNORECASE)
_TOWARDS = re.compile(r"(?:до|после|с|со|к|перед|накануне)\b", re.IGNORECASE)
# Something that comes to pass, as «до начала смены»; «до организаций» is a way things go.
_NO_ACTION = "сведени|заведени|отделени|учреждени|управлени|объединени|помещени|населени|поколени|имени\\b"
_HAPPENS = re.compile(
    rf"\b(?!{_NO_ACTION})\w+(?:ения|ания|ятия|ытия|ития|яния)\b"
    r"|\b(?:начала|конца|окончания|завершения|дня|даты|момента|срока|заседани[ея]|экзамен\w*|смены|каникул"
    r"|четверти|праздник\w*|сесси\w+|олимпиад\w+|впр|гиа|егэ|огэ|процедуры|этапа|конкурса|совещания|педсовета"
    r"|собрания|распоряжения|сдачи|выдачи|при[её]ма|выхода|отъезда|выезда|приезда|прихода|регистрации"
    r"|публикации|аттестации|инвентаризации|ремонта|запроса|подачи|соревнований|мероприятий|испытаний|уч[её]та"
    r"|сбора|выпуска|старта|отч[её]тности|урока|уроков|занятий|занятия|проверки|отпуска)\b",
    re.IGNORECASE,
)
TIME_MARK = re.compile(
    rf"\d|(?:{MONTH_STEMS})|\b(?:дн(?:я|ей|ю|ём|ем|и|ям)\b|день|сут[о]?к|недел|месяц|квартал|четверт|полугоди|триместр|год"
    r"|каникул|час(?:а|ов|у)?\b|срок|график|еже|раз[а]?\b|дважды|трижды|кажд|постоянно|систематически|регулярно|незамедл"
    r"|немедл|понедельник|вторник|сред[уаы]\b|четверг|пятниц|суббот|воскресен|мере\b|период|сезон|лет[оа]\b|зим|весн|осен"
    r"|декад|середин|начал|окончани|заверш)|\w*(?:дневн|недельн|месячн|суточн)"
    rf"|{_HAPPENS.pattern}",
    re.IGNORECASE,
)
"""Words without which nothing says when: they spare the language the phrases it would not read."""
_EDGE = re.compile(r"\b(?:начал|окончани|завершени)", re.IGNORECASE)
_PLAIN = re.compile(r"\d[\d.,/–-]*|№|[A-ZА-ЯЁ]{2,}[\w-]*|и|его|её|ее|их|настоящего|\(?[IVX]+\)?")


def says_when(phrase: str, before: str, after: str) -> bool:
    """Tell whether a phrase of a sentence says when a thing is to be done.

    Args:
        phrase: the words.
        before: what stands before them in the sentence.
        after: what stands behind them.

    >>> says_when("до 1 мая", "Представить отчёт ", ""), says_when("до 1 класса", "Зачислить ", "")
    (True, False)
    """
    rule = rule_of(phrase)
    if rule is None or _YEARS_ALONE.fullmatch(phrase) or remarks_of(phrase) or _NO_TIME.match(phrase):
        return False
    events = events_in_words(rule)
    return (
        not _is_cut(phrase, after)
        and all(_is_event(words, phrase) for words in events)
        and not _belongs_to_words_before(phrase, before)
        and _fits_its_kind(rule, phrase, before, after)
    )


def _is_cut(phrase: str, after: str) -> bool:
    """Tell whether a phrase ends between a day and its month, or the first day of a span and its last."""
    return phrase[-1:].isdigit() and _GOES_ON.match(after) is not None


def _belongs_to_words_before(phrase: str, before: str) -> bool:
    """Tell whether words before make a way, an aim or a past of it: «довести до …», «готовность к …»."""
    dated = re.search(rf"\d|(?:{MONTH_STEMS})", phrase, re.IGNORECASE) is not None
    told = re.match(r"до\b", phrase, re.IGNORECASE) is not None and _ACTS_OF_TELLING.search(before)
    if not dated and (told or not _comes_to_pass(phrase)):
        return True
    if re.match(r"ко?\b", phrase, re.IGNORECASE) and _MADE_READY.search(before):
        return True
    dependent = re.match(r"(?:во?|со?|до)\b", phrase, re.IGNORECASE) is not None
    return dependent and tells_of_past(before.rstrip())


def _fits_its_kind(rule: Rule, phrase: str, before: str, after: str) -> bool:
    match kind_of(rule):
        case "during":
            return _SPAN.match(phrase) is not None or _is_period(phrase, before, after)
        case "external":
            scheduled = _SCHEDULE.fullmatch(phrase)
            return scheduled is not None and _is_chain(scheduled["tail"] or "")
        case "standing":
            return _is_adverb(after)
        case "months":
            return not re.match(r"(?:за|на)\b", phrase, re.IGNORECASE)
        case "recurring" if " " not in phrase:
            return _is_adverb(after)
        case _:
            return True


def _comes_to_pass(phrase: str) -> bool:
    """Tell whether «до …», «после …» without a date names something that happens."""
    return any(
        (
            _TOWARDS.match(phrase) is None,
            _HAPPENS.search(phrase) is not None,
            _CALENDAR.search(phrase) is not None,
        )
    )


def _is_period(phrase: str, before: str, after: str) -> bool:
    """Tell whether «в период …» says when: it has days, or stands by the verb or at the end."""
    if not PERIOD.match(phrase):
        return False
    words = before.split()
    by_verb = not words or is_infinitive(words[-1].lower().strip(",")) or words[-1].endswith((":", "."))
    return by_verb or re.search(r"\d", phrase) is not None or re.match(r"[\s.,;)]*$", after) is not None


def _is_adverb(after: str) -> bool:
    """Tell «ежедневно представлять» from «постоянно действующей комиссии»."""
    following = re.match(r"\s+([а-яё]+)", after)
    return following is None or not any(reading.participle for reading in read_word(following[1]))


def _is_event(words: str, phrase: str) -> bool:
    """Tell whether the words of an event are one noun phrase in the genitive that comes to pass."""
    return _is_chain(words) and (_HAPPENS.search(words) or _EDGE.search(phrase)) is not None


def _is_chain(words: str) -> bool:
    bare = re.sub(r"\s*\([^()]*\)\s*$", "", words).strip()
    return not bare or end_of_genitives(bare, 0) == len(bare)


def end_of_genitives(text: str, start: int) -> int | None:
    """Give where a row of words in the genitive ends; None where it does not begin.

    >>> text = "после окончания четверти классным руководителям"
    >>> text[6 : end_of_genitives(text, 6)]
    'окончания четверти'
    """
    end: int | None = None
    for word in re.compile(r"\S+").finditer(text, start):
        bare = word[0].strip(",.;:()")
        small = bare.lower()
        genitive = any(
            reading.case is Case.GENITIVE for reading in read_word(small.rpartition("-")[2] or small)
        )
        if not (genitive or _PLAIN.fullmatch(bare) or word[0][0] in '«"#'):
            break
        if bare != "и":
            end = word.start() + len(word[0].rstrip(",.;:()"))
        if word[0][-1] in ",.;:)":
            break
    return end


def tells_of_past(before: str) -> bool:
    """Tell whether words end in a participle: a day behind it is that of what it tells of.

    >>> tells_of_past("результаты работ, проведённых"), tells_of_past("питание обучающихся")
    (True, False)
    """
    words = before.rsplit(None, 2)[-2:]
    if not words or before[-1:] in ",.;:()":
        return False
    last = words[-1].lower()
    readings = read_word(last)
    # «обучающихся с 1 сентября»: a participle that stands for a noun tells of nothing that took place.
    stands = any(reading.noun or reading.lemma in SUBSTANTIVES for reading in readings)
    return not stands and any(reading.participle for reading in readings)
