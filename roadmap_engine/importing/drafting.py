"""The sections of a plan to the tree of a roadmap's text, with a remark wherever there is doubt.

The tree has the keys of a roadmap in the order in which people write them. A remark has the path in the tree
it is about, and is a problem whose words name the row of the table.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.accounts import Became, RowAccount
from roadmap_engine.importing.captions import Meaning
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.entries import Entry, Section
from roadmap_engine.importing.events import find_events
from roadmap_engine.importing.measures import (
    LONGEST_NUMBER,
    MeasureDrafter,
    PlanMeasureCells,
    date_by_heading,
    join_flat,
    mend_swapped,
    number_fields,
)
from roadmap_engine.importing.merging import fill_fields
from roadmap_engine.importing.outputs import split_outputs
from roadmap_engine.importing.plan_columns import choose_all_fields, find_own_columns, list_columns
from roadmap_engine.importing.plan_notices import (
    tell_of_columns,
    tell_of_numbers,
    tell_of_persons,
    tell_of_shared,
)
from roadmap_engine.importing.roles import Roles, choose_separator, read_roles
from roadmap_engine.importing.spelling import PERSON
from roadmap_engine.importing.trees import column_tree, kind_of, output_tree, role_tree, split_heading
from roadmap_engine.model import Output, StageKind
from roadmap_engine.model.fields import CELLS
from roadmap_engine.model.provenance import Path
from roadmap_engine.russian.ids import Names, make_slug
from roadmap_engine.russian.torn_lines import join_lines

__all__ = ["Draft", "draft_stages"]


@dataclass(slots=True)
class Draft:
    """The part of a text that a table gives.

    Attributes:
        tree: events, roles, outputs, columns, stages; only what there is.
        remarks: paths in the tree and what is told about them.
        kept: paths in the tree and words of the table that no field has.
        rows: what became of the rows of the sections.
    """

    tree: dict[str, Any]
    remarks: list[tuple[Path, Problem]] = field(default_factory=list)
    kept: list[tuple[Path, str]] = field(default_factory=list)
    rows: list[RowAccount] = field(default_factory=list)


@dataclass(slots=True)
class _Stage:
    section: Section
    measures: list[PlanMeasureCells]


def draft_stages(sections: Sequence[Section], catalogue: Catalogue, school_year: str) -> Draft:
    """Draft the text of the sections.

    Args:
        sections: of the plan, each with at least a heading.
        catalogue: what published roadmaps call things.
        school_year: «2026/2027», where the plan names it.
    """
    return _Drafter(sections, catalogue, school_year).draft()


class _Drafter:
    """What is known of the whole plan while its measures are drafted one by one."""

    def __init__(self, sections: Sequence[Section], catalogue: Catalogue, school_year: str) -> None:
        self.draft_so_far = Draft({})
        self.fields = choose_all_fields(sections)
        self.stages = [_Stage(section, list(self._cells(section))) for section in sections]
        self.catalogue = catalogue.sorted_for(
            cells.text(Meaning.TITLE) for stage in self.stages for cells in stage.measures
        )
        self.school_year = school_year
        self.names = Names()
        kept = (cell for stage in self.stages for cells in stage.measures for cell in cells.plain.kept)
        self.own = find_own_columns(self.fields, ((caption, join_flat(text)) for caption, text in kept))

    def _cells(self, section: Section) -> Iterator[PlanMeasureCells]:
        for entry in section.entries:
            told = tuple((str(meaning or ""), problem) for meaning, problem in entry.remarks)
            plain = fill_fields(entry, self.fields[entry.columns])
            cells = date_by_heading(mend_swapped(PlanMeasureCells(entry, plain, told)), section.heading)
            if cells.text(Meaning.TITLE):
                yield cells
            else:
                for row in entry.rows:
                    problem = Problem.of("RM873", table=row.table, row=row.number, text=row.words)
                    self.draft_so_far.remarks.append((("stages",), problem))
                self._account(entry, (), Became.NOTICE)

    def _account(self, entry: Entry, path: Path, became: Became = Became.MEASURE) -> None:
        """Say where the rows of an entry went: the first is the measure, others the rest of it."""
        for place, row in enumerate(entry.rows):
            kind = Became.REST if place and became is Became.MEASURE else became
            self.draft_so_far.rows.append(RowAccount(row.table, row.number, kind, path, row.deadline))

    def draft(self) -> Draft:
        """Draft the definitions, then the stages."""
        draft = self.draft_so_far
        columns = list_columns(self.fields, self.own)
        captions = {column: caption for column, caption in columns.items() if isinstance(column, Meaning)}
        roles = self._roles()
        separators = self._separators(roles)
        outputs, known = self._outputs()
        drafter = MeasureDrafter(
            roles, {title: name for title, (name, _output) in outputs.items()}, separators, captions, known,
            self.school_year, self._small_columns(),
        )  # fmt: skip
        stages = [self._stage(place, stage, drafter) for place, stage in enumerate(self.stages, 1)]
        events = self._events(stages)
        draft.tree = {
            "events": events,
            "roles": {name: role_tree(role) for name, role in roles.defined.items()},
            "outputs": {name: output_tree(output) for name, output in outputs.values()},
            "columns": [column_tree(*each, separators) for each in columns.items()],
            "stages": stages,
        }
        draft.tree = {key: value for key, value in draft.tree.items() if value}
        plan = [stage.measures for stage in self.stages]
        draft.remarks += tell_of_persons(roles)
        draft.remarks += tell_of_columns(self.fields, plan, self.own)
        draft.remarks += tell_of_shared(plan, self.catalogue)
        return draft

    def _roles(self) -> Roles:
        cells = (
            cells.text(meaning)
            for stage in self.stages
            for cells in stage.measures
            for meaning in (Meaning.PARTICIPANTS, Meaning.RESPONSIBLE)
        )
        return read_roles(cells, self.catalogue)

    def _separators(self, roles: Roles) -> dict[Meaning, str]:
        chosen = {}
        for meaning in (Meaning.PARTICIPANTS, Meaning.RESPONSIBLE):
            texts = [cells.text(meaning) for stage in self.stages for cells in stage.measures]
            cut = [(roles.tidy(text), roles.of_cell(text)) for text in texts if text]
            chosen[meaning] = choose_separator(cut, roles)
        return chosen

    def _small_columns(self) -> frozenset[Meaning]:
        """Tell which columns of names mostly begin their cells in small letters."""
        small = []
        for meaning in (Meaning.PARTICIPANTS, Meaning.RESPONSIBLE):
            texts = [cells.text(meaning) for stage in self.stages for cells in stage.measures]
            if sum(text[0].islower() for text in texts if text) * 2 > sum(bool(text) for text in texts):
                small.append(meaning)
        return frozenset(small)

    def _outputs(self) -> tuple[dict[str, tuple[str, Output]], frozenset[str]]:
        known = self.catalogue.output_names()
        names, outputs = Names(), {}
        for stage in self.stages:
            for cells in stage.measures:
                text = cells.text(Meaning.OUTPUT)
                for title in split_outputs(join_lines(text), known) if text else ():
                    if title not in outputs:
                        outputs[title] = self._output(title, names)
        return outputs, known

    def _output(self, title: str, names: Names) -> tuple[str, Output]:
        published = self.catalogue.output(title)
        wanted = published[0] if published else make_slug(title, words=4)
        template = published[1].template if published else None
        return names.give(wanted, "document"), Output(title=title, template=template)

    def _stage(self, place: int, stage: _Stage, drafter: MeasureDrafter) -> dict[str, Any]:
        index = place - 1
        tree = self._heading(place, stage.section)
        measures = []
        for row, cells in enumerate(stage.measures):
            fields, told = drafter.draft(cells)
            title = fields["title"]
            # An id says what is done, never to or with whom.
            wanted = self.catalogue.measure(title) or make_slug(PERSON.sub("", title))
            measure = {"id": self.names.give(wanted, "measure"), **fields}
            kept = [(caption, text) for caption, text in cells.plain.kept if caption in self.own]
            if kept:
                measure[CELLS] = {self.own[caption].name: join_lines(text) for caption, text in kept}
            measures.append(measure)
            self._tell(("stages", index, "measures", row), told)
            self._account(cells.entry, ("stages", index, "measures", row))
        self._number(measures, stage, tree.get("number"), place)
        return {**tree, "measures": measures}

    def _tell(self, path: Path, cells: PlanMeasureCells) -> None:
        self.draft_so_far.remarks += [
            ((*path, name) if name else path, problem) for name, problem in cells.remarks
        ]
        self.draft_so_far.kept += [
            (path, f"{caption or '?'}: {join_flat(text)}")
            for caption, text in cells.plain.kept
            if caption not in self.own
        ]

    def _number(
        self, measures: list[dict[str, Any]], stage: _Stage, stage_number: str | None, place: int
    ) -> None:
        if not any(Meaning.NUMBER in fields.sources for fields in self.fields.values()):
            return
        printed = [" ".join(cells.plain.texts.get(Meaning.NUMBER, "").split()) for cells in stage.measures]
        numbers = number_fields(printed, stage_number, place)
        self.draft_so_far.remarks += tell_of_numbers(printed, stage.measures, ("stages", place - 1))
        for measure, number, words in zip(measures, numbers, printed, strict=True):
            if len(words) > LONGEST_NUMBER:
                measure.setdefault("as_printed", {})["number"] = words
            if number is not None:
                rest = {key: measure.pop(key) for key in list(measure) if key != "id"}
                measure |= {"number": number, **rest}

    def _heading(self, place: int, section: Section) -> dict[str, Any]:
        path: Path = ("stages", place - 1)
        self.draft_so_far.rows += [RowAccount(*each, Became.HEADING, path) for each in section.sources]
        where: dict[str, Any] = {"table": section.table, "row": section.row}
        for above in section.above:
            problem = Problem.of("RM870", **where, text=" ".join(above.split()))
            self.draft_so_far.remarks.append((path, problem))
        if not section.heading:
            self.draft_so_far.remarks.append((path, Problem.of("RM866", **where)))
        number, title = split_heading(section.heading)
        title = title or "Мероприятия"
        known = self.catalogue.stage(title)
        wanted, kind = known or (make_slug(title), kind_of(title))
        tree: dict[str, Any] = {"id": self.names.give(wanted, "stage")}
        if kind is not StageKind.OTHER:
            tree["kind"] = str(kind)
        if number != f"{place}.":
            tree["number"] = number
        return {**tree, "title": title}

    def _events(self, stages: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        phrases = [
            measure["deadline"]
            for stage in stages
            for measure in stage["measures"]
            if isinstance(measure.get("deadline"), str)
        ]
        things = {thing["id"]: thing["title"] for stage in stages for thing in (stage, *stage["measures"])}
        events = {}
        for name, event, published in find_events(phrases, self.catalogue, things):
            events[name] = {"title": event.title, "phrases": list(event.phrases)}
            if not published:
                problem = Problem.of("RM875", event=event.title, name=name)
                self.draft_so_far.remarks.append((("events", name), problem))
        return events
