"""The page of a newer version: seen before, decided one by one, and written as the command does."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.desk.updating import take_update
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.plans.models import PlanText, UpdateDecision
from roadmap_engine.portal.schools import updating
from roadmap_engine.portal.schools.update_decisions import keep_decisions, recall_decisions
from tests.pipeline.updates import FIRST, Neighbours
from tests.portal.portals import Portal
from tests.portal.test_english_pages import list_wrong

PLAN = "/schools/school-7/school/"
PAGE = f"{PLAN}update/"
TODAY = f"{PLAN}"
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')
MARK = re.compile(r'name="mark-([a-z0-9.-]+)" value="([0-9a-f]{16})"')
SAW = re.compile(r'name="saw-([a-z0-9.-]+)" value="([a-z:0-9-]*)"')
CHOSEN = re.compile(r'name="take-([a-z0-9.-]+)" value="([a-z:0-9-]+)" checked')
LOCAL = """\
replace:
  # так решили на совещании
  by-class: {deadline: до 18 января 2027 г.}  # просили учителя
  by-school: {deadline: до 25 января 2027 г.}
add:
  - after: by-school
    measure: {id: parents, title: Собрание, deadline: до 1 февраля 2027 г., responsible: deputies}
"""
SECOND = (
    FIRST.replace("version: 1.0.0", "version: 1.1.0")
    .replace("первая версия\n", "первая версия\n  1.1.0: сроки сдвинуты, добавлен отчёт\n")
    .replace("до 15 января", "до 22 января")
    .replace("до 20 января", "до 29 января")
    + """\
      - id: report
        title: Отчёт учредителю
        deadline: до 10 февраля 2027 г.
        responsible: head
"""
)
THIRD = SECOND.replace("version: 1.1.0", "version: 1.2.0").replace("до 22 января", "до 23 января")


@pytest.fixture
def neighbours(portal: Portal) -> Neighbours:
    """A school that stands on the first of two versions, both published in the workspace."""
    found = Neighbours(portal.workspace)
    found.publish(FIRST, SECOND)
    found.adopt(LOCAL)
    portal.bind()
    return found


@pytest.fixture
def editor(portal: Portal, neighbours: Neighbours) -> Client:
    """The browser of whoever keeps the plan."""
    return portal.as_role(Role.EDITOR, "school-7")


def _text(portal: Portal) -> Path:
    return portal.workspace / "school" / "adoption.yaml"


def _seen(shown: str) -> dict[str, str]:
    """Give what the form of a page sends as it stands: what was seen, and what was chosen."""
    found = DIGEST.search(shown)
    said = {f"mark-{key}": mark for key, mark in MARK.findall(shown)}
    said |= {f"saw-{key}": choice for key, choice in SAW.findall(shown)}
    said |= {f"take-{key}": choice for key, choice in CHOSEN.findall(shown)}
    return said | ({"digest": found[1]} if found is not None else {})


def _decide(client: Client, **choices: str) -> Any:
    """Choose as somebody does, and see what comes of it."""
    said = _seen(client.get(PAGE).content.decode())
    said |= {f"take-{key.replace('__', '.').replace('_', '-')}": choice for key, choice in choices.items()}
    return client.post(PAGE, {**said, "step": "decide"}, follow=True)


def _files(folder: Path) -> dict[str, bytes]:
    return {
        each.relative_to(folder).as_posix(): each.read_bytes()
        for each in sorted(folder.rglob("*"))
        if each.is_file() and not each.name.startswith(".")
    }


class TestOffered:
    """Who may take a newer version is told of it; nobody else is."""

    @pytest.mark.parametrize("page", [PLAN, f"{PLAN}plan/"])
    def test_todays_page_and_the_plan_say_so(self, editor: Client, page: str) -> None:
        shown = editor.get(page).content.decode()
        assert "Вышла версия 1.1.0" in shown
        assert f'href="{PAGE}"' in shown

    @pytest.mark.usefixtures("neighbours")
    def test_the_department_sees_who_is_behind_what_it_published(self, portal: Portal) -> None:
        """Also where no school runs it yet."""
        shown = portal.as_role(Role.OFFICER).get("/versions/").content.decode()
        assert "есть 1.1.0" in shown
        assert "1 план отстаёт от новейшей версии" in shown

    def test_others_have_no_such_page(self, portal: Portal, neighbours: Neighbours) -> None:
        others = [
            portal.as_role(Role.READER, "school-7"),
            portal.as_role(Role.PERSON, "school-7", post="deputy-head"),
            portal.as_role(Role.OFFICER),
        ]
        for client in others:
            assert client.get(PAGE).status_code == 404
            assert client.post(PAGE, {"step": "take"}).status_code == 404
            assert "Вышла версия" not in client.get(PLAN).content.decode()

    def test_what_was_withdrawn_is_not_offered(self, portal: Portal, editor: Client) -> None:
        published = str(portal.workspace / "published")
        words = ["publish", "-o", published, "--withdraw", "tiny@1.1.0", "--reason", "ошибка в сроке"]
        assert run(words) == 0
        assert "Вышла версия" not in editor.get(PLAN).content.decode()
        assert "Новее версии здесь нет" in editor.get(PAGE).content.decode()

    def test_a_network_is_never_asked(self, portal: Portal, editor: Client) -> None:
        """A school whose publisher is in the network learns of what lies in the workspace alone."""
        text = _text(portal)
        words = text.read_text(encoding="utf-8")
        text.write_text(words.replace("../published", "https://ministry.example/x"), encoding="utf-8")
        with mock.patch("socket.getaddrinfo", side_effect=AssertionError("asked")):
            assert "Вышла версия 1.1.0" in editor.get(PLAN).content.decode()
            _decide(editor, by_class__deadline="ours", by_school__deadline="ours")
            shutil.rmtree(portal.workspace / "published")
            assert "портал в сеть не ходит" in editor.get(PAGE).content.decode()

    def test_what_lies_in_another_schools_folder_is_not_looked_at(
        self, portal: Portal, editor: Client
    ) -> None:
        portal.add_school(9)
        (portal.workspace / "published").rename(portal.workspace / "school-9" / "published")
        (portal.workspace / "school-9" / "published" / "index.json").rename(
            portal.workspace / "school-9" / "index.json"
        )
        assert "Вышла версия" not in editor.get(PLAN).content.decode()

    def test_a_single_bundle_in_the_workspace_is_found(self, portal: Portal, editor: Client) -> None:
        bundle = next((portal.workspace / "published").glob("tiny-1.1.0.zip"))
        bundle.rename(portal.workspace / bundle.name)
        shutil.rmtree(portal.workspace / "published")
        assert "Вышла версия 1.1.0" in editor.get(PLAN).content.decode()


class TestPreview:
    """Everything is seen before, and nothing is written by looking or deciding."""

    def test_the_page_says_what_changes_for_whom_and_what_is_to_be_decided(
        self, portal: Portal, editor: Client
    ) -> None:
        before = _files(portal.workspace)
        shown = editor.get(PAGE).content.decode()
        assert "Версия 1.1.0 и ваши правки" in shown
        assert "сроки сдвинуты, добавлен отчёт" in shown
        assert shown.count("Решите:") == 2
        for words in ("до 18 января 2027", "до 22 января 2027", "до 15 января 2027"):
            assert words in shown
        assert "school/adoption.yaml, строка 10" in shown
        assert str(portal.workspace) not in shown
        assert "Отчёт учредителю" in shown
        assert "до 10.02.2027" in shown
        assert "Орлова Мария Петровна: 1.4" in shown
        assert "Бумаги станут другими: " in shown
        assert "своё мероприятие: " in shown
        assert _files(portal.workspace) == before

    def test_what_the_school_may_change_is_told_too(self, editor: Client, neighbours: Neighbours) -> None:
        """Though no day moves by it, and no paper says it."""
        neighbours.publish(THIRD + "allow: {title: free, responsible: {adjustable: added}}\n")
        shown = editor.get(PAGE).content.decode()
        assert "Что можно менять у себя" in shown
        assert "ответственные: было «не сказано: можно», стало «только дополнить»" in shown
        assert "название: было" not in shown

    @pytest.mark.parametrize("choice", ["", "theirs"])
    def test_the_page_is_english_for_who_chose_that(self, editor: Client, choice: str) -> None:
        _decide(editor, by_class__deadline=choice, by_school__deadline="ours")
        editor.cookies["language"] = "en"
        # What the page is called in Russian is the title of this plan, too.
        titles = {"written by nobody: План"}
        assert set(list_wrong(editor.get(PAGE))) <= titles
        assert set(list_wrong(editor.post(PAGE, {"step": "take"}))) <= titles

    def test_decisions_are_kept_until_they_are_confirmed(self, portal: Portal, editor: Client) -> None:
        before = _files(portal.workspace)
        shown = _decide(editor, by_class__deadline="theirs").content.decode()
        assert CHOSEN.findall(shown) == [("by-class.deadline", "theirs")]
        assert shown.count("Решите:") == 1
        assert "до 22.01.2027" in shown
        editor.get(PLAN)
        again = editor.get(PAGE).content.decode()
        assert CHOSEN.findall(again) == [("by-class.deadline", "theirs")]
        assert _files(portal.workspace) == before

    def test_an_untouched_page_sent_changes_nothing(self, portal: Portal, editor: Client) -> None:
        _decide(editor, by_class__deadline="theirs")
        before, shown = _files(portal.workspace), editor.get(PAGE).content.decode()
        again = _decide(editor).content.decode()
        assert _seen(again) == _seen(shown)
        assert _files(portal.workspace) == before

    def test_nothing_is_written_while_something_is_left_to_decide(
        self, portal: Portal, editor: Client
    ) -> None:
        before = _files(portal.workspace)
        shown = _decide(editor, by_class__deadline="theirs").content.decode()
        answer = editor.post(PAGE, {**_seen(shown), "step": "take"})
        assert answer.status_code == 422
        told = answer.content.decode()
        assert "Ничего не записано" in told
        assert 'href="#q-2"' in told
        assert _files(portal.workspace) == before

    @pytest.mark.parametrize("choice", ["mine", "ours:no such", "x" * 300, ""])
    def test_what_is_no_decision_is_none(self, editor: Client, choice: str) -> None:
        shown = _decide(editor, by_class__deadline=choice, no_such="theirs").content.decode()
        assert CHOSEN.findall(shown) == []

    def test_another_source_of_truth_is_asked_anew(self, editor: Client, neighbours: Neighbours) -> None:
        """A still newer version says another day: that is asked again, what is as it was stays decided."""
        _decide(editor, by_class__deadline="theirs", by_school__deadline="theirs")
        neighbours.publish(FIRST, SECOND, THIRD)
        shown = editor.get(PAGE).content.decode()
        assert CHOSEN.findall(shown) == [("by-school.deadline", "theirs")]
        assert "Спрошено теперь иначе" in shown
        assert "до 23 января 2027" in shown


class TestTaken:
    """What was confirmed is written, as the command writes it."""

    @pytest.mark.parametrize(("one", "two"), [("ours", "theirs"), ("theirs", "ours"), ("theirs", "theirs")])
    def test_byte_for_byte_as_the_command(
        self, portal: Portal, editor: Client, tmp_path: Path, one: str, two: str
    ) -> None:
        twin = tmp_path / "twin"
        shutil.copytree(portal.workspace, twin)
        shown = _decide(editor, by_class__deadline=one, by_school__deadline=two).content.decode()
        answer = editor.post(PAGE, {**_seen(shown), "step": "take"}, follow=True)
        assert "Дорожная карта обновлена: 1.0.0 → 1.1.0." in answer.content.decode()
        takes = ["--take", f"by-class.deadline={one}", "--take", f"by-school.deadline={two}"]
        assert run(["update", str(twin / "school" / "adoption.yaml"), *takes]) == 0
        assert _files(portal.workspace) == _files(twin)
        assert "tiny@1.1.0" in _text(portal).read_text(encoding="utf-8")
        assert "Вышла версия" not in editor.get(PLAN).content.decode()

    def test_from_elsewhere_as_the_command_with_from(
        self, portal: Portal, editor: Client, tmp_path: Path
    ) -> None:
        """What another folder of the workspace has is pinned to it, by a path beside the adoption."""
        shutil.copytree(portal.workspace / "published", portal.workspace / "new")
        Neighbours(portal.workspace).publish(FIRST)
        twin = tmp_path / "twin"
        shutil.copytree(portal.workspace, twin)
        shown = _decide(editor, by_class__deadline="ours", by_school__deadline="ours").content.decode()
        assert editor.post(PAGE, {**_seen(shown), "step": "take"}).status_code == 302
        words = ["update", str(twin / "school" / "adoption.yaml"), "--from", str(twin / "new")]
        assert run([*words, "--take", "ours"]) == 0
        ours, theirs = _files(portal.workspace), _files(twin)
        assert b"source: ../new," in ours["school/adoption.yaml"]
        assert ours["school/adoption.yaml"] == theirs["school/adoption.yaml"].replace(
            str(twin / "new").encode(), b"../new"
        )

    def test_the_log_loses_nothing_and_what_is_done_stays(
        self, portal: Portal, editor: Client, tmp_path: Path
    ) -> None:
        text = str(_text(portal))
        assert run(["track", "report", text, "1.1", "--today", "2027-01-12", "--as", "head"]) == 0
        log = portal.workspace / "school" / "adoption.status.jsonl"
        before = log.read_bytes()
        twin = tmp_path / "twin"
        shutil.copytree(portal.workspace, twin)
        shown = _decide(editor, by_class__deadline="ours", by_school__deadline="theirs").content.decode()
        assert editor.post(PAGE, {**_seen(shown), "step": "take"}).status_code == 302
        assert log.read_bytes() == before
        words = ["update", str(twin / "school" / "adoption.yaml"), "--take", "by-school.deadline=theirs"]
        assert run([*words, "--take", "ours"]) == 0
        assert _files(portal.workspace) == _files(twin)
        assert "settled:" in _text(portal).read_text(encoding="utf-8")

    def test_what_the_newer_version_forbids_can_be_let_go(
        self, portal: Portal, editor: Client, neighbours: Neighbours
    ) -> None:
        locked = SECOND.replace("roles:\n", "allow: {deadline: locked}\nroles:\n", 1)
        neighbours.publish(FIRST, locked.replace("до 22 января", "до 15 января"))
        shown = _decide(editor, by_school__deadline="ours").content.decode()
        assert ("by-class.deadline", "theirs") not in CHOSEN.findall(shown)
        assert "до 18 января 2027 г.». Версия 1.1.0 так менять не разрешает" in shown
        assert "--take" not in shown
        assert 'name="take-by-class.deadline" value="theirs"' in shown
        shown = _decide(editor, by_class__deadline="theirs").content.decode()
        answer = editor.post(PAGE, {**_seen(shown), "step": "take"})
        assert answer.status_code == 422
        assert "by-school" in answer.content.decode()
        shown = _decide(editor, by_school__deadline="theirs").content.decode()
        assert editor.post(PAGE, {**_seen(shown), "step": "take"}).status_code == 302
        assert "by-class" not in _text(portal).read_text(encoding="utf-8")

    def test_what_it_forbids_alone_hides_nothing_of_the_rest(
        self, portal: Portal, editor: Client, neighbours: Neighbours
    ) -> None:
        """Nothing else is to be decided; the publisher's words and the school's stand there all the same."""
        third = SECOND.replace("version: 1.1.0", "version: 1.2.0").replace("до 22 января", "до 15 января")
        third = third.replace("до 29 января", "до 20 января").replace(
            "roles:\n", "allow: {deadline: locked}\nroles:\n", 1
        )
        neighbours.publish(FIRST, third)
        shown = editor.get(PAGE).content.decode()
        assert "Что говорит издатель" in shown
        assert "до 18 января 2027 г.». Версия 1.2.0 так менять не разрешает" in shown
        assert CHOSEN.findall(shown) == []


class TestMeanwhile:
    """Whoever saw another state is shown the one of now, her decisions with it, and nothing is written."""

    def _decided(self, editor: Client) -> dict[str, str]:
        answer = _decide(editor, by_class__deadline="theirs", by_school__deadline="ours")
        return {**_seen(answer.content.decode()), "step": "take"}

    def test_two_people(self, portal: Portal, editor: Client) -> None:
        """The first who confirms takes it; the second is told, and undoes nothing."""
        other = portal.as_role(Role.EDITOR, "school-7")
        first, second = self._decided(editor), self._decided(other)
        assert editor.post(PAGE, first).status_code == 302
        taken = _files(portal.workspace)
        answer = other.post(PAGE, second)
        assert answer.status_code in {200, 409}
        assert "Новее версии здесь нет" in answer.content.decode()
        assert _files(portal.workspace) == taken

    def test_an_edit_by_hand(self, portal: Portal, editor: Client) -> None:
        said = self._decided(editor)
        text = _text(portal)
        text.write_text(text.read_text(encoding="utf-8").replace("Собрание", "Встреча"), encoding="utf-8")
        before = _files(portal.workspace)
        answer = editor.post(PAGE, said)
        assert answer.status_code == 409
        shown = answer.content.decode()
        assert "Ничего не записано" in shown
        assert sorted(CHOSEN.findall(shown)) == [
            ("by-class.deadline", "theirs"),
            ("by-school.deadline", "ours"),
        ]
        assert _files(portal.workspace) == before
        assert editor.post(PAGE, {**_seen(shown), "step": "take"}).status_code == 302
        assert "Встреча" in text.read_text(encoding="utf-8")

    def test_an_edit_of_what_was_decided(self, portal: Portal, editor: Client) -> None:
        """The school says another day itself now: that decision no longer applies, the other does."""
        said = self._decided(editor)
        text = _text(portal)
        text.write_text(
            text.read_text(encoding="utf-8").replace("до 18 января", "до 19 января"), encoding="utf-8"
        )
        answer = editor.post(PAGE, said)
        assert answer.status_code == 409
        assert CHOSEN.findall(answer.content.decode()) == [("by-school.deadline", "ours")]

    def test_an_entry_in_the_log(self, portal: Portal, editor: Client) -> None:
        said = self._decided(editor)
        assert run(["track", "note", str(_text(portal)), "1.1", "--note", "звонили", "--as", "head"]) == 0
        assert editor.post(PAGE, said).status_code == 409

    def test_a_change_between_look_and_lock(self, portal: Portal, editor: Client) -> None:
        said = self._decided(editor)

        def quicker(*args: Any, **more: Any) -> Any:
            text = _text(portal)
            text.write_text(text.read_text(encoding="utf-8") + "# замечание\n", encoding="utf-8")
            return take_update(*args, **more)

        with mock.patch.object(updating, "take_update", quicker):
            answer = editor.post(PAGE, said)
        assert answer.status_code == 409
        assert "tiny@1.0.0" in _text(portal).read_text(encoding="utf-8")

    @pytest.mark.parametrize("digest", ["", "0" * 64, "я"])
    def test_nothing_is_taken_without_a_preview(self, editor: Client, digest: str) -> None:
        assert editor.post(PAGE, {**self._decided(editor), "digest": digest}).status_code == 409

    def test_another_choice_than_the_preview_showed(self, portal: Portal, editor: Client) -> None:
        """Chosen otherwise and confirmed at once: what comes of that is shown first."""
        said = {**self._decided(editor), "take-by-class.deadline": "ours"}
        answer = editor.post(PAGE, said)
        assert answer.status_code == 409
        assert ("by-class.deadline", "ours") in CHOSEN.findall(answer.content.decode())
        assert "tiny@1.0.0" in _text(portal).read_text(encoding="utf-8")


class TestTogether:
    """What is decided is the school's: whoever opens the page goes on with it, nobody is overruled unseen."""

    def _page(self, client: Client, **choices: str) -> dict[str, str]:
        said = _seen(client.get(PAGE).content.decode())
        return said | {f"take-{key.replace('_', '-')}.deadline": each for key, each in choices.items()}

    def test_another_person_goes_on(self, portal: Portal, editor: Client) -> None:
        """She sees what was decided, and by whom."""
        _decide(editor, by_class__deadline="theirs")
        shown = portal.as_role(Role.EDITOR, "school-7").get(PAGE).content.decode()
        assert CHOSEN.findall(shown) == [("by-class.deadline", "theirs")]
        who = UpdateDecision.objects.get(key="by-class.deadline").decided_by
        assert who is not None
        assert f"Так решено, пока не подтверждено: {who.name}" in shown

    def test_two_who_decide_otherwise(self, portal: Portal, editor: Client) -> None:
        """409 with both; nothing is kept of the second until she has seen the first."""
        other = portal.as_role(Role.EDITOR, "school-7")
        first = self._page(editor, by_class="theirs")
        second = self._page(other, by_class="ours", by_school="theirs")
        assert editor.post(PAGE, {**first, "step": "decide"}).status_code == 302
        answer = other.post(PAGE, {**second, "step": "decide"})
        assert answer.status_code == 409
        shown = answer.content.decode()
        assert "решили и без вас" in shown
        assert "«Взять из версии 1.1.0»; вы – «Оставить своё»" in shown
        assert recall_decisions(PlanText.objects.get(school="school-7")).keys() == {"by-class.deadline"}
        assert sorted(CHOSEN.findall(shown)) == [
            ("by-class.deadline", "ours"),
            ("by-school.deadline", "theirs"),
        ]
        assert other.post(PAGE, {**_seen(shown), "step": "decide"}).status_code == 302
        kept = recall_decisions(PlanText.objects.get(school="school-7"))
        assert {key: choice for key, (choice, _mark) in kept.items()} == {
            "by-class.deadline": "ours",
            "by-school.deadline": "theirs",
        }

    def test_what_was_left_as_shown_overrules_nobody(self, portal: Portal, editor: Client) -> None:
        """Two decide two things from the same page: both stand; the same choice is no dispute."""
        other = portal.as_role(Role.EDITOR, "school-7")
        first = self._page(editor, by_class="theirs", by_school="ours")
        second = self._page(other, by_school="ours")
        for client, said in ((editor, first), (other, second)):
            assert client.post(PAGE, {**said, "step": "decide"}).status_code == 302
        assert len(UpdateDecision.objects.all()) == 2

    def test_whoever_is_quicker_between_look_and_lock(self, portal: Portal, editor: Client) -> None:
        """Her decision is shown, and stands."""
        said = self._page(editor, by_class="theirs")
        text = PlanText.objects.get(school="school-7")

        def quicker(*args: Any) -> bool:
            mark = said["mark-by-class.deadline"]
            UpdateDecision.objects.create(
                text=text, key="by-class.deadline", choice="ours", mark=mark, decided_at=portal.now
            )
            return keep_decisions(*args)

        with mock.patch.object(updating, "keep_decisions", quicker):
            answer = editor.post(PAGE, {**said, "step": "decide"})
        assert answer.status_code == 409
        assert CHOSEN.findall(answer.content.decode()) == [("by-class.deadline", "ours")]

    def test_they_go_when_it_is_taken_and_with_an_account(self, portal: Portal, editor: Client) -> None:
        """Nothing of them is left once the text says it; a name goes before."""
        shown = _decide(editor, by_class__deadline="theirs", by_school__deadline="ours").content.decode()
        Account.objects.filter(decisions__isnull=False).delete()
        other = portal.as_role(Role.EDITOR, "school-7")
        assert "пока не подтверждено" not in other.get(PAGE).content.decode()
        assert other.post(PAGE, {**_seen(shown), "step": "take"}).status_code == 302
        assert not UpdateDecision.objects.exists()
