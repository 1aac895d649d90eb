"""The people of a school from its list of staff: looked through, then kept; the same as by command."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from roadmap_engine.cli.commands import new
from roadmap_engine.cli.program import run
from roadmap_engine.importing.staff import MOST_PEOPLE, read_staff
from roadmap_engine.model.staff import StaffList
from roadmap_engine.pipeline.creating import write_answers
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.beginning import staff
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.plans.models import School
from tests.importing.test_staff import workbook
from tests.portal.beginnings import Form, Walk, begin, read_form
from tests.portal.portals import TODAY, Portal

LIST = workbook(
    ["Список работников на 01.09.2026"],
    ["№", "Должность", "Ф.И.О.", "Почта"],
    [1, "Директор", "ОРЛОВА МАРИЯ ПЕТРОВНА", "head@school.example"],
    [2, "Зам. директора по УВР", "Тен Л. Б.", "deputy@school.example"],
    [3, "Рук. школьного методического объединения", "Гусева Анна Львовна", ""],
    [4, "учитель физики", "Белова Ирина Олеговна", ""],
    [5, "учитель физ.", "Сидорова Ольга Ивановна", ""],
)
HEADS = "people.rukovoditel-shkolnogo-metodicheskogo-obedineniya"
SAID = {
    "people.head.name": "Орлова Мария Петровна",
    "people.head.post": "директор",
    "people.deputy-head.name": "Тен Л. Б.",
    "people.deputy-head.post": "заместитель директора по УВР",
    f"{HEADS}.name": "Гусева Анна Львовна",
    f"{HEADS}.post": "руководитель школьного методического объединения",
}
NAMED = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»",
    "place": "г. Примерск",
}
SCHOOL = {
    **NAMED,
    "people.deputy-head.gender": "f",
}


@pytest.fixture
def walk(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Walk:
    """The editor of a school that has nothing yet, at a draft."""
    School.objects.create(id="school-40", name="МБОУ «СШ № 40»", municipality="Центр")
    monkeypatch.setattr(new, "_today", lambda: TODAY)
    client = portal.as_role(Role.EDITOR, "school-40")
    walk = Walk(client, begin(client, "school-40"))
    BegunPlan.objects.update(answers={"organisation": {**NAMED, "name.short": "МБОУ «СШ № 40»"}})
    return walk


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lists are read here and now: that another process gives the same is shown once."""
    monkeypatch.setattr(staff, "read_list", _read_here)


def _read_here(_workspace: Path, data: bytes, file: str) -> Outcome[StaffList]:
    return Outcome(*read_staff(data, file))


def hand_in(client: Client, draft: str, data: bytes, name: str = "staff.xlsx") -> HttpResponse:
    """Hand a list in."""
    answer: HttpResponse = client.post(f"{draft}staff/", {"file": SimpleUploadedFile(name, data)})
    return answer


def look(walk: Walk, data: bytes = LIST) -> Form:
    """Hand a list in, and read the form in which it is looked through."""
    answer = hand_in(walk.client, walk.draft, data)
    assert answer.status_code == 200
    return read_form(answer.content.decode())


def of_people() -> dict[str, str | None]:
    """Give what is answered of people."""
    said = BegunPlan.objects.get().answers.get("organisation", {})
    return {path: words for path, words in said.items() if path.startswith("people.")}


def test_the_text_is_that_of_the_command(walk: Walk, portal: Portal, tmp_path: Path) -> None:
    """Letter by letter, with the gender that only she who is asked can say; the file is kept nowhere."""
    form = look(walk)
    assert of_people() == {}
    assert walk.send(f"{walk.draft}staff/", form) == f"{walk.draft}organisation-2/"
    assert of_people() == SAID
    asked = read_form(walk.read(f"{walk.draft}organisation-2/"))
    assert {"has-people.deputy-head.gender", f"has-{HEADS}.name"} <= set(asked)
    walk.go_through({**SCHOOL, "procedure.use": "vpr"})
    assert walk.go_live() == 302
    (tmp_path / "staff.xlsx").write_bytes(LIST)
    told = {**SCHOOL, "organisation": "school-40", "name.short": "МБОУ «СШ № 40»"}
    (tmp_path / "answers.yaml").write_bytes(write_answers(told))
    words = ["--answers", str(tmp_path / "answers.yaml"), "--people", str(tmp_path / "staff.xlsx")]
    roadmap = ["--roadmap", "sakha-2021-order-441", "-o", str(tmp_path / "organisation.yaml")]
    assert run(["new", "organisation", *words, *roadmap]) == 0
    written = (portal.workspace / "school-40" / "organisation.yaml").read_bytes()
    assert written == (tmp_path / "organisation.yaml").read_bytes()
    assert "Гусева" in written.decode()
    assert "school.example" not in written.decode()
    kept = [each for each in portal.workspace.rglob("*") if each.suffix in {".xlsx", ".csv"}]
    assert kept == []


@pytest.mark.usefixtures("at_once")
class TestLookingThrough:
    """What was not understood is shown with its row, and she who knows the school decides."""

    def test_every_row_is_shown_with_what_became_of_it(self, walk: Walk) -> None:
        """Whom the plan names is chosen, nobody else, and why is said beside each."""
        form = look(walk)
        assert {name: words for name, words in form.items() if name.startswith("place-")} == {
            "place-3": ["head"],
            "place-4": ["deputy-head"],
            "place-5": ["+"],
            "place-6": [""],
            "place-7": [""],
        }
        page = hand_in(walk.client, walk.draft, LIST).content.decode()
        assert "карта такой должности не называет" in page
        assert "«физ.» не раскрыто: впишите целиком" in page
        assert "в файле «Зам. директора по УВР»" in page
        assert "№, Почта" in page
        assert "head@school.example" not in page

    def test_what_she_corrects_is_taken(self, walk: Walk) -> None:
        """A post written out, a person nobody named, and one who is not taken after all."""
        form = {**look(walk), "place-7": ["+"], "post-7": ["учитель физики"], "place-5": [""]}
        walk.send(f"{walk.draft}staff/", form)
        said = of_people()
        assert said["people.uchitel-fiziki.name"] == "Сидорова Ольга Ивановна"
        assert f"{HEADS}.name" not in said

    def test_the_same_list_again_changes_nothing(self, walk: Walk) -> None:
        """Nobody stands in the answers twice."""
        walk.send(f"{walk.draft}staff/", look(walk))
        before = BegunPlan.objects.values().get()
        walk.send(f"{walk.draft}staff/", look(walk))
        assert BegunPlan.objects.values().get() == before

    def test_what_was_said_of_another_is_asked_anew(self, walk: Walk) -> None:
        """The new deputy is not a woman because the one before her was."""
        walk.answer(f"{walk.draft}organisation-2/", {"people.deputy-head.name": "Ким В. С."})
        walk.answer(f"{walk.draft}organisation-2/", {"people.deputy-head.gender": "m"})
        assert of_people()["people.deputy-head.gender"] == "m"
        walk.send(f"{walk.draft}staff/", look(walk))
        assert "people.deputy-head.gender" not in of_people()

    def test_who_is_named_stays_until_she_is_taken_out(self, walk: Walk) -> None:
        """An emptied name takes its person out of the questions and of the text."""
        walk.send(f"{walk.draft}staff/", look(walk))
        walk.answer(f"{walk.draft}organisation-2/", {f"{HEADS}.name": ""})
        assert f"{HEADS}.name" not in walk.read(f"{walk.draft}organisation-2/")

    @pytest.mark.parametrize(
        ("change", "row", "told"),
        [
            ({"place-6": ["head"]}, 6, "На этом месте уже человек из строки 3."),
            ({"name-3": [""]}, 3, "Впишите имя."),
            ({"post-4": [" "]}, 4, "Впишите должность."),
            ({"name-3": ["Орлова"]}, 3, "«Орлова» — одно слово"),
            ({"post-5": ["Тен Л. Б."]}, 5, "учитель математики"),
            ({"place-3": ["somewhere"]}, 3, "Выберите из списка."),
        ],
    )
    def test_a_wrong_choice_is_told_at_its_row(
        self, walk: Walk, change: dict[str, list[str]], row: int, told: str
    ) -> None:
        """What she typed stays, and nothing is kept."""
        form = {**look(walk), **change}
        answer = walk.client.post(f"{walk.draft}staff/", form)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert told in page[page.index(f'id="error-{row}"') :]
        assert f'href="#row-{row}"' in page
        again = read_form(page)
        for said in (again, form):
            for name in ("csrfmiddlewaretoken", *change):
                said.pop(name, None)
        assert again == form
        assert of_people() == {}

    def test_another_has_named_people_meanwhile(self, portal: Portal, walk: Walk) -> None:
        """The page is shown again with who is named now; what she chose stays, and may be sent once more."""
        form = look(walk)
        other = Walk(portal.as_role(Role.EDITOR, "school-40"), walk.draft)
        other.answer(f"{walk.draft}organisation-2/", {"people.head.name": "Ким Вера Сергеевна"})
        answer = walk.client.post(f"{walk.draft}staff/", form)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "Ким Вера Сергеевна" in page
        assert of_people()["people.head.name"] == "Ким Вера Сергеевна"
        walk.send(f"{walk.draft}staff/", read_form(page))
        assert of_people()["people.head.name"] == "Орлова Мария Петровна"

    def test_the_longest_list_can_be_sent_back(self, walk: Walk) -> None:
        """All rows that are taken fit into one form."""
        rows = [["Тен Л. Б.", f"учитель {number} класса", "ж"] for number in range(MOST_PEOPLE)]
        form = look(walk, workbook(["ФИО", "Должность", "Пол"], *rows))
        assert len(form) == 4 * MOST_PEOPLE + 3
        form["place-2"] = ["+"]
        walk.send(f"{walk.draft}staff/", form)

    def test_a_school_that_has_its_text_is_not_asked(self, portal: Portal) -> None:
        """Its people stand in the text, and a list does not write over them."""
        portal.add_school(7)
        client = portal.as_role(Role.EDITOR, "school-7")
        draft = begin(client, "school-7")
        assert client.get(f"{draft}staff/").status_code == 302
        assert hand_in(client, draft, LIST).status_code == 404


def test_a_bomb_is_met_in_a_process_of_its_own(walk: Walk) -> None:
    """As the portal does it."""
    answer = hand_in(walk.client, walk.draft, _bomb())
    assert answer.status_code == 422
    assert 'id="summary"' in answer.content.decode()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", b"<Types/>")
        for number in range(3):
            archive.writestr(f"xl/worksheets/sheet{number}.xml", b"<a>" + b" " * 150_000_000)
    return stream.getvalue()


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    ("make", "name"),
    [
        (lambda: b"", "staff.xlsx"),
        (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "staff.xls"),
        (lambda: LIST[:200], "staff.xlsx"),
        (lambda: b"PK\x03\x04 no archive", "staff.xlsx"),
        (lambda: b"%PDF-1.4 \xff\xfe", "staff.csv"),
        (lambda: b"0" * 5_000_001, "../../staff.xlsx"),
        (lambda: b"\0" * 4_000_000, "x" * 300 + "\u202e.xlsx"),
        ("Кабинет;Этаж\n1;2\n".encode, "staff.csv"),
    ],
)
def test_what_is_no_list_is_told(walk: Walk, make: Callable[[], bytes], name: str) -> None:
    """A page that says what to do, and never a fault; the answers stay as they were."""
    before = BegunPlan.objects.values().get()
    answer = hand_in(walk.client, walk.draft, make(), name)
    assert answer.status_code == 422
    assert 'id="summary"' in answer.content.decode()
    assert BegunPlan.objects.values().get() == before


@pytest.mark.usefixtures("at_once")
def test_a_list_comes_first(walk: Walk) -> None:
    """Before the names of the school are known: nothing is lost, what is wrong is told all the same."""
    BegunPlan.objects.update(answers={})
    form = look(walk)
    answer = walk.client.post(f"{walk.draft}staff/", {**form, "name-3": ["Орлова"]})
    assert answer.status_code == 422
    assert walk.send(f"{walk.draft}staff/", form) == walk.draft
    assert of_people() == SAID


@pytest.mark.parametrize("known", [{}, {"organisation": NAMED}])
def test_people_of_an_organisations_text_are_all_taken(known: dict[str, dict[str, str]], walk: Walk) -> None:
    """Also those under keys that no roadmap expects: they are asked about, and none is lost."""
    who = {"name": "Белова Ирина Олеговна", "post": "библиотекарь"}
    text = write_answers({f"people.librarian.{field}": words for field, words in who.items()})
    BegunPlan.objects.update(answers=known)
    file = SimpleUploadedFile("organisation.yaml", text)
    assert walk.client.post(f"{walk.draft}file/", {"file": file}).status_code == 302
    assert of_people()["people.librarian.post"] == "библиотекарь"
    BegunPlan.objects.update(answers={"organisation": {**NAMED, **of_people()}})
    page = walk.read(f"{walk.draft}organisation-2/")
    assert "<legend>Библиотекарь</legend>" in page
    assert read_form(page)["people.librarian.name"] == ["Белова Ирина Олеговна"]
