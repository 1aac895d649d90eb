"""Papers as they lie there → the signed act: read, compared with what was drawn, its date and number settled.

Nothing is written here. What is signed is what lies there, byte by byte; where it says otherwise than the
drawn paper that is told and kept in the record, since the program knows the signed order by its plan.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from roadmap_engine.diagnostics import Problem, has_errors
from roadmap_engine.diagnostics.languages import Bilingual
from roadmap_engine.diagnostics.limits import SIGNED_FILE
from roadmap_engine.documents.files import file_name
from roadmap_engine.importing.requisites import PaperText, read_paper
from roadmap_engine.load.plans import read_plan
from roadmap_engine.load.signed import Register, render_record
from roadmap_engine.model import Plan
from roadmap_engine.model.paper import Paper
from roadmap_engine.model.signed_act import (
    MOST_CORRECTIONS,
    ActKind,
    Correction,
    Signatory,
    SignedAct,
    SignedFile,
)
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import ReadAdoption, read_adoption
from roadmap_engine.pipeline.signed_state import SignedState, read_signed
from roadmap_engine.pipeline.signing_requisites import Claim, agree
from roadmap_engine.planning.comparing.paper_text import compare_lines
from roadmap_engine.russian import signature_name
from roadmap_engine.storage.paper_list import digest
from roadmap_engine.storage.standing import look_at
from roadmap_engine.storage.whole_folder import RECORD_NAME

__all__ = ["Asked", "Desk", "Signed", "open_desk"]

_MOST_WORDS = 2_000
_SHOWN = 160


@dataclass(frozen=True, slots=True)
class Asked:
    """What whoever signs says of the act.

    Attributes:
        today: the day of the record.
        date, number: true ones, where they are given.
        order: the signed paper by another name.
        scan: the PDF of the signed paper.
        anyway: sign though the plan has moved, or the adoption names another order.
    """

    today: dt.date
    date: dt.date | None = None
    number: str | None = None
    order: Path | None = None
    scan: Path | None = None
    anyway: bool = False


@dataclass(frozen=True, slots=True)
class Signed:
    """An act to be kept.

    Attributes:
        act: its record.
        folder: where it goes, not there yet.
        files: content by name, the record among them.
    """

    act: SignedAct
    folder: Path
    files: Mapping[str, bytes]


@dataclass(slots=True)
class Desk:
    """What lies on the desk of whoever signs: the adoption, what is signed already, what was found wrong."""

    path: Path
    read: ReadAdoption
    state: SignedState
    asked: Asked
    problems: list[Problem] = field(default_factory=list)
    sources: Mapping[str, str] = field(default_factory=dict)

    def refuse(self, *problems: Problem) -> Outcome[Signed]:
        """Close the desk without an act."""
        return Outcome(None, (*self.problems, *problems), self.sources)

    def take_paper(self, path: Path) -> tuple[bytes, PaperText] | None:
        """Read a Word file as it lies there; none where it cannot be read, which is told."""
        standing = look_at(path.parent, path.name, SIGNED_FILE.most)
        if not standing.digest:
            self.problems.append(Problem.of("RM922", file=path))
            return None
        text, problems = read_paper(standing.content, str(path))
        self.problems += problems
        return None if text is None else (standing.content, text)

    def take_plan(self, path: Path) -> tuple[bytes, Plan] | None:
        """Read the plan that papers were drawn from; none, and told, where none of this adoption is there."""
        standing = look_at(path.parent, path.name, SIGNED_FILE.most)
        if not standing.digest:
            self.problems.append(Problem.of("RM922", file=path))
            return None
        read = read_plan(standing.content, str(path))
        self.problems += read.problems
        if read.value is None or has_errors(read.problems):
            return None
        if read.value.plan != self.read.adoption.adoption:
            other = Problem.of("RM928", file=path, found=read.value.plan, plan=self.read.adoption.adoption)
            self.problems.append(other)
            return None
        return standing.content, read.value

    def take_scan(self) -> Mapping[SignedFile, bytes]:
        """Read the scan, if there is one."""
        path = self.asked.scan
        if path is None:
            return {}
        content = look_at(path.parent, path.name, SIGNED_FILE.most).content
        if not content.startswith(b"%PDF-"):
            self.problems.append(Problem.of("RM939", file=path))
        return {"scan.pdf": content}

    def given(self) -> tuple[Claim, ...]:
        """Give what the options say."""
        return Claim("--date", self.asked.date), Claim("--number", number=self.asked.number)

    def settle(self, claims: Sequence[Claim]) -> tuple[dt.date, str] | None:
        """Settle date and number, or tell why that is not possible."""
        requisites, problems = agree(claims)
        self.problems += problems
        return requisites

    def correct(
        self, file: SignedFile, shown: Path, drawn: bytes, found: PaperText
    ) -> tuple[Correction, ...]:
        """Compare a paper with the drawn one, tell where it says otherwise, and give that for the record."""
        was, _ = read_paper(drawn, str(shown))
        changes = compare_lines(was.lines if was is not None else (), found.lines)
        for change in changes:
            place, signed = _say_place(file, change.point), _shorten(change.signed)
            told = Problem.of("RM927", file=shown, place=place, drawn=_shorten(change.drawn), signed=signed)
            self.problems.append(told)
        return tuple(
            Correction(file=file, point=change.point, drawn=_cut(change.drawn), signed=_cut(change.signed))
            for change in changes
        )

    def close(
        self,
        kind: ActKind,
        files: Mapping[SignedFile, bytes],
        requisites: tuple[dt.date, str],
        heading: str,
        corrected: Sequence[Correction] = (),
        about: str | None = None,
    ) -> Outcome[Signed]:
        """Make the act, unless something is wrong."""
        last = getattr(self.state.register.chain.state, "last", None) if kind != "school-order" else None
        date, number = requisites
        if last is not None and date < last.date:
            self.problems.append(Problem.of("RM930", date=date, before=last.date, number=last.number))
        if has_errors(self.problems):
            return self.refuse()
        signatory = self._find_signatory(corrected, date)
        register = self.state.register
        in_order = {name: files[name] for name in get_args(SignedFile) if name in files}
        act = SignedAct(
            id=_name_act(register, date, number),
            act=kind,
            adoption=self.read.adoption.adoption,
            date=date,
            number=number,
            heading=heading,
            signatory=signatory,
            after=last.id if last is not None else None,
            about=about,
            files={name: digest(content) for name, content in in_order.items()},
            corrected=tuple(corrected[:MOST_CORRECTIONS]),
            kept_on=self.asked.today,
        )
        kept: dict[str, bytes] = dict(in_order.items())
        kept[RECORD_NAME] = render_record(act)
        return Outcome(Signed(act, register.folder / act.id, kept), tuple(self.problems), self.sources)

    def _find_signatory(self, corrected: Sequence[Correction], day: dt.date) -> Signatory | None:
        """Tell who signed: whom the plan names for that day, unless the signature was corrected by hand."""
        head = self.read.plan.signed_on(day)
        if head is None:
            return None
        drawn = signature_name(head.name)
        if any(drawn in place.drawn and not place.point for place in corrected):
            return None
        return Signatory(name=head.name, post=head.post)


def open_desk(path: Path, asked: Asked) -> Outcome[Desk]:
    """Read an adoption and what is signed of it; nothing is signed where either is faulty.

    Warnings about the texts are for whoever builds the papers; who signs them is not told again.
    """
    made = read_adoption(path)
    if made.value is None or has_errors(made.problems):
        return Outcome(None, made.problems, made.sources)
    state, problems = read_signed(path, made.value.adoption.adoption)
    if has_errors(problems):
        return Outcome(None, problems, made.sources)
    desk = Desk(path, made.value, state, asked, list(problems), made.sources)
    return Outcome(desk, (), made.sources)


def _name_act(register: Register, date: dt.date, number: str) -> str:
    """Name an act so that its folder is a name on every disk, and no other folder has it."""
    stem = file_name(f"{date.isoformat()}-{number}")
    taken = {*register.taken, *(act.id.casefold() for act in register.chain.acts)}
    name, count = stem, 1
    while name.casefold() in taken:
        count += 1
        name = f"{stem} ({count})"
    return name


def _say_place(file: SignedFile, point: str) -> Bilingual:
    if not point:
        return Bilingual("абзац без номера", "a paragraph without a number")
    if file == Paper.PLAN.value:
        return Bilingual(f"строка {point}", f"row {point}")
    return Bilingual(f"п. {point}", f"point {point}")


def _shorten(words: str) -> str:
    return f"{words[:_SHOWN]}…" if len(words) > _SHOWN else words or "–"


def _cut(words: str) -> str:
    return words[:_MOST_WORDS]
