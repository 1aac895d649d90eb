"""Stages by a form: added, renamed, emptied, removed; measures put elsewhere; doubts that were looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.test import Client

from roadmap_engine.load import load_text
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.moving import Place, move_measure, place_of
from roadmap_engine.portal.drafts.reading import read_draft
from roadmap_engine.portal.drafts.stages import change_stage, fill_stage
from tests.importing.making import make_docx
from tests.portal.portals import Portal
from tests.portal.test_drafts import changed_lines
from tests.portal.writing_roadmaps import NAME, begin, hidden

DRAFT = f"/drafts/{NAME}/"
STAGE = f"{DRAFT}stages/analysis/"
FIRST, SECOND = "proanalizirovat-rezultaty-diagnostiki", "obsudit-rezultaty-pedagogicheskom-sovete"
OTHER = "provesti-dopolnitelnye-zanyatiya"
PUBLISHED = sorted(shipped_folder("roadmaps").glob("*.yaml"))
STAGE_DOUBT = "    # Проверьте: таблица 1, строка 2: похоже на название этапа\n"


@pytest.fixture
def methodist(portal: Portal) -> Client:
    """The browser of a methodologist who has begun a draft."""
    client = portal.as_role(Role.METHODOLOGIST)
    begin()
    return client


def text_of() -> str:
    """Give the text of the draft."""
    return RoadmapDraft.objects.get(name=NAME).text


def rewrite(text: str) -> None:
    """Write the text of the draft anew."""
    RoadmapDraft.objects.filter(name=NAME).update(text=text)


def saw(client: Client, address: str) -> str:
    """Give the version that a form shows."""
    return hidden(client.get(address).content.decode(), "saw")


def order() -> list[tuple[str, list[tuple[str, str]]]]:
    """Give the stages of the draft, with the numbers and ids of their measures."""
    text = read_draft(text_of(), "")
    return [(stage.id, [(each.number, each.id) for each in stage.measures]) for stage in text.stages]


def doubted_stage() -> None:
    """Let an import have doubted the first stage."""
    rewrite(text_of().replace("  - id: analysis\n", f"{STAGE_DOUBT[2:]}  - id: analysis\n"))
    assert len(read_draft(text_of(), "").stages[0].doubts) == 1


class TestTheForm:
    """What it shows is written back as it was; what it changes is all that changes."""

    @pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
    def test_untouched_it_changes_nothing(self, path: Path) -> None:
        draft = read_draft(path.read_text(encoding="utf-8"), path.name)
        for line in draft.stages:
            assert change_stage(draft, line, fill_stage(draft, line).words).value == draft.text

    def test_a_stage_gets_another_title(self, methodist: Client) -> None:
        before = text_of()
        sent = {"title": "Анализ  результатов", "number": "I.", "saw": saw(methodist, STAGE)}
        assert methodist.post(STAGE, sent).status_code == 302
        assert sorted(changed_lines(before, text_of())) == sorted([
            '-    number: ""', "-    title: Аналитический этап",
            "+    number: I.", "+    title: Анализ результатов",
        ])  # fmt: skip

    def test_its_doubt_goes_with_a_change_or_alone(self, methodist: Client) -> None:
        for sent in ({"title": "Анализ"}, {"seen-0": "yes"}):
            doubted_stage()
            assert "похоже на название этапа" in methodist.get(STAGE).content.decode()
            assert methodist.post(STAGE, {**sent, "saw": saw(methodist, STAGE)}).status_code == 302
            assert "похоже на название" not in text_of()

    @pytest.mark.parametrize(
        "typed", [{"title": " "}, {"number": "I" * 21}, {"title": "a\x07b"}], ids=["none", "long", "sign"]
    )
    def test_what_is_wrong_is_told(self, methodist: Client, typed: dict[str, str]) -> None:
        before = text_of()
        answer = methodist.post(STAGE, {**typed, "saw": saw(methodist, STAGE)})
        assert answer.status_code == 422
        assert "<title>Ошибка: " in answer.content.decode()
        assert text_of() == before

    def test_a_stage_comes_is_filled_emptied_and_goes(self, methodist: Client) -> None:
        before = text_of()
        page = methodist.post(f"{DRAFT}new-stage/", {"title": "Итоги", "number": ""})
        address = page["Location"]
        assert address == f"{DRAFT}stages/itogi/"
        assert load_text(text_of().encode(), "x.yaml", "roadmap").value is not None
        place = f"{DRAFT}measures/{SECOND}/place/"
        assert methodist.post(place, {"place": "itogi/", "saw": saw(methodist, place)}).status_code == 302
        assert order()[2] == ("itogi", [("3.1", SECOND)])
        # One that has measures is not taken out, whatever is sent.
        assert methodist.post(address, {"remove": "yes", "saw": saw(methodist, address)}).status_code == 409
        back = {"place": f"analysis/{FIRST}", "saw": saw(methodist, place)}
        assert methodist.post(place, back).status_code == 302
        assert methodist.post(address, {"remove": "yes", "saw": saw(methodist, address)}).status_code == 302
        # Where a stage is left with one row, nothing tells any more that a blank line stood between two.
        assert text_of().replace("\n\n", "\n") == before.replace("\n\n", "\n")


class TestOrder:
    """A measure goes where it is put, and numbers that count follow."""

    def test_up_and_down_in_its_stage(self, methodist: Client) -> None:
        page = methodist.get(STAGE).content.decode()
        assert f'value="analysis/{SECOND}"' in page
        sent = {"place": f"analysis/{SECOND}", "saw": hidden(page, "saw"), "stage": "yes"}
        place = f"{DRAFT}measures/{FIRST}/place/"
        assert methodist.post(place, {**sent, "saw": saw(methodist, place)})["Location"] == STAGE
        assert order()[0] == ("analysis", [("1.1", SECOND), ("1.2", FIRST)])

    def test_into_another_stage(self, methodist: Client) -> None:
        place = f"{DRAFT}measures/{FIRST}/place/"
        stage = read_draft(text_of(), "").stages[1].id
        assert methodist.post(place, {"place": f"{stage}/", "saw": saw(methodist, place)}).status_code == 302
        assert order() == [("analysis", [("1.1", SECOND)]), (stage, [("2.1", FIRST), ("2.2", OTHER)])]

    def test_numbers_that_go_on_through_all_stages(self) -> None:
        text = (
            "stages:\n  - id: a\n    measures:\n      - {id: x, number: 1}\n      - {id: y, number: 2}\n"
            "  - id: b\n    measures:\n      - {id: z, number: 3}\n"
        )
        moved = move_measure(read_draft(text, ""), "x", Place("b", "z"))
        assert moved is not None
        numbers = [(each.id, each.number) for each in read_draft(moved.value or "", "").measures()]
        assert numbers == [("y", "1"), ("z", "2"), ("x", "3")]

    @pytest.mark.parametrize("numbers", [("", ""), ("1.1", "1.5"), ("а", "б")])
    def test_numbers_that_do_not_count_stay_with_their_rows(self, numbers: tuple[str, str]) -> None:
        one, two = numbers
        text = (
            f"stages:\n  - id: a\n    measures:\n      - {{id: x, number: '{one}'}}\n"
            f"      - {{id: y, number: '{two}'}}\n"
        )
        moved = move_measure(read_draft(text, ""), "x", Place("a", "y"))
        assert moved is not None
        assert [each.number for each in read_draft(moved.value or "", "").measures()] == [two, one]

    def test_where_it_stands_it_stays_letter_by_letter(self, methodist: Client) -> None:
        before = text_of()
        place = f"{DRAFT}measures/{SECOND}/place/"
        page = methodist.get(place).content.decode()
        assert f'value="analysis/{FIRST}" selected' in page
        sent = {"place": f"analysis/{FIRST}", "saw": hidden(page, "saw")}
        assert methodist.post(place, sent).status_code == 302
        assert text_of() == before
        assert str(place_of(read_draft(before, ""), SECOND)) == f"analysis/{FIRST}"

    @pytest.mark.parametrize("place", ["", "nowhere/", f"analysis/{SECOND}", "analysis/nobody"])
    def test_no_place_is_none(self, methodist: Client, place: str) -> None:
        before = text_of()
        address = f"{DRAFT}measures/{SECOND}/place/"
        answer = methodist.post(address, {"place": place, "saw": saw(methodist, address)})
        assert answer.status_code == 409
        assert text_of() == before


class TestDoubts:
    """Looked at and right: the remark goes by one button, wherever it stands."""

    def test_of_a_measure_of_a_stage_and_of_the_whole(self, methodist: Client) -> None:
        doubted_stage()
        rewrite(f"# Проверьте: вся карта\n{text_of()}")
        before = text_of()
        page = methodist.get(DRAFT).content.decode()
        names = [each.partition('"')[0] for each in page.split('name="doubt" value="')[1:]]
        assert len(set(names)) == 3
        for left, name in enumerate(reversed(names)):
            assert f"Осталось проверить {3 - left}" in methodist.get(DRAFT).content.decode()
            assert methodist.post(f"{DRAFT}seen/", {"doubt": name}).status_code == 302
        gone = changed_lines(before, text_of())
        assert len(gone) == 3
        assert all(each.startswith("-") and "# Проверьте:" in each for each in gone)
        # Once more, as when two have looked: nothing happens.
        after = text_of()
        assert "уже нет" in methodist.post(f"{DRAFT}seen/", {"doubt": names[0]}, follow=True).content.decode()
        assert text_of() == after

    def test_two_that_say_the_same_go_one_by_one(self, methodist: Client) -> None:
        doubted_stage()
        rewrite(text_of().replace(STAGE_DOUBT[2:], STAGE_DOUBT[2:] * 2))
        page = methodist.get(DRAFT).content.decode()
        names = [each.partition('"')[0] for each in page.split('name="doubt" value="')[1:]]
        assert len(set(names)) == 3
        methodist.post(f"{DRAFT}seen/", {"doubt": names[1]})
        assert text_of().count("похоже на название этапа") == 1


class TestTwoEditors:
    """Who comes second is told, and nothing of hers is lost."""

    def test_one_stage(self, methodist: Client, portal: Portal) -> None:
        second = portal.as_role(Role.METHODOLOGIST)
        mine = {"title": "Моё", "number": "", "saw": saw(second, STAGE)}
        theirs = {"title": "Чужое", "number": "", "saw": saw(methodist, STAGE)}
        assert methodist.post(STAGE, theirs).status_code == 302
        answer = second.post(STAGE, mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Моё" in page
        assert "Чужое" in page
        assert second.post(STAGE, {**mine, "saw": hidden(page, "saw")}).status_code == 302
        assert "title: Моё" in text_of()

    def test_a_stage_and_its_measures_are_two_things(self, methodist: Client, portal: Portal) -> None:
        second = portal.as_role(Role.METHODOLOGIST)
        mine = {"title": "Моё", "number": "", "saw": saw(second, STAGE)}
        place = f"{DRAFT}measures/{FIRST}/place/"
        sent = {"place": f"analysis/{SECOND}", "saw": saw(methodist, place)}
        assert methodist.post(place, sent).status_code == 302
        assert second.post(STAGE, mine).status_code == 302

    def test_one_order(self, methodist: Client, portal: Portal) -> None:
        second = portal.as_role(Role.METHODOLOGIST)
        stage = read_draft(text_of(), "").stages[1].id
        first, other = (f"{DRAFT}measures/{each}/place/" for each in (FIRST, SECOND))
        mine = {"place": f"{stage}/", "saw": saw(second, other)}
        theirs = {"place": f"{stage}/", "saw": saw(methodist, first)}
        assert methodist.post(first, theirs).status_code == 302
        after = text_of()
        answer = second.post(other, mine)
        assert answer.status_code == 409
        assert text_of() == after
        page = answer.content.decode()
        assert f'value="{stage}/" selected' in page
        assert second.post(other, {**mine, "saw": hidden(page, "saw")}).status_code == 302

    def test_a_stage_that_has_gone(self, methodist: Client, portal: Portal) -> None:
        address = methodist.post(f"{DRAFT}new-stage/", {"title": "Итоги", "number": ""})["Location"]
        second = portal.as_role(Role.METHODOLOGIST)
        assert second.get(address).status_code == 200
        methodist.post(address, {"remove": "yes", "saw": saw(methodist, address)})
        assert second.post(address, {"title": "Моё", "saw": "x"}).status_code == 404


def test_what_a_real_table_doubts_can_all_be_seen_to(portal: Portal) -> None:
    """Whatever an import has doubted, and wherever it has written that."""
    client = portal.as_role(Role.METHODOLOGIST)
    rows = [
        ["Мероприятие", "Срок", "Ответственный"],
        ["Диагностика", "ближе к весне", "завуч"],
        ["Работа с родителями", "", ""],
        ["Собрание", "как получится", "классные руководители, если есть"],
    ]
    begin(make_docx("=План", rows), "план.docx")
    for _n in range(20):
        page = client.get(DRAFT).content.decode()
        if 'name="doubt"' not in page:
            break
        name = page.partition('name="doubt" value="')[2].partition('"')[0]
        client.post(f"{DRAFT}seen/", {"doubt": name})
    assert "Отмеченных мест не осталось" in page
    assert "# Проверьте:" not in text_of()
