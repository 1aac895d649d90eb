"""Deadlines that somebody else sets, and duties without dates: «по графику ФЦТ», «постоянно»."""

from __future__ import annotations

from roadmap_engine.deadlines.events import stem
from roadmap_engine.deadlines.forms import FREE, Form, Phrases
from roadmap_engine.deadlines.free_words import scan
from roadmap_engine.deadlines.parser import Parse, Text
from roadmap_engine.deadlines.rule import External, SourceKind, Standing, StandingManner

__all__ = ["FORMS", "PHRASES", "SCANNERS"]

_STEMS: dict[SourceKind, str] = {
    "schedule": "график расписан циклограмм маршрут запис",
    "plan": "план программ карт календар",
    "decision": "решен протокол",
    "order": "приказ распоряжен письм указан постановлен запрос предписан поручен обращен заявлен ходатайств "
    "заявк уведомлен приглашен вызов сигнал",
    "documents": "документ акт положен инструкц регламент порядк порядок контракт услов рекомендац "
    "законодательств договор договорен нормативн требован закон",
    "terms": "срок дат врем",
}
_SOURCES = {stem: kind for kind, stems in _STEMS.items() for stem in stems.split()}
_SHORT: dict[str, SourceKind] = {"пл": "plan", "гр": "schedule", "графику": "schedule"}
_BY_PAPER = (
    ("в", "соответствии", "с"), ("в", "соответствии", "со"), ("в", "соотв", "с"), ("в", "соотв", ".", "с"),
    ("согласно",), ("согл",), ("по",),
    ("на", "основании"), ("в", "рамках"), ("исходя", "из"), ("с", "учетом"),
)  # fmt: skip
_AS_IT_COMES = (
    ("по", "мере"), ("по", "факту"), ("в", "случае"), ("при", "наличии"), ("при", "поступлении"),
    ("по", "поступлении"), ("по", "готовности"),
)  # fmt: skip
_AGREED = (
    ("по", "согласованию"),
    ("по", "договоренности"),
    ("по", "взаимному", "согласованию"),
    ("по", "назначению"),
)
_SET = ("обозначен", "установлен", "определен", "указан", "утвержден", "назначен", "предусмотрен", "заданн", "определяем",
        "устанавливаем", "согласован", "отведен", "регламентирован", "объявлен", "предписан", "прописан", "намечен", "утверждаем", "указываем", "обозначаем")  # fmt: skip
_DOING = ("ие", "ия", "ию", "ием", "ии")
_TERMS = ("срок", "сроки", "даты", "дни", "время", "порядке", "период", "дату", "сроком")
_ADJECTIVES = (
    "ому", "ему", "ым", "им", "ыми", "ими", "ой", "ей", "ого", "его", "ых", "их", "-", "и", ",", "отд",
    "отдельн", "утв",
)  # fmt: skip
_MOST_ADJECTIVES = 8
_NEEDED = ("необходимости", "надобности", "потребности")


def source_of(word: str) -> SourceKind | None:
    """Tell what kind of paper a word names: «графику», «решением», «документам»."""
    cut = stem(word)
    if len(cut) < 3:
        return None
    return _SOURCES.get(cut) or _SOURCES.get(cut.removesuffix("н"))


def _starts(text: Text, start: int, openings: tuple[tuple[str, ...], ...]) -> int:
    """Give how many tokens of an opening stand here; 0 for none."""
    first = text.at(start).text
    for words in openings:
        if words[0] == first and all(text.at(start + index).text == word for index, word in enumerate(words)):
            return len(words)
    return 0


def _finish(text: Text, start: int, inside: int, source: SourceKind) -> list[Parse]:
    """Give the paper's name to each end it may have, from the first word that must belong to it on."""
    ends = scan(text, inside, papers=True) or [inside + 1]
    found: list[Parse] = []
    for end in ends:
        if any(
            text.at(index).kind == "edge" and text.at(index - 1).text in ("с", "до", "в")
            for index in range(inside, end)
        ):
            # «По запросу, с начала зимы»: the beginning is of a time, not of the paper.
            continue
        words = text.words(start, end).rstrip(" .")
        event = _deciding(text, inside, end) if source == "decision" else None
        value = External(source, words[:1].lower() + words[1:], event)
        found.append((end, value, 2 + FREE * max(end - inside - 1, 0)))
    return found


def _deciding(text: Text, start: int, end: int) -> str | None:
    stems = [stem(token.text) for token in text.tokens[start:end]]
    known = text.events.match(stems)
    return known[0].id if known and known[0].decides else None


def _agreed(text: Text, start: int) -> list[Parse]:
    length = _starts(text, start, _AGREED)
    return _finish(text, start, start + length - 1, "agreement") if length else []


def _occasion(text: Text, start: int) -> list[Parse]:
    length = _starts(text, start, _AS_IT_COMES)
    inside = start + length
    if not length or text.at(inside).text in _NEEDED:
        return []
    ends = scan(text, inside)
    if not ends:
        return []
    papers = {source_of(token.text) for token in text.tokens[inside : ends[0]]}
    return _finish(text, start, inside, "documents" if papers & {"documents", "order"} else "occasion")


def _set_terms(text: Text, start: int) -> list[Parse]:
    """Read «в установленные сроки», «в сроки, обозначенные в документах», «устанавливаемый …»."""
    index = start + (text.at(start).text in ("в", "во", "на", "к"))
    if text.at(index).text.startswith(_SET):
        named = text.at(index + 1).text in _TERMS or source_of(text.at(index + 1).text) is not None
        alone = text.at(index).text.startswith(("устанавливаем", "определяем")) and index == start
        return _finish(text, start, index + 1 if named else index, "terms") if named or alone else []
    if index == start or (text.at(index).text not in _TERMS and source_of(text.at(index).text) != "terms"):
        return []
    behind = index + 1 + (text.at(index + 1).text == ",")
    # «В сроки, утверждённые приказом» are set; «в период утверждения плана» is while something is done.
    set_elsewhere = text.at(behind).text.startswith(_SET) and not text.at(behind).text.endswith(_DOING)
    return _finish(text, start, behind, "terms") if set_elsewhere else []


def _paper(text: Text, start: int) -> list[Parse]:
    length = _starts(text, start, _BY_PAPER)
    if not length:
        return []
    for index in range(start + length, start + length + _MOST_ADJECTIVES):
        token = text.at(index)
        source = source_of(token.text) if token.kind == "word" else None
        if source is not None:
            if source == "plan" and text.at(index + 1).text == "-":
                source = source_of(text.at(index + 2).text) or source
            return _finish(text, start, index, source)
        if token.kind not in ("word", "mark", "ordinal") or not token.text.endswith(_ADJECTIVES):
            return []
    return []


def _scan(text: Text, start: int) -> list[Parse]:
    """Give every paper, occasion or agreement that is named from a token on."""
    for read in (_agreed, _occasion, _set_terms, _paper):
        found = read(text, start)
        if found:
            return found
    return []


SCANNERS = {"Paper": _scan}

_STANDING: tuple[tuple[StandingManner, str], ...] = (
    ("constant", "постоянно|непрерывно"), ("systematic", "систематически|системно"),
    ("regular", "регулярно|периодически"), ("lesson", "поурочно|ежеурочно"),
    ("immediate", "незамедлительно|немедленно|безотлагательно"),
)  # fmt: skip
_STANDING_PHRASES: tuple[tuple[StandingManner, str], ...] = (
    ("constant", "на постоянной основе"), ("constant", "на протяжении всего времени"), ("constant", "в постоянном режиме"),
    ("constant", "в режиме реального времени"), ("constant", "в ежедневном режиме"), ("constant", "бессрочно"),
    ("regular", "на регулярной основе"), ("systematic", "на систематической основе"), ("regular", "в плановом режиме"),
    ("lesson", "на каждом уроке"), ("lesson", "на уроках"), ("lesson", "каждый урок"), ("lesson", "на каждом занятии"),
    ("lesson", "на занятиях"), ("lesson", "каждое занятие"),
    ("need", "по мере необходимости"), ("need", "по необходимости"), ("need", "при необходимости"),
    ("need", "в случае необходимости"), ("need", "по мере надобности"), ("need", "по мере потребности"), ("need", "по потребности"),
    ("request", "по запросу"), ("request", "по запросам"), ("request", "по требованию"),
    ("working-order", "в рабочем порядке"), ("working-order", "в текущем режиме"), ("working-order", "в рабочем режиме"),
    ("immediate", "в кратчайшие сроки"), ("constant", "повседневно"), ("constant", "круглосуточно"), ("constant", "постоянный контроль"), ("constant", "постоянный мониторинг"),
    ("systematic", "систематический контроль"), ("regular", "регулярный контроль"), ("constant", "на постоянном контроле"),
)  # fmt: skip

_FEASTS = ("праздничными днями", "праздниками", "выходными днями", "выходными и праздничными днями",
           "праздничными и выходными днями", "выходными")  # fmt: skip
PHRASES = (
    Phrases("before-feasts", (
        "накануне праздничных дней", "накануне праздников", "накануне выходных и праздничных дней",
        "накануне праздничных и выходных дней", "накануне выходных дней", "в предпраздничные дни",
        *(f"перед {words}" for words in _FEASTS),
    )),
    Phrases("on-feasts", ("в праздничные дни", "в дни праздников", "в выходные и праздничные дни", "в праздничные и выходные дни")),
    Phrases("time-noun", ("срок", "срок -", "сроки", "сроки -", "дата", "дата -", "даты", "даты -", "время", "время -",
                          "дата и время", "дата и время -", "дата проведения", "дата проведения -", "сроки проведения",
                          "сроки проведения -")),
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("Item", "по графику ФЦТ", "{Paper}", lambda paper: paper, cost=0),
    Form("Item", "сроки по графику ФЦТ", "<time-noun> {Paper}", lambda paper: paper, cost=1),
    Form("Item", "на каждой перемене", "на (каждой|всех|переменах) (перемене|переменах)", lambda: Standing("constant", remark="на переменах")),
    Form("Item", "на переменах", "(на) (переменах)", lambda: Standing("constant", remark="на переменах")),
    Form("Item", "накануне праздничных дней", "<before-feasts>", lambda: External("occasion", "накануне праздничных дней")),
    Form("Item", "в праздничные дни", "<on-feasts>", lambda: External("occasion", "в праздничные дни")),
    *(Form("Item", words.partition("|")[0], f"({words})", lambda manner=manner: Standing(manner)) for manner, words in _STANDING),
    *(Form("Item", words, words, lambda manner=manner: Standing(manner)) for manner, words in _STANDING_PHRASES),
)  # fmt: skip
