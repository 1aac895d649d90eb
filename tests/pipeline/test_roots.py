"""Whatever a text names by a path stays inside its root, on every way from a text to a paper or a bundle."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.showing import format_problem
from roadmap_engine.diagnostics.translation import translator
from roadmap_engine.documents.word.images import TRIAL_IMAGE
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.drift import find_drift
from roadmap_engine.pipeline.migrating import migrate
from roadmap_engine.pipeline.plans import read_adoption
from roadmap_engine.pipeline.releasing import publish
from roadmap_engine.pipeline.rolling_over import read_old_year
from roadmap_engine.pipeline.updating import Updater
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.storage.roots import MARK
from tests.example_school import copy_example
from tests.publishing.bundles import bundle_of, lay_out_folder, text_of

CONTENT = "чужие-слова: [никому"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """A school's folder in a district's, which is its root; beside the district lies what is not hers."""
    folder = tmp_path / "district" / "school"
    copy_example(folder)
    outside = tmp_path / "outside"
    outside.mkdir()
    for name in ("private.yaml", "emblem.png", "order.docx", "adoption.yaml", "tiny.yaml"):
        (outside / name).write_text(CONTENT, encoding="utf-8")
    (outside / "good.png").write_bytes(TRIAL_IMAGE.data)
    (outside / "templates").mkdir()
    return folder


def _say(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def _shown(problems: Iterable[Problem], sources: dict[str, str]) -> str:
    return "\n".join(
        format_problem(each, sources.get(each.location.file) if each.location else None, translator("ru"))
        for each in problems
    )


def _name_organisation(school: Path, name: str) -> None:
    _say(school / "adoption.yaml", "organisation: organisation.yaml", f"organisation: {name}")


def _name_terms(school: Path, name: str) -> None:
    _say(school / "organisation.yaml", "terms: [terms-2026.yaml, terms-2027.yaml]", f"terms: {name}")


def _name_templates(school: Path, name: str) -> None:
    _say(school / "organisation.yaml", "layout: gost-2025", f"templates: {name}")


def _name_emblem(school: Path, name: str) -> None:
    _say(school / "organisation.yaml", "layout: gost-2025", f"emblem: {name}")


FIELDS: dict[str, tuple[Callable[[Path, str], None], str]] = {
    "organisation": (_name_organisation, "private.yaml"),
    "terms": (_name_terms, "private.yaml"),
    "templates": (_name_templates, "templates"),
    "emblem": (_name_emblem, "emblem.png"),
}


@pytest.mark.parametrize("field", FIELDS)
@pytest.mark.parametrize("way", ["upwards", "absolute", "link", "windows"])
def test_a_named_path_that_leads_out_is_refused(school: Path, field: str, way: str) -> None:
    """The place in the text is told, and nothing of what lies there."""
    name_it, file = FIELDS[field]
    there = school.parent.parent / "outside" / file
    match way:
        case "upwards":
            name = f"../../outside/{file}"
        case "absolute":
            name = str(there)
        case "link":
            name = "inside-by-name"
            (school / name).symlink_to(there)
        case _:
            name = f"'C:\\outside\\{file}'"
    name_it(school, name)
    outcome = adopt(school / "adoption.yaml")
    (refused,) = (each for each in outcome.problems if each.code == "RM166")
    assert refused.location is not None
    assert refused.location.line > 1
    assert "никому" not in _shown(outcome.problems, dict(outcome.sources))
    assert not any("никому" in text for text in outcome.sources.values())


@pytest.mark.parametrize("field", FIELDS)
def test_a_named_pipe_is_not_waited_for(school: Path, field: str) -> None:
    """A school's folder may come with pipes in it."""
    os.mkfifo(school / "pipe")
    FIELDS[field][0](school, "pipe")
    codes = {each.code for each in adopt(school / "adoption.yaml").problems}
    assert codes & {"RM167", "RM644"}


_OF_ORGANISATION = ("organisation.yaml", "terms-2026.yaml", "terms-2027.yaml")


class TestInside:
    """Paths that stay inside are followed as before."""

    def test_a_path_upwards_inside_the_root(self, school: Path) -> None:
        for name in _OF_ORGANISATION:
            (school / name).rename(school.parent / name)
        _name_organisation(school, "../organisation.yaml")
        assert adopt(school / "adoption.yaml").value is not None

    def test_a_link_that_stays_inside(self, school: Path) -> None:
        for name in _OF_ORGANISATION:
            (school / name).rename(school.parent / name)
        for name in _OF_ORGANISATION:
            (school / name).symlink_to(f"../{name}")
        assert adopt(school / "adoption.yaml").value is not None

    def test_a_workspace_is_one_root(self, school: Path) -> None:
        (school.parent.parent / MARK).touch()
        (school.parent.parent / "shared").mkdir()
        (school / "terms-2026.yaml").rename(school.parent.parent / "shared" / "terms-2026.yaml")
        _name_terms(school, "../../shared/terms-2026.yaml")
        assert adopt(school / "adoption.yaml").value is not None

    def test_a_mark_in_the_schools_own_folder_closes_it(self, school: Path) -> None:
        (school / MARK).touch()
        (school / "terms-2026.yaml").rename(school.parent / "terms-2026.yaml")
        _name_terms(school, "../terms-2026.yaml")
        assert "RM166" in {each.code for each in adopt(school / "adoption.yaml").problems}

    def test_a_folder_that_is_checked_is_the_root_of_all_its_texts(self, school: Path) -> None:
        """A deeper text may name what lies above it, as long as all of it lies in the folder."""
        deep = school / "2026" / "autumn"
        deep.mkdir(parents=True)
        (school / "adoption.yaml").rename(deep / "adoption.yaml")
        _say(
            deep / "adoption.yaml", "organisation: organisation.yaml", "organisation: ../../organisation.yaml"
        )
        assert "RM166" in {each.code for each in check_texts([deep / "adoption.yaml"]).problems}
        assert "RM166" not in {each.code for each in check_texts([school]).problems}

    def test_a_text_that_is_a_link_may_be_named_by_its_reader(self, school: Path, tmp_path: Path) -> None:
        named = tmp_path / "plan.yaml"
        named.symlink_to(school / "terms-2026.yaml")
        assert check_texts([named]).problems == ()


class TestLinks:
    """Links that a folder brings along."""

    def test_a_roadmap_beside(self, school: Path) -> None:
        _say(school / "adoption.yaml", "sakha-2021-order-441@1.0.0", "tiny")
        (school / "tiny.yaml").symlink_to(school.parent.parent / "outside" / "tiny.yaml")
        outcome = adopt(school / "adoption.yaml")
        assert "RM166" in {each.code for each in outcome.problems}
        assert "никому" not in _shown(outcome.problems, dict(outcome.sources))

    @pytest.mark.parametrize("name", ["templates", "templates/order.docx"])
    def test_templates_beside_a_roadmap(self, school: Path, name: str) -> None:
        """The folder itself, or one file of it; a school's own folder goes the same way."""
        (school / "ours.yaml").write_text(
            "roadmap: ours\nversion: 1.0.0\nextends: sakha-2021-order-441@1\n", encoding="utf-8"
        )
        _say(school / "adoption.yaml", "sakha-2021-order-441@1.0.0", "ours")
        (school / name).parent.mkdir(exist_ok=True)
        (school / name).symlink_to(school.parent.parent / "outside" / Path(name).name)
        outcome = read_adoption(school / "adoption.yaml")
        assert "RM166" in {each.code for each in outcome.problems}
        assert outcome.value is not None
        assert "order.docx" not in outcome.value.own.templates

    def test_a_bundle_beside(self, school: Path) -> None:
        bundle = bundle_of()
        lay_out_folder(school.parent.parent / "outside", bundle)
        (school / "bundles").mkdir()
        (school / "bundles" / bundle.file_name).symlink_to(
            school.parent.parent / "outside" / bundle.file_name
        )
        pinned = f"tiny@1.0.0\npinned: {{source: published, sha256: '{bundle.sha256}'}}"
        _say(school / "adoption.yaml", "sakha-2021-order-441@1.0.0", pinned)
        outcome = adopt(school / "adoption.yaml")
        assert outcome.value is None
        assert "RM166" in {each.code for each in outcome.problems}

    def test_a_history_beside(self, school: Path) -> None:
        path = history_path(school / "adoption.yaml")
        path.symlink_to(school.parent.parent / "outside" / "private.yaml")
        history, problems = load_history(path)
        assert history == ()
        assert [each.code for each in problems] == ["RM166"]

    def test_texts_of_a_folder(self, school: Path) -> None:
        """Checked, searched for adoptions, migrated: a link out is refused and nothing of it is shown."""
        (school / "linked.yaml").symlink_to(school.parent.parent / "outside" / "adoption.yaml")
        outcome = check_texts([school])
        assert "RM166" in {each.code for each in outcome.problems}
        assert "никому" not in _shown(outcome.problems, dict(outcome.sources))
        (school / "linked.yaml").unlink()
        foreign = school.parent.parent / "outside" / "adoption.yaml"
        shutil.copy(school / "adoption.yaml", foreign)
        (school / "linked.yaml").symlink_to(foreign)
        drift = find_drift(school)
        assert drift.value is not None
        assert [each.path for each in drift.value.schools] == ["adoption.yaml"]
        assert "RM166" in {each.code for each in migrate([school]).problems}


class TestOtherCommands:
    """Each reader of an adoption refuses the same."""

    def test_next_year(self, school: Path) -> None:
        _name_organisation(school, "../../outside/private.yaml")
        assert [each.code for each in read_old_year(school / "adoption.yaml").problems] == ["RM166"]

    def test_update(self, school: Path, tmp_path: Path) -> None:
        lay_out_folder(tmp_path / "published", bundle_of("1.0.0"), bundle_of("1.1.0"))
        (school / "tiny.yaml").write_text(text_of(), encoding="utf-8")
        text = (school / "adoption.yaml").read_text(encoding="utf-8").replace("sakha-2021-order-441", "tiny")
        text = re.sub(r"(?ms)^(events|replace):\n(  .*\n)+", "", text)
        (school / "adoption.yaml").write_text(text, encoding="utf-8")
        _name_organisation(school, "../../outside/private.yaml")
        outcome = Updater(source=str(tmp_path / "published")).update(school / "adoption.yaml", {})
        assert "никому" not in _shown(outcome.problems, dict(outcome.sources))
        assert not any("никому" in text for text in outcome.sources.values())


class TestPublishing:
    """What is published is taken from files alone, and what a folder of bundles holds is read from files."""

    @pytest.fixture
    def texts(self, tmp_path: Path) -> Path:
        folder = tmp_path / "texts"
        folder.mkdir()
        (folder / "tiny.yaml").write_text(text_of(), encoding="utf-8")
        (tmp_path / "elsewhere.yaml").write_text(text_of(name="other"), encoding="utf-8")
        return folder

    def test_a_text_that_is_a_link(self, texts: Path, tmp_path: Path) -> None:
        """A link that stays inside the root is none to publish either."""
        (texts / "other.yaml").symlink_to(tmp_path / "elsewhere.yaml")
        outcome = publish([texts], tmp_path / "published")
        assert outcome.value is None
        assert "RM168" in {each.code for each in outcome.problems}

    def test_a_base_that_is_a_link(self, texts: Path, tmp_path: Path) -> None:
        (texts / "tiny.yaml").rename(tmp_path / "tiny.yaml")
        (texts / "tiny.yaml").symlink_to("../tiny.yaml")
        (texts / "layer.yaml").write_text(
            "roadmap: layer\nversion: 1.0.0\nextends: tiny@1\n", encoding="utf-8"
        )
        outcome = publish([texts / "layer.yaml"], tmp_path / "published")
        assert "RM168" in {each.code for each in outcome.problems}

    def test_a_template_that_is_a_link(self, texts: Path, tmp_path: Path) -> None:
        (texts / "templates").mkdir()
        (texts / "templates" / "plan.docx").symlink_to("../../elsewhere.yaml")
        outcome = publish([texts / "tiny.yaml"], tmp_path / "published")
        assert outcome.value is None
        assert "RM168" in {each.code for each in outcome.problems}

    def test_a_folder_that_is_reached_by_a_link(self, texts: Path, tmp_path: Path) -> None:
        """How its reader names the folder is her affair."""
        (tmp_path / "far").mkdir()
        (tmp_path / "far" / "by-link").symlink_to(texts)
        outcome = publish([tmp_path / "far" / "by-link"], tmp_path / "published")
        assert outcome.value is not None

    def test_an_index_that_is_a_link(self, texts: Path, tmp_path: Path) -> None:
        lay_out_folder(tmp_path / "real", bundle_of("0.9.0"))
        (tmp_path / "published").mkdir()
        (tmp_path / "published" / "index.json").symlink_to(tmp_path / "real" / "index.json")
        outcome = publish([texts], tmp_path / "published")
        assert outcome.value is None
        assert "RM166" in {each.code for each in outcome.problems}

    def test_a_bundle_passed_on_is_read_first(self, tmp_path: Path) -> None:
        """A bundle whose text has another name, or cannot be read at all, is passed on by nobody."""
        for name, text in (("misnamed", text_of(name="other")), ("damaged", "roadmap: [")):
            (tmp_path / f"{name}.zip").write_bytes(bundle_of(text=text).data)
            assert read_bundle((tmp_path / f"{name}.zip").read_bytes(), name)[0] is not None
            outcome = publish([tmp_path / f"{name}.zip"], tmp_path / "published")
            assert outcome.value is None
