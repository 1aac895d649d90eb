"""A source says what it offers and gives one version of it, from wherever it lies."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.fetching import Limits
from roadmap_engine.publishing.index import INDEX_NAME, Index, Release, read_index, write_index
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.signing import make_key, public_key_of, sign, write_signature
from roadmap_engine.publishing.sources import Source, open_source
from roadmap_engine.publishing.verifying import verify_signature
from roadmap_engine.storage.caching import cache_folder
from tests.publishing.bundles import bundle_of, lay_out_folder, text_of, zip_of
from tests.publishing.host import Answer, serve

LIMITS = Limits(silence=5, total=20)


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROADMAP_CACHE", str(tmp_path / "cache"))


def _codes(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems]


def _open(text: str | Path) -> Source:
    source, problems = open_source(str(text), limits=LIMITS)
    assert problems == ()
    assert source is not None
    return source


def _answers(folder: Path) -> dict[str, Answer]:
    return {f"/maps/{path.name}": Answer(path.read_bytes()) for path in folder.iterdir()}


def _signed(version: str = "1.0.0") -> Bundle:
    pem = make_key()
    bundle = bundle_of(version)
    return dataclasses.replace(bundle, signature=sign(bundle.manifest_data, pem))


class TestPlaces:
    """A folder, a list, a single bundle, on a disk or on a host: the same bundle comes out."""

    @pytest.mark.parametrize("place", ["published", "published/index.json", "published/tiny-1.1.0.zip"])
    def test_on_a_disk(self, tmp_path: Path, place: str) -> None:
        lay_out_folder(tmp_path / "published", bundle_of(), bundle_of("1.1.0"))
        source = _open(tmp_path / place)
        assert source.choose(None) == (("tiny", "1.1.0"), ())
        assert source.fetch("tiny", "1.1.0") == (bundle_of("1.1.0"), ())

    @pytest.mark.parametrize("place", ["maps", "maps/", "maps/index.json", "maps/tiny-1.1.0.zip"])
    def test_on_a_host(self, tmp_path: Path, place: str) -> None:
        lay_out_folder(tmp_path / "published", bundle_of(), bundle_of("1.1.0"))
        with serve(_answers(tmp_path / "published")) as address:
            source = _open(address + place)
            assert source.choose(None) == (("tiny", "1.1.0"), ())
            assert source.fetch("tiny", "1.1.0") == (bundle_of("1.1.0"), ())

    def test_a_folder_of_bundles_without_a_list(self, tmp_path: Path) -> None:
        for bundle in (bundle_of(), bundle_of("1.10.0"), bundle_of("1.9.0")):
            (tmp_path / bundle.file_name).write_bytes(bundle.data)
        assert _open(tmp_path).versions("tiny") == ("1.0.0", "1.9.0", "1.10.0")

    def test_one_damaged_bundle_does_not_hide_the_others(self, tmp_path: Path) -> None:
        (tmp_path / "tiny-1.0.0.zip").write_bytes(bundle_of().data)
        (tmp_path / "tiny-1.1.0.zip").write_bytes(b"PK")
        source, problems = open_source(str(tmp_path))
        assert source is not None
        assert source.versions("tiny") == ("1.0.0",)
        assert _codes(problems) == ["RM814"]

    def test_a_path_may_start_from_another_folder(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path / "published", bundle_of())
        source, _ = open_source("published", beside=tmp_path)
        assert source is not None
        assert source.address == "published"

    @pytest.mark.parametrize(
        "text", ["nowhere", "file:///etc/passwd", "ftp://a/b", "https://me:pw@a/b", "x://y"]
    )
    def test_what_is_no_source(self, text: str) -> None:
        source, problems = open_source(text)
        assert source is None
        assert _codes(problems) == ["RM806"]
        assert "pw" not in str(problems)

    def test_an_empty_folder(self, tmp_path: Path) -> None:
        assert _codes(open_source(str(tmp_path))[1]) == ["RM811"]

    def test_a_page_instead_of_a_list(self) -> None:
        with serve({"/index.json": Answer(b"<html>404</html>")}) as address:
            assert _codes(open_source(address, limits=LIMITS)[1]) == ["RM811"]


class TestChoosing:
    """The newest that fits, and never one that was withdrawn unless it is named."""

    def _source(self, tmp_path: Path) -> Source:
        index = lay_out_folder(tmp_path, bundle_of(), bundle_of("1.2.0"), bundle_of("2.0.0"))
        release = with_fields(index.roadmaps["tiny"]["2.0.0"], withdrawn="ошибка")
        (tmp_path / INDEX_NAME).write_bytes(write_index(index.add("tiny", "2.0.0", release)))
        return _open(tmp_path)

    @pytest.mark.parametrize(
        ("wanted", "found"), [("", "1.2.0"), ("1", "1.2.0"), ("1.0", "1.0.0"), ("1.2.0", "1.2.0")]
    )
    def test_the_newest_that_fits(self, tmp_path: Path, wanted: str, found: str) -> None:
        assert self._source(tmp_path).choose("tiny", wanted) == (("tiny", found), ())

    def test_a_withdrawn_one_only_by_its_full_name(self, tmp_path: Path) -> None:
        source = self._source(tmp_path)
        assert _codes(source.choose("tiny", "2")[1]) == ["RM812"]
        chosen, problems = source.choose("tiny", "2.0.0")
        assert chosen == ("tiny", "2.0.0")
        assert _codes(problems) == ["RM805"]

    def test_what_is_not_offered(self, tmp_path: Path) -> None:
        source = self._source(tmp_path)
        assert _codes(source.choose("other")[1]) == ["RM812"]
        assert _codes(source.choose("tiny", "3")[1]) == ["RM812"]
        assert _codes(source.fetch("tiny", "3.0.0")[1]) == ["RM812"]

    def test_which_of_several_must_be_said(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path, bundle_of(), bundle_of(name="other"))
        assert _codes(_open(tmp_path).choose(None)[1]) == ["RM812"]


class TestLyingHosts:
    """The list and the bundle must be of one mind; whoever lies is refused."""

    def test_another_bundle_under_the_same_name(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path, bundle_of())
        changed = bundle_of(text=text_of() + "# другое\n")
        (tmp_path / "tiny-1.0.0.zip").write_bytes(changed.data)
        bundle, problems = _open(tmp_path).fetch("tiny", "1.0.0")
        assert bundle is None
        (found,) = problems
        assert found.code == "RM817"
        words = found.words
        assert (words["expected"], words["found"]) == (bundle_of().sha256, changed.sha256)

    def test_another_roadmap_under_the_name(self, tmp_path: Path) -> None:
        other = bundle_of(name="other")
        release = with_fields(Release.of(other), file="tiny-1.0.0.zip")
        (tmp_path / INDEX_NAME).write_bytes(write_index(Index().add("tiny", "1.0.0", release)))
        (tmp_path / "tiny-1.0.0.zip").write_bytes(other.data)
        assert _codes(_open(tmp_path).fetch("tiny", "1.0.0")[1]) == ["RM816"]

    def test_a_listed_bundle_that_is_not_there(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path, bundle_of())
        (tmp_path / "tiny-1.0.0.zip").unlink()
        assert _codes(_open(tmp_path).fetch("tiny", "1.0.0")[1]) == ["RM807"]

    @pytest.mark.parametrize(
        "file", ["../tiny-1.0.0.zip", "https://elsewhere.example/x.zip", "other-1.0.0.zip"]
    )
    def test_a_list_that_leads_elsewhere(self, tmp_path: Path, file: str) -> None:
        lay_out_folder(tmp_path, bundle_of())
        content = json.loads((tmp_path / INDEX_NAME).read_bytes())
        content["roadmaps"]["tiny"]["1.0.0"]["file"] = file
        index, problems = read_index(json.dumps(content).encode(), INDEX_NAME)
        assert index is None
        assert _codes(problems) == ["RM811"]

    @pytest.mark.parametrize("hashed", ["sha256", "manifest"])
    def test_a_list_whose_hash_does_not_fit(self, tmp_path: Path, hashed: str) -> None:
        """The file as a whole is promised too: what stands behind a manifest's files may be anything."""
        lay_out_folder(tmp_path, bundle_of())
        content = json.loads((tmp_path / INDEX_NAME).read_bytes())
        content["roadmaps"]["tiny"]["1.0.0"][hashed] = "0" * 64
        (tmp_path / INDEX_NAME).write_text(json.dumps(content), encoding="utf-8")
        bundle, problems = _open(tmp_path).fetch("tiny", "1.0.0")
        assert bundle is None
        assert _codes(problems) == ["RM817"]

    def test_a_bundle_of_other_bytes_in_the_cache(self, tmp_path: Path) -> None:
        """The same manifest in a zip that somebody else packed is fetched anew, not taken for this one."""
        bundle = bundle_of()
        lay_out_folder(tmp_path / "published", bundle)
        packed = zip_of([("manifest.json", bundle.manifest_data), *bundle.files.items()], deflated=True)
        other, _ = read_bundle(packed, "x")
        assert other is not None
        assert other.sha256 == bundle.sha256
        Cache(tmp_path / "cache").keep_bundle(other)
        with serve(_answers(tmp_path / "published")) as address:
            source, _ = open_source(f"{address}maps/", cache=Cache(tmp_path / "cache"))
            assert source is not None
            fetched, _ = source.fetch("tiny", "1.0.0")
        assert fetched is not None
        assert fetched.data == bundle.data

    @settings(max_examples=60, deadline=None)
    @given(st.binary(max_size=200) | st.text('[]{}":0,\\n', max_size=200).map(str.encode))
    @example(b"{}")
    def test_no_list_raises(self, data: bytes) -> None:
        index, _ = read_index(data, INDEX_NAME)
        assert index is None or not index.roadmaps

    def test_a_list_over_the_limit(self) -> None:
        with serve({"/index.json": Answer(b" " * (5 * 1024 * 1024 + 1))}) as address:
            assert _codes(open_source(address, limits=LIMITS)[1]) == ["RM809"]


class TestSignatures:
    """A signature comes along from the list, or from the file beside the bundle."""

    def test_from_the_list(self, tmp_path: Path) -> None:
        signed = _signed()
        lay_out_folder(tmp_path, signed)
        bundle, _ = _open(tmp_path).fetch("tiny", "1.0.0")
        assert bundle == signed

    @pytest.mark.parametrize("on_a_host", [False, True])
    def test_from_the_file_beside(self, tmp_path: Path, on_a_host: bool) -> None:
        signed = _signed()
        assert signed.signature is not None
        (tmp_path / signed.file_name).write_bytes(signed.data)
        (tmp_path / f"{signed.file_name}.sig").write_bytes(write_signature(signed.signature))
        with serve(_answers(tmp_path)) as address:
            place = f"{address}maps/{signed.file_name}" if on_a_host else tmp_path / signed.file_name
            bundle, _ = _open(place).fetch("tiny", "1.0.0")
        assert bundle == signed
        assert verify_signature(signed, signed.signature.key) == ()

    def test_a_cached_bundle_gets_the_signature_the_list_has_now(self, tmp_path: Path) -> None:
        """A publisher may sign later what was fetched unsigned."""
        lay_out_folder(tmp_path / "published", bundle_of())
        with serve(_answers(tmp_path / "published")) as address:
            _open(address + "maps").fetch("tiny", "1.0.0")
        signed = _signed()
        lay_out_folder(tmp_path / "published", signed)
        with serve(_answers(tmp_path / "published")) as address:
            bundle, _ = _open(address + "maps").fetch("tiny", "1.0.0")
        assert bundle == signed


class TestCache:
    """What was fetched once is there without a network, checked like anything else."""

    def _fetch_once(self, tmp_path: Path, asked: list[str] | None = None) -> str:
        lay_out_folder(tmp_path / "published", bundle_of())
        with serve(_answers(tmp_path / "published"), asked=asked) as address:
            assert _open(address + "maps").fetch("tiny", "1.0.0")[0] == bundle_of()
        return address + "maps"

    def test_without_a_network(self, tmp_path: Path) -> None:
        address = self._fetch_once(tmp_path)
        source, problems = open_source(address, limits=LIMITS)
        assert source is not None
        assert _codes(problems) == ["RM813"]
        assert problems[0].severity == "notice"
        assert source.fetch("tiny", "1.0.0") == (bundle_of(), ())

    def test_a_single_bundle_is_not_asked_for_twice(self, tmp_path: Path) -> None:
        asked: list[str] = []
        lay_out_folder(tmp_path / "published", bundle_of())
        with serve(_answers(tmp_path / "published"), asked=asked) as address:
            for _ in range(2):
                _open(address + "maps").fetch("tiny", "1.0.0")
        assert asked.count("/maps/tiny-1.0.0.zip") == 1
        assert asked.count("/maps/index.json") == 2

    def test_a_host_that_says_it_has_nothing_is_believed(self, tmp_path: Path) -> None:
        """404 is an answer: the list was taken away."""
        lay_out_folder(tmp_path / "published", bundle_of())
        answers = _answers(tmp_path / "published")
        with serve(answers) as address:
            _open(address + "maps")
            answers.clear()
            assert _codes(open_source(address + "maps", limits=LIMITS)[1]) == ["RM807"]

    def test_a_damaged_file_is_as_good_as_none(self, tmp_path: Path) -> None:
        asked: list[str] = []
        self._fetch_once(tmp_path)
        (kept,) = (tmp_path / "cache" / "bundles").iterdir()
        kept.write_bytes(b"PK")
        self._fetch_once(tmp_path, asked)
        assert "/maps/tiny-1.0.0.zip" in asked
        assert kept.read_bytes() == bundle_of().data

    def test_another_bundle_under_the_hash_is_not_taken(self, tmp_path: Path) -> None:
        self._fetch_once(tmp_path)
        (kept,) = (tmp_path / "cache" / "bundles").iterdir()
        kept.write_bytes(bundle_of("1.1.0").data)
        assert Cache(tmp_path / "cache").take_bundle(bundle_of().sha256) is None

    def test_what_a_killed_run_left_is_taken_away(self, tmp_path: Path) -> None:
        (tmp_path / "bundles").mkdir()
        (tmp_path / "bundles" / "half.zip.part").write_bytes(b"PK")
        Cache(tmp_path).keep_bundle(bundle_of())
        assert [path.suffix for path in (tmp_path / "bundles").iterdir()] == [".zip"]

    def test_a_folder_that_cannot_be_written_is_no_fault(self, tmp_path: Path) -> None:
        (tmp_path / "taken").write_bytes(b"")
        Cache(tmp_path / "taken").keep_bundle(bundle_of())
        assert Cache(tmp_path / "taken").take_bundle(bundle_of().sha256) is None

    def test_no_folder_keeps_nothing(self) -> None:
        Cache(None).keep_bundle(bundle_of())
        assert Cache(None).take_bundle(bundle_of().sha256) is None

    def test_a_signature_is_kept_too(self, tmp_path: Path) -> None:
        signed = _signed()
        Cache(tmp_path).keep_bundle(signed)
        assert Cache(tmp_path).take_bundle(signed.sha256) == signed
        assert signed.signature is not None
        assert public_key_of(b"") != signed.signature.key


class TestCacheFolder:
    """Where the platform keeps such things, unless ROADMAP_CACHE names another place."""

    def test_a_named_one(self) -> None:
        assert cache_folder({"ROADMAP_CACHE": "/x"}) == Path("/x")
        assert cache_folder({"ROADMAP_CACHE": ""}) is None

    @pytest.mark.parametrize(
        ("platform", "environment", "ending"),
        [
            ("linux", {}, ".cache/roadmap-engine"),
            ("linux", {"XDG_CACHE_HOME": "relative"}, ".cache/roadmap-engine"),
            ("linux", {"XDG_CACHE_HOME": "/xdg"}, "/xdg/roadmap-engine"),
            ("darwin", {}, "Library/Caches/roadmap-engine"),
            ("win32", {"LOCALAPPDATA": "/local"}, "/local/roadmap-engine/Cache"),
        ],
    )
    def test_the_platform_s(
        self, platform: str, environment: dict[str, str], ending: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("sys.platform", platform)
        folder = cache_folder(environment)
        assert folder is not None
        assert folder.as_posix().endswith(ending)

    def test_nobody_s_home(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def homeless() -> Path:
            raise RuntimeError

        monkeypatch.setattr(Path, "home", homeless)
        assert cache_folder({}) is None
