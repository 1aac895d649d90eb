"""One measure of a plan, as words, to its entry in the text: what is understood, and what is kept.

A cell that prints otherwise than its fields would, by a slip or a remark, keeps its own words under
`as_printed`, as the published texts do.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.dates import read_date, read_figure
from roadmap_engine.importing.entries import Entry
from roadmap_engine.importing.merging import Plain
from roadmap_engine.importing.outputs import split_outputs
from roadmap_engine.importing.people import split_names
from roadmap_engine.importing.roles import Roles, is_certain
from roadmap_engine.importing.sentences import find_deadline
from roadmap_engine.model.fields import FIELDS, FieldKind
from roadmap_engine.russian.dates import MONTHS
from roadmap_engine.russian.torn_lines import join_lines

__all__ = [
    "LONGEST_NUMBER",
    "MeasureDrafter",
    "PlanMeasureCells",
    "date_by_heading",
    "join_flat",
    "lengthen_number",
    "mend_swapped",
    "number_fields",
]

_NOTHING = re.compile(r"[\s\-–—.]*")
LONGEST_NUMBER = 20
_PEOPLE = (Meaning.PARTICIPANTS, Meaning.RESPONSIBLE)
_TEXTS = tuple(
    Meaning(each.name)
    for each in FIELDS
    if each.kind is FieldKind.TEXT and each.caption and each.name != "title"
)
_OF_POINTS = {
    "RM857": "RM894",
    "RM858": "RM896",
    "RM860": "RM895",
    "RM863": "RM892",
    "RM871": "RM896",
    "RM889": "RM896",
}
"""What is told of a row, as it is told of a point of an order."""


@dataclass(frozen=True, slots=True)
class PlanMeasureCells:
    """A measure before it is drafted.

    Attributes:
        entry: where it stands.
        plain: its words by field.
        remarks: what is known to be told about it, by the field it is about.
    """

    entry: Entry
    plain: Plain
    remarks: tuple[tuple[str, Problem], ...] = ()

    def text(self, meaning: Meaning) -> str:
        """Give the words of a field; nothing for a dash."""
        text = self.plain.texts.get(meaning, "")
        return "" if _NOTHING.fullmatch(text) else text

    def told(self, code: str, name: Meaning | str, **words: Any) -> PlanMeasureCells:
        """Give the same measure with something more to tell."""
        where: dict[str, Any] = {"table": self.entry.table, "row": self.entry.row}
        if self.entry.point:
            code, where = _OF_POINTS.get(code, code), {"point": self.entry.point, **where}
        problem = Problem.of(code, **where, **words)
        return replace(self, remarks=(*self.remarks, (str(name), problem)))


def mend_swapped(cells: PlanMeasureCells) -> PlanMeasureCells:
    """Put a deadline and names back that stand in each other's column, where both are certain."""
    deadline, names = cells.text(Meaning.DEADLINE), cells.text(Meaning.RESPONSIBLE)
    if not deadline or not names or read_date(deadline) or not read_date(names):
        return cells
    texts = {**cells.plain.texts, Meaning.DEADLINE: names, Meaning.RESPONSIBLE: deadline}
    swapped = replace(cells, plain=replace(cells.plain, texts=texts))
    return swapped.told("RM861", "deadline", deadline=join_flat(names))


_MONTH = re.compile(
    rf"(?P<month>{'|'.join(MONTHS)})(?P<year>\s+20\d\d)?(?:\s*(?:г\.?|год|года))?", re.IGNORECASE
)

_MEETING = re.compile(
    r"(?:заседание|совещание|педсовет|педагогический совет|собрание|этап)\b.*\((?P<when>[^()]+)\)",
    re.IGNORECASE,
)
_TERM = re.compile(r"(?:I{1,3}|IV|[1-4](?:-я)?) (?:четверть|полугодие|триместр|квартал)", re.IGNORECASE)
_ALL_MONTH = re.compile(
    r"(?:в течение (?:всего )?месяца|весь месяц|ежедневно в течение месяца)", re.IGNORECASE
)


def date_by_heading(cells: PlanMeasureCells, heading: str) -> PlanMeasureCells:
    """Give a measure under a month the deadline it has there: «2 неделя» under «Сентябрь»."""
    text = cells.text(Meaning.DEADLINE)
    meeting = _MEETING.fullmatch(heading.strip())
    heading = meeting["when"] if meeting else heading
    if not text and _TERM.fullmatch(" ".join(heading.split())) and read_date(heading):
        texts = {**cells.plain.texts, Meaning.DEADLINE: join_flat(heading)}
        dated = replace(cells, plain=replace(cells.plain, texts=texts, written=""))
        return dated.told("RM879", "deadline", read=join_flat(heading), heading=heading)
    month = _MONTH.fullmatch(heading.strip())
    if month is None or (text and read_date(text)):
        return cells
    name, year = month["month"].lower(), month["year"] or ""
    genitive = f"{name[:-1]}я" if name[-1] in "ьй" else f"{name}а"
    whole = not text or _ALL_MONTH.fullmatch(join_flat(text))
    joined = f"{name}{year}" if whole else f"{join_flat(text)} {genitive}{year}"
    if read_date(joined) is None:
        return cells
    texts = {**cells.plain.texts, Meaning.DEADLINE: joined}
    dated = replace(cells, plain=replace(cells.plain, texts=texts, written=text))
    return dated.told("RM879", "deadline", read=joined, heading=heading)


def join_flat(text: str) -> str:
    """Give a text on one line."""
    return " ".join(join_lines(text).split())


@dataclass(slots=True)
class MeasureDrafter:
    """Drafts measures with what is known of the whole plan.

    Attributes:
        roles: of the plan.
        outputs: ids of its documents, by title.
        separators: what parts the names of a column.
        captions: the words over the columns, for remarks.
        known_outputs: documents, normalised, by which cells are cut.
        school_year: «2026/2027», where it is known.
        small: columns of names whose cells mostly begin in small letters.
    """

    roles: Roles
    outputs: Mapping[str, str]
    separators: Mapping[Meaning, str]
    captions: Mapping[Meaning, str]
    known_outputs: frozenset[str]
    school_year: str = ""
    small: frozenset[Meaning] = frozenset()
    printed: dict[str, str] = field(default_factory=dict)

    def draft(self, cells: PlanMeasureCells) -> tuple[dict[str, Any], PlanMeasureCells]:
        """Give the fields of a measure in the order people write them, and what is to be told about it."""
        self.printed = {}
        tree: dict[str, Any] = {"title": join_lines(cells.text(Meaning.TITLE))}
        if names := self._names(cells, Meaning.PARTICIPANTS):
            tree["participants"] = names
        deadline, cells = self._deadline(cells)
        if deadline:
            tree["deadline"] = deadline
        if names := self._names(cells, Meaning.RESPONSIBLE):
            tree["responsible"] = names
        cells = self._doubtful_names(cells)
        tree |= {str(meaning): join_lines(words) for meaning in _TEXTS if (words := cells.text(meaning))}
        if outputs := self._outputs(cells):
            tree["output"] = outputs
        for meaning in (*_PEOPLE, Meaning.DEADLINE, *_TEXTS, Meaning.OUTPUT):
            dash = cells.plain.texts.get(meaning, "")
            if dash and not cells.text(meaning):
                self.printed[str(meaning)] = dash
        if self.printed:
            tree["as_printed"] = self.printed
        return tree, cells

    def _names(self, cells: PlanMeasureCells, meaning: Meaning) -> list[str]:
        text = cells.text(meaning)
        named = self.roles.of_cell(text) if text else ()
        if named:
            tidied = self.roles.tidy(text)
            shown = self.roles.print_cell(named, self.separators.get(meaning, ", "))
            # Where a plan begins its cells in small letters, the capital of the print is no change of words.
            same = shown[1:] == tidied[1:] and shown[:1].lower() == tidied[:1] and meaning in self.small
            if tidied != shown and not same:
                self.printed[str(meaning)] = tidied
        return list(named)

    def _doubtful_names(self, cells: PlanMeasureCells) -> PlanMeasureCells:
        for meaning in _PEOPLE:
            names = split_names(cells.text(meaning), self.roles.known)
            doubtful = next((name.text for name in names if not is_certain(name.text)), None)
            if doubtful:
                words = {"column": self.captions.get(meaning, ""), "text": join_flat(doubtful)}
                cells = cells.told("RM863", meaning, **words)
        return cells

    def _deadline(self, cells: PlanMeasureCells) -> tuple[Any, PlanMeasureCells]:
        text = cells.text(Meaning.DEADLINE)
        words = {"column": self.captions.get(Meaning.DEADLINE, ""), "text": join_flat(text)}
        if not text:
            return None, self._hidden_deadline(cells)
        read = read_date(text)
        shortened = Meaning.DEADLINE in cells.entry.figures
        figure = read_figure(join_flat(text), shortened=shortened) if read is None or shortened else None
        if figure is not None:
            return {"text": join_lines(text)}, cells.told("RM889", "deadline", **words, read=figure)
        if read is None:
            return {"text": join_lines(text)}, cells.told("RM857", "deadline", **words)
        if read.mended:
            # The print keeps what was written; the calendar takes what was meant.
            if not cells.plain.marked:
                self.printed["deadline"] = join_lines(text)
            code = "RM871" if read.place else "RM858"
            more = {"read": join_flat(read.phrase), "place": read.place}
            cells = cells.told(code, "deadline", **words, **more)
        if cells.plain.written is not None and Meaning.DEADLINE in self.captions:
            self.printed["deadline"] = join_lines(cells.plain.written)
        return read.phrase, self._strange_year(cells, read.phrase, words)

    def _hidden_deadline(self, cells: PlanMeasureCells) -> PlanMeasureCells:
        if cells.plain.texts.get(Meaning.DEADLINE) or cells.entry.point:
            return cells
        found = find_deadline(join_flat(cells.text(Meaning.TITLE)))
        if not found:
            return cells
        return cells.told("RM859", "title", phrase="; ".join(found))

    def _strange_year(
        self, cells: PlanMeasureCells, phrase: str, words: Mapping[str, object]
    ) -> PlanMeasureCells:
        """Tell of a year that is not the plan's: the commonest slip of a copied plan."""
        if not self.school_year:
            return cells
        years = {int(year) for year in self.school_year.split("/")}
        named = {int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?!\d)", phrase)}
        if named <= years:
            return cells
        return cells.told("RM860", "deadline", **words, year=self.school_year)

    def _outputs(self, cells: PlanMeasureCells) -> list[str]:
        text = cells.text(Meaning.OUTPUT)
        titles = split_outputs(join_lines(text), self.known_outputs) if text else ()
        if titles and ", ".join(titles) != join_lines(text):
            self.printed["output"] = join_lines(text)
        return [self.outputs[title] for title in titles]


def lengthen_number(before: str, number: str) -> str:
    """Give the number that «1.1» behind «1.9» was before Excel dropped its nought; nothing for any other.

    >>> lengthen_number("1.9", "1.1"), lengthen_number("2.19.", "2.2."), lengthen_number("1.1", "1.2")
    ('1.10', '2.20.', '')
    """
    one, other = re.fullmatch(r"(\d+)\.(\d*9)\.?", before), re.fullmatch(r"(\d+)\.(\d+)(\.?)", number)
    if one is None or other is None or one[1] != other[1] or int(other[2]) * 10 != int(one[2]) + 1:
        return ""
    return f"{other[1]}.{other[2]}0{other[3]}"


def number_fields(numbers: Sequence[str], stage_number: str | None, place: int) -> list[str | None]:
    """Give the numbers that must be written down: those that are not counted by themselves.

    Args:
        numbers: as printed, of the measures of a stage.
        stage_number: of the stage, as written down.
        place: of the stage, from 1.

    >>> number_fields(["1.1.", "1.2.", "", "1.4."], None, 1)
    [None, None, '', '1.4.']
    """
    own = re.match(r"\d+", stage_number or "")
    lead = own[0] if own else str(place)
    written: list[str | None] = []
    row = 0
    for number in numbers:
        row += number != ""
        written.append(
            None if number == f"{lead}.{row}." else number if len(number) <= LONGEST_NUMBER else ""
        )
    return written
