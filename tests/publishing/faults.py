"""A fault of publishing or of a bundle for every code of theirs, and of files not to be opened."""

from __future__ import annotations

import dataclasses
import os
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Problem
from roadmap_engine.load import load_file
from roadmap_engine.model.pin import Pin
from roadmap_engine.pipeline.plans import read_published
from roadmap_engine.pipeline.publishing import pin_roadmap
from roadmap_engine.pipeline.releasing import publish, withdraw
from roadmap_engine.publishing.bundle import Bundle, build_bundle
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.fetching import Limits
from roadmap_engine.publishing.index import read_index
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.signing import Signature, write_signature
from roadmap_engine.publishing.sources import open_source
from roadmap_engine.publishing.verifying import verify_bundle
from tests.publishing.bundles import bundle_of, lay_out_folder, manifest_of, text_of, zip_of
from tests.publishing.host import Answer, serve

__all__ = ["FAULTS", "find_fault"]

Found = tuple[Problem, ...]
_HASH = "0" * 64
KEY = "ed25519:11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="
OTHER = "ed25519:PUAXw+hDiVqStwqnTRt+vJyYLM8uxJaMwM1V8Sr0Zgw="


def find_fault(code: str) -> Found:
    """Give the problems that the fault of a code makes."""
    with tempfile.TemporaryDirectory() as folder:
        problems = FAULTS[code](Path(folder))
    return tuple(_without_folder(problem, folder) for problem in problems)


def _without_folder(problem: Problem, folder: str) -> Problem:
    arguments = tuple(
        (name, text.replace(f"{folder}/", "") if isinstance(text, str) else text)
        for name, text in problem.arguments
    )
    place = problem.location
    if place is not None:
        place = dataclasses.replace(place, file=place.file.replace(f"{folder}/", ""))
    return dataclasses.replace(problem, arguments=arguments, location=place)


def _publish(folder: Path, version: str, published: str, text: str = "") -> Found:
    lay_out_folder(folder / "published", bundle_of(published))
    (folder / "tiny.yaml").write_text(text_of(version) + text, encoding="utf-8")
    return publish([folder / "tiny.yaml"], folder / "published").problems


def _use_no_key(folder: Path) -> Found:
    (folder / "ministry.pem").write_text("secret", encoding="utf-8")
    return publish([], folder / "published", key=folder / "ministry.pem").problems


def _change_key(folder: Path) -> Found:
    signed = dataclasses.replace(bundle_of(), signature=Signature(KEY, ""))
    lay_out_folder(folder / "published", _with_value(signed))
    text = text_of("1.1.0", changes="сроки")
    (folder / "tiny.yaml").write_text(text, encoding="utf-8")
    return publish([folder / "tiny.yaml"], folder / "published").problems


def _with_value(bundle: Bundle) -> Bundle:
    return dataclasses.replace(bundle, signature=Signature(KEY, "A" * 86 + "=="))


def _choose_withdrawn(folder: Path) -> Found:
    published = folder / "published"
    lay_out_folder(published, bundle_of())
    done = withdraw("tiny", "1.0.0", "неверные сроки", published)
    assert done.value is not None
    (published / "index.json").write_bytes(done.value.files["index.json"])
    source, _ = open_source("published", beside=folder)
    assert source is not None
    return source.choose("tiny", "1.0.0")[1]


def _misspell(folder: Path) -> Found:
    lay_out_folder(folder / "published", bundle_of())
    source, _ = open_source("published", beside=folder)
    assert source is not None
    return source.choose("tiny-one")[1]


def _ask(
    folder: Path, answers: Mapping[str, Answer], *, twice: bool = False, limits: Limits | None = None
) -> Found:
    """Open a source on a host that answers in some way; the second time the host is gone."""
    cache = Cache(folder / "cache")
    with serve(answers) as address:
        _, problems = open_source(address, cache=cache, limits=limits)
    if twice:
        _, problems = open_source(address, cache=cache)
    # The port is another one each time.
    port = address.rpartition(":")[2].rstrip("/")
    return tuple(
        dataclasses.replace(
            problem,
            arguments=tuple(
                (name, text.replace(f"127.0.0.1:{port}", "school.example") if isinstance(text, str) else text)
                for name, text in problem.arguments
            ),
        )
        for problem in problems
    )


def _take_from_cache(folder: Path) -> Found:
    index = lay_out_folder(folder / "published", bundle_of())
    assert index.roadmaps
    data = (folder / "published" / "index.json").read_bytes()
    return _ask(folder, {"/index.json": Answer(data)}, twice=True)


def _alter(_folder: Path) -> Found:
    bundle = bundle_of()
    entries = [("manifest.json", bundle.manifest_data), ("roadmaps/tiny.yaml", b"roadmap: tiny")]
    return read_bundle(zip_of(entries), "tiny-1.0.0.zip")[1]


def _sign_otherwise(_folder: Path) -> Found:
    bundle = dataclasses.replace(bundle_of(), signature=Signature(OTHER, "A" * 86 + "=="))
    assert write_signature(Signature(OTHER, "x"))
    return verify_bundle(bundle, Pin(source="published", sha256=bundle.sha256, key=KEY))


def _lose_bundle(folder: Path) -> Found:
    (folder / "adoption.yaml").write_text(
        f"adoption: ours\nroadmap: tiny@1.0.0\npinned: {{source: published, sha256: '{_HASH}'}}\n"
        "organisation: organisation.yaml\nprocedure: vpr\nschool_year: 2026/2027\n",
        encoding="utf-8",
    )
    (folder / "organisation.yaml").write_text(
        "organisation: school-7\nname: МБОУ «Школа № 7»\nplace: г. Томск\n"
        "people: {head: {name: Орлова Мария Петровна, post: директор}}\n",
        encoding="utf-8",
    )
    return tuple(found for found in adopt(folder / "adoption.yaml").problems if found.code == "RM819")


def _open_pipe(folder: Path) -> Found:
    os.mkfifo(folder / "terms.yaml")
    return load_file(folder / "terms.yaml", "terms").problems


def _publish_link(folder: Path) -> Found:
    (folder / "texts").mkdir()
    (folder / "elsewhere.yaml").write_text(text_of(), encoding="utf-8")
    (folder / "texts" / "tiny.yaml").symlink_to(folder / "elsewhere.yaml")
    return publish([folder / "texts" / "tiny.yaml"], folder / "published").problems


def _misname(folder: Path) -> Found:
    lay_out_folder(folder / "published", bundle_of(text=text_of(name="other")))
    return pin_roadmap("published", beside=folder, home=folder).problems


def _stand_on(folder: Path, pin: str) -> Path:
    """Write a layer beside a bundle of what it extends."""
    bundle = bundle_of()
    (folder / "bundles").mkdir()
    (folder / "bundles" / bundle.file_name).write_bytes(bundle.data)
    path = folder / "our-town.yaml"
    path.write_text(
        f"roadmap: our-town\nversion: 1.0.0\nextends: tiny@1\n{pin}".replace("HASH", bundle.sha256),
        encoding="utf-8",
    )
    return path


def _leave_out_proof(folder: Path) -> Found:
    path = _stand_on(folder, "pinned: {source: ../published, sha256: HASH}\n")
    files = {"roadmaps/our-town.yaml": path.read_bytes(), "roadmaps/tiny.yaml": text_of().encode()}
    bundle = build_bundle(manifest_of(files, name="our-town"), files)
    (folder / bundle.file_name).write_bytes(bundle.data)
    return read_published(str(folder / bundle.file_name)).problems


FAULTS: Mapping[str, Callable[[Path], Found]] = {
    "RM167": _open_pipe,
    "RM168": _publish_link,
    "RM169": _misname,
    "RM771": _leave_out_proof,
    "RM772": lambda folder: publish([_stand_on(folder, "")], folder / "published").problems,
    "RM800": lambda folder: _publish(folder, "1.0.0", "1.0.0", "basis: [закон]\n"),
    "RM801": lambda folder: _publish(folder, "1.0.0", "1.1.0", "changes: {1.0.0: первая}\n"),
    "RM802": lambda folder: _publish(folder, "1.1.0", "1.0.0"),
    "RM803": _use_no_key,
    "RM804": _change_key,
    "RM805": _choose_withdrawn,
    "RM806": lambda _folder: open_source("ftp://school.example/roadmaps")[1],
    "RM807": lambda folder: _ask(folder, {}),
    "RM808": lambda folder: _ask(
        folder, {"/index.json": Answer(b"{}", slowly=True)}, limits=Limits(silence=0.2, total=30)
    ),
    "RM809": lambda _folder: read_index(b" " * 5_300_000, "index.json")[1],
    "RM810": lambda folder: _ask(folder, {"/index.json": Answer(leads_to="file:///etc/passwd")}),
    "RM811": lambda _folder: read_index(b"<html>", "index.json")[1],
    "RM812": _misspell,
    "RM813": _take_from_cache,
    "RM814": lambda _folder: read_bundle(b"PK", "tiny-1.0.0.zip")[1],
    "RM815": lambda _folder: read_bundle(zip_of([("../tiny.yaml", b"")]), "tiny-1.0.0.zip")[1],
    "RM816": _alter,
    "RM817": lambda _folder: verify_bundle(bundle_of(), Pin(source="published", sha256=_HASH)),
    "RM818": _sign_otherwise,
    "RM819": _lose_bundle,
}
