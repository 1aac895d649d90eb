"""A version is taken from a source, verified, pinned, and found again by every reader of the adoption."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from pathlib import Path

import pytest

from roadmap_engine import adopt
from roadmap_engine.diagnostics import Problem
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.pin import Pin
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.plans import read_published, read_roadmap
from roadmap_engine.pipeline.publishing import (
    PinnedBundle,
    find_newer,
    list_offers,
    pin_roadmap,
)
from roadmap_engine.pipeline.releasing import publish, withdraw
from roadmap_engine.pipeline.source_names import PROGRAM, split_source
from roadmap_engine.publishing.bundle import Bundle, build_bundle
from roadmap_engine.publishing.cache import Cache
from roadmap_engine.publishing.index import index_of, write_index
from roadmap_engine.publishing.reading import read_bundle
from roadmap_engine.publishing.signing import make_key, public_key_of, sign, write_signature
from tests.pipeline.small_school import ROADMAP
from tests.publishing.bundles import bundle_of, lay_out_folder, manifest_of, text_of
from tests.publishing.host import Answer, serve

ROOT = Path(__file__).parents[2]
PEM = make_key()
KEY = public_key_of(PEM)

SCHOOL = """organisation: school-7
name: МБОУ «Школа № 7»
place: г. Томск
people: {head: {name: Орлова Мария Петровна, post: директор}}
"""


@pytest.fixture(autouse=True)
def _at_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("ROADMAP_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A folder with three versions of one roadmap."""
    lay_out_folder(tmp_path / "published", *(bundle_of(version) for version in ("1.0.0", "1.1.0", "2.0.0")))
    return tmp_path / "published"


@pytest.fixture
def school(tmp_path: Path) -> Path:
    """The folder of a school that has not adopted anything yet."""
    folder = tmp_path / "school"
    folder.mkdir()
    (folder / "organisation.yaml").write_text(SCHOOL, encoding="utf-8")
    return folder


def _adopt(folder: Path, pinned: PinnedBundle, *, key: str | None = None) -> Path:
    """Write an adoption the way `roadmap new adoption --from` does."""
    for name, content in pinned.files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(content)
    keyed = f", key: '{key or pinned.pin.key}'" if key or pinned.pin.key else ""
    (folder / "adoption.yaml").write_text(
        f"adoption: ours\nroadmap: {pinned.name}\n"
        f"pinned: {{source: '{pinned.pin.source}', sha256: '{pinned.pin.sha256}'{keyed}}}\n"
        "organisation: organisation.yaml\nprocedure: vpr\nschool_year: 2026/2027\n",
        encoding="utf-8",
    )
    return folder / "adoption.yaml"


def _errors(problems: Iterable[Problem]) -> list[str]:
    return [problem.code for problem in problems if problem.severity == "error"]


def _pin(
    source: str | Path, version: str = "", *, key: str | None = None, home: Path | None = None
) -> PinnedBundle:
    outcome = pin_roadmap(str(source), "tiny", version, key=key, home=home)
    assert outcome.value is not None, outcome.problems
    return outcome.value


def _signed(version: str = "1.0.0", pem: bytes = PEM) -> Bundle:
    bundle = bundle_of(version)
    return dataclasses.replace(bundle, signature=sign(bundle.manifest_data, pem))


class TestSplitSource:
    """What stands after `--from`: where from, which roadmap, which version."""

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("https://school.example/maps", ("https://school.example/maps", None, "")),
            ("https://school.example/maps#tiny", ("https://school.example/maps", "tiny", "")),
            ("https://school.example/maps#tiny@1", ("https://school.example/maps", "tiny", "1")),
            ("sakha-2021-order-441", (PROGRAM, "sakha-2021-order-441", "")),
            ("sakha-2021-order-441@1.0", (PROGRAM, "sakha-2021-order-441", "1.0")),
            ("published", ("published", None, "")),
            ("published#tiny@1.1.0", ("published", "tiny", "1.1.0")),
            ("no/such/folder", ("no/such/folder", None, "")),
        ],
    )
    def test_split(self, text: str, expected: tuple[str, str | None, str], source: Path) -> None:
        assert split_source(text, source.parent) == expected


class TestPinning:
    """The pin says where from and which bytes; it is taken again only if it is the very same."""

    def test_the_newest_that_fits(self, source: Path) -> None:
        assert _pin(source).name == "tiny@2.0.0"
        assert _pin(source, "1").name == "tiny@1.1.0"
        assert _pin(source, "1.0.0").pin.sha256 == bundle_of().sha256

    def test_what_to_ask_a_school_for(self, source: Path) -> None:
        pinned = _pin(source)
        assert pinned.roadmap.title == "План"
        assert set(pinned.roadmap.roles) == {"teachers", "head"}
        assert pinned.signed_by is None

    def test_a_path_is_kept_as_seen_from_the_adoption(
        self, source: Path, school: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(source.parent)
        pinned = _pin("published", home=school)
        assert pinned.pin.source == "../published"
        again = pin_roadmap(pinned.pin.source, "tiny", beside=school, home=school)
        assert again.value is not None
        assert again.value.pin == pinned.pin

    def test_a_roadmap_that_comes_with_the_program(self) -> None:
        outcome = pin_roadmap(*split_source("samara-west-2020-plan"))
        assert outcome.value is not None
        assert outcome.value.pin.source == PROGRAM
        again = pin_roadmap(PROGRAM, "samara-west-2020-plan", "1")
        assert again.value is not None
        assert again.value.pin == outcome.value.pin

    def test_a_roadmap_the_program_does_not_have(self) -> None:
        outcome = pin_roadmap(*split_source("samara-west-2020-plam"))
        assert _errors(outcome.problems) == ["RM812"]
        assert "«samara-west-2020-plan»" in outcome.problems[0].words["near"]

    def test_a_text_that_nobody_has_published(self, tmp_path: Path, school: Path) -> None:
        """It is named as seen from the adoption, and asked for newer versions there, even a faulty one."""
        text = tmp_path / "tiny.yaml"
        text.write_text(ROADMAP, "utf-8")
        outcome = pin_roadmap("../tiny.yaml", "tiny", beside=school, home=school)
        pinned = outcome.value
        assert pinned is not None
        assert (pinned.name, pinned.pin.source, outcome.problems) == ("tiny@1.0.0", "../tiny.yaml", ())
        found = _errors(adopt(_adopt(school, pinned)).problems)
        assert found == ["RM503"], "it is read; this school has no deputy head, and that alone is told"
        text.write_text(ROADMAP.replace("version: 1.0.0", "version: 1.1.0"), "utf-8")
        offers = find_newer(pinned.name, "../tiny.yaml", beside=school).value
        assert offers is not None
        assert (list(offers.newer), offers.answered) == (["1.1.0"], True)
        text.write_text("roadmap: [", "utf-8")
        told = find_newer(pinned.name, "../tiny.yaml", beside=school).problems
        assert [each.location.file for each in told if each.location] == [f"{school}/../tiny.yaml"]

    def test_a_text_is_no_way_out_of_the_folder(self, tmp_path: Path) -> None:
        """Where a text names it; whoever types a path may name any."""
        (tmp_path / "tiny.yaml").write_text(ROADMAP, "utf-8")
        school = tmp_path / "region" / "school"
        school.mkdir(parents=True)
        outcome = pin_roadmap("../../tiny.yaml", "tiny", beside=school, home=school)
        assert (outcome.value, _errors(outcome.problems)) == (None, ["RM166"])
        assert _pin(tmp_path / "tiny.yaml", home=school).name == "tiny@1.0.0"

    def test_a_key_is_asked_for(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path / "signed", _signed())
        assert _pin(tmp_path / "signed", key=KEY).signed_by == KEY
        other = public_key_of(make_key())
        outcome = pin_roadmap(str(tmp_path / "signed"), "tiny", key=other)
        assert outcome.value is None
        assert _errors(outcome.problems) == ["RM818"]

    def test_a_signature_that_is_a_lie_is_shown_to_nobody(self, tmp_path: Path) -> None:
        forged = dataclasses.replace(_signed(), signature=_signed("1.1.0").signature)
        lay_out_folder(tmp_path / "signed", forged)
        assert _pin(tmp_path / "signed").signed_by is None

    def test_a_bundle_whose_text_is_faulty(self, tmp_path: Path) -> None:
        """The hash fits, but a stranger's text is still read like any other."""
        lay_out_folder(tmp_path / "bad", bundle_of(text=text_of().replace("[teachers]", "[pupils]")))
        outcome = pin_roadmap(str(tmp_path / "bad"))
        assert outcome.value is None
        assert "RM201" in _errors(outcome.problems)

    def test_a_bundle_whose_text_says_another_version(self, tmp_path: Path) -> None:
        lay_out_folder(tmp_path / "bad", bundle_of("1.1.0", text=text_of("1.0.0")))
        assert "RM169" in _errors(pin_roadmap(str(tmp_path / "bad")).problems)

    def test_a_bundle_stands_on_nothing_outside_it(self, tmp_path: Path) -> None:
        """A base that the bundle lacks is not taken from the program's own."""
        text = "roadmap: tiny\nversion: 1.0.0\nextends: federal-results-method@1\n"
        lay_out_folder(tmp_path / "bad", bundle_of(text=text))
        assert "RM170" in _errors(pin_roadmap(str(tmp_path / "bad")).problems)


class TestAdoptions:
    """Every reader of an adoption takes the roadmap from the pinned bundle, and from nowhere else."""

    def test_from_beside_the_adoption(self, source: Path, school: Path) -> None:
        outcome = adopt(_adopt(school, _pin(source, "1.0.0")))
        assert outcome.value is not None
        assert outcome.value.roadmap.version == "1.0.0"
        assert _errors(outcome.problems) == []

    def test_problems_and_origins_name_a_place_inside_the_bundle(self, source: Path, school: Path) -> None:
        outcome = adopt(_adopt(school, _pin(source, "1.0.0")))
        assert any(name.endswith("bundles/tiny-1.0.0.zip/roadmaps/tiny.yaml") for name in outcome.sources)

    def test_from_the_cache_without_a_network(self, source: Path, school: Path) -> None:
        answers = {f"/{path.name}": Answer(path.read_bytes()) for path in source.iterdir()}
        with serve(answers) as address:
            adoption = _adopt(school, _pin(address, "1.0.0"))
        beside = adopt(adoption).value
        (school / "bundles" / "tiny-1.0.0.zip").unlink()
        # The plan is the same to the last letter, wherever its bundle was found.
        assert adopt(adoption).value == beside

    def test_from_nowhere(self, source: Path, school: Path) -> None:
        adoption = _adopt(school, _pin(source, "1.0.0"))
        (school / "bundles" / "tiny-1.0.0.zip").unlink()
        outcome = adopt(adoption)
        assert outcome.value is None
        assert _errors(outcome.problems) == ["RM819"]
        (found,) = (problem for problem in outcome.problems if problem.code == "RM819")
        assert found.location is not None
        assert found.location.line == 3

    def test_a_changed_bundle_is_refused_with_both_hashes(self, source: Path, school: Path) -> None:
        adoption = _adopt(school, _pin(source, "1.0.0"))
        changed = bundle_of(text=text_of().replace("1 октября", "2 октября"))
        (school / "bundles" / "tiny-1.0.0.zip").write_bytes(changed.data)
        outcome = adopt(adoption)
        assert outcome.value is None
        (found,) = (problem for problem in outcome.problems if problem.code == "RM817")
        words = found.words
        assert (words["expected"], words["found"]) == (bundle_of().sha256, changed.sha256)

    def test_the_cache_does_not_hide_a_changed_bundle(self, source: Path, school: Path) -> None:
        adoption = _adopt(school, _pin(source, "1.0.0"))
        Cache.of_user().keep_bundle(bundle_of())
        (school / "bundles" / "tiny-1.0.0.zip").write_bytes(b"PK")
        assert _errors(adopt(adoption).problems) == ["RM814"]

    def test_a_text_of_the_same_name_beside_it_is_not_taken(self, source: Path, school: Path) -> None:
        adoption = _adopt(school, _pin(source, "1.0.0"))
        (school / "tiny.yaml").write_text(text_of().replace("1 октября", "2 октября"), encoding="utf-8")
        plan = adopt(adoption).value
        assert plan is not None
        assert "1 октября" in plan.stages[0].measures[0].deadline.text

    def test_a_missing_signature_is_refused(self, tmp_path: Path, school: Path) -> None:
        lay_out_folder(tmp_path / "signed", _signed())
        adoption = _adopt(school, _pin(tmp_path / "signed", key=KEY))
        assert adopt(adoption).value is not None
        signature = school / "bundles" / "tiny-1.0.0.zip.sig"
        signature.write_bytes(signature.read_bytes().replace(b" ", b" AAAA", 1))
        assert _errors(adopt(adoption).problems) == ["RM818"]
        signature.unlink()
        assert _errors(adopt(adoption).problems) == ["RM818"]

    def test_a_pin_of_another_roadmap(self, source: Path, school: Path) -> None:
        """The hash fits a bundle, but not the one the adoption names."""
        other = bundle_of(name="other")
        pinned = _pin(source, "1.0.0")
        adoption = _adopt(school, dataclasses.replace(pinned, pin=Pin(source="x", sha256=other.sha256)))
        Cache.of_user().keep_bundle(other)
        (school / "bundles" / "tiny-1.0.0.zip").unlink()
        assert "RM170" in _errors(adopt(adoption).problems)

    def test_a_version_that_is_not_written_out(self, source: Path, school: Path) -> None:
        adoption = _adopt(school, _pin(source, "1"))
        text = adoption.read_text(encoding="utf-8").replace("roadmap: tiny@1.1.0", "roadmap: tiny@1")
        adoption.write_text(text, encoding="utf-8")
        plan = adopt(adoption).value
        assert plan is not None
        assert plan.roadmap.version == "1.1.0"


class TestLayers:
    """A layer may stand on the bundle of the level above, as it was published, templates too."""

    LAYER = (
        "roadmap: our-town\nversion: 1.0.0\nextends: tiny@1\n"
        "replace:\n  by-pupil: {deadline: до 15 октября 2026 г.}\n"
    )

    @pytest.fixture
    def layer(self, tmp_path: Path) -> Path:
        """A town's text; in `bundles/` beside it lie three versions of the text it extends."""
        (tmp_path / "town" / "bundles").mkdir(parents=True)
        for version in ("1.9.0", "1.10.0", "2.0.0"):
            bundle = bundle_of(version)
            (tmp_path / "town" / "bundles" / bundle.file_name).write_bytes(bundle.data)
        path = tmp_path / "town" / "our-town.yaml"
        path.write_text(self.LAYER, encoding="utf-8")
        return path

    def test_the_newest_version_that_fits(self, layer: Path) -> None:
        read = read_roadmap(str(layer)).value
        assert read is not None
        assert read.assembly.roadmap.lineage == ("tiny@1.10.0",)
        assert _errors(check_texts([layer]).problems) == []

    def test_a_text_beside_it_lies_nearer(self, layer: Path) -> None:
        (layer.parent / "tiny.yaml").write_text(text_of("1.2.0"), encoding="utf-8")
        read = read_roadmap(str(layer)).value
        assert read is not None
        assert read.assembly.roadmap.lineage == ("tiny@1.2.0",)

    def test_a_damaged_bundle_is_told(self, layer: Path) -> None:
        (layer.parent / "bundles" / "tiny-1.10.0.zip").write_bytes(b"PK")
        assert "RM814" in _errors(read_roadmap(str(layer)).problems)

    def test_no_version_that_fits(self, layer: Path) -> None:
        layer.write_text(self.LAYER.replace("tiny@1", "tiny@3"), encoding="utf-8")
        assert _errors(read_roadmap(str(layer)).problems) == ["RM170"]

    def test_is_published_with_all_it_stands_on(self, layer: Path, school: Path) -> None:
        published = publish([layer], layer.parent / "published").value
        assert published is not None
        bundle, _ = read_bundle(published.files["our-town-1.0.0.zip"], "our-town-1.0.0.zip")
        assert bundle is not None
        assert set(bundle.texts) == {"tiny", "our-town"}
        assert bundle.manifest.lineage == ("tiny@1.10.0", "our-town@1.0.0")
        lay_out_folder(layer.parent / "published", bundle)
        pinned = pin_roadmap(str(layer.parent / "published")).value
        assert pinned is not None
        plan = adopt(_adopt(school, pinned)).value
        assert plan is not None
        assert "15 октября" in plan.stages[0].measures[0].deadline.text

    def _pin_layer(
        self, layer: Path, bundle: Bundle, key: str | None = None, *, name: str = "tiny@1"
    ) -> None:
        """Pin a layer to a bundle as `roadmap new overlay --from` does."""
        keyed = f", key: '{key}'" if key else ""
        pin = f"pinned: {{source: ../published, sha256: '{bundle.sha256}'{keyed}}}\n"
        text = self.LAYER.replace("extends: tiny@1\n", f"extends: {name}\n{pin}")
        layer.write_text(text, encoding="utf-8")

    def _put(self, layer: Path, bundle: Bundle) -> None:
        path = layer.parent / "bundles" / bundle.file_name
        path.write_bytes(bundle.data)
        if bundle.signature is not None:
            path.with_name(f"{path.name}.sig").write_bytes(write_signature(bundle.signature))

    def test_a_pin_says_which_of_several(self, layer: Path) -> None:
        """A newer one that lies there too is not taken, nor a text beside the layer."""
        self._pin_layer(layer, bundle_of("1.9.0"))
        (layer.parent / "tiny.yaml").write_text(text_of("1.2.0"), encoding="utf-8")
        read = read_roadmap(str(layer)).or_raise()
        assert read.assembly.roadmap.lineage == ("tiny@1.9.0",)

    def test_another_bundle_than_the_pinned_is_refused(self, layer: Path) -> None:
        other = bundle_of("1.10.0", text=text_of("1.10.0") + "# другое\n")
        self._pin_layer(layer, other, name="tiny@1.10.0")
        (found,) = (each for each in check_texts([layer]).problems if each.severity == "error")
        assert (found.code, found.words["expected"]) == ("RM817", other.sha256)
        assert found.words["found"] == bundle_of("1.10.0").sha256
        assert found.words["file"] == str(layer.parent / "bundles" / "tiny-1.10.0.zip")
        assert found.location is not None
        assert (found.location.file, found.location.line) == (str(layer), 4)

    def test_another_key_than_the_pinned_is_refused(self, layer: Path) -> None:
        other = make_key()
        self._put(layer, _signed("1.10.0", other))
        self._pin_layer(layer, bundle_of("1.10.0"), KEY)
        (found,) = (each for each in check_texts([layer]).problems if each.severity == "error")
        assert (found.code, found.words["key"], found.words["found"]) == ("RM818", KEY, public_key_of(other))
        self._put(layer, _signed("1.10.0"))
        assert _errors(check_texts([layer]).problems) == []

    def test_a_pinned_bundle_that_is_gone_is_taken_from_the_cache(self, layer: Path) -> None:
        template = (ROOT / "templates" / "general.docx").read_bytes()
        files = {"roadmaps/tiny.yaml": text_of("1.11.0").encode(), "templates/order.docx": template}
        bundle = build_bundle(manifest_of(files, version="1.11.0"), files)
        self._pin_layer(layer, bundle, name="tiny@1.11.0")
        assert _errors(check_texts([layer]).problems) == ["RM819"]
        Cache.of_user().keep_bundle(bundle)
        read = read_roadmap(str(layer)).or_raise()
        assert (read.assembly.roadmap.lineage, read.own.templates) == (
            ("tiny@1.11.0",),
            {"order.docx": template},
        )

    def test_a_pin_of_nothing_is_told(self, layer: Path) -> None:
        self._pin_layer(layer, bundle_of("1.9.0"))
        text = layer.read_text(encoding="utf-8").replace("extends: tiny@1\n", "title: План\n")
        layer.write_text(text, encoding="utf-8")
        assert "RM770" in _errors(check_texts([layer]).problems)

    def _publish_layer(self, layer: Path) -> Bundle:
        outcome = publish([layer], layer.parent / "published")
        assert outcome.value is not None, outcome.problems
        bundle, problems = read_bundle(outcome.value.files["our-town-1.0.0.zip"], "our-town-1.0.0.zip")
        assert problems == ()
        assert bundle is not None
        return bundle

    def _without_proof(self, bundle: Bundle, **files: bytes) -> Bundle:
        """The bundle as somebody would have it who does not want it to be verified."""
        kept = {name: content for name, content in bundle.files.items() if not name.startswith("bases/")}
        changed = {**kept, **{f"roadmaps/{name}.yaml": content for name, content in files.items()}}
        plain = manifest_of(changed, name="our-town")
        return build_bundle(with_fields(plain, lineage=bundle.manifest.lineage), changed)

    def test_a_school_verifies_the_base_of_a_pinned_layer(self, layer: Path, school: Path) -> None:
        """The town's bundle has the proof that the region's text in it is the region's, and signed."""
        self._put(layer, _signed("1.10.0"))
        self._pin_layer(layer, bundle_of("1.10.0"), KEY)
        bundle = self._publish_layer(layer)
        assert {"bases/tiny.json", "bases/tiny.sig"} <= set(bundle.files)
        lay_out_folder(layer.parent / "published", bundle)
        pinned = pin_roadmap(str(layer.parent / "published"), "our-town").or_raise()
        plan = adopt(_adopt(school, pinned)).or_raise()
        assert "15 октября" in plan.stages[0].measures[0].deadline.text

    def test_a_base_that_was_altered_in_the_layers_bundle_is_refused(self, layer: Path) -> None:
        self._pin_layer(layer, bundle_of("1.10.0"))
        bundle = self._publish_layer(layer)
        altered = bundle.files["roadmaps/tiny.yaml"].replace("2 ноября".encode(), "9 ноября".encode())
        proof = {name: each for name, each in bundle.files.items() if name.startswith("bases/")}
        files = {**self._without_proof(bundle, tiny=altered).files, **proof}
        forged = build_bundle(
            with_fields(manifest_of(files, name="our-town"), lineage=bundle.manifest.lineage), files
        )
        for each, expected in ((self._without_proof(bundle), "RM771"), (forged, "RM771"), (bundle, None)):
            path = layer.parent / "taken" / each.file_name
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(each.data)
            assert _errors(check_texts([path]).problems) == ([expected] if expected else [])
            assert (pin_roadmap(str(path)).value is None) is (expected is not None)

    def test_the_proof_of_a_key_is_needed_too(self, layer: Path) -> None:
        self._put(layer, _signed("1.10.0"))
        self._pin_layer(layer, bundle_of("1.10.0"), KEY)
        bundle = self._publish_layer(layer)
        files = {name: content for name, content in bundle.files.items() if name != "bases/tiny.sig"}
        lineage = bundle.manifest.lineage
        unsigned = build_bundle(with_fields(manifest_of(files, name="our-town"), lineage=lineage), files)
        path = layer.parent / unsigned.file_name
        path.write_bytes(unsigned.data)
        assert _errors(check_texts([path]).problems) == ["RM818"]

    def test_proofs_go_on_from_level_to_level(self, layer: Path, tmp_path: Path) -> None:
        """A district stands on the town's bundle, which is pinned to the region's: both are verified."""
        self._pin_layer(layer, bundle_of("1.10.0"))
        town = self._publish_layer(layer)
        (tmp_path / "district" / "bundles").mkdir(parents=True)
        (tmp_path / "district" / "bundles" / town.file_name).write_bytes(town.data)
        district = tmp_path / "district" / "our-district.yaml"
        pin = f"pinned: {{source: bundles/our-town-1.0.0.zip, sha256: '{town.sha256}'}}\n"
        district.write_text(
            f"roadmap: our-district\nversion: 1.0.0\nextends: our-town@1\n{pin}", encoding="utf-8"
        )
        published = publish([district], tmp_path / "out").or_raise()
        bundle, _ = read_bundle(published.files["our-district-1.0.0.zip"], "x")
        assert bundle is not None
        proofs = {name for name in bundle.files if name.startswith("bases/")}
        assert proofs == {"bases/our-town.json", "bases/tiny.json"}
        path = tmp_path / bundle.file_name
        path.write_bytes(bundle.data)
        assert _errors(check_texts([path]).problems) == []

    def test_who_could_pin_is_told_when_publishing(self, layer: Path) -> None:
        """What to write stands in the notice, and is right as it stands there."""
        (told,) = (each for each in publish([layer], layer.parent / "p").problems if each.code == "RM772")
        assert told.severity == "notice"
        pin = f"pinned: {{source: {told.words['file']}, sha256: {told.words['sha256']}}}\n"
        text = self.LAYER.replace("extends: tiny@1\n", f"extends: tiny@1\n{pin}")
        layer.write_text(text, encoding="utf-8")
        outcome = publish([layer], layer.parent / "p")
        assert (_errors(outcome.problems), [each.code for each in outcome.problems]) == ([], [])
        source = layer.parent / told.words["file"]
        assert pin_roadmap(str(source)).or_raise().pin.sha256 == told.words["sha256"]

    def test_templates_of_the_level_above_come_along(self, layer: Path) -> None:
        template = (ROOT / "templates" / "general.docx").read_bytes()
        files = {"roadmaps/tiny.yaml": text_of("1.11.0").encode(), "templates/order.docx": template}
        bundle = build_bundle(manifest_of(files, version="1.11.0"), files)
        (layer.parent / "bundles" / bundle.file_name).write_bytes(bundle.data)
        assert read_roadmap(str(layer)).or_raise().own.templates == {"order.docx": template}
        (layer.parent / "templates").mkdir()
        (layer.parent / "templates" / "order.docx").write_bytes(b"nearer")
        assert read_roadmap(str(layer)).or_raise().own.templates == {"order.docx": b"nearer"}


class TestOffers:
    """What a source has beyond the version at hand."""

    def test_newer_versions(self, source: Path) -> None:
        offers = find_newer("tiny@1.0.0", str(source)).value
        assert offers is not None
        assert list(offers.newer) == ["1.1.0", "2.0.0"]
        assert offers.newest == "2.0.0"

    def test_nothing_newer(self, source: Path) -> None:
        offers = find_newer("tiny@2.0.0", str(source)).value
        assert offers is not None
        assert offers.newest is None

    def test_a_source_that_has_rewritten_what_is_pinned(self, source: Path) -> None:
        pin = _pin(source, "1.0.0").pin
        honest = find_newer("tiny@1.0.0", str(source)).value
        assert honest is not None
        assert honest.compare_pin(pin) == ()
        assert honest.compare_pin(None) == ()
        lay_out_folder(source, bundle_of(text=text_of() + "# другое\n"), bundle_of("1.1.0"))
        rewritten = find_newer("tiny@1.0.0", str(source)).value
        assert rewritten is not None
        (found,) = rewritten.compare_pin(pin)
        assert (found.code, found.severity) == ("RM817", "warning")

    def test_a_newer_program_packs_its_own_roadmaps_anew(self) -> None:
        offers = find_newer("samara-west-2020-plan@1.0.0", PROGRAM).value
        assert offers is not None
        assert offers.compare_pin(Pin(source=PROGRAM, sha256="0" * 64)) == ()

    def test_another_roadmap(self, source: Path) -> None:
        assert _errors(find_newer("other@1.0.0", str(source)).problems) == ["RM812"]

    def test_a_source_that_is_gone(self, tmp_path: Path) -> None:
        assert _errors(find_newer("tiny@1.0.0", str(tmp_path / "gone")).problems) == ["RM806"]
        assert _errors(list_offers(str(tmp_path / "gone")).problems) == ["RM806"]

    def test_everything_there_is(self, source: Path) -> None:
        offers = list_offers(str(source)).value
        assert offers is not None
        assert {name: list(releases) for name, releases in offers.items()} == {
            "tiny": ["1.0.0", "1.1.0", "2.0.0"]
        }

    def test_what_was_withdrawn_is_offered_to_nobody(self, source: Path) -> None:
        index = index_of((bundle_of(), bundle_of("1.1.0"), bundle_of(name="other")))
        for name, version in (("tiny", "1.1.0"), ("other", "1.0.0")):
            release = with_fields(index.roadmaps[name][version], withdrawn="ошибка")
            index = index.add(name, version, release)
        (source / "index.json").write_bytes(write_index(index))
        offers = list_offers(str(source)).value
        assert offers is not None
        assert {name: list(releases) for name, releases in offers.items()} == {"tiny": ["1.0.0"]}
        newer = find_newer("tiny@1.0.0", str(source)).value
        assert newer is not None
        assert newer.newest is None

    def test_a_reason_that_no_index_may_hold_is_refused(self, source: Path) -> None:
        before = (source / "index.json").read_bytes()
        outcome = withdraw("tiny", "1.1.0", "ошибка \x1b[2J", source)
        assert [(found.code, found.words) for found in outcome.problems] == [
            ("RM107", {"character": "U+001B"})
        ]
        assert (source / "index.json").read_bytes() == before

    def test_the_program_s_own(self) -> None:
        offers = find_newer("samara-west-2020-plan@0.9.0", PROGRAM).value
        assert offers is not None
        assert offers.newest == "1.0.0"


class TestBundlesAsTexts:
    """Whoever gets a bundle by post can look into it like into any text."""

    def test_check(self, source: Path) -> None:
        assert check_texts([source / "tiny-1.0.0.zip"]).problems == ()

    def test_print(self, source: Path) -> None:
        published = read_published(str(source / "tiny-1.1.0.zip")).value
        assert published is not None
        assert published.plan.roadmap.version == "1.1.0"

    def test_a_damaged_one(self, tmp_path: Path) -> None:
        (tmp_path / "tiny-1.0.0.zip").write_bytes(b"PK")
        assert _errors(check_texts([tmp_path / "tiny-1.0.0.zip"]).problems) == ["RM814"]
