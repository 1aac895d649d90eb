"""A school's way to a plan: asked what the command line asks, kept step by step, written as it writes."""

from __future__ import annotations

import contextlib
import io
import re
import shutil
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import ClassVar

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from roadmap_engine.cli.commands import new
from roadmap_engine.cli.program import run
from roadmap_engine.desk import beginning
from roadmap_engine.pipeline.creating import write_answers
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Invitation
from roadmap_engine.portal.beginning import living
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.plans.models import PlanText, School
from tests.portal.beginnings import Walk, begin, begin_next_year, read_form
from tests.portal.jobs_done import fetch
from tests.portal.portals import TODAY, Portal

FULL = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»"
PEOPLE = {"people.head.name": "Орлова Мария Петровна", "people.deputy-head.name": "Гусева Анна Львовна"}
SCHOOL = {"name.full": FULL, "place": "г. Примерск", **PEOPLE}
PLAN = {"procedure.use": "vpr"}
RICH_SCHOOL = {
    **SCHOOL,
    "zone": "",
    "others.1.name": "Тен Лариса Борисовна",
    "others.1.post": "учитель математики",
    "units": "associations",
    "calendar.week": "6",
    "calendar.terms": "trimesters",
    "terms.1": "01.09.2026–30.11.2026",
    "terms.2": "01.12.2026–28.02.2027",
    "terms.3": "01.03.2027–31.05.2027",
    "level": "secondary",
    "grades": "1-11",
}
RICH_PLAN = {
    **PLAN,
    "procedure.held": "13.04.2027–18.05.2027",
    "procedure.grades": "5, 6",
    "events.results-received": "28.05.2027",
    "order.date": "15.06.2027",
    "order.number": "214-од",
    "order.appendices": "inside",
    "roles": "subject-teachers",
    "roles.subject-teachers": "deputy-head",
    "fill.levels-of-review": "основного общего",
    "over.results-by-pupil": "later",
    "replace.results-by-pupil.deadline": "до 24 июня 2027 г.",
    "over.results-by-class": "later",
    "replace.results-by-class.deadline": "до 25 июня 2027 г.",
}
NOT_OF_TEXTS = frozenset(("roles", "others.1.key"))
"""What only somebody who is asked answers: the texts have what follows from it."""


@pytest.fixture
def school(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """A portal with a school that has nothing yet."""
    School.objects.create(id="school-40", name="МБОУ «СШ № 40»", municipality="Центр")
    monkeypatch.setattr(new, "_today", lambda: TODAY)
    return portal


@pytest.fixture
def walk(school: Portal) -> Walk:
    """Its editor at a draft."""
    client = school.as_role(Role.EDITOR, "school-40")
    return Walk(client, begin(client, "school-40"))


@pytest.fixture
def answered(walk: Walk) -> Walk:
    """The same where everything is answered."""
    over = {path: words for path, words in RICH_PLAN.items() if path.startswith(("over.", "replace."))}
    plan = {path: words for path, words in RICH_PLAN.items() if path not in over}
    named = {"name.short": "МБОУ «СШ № 40»", **RICH_SCHOOL}
    BegunPlan.objects.update(answers={"organisation": named, "adoption": plan, "over": over})
    return walk


def read_texts(folder: Path) -> dict[str, bytes]:
    """Read all files of a folder."""
    found = (each for each in sorted(folder.rglob("*")) if each.is_file() and ".lock" not in each.name)
    return {each.relative_to(folder).as_posix(): each.read_bytes() for each in found}


def write_by_commands(folder: Path, school: Mapping[str, str], plan: Mapping[str, str]) -> None:
    """Let the command line write the same from files of answers."""
    folder.mkdir()
    said = {"organisation": "school-40", "name.short": "МБОУ «СШ № 40»", **school}
    answers = folder.parent / "answers.yaml"
    for kind, known, more in (
        ("organisation", said, ["--roadmap", "sakha-2021-order-441"]),
        ("adoption", {"roadmap": "sakha-2021-order-441@1.0.0", **plan}, []),
    ):
        told = {path: words or "-" for path, words in known.items() if path not in NOT_OF_TEXTS}
        answers.write_bytes(write_answers(told))
        words = ["new", kind, "--answers", str(answers), "-o", str(folder / f"{kind}.yaml"), *more]
        assert run(words) == 0


class TestTexts:
    """The same answers come to the same bytes, whichever way they were given."""

    @pytest.mark.parametrize(("of_school", "of_plan"), [(SCHOOL, PLAN), (RICH_SCHOOL, RICH_PLAN)])
    def test_they_are_those_of_the_command_line(
        self,
        school: Portal,
        walk: Walk,
        tmp_path: Path,
        of_school: Mapping[str, str],
        of_plan: Mapping[str, str],
    ) -> None:
        """The texts, their schemas, the terms, and the order in the archive of papers."""
        walk.go_through({**of_school, **of_plan})
        if of_plan is RICH_PLAN:
            walk.answer(f"{walk.draft}adoption-3/", of_plan)
        asked = {path[4:] for _page, said in walk.met for path in said if path.startswith("has-")}
        assert {*of_school, *of_plan} <= asked
        assert not (school.workspace / "school-40").exists()
        assert walk.go_live() == 302
        write_by_commands(tmp_path / "typed", of_school, of_plan)
        assert read_texts(school.workspace / "school-40") == read_texts(tmp_path / "typed")
        text = PlanText.objects.get(school="school-40")
        archive = fetch(walk.client, f"/schools/school-40/{text.plan}/papers/all/")
        papers = zipfile.ZipFile(io.BytesIO(b"".join(archive.streaming_content)))
        words = ["build", str(tmp_path / "typed" / "adoption.yaml"), "-o", str(tmp_path / "papers")]
        assert run([*words, "--today", TODAY.isoformat()]) == 0
        assert papers.read("order.docx") == (tmp_path / "papers" / "order.docx").read_bytes()

    def test_the_order_is_looked_at_before(self, school: Portal, answered: Walk) -> None:
        """It is that of the archive, and nothing is written for it."""
        walk = answered
        before = walk.client.get(f"{walk.draft}order.docx")
        assert not (school.workspace / "school-40").exists()
        assert not list((school.workspace / ".portal").glob("draft-*"))
        walk.go_live()
        plan = PlanText.objects.get(school="school-40").plan
        assert before.content == walk.client.get(f"/schools/school-40/{plan}/papers/order.docx").content

    def test_answers_are_forgotten_where_the_texts_have_them(self, answered: Walk) -> None:
        """Names of people stand in the school's folder alone."""
        walk = answered
        assert "Гусева" in str(BegunPlan.objects.get().answers)
        walk.go_live()
        draft = BegunPlan.objects.get()
        assert (draft.answers, draft.live_at is not None) == ({}, True)

    def test_what_the_department_has_published_is_pinned(self, school: Portal) -> None:
        """From the folder of the workspace, with its bundle, as `--from` takes it beside the school's."""
        published = school.workspace / "published"
        assert run(["publish", "samara-west-2020-plan", "-o", str(published)]) == 0
        school.add_school(7)
        client = school.as_role(Role.EDITOR, "school-7")
        walk = Walk(client, begin(client, "school-7", "published#samara"))
        walk.go_through(PLAN)
        assert walk.go_live() == 302
        typed = school.workspace / "typed"
        shutil.copytree(school.workspace / "school-7", typed)
        shutil.rmtree(typed / "bundles")
        (typed / "adoption-2.yaml").unlink()
        source = "../published#samara-west-2020-plan@1.0.0"
        words = ["new", "adoption", "--from", source, "-a", "procedure.use=vpr", "-o", "adoption-2.yaml"]
        with contextlib.chdir(typed):
            assert run([*words, "-a", "organisation=organisation.yaml"]) == 0
        assert read_texts(typed) == read_texts(school.workspace / "school-7")

    def test_two_published_of_one_title_are_told_apart(self, school: Portal, tmp_path: Path) -> None:
        """A layer that says no title of its own has that of its map; whose a map is stands before it."""
        published = str(school.workspace / "published")
        layer = tmp_path / "our-town.yaml"
        text = "roadmap: our-town\nversion: 1.0.0\nextends: samara-west-2020-plan@1\nreplace: {}\n"
        layer.write_text(text, encoding="utf-8")
        assert run(["publish", "samara-west-2020-plan", str(layer), "-o", published]) == 0
        school.add_school(7)
        page = school.as_role(Role.EDITOR, "school-7").get("/beginning/school-7/").content.decode()
        offers = re.findall(r'<a href="\?roadmap=published.*?</p>', page, re.DOTALL)
        assert len(offers) == len({re.sub("<[^>]*>", "", each) for each in offers}) == 2
        assert any("Западное управление" in each for each in offers)


class TestKeeping:
    """Every page is kept when it is sent, and nothing else changes it."""

    def test_back_back_forward(self, walk: Walk) -> None:
        """What was typed stands where it was typed, and further answers stay."""
        walk.go_through({**RICH_SCHOOL, **RICH_PLAN}, most=4)
        first, third = walk.met[0][0], walk.met[2][0]
        onward = walk.onward()
        kept = BegunPlan.objects.get().answers
        assert FULL in read_form(walk.read(first))["name.full"]
        assert read_form(walk.read(third))
        walk.answer(first, {"name.full": FULL.replace("40", "41")})
        again = BegunPlan.objects.get().answers
        changed = {**kept["organisation"], "name.full": FULL.replace("40", "41")}
        assert again == {**kept, "organisation": changed}
        assert walk.onward() == onward

    def test_an_untouched_page_changes_nothing(self, walk: Walk) -> None:
        """Not even whose hand was last, on any of the pages."""
        walk.go_through({**SCHOOL, **PLAN})
        before = BegunPlan.objects.values().get()
        for address in dict.fromkeys(page for page, _said in walk.met):
            walk.send(address, read_form(walk.read(address)))
        assert BegunPlan.objects.values().get() == before

    def test_another_of_the_school_goes_on(self, school: Portal, walk: Walk) -> None:
        """With the same tasks at the same place, and in another process: all of it is in the database."""
        walk.go_through({**SCHOOL, **PLAN}, most=3)
        onward = walk.onward()
        other = Walk(school.as_role(Role.EDITOR, "school-40"), begin(walk.client, "school-40"))
        assert other.draft == walk.draft
        assert other.onward() == onward
        other.go_through({**SCHOOL, **PLAN})
        assert other.go_live() == 302

    def test_wrong_answers_are_told_beside_their_fields(self, walk: Walk) -> None:
        """The words stay, the error is the command line's, nothing is kept, not even what is right."""
        walk.go_through(SCHOOL, most=3)
        address = walk.met[0][0]
        kept = BegunPlan.objects.get().answers
        said = {**read_form(walk.read(address)), "name.full": ["+7 900"], "name.short": ["Школа"]}
        answer = walk.client.post(address, said)
        page = answer.content.decode()
        assert answer.status_code == 422
        assert page.index('id="f-name-full-error"') < page.index('value="+7 900"')
        assert 'href="#f-name-full"' in page
        assert 'value="Школа"' in page
        assert "<title>Ошибка: " in page
        assert BegunPlan.objects.get().answers == kept

    def test_an_answer_that_no_longer_fits_is_shown_at_its_task(self, answered: Walk) -> None:
        """A role was given to somebody who has gone from the list meanwhile."""
        walk = answered
        walk.answer(f"{walk.draft}organisation-2/", {"people.deputy-head.name": ""})
        shown = walk.read(walk.draft)
        assert "исправьте ответ" in shown
        assert walk.client.get(f"{walk.draft}preview/").status_code == 302

    def test_answers_come_from_a_file(self, walk: Walk, tmp_path: Path) -> None:
        """What it says is not asked; the name for programs stays; a wrong answer is asked."""
        words = write_answers({**SCHOOL, "organisation": "another", "email": "вот", "place": "+7"})
        file = SimpleUploadedFile("organisation.yaml", words)
        assert walk.client.post(f"{walk.draft}file/", {"file": file}).status_code == 302
        said = BegunPlan.objects.get().answers["organisation"]
        assert said["people.head.name"] == PEOPLE["people.head.name"]
        assert "organisation" not in said
        assert "place" not in said
        broken = SimpleUploadedFile("x.yaml", b"a: [")
        assert walk.client.post(f"{walk.draft}file/", {"file": broken}).status_code == 422


class TestTwoEditors:
    """Nobody writes over what another has answered without seeing it."""

    def test_the_same_question(self, school: Portal, walk: Walk) -> None:
        """The later one sees both answers, and decides."""
        other = school.as_role(Role.EDITOR, "school-40")
        walk.go_through(SCHOOL, most=1)
        address = walk.onward()
        mine, theirs = read_form(walk.read(address)), read_form(walk.read(address))
        walk.send(address, {**mine, "place": ["г. Первый"]})
        answer = other.post(address, {**theirs, "place": ["г. Второй"]})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "г. Первый" in page
        assert "г. Второй" in page
        assert BegunPlan.objects.get().answers["organisation"]["place"] == "г. Первый"
        assert other.post(address, read_form(page)).status_code == 302
        assert BegunPlan.objects.get().answers["organisation"]["place"] == "г. Второй"

    def test_other_questions(self, school: Portal, answered: Walk) -> None:
        """Both are kept."""
        walk = answered
        other = Walk(school.as_role(Role.EDITOR, "school-40"), walk.draft)
        first, last = f"{walk.draft}organisation-0/", f"{walk.draft}adoption-1/"
        here, there = read_form(walk.read(first)), read_form(walk.read(last))
        walk.send(first, {**here, "name.full": [FULL.replace("40", "41")]})
        other.send(last, there)
        assert "41" in str(BegunPlan.objects.get().answers["organisation"]["name.full"])

    def test_what_was_looked_at_is_what_lives(self, school: Portal, answered: Walk) -> None:
        """Answers that came after the look stop it."""
        walk = answered
        seen = read_form(walk.read(f"{walk.draft}preview/"), 'name="version"')
        walk.answer(f"{walk.draft}organisation-0/", {"name.full": FULL.replace("40", "41")})
        answer = walk.client.post(f"{walk.draft}preview/", seen)
        assert answer.status_code == 409
        assert not (school.workspace / "school-40").exists()


class TestForgetting:
    """Nobody loses answers by one click, nor those that she has not seen."""

    def test_it_is_asked_first(self, school: Portal, answered: Walk) -> None:
        """Looking deletes nothing; what was answered after the look stops it."""
        walk = answered
        page = walk.read(f"{walk.draft}drop/")
        assert BegunPlan.objects.exists()
        seen = read_form(page, 'name="version"')
        walk.answer(f"{walk.draft}organisation-0/", {"name.full": FULL.replace("40", "41")})
        assert walk.client.post(f"{walk.draft}drop/", {}).status_code == 409
        answer = walk.client.post(f"{walk.draft}drop/", seen)
        assert answer.status_code == 409
        assert BegunPlan.objects.exists()
        again = read_form(answer.content.decode(), 'name="version"')
        assert walk.client.post(f"{walk.draft}drop/", again).status_code == 302
        assert not BegunPlan.objects.exists()

    def test_another_roadmap_asks_nothing_of_the_school_again(self, school: Portal, answered: Walk) -> None:
        """Whoever takes another roadmap keeps what she has said of her school, and both drafts."""
        before = BegunPlan.objects.get().answers
        begin(answered.client, "school-40", "samara")
        said = [each.answers for each in BegunPlan.objects.order_by("pk")]
        assert said == [before, {"organisation": before["organisation"]}]


class _KilledError(BaseException):
    """The process is gone."""


class TestGoingLive:
    """All of it or, until somebody goes on, a claim; never over what is there."""

    @pytest.mark.parametrize("place", [0, 4, 5, 6])
    def test_killed_anywhere_it_is_ended_by_going_on(
        self, school: Portal, answered: Walk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, place: int
    ) -> None:
        """Before each file, before it is bound, and before it is said to live."""
        walk = answered
        lay = beginning.lay_texts

        def lay_some(files: Mapping[Path, bytes], standing: Mapping[Path, bytes | None]) -> object:
            if place < len(files):
                lay(dict(list(files.items())[:place]), standing)
                raise _KilledError
            return lay(files, standing)

        def die() -> None:
            raise _KilledError

        with monkeypatch.context() as killed:
            killed.setattr(living, "lay_texts", lay_some)
            killed.setattr(living, "bind_workspace", die)
            with pytest.raises(_KilledError):
                walk.go_live()
        if place % 2:
            school.bind()
        assert walk.go_live() == 302
        write_by_commands(tmp_path / "typed", RICH_SCHOOL, RICH_PLAN)
        assert read_texts(school.workspace / "school-40") == read_texts(tmp_path / "typed")
        assert PlanText.objects.filter(school="school-40").count() == 1
        assert "План действует" in walk.read(walk.draft)

    def test_a_strangers_file_in_the_way_stays(self, school: Portal, answered: Walk) -> None:
        """It is told, and nothing is written over."""
        walk = answered
        folder = school.workspace / "school-40"
        folder.mkdir()
        (folder / "organisation.yaml").write_text("organisation: other\n", encoding="utf-8")
        assert walk.go_live() == 422
        assert read_texts(folder) == {"organisation.yaml": b"organisation: other\n"}
        assert BegunPlan.objects.get().live_at is None

    def test_a_school_with_texts_is_asked_about_the_plan_alone(self, school: Portal, tmp_path: Path) -> None:
        """Its own text stays; the new plan lies beside the one that there is."""
        school.add_school(7)
        before = read_texts(school.workspace / "school-7")
        client = school.as_role(Role.EDITOR, "school-7")
        walk = Walk(client, begin(client, "school-7", "samara"))
        walk.go_through(PLAN)
        assert not [page for page, _said in walk.met if "organisation" in page]
        assert walk.go_live() == 302
        after = read_texts(school.workspace / "school-7")
        new_texts = {name for name in after if name.endswith(".yaml")} - before.keys()
        assert new_texts == {"adoption-2.yaml"}
        assert {name: after[name] for name in before} == before


class TestNextYear:
    """Last year's answers are carried over, and what that does is shown."""

    NEW: ClassVar = {
        "events.results-received": "13.06.2028",
        "people": "deputy-head",
        "people.deputy-head.name": "Белова Ирина Олеговна",
        "order.date": "15.06.2028",
    }

    def test_as_the_command_line_carries_it(self, portal: Portal, tmp_path: Path) -> None:
        """The new plan's text and the school's own, byte for byte; the difference is shown before."""
        portal.add_school(7)
        folder = portal.workspace / "school-7"
        typed = tmp_path / "typed"
        for name, content in read_texts(folder).items():
            (typed / name).parent.mkdir(parents=True, exist_ok=True)
            (typed / name).write_bytes(content)
        client = portal.as_role(Role.EDITOR, "school-7")
        walk = Walk(client, begin_next_year(client, "school-7", "school-7-vpr-2027"))
        walk.go_through(self.NEW)
        shown = walk.read(f"{walk.draft}preview/")
        assert "Белова Ирина Олеговна" in shown
        assert "until" in shown
        assert walk.go_live() == 302
        told = {path: words for path, words in self.NEW.items() if path != "people"}
        answers = [word for path, words in told.items() for word in ("-a", f"{path}={words}")]
        assert run(["new", "adoption", "--next-year", str(typed / "adoption.yaml"), *answers]) == 0
        assert read_texts(folder) == read_texts(typed)
        assert PlanText.objects.filter(school="school-7").count() == 2


class TestWhoMay:
    """Editors of the school and administrators; departments take schools in."""

    @pytest.mark.parametrize(
        ("role", "status"),
        [(Role.EDITOR, 200), (Role.ADMINISTRATOR, 200), (Role.OFFICER, 404), (Role.READER, 404)],
    )
    def test_who_begins(self, school: Portal, role: Role, status: int) -> None:
        """An officer sees the school, and begins nothing for it."""
        given = "school-40" if role in (Role.EDITOR, Role.READER) else ""
        client = school.as_role(role, given)
        assert client.get("/beginning/school-40/").status_code == status
        assert ("Начать план" in client.get("/schools/school-40/").content.decode()) is (status == 200)

    def test_a_school_is_taken_in_with_its_editor(self, portal: Portal) -> None:
        """Nothing is laid into the workspace; the invitation makes an editor who may begin."""
        officer = portal.as_role(Role.OFFICER, municipality="Центр")
        said = {"name": "МБОУ «СШ № 41»", "municipality": "Озёрный", "editor": "Лапина Рита", "id": ""}
        assert officer.post("/beginning/", said).status_code == 422
        page = officer.post("/beginning/", {**said, "municipality": "Центр"}).content.decode()
        school = School.objects.get()
        assert school.municipality == "Центр"
        assert "/invitations/" in page
        assert list(portal.workspace.iterdir()) == []
        assert (Invitation.objects.get().role, Invitation.objects.get().school) == ("editor", school.id)
        editor = portal.as_role(Role.EDITOR, school.id)
        assert editor.get(f"/beginning/{school.id}/").status_code == 200
        assert editor.get("/beginning/").status_code == 404


def test_a_roadmap_is_looked_at_before_it_is_chosen(school: Portal) -> None:
    """Whose work it is, which year it speaks of, what may not be changed."""
    client = school.as_role(Role.EDITOR, "school-40")
    page = client.get("/beginning/school-40/", {"roadmap": "#samara-west-2020-plan@1.0.0"}).content.decode()
    assert "Чья работа" in page
    assert "О каком годе говорит" in page
    assert not BegunPlan.objects.exists()
    assert client.post("/beginning/school-40/", {"roadmap": "#nothing@1"}).status_code == 400
