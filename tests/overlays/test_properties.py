"""What holds of all layers."""

from __future__ import annotations

from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.diagnostics import has_errors
from roadmap_engine.load import Loaded
from roadmap_engine.model import Assembly, Deadline, Measure, RoadmapText
from roadmap_engine.model.base import with_fields
from tests.overlays.texts import BASE, join, layer, sound, text

MEASURES = ("by-class", "by-school", "summing-up")
WORDS = {
    "title": ("Дело", "Иное дело"),
    "deadline": ("постоянно", "до 1 марта 2027 г."),
    "responsible": ("head", "teachers"),
    "result": ("Вывод", "Решение"),
    "basis": ("письмо № 1", "письмо № 2"),
}
CHANGES = st.dictionaries(
    st.sampled_from([(name, field) for name in MEASURES for field in WORDS]), st.integers(0, 1), max_size=8
)
NAMES = ("one", "two", "three", "four", "five", "six", "seven")


def written(changes: dict[tuple[str, str], int]) -> str:
    """A layer that makes the changes."""
    lines = ["replace:"]
    for measure in MEASURES:
        own = {field: WORDS[field][value] for (each, field), value in changes.items() if each == measure}
        if own:
            lines.append(f"  {measure}:")
            lines += [f"    {field}: {value}" for field, value in own.items()]
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


@dataclass(frozen=True)
class Touch:
    """What one layer does, to nothing that another does: its own measures, fields and removals."""

    replaced: dict[tuple[str, str], int] = field(default_factory=dict)
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()

    def source(self) -> str:
        """The layer's text."""
        kept = {key: value for key, value in self.replaced.items() if key[0] not in self.removed}
        lines = [written(kept)]
        if self.added:
            lines.append("add:\n")
            lines += [
                f"  - stage: {stage}\n    measure: {{id: own-{stage}, title: Своё {stage}, "
                "deadline: постоянно, responsible: head}\n"
                for stage in self.added
            ]
        if self.removed:
            lines.append(f"remove: [{', '.join(self.removed)}]\n")
        return "".join(lines)


@st.composite
def disjoint(draw: st.DrawFn, most: int = 3) -> list[Touch]:
    """Layers that touch different things: every field, stage end and measure belongs to one of them."""
    count = draw(st.integers(2, most))
    owners = st.integers(0, count - 1)
    changes = {(draw(owners), key): draw(st.integers(0, 1)) for key in draw(CHANGES)}
    adds = {stage: draw(owners) for stage in draw(st.sets(st.sampled_from(["analysis", "reflection"])))}
    removes = {name: draw(owners) for name in draw(st.sets(st.sampled_from(MEASURES), max_size=1))}
    return [
        Touch(
            {
                key: value
                for (owner, key), value in changes.items()
                if owner == each and key[0] not in removes
            },
            tuple(stage for stage, owner in adds.items() if owner == each),
            tuple(name for name, owner in removes.items() if owner == each),
        )
        for each in range(count)
    ]


def test_an_empty_layer_is_identity() -> None:
    """A layer that says nothing changes nothing but the name, and what is the text's own."""
    base, over = sound(text(BASE)).roadmap, sound(text(BASE), layer("")).roadmap
    named = {"id": base.id, "version": base.version, "lineage": (), "order": base.order}
    assert with_fields(over, **named) == base


@settings(max_examples=25, deadline=None)
@given(changes=CHANGES, place=st.integers(0, 5))
def test_an_empty_layer_is_identity_wherever_it_stands(
    changes: dict[tuple[str, str], int], place: int
) -> None:
    """Between any two of six layers, too; nothing is changed, and no value is its."""
    parts = [dict(list(changes.items())[each::5]) for each in range(5)]
    chain = [layer(written(part), name) for part, name in zip(parts, NAMES, strict=False)]
    without = sound(text(BASE), *chain)
    within = sound(text(BASE), *chain[:place], layer("", "empty"), *chain[place:])
    assert within.roadmap.stages == without.roadmap.stages
    inner = {key: origin for key, origin in within.origins.items() if key[0]}
    assert inner == {key: origin for key, origin in without.origins.items() if key[0]}
    assert within.changes == without.changes


@settings(max_examples=40, deadline=None)
@given(touches=disjoint(), turned=st.randoms(use_true_random=False))
def test_disjoint_layers_commute(touches: list[Touch], turned: object) -> None:
    """Layers that touch different fields, measures and stages may be joined in any order."""
    named = [layer(touch.source(), name) for touch, name in zip(touches, NAMES, strict=False)]
    other = list(named)
    turned.shuffle(other)  # type: ignore[attr-defined]  # a random generator
    forth, back = joined(*named), joined(*other)
    assert forth.roadmap.stages == back.roadmap.stages
    assert forth.origins.keys() == back.origins.keys()
    inner = [key for key in forth.origins if key[0]]
    assert [forth.origins[key] for key in inner] == [back.origins[key] for key in inner]
    assert set(map(repr, forth.changes)) == set(map(repr, back.changes))


def joined(*layers: Loaded[RoadmapText]) -> Assembly:
    """Join layers over the base; an emptied stage or a repetition is no fault here."""
    assembly, problems = join(text(BASE), *layers)
    assert not has_errors(problems)
    return assembly


def value_in_words(measure: Measure, name: str) -> tuple[str, ...]:
    """What a field's value is written with."""
    value = getattr(measure, name)
    if isinstance(value, Deadline):
        return (value.phrase or "",)
    if isinstance(value, tuple):
        return value
    return tuple(value.values()) if hasattr(value, "values") else (str(value),)


@settings(max_examples=40, deadline=None)
@given(touches=disjoint(5))
def test_provenance_is_complete_and_true(touches: list[Touch]) -> None:
    """Every value of every measure has an origin, and it points at a line on which the value stands."""
    sources = {name: layer(touch.source(), name) for touch, name in zip(touches, NAMES, strict=False)}
    lines = {f"{name}.yaml": (each.text or "").splitlines() for name, each in sources.items()}
    lines["base.yaml"] = BASE.splitlines()
    assembly = joined(*sources.values())
    for measure in assembly.roadmap.measures():
        for name in type(measure).model_fields:
            if getattr(measure, name) in (None, (), {}):
                continue
            origin = assembly.origins[measure.id, name]
            line = lines[origin.location.file][origin.location.line - 1]
            assert origin.location.file == f"{origin.layer}.yaml"
            for words in value_in_words(measure, name):
                assert words in line


@settings(max_examples=30, deadline=None)
@given(first=CHANGES, second=CHANGES)
def test_the_lower_layer_is_heard(
    first: dict[tuple[str, str], int], second: dict[tuple[str, str], int]
) -> None:
    """Two layers say the same as one layer with the later word on every field."""
    both = sound(text(BASE), layer(written(first), "one"), layer(written(second), "two"))
    once = sound(text(BASE), layer(written({**first, **second}), "two"))
    assert both.roadmap.stages == once.roadmap.stages


def in_words(value: object) -> object:
    """A value as it is written: a deadline is its phrase, and nothing is nothing."""
    return (value.phrase if isinstance(value, Deadline) else value) or None


def written_values(assembly: Assembly) -> dict[tuple[str, str], object]:
    """The fields that the layers of these tests change."""
    return {
        (measure.id, name): in_words(getattr(measure, name))
        for measure in assembly.roadmap.measures()
        for name in WORDS
    }


@settings(max_examples=30, deadline=None)
@given(parts=st.lists(CHANGES, min_size=5, max_size=7))
def test_what_the_layers_changed_leads_from_the_base_to_the_result(
    parts: list[dict[tuple[str, str], int]],
) -> None:
    """Seven layers: every change takes up where the one before left off, and the last is what stands."""
    chain = [layer(written(part), name) for part, name in zip(parts, NAMES, strict=False)]
    base, result = sound(text(BASE)), sound(text(BASE), *chain)
    values = written_values(base)
    for change in result.changes:
        key = (change.thing, change.field)
        assert in_words(change.before) == values[key]
        assert in_words(change.after) != values[key]
        values[key] = in_words(change.after)
    assert values == written_values(result)
    assert all(change.allowed for change in result.changes)


@settings(max_examples=30, deadline=None)
@given(
    locks=st.lists(st.sampled_from(["locked", "free", ""]), min_size=5, max_size=6), changer=st.integers(0, 5)
)
def test_what_is_once_locked_stays_locked(locks: list[str], changer: int) -> None:
    """Whoever stands below a layer that locks may not change, whatever is said between them."""
    chain = [
        layer(
            (f"allow: {{title: {lock}}}\n" if lock else "")
            + ("replace: {by-class: {title: Иначе}}\n" if number == changer else ""),
            name,
        )
        for number, (lock, name) in enumerate(zip(locks, NAMES, strict=False))
    ]
    _, problems = join(text(BASE), *chain)
    told = [problem.code for problem in problems]
    assert ("RM240" in told) == (changer < len(locks) and "locked" in locks[:changer])
    first = locks.index("locked") if "locked" in locks else len(locks)
    assert told.count("RM246") == locks[first:].count("free")
