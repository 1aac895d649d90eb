"""A copy of a text that was read already is that text in a file of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from roadmap_engine.load import load_text

PUBLISHED = sorted((Path(__file__).parents[2] / "roadmaps").glob("*.yaml"))
FAULTY = b"roadmap: tiny\nversion: 1.0.0\ntitel: \xd0\x9f\n"


@pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
def test_a_copy_is_read_as_the_first_was(path: Path) -> None:
    """Every place is in the copy; nothing of the name it was first read under is left."""
    data = path.read_bytes()
    first, second = (load_text(data, file, "roadmap") for file in ("first.yaml", "second.yaml"))
    assert first.value is not None
    assert second.value is first.value
    assert [*second.locations.values] == [*first.locations.values]
    for where in (second.locations.values, second.locations.keys):
        assert {each.file for each in where.values()} == {"second.yaml"}
    assert second.locations.of_value(("version",)).line == first.locations.of_value(("version",)).line
    assert ("version",) in second.locations.literal
    assert load_text(data, "first.yaml", "roadmap").file == "first.yaml"


def test_a_faulty_copy_is_told_in_its_own_file() -> None:
    """What is wrong with a copy is wrong there."""
    for file in ("first.yaml", "second.yaml"):
        told = [each.location for each in load_text(FAULTY, file, "roadmap").problems]
        assert {each.file for each in told if each is not None} == {file}


def test_what_was_asked_for_counts() -> None:
    """The same words are no roadmap where something else is needed, and are not trusted alike in a bundle."""
    data = PUBLISHED[0].read_bytes()
    assert load_text(data, "a.yaml", "roadmap").value is not None
    assert load_text(data, "a.yaml", "organisation").value is None
    assert load_text(data, "a.yaml").kind == "roadmap"
