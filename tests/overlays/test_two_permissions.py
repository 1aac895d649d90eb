"""Two permissions on one value: of the field and of the thing, of one text and of the text above it.

«Сказанное о всех действует на мероприятия и заголовки этапов. То, что сказано под `measures` и `stages`,
важнее сказанного о всех в том же тексте. Из нескольких уровней действует самый строгий; попытка смягчить –
ошибка.» (docs/layers.md). What is expected is reckoned here from those sentences alone.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.overlays.texts import BASE, join, layer, text

UNSAID, FREE, ADJUSTABLE, LOCKED = range(4)

# Of each field: how its middle permission is written, and a change that is within it.
_MIDDLE = {"deadline": "{adjustable: earlier}", "responsible": "{adjustable: added}"}
_WITHIN = {
    "note": "Иначе",
    "deadline": "до 10 января 2027 г.",
    "responsible": "[head, teachers]",
    "title": "Иначе",
    "result": "Иначе",
    "when": "size >= 300",
}
# A column of the roadmap's own is a field like any other.
_OWN = "note"
_BASE = BASE.replace(
    "deadline, responsible]", "deadline, responsible, {field: note, caption: Примечание, kind: text}]"
)
_BEYOND = {**_WITHIN, "deadline": "до 18 января 2027 г.", "responsible": "[teachers]"}
_REFUSED = {"deadline": "RM241", "responsible": "RM243"}


@dataclass(frozen=True)
class Said:
    """What one text allows of one field: to all, and to the measure; and of removing likewise."""

    to_all: int
    to_one: int
    remove: int = UNSAID
    remove_one: int = UNSAID

    def of(self, field: str) -> int:
        """What this text says of the measure: the nearer word is heard."""
        near, far = (self.remove_one, self.remove) if field == "remove" else (self.to_one, self.to_all)
        return near or far

    def allow(self, field: str) -> str:
        """The text of it."""
        entries = {field: self.to_all, "remove": self.remove}
        single = {field: self.to_one, "remove": self.remove_one}
        lines = [f"  {name}: {_word(name, permit)}\n" for name, permit in entries.items() if permit]
        inner = ", ".join(f"{name}: {_word(name, permit)}" for name, permit in single.items() if permit)
        lines += [f"  measures: {{by-class: {{{inner}}}}}\n"] if inner else []
        return "allow:\n" + "".join(lines) if lines else ""


def _word(field: str, permit: int) -> str:
    return ("", "free", _MIDDLE.get(field, "locked"), "locked")[permit]


@st.composite
def chains(draw: st.DrawFn) -> tuple[str, list[Said]]:
    """A field, and what three texts say of it, the uppermost first."""
    field = draw(st.sampled_from(sorted(_WITHIN)))
    permits = st.sampled_from([UNSAID, FREE, *([ADJUSTABLE] if field in _MIDDLE else []), LOCKED])
    locks = st.sampled_from([UNSAID, FREE, LOCKED])
    said = st.builds(Said, permits, permits, locks, locks)
    return field, draw(st.lists(said, min_size=1, max_size=3))


def _replace(thing: str, field: str, words: str) -> str:
    given = f"cells: {{{field}: {words}}}" if field == _OWN else f"{field}: {words}"
    return f"replace: {{{thing}: {{{given}}}}}"


def _told(field: str, chain: Sequence[Said], change: str) -> list[str]:
    upper, *lower = chain
    texts = [layer(said.allow(field), f"text-{number}") for number, said in enumerate(lower)]
    _, problems = join(text(_BASE + upper.allow(field)), *texts, layer(f"{change}\n", "last"))
    return [each.code for each in problems if each.location is not None and each.location.file == "last.yaml"]


@settings(max_examples=60, deadline=None)
@given(chains(), st.booleans())
def test_the_nearer_word_of_a_text_and_the_strictest_of_all_texts(
    chain: tuple[str, list[Said]], beyond: bool
) -> None:
    """The strictest of what the texts say refuses; a condition may not do what removing may not."""
    field, said = chain
    holds = max(each.of(field) for each in said)
    if field == "when":
        holds = max(holds, *(each.of("remove") for each in said))
    words = (_BEYOND if beyond else _WITHIN)[field]
    expected = {
        LOCKED: ["RM240"],
        ADJUSTABLE: [_REFUSED.get(field, "RM240")] if beyond else [],
    }.get(holds, [])
    assert _told(field, said, _replace("by-class", field, words)) == expected


@settings(max_examples=25, deadline=None)
@given(chains())
def test_what_is_said_of_one_measure_is_not_said_of_its_neighbour(chain: tuple[str, list[Said]]) -> None:
    """The neighbour meets what the texts say to all."""
    field, said = chain
    holds = max(each.to_all for each in said)
    if field == "when":
        holds = max(holds, *(each.remove for each in said))
    words = {**_WITHIN, "deadline": "до 10 января 2027 г."}[field]
    expected = ["RM240"] if holds == LOCKED else []
    assert _told(field, said, _replace("by-school", field, words)) == expected


@settings(max_examples=40, deadline=None)
@given(chains())
def test_a_permission_is_never_milder_than_what_holds_above(chain: tuple[str, list[Said]]) -> None:
    """Said to all, it is held against what was said to all; said of one, against what holds for it."""
    field, said = chain
    upper, *lower = said
    texts = [layer(each.allow(field), f"text-{number}") for number, each in enumerate(lower)]
    _, problems = join(text(_BASE + upper.allow(field)), *texts)
    expected: Mapping[str, int] = {}
    for number, each in enumerate(lower):
        above = said[: number + 1]
        milder = 0
        for name, to_all, to_one in (
            (field, each.to_all, each.to_one),
            ("remove", each.remove, each.remove_one),
        ):
            general = max(one.remove if name == "remove" else one.to_all for one in above)
            milder += 0 < to_all < general
            milder += 0 < to_one < max(one.of(name) for one in above)
        expected = {**expected, f"text-{number}.yaml": milder}
    found = [_file(each) for each in problems if each.code == "RM246"]
    assert {name: found.count(name) for name in expected} == expected
    assert {each.code for each in problems} <= {"RM246"}


def _file(problem: Any) -> str:
    return str(problem.location.file)
