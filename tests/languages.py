"""What a person reads, judged by the language it is said in: every command and every problem alike.

What stands in quotes is somebody else's: words of a text, of a paper, of a tag; so is the line of a file that
a problem points into, the norm that a rule stands on, an example of what may be typed. Everything else the
program says itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from roadmap_engine.diagnostics.languages import Language
from tools.compile_messages import LOCALE, read_fragments

__all__ = ["find_slips"]

_EXCERPT = re.compile(r"\s+\d* *\|( |$)")
_NORM = re.compile(r"\s+(basis|основание): .*| \[[^\]]*\](?=$)")
_PLACE = re.compile(r"\S.*:\d+:\d+: |\s+(see|см\.): .*")
_QUOTED = re.compile(r"«[^«»]*»|\{[^{}]*\}|`[^`]*`|\"[^\"]*\"")
_EXAMPLE = re.compile(r"\b(such as|например|вида|пишут так:) \S+")
_COMMAND = re.compile(r"\broadmap [a-z-]+( [^\s,;]+)*")
_LABEL = re.compile(r"(error|warning|notice) RM\d|\s+(help|see|basis): ")
_OF_PYTHON = re.compile(
    r"\b(None|True|False|NoneType|frozenset|frozendict|datetime|dict_\w+|object at)\b"
    r"|\('|',\)|\['|\{'|<[A-Z]\w*[.:]|\b[A-Z]\w+\(\w+="
)
_ISO = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_TO_WRITE = re.compile(r"\s+(help|подсказка): ")
_NUMERIC = re.compile(r"\b\d\d\.\d\d\.\d{4}\b")
_ENGLISH_DAY = re.compile(
    r"\b\d{1,2} (January|February|March|April|May|June|July|August|September|Octo|Nov|Dec)"
)
_CYRILLIC = re.compile("[А-Яа-яЁё]+")
_LATIN_RUN = re.compile(r"(?<![\w./-])[A-Za-z]{2,}(?: [A-Za-z]{2,}){2,}")
_SIGN = re.compile(r"U\+[0-9A-F]{4} [A-Z -]+")

# The number of an act is its name, «17-од», and no word of a language.
_NUMBER = re.compile(r"(?<=\bno\. )\d[\w/-]*")


def find_slips(said: str, language: Language, known: frozenset[str] = frozenset()) -> Iterator[str]:
    """Find in what was said what no reader of a language should meet.

    Args:
        said: all that a command printed, or a problem as it is shown.
        language: in which it was asked to speak.
        known: words of the texts it was asked about, in small letters, where they are printed unquoted.
    """
    for line in said.splitlines():
        if _EXCERPT.match(line):
            continue
        own = _without_quotes(_NUMBER.sub("", _EXAMPLE.sub("", _NORM.sub("", line))))
        if _OF_PYTHON.search(own):
            yield f"a value of Python: {line}"
        if _ISO.search(own) and not _TO_WRITE.match(line):
            yield f"a day as programs write it: {line}"
        if language == "ru":
            yield from (f"{slip}: {line}" for slip in _in_russian(line, own))
        elif any(word.lower() not in known for word in _CYRILLIC.findall(own)):
            yield f"Russian words in English: {line}"
        elif _NUMERIC.search(own):
            yield f"a day in figures in English: {line}"


def _in_russian(line: str, own: str) -> Iterator[str]:
    if _LABEL.search(own):
        yield "an English label"
    if _ENGLISH_DAY.search(own):
        yield "an English day"
    if _LATIN_RUN.search(_SIGN.sub("", _COMMAND.sub("", own))):
        yield "English words"
    yield from (f"untranslated, {text!r}" for text in _messages() if text in line)


def _without_quotes(line: str) -> str:
    """Leave out what is somebody else's, quotes inside of quotes too."""
    before, line = "", _PLACE.sub("", line, count=1)
    while before != line:
        before, line = line, _QUOTED.sub("", line)
    return line


@cache
def _messages() -> tuple[str, ...]:
    """Texts of the program that say something by themselves: two words at least, and no gap."""
    return tuple(
        str(message.id)
        for message in read_fragments(LOCALE / "ru")
        if isinstance(message.id, str) and " " in message.id and not set("{\n") & set(message.id)
    )
