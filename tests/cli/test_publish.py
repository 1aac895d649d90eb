"""`roadmap publish`: what is typed, what is written, what is refused."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from roadmap_engine.cli import own_texts
from roadmap_engine.cli.commands import publish
from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics import Problem
from roadmap_engine.publishing.index import Index, read_index
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.verifying import verify_signature
from tests.publishing.bundles import text_of

ROOT = Path(__file__).parents[2]
Captured = pytest.CaptureFixture[str]


@pytest.fixture
def text(tmp_path: Path) -> Path:
    """A roadmap's text."""
    path = tmp_path / "tiny.yaml"
    path.write_text(text_of(), encoding="utf-8")
    return path


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """The folder to publish into."""
    return tmp_path / "published"


def _index(folder: Path) -> Index:
    index, problems = read_index((folder / "index.json").read_bytes(), "index.json")
    assert problems == ()
    assert index is not None
    return index


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


class TestPublishing:
    """A version becomes a bundle, once and for all."""

    def test_a_bundle_holds_all_that_is_needed(self, published: Path) -> None:
        assert run(["publish", "sakha-2021-order-441", "-o", str(published)]) == 0
        bundle, problems = read_bundle((published / "sakha-2021-order-441-1.0.0.zip").read_bytes(), "x")
        assert problems == ()
        assert bundle is not None
        assert set(bundle.texts) == {"federal-results-method", "sakha-2021-order-441"}
        assert "templates/analytic-note.docx" in bundle.files
        assert "schemas/roadmap.schema.json" in bundle.files
        assert bundle.manifest.lineage == ("federal-results-method@1.0.0", "sakha-2021-order-441@1.0.0")
        assert bundle.manifest.issuer == "Министерство образования и науки Республики Саха (Якутия)"
        assert "{{" not in bundle.manifest.title

    def test_what_is_printed_is_what_sha256sum_gives(
        self, text: Path, published: Path, capsys: Captured
    ) -> None:
        """Whoever compares a file that was passed on needs its hash, whoever pins it that of the manifest."""
        assert run(["publish", str(text), "-o", str(published)]) == 0
        told = capsys.readouterr().out
        data = (published / "tiny-1.0.0.zip").read_bytes()
        bundle, _ = read_bundle(data, "x")
        assert bundle is not None
        expected = hashlib.sha256(data).hexdigest()
        assert expected != bundle.sha256
        assert f"  SHA-256 {expected}\n" in told
        assert f"sha256: {bundle.sha256}\n" in told
        assert run(["publish", str(text), "-o", str(published), "--json"]) == 0
        (listed,) = json.loads(capsys.readouterr().out)["published"]
        assert (listed["sha256"], listed["manifest"]) == (expected, bundle.sha256)

    def test_the_list_tells_what_there_is(self, text: Path, published: Path) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        release = _index(published).roadmaps["tiny"]["1.0.0"]
        data = (published / "tiny-1.0.0.zip").read_bytes()
        bundle, _ = read_bundle(data, "x")
        assert bundle is not None
        assert (release.manifest, release.size, release.title) == (bundle.sha256, len(data), "План")

    def test_the_same_text_again_changes_nothing(self, text: Path, published: Path, capsys: Captured) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        before = _files(published)
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert "ничего не изменилось" in capsys.readouterr().out
        assert _files(published) == before

    def test_the_same_text_gives_the_same_bytes_anywhere(self, text: Path, tmp_path: Path) -> None:
        other = tmp_path / "elsewhere"
        other.mkdir()
        shutil.copy(text, other)
        assert run(["publish", str(text), "-o", str(tmp_path / "a")]) == 0
        assert run(["publish", str(other / "tiny.yaml"), "-o", str(tmp_path / "b")]) == 0
        assert _files(tmp_path / "a") == _files(tmp_path / "b")

    def test_other_words_under_the_same_version_are_refused(
        self, text: Path, published: Path, capsys: Captured
    ) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        before = _files(published)
        text.write_text(text_of().replace("1 октября", "2 октября"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 1
        told = capsys.readouterr().err
        assert "RM800" in told
        assert "поднимите версию" in told
        assert _files(published) == before

    def test_a_new_version_stands_beside_the_old_one(self, text: Path, published: Path) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        text.write_text(text_of("1.1.0", changes="сроки"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert list(_index(published).releases("tiny")) == ["1.0.0", "1.1.0"]
        bundle, _ = read_bundle((published / "tiny-1.1.0.zip").read_bytes(), "x")
        assert bundle is not None
        assert bundle.manifest.changes == {"1.1.0": "сроки"}
        assert "## 1.1.0\n\nсроки" in bundle.files["CHANGELOG.md"].decode()

    def test_a_lower_version_only_if_it_is_meant(self, text: Path, published: Path, capsys: Captured) -> None:
        text.write_text(text_of("1.1.0"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 0
        text.write_text(text_of("1.0.1", changes="опечатка"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 1
        assert "RM801" in capsys.readouterr().err
        assert run(["publish", str(text), "-o", str(published), "--older"]) == 0
        assert list(_index(published).releases("tiny")) == ["1.0.1", "1.1.0"]

    def test_who_does_not_say_what_changed_is_asked_to(
        self, text: Path, published: Path, capsys: Captured
    ) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert "RM802" not in capsys.readouterr().err
        text.write_text(text_of("1.1.0"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert "предупреждение RM802" in capsys.readouterr().err

    def test_a_faulty_text_publishes_nothing(self, text: Path, published: Path, capsys: Captured) -> None:
        good = text.with_name("good.yaml")
        good.write_text(text_of(name="good"), encoding="utf-8")
        text.write_text(text_of().replace("[teachers]", "[teacher]"), encoding="utf-8")
        assert run(["publish", str(good), str(text), "-o", str(published)]) == 1
        assert "RM201" in capsys.readouterr().err
        assert not published.exists()

    def test_a_folder_s_schools_and_procedures_are_passed_over(self, published: Path) -> None:
        assert run(["publish", str(ROOT / "roadmaps"), "-o", str(published)]) == 0
        assert len(_index(published).roadmaps) == 6

    def test_two_texts_of_one_name_and_version(
        self, tmp_path: Path, published: Path, capsys: Captured
    ) -> None:
        for folder, day in (("a", "1 октября"), ("b", "2 октября")):
            (tmp_path / folder).mkdir()
            text = text_of().replace("1 октября", day)
            (tmp_path / folder / "tiny.yaml").write_text(text, encoding="utf-8")
        assert run(["publish", str(tmp_path / "a"), str(tmp_path / "b"), "-o", str(published)]) == 1
        assert "RM800" in capsys.readouterr().err
        assert not published.exists()

    def test_another_s_bundle_is_passed_on_as_it_is(self, text: Path, tmp_path: Path) -> None:
        first, second = tmp_path / "a", tmp_path / "b"
        run(["publish", "--new-key", str(tmp_path / "key.pem")])
        assert run(["publish", str(text), "-o", str(first), "--key", str(tmp_path / "key.pem")]) == 0
        assert run(["publish", str(first / "tiny-1.0.0.zip"), "-o", str(second)]) == 0
        assert _files(first) == _files(second)

    def test_a_script_reads_json(self, text: Path, published: Path, capsys: Captured) -> None:
        assert run(["publish", str(text), "-o", str(published), "--json"]) == 0
        (told,) = json.loads(capsys.readouterr().out)["published"]
        assert (told["id"], told["version"], told["state"]) == ("tiny", "1.0.0", "new")
        text.write_text(text_of().replace("[teachers]", "[teacher]"), encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published), "--json"]) == 1
        answer = json.loads(capsys.readouterr().out)
        assert answer["published"] == []
        assert {problem["code"] for problem in answer["problems"]} >= {"RM201"}

    def test_a_damaged_list_is_not_written_over(self, text: Path, published: Path, capsys: Captured) -> None:
        published.mkdir()
        (published / "index.json").write_text("{", encoding="utf-8")
        assert run(["publish", str(text), "-o", str(published)]) == 1
        assert "RM811" in capsys.readouterr().err
        assert _files(published) == {"index.json": b"{"}

    def test_an_interrupted_run_is_completed(self, text: Path, published: Path) -> None:
        """The bundle lies there, the list does not name it yet, and a half file is left over."""
        assert run(["publish", str(text), "-o", str(published)]) == 0
        whole = _files(published)
        (published / "index.json").unlink()
        (published / ".roadmap-x.part").write_bytes(b"half")
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert _files(published) == whole

    def test_texts_that_are_no_roadmaps(self, tmp_path: Path, published: Path, capsys: Captured) -> None:
        (tmp_path / "texts").mkdir()
        assert run(["publish", str(tmp_path / "texts"), "-o", str(published)]) == 0
        assert "нет дорожной карты" in capsys.readouterr().err


class TestTemplates:
    """A roadmap's own Word templates go into its bundle, if they are sound."""

    def _with_output(self, text: Path, template: str) -> None:
        outputs = f"outputs: {{note: {{title: Справка, template: {template}}}}}\n"
        content = text_of().replace(
            "responsible: [teachers]", "responsible: [teachers]\n        output: note"
        )
        text.write_text(content + outputs, encoding="utf-8")

    def test_its_own_and_the_program_s(self, text: Path, published: Path) -> None:
        self._with_output(text, "our-note.docx")
        folder = text.parent / "templates"
        folder.mkdir()
        shutil.copy(ROOT / "templates" / "general.docx", folder / "our-note.docx")
        shutil.copy(ROOT / "templates" / "order.docx", folder / "order.docx")
        shutil.copy(ROOT / "templates" / "order.docx", folder / "somebody-else-s.docx")
        assert run(["publish", str(text), "-o", str(published)]) == 0
        bundle, _ = read_bundle((published / "tiny-1.0.0.zip").read_bytes(), "x")
        assert bundle is not None
        assert set(bundle.templates()) == {"our-note.docx", "order.docx"}
        written = {name: entry.written_by for name, entry in bundle.manifest.files.items()}
        assert written["templates/our-note.docx"] == "publisher"
        assert written["schemas/roadmap.schema.json"] == "engine"

    def test_one_that_is_missing(self, text: Path, published: Path, capsys: Captured) -> None:
        self._with_output(text, "our-note.docx")
        assert run(["publish", str(text), "-o", str(published)]) == 1
        assert "RM624" in capsys.readouterr().err

    def test_one_that_is_damaged(self, text: Path, published: Path, capsys: Captured) -> None:
        self._with_output(text, "our-note.docx")
        (text.parent / "templates").mkdir()
        (text.parent / "templates" / "our-note.docx").write_bytes(b"PK")
        assert run(["publish", str(text), "-o", str(published)]) == 1
        assert "RM601" in capsys.readouterr().err
        assert not published.exists()


class TestSigning:
    """A key is made once, kept to oneself, and signs what is published."""

    def test_a_key_is_made_for_its_owner_only(self, tmp_path: Path, capsys: Captured) -> None:
        key = tmp_path / "ministry.pem"
        assert run(["publish", "--new-key", str(key)]) == 0
        assert capsys.readouterr().out.startswith("ed25519:")
        if os.name == "posix":
            assert stat.S_IMODE(key.stat().st_mode) == 0o600
        before = key.read_bytes()
        assert run(["publish", "--new-key", str(key)]) == 2
        assert key.read_bytes() == before

    def test_what_is_published_is_signed(self, text: Path, published: Path, capsys: Captured) -> None:
        key = text.with_name("key.pem")
        run(["publish", "--new-key", str(key), "--json"])
        public = json.loads(capsys.readouterr().out)["key"]
        assert run(["publish", str(text), "-o", str(published), "--key", str(key)]) == 0
        assert public in capsys.readouterr().out
        release = _index(published).roadmaps["tiny"]["1.0.0"]
        bundle, _ = read_bundle((published / "tiny-1.0.0.zip").read_bytes(), "x", signature=release.signed)
        assert bundle is not None
        assert verify_signature(bundle, public) == ()
        assert (published / "tiny-1.0.0.zip.sig").read_text(encoding="ascii").startswith(public)

    def test_what_was_published_unsigned_can_be_signed_later(self, text: Path, published: Path) -> None:
        key = text.with_name("key.pem")
        run(["publish", "--new-key", str(key)])
        assert run(["publish", str(text), "-o", str(published)]) == 0
        before = (published / "tiny-1.0.0.zip").read_bytes()
        assert run(["publish", str(text), "-o", str(published), "--key", str(key)]) == 0
        assert (published / "tiny-1.0.0.zip").read_bytes() == before
        assert _index(published).roadmaps["tiny"]["1.0.0"].signed is not None

    def test_another_key_than_before_is_told(self, text: Path, published: Path, capsys: Captured) -> None:
        for number, version in enumerate(("1.0.0", "1.1.0")):
            key = text.with_name(f"{number}.pem")
            run(["publish", "--new-key", str(key)])
            text.write_text(text_of(version, changes="сроки"), encoding="utf-8")
            assert run(["publish", str(text), "-o", str(published), "--key", str(key)]) == 0
        assert "предупреждение RM804" in capsys.readouterr().err

    def test_no_key_at_all(self, text: Path, published: Path, capsys: Captured) -> None:
        assert run(["publish", str(text), "-o", str(published), "--key", str(text)]) == 1
        assert "RM803" in capsys.readouterr().err
        assert not published.exists()


class TestWithdrawing:
    """A version can be taken back; what stands on it goes on standing."""

    def test_the_list_says_why(self, text: Path, published: Path) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        before = (published / "tiny-1.0.0.zip").read_bytes()
        arguments = ["publish", "-o", str(published), "--withdraw", "tiny@1.0.0", "--reason", "неверный срок"]
        assert run(arguments) == 0
        assert _index(published).roadmaps["tiny"]["1.0.0"].withdrawn == "неверный срок"
        assert (published / "tiny-1.0.0.zip").read_bytes() == before
        # Publishing the same text again does not bring it back unawares.
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert _index(published).roadmaps["tiny"]["1.0.0"].withdrawn == "неверный срок"

    def test_one_that_was_never_published(self, text: Path, published: Path, capsys: Captured) -> None:
        assert run(["publish", str(text), "-o", str(published)]) == 0
        arguments = ["publish", "-o", str(published), "--withdraw", "tiny@2.0.0", "--reason", "x"]
        assert run(arguments) == 1
        assert "RM812" in capsys.readouterr().err


class TestUsage:
    """Whoever types something else learns how it is typed."""

    @pytest.mark.parametrize(
        "arguments",
        [
            ["publish"],
            ["publish", "x.yaml"],
            ["publish", "-o", "x"],
            ["publish", "x.yaml", "-o", "x", "--withdraw", "tiny@1.0.0"],
            ["publish", "-o", "x", "--withdraw", "tiny", "--reason", "x"],
            ["publish", "-o", "x", "--withdraw", "tiny@1.0.0"],
            ["publish", "--new-key", "k", "-o", "x"],
            ["publish", "x.yaml", "-o", "x", "--key", "no-such-file.pem"],
        ],
    )
    def test_wrong_usage(self, arguments: list[str]) -> None:
        assert run(arguments) == 2


class TestTwoPublishers:
    """Two people may publish into one folder at the same time."""

    def test_what_the_other_published_meanwhile_stays_listed(
        self, text: Path, published: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        other = text.with_name("other.yaml")
        other.write_text(text_of(name="other"), encoding="utf-8")
        hold = own_texts.hold

        @contextlib.contextmanager
        def hold_too_late(folder: Path) -> Iterator[tuple[Problem, ...]]:
            monkeypatch.setattr(publish, "hold", hold)
            assert run(["publish", str(other), "-o", str(folder)]) == 0
            with hold(folder) as refused:
                yield refused

        monkeypatch.setattr(publish, "hold", hold_too_late)
        assert run(["publish", str(text), "-o", str(published)]) == 0
        assert set(_index(published).roadmaps) == {"tiny", "other"}
