"""Warnings are told once, to the one who can mend them: a school, a publisher, a town between them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.publishing import pin_roadmap
from tests.pipeline.updates import FIRST, Neighbours
from tests.publishing.bundles import bundle_of

Captured = pytest.CaptureFixture[str]

FAULTY = FIRST.replace("до 15 января 2027", "до 17 января 2027").replace(
    "        responsible: [head, deputies]\n", "      - {id: talk, title: Беседа, deadline: постоянно}\n"
)
"""A day off; nobody answers for a measure, nor for another."""
SUMMED_UP = "в тексте «tiny» версии 1.0.0: 3 предупреждения, о них знает издатель; показать: --all"


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    """A publisher whose text has three warnings."""
    found = Neighbours(tmp_path)
    found.publish(FAULTY)
    return found


def _told(capsys: Captured, *arguments: str | Path, code: int = 0) -> str:
    capsys.readouterr()
    assert run([str(each) for each in arguments]) == code
    return capsys.readouterr().err


class TestSchool:
    """What a school is told of a text that it has taken."""

    @pytest.mark.parametrize(
        "command",
        [
            "check {}",
            "show {}",
            "build {} -o {}.papers",
            "what-if {} council-met=2027-01-20",
            "explain {} talk",
        ],
    )
    def test_one_line_stands_for_the_publishers_warnings(
        self, command: str, neighbours: Neighbours, capsys: Captured
    ) -> None:
        """Whatever the command; `--all` shows them."""
        school = neighbours.adopt()
        words = command.format(*[school] * command.count("{}")).split()
        told = _told(capsys, *words)
        if words[0] in {"check", "show", "build"}:
            assert SUMMED_UP in told
        assert not {"RM211", "RM310"} & set(told.split())
        assert "tiny.yaml" not in told
        told = _told(capsys, *words, "--all")
        assert "знает издатель" not in told
        if words[0] in {"check", "show", "build"}:
            assert all(f"{code}: " in told for code in ("RM211", "RM310"))

    def test_nothing_else_was_found(self, neighbours: Neighbours, capsys: Captured) -> None:
        assert _told(capsys, "check", neighbours.adopt()).splitlines() == [SUMMED_UP, "Других замечаний нет"]

    def test_an_override_is_the_schools(self, neighbours: Neighbours, capsys: Captured) -> None:
        """She and the publisher say something of one field: the later word counts, and is hers to mend."""
        school = neighbours.adopt("replace:\n  by-class: {deadline: до 24 января 2027 г.}\n")
        told = _told(capsys, "check", school)
        assert f"{school}:9:24: предупреждение RM310" in told
        assert "2 предупреждения, о них знает издатель" in told
        mended = neighbours.adopt("replace:\n  by-class: {deadline: до 22 января}\n", school="mended")
        assert "RM310" not in _told(capsys, "check", mended, "--all")

    def test_what_her_calendar_brings_about_is_hers(self, neighbours: Neighbours, capsys: Captured) -> None:
        """The publisher cannot know that a school has its own day off on a Wednesday."""
        school = neighbours.adopt()
        texts = school.with_name("organisation.yaml")
        own = "calendar: {days_off: [2027-01-20]}\n"
        texts.write_text(texts.read_text(encoding="utf-8") + own, encoding="utf-8")
        told = _told(capsys, "check", school)
        assert "RM310: срок 20.01.2027" in told
        assert SUMMED_UP in told

    def test_a_script_has_all_with_a_mark(self, neighbours: Neighbours, capsys: Captured) -> None:
        assert run(["check", str(neighbours.adopt()), "--json"]) == 0
        problems = json.loads(capsys.readouterr().out)["problems"]
        assert {each["code"] for each in problems} == {"RM211", "RM310"}
        assert [each["aside"]["reason"] for each in problems] == ["publisher"] * 3

    def test_an_error_in_the_publishers_text_is_told(self, neighbours: Neighbours, capsys: Captured) -> None:
        """An adoption is not pinned to such a version, but a pin can be written by hand."""
        school, sound = neighbours.adopt(), bundle_of(text=FAULTY)
        faulty = bundle_of(text=FAULTY.replace("responsible: head\n", "responsible: haed\n"))
        (school.parent / "bundles" / sound.file_name).write_bytes(faulty.data)
        words = school.read_text(encoding="utf-8").replace(sound.sha256, faulty.sha256)
        school.write_text(words, encoding="utf-8")
        told = _told(capsys, "check", school, code=1)
        assert "ошибка RM201" in told
        assert SUMMED_UP in told

    def test_a_text_beside_it_is_its_authors(self, tmp_path: Path, capsys: Captured) -> None:
        """Whoever writes a roadmap tries it with an adoption, and is told everything."""
        found = Neighbours(tmp_path)
        found.publish(FAULTY)
        school = found.adopt()
        words = school.read_text(encoding="utf-8")
        unpinned = "".join(line for line in words.splitlines(True) if not line.startswith("pinned"))
        school.write_text(unpinned, encoding="utf-8")
        (school.parent / "tiny.yaml").write_text(FAULTY, encoding="utf-8")
        told = _told(capsys, "check", school)
        assert "знает издатель" not in told
        assert told.count("tiny.yaml:") == 3

    def test_a_shipped_text_is_no_schools(self, tmp_path: Path, capsys: Captured) -> None:
        """Its publisher is told by `roadmap check` of its name."""
        school = Neighbours(tmp_path)
        school.publish(FAULTY)
        path = school.adopt()
        path.write_text(
            "adoption: school\nroadmap: leninsk-kuznetsky-2020-order-503\norganisation: organisation.yaml\n"
            "procedure: vpr\nschool_year: 2020/2021\n",
            encoding="utf-8",
        )
        told = _told(capsys, "check", path)
        assert "в тексте «leninsk-kuznetsky-2020-order-503» версии 1.0.0: " in told
        assert "RM228" not in told
        assert "RM228" in _told(capsys, "check", "leninsk-kuznetsky-2020-order-503")


class TestPublisher:
    """Who publishes a text is told everything of it."""

    def test_check_and_publish_tell_all(self, tmp_path: Path, capsys: Captured) -> None:
        path = tmp_path / "tiny.yaml"
        path.write_text(FAULTY, encoding="utf-8")
        for command in ("check", "publish"):
            folder = ["-o", str(tmp_path / "out")] if command == "publish" else []
            told = _told(capsys, command, path, *folder)
            assert told.count("предупреждение RM211") == 2
            assert told.count("предупреждение RM310") == 1
            assert "знает издатель" not in told

    def test_a_bundle_that_is_checked_is_asked_for(self, neighbours: Neighbours, capsys: Captured) -> None:
        assert "RM310" in _told(capsys, "check", neighbours.published / "tiny-1.0.0.zip")

    def test_a_town_is_told_of_its_layer(self, neighbours: Neighbours, capsys: Captured) -> None:
        """And of the region's text below it only how much there is; a school in it sees a line of each."""
        town = neighbours.folder / "town" / "our-town.yaml"
        (town.parent / "bundles").mkdir(parents=True)
        bundle = (neighbours.published / "tiny-1.0.0.zip").read_bytes()
        (town.parent / "bundles" / "tiny-1.0.0.zip").write_bytes(bundle)
        town.write_text(
            "roadmap: our-town\nversion: 1.0.0\nextends: tiny@1\n"
            "add:\n  - {after: talk, measure: {id: visit, title: Посещение, deadline: постоянно}}\n",
            encoding="utf-8",
        )
        told = _told(capsys, "check", town)
        assert re.search(rf"{re.escape(str(town))}:5:\d+: предупреждение RM211", told)
        assert told.count("RM211") == 1
        assert SUMMED_UP in told
        assert run(["publish", str(town), "-o", str(neighbours.published)]) == 0
        school = neighbours.adopt()
        roadmap = str(neighbours.published / "our-town-1.0.0.zip")
        pinned = pin_roadmap(roadmap).or_raise()
        for name, content in pinned.files.items():
            (school.parent / name).write_bytes(content)
        words = school.read_text(encoding="utf-8").replace("tiny@1.0.0", "our-town@1.0.0")
        lines = [line for line in words.splitlines() if not line.startswith("pinned")]
        pin = f"pinned: {{source: {pinned.pin.source}, sha256: {pinned.pin.sha256}}}"
        school.write_text("\n".join((*lines, pin)) + "\n", encoding="utf-8")
        told = _told(capsys, "check", school)
        assert SUMMED_UP in told
        assert "в тексте «our-town» версии 1.0.0: 1 предупреждение, об этом знает издатель" in told


SECOND = (
    FAULTY.replace("version: 1.0.0", "version: 1.1.0")
    .replace("первая версия\n", "первая версия\n  1.1.0: беседа и анализ слиты\n")
    .replace(
        "id: by-class\n        title: Анализ по классам",
        "id: whole\n        was: [by-class, talk]\n        title: Всё",
    )
    .replace("      - {id: talk, title: Беседа, deadline: постоянно}\n", "")
)


class TestSettled:
    """What is done, or cancelled, and what came of it when versions went on, leaves no warning for good."""

    LOCAL = (
        "replace:\n  by-class: {deadline: до 24 января 2027 г.}\n"
        "  talk: {after: [by-school], deadline: до 18 января}\n"
        "settled:\n  by-class: {state: done, on: 2027-01-20}\n  talk: {state: cancelled, on: 2027-01-18}\n"
    )

    def test_a_settled_measure_has_no_warnings(self, neighbours: Neighbours, capsys: Captured) -> None:
        open_too = neighbours.adopt(self.LOCAL.split("settled")[0], school="open")
        assert "RM310" in _told(capsys, "check", open_too)
        school = neighbours.adopt(self.LOCAL)
        told = _told(capsys, "check", school)
        assert told.splitlines() == [
            "в тексте «tiny» версии 1.0.0: 1 предупреждение, об этом знает издатель; показать: --all",
            "Других замечаний нет",
        ]
        assert "RM310" in _told(capsys, "check", school, "--all")

    def test_nor_after_the_next_update(self, neighbours: Neighbours, capsys: Captured) -> None:
        """The newer version merges both; they are kept, and nobody is told of it any more."""
        school = neighbours.adopt(self.LOCAL)
        neighbours.publish(FAULTY, SECOND)
        assert run(["update", str(school)]) == 0
        assert "stays" in school.read_text(encoding="utf-8")
        for _ in range(2):
            told = _told(capsys, "check", school)
            assert not [line for line in told.splitlines() if "by-class" in line or "talk" in line], told
            assert _told(capsys, "update", school).count("RM") == 0
