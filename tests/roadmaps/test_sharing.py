"""The federal, the regional and the municipal text share their sentences through layers, not by copying."""

from __future__ import annotations

from collections import Counter

from tests.roadmaps.published import FAMILY, load_yaml, texts_of

_LONG = 60


def test_no_long_text_stands_twice_in_the_family() -> None:
    """A sentence that two levels share stands in the base, once; a gap takes what differs."""
    count = Counter(text for name in FAMILY for text in texts_of(load_yaml(name)) if len(text) > _LONG)
    assert [text for text, times in count.items() if times > 1] == []


def test_the_layers_extend_the_base() -> None:
    """Neither the region nor the municipality starts a table of its own."""
    base, *layers = FAMILY
    for name in layers:
        text = load_yaml(name)
        assert text["extends"] == f"{base}@1"
        assert "stages" not in text
