"""The command line as its users meet it: what is typed, what is answered, the exit code."""

from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from roadmap_engine.calendars import SchoolYear, Span
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.load import load_text
from roadmap_engine.pipeline.schemas import draw_schema
from roadmap_engine.questionnaire.kinds import Kind, Sort
from roadmap_engine.questionnaire.reading import read_as
from tests.editing import as_an_editor_reads
from tests.example_school import copy_example

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "examples" / "school"
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A copy of the example school's texts; its adoption."""
    copy_example(tmp_path / "school")
    return tmp_path / "school" / "adoption.yaml"


class TestCheck:
    """`roadmap check`: every problem at once, and the exit code."""

    def test_nothing_is_wrong_with_what_we_ship(self, capsys: Captured) -> None:
        assert run(["check", str(SCHOOL), str(ROOT / "roadmaps")]) == 0
        assert "ошибка" not in capsys.readouterr().err

    def test_every_fault_is_told_with_its_place(self, school: Path, capsys: Captured) -> None:
        school.write_text(
            school.read_text(encoding="utf-8")
            .replace("results-by-class:", "results-by-clas:")
            .replace("use: vpr", "use: vprr"),
            encoding="utf-8",
        )
        assert run(["check", str(school)]) == 1
        told = capsys.readouterr().err
        assert f"{school}:13:3: ошибка" in told
        assert "«results-by-class»" in told
        assert f"{school}:6:18: ошибка" in told
        assert "«vpr»" in told

    def test_a_script_reads_json(self, school: Path, capsys: Captured) -> None:
        school.write_text("adoption: a\n", encoding="utf-8")
        assert run(["check", str(school), "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        assert {problem["code"] for problem in answer["problems"]} == {"RM140"}
        assert answer["problems"][0]["location"]["line"] == 1

    def test_a_missing_file_is_a_problem_and_no_traceback(self, tmp_path: Path, capsys: Captured) -> None:
        assert run(["check", str(tmp_path / "none.yaml")]) == 1
        assert "RM101" in capsys.readouterr().err


class TestBuild:
    """`roadmap build` and `roadmap print` write nothing when anything is wrong."""

    def test_a_faulty_text_gives_no_papers(self, school: Path, tmp_path: Path) -> None:
        school.write_text(school.read_text(encoding="utf-8") + "oops: 1\n", encoding="utf-8")
        assert run(["build", str(school), "-o", str(tmp_path / "papers")]) == 1
        assert not (tmp_path / "papers").exists()

    def test_a_paper_changed_by_hand_is_kept(self, school: Path, tmp_path: Path, capsys: Captured) -> None:
        papers = tmp_path / "papers"
        assert run(["build", str(school), "-o", str(papers)]) == 0
        (papers / "order.docx").write_bytes(b"signed")
        assert run(["build", str(school), "-o", str(papers)]) == 0
        assert "RM706" in capsys.readouterr().err
        assert (papers / "order.docx").read_bytes() == b"signed"
        assert run(["build", "--force", str(school), "-o", str(papers)]) == 0
        assert (papers / "order.docx").read_bytes() == b"signed"
        assert run(["build", "--force", "order", str(school), "-o", str(papers)]) == 0
        assert (papers / "order.docx").read_bytes() != b"signed"
        kept = [path.read_bytes() for path in papers.glob("order до *.docx")]
        assert kept == [b"signed"]

    @pytest.mark.parametrize("name", ["--force=ordr", "--force=letters.docx", "--force=*.yaml"])
    def test_a_paper_that_there_is_not_cannot_be_forced(
        self, name: str, school: Path, tmp_path: Path, capsys: Captured
    ) -> None:
        assert run(["build", str(school), "-o", str(tmp_path / "papers"), name]) == 2
        assert name.removeprefix("--force=") in capsys.readouterr().err
        assert list((tmp_path / "papers").iterdir()) == []

    def test_a_published_roadmap_is_printed(self, tmp_path: Path) -> None:
        assert run(["print", "samara-west-2020-plan", "-o", str(tmp_path / "printed")]) == 0
        assert {"plan.docx", "plan.html", "plan.json"} <= {
            path.name for path in (tmp_path / "printed").iterdir()
        }

    def test_an_unknown_roadmap_is_told_with_near_names(self, tmp_path: Path, capsys: Captured) -> None:
        assert run(["print", "samara-west-2020", "-o", str(tmp_path)]) == 1
        assert "«samara-west-2020-plan»" in capsys.readouterr().err


def test_a_plan_is_shown_with_everybody_who_answers(school: Path, capsys: Captured) -> None:
    """Groups beside people, and whoever leaves in mid-year with her days."""
    text = school.parent / "organisation.yaml"
    words = text.read_text(encoding="utf-8")
    (line,) = (each for each in words.splitlines(keepends=True) if each.startswith("  deputy-head:"))
    left = line.replace("}", ", until: 2027-06-10}").partition(":")[2]
    came = " {name: Белова Ирина Олеговна, post: заместитель директора по УВР, from: 2027-06-11}\n"
    both = f"  deputy-head:\n    -{left}    -{came}"
    text.write_text(words.replace(line, both), encoding="utf-8")
    assert run(["show", str(school)]) == 0
    shown = " ".join(capsys.readouterr().out.split())
    who = "Тен Л. Б. (по 10.06.2027), Белова Ирина Олеговна (с 11.06.2027)"
    assert f"→ учителя-предметники, руководители школьных методических объединений (кафедр), {who}" in shown


class TestRecord:
    """`roadmap record` and `roadmap what-if`."""

    def test_the_date_goes_into_the_text_and_comments_survive(self, school: Path, capsys: Captured) -> None:
        before = school.read_text(encoding="utf-8")
        assert run(["record", str(school), "council-decision", "2027-06-21"]) == 0
        added = "  council-decision: 2027-06-21\n"
        after = school.read_text(encoding="utf-8")
        assert added in after
        assert after.replace(added, "") == before
        assert "Тен Л. Б." in capsys.readouterr().out

    @pytest.mark.parametrize("days", ["continuity", "continuity=7 октября – 28 декабря", "continuity=осенью"])
    def test_days_that_nobody_can_read_are_told_with_days_for_an_example(
        self, school: Path, capsys: pytest.CaptureFixture[str], days: str
    ) -> None:
        """What is decided is a measure's days, no day of an event."""
        assert run(["record", str(school), "council-decision", "21.06.2027", "--decide", days]) == 2
        assert "continuity=2027-09-01/2027-12-28" in capsys.readouterr().err

    @pytest.mark.parametrize("event", ["решение Педсовета", "решения педсовета", "педсовет"])
    def test_an_event_is_known_by_its_title_too(self, school: Path, event: str) -> None:
        assert run(["record", str(school), event, "21 июня 2027 г."]) == 0
        assert "  council-decision: 2027-06-21\n" in school.read_text(encoding="utf-8")

    @pytest.mark.parametrize(
        "days",
        [
            *("2027-09-01/2027-12-28", "1 сентября – 28 декабря 2027", "с 1 сентября по 28 декабря 2027 г."),
            *("01.09–28.12.2027", "01.09-28.12.2027", "с 01.09 по 28.12.2027", "01.09.2027 - 28.12.2027"),
        ],
    )
    def test_days_are_written_alike_in_a_text_in_an_answer_and_here(self, school: Path, days: str) -> None:
        """One function reads them, so whatever is understood in one place is in the others."""
        span = Span(dt.date(2027, 9, 1), dt.date(2027, 12, 28))
        arguments = ["council-decision", "21 июня 2027", "--decide", f"continuity={days}"]
        assert run(["record", str(school), *arguments]) == 0
        assert "decided:\n  continuity: 2027-09-01/2027-12-28\n" in school.read_text(encoding="utf-8")
        text = f"adoption: a\nroadmap: b\norganisation: c\nschool_year: 2027/2028\nruns: {days}\n"
        text += "order: {date: 28 мая 2027 г.}\nevents: {a: 28.05.2027}\n"
        adoption = load_text(text.encode(), "a.yaml").value
        assert adoption is not None
        assert (adoption.runs, adoption.order.date, adoption.events["a"]) == (
            span,
            dt.date(2027, 5, 28),
            dt.date(2027, 5, 28),
        )
        schema = draw_schema("adoption")
        assert jsonschema.Draft7Validator(schema).is_valid(as_an_editor_reads(text))
        assert read_as(Kind(Sort.DAYS), days, translator("ru")) == span
        if "/" not in days:
            this_year = days.replace(".2027", "").replace(" 2027", "").removesuffix(" г.")
            kind = Kind(Sort.DAYS, within=SchoolYear(2027))
            assert read_as(kind, this_year, translator("ru")) == span

    @pytest.mark.parametrize("days", ["18 мая – 13 апреля 2027", "13.04–18.05", "31.02–01.03.2027", "скоро"])
    def test_days_that_are_none_are_refused_in_a_text(self, days: str) -> None:
        text = f"adoption: a\nroadmap: b\norganisation: c\nschool_year: 2027/2028\nruns: {days}\n"
        assert load_text(text.encode(), "a.yaml").value is None

    def test_a_decision_sets_days_for_a_measure(self, school: Path, capsys: Captured) -> None:
        arguments = ["council-decision", "21.06.2027", "--decide", "continuity=2027-09-01/2027-12-28"]
        assert run(["record", str(school), *arguments]) == 0
        assert "01.09.2027–28.12.2027" in capsys.readouterr().out
        assert "decided:\n  continuity: 2027-09-01/2027-12-28\n" in school.read_text(encoding="utf-8")
        assert run(["check", str(school)]) == 0

    def test_what_was_recorded_is_said_also_where_no_deadline_moves(
        self, school: Path, capsys: Captured
    ) -> None:
        """«Nothing changes» would be wrong of a text that has a new line."""
        about = "roadmap: leninsk-kuznetsky-2020-order-503@1.0.0\norganisation: organisation.yaml\n"
        year = "procedure: vpr\nschool_year: 2026/2027\nmoved_from: 2020/2021\n"
        school.write_text(f"adoption: school-12-vpr\n{about}{year}", encoding="utf-8")
        assert run(["record", str(school), "педсовет", "21 июня 2027"]) == 0
        moves = "Сроки от этого не меняются.\n"
        assert capsys.readouterr().out == f"Записано: council-decision: 21.06.2027.\n{moves}"
        assert run(["record", str(school), "педсовет", "21 июня 2027"]) == 0
        assert capsys.readouterr().out == moves

    def test_a_dry_run_touches_nothing(self, school: Path) -> None:
        before = school.read_bytes()
        assert run(["record", str(school), "council-decision", "2027-06-21", "--dry-run"]) == 0
        assert school.read_bytes() == before

    def test_supposing_touches_nothing(self, school: Path, capsys: Captured) -> None:
        before = school.read_bytes()
        assert run(["what-if", str(school), "results-received=2027-06-01", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["changes"][0]["kind"] == "moved"
        assert answer["changes"][0]["after"][0]["due"] == "2027-06-15"
        assert school.read_bytes() == before

    @pytest.mark.parametrize("command", ["what-if {}={}", "record {} {}"])
    def test_words_that_can_be_no_id_name_nothing(self, command: str, school: Path, capsys: Captured) -> None:
        before, event = school.read_bytes(), "Приём"
        name, *words = command.format(event, "2027-06-01").split()
        run([name, str(school), *words])
        told = capsys.readouterr().err
        assert {"what-if": "RM504", "record": "RM703"}[name] in told
        assert event in told
        assert school.read_bytes() == before

    def test_a_day_that_is_none_is_refused_in_words(self, school: Path, capsys: Captured) -> None:
        assert run(["record", str(school), "council-decision", "31.02.2027"]) == 2
        told = capsys.readouterr().err
        assert ("31.02.2027" in told, "%" in told) == (True, False)

    @pytest.mark.parametrize("arguments", [["show"], ["what-if", "council-decision=2027-06-21"]])
    def test_a_script_gets_json_also_where_nothing_can_be_read(
        self, arguments: list[str], capsys: Captured
    ) -> None:
        command, *more = arguments
        assert run([command, "nowhere.yaml", *more, "--json"]) == 1
        assert json.loads(capsys.readouterr().out)["problems"][0]["code"] == "RM101"

    def test_a_script_is_told_what_was_recorded(self, school: Path, capsys: Captured) -> None:
        assert run(["record", str(school), "council-decision", "2027-06-21", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert (answer["written"], answer["problems"]) == (True, [])
        assert "council-decision" in school.read_text(encoding="utf-8")
        assert any("Тен Л. Б." in change["people"] for change in answer["changes"])
        assert run(["record", str(school), "counsel-decision", "2027-06-21", "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        assert (answer["written"], answer["problems"] != []) == (False, True)

    def test_an_event_the_plan_cannot_use_is_not_recorded(self, school: Path, capsys: Captured) -> None:
        before = school.read_bytes()
        assert run(["record", str(school), "counsel-decision", "2027-06-21"]) == 1
        told = capsys.readouterr().err
        assert "«council-decision»" in told
        assert "RM504" not in told, "it is said once"
        assert school.read_bytes() == before

    def test_words_that_are_no_event_are_answered_with_titles(self, school: Path, capsys: Captured) -> None:
        """Whoever writes words can write those."""
        assert run(["record", str(school), "День знаний", "1 сентября 2026"]) == 1
        assert "«решение Педсовета»" in capsys.readouterr().err


class TestExplain:
    """`roadmap explain`: the contract of its JSON."""

    def test_a_phrase(self, capsys: Captured) -> None:
        phrase = "После получения результатов в течение 2 недель"
        assert run(["explain", phrase, "--event", "results-received=2027-05-20", "--json"]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["phrase"] == phrase
        assert answer["understood"] is True
        assert answer["kind"] == "relative"
        assert answer["event"] == "results-received"
        assert answer["offset"] == "P2W"
        assert answer["occurrences"][0]["due"] == "2027-06-03"
        assert answer["problems"] == []

    def test_a_file_of_phrases_with_their_years(self, tmp_path: Path, capsys: Captured) -> None:
        file = tmp_path / "phrases.tsv"
        file.write_text("до 1 октября\t2026/2027\nдо 1 октября\t2024\nкогда-нибудь\n", encoding="utf-8")
        assert run(["explain", "--file", str(file), "--json"]) == 1
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        assert [answer["occurrences"] for answer in answers] == [
            [{"start": None, "due": "2026-10-01"}],
            [{"start": None, "due": "2024-10-01"}],
            [],
        ]
        assert [answer["understood"] for answer in answers] == [True, True, False]

    @pytest.mark.parametrize("lang", ["ru", "en"])
    def test_a_phrase_and_a_line_of_a_file_have_one_answer(
        self, lang: str, tmp_path: Path, capsys: Captured
    ) -> None:
        """One object, with hours, in the shape that the schema promises."""
        phrases = (
            "до 15:00 19.10.2026",
            "22 октября 2026 г. с 14:00 до 17:00 по московскому времени",
            "через 3 рабочих дня после получения результатов",
            "за 2 недели до начала процедуры",
            "постоянно",
            "когда-нибудь",
        )
        file = tmp_path / "phrases.tsv"
        file.write_text("".join(f"{phrase}\t2026/2027\n" for phrase in phrases), encoding="utf-8")
        known = ["--event", "results-received=2027-05-20"]
        assert run(["--lang", lang, "explain", "--file", str(file), "--json", *known]) == 1
        answers = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
        for phrase, answer in zip(phrases, answers, strict=True):
            run(["--lang", lang, "explain", phrase, "--year", "2026/2027", "--json", *known])
            assert json.loads(capsys.readouterr().out) == answer
            jsonschema.Draft202012Validator(draw_schema("explain")).validate(answer)
        hour, hours, counted, before, *_ = answers
        assert hour["occurrences"] == [{"start": None, "due": "2026-10-19", "time": "15:00", "zone": None}]
        (lesson,) = hours["occurrences"]
        assert (lesson["time"], lesson["zone"], lesson["until"]) == ("14:00", "Europe/Moscow", "17:00")
        assert (counted["offset"], counted["days"]) == ("P3D", "working")
        assert (before["offset"], before["days"]) == ("-P2W", "calendar")

    def test_the_language_of_the_reasons(self, capsys: Captured) -> None:
        """Whoever reads English is told the reasons in English, on paper and in JSON."""
        phrase = ["explain", "до 19.10.2026", "--year", "2026/2027"]
        told = {}
        for lang in ("ru", "en"):
            assert run(["--lang", lang, *phrase]) == 0
            steps = capsys.readouterr().out
            assert run(["--lang", lang, *phrase, "--json"]) == 0
            reasons = json.loads(capsys.readouterr().out)["reasons"]
            told[lang] = reasons[0]["text"]
            assert told[lang] in steps
        assert told == {
            "ru": "19.10.2026: до этого дня включительно",
            "en": "19 October 2026: by this day, itself included",
        }

    def test_a_measure(self, school: Path, capsys: Captured) -> None:
        assert run(["explain", str(school), "results-by-pupil"]) == 0
        told = capsys.readouterr().out
        assert "28.05.2027" in told
        assert "Итог: 28.05.2027–11.06.2027" in told
        assert "federal-results-method" in told

    def test_an_unknown_measure(self, school: Path, capsys: Captured) -> None:
        assert run(["explain", str(school), "results-by-pupils"]) == 1
        assert "«results-by-pupil»" in capsys.readouterr().err


class TestDecline:
    """`roadmap decline`: the contract of its JSON."""

    def test_a_file_of_names_and_posts(self, tmp_path: Path, capsys: Captured) -> None:
        file = tmp_path / "texts.tsv"
        file.write_text("Белая Л.Н.\tname\tf\nзаместитель начальника\tpost\n", encoding="utf-8")
        assert run(["decline", "--file", str(file), "--json"]) == 0
        name, post = (json.loads(line) for line in capsys.readouterr().out.splitlines())
        assert (name["text"], name["kind"], name["sure"]) == ("Белая Л.Н.", "name", True)
        assert name["cases"]["dative"] == "Белой Л.Н."
        assert post["cases"]["dative"] == "заместителю начальника"

    def test_a_name_whose_gender_is_needed(self, capsys: Captured) -> None:
        assert run(["decline", "Сорока А. Б.", "--kind", "name", "--json"]) in (0, 1)
        answer = json.loads(capsys.readouterr().out)
        assert set(answer) == {"text", "kind", "sure", "cases", "problems"}
        assert set(answer["cases"]) == {
            "nominative",
            "genitive",
            "dative",
            "accusative",
            "instrumental",
            "prepositional",
        }


class TestLanguage:
    """Messages in Russian or English; `--lang` may stand anywhere."""

    @pytest.mark.parametrize(
        ("arguments", "word"),
        [
            ([], "Команды"),
            (["--help", "--lang", "en"], "Commands"),
            (["--lang=en", "--help"], "Commands"),
        ],
    )
    def test_help_speaks_the_language(self, arguments: list[str], word: str) -> None:
        done = _run(*arguments)
        assert word in done.stdout + done.stderr

    def test_the_locale_chooses(self) -> None:
        assert "Commands" in _run("--help", LANG="en_GB.UTF-8").stdout
        assert "Команды" in _run("--help", LANG="ru_RU.UTF-8").stdout

    def test_problems_too(self, tmp_path: Path) -> None:
        (tmp_path / "a.yaml").write_text("adoption: a\n", encoding="utf-8")
        assert "is missing" in _run("check", str(tmp_path / "a.yaml"), "--lang", "en").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["unknown"],
        ["build"],
        ["explain"],
        ["explain", "до 1 мая", "--year", "двадцать"],
        ["--lang", "fr", "check", "x"],
    ],
)
def test_wrong_usage_is_exit_2_in_words(arguments: list[str], capsys: Captured) -> None:
    """2: wrong usage; never a traceback."""
    assert run(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_a_reader_who_goes_away_is_no_fault() -> None:
    """`roadmap show … | head -1` ends quietly."""
    done = subprocess.run(  # noqa: S602 -- a pipe is the point
        f"'{sys.executable}' -m roadmap_engine.cli show '{SCHOOL / 'adoption.yaml'}' | head -1",
        shell=True,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""


def _run(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key not in {"LANG", "LC_ALL", "LANGUAGE"}}
    return subprocess.run(
        [sys.executable, "-m", "roadmap_engine.cli", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env={**clean, "PYTHONUTF8": "1", **environment},
    )


def test_a_school_may_call_its_text_as_the_roadmap_is_called(school: Path, tmp_path: Path) -> None:
    """The roadmap meant is the published one, not the school's own text beside it."""
    named = school.with_name("sakha-2021-order-441.yaml")
    school.rename(named)
    assert run(["build", str(named), "-o", str(tmp_path / "papers")]) == 0
