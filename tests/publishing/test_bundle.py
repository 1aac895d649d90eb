"""A bundle: the same files, the same bytes; whatever else is put into a zip is refused."""

from __future__ import annotations

import io
import json
import os
import stat
import struct
import subprocess
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from roadmap_engine.model.base import with_fields
from roadmap_engine.publishing.bundle import Bundle, build_bundle
from roadmap_engine.publishing.manifest import MANIFEST_NAME, digest, read_manifest, write_manifest
from roadmap_engine.publishing.reading import read_bundle
from tests.publishing.bundles import bundle_of, manifest_of, text_of, zip_of

ROOT = Path(__file__).parents[2]


def _codes(data: bytes) -> list[str]:
    bundle, problems = read_bundle(data, "tiny-1.0.0.zip")
    assert (bundle is None) == bool(problems)
    return [problem.code for problem in problems]


def _entries(bundle: Bundle) -> list[tuple[str | zipfile.ZipInfo, bytes]]:
    return [(MANIFEST_NAME, bundle.manifest_data), *bundle.files.items()]


class TestBuild:
    """One deterministic zip."""

    def test_is_read_back_as_it_was(self) -> None:
        bundle = bundle_of()
        read, problems = read_bundle(bundle.data, "tiny-1.0.0.zip")
        assert problems == ()
        assert read == bundle
        assert read is not None
        assert read.texts == {"tiny": text_of().encode()}
        assert read.file_name == "tiny-1.0.0.zip"

    def test_the_order_of_files_does_not_matter(self) -> None:
        files = {"roadmaps/tiny.yaml": b"roadmap: tiny", "templates/записка.docx": b"PK"}
        turned = dict(reversed(files.items()))
        assert build_bundle(manifest_of(files), files).data == build_bundle(manifest_of(turned), turned).data

    def test_the_same_bytes_in_another_process_zone_and_language(self) -> None:
        program = (
            "from tests.publishing.bundles import bundle_of\n"
            "from roadmap_engine.publishing.manifest import digest\n"
            "print(digest(bundle_of().data))"
        )
        environment = {**os.environ, "PYTHONHASHSEED": "1", "TZ": "Asia/Yakutsk", "LC_ALL": "C"}
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
        )
        assert done.stdout.decode().strip() == digest(bundle_of().data)

    def test_the_manifest_stands_for_every_file(self) -> None:
        assert bundle_of().sha256 == digest(bundle_of().manifest_data)
        assert bundle_of().sha256 != bundle_of(text=text_of() + "# другое\n").sha256

    def test_the_engine_s_templates_of_then_give_way_to_those_of_now(self) -> None:
        files = {"roadmaps/tiny.yaml": b"", "templates/note.docx": b"1", "templates/own.docx": b"2"}
        manifest = manifest_of(files)
        entry = with_fields(manifest.files["templates/note.docx"], written_by="engine")
        entries = {**manifest.files, "templates/note.docx": entry}
        bundle = build_bundle(with_fields(manifest, files=entries), files)
        assert bundle.templates() == {"note.docx": b"1", "own.docx": b"2"}
        assert bundle.templates({"note.docx", "own.docx"}) == {"own.docx": b"2"}


class TestHostileZips:
    """A bundle comes from strangers: every fault is a problem, and nothing is unpacked that is not wanted."""

    def test_what_is_no_zip(self) -> None:
        for data in (b"", b"PK\x03\x04", b"<html>", bundle_of().data[:-30], os.urandom(1000)):
            assert _codes(data) == ["RM814"]

    def test_a_file_over_the_limit_is_not_even_opened(self) -> None:
        assert _codes(bytes(50 * 1024 * 1024 + 1)) == ["RM809"]

    @pytest.mark.parametrize(
        "name",
        [
            "/etc/passwd",
            "../tiny.yaml",
            "roadmaps/../../tiny.yaml",
            "roadmaps//tiny.yaml",
            "./tiny.yaml",
            "C:/tiny.yaml",
            "roadmaps/tiny.yaml:stream",
            "roadmaps/",
        ],
    )
    def test_names_that_lead_away(self, name: str) -> None:
        assert _codes(zip_of([*_entries(bundle_of()), (name, b"")])) == ["RM815"]

    def test_a_name_with_backslashes(self) -> None:
        # zipfile writes and reads «\» as it stands here, and as a folder on Windows.
        entry = zipfile.ZipInfo("roadmaps/x.yaml")
        entry.filename = "..\\tiny.yaml"
        assert _codes(zip_of([*_entries(bundle_of()), (entry, b"")])) == ["RM815"]

    def test_the_same_file_twice(self) -> None:
        with pytest.warns(UserWarning, match="Duplicate"):
            data = zip_of([*_entries(bundle_of()), ("roadmaps/tiny.yaml", b"roadmap: other")])
        assert _codes(data) == ["RM815"]

    def test_two_names_that_some_disks_take_for_one(self) -> None:
        assert _codes(zip_of([*_entries(bundle_of()), ("Roadmaps/TINY.yaml", b"")])) == ["RM815"]

    def test_a_link(self) -> None:
        entry = zipfile.ZipInfo("roadmaps/link.yaml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        assert _codes(zip_of([*_entries(bundle_of()), (entry, b"/etc/passwd")])) == ["RM815"]

    def test_an_encrypted_entry(self) -> None:
        data = bytearray(bundle_of().data)
        at = data.rindex(b"PK\x01\x02")
        data[at + 8] |= 1
        assert _codes(bytes(data)) == ["RM815"]

    def test_an_unusual_compression(self) -> None:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w", zipfile.ZIP_LZMA) as archive:
            archive.writestr("manifest.json", b"{}" * 100)
        assert _codes(stream.getvalue()) == ["RM815"]

    def test_a_bomb(self) -> None:
        entries = [("manifest.json", b"{}"), ("roadmaps/tiny.yaml", b" " * 15_000_000)]
        data = zip_of(entries, deflated=True)
        assert len(data) < 100_000
        assert _codes(data) == ["RM815"]

    def test_many_bombs(self) -> None:
        entries = [(f"roadmaps/{number}.yaml", b" " * 1_000_000) for number in range(120)]
        assert _codes(zip_of(entries, deflated=True)) == ["RM815"]

    def test_very_many_files(self) -> None:
        assert _codes(zip_of([(f"roadmaps/{number}.yaml", b"") for number in range(1_100)])) == ["RM815"]

    def test_a_million_entries_are_not_even_listed(self) -> None:
        body = bundle_of().data
        at = body.rindex(b"PK\x01\x02")
        entry = body[at : body.rindex(b"PK\x05\x06")]
        directory = entry * 400_000
        end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 65_535, 65_535, len(directory), at, 0)
        data = body[:at] + directory + end
        assert len(data) < 50 * 1024 * 1024
        tracemalloc.start()
        assert _codes(data) == ["RM814"]
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
        tracemalloc.stop()

    def test_a_list_that_stands_elsewhere(self) -> None:
        """Zip64, for which no bundle is large enough."""
        end = bundle_of().data[-22:]
        assert _codes(bundle_of().data[:-22] + b"PK\x06\x07" + bytes(16) + end) == ["RM814"]

    def test_a_size_that_is_a_lie(self) -> None:
        data = bytearray(zip_of([*_entries(bundle_of())], deflated=True))
        at = data.rindex(b"PK\x01\x02")
        data[at + 24 : at + 28] = (5).to_bytes(4, "little")
        assert _codes(bytes(data)) in (["RM814"], ["RM816"])

    def test_a_file_the_manifest_does_not_list(self) -> None:
        assert _codes(zip_of([*_entries(bundle_of()), ("templates/evil.docx", b"PK")])) == ["RM816"]

    def test_a_listed_file_that_is_missing(self) -> None:
        assert _codes(zip_of([(MANIFEST_NAME, bundle_of().manifest_data)])) == ["RM816", "RM816"]

    def test_an_altered_file(self) -> None:
        entries = [(MANIFEST_NAME, bundle_of().manifest_data), ("roadmaps/tiny.yaml", b"roadmap: tiny")]
        assert _codes(zip_of(entries)) == ["RM816"]

    def test_a_bundle_without_its_roadmap(self) -> None:
        files = {"roadmaps/other.yaml": b"roadmap: other"}
        assert _codes(build_bundle(manifest_of(files), files).data) == ["RM816"]

    def test_a_text_of_blanks_is_no_bomb(self) -> None:
        files = {"roadmaps/tiny.yaml": b" " * 900_000}
        manifest = manifest_of(files)
        entries = [(MANIFEST_NAME, write_manifest(manifest)), *files.items()]
        assert _codes(zip_of(entries, deflated=True)) == []

    @settings(max_examples=150, deadline=None)
    @given(st.data())
    def test_whatever_is_damaged_nothing_is_raised(self, data: st.DataObject) -> None:
        damaged = bytearray(bundle_of().data)
        for _ in range(data.draw(st.integers(1, 4))):
            at = data.draw(st.integers(0, len(damaged) - 1))
            damaged[at] = data.draw(st.integers(0, 255))
        bundle, problems = read_bundle(bytes(damaged), "tiny-1.0.0.zip")
        # What is read in spite of the damage is what was published, to the last byte.
        assert problems or (bundle is not None and bundle.files == bundle_of().files)


class TestManifest:
    """What a stranger writes as manifest.json is understood wholly or not at all."""

    def test_is_read_back(self) -> None:
        manifest = bundle_of().manifest
        assert read_manifest(write_manifest(manifest), "a.zip") == (manifest, ())

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("format", 2),
            ("format", "1"),
            ("roadmap", "Tiny"),
            ("roadmap", "../tiny"),
            ("version", "1"),
            ("version", "1.0.0\n"),
            ("files", {}),
            ("files", {"roadmaps/../x.yaml": {"sha256": "0" * 64, "size": 1}}),
            ("files", {"roadmaps/tiny.yaml": {"sha256": "0" * 64, "size": -1}}),
            ("files", {"roadmaps/tiny.yaml": {"sha256": "0" * 63, "size": 1}}),
            ("lineage", []),
            ("title", "План\x1b[2J"),
            ("title", "План\u202eналП"),
            ("title", ""),
            ("changes", {"1.0.0": "\x07"}),
            ("surprise", 1),
        ],
    )
    def test_refuses(self, field: str, value: object) -> None:
        content = json.loads(bundle_of().manifest_data)
        content[field] = value
        assert read_manifest(json.dumps(content).encode(), "a.zip")[0] is None

    def test_refuses_what_only_looks_like_json(self) -> None:
        twice = bundle_of().manifest_data.replace(b"{", b'{"engine": "1", ', 1)
        for data in (b"", b"\xff", b"[" * 100_000, b"null", b"[]", twice):
            assert [each.code for each in read_manifest(data, "a.zip")[1]] == ["RM814"]
