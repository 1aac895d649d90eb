"""What a run of letters reads, and what never leaves the folder it lies in."""

from __future__ import annotations

import datetime as dt
import json
import zipfile
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import read_letters
from tests.mail_server import run_mail_server
from tests.remind_school import DEPUTY, HEAD, TODAY, add_plan, write_letter_school

DAY = dt.date.fromisoformat(TODAY)


class TestReading:
    """Adoptions, addresses and settings."""

    def test_today_is_each_plans_own(self, tmp_path: Path) -> None:
        """Two schools of two zones may have two days at one instant."""
        write_letter_school(tmp_path / "east")
        west = write_letter_school(tmp_path / "west")
        west.write_text(west.read_text(encoding="utf-8").replace("school-3-reading", "west"), "utf-8")
        for folder in ("east", "west"):
            (tmp_path / folder / "contacts.yaml").unlink()

        def day_of(plan: Plan) -> dt.date:
            return DAY if plan.plan == "west" else DAY + dt.timedelta(days=1)

        (outbox,) = read_letters(RemindRun((tmp_path,), sends=False), day_of).value or ()
        days = {
            each.followed.plan.plan: each.followed.board.today
            for one in outbox.letters
            for each in one.digest.rows
        }
        assert days == {"west": DAY, "school-3-reading": DAY + dt.timedelta(days=1)}

    def test_a_plan_named_twice_is_one(self, tmp_path: Path) -> None:
        """By itself and by its folder."""
        adoption = write_letter_school(tmp_path)
        run = RemindRun((adoption, tmp_path, adoption), sends=False)
        (outbox,) = read_letters(run, lambda _plan: DAY).value or ()
        assert {each.digest.reader.address: len(each.about) for each in outbox.letters} == {
            HEAD: 1,
            DEPUTY: 1,
        }

    def test_plans_under_two_settings_are_two_outboxes(self, tmp_path: Path) -> None:
        """Each school sends from its own; --settings puts all under one."""
        for name in ("one", "two"):
            write_letter_school(tmp_path / name, 25)
        both = read_letters(RemindRun((tmp_path,)), lambda _plan: DAY).value or ()
        assert [len(each.letters) for each in both] == [2, 2]
        one = RemindRun((tmp_path,), settings=tmp_path / "one" / "roadmap.toml")
        (outbox,) = read_letters(one, lambda _plan: DAY).value or ()
        assert {len(each.about) for each in outbox.letters} == {2}

    def test_the_same_letter_has_the_same_bytes(self, tmp_path: Path) -> None:
        """Whatever the order in which its plans are named."""
        first, second = write_letter_school(tmp_path), add_plan(tmp_path)
        drawn = [
            [
                (each.digest.id, each.drawn)
                for outbox in read_letters(RemindRun(paths, sends=False), lambda _plan: DAY).value or ()
                for each in outbox.letters
            ]
            for paths in ((first, second), (second, first))
        ]
        assert drawn[0] == drawn[1]


class TestPrivate:
    """Addresses are read by `check` and by nothing that goes out."""

    def test_check_reads_them(self, tmp_path: Path) -> None:
        """In a folder, and by themselves."""
        write_letter_school(tmp_path)
        contacts = tmp_path / "contacts.yaml"
        assert str(contacts) in (check_texts([tmp_path]).value or ())
        contacts.write_text(contacts.read_text(encoding="utf-8").replace(HEAD, "x"), encoding="utf-8")
        for path in (tmp_path, contacts):
            assert "RM776" in [each.code for each in check_texts([path]).problems]

    def test_no_paper_and_no_bundle_has_an_address(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        """Neither in a file's name nor inside of any, however deep it is packed."""
        adoption = write_letter_school(tmp_path / "school", 25)
        run(["publish", str(tmp_path / "school" / "tiny.yaml"), "-o", str(tmp_path / "out" / "bundles")])
        run(["build", str(adoption), "-o", str(tmp_path / "out" / "papers")])
        run(["print", str(tmp_path / "school" / "tiny.yaml"), "-o", str(tmp_path / "out" / "printed")])
        run(["site", str(adoption), "-o", str(tmp_path / "out" / "site"), "--names"])
        run(["show", str(adoption), "--json"])
        said = capsys.readouterr()
        files = [path for path in (tmp_path / "out").rglob("*") if path.is_file()]
        assert len(files) > 10
        for path in files:
            for name, content in _open(path):
                assert "contacts.yaml" not in name
                assert "roadmap.toml" not in name
                assert HEAD.encode() not in content
                assert DEPUTY.encode() not in content
        assert HEAD not in said.out

    def test_a_log_has_no_address(self, tmp_path: Path) -> None:
        """The log knows a letter by its name and its reader by her post."""
        with run_mail_server({HEAD: f"550 <{HEAD}> unknown"}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert run(["remind", str(adoption), "--today", TODAY]) == 1
        lines = adoption.with_name("adoption.status.jsonl").read_text(encoding="utf-8")
        assert "@" not in lines
        assert {json.loads(line)["who"] for line in lines.splitlines()} == {"program"}


def _open(path: Path) -> list[tuple[str, bytes]]:
    if not zipfile.is_zipfile(path):
        return [(path.name, path.read_bytes())]
    with zipfile.ZipFile(path) as packed:
        return [(path.name, b""), *((name, packed.read(name)) for name in packed.namelist())]
