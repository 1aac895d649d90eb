"""The three sides of a merge as texts, and the adoption that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from roadmap_engine.diagnostics import Problem, Severity
from roadmap_engine.load import Loaded, load_text
from roadmap_engine.load.loaded import compose_text
from roadmap_engine.model import Adoption, Assembly, Roadmap
from roadmap_engine.model.edit import apply_edits, drop_emptied
from roadmap_engine.overlays import assemble
from roadmap_engine.planning.merging import Merge, Transition, index_version, merge_versions

__all__ = ["BASE", "Merged", "merge_texts", "publish"]

BASE = """
roadmap: tiny
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
roles: {head: директор, teachers: учителя, deputies: заместители}
outputs: {note: Справка}
events: {council-met: {title: заседание совета}}
parameters: {levels: {title: Уровни, default: основного}}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - {id: by-class, title: Анализ по классам, deadline: до 17 января 2027 г., responsible: head}
      - {id: by-school, title: Анализ школы, deadline: до 20 января 2027 г., responsible: head, result: Вывод}
      - {id: by-topic, title: Анализ по темам, deadline: до 22 января 2027 г., responsible: [head, teachers]}
  - id: teaching
    title: Обучающий этап
    measures:
      - {id: lessons, title: Занятия, deadline: за 3 дня до заседания совета, responsible: teachers}
      - {id: control, title: Контроль, after: lessons, responsible: deputies, output: note}
"""

_HEAD = (
    "adoption: school\nroadmap: tiny@1.0.0\norganisation: o.yaml\nprocedure: vpr\nschool_year: 2026/2027\n"
)


@dataclass(frozen=True, slots=True)
class Merged:
    """A merge of texts.

    Attributes:
        merge: what was found.
        tree: the adoption's tree with the edits.
        adoption: what it says.
        roadmap: the newer version as the school has it then.
        problems: codes of what is wrong with it, joined.
        errors: those of them that are errors.
        loaded: the adoption before.
    """

    merge: Merge
    tree: Mapping[str, Any]
    adoption: Adoption
    roadmap: Roadmap
    problems: tuple[str, ...]
    errors: tuple[str, ...]
    loaded: Loaded[Adoption]

    @property
    def own(self) -> dict[str, Any]:
        """What the adoption says besides its head."""
        return {name: each for name, each in self.tree.items() if f"{name}:" not in _HEAD}

    @property
    def notices(self) -> list[str]:
        """The codes of what is told."""
        return [problem.code for problem in self.merge.notices]

    def measure(self, name: str) -> Any:
        """Give a measure of the plan that comes of it."""
        return next(each for each in self.roadmap.measures() if each.id == name)

    def order(self) -> list[str]:
        """Give the ids of the plan's measures."""
        return [each.id for each in self.roadmap.measures()]


def publish(text: str, local: Loaded[Any] | None = None) -> tuple[Assembly, tuple[str, ...]]:
    """Read and join one text; gives the codes of what is wrong with it."""
    assembly, problems = _join(text, local)
    return assembly, tuple(problem.code for problem in problems)


def _join(text: str, local: Loaded[Any] | None) -> tuple[Assembly, tuple[Problem, ...]]:
    loaded = load_text(text.encode(), "roadmap.yaml", "roadmap")
    assert not loaded.problems, loaded.problems
    assembly, problems = assemble((loaded,), local)
    assert assembly is not None
    return assembly, problems


def merge_texts(
    local: str,
    *later: str,
    before: str = BASE,
    take: Mapping[str, str] | None = None,
    default: str | None = None,
) -> Merged:
    """Bring an adoption of `before` to the last of the later versions.

    Args:
        local: what the adoption says besides its head.
        later: the texts of the newer versions, in their order.
        before: the text it stands on.
        take: decisions by key.
        default: the decision otherwise.
    """
    text = _HEAD + local
    loaded = load_text(text.encode(), "adoption.yaml", "adoption")
    assert loaded.value is not None, loaded.problems
    versions = [publish(each)[0] for each in (before, *later)]
    _, composed, _ = compose_text(text.encode(), "adoption.yaml")
    assert composed is not None
    first, *middle, last = versions
    transition = Transition.between(
        index_version(first), index_version(last), [each.roadmap for each in middle]
    )
    merge = merge_versions(
        transition,
        loaded.value,
        written=composed.value,
        locations=loaded.locations,
    )
    edits = merge.settle(take or {}, default).edits
    tree = apply_edits(composed.value, drop_emptied(composed.value, edits))
    adoption = Adoption.model_validate(tree)
    assembly, problems = _join(later[-1], Loaded("adoption.yaml", "adoption", adoption))
    errors = (each.code for each in problems if each.severity is Severity.ERROR)
    codes = tuple(problem.code for problem in problems)
    return Merged(merge, tree, adoption, assembly.roadmap, codes, tuple(errors), loaded)
