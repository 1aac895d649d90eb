"""Whatever people do in whatever order: nothing that was signed changes, and what is told is what is so."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from roadmap_engine.model.signed_chain import Unclear
from roadmap_engine.pipeline.amending import Asked as Reason
from roadmap_engine.pipeline.amending import amend
from tests.pipeline.signed_school import SigningSchool
from tests.storage.folders import codes

STEPS = 9


class Life:
    """A school whose people do things without asking whether this is the time for them."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.school = SigningSchool.found(folder)
        self.random = random.Random(-1 - seed)  # noqa: S311 -- the same lives each time
        self.day = 21
        self.kept: Mapping[str, bytes] = {}
        self.school.build()

    def build(self) -> None:
        """Build the papers."""
        self.school.build()

    def receive(self) -> None:
        """An awaited day becomes known, or another."""
        text = self.school.adoption.read_text(encoding="utf-8")
        lines = [line for line in text.splitlines() if not line.startswith("events:")]
        self.school.adoption.write_text("\n".join(lines) + "\n", encoding="utf-8")
        self.school.receive_results(f"2027-05-{self.random.randint(10, 20)}")

    def move(self) -> None:
        """Somebody moves a day of the roadmap."""
        days = [f"до {day} июня" for day in range(8, 13)]
        now = next(day for day in days if day in (self.school.folder / "tiny.yaml").read_text("utf-8"))
        self.school.correct(now, self.random.choice(days), file="tiny.yaml")

    def sign(self) -> None:
        """Sign what lies in the folder of papers."""
        self.school.sign(anyway=self.random.random() < 0.5)

    def amend(self) -> None:
        """Amend what was signed last, where that is possible."""
        self.day += 1
        asked = Reason(None, None, "В связи с изменением сроков")
        if amend(self.school.adoption, (), asked).value is not None:
            folder = self.school.draw_amendment(f"2027-05-{self.day}", f"{self.day}-а")
            self.school.sign_amendment(folder)

    def end(self) -> None:
        """End the order in force, if there is one."""
        self.day += 1
        if self.school.read().in_force is not None:
            folder = self.school.draw_revocation(f"2027-05-{self.day}", f"{self.day}-б")
            self.school.sign_revocation(folder)

    def undo(self) -> None:
        """Undo any signing, or try to."""
        acts = self.school.read().register.chain.acts
        if acts:
            self.school.undo(self.random.choice(acts).id)

    def look(self, done: str) -> None:
        """Look whether all that was signed is as it was, and what is told of it is so."""
        kept = self.school.kept()
        changed = {name for name, content in self.kept.items() if kept.get(name) != content}
        allowed = {name for name in self.kept if name.endswith("signed.json")} if done == "undo" else set()
        assert changed <= allowed
        assert len(changed) <= 1
        self.kept = kept
        state = self.school.read()
        assert not isinstance(state.register.chain.state, Unclear)
        if state.in_force is not None:
            told = codes(self.school.build())
            outcome = amend(self.school.adoption, (), Reason())
            assert ("RM931" in told) == (outcome.value is not None)
            assert ("RM847" in codes(outcome.problems)) == (outcome.value is None)


ACTS: Mapping[str, Callable[[Life], None]] = {
    name: getattr(Life, name) for name in ("build", "receive", "move", "sign", "amend", "end", "undo")
}


def choose(seed: int) -> list[str]:
    """Choose what is done in a life."""
    return random.Random(seed).choices(sorted(ACTS), k=STEPS)  # noqa: S311 -- the same lives each time


@pytest.mark.parametrize("seed", range(5))
def test_a_life(tmp_path: Path, seed: int) -> None:
    """After each step."""
    life = Life(tmp_path / "school", seed)
    life.sign()
    for done in choose(seed):
        ACTS[done](life)
        life.look(done)


def test_these_lives_have_everything_in_them() -> None:
    """Each thing is done in one of them at least."""
    assert {done for seed in range(5) for done in choose(seed)} == set(ACTS)
