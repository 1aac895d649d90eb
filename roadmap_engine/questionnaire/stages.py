"""Stages and measures as they are answered ↔ as they stand in a text, and the roles and documents they need.

Who answers and what comes out is answered in words; roles and documents that published roadmaps have get the
ids they have there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from roadmap_engine.questionnaire.question import Known, Tree
from roadmap_engine.questionnaire.reading import KEPT_AS_TEXT
from roadmap_engine.russian.ids import Names, make_slug
from roadmap_engine.russian.placeholders import TO_BE_NAMED

__all__ = [
    "USUAL_DEADLINE", "USUAL_RESPONSIBLE", "Author", "Definition", "build_stages", "name_there",
    "restate_stages", "title_key",
]  # fmt: skip

USUAL_DEADLINE = "до 1 октября"
USUAL_RESPONSIBLE = "заместитель директора по УВР"
_KINDS = {
    "аналити": "analytical",
    "организац": "organisational",
    "обуча": "teaching",
    "оценоч": "assessment",
    "рефлекси": "reflective",
}
# What every school calls its two first posts, beside the titles that published roadmaps have.
_POSTS = {
    "директор": ("head", {"title": "директор", "filled_by": ("head",)}),
    "директор школы": ("head", {"title": "директор школы", "filled_by": ("head",)}),
    USUAL_RESPONSIBLE: ("deputy-head", {"title": USUAL_RESPONSIBLE, "filled_by": ("deputy-head",)}),
}
Definition = tuple[str, Mapping[str, Any]]
Definitions = Mapping[str, Definition]


def title_key(title: str) -> str:
    """Give what titles are compared by: their words, however they are spaced and capitalised."""
    return " ".join(title.lower().split())


def _split_at_commas(words: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in words.split(",") if part.strip())


@dataclass(frozen=True, slots=True)
class Author:
    """What a roadmap is written with.

    Attributes:
        roles, outputs: id and definition by title, as `title_key` gives it.
        split: parts the names of a cell.
        ids: of stages and measures that there are already, by «stages.1.measures.2».
    """

    roles: Definitions = field(default_factory=dict)
    outputs: Definitions = field(default_factory=dict)
    split: Callable[[str], tuple[str, ...]] = _split_at_commas
    ids: Mapping[str, str] = field(default_factory=dict)


def build_stages(known: Known) -> Tree:
    """Give the roles, documents and stages that answers come to."""
    building = _Building(known)
    stages = building.stages()
    return {"roles": building.roles, "events": {}, "outputs": building.outputs, "stages": stages}


class _Building:
    """Stages and measures as they are named, and the roles and documents that they need."""

    def __init__(self, known: Known) -> None:
        self._known, self._author = known, known.context
        self._names = Names()
        for name in self._author.ids.values():
            self._names.give(name, name)
        self.roles: Tree = {}
        self.outputs: Tree = {}

    def stages(self) -> tuple[Tree, ...]:
        return tuple(self._stage(path, title) for path, title in self._titles("stages"))

    def _titles(self, start: str) -> Iterator[tuple[str, str]]:
        numbers = (path.removeprefix(f"{start}.").split(".") for path in self._known.answers)
        for number in sorted({int(step[0]) for step in numbers if len(step) == 2 and step[1] == "title"}):  # noqa: PLR2004 -- a number and its title
            yield f"{start}.{number}", self._known.answers[f"{start}.{number}.title"]

    def _stage(self, path: str, title: str) -> Tree:
        kind = next((kind for stem, kind in _KINDS.items() if stem in title.lower()), None)
        known = {"kind": kind} if kind else {}
        stage = {"id": self._id(path, title, "stage"), **known, "title": title}
        measures = tuple(self._measure(path, title) for path, title in self._titles(f"{path}.measures"))
        named = measures or (self._measure("", f"{TO_BE_NAMED} этапа «{title}»"),)
        return {**stage, "measures": named}

    def _id(self, path: str, title: str, fallback: str) -> str:
        known: str = self._author.ids.get(path) or self._names.give(make_slug(title), fallback)
        return known

    def _measure(self, path: str, title: str) -> Tree:
        answers = self._known.answers
        deadline = answers.get(f"{path}.deadline", USUAL_DEADLINE)
        if deadline.startswith(KEPT_AS_TEXT):
            deadline = {"text": deadline.removeprefix(KEPT_AS_TEXT).strip()}
        names = self._author.split(answers.get(f"{path}.responsible", USUAL_RESPONSIBLE))
        measure = {
            "id": self._id(path, title, "measure"),
            "title": title,
            "deadline": deadline,
            "responsible": tuple(dict.fromkeys(map(self._role, names))),
        }
        output = answers.get(f"{path}.output")
        return {**measure, "output": (self._output(output),)} if output else measure

    def _role(self, title: str) -> str:
        name, role = (
            _POSTS.get(title)
            or self._author.roles.get(title_key(title))
            or (make_slug(title), {"title": title})
        )
        return _put(self.roles, name or "role", role)

    def _output(self, title: str) -> str:
        unknown: Definition = (make_slug(title), {})
        name, output = self._author.outputs.get(title_key(title)) or unknown
        template = {"template": output["template"]} if output.get("template") else {}
        return _put(self.outputs, name or "document", {"title": title, **template})


def _put(things: Tree, name: str, thing: Mapping[str, Any]) -> str:
    """Keep a definition under a name of its own, the same one for the same thing."""
    free, number = name, 1
    while free in things and things[free] != thing:
        number += 1
        free = f"{name}-{number}"
    things[free] = thing
    return free


def restate_stages(tree: Tree) -> Tree:
    """Say who answers and what comes out in words, as they are answered; ids are no answers."""
    if not isinstance(tree.get("stages"), list):
        return tree
    roles, outputs = (
        {key: _title(each) for key, each in (tree.get(kind) or {}).items()} for kind in ("roles", "outputs")
    )
    stages = [dict(stage) for stage in tree["stages"]]
    for stage in stages:
        if stage.get("measures"):
            stage["measures"] = [_restate_measure(each, roles, outputs) for each in stage["measures"]]
    return {**tree, "stages": stages}


def _restate_measure(measure: Tree, roles: Mapping[str, str], outputs: Mapping[str, str]) -> Tree:
    restated = dict(measure)
    for name, titles in (("responsible", roles), ("output", outputs)):
        if name in measure:
            listed = measure[name] if isinstance(measure[name], list) else [measure[name]]
            restated[name] = ", ".join(titles.get(each, each) for each in listed)
    deadline = measure.get("deadline")
    if isinstance(deadline, dict) and set(deadline) == {"text"}:
        restated["deadline"] = f"{KEPT_AS_TEXT}{deadline['text']}"
    return restated


def name_there(author: Author, tree: Tree) -> Author:
    """Let what a text has already keep its ids: stages and measures, roles and documents."""
    ids: dict[str, str] = {}
    for number, stage in enumerate(tree.get("stages") or (), 1):
        ids[f"stages.{number}"] = stage["id"]
        for place, measure in enumerate(stage.get("measures") or (), 1):
            ids[f"stages.{number}.measures.{place}"] = measure["id"]
    roles, outputs = (
        {title_key(_title(each)): (key, each if isinstance(each, dict) else {"title": each})
         for key, each in (tree.get(kind) or {}).items()}
        for kind in ("roles", "outputs")
    )  # fmt: skip
    return replace(author, roles={**author.roles, **roles}, outputs={**author.outputs, **outputs}, ids=ids)


def _title(thing: Any) -> str:
    return str(thing["title"] if isinstance(thing, dict) else thing)
