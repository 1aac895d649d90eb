"""Events that deadlines are counted from, and how phrases name them.

A vocabulary finds an event in a phrase whatever its case endings, capitals and «ё». A roadmap extends
the standard vocabulary by its own events, stages and measures.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from types import MappingProxyType

from roadmap_engine.diagnostics.languages import Bilingual

__all__ = ["STANDARD_EVENTS", "EventEntry", "EventVocabulary", "stem"]

# Longest first; what is left of a word after its ending is cut is compared.
_ENDINGS = (
    *("иями", "иях", "ями", "ами", "ого", "его", "ому", "ему", "ыми", "ими", "ией", "иям", "ием"),
    *("ях", "ах", "ов", "ев", "ей", "ой", "ий", "ый", "ая", "яя", "ое", "ее", "ые", "ие", "ом", "ем"),
    *("ам", "ям", "ую", "юю", "ых", "их", "ым", "им", "ию", "ия", "ии", "ью"),
    *("а", "я", "о", "е", "ы", "и", "у", "ю", "ь", "й"),
)
_SHORTEST_STEM = 3


def stem(word: str) -> str:
    """Cut the case ending off a word written in small letters with «е» for «ё».

    >>> stem("получения") == stem("получение") == stem("получением")
    True
    """
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            return word[: -len(ending)]
    return word


@dataclass(frozen=True, slots=True)
class EventEntry:
    """An event and its names.

    Attributes:
        id: the name in YAML.
        title: the nominative, «получение результатов».
        genitive: after «после», «до»: «получения результатов».
        forms: other names, in any case.
        edge: whether a span's first or last day is the event, when its date is given as a span.
        decides: whether the event sets dates itself («решение Педсовета»).
        english: the title in English; a roadmap's own is quoted as it is.
    """

    id: str
    title: str
    genitive: str
    forms: tuple[str, ...] = ()
    edge: str = "end"
    decides: bool = False
    english: str = ""


@lru_cache(maxsize=4096)
def _stems(phrase: str) -> tuple[str, ...]:
    return tuple(map(stem, phrase.lower().replace("ё", "е").replace("-", " ").split()))


@dataclass(frozen=True)
class EventVocabulary:
    """Events by id, and by the stems of their names."""

    entries: tuple[EventEntry, ...]
    by_id: Mapping[str, EventEntry] = field(init=False, repr=False, compare=False)
    _by_first: Mapping[str, tuple[tuple[tuple[str, ...], EventEntry], ...]] = field(
        init=False, repr=False, compare=False
    )

    def __post_init__(self) -> None:
        first: dict[str, list[tuple[tuple[str, ...], EventEntry]]] = {}
        # A later entry is the roadmap's own and wins over a standard one of the same name.
        for entry in reversed(self.entries):
            for form in dict.fromkeys((entry.title, entry.genitive, *entry.forms)):
                stems = _stems(form)
                first.setdefault(stems[0], []).append((stems, entry))
        longest_first = {
            key: tuple(sorted(forms, key=lambda form: -len(form[0]))) for key, forms in first.items()
        }
        object.__setattr__(self, "_by_first", MappingProxyType(longest_first))
        object.__setattr__(self, "by_id", MappingProxyType({entry.id: entry for entry in self.entries}))

    def extended(self, entries: Iterable[EventEntry]) -> EventVocabulary:
        """Give a vocabulary with further events; one with a known id replaces it."""
        new = tuple(entries)
        replaced = {entry.id for entry in new}
        return EventVocabulary((*(entry for entry in self.entries if entry.id not in replaced), *new))

    def match(self, stems: Sequence[str]) -> tuple[EventEntry, int] | None:
        """Find the longest name the words begin with: the event and how many words it takes."""
        for form, entry in self._by_first.get(stems[0], ()) if stems else ():
            if tuple(stems[: len(form)]) == form:
                return entry, len(form)
        return None

    def nominative(self, words: str) -> str:
        """Turn «завершения этапа» into «завершение этапа»; what the dictionary does not know stays as it is."""
        from roadmap_engine.russian.nominative import nominative

        return nominative(words)

    def caption(self, event: str | None, words: str = "") -> Bilingual:
        """Name an event to a reader, or the words that nobody describes.

        >>> STANDARD_EVENTS.caption("stage-end:analysis").english
        'the end of the stage «analysis»'
        """
        if event is None:
            named = self.nominative(words)
            return Bilingual(named, f"«{named}»")
        entry = self.by_id.get(event)
        title = entry.title if entry else event
        kind, end, name = event.partition("-end:")
        return Bilingual(
            title, f"the end of the {kind} «{name}»" if end else (entry and entry.english) or f"«{title}»"
        )

    def covers(self, entry: EventEntry, rest: Sequence[str]) -> bool:
        """Tell whether words after an event's name add nothing to it («… оценочных процедур»)."""
        return not rest or (entry.id in _PROCEDURE_EVENTS and all(word in _PROCEDURE_STEMS for word in rest))


_PROCEDURE_EVENTS = frozenset({"results-received", "procedure", "procedure-start", "procedure-end"})
_PROCEDURE_STEMS = frozenset(
    stem(word)
    for word in [
        "процедуры",
        "оценочных",
        "оценки",
        "качества",
        "образования",
        "впр",
        "всероссийских",
        "проверочных",
        "работ",
    ]
)


def _standard(
    name: str, named: str, english: str, other: str, *, edge: str = "end", decides: bool = False
) -> EventEntry:
    """Describe an event by its nominative and genitive, and its other names, each behind a bar."""
    title, genitive = named.split(" | ")
    return EventEntry(name, title, genitive, tuple(other.split(" | ")), edge, decides, english)


STANDARD_EVENTS = EventVocabulary(
    (
        _standard("results-received", "получение результатов | получения результатов", "the receipt of the results",
            "получение результатов процедуры | получение результатов оценочных процедур"
            " | получение результатов оценочной процедуры | получение результатов ВПР"
            " | поступление результатов | поступление результатов ВПР"),
        _standard("council-decision", "решение Педсовета | решения Педсовета", "the decision of the council",
            "решение педагогического совета | решение Педсовета и Управляющего совета"
            " | решение педагогического совета и управляющего совета", decides=True),
        _standard("procedure-start", "начало процедуры | начала процедуры", "the start of the procedure",
            "начало проведения процедуры | начало оценочной процедуры | начало проведения оценочной процедуры"
            " | начало ВПР | начало проведения ВПР", edge="start"),
        _standard("procedure-end", "завершение процедуры | завершения процедуры", "the end of the procedure",
            "окончание процедуры | окончание проведения процедуры | завершение проведения процедуры"
            " | завершение оценочной процедуры | окончание оценочной процедуры | завершение ВПР"
            " | окончание ВПР | завершение проведения ВПР | окончание проведения ВПР"),
        _standard("procedure", "проведение процедуры | проведения процедуры", "the procedure",
            "процедура | ВПР | проведение оценочной процедуры | проведение оценочных процедур"
            " | проведение процедур оценки качества образования | проведение ВПР"
            " | проведение проверочной работы | проведение проверочных работ"),
        _standard("order-issued", "издание приказа | издания приказа", "the issue of the order",
            "выход приказа | подписание приказа | утверждение приказа"),
        _standard("plan-approved", "утверждение плана | утверждения плана", "the approval of the plan",
            "утверждение плана мероприятий | утверждение дорожной карты | утверждение «дорожной карты»"),
        _standard("topic-end", "завершение изучения темы | завершения изучения темы", "the end of the topic",
            "окончание изучения темы | изучение темы"),
        _standard("letter-received", "получение письма | получения письма", "the receipt of the letter",
            "поступление письма"),
        _standard("request-received", "получение запроса | получения запроса", "the receipt of the request",
            "поступление запроса"),
        _standard("reporting-period-end", "окончание отчётного периода | окончания отчётного периода", "the end of the reporting period",
            "завершение отчётного периода"),
    )
)  # fmt: skip
