"""Whatever is done with the pages of the wizard in whatever order: nothing is lost, nothing changes unseen.

The texts at the end are those of the command line with the same answers, byte for byte.
"""

from __future__ import annotations

import contextlib
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from roadmap_engine.cli.commands import new
from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.creating import offer_procedures, write_answers
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.beginning.asking import Asking, list_said
from roadmap_engine.portal.beginning.drafting import interview_whole
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.beginning.steps import find_step, list_steps
from roadmap_engine.portal.plans.models import PlanText, School
from roadmap_engine.portal.plans.reading import forget_all
from roadmap_engine.questionnaire.filling import Asked
from roadmap_engine.questionnaire.kinds import Sort
from tests.portal.beginnings import Form, Walk, begin, read_form
from tests.portal.portals import TODAY, Portal
from tests.portal.test_beginning import NOT_OF_TEXTS, read_texts

OWN = Path(__file__).with_name("many-questions.yaml")
FULL = "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»"
HEAD = "people.head.name"
NEEDED = {
    "name.full": FULL,
    "name.short": "МБОУ «СШ № 40»",
    "place": "г. Примерск",
    "procedure.use": "vpr",
    HEAD: "Орлова Мария Петровна",
}
WORDS: Mapping[Sort, tuple[str, ...]] = {
    Sort.WORDS: ("слова «школы»", "<b>&amp;", "", "х" * 300, "😀 слова", "ключ: значение # и всё"),
    Sort.TITLE: ("г. Примерск", "МБОУ «СОШ № 12»", "", "123"),
    Sort.PERSON: ("Тен Лариса Борисовна", "Ким В. С.", "", "Шашок А. В.", "директор"),
    Sort.POST: ("учитель математики", "педагог-психолог", ""),
    Sort.NAME: ("plan-7", "Имя с пробелом", ""),
    Sort.DAY: ("28.05.2027", "2 июня", "", "30.02.2027", "01.01.0001", "31.12.9999"),
    Sort.DAYS: ("13.04.2027–18.05.2027", "01.09–30.11", "", "18.05.2027–13.04.2027"),
    Sort.YEAR: ("2026/2027", "2027/2028", "2027", ""),
    Sort.YEARS: ("2026/2027", "2026/2027, 2027/2028", "", "вчера"),
    Sort.GRADES: ("5, 6", "9-11", "", "12"),
    Sort.COUNT: ("412", "", "много"),
    Sort.COUNTS: ("1, 3, 7", "", "0"),
    Sort.TRUTH: ("yes", "no"),
    Sort.FILLING: ("3", "слова карты", "03.04.2027", "yes", "middle", ""),
    Sort.DEADLINE: ("до 20 июня 2027 г.", "= позже", "когда-нибудь", ""),
    Sort.ONE: (),
    Sort.SOME: (),
}
"""What somebody types for each kind of question: right, left out, and wrong."""


def test_every_kind_of_question_is_typed() -> None:
    """A new kind has to say here what people type."""
    assert set(WORDS) == set(Sort)


class School40:
    """A school with a draft that several people are at."""

    def __init__(self, portal: Portal, roadmap: str) -> None:
        self.portal, self.roadmap = portal, roadmap
        self.walks: list[Walk] = []
        for _person in range(2):
            client = portal.as_role(Role.EDITOR, "school-40")
            self.walks.append(Walk(client, begin(client, "school-40", roadmap)))
        self.walk = self.walks[0]

    @property
    def row(self) -> dict[str, object]:
        """All that the database has of the draft."""
        return BegunPlan.objects.values().get()

    def pages(self) -> list[str]:
        """Give the addresses of all pages that can be asked now."""
        interview = interview_whole(BegunPlan.objects.get())
        return [
            f"{self.walk.draft}{each.slug}/"
            for each in list_steps(interview)
            if find_step(interview, each.slug)
        ]

    def asked(self, address: str) -> tuple[Asking, tuple[Asked, ...]]:
        """Give what a page asks."""
        interview = interview_whole(BegunPlan.objects.get())
        step = find_step(interview, address.rstrip("/").rpartition("/")[2])
        assert step is not None
        asking = interview.asking(step.text)
        assert asking is not None
        return asking, step.asked


@pytest.fixture
def portal_of_laws(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Portal:
    """A portal whose department has published a roadmap that asks for much."""
    School.objects.create(id="school-40", name="МБОУ «СШ № 40»", municipality="Центр")
    monkeypatch.setattr(new, "_today", lambda: TODAY)
    assert run(["publish", str(OWN), "-o", str(portal.workspace / "published")]) == 0
    return portal


def fill(data: st.DataObject, school: School40, address: str, form: Form) -> Form:
    """Type something into some of the fields of a page."""
    said = dict(form)
    for each in school.asked(address)[1]:
        if f"has-{each.path}" not in form or not data.draw(st.booleans(), label=each.path):
            continue
        choices = [*each.kind.choices]
        if each.kind.sort is Sort.SOME:
            said[each.path] = data.draw(st.lists(st.sampled_from(choices), unique=True)) if choices else []
        elif choices:
            said[each.path] = [data.draw(st.sampled_from(choices))]
        else:
            said[each.path] = [data.draw(st.sampled_from(WORDS[each.kind.sort]))]
    return said


def send(school: School40, walk: Walk, address: str, form: Form) -> int:
    """Send a page: it is kept, or refused with what is wrong and nothing kept; never anything else."""
    before = school.row
    answer = walk.client.post(address, form)
    assert answer.status_code in (302, 422), answer.status_code
    if answer.status_code == 422:
        assert school.row == before
        again = read_form(answer.content.decode())
        assert {name: again.get(name) for name in form if name.startswith("has-")} == {
            name: ["1"] for name in form if name.startswith("has-")
        }
        return 422
    if address in school.pages():
        # What stands on the page now is what was typed, and sending that changes nothing.
        kept, shown = school.row, read_form(walk.read(address))
        if shown.keys() == form.keys():
            walk.send(address, shown)
            assert school.row == kept
    return 302


def be_at_it(data: st.DataObject, school: School40) -> None:
    """Do one thing that people do with the pages."""
    does = data.draw(st.sampled_from(["fill", "fill", "untouched", "back", "rival", "resume"]))
    walk = school.walk
    at = data.draw(st.sampled_from(school.pages()))
    if does == "resume":
        school.walk = next(each for each in school.walks if each is not walk)
        assert school.walk.onward() == walk.onward()
    elif does == "back":
        before = school.row
        for address in school.pages():
            walk.read(address)
        assert school.row == before
    elif does == "untouched":
        walk.send(at, read_form(walk.read(at)))
        before = school.row
        walk.send(at, read_form(walk.read(at)))
        assert school.row == before
    elif does == "fill":
        send(school, walk, at, fill(data, school, at, read_form(walk.read(at))))
    else:
        rival = next(each for each in school.walks if each is not walk)
        mine, theirs = (read_form(each.read(at)) for each in (walk, rival))
        send(school, rival, at, fill(data, school, at, theirs))
        meet_rival(school, walk, at, fill(data, school, at, mine))


def meet_rival(school: School40, walk: Walk, address: str, form: Form) -> None:
    """Send a page that somebody else may have answered meanwhile: nothing of hers goes unseen."""
    before = school.row
    answer = walk.client.post(address, form)
    if answer.status_code in (404, 422):
        assert school.row == before
    elif answer.status_code == 409:
        assert school.row == before
        page = answer.content.decode()
        if 'name="saw"' in page:
            assert walk.client.post(address, read_form(page)).status_code in (302, 404, 422)
    else:
        assert answer.status_code == 302


def finish(school: School40) -> None:
    """Answer what is missing still, and mend what no longer fits."""
    walk = school.walk
    for _page in range(60):
        interview = interview_whole(BegunPlan.objects.get())
        if interview.is_complete and walk.onward().endswith("/check/"):
            if BegunPlan.objects.get().answers["organisation"].get(HEAD):
                return
            # A school's papers are signed by somebody.
            walk.answer(f"{walk.draft}organisation-2/", {HEAD: NEEDED[HEAD]})
            continue
        address = walk.onward()
        form = read_form(walk.read(address))
        _asking, asked = school.asked(address)
        wrong = _asking.filled.wrong()
        for each in asked:
            if f"has-{each.path}" in form and (each.path in wrong or not any(form.get(each.path, [""]))):
                form[each.path] = [usual_of(each)]
        walk.send(address, form)
    pytest.fail(f"no end: {walk.onward()}, {BegunPlan.objects.get().answers}")


def usual_of(asked: Asked) -> str:
    """Give an answer that is never wrong."""
    if asked.path in NEEDED:
        return NEEDED[asked.path]
    if asked.question.blank is not None or asked.default is not None:
        return ""
    if asked.kind.choices:
        return next(iter(asked.kind.choices))
    if asked.kind.sort is Sort.FILLING:
        usual = {"number": "3", "date": "03.04.2027", "yes-no": "yes"}
        return usual.get(asked.kind.parameter.type, "слова")
    return WORDS[asked.kind.sort][0]


def compare(school: School40, folder: Path) -> None:
    """Let the plan live, and the command line write the same answers."""
    interview = interview_whole(BegunPlan.objects.get())
    said: dict[str, dict[str, str]] = {"organisation": {}, "adoption": {}}
    for asking in interview.askings:
        kind = "organisation" if asking.text == "organisation" else "adoption"
        said[kind] |= list_said(asking)
    shown = school.walk.read(f"{school.walk.draft}preview/")
    assert 'name="version"' in shown, (re.findall(r"<li>([^<]*)", shown), said)
    assert school.walk.go_live() == 302
    source, _hash, name = school.roadmap.rpartition("#")
    base = ["--from", f"../{source}#{name}"] if source else []
    named = {} if source else {"roadmap": name}
    folder.mkdir()
    if source:
        shutil.copytree(school.portal.workspace / source, folder.parent / source, dirs_exist_ok=True)
    for kind, known, more in (
        ("organisation", said["organisation"], [] if source else ["--roadmap", name]),
        ("adoption", {**named, "organisation": "organisation.yaml", **said["adoption"]}, base),
    ):
        told = {path: words for path, words in known.items() if path not in NOT_OF_TEXTS}
        answers = folder.parent / "answers.yaml"
        answers.write_bytes(write_answers(told))
        words = ["new", kind, "--answers", str(answers), "-o", str(folder / f"{kind}.yaml"), *more]
        with contextlib.chdir(folder):
            assert run(words) == 0, told
    assert read_texts(folder) == read_texts(school.portal.workspace / "school-40")


OFTEN = ("samara-west-2020-plan@1.0.0", "published#many-questions@1.0.0")
SELDOM = (
    "federal-results-method@1.0.0",
    "kedrovy-2020-order-63@1.0.0",
    "leninsk-kuznetsky-2020-order-503@1.0.0",
    "rubtsovsk-2023-order-534@1.0.0",
    "sakha-2021-order-441@1.0.0",
)
EVERY = settings(
    deadline=None, suppress_health_check=list(HealthCheck), phases=(Phase.generate,), database=None
)
"""One draft of many steps costs seconds: it is not made smaller where it fails, its steps are told."""


def begin_anew(portal: Portal, roadmap: str, tmp_path: Path) -> School40:
    """Forget what was begun and written before."""
    PlanText.objects.all().delete()
    BegunPlan.objects.all().delete()
    for folder in (portal.workspace / "school-40", tmp_path / "typed"):
        shutil.rmtree(folder, ignore_errors=True)
    forget_all()
    return School40(portal, roadmap)


@pytest.mark.parametrize("roadmap", OFTEN)
@settings(EVERY, max_examples=1)
@given(data=st.data())
def test_whatever_is_done_nothing_is_lost(
    portal_of_laws: Portal, tmp_path: Path, roadmap: str, data: st.DataObject
) -> None:
    """Filled in, sent, gone back over, sent untouched, answered by two, taken up by another."""
    do_much(portal_of_laws, tmp_path, roadmap, data)


@pytest.mark.soak
@pytest.mark.parametrize("roadmap", [*OFTEN, *SELDOM])
@settings(EVERY, max_examples=10)
@given(data=st.data())
def test_whatever_is_done_with_any_roadmap(
    portal_of_laws: Portal, tmp_path: Path, roadmap: str, data: st.DataObject
) -> None:
    """The same over all that come with the program, many times."""
    do_much(portal_of_laws, tmp_path, roadmap, data)


def do_much(portal: Portal, folder: Path, roadmap: str, data: st.DataObject) -> None:
    """Do some of what people do, then come to an end."""
    school = begin_anew(portal, roadmap, folder)
    for _thing in range(data.draw(st.integers(2, 5))):
        be_at_it(data, school)
    finish(school)
    compare(school, folder / "typed")


@pytest.mark.soak
@pytest.mark.parametrize("procedure", sorted(offer_procedures()))
def test_every_procedure(portal_of_laws: Portal, tmp_path: Path, procedure: str) -> None:
    """The plan of any procedure of the catalogue begins, and is that of the command line."""
    school = begin_anew(portal_of_laws, "sakha-2021-order-441@1.0.0", tmp_path)
    BegunPlan.objects.update(
        answers={
            "organisation": {path: words for path, words in NEEDED.items() if path != "procedure.use"},
            "adoption": {"procedure.use": procedure},
        }
    )
    finish(school)
    compare(school, tmp_path / "typed")
