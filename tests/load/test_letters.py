"""Where addresses and settings are looked for, and where what is wrong with them is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_engine.load.letters import CONTACTS_NAME, find_above, load_contacts, load_settings
from roadmap_engine.storage.roots import MARK


def _lay(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("", encoding="utf-8")


class TestFinding:
    """Beside a text, then above it, the nearest; never outside of its root."""

    def test_the_nearest_is_taken(self, tmp_path: Path) -> None:
        """One beside the text goes before one above."""
        _lay(tmp_path, MARK, f"a/b/{CONTACTS_NAME}", CONTACTS_NAME)
        assert find_above(tmp_path / "a/b/x.yaml", CONTACTS_NAME) == tmp_path / "a/b" / CONTACTS_NAME
        assert find_above(tmp_path / "a/x.yaml", CONTACTS_NAME) == tmp_path / CONTACTS_NAME

    def test_what_lies_outside_is_nobodys(self, tmp_path: Path) -> None:
        """Up to the mark of the workspace; without one, up to the folder around the text's own."""
        _lay(tmp_path, CONTACTS_NAME, f"a/{MARK}", "c/d/e/x.yaml")
        assert find_above(tmp_path / "a/b/x.yaml", CONTACTS_NAME) is None
        assert find_above(tmp_path / "c/x.yaml", CONTACTS_NAME) == tmp_path / CONTACTS_NAME
        assert find_above(tmp_path / "c/d/x.yaml", CONTACTS_NAME) is None

    def test_a_folder_of_that_name_is_none(self, tmp_path: Path) -> None:
        """Only a file is read."""
        (tmp_path / CONTACTS_NAME).mkdir()
        assert find_above(tmp_path / "x.yaml", CONTACTS_NAME) is None


class TestSettings:
    """`roadmap.toml`."""

    @pytest.mark.parametrize(
        ("text", "code", "place"),
        [
            ('[mail]\nhost = "a.example"\nfrom = "x"\n', "RM776", (3, 8)),
            ('[mail]\nhost = "a.example"\nfrom = "x@a.example"\nport = "y"\n', "RM146", (4, 8)),
            ('[mail]\nhost = "a.example"\nfrom = "x@a.example"\npassword = "y"\n', "RM141", (4, 1)),
            ('[mail]\nhost = "a.example"\n', "RM140", (1, 2)),
            ("", "RM106", (1, 1)),
            ('[mail]\nhost = "a.example"\nfrom = x@a.example\n', "RM787", (3, 8)),
            ("[[[[", "RM787", (1, 3)),
            (f"a = {'[' * 5000}", "RM787", (1, 1)),
        ],
    )
    def test_a_fault_has_a_place(self, text: str, code: str, place: tuple[int, int], tmp_path: Path) -> None:
        """At the value, at the key that should not be there, at the table that lacks one."""
        path = tmp_path / "roadmap.toml"
        path.write_text(text, encoding="utf-8")
        loaded = load_settings(path)
        assert loaded.value is None
        first = loaded.problems[0]
        assert first.location is not None
        assert (first.code, (first.location.line, first.location.column)) == (code, place)

    def test_a_missing_file_is_told(self, tmp_path: Path) -> None:
        """As of any other."""
        assert [each.code for each in load_settings(tmp_path / "roadmap.toml").problems] == ["RM101"]

    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
    @given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
    def test_whatever_the_bytes_are_nothing_is_thrown(self, tmp_path: Path, data: bytes) -> None:
        """A value, or a problem, always."""
        path = tmp_path / "roadmap.toml"
        path.write_bytes(data)
        loaded = load_settings(path)
        assert (loaded.value is None) == bool(loaded.problems)


def test_addresses_are_a_text_as_others_are(tmp_path: Path) -> None:
    """Its kind is told by its first key; a fault stands at its place."""
    path = tmp_path / CONTACTS_NAME
    path.write_text("contacts: school-12\npeople:\n  head: head@a.example\n", encoding="utf-8")
    loaded = load_contacts(path)
    assert (loaded.kind, loaded.problems) == ("contacts", ())
    path.write_text("contacts: school-12\npeople:\n  head: head\n", encoding="utf-8")
    (problem,) = load_contacts(path).problems
    assert problem.location is not None
    assert (problem.code, problem.location.line, problem.location.column) == ("RM776", 3, 9)
