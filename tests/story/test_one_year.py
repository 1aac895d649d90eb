"""A school's year by the commands it has: adopt, sign, fill in, record, amend, update, begin the next year.

After each step nothing that was filled in or signed has changed, and what should have moved has.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import docx
import pytest

from roadmap_engine.cli.program import run
from tests.pipeline.filled import cells_by_id, fill
from tests.pipeline.signed_school import reword
from tests.storage.folders import look
from tests.story.papers import Papers, read_papers

ROOT = Path(__file__).parents[2]
ROADMAP = "sakha-2021-order-441.yaml"
ANSWERS = {
    "organisation": "organisation.yaml",
    "procedure.use": "впр",
    "procedure.held": "13.04.2027–18.05.2027",
    "procedure.grades": "5-8",
    "school_year": "2026/2027",
    "order.date": "24.05.2027",
    "order.number": "214-од",
}
FILLED = {
    "results-by-pupil": ("выполнено", None, "справка в папке 5"),
    "council-meeting": ("в работе", None, "зал"),
}
BLANKS = ("1.1-analytic-note.docx", "2.1-council-minutes.docx")


class Year:
    """The folder of a school, and what may never change in it."""

    def __init__(self, folder: Path, said: Callable[[], str]) -> None:
        self.home, self.said = folder / "school", said
        self.adoption, self.papers, self.signed = (
            str(self.home / "adoption.yaml"),
            self.home / "papers",
            self.home / "signed",
        )
        self.kept: dict[str, bytes] = {}
        self.written: dict[str, bytes] = {}
        self.filled = False

    def say(self, *words: str) -> str:
        """Type a command that succeeds; give what was said, and look that nothing of hers is lost."""
        self.said()
        code = run(["--lang", "ru", *words])
        told = self.said()
        assert code == 0, told
        self.nothing_is_lost()
        return told

    def build(self) -> tuple[str, Papers]:
        """Build the papers; give what was said, and what lies there."""
        told = self.say("build", self.adoption, "-o", str(self.papers))
        return told, read_papers(self.papers)

    def fill_in(self) -> None:
        """Write into two rows of the tracker and two blanks, as people do."""
        tracker = self.papers / "tracker.xlsx"
        columns = {f"{name}#": dict(zip("IJL", cells, strict=True)) for name, cells in FILLED.items()}
        tracker.write_bytes(fill(tracker.read_bytes(), columns))
        for name in BLANKS:
            path = self.papers / "forms" / name
            paper = docx.Document(str(path))
            paper.add_paragraph(f"Заполнено: {name}")
            paper.save(str(path))
            self.written[name] = path.read_bytes()
        self.filled = True

    def nothing_is_lost(self) -> None:
        """What is signed keeps its bytes, filled blanks theirs under any name, filled rows their cells."""
        signed = look(self.signed) if self.signed.is_dir() else {}
        assert {name: signed.get(name) for name in self.kept} == self.kept
        self.kept.update(signed)
        if self.filled:
            blanks = set(look(self.papers / "forms").values())
            assert blanks >= set(self.written.values())
            rows = cells_by_id((self.papers / "tracker.xlsx").read_bytes())
            # A row has the key of its day behind «#» once the day is known.
            cells = {str(row).partition("#")[0]: each for row, each in rows.items()}
            assert {name: cells[name] for name in FILLED} == FILLED


@pytest.fixture
def year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Year:
    """A school that has its organisation written down."""
    school = tmp_path / "school"
    school.mkdir()
    for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
        shutil.copy(ROOT / "examples" / "school" / name, school / name)
    return Year(tmp_path, lambda: "".join(capsys.readouterr()))


def publish_version(folder: Path, version: str, change: Mapping[str, str]) -> None:
    """Publish a version of the region's roadmap with some words changed."""
    texts = folder / f"texts-{version}"
    shutil.copytree(ROOT / "roadmaps", texts)
    words = (texts / ROADMAP).read_text(encoding="utf-8").replace("version: 1.0.0", f"version: {version}")
    for before, after in change.items():
        assert before in words
        words = words.replace(before, after)
    (texts / ROADMAP).write_text(words, encoding="utf-8")
    assert run(["publish", str(texts / ROADMAP), "-o", str(folder / "published")]) == 0


def test_a_year_by_the_commands(year: Year, tmp_path: Path) -> None:
    """From the published roadmap to the plan of the year after."""
    publish_version(tmp_path, "1.0.0", {})
    answers = [part for path, words in ANSWERS.items() for part in ("-a", f"{path}={words}")]
    year.say("new", "adoption", "--from", str(tmp_path / "published"), "-o", year.adoption, *answers)
    _, first = year.build()
    assert first.row("results-by-pupil")["deadline"]["awaiting"]

    # Signed with a word corrected; filled in.
    reword(year.papers / "order.docx", "Провести анализ", "Провести и обсудить анализ")
    assert "приказ от 24.05.2027 № 214-од" in year.say("sign", year.adoption, "--papers", str(year.papers))
    year.fill_in()
    assert "нужен приказ" not in year.build()[0]

    # The results come: days are known, the calendar follows, the signed order needs another one.
    assert "нужен приказ о внесении изменений" in year.say(
        "record", year.adoption, "results-received", "28.05.2027"
    )
    told, known = year.build()
    assert "нужен приказ о внесении изменений" in told
    assert known.row("results-by-pupil")["deadline"]["occurrences"][0]["due"] == "2027-06-11"
    assert known.events.keys() > first.events.keys()
    assert "Пункт 2.1 изложить" in year.say(
        "amend",
        year.adoption,
        "-o",
        str(year.home / "amendment"),
        "--date",
        "31.05.2027",
        "--number",
        "220-од",
    )
    year.say("sign", year.adoption, "--amendment", str(year.home / "amendment"))
    told, _ = year.build()
    assert "нужен приказ" not in told

    # The region publishes another version; the school takes it.
    publish_version(
        tmp_path,
        "1.1.0",
        {"deadline: В соответствии с решением Педсовета и Управляющего совета": "deadline: до 25 июня"},
    )
    assert "нужен приказ о внесении изменений" in year.say("update", year.adoption)
    told, newer = year.build()
    assert "нужен приказ о внесении изменений" in told
    assert newer.row("measures-plan")["deadline"]["occurrences"][0]["due"] == "2027-06-25"
    for uid, event in known.events.items():
        assert newer.events[uid].sequence >= event.sequence
    chain = year.say("show", year.adoption, "--orders")
    assert "Действует: приказ от 24.05.2027 № 214-од с изменениями от 31.05.2027 № 220-од." in chain

    # The next year begins beside it, and nothing of this one is touched.
    before = look(year.home)
    following = year.home / "adoption-2027.yaml"
    year.say("new", "adoption", "--next-year", year.adoption, "-o", str(following))
    year.say("build", str(following), "-o", str(year.home / "papers-2027"))
    after = look(year.home)
    assert {name: after.get(name) for name in before} == before
    assert read_papers(year.home / "papers-2027").events.keys().isdisjoint(newer.events)
