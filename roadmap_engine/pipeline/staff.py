"""A school's list of those who work there → the answers about its people, and what became of every row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.load.files import read_bytes
from roadmap_engine.model.staff import StaffList
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.questionnaire.filling import Given
from roadmap_engine.questionnaire.organisation import School
from roadmap_engine.questionnaire.staff import Placed, place_staff, staff_answers

__all__ = ["Staff", "answer_staff", "find_staff"]


@dataclass(frozen=True, slots=True)
class Staff:
    """Those of a list, each with what becomes of her.

    Attributes:
        listed: the list as it was read.
        placed: each row of it.
    """

    listed: StaffList
    placed: tuple[Placed, ...]


def find_staff(data: bytes, file: str, school: School) -> Outcome[Staff]:
    """Read a list, and say of everybody as whom the school's text names her.

    Args:
        data: the file, .xlsx, .ods or CSV.
        file: what people call it.
        school: what its text is made for.
    """
    # Reading Excel files is nothing to wait for where nobody hands one in.
    from roadmap_engine.importing.staff import read_staff  # noqa: PLC0415

    listed, problems = read_staff(data, file)
    if listed is None:
        return Outcome(None, problems)
    return Outcome(Staff(listed, place_staff(listed.people, school)), problems)


def answer_staff(path: Path, school: School) -> Outcome[Mapping[str, Given]]:
    """Give what a list answers about the people of a school; what became of rows is told."""
    # The same: the size of what is taken is a limit of the reader's.
    from roadmap_engine.importing.container import MAX_FILE  # noqa: PLC0415

    data, unread = read_bytes(path, largest=MAX_FILE)
    if data is None:
        return Outcome(None, unread)
    found = find_staff(data, str(path), school)
    if found.value is None:
        return Outcome(None, found.problems)
    answers = {name: Given(words) for name, words in staff_answers(found.value.placed).items()}
    return Outcome(answers, (*found.problems, *_tell(found.value, path)))


def _tell(staff: Staff, path: Path) -> Iterator[Problem]:
    for each in staff.placed:
        row = each.employee.row
        place = Location(str(path), row)
        if each.key:
            told = (Problem.of("RM720", location=place, row=row, why=why) for why in each.employee.told)
            yield from told
        else:
            yield Problem.of("RM719", location=place, row=row, why=each.why or "")
    left = [f"«{each}»" for each in staff.listed.columns]
    columns = [Bilingual(f"столбцы {', '.join(left)}", f"the columns {', '.join(left)}")] if left else []
    for what in (*staff.listed.unread, *columns):
        yield Problem.of("RM721", location=Location(str(path)), file=path, what=what)
