"""What stands around the table: title, school year, stamp of the order, paragraphs of introduction.

Only what leaves no doubt is read; all the rest is told as left out.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from roadmap_engine.calendars import admit_day
from roadmap_engine.importing.manuscript import Paragraph

__all__ = ["Preface", "Stamp", "names_plan", "read_day", "read_preface"]


@dataclass(frozen=True, slots=True)
class Stamp:
    """The order a plan is the appendix of: whose, of what day, under what number, which appendix."""

    issuer_genitive: str
    date: dt.date
    number: str
    appendix: str = ""


@dataclass(frozen=True, slots=True)
class Preface:
    """What the paragraphs above a plan say.

    Attributes:
        title: of the plan; empty where none is certain.
        school_year: «2026/2027»; empty where none is named, or several are.
        stamp: of the order, where all of its parts are there.
        intro: paragraphs between the title and the table.
        left: paragraphs that were read into nothing.
    """

    title: str = ""
    school_year: str = ""
    stamp: Stamp | None = None
    intro: tuple[str, ...] = ()
    left: tuple[Paragraph, ...] = ()
    basis: tuple[str, ...] = field(default=())


_TITLE = re.compile(
    r"(?:[«\"]?дорожн\w+\s+карт|комплексн\w+ план|\bплан|программ|график|циклограмм|п\s?л\s?а\s?н\b"
    r"|мероприяти)",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"(?:приложени[ея]\b|утвержд|согласован|рассмотрен|принят[оа]?\b|к приказу|к письму|приказом"
    r"|от\s+[«\"_\d]|№|директор\b"
    r"|начальник\b|_{3,}|\"_+|«_+|протокол\b|[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?[А-ЯЁ][а-яё]+$)",
    re.IGNORECASE,
)
_ORDER_WORDS = re.compile(r"п\s?р\s?и\s?к\s?а\s?з(?:\b|\s?ы\s?в\s?а\s?ю)", re.IGNORECASE)
_YEAR = re.compile(r"(20\d\d)\s?[-/–—\\]\s?(20)?(\d\d)\s*(?:уч|г|\b)")
_LONGEST_TITLE = 900
_LONGEST_LINE = 400
_LONGEST_PARAGRAPH = 8_000


def read_preface(paragraphs: Sequence[Paragraph]) -> Preface:
    """Read the paragraphs above a plan, in their order."""
    first, last = _find_title(paragraphs)
    title = " ".join(" ".join(each.text.split()) for each in paragraphs[first:last])
    before, after = paragraphs[:first], paragraphs[last:]
    stamp = _read_stamp(" ".join(each.text for each in before)) if before else None
    led = [each for each in after if title and not _is_stamp(each) and len(each.text) < _LONGEST_PARAGRAPH]
    left = tuple(
        each
        for each in (*before, *after)
        if each not in led and _says(each) and not (stamp and each in before and _is_stamp(each))
    )
    return Preface(
        title=title,
        school_year=read_school_year((title, *(each.text for each in paragraphs[:first])))
        or year_of_days(title),
        stamp=stamp,
        intro=tuple(each.text for each in led),
        left=left,
    )


def _says(paragraph: Paragraph) -> bool:
    """Tell whether a paragraph has words; a row of a table says something in figures too."""
    return paragraph.source is not None or re.search(r"[а-яё]{3}", paragraph.text.lower()) is not None


def names_plan(text: str) -> bool:
    """Tell whether words name a plan, as its title does: «План мероприятий», «Дорожная карта»."""
    return _TITLE.search(text) is not None


def _find_title(paragraphs: Sequence[Paragraph]) -> tuple[int, int]:
    """Find the lines of the title: the last ones that are set like a title and name a plan."""
    heads = [place for place, each in enumerate(paragraphs) if _is_title_line(each)]
    named = [place for place in heads if _TITLE.search(paragraphs[place].text)]
    if not named:
        return len(paragraphs), len(paragraphs)
    place = named[-1]
    # What follows the first line in the same type belongs to it: «ПЛАН» / «мероприятий …» / «на 2026 год».
    first, last = place, place + 1
    while (
        first - 1 in heads
        and not _ends(paragraphs[first - 1])
        and _alike(paragraphs[first - 1], paragraphs[place])
    ):
        first -= 1
    while last in heads and _alike(paragraphs[last], paragraphs[place]):
        last += 1
    if sum(len(each.text) for each in paragraphs[first:last]) > _LONGEST_TITLE:
        return len(paragraphs), len(paragraphs)
    return first, last


def _ends(paragraph: Paragraph) -> bool:
    return paragraph.text.endswith((".", ":", ";"))


def _alike(one: Paragraph, other: Paragraph) -> bool:
    return one.side == other.side and (one.side == "centre" or one.bold == other.bold)


def _is_title_line(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if _is_stamp(paragraph) or text.endswith(":") or _ORDER_WORDS.match(text):
        return False
    set_off = paragraph.bold or paragraph.side == "centre" or text.isupper()
    return set_off or (_TITLE.match(text) is not None and len(text) < _LONGEST_LINE and text[-1] != ".")


def _is_stamp(paragraph: Paragraph) -> bool:
    if paragraph.side == "right":
        return True
    return _STAMP.match(paragraph.text) is not None and not _TITLE.match(paragraph.text)


def read_school_year(texts: Iterable[str]) -> str:
    r"""Find the school year that texts name, the first text that names one; none where it names two.

    >>> read_school_year(["План на 2020\\21 учебный год"]), read_school_year(["с 2024/2025 на 2025/2026"])
    ('2020/2021', '')
    """
    for text in texts:
        years = {
            int(found[1]) for found in _YEAR.finditer(text) if (int(found[1]) + 1) % 100 == int(found[3])
        }
        if years:
            return f"{min(years)}/{min(years) + 1}" if len(years) == 1 else ""
    return ""


_MONTHS = ("янв", "фев", "мар", "апр", "ма", "июн", "июл", "авг", "сен", "окт", "ноя", "дек")
_DATED = re.compile(
    r"(?<!\d)\d{1,2}\.(?P<number>\d{1,2})\.(?P<year>20\d\d)"
    r"|\b(?P<name>(?:январ|феврал|апрел|июн|июл|сентябр|октябр|ноябр|декабр)[ьяе]|(?:март|август)[ае]?|ма[йяе])"
    r"\s+(?P<of>20\d\d)"
    r"|(?P<quarter>I{1,3}|IV|[1-4])(?:-?[а-яё]{1,2})?\s+квартал[а-яё]*\s+(?P<in>20\d\d)",
    re.IGNORECASE,
)
_FIRST_MONTH = 9


def year_of_days(title: str) -> str:
    """Give the school year that the days in a title lie in; none where they lie in several.

    A plan may open in the summer before: days from June on belong to the year of the others.

    >>> (
    ...     year_of_days("План на период с 01.09.2026 по 31.05.2027"),
    ...     year_of_days("План на IV квартал 2026 года"),
    ... )
    ('2026/2027', '2026/2027')
    >>> year_of_days("План на 2026 год"), year_of_days("План с 10.01.2027 по 25.12.2027")
    ('', '')
    """
    days = [day for found in _DATED.finditer(title) for day in [_year_and_month(found)] if day is not None]
    sure = {year - (month < _FIRST_MONTH) for year, month in days if month < 6 or month >= _FIRST_MONTH}  # noqa: PLR2004 -- June
    summer = {year for year, month in days if 6 <= month < _FIRST_MONTH}  # noqa: PLR2004 -- June
    agreed = len(sure) == 1 and all(year in sure or year - 1 in sure for year in summer)
    return f"{min(sure)}/{min(sure) + 1}" if agreed else ""


def _year_and_month(found: re.Match[str]) -> tuple[int, int] | None:
    if found["quarter"]:
        roman = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
        quarter = roman.get(found["quarter"].lower()) or int(found["quarter"])
        # The third quarter of a calendar year is summer and September: it opens a school year.
        return int(found["in"]), (1, 4, 9, 10)[quarter - 1]
    if found["name"]:
        return int(found["of"]), _month_of(found["name"])
    month = int(found["number"])
    return (int(found["year"]), month) if 1 <= month <= len(_MONTHS) else None


_ORDER = re.compile(
    r"(?:приложение\s*(?:№\s*)?(?P<appendix>\d{0,3})\s*(?:к\s+приказу)|утвержд\w+\s+приказом)\s+"
    r"(?P<issuer>.+?)\s+"
    r"от\s+[«\"]?(?P<day>\d{1,2})[»\"]?[. ]\s?(?P<month>\d{1,2}|[а-яё]+)[. ]\s?(?P<year>\d{4})"
    r"\s*(?:г\.?|года)?\s*"
    r"№\s*(?P<number>[\w/.-]+(?:\s?-\s?\w+)?)",
    re.IGNORECASE | re.DOTALL,
)


def _read_stamp(text: str) -> Stamp | None:
    """Read «Приложение 1 к приказу … от … № …»; None unless every part of it is there."""
    found = _ORDER.search(" ".join(text.split()))
    if found is None:
        return None
    day = read_day(found["day"], found["month"], found["year"])
    if day is None:
        return None
    if len(found["issuer"]) > 300:  # noqa: PLR2004 -- no office has so long a name
        return None
    return Stamp(found["issuer"].strip(" ,"), day, found["number"].rstrip("."), found["appendix"] or "")


def read_day(day: str, month: str, year: str) -> dt.date | None:
    """Read the parts of a written day, its month in figures or in words; none where there is no such day.

    >>> read_day("31", "мая", "2027"), read_day("31", "06", "2027")
    (datetime.date(2027, 5, 31), None)
    """
    number = int(month) if month.isdecimal() else _month_of(month)
    try:
        return admit_day(dt.date(int(year), number, int(day)))
    except ValueError:
        return None


def _month_of(word: str) -> int:
    return next((place for place, stem in enumerate(_MONTHS, 1) if word.lower().startswith(stem)), 0)
