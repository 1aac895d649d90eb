"""`roadmap sign`: the life of an order as a deputy head lives it, by the commands she has."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.signed_school import SigningSchool, reword
from tests.pipeline.updates import FIRST, Neighbours
from tests.storage.folders import look

Say = Callable[..., str]


@pytest.fixture
def school(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SigningSchool:
    """A school that has written its texts; whoever works there is in its folder."""
    school = SigningSchool.found(tmp_path)
    monkeypatch.chdir(tmp_path)
    return school


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    """Types a command in Russian; gives what was said to both streams."""

    def typed(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert run(["--lang", "ru", *words]) == code, capsys.readouterr()
        return "".join(capsys.readouterr())

    return typed


def test_the_life_of_an_order(school: SigningSchool, say: Say) -> None:
    """Build, correct a word, sign, record, build, amend, sign, update a text, build, end, begin anew.

    Whatever is done, nothing that was signed changes.
    """
    seen: dict[str, bytes] = {}

    def unchanged() -> None:
        kept = look(school.signed)
        assert {name: kept[name] for name in seen} == seen
        seen.update(kept)

    say("build", "adoption.yaml", "-o", "papers")
    assert "Приказ по этому плану не подписан." in say("show", "adoption.yaml", "--orders")
    reword(school.papers / "order.docx", "Провести опрос", "Провести и обсудить опрос")
    said = say("sign", "adoption.yaml", "--papers", "papers")
    assert "Сохранён как подписанный: приказ от 21.05.2027 № 17-од" in said
    assert "п. 2.2: подписано «2.2. Провести и обсудить опрос" in said
    unchanged()
    assert set(seen) == {
        f"2027-05-21-17-од/{name}" for name in ("order.docx", "plan.docx", "plan.json", "signed.json")
    }

    say("record", "adoption.yaml", "results-received", "2027-05-20")
    papers = look(school.papers)
    said = say("build", "adoption.yaml", "-o", "papers")
    assert "нужен приказ о внесении изменений: п. 2.2; строки плана: 1.2" in said
    assert "order.docx подписан и заново не составляется: «signed/2027-05-21-17-од/order.docx»" in said
    assert look(school.papers)["order.docx"] == papers["order.docx"]
    unchanged()

    said = say("amend", "adoption.yaml", "-o", "amendment", "--date", "25.05.2027", "--number", "18-од")
    assert "Пункт 2.2 изложить в следующей редакции:" in said
    assert "перед подписанием исправлено от руки" in said
    assert "№ 18-од" in say("sign", "adoption.yaml", "--amendment", "amendment")
    assert "нужен приказ" not in say("build", "adoption.yaml", "-o", "papers")
    unchanged()

    school.correct("version: 1.0.0", "version: 1.1.0", file="tiny.yaml")
    school.correct("до 10 июня", "до 11 июня", file="tiny.yaml")
    assert "п. 2.3; строки плана: 1.3" in say("build", "adoption.yaml", "-o", "papers", "--force", "order")
    unchanged()
    said = say("show", "adoption.yaml", "--orders")
    assert "Действует: приказ от 21.05.2027 № 17-од с изменениями от 25.05.2027 № 18-од." in said
    assert "исправлено от руки перед подписанием: 2.2" in said
    assert "RM931" in said

    say("sign", "adoption.yaml", "--revoke", "-o", "end", "--date", "01.06.2027", "--number", "20-од",
        "--reason", "В связи с заменой плана")  # fmt: skip
    assert (school.folder / "end" / "revoking-order.docx").is_file()
    say("sign", "adoption.yaml", "--revocation", "end")
    unchanged()
    assert "С 01.06.2027 утратил силу: приказ от 21.05.2027 № 17-од." in say(
        "show", "adoption.yaml", "--orders"
    )
    assert "проект нового приказа" in say("build", "adoption.yaml", "-o", "papers")
    unchanged()
    # What she corrected stays hers; the draft lies beside it.
    assert look(school.papers)["order.docx"] == papers["order.docx"]
    assert "order (новая версия).docx" in look(school.papers)


def test_a_newer_version_changes_nothing_that_is_signed(tmp_path: Path, say: Say) -> None:
    """It is taken into the text; what it changes of the signed order is told, and amended."""
    neighbours = Neighbours(tmp_path)
    second = FIRST.replace("version: 1.0.0", "version: 1.1.0").replace("до 20 января", "до 21 января")
    neighbours.publish(FIRST)
    school = neighbours.adopt("order: {date: 2026-12-01, number: 7-од}\n")
    home, papers = school.parent, str(school.parent / "papers")
    say("build", str(school), "-o", papers)
    say("sign", str(school), "--papers", papers)
    before = look(home / "signed")
    assert set(before)
    neighbours.publish(FIRST, second)
    say("update", str(school))
    assert "нужен приказ о внесении изменений: п. " in say("build", str(school), "-o", papers)
    assert look(home / "signed") == before
    say("amend", str(school), "-o", str(home / "amendment"), "--date", "10.12.2026", "--number", "8-од")
    say("sign", str(school), "--amendment", str(home / "amendment"))
    assert "нужен приказ" not in say("build", str(school), "-o", papers)
    after = look(home / "signed")
    assert {name: after[name] for name in before} == before


def test_a_wrong_signing_stays_on_record(school: SigningSchool, say: Say) -> None:
    """With the reason; what rests on it is undone first."""
    say("build", "adoption.yaml", "-o", "papers")
    say("sign", "adoption.yaml", "--papers", "papers")
    say("record", "adoption.yaml", "results-received", "2027-05-20")
    say("amend", "adoption.yaml", "-o", "amendment", "--date", "25.05.2027", "--number", "18-од")
    say("sign", "adoption.yaml", "--amendment", "amendment")
    assert "сначала отмените «2027-05-25-18-од»" in say(
        "sign", "adoption.yaml", "--undo", "17-од", "--reason", "не тот", code=1
    )
    assert "Отменено: приказ о внесении изменений от 25.05.2027 № 18-од" in say(
        "sign", "adoption.yaml", "--undo", "18-од", "--reason", "подписан не тем числом"
    )
    said = say("show", "adoption.yaml", "--orders")
    assert "подписан не тем числом" in said
    assert "Действует: приказ от 21.05.2027 № 17-од." in said
    assert "нужен приказ о внесении изменений" in say("build", "adoption.yaml", "-o", "papers")


def test_a_script_gets_the_act_and_the_chain(school: SigningSchool, say: Say) -> None:
    """As JSON; a refusal has no act."""
    say("build", "adoption.yaml", "-o", "papers")
    told = json.loads(say("sign", "adoption.yaml", "--papers", "papers", "--number", "18", "--json", code=1))
    assert told["act"] is None
    assert {problem["code"] for problem in told["problems"]} == {"RM924"}
    told = json.loads(say("sign", "adoption.yaml", "--papers", "papers", "--json"))
    assert (told["act"]["number"], told["folder"]) == ("17-од", "signed/2027-05-21-17-од")
    told = json.loads(say("show", "adoption.yaml", "--orders", "--json"))
    assert (told["state"], [act["id"] for act in told["acts"]]) == ("in-force", ["2027-05-21-17-од"])
    told = json.loads(say("sign", "adoption.yaml", "--undo", "17-од", "--reason", "не тот", "--json"))
    assert told["act"]["undone"]["reason"] == "не тот"


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("--papers", "papers", "--amendment", "papers"),
        ("--undo", "17-од"),
        ("--undo", "17-од", "--reason", " "),
        ("--revoke", "--papers", "papers"),
        ("--papers", "papers", "-o", "end"),
        ("--papers", "papers", "--date", "32.05.2027"),
    ],
)
def test_wrong_usage(school: SigningSchool, say: Say, words: tuple[str, ...]) -> None:
    """Nothing is done, and the exit code says so."""
    assert say("sign", "adoption.yaml", *words, code=2)
    assert not school.signed.exists()


def test_a_draft_of_the_end_has_blanks(school: SigningSchool, say: Say) -> None:
    """Reason, date and number are written by hand; the folder is beside the adoption."""
    say("build", "adoption.yaml", "-o", "papers")
    say("sign", "adoption.yaml", "--papers", "papers")
    assert "revocation/revoking-order.docx" in say("sign", "adoption.yaml", "--revoke")
    blank = "В связи с ________________________________"
    reword(school.folder / "revocation" / "revoking-order.docx", blank, "В связи с заменой плана")
    said = say(
        "sign", "adoption.yaml", "--revocation", "revocation", "--date", "01.06.2027", "--number", "20"
    )
    assert "подписано «В связи с заменой плана»" in said


def test_two_people_sign_at_once(school: SigningSchool, say: Say) -> None:
    """One order is in force; the other person is told that it is."""
    say("build", "adoption.yaml", "-o", "papers")
    codes: list[int] = []
    threads = [
        threading.Thread(target=lambda: codes.append(run(["sign", "adoption.yaml", "--papers", "papers"])))
        for _ in range(2)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(codes) == [0, 1]
    assert {name.partition("/")[0] for name in look(school.signed)} == {"2027-05-21-17-од"}


def test_nothing_is_built_among_signed_papers(school: SigningSchool, say: Say) -> None:
    """Not by `build`, nor by `amend`; nothing is made there."""
    say("build", "adoption.yaml", "-o", "papers")
    say("sign", "adoption.yaml", "--papers", "papers")
    before: Mapping[str, bytes] = look(school.signed)
    for folder in ("signed", "signed/2027-05-21-17-од", "signed/new"):
        assert "RM919" in say("build", "adoption.yaml", "-o", folder, code=1)
    assert look(school.signed) == before
    assert not (school.signed / "new").exists()
