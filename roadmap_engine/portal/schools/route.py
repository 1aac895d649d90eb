"""The documents of a measure and their ways into force → steps with people and days."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from roadmap_engine.documents.approval_route import list_steps
from roadmap_engine.model import Plan, PlanMeasure, PlanOutput
from roadmap_engine.model.board import BoardRow
from roadmap_engine.model.entry import Did
from roadmap_engine.model.progress import SIGN_WORDS, Sign, State
from roadmap_engine.pipeline.papers import list_blanks
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.speech import gettext as _
from roadmap_engine.portal.speech import gettext_lazy, spoken, written
from roadmap_engine.russian import numeric_date

__all__ = ["Document", "Step", "describe_documents", "describe_review"]

_REVIEWED = (
    (State.SUBMITTED, "review", gettext_lazy("Сдано на проверку")),
    (State.RETURNED, "turn", gettext_lazy("Управление вернуло")),
    (State.ACCEPTED, "done", gettext_lazy("Принято")),
)
"""Where a report stands with whoever looks at it: in other states it does not."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a way.

    Attributes:
        key: as entries name it, «output:step»; empty of a step that no entry is about.
        mark: in its circle: what it came to, else its number.
        look: the name by which a stylesheet knows it.
        said: who takes it, or when it was taken and who recorded it.
    """

    key: str
    mark: str
    look: str
    title: str
    said: str


@dataclass(frozen=True, slots=True)
class Document:
    """A document that a measure ends in.

    Attributes:
        blank: the name to download its blank by; empty where there is none.
    """

    title: str
    blank: str
    steps: tuple[Step, ...]

    @property
    def open_steps(self) -> tuple[Step, ...]:
        """Those that are not taken yet, in their order."""
        return tuple(each for each in self.steps if each.look != "done")


def describe_documents(
    plan: Plan, measure: PlanMeasure, row: BoardRow, name_of: Callable[[str], str]
) -> tuple[Document, ...]:
    """Describe the documents of a measure.

    Args:
        plan: the plan.
        measure: of it.
        row: the time of it that is looked at.
        name_of: what people are called, by the key that stands in the log.
    """
    blanks = {about: name for name, about in list_blanks(plan).items()}
    return tuple(
        Document(
            output.title,
            blanks.get(f"{measure.goes_by}/{output.goes_by}", ""),
            tuple(_list_steps(output, row, name_of)),
        )
        for output in measure.outputs
    )


def _list_steps(output: PlanOutput, row: BoardRow, name_of: Callable[[str], str]) -> Iterator[Step]:
    who = {entry.about.step: name_of(entry.who) for entry in row.history if entry.did is Did.STEP_DONE}
    words = list_steps(output.approval, spoken())
    for number, (step, said) in enumerate(zip(output.approval, words, strict=True), 1):
        key = f"{output.goes_by}:{step.step}"
        day = row.steps.get(key)
        if day is None:
            yield Step(key, str(number), "open", str(said["action"]), written(str(said["who"])))
        else:
            mark = SIGN_WORDS[Sign.ACCEPTED].mark
            taken = fill(_("{day}, записано: {name}"), day=numeric_date(day), name=who[key])
            yield Step(key, mark, "done", str(said["action"]), taken)


def describe_review(row: BoardRow, name_of: Callable[[str], str]) -> Step | None:
    """Give where a report stands with whoever looks at it; None where nothing is handed in.

    Args:
        row: the time of a measure.
        name_of: what people are called.
    """
    found = next((each for each in _REVIEWED if each[0] is row.happened.state), None)
    entry = next((each for each in reversed(row.history) if each.did.value == row.happened.state.value), None)
    if found is None or entry is None:
        return None
    _state, look, title = found
    mark = SIGN_WORDS[Sign(row.happened.state.value)].mark
    by = fill("{day}, {name}", day=numeric_date(entry.on), name=name_of(entry.who))
    return Step("", mark, look, str(title), by)
