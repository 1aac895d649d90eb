"""Each published order, printed, is the order of its act: all its lines, in their order, and no other line.

The expected words are those of the acts themselves. What the acts leave to the hand (signatures, dates of
acquaintance) is not compared.
"""

from __future__ import annotations

import functools
import io
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import docx
import pytest

from roadmap_engine.diagnostics import Severity
from roadmap_engine.load import Library
from roadmap_engine.model import points_of
from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.papers import draw_published_papers
from roadmap_engine.pipeline.plans import read_published
from tests.reading_papers import paragraphs_in
from tests.roadmaps.published import ORDERED, ROADMAPS, ROOT, SOURCED, load_order

TEMPLATE = ROOT / "templates" / "published-order.docx"
REFEREE = ROOT.parent / "shared" / "tools" / "referee_docx.sh"

_BY_HAND = re.compile(r"[_. 0-9г«»]*_[_. 0-9г«»]*")


@functools.cache
def printed_papers(name: str) -> dict[str, bytes]:
    """The papers of a published roadmap."""
    published = read_published(name).value
    assert published is not None
    papers = draw_published_papers(published).value
    assert papers is not None
    return dict(papers)


@functools.cache
def printed_lines(name: str) -> tuple[str, ...]:
    """Every line of order.docx that is printed, tables and all, from the top to the end."""
    document = docx.Document(io.BytesIO(printed_papers(name)["order.docx"]))
    texts = (paragraph.text for paragraph in paragraphs_in(document.iter_inner_content()))
    return tuple(text for text in texts if text and not _BY_HAND.fullmatch(text))


def expected_lines(name: str) -> Iterator[str]:
    """The lines of the act, from the letterhead to the last appendix."""
    content = load_order(name)
    order = content["order"]
    yield order.get("issuer_full", order["issuer"])
    if "issuer_second_language" in order:
        yield order["issuer_second_language"]["text"]
    yield order["doc_type"]
    yield order["date_text"]
    yield order["number"]
    # The letterhead of Kedrovy has the place in it.
    if "place" in order and "issuer_full" not in order:
        yield order["place"]
    yield order["title"]
    yield from _preamble(order["preamble"], content.get("identified_problems"))
    yield f"{order['imperative']}:"
    yield from _points(order["points"])
    yield from (appendix["extent"] for appendix in order["appendices"] if "extent" in appendix)
    yield order["signatory"]["position"]
    if "e_signature" in order:
        yield order["e_signature"]["text"]
        yield from order["e_signature"]["lines"]
    yield order["signatory"]["name"]
    yield from (executor["text"] for executor in order.get("executors", ()))
    if order["acknowledged"]:
        yield order["acknowledged_heading"]
    yield from order["acknowledged"]
    yield from _recommendations(content.get("recommendations"))
    if order["working_group"]:
        yield order["working_group_title"]
    yield from (f"{member['number']}. {member['text']}" for member in order["working_group"])


def _preamble(text: str, found: dict[str, Any] | None) -> Iterator[str]:
    for line in text.split("\n"):
        yield line
        if found is not None and line == found["heading"]:
            yield f"{found['group']['number']} {found['group']['title']}"
            yield from (f"{item['number']} {item['text']}" for item in found["items"])


def _recommendations(found: dict[str, Any] | None) -> Iterator[str]:
    if found is None:
        return
    yield found["title"]
    for section in found.get("sections", ()):
        yield f"{section['number']}. {section['title']}"
        yield from _points(section["points"])
    for block in found.get("blocks", ()):
        yield f"{block['number']}. {block['heading']}" if "number" in block else block["heading"]
        yield from _points(block["points"], found.get("table_1"))


def _table(found: dict[str, Any]) -> Iterator[str]:
    """The words of a table, row by row; empty cells say nothing."""
    yield from (found["label"], found["title"])
    (group,) = found["column_groups"]
    for column in found["columns"]:
        if column not in group["columns"]:
            yield column
        elif column == group["columns"][0]:
            yield group["title"]
    yield from group["columns"]
    for row in found["rows"]:
        yield from filter(None, row["cells"].values())


# Paragraphs of the Recommendations, 2.5, stand before the list they announce, all others after theirs.
_ANNOUNCING = "Могут быть проведены:"


def _points(points: Iterable[dict[str, Any]], table: dict[str, Any] | None = None) -> Iterator[str]:
    for point in points:
        first, *others = point["text"].split("\n")
        yield f"{point['number']}. {first}" if "number" in point else first
        yield from others
        items = [f"{item['marker']} {item['text']}" for item in point.get("subitems", ())]
        paragraphs = point.get("paragraphs", [])
        announcing = [text for text in paragraphs if text.endswith(_ANNOUNCING)]
        yield from announcing
        yield from items
        yield from (text for text in paragraphs if text not in announcing)
        if table is not None and point.get("table") == table["label"]:
            yield from _table(table)
        yield from _points(point.get("points", ()), table)


@pytest.mark.parametrize("name", ORDERED)
def test_the_order_is_the_act_word_for_word(name: str) -> None:
    """Issuer, date, heading, preamble, points, signature, mark, names, appendices: each at its place."""
    # The sources' lists leave out «от» and «№», which some acts print before the date and the number.
    lines = [re.sub(r"^(от|№) (?=[\d«])", "", line) for line in printed_lines(name)]
    assert lines == list(expected_lines(name))


@pytest.mark.parametrize("name", ORDERED)
def test_every_deadline_of_the_order_is_understood(name: str) -> None:
    """A deadline that a point has of its own is read by the deadline language."""
    assembly, _ = assemble(Library((ROADMAPS,)).load_chain(name).texts)
    assert assembly is not None
    order = assembly.roadmap.order
    assert order is not None
    assert order.text is not None
    deadlines = [deadline for _, point, _ in points_of(order.text) for deadline in point.deadline]
    assert [deadline.phrase for deadline in deadlines if deadline.rule is None] == []
    assert len(deadlines) == DEADLINES[name]


# As many as the acts have in their points, counted by hand.
DEADLINES = {
    "sakha-2021-order-441": 0,
    "leninsk-kuznetsky-2020-order-503": 16,
    "rubtsovsk-2023-order-534": 2,
    "kedrovy-2020-order-63": 1,
}


def test_a_real_contradiction_is_told_and_prints_all_the_same() -> None:
    """Order 503, point 1.4, against row 5.1 of its plan; no other act contradicts itself."""
    # Days off, and days of another year, are the calendar's to tell; here it is what the act says twice.
    of_days = {"RM310", "RM314"}
    found = {
        name: [(each.code, each.severity, each.words) for each in read_published(name).problems]
        for name in ORDERED
    }
    told = {
        name: kept for name, all_of in found.items() if (kept := [e for e in all_of if e[0] not in of_days])
    }
    assert list(told) == ["leninsk-kuznetsky-2020-order-503"]
    ((code, severity, words),) = told["leninsk-kuznetsky-2020-order-503"]
    assert (code, severity) == ("RM228", Severity.WARNING)
    assert (words["point"], words["phrase"]) == ("1.4", "до 17.01.2021 г.")
    assert (words["row"], words["planned"]) == ("5.1", "до 31 марта 2021 г.")


def test_only_acts_with_an_order_print_one() -> None:
    """Samara's plan came without an order."""
    assert {name for name in SOURCED if "order.docx" in printed_papers(name)} == set(ORDERED)


def test_appendices_begin_on_a_new_page() -> None:
    """Each is a section of its own, on the paper of the order."""
    document = docx.Document(io.BytesIO(printed_papers("sakha-2021-order-441")["order.docx"]))
    assert len(document.sections) == 2
    sizes = {(section.page_width, section.page_height) for section in document.sections}
    assert len(sizes) == 1


def test_the_file_says_what_it_is() -> None:
    """The card of the file names the order, its issuer and its date."""
    properties = docx.Document(
        io.BytesIO(printed_papers("rubtsovsk-2023-order-534")["order.docx"])
    ).core_properties
    assert "№ 534" in properties.title
    assert properties.author.startswith("МУНИЦИПАЛЬНОЕ КАЗЕННОЕ УЧРЕЖДЕНИЕ")
    assert properties.created is not None
    assert properties.created.date().isoformat() == "2023-08-30"


def test_the_same_text_gives_the_same_bytes(tmp_path: Path) -> None:
    """In another process, another time zone and another locale too."""
    program = Path(sys.executable).parent / "roadmap"
    done = subprocess.run(
        [str(program), "print", "kedrovy-2020-order-63", "-o", str(tmp_path)],
        capture_output=True,
        text=True,
        check=False,
        env={"TZ": "Asia/Kamchatka", "LANG": "en_US.UTF-8", "PYTHONHASHSEED": "7", "HOME": str(tmp_path)},
    )
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "order.docx").read_bytes() == printed_papers("kedrovy-2020-order-63")["order.docx"]


def test_a_plan_knows_only_what_its_stamp_needs() -> None:
    """The words of the order stay out of plan.json: a school's plan carries over date and number alone."""
    assert "Дурниковой" not in printed_papers("kedrovy-2020-order-63")["plan.json"].decode()


@pytest.mark.referee
@pytest.mark.skipif(not REFEREE.is_file(), reason="the referee does not lie beside the repository")
@pytest.mark.parametrize("name", ORDERED)
def test_the_referee_finds_nothing(name: str, tmp_path: Path) -> None:
    """Package and Open XML schemas: no error, and no finding the template has not."""
    path = tmp_path / "order.docx"
    path.write_bytes(printed_papers(name)["order.docx"])
    told = subprocess.run(
        [str(REFEREE), str(path), "-o", str(tmp_path / "pages"), "-b", str(TEMPLATE), "-n"],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "REFEREE_VENV": sys.prefix, "HOME": str(tmp_path)},
    )
    assert told.returncode == 0, told.stdout
