"""`roadmap new`: what it writes can be used at once, and what cannot be written costs nobody anything."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.load import load_organisation
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.plans import read_published, shipped_library
from roadmap_engine.publishing.reading import read_bundle
from tests.cli.new_school import ORGANISATION, SCHOOL, errors_of, read_text

ROADMAPS = shipped_library().roadmap_names()
Captured = pytest.CaptureFixture[str]


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


class TestOrganisation:
    """`roadmap new organisation`."""

    def test_the_text_is_sound_and_says_what_was_answered(self, school: Path) -> None:
        organisation = read_text(school / "organisation.yaml")
        assert organisation.name.genitive == "муниципального общеобразовательного учреждения «Школа № 7»"
        assert organisation.organisation == "mou-shkola-7"
        assert list(organisation.people) == ["head", "deputy-head"]
        assert organisation.people["deputy-head"][0].post == "заместитель директора по УВР"
        assert errors_of(school / "organisation.yaml") == []

    def test_a_name_that_is_short_already_keeps_its_capitals(self, folder: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION[2:], "-a", "name.full=МБОУ СОШ № 5"]) == 0
        assert read_text(folder / "organisation.yaml").name.genitive == "МБОУ СОШ № 5"

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
        terms = read_text(folder / "terms-2026.yaml")
        assert [str(each.span) for each in terms.terms][1] == "2026-11-05/2026-12-30"
        assert [str(each.span) for each in terms.breaks] == [
            "2026-10-26/2026-11-04",
            "2026-12-31/2027-01-10",
            "2027-03-26/2027-04-04",
        ]
        assert errors_of(folder / "organisation.yaml") == []

    def test_a_name_that_needs_it_gets_its_gender_and_forms(self, folder: Path) -> None:
        more = ["-a", "people.head.name=Шашок А. В.", "-a", "people.head.gender=m"]
        forms = ["-a", "people.head.forms.dative=Шашку А. В."]
        assert run(["new", "organisation", *ORGANISATION, *more, *forms]) == 0
        head = read_text(folder / "organisation.yaml").people["head"][0]
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
        assert read_text(school / "organisation.yaml").place == "с. Иное"

    def test_the_text_itself_serves_as_answers(self, folder: Path) -> None:
        for name in ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml"):
            shutil.copy(SCHOOL / name, folder)
        # The wizard writes the terms of one year; the next ones are put beside them by hand.
        text = (folder / "organisation.yaml").read_text(encoding="utf-8")
        text = text.replace("[terms-2026.yaml, terms-2027.yaml]", "terms-2026.yaml")
        # It would be proposed from the place.
        text = f"{text}zone: Asia/Yakutsk\n"
        (folder / "organisation.yaml").write_text(text, encoding="utf-8")
        assert run(["new", "organisation", "--answers", "organisation.yaml", "-o", "copy.yaml"]) == 0
        copy, original = (load_organisation(folder / name)[0] for name in ("copy.yaml", "organisation.yaml"))
        assert copy.value == original.value is not None

    def test_somebody_signs_where_there_is_no_head(self, folder: Path) -> None:
        people = ["-a", "people.head.name=-"]
        assert run(["new", "organisation", *ORGANISATION, *people]) == 0
        assert read_text(folder / "organisation.yaml").signatory == "deputy-head"

    def test_what_a_killed_run_left_is_swept(self, folder: Path) -> None:
        (folder / ".roadmap-x.part").write_bytes(b"half")
        (folder / "other").mkdir()
        (folder / "other" / ".roadmap-y.part").write_bytes(b"not ours to look at")
        assert run(["new", "organisation", *ORGANISATION]) == 0
        assert not (folder / ".roadmap-x.part").exists()
        assert (folder / "other" / ".roadmap-y.part").exists()

    def test_the_same_again_is_no_conflict(self, school: Path) -> None:
        assert run(["new", "organisation", *ORGANISATION]) == 0


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
        assert errors_of(path) == ["RM524"]
        path.write_text(path.read_text(encoding="utf-8").replace("приказ … от", "приказ отдела от"), "utf-8")
        path.write_text(path.read_text(encoding="utf-8").replace("№ …", "№ 5"), encoding="utf-8")
        assert errors_of(path) == []
        order = read_text(path).order
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
        text = read_text(folder / "reading.yaml")
        assert text.title == "План: чтение # 1"
        first, second = text.stages[0].measures
        assert (first.title, second.title) == ("no", "no")
        assert first.id != second.id
        assert first.responsible == ("subject-teachers", "head", "komissiya")
        assert text.roles["head"].filled_by == ("head",)
        assert text.outputs["analytic-note"].template == "analytic-note.docx"
        assert second.deadline.text == "по мере сил"
        assert [stage.kind for stage in text.stages] == ["analytical", "teaching"]
        assert errors_of(folder / "reading.yaml") == []

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
        layer = read_text(folder / "own.yaml")
        bundle = folder / "bundles" / "samara-west-2020-plan-1.0.0.zip"
        read, _ = read_bundle(bundle.read_bytes(), "x")
        assert read is not None
        assert (layer.extends, layer.pinned.sha256) == ("samara-west-2020-plan@1.0.0", read.sha256)
        assert errors_of(folder / "own.yaml") == []
        bundle.write_bytes(bundle.read_bytes()[:-1])
        assert errors_of(folder / "own.yaml") == ["RM814"]

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
        assert errors_of(path) == ["RM524"]
        path.write_text(path.read_text(encoding="utf-8").replace("Название мероприятия", "Диктант"), "utf-8")
        assert errors_of(path) == []
        assert len(read_text(path).add) == 1
