"""`roadmap diff` and `roadmap amend`, as a school and a script run them."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.load.files import shipped_folder

EXAMPLE = Path(__file__).parents[2] / "examples" / "school"
COUNCIL = "results-received: 2027-05-28"
DECIDED = f"{COUNCIL}\n  council-decision: 2027-06-21"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The school of the examples, with the plan that its order was signed with."""
    folder = tmp_path / "school"
    shutil.copytree(EXAMPLE, folder)
    assert run(["build", str(folder / "adoption.yaml"), "-o", str(tmp_path / "signed")]) == 0
    return folder / "adoption.yaml"


@pytest.fixture
def signed(school: Path) -> Path:
    """plan.json as it was signed."""
    return school.parent.parent / "signed" / "plan.json"


def _decide(school: Path) -> None:
    text = school.read_text(encoding="utf-8")
    school.write_text(text.replace(COUNCIL, DECIDED), encoding="utf-8")


class TestDiff:
    """«between any two of: published version, adoption, plan»."""

    def test_a_plan_and_its_adoption(
        self, school: Path, signed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Nothing at first; the decision gives dates, and names the points to reissue and the papers."""
        assert run(["diff", str(signed), str(school), "--exit-code"]) == 0
        capsys.readouterr()
        _decide(school)
        assert run(["diff", str(signed), str(school), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert {change["kind"] for change in told["changes"]} == {"dated", "moved"}
        assert told["summary"].startswith("1 срок сдвинут, 8 сроков назначено, в приказе меняются п. ")
        assert told["points"]
        assert "order.docx" in told["papers"]
        assert "forms/1.1-analytic-note.docx" not in told["papers"]
        assert run(["diff", str(signed), str(school), "--exit-code"]) == 1

    def test_a_published_text_and_an_adoption_show_the_school_s_own_changes(
        self, school: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Not the words that every school fills in."""
        assert run(["diff", "sakha-2021-order-441", str(school), "--json"]) == 0
        told = json.loads(capsys.readouterr().out)
        assert sorted((change["id"], change["fields"]) for change in told["changes"]) == [
            ("results-by-class", ["responsible"]),
        ]
        changed = {change["id"]: change["values"] for change in told["changes"]}
        assert changed["results-by-class"]["responsible"]["after"] == "deputy-heads"

    def test_two_published_versions_and_what_their_publisher_says(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """A text on its own, and one of a folder of bundles."""
        old = (shipped_folder("roadmaps") / "samara-west-2020-plan.yaml").read_text(encoding="utf-8")
        version = next(line.split()[1] for line in old.splitlines() if line.startswith("version:"))
        new = old.replace(f"version: {version}", "version: 9.9.0", 1) + "\nchanges: {9.9.0: Сроки уточнены}\n"
        newer = tmp_path / "samara-west-2020-plan.yaml"
        newer.write_text(new, encoding="utf-8")
        published = tmp_path / "published"
        assert run(["publish", str(newer), "-o", str(published)]) == 0
        capsys.readouterr()
        for name in (str(newer), f"{published}#samara-west-2020-plan@9", str(published)):
            assert run(["diff", "samara-west-2020-plan", name, "--json"]) == 0
            told = json.loads(capsys.readouterr().out)
            assert told["publisher"] == {"9.9.0": "Сроки уточнены"}
            assert told["changes"] == []
            assert [change["field"] for change in told["plan"]] == ["roadmap"]

    def test_what_cannot_be_compared_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        """As a problem, with the way out."""
        assert run(["diff", "plan.docx", "samara-west-2020-plan"]) == 1
        assert "RM843" in capsys.readouterr().err
        assert run(["diff", str(EXAMPLE / "organisation.yaml"), "samara-west-2020-plan"]) == 1
        assert "RM843" in capsys.readouterr().err


class TestAmend:
    """«О внесении изменений в приказ от … № …»."""

    def test_the_order_and_the_plan_to_keep_are_written(
        self, school: Path, signed: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Run again it gives the same bytes; the papers of a build beside it are not touched."""
        _decide(school)
        folder = signed.parent
        asked = ["amend", str(school), "--since", str(signed), "-o", str(folder), "--date", "22.06.2027"]
        assert run([*asked, "--number", "230-од"]) == 0
        first = (folder / "amending-order.docx").read_bytes()
        assert "Внести в приказ от 31 мая 2027 г. № 214-од" in capsys.readouterr().out
        assert run([*asked, "--number", "230-од"]) == 0
        assert (folder / "amending-order.docx").read_bytes() == first
        assert (folder / "order.docx").is_file()
        (folder / "amending-order.docx").write_bytes(b"signed")
        assert run([*asked, "--number", "231-од"]) == 1
        assert (folder / "amending-order.docx").read_bytes() == b"signed"
        assert run([*asked, "--force", "amending-order.docx"]) == 0
        (kept,) = folder.glob("amending-order до *.docx")
        assert kept.read_bytes() == b"signed"
        # The kept plan is that of today: nothing is left to amend.
        since = ["--since", str(signed), "--since", str(folder / "amended-plan.json")]
        assert run(["amend", str(school), *since, "-o", str(folder / "again")]) == 0
        assert not (folder / "again").exists()

    def test_a_script_gets_the_amendments(
        self, school: Path, signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Point by point."""
        _decide(school)
        capsys.readouterr()
        asked = ["amend", str(school), "--since", str(signed), "-o", str(tmp_path / "amendment"), "--json"]
        assert run([*asked, "--reason", "На основании протокола от 21.06.2027 № 9."]) == 0
        told = json.loads(capsys.readouterr().out)
        assert told["order"]["preamble"] == "На основании протокола от 21.06.2027 № 9"
        assert told["order"]["points"][0]["items"][0]["text"].endswith("изложить в следующей редакции:")
        assert told["papers"] == ["amending-order.docx", "amended-plan.json", "act.json"]

    def test_nothing_is_written_where_the_signed_plan_is_damaged(
        self, school: Path, signed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """The place in it is told."""
        signed.write_text(signed.read_text(encoding="utf-8")[:-20], encoding="utf-8")
        assert run(["amend", str(school), "--since", str(signed), "-o", str(tmp_path / "amendment")]) == 1
        assert "RM840" in capsys.readouterr().err
        assert not (tmp_path / "amendment").exists()


def test_what_levels_below_may_do_otherwise_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of two texts; and of a school beside a text it is asked what its text lets it do."""
    base = "roadmap: {name}\nversion: 1.0.0\nextends: federal-results-method@1\ntitle: Карта\n"
    before, after = tmp_path / "before.yaml", tmp_path / "after.yaml"
    before.write_text(base.format(name="before"), encoding="utf-8")
    after.write_text(base.format(name="before") + "allow: {remove: locked, title: free}\n", encoding="utf-8")
    assert run(["diff", str(before), str(after)]) == 0
    told = capsys.readouterr().out
    assert "убирать мероприятия и этапы: было «не сказано: можно», стало «нельзя»" in told
    assert "название" not in told
    assert run(["diff", str(before), str(after), "--json"]) == 0
    found = json.loads(capsys.readouterr().out)["permissions"]
    assert {each["field"] for each in found} == {"when", "remove"}
    assert run(["diff", str(EXAMPLE / "adoption.yaml"), "sakha-2021-order-441", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["permissions"] == []
