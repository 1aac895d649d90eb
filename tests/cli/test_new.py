"""`roadmap new`: what it writes can be used at once, and what cannot be written costs nobody anything."""

from __future__ import annotations

import datetime as dt
import json
import os
import pty
import select
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from roadmap_engine import adopt
from roadmap_engine.cli import new_texts
from roadmap_engine.cli.language import speak
from roadmap_engine.cli.making import make_adoption
from roadmap_engine.cli.new_texts import NewText, Run, create
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import has_errors
from roadmap_engine.load import load_file, load_organisation
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.plans import read_published, shipped_library
from roadmap_engine.publishing import read_bundle

ROOT = Path(__file__).parents[2]
SCHOOL = ROOT / "examples" / "school"
ROADMAPS = shipped_library().roadmap_names()
Captured = pytest.CaptureFixture[str]

CTRL_C = "\x03"
HEEDED = "Прервано".encode()
PATIENCE = 5
"""Seconds of silence after which a key is pressed again: a busy machine is slow to stop a program."""
# Whoever runs the tests may ignore or block Ctrl-C (in the background, in CI), and children inherit that.
# So the program is started by one that heeds it (`preexec_fn` is unsafe beside the threads of pytest-xdist).
HEED = (
    "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL); "
    "signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT}); "
    "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
)

ORGANISATION = [
    *("-a", "name.full=Муниципальное общеобразовательное учреждение «Школа № 7»"),
    *("-a", "name.short=МОУ «Школа № 7»"),
    *("-a", "place=г. Примерск"),
    *("-a", "people.head.name=Петров Пётр Петрович"),
    *("-a", "people.deputy-head.name=Тен Лариса Борисовна"),
    *("-a", "units=associations"),
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def school(folder: Path) -> Path:
    """A folder with an organisation."""
    assert run(["new", "organisation", *ORGANISATION]) == 0
    return folder


def _read(path: Path) -> Any:
    value = load_file(path).value
    assert value is not None
    return value


def _errors(path: Path) -> list[str]:
    return [problem.code for problem in check_texts([path]).problems if has_errors((problem,))]


class TestOrganisation:
    """`roadmap new organisation`."""

    def test_the_text_is_sound_and_says_what_was_answered(self, school: Path) -> None:
        organisation = _read(school / "organisation.yaml")
        assert organisation.name.genitive == "муниципального общеобразовательного учреждения «Школа № 7»"
        assert organisation.organisation == "mou-shkola-7"
        assert list(organisation.people) == ["head", "deputy-head"]
        assert organisation.people["deputy-head"][0].post == "заместитель директора по УВР"
        assert _errors(school / "organisation.yaml") == []

    def test_a_name_that_is_short_already_keeps_its_capitals(self, folder: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION[2:], "-a", "name.full=МБОУ СОШ № 5"]) == 0
        assert _read(folder / "organisation.yaml").name.genitive == "МБОУ СОШ № 5"

    def test_an_editor_finds_the_schema(self, school: Path) -> None:
        first = (school / "organisation.yaml").read_text(encoding="utf-8").splitlines()[0]
        assert first == "# yaml-language-server: $schema=schemas/organisation.schema.json"
        assert json.loads((school / "schemas/organisation.schema.json").read_text(encoding="utf-8"))

    def test_terms_become_a_text_of_their_own(self, folder: Path) -> None:
        answers = folder / "answers.yaml"
        answers.write_text(
            "calendar: {week: 6, terms: quarters}\nschool_year: 2026/2027\nterms:\n"
            "  1: 01.09.2026–25.10.2026\n  2: 05.11.2026–30.12.2026\n"
            "  3: 11.01.2027–25.03.2027\n  4: 05.04.2027–26.05.2027\n",
            encoding="utf-8",
        )
        assert run(["new", "organisation", *ORGANISATION, "--answers", str(answers)]) == 0
        terms = _read(folder / "terms-2026.yaml")
        assert [str(each.span) for each in terms.terms][1] == "2026-11-05/2026-12-30"
        assert [str(each.span) for each in terms.breaks] == [
            "2026-10-26/2026-11-04",
            "2026-12-31/2027-01-10",
            "2027-03-26/2027-04-04",
        ]
        assert _errors(folder / "organisation.yaml") == []

    def test_a_name_that_needs_it_gets_its_gender_and_forms(self, folder: Path) -> None:
        more = ["-a", "people.head.name=Шашок А. В.", "-a", "people.head.gender=m"]
        forms = ["-a", "people.head.forms.dative=Шашку А. В."]
        assert run(["new", "organisation", *ORGANISATION, *more, *forms]) == 0
        head = _read(folder / "organisation.yaml").people["head"][0]
        assert (head.gender, head.forms) == ("m", {"dative": "Шашку А. В."})

    def test_what_is_missing_is_told_at_once_and_nothing_waits(self, folder: Path, capsys: Captured) -> None:
        assert run(["new", "organisation"]) == 2
        told = capsys.readouterr().err
        assert [path for path in ("name.full", "name.short", "place") if f"«{path}»" not in told] == []
        assert list(folder.iterdir()) == []

    def test_a_wrong_answer_is_placed(self, folder: Path, capsys: Captured) -> None:
        answers = folder / "answers.yaml"
        answers.write_text("place: г. Примерск\nsize: около двухсот\n", encoding="utf-8")
        assert run(["new", "organisation", *ORGANISATION[:4], "--answers", str(answers)]) == 1
        assert f"{answers}:2:7: ошибка RM711" in capsys.readouterr().err
        assert not (folder / "organisation.yaml").exists()

    @pytest.mark.parametrize("text", ["- a\n", "a: [\n", ""])
    def test_a_file_that_holds_no_answers_is_a_problem(self, folder: Path, text: str) -> None:
        (folder / "answers.yaml").write_text(text, encoding="utf-8")
        assert run(["new", "organisation", "--answers", "answers.yaml"]) == 1
        assert run(["new", "organisation", "--answers", "none.yaml"]) == 1

    def test_nothing_is_written_over_unasked(self, school: Path, capsys: Captured) -> None:
        before = (school / "organisation.yaml").read_bytes()
        again = ["new", "organisation", *ORGANISATION, "-a", "place=с. Иное"]
        assert run(again) == 1
        assert "RM713" in capsys.readouterr().err
        assert (school / "organisation.yaml").read_bytes() == before
        assert run([*again, "--force"]) == 0
        assert _read(school / "organisation.yaml").place == "с. Иное"

    def test_the_text_itself_serves_as_answers(self, folder: Path) -> None:
        for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
            shutil.copy(SCHOOL / name, folder)
        # The wizard writes the terms of one year; the next ones are put beside them by hand.
        text = (folder / "organisation.yaml").read_text(encoding="utf-8")
        text = text.replace("[terms-2026.yaml, terms-2027.yaml]", "terms-2026.yaml")
        (folder / "organisation.yaml").write_text(text, encoding="utf-8")
        assert run(["new", "organisation", "--answers", "organisation.yaml", "-o", "copy.yaml"]) == 0
        copy, original = (load_organisation(folder / name)[0] for name in ("copy.yaml", "organisation.yaml"))
        assert copy.value == original.value is not None

    def test_somebody_signs_where_there_is_no_head(self, folder: Path) -> None:
        people = ["-a", "people.head.name=-"]
        assert run(["new", "organisation", *ORGANISATION, *people]) == 0
        assert _read(folder / "organisation.yaml").signatory == "deputy-head"

    def test_what_a_killed_run_left_is_swept(self, folder: Path) -> None:
        (folder / ".roadmap-x.part").write_bytes(b"half")
        (folder / "other").mkdir()
        (folder / "other" / ".roadmap-y.part").write_bytes(b"not ours to look at")
        assert run(["new", "organisation", *ORGANISATION]) == 0
        assert not (folder / ".roadmap-x.part").exists()
        assert (folder / "other" / ".roadmap-y.part").exists()

    def test_the_same_again_is_no_conflict(self, school: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION]) == 0


class TestAdoption:
    """`roadmap new adoption`."""

    @pytest.mark.parametrize("roadmap", ROADMAPS[::2])
    def test_published_roadmaps_can_be_adopted(self, school: Path, roadmap: str) -> None:
        answers = ["-a", f"roadmap={roadmap}", "-a", "procedure.use=vpr", "-a", "school_year=2026/2027"]
        assert run(["new", "adoption", *answers]) == 0
        assert (school / "adoption.yaml").is_file()

    def test_a_plan_for_the_spring_is_of_two_years_and_its_own_text_serves_as_answers(
        self, school: Path, capsys: Captured
    ) -> None:
        """What the wizard proposes has nothing to be mended, and may be taken back in one answer."""
        answers = ["-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr"]
        held = ["-a", "procedure.held=13.04.2027–18.05.2027"]
        assert run(["new", "adoption", *answers, *held]) == 0
        written = (school / "adoption.yaml").read_text(encoding="utf-8")
        assert "school_year: [2026/2027, 2027/2028]\n" in written
        assert "  reflection: {year: next}\n" in written
        capsys.readouterr()
        assert run(["check", "adoption.yaml"]) == 0
        assert "RM67" not in capsys.readouterr().err
        answers = ["-a", "school_year=2026/2027"]
        assert run(["new", "adoption", "--edit", "adoption.yaml", *answers]) == 0
        assert "year: next" not in (school / "adoption.yaml").read_text(encoding="utf-8")

    def test_it_says_what_was_answered(self, school: Path) -> None:
        answers = {
            "roadmap": "sakha-2021-order-441@1",
            "procedure.use": "10",
            "procedure.held": "13.04.2027–18.05.2027",
            "procedure.grades": "5-8",
            "events.results-received": "28.05.2027",
            "roles.subject-teachers": "deputy-head",
            "roles.head": "",
            "fill.levels-in-title": "основного общего",
            "order.number": "012",
            "order.date": "31.05.2027",
        }
        given = [word for path, words in answers.items() for word in ("-a", f"{path}={words}")]
        assert run(["new", "adoption", *given, "-o", "vpr.yaml"]) == 0
        adoption = _read(school / "vpr.yaml")
        assert adoption.adoption == "mou-shkola-7-vpr"
        assert adoption.roadmap == "sakha-2021-order-441@1.0.0"
        assert str(adoption.school_year) == "2026/2027"
        assert adoption.procedure.grades == (5, 6, 7, 8)
        assert {name: day.isoformat() for name, day in adoption.events.items()} == {
            "results-received": "2027-05-28"
        }
        assert dict(adoption.roles) == {"subject-teachers": ("deputy-head",), "head": ()}
        assert dict(adoption.fill) == {"levels-in-title": "основного общего"}
        assert adoption.order.number == "012"

    def _adopt(self, name: str, *more: str) -> int:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        organisation = os.path.relpath("organisation.yaml", Path(name).parent)
        given = ["-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr", *more]
        return run(["new", "adoption", *given, "-a", f"organisation={organisation}", "-o", name])

    @pytest.mark.parametrize(("first", "second"), [("a", "b"), ("a", "x/b"), ("x/a", "b"), ("x/a", "y/b")])
    def test_two_plans_are_never_called_the_same(
        self, school: Path, capsys: Captured, first: str, second: str
    ) -> None:
        """Of one folder, or around one text of an organisation; the person is told why."""
        one, other = school / f"{first}.yaml", school / f"{second}.yaml"
        assert self._adopt(f"{first}.yaml") == 0
        # The same command again keeps its own name.
        for _time in range(2):
            capsys.readouterr()
            assert self._adopt(f"{second}.yaml", "--force") == 0
            assert "RM520" in capsys.readouterr().err
            assert (_read(one).adoption, _read(other).adoption) == ("mou-shkola-7-vpr", "mou-shkola-7-vpr-2")

    def test_in_a_marked_workspace_they_may_lie_anywhere(self, school: Path) -> None:
        (school / ".roadmap-workspace").touch()
        assert self._adopt("archive/2025/vpr/a.yaml") == 0
        assert self._adopt("now/b.yaml") == 0
        assert _read(Path("now/b.yaml")).adoption == "mou-shkola-7-vpr-2"

    def test_a_name_that_is_taken_is_refused(self, school: Path, capsys: Captured) -> None:
        assert self._adopt("a.yaml") == 0
        assert self._adopt("b.yaml", "-a", "adoption=mou-shkola-7-vpr") == 1
        assert "занято: так зовётся план в a.yaml" in capsys.readouterr().err
        assert self._adopt("b.yaml", "-a", "adoption=vpr-6") == 0

    def test_next_year_gets_the_next_number(self, school: Path, capsys: Captured) -> None:
        assert self._adopt("adoption-2026.yaml") == 0
        for old, new in (("2026", "-2"), ("2027", "-3")):
            assert run(["new", "adoption", "--next-year", f"adoption-{old}.yaml"]) == 0
            assert _read(Path(f"adoption-{int(old) + 1}.yaml")).adoption == f"mou-shkola-7-vpr{new}"
        assert "RM520" in capsys.readouterr().err

    def test_a_post_that_nobody_holds_is_vacant_knowingly(self, folder: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION[:8]]) == 0
        assert run(["new", "adoption", "-a", "roadmap=sakha-2021-order-441", "-a", "procedure.use=vpr"]) == 0
        adoption = _read(folder / "adoption.yaml")
        assert adoption.roles["academic-deputies"] == ()
        assert _errors(folder / "adoption.yaml") == []

    def test_a_version_of_a_source_is_pinned_beside_the_text(self, school: Path) -> None:
        answers = ["-a", "procedure.use=vpr"]
        assert run(["new", "adoption", "--from", "samara-west-2020-plan@1", *answers]) == 0
        adoption = _read(school / "adoption.yaml")
        assert adoption.pinned is not None
        assert (school / "bundles" / "samara-west-2020-plan-1.0.0.zip").is_file()
        assert _errors(school / "adoption.yaml") == []

    def test_a_published_folder_offers_what_it_has(self, school: Path) -> None:
        shutil.copy(ROOT / "roadmaps/samara-west-2020-plan.yaml", school / "samara-west-2020-plan.yaml")
        assert run(["publish", "samara-west-2020-plan.yaml", "-o", "published"]) == 0
        (school / "samara-west-2020-plan.yaml").unlink()
        (school / "own").mkdir()
        shutil.copy(school / "organisation.yaml", school / "own")
        arguments = ["--from", "published", "-a", "procedure.use=vpr", "-o", "own/adoption.yaml"]
        assert run(["new", "adoption", *arguments]) == 0
        adoption = _read(school / "own/adoption.yaml")
        assert adoption.pinned.source == "../published"
        assert _errors(school / "own/adoption.yaml") == []

    def test_what_the_publisher_has_not_signed_is_refused(self, school: Path) -> None:
        key = f"ed25519:{'A' * 43}="
        arguments = ["--from", "samara-west-2020-plan", "--key", key, "-a", "procedure.use=vpr"]
        assert run(["new", "adoption", *arguments]) == 1
        assert not (school / "adoption.yaml").exists()
        assert not (school / "bundles").exists()

    def test_an_organisation_is_needed(self, folder: Path, capsys: Captured) -> None:
        assert run(["new", "adoption", "-a", "roadmap=sakha-2021-order-441"]) == 2
        assert "«organisation»" in capsys.readouterr().err
        assert list(folder.iterdir()) == []

    def test_a_disk_that_fails_leaves_the_old_state(
        self, school: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The bundle comes first and hurts nobody; the text that names it comes last."""
        written: list[str] = []

        def fail_at_the_text(path: Path, content: bytes) -> None:
            written.append(path.name)
            if path.name == "adoption.yaml":
                raise OSError(28, "no space", str(path))
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)

        monkeypatch.setattr(new_texts, "replace_file", fail_at_the_text)
        assert run(["new", "adoption", "--from", "samara-west-2020-plan", "-a", "procedure.use=vpr"]) == 1
        assert not (school / "adoption.yaml").exists()
        assert written[-2:] == ["samara-west-2020-plan-1.0.0.zip", "adoption.yaml"]

    def test_a_script_reads_json(self, school: Path, capsys: Captured) -> None:
        capsys.readouterr()
        answers = ["-a", "roadmap=samara-west-2020-plan", "-a", "procedure.use=vpr", "--json"]
        assert run(["new", "adoption", *answers]) == 0
        answer = json.loads(capsys.readouterr().out)
        assert answer["written"][-1] == "adoption.yaml"
        assert answer["problems"] == []

    @pytest.mark.parametrize(
        "arguments", [["--key", "ed25519:x"], ["--next-year", "x", "--from", "y"], ["-a", "nothing"]]
    )
    def test_wrong_usage(self, folder: Path, arguments: list[str]) -> None:
        assert run(["new", "adoption", *arguments]) == 2
        assert list(folder.iterdir()) == []


class TestRoadmap:
    """`roadmap new roadmap` and `roadmap new overlay`."""

    def test_a_title_is_enough_to_begin(self, folder: Path) -> None:
        assert run(["new", "roadmap", "-a", "title=План по чтению", "-a", "roadmap=reading"]) == 0
        (told,) = check_texts([folder / "reading.yaml"]).problems
        assert (told.code, told.severity) == ("RM524", "warning"), "a measure that nobody has named yet"
        published = read_published("reading.yaml").value
        assert published is not None
        assert published.plan.title == "План по чтению"
        assert len(published.plan.measures()) == 1

    @pytest.mark.parametrize("kind", ["roadmap", "overlay"])
    def test_what_orders_are_about_can_be_uncovered(self, folder: Path, kind: str) -> None:
        """The template says what an order may be told; of it only the act is yet to be named."""
        given = ["-a", "title=План по чтению", "-a", "roadmap=reading"]
        given += ["-a", "extends=samara-west-2020-plan"] if kind == "overlay" else []
        assert run(["new", kind, *given]) == 0
        path = folder / "reading.yaml"
        text = path.read_text(encoding="utf-8")
        start = text.index("# order:")
        end = text.index("\n\n", start)
        shown = "\n".join(line.removeprefix("# ") for line in text[start:end].splitlines())
        path.write_text(text[:start] + shown + text[end:], encoding="utf-8")
        assert _errors(path) == ["RM524"]
        path.write_text(path.read_text(encoding="utf-8").replace("приказ … от", "приказ отдела от"), "utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace("№ …", "№ 5"), encoding="utf-8")
        assert _errors(path) == []
        order = _read(path).order
        assert (order.purpose, order.control) == ("повышения качества образования", "self")

    def test_stages_and_measures_are_those_the_author_names(self, folder: Path) -> None:
        (folder / "answers.yaml").write_text(
            """\
title: "План: чтение # 1"
roadmap: reading
issuer: Управление образования города Примерска
stages:
  - title: Аналитический этап
    measures:
      - title: "no"
        deadline: до 15 октября
        responsible: учителя-предметники, директор, комиссия
        output: Аналитическая справка
      - {title: "no", deadline: "=по мере сил"}
  - {title: Обучающий этап}
""",
            encoding="utf-8",
        )
        assert run(["new", "roadmap", "--answers", "answers.yaml"]) == 0
        text = _read(folder / "reading.yaml")
        assert text.title == "План: чтение # 1"
        first, second = text.stages[0].measures
        assert (first.title, second.title) == ("no", "no")
        assert first.id != second.id
        assert first.responsible == ("subject-teachers", "head", "komissiya")
        assert text.roles["head"].filled_by == ("head",)
        assert text.outputs["analytic-note"].template == "analytic-note.docx"
        assert second.deadline.text == "по мере сил"
        assert [stage.kind for stage in text.stages] == ["analytical", "teaching"]
        assert _errors(folder / "reading.yaml") == []

    def test_a_deadline_nobody_understands_is_told(self, folder: Path, capsys: Captured) -> None:
        measure = ["-a", "stages.1.measures.1.title=Дело", "-a", "stages.1.measures.1.deadline=когда-нибудь"]
        assert run(["new", "roadmap", "-a", "title=План", *measure]) == 1
        assert "«когда-нибудь»" in capsys.readouterr().err
        assert list(folder.iterdir()) == []

    @pytest.mark.parametrize("base", ROADMAPS[::2])
    def test_a_layer_over_any_roadmap_is_sound_and_lists_what_it_inherits(
        self, folder: Path, base: str
    ) -> None:
        assert run(["new", "overlay", "-a", f"extends={base}", "-a", "roadmap=own-layer"]) == 0
        written = (folder / "own-layer.yaml").read_text(encoding="utf-8")
        published = read_published(base).value
        assert published is not None
        assert [each.id for each in published.plan.measures() if f"# - {each.id}: " not in written] == []
        assert "{{" not in written[written.index("# Что наследуется") : written.index("# Роли")]

    def test_a_layer_is_pinned_to_a_published_version_as_an_adoption_is(self, folder: Path) -> None:
        assert run(["new", "overlay", "--from", "samara-west-2020-plan@1", "-a", "roadmap=own"]) == 0
        assert run(["new", "overlay", "--from", "samara-west-2020-plan", "-a", "roadmap=more"]) == 0
        layer = _read(folder / "own.yaml")
        bundle = folder / "bundles" / "samara-west-2020-plan-1.0.0.zip"
        read, _ = read_bundle(bundle.read_bytes(), "x")
        assert read is not None
        assert (layer.extends, layer.pinned.sha256) == ("samara-west-2020-plan@1.0.0", read.sha256)
        assert _errors(folder / "own.yaml") == []
        bundle.write_bytes(bundle.read_bytes()[:-1])
        assert _errors(folder / "own.yaml") == ["RM814"]

    @pytest.mark.parametrize("arguments", [["--key", "ed25519:x"], ["--edit", "own.yaml", "--from", "y"]])
    def test_a_layer_is_taken_from_somewhere_once(self, folder: Path, arguments: list[str]) -> None:
        assert run(["new", "overlay", *arguments]) == 2
        assert list(folder.iterdir()) == []

    def test_what_it_offers_works_when_it_is_uncovered(self, folder: Path) -> None:
        assert run(["new", "overlay", "-a", "extends=federal-results-method", "-a", "roadmap=own"]) == 0
        path = folder / "own.yaml"
        text = path.read_text(encoding="utf-8")
        start = text.index("# replace:")
        lines = [line for line in text[start:].splitlines() if not line.startswith(("# Д", "# П"))]
        uncovered = "\n".join(line.removeprefix("# ") for line in lines if "Убрать" not in line)
        path.write_text(text[:start] + uncovered + "\n", encoding="utf-8")
        assert _errors(path) == ["RM524"]
        path.write_text(path.read_text(encoding="utf-8").replace("Название мероприятия", "Диктант"), "utf-8")
        assert _errors(path) == []
        assert len(_read(path).add) == 1


class TestTerminal:
    """A real terminal: questions are asked on it, and Ctrl-C leaves nothing."""

    def test_answers_are_asked_and_written(self, folder: Path) -> None:
        answers = ["План", "", "reading", "", "", "Дело", "до 1 мая", "", "", "", "", ""]
        told, code = _talk(folder, ["new", "roadmap"], answers)
        assert code == 0
        assert "Название дорожной карты" in told
        assert _read(folder / "reading.yaml").stages[0].measures[0].title == "Дело"

    def test_ctrl_c_keeps_what_was_answered_and_the_same_command_goes_on(self, folder: Path) -> None:
        told, code = _talk(folder, ["new", "roadmap"], ["План", "", CTRL_C])
        assert (code, "Ответы сохранены: roadmap.answers.yaml" in told) == (130, True)
        assert [each.name for each in folder.iterdir()] == ["roadmap.answers.yaml"]
        told, code = _talk(folder, ["new", "roadmap"], ["", "", "", "", "Дело", "до 1 мая", *[""] * 5])
        assert (code, "Название дорожной карты" in told.split("Ваши ответы")[0]) == (0, False)
        assert [each.name for each in folder.iterdir() if each.is_file()] == ["plan.yaml"]
        assert _read(folder / "plan.yaml").title == "План"

    def test_before_the_first_answer_there_is_nothing_to_keep(self, folder: Path) -> None:
        told, code = _talk(folder, ["new", "roadmap"], [CTRL_C])
        assert (code, "Прервано" in told) == (130, True)
        assert list(folder.iterdir()) == []

    def test_answers_that_somebody_else_keeps_are_not_written_over(self, folder: Path) -> None:
        (folder / "roadmap.answers.yaml").write_text("title: Чужой план\n", encoding="utf-8")
        told, code = _talk(folder, ["new", "roadmap"], ["нет", "План", "", CTRL_C])
        assert (code, "--answers roadmap.answers-2.yaml" in told) == (130, True)
        assert "Чужой" in (folder / "roadmap.answers.yaml").read_text(encoding="utf-8")

    def test_ctrl_c_is_heeded_where_the_parent_ignores_it(self, folder: Path) -> None:
        before = signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            told, code = _talk(folder, ["new", "roadmap"], [CTRL_C])
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})
            signal.signal(signal.SIGINT, before)
        assert (code, "Прервано" in told) == (130, True)

    @pytest.mark.parametrize(
        ("typed", "code", "after"), [("\n", 1, b"mine"), ("нет\n", 1, b"mine"), ("да\n", 1, b"new")]
    )
    def test_a_text_that_is_there_is_asked_about(
        self, folder: Path, typed: str, code: int, after: bytes
    ) -> None:
        """Whatever is written is checked at once: «new» is no text of ours."""
        speak("ru")
        path = Path("plan.yaml")
        path.write_bytes(b"mine")
        told = Run((), None, force=False, as_json=False, on_terminal=True)
        with CliRunner().isolation(input=typed) as (_out, asked, _both):
            assert create(told, lambda _run, _interview: NewText({path: b"new"})) == code
        assert "Файл plan.yaml уже есть. Переписать его?\n[нет] > " in asked.getvalue().decode()
        assert path.read_bytes() == after


def _has_more(terminal: int, process: subprocess.Popen[bytes], *, interrupted: bool) -> bool:
    """Wait for the program to say something; a key pressed before it listens is pressed again, in a while."""
    for second in range(1, 61):
        if select.select([terminal], [], [], 1)[0]:
            return True
        if interrupted and second % PATIENCE == 0:
            process.send_signal(signal.SIGINT)
    return False


def _talk(folder: Path, arguments: list[str], answers: list[str]) -> tuple[str, int]:
    """Run the program on a terminal of its own and answer each prompt when it comes."""
    terminal, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", HEED, "-m", "roadmap_engine.cli", *arguments],
        cwd=folder,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, "PYTHONUTF8": "1", "LANG": "ru_RU.UTF-8"},
    )
    os.close(theirs)
    told, waiting, seen = b"", list(answers), 0
    pressed = bool(answers) and answers[-1] == CTRL_C
    # A program that has heeded the key and is about to go is not stopped once more.
    while _has_more(terminal, process, interrupted=pressed and not waiting and HEEDED not in told):
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the program has gone, and its end of the terminal with it
            break
        if not read:
            break
        told += read
        if waiting and told[seen:].rstrip(b" ").endswith(b">"):
            seen = len(told)
            answer = waiting.pop(0)
            if answer == CTRL_C:
                process.send_signal(signal.SIGINT)
            else:
                os.write(terminal, f"{answer}\n".encode())
    os.close(terminal)
    return told.decode(errors="replace"), process.wait(60)


PARAMETERS = """\
roadmap: asking
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
parameters:
  classes: {title: Число классов, type: number, question: Сколько у вас классов?}
  start: {title: Начало, type: date}
  form: {title: Форма, type: choice, choices: {in-class: очно, remote: заочно}, default: in-class}
  boarding: {title: Пансион, type: yes-no, default: false}
  name: Название
roles: {head: {title: директор, filled_by: [head]}}
stages:
  - id: one
    title: Этап
    measures:
      - id: two
        title: "{{ name }}, {{ classes }}, {{ start }}, {{ form }}, {{ boarding }}"
        deadline: до 1 мая
        responsible: head
"""


LEVELS = """\
roadmap: base
version: 1.0.0
title: План
columns: [number, title, deadline, responsible]
parameters:
  levels: {title: Уровни, default: начального}
roles: {head: {title: директор, filled_by: [head]}}
stages:
  - id: one
    title: Этап
    measures:
      - {id: two, title: "Анализ {{ levels }} образования", deadline: до 1 мая, responsible: head}
"""


class TestParameters:
    """What a roadmap leaves open is asked with its question, and read by its type."""

    @pytest.fixture
    def asking(self, school: Path) -> Path:
        (school / "asking.yaml").write_text(PARAMETERS, encoding="utf-8")
        return school

    def _run(self, **fill: str) -> int:
        given = [word for name, words in fill.items() for word in ("-a", f"fill.{name}={words}")]
        return run(["new", "adoption", "-a", "roadmap=asking", "-a", "procedure=vpr", *given])

    def test_each_type_is_read_in_its_own_way(self, asking: Path) -> None:
        answered = self._run(classes="12,5", start="28.05.2027", form="2", boarding="Да", name="no: x")
        assert answered == 0
        assert dict(_read(asking / "adoption.yaml").fill) == {
            "classes": "12,5",
            "start": "2027-05-28",
            "form": "remote",
            "boarding": "да",
            "name": "no: x",
        }

    def test_what_the_roadmap_has_anyway_is_left_to_it(self, asking: Path) -> None:
        assert self._run(classes="12", start="2027-05-28", name="x", form="очно", boarding="нет") == 0
        assert set(_read(asking / "adoption.yaml").fill) == {"classes", "start", "name"}

    @pytest.mark.parametrize(
        ("answer", "written", "printed"),
        [
            (None, None, "начального и основного"),
            ("начального и основного", None, "начального и основного"),
            ("начального", "начального", "начального"),
            ("начального и/или основного", "начального и/или основного", "начального и/или основного"),
        ],
    )
    def test_what_is_usual_is_what_the_last_layer_and_the_schools_level_come_to(
        self, school: Path, answer: str | None, written: str | None, printed: str
    ) -> None:
        """An answer is not lost because a layer further off has the same words."""
        (school / "base.yaml").write_text(LEVELS, encoding="utf-8")
        layer = "roadmap: town\nversion: 1.0.0\nextends: base@1\nfill: {levels: начального и/или основного}\n"
        (school / "town.yaml").write_text(layer, encoding="utf-8")
        with (school / "organisation.yaml").open("a", encoding="utf-8") as text:
            text.write("level: basic\n")
        chosen = ["-a", f"fill.levels={answer}"] if answer else []
        assert run(["new", "adoption", "-a", "roadmap=town", "-a", "procedure=vpr", *chosen]) == 0
        assert _read(school / "adoption.yaml").fill.get("levels") == written
        plan = adopt(school / "adoption.yaml").or_raise()
        assert plan.measures()[0].title == f"Анализ {printed} образования"

    @pytest.mark.parametrize(
        ("name", "words"), [("classes", "много"), ("start", "скоро"), ("form", "никак"), ("boarding", "x")]
    )
    def test_a_value_of_another_type_is_refused(self, asking: Path, name: str, words: str) -> None:
        good = {"classes": "12", "start": "2027-05-28", "name": "x"}
        assert self._run(**{**good, name: words}) == 1
        assert not (asking / "adoption.yaml").exists()

    def test_what_has_no_default_must_be_answered(self, asking: Path, capsys: Captured) -> None:
        assert self._run(name="x") == 2
        told = capsys.readouterr().err
        assert "«fill.classes»" in told
        assert "«fill.start»" in told


def test_a_school_that_begins_with_nothing_answers_everything_in_one_go(folder: Path) -> None:
    """The roadmap first, then the school itself, its people and their cases, then its plan."""
    speak("ru")
    typed = [
        *("7", "sakha-2021-order-441"),
        *("Муниципальное общеобразовательное учреждение «Школа № 7»", "Школа № 7", "г. Примерск"),
        *("", "", "", ""),  # founder, address, telephone, e-mail
        *("Тен Л. Б.", "1"),
        *("Шашок А. В.", "2", "Шашка А. В.", "Шашку А. В.", "Шашка А. В.", "Шашком А. В."),
        *("Иванова Мария Петровна", "педагог-психолог", ""),
        *("Белый Иван Петрович", "педагог-психолог", "psychologist-2", ""),
        *("1", "basic", "6", ""),  # units, level, week, terms
        *("29", "640", ""),  # nobody is asked how many pupils there are, but everybody may say it
        *("vpr", "13.04.2027–18.05.2027", "5-8"),
        *("2, 6", "1,3", ""),  # teaching staff, head
        *("28.05.2027", "", ""),
        *("", ""),  # the order
        *("15", "основного общего и среднего", ""),
    ]
    told = Run((), None, force=False, as_json=False, on_terminal=True)
    today = dt.date(2026, 11, 22)
    with CliRunner().isolation(input="\n".join([*typed, ""])):
        code = create(
            told, lambda run, talk: make_adoption(run, talk, Path("adoption.yaml"), (None, None), today)
        )
    assert code == 0
    people = _read(folder / "organisation.yaml").people
    assert list(people) == ["head", "deputy-head", "pedagog-psikholog", "psychologist-2"]
    assert (people["head"][0].gender, people["deputy-head"][0].gender) == ("f", "m")
    assert people["deputy-head"][0].forms["instrumental"] == "Шашком А. В."
    assert _read(folder / "organisation.yaml").size == 640
    adoption = _read(folder / "adoption.yaml")
    assert dict(adoption.roles) == {"teaching-staff": ("head", "pedagog-psikholog"), "head": ()}
    assert adoption.procedure.grades == (5, 6, 7, 8)
    assert list(adoption.events) == ["results-received"]
    assert dict(adoption.fill) == {"levels-in-title": "основного общего и среднего"}
    assert _errors(folder / "adoption.yaml") == []


def test_people_and_units_of_one_roadmap_may_be_asked_for(folder: Path, capsys: Captured) -> None:
    """`new organisation --roadmap`, by name; an unknown one is told."""
    (folder / "asking.yaml").write_text(
        PARAMETERS.replace("filled_by: [head]", "optional: true, unit: board, filled_by: [chair]"),
        encoding="utf-8",
    )
    person = ["-a", "people.chair.name=Белый Иван Петрович", "-a", "people.chair.post=председатель совета"]
    given = [*ORGANISATION[:6], *person, "-a", "units=1", "--roadmap", "asking"]
    assert run(["new", "organisation", *given]) == 0
    organisation = _read(folder / "organisation.yaml")
    assert ([each.unit for each in organisation.units], organisation.signatory) == (["board"], "chair")
    assert run(["new", "organisation", *ORGANISATION, "--roadmap", "askin"]) == 1
    assert "RM170" in capsys.readouterr().err
