"""`roadmap site`, as its users meet it."""

from __future__ import annotations

import html
import re
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.load.histories import history_path
from roadmap_engine.pipeline.site_addresses import key_path
from tests.pipeline.signed_school import SigningSchool
from tests.pipeline.small_school import write_school

Captured = pytest.CaptureFixture[str]
PLAN = "school-3-reading"
NAMES = ("Орлов", "Зайцев")


def docx_words(path: Path) -> str:
    """Every word of a Word file, in its headers and its card too."""
    with zipfile.ZipFile(path) as file:
        return "".join(file.read(name).decode() for name in file.namelist() if name.endswith(".xml"))


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school's adoption."""
    return write_school(tmp_path / "school")


def _another(folder: Path, number: int) -> Path:
    """Another school with the same roadmap."""
    adoption = write_school(folder)
    for path in (adoption, folder / "organisation.yaml"):
        words = path.read_text(encoding="utf-8").replace("school-3", f"school-{number}")
        path.write_text(words.replace("№ 3", f"№ {number}"), encoding="utf-8")
    return adoption


def _site(*adoptions: Path, more: tuple[str, ...] = ()) -> int:
    return run(["--lang", "en", "site", *map(str, adoptions), "-o", str(_out(adoptions[0])), *more])


def _out(adoption: Path) -> Path:
    return adoption.parent.parent / "out"


def _files(folder: Path) -> Mapping[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def _words(files: Mapping[str, bytes]) -> str:
    """Everything a stranger could read on a site, in its papers too."""
    said = [content.decode() for name, content in files.items() if not name.endswith(".docx")]
    return "\n".join(said)


def test_a_site_has_pages_papers_and_calendars(school: Path, capsys: Captured) -> None:
    """Each plan in a folder of its own, which can be put anywhere; the root leads to the only one."""
    assert _site(school, more=("--base-url", "https://школа.рф/план", "--today", "15.10.2026")) == 0
    files = _files(_out(school))
    assert {name for name in files if name.count("/") < 2} == {
        ".roadmap-site.json", "index.html", "style.css",
        *(f"{PLAN}/{name}" for name in (
            ".roadmap-site.json", "index.html", "subscribe.html", "fragment.html", "style.css",
            "deadlines.ics", "plan.docx",
        )),
    }  # fmt: skip
    assert f"{PLAN}/calendars/deputy-head.ics" in files
    assert f"{PLAN}/forms/1.1-analytic-note.docx" in files
    host = "https://xn--80atdl2c.xn--p1ai/%D0%BF%D0%BB%D0%B0%D0%BD/"
    assert f'value="{host}{PLAN}/deadlines.ics"' in files[f"{PLAN}/subscribe.html"].decode()
    assert f"{PLAN}/index.html" in files["index.html"].decode()
    assert f"{host}{PLAN}/index.html" in capsys.readouterr().out


def test_the_same_texts_give_the_same_bytes(school: Path) -> None:
    """Also when they are laid over what is there, and into another folder."""
    _site(school, more=("--today", "15.10.2026"))
    first = _files(_out(school))
    _site(school, more=("--today", "15.10.2026"))
    assert _files(_out(school)) == first
    run(["site", str(school), "-o", str(school.parent / "other"), "--today", "15.10.2026"])
    assert _files(school.parent / "other") == first


def test_nobody_is_named_and_no_path_of_this_computer_is_said(school: Path) -> None:
    """In no page, list or calendar, nor in a Word file; unless it is asked for."""
    write_school(school.parent, "something cancelled")
    text = (school.parent / "tiny.yaml").read_text(encoding="utf-8")
    (school.parent / "tiny.yaml").write_text(
        text.replace("title: Обсуждение результатов", "title: Обсуждение результатов с Зайцева О. П."),
        encoding="utf-8",
    )
    assert _site(school) == 0
    files = _files(_out(school))
    said = _words(files) + "".join(
        docx_words(_out(school) / name) for name in files if name.endswith(".docx")
    )
    assert not any(name in said for name in (*NAMES, str(school.parent), "решение Педсовета"))
    assert "заместитель директора по увр" in said.lower()
    assert _site(school, more=("--names",)) == 0
    assert "Зайцева О. П." in _words(_files(_out(school)))


def test_each_measure_says_why_its_day_is_what_it_is(school: Path, capsys: Captured) -> None:
    """The numbered reasons of `roadmap explain`, at its line, those of a measure without a day too."""
    school.write_text(
        school.read_text(encoding="utf-8") + "events: {results-received: 2027-05-28}\n", encoding="utf-8"
    )
    assert _site(school) == 0
    page = (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")
    told: dict[str, list[str]] = {}
    for measure in ("diagnostics", "meeting", "results"):
        capsys.readouterr()
        assert run(["--lang", "ru", "explain", str(school), measure]) == 0
        told[measure] = re.findall(r"^\d+\. (.+)$", capsys.readouterr().out, re.MULTILINE)
        line = page.partition(f'<tr id="m-{measure}"')[2].partition("</tr>")[0]
        shown = re.findall(
            r"<li>(.+)</li>", line.partition('<details class="reasons">')[2].partition("</details>")[0]
        )
        assert [html.unescape(each) for each in shown] == told[measure]
    assert told["results"][0] == "получение результатов: 28.05.2027"
    assert "Почему эта дата<span" in page


def test_a_day_that_is_not_known_is_not_explained_as_one(school: Path) -> None:
    """What waits for an event says where its deadline comes from, or nothing."""
    assert _site(school) == 0
    page = (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")
    line = page.partition('<tr id="m-results"')[2].partition("</tr>")[0]
    assert "Почему эта дата" not in line


def test_remarks_are_shown_to_nobody(school: Path) -> None:
    """What somebody said when a measure was given back, put off or cancelled, with names or without."""
    for command in (
        ("submit", "1.1", "--on", "20.09.2026"),
        ("return", "1.1", "--on", "21.09.2026", "--note", "у Петровой нет выводов"),
        ("extend", "1.2", "--to", "20.11.2026", "--note", "болезнь Петровой"),
    ):
        assert (
            run(["track", command[0], str(school), *command[1:], "--as", "head", "--today", "22.09.2026"])
            == 0
        )
    assert _site(school, more=("--names", "--today", "22.09.2026")) == 0
    said = _words(_files(_out(school)))
    assert "Петров" not in said
    assert "возвращено" in said
    assert "20.11.2026, был 16.11.2026" in said


def test_an_order_is_published_only_with_its_names(school: Path, capsys: Captured) -> None:
    """It cannot be drawn without, so the wish for both is said aloud."""
    assert _site(school, more=("--order",)) == 2
    assert "--names" in capsys.readouterr().err
    assert _site(school, more=("--order", "--names")) == 0
    assert (_out(school) / PLAN / "order.docx").is_file()
    assert "Приказ об утверждении плана" in (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")


def test_what_is_signed_is_published_as_it_was_signed(tmp_path: Path) -> None:
    """Not drawn anew, whatever the texts say today; and without names there is nothing signed to show."""
    signing = SigningSchool.found(tmp_path / "school")
    signing.build()
    assert signing.sign().ok
    signing.receive_results()
    assert _site(signing.adoption, more=("--names", "--order")) == 0
    (signed,) = signing.signed.iterdir()
    shown = _out(signing.adoption) / "school-7-vpr"
    for name in ("order.docx", "plan.docx"):
        assert (shown / name).read_bytes() == (signed / name).read_bytes()
    assert _site(signing.adoption) == 0
    assert not (shown / "order.docx").exists()
    assert "Ким" not in docx_words(shown / "plan.docx")
    assert "Ким" in docx_words(signed / "plan.docx")


@pytest.mark.parametrize(
    "url",
    [
        "school.example",
        "ftp://school.example/",
        "https://a:b@school.example/",
        "https://school.example/?a",
        "https://",
    ],
)
def test_an_address_that_is_none_is_refused(url: str, school: Path) -> None:
    """It would stand in links and codes that lead nowhere, or give a password away."""
    assert _site(school, more=("--base-url", url)) == 2
    assert not _out(school).exists()


def test_several_plans_have_a_list_by_name(school: Path, tmp_path: Path) -> None:
    """A folder stands for all adoptions in it, and one that is named twice is one."""
    _another(tmp_path / "schools" / "b", 12)
    _another(tmp_path / "schools" / "a", 2)
    assert _site(school, school, tmp_path / "schools", more=("--today", "15.10.2026")) == 0
    page = (_out(school) / "index.html").read_text(encoding="utf-8")
    assert re.findall(r'href="([\w-]+)/index\.html"', page) == [f"school-{n}-reading" for n in (2, 3, 12)]
    assert 'href="../index.html"' in (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")


def test_a_plan_with_errors_stands_in_nobodys_way(school: Path, tmp_path: Path, capsys: Captured) -> None:
    """Its pages stay as they are, and it is said."""
    other = _another(tmp_path / "other", 12)
    assert _site(school, other) == 0
    before = _files(_out(school) / "school-12-reading")
    other.write_text(other.read_text(encoding="utf-8").replace("tiny@", "tiny-gone@"), encoding="utf-8")
    write_school(school.parent, "a day moved")
    capsys.readouterr()
    assert _site(school, other) == 1
    assert "Plans with errors: 1" in capsys.readouterr().err
    assert _files(_out(school) / "school-12-reading") == before
    assert "до 20 ноября" in (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")
    assert "school-12-reading" not in (_out(school) / "index.html").read_text(encoding="utf-8")


def test_two_plans_of_one_name_are_told(school: Path, tmp_path: Path, capsys: Captured) -> None:
    """The first keeps its address; nothing of the other lies there."""
    twin = write_school(tmp_path / "twin", "a day moved")
    assert _site(school, twin) == 1
    assert re.findall(r"RM\d{3}", capsys.readouterr().err) == ["RM674"]
    assert not history_path(twin).exists()
    assert "до 16 ноября" in (_out(school) / PLAN / "index.html").read_text(encoding="utf-8")


class TestPrivate:
    """`--private`: who has not been given an address finds nothing."""

    def test_addresses_cannot_be_guessed_and_stay(self, school: Path, capsys: Captured) -> None:
        """The key is for its owner alone, and is no part of the site; each calendar has its own address."""
        assert _site(school, more=("--private",)) == 0
        said = capsys.readouterr().out
        mode = stat.S_IMODE(key_path(school).stat().st_mode)
        assert mode == 0o600
        first = _files(_out(school))
        folders = {name.partition("/")[0] for name in first if "/" in name}
        assert all(re.fullmatch(r"[a-z2-7]{32}", each) for each in folders)
        assert len(folders) == 4
        assert sum(each in said for each in folders) == 1
        assert _site(school, more=("--private",)) == 0
        assert _files(_out(school)) == first

    def test_what_can_be_guessed_names_no_address(self, school: Path) -> None:
        """Neither the page at the root nor the list of files that lies there."""
        assert _site(school, more=("--private",)) == 0
        files = _files(_out(school))
        hidden = {name.partition("/")[0] for name in files if "/" in name}
        outside = "".join(content.decode() for name, content in files.items() if "/" not in name)
        assert not any(each in outside for each in hidden)
        assert "noindex" in files["index.html"].decode()

    def test_a_calendar_gives_no_other_address_away(self, school: Path) -> None:
        """Who is given that of a role sees neither the pages nor anybody else's."""
        assert _site(school, more=("--private", "--base-url", "https://a.example/")) == 0
        files = _files(_out(school))
        hidden = {name.partition("/")[0] for name in files if "/" in name}
        for name, content in files.items():
            if name.endswith((".ics", ".json")):
                own = name.partition("/")[0]
                assert not any(each in content.decode() for each in hidden - {own})

    def test_what_lay_open_goes(self, school: Path) -> None:
        """The pages that were public before are not left behind for everybody."""
        assert _site(school) == 0
        assert (_out(school) / PLAN / "index.html").is_file()
        assert _site(school, more=("--private",)) == 0
        left = _files(_out(school) / PLAN)
        assert set(left) <= {".roadmap-site.json"}

    def test_a_broken_key_is_told_and_left(self, school: Path, capsys: Captured) -> None:
        """Nothing is laid at addresses that would be others than yesterday's."""
        key_path(school).write_bytes(b"half")
        assert _site(school, more=("--private",)) == 1
        assert "RM675" in capsys.readouterr().err
        assert key_path(school).read_bytes() == b"half"
        assert _files(_out(school)) == {}


def test_a_page_that_was_changed_by_hand_is_not_written_over(school: Path, capsys: Captured) -> None:
    """What it would be now lies beside it, and it is said."""
    _site(school)
    page = _out(school) / PLAN / "fragment.html"
    page.write_text("своё", encoding="utf-8")
    write_school(school.parent, "a day moved")
    capsys.readouterr()
    assert _site(school) == 0
    assert page.read_text(encoding="utf-8") == "своё"
    assert "RM707" in capsys.readouterr().err


def test_calendars_of_people_are_offered_by_their_post(school: Path) -> None:
    """Where the organisation asks for them; nobody is named."""
    organisation = school.parent / "organisation.yaml"
    words = organisation.read_text(encoding="utf-8")
    organisation.write_text(words + "  feeds: {people: all, waiting: [deputy-head]}\n", encoding="utf-8")
    assert _site(school) == 0
    page = (_out(school) / PLAN / "subscribe.html").read_text(encoding="utf-8")
    offered = re.findall(r'<h2 id="(\S+)" tabindex="-1">([^<]+)</h2>', page)
    assert offered == [
        ("all", "Все сроки плана"),
        ("calendar-subject-teachers", "Учителя-предметники"),
        ("calendar-deputy-head", "Заместитель директора по УВР"),
        ("calendar-person-deputy-head", "Заместитель директора по УВР"),
        ("calendar-waiting-deputy-head", "Ждёт вас – заместитель директора по УВР"),
    ]
    assert (_out(school) / PLAN / "calendars" / "waiting.deputy-head.ics").is_file()


def test_calendars_are_those_of_the_papers(school: Path) -> None:
    """The numbers of an event go on, wherever it was made: a telephone takes no step back."""
    run(["build", str(school), "-o", str(school.parent / "papers")])
    write_school(school.parent, "a day moved")
    assert _site(school) == 0
    site = (_out(school) / PLAN / "deadlines.ics").read_bytes()
    assert b"SEQUENCE:1" in site
    run(["build", str(school), "-o", str(school.parent / "papers")])
    assert (school.parent / "papers" / "deadlines.ics").read_bytes() == site
