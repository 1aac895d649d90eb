"""What the texts of a roadmap say of years, word for word: before and after they are moved to the plan's own.

A moved wording is the program's, not the school's: it changes nothing that a publisher has locked, and no
comparison takes it for a change. The school declares one fact, `moved_from`, and everything follows from it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.wording_kind import WordingKind
from roadmap_engine.years.kept import WhyKept
from roadmap_engine.years.moved import Moving
from roadmap_engine.years.named import NamedYear

__all__ = ["KEPT_WORDS", "YearWording", "count_wordings"]

KEPT_WORDS: Mapping[WhyKept, Bilingual] = MappingProxyType(
    {
        WhyKept.ACT: Bilingual("дата или номер акта", "of a letter, a law or an order"),
        WhyKept.BIRTH: Bilingual("год рождения", "of a birth"),
        WhyKept.TERM: Bilingual("срок программы", "the term of a programme"),
        WhyKept.EVENT: Bilingual("название или событие того года", "a name, or an event of that year"),
        WhyKept.FAR: Bilingual("год не этого плана", "no year of this plan"),
        WhyKept.NO_DAY: Bilingual("в новом году нет такого дня", "the new year has no such day"),
        WhyKept.WEEKDAY: Bilingual("день недели не подходит", "the weekday does not fit"),
        WhyKept.BREAK: Bilingual("дни каникул у каждой школы свои", "each school has its own breaks"),
    }
)
"""Why a year stays, as a reader is told."""
_CITED = frozenset({WhyKept.ACT, WhyKept.BIRTH, WhyKept.FAR})


@dataclass(frozen=True, slots=True)
class YearWording:
    """Words that name a year.

    Attributes:
        thing, field: whose they are, as in `Assembly.origins`.
        kind: where they stand.
        before, after: the words as published and as the plan has them.
        left: years that stay in them, each with the reason.
    """

    thing: str
    field: str
    kind: WordingKind
    before: str
    after: str
    left: tuple[NamedYear, ...] = ()

    def unsure(self, moving: Moving) -> tuple[NamedYear, ...]:
        """Give the years that may be the plan's and that nobody can move for certain."""
        return tuple(each for each in self.left if each.kept not in _CITED and moving.reaches(each))


def count_wordings(wordings: Iterable[YearWording]) -> Bilingual:
    """Say how many words of which kind speak of years: «19 сроков, 4 названия»."""
    counted = Counter(each.kind for each in wordings)
    said = [kind.count(counted[kind]) for kind in WordingKind if counted[kind]]
    return Bilingual.of(lambda language: ", ".join(each.said(language) for each in said))
