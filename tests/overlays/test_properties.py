"""What holds of all layers."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.overlays.texts import BASE, layer, sound, text

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


def written(changes: dict[tuple[str, str], int]) -> str:
    """A layer that makes the changes."""
    lines = ["replace:"]
    for measure in MEASURES:
        own = {field: WORDS[field][value] for (each, field), value in changes.items() if each == measure}
        if own:
            lines.append(f"  {measure}:")
            lines += [f"    {field}: {value}" for field, value in own.items()]
    return "\n".join(lines) + "\n" if len(lines) > 1 else ""


def test_an_empty_layer_is_identity() -> None:
    """A layer that says nothing changes nothing but the name, and what is the text's own."""
    base, over = sound(text(BASE)).roadmap, sound(text(BASE), layer("")).roadmap
    named = {"id": base.id, "version": base.version, "lineage": (), "order": base.order}
    assert over.model_copy(update=named) == base


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES, split=st.integers(0, 8))
def test_disjoint_layers_commute(changes: dict[tuple[str, str], int], split: int) -> None:
    """Layers that touch different fields may be joined in either order."""
    entries = list(changes.items())
    first, second = dict(entries[:split]), dict(entries[split:])
    one, other = layer(written(first), "one"), layer(written(second), "other")
    forth = sound(text(BASE), one, other)
    back = sound(text(BASE), other, one)
    assert forth.roadmap.stages == back.roadmap.stages
    assert forth.origins.keys() == back.origins.keys()
    inner = [key for key in forth.origins if key[0]]
    assert [forth.origins[key] for key in inner] == [back.origins[key] for key in inner]


@settings(max_examples=60, deadline=None)
@given(changes=CHANGES)
def test_provenance_is_complete_and_true(changes: dict[tuple[str, str], int]) -> None:
    """Every value of every measure knows its layer: the last one that wrote it."""
    assembly = sound(text(BASE), layer(written(changes)))
    for measure in assembly.roadmap.measures():
        for field in type(measure).model_fields:
            if getattr(measure, field) in (None, (), {}):
                continue
            origin = assembly.origins[measure.id, field]
            expected = "layer" if (measure.id, field) in changes else "base"
            assert origin.layer == expected
            assert origin.location.file == f"{expected}.yaml"


@settings(max_examples=60, deadline=None)
@given(first=CHANGES, second=CHANGES)
def test_the_lower_layer_is_heard(
    first: dict[tuple[str, str], int], second: dict[tuple[str, str], int]
) -> None:
    """Two layers say the same as one layer with the later word on every field."""
    both = sound(text(BASE), layer(written(first), "one"), layer(written(second), "two"))
    once = sound(text(BASE), layer(written({**first, **second}), "two"))
    assert both.roadmap.stages == once.roadmap.stages
