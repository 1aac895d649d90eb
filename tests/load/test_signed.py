"""Signed papers lie on a shared disk: whatever stands there is told, and nothing is believed."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from roadmap_engine.load.signed import Register, read_register, render_record
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.signed_act import Correction, SignedAct
from roadmap_engine.model.signed_chain import InForce, NotSigned, Unclear
from roadmap_engine.storage.paper_list import digest
from roadmap_engine.storage.whole_folder import create_folder
from tests.model.test_signed_chain import act
from tests.storage.folders import codes

PLAN, ORDER = b'{"plan": "school"}', b"order"


@pytest.fixture
def adoption(tmp_path: Path) -> Path:
    """An adoption with one signed act, `1`, in the folder `2027-1`."""
    put(tmp_path, "2027-1", act("1"))
    return tmp_path / "adoption.yaml"


def put(folder: Path, name: str, one: SignedAct) -> SignedAct:
    """Keep an act with its files."""
    one = with_fields(one, files={"order.docx": digest(ORDER), "plan.json": digest(PLAN)})
    files = {"order.docx": ORDER, "plan.json": PLAN, "signed.json": render_record(one)}
    create_folder(folder / "signed" / name, files)
    return one


def read(adoption: Path) -> tuple[Register, list[str]]:
    """Read the acts of the school, and the codes of what is told."""
    register, problems = read_register(adoption, "school")
    return register, codes(problems)


def test_what_was_written_is_read(adoption: Path) -> None:
    """A record comes back as it was, corrected places and all."""
    corrected = Correction(file="order.docx", point="2.1", drawn="а", signed="б")
    one = put(adoption.parent, "x", with_fields(act("2", "amendment", "1", day=2), corrected=(corrected,)))
    register, told = read(adoption)
    assert told == []
    assert register.chain.acts[1] == one
    assert register.places == {"1": "2027-1", "2": "x"}
    assert register.plans == {"1": PLAN, "2": PLAN}


def test_a_renamed_folder_is_the_same_act(adoption: Path) -> None:
    """People tidy up: the record knows which act it is."""
    (adoption.parent / "signed" / "2027-1").rename(adoption.parent / "signed" / "Приказ о плане")
    register, told = read(adoption)
    assert told == []
    assert register.places == {"1": "Приказ о плане"}
    assert isinstance(register.chain.state, InForce)


def test_acts_of_another_adoption_are_passed_over(adoption: Path) -> None:
    """Two adoptions lie in one folder, and so do their papers."""
    put(adoption.parent, "other", with_fields(act("9"), adoption="other"))
    register, told = read(adoption)
    assert told == []
    assert [each.id for each in register.chain.acts] == ["1"]
    assert register.taken == {"2027-1", "other"}


def test_what_is_no_act_is_no_matter(adoption: Path) -> None:
    """A note, a folder of somebody's, what a killed run left, a link to a folder."""
    signed = adoption.parent / "signed"
    (signed / "прочти.txt").write_text("x", encoding="utf-8")
    (signed / "черновики").mkdir()
    (signed / ".roadmap-x.part").mkdir()
    (signed / ".roadmap-x.part" / "order.docx").write_bytes(b"half")
    (signed / "link").symlink_to(signed / "2027-1")
    register, told = read(adoption)
    assert told == []
    assert isinstance(register.chain.state, InForce)


def _set(adoption: Path, fields: dict[str, Any]) -> None:
    path = adoption.parent / "signed" / "2027-1" / "signed.json"
    record = json.loads(path.read_text(encoding="utf-8")) | fields
    # Whoever writes such a record on purpose can seal it, too.
    told = {key: value for key, value in record.items() if key not in {"format", "seal"}}
    record["seal"] = digest(json.dumps(told, sort_keys=True).encode())
    path.write_text(json.dumps(record), encoding="utf-8")


@pytest.mark.parametrize(
    "fields",
    [
        {"act": "decree"},
        {"files": {"../../secret": "0" * 64}},
        {"files": {"order.docx": "0"}},
        {"date": "32.05.2027"},
        {"adoption": ["school"]},
        {"number": ""},
        {"id": "x" * 1000},
        {"corrected": [{"file": "order.docx"}] * 201},
        {"unknown": 1},
        {"format": "x"},
    ],
    ids=str,
)
def test_a_record_that_says_what_none_says_is_told(adoption: Path, fields: dict[str, Any]) -> None:
    """A path that leads out, a kind there is not, more than there may be: which act it is is not known."""
    _set(adoption, fields)
    register, told = read(adoption)
    assert told == ["RM910"]
    assert register.chain.state == Unclear()


@pytest.mark.parametrize(
    "content", [b"", b"\xff", b"[]", b"[" * 2000, b'{"a": 1, "a": 2}', b'{"number": "\\ud800"}', b"null"]
)
def test_a_torn_record_is_told(adoption: Path, content: bytes) -> None:
    """Whatever the bytes are, the program does not fall over them."""
    (adoption.parent / "signed" / "2027-1" / "signed.json").write_bytes(content)
    register, told = read(adoption)
    assert told == ["RM910"]
    assert register.chain.state == Unclear()


@pytest.mark.parametrize(("before", "after"), [('"number": "1"', '"number": "2"'), ('"seal": "', '"was": "')])
def test_a_record_that_was_corrected_in_an_editor_is_told(adoption: Path, before: str, after: str) -> None:
    """A date or a number is no word that anybody puts right in passing."""
    path = adoption.parent / "signed" / "2027-1" / "signed.json"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    assert read(adoption)[1] == ["RM910"]


def test_a_newer_program_is_told(adoption: Path) -> None:
    """What looks wrong in its record may be right there, so nothing is taken for in force."""
    _set(adoption, {"format": 2, "something": "new"})
    register, told = read(adoption)
    assert told == ["RM108"]
    assert register.chain.state == Unclear()


@pytest.mark.parametrize("put_there", ["nothing", "link", "folder"])
def test_a_record_is_reached_over_no_link(adoption: Path, put_there: str) -> None:
    """The papers are there, their record is not, or is somewhere else."""
    record = adoption.parent / "signed" / "2027-1" / "signed.json"
    aside = adoption.parent / "aside.json"
    record.rename(aside)
    if put_there == "link":
        record.symlink_to(aside)
    elif put_there == "folder":
        record.mkdir()
    register, told = read(adoption)
    assert told == ["RM911" if put_there == "nothing" else "RM910"]
    assert register.chain.state == Unclear()


@pytest.mark.parametrize("file", ["order.docx", "plan.json"])
def test_a_changed_file_is_told_and_the_chain_stands(adoption: Path, file: str) -> None:
    """What is compared with later is the plan alone, and a changed one is not it."""
    (adoption.parent / "signed" / "2027-1" / file).write_bytes(b"changed")
    register, told = read(adoption)
    assert told == ["RM912"]
    assert isinstance(register.chain.state, InForce)
    assert bool(register.plans) == (file == "order.docx")


def test_a_file_over_a_link_is_not_what_was_signed(adoption: Path) -> None:
    """Even where its content is the same: tomorrow it may be another."""
    path = adoption.parent / "signed" / "2027-1" / "plan.json"
    path.rename(adoption.parent / "plan.json")
    path.symlink_to(adoption.parent / "plan.json")
    register, told = read(adoption)
    assert told == ["RM912"]
    assert register.plans == {}


def test_without_the_folder_nothing_is_signed(adoption: Path) -> None:
    """What is signed is derived from it alone."""
    shutil.rmtree(adoption.parent / "signed")
    register, told = read(adoption)
    assert told == []
    assert register.chain.state == NotSigned()
