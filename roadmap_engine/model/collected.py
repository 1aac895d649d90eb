"""What schools have sent to a department, counted: schools × measures, for page, workbook and programs.

Counts are of occurrences, one for every time that a measure falls due at a school. Nothing is a percentage,
nothing is ranked.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.model.counts import Counts, count_time
from roadmap_engine.model.progress import Sign, State

__all__ = [
    "OWN",
    "SOURCE_WORDS",
    "Absent",
    "Cell",
    "Collected",
    "Matrix",
    "MatrixMeasure",
    "MatrixSchool",
    "MatrixStage",
    "Sent",
    "SentTime",
    "Source",
]

OWN = ""
"""Stands for all measures that schools have added themselves: one column, not one each."""


class Source(enum.StrEnum):
    """What is known of a school's plan, and where from; `OTHER` where it has one, but not this."""

    LOG = "log"
    TRACKER = "tracker"
    PLAN = "plan"
    UNREADABLE = "unreadable"
    OTHER = "other"
    NOTHING = "nothing"


SOURCE_WORDS: Mapping[Source, Bilingual] = MappingProxyType(
    {
        Source.LOG: Bilingual("журнал", "log"),
        Source.TRACKER: Bilingual("таблица", "tracker"),
        Source.PLAN: Bilingual("план, записей нет", "plan without entries"),
        Source.UNREADABLE: Bilingual("план не читается", "plan cannot be read"),
        Source.OTHER: Bilingual("этого плана нет, есть другой", "another plan, not this one"),
        Source.NOTHING: Bilingual("план не принят", "no plan adopted"),
    }
)


@dataclass(frozen=True, slots=True)
class MatrixStage:
    """A stage, as the newest version has it."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class MatrixMeasure:
    """A column: a measure by the id it goes by, as the newest version has it.

    Attributes:
        short: the title over a narrow column.
    """

    id: str
    number: str
    title: str
    short: str
    stage: str


@dataclass(frozen=True, slots=True)
class SentTime:
    """One time a measure falls due at a school.

    Attributes:
        measure: the id it goes by; `OWN` where the school has added it.
        due: its last day, the new one where it was put off.
        on: the day its state counts from.
        late: days after its last day that it was done on, or that it is not done by now.
        undated: that it was done on a day that nobody said.
        row: id of its row, «measure#occurrence»; empty where a table speaks for the school.
        heads: the last entries about it: what whoever accepts it has seen.
    """

    measure: str
    sign: Sign
    state: State
    due: dt.date | None = None
    on: dt.date | None = None
    late: int | None = None
    undated: bool = False
    row: str = ""
    heads: tuple[str, ...] = ()

    def counted(self, today: dt.date | None) -> Counts:
        """Count it, as it is seen on a day."""
        return count_time(self.sign, self.state, self.due, self.late, today, undated=self.undated)


@dataclass(frozen=True, slots=True)
class Sent:
    """What one school has sent of one plan.

    Attributes:
        path: of what was read.
        plan: the plan's id; empty where nobody says.
        organisation: the school's id; empty where nobody says.
        name: the school's short name; empty where nobody says.
        place: where the school is.
        roadmap: id of the roadmap it follows; empty of a table that came alone.
        version: of that.
        title: of the plan.
        procedure: what it is about, the same for plans that are to be counted together.
        year: its school year.
        entries: how much has been written down.
        soon: days before its last day that something is due soon there.
        zone: by whose clocks the school has its day; empty where nobody says.
        day: the day it is seen on, where the school has one of its own.
        changes: how many things it has otherwise than its roadmap; None where nobody has counted.
        forbidden: how many of these it was not allowed.
    """

    source: Source
    path: str
    plan: str = ""
    organisation: str = ""
    name: str = ""
    place: str = ""
    roadmap: str = ""
    version: str = ""
    title: str = ""
    procedure: str = ""
    year: str = ""
    stages: tuple[MatrixStage, ...] = ()
    measures: tuple[MatrixMeasure, ...] = ()
    times: tuple[SentTime, ...] = ()
    entries: int = 0
    soon: int = 0
    zone: str = ""
    day: dt.date | None = None
    changes: int | None = None
    forbidden: int = 0


@dataclass(frozen=True, slots=True)
class Cell:
    """A measure at a school.

    Attributes:
        sign: of the time that most asks for an act.
        day: what belongs to that: its last day, or the day it was handed in or returned.
        late: days late, where the sign says that it is done.
        done: how many times it was done.
        times: how many times it falls due, those called off not among them.
    """

    sign: Sign
    day: dt.date | None
    late: int | None
    done: int
    times: int
    counts: Counts


@dataclass(frozen=True, slots=True)
class MatrixSchool:
    """A row.

    Attributes:
        id: of the registry, else of the school's text, else of its plan.
        in_registry: whether the registry has it; always where there is no registry.
        cells: by measure; what its plan does not have is missing.
        by_stage: counts by stage.
    """

    id: str
    name: str
    municipality: str
    source: Source
    in_registry: bool = True
    plan: str = ""
    version: str = ""
    path: str = ""
    cells: Mapping[str, Cell] = field(default_factory=dict)
    counts: Counts = field(default_factory=Counts)
    by_stage: Mapping[str, Counts] = field(default_factory=dict)

    @property
    def has_plan(self) -> bool:
        """Whether anything is known of its plan."""
        return self.source not in (Source.UNREADABLE, Source.OTHER, Source.NOTHING)


@dataclass(frozen=True, slots=True)
class Matrix:
    """Schools × measures of one roadmap, one procedure and one school year.

    Attributes:
        roadmap: its id; empty of tables that came alone and fit no roadmap that was sent.
        versions: those that schools follow, the newest first, with how many schools each.
        schools: by name.
        by_municipality: counts by municipality, by name.
        by_measure: counts by measure.
    """

    roadmap: str
    title: str
    procedure: str
    year: str
    versions: Mapping[str, int]
    stages: tuple[MatrixStage, ...]
    measures: tuple[MatrixMeasure, ...]
    schools: tuple[MatrixSchool, ...]
    counts: Counts
    by_stage: Mapping[str, Counts]
    by_municipality: Mapping[str, Counts]
    by_measure: Mapping[str, Counts]


@dataclass(frozen=True, slots=True)
class Absent:
    """A school of the registry that has no plan of those expected of it, or whose plan cannot be read."""

    id: str
    name: str
    municipality: str
    source: Source
    path: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """Everything that was sent.

    Attributes:
        today: the day it is seen on; without one nothing is due or overdue.
        has_registry: whether anybody said who is expected.
        matrices: that of most schools first.
        absent: who has none of the plans that are expected of it, by name.
    """

    today: dt.date | None
    has_registry: bool
    matrices: tuple[Matrix, ...]
    absent: tuple[Absent, ...] = ()
