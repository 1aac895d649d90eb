"""`roadmap update` as its users meet it: what is asked, what is written, the exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.updates import FIRST, Neighbours

Captured = pytest.CaptureFixture[str]

LOCAL = """\
replace:
  # так решили на совещании
  by-class: {responsible: deputies}   # Ким А. В.
add:
  - after: by-school
    measure: {id: parents, title: Собрание, deadline: до 1 февраля 2027 г., responsible: deputies}
"""
REPORT = """\
      - id: report
        title: Отчёт учредителю
        deadline: до 10 февраля 2027 г.
        responsible: head
"""
SECOND = (
    FIRST.replace("version: 1.0.0", "version: 1.1.0")
    .replace("первая версия\n", "первая версия\n  1.1.0: срок сдвинут, добавлен отчёт\n")
    .replace("до 15 января", "до 22 января")
    + REPORT
)


@pytest.fixture
def neighbours(tmp_path: Path) -> Neighbours:
    """Two versions are published."""
    found = Neighbours(tmp_path)
    found.publish(FIRST, SECOND)
    return found


class TestTwoEdits:
    """The school changed `responsible`, the ministry `deadline` of one measure, and both added a measure."""

    def test_all_four_changes_survive_and_nothing_else_of_the_text_changes(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        school = neighbours.adopt(LOCAL)
        before = school.read_text(encoding="utf-8")
        assert run(["update", str(school)]) == 0
        after = school.read_text(encoding="utf-8")
        changed = [
            (old, new) for old, new in zip(before.splitlines(), after.splitlines(), strict=True) if old != new
        ]
        assert [old.partition(":")[0] for old, _ in changed] == ["roadmap", "pinned"]
        assert changed[0][1] == "roadmap: tiny@1.1.0"
        assert changed[1][1].endswith("  # из министерства")
        capsys.readouterr()
        assert run(["show", str(school), "--json"]) == 0
        (stage,) = json.loads(capsys.readouterr().out)["stages"]
        by_class = stage["measures"][0]
        assert [each["due"] for each in by_class["deadline"]["occurrences"]] == ["2027-01-22"]
        assert [each["role"] for each in by_class["responsible"]] == ["deputies"]
        assert {each["id"] for each in stage["measures"]} == {"by-class", "by-school", "parents", "report"}

    def test_it_is_told_in_words_of_dates_people_and_papers(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        school = neighbours.adopt(LOCAL + "order: {date: 2027-01-11, number: 5-од}\n")
        assert run(["update", str(school), "--dry-run"]) == 0
        told = capsys.readouterr().out
        assert "tiny 1.0.0 → 1.1.0" in told
        assert "1.1.0: срок сдвинут, добавлен отчёт" in told
        assert "1 срок сдвинут, 1 мероприятие новое, в приказе меняются п. " in told
        assert "Ким А. В.: 1.1" in told
        assert "order.docx" in told
        assert "by-class.responsible: deputies" in told
        assert "Записано" not in told

    def test_a_measure_renamed_twice_is_not_one_gone_and_one_new(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        """The versions between know what the newest does not say any more."""
        second = SECOND.replace("id: by-class\n", "id: class-results\n        was: by-class\n")
        third = second.replace("class-results", "results").replace("was: by-class", "was: class-results")
        third = third.replace("version: 1.1.0", "version: 1.2.0")
        neighbours.publish(FIRST, second, third)
        school = neighbours.adopt(LOCAL)
        assert run(["update", str(school), "--json"]) == 0
        (update,) = json.loads(capsys.readouterr().out)["updates"]
        kinds = {change["id"]: change["kind"] for change in update["plan"]["changes"]}
        assert (kinds["results"], "by-class" in kinds) == ("moved", False)


class TestConflict:
    """Both changed one field."""

    LOCAL = "replace:\n  by-class: {deadline: до 18 января 2027 г.}  # просили учителя\n"

    def test_nothing_is_written_until_it_is_decided(self, neighbours: Neighbours, capsys: Captured) -> None:
        school = neighbours.adopt(self.LOCAL)
        before = school.read_bytes()
        assert run(["update", str(school)]) == 1
        told = capsys.readouterr()
        assert school.read_bytes() == before
        assert not (school.parent / "bundles" / "tiny-1.1.0.zip").exists()
        assert "до 18 января 2027 г." in told.err
        assert "до 22 января 2027 г." in told.err
        assert f"{school}:9:" in told.err
        assert "tiny-1.1.0.zip/roadmaps/tiny.yaml:17:" in told.err
        assert "--take by-class.deadline=theirs" in told.err
        assert "Ничего не записано" in told.out

    @pytest.mark.parametrize("take", ["ours", "by-class.deadline=ours"])
    def test_ours_stays_and_is_not_asked_about_again(
        self, neighbours: Neighbours, take: str, capsys: Captured
    ) -> None:
        school = neighbours.adopt(self.LOCAL)
        assert run(["update", str(school), "--take", take]) == 0
        assert self.LOCAL in school.read_text(encoding="utf-8")
        newest = SECOND.replace("version: 1.1.0", "version: 1.2.0").replace("до 20 января", "до 21 января")
        neighbours.publish(FIRST, SECOND, newest)
        assert run(["update", str(school)]) == 0
        assert "roadmap: tiny@1.2.0" in school.read_text(encoding="utf-8")
        assert "RM820" not in capsys.readouterr().err

    def test_theirs_takes_the_change_out(self, neighbours: Neighbours) -> None:
        school = neighbours.adopt(self.LOCAL)
        assert run(["update", str(school), "--take", "by-class.deadline=theirs"]) == 0
        assert "replace" not in school.read_text(encoding="utf-8")

    def test_a_decision_about_nothing_is_a_slip_of_the_pen(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        school = neighbours.adopt(self.LOCAL)
        before = school.read_bytes()
        assert run(["update", str(school), "--take", "ours", "--take", "by-clas.deadline=theirs"]) == 1
        assert "«by-class.deadline»" in capsys.readouterr().err
        assert school.read_bytes() == before

    def test_a_script_gets_both_values_and_both_places(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        school = neighbours.adopt(self.LOCAL)
        assert run(["update", str(school), "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        (update,) = answer["updates"]
        assert (update["before"], update["after"], update["written"]) == ("1.0.0", "1.1.0", False)
        (conflict,) = update["conflicts"]
        assert conflict["key"] == "by-class.deadline"
        assert [(each["name"], each["value"], each["place"]["line"]) for each in conflict["choices"]] == [
            ("ours", "до 18 января 2027 г.", 9),
            ("theirs", "до 22 января 2027 г.", 17),
        ]


class TestCheck:
    """`--check` answers by its exit code."""

    def test_what_is_newer_is_told(self, neighbours: Neighbours, capsys: Captured) -> None:
        school = neighbours.adopt()
        before = school.read_bytes()
        assert run(["update", str(school), "--check"]) == 1
        assert school.read_bytes() == before
        assert run(["update", str(school)]) == 0
        assert run(["update", str(school), "--check"]) == 0
        assert "новее версии нет" in capsys.readouterr().out

    def test_an_update_to_the_same_version_changes_nothing(self, neighbours: Neighbours) -> None:
        school = neighbours.adopt(LOCAL, version="1.1.0")
        before = school.read_bytes()
        assert run(["update", str(school)]) == 0
        assert school.read_bytes() == before

    def test_a_version_may_be_named(self, neighbours: Neighbours, capsys: Captured) -> None:
        newest = SECOND.replace("version: 1.1.0", "version: 2.0.0")
        neighbours.publish(FIRST, SECOND, newest)
        school = neighbours.adopt()
        assert run(["update", str(school), "--to", "1"]) == 0
        assert "roadmap: tiny@1.1.0" in school.read_text(encoding="utf-8")
        assert run(["update", str(school), "--to", "1.0"]) == 1
        assert "RM836" in capsys.readouterr().err
        assert run(["update", str(school), "--to", "9"]) == 1
        assert "RM812" in capsys.readouterr().err
        assert run(["update", str(school), "--to", "новая"]) == 2


class TestMany:
    """Many adoptions at once."""

    def test_each_is_updated_and_one_that_cannot_be_is_told(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        schools = [neighbours.adopt(LOCAL, school=f"school-{number}") for number in range(3)]
        broken = schools[1]
        broken.write_text(
            broken.read_text(encoding="utf-8") + TestConflict.LOCAL.replace("replace", "x"), "utf-8"
        )
        assert run(["update", str(neighbours.folder)]) == 1
        told = capsys.readouterr()
        assert "взято 2, своих осталось 2, решить 0; записано" in told.out
        assert f"{broken}:14:1: ошибка" in told.err
        assert ["tiny@1.1.0" in each.read_text(encoding="utf-8") for each in schools] == [True, False, True]

    def test_the_bundle_and_the_signature_are_verified(
        self, neighbours: Neighbours, capsys: Captured
    ) -> None:
        school = neighbours.adopt()
        (neighbours.published / "tiny-1.1.0.zip").write_bytes(b"not what the index promises")
        before = school.read_bytes()
        assert run(["update", str(school)]) == 1
        assert school.read_bytes() == before


class TestWriting:
    """Nothing is half-written, and nobody's change is lost."""

    def test_what_a_killed_run_left_is_swept_away(self, neighbours: Neighbours) -> None:
        school = neighbours.adopt()
        left = [school.parent / ".roadmap-x.part", school.parent / "bundles" / ".roadmap-y.part"]
        for path in left:
            path.write_bytes(b"half")
        assert run(["update", str(school)]) == 0
        assert not any(path.exists() for path in left)

    def test_a_link_stays_a_link(self, neighbours: Neighbours) -> None:
        school = neighbours.adopt()
        link = school.with_name("link.yaml")
        link.symlink_to(school.name)
        assert run(["update", str(link)]) == 0
        assert link.is_symlink()
        assert "tiny@1.1.0" in school.read_text(encoding="utf-8")

    def test_marks_and_line_ends_of_another_system_stay(self, neighbours: Neighbours) -> None:
        school = neighbours.adopt(LOCAL)
        school.write_bytes(b"\xef\xbb\xbf" + school.read_bytes().replace(b"\n", b"\r\n"))
        assert run(["update", str(school)]) == 0
        after = school.read_bytes()
        assert after.startswith(b"\xef\xbb\xbf# ")
        assert after.count(b"\n") == after.count(b"\r\n")

    def test_a_result_with_new_errors_is_not_written(self, neighbours: Neighbours, capsys: Captured) -> None:
        """The newer version locks what the school has changed."""
        neighbours.publish(FIRST, SECOND + "allow: {responsible: locked}\n")
        school = neighbours.adopt(LOCAL)
        before = school.read_bytes()
        assert run(["update", str(school)]) == 1
        assert "RM240" in capsys.readouterr().err
        assert school.read_bytes() == before
        assert [each.name for each in (school.parent / "bundles").iterdir()] == ["tiny-1.0.0.zip"]
        assert run(["update", str(school), "--take", "by-class.responsible=theirs"]) == 0
        after = school.read_text(encoding="utf-8")
        assert "by-class" not in after
        assert "id: parents" in after


class TestRecord:
    """`roadmap record` edits the text as carefully."""

    def test_marks_and_line_ends_stay(self, neighbours: Neighbours) -> None:
        neighbours.publish(
            FIRST.replace("до 20 января 2027 г.", "в течение 3 дней после получения результатов")
        )
        school = neighbours.adopt()
        school.write_bytes(b"\xef\xbb\xbf" + school.read_bytes().replace(b"\n", b"\r\n"))
        before = school.read_bytes()
        assert run(["record", str(school), "results-received", "2027-01-18"]) == 0
        added = b"events:\r\n  results-received: 2027-01-18\r\n"
        assert school.read_bytes() == before + added
