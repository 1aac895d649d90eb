"""What the portal keeps of plans follows from the texts: a change is seen at the next look."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from roadmap_engine.cli.program import run
from roadmap_engine.load.status_logs import status_path, write_entry
from roadmap_engine.model.entry import Thing
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.plans.models import BoardIndex, PlanText
from roadmap_engine.portal.plans.reading import read_standing
from roadmap_engine.portal.plans.sent_json import read_sent
from roadmap_engine.portal.plans.sweeping import sweep
from tests.portal.portals import Portal, open_portal
from tests.tracking.entries import entry

TODAY = "/schools/school-7/school-7-vpr-2027/"


EDITS = {
    "event": ("adoption", "results-received: 2027-05-28", "results-received: 2027-05-20"),
    "back": ("adoption", "results-received: 2027-05-20", "results-received: 2027-05-28"),
    "order": ("adoption", "number: 214-од", "number: 999-од"),
    "school": ("organisation", "СОШ № 7", "СОШ № 8"),
}
LOG_EDITS: dict[str, Callable[[bytes], bytes]] = {
    "torn": lambda data: data + b'{"v": 1, "id": "entr',
    "cut": lambda data: data[: len(data) * 2 // 3],
    "rival": lambda data: data + _line("rival", "reported") + _line(f"late-{len(data):06}", "cancelled"),
    "changed": lambda data: data.replace("слово".encode(), "слева".encode()),
    "turned": lambda data: b"".join(reversed(data.splitlines(keepends=True))),
    "gone": lambda _data: b"",
}
"""What may become of a log: half a line, no end, lines that name no other, other words, another order."""


def _line(name: str, did: str) -> bytes:
    about = Thing("measure", "results-by-class", "1")
    return write_entry(entry(name, did, adoption="school-7-vpr-2027", thing=about, note=name)).encode()


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.sampled_from([*EDITS, *LOG_EDITS, "log", "old", "look"]), min_size=1, max_size=8))
def test_what_is_kept_is_what_would_be_read_now(
    tmp_path_factory: pytest.TempPathFactory, steps: list[str]
) -> None:
    """After any changes, also one that keeps a file's size and sets its time back."""
    with open_portal(tmp_path_factory.mktemp("index") / "workspace") as portal:
        portal.add_school(7)
        adoption = portal.adoption("school-7")
        for step in steps:
            if step in EDITS:
                name, before, after = EDITS[step]
                text = adoption.with_name(f"{name}.yaml")
                words = text.read_text(encoding="utf-8")
                text.write_text(words.replace(before, after), encoding="utf-8")
            elif step == "old":
                hour_ago = time.time() - 3_600
                os.utime(adoption, (hour_ago, hour_ago))
            elif step == "log":
                run(["track", "note", str(adoption), "1.2", "--note", "слово", "--as", "head"])
            elif step in LOG_EDITS:
                log = status_path(adoption)
                data = log.read_bytes() if log.exists() else b""
                log.write_bytes(LOG_EDITS[step](data))
            outcome = read_adoption(adoption)
            standing = read_standing(PlanText.objects.get(school="school-7"))
            read = outcome.value if standing.read is not None else None
            assert (standing.read and standing.read.plan) == (read and read.plan)
            assert (standing.read and standing.read.board) == (read and read.board)
            assert read is None or set(standing.problems) == set(outcome.problems)


def test_an_event_recorded_elsewhere_moves_the_page(portal: Portal) -> None:
    """By the command line, while the portal runs."""
    portal.add_school(7)
    editor = portal.as_role(Role.EDITOR, "school-7")
    assert "Решение Педсовета" in editor.get(TODAY).content.decode()
    assert run(["record", str(portal.adoption("school-7")), "council-decision", "2027-06-10"]) == 0
    assert "Решение Педсовета" not in editor.get(TODAY).content.decode()


class TestBinding:
    """A folder is a school's once and for all."""

    def test_a_text_that_names_another_school_is_shut(self, portal: Portal) -> None:
        """Nothing of what it says is shown, to either of them."""
        portal.add_school(7)
        portal.add_school(9)
        ours = portal.workspace / "school-7" / "organisation.yaml"
        ours.write_text(ours.read_text(encoding="utf-8").replace("school-7", "school-9"), encoding="utf-8")
        portal.bind()
        for school in ("school-7", "school-9"):
            client = portal.as_role(Role.EDITOR, school)
            assert client.get(TODAY).status_code == 404
        assert portal.as_role(Role.EDITOR, "school-9").get(TODAY.replace("7", "9", 1)).status_code == 404

    def test_a_copied_folder_is_nobodys(self, portal: Portal) -> None:
        """Two texts of one plan: the one that was there first is the school's."""
        portal.add_school(7)
        shutil.copytree(portal.workspace / "school-7", portal.workspace / "copy")
        portal.bind()
        assert [each.path for each in PlanText.objects.all()] == ["school-7/adoption.yaml"]

    def test_a_broken_text_is_shown_as_missing_and_comes_back(self, portal: Portal) -> None:
        portal.add_school(7)
        editor, adoption = portal.as_role(Role.EDITOR, "school-7"), portal.adoption("school-7")
        words = adoption.read_text(encoding="utf-8")
        assert editor.get(TODAY).status_code == 200
        adoption.write_text("adoption: [", encoding="utf-8")
        assert editor.get(TODAY).status_code == 404
        adoption.write_text(words, encoding="utf-8")
        assert editor.get(TODAY).status_code == 200

    def test_the_portals_own_folder_is_no_school(self, portal: Portal) -> None:
        """Whatever lies in it."""
        portal.add_school(7)
        shutil.copytree(portal.workspace / "school-7", portal.workspace / ".portal" / "school-7")
        portal.bind()
        assert PlanText.objects.count() == 1

    def test_a_round_keeps_what_departments_count(self, portal: Portal) -> None:
        portal.add_school(7)
        portal.add_school(9)
        assert sweep() == 2
        sent = [read_sent(each.sent) for each in BoardIndex.objects.order_by("text__path")]
        assert [each.organisation for each in sent] == ["school-7", "school-9"]
        assert all(each.times for each in sent)
        assert {each.read_at for each in BoardIndex.objects.all()} == {
            dt.datetime(2027, 6, 15, 6, 0, tzinfo=dt.UTC)
        }


class TestFolders:
    """What an administrator sees of folders, and what she may say."""

    def test_what_is_nobodys_is_told(self, portal: Portal) -> None:
        """A copy of a folder, and a text that cannot be read yet."""
        portal.add_school(7)
        shutil.copytree(portal.workspace / "school-7", portal.workspace / "copy")
        (portal.workspace / "broken").mkdir()
        (portal.workspace / "broken" / "adoption.yaml").write_text("adoption: [", encoding="utf-8")
        shown = portal.as_role(Role.ADMINISTRATOR).get("/folders/").content.decode()
        told = shown.partition("Ничьи")[2].partition("</section>")[0]
        assert "copy/adoption.yaml" in told
        assert "broken/adoption.yaml" in told
        assert "school-7/adoption.yaml" not in told

    def test_a_text_that_changed_hands_is_let_go_by_hand(self, portal: Portal) -> None:
        """Then, and not before, it is the other school's."""
        portal.add_school(7)
        chief = portal.as_role(Role.ADMINISTRATOR)
        ours = portal.workspace / "school-7" / "organisation.yaml"
        ours.write_text(ours.read_text(encoding="utf-8").replace("school-7", "school-9"), encoding="utf-8")
        shown = chief.get("/folders/").content.decode()
        assert "называет другую школу" in shown
        number = PlanText.objects.get().pk
        assert chief.post(f"/folders/{number}/forget/").status_code == 302
        chief.get("/folders/")
        assert PlanText.objects.get().school_id == "school-9"

    def test_whose_officers_see_a_school(self, portal: Portal) -> None:
        """As soon as it is said."""
        portal.add_school(7)
        officer = portal.as_role(Role.OFFICER, municipality="Озёрный округ")
        assert officer.get(TODAY).status_code == 404
        chief = portal.as_role(Role.ADMINISTRATOR)
        assert (
            chief.post("/folders/schools/school-7/", {"municipality": " Озёрный  округ "}).status_code == 302
        )
        assert officer.get(TODAY).status_code == 200

    def test_nobody_else_says_so(self, portal: Portal) -> None:
        """Neither an officer nor an editor."""
        portal.add_school(7)
        for role, school in ((Role.OFFICER, ""), (Role.EDITOR, "school-7")):
            client = portal.as_role(role, school)
            assert client.get("/folders/").status_code == 404
            assert client.post("/folders/schools/school-7/", {"municipality": "x"}).status_code == 404
            assert client.post("/folders/1/forget/").status_code == 404
