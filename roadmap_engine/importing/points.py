"""The numbered points of an order, where there is no table, to the measures they ask for.

«3. Руководителям школ: 3.1. Провести … до 15 мая» asks the heads of schools for one measure by a day. Points
that ask for nothing dated, «Утвердить …», «Контроль …», are measures only if a deadline stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.dates import find_deadline
from roadmap_engine.importing.entries import Entry, Section
from roadmap_engine.importing.layout import Column
from roadmap_engine.importing.manuscript import Paragraph
from roadmap_engine.importing.preface import Preface, read_preface, read_school_year
from roadmap_engine.importing.spelling import PERSON
from roadmap_engine.russian.cases import Case
from roadmap_engine.russian.declension import decline
from roadmap_engine.russian.lexicon import inflect, read_word

__all__ = ["read_points"]

_COLUMNS = (
    Column(0, 0, Meaning.NUMBER, "№ п/п"),
    Column(1, 1, Meaning.TITLE, "Наименование мероприятия"),
    Column(2, 2, Meaning.DEADLINE, "Сроки"),
    Column(3, 3, Meaning.RESPONSIBLE, "Ответственные"),
)
_POINT = re.compile(r"(\d{1,2}(?:\.\d{1,2})*[.)])\s*(.+)", re.DOTALL)
_DO = re.compile(r"\s[а-яё]+(?:ть|ться|ти|чь)\b")


def read_points(paragraphs: Sequence[Paragraph]) -> tuple[Preface, list[Section]]:
    """Read the points that have deadlines; no section where no point has one."""
    points = list(_points(paragraphs))
    section = Section("Пункты приказа")
    for row, (number, addressee, text) in enumerate(points, 1):
        deadlines = find_deadline(text)
        if not deadlines:
            continue
        texts = {0: number, 1: text, 2: "\n".join(deadlines), 3: addressee}
        section.entries.append(Entry(0, row, _COLUMNS, texts))
    first = next((place for place, each in enumerate(paragraphs) if _POINT.match(each.text)), 0)
    preface = read_preface(paragraphs[:first])
    heading = next((each.text for each in paragraphs[:first] if re.match(r"Об?\s", each.text)), "")
    title = preface.title or " ".join(heading.split())
    year = preface.school_year or read_school_year(each.text for each in paragraphs)
    return Preface(title=title, school_year=year), [section] if section.entries else []


def _points(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str, str]]:
    """Give the number, the addressee in the nominative where that is certain, and the words of each point."""
    above: dict[str, str] = {}
    for number, text in _joined(paragraphs):
        bare = number.rstrip(".)")
        addressee, rest = split_addressee(text)
        if rest.endswith(":") or not rest:
            above[bare] = addressee or to_nominative(text.rstrip(": "))
            continue
        if addressee:
            yield number, addressee, text
            continue
        parent = bare.rpartition(".")[0]
        yield number, above.get(parent, ""), text


def _joined(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, str]]:
    """Give each point with the unnumbered paragraphs that go on with it."""
    number, text = "", ""
    for paragraph in paragraphs:
        found = _POINT.match(" ".join(paragraph.text.split()))
        if found is not None:
            if number:
                yield number, text
            number, text = found[1], found[2]
        elif number and paragraph.text and (paragraph.text[0].islower() or paragraph.text[0] in "-–—•"):
            text = f"{text} {paragraph.text}"
    if number:
        yield number, text


def split_addressee(text: str) -> tuple[str, str]:
    """Part whom a point is addressed to from what is to be done.

    >>> split_addressee("Руководителям школ провести анализ до 1 мая")
    ('руководители школ', 'провести анализ до 1 мая')
    >>> split_addressee("Провести анализ до 1 мая")
    ('', 'Провести анализ до 1 мая')
    """
    verb = _DO.search(text)
    lead = text[: verb.start()] if verb else text.partition(":")[0]
    lead = re.sub(r"\s+(?:в срок|до|не позднее)\s.*$", "", lead).strip(" ,(")
    nominative = to_nominative(lead)
    return (nominative, text[verb.start() :].strip() if verb else "") if nominative else ("", text)


def to_nominative(words: str) -> str:
    """Put an addressee into the nominative; empty unless its dative gives the same words again.

    >>> to_nominative("Руководителям общеобразовательных организаций"), to_nominative("Утвердить план")
    ('руководители общеобразовательных организаций', '')
    """
    parts = re.match(r"((?:[А-Яа-яё-]+\s+)*?)([А-Яа-яё-]+)(\s.*)?$", words)
    if parts is None or len(words) > 200:  # noqa: PLR2004 -- no addressee is so long
        return ""
    person = PERSON.search(words)
    if person is not None:
        return _person_in_nominative(words, person)
    tokens = words.split()
    for length in range(1, min(len(tokens), 4) + 1):
        head = [_word_in_nominative(token.lower()) for token in tokens[:length]]
        if any(not each for each in head):
            return ""
        candidate = " ".join([*(each or "" for each in head), *tokens[length:]])
        if (decline(candidate).get(Case.DATIVE) or "").lower() == words.lower():
            return candidate
    return ""


_ENDINGS = (
    *(("овой", "ова"), ("евой", "ева"), ("ёвой", "ёва"), ("иной", "ина"), ("ской", "ская")),
    *(("ову", "ов"), ("еву", "ев"), ("ёву", "ёв"), ("ину", "ин"), ("скому", "ский")),
)


def _person_in_nominative(words: str, person: re.Match[str]) -> str:
    """Put «методисту Ивановой А. А.» into the nominative, where both the post and the name are certain."""
    post, behind = words[: person.start()].strip(" ,"), words[person.end() :].strip(" ,")
    surname = max(re.findall(r"[А-Яа-яё-]+", person[0]), key=len)
    forms = [surname.removesuffix(old) + new for old, new in _ENDINGS if surname.endswith(old)]
    names = [person[0].replace(surname, form) for form in forms]
    name = next((n for n in names if decline(n, "name").get(Case.DATIVE) == person[0]), "")
    before, after = (to_nominative(post) if post else "", to_nominative(behind) if behind else "")
    if not name or (post and not before) or (behind and not after):
        return ""
    return ", ".join(filter(None, (f"{before} {name}".strip(), after)))


def _word_in_nominative(word: str) -> str | None:
    for reading in read_word(word):
        if reading.case is Case.DATIVE:
            found = next((form for tags, form in reading.paradigm if "nomn" in tags), None)
            return found or inflect(reading, Case.NOMINATIVE, animate=True)
    return None
