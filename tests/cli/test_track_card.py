"""`roadmap track card`: papers and their card, for somebody who registers them by hand elsewhere."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.schemas import draw_schema
from tests.pipeline.small_school import write_school


@pytest.fixture
def adoption(tmp_path: Path) -> Path:
    """A school's plan."""
    return write_school(tmp_path)


def _card(adoption: Path, *more: str) -> dict[str, Any]:
    """Lay a card, and look whether it says the truth of the files beside it, in the shape it promises."""
    out = adoption.parent / "card"
    assert run(["track", "card", str(adoption), "-o", str(out), *more]) == 0
    card: dict[str, Any] = json.loads((out / "card.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(draw_schema("card")).validate(card)
    for document in card["documents"]:
        for file in document["files"]:
            data = (out / file["name"]).read_bytes()
            assert (file["sha256"], file["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
        for appendix in document["appendices"]:
            assert appendix["file"] is None or (out / appendix["file"]).is_file()
    return card


def test_papers_that_wait_for_a_signature_are_drawn(adoption: Path) -> None:
    """With what is known of the order, by posts and never by names."""
    (document,) = _card(adoption, "--sheets", "7")["documents"]
    assert {
        key: document[key] for key in ("kind", "state", "date", "number", "signatory_post", "sheets")
    } == {
        "kind": "Приказ",
        "state": "draft",
        "date": "2026-09-01",
        "number": "101-од",
        "signatory_post": "Директор",
        "sheets": 7,
    }
    assert document["heading"] == "Об утверждении плана мероприятий по повышению читательской грамотности"
    assert document["control"] == {"post": "директор", "until": "2026-11-16"}
    assert [each["name"] for each in document["files"]] == ["order.docx", "plan.docx"]
    assert [each["file"] for each in document["appendices"]] == ["plan.docx"]
    organisation = adoption.with_name("organisation.yaml").read_text(encoding="utf-8")
    text = (adoption.parent / "card" / "card.json").read_text(encoding="utf-8")
    surnames = {word for word in ("Орлова", "Тен", "Соколова") if word in organisation}
    assert surnames
    assert not any(each in text for each in surnames)


def test_signed_papers_are_taken_as_they_were_kept(adoption: Path) -> None:
    """With the true date and number, whatever the text says by now; the same twice, byte for byte."""
    papers = adoption.parent / "papers"
    assert run(["build", str(adoption), "-o", str(papers)]) == 0
    assert run(["sign", str(adoption), "--papers", str(papers)]) == 0
    kept = (papers / "order.docx").read_bytes()
    (document,) = _card(adoption)["documents"]
    assert (document["state"], document["date"], document["number"]) == ("signed", "2026-09-01", "101-од")
    names = [each["name"] for each in document["files"]]
    (order,) = [name for name in names if name.endswith("/order.docx")]
    assert (adoption.parent / "card" / order).read_bytes() == kept
    before = (adoption.parent / "card" / "card.json").read_bytes()
    _card(adoption)
    assert (adoption.parent / "card" / "card.json").read_bytes() == before


def test_a_signed_paper_that_was_changed_is_told_and_left(
    adoption: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nobody registers as signed what was not."""
    papers = adoption.parent / "papers"
    assert run(["build", str(adoption), "-o", str(papers)]) == 0
    assert run(["sign", str(adoption), "--papers", str(papers)]) == 0
    (order,) = adoption.parent.glob("signed/*/order.docx")
    order.write_bytes(order.read_bytes() + b" ")
    (document,) = _card(adoption)["documents"]
    assert "RM912" in capsys.readouterr().err
    assert not any(each["name"].endswith("order.docx") for each in document["files"])


def test_a_plan_with_errors_gives_no_card(adoption: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing is written."""
    text = adoption.read_text(encoding="utf-8")
    adoption.write_text(text.replace("roadmap: tiny@1.0.0", "roadmap: none@1.0.0"), encoding="utf-8")
    assert run(["track", "card", str(adoption), "-o", str(adoption.parent / "card")]) == 1
    assert capsys.readouterr().err
    assert not (adoption.parent / "card").exists()
