"""`roadmap remind`: letters to a real mail server, what it refuses, and what the logs say after."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
from filelock import FileLock

from roadmap_engine.cli.program import run
from roadmap_engine.cli.tracking import now
from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.reminding import PROGRAM, Sending
from roadmap_engine.pipeline.letter_addresses import RemindRun
from roadmap_engine.pipeline.reminding import read_letters
from roadmap_engine.storage.leftovers import LOCK_NAME
from tests.cli.holding_mail_server import run_holding_server
from tests.mail_server import LATER, NOBODY, Drop, MailServer, run_mail_server
from tests.remind_school import (
    DEPUTY,
    HEAD,
    TODAY,
    add_plan,
    log_of,
    said_of_letters,
    write_letter_school,
)

Captured = pytest.CaptureFixture[str]


def _remind(path: Path, *more: str, today: str = TODAY) -> int:
    return run(["remind", str(path), "--today", today, *more])


def _codes(captured: Captured) -> set[str]:
    said = captured.readouterr()
    return {word.strip(":,") for word in said.err.split() if word.startswith("RM")}


def _subjects(server: MailServer) -> dict[str, str]:
    return {each.recipients[0]: str(each.read()["Subject"]) for each in server.letters}


class TestSent:
    """Letters that arrive."""

    def test_one_letter_a_person_is_sent_and_written_down(self, tmp_path: Path) -> None:
        """Each gets what is hers; the log says that it was begun, then that it was sent, by the program."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption) == 0
        assert _subjects(server) == {DEPUTY: "1 просрочено", HEAD: "1 срок"}
        assert said_of_letters(adoption) == {"head": ["sending", "sent"], "deputy-head": ["sending", "sent"]}
        entries = log_of(adoption)
        assert {each["who"] for each in entries} == {"program"}
        assert {each["on"] for each in entries} == {TODAY}
        for person in ("head", "deputy-head"):
            first, last = (each for each in entries if each["about"] == {"person": person})
            assert last["after"] == [first["id"]]
            assert last["to"] == first["to"]

    def test_what_a_letter_is_made_of(self, tmp_path: Path) -> None:
        """Text, page and days, whom it is from, how to get rid of it, and a name that is always its own."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            _remind(adoption, "--only", "head")
        (letter,) = (each.read() for each in server.letters)
        assert letter["From"] == "Дорожная карта <plan@school-3.example>"
        assert letter["To"] == HEAD
        assert letter["Auto-Submitted"] == "auto-generated"
        assert letter["List-Unsubscribe"].startswith("<mailto:plan@school-3.example?subject=%D0%9E")
        name = log_of(adoption)[0]["to"]
        assert letter["Message-ID"] == f"<{name}@school-3.example>"
        text, html = letter.get_body(("plain",)), letter.get_body(("html",))
        assert text is not None
        assert html is not None
        assert "1.2 Проведение заседания методического объединения" in text.get_content()
        assert "Срок: понедельник, 16\u00a0ноября" in html.get_content()
        (days,) = letter.iter_attachments()
        assert days.get_content_type() == "text/calendar"
        assert b"DTSTART;VALUE=DATE:20261116" in days.get_payload(decode=True)

    def test_the_same_is_never_sent_twice_in_a_week(self, tmp_path: Path, capsys: Captured) -> None:
        """Not by a second run, not by --again, not a day later; the week after it is, and what is new is."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            for more, today in (((), TODAY), ((), TODAY), (("--again",), TODAY), ((), "2026-11-11")):
                assert _remind(adoption, *more, today=today) == 0
            assert len(server.letters) == 2
            capsys.readouterr()
            assert _remind(adoption, "--json") == 0
            told = json.loads(capsys.readouterr().out)
            assert {each["result"] for each in told["letters"]} == {"already"}
            run(["track", "report", str(adoption), "1.2", "--as", "head", "--today", TODAY])
            assert _remind(adoption) == 0
            assert len(server.letters) == 2, "what asks for nothing is no letter"
            assert _remind(adoption, today="2026-11-17") == 0
        assert [each.recipients[0] for each in server.letters][2:] == [DEPUTY]

    def test_two_plans_are_one_letter(self, tmp_path: Path) -> None:
        """Whoever has two plans gets one letter, and the log of each says so."""
        with run_mail_server() as server:
            first = write_letter_school(tmp_path, server.port)
            second = add_plan(tmp_path)
            assert _remind(tmp_path) == 0
            assert _remind(tmp_path) == 0
        assert _subjects(server) == {DEPUTY: "2 просрочено", HEAD: "2 срока"}
        assert said_of_letters(first) == said_of_letters(second)
        assert said_of_letters(first)["head"] == ["sending", "sent"]
        names = {entry["to"] for log in (log_of(first), log_of(second)) for entry in log}
        assert len(names) == 2

    def test_whoever_stands_in_reads_it_too(self, tmp_path: Path) -> None:
        """Of somebody away the deputy is told as well, for whom and until when."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            said = run(
                [
                    *("track", "absent", str(adoption), "head", "2026-11-09"),
                    *("2026-11-20", "--deputy", "deputy-head", "--as", "head"),
                ]
            )
            assert said == 0
            assert _remind(adoption) == 0
        texts = {each.recipients[0]: each.read().get_body(("plain",)) for each in server.letters}
        deputy, head = texts[DEPUTY], texts[HEAD]
        assert deputy is not None
        assert head is not None
        assert "За Орлову М. П., по 20.11" in deputy.get_content().replace("\u00a0", " ")
        assert "За " not in head.get_content()


class TestRefused:
    """Letters that do not arrive, and what comes of them."""

    @pytest.mark.parametrize("first", [HEAD, DEPUTY])
    def test_a_refused_address_stops_nobody_else(self, first: str, tmp_path: Path, capsys: Captured) -> None:
        """550: the address is told at its place in contacts.yaml, the others get theirs."""
        other = ({HEAD, DEPUTY} - {first}).pop()
        with run_mail_server({first: NOBODY}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption) == 1
            said = capsys.readouterr().err
            assert "RM789" in said
            assert f"contacts.yaml:{3 if first == HEAD else 4}:" in said
            assert "550 5.1.1 No such mailbox" in said
            assert list(_subjects(server)) == [other]
            person = "head" if first == HEAD else "deputy-head"
            assert said_of_letters(adoption)[person] == ["sending", "refused"]
            note = next(each["note"] for each in log_of(adoption) if each["did"] == "letter-refused")
            assert "@" not in note
            # It is not tried again by itself, and is told again; --again tries.
            assert _remind(adoption) == 1
            assert _codes(capsys) == {"RM789"}
            server.answers.clear()
            assert _remind(adoption, "--again") == 0
        assert set(_subjects(server)) == {HEAD, DEPUTY}

    def test_a_corrected_address_needs_no_word(self, tmp_path: Path) -> None:
        """Another address is another letter."""
        with run_mail_server({HEAD: NOBODY}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption) == 1
            contacts = tmp_path / "contacts.yaml"
            contacts.write_text(contacts.read_text(encoding="utf-8").replace("director@", "head@"), "utf-8")
            assert _remind(adoption) == 0
        assert set(_subjects(server)) == {"head@school-3.example", DEPUTY}

    def test_what_is_put_off_is_sent_by_the_next_run(self, tmp_path: Path, capsys: Captured) -> None:
        """452: nothing is known yet, so 3; the next run sends it without being told to."""
        with run_mail_server({HEAD: LATER}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption) == 3
            assert _codes(capsys) == {"RM790"}
            assert said_of_letters(adoption)["head"] == ["sending", "later"]
            server.answers.clear()
            assert _remind(adoption) == 0
        assert said_of_letters(adoption)["head"] == ["sending", "later", "sending", "sent"]
        assert sorted(_subjects(server)) == sorted((HEAD, DEPUTY))
        assert len(server.letters) == 2

    def test_a_connection_dropped_before_the_letter_is_a_letter_put_off(self, tmp_path: Path) -> None:
        """The others go over a new connection, this one by the next run."""
        with run_mail_server({HEAD: Drop.BEFORE}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            add_plan(tmp_path)
            assert _remind(adoption) == 3
            assert said_of_letters(adoption)["head"] == ["sending", "later"]
            assert list(_subjects(server)) == [DEPUTY]
            server.answers.clear()
            assert _remind(adoption) == 0
        assert len(server.letters) == 2

    def test_a_connection_dropped_after_the_letter_leaves_it_begun(
        self, tmp_path: Path, capsys: Captured
    ) -> None:
        """It may have been taken: it is told, and sent again only when asked to, under the same name."""
        with run_mail_server({HEAD: Drop.AFTER}) as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption) == 3
            assert _codes(capsys) == {"RM791"}
            assert said_of_letters(adoption)["head"] == ["sending"]
            server.answers.clear()
            assert _remind(adoption) == 0
            assert _codes(capsys) == {"RM791"}
            assert len(server.letters) == 2
            assert _remind(adoption, "--again") == 0
        assert said_of_letters(adoption)["head"] == ["sending", "sending", "sent"]
        names = [each.read()["Message-ID"] for each in server.letters if each.recipients == (HEAD,)]
        assert len(names) == 2
        assert len(set(names)) == 1

    def test_a_silent_server_leaves_everything_as_it_is(self, tmp_path: Path, capsys: Captured) -> None:
        """Nothing is begun where nobody is there to take it."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
        assert _remind(adoption) == 3
        assert _codes(capsys) == {"RM792"}
        assert log_of(adoption) == []

    @pytest.mark.parametrize("path", ["adoption.yaml", "."])
    def test_a_faulty_plan_keeps_no_other_waiting(self, path: str, tmp_path: Path, capsys: Captured) -> None:
        """What is wrong is told, and the letters of the other plans go."""
        with run_mail_server() as server:
            write_letter_school(tmp_path / "good", server.port)
            bad = write_letter_school(tmp_path / "bad", server.port)
            bad.write_text(bad.read_text(encoding="utf-8").replace("tiny@1.0.0", "tiny@2.0.0"), "utf-8")
            assert (
                run(["remind", str(tmp_path / "bad" / path), str(tmp_path / "good"), "--today", TODAY]) == 1
            )
        assert len(server.letters) == 2
        assert log_of(bad) == []
        assert "RM" in capsys.readouterr().err


class TestNothingSent:
    """Looking at letters."""

    @pytest.mark.parametrize("option", ["--dry-run", "--paste"])
    def test_looking_sends_and_writes_nothing(self, option: str, tmp_path: Path, capsys: Captured) -> None:
        """No connection, no entry, no file; neither settings nor addresses are needed."""
        adoption = write_letter_school(tmp_path)
        (tmp_path / "contacts.yaml").unlink()
        before = {path: path.read_bytes() for path in tmp_path.iterdir()}
        assert _remind(adoption, option) == 0
        assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before
        said = capsys.readouterr().out
        assert "1.2 Проведение заседания методического объединения" in said

    def test_the_text_to_paste(self, tmp_path: Path, capsys: Captured) -> None:
        """Count, plan, rows with their days, and where the plan is."""
        adoption = write_letter_school(tmp_path, 25)
        assert _remind(adoption, "--paste", "--only", "head") == 0
        assert capsys.readouterr().out.replace("\u00a0", " ").splitlines()[:4] == [
            "── head",
            "1 срок. ВПР, МБОУ «Школа № 3»",
            "· 1.2 Проведение заседания методического объединения: впереди – Срок: понедельник, 16 ноября",
            "https://school-3.example/plan/",
        ]

    def test_nothing_to_say_is_no_letter(self, tmp_path: Path, capsys: Captured) -> None:
        """A plan whose days are far is silent."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            assert _remind(adoption, today="2026-09-02") == 0
        assert server.named == []
        assert log_of(adoption) == []
        assert "Писать некому" in capsys.readouterr().out

    def test_other_weekdays_are_silent(self, tmp_path: Path, capsys: Captured) -> None:
        """Where letters go out on Mondays, a Tuesday sends none."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            settings = tmp_path / "roadmap.toml"
            settings.write_text(settings.read_text(encoding="utf-8") + 'weekdays = ["monday"]\n', "utf-8")
            assert _remind(adoption) == 0
            assert server.letters == []
            capsys.readouterr()
            assert _remind(adoption, today="2026-11-09") == 0
        assert len(server.letters) == 2

    def test_an_unsubscribed_post_gets_none(self, tmp_path: Path, capsys: Captured) -> None:
        """Neither a letter nor a word about a missing address."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            with (tmp_path / "contacts.yaml").open("a", encoding="utf-8") as contacts:
                contacts.write("unsubscribed: head\n")
            assert _remind(adoption) == 0
        assert list(_subjects(server)) == [DEPUTY]
        assert _codes(capsys) == set()

    @pytest.mark.parametrize(
        ("file", "old", "new", "code", "answer"),
        [
            ("contacts.yaml", f"  head: {HEAD}\n", "", "RM779", 0),
            ("contacts.yaml", "  head: ", "  haed: ", "RM778", 0),
            ("contacts.yaml", HEAD, "директор@школа", "RM776", 1),
            ("contacts.yaml", HEAD, '"a@b.example\\r\\nBcc: c@d.example"', "RM776", 1),
            ("contacts.yaml", "contacts: school-3", "contacts: school-4", "RM777", 0),
            ("roadmap.toml", "[mail]", "[mail", "RM787", 1),
            ("roadmap.toml", 'security = "none"', 'security = "ssl"', "RM148", 1),
            ("roadmap.toml", "timeout = 5", 'timeout = 5\nuser = "a"', "RM788", 1),
            ("roadmap.toml", "timeout = 5", 'user = "a"\npassword_env = "P"', "RM794", 1),
            ("roadmap.toml", "Дорожная карта <plan@", "a\\r\\nBcc: c@d.example <plan@", "RM776", 1),
            ("roadmap.toml", "https://", "javascript:", "RM1", 1),
        ],
    )
    def test_what_is_wrong_is_told_where_it_stands(
        self, file: str, old: str, new: str, code: str, answer: int, tmp_path: Path, capsys: Captured
    ) -> None:
        """Addresses and settings are checked as other texts are, each fault at its place."""
        with run_mail_server() as server:
            adoption = write_letter_school(tmp_path, server.port)
            text = (tmp_path / file).read_text(encoding="utf-8")
            assert old in text
            (tmp_path / file).write_text(text.replace(old, new), encoding="utf-8")
            assert _remind(adoption, "--json") == answer
        told: dict[str, Any] = json.loads(capsys.readouterr().out)
        found = [each for each in told["problems"] if each["code"].startswith(code)]
        assert found
        if code != "RM779":
            assert found[0]["location"]["file"].endswith(file)
        assert b"Bcc:" not in b"".join(each.content for each in server.letters)

    def test_a_post_nobody_has_is_told(self, tmp_path: Path, capsys: Captured) -> None:
        """A slip in --only is no silence."""
        adoption = write_letter_school(tmp_path)
        assert _remind(adoption, "--dry-run", "--only", "deputy-heda") == 1
        assert _codes(capsys) == {"RM798"}


def test_a_log_that_cannot_be_written_sends_nothing(tmp_path: Path, capsys: Captured) -> None:
    """What cannot be written down is not sent, and what was written down before it is no riddle later."""
    with run_mail_server() as server:
        first = write_letter_school(tmp_path / "a", server.port)
        second = write_letter_school(tmp_path / "b", server.port)
        second.write_text(second.read_text(encoding="utf-8").replace("school-3-reading", "second"), "utf-8")
        both = [str(first), str(second), "--settings", str(first.with_name("roadmap.toml"))]
        told = ["remind", *both, "--today", TODAY, "--only", "head"]
        with mock.patch("roadmap_engine.storage.locking.WAIT", 0), FileLock(second.with_name(LOCK_NAME)):
            assert run(told) == 1
        assert _codes(capsys) == {"RM740"}
        assert server.letters == []
        assert said_of_letters(first) == {"head": ["sending", "later"]}
        assert said_of_letters(second) == {}
        assert run(told) == 0
    assert len(server.letters) == 1
    assert said_of_letters(first)["head"][-1] == said_of_letters(second)["head"][-1] == "sent"


def test_a_run_that_comes_between_is_seen(tmp_path: Path, capsys: Captured) -> None:
    """Two runs that read the logs at one time: the second to write finds the first, and leaves the letter."""
    with run_mail_server() as server:
        adoption = write_letter_school(tmp_path, server.port)
        asked = RemindRun((adoption,), only=("head",))
        reads = [read_letters(asked, lambda _plan: dt.date.fromisoformat(TODAY)) for _ in range(2)]
        for again in (False, True):
            results = []
            for outcome in reads:
                sending = Sending(Hand(PROGRAM, now), again)
                for outbox in outcome.value or ():
                    sending.send(outbox)
                results.append([each.result for each in sending.letters])
            assert results == ([["sent"], ["already"]] if not again else [["already"], ["already"]])
    assert len(server.letters) == 1
    assert capsys.readouterr().out == ""


def test_a_server_that_wants_no_letters_is_told_once(tmp_path: Path, capsys: Captured) -> None:
    """The first letter is put off, the others are not begun; all of them go when the server wants them."""
    with run_holding_server({"MAIL": "550 who are you"}) as scripted:
        adoption = write_letter_school(tmp_path, scripted.port)
        assert _remind(adoption, "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert [each["code"] for each in told["problems"]] == ["RM793"]
    assert sorted(each["result"] for each in told["letters"]) == ["later", "not-sent"]
    assert said_of_letters(adoption) == {"head": ["sending", "later"]}
    with run_mail_server() as server:
        settings = tmp_path / "roadmap.toml"
        text = settings.read_text(encoding="utf-8").replace(str(scripted.port), str(server.port))
        settings.write_text(text, encoding="utf-8")
        assert _remind(adoption) == 0
    assert set(_subjects(server)) == {HEAD, DEPUTY}


def test_a_password_that_is_not_there_begins_nothing(
    tmp_path: Path, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The name of the variable is told; nobody is connected to."""
    monkeypatch.delenv("ROADMAP_MAIL_PASSWORD", raising=False)
    adoption = write_letter_school(tmp_path, 9)
    settings = tmp_path / "roadmap.toml"
    text = settings.read_text(encoding="utf-8").replace('"none"', '"tls"')
    login = 'user = "plan"\npassword_env = "ROADMAP_MAIL_PASSWORD"\ntimeout'
    settings.write_text(text.replace("timeout", login), encoding="utf-8")
    assert _remind(adoption) == 1
    said = capsys.readouterr()
    assert "ROADMAP_MAIL_PASSWORD" in said.err
    assert log_of(adoption) == []


def test_without_settings_or_addresses_nobody_is_written_to(tmp_path: Path, capsys: Captured) -> None:
    """Both are told, and how to do without."""
    adoption = write_letter_school(tmp_path)
    (tmp_path / "contacts.yaml").unlink()
    assert _remind(adoption) == 1
    assert _codes(capsys) == {"RM786", "RM795"}
    (tmp_path / "empty").mkdir()
    assert _remind(tmp_path / "empty") == 1
    assert _codes(capsys) == {"RM849"}
