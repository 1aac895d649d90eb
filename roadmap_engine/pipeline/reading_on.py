"""What later stages may say of texts that have faults: what else is wrong, and nothing that comes of those.

A fault hides no other: the texts are read on without what is wrong in them. What is missing then is nobody's
fault, and what is counted with it is not certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from roadmap_engine.diagnostics import Location, Problem, Severity
from roadmap_engine.diagnostics.languages import Argument
from roadmap_engine.load import Loaded
from roadmap_engine.load.partial import NOTHING_LEFT_OUT, LeftOut

__all__ = ["ABSENT", "UNKNOWN", "Faults"]

UNKNOWN = frozenset(
    {
        *("RM201", "RM202", "RM205", "RM206", "RM213", "RM215", "RM226", "RM231", "RM247", "RM249"),
        *("RM501", "RM502", "RM503", "RM504", "RM505", "RM507", "RM510", "RM514", "RM655", "RM953", "RM968"),
    }
)
"""Names of nothing: of nothing that could be read, where there are faults."""

ABSENT = frozenset(
    {
        *("RM210", "RM211", "RM212", "RM216", "RM217", "RM218", "RM220", "RM221", "RM222", "RM225"),
        *("RM227", "RM228", "RM229", "RM230", "RM252", "RM253", "RM254", "RM260", "RM261", "RM266", "RM267"),
        *("RM240", "RM241", "RM242", "RM243", "RM244", "RM245", "RM246", "RM264"),
        *("RM508", "RM652", "RM653", "RM654", "RM656", "RM657", "RM658", "RM659", "RM660"),
    }
)
"""What may be there, or be otherwise, as soon as the faults are mended."""

_OF_MEASURES = frozenset({"RM206", "RM226", "RM231", "RM247", "RM505", "RM510", "RM514"})
_ANSWERS = frozenset({"RM504", "RM506", "RM513", "RM514"})
"""What is no error, and is certain all the same: a school's own answers."""
_DATED = ("RM135", "RM3")
_OF_ORGANISATION = frozenset({"RM502", "RM503", "RM507", "RM953", "RM968"})
_OF_YEAR = frozenset({"RM506", "RM513"})


@dataclass(frozen=True, slots=True)
class Faults:
    """The faults of the texts that were read together.

    Attributes:
        left_out: what does not count because of them.
        places: where they stand.
        found: whether there are any.
        unknowable: codes of what nobody can know, because the text that says it is not there.
    """

    left_out: LeftOut = NOTHING_LEFT_OUT
    places: frozenset[Location] = frozenset()
    found: bool = False
    unknowable: frozenset[str] = frozenset()

    @classmethod
    def of(cls, texts: Iterable[Loaded[Any]]) -> Faults:
        """Gather the faults of texts."""
        faulty = [text for text in texts if text.value is None]
        left_out = NOTHING_LEFT_OUT
        for text in faulty:
            left_out = left_out.join(text.left_out)
        places = (each.location for text in faulty for each in text.problems)
        return cls(left_out, frozenset(place for place in places if place is not None), bool(faulty))

    def without(self, *, organisation: bool, procedure: bool) -> Faults:
        """Give them where something only stands for a school's organisation or its procedure."""
        unknowable = _OF_ORGANISATION if organisation else frozenset()
        return replace(self, found=self.found or organisation or procedure, unknowable=unknowable)

    def certain(self, problems: Iterable[Problem], *, drawn: bool = False) -> tuple[Problem, ...]:
        """Keep of the problems those that do not come of the faults.

        Args:
            problems: of a later stage.
            drawn: whether it is one that needs dates, people, papers, which only errors are told of then.
        """
        if not self.found:
            return tuple(problems)
        return tuple(self._certain(problems, drawn))

    def _certain(self, problems: Iterable[Problem], drawn: bool) -> Iterator[Problem]:
        for problem in problems:
            uncertain = drawn and (
                problem.code.startswith(_DATED)
                or (problem.severity is not Severity.ERROR and problem.code not in _ANSWERS)
            )
            uncertain = uncertain or problem.code in ABSENT | self.unknowable
            if not (uncertain or self._comes_of_them(problem)):
                yield replace(problem, arguments=tuple(map(self._name_again, problem.arguments)))

    def _comes_of_them(self, problem: Problem) -> bool:
        left_out, words = self.left_out, problem.words
        if problem.location in self.places:
            return True
        if problem.code in UNKNOWN and not left_out.names.isdisjoint(words.values()):
            return True
        if problem.code.startswith("RM30") and left_out.fields & {"parameters", "fill"}:
            # The words of a gap that nobody can fill are no words of a deadline.
            return any("{{" in said for said in words.values())
        if problem.code in _OF_YEAR and left_out.fields & {"school_year", "runs"}:
            return True
        return problem.code in _OF_MEASURES and bool(left_out.made_up)

    def _name_again(self, argument: tuple[str, Argument]) -> tuple[str, Argument]:
        """Call a thing that has no id by its place, and not by the one it was given to be read."""
        name, said = argument
        if not isinstance(said, str):
            return argument
        kind, _, own = said.rpartition(" ")
        place = self.left_out.made_up.get(own)
        if place is None:
            return argument
        return name, f"nth-{kind} {place}" if kind else f"№ {place}"
