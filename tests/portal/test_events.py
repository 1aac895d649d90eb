"""The page of an event: what moves by a day is shown before it is recorded, and only that is recorded."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.desk.dating import preview_dates, record_dates
from roadmap_engine.desk.hand import Hand
from roadmap_engine.pipeline.known import Known
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.schools import events
from tests.portal.portals import Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"
PAGE = f"{PLAN}events/council-decision/"
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose council has not decided yet."""
    portal.add_school(7)
    return portal


@pytest.fixture
def editor(school: Portal) -> Client:
    """The browser of whoever keeps the plan."""
    return school.as_role(Role.EDITOR, "school-7")


def _text(portal: Portal) -> str:
    return portal.adoption("school-7").read_text(encoding="utf-8")


def _log(portal: Portal) -> list[dict[str, Any]]:
    path = portal.workspace / "school-7" / "adoption.status.jsonl"
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _digest(page: str) -> str:
    found = DIGEST.search(page)
    assert found is not None
    return found[1]


class TestPreview:
    """Everything is seen before, and nothing is written by looking."""

    def test_the_page_says_what_gets_days_what_stays_and_what_happens_beside(
        self, school: Portal, editor: Client
    ) -> None:
        before = _text(school)
        shown = editor.get(PAGE, {"on": "21.06.2027"}).content.decode()
        assert "Получат сроки 8 мероприятий" in shown
        assert "с 21.06.2027" in shown
        assert "до 01.10.2027, с 21.06.2027" in shown
        assert "По-прежнему ждут: 3.4 (в соответствии с планом)." in shown
        assert "Подписанного приказа нет" in shown
        assert "Бумаги станут другими: страница плана" in shown
        assert "order.docx" not in shown
        assert "Календарей изменится: 5" in shown
        assert _text(school) == before
        assert not (school.workspace / "school-7" / "adoption.status.jsonl").exists()

    def test_a_signed_order_that_says_otherwise_needs_another(
        self, school: Portal, editor: Client, tmp_path: Path
    ) -> None:
        """Which act is in force stands on the page, and what of it would say something else."""
        adoption = str(school.adoption("school-7"))
        assert run(["build", adoption, "-o", str(tmp_path / "papers")]) == 0
        assert run(["sign", adoption, "--papers", str(tmp_path / "papers")]) == 0
        page = PAGE.replace("council-decision", "results-received")
        shown = editor.get(page, {"on": "27.05.2027"}).content.decode()
        assert re.search(r"Сдвинется срок 1 мероприятия|Сдвинутся сроки \d+ мероприятий", shown)
        assert "28.05.2027 – 11.06.2027" in shown
        assert "27.05.2027 – 10.06.2027" in shown
        assert "Понадобится приказ об изменениях" in shown
        assert "214-од" in shown

    @pytest.mark.parametrize(
        ("said", "told"),
        [
            ({"on": ""}, "Назовите день"),
            ({"on": "вчера"}, "«вчера» не день"),
            ({"on": "31.02.2027"}, "не день"),
            ({"on": "21.06.2027", "days-continuity": "осенью"}, "«осенью» не дни"),
            ({"on": "21.06.2027", "note": "я" * 4_001}, "Слишком длинно"),
        ],
    )
    def test_what_is_no_day_is_told_and_stays(self, editor: Client, said: dict[str, str], told: str) -> None:
        answer = editor.get(PAGE, said)
        assert answer.status_code == 422
        shown = answer.content.decode()
        assert told in shown
        assert "<title>Ошибка: " in shown
        assert all(words in shown for words in said.values())

    def test_the_day_that_stands_moves_nothing(self, school: Portal, editor: Client) -> None:
        """The form as it stands, sent untouched: nothing to confirm, and a confirm writes nothing."""
        page = PAGE.replace("council-decision", "results-received")
        shown = editor.get(page, {"on": "28.05.2027"}).content.decode()
        assert "Этот день уже записан" in shown
        assert "digest" not in shown
        before = _text(school)
        assert editor.post(page, {"on": "28.05.2027", "digest": "0" * 64}).status_code == 409
        assert _text(school) == before
        assert not (school.workspace / "school-7" / "adoption.status.jsonl").exists()


class TestConfirm:
    """What was shown is what is written."""

    def test_the_text_and_the_log_say_it(
        self, school: Portal, editor: Client, capsys: pytest.CaptureFixture[str]
    ) -> None:
        said = {
            "on": "21.06.2027",
            "note": "Протокол Педсовета № 9",
            "days-continuity": "01.09.2027 – 28.12.2027",
        }
        shown = editor.get(PAGE, said).content.decode()
        assert "01.09.2027 – 28.12.2027" in shown
        answer = editor.post(PAGE, {**said, "digest": _digest(shown)}, follow=True)
        assert "Записано: Решение Педсовета, 21.06.2027." in answer.content.decode()
        assert "council-decision: 2027-06-21" in _text(school)
        assert "# решение Педсовета ещё не принято" in _text(school)
        dated, decided = _log(school)
        assert (dated["did"], dated["to"], dated["note"]) == ("dated", "2027-06-21", said["note"])
        assert (decided["did"], decided["to"]) == ("decided", "2027-09-01/2027-12-28")
        assert dated["via"] == "portal"
        assert dated["who"].startswith("u-")
        assert run(["explain", str(school.adoption("school-7")), "2.6"]) == 0
        assert "21.06.2027" in capsys.readouterr().out
        again = editor.get(PAGE).content.decode()
        assert "Сейчас записано 21.06.2027" in again
        assert "Протокол Педсовета № 9" in again

    def test_whoever_saw_another_plan_is_shown_it_again(self, school: Portal, editor: Client) -> None:
        """The command line has written meanwhile: nothing is, and what would move now is shown."""
        shown = editor.get(PAGE, {"on": "21.06.2027"}).content.decode()
        adoption = str(school.adoption("school-7"))
        assert run(["record", adoption, "results-received", "2027-05-27", "--as", "head"]) == 0
        between = _text(school)
        answer = editor.post(PAGE, {"on": "21.06.2027", "digest": _digest(shown)})
        assert answer.status_code == 409
        assert "план изменился" in answer.content.decode()
        assert _text(school) == between
        fresh = _digest(answer.content.decode())
        assert editor.post(PAGE, {"on": "21.06.2027", "digest": fresh}).status_code == 302
        assert "council-decision: 2027-06-21" in _text(school)

    def test_a_change_between_look_and_lock_is_seen(self, school: Portal, editor: Client) -> None:
        """The page was fresh when the request came, and is not any more when the folder is held."""
        shown = editor.get(PAGE, {"on": "21.06.2027"}).content.decode()

        def quicker(*args: Any, **more: Any) -> Any:
            path = school.adoption("school-7")
            path.write_text(_text(school).replace("number: 214-од", "number: 215-од"), encoding="utf-8")
            return record_dates(*args, **more)

        with mock.patch.object(events, "record_dates", quicker):
            answer = editor.post(PAGE, {"on": "21.06.2027", "digest": _digest(shown)})
        assert answer.status_code == 409
        assert "council-decision:" not in _text(school)

    def test_a_note_of_somebody_else_makes_no_new_preview(self, school: Portal, editor: Client) -> None:
        """What has nothing to do with days does not ask anybody to look again."""
        shown = editor.get(PAGE, {"on": "21.06.2027"}).content.decode()
        adoption = str(school.adoption("school-7"))
        assert run(["track", "note", adoption, "1.2", "--note", "звонили", "--as", "head"]) == 0
        assert editor.post(PAGE, {"on": "21.06.2027", "digest": _digest(shown)}).status_code == 302

    def test_sent_twice_is_recorded_once(self, school: Portal, editor: Client) -> None:
        said = {
            "on": "21.06.2027",
            "digest": _digest(editor.get(PAGE, {"on": "21.06.2027"}).content.decode()),
        }
        assert editor.post(PAGE, said).status_code == 302
        assert editor.post(PAGE, said).status_code == 409
        assert len(_log(school)) == 1

    @pytest.mark.parametrize("digest", ["", "0" * 64, "я"])
    def test_nothing_is_recorded_without_a_preview(self, school: Portal, editor: Client, digest: str) -> None:
        assert editor.post(PAGE, {"on": "21.06.2027", "digest": digest}).status_code == 409
        assert "council-decision:" not in _text(school)

    def test_decided_days_are_not_dropped_by_an_empty_field(self, school: Portal, editor: Client) -> None:
        """An untouched form keeps them; an emptied one says that it cannot drop them."""
        said = {"on": "21.06.2027", "days-continuity": "01.09.2027"}
        editor.post(PAGE, {**said, "digest": _digest(editor.get(PAGE, said).content.decode())})
        assert 'name="days-continuity" value="01.09.2027"' in editor.get(PAGE).content.decode()
        answer = editor.get(PAGE, {"on": "22.06.2027"})
        assert answer.status_code == 422
        assert "Было: 01.09.2027" in answer.content.decode()


class TestRights:
    """Who keeps the plan records events; to others there is no such page."""

    def test_others_have_no_such_page(self, school: Portal) -> None:
        others = [
            school.as_role(Role.READER, "school-7"),
            school.as_role(Role.PERSON, "school-7", post="deputy-head"),
            school.as_role(Role.OFFICER),
        ]
        for client in others:
            assert client.get(PAGE).status_code == 404
            assert client.post(PAGE, {"on": "21.06.2027"}).status_code == 404
            assert "events/council-decision" not in client.get(PLAN).content.decode()

    def test_todays_page_leads_there(self, editor: Client) -> None:
        assert f'href="{PAGE}"' in editor.get(PLAN).content.decode()

    def test_an_event_that_no_plan_knows_is_none(self, editor: Client) -> None:
        assert editor.get(PAGE.replace("council-decision", "moon-landing")).status_code == 404


class TestDesk:
    """The same for whoever comes by another way."""

    def test_a_digest_is_the_same_for_the_same_and_another_for_anything_else(self, school: Portal) -> None:
        path = school.adoption("school-7")

        def digest(day: int, **more: Any) -> str:
            preview = preview_dates(path, Known({"council-decision": dt.date(2027, 6, day)}, **more)).value
            assert preview is not None
            return preview.digest

        first = digest(21)
        assert first == digest(21)
        assert first != digest(22)
        path.write_text(_text(school) + "# замечание\n", encoding="utf-8")
        assert first != digest(21)

    def test_who_does_not_agree_writes_nothing_and_is_told_nothing(self, school: Portal) -> None:
        known = Known({"council-decision": dt.date(2027, 6, 21)})
        hand = Hand("head", lambda: dt.datetime(2027, 6, 15, tzinfo=dt.UTC))
        outcome = record_dates(school.adoption("school-7"), known, hand, agree=lambda _preview: False)
        assert outcome.value is None
        assert outcome.problems == ()
        assert "council-decision:" not in _text(school)
