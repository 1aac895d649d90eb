"""How fast names and posts decline, beside the libraries asked word by word, in the same run.

Three bars for posts: our phrases, pymorphy3 inflecting every word (which also inflects what must stay),
and the floor: one look-up of the head word. For names: ours and pytrovich's. Answers are counted, not
cached: each text is asked once. There is no goal but to see a change; a plan declines some fifty texts.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterable

from pymorphy3 import MorphAnalyzer
from pytrovich.enums import Case as TheirCase
from pytrovich.enums import Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from roadmap_engine.russian import Case, declension, decline, hyphens, lexicon

ROUNDS = 7
POSTS = tuple(
    f"{post} {tail}"
    for post in ("директор", "заместитель директора", "руководитель", "главный специалист", "методист")
    for tail in ("по УВР", "школы", "отдела образования", "муниципального района", "по ВПР")
)
NAMES = tuple(
    f"{last} {first}"
    for last in ("Иванова", "Тен", "Сорока", "Петрова-Водкина", "Белая", "Зинченко")
    for first in ("Лариса Борисовна", "Анна Ильинична", "Майя Юрьевна", "Любовь Фоминична")
)


def _time(work: Callable[[str], object], texts: Iterable[str], forget: Callable[[], None]) -> float:
    rounds = []
    for _ in range(ROUNDS):
        forget()
        started = time.perf_counter()
        for text in texts:
            work(text)
        rounds.append(time.perf_counter() - started)
    return statistics.median(rounds)


def _forget() -> None:
    for module in (declension, hyphens, lexicon):
        for kept in vars(module).values():
            if hasattr(kept, "cache_clear") and kept.__name__ != "_open_dictionary":
                kept.cache_clear()


def main() -> None:
    """Measure and print microseconds a text, all six cases."""
    morph, maker = MorphAnalyzer(), PetrovichDeclinationMaker()
    tags = ("nomn", "gent", "datv", "accs", "ablt", "loct")
    parts = (NamePart.LASTNAME, NamePart.FIRSTNAME, NamePart.MIDDLENAME)

    def word_by_word(text: str) -> object:
        return [[morph.parse(word)[0].inflect({tag}) for word in text.split()] for tag in tags]

    def look_up(text: str) -> object:
        return morph.parse(text.split(maxsplit=1)[0])

    def petrovich(text: str) -> object:
        words = list(zip(parts, text.split(), strict=True))
        return [[maker.make(part, Gender.FEMALE, case, word) for part, word in words] for case in TheirCase]

    decline("директор")
    bars = (
        ("posts, ours", decline, POSTS),
        ("posts, pymorphy3 word by word", word_by_word, POSTS),
        ("posts, floor: one look-up", look_up, POSTS),
        ("posts, ours, asked again", decline, POSTS),
        ("names, ours", decline, NAMES),
        ("names, pytrovich", petrovich, NAMES),
    )
    for title, work, texts in bars:
        forget = (lambda: None) if "again" in title else _forget
        print(f"{title:32} {_time(work, texts, forget) / len(texts) * 1e6:8.1f} µs a text")
    print(decline(POSTS[0]).get(Case.DATIVE))


if __name__ == "__main__":
    main()
