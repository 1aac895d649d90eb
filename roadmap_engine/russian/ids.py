"""Titles to ids: Latin letters, at most a few words, each id once.

The same texts give the same ids, and a person's id is the surname.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

__all__ = ["PERSON", "SURNAME", "Names", "free_slug", "make_slug"]

SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
PERSON = re.compile(rf"{SURNAME}\s+[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.)?|[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.\s?)?{SURNAME}\b")

_LATIN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i",
    "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t",
    "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "",
    "э": "e", "ю": "yu", "я": "ya",
}  # fmt: skip
_SMALL = frozenset((
    "в", "во", "на", "с", "со", "по", "к", "ко", "о", "об", "от", "до", "для", "из", "у", "и", "или", "а",
    "но", "при", "за", "над", "под", "без", "через", "между", "не", "что", "как",
))  # fmt: skip
_WORDS = 5
_LONGEST = 48
_NO_TEXT = re.compile(
    r"[\d-]+|\d+e\d+|0[xob][\da-f]+|y|n|yes|no|on|off|true|false|null|none|nan|inf", re.IGNORECASE
)


def make_slug(title: str, *, words: int = _WORDS) -> str:
    """Write a title as an id.

    >>> make_slug("Анализ результатов ВПР по предметам"), make_slug("Макринский А.Н., директор школы")
    ('analiz-rezultatov-vpr-predmetam', 'makrinsky')
    """
    body, bracket, _head = title.partition(" (")
    if bracket and PERSON.search(title) and not PERSON.search(body):
        # «отдел (Тен Л. Б.)»: the office is named, not who leads it today.
        title = body
    person = PERSON.search(title)
    if person is not None:
        title = max(re.findall(r"[а-яё-]+", person[0].lower()), key=len)
        title = re.sub(r"(?<=[сц])кий\b", "кы", title)
    spelt = "".join(_LATIN.get(letter, letter) for letter in title.lower())
    parts = [part for part in re.findall(r"[а-яёa-z0-9]+", title.lower()) if part not in _SMALL]
    latin = [
        re.sub(r"[^a-z0-9]", "", "".join(_LATIN.get(letter, letter) for letter in part)) for part in parts
    ]
    slug = "-".join(part for part in latin if part) if person is None else spelt.strip("-")
    chosen = [part for part in slug.split("-") if part][:words]
    while len("-".join(chosen)) > _LONGEST and len(chosen) > 1:
        chosen.pop()
    return "-".join(chosen)[:_LONGEST].strip("-")


class Names:
    """The ids given out so far: each only once.

    Attributes:
        taken: ids that mean something else already.
    """

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken: set[str] = set(taken)

    def give(self, wanted: str, fallback: str) -> str:
        """Give an id, with a number behind it where it is taken.

        >>> names = Names()
        >>> names.give("a", "x"), names.give("a", "x"), names.give("", "x")
        ('a', 'a-2', 'x')

        An id that YAML would read as a number, a date or a truth gets a word in front.

        >>> Names().give("5", "role"), Names().give("1-11", "role"), Names().give("5-klass", "role")
        ('role-5', 'role-1-11', '5-klass')
        """
        base = f"{fallback}-{wanted}" if wanted and _NO_TEXT.fullmatch(wanted) else wanted or fallback
        name, count = base, 1
        while name in self._taken:
            count += 1
            name = f"{base}-{count}"
        self._taken.add(name)
        return name


def free_slug(wanted: str, taken: Collection[str]) -> str:
    """Give an id that nothing has: what is wanted, or the next number behind what it was made of.

    >>> free_slug("vpr", ()), free_slug("vpr", {"vpr"}), free_slug("vpr-2", {"vpr", "vpr-2"})
    ('vpr', 'vpr-2', 'vpr-3')
    >>> free_slug("school-12", {"school-12"})
    'school-12-2'
    """
    stem = re.sub(r"-\d+$", "", wanted)
    return Names(taken).give(stem if wanted in taken and stem in taken else wanted, "plan")
