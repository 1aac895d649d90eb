"""Who acts in the story: publishers with their folders, schools with their texts and papers."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

import roadmap_engine
from roadmap_engine.cli.program import run
from tests.pipeline.filled import fill
from tests.story.papers import Papers, read_papers
from tests.story.texts import ORGANISATION, REGION, TOWN

__all__ = ["Said", "School", "World", "typed"]

_TAKE = re.compile(r"--take (?P<key>[a-z0-9.-]+)=(?P<choice>ours(?::[a-z0-9-]+)?|theirs)")
_ROUNDS = 6


@dataclass(frozen=True, slots=True)
class Said:
    """What the program answered to something typed."""

    code: int
    words: str

    def takes(self) -> Mapping[str, tuple[str, ...]]:
        """The decisions that it offers, as it prints them: choices by key."""
        offered: dict[str, tuple[str, ...]] = {}
        for found in _TAKE.finditer(self.words):
            offered[found["key"]] = (*offered.get(found["key"], ()), found["choice"])
        return offered


def typed(*arguments: object) -> Said:
    """Type a command; a fault of the program is the test's own (ROADMAP_TRACEBACK is set)."""
    heard = io.StringIO()
    with contextlib.redirect_stdout(heard), contextlib.redirect_stderr(heard):
        code = run([*map(str, arguments), "--lang", "ru"])
    return Said(code, heard.getvalue())


@dataclass(frozen=True, slots=True)
class World:
    """A folder with a region, its municipality and their schools."""

    folder: Path

    @property
    def published(self) -> Path:
        """What the municipality offers to its schools."""
        return self.folder / "town" / "published"

    def publish(self, version: str) -> Said:
        """Publish a version of the region, and the municipality's layer over it."""
        region, town = self.folder / "region", self.folder / "town"
        for folder, name, texts in ((region, "region", REGION), (town, "town", TOWN)):
            folder.mkdir(exist_ok=True)
            (folder / f"{name}.yaml").write_text(texts[version], encoding="utf-8")
        first = typed("publish", region / "region.yaml", "-o", region / "published")
        assert first.code == 0, first.words
        (town / "bundles").mkdir(exist_ok=True)
        bundle = f"region-{version}.zip"
        (town / "bundles" / bundle).write_bytes((region / "published" / bundle).read_bytes())
        second = typed("publish", town / "town.yaml", "-o", self.published)
        assert second.code == 0, second.words
        return Said(0, first.words + second.words)

    def withdraw(self, version: str, reason: str) -> None:
        """Withdraw a version of the municipality's."""
        said = typed("publish", "-o", self.published, "--withdraw", f"town@{version}", "--reason", reason)
        assert said.code == 0, said.words


@dataclass(slots=True)
class School:
    """A school: its folder, its habits where it has to decide, and what it has seen so far.

    Attributes:
        habit: what it takes where the program asks, and only then.
        seen: its papers after every build, the first first.
        words: everything that it was told since the last build.
    """

    world: World
    number: int
    habit: str = "ours"
    text: str = "adoption.yaml"
    seen: list[Papers] = field(default_factory=list)
    words: str = ""

    @property
    def home(self) -> Path:
        """Its folder."""
        return self.world.folder / "schools" / f"school-{self.number}"

    @property
    def adoption(self) -> Path:
        """Its text."""
        return self.home / self.text

    @property
    def papers(self) -> Path:
        """Where its papers lie, of one year after another."""
        return self.home / f"papers of {self.adoption.stem}"

    @property
    def own(self) -> dict[str, Any]:
        """What its text says."""
        told: dict[str, Any] = yaml.safe_load(self.adoption.read_text(encoding="utf-8"))
        return told

    @property
    def version(self) -> str:
        """The version it stands on."""
        return str(self.own["roadmap"]).partition("@")[2]

    def adopt(self) -> None:
        """Adopt what the municipality offers."""
        self.home.mkdir(parents=True)
        (self.home / "organisation.yaml").write_text(
            ORGANISATION.format(number=self.number), encoding="utf-8"
        )
        answers = {
            "adoption": f"school-{self.number}",
            "organisation": "organisation.yaml",
            "procedure.use": "vpr",
            "school_year": "2026/2027",
        }
        said = typed(
            *("new", "adoption", "--from", f"{self.world.published}#town", "-o", self.adoption),
            *(part for path, words in answers.items() for part in ("-a", f"{path}={words}")),
        )
        assert said.code == 0, said.words

    def write(self, words: str) -> None:
        """Write more into the text, by hand."""
        self.adoption.write_text(self.adoption.read_text(encoding="utf-8") + words, encoding="utf-8")

    def correct(self, old: str, new: str) -> None:
        """Write something else into the text, by hand."""
        text = self.adoption.read_text(encoding="utf-8")
        assert text.count(old) == 1, (old, text)
        self.adoption.write_text(text.replace(old, new), encoding="utf-8")

    def cut(self, section: str) -> None:
        """Take a section out of the text, by hand."""
        text = self.adoption.read_text(encoding="utf-8")
        cut = re.sub(rf"(?m)^{section}:\n(?:[ -].*\n)+", "", text)
        assert cut != text
        self.adoption.write_text(cut, encoding="utf-8")

    def do(self, command: str, *arguments: object, code: int = 0) -> Said:
        """Type a command about its text."""
        said = typed(command, self.adoption, *arguments)
        assert said.code == code, f"school {self.number}: {command} {arguments}\n{said.words}"
        self.words += said.words
        return said

    def build(self, day: str) -> Papers:
        """Build the papers on a day."""
        today = dt.datetime.fromisoformat(day).replace(tzinfo=dt.UTC)
        made = roadmap_engine.build(self.adoption, today=today)
        assert made.value is not None, [problem.code for problem in made.problems]
        saved = made.value.save(self.papers, today=today.date())
        assert saved.value is not None, [problem.code for problem in saved.problems]
        self.seen.append(read_papers(self.papers))
        return self.seen[-1]

    def fill_tracker(self, rows: Mapping[str, Mapping[str, Any]]) -> None:
        """Write into the tracker, by the ids of rows."""
        path = self.papers / "tracker.xlsx"
        path.write_bytes(fill(path.read_bytes(), rows))

    def update(self, *arguments: object, answers: Mapping[str, str] | None = None) -> Said:
        """Take the newer version, literally as the program says it is to be taken.

        What has to be decided is decided by `answers`, else by the school's habit, from the decisions that
        the program has printed itself; there must be an end to it.
        """
        told = typed("update", self.adoption, *arguments)
        heard, takes = told.words, dict[str, str]()
        for _ in range(_ROUNDS):
            if told.code == 0:
                self.words += heard
                return Said(0, heard)
            # What was decided once is decided anew where the program says that it must be.
            fresh = {key: each for key, each in told.takes().items() if takes.get(key) not in each}
            assert fresh, f"school {self.number} is told no way out:\n{told.words}"
            for key, choices in fresh.items():
                wished = (answers or {}).get(key, self.habit)
                takes[key] = next((each for each in choices if each.startswith(wished)), choices[-1])
            told = typed("update", self.adoption, *arguments, *_as_options(takes))
            heard += told.words
        raise AssertionError(f"school {self.number} goes round in circles: {takes}\n{told.words}")


def _as_options(takes: Mapping[str, str]) -> Sequence[str]:
    return [part for key, choice in takes.items() for part in ("--take", f"{key}={choice}")]
