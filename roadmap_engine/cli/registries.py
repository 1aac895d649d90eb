"""A registry of schools as a command names it → the texts of its schools, written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from gettext import gettext as _
from pathlib import Path

import click

from roadmap_engine.batch.enrolling import Roll, write_texts
from roadmap_engine.batch.tasks import Folder, Output
from roadmap_engine.cli.new_texts import options_to_answers
from roadmap_engine.cli.waiting import say_waiting
from roadmap_engine.model import Assembly
from roadmap_engine.pipeline.bases import RoadmapSource
from roadmap_engine.pipeline.collecting import load_registry
from roadmap_engine.pipeline.creating import read_base
from roadmap_engine.pipeline.enrolling import enrol
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.source_names import split_source

__all__ = ["Common", "enrol_registry", "find_workspace"]

_ROADMAP = "roadmap"


@dataclass(frozen=True, slots=True)
class Common:
    """What is the same for all rows of a registry.

    Attributes:
        answers: by the path of the field.
        source: where new plans take their roadmap from, where it is said.
    """

    answers: Mapping[str, str]
    source: RoadmapSource | None = None

    @classmethod
    def of(cls, answers: tuple[str, ...], source: str | None = None, key: str | None = None) -> Common:
        """Read the options: each PATH=WORDS, SOURCE#ID@VERSION, the key."""
        said = {path: given.words or "" for path, given in options_to_answers(answers, {}).items()}
        if source is None:
            return cls(said)
        place, name, version = split_source(source)
        if name is not None:
            said.setdefault(_ROADMAP, f"{name}@{version}" if version else name)
        return cls(said, RoadmapSource(place, key))

    def read_roadmap(self, workspace: Path) -> Outcome[Assembly] | None:
        """Read the roadmap that the schools adopt, where it is the same for all."""
        name = self.answers.get(_ROADMAP, "")
        if self.source is None:
            return read_base(name, workspace) if name else None
        taken = self.source.pin(name, workspace)
        if taken.value is None:
            return Outcome(None, taken.problems, taken.sources)
        return read_base(taken.value.name, workspace, taken.value)


def find_workspace(named: Path | None, target: Output, archive: Path | None) -> Path:
    """Tell where the texts of a registry's schools lie.

    Raises:
        click.UsageError: nobody says, and it does not go without saying.
    """
    if named is not None:
        return named
    if archive is not None or not isinstance(target, Folder):
        raise click.UsageError(_("say with --workspace DIR where the texts of the registry's schools lie"))
    return target.path


def enrol_registry(registry: Path, workspace: Path, common: Common, today: dt.date) -> Outcome[Roll]:
    """Turn the rows of a registry into texts, and write them.

    Args:
        registry: the file.
        workspace: the folder of the schools' folders.
        common: what is the same for all rows.
        today: for what is offered first, as the school year.
    """
    read, problems = load_registry(registry)
    if read is None:
        return Outcome(None, problems)
    with say_waiting(_("Reading the registry …")):
        rows = enrol(read, workspace, common.answers, today=today, source=common.source)
    if rows.value is None:
        return Outcome(None, (*problems, *rows.problems))
    return Outcome(write_texts(registry, workspace, rows.value), (*problems, *rows.problems))
