"""What the portal publishes is what `roadmap publish` publishes of the same text, byte for byte."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.test.utils import override_settings

from roadmap_engine.cli.program import run
from roadmap_engine.desk.publishing import put_out
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.pipeline.releasing import publish as release
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.reading import read_draft
from roadmap_engine.portal.options import PortalOptions
from roadmap_engine.publishing.signing import make_key
from tests.portal.portals import TODAY, Portal
from tests.portal.writing_roadmaps import NAME, begin, hidden, upload

DRAFT = f"/drafts/{NAME}/"
RELEASE = f"/published/{NAME}/1.0.0/"
BUNDLE = f"{NAME}-1.0.0.zip"
LAYER = "our-town"


@pytest.fixture
def methodist(portal: Portal) -> Client:
    """The browser of a methodologist who has begun a draft."""
    client = portal.as_role(Role.METHODOLOGIST)
    begin()
    return client


def publish(client: Client, draft: str = DRAFT, **more: str) -> int:
    """Publish what the page shows; gives the answer's status."""
    page = client.get(f"{draft}publish/").content.decode()
    status: int = client.post(f"{draft}publish/", {"saw": hidden(page, "saw"), **more}).status_code
    return status


def rewrite(text: str, name: str = NAME) -> None:
    """Write the text of the draft anew."""
    RoadmapDraft.objects.filter(name=name).update(text=text)


def text_of(name: str = NAME) -> str:
    """Give the text of the draft."""
    return RoadmapDraft.objects.get(name=name).text


def files_in(folder: Path) -> Mapping[str, bytes]:
    """Give all files of a folder, but its lock."""
    return {each.name: each.read_bytes() for each in folder.iterdir() if not each.name.startswith(".")}


def lay(folder: Path, name: str = NAME) -> Path:
    """Lay the text of the draft where the command line reads it."""
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.yaml").write_text(text_of(name), encoding="utf-8")
    return folder / f"{name}.yaml"


class TestTheSame:
    """One way of publishing: the same bundle, the same index, the same refusals."""

    def test_bundle_and_index(self, methodist: Client, portal: Portal, tmp_path: Path) -> None:
        assert publish(methodist) == 302
        assert run(["publish", str(lay(tmp_path / "own")), "-o", str(tmp_path / "out")]) == 0
        assert files_in(portal.workspace / "published") == files_in(tmp_path / "out")
        assert sorted(files_in(tmp_path / "out")) == ["index.json", BUNDLE]

    def test_signed_with_the_key_of_the_portal(
        self, methodist: Client, portal: Portal, tmp_path: Path
    ) -> None:
        key = tmp_path / "key.pem"
        key.write_bytes(make_key())
        options = PortalOptions(portal.workspace, today=TODAY, clock=lambda: portal.now, signing_key=key)
        with override_settings(PORTAL=options):
            assert "ключом этого портала" in methodist.get(f"{DRAFT}publish/").content.decode()
            assert publish(methodist) == 302
        out = tmp_path / "out"
        assert run(["publish", str(lay(tmp_path / "own")), "-o", str(out), "--key", str(key)]) == 0
        assert files_in(portal.workspace / "published") == files_in(out)
        assert f"{BUNDLE}.sig" in files_in(out)

    def test_with_a_template_of_its_own(self, methodist: Client, portal: Portal, tmp_path: Path) -> None:
        data = (shipped_folder("templates") / "analytic-note.docx").read_bytes()
        file = SimpleUploadedFile("моя справка.docx", data)
        said = {"template": file, "kind": "analytic-note"}
        assert methodist.post(f"{DRAFT}templates/", said).status_code == 302
        assert publish(methodist) == 302
        text = lay(tmp_path / "own")
        (tmp_path / "own" / "templates").mkdir()
        (tmp_path / "own" / "templates" / "analytic-note.docx").write_bytes(data)
        assert run(["publish", str(text), "-o", str(tmp_path / "out")]) == 0
        assert files_in(portal.workspace / "published") == files_in(tmp_path / "out")

    def test_a_layer_over_what_is_published(self, methodist: Client, portal: Portal, tmp_path: Path) -> None:
        assert publish(methodist) == 302
        text = f"roadmap: {LAYER}\nversion: 1.0.0\nextends: {NAME}@1\ntitle: План города\n"
        assert upload(methodist, text.encode(), f"{LAYER}.yaml").status_code == 302
        assert publish(methodist, f"/drafts/{LAYER}/") == 302
        own = lay(tmp_path / "own", LAYER)
        (tmp_path / "own" / "bundles").mkdir()
        (tmp_path / "own" / "bundles" / BUNDLE).write_bytes(
            (portal.workspace / "published" / BUNDLE).read_bytes()
        )
        assert run(["publish", str(own), "-o", str(tmp_path / "out")]) == 0
        name = f"{LAYER}-1.0.0.zip"
        assert files_in(portal.workspace / "published")[name] == files_in(tmp_path / "out")[name]

    def test_a_layer_is_begun_as_by_the_command(
        self, methodist: Client, portal: Portal, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Its text says what it inherits; only the pin, which names where this portal lies, is left out."""
        publish(methodist)
        said = {"roadmap": NAME, "version": "1.0.0", "layer": LAYER}
        assert methodist.post("/drafts/take/", {**said, "layer": "Наш город"}).status_code == 422
        assert methodist.post("/drafts/take/", said)["Location"] == f"/drafts/{LAYER}/"
        monkeypatch.chdir(tmp_path)
        source = f"{portal.workspace / 'published'}#{NAME}@1.0.0"
        assert run(["new", "overlay", "--from", source, "-a", f"roadmap={LAYER}"]) == 0
        written = (tmp_path / f"{LAYER}.yaml").read_text(encoding="utf-8")
        mine, theirs = text_of(LAYER).partition("\nroadmap:")[2], written.partition("\nroadmap:")[2]
        assert mine.partition("# Что наследуется")[2] == theirs.partition("# Что наследуется")[2]
        assert f"extends: {NAME}@1 " in mine
        assert publish(methodist, f"/drafts/{LAYER}/") == 302

    def test_twice(self, methodist: Client, portal: Portal) -> None:
        """The same text is no fault and changes nothing; another one under the same version is refused."""
        publish(methodist)
        before = files_in(portal.workspace / "published")
        assert publish(methodist) == 302
        assert files_in(portal.workspace / "published") == before
        rewrite(text_of().replace("до 1 октября", "до 2 октября"))
        assert publish(methodist) == 422
        assert files_in(portal.workspace / "published") == before
        page = methodist.get(f"{DRAFT}publish/").content.decode()
        assert "RM800" in page

    def test_an_unsound_text_is_not_published(self, methodist: Client, portal: Portal) -> None:
        rewrite(text_of().replace("responsible: direktor", "responsible: nobody"))
        page = methodist.get(f"{DRAFT}publish/").content.decode()
        assert "<mark>nobody</mark>" in page
        assert publish(methodist) == 422
        assert not (portal.workspace / "published" / "index.json").exists()

    def test_a_correction_of_an_older_version(self, methodist: Client) -> None:
        publish(methodist)
        rewrite(text_of().replace("version: 1.0.0", "version: 1.1.0\nchanges:\n  1.1.0: Раньше"))
        assert publish(methodist) == 302
        rewrite(text_of().replace("1.1.0", "1.0.1"))
        assert publish(methodist) == 422
        assert publish(methodist, older="yes") == 302

    def test_what_was_changed_meanwhile_is_not_published(self, methodist: Client, portal: Portal) -> None:
        page = methodist.get(f"{DRAFT}publish/").content.decode()
        RoadmapDraft.objects.update(version=2)
        answer = methodist.post(f"{DRAFT}publish/", {"saw": hidden(page, "saw")})
        assert answer.status_code == 409
        assert not (portal.workspace / "published" / "index.json").exists()


def test_a_school_of_the_workspace_adopts_it(
    methodist: Client, portal: Portal, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the folder that lies beside it, as from any other source."""
    publish(methodist)
    portal.add_school(7)
    folder = portal.workspace / "school-7-new"
    folder.mkdir()
    monkeypatch.chdir(folder)
    (folder / "organisation.yaml").write_bytes(
        (portal.workspace / "school-7" / "organisation.yaml").read_bytes()
    )
    for terms in (portal.workspace / "school-7").glob("terms-*.yaml"):
        (folder / terms.name).write_bytes(terms.read_bytes())
    answers = ["-a", "procedure.use=vpr"]
    assert run(["new", "adoption", "--from", f"../published#{NAME}@1", *answers]) == 0
    assert (folder / "bundles" / BUNDLE).read_bytes() == (
        portal.workspace / "published" / BUNDLE
    ).read_bytes()


def test_the_difference_is_that_of_the_command(methodist: Client, portal: Portal, tmp_path: Path) -> None:
    """In dates, people and papers; and what schools would misunderstand is told."""
    publish(methodist)
    text = text_of().replace("до 1 октября", "до 15 сентября").replace("version: 1.0.0", "version: 1.0.1")
    rewrite(text.replace("responsible: direktor", "responsible: [direktor, teaching-staff]"))
    page = methodist.get(f"{DRAFT}publish/").content.decode()
    assert "до 1 октября → до 15 сентября" in page
    assert "директор → директор, педагогический коллектив" in page
    assert "2 мероприятия изменены" in page
    assert "план с датами" in page
    assert "plan.docx" not in page
    assert "RM756" in page
    assert "RM802" in page
    folder = portal.workspace / "published"
    assert run(["diff", f"{folder}#{NAME}@1.0.0", str(lay(tmp_path / "own"))]) == 0


def test_what_levels_below_may_do_otherwise_is_told(methodist: Client) -> None:
    """In the words of the form that says it; what holds as before is no change."""
    publish(methodist)
    allow = "allow: {title: free, deadline: {adjustable: earlier}, measures: {%s: {result: locked}}}\n"
    measure = "obsudit-rezultaty-pedagogicheskom-sovete"
    rewrite(text_of().replace("version: 1.0.0", "version: 1.1.0") + allow % measure)
    page = methodist.get(f"{DRAFT}publish/").content.decode()
    told = page.partition('id="difference"')[2].partition("</section>")[0]
    assert "срок: было «не сказано: можно», стало «только раньше» – все мероприятия" in told
    assert "результат: было «не сказано: можно», стало «нельзя» – мероприятие 1.2" in told
    assert "название" not in told
    assert "2 разрешения изменены" in told
    methodist.cookies["language"] = "en"
    assert (
        "deadline: was «not said: allowed», is «only earlier» now – all measures"
        in methodist.get(f"{DRAFT}publish/").content.decode()
    )


def test_what_a_version_changes_follows_its_number(methodist: Client) -> None:
    """As long as nobody has it; beside a number that schools have, the words stay."""

    def say(version: str, change: str | None = None) -> None:
        page = methodist.get(f"{DRAFT}about/").content.decode()
        said = {"saw": hidden(page, "saw"), "version": version}
        said |= {"change": change} if change is not None else {}
        assert methodist.post(f"{DRAFT}about/", said).status_code == 302

    def changes() -> object:
        return read_draft(text_of(), "").tree.get("changes")

    publish(methodist)
    say("1.1.0", "Сроки раньше")
    assert changes() == {"1.1.0": "Сроки раньше"}
    say("1.2.0")
    assert changes() == {"1.2.0": "Сроки раньше"}
    say("2.0.0", "Сроки раньше, и не все")
    assert changes() == {"2.0.0": "Сроки раньше, и не все"}
    assert publish(methodist) == 302
    say("2.1.0")
    assert changes() == {"2.0.0": "Сроки раньше, и не все"}
    say("2.2.0", "Ещё раз")
    assert changes() == {"2.0.0": "Сроки раньше, и не все", "2.2.0": "Ещё раз"}
    say("2.3.0", "")
    assert changes() == {"2.0.0": "Сроки раньше, и не все"}


def test_what_a_form_can_mend_is_said_in_its_words(methodist: Client) -> None:
    """With the way there; and what schools would have otherwise stays in sight of whoever was refused."""
    publish(methodist)
    rewrite(text_of().replace("до 1 октября", "до 2 октября"))
    page = methodist.get(f"{DRAFT}publish/").content.decode()
    answer = methodist.post(f"{DRAFT}publish/", {"saw": hidden(page, "saw")})
    assert answer.status_code == 422
    refused = answer.content.decode()
    for shown in (page, refused):
        assert f'href="{DRAFT}about/#f-version"' in shown
        assert "roadmaps/" not in shown
        assert "до 1 октября → до 2 октября" in shown
    rewrite(text_of().replace("version: 1.0.0", "version: 1.0.1"))
    page = methodist.get(f"{DRAFT}publish/").content.decode()
    assert f'href="{DRAFT}about/#f-change"' in page
    assert "changes" not in page
    assert 'id="f-change"' in methodist.get(f"{DRAFT}about/").content.decode()


def test_two_who_publish_at_once_are_both_listed(methodist: Client, tmp_path: Path) -> None:
    """Whoever comes second sees what the first has listed."""
    texts = [tmp_path / f"{name}.yaml" for name in ("one", "two", "three", "four")]
    for path in texts:
        path.write_text(text_of().replace(f"roadmap: {NAME}", f"roadmap: {path.stem}"), encoding="utf-8")
    out = tmp_path / "out"
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda path: put_out(out, lambda: release([path], out)), texts))
    assert all(each.value is not None for each in done)
    assert set(json.loads(files_in(out)["index.json"])["roadmaps"]) == {path.stem for path in texts}


class TestSignatures:
    """A key that never comes here: the bundle is signed where the key is, and the signature brought."""

    def _sign(self, portal: Portal, tmp_path: Path) -> bytes:
        key, away = tmp_path / "key.pem", tmp_path / "away"
        key.write_bytes(make_key())
        away.mkdir()
        (away / BUNDLE).write_bytes((portal.workspace / "published" / BUNDLE).read_bytes())
        assert run(["publish", str(away / BUNDLE), "-o", str(tmp_path / "signed"), "--key", str(key)]) == 0
        return (tmp_path / "signed" / f"{BUNDLE}.sig").read_bytes()

    def test_it_is_kept(self, methodist: Client, portal: Portal, tmp_path: Path) -> None:
        publish(methodist)
        signature = self._sign(portal, tmp_path)
        answer = methodist.post(RELEASE, {"signature": SimpleUploadedFile("x.sig", signature)})
        assert answer.status_code == 302
        assert files_in(portal.workspace / "published") == files_in(tmp_path / "signed")
        assert methodist.get(f"/published/{BUNDLE}.sig").content == signature
        assert "Открытый ключ" in methodist.get(RELEASE).content.decode()

    @pytest.mark.parametrize("data", [b"", b"\0" * 3_000, b"ed25519:AAAA BBBB\n", "подпись".encode()])
    def test_what_is_none_is_refused(self, methodist: Client, portal: Portal, data: bytes) -> None:
        publish(methodist)
        before = files_in(portal.workspace / "published")
        answer = methodist.post(RELEASE, {"signature": SimpleUploadedFile("x.sig", data)})
        assert answer.status_code == 422
        assert "не подпись этого пакета" in answer.content.decode()
        assert files_in(portal.workspace / "published") == before

    def test_of_another_bundle(self, methodist: Client, portal: Portal, tmp_path: Path) -> None:
        publish(methodist)
        signature = self._sign(portal, tmp_path)
        rewrite(text_of().replace("version: 1.0.0", "version: 1.1.0\nchanges: {1.1.0: да}"))
        publish(methodist)
        answer = methodist.post(
            f"/published/{NAME}/1.1.0/", {"signature": SimpleUploadedFile("x", signature)}
        )
        assert answer.status_code == 422


def test_a_version_is_withdrawn(methodist: Client, portal: Portal, tmp_path: Path) -> None:
    """As by the command, with a reason; the bundle stays."""
    publish(methodist)
    assert methodist.post(RELEASE, {"withdraw": "yes", "reason": " "}).status_code == 422
    assert methodist.post(RELEASE, {"withdraw": "yes", "reason": "не те сроки"}).status_code == 302
    out = tmp_path / "out"
    assert run(["publish", str(lay(tmp_path / "own")), "-o", str(out)]) == 0
    assert run(["publish", "-o", str(out), "--withdraw", f"{NAME}@1.0.0", "--reason", "не те сроки"]) == 0
    assert files_in(portal.workspace / "published") == files_in(out)
    assert "не те сроки" in methodist.get(RELEASE).content.decode()
    assert "отозвана" in methodist.get("/drafts/").content.decode()


def test_the_next_version_begins_with_the_last(methodist: Client) -> None:
    """Letter by letter but for its number; a draft that is there is never written over."""
    publish(methodist)
    text = text_of()
    following = text.replace("version: 1.0.0", "version: 1.1.0")
    assert "Готовить следующую" in methodist.get(RELEASE).content.decode()
    rewrite(text + "# дальше\n")
    methodist.post("/drafts/take/", {"roadmap": NAME, "version": "1.0.0"})
    assert text_of() == following + "# дальше\n"
    methodist.post("/drafts/take/", {"roadmap": NAME, "version": "1.0.0"})
    assert text_of() == following + "# дальше\n"
    RoadmapDraft.objects.all().delete()
    assert methodist.post("/drafts/take/", {"roadmap": NAME, "version": "1.0.0"})["Location"] == DRAFT
    assert text_of() == following
    assert methodist.get(f"{DRAFT}about/").content.decode().count('value="1.1.0"') == 1
    assert methodist.post("/drafts/take/", {"roadmap": "other", "version": "1.0.0"}).status_code == 404


def test_only_what_is_listed_is_given_out(methodist: Client, portal: Portal) -> None:
    """Whatever else lies there."""
    publish(methodist)
    folder = portal.workspace / "published"
    (folder / "secret.txt").write_text("нет", encoding="utf-8")
    assert json.loads(methodist.get("/published/index.json").content)["roadmaps"].keys() == {NAME}
    for name in ("secret.txt", "..", ".lock", "plan-2027-1.0.1.zip", f"{BUNDLE}.sig"):
        assert methodist.get(f"/published/{name}").status_code == 404
    assert methodist.get(f"/published/{BUNDLE}").content == (folder / BUNDLE).read_bytes()


def _spoil(data: bytes, old: str, new: str) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            part = source.read(name)
            if name == "word/document.xml":
                assert old.encode() in part
                part = part.replace(old.encode(), new.encode())
            target.writestr(name, part)
    return stream.getvalue()


class TestTemplates:
    """Strangers' Word files: checked before they are kept, filled where they can do no harm."""

    @pytest.fixture
    def note(self) -> bytes:
        """A template that is sound."""
        return (shipped_folder("templates") / "analytic-note.docx").read_bytes()

    def _bring(self, client: Client, data: bytes, name: str = "analytic-note.docx") -> tuple[int, str]:
        answer = client.post(f"{DRAFT}templates/", {"template": SimpleUploadedFile(name, data), "kind": ""})
        return answer.status_code, answer.content.decode()

    def test_it_is_kept_and_looked_at(self, methodist: Client, note: bytes) -> None:
        assert self._bring(methodist, note)[0] == 302
        page = methodist.get(f"{DRAFT}templates/").content.decode()
        assert "замечаний нет" in page
        preview = methodist.get(f"{DRAFT}templates/analytic-note.docx/preview/")
        with zipfile.ZipFile(io.BytesIO(preview.content)) as archive:
            assert "общеобразовательная школа" in archive.read("word/document.xml").decode()

    def test_what_is_wrong_is_told_as_by_the_command(
        self, methodist: Client, note: bytes, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        spoilt = _spoil(note, "{{", "{{ nothing }}{{")
        status, page = self._bring(methodist, spoilt)
        (tmp_path / "analytic-note.docx").write_bytes(spoilt)
        assert run(["template", "check", str(tmp_path / "analytic-note.docx"), "--json"]) == 1
        told = json.loads(capsys.readouterr().out)["problems"][0]["message"]
        assert status == 422
        assert told.replace("«", "").partition(":")[0] in page.replace("«", "")
        assert not RoadmapDraft.objects.get().templates.exists()

    @pytest.mark.parametrize(
        ("data", "name"),
        [
            (b"PK", "plan.docx"),
            (b"", "plan.docx"),
            (b"%PDF", "plan.pdf"),
            (b"x", "../plan.docx"),
            (b"x", "~$plan.docx"),
        ],
    )
    def test_what_is_no_word_file_is_refused(self, methodist: Client, data: bytes, name: str) -> None:
        assert self._bring(methodist, data, name)[0] == 422
        assert not RoadmapDraft.objects.get().templates.exists()

    def test_one_that_never_ends_is_stopped(self, methodist: Client, note: bytes) -> None:
        endless = _spoil(note, "{{", "{% for a in range(9999999999) %}{% endfor %}{{")
        assert self._bring(methodist, endless)[0] == 422

    def test_it_is_taken_out(self, methodist: Client, note: bytes) -> None:
        self._bring(methodist, note)
        assert methodist.post(f"{DRAFT}templates/", {"remove": "analytic-note.docx"}).status_code == 302
        assert not RoadmapDraft.objects.get().templates.exists()
