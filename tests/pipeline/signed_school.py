"""A small school that signs: its papers built, corrected in Word, signed, amended, ended, undone.

The order has a point with two points under it, and a measure that waits for an event; so an event and a text
can each change something of it.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from roadmap_engine.api.papers import build
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load.signed import render_record
from roadmap_engine.model.signed_act import SignedAct
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.amending import amend
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.revoking import revoke
from roadmap_engine.pipeline.signed_state import SignedState, read_orders
from roadmap_engine.pipeline.signing import Asked, Signed
from roadmap_engine.pipeline.signing_orders import (
    sign_amendment,
    sign_order,
    sign_revocation,
    sign_school_order,
)
from roadmap_engine.pipeline.undoing import undo
from roadmap_engine.storage.whole_folder import create_folder
from tests.importing.making import change_part
from tests.storage.folders import look

__all__ = ["TODAY", "SigningSchool", "fill_number", "reword"]

TODAY = dt.date(2026, 11, 30)

_ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План по результатам {{ procedure.genitive }}
events:
  results-received: получение результатов
roles:
  deputies: {title: заместители руководителя, filled_by: [deputy-head]}
outputs:
  head-order: {title: Приказ руководителя, template: school-order.docx}
columns: [number, title, deadline, responsible, output]
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - {id: by-class, title: Проведение анализа, deadline: до 1 июня 2027 г., responsible: [deputies]}
      - {id: by-pupil, title: Проведение опроса, deadline: 2 недели после получения результатов,
         responsible: [deputies]}
      - {id: council, title: Проведение совещания, deadline: до 10 июня 2027 г., responsible: [deputies],
         output: head-order}
"""
_ORGANISATION = """\
organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people:
  head: {name: Орлова Мария Петровна, post: директор, gender: f}
  deputy-head: {name: Ким А. В., post: заместитель директора по УВР, gender: f}
"""
_ADOPTION = """\
adoption: school-7-vpr
roadmap: tiny@1
organisation: organisation.yaml
procedure: vpr
school_year: 2026/2027
"""
_ORDER = "order: {date: 2027-05-21, number: 17-од}\n"


@dataclass(frozen=True, slots=True)
class SigningSchool:
    """A folder with the school's texts; papers lie in folders inside it."""

    folder: Path

    @classmethod
    def found(
        cls, folder: Path, *, order: str = "order: {date: 2027-05-21, number: 17-од}\n"
    ) -> SigningSchool:
        """Found the school, with what it says of its order."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "tiny.yaml").write_text(_ROADMAP, encoding="utf-8")
        (folder / "organisation.yaml").write_text(_ORGANISATION, encoding="utf-8")
        school = cls(folder)
        text = f"{_ADOPTION}{order}"
        school.adoption.write_text(text, encoding="utf-8")
        return school

    @property
    def adoption(self) -> Path:
        """The adoption's text."""
        return self.folder / "adoption.yaml"

    @property
    def papers(self) -> Path:
        """Where `build` writes."""
        return self.folder / "papers"

    @property
    def signed(self) -> Path:
        """Where signed papers are kept."""
        return self.folder / "signed"

    def say(self, text: str) -> None:
        """Add lines to the adoption."""
        with self.adoption.open("a", encoding="utf-8") as stream:
            stream.write(text)

    def correct(self, before: str, after: str, *, file: str = "adoption.yaml") -> None:
        """Say something else in a text."""
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")

    def receive_results(self, day: str = "2027-05-20") -> None:
        """An awaited date becomes known: one point and one row say something else."""
        self.say(f"events: {{results-received: {day}}}\n")

    def build(self) -> tuple[Problem, ...]:
        """Build the papers, and lay them."""
        outcome = build(self.adoption, today=TODAY)
        assert outcome.value is not None, outcome.problems
        saved = outcome.value.save(self.papers, today=TODAY)
        assert saved.value is not None, saved.problems
        return outcome.problems

    def sign(self, folder: Path | None = None, **asked: Any) -> Outcome[Signed]:
        """Sign the order, and keep it."""
        return _keep(sign_order(self.adoption, folder or self.papers, Asked(TODAY, **asked)))

    def draw_amendment(self, day: str = "2027-05-25", number: str | None = "18-од") -> Path:
        """Draw the order that amends what was signed last; gives its folder."""
        outcome = amend(self.adoption, (), Reason(dt.date.fromisoformat(day), number))
        assert outcome.value is not None, outcome.problems
        return _lay(self.folder / f"amendment-{number}", outcome.value.papers)

    def sign_amendment(self, folder: Path, **asked: Any) -> Outcome[Signed]:
        """Sign an amending order, and keep it."""
        return _keep(sign_amendment(self.adoption, folder, Asked(TODAY, **asked)))

    def draw_revocation(self, day: str = "2027-06-01", number: str = "20-од") -> Path:
        """Draw the order that ends the one in force; gives its folder."""
        outcome = revoke(self.adoption, Reason(dt.date.fromisoformat(day), number, "В связи с заменой плана"))
        assert outcome.value is not None, outcome.problems
        return _lay(self.folder / f"revocation-{number}", outcome.value.papers)

    def sign_revocation(self, folder: Path, **asked: Any) -> Outcome[Signed]:
        """Sign a revoking order, and keep it."""
        return _keep(sign_revocation(self.adoption, folder, Asked(TODAY, **asked)))

    def sign_school_order(self, name: str, **asked: Any) -> Outcome[Signed]:
        """Sign a blank of an order, and keep it."""
        return _keep(sign_school_order(self.adoption, self.papers / name, Asked(TODAY, **asked)))

    def undo(self, name: str, reason: str = "не тот приказ") -> tuple[Problem, ...]:
        """Undo a signing; gives what was told."""
        outcome = undo(self.adoption, name, reason, TODAY)
        if outcome.value is not None:
            outcome.value.path.write_bytes(outcome.value.content)
        return outcome.problems

    def read(self) -> SignedState:
        """Read what is signed."""
        state = read_orders(self.adoption).value
        assert state is not None
        return state

    def told(self) -> list[str]:
        """Give the codes of what is told of what is signed."""
        return [problem.code for problem in read_orders(self.adoption).problems]

    def kept(self) -> Mapping[str, bytes]:
        """Give all that is kept as signed, by its path."""
        return look(self.signed)

    def change_record(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change what a record says, as a program would have written it."""
        path = self.signed / name / "signed.json"
        record = json.loads(path.read_text(encoding="utf-8"))
        change(record)
        told = {key: value for key, value in record.items() if key not in {"format", "seal"}}
        path.write_bytes(render_record(SignedAct.model_validate(told)))


def _keep(outcome: Outcome[Signed]) -> Outcome[Signed]:
    if outcome.value is not None:
        create_folder(outcome.value.folder, outcome.value.files)
    return outcome


def _lay(folder: Path, papers: Mapping[str, bytes]) -> Path:
    folder.mkdir()
    for name, content in papers.items():
        (folder / name).write_bytes(content)
    return folder


def fill_number(path: Path, number: str) -> None:
    """Type a number into the blanks for it, in the order and in the stamp of its appendix."""

    def change(text: str) -> str:
        filled = re.sub("(№[ \u00a0])_{6}", rf"\g<1>{number}", text)
        assert filled != text
        return filled

    path.write_bytes(change_part(path.read_bytes(), "word/document.xml", change))


def reword(path: Path, before: str, after: str) -> None:
    """Correct words in a Word file, as somebody does in Word."""

    def change(text: str) -> str:
        # Papers keep «№ 12» on one line.
        there = before if before in text else before.replace(" ", "\u00a0")
        assert there in text
        return text.replace(there, after)

    path.write_bytes(change_part(path.read_bytes(), "word/document.xml", change))
