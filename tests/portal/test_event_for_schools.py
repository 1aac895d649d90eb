"""An event for many schools: what is seen is what is written, once, in her own schools alone."""

from __future__ import annotations

import datetime as dt
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Grant
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.jobs.places import sweep_jobs
from roadmap_engine.portal.jobs.running import do_waiting
from tests.portal.departments import HERE, THERE, read_log
from tests.portal.jobs_done import do_here
from tests.portal.portals import Portal

PAGE = "/event/"
SAID = {"event": "council-decision", "on": "21.06.2027", "note": "Письмо № 12"}
LINE = "council-decision: 2027-06-21"


@pytest.fixture
def officer(town: Portal) -> Client:
    """The browser of an officer of two schools."""
    return town.as_role(Role.OFFICER, municipality=HERE)


def _look(client: Client, do: Callable[[], object] = do_here, **said: str) -> str:
    """Let be looked what would move; gives the address of what was seen."""
    answer = client.post(PAGE, {**SAID, **said})
    assert answer.status_code == 302, answer.content.decode()
    do()
    return f"/event/{Job.objects.latest('id').key}/"


def _confirm(client: Client, seen: str, *, do: bool = True) -> str:
    assert client.post(seen).status_code == 302
    if do:
        do_waiting()
    return f"/event/{Job.objects.latest('id').key}/"


def _states() -> dict[str, str]:
    return {each["school"]: each["state"] for each in Job.objects.latest("id").told["plans"]}


def _text(portal: Portal, school: str) -> str:
    return portal.adoption(school).read_text(encoding="utf-8")


def _logged(portal: Portal, school: str) -> list[tuple[str, str]]:
    return [(each["did"], each["to"]) for each in read_log(portal, school)]


class TestSeenIsWritten:
    """Nothing is written by looking; what is written is what the command line writes."""

    def test_what_moves_is_said_school_by_school(self, town: Portal, officer: Client) -> None:
        before = _text(town, "school-7")
        seen = _look(officer, do=do_waiting)
        shown = officer.get(seen).content.decode()
        assert "Решение Педсовета" in shown
        assert shown.count("получат сроки 8 мероприятий") == 2
        assert "с 21.06.2027" in shown
        assert _text(town, "school-7") == before
        assert "Записать 21.06.2027 в 2 планах" in shown
        officer.cookies["language"] = "en"
        assert (
            "8 measures get their days"
            in officer.get(PAGE + str(Job.objects.get().key) + "/").content.decode()
        )

    def test_texts_and_logs_are_those_of_the_command_line(
        self, town: Portal, officer: Client, tmp_path: Path
    ) -> None:
        copy = tmp_path / "copy"
        shutil.copytree(town.workspace / "school-7", copy)
        words = [str(copy / "adoption.yaml"), "council-decision", "2027-06-21"]
        assert run(["record", *words, "--as", "head"]) == 0
        shown = officer.get(_confirm(officer, _look(officer))).content.decode()
        assert "Записано в 2 планах" in shown
        assert _text(town, "school-7") == (copy / "adoption.yaml").read_text(encoding="utf-8")
        (ours,) = read_log(town, "school-7")
        (theirs,) = map(json.loads, (copy / "adoption.status.jsonl").read_text(encoding="utf-8").splitlines())
        assert (ours["via"], ours["note"]) == ("portal", "Письмо № 12")
        assert ours["who"].startswith("u-")
        own = {"id", "at", "who", "via", "note"}
        assert {name: ours[name] for name in ours.keys() - own} == {
            name: theirs[name] for name in theirs.keys() - own
        }

    def test_pages_and_calendars_of_the_school_move(self, town: Portal, officer: Client) -> None:
        editor = town.as_role(Role.EDITOR, "school-8")
        today = "/schools/school-8/school-8-vpr-2027/"
        assert "events/council-decision" in editor.get(today).content.decode()
        _confirm(officer, _look(officer))
        assert "events/council-decision" not in editor.get(today).content.decode()
        assert "21.06.2027" in editor.get(f"{today}events/council-decision/").content.decode()

    def test_what_a_plan_cannot_take_is_told_and_left(self, town: Portal, officer: Client) -> None:
        """A text that cannot be read, and one that has the day."""
        town.adoption("school-7").write_text("adoption: {", encoding="utf-8")
        assert run(["record", str(town.adoption("school-8")), "council-decision", "2027-06-21"]) == 0
        shown = officer.get(_look(officer)).content.decode()
        assert _states() == {"school-7": "gone", "school-8": "stands"}
        assert "сначала его исправляет школа" in shown
        assert "Записывать нечего" in shown
        assert '<button class="button primary">Записать' not in shown

    def test_what_no_plan_counts_from_is_refused_in_words(self, town: Portal, officer: Client) -> None:
        """It stood in the list when it was chosen, and the text does not know it any more."""
        officer.post(PAGE, SAID)
        job = Job.objects.get()
        job.arguments["event"] = "moon-landing"
        job.save()
        do_here()
        assert set(_states().values()) == {"refused"}
        assert "moon-landing" in officer.get(f"/event/{job.key}/").content.decode()

    def test_a_day_that_is_another_one_moves_it(self, town: Portal, officer: Client) -> None:
        """What stands is shown beside what would."""
        shown = officer.get(_look(officer, event="results-received", on="27.05.2027")).content.decode()
        assert set(_states().values()) == {"moves"}
        assert "28.05.2027" in shown
        assert "28.05.2027 – 11.06.2027 → <strong>27.05.2027 – 10.06.2027" in shown


class TestOnce:
    """However often it is sent, whoever comes between."""

    def test_confirmed_twice_is_recorded_once(self, town: Portal, officer: Client) -> None:
        seen = _look(officer)
        _confirm(officer, seen)
        again = officer.get(_confirm(officer, seen)).content.decode()
        assert "Этот день уже стоит" in again
        for school in ("school-7", "school-8"):
            assert _logged(town, school) == [("dated", "2027-06-21")]

    def test_a_school_that_changed_meanwhile_is_left(self, town: Portal, officer: Client) -> None:
        """The others are written; the page says which was not, and why."""
        seen = _look(officer)
        assert run(["record", str(town.adoption("school-7")), "results-received", "2027-05-27"]) == 0
        between = _text(town, "school-7")
        shown = officer.get(_confirm(officer, seen)).content.decode()
        assert _states() == {"school-7": "changed", "school-8": "written"}
        assert "Пока вы смотрели, план изменился" in shown
        assert _text(town, "school-7") == between
        assert LINE in _text(town, "school-8")

    def test_of_two_officers_the_first_counts(self, town: Portal, officer: Client) -> None:
        other = town.as_role(Role.OFFICER, municipality=HERE)
        first, second = _look(officer), _look(other, on="22.06.2027")
        _confirm(officer, first, do=False)
        _confirm(other, second)
        assert set(_states().values()) == {"changed"}
        for school in ("school-7", "school-8"):
            assert _logged(town, school) == [("dated", "2027-06-21")]
            assert LINE in _text(town, school)

    @pytest.mark.parametrize("where", ["between two schools", "between text and log"])
    def test_what_was_broken_off_goes_on(self, town: Portal, officer: Client, where: str) -> None:
        """As after a kill: those written stay, the others follow, and each log says it once."""
        seen = _look(officer)
        _confirm(officer, seen, do=False)
        with _break(where), pytest.raises(KeyboardInterrupt):
            do_waiting()
        assert LINE in _text(town, "school-7")
        assert LINE not in _text(town, "school-8")
        do_waiting()
        assert _states() == {"school-7": "stands", "school-8": "written"}
        for school in ("school-7", "school-8"):
            assert _logged(town, school) == [("dated", "2027-06-21")]
            assert LINE in _text(town, school)

    def test_a_right_that_went_meanwhile(self, town: Portal) -> None:
        """It is asked for again when each school is written."""
        key = town.account(Role.OFFICER, municipality=HERE)
        officer = town.browser(key)
        _confirm(officer, _look(officer), do=False)
        Grant.objects.filter(account=key).update(municipality=THERE)
        do_waiting()
        assert set(_states().values()) == {"closed"}
        assert LINE not in _text(town, "school-7")


def _break(where: str) -> Any:
    """Break off after the first school is written, or when only its text is."""
    if where == "between text and log":
        return mock.patch("roadmap_engine.desk.dating.log_dates", side_effect=KeyboardInterrupt)
    calls: Iterator[int] = iter(range(10))

    def note(_job: Job, _is_stopped: object) -> Any:
        def progress(_done: int, _total: int) -> None:
            if next(calls) == 1:
                raise KeyboardInterrupt

        return progress

    return mock.patch("roadmap_engine.portal.jobs.running._note_progress", note)


class TestWhoseSchools:
    """Those of her municipality, and nobody else's."""

    def test_schools_elsewhere_are_neither_shown_nor_touched(self, town: Portal, officer: Client) -> None:
        seen = _look(officer)
        shown = officer.get(seen).content.decode()
        assert "СОШ № 9" not in shown
        _confirm(officer, seen)
        assert LINE not in _text(town, "school-9")
        assert set(_states()) == {"school-7", "school-8"}

    def test_others_have_no_such_page(self, town: Portal, officer: Client) -> None:
        seen = _look(officer)
        other = town.as_role(Role.OFFICER, municipality=HERE)
        for client in (
            town.as_role(Role.ADMINISTRATOR),
            town.as_role(Role.EDITOR, "school-7"),
            town.as_role(Role.READER, "school-7"),
        ):
            assert client.get(PAGE).status_code == 404
            assert client.post(PAGE, SAID).status_code == 404
        # What a colleague has looked at is hers alone, and nobody confirms it for her.
        for address in (seen, seen.replace("/event/", "/jobs/")):
            assert other.get(address).status_code == 404
        assert other.post(seen).status_code == 404
        assert LINE not in _text(town, "school-7")

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"on": ""}, "Назовите день"),
            ({"on": "вчера"}, "«вчера» не день"),
            ({"event": "moon-landing"}, "Выберите событие"),
            ({"note": "я" * 4_001}, "Слишком длинно"),
        ],
    )
    def test_what_is_filled_in_wrong(self, officer: Client, said: dict[str, str], told: str) -> None:
        answer = officer.post(PAGE, {**SAID, **said})
        assert answer.status_code == 422
        assert told in answer.content.decode()
        assert not Job.objects.exists()

    def test_awaited_events_come_first(self, town: Portal, officer: Client) -> None:
        found = re.findall(r'<option value="([^"]*)"', officer.get(PAGE).content.decode())
        assert found.index("council-decision") < found.index("results-received")

    def test_nothing_to_choose_from(self, portal: Portal) -> None:
        assert "Событий пока нет" in portal.as_role(Role.OFFICER).get(PAGE).content.decode()


def test_what_was_seen_is_kept_for_a_week(town: Portal, officer: Client) -> None:
    """Then there is nothing to confirm any more."""
    seen = _look(officer)
    town.now += dt.timedelta(days=8)
    sweep_jobs()
    assert officer.post(seen).status_code == 404
