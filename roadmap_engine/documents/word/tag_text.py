"""The text of tags as Jinja reads it, whatever Word made of it: quotation marks, dashes, spaces, cuts.

Word turns quotation marks round, makes dashes long and spaces unbreakable while a tag is typed, and cuts the
tag into runs wherever it likes. Each tag is spelt anew in the run it begins in, before anything else looks at
it, so that what is checked and what is filled is one text.
"""

from __future__ import annotations

import bisect
import itertools
import re
from collections.abc import Iterator

from lxml import etree  # type: ignore[import-untyped]  # lxml ships no types

from roadmap_engine.russian.letters import find_cyrillic_twin

__all__ = ["TAG", "latin_words", "own_texts", "spell_tag", "spell_tags"]

TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"

_PAIRS = {"«": "»", "‹": "›"}
"""Marks that end with one sign only, so that others may stand between them."""
_DOUBLE = '"“”„‟″'
_SINGLE = "'‘’‚‛′"
_PLAIN = str.maketrans({
    **dict.fromkeys("‐‑‒–—―−", "-"),
    **dict.fromkeys("\u00a0\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u3000", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff", ""),
    "≤": "<=",
    "≥": ">=",
    "≠": "!=",
})  # fmt: skip
_HIDDEN = str.maketrans({sign: f"\\u{ord(sign):04x}" for sign in "“”‘’&"})
"""Signs inside a quoted text that docxtpl or XML would change."""

_KEYWORD = re.compile(
    r"(\{%-?)((?:tr|tc|p|r)(?=\s))?(\s*)(for|if|elif|else|endif|endfor|colspan|cellbg|vm|hm)\b", re.IGNORECASE
)
_LONGEST = 2_000
"""Longer than any tag that says something."""
_MIXED = re.compile(r"[^\W\d_]\w*")


def spell_tags(root: etree._Element) -> bool:
    """Spell the tags of a part as Jinja reads them, each in the text it begins in.

    Returns:
        Whether anything changed.
    """
    changed = False
    for paragraph in root.iter(_W + "p"):
        texts = list(own_texts(paragraph))
        words = [text.text or "" for text in texts]
        whole = "".join(words)
        if "{" not in whole:
            continue
        starts = [0, *itertools.accumulate(map(len, words))]
        for found in reversed(list(TAG.finditer(whole))):
            changed = _spell_one(texts, starts, found) or changed
    return changed


def own_texts(paragraph: etree._Element) -> Iterator[etree._Element]:
    """Give the texts of a paragraph, without those of a text box that hangs in it."""
    for text in paragraph.iter(_W + "t"):
        nearest = next(text.iterancestors(_W + "p"), None)
        if nearest is paragraph:
            yield text


def _spell_one(texts: list[etree._Element], starts: list[int], found: re.Match[str]) -> bool:
    """Write one tag of a paragraph; those before it stand where they stood.

    Args:
        texts: of the paragraph.
        starts: where each begins in the whole, and where the last ends.
        found: the tag in the whole.
    """
    spelt, (start, end) = spell_tag(found[0]), found.span()
    first = bisect.bisect_right(starts, start) - 1
    last = bisect.bisect_left(starts, end) - 1
    if first == last and spelt == found[0]:
        return False
    for number in range(first, last + 1):
        words, place = texts[number].text or "", starts[number]
        before, after = words[: max(start - place, 0)], words[min(end, starts[number + 1]) - place :]
        texts[number].text = before + (spelt if number == first else "") + after
        texts[number].set(_SPACE, "preserve")
    return True


def spell_tag(tag: str) -> str:
    """Spell one tag: marks, dashes and spaces outside a quoted text are the plain ones, the text stays.

    The word that a block begins with is written small.

    >>> spell_tag("{{ names|join(«; »)\u00a0}}"), spell_tag("{%– if count ≥ 2 %}")
    ('{{ names|join("; ") }}', '{%- if count >= 2 %}')
    """
    if tag.startswith("{#") or len(tag) > _LONGEST:
        return tag
    body, spelt, place = tag[2:-2], [], 0
    while place < len(body):
        quoted = _quoted(body, place)
        if quoted is None:
            spelt.append(body[place].translate(_PLAIN))
            place += 1
        else:
            text, place = quoted
            spelt.append(text)
    # Word begins a sentence with a capital letter.
    return _KEYWORD.sub(lambda found: found[0].lower(), tag[:2] + "".join(spelt) + tag[-2:], count=1)


def _quoted(body: str, place: int) -> tuple[str, int] | None:
    """Read a quoted text that begins at a place: its spelling, and the place after it."""
    mark = body[place]
    family = _PAIRS.get(mark) or (_DOUBLE if mark in _DOUBLE else _SINGLE if mark in _SINGLE else "")
    if not family:
        return None
    plain = mark in "\"'" and mark in body[place + 1 :]
    ends = [body.find(sign, place + 1) for sign in (mark if plain else family)]
    end = min((each for each in ends if each >= 0), default=-1)
    if end < 0:
        return ('"' if mark in _DOUBLE else "'" if mark in _SINGLE else mark), place + 1
    text = body[place + 1 : end]
    if mark not in "\"'":
        text = text.replace("\\", "\\\\")
    outside = "'" if '"' in text else '"'
    if plain:
        outside = mark
    elif outside in text:
        text = text.replace(outside, "\\" + outside)
    return outside + text.translate(_HIDDEN) + outside, end + 1


def latin_words(text: str) -> Iterator[tuple[str, str, str]]:
    """Find words in a tag that only look Latin: each with its first Russian letter and its Latin spelling.

    >>> list(latin_words("{{ h\u0435ading|join('Пети') }}"))
    [('hеading', 'е', 'heading')]
    """
    outside = re.sub(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", "''", text)
    for found in _MIXED.finditer(outside):
        twin = find_cyrillic_twin(found[0])
        # «р» alone is the letter of a paragraph's tag; other words wholly Russian are another matter.
        if twin is not None and (any(map(str.isascii, twin.word)) or twin.word == "р"):
            yield twin.word, twin.letter, twin.meant
