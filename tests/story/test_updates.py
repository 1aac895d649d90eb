"""Years of a roadmap and of a school that follows it: no deadlock, and nothing lost without a word.

A publisher renames, exchanges, splits, merges, moves, removes, adds, rewords and locks; a school edits, adds,
moves, takes out, settles and records when the fair was; then it takes the new version, or lets several pass
and takes the next. «No deadlock, no local edit lost without notice, settled rows unchanged»; rows of the
tracker, events and points of the order stay with the thing they are of.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)

from tests.planning.merging.sides import Merged, merge_texts
from tests.planning.merging.story_papers import Shelf, draw

ROLES = ("head", "teachers", "deputies")
DEADLINES = (
    *("до 17 января 2027 г.", "до 3 февраля 2027 г.", "март 2027 г.", "постоянно"),
    "в течение 3 дней после ярмарки",
)
WORKS = ("edits", "adds", "moves", "takes out", "settles", "records")
CHANGES = (
    *("renames", "exchanges", "exchanges events", "splits", "merges"),
    *("removes", "adds", "rewords", "moves", "reorders"),
)
MOST_PASSED = 2
FORBIDDEN = {"RM240", "RM244", "RM245", "RM763"}
"""What is wrong with a change of the school's that a lock stands in the way of."""
LOCKS = (
    *("deadline: locked", "title: locked", "responsible: locked"),
    *("add: locked", "move: locked", "remove: locked"),
)


@dataclass(frozen=True)
class Row:
    """A measure of a published version."""

    id: str
    title: str
    deadline: str = DEADLINES[0]
    responsible: str = "head"
    was: tuple[str, ...] = ()

    def tree(self) -> dict[str, Any]:
        """The measure as a text says it."""
        said = {
            "id": self.id,
            "title": self.title,
            "deadline": self.deadline,
            "responsible": self.responsible,
        }
        return said | ({"was": list(self.was)} if self.was else {})


@dataclass
class Version:
    """A published version: two stages of rows, and locks."""

    number: int = 0
    stages: dict[str, list[Row]] = field(default_factory=dict)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)
    locks: tuple[str, ...] = ()

    def text(self) -> str:
        """The YAML of it."""
        stages = [
            {"id": name, "title": f"Этап {name}", "measures": [row.tree() for row in rows]}
            for name, rows in self.stages.items()
        ]
        return (
            f"roadmap: tiny\nversion: 1.{self.number}.0\ntitle: План\n"
            "columns: [number, title, deadline, responsible]\n"
            "roles: {head: директор, teachers: учителя, deputies: заместители}\n"
            f"events: {json.dumps(self.events, ensure_ascii=False)}\n"
            f"stages: {json.dumps(stages, ensure_ascii=False)}\n"
            f"allow: {{{', '.join(self.locks)}}}\n"
        )

    def rows(self) -> list[Row]:
        """All rows."""
        return [row for rows in self.stages.values() for row in rows]


def written(tree: dict[str, Any]) -> str:
    """A tree as the lines of a text."""
    return "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in tree.items())


class Story(RuleBasedStateMachine):
    """One publisher, one school."""

    def __init__(self) -> None:
        super().__init__()
        rows = [Row(f"m-{place}", f"Дело {place}") for place in range(4)]
        events = {"fair": {"title": "ярмарка"}, "feast": {"title": "праздник"}}
        self.published = Version(0, {"first": rows[:2], "second": rows[2:]}, events)
        self.shelf = Shelf()
        self.seen = ("", "")
        self.passed: list[Version] = []
        self.next = self._following(self.published)
        self.local: dict[str, Any] = {}
        self.fresh = 10

    @staticmethod
    def _following(version: Version) -> Version:
        stages = {name: [replace(row, was=()) for row in rows] for name, rows in version.stages.items()}
        events = {name: {"title": event["title"]} for name, event in version.events.items()}
        return Version(version.number + 1, stages, events, version.locks)

    # The publisher.

    def _before(self) -> Version:
        return (self.passed or [self.published])[-1]

    def _known(self) -> set[str]:
        """Rows that the version before has, under the same id: one thing happens to a row at a time."""
        before = {row.id for row in self._before().rows()}
        return before - {row.id for row in self.next.rows() if row.was}

    def _pick(self, place: int) -> tuple[str, int] | None:
        places = [(name, index) for name, rows in self.next.stages.items() for index in range(len(rows))]
        return places[place % len(places)] if places else None

    def _was(self, stage: str, index: int) -> tuple[str, ...]:
        return self.next.stages[stage][index].was

    def _name(self) -> str:
        self.fresh += 1
        return f"m-{self.fresh}"

    def renames(self, place: int) -> None:
        """Another id for a row."""
        if (found := self._pick(place)) is not None:
            stage, index = found
            row = self.next.stages[stage][index]
            if row.id in self._known():
                self.next.stages[stage][index] = replace(row, id=self._name(), was=(row.id,))

    def exchanges(self, place: int) -> None:
        """Two rows, of one stage or of two, take each other's ids; not back at once, under the same words."""
        known, rows = self._known(), self.next.rows()
        known -= {row.id for row in self._before().rows() if len(row.was) == 1}
        pair = [row for row in rows[place % len(rows) :] if row.id in known][:2]
        if len(pair) > 1:
            one, other = pair
            now = {one.id: replace(one, id=other.id, was=(one.id,))}
            now[other.id] = replace(other, id=one.id, was=(other.id,))
            for name, stage in self.next.stages.items():
                self.next.stages[name] = [now.get(row.id, row) for row in stage]

    def exchanges_events(self) -> None:
        """The fair and the feast take each other's ids."""
        (one, fair), (other, feast) = self.next.events.items()
        if not any(
            "was" in each for version in (self._before(), self.next) for each in version.events.values()
        ):
            self.next.events = {one: {**feast, "was": [other]}, other: {**fair, "was": [one]}}

    def splits(self, place: int) -> None:
        """Two rows of one."""
        if (found := self._pick(place)) is not None:
            stage, index = found
            row = self.next.stages[stage][index]
            if row.id in self._known():
                parts = [
                    replace(row, id=self._name(), title=f"{row.title}, {n}", was=(row.id,)) for n in "аб"
                ]
                self.next.stages[stage][index : index + 1] = parts

    def merges(self, place: int) -> None:
        """One row of two neighbours."""
        if (found := self._pick(place)) is not None:
            stage, index = found
            pair = self.next.stages[stage][index : index + 2]
            known = self._known()
            if len(pair) == 2 and all(row.id in known for row in pair):
                both = replace(
                    pair[0], id=self._name(), title=f"Вместе {self.fresh}", was=tuple(row.id for row in pair)
                )
                self.next.stages[stage][index : index + 2] = [both]

    def removes(self, place: int) -> None:
        """A row less; a stage keeps one."""
        found = self._pick(place)
        # What has another's id and is gone would leave the other without one.
        if found is not None and len(self.next.stages[found[0]]) > 1 and not self._was(*found):
            del self.next.stages[found[0]][found[1]]

    def moves(self, place: int) -> None:
        """A row goes to the end of the other stage; a stage keeps one."""
        if (found := self._pick(place)) is not None and len(self.next.stages[found[0]]) > 1:
            row = self.next.stages[found[0]].pop(found[1])
            self.next.stages["second" if found[0] == "first" else "first"].append(row)

    def reorders(self, place: int) -> None:
        """A row goes to the end of its stage."""
        if (found := self._pick(place)) is not None:
            rows = self.next.stages[found[0]]
            rows.append(rows.pop(found[1]))

    def adds(self, stage: str) -> None:
        """A row more."""
        name = self._name()
        self.next.stages[stage].append(Row(name, f"Новое {name}"))

    def rewords(self, place: int, deadline: str, role: str) -> None:
        """Other days and people for a row."""
        if (found := self._pick(place)) is not None:
            stage, index = found
            row = self.next.stages[stage][index]
            self.next.stages[stage][index] = replace(row, deadline=deadline, responsible=role)

    def lock(self, locks: set[str]) -> None:
        """What schools may not change from the next version on."""
        self.next.locks = tuple(sorted(locks))

    def _publish(self, change: str, place: int, deadline: str, role: str) -> None:
        match change:
            case "renames":
                self.renames(place)
            case "exchanges":
                self.exchanges(place)
            case "exchanges events":
                self.exchanges_events()
            case "splits":
                self.splits(place)
            case "merges":
                self.merges(place)
            case "removes":
                self.removes(place)
            case "adds":
                self.adds(("first", "second")[place % 2])
            case "moves":
                self.moves(place)
            case "reorders":
                self.reorders(place)
            case _:
                self.rewords(place, deadline, role)

    # The school.

    def _free(self) -> list[str]:
        """Rows of the published version that the school has not settled or taken out."""
        settled = self.local.get("settled", {})
        gone = {*self.local.get("remove", ()), *settled}
        for parts in (each["stays"].get("instead_of", ()) for each in settled.values() if "stays" in each):
            gone |= {parts} if isinstance(parts, str) else set(parts)
        return [row.id for row in self.published.rows() if row.id not in gone]

    def _allowed(self, lock: str) -> bool:
        return lock not in self.published.locks

    def edits(self, place: int, deadline: str) -> None:
        """Another deadline, where that is allowed."""
        names = self._free()
        if names and self._allowed("deadline: locked"):
            name = names[place % len(names)]
            there = next(row for row in self.published.rows() if row.id == name)
            if there.deadline != deadline:
                self.local.setdefault("replace", {}).setdefault(name, {})["deadline"] = deadline

    def adds_its_own(self, place: int) -> None:
        """A row of the school's."""
        names = self._free()
        if names and self._allowed("add: locked"):
            name = self._name()
            own = {"id": name, "title": f"Своё {name}", "deadline": DEADLINES[0], "responsible": "head"}
            self.local.setdefault("add", []).append({"after": names[place % len(names)], "measure": own})

    def moves_a_row(self, place: int) -> None:
        """A row goes beside one that stays where it is, or to the end of a stage."""
        there = self.local.get("move", {})
        names = [name for name in self._free() if name not in {each.get("after") for each in there.values()}]
        if not names or not self._allowed("move: locked") or not self._allowed("add: locked"):
            return
        name = names[place % len(names)]
        others = [each for each in self._free() if each != name and each not in there]
        if others and place % 3:
            to = {"after": others[place % len(others)]}
        else:
            to = {"stage": ("first", "second")[place % 2]}
        self.local.setdefault("move", {})[name] = to

    def takes_out(self, place: int) -> None:
        """A row that the school does without; what stands after it may not."""
        moved = self.local.get("move", {})
        named = {each["after"] for each in (*self.local.get("add", ()), *moved.values()) if "after" in each}
        own = {*self.local.get("replace", {}), *moved, *named}
        names = [name for name in self._free() if name not in own]
        if len(names) > 2 and self._allowed("remove: locked"):
            self.local.setdefault("remove", []).append(names[place % len(names)])

    def settles(self, place: int) -> None:
        """A row is done, a published one or the school's own."""
        settled = self.local.get("settled", {})
        own = [each["measure"]["id"] for each in self.local.get("add", ())]
        names = [*self._free(), *(name for name in own if name not in settled)]
        if names:
            name = names[place % len(names)]
            self.local.setdefault("settled", {})[name] = {"state": "done", "on": "2027-01-20"}

    def records(self, place: int) -> None:
        """The day of the fair."""
        fair = next(name for name, event in self.published.events.items() if event["title"] == "ярмарка")
        self.local.setdefault("events", {})[fair] = f"2027-02-{place % 20 + 1:02}"

    # Both.

    @initialize(done=st.integers(0, 3), edited=st.integers(0, 3), deadline=st.sampled_from(DEADLINES))
    def begins(self, done: int, edited: int, deadline: str) -> None:
        """The school has done one thing and changed another before the first update."""
        self.settles(done)
        self.edits(edited, deadline)

    @rule(
        works=st.lists(
            st.tuples(st.sampled_from(WORKS), st.integers(0, 30), st.sampled_from(DEADLINES)), max_size=3
        )
    )
    def works(self, works: list[tuple[str, int, str]]) -> None:
        """The school edits, adds, takes out, settles."""
        for work, place, deadline in works:
            match work:
                case "edits":
                    self.edits(place, deadline)
                case "adds":
                    self.adds_its_own(place)
                case "moves":
                    self.moves_a_row(place)
                case "takes out":
                    self.takes_out(place)
                case "records":
                    self.records(place)
                case _:
                    self.settles(place)

    @rule(
        changes=st.lists(
            st.tuples(
                st.sampled_from(CHANGES),
                st.integers(0, 30),
                st.sampled_from(DEADLINES),
                st.sampled_from(ROLES),
            ),
            min_size=1,
            max_size=4,
        ),
        locks=st.none() | st.sets(st.sampled_from(LOCKS), max_size=2),
        passes=st.booleans(),
    )
    def follows(
        self, changes: list[tuple[str, int, str, str]], locks: set[str] | None, *, passes: bool
    ) -> None:
        """The publisher changes something, and the school takes the new version, or lets it pass."""
        for change in changes:
            self._publish(*change)
        if locks is not None:
            self.lock(locks)
        if passes and len(self.passed) < MOST_PASSED:
            self.passed.append(self.next)
            self.next = self._following(self.next)
        elif self.next.text() != self.published.text():
            self._update()

    def _update(self) -> None:
        before = self.published.text()
        later = [each.text() for each in (*self.passed, self.next)]
        now = merge_texts(written(self.local), before, before=before)
        was = [_shown(now, name) for name in self.local.get("settled", {})]
        merged = merge_texts(written(self.local), *later, before=before, default="ours")
        if merged.errors:
            assert {*merged.errors} <= FORBIDDEN, merged.errors
            # A lock of the newer version stands in the way of what is the school's: it lets go, and goes on.
            forbidden = {conflict.key: "theirs" for conflict in merged.merge.conflicts}
            done = set(merged.own.get("settled", {}))
            forbidden |= {kept.key: "theirs" for kept in merged.merge.kept if kept.thing not in done}
            merged = merge_texts(written(self.local), *later, before=before, take=forbidden, default="theirs")
        assert merged.errors == (), merged.errors
        assert sorted(_shown(merged, name) for name in merged.own.get("settled", {})) == sorted(was)
        self._nothing_is_lost(merged)
        self.local = dict(merged.own)
        self.published, self.passed = self.next, []
        self.next = self._following(self.published)

    def _nothing_is_lost(self, merged: Merged) -> None:
        """Every edit and every row of the school's is still in its text, or a word is said of it."""
        said = json.dumps(
            [str(problem.arguments) for problem in merged.merge.notices]
            + [str(conflict.problem.arguments) for conflict in merged.merge.conflicts]
            + [f"{kept.key} {kept.text}" for kept in merged.merge.kept],
            ensure_ascii=False,
        )
        text = json.dumps(merged.own, ensure_ascii=False)
        for name, change in self.local.get("replace", {}).items():
            for value in change.values():
                assert str(value) in text + said, (name, change)
        for name in self.local.get("move", {}):
            heirs = {name, *(row.id for row in self.next.rows() if name in row.was)}
            heirs |= {row.id for each in self.passed for row in each.rows() if name in row.was}
            assert any(
                f'"{each}"' in text or f"{each}.move" in said or f"'{each}'" in said for each in heirs
            ), name
        for addition in self.local.get("add", ()):
            if "measure" in addition:
                assert addition["measure"]["title"] in text + said, addition

    @invariant()
    def the_text_is_sound(self) -> None:
        """What the school has written is without errors on the version it stands on."""
        seen = written(self.local), self.published.text()
        if seen != self.seen:
            assert merge_texts(*seen, before=seen[1]).errors == ()
            self.shelf.take(draw(*seen))
            self.seen = seen


def _shown(merged: Merged, name: str) -> tuple[str, str, str, str]:
    """What a reader sees of a row, and where."""
    row = merged.measure(name)
    deadline = (row.deadline.phrase or row.deadline.text or "") if row.deadline else ""
    home = next(stage.id for stage in merged.roadmap.stages if row in stage.measures)
    return home, row.title, deadline, ", ".join(row.responsible)


TestStory = Story.TestCase
TestStory.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


@pytest.mark.soak
def test_three_hundred_stories() -> None:
    """Ten times as many as every run tells."""
    run_state_machine_as_test(
        Story, settings=settings(max_examples=300, stateful_step_count=20, deadline=None)
    )
