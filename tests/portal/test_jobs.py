"""Work that takes longer than a request: limits, turns, what was broken off, who may see what came out."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
import sys
import threading
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import RequestFactory

from roadmap_engine.portal.access.roles import Right, Role
from roadmap_engine.portal.access.viewer import Given, Viewer
from roadmap_engine.portal.accounts.models import Account, Grant
from roadmap_engine.portal.jobs.kinds import WORKS, Kind, Limits
from roadmap_engine.portal.jobs.limited import StoppedError, run_limited
from roadmap_engine.portal.jobs.limited_process import find_work
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import folder_of, sweep_jobs
from roadmap_engine.portal.jobs.results import Asked
from roadmap_engine.portal.jobs.running import do_waiting
from roadmap_engine.portal.jobs.starting import start_job
from roadmap_engine.storage.locking import hold_folder
from tests.portal.jobs_done import break_off, fetch, run_there, tried
from tests.portal.portals import Portal
from tests.portal.processes import ROOT

PLAN = "/schools/school-7/school-7-vpr-2027/"
ALL, EXPORT = f"{PLAN}papers/all/", f"{PLAN}export/"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school with its plan."""
    portal.add_school(7)
    return portal


def _only() -> Job:
    return Job.objects.get()


class TestAProcessOfItsOwn:
    """It has what it is told, and nothing else; it ends at its limits, and with whoever started it."""

    def test_the_file_is_whole_and_private(self, tmp_path: Path) -> None:
        kept = run_there("write", tmp_path, words="раз").value
        assert kept is not None
        assert (kept.name, dict(kept.told)) == ("отчёт.zip", {"said": "готово"})
        assert (tmp_path / "result").stat().st_mode & 0o777 == 0o600
        assert "раз" in (tmp_path / "result").read_text(encoding="utf-8")

    def test_it_knows_neither_database_nor_passwords(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", "postgresql://somewhere/else")
        monkeypatch.setenv("MAIL_PASSWORD", "secret")
        assert run_there("write", tmp_path).ok
        words = (tmp_path / "result").read_text(encoding="utf-8")
        assert "DATABASE_URL" not in words
        assert "MAIL_PASSWORD" not in words

    def test_what_it_prints_is_no_answer(self, tmp_path: Path) -> None:
        assert run_there("print_it", tmp_path).ok

    def test_it_ends_with_the_server(self, tmp_path: Path) -> None:
        note = tmp_path / "note"
        words = (
            "from pathlib import Path; from roadmap_engine.portal.jobs.limited import run_limited; "
            "from roadmap_engine.portal.jobs.kinds import Limits; "
            "from roadmap_engine.portal.jobs.results import Asked; import sys; place = Path(sys.argv[1]); "
            "asked = Asked(place, {'note': str(place / 'note')}); "
            "run_limited('tests.works_tried.wait', asked, Limits(60), place / 'x', progress=lambda *_: None)"
        )
        with subprocess.Popen([sys.executable, "-c", words, str(tmp_path)], cwd=ROOT) as server:
            assert _becomes(note.exists)
            server.kill()
        process = int(note.read_text(encoding="utf-8") or "0")
        assert _becomes(lambda: not _runs(process))

    def test_it_is_ended_when_the_portal_ends(self, tmp_path: Path) -> None:
        note = tmp_path / "note"
        asked = Asked(tmp_path, {"note": str(note)})
        with pytest.raises(StoppedError):
            run_limited(
                "tests.works_tried.wait", asked, Limits(60), tmp_path / "result",
                progress=lambda _done, _all: None, is_stopped=note.exists,
            )  # fmt: skip
        assert list(tmp_path.iterdir()) == [note]


def _becomes(claim: Any, patience: float = 10.0) -> bool:
    until = time.monotonic() + patience
    while not claim():
        if time.monotonic() > until:
            return False
        time.sleep(0.02)
    return True


def _runs(process: int) -> bool:
    try:
        # A zombie has ended; whoever is init here may take its time.
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


class TestTurns:
    """One after the other, each once; what was broken off is begun anew, or told."""

    def test_every_work_is_there(self) -> None:
        """A table of names is only as good as what they name."""
        assert set(WORKS) == set(Kind)
        for work in WORKS.values():
            assert callable(find_work(work.does))

    def test_one_that_fails_keeps_no_other_from_being_done(self, school: Portal) -> None:
        editor = school.as_role(Role.EDITOR, "school-7")
        with tried("fail"):
            editor.post(EXPORT)
            editor.post(ALL)
            assert do_waiting() == 2
        states = dict(Job.objects.values_list("kind", "state"))
        assert states == {"export": "failed", "all-papers": "done"}

    def test_what_somebody_else_does_is_left_alone(self, school: Portal) -> None:
        school.as_role(Role.EDITOR, "school-7").post(EXPORT)
        held, over = threading.Event(), threading.Event()

        def hold(folder: Path) -> None:
            with hold_folder(folder):
                held.set()
                over.wait(10)

        other = threading.Thread(target=hold, args=[folder_of(_only())])
        other.start()
        held.wait(10)
        try:
            with tried("write"):
                assert do_waiting() == 0
        finally:
            over.set()
            other.join()
        assert _only().state == "waiting"

    @pytest.mark.parametrize(
        ("again", "tries", "state"), [(True, 1, "done"), (True, 3, "failed"), (False, 1, "failed")]
    )
    def test_what_was_broken_off(self, portal: Portal, again: bool, tries: int, state: str) -> None:
        """Anew where that does no harm, but not for ever: it may be what kills the server."""
        job = break_off(tries=tries)
        with tried("write", again=again):
            do_waiting()
        job.refresh_from_db()
        assert job.state == state
        assert job.ended_at is not None
        assert [each["code"] for each in job.problems] == ([] if state == "done" else ["RM992"])

    def test_asking_twice_is_asking_once(self, school: Portal) -> None:
        editor, reader = (school.as_role(each, "school-7") for each in (Role.EDITOR, Role.READER))
        addresses = [editor.post(EXPORT)["Location"] for _ in range(2)]
        assert len(set(addresses)) == 1
        assert reader.post(EXPORT)["Location"] not in addresses
        do_waiting()
        assert editor.post(EXPORT)["Location"] not in addresses

    def test_nobody_fills_the_queue(self, school: Portal) -> None:
        key = school.account(Role.EDITOR, "school-7")
        request: Any = RequestFactory().post("/")
        request.viewer = Viewer(key, "", (Given(Role.EDITOR, "school-7"),))
        for number in range(10):
            start_job(request, Kind.EXPORT, needs=Right.EDIT, arguments={"number": number})
        answer = school.browser(key).post(EXPORT)
        assert answer.status_code == 429
        assert school.as_role(Role.EDITOR, "school-7").post(EXPORT).status_code == 302

    def test_what_is_handed_in_reaches_the_work(self, school: Portal) -> None:
        request: Any = RequestFactory().post("/")
        request.viewer = Viewer(school.account(Role.EDITOR, "school-7"))
        files = {"table": "Ёлка".encode()}
        job = start_job(request, Kind.EXPORT, needs=Right.EDIT, arguments={"a": 1}, files=files)
        with tried("write", Limits(30, 1024)):
            do_waiting()
        assert "Ёлка" in (folder_of(job) / "result").read_text(encoding="utf-8")


class TestThePage:
    """It says how far a job is, and what comes next; without scripts it renews itself."""

    def test_while_it_waits_and_when_it_is_done(self, school: Portal) -> None:
        reader = school.as_role(Role.READER, "school-7")
        address = reader.post(ALL)["Location"]
        page, state = (reader.get(f"{address}{part}") for part in ("", "state/"))
        assert '<noscript><meta http-equiv="refresh" content="2"></noscript>' in page.content.decode()
        assert f'hx-get="{address}state/"' in state.content.decode()
        assert not state.has_header("HX-Refresh")
        assert reader.get(f"{address}file/").status_code == 404
        do_waiting()
        shown = reader.get(address).content.decode()
        assert "http-equiv" not in shown
        assert "hx-get" not in shown
        assert f'href="{address}file/"' in shown
        assert reader.get(f"{address}state/")["HX-Refresh"] == "true"
        file = reader.get(f"{address}file/")
        assert file["Content-Disposition"] == 'attachment; filename="school-7-vpr-2027.zip"'
        assert file["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert len(file.getvalue()) == int(file["Content-Length"])

    def test_what_is_wrong_is_told_in_the_readers_language(self, school: Portal) -> None:
        text = school.workspace / "school-7" / "organisation.yaml"
        reader = school.as_role(Role.READER, "school-7")
        address = reader.post(ALL)["Location"]
        text.write_text(text.read_text(encoding="utf-8").replace("week: 6", "week: 9"), encoding="utf-8")
        do_waiting()
        assert "Не получилось" in reader.get(address).content.decode()
        assert _only().problems
        reader.cookies["language"] = "en"
        assert "It did not work" in reader.get(address).content.decode()

    def test_it_says_how_many_come_before(self, school: Portal) -> None:
        for _ in range(2):
            address = (reader := school.as_role(Role.READER, "school-7")).post(ALL)["Location"]
        assert "перед ним 1 задание" in reader.get(address).content.decode()

    def test_straight_on_where_it_is_done_at_once(
        self, school: Portal, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """No page flashes by: whoever is at work while somebody waits leads her on."""
        monkeypatch.setattr(
            "roadmap_engine.portal.jobs.answering.wait_for_end",
            lambda job: (do_waiting(), job.refresh_from_db(), job)[2],
        )
        reader = school.as_role(Role.READER, "school-7")
        assert reader.post(ALL)["Location"].endswith("/file/")
        with tried("fail"):
            assert reader.post(EXPORT)["Location"] == f"/jobs/{Job.objects.latest('id').key}/"


class TestWhoSeesIt:
    """Whoever may see what came out, as long as she may: decided anew at every request."""

    def test_another_school_is_not_there(self, school: Portal) -> None:
        school.add_school(9)
        fetch(school.as_role(Role.EDITOR, "school-7"), ALL).getvalue()
        for role in (Role.EDITOR, Role.READER):
            for part in ("", "state/", "file/"):
                answer = school.as_role(role, "school-9").get(f"/jobs/{_only().key}/{part}")
                assert answer.status_code == 404
                assert "СОШ № 7" not in answer.content.decode()

    def test_a_colleague_sees_papers_and_no_addresses(self, school: Portal) -> None:
        """An export that an editor asked for has addresses of people: it is for editors."""
        editor, reader = (school.as_role(each, "school-7") for each in (Role.EDITOR, Role.READER))
        fetch(editor, ALL).getvalue()
        assert reader.get(f"/jobs/{_only().key}/file/").getvalue()
        fetch(editor, EXPORT).getvalue()
        exported = Job.objects.get(kind="export")
        for part in ("", "state/", "file/"):
            assert reader.get(f"/jobs/{exported.key}/{part}").status_code == 404
        fetch(reader, EXPORT).getvalue()
        assert editor.get(f"/jobs/{Job.objects.latest('id').key}/file/").getvalue()

    def test_what_she_may_not_see_any_more(self, school: Portal) -> None:
        key = school.account(Role.EDITOR, "school-7")
        editor = school.browser(key)
        fetch(editor, ALL).getvalue()
        Grant.objects.filter(account=key).delete()
        for part in ("", "state/", "file/"):
            assert editor.get(f"/jobs/{_only().key}/{part}").status_code == 404

    def test_one_of_no_school_is_its_owners(self, portal: Portal) -> None:
        key = portal.account(Role.OFFICER)
        request: Any = RequestFactory().post("/")
        request.viewer = Viewer(key)
        job = start_job(request, Kind.EXPORT, needs=Right.JUDGE)
        with tried("write", onward="go_on"):
            do_waiting()
            assert "Дальше" in portal.browser(key).get(f"/jobs/{job.key}/").content.decode()
            assert portal.as_role(Role.OFFICER).get(f"/jobs/{job.key}/").status_code == 404
            assert portal.as_role(Role.ADMINISTRATOR).get(f"/jobs/{job.key}/").status_code == 404

    def test_it_goes_with_its_owner(self, school: Portal) -> None:
        key = school.account(Role.EDITOR, "school-7")
        fetch(school.browser(key), EXPORT).getvalue()
        told = school.browser(key).get("/account/data.json").json()
        assert [each["kind"] for each in told["jobs"]] == ["export"]
        folder = folder_of(_only())
        Account.objects.get(key=key).delete()
        assert not Job.objects.exists()
        os.utime(folder, (0, 0))
        sweep_jobs()
        assert not folder.exists()


def test_files_are_kept_for_a_day(school: Portal) -> None:
    """Then the page says that it is gone, for a week; whoever waits or has just asked loses nothing."""
    reader = school.as_role(Role.READER, "school-7")
    fetch(reader, ALL).getvalue()
    job = _only()
    address = f"/jobs/{job.key}/"
    os.utime(folder_of(job), (0, 0))
    for hours, found in ((23, 200), (25, 404)):
        school.now = job.created_at + dt.timedelta(hours=hours)
        sweep_jobs()
        answer = reader.get(f"{address}file/")
        assert answer.status_code == found
        assert b"".join(answer)  # it is closed at its end
    shown = reader.get(address).content.decode()
    assert "его больше нет" in shown
    assert "/file/" not in shown
    school.now = job.created_at + dt.timedelta(days=8)
    sweep_jobs()
    assert reader.get(address).status_code == 404
