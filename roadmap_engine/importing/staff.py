"""A school's list of those who work there, .xlsx, .ods or CSV, into people; what is doubtful is told by row.

Columns are found by their captions in any order, below whatever stands above them. A name is taken as it is
written, a post with its short words written out. Nothing is guessed: who has no post, has none; two who share
one share it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.suggestions import list_names
from roadmap_engine.importing.lines import fault_of, says_nothing
from roadmap_engine.importing.merged_cells import find_merged_down, spread_down
from roadmap_engine.importing.registry_tables import MOST_ROWS, Line, Table, find_headed, read_tables
from roadmap_engine.importing.spelling import FULL_PERSON, PERSON
from roadmap_engine.model.organisation import says_vacant
from roadmap_engine.model.registry_fields import write_caption
from roadmap_engine.model.staff import Employee, StaffList
from roadmap_engine.russian import Kind, decline
from roadmap_engine.russian.no_names import Unfit, find_unfit_person, find_unfit_post
from roadmap_engine.russian.short_posts import find_shortened, spell_post

__all__ = ["MOST_PEOPLE", "read_staff"]

MOST_PEOPLE = 240
"""Rows that are taken; who is looked through one by one, and no school's plan names more."""

_HEAD_WITHIN = 30
_LONGEST = 300
_SHOWN = 60
_WHOLE = ("фамилия", "имя", "отчество")
# fmt: off
_CAPTIONS = {
    "name": re.compile(r"(?:ф ?и ?о|фамилия (?:имя|и)|имя сотрудника|full name)\b.*"
                       r"|сотрудник|работник|педагог|педагогический работник|name"),
    "post": re.compile(r"(?:занимаемая |основная |наименование )?должност[ьи]\b.*|position|post|job title"),
    "gender": re.compile(r"пол|gender|sex"),
    **{part: re.compile(part) for part in _WHOLE},
}
_TWO_IN_ONE = re.compile(r"(?:ф ?и ?о|фамилия)\b.*\bдолжност.*|должност\w+ (?:и )?(?:ф ?и ?о|фамилия)\b.*")
_GENDERS = {"ж": "f", "жен": "f", "женский": "f", "женщина": "f", "f": "f", "female": "f",
            "м": "m", "муж": "m", "мужской": "m", "мужчина": "m", "m": "m", "male": "m"}
_NO_NAME = Bilingual("не имя человека", "no name of a person")
_WHY_UNFIT: Mapping[Unfit, Bilingual] = {
    Unfit.ADDRESS: Bilingual("адрес, а не имя", "an address and no name"),
    Unfit.NO_WORDS: _NO_NAME,
    Unfit.POST: Bilingual("должность, а не имя", "a post and no name"),
    Unfit.PERSON: _NO_NAME,
    Unfit.ONE_WORD: Bilingual("одно слово: нужны ещё имя или инициалы",
                              "one word: a first name or initials are needed as well"),
}
_VACANT = Bilingual("должность свободна", "the post is vacant")
_NAMELESS = Bilingual("имени нет", "there is no name")
_SEVERAL = Bilingual("в ячейке несколько имён: разделите их по строкам",
                     "several names in one cell: part them into rows")
_NOT_NOMINATIVE = Bilingual("не похоже на имя в именительном падеже: проверьте",
                            "this does not look like a name in the nominative: check it")
_NO_POST = Bilingual("должность не указана: впишите её", "no post is given: write it in")
_NAME_FOR_POST = Bilingual("в столбце должности стоит не должность: впишите её",
                           "what stands in the column of posts is none: write it in")
_FAULTY = Bilingual("вместо значения ошибка Excel или формула, которой никто не вычислил",
                    "there is an error of Excel, or a formula that nobody has computed, instead of a value")
_LONG = Bilingual(f"длиннее {_LONGEST} знаков", f"longer than {_LONGEST} characters")
# fmt: on
_BETWEEN = re.compile(r"[,;\n]|\s[–—-]\s")
_NUMBER = re.compile(r"^\s*\d+\s*[.)]\s*")
_FIRST_INITIALS = re.compile(r"\b[А-ЯЁ]\.")
_INITIALS = 2
"""So many letters may be two initials without dots."""
_LAST_DOT = re.compile(r"(?<=[А-ЯЁ]\.)(\s?)([А-ЯЁ])$")
_KINSHIP = frozenset(("оглы", "кызы", "оглу", "уулу"))


def read_staff(data: bytes, file: str) -> tuple[StaffList | None, tuple[Problem, ...]]:
    """Read a list of those who work in a school.

    Args:
        data: the file, .xlsx, .ods, or CSV in any usual encoding.
        file: what people call it.

    Returns:
        Its people; None where it has no columns of names and posts, no people (RM718), or cannot be read.
    """
    tables, problems = read_tables(data, file)
    if problems:
        return None, problems
    headed = find_headed(tables, _find_head)
    found, first = headed.found, headed.first
    staff = _read(*found, headed.others) if found is not None else None
    if staff is not None and staff.people:
        return staff, ()
    if found is not None:
        first = found[0].lines[found[1]][1]
    words = "; ".join(each[:40] for each in first if each)[:_LONGEST] or "–"
    return None, (Problem.of("RM718", location=Location(file), file=file, found=words),)


def _find_columns(cells: Sequence[str]) -> dict[str, int]:
    """Find the columns of a line of captions: a name, whole or in parts, and a post."""
    captions = [write_caption(each) for each in cells]
    joint = next((place for place, each in enumerate(captions) if _TWO_IN_ONE.fullmatch(each)), None)
    if joint is not None:
        return {"name": joint, "joint": joint}
    found: dict[str, int] = {}
    for name, words in _CAPTIONS.items():
        place = next((place for place, each in enumerate(captions) if words.fullmatch(each)), None)
        if place is not None and place not in found.values():
            found[name] = place
    return found


def _find_head(lines: Sequence[Line]) -> int | None:
    for place, (_, cells) in enumerate(islice(lines, _HEAD_WITHIN)):
        columns = _find_columns(cells)
        named = "name" in columns or all(part in columns for part in _WHOLE[:2])
        if named and not columns.keys().isdisjoint(("post", "joint")):
            return place
    return None


def _read(table: Table, place: int, others: Sequence[str]) -> StaffList:
    top, head = table.lines[place]
    columns = _find_columns(head)
    merged = find_merged_down(table.areas, top, len(head))
    people: list[Employee] = []
    unread = [Bilingual(f"листы {list_names(others)}", f"the sheets {list_names(others)}")] if others else []
    for number, cells in spread_down(table.lines[place + 1 : MOST_ROWS], merged):
        row = _Row(number, cells, columns)
        if says_nothing(row.name) and says_nothing(row.post):
            continue
        if len(people) == MOST_PEOPLE:
            unread.append(Bilingual(f"строки начиная с {number}", f"the rows from {number} on"))
            break
        people.append(_take(row))
    taken = set(columns.values())
    left = tuple(each for number, each in enumerate(head) if each and number not in taken)
    return StaffList(tuple(_compare(people)), tuple(each[:_SHOWN] for each in left), tuple(unread))


class _Row:
    """A row of the list: what stands in its columns."""

    def __init__(self, number: int, cells: Sequence[str], columns: Mapping[str, int]) -> None:
        said = {name: cells[place] if place < len(cells) else "" for name, place in columns.items()}
        self.number = number
        self.gender = _GENDERS.get(said.get("gender", "").strip(" .").casefold(), "")
        parts = [said[part] for part in _WHOLE if not says_nothing(said.get(part, ""))]
        self.name = said.get("name") or " ".join(parts)
        self.post = said.get("post", "")
        if "joint" in columns:
            self.name, self.post = _part(self.name)


def _part(words: str) -> tuple[str, str]:
    """Part «Иванова М. П., директор» and «Директор – Иванова М. П.».

    >>> _part("Директор – Тен Л. Б."), _part("Тен Л. Б., учитель физики, химии")
    (('Тен Л. Б.', 'Директор'), ('Тен Л. Б.', 'учитель физики, химии'))
    """
    sign = _BETWEEN.search(words)
    if sign is None:
        return words, ""
    one, other = words[: sign.start()].strip(), words[sign.end() :].strip()
    turned = find_unfit_person(one) is not None and find_unfit_person(other) is None
    return (other, one) if turned else (one, other)


def _take(row: _Row) -> Employee:
    name, post = _tidy_name(row.name), spell_post(row.post)
    shown = Employee(row.number, name[:_SHOWN], post[:_SHOWN])
    refused = _refuse(row, name)
    if refused is not None:
        return replace(shown, refused=refused)
    codes = {each.code for each in decline(name, Kind.NAME).problems}
    doubts = [_NOT_NOMINATIVE] if "RM405" in codes else []
    told: list[Bilingual] = []
    if says_nothing(post) or says_vacant(post):
        post = ""
        doubts.append(_NO_POST)
    elif find_unfit_post(post) is not None:
        post = ""
        doubts.append(_NAME_FOR_POST)
    elif short := find_shortened(post):
        doubts.append(Bilingual(f"«{short}» не раскрыто: впишите целиком",
                                f"«{short}» is left short: write it out"))  # fmt: skip
    elif post.casefold() != " ".join(row.post.split()).casefold():
        told.append(Bilingual(f"в файле «{row.post}»", f"the file has «{row.post}»"))
    gender = row.gender if "RM401" in codes else ""
    return Employee(row.number, name, post, gender, (*doubts, *told), is_sure=not doubts)


def _refuse(row: _Row, name: str) -> Bilingual | None:
    if fault_of(row.name) or fault_of(row.post):
        return _FAULTY
    if max(len(row.name), len(row.post)) > _LONGEST:
        return _LONG
    if says_nothing(name):
        return _NAMELESS
    if says_vacant(name):
        return _VACANT
    if len(PERSON.findall(name)) + len(FULL_PERSON.findall(name)) > 1:
        return _SEVERAL
    unfit = find_unfit_person(name)
    return _WHY_UNFIT[unfit] if unfit is not None else None


def _tidy_name(words: str) -> str:
    """Write a name as papers do: a list may shout it, count it, or forget its last dot.

    >>> _tidy_name("3. ТЕН ЛАРИСА  БОРИСОВНА"), _tidy_name("Тен Л.Б"), _tidy_name("МАМЕДОВ АЛИ ГУСЕЙН ОГЛЫ")
    ('Тен Лариса Борисовна', 'Тен Л.Б.', 'Мамедов Али Гусейн оглы')
    """
    words = " ".join(_NUMBER.sub("", words).split()).strip(" ,;")
    shouts = words.isupper() and not _FIRST_INITIALS.search(words)
    words = " ".join(_lower(each, shouts=shouts) for each in words.split(" "))
    return _LAST_DOT.sub(r"\1\2.", words)


def _lower(word: str, *, shouts: bool) -> str:
    if word.casefold() in _KINSHIP:
        return word.casefold()
    shouted = word.isupper() and "." not in word and (shouts or len(word) > _INITIALS)
    return word.title() if shouted else word


def _compare(people: Sequence[Employee]) -> Iterator[Employee]:
    """Tell who stands in the list twice."""
    rows: dict[str, list[Employee]] = {}
    for each in people:
        if each.refused is not None:
            yield each
            continue
        before = rows.setdefault(each.name.casefold().replace("ё", "е"), [])
        same = next((one for one in before if one.post == each.post), None)
        if same is not None:
            why = Bilingual(f"повторяет строку {same.row}", f"repeats row {same.row}")
            yield replace(each, refused=why)
        elif before:
            row = before[0].row
            why = Bilingual(f"то же имя, что в строке {row}", f"the same name as in row {row}")
            yield replace(each, told=(*each.told, why))
        else:
            yield each
        before.append(each)
