"""Tags become the skeleton of a part: openings and endings are paired, and what has no pair is told.

The skeleton is a Jinja text with the part's block structure in which line N is tag N, so that whatever
Jinja says of it can be placed in the document. It is sound even where the tags are not: a stray ending is
left out and a missing one put in, so that one fault does not hide the others.
"""

from __future__ import annotations

from collections.abc import Iterable

from roadmap_engine.diagnostics import Problem
from roadmap_engine.documents.word.tags import PlacedTag, describe_cell, plain_tag

__all__ = ["pair_blocks"]

_ENDS = {"endfor": "for", "endif": "if"}
_BRANCHES = {"elif": ("if",), "else": ("if", "for")}


def pair_blocks(
    tags: Iterable[PlacedTag], template: str, unsound: frozenset[int] = frozenset()
) -> tuple[list[str], tuple[Problem, ...]]:
    """Pair the tags of a part, and write its skeleton.

    Args:
        tags: in the order of the document.
        template: what people call the file.
        unsound: places of tags that are told to be wrong already; they stand in the skeleton as nothing,
            an opening among them as one that always holds.
    """
    pairing = _Pairing(template)
    for place, tag in enumerate(tags):
        pairing.take(tag, sound=place not in unsound)
    pairing.close(0)
    return pairing.lines, tuple(pairing.problems)


class _Pairing:
    """The blocks that are open so far, each with the tag that opened it and how it has to be ended."""

    def __init__(self, template: str) -> None:
        self.template = template
        self.lines: list[str] = []
        self.problems: list[Problem] = []
        self.open: list[tuple[PlacedTag, str]] = []

    def take(self, tag: PlacedTag, *, sound: bool) -> None:
        """Write one tag into the skeleton."""
        self.lines.append("")
        if tag.keyword in _ENDS.values():
            kind = tag.keyword if sound else "if"
            self.open.append((tag, "{% end" + kind + " %}"))
            self.lines[-1] = plain_tag(tag) if sound else "{% if true %}"
        elif tag.keyword in _ENDS:
            self.end(tag)
        elif tag.keyword in _BRANCHES:
            self.branch(tag, sound=sound)
        elif sound:
            self.lines[-1] = plain_tag(tag)

    def end(self, tag: PlacedTag) -> None:
        """Close the nearest block of the ending's kind; those inside it were not ended."""
        wanted = _ENDS[tag.keyword]
        places = [place for place, (opening, _) in enumerate(self.open) if opening.keyword == wanted]
        if not places:
            self.problems.append(tag.problem("RM613", self.template, wanted=wanted))
            return
        self.close(places[-1] + 1)
        opening, ending = self.open.pop()
        self.lines[-1] += ending
        self.hold_together(opening, tag)
        if opening.keyword == "for":
            self.look_between(opening, tag)

    def branch(self, tag: PlacedTag, *, sound: bool) -> None:
        """Write `else` and `elif` where a block is open that may have them."""
        wanted = _BRANCHES[tag.keyword]
        if not self.open or self.open[-1][0].keyword not in wanted:
            self.problems.append(tag.problem("RM613", self.template, wanted=wanted[0]))
            return
        self.hold_together(self.open[-1][0], tag)
        if sound and not (tag.keyword == "elif" and self.open[-1][1] != "{% endif %}"):
            self.lines[-1] = plain_tag(tag)

    def hold_together(self, opening: PlacedTag, tag: PlacedTag) -> None:
        """Object to a block whose ends do not share their place: filled, it would tear what is around."""
        if (opening.level, opening.container) == (tag.level, tag.container):
            return
        are_alike = opening.level == tag.level and opening.level not in ("tr", "tc")
        if opening.cell is None or tag.cell is None or not are_alike:
            self.problems.append(opening.problem("RM614", self.template, ending=tag.text))
            return
        first, second = describe_cell(opening.cell), describe_cell(tag.cell)
        torn = opening.problem(
            "RM628",
            self.template,
            ending=tag.text,
            first=first.words,
            first_row=first.row,
            first_column=first.column,
            second=second.words,
            second_row=second.row,
            second_column=second.column,
        )
        self.problems.append(torn)

    def look_between(self, opening: PlacedTag, ending: PlacedTag) -> None:
        """Tell of what stands in a loop and should not be there many times."""
        if ending.sections > opening.sections:
            self.problems.append(opening.problem("RM664", self.template))
        if ending.notes > opening.notes:
            self.problems.append(opening.problem("RM666", self.template))

    def close(self, down_to: int) -> None:
        """Put in the endings that are missing of all blocks but so many."""
        while len(self.open) > down_to:
            opening, ending = self.open.pop()
            self.problems.append(opening.problem("RM612", self.template, ending="end" + opening.keyword))
            self.lines[-1] += ending
