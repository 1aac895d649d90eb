"""What is to become of every paper of a run, decided before anything is written.

A file that is as the program left it gives way. One that a person made or changed stays; where it would
look different now, what it would be stands beside it. What people fill in is taken along where it can be
read. What was a paper once and is none any more goes, unless a person changed it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.paper import Paper
from roadmap_engine.storage.acts import Act, Leave, Put, Remove, Stay
from roadmap_engine.storage.aside import former_name, newer_name
from roadmap_engine.storage.blank_names import Named, name_papers
from roadmap_engine.storage.known_papers import load_known
from roadmap_engine.storage.paper_list import Entry, PaperList, digest
from roadmap_engine.storage.standing import Kind, Standing, find_open_mark, look_at
from roadmap_engine.storage.terms import Carried, Terms

__all__ = ["Settlement", "add_papers", "settle"]

_DATA = "plan.json"
"""The paper by which those of an earlier version are understood."""


@dataclass(frozen=True, slots=True)
class Settlement:
    """What is to become of every paper.

    Attributes:
        names: under which name each paper stands, by its name as drawn.
        told: what is to be known besides.
    """

    folder: Path
    terms: Terms
    known: PaperList
    names: Mapping[str, str]
    acts: tuple[Act, ...]
    told: tuple[Problem, ...] = ()

    def standing(self) -> Mapping[str, bytes]:
        """Give what will stand in the place of each paper, by its name in the folder."""
        papers = set(self.names.values())
        return {
            act.name: act.content
            for act in self.acts
            if not isinstance(act, Remove) and act.name in papers and act.content
        }


def settle(
    folder: Path, papers: Mapping[str, bytes], terms: Terms
) -> tuple[Settlement | None, tuple[Problem, ...]]:
    """Decide what becomes of every paper of a run; nothing is written here.

    Args:
        folder: where they go; it may be missing.
        papers: content by name as drawn.
        terms: on what terms.

    Returns:
        The decisions; or nothing, and why: the list is a newer program's (RM108), the folder is another
        plan's (RM705, RM969), one of papers that belong together may not be written (RM739).
    """
    known, newer = load_known(folder, terms)
    if newer is not None:
        return None, (newer,)
    known = _recall(folder, known, terms)
    if known.plan not in ("", terms.plan):
        if not terms.force.every and not terms.goes_on:
            code = "RM969" if terms.calendars else "RM705"
            return None, (Problem.of(code, folder=folder, other=known.plan, plan=terms.plan),)
        known, terms = _take_over(known), replace(terms, asked=frozenset(Paper))
    named = name_papers(folder, tuple(papers), terms, known)
    settler = _Settler(folder, terms, known)
    acts = settler.settle_papers(papers, named)
    unread = tuple(_tell_unread(acts, papers, terms))
    acts += settler.settle_rest({act.name for act in acts})
    if terms.together and (refused := [act for act in acts if isinstance(act, Leave)]):
        return None, tuple(_refuse(folder, act) for act in refused)
    return Settlement(
        folder, terms, known, named.names, tuple(acts), (*_tell_names(folder, named), *unread)
    ), ()


def add_papers(settlement: Settlement, papers: Mapping[str, bytes]) -> Settlement:
    """Decide what becomes of papers made of those that were settled, by their names in the folder."""
    settler = _Settler(settlement.folder, settlement.terms, settlement.known)
    named = Named({name: name for name in papers}, {})
    added = settler.settle_papers(papers, named)
    names = {act.name for act in added}
    kept = [act for act in settlement.acts if act.name not in names]
    return replace(settlement, names={**settlement.names, **named.names}, acts=(*kept, *added))


def _recall(folder: Path, known: PaperList, terms: Terms) -> PaperList:
    """Let papers of a version whose list did not name their plan tell it themselves."""
    standing = look_at(folder, _DATA)
    if known.plan or terms.recall is None or known.of_file(_DATA, standing.digest) is None:
        return known
    recalled = terms.recall(standing.content)
    if recalled is None:
        return known
    entries = {
        name: replace(entry, about=recalled.blanks.get(name, "")) for name, entry in known.entries.items()
    }
    return PaperList(recalled.plan, entries)


def _take_over(known: PaperList) -> PaperList:
    """Forget what the documents of another plan were: they are none of this one's, asked for or not."""
    return PaperList("", {name: replace(entry, about="") for name, entry in known.entries.items()})


def _refuse(folder: Path, act: Leave) -> Problem:
    reason = act.problem.code if act.problem is not None else "RM707"
    return Problem.of("RM739", file=folder / act.name, because=reason, name=act.name)


def _tell_names(folder: Path, named: Named) -> tuple[Problem, ...]:
    return tuple(
        Problem.of("RM737", file=folder / actual, name=drawn) for drawn, actual in named.held.items()
    )


def _tell_unread(acts: Iterable[Act], papers: Mapping[str, bytes], terms: Terms) -> Iterator[Problem]:
    """Tell what a person has written into files that are not touched; what is taken along tells it itself."""
    for act in acts:
        if not isinstance(act, (Stay, Leave)) or act.name not in terms.unread:
            continue
        if act.content not in (b"", papers.get(act.name)):
            yield from terms.unread[act.name](act.content)


class _Settler:
    """Decides file by file, by what stands in one folder."""

    def __init__(self, folder: Path, terms: Terms, known: PaperList) -> None:
        self.folder, self.terms, self.known = folder, terms, known

    def settle_papers(self, papers: Mapping[str, bytes], named: Named) -> list[Act]:
        acts: list[Act] = []
        for drawn, content in papers.items():
            name, about = named.names[drawn], self.terms.blanks.get(drawn, "")
            act = self._settle_paper(name, content, about)
            acts.append(act)
            if isinstance(act, Leave) and act.problem is not None and "newer" in act.problem.words:
                acts.append(self._settle_newer(name, content))
        return acts

    def settle_rest(self, done: set[str]) -> list[Act]:
        """Decide what becomes of what the list names beside the papers."""
        rest = (name for name in sorted(self.known.entries) if name not in done)
        return [act for name in rest if (act := self._settle_former(name)) is not None]

    def _settle_paper(self, name: str, content: bytes, about: str) -> Act:
        standing, drawn = look_at(self.folder, name), digest(content)
        put = Put(name, content, drawn, about, standing.digest)
        if standing.kind is not Kind.FILE:
            return self._put_unless_other(put, standing)
        made_of = self._made_of(name, standing)
        if drawn in (standing.digest, made_of):
            return Stay(name, standing.content, Entry({standing.digest: drawn}, about))
        if made_of == standing.digest:
            return self._put_unless_open(put, standing)
        return self._settle_changed(put, standing, made_of)

    def _settle_changed(self, put: Put, standing: Standing, made_of: str | None) -> Act:
        """Decide on a file that a person changed, or into which the program took a person's work."""
        name, entry, forced = put.name, self.known.entries.get(put.name), self.terms.force.covers(put.name)
        if not forced and entry is not None and entry.drawn_only(put.drawn):
            return Leave(name, standing.content, entry, None)
        kept = replace(put, kept=standing.content if made_of is None else None)
        if (
            name in self.terms.carriers
            and (carried := self.terms.carriers[name](standing.content)) is not None
        ):
            return self._put_unless_open(_with_work(kept, carried), standing)
        if forced:
            return self._put_unless_open(kept, standing)
        code = "RM734" if name in self.terms.carriers else "RM707"
        return Leave(name, standing.content, entry, self._say(code, name, newer=_last(newer_name(name))))

    def _settle_newer(self, name: str, content: bytes) -> Act:
        """Decide on the file beside a person's, which is the program's whatever was done to it."""
        beside, drawn = newer_name(name), digest(content)
        standing = look_at(self.folder, beside)
        put = Put(beside, content, drawn, "", standing.digest)
        if standing.kind is not Kind.FILE:
            return self._put_unless_other(put, standing)
        made_of = self._made_of(beside, standing)
        if drawn in (standing.digest, made_of):
            return Stay(beside, standing.content, Entry({standing.digest: drawn}))
        if made_of is not None and made_of == standing.digest:
            return self._put_unless_open(put, standing)
        put = replace(put, kept=standing.content if made_of is None else None)
        if (
            name in self.terms.carriers
            and (carried := self.terms.carriers[name](standing.content)) is not None
        ):
            put = _with_work(put, carried)
        return self._put_unless_open(put, standing)

    def _settle_former(self, name: str) -> Act | None:
        entry, standing = self.known.entries[name], look_at(self.folder, name)
        if Paper.of(former_name(name)) not in (None, *self.terms.asked):
            return Stay(name, standing.content, entry)
        if standing.kind is not Kind.FILE:
            return None
        if name in self.terms.kept:
            return Stay(name, standing.content, entry)
        if entry.written.get(standing.digest) != standing.digest:
            return Leave(name, standing.content, entry, self._say("RM735", name))
        if mark := find_open_mark(self.folder, name):
            return Leave(name, standing.content, entry, self._say("RM708", name, mark=mark))
        return Remove(name, standing.digest, entry)

    def _made_of(self, name: str, standing: Standing) -> str | None:
        """Give what the program drew to make the file that stands there; None where a person changed it."""
        entry = self.known.entries.get(name)
        return entry.written.get(standing.digest) if entry is not None else None

    def _put_unless_other(self, put: Put, standing: Standing) -> Act:
        if standing.kind is Kind.NOTHING:
            return put
        return Leave(put.name, b"", self.known.entries.get(put.name), self._say("RM709", put.name))

    def _put_unless_open(self, put: Put, standing: Standing) -> Act:
        mark = find_open_mark(self.folder, put.name)
        if mark is None:
            return put
        problem = self._say("RM708", put.name, mark=mark)
        return Leave(put.name, standing.content, self.known.entries.get(put.name), problem)

    def _say(self, code: str, name: str, **more: Any) -> Problem:
        return Problem.of(code, file=self.folder / name, **more)


def _with_work(put: Put, carried: Carried) -> Put:
    return replace(put, content=carried.content, keeping="RM731", told=carried.problems)


def _last(name: str) -> str:
    return name.rpartition("/")[2]
