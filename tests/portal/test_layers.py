"""A layer by a form: what it says otherwise, beside what stands above, as far as that lets it."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.drafts.editing import FIELDS
from roadmap_engine.portal.drafts.layer_bases import open_base
from roadmap_engine.portal.drafts.layers import change_row, list_rows
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.reading import StageLine, read_draft
from tests.portal.portals import Portal
from tests.portal.test_drafts import changed_lines
from tests.portal.writing_roadmaps import NAME, begin, hidden, upload

LAYER = "our-town"
DRAFT = f"/drafts/{LAYER}/"
FIRST, SECOND = "proanalizirovat-rezultaty-diagnostiki", "obsudit-rezultaty-pedagogicheskom-sovete"
ONE, TWO = f"{DRAFT}measures/{FIRST}/", f"{DRAFT}measures/{SECOND}/"
ALLOW = (
    "allow:\n  deadline: {adjustable: earlier}\n  responsible: {adjustable: added}\n  result: locked\n"
    f"  measures:\n    {FIRST}: {{remove: locked}}\n  stages:\n    analysis: {{add: locked}}\n"
)
TEXT = f"# Слой города\nroadmap: {LAYER}\nversion: 1.0.0\nextends: {NAME}@1\nissuer: Город\n"
LAYERS = [
    path for path in sorted(shipped_folder("roadmaps").glob("*.yaml")) if b"\nextends:" in path.read_bytes()
]


def lay_base(client: Client, allow: str = ALLOW, issuer: str = "issuer: Министерство\n") -> None:
    """Publish what the layer stands on."""
    begin()
    draft = RoadmapDraft.objects.get(name=NAME)
    draft.text = f"{draft.text}{issuer}{allow}"
    draft.save()
    page = client.get(f"/drafts/{NAME}/publish/").content.decode()
    assert client.post(f"/drafts/{NAME}/publish/", {"saw": hidden(page, "saw")}).status_code == 302


@pytest.fixture
def methodist(portal: Portal) -> Client:
    """The browser of a methodologist of a town, who has begun its layer."""
    client = portal.as_role(Role.METHODOLOGIST)
    lay_base(client)
    assert upload(client, TEXT.encode(), f"{LAYER}.yaml").status_code == 302
    return client


def text_of() -> str:
    """Give the text of the layer."""
    return RoadmapDraft.objects.get(name=LAYER).text


def fill(client: Client, address: str, **typed: str) -> dict[str, str]:
    """Give what the form sends, as a browser does, some of its fields typed anew."""
    draft = RoadmapDraft.objects.get(name=LAYER)
    base = open_base(draft)
    assert base is not None
    name = address.rstrip("/").rpartition("/")[2]
    row = next(each for stage in list_rows(base.read(draft), base) for each in stage.rows if each.id == name)
    words = {field: row.words[field].replace("\n", "\r\n") for field in FIELDS if field not in row.locked}
    return {**words, "saw": hidden(client.get(address).content.decode(), "saw"), **typed}


class TestTheForm:
    """Both values side by side; what is as above is left to what stands above."""

    @pytest.mark.parametrize("path", LAYERS, ids=lambda path: path.stem)
    def test_untouched_it_changes_nothing(self, portal: Portal, path: Path) -> None:
        """Every measure under every layer that comes with the program, letter by letter."""
        draft = RoadmapDraft(name=path.stem, text=path.read_text(encoding="utf-8"))
        portal.as_role(Role.METHODOLOGIST)
        draft.made_at = draft.changed_at = portal.now
        draft.save()
        base = open_base(draft)
        assert base is not None
        text = base.read(draft)
        rows = [row for stage in list_rows(text, base) for row in stage.rows]
        assert rows
        for row in rows:
            assert change_row(text, row, row.words).value == draft.text

    def test_saved_untouched_by_the_page(self, methodist: Client) -> None:
        for page in (ONE, TWO):
            assert methodist.post(page, fill(methodist, page)).status_code == 302
        assert text_of() == TEXT
        assert RoadmapDraft.objects.get(name=LAYER).version == 1

    def test_what_is_given_anew_and_put_back(self, methodist: Client) -> None:
        sent = fill(methodist, ONE, deadline="до 15 сентября", title="Разобрать результаты")
        assert methodist.post(ONE, sent).status_code == 302
        given = "{title: Разобрать результаты, deadline: до 15 сентября}"
        assert text_of() == f"{TEXT}replace:\n  {FIRST}: {given}\n"
        table = methodist.get(DRAFT).content.decode()
        assert "иначе, чем в карте: мероприятие, срок" in " ".join(table.split())
        page = methodist.get(ONE).content.decode()
        assert "до 1 октября" in page
        assert "в слое иначе" in page
        back = fill(methodist, ONE, deadline="до 1 октября")
        assert methodist.post(ONE, back).status_code == 302
        assert text_of() == f"{TEXT}replace:\n  {FIRST}: {{title: Разобрать результаты}}\n"
        back = fill(methodist, ONE, title="Проанализировать результаты диагностики")
        assert methodist.post(ONE, back).status_code == 302
        assert text_of() == TEXT

    def test_other_words_of_the_text_stay(self, methodist: Client) -> None:
        own = f"replace:   # наше\n  {SECOND}: {{title: Обсудить}}  # так короче\n"
        RoadmapDraft.objects.filter(name=LAYER).update(text=TEXT + own)
        assert methodist.post(TWO, fill(methodist, TWO, deadline="= когда решат")).status_code == 302
        changed = changed_lines(TEXT + own, text_of())
        assert len(changed) == 2
        assert "{title: Обсудить, deadline: {text: когда решат}}  # так короче" in changed[1]

    def test_roles_keep_the_ids_they_have_above(self, methodist: Client) -> None:
        typed = "заместитель директора по УВР\r\nдиректор\r\nметодический центр города"
        assert methodist.post(ONE, fill(methodist, ONE, responsible=typed)).status_code == 302
        tree = read_draft(text_of(), "").tree
        said = tree["replace"][FIRST]["responsible"]
        assert said[:2] == ["academic-deputy", "direktor"]
        assert tree["roles"] == {said[2]: "методический центр города"}

    def test_a_measure_goes_and_comes_back(self, methodist: Client) -> None:
        assert methodist.post(TWO, fill(methodist, TWO, remove="yes")).status_code == 302
        assert read_draft(text_of(), "").tree["remove"] == [SECOND]
        assert "слой убирает" in methodist.get(DRAFT).content.decode()
        page = methodist.get(TWO).content.decode()
        assert methodist.post(TWO, {"restore": "yes", "saw": hidden(page, "saw")}).status_code == 302
        assert text_of() == TEXT

    def test_a_measure_of_its_own(self, methodist: Client) -> None:
        stage = next(each.id for each in _base_stages() if each.id != "analysis")
        address = f"{DRAFT}stages/{stage}/new/"
        words = {**dict.fromkeys(FIELDS, ""), "title": "Собрание города", "responsible": "директор"}
        answer = methodist.post(address, words)
        assert answer.status_code == 302
        (added,) = read_draft(text_of(), "").tree["add"]
        assert added == {
            "stage": stage,
            "measure": {"id": added["measure"]["id"], "title": "Собрание города", "responsible": "direktor"},
        }
        page = methodist.get(answer["Location"]).content.decode()
        assert "директор" in page
        assert "Собрание города" in methodist.get(DRAFT).content.decode()
        sent = {**words, "responsible": "директор", "remove": "yes", "saw": hidden(page, "saw")}
        assert methodist.post(answer["Location"], sent).status_code == 302
        assert text_of() == TEXT

    def test_what_it_comes_to_is_sound(self, methodist: Client, tmp_path: Path) -> None:
        methodist.post(ONE, fill(methodist, ONE, deadline="до 15 сентября"))
        page = methodist.get(f"{DRAFT}publish/").content.decode()
        assert methodist.post(f"{DRAFT}publish/", {"saw": hidden(page, "saw")}).status_code == 302


def _base_stages() -> tuple[StageLine, ...]:
    return read_draft(RoadmapDraft.objects.get(name=NAME).text, "").stages


class TestWhatIsAllowed:
    """What the text above forbids is shown with whose word it is, and no form that is sent does it."""

    def test_the_form_says_why(self, methodist: Client) -> None:
        page = methodist.get(ONE).content.decode()
        assert 'name="result"' not in page
        assert "Менять нельзя: так решил издатель «Министерство»." in page
        assert "Только раньше, чем в карте: так решил издатель «Министерство»." in page
        assert "Только дополнить, ничего не убирая" in page
        assert "Убрать мероприятие нельзя." in page
        assert "Убрать мероприятие нельзя." not in methodist.get(TWO).content.decode()
        assert "Добавлять сюда нельзя." in methodist.get(DRAFT).content.decode()

    @pytest.mark.parametrize(
        ("page", "typed", "told"),
        [
            (ONE, {"deadline": "до 15 октября"}, "Только раньше"),
            (ONE, {"responsible": "директор"}, "Только дополнить"),
            (ONE, {"responsible": ""}, "Только дополнить"),
            (ONE, {"remove": "yes"}, "Менять нельзя"),
            (ONE, {"title": " "}, "Пустым слой его не сделает"),
            (TWO, {"deadline": "когда-нибудь"}, "не понят"),
            (ONE, {"deadline": ""}, "Пустым слой его не сделает"),
        ],
    )
    def test_beyond_that_nothing_is_written(
        self, methodist: Client, page: str, typed: dict[str, str], told: str
    ) -> None:
        answer = methodist.post(page, fill(methodist, page, **typed))
        assert answer.status_code == 422
        assert told in answer.content.decode().partition('id="summary"')[2].partition("</div>")[0]
        assert text_of() == TEXT

    def test_what_is_locked_is_not_read(self, methodist: Client) -> None:
        assert methodist.post(ONE, fill(methodist, ONE, result="Другое")).status_code == 302
        assert text_of() == TEXT
        assert methodist.get(f"{DRAFT}stages/analysis/new/").status_code == 404

    def test_a_lock_to_come_binds_a_layer_of_that_day(self, portal: Portal) -> None:
        """One of an earlier year is free until then; one of no year is of all days to come."""
        client = portal.as_role(Role.METHODOLOGIST)
        lay_base(client, "allow: {title: {locked: {from: 2027-09-01}}}\n")
        for year, locked in (("2026/2027", False), ("2027/2028", True), ("", True)):
            RoadmapDraft.objects.filter(name=LAYER).delete()
            said = f"school_year: {year}\n" if year else ""
            upload(client, (TEXT + said).encode(), f"{LAYER}.yaml")
            assert ('name="title"' not in client.get(ONE).content.decode()) is locked, year


class TestTwoEditors:
    """One measure of one layer: who comes second sees both; of two measures nobody is in the other's way."""

    def test_one_measure(self, methodist: Client, portal: Portal) -> None:
        second = portal.as_role(Role.METHODOLOGIST)
        mine = fill(second, ONE, deadline="до 5 сентября")
        assert methodist.post(ONE, fill(methodist, ONE, deadline="до 15 сентября")).status_code == 302
        after = text_of()
        answer = second.post(ONE, mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "до 5 сентября" in page
        assert "до 15 сентября" in page
        assert text_of() == after
        assert second.post(ONE, {**mine, "saw": hidden(page, "saw")}).status_code == 302
        assert "deadline: до 5 сентября" in text_of()

    def test_two_measures(self, methodist: Client, portal: Portal) -> None:
        second = portal.as_role(Role.METHODOLOGIST)
        mine = fill(second, TWO, title="Моё")
        assert methodist.post(ONE, fill(methodist, ONE, deadline="до 15 сентября")).status_code == 302
        assert second.post(TWO, mine).status_code == 302
        assert {*read_draft(text_of(), "").tree["replace"]} == {FIRST, SECOND}


def test_a_layer_over_what_is_not_here_is_written_as_text(portal: Portal) -> None:
    """Nothing is offered that cannot be done."""
    client = portal.as_role(Role.METHODOLOGIST)
    upload(client, TEXT.encode(), f"{LAYER}.yaml")
    page = client.get(DRAFT).content.decode()
    assert "Карты, над которой стоит слой, здесь нет." in page
    assert client.get(ONE).status_code == 404


def test_what_is_written_is_what_the_command_reads(methodist: Client, portal: Portal, tmp_path: Path) -> None:
    """No permission is overstepped, and the plan says what the form said."""
    methodist.post(ONE, fill(methodist, ONE, deadline="до 15 сентября"))
    (tmp_path / "bundles").mkdir()
    for each in (portal.workspace / "published").glob("*.zip"):
        (tmp_path / "bundles" / each.name).write_bytes(each.read_bytes())
    (tmp_path / f"{LAYER}.yaml").write_text(text_of(), encoding="utf-8")
    assert run(["check", str(tmp_path / f"{LAYER}.yaml")]) == 0
