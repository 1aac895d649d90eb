"""From an empty folder to the next school year by pages alone: what is published reaches a school's papers.

Whatever the portal gives at the end of each part is what the command line makes of the same answers.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import re
import shutil
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from docx import Document

from roadmap_engine.cli.commands import new
from roadmap_engine.cli.program import run
from roadmap_engine.pipeline.creating import write_answers
from roadmap_engine.portal.accounts.inviting import invite_first
from tests.portal.beginnings import Walk, begin, begin_next_year, read_form
from tests.portal.jobs_done import fetch
from tests.portal.portals import Portal
from tests.portal.test_beginning import read_texts
from tests.portal.writing_roadmaps import NAME, TABLE, upload

AUTUMN, SUMMER = dt.date(2026, 10, 5), dt.date(2027, 6, 15)
PASSWORD = "синий трамвай едет"  # noqa: S105 -- of nobody
DRAFT = f"/drafts/{NAME}/"
DIAGNOSIS, COUNCIL = "proanalizirovat-rezultaty-diagnostiki", "obsudit-rezultaty-pedagogicheskom-sovete"
SCHOOL = {
    "name.full": "Муниципальное бюджетное общеобразовательное учреждение «Средняя школа № 40»",
    "place": "г. Примерск",
    "people.head.name": "Орлова Мария Петровна",
    "people.deputy-head.name": "Гусева Анна Львовна",
}
PLAN = {
    "order.date": "05.10.2026",
    "order.number": "214-од",
    f"over.{DIAGNOSIS}": "later",
    f"replace.{DIAGNOSIS}.deadline": "до 20 октября 2026 г.",
}
NEXT = {"order.date": "15.06.2027", "order.number": "230-од"}
_WAY_IN = re.compile(r"/invitations/[\w-]+/")


@pytest.fixture
def autumn(portal: Portal, monkeypatch: pytest.MonkeyPatch) -> Iterator[Portal]:
    """A portal over an empty folder, in October."""
    monkeypatch.setattr(new, "_today", lambda: AUTUMN)
    with portal.on_day(AUTUMN):
        yield portal


def send(client: Client, address: str, marked: str, /, at: str = "", **typed: Any) -> Any:
    """Type something into the form of a page that has a field, and send it."""
    said = read_form(client.get(address).content.decode(), marked)
    answer = client.post(at or address, {**said, **typed}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def come_in(portal: Portal, way_in: str, name: str, login: str) -> Client:
    """Let somebody who is invited make her account."""
    client = portal.browser()
    send(client, way_in, 'name="again"', name=name, login=login, password=PASSWORD, again=PASSWORD)
    return client


def publish(client: Client) -> str:
    """Publish what the draft says; gives what has been told of it before."""
    page: str = client.get(f"{DRAFT}publish/").content.decode()
    shown = send(client, f"{DRAFT}publish/", 'name="saw"').content.decode()
    assert "Опубликовано: " in shown
    return page


def write_table_by_forms(client: Client) -> None:
    """Hand a Word table in, mend what nobody can read of it, and publish it."""
    answer = upload(client, TABLE, "План.docx", name=NAME)
    assert answer.headers["Location"] == DRAFT
    shown = client.get(DRAFT).content.decode()
    assert "Осталось проверить 1 место" in shown
    assert f'href="{DRAFT}measures/{COUNCIL}/"' in shown.partition('class="turn"')[2].partition("</tr>")[0]
    shown = send(client, f"{DRAFT}measures/{COUNCIL}/", 'name="saw"', deadline="до 1 марта").content.decode()
    assert "Отмеченных мест не осталось" in shown
    publish(client)


def write_next_version(client: Client) -> None:
    """Begin with what is published, move a deadline, name another who answers, and publish it."""
    release = f"/published/{NAME}/1.0.0/"
    send(client, release, "Готовить следующую", at="/drafts/take/")
    send(client, f"{DRAFT}about/", 'name="saw"', change="Анализ – позже, отвечает заместитель")
    send(client, f"{DRAFT}measures/{DIAGNOSIS}/", 'name="saw"', deadline="до 15 октября")
    deputy = "заместитель директора по УВР"
    send(client, f"{DRAFT}measures/{COUNCIL}/", 'name="saw"', responsible=deputy)
    told = publish(client)
    assert "до 1 октября → до 15 октября" in told
    assert f"директор → {deputy}" in told


def write_by_commands(folder: Path, school: str) -> Path:
    """Let the command line write the same from the same answers, beside `published`; gives the text."""
    folder.mkdir()
    own = {"organisation": school, "name.short": "МБОУ «СШ № 40»", **SCHOOL}
    source = ["--from", f"../published#{NAME}@1.0.0"]
    plan = {"organisation": "organisation.yaml", **PLAN}
    for kind, told, more in (("organisation", own, []), ("adoption", plan, source)):
        answers = folder.parent / "answers.yaml"
        answers.write_bytes(write_answers(told))
        words = ["new", kind, "--answers", str(answers), "-o", str(folder / f"{kind}.yaml"), *more]
        with contextlib.chdir(folder):
            assert run(words) == 0
    return folder / "adoption.yaml"


def unpack(answer: Any) -> dict[str, bytes]:
    """Give what an archive holds."""
    assert answer.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(io.BytesIO(b"".join(answer))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def sign(client: Client, page: str, papers: Mapping[str, bytes]) -> str:
    """Bring back what was downloaded, signed; gives what the page says."""
    files = [SimpleUploadedFile(name, content) for name, content in papers.items()]
    shown: str = send(client, page, 'name="papers"', papers=files, scan="").content.decode()
    assert "хранится, как подписан" in shown
    return shown


def adopt(client: Client, portal: Portal, school: str, folder: Path) -> str:
    """Go from the choice of a roadmap to a signed order; gives the address of the plan."""
    walk = Walk(client, begin(client, school, f"{NAME}@1.0.0"))
    walk.go_through({**SCHOOL, **PLAN})
    assert {*SCHOOL, *PLAN} <= {path.removeprefix("has-") for _page, said in walk.met for path in said}
    assert walk.go_live() == 302
    plan = re.search(rf"/schools/{school}/[\w-]+/", walk.read(walk.draft))
    assert plan is not None
    papers = unpack(fetch(client, f"{plan[0]}papers/all/"))
    shutil.copytree(portal.workspace / "published", folder / "typed" / "published")
    typed = write_by_commands(folder / "typed" / school, school)
    assert read_texts(typed.parent) == read_texts(portal.workspace / school)
    assert run(["build", str(typed), "-o", str(folder / "papers"), "--today", AUTUMN.isoformat()]) == 0
    assert papers["order.docx"] == (folder / "papers" / "order.docx").read_bytes()
    to_sign = unpack(client.get(f"{plan[0]}papers/to-sign.zip"))
    assert to_sign["order.docx"] == papers["order.docx"]
    assert "В силе приказ от 05.10.2026 № 214-од." in sign(client, f"{plan[0]}signing/", to_sign)
    return plan[0]


def take_next_version(client: Client, plan: str) -> None:
    """Look at what the newer version does, decide what both have changed, and take it."""
    assert "Вышла версия 1.1.0" in client.get(plan).content.decode()
    page = f"{plan}update/"
    shown = client.get(page).content.decode()
    assert shown.count("Решите:") == 1
    assert "до 20 октября 2026" in shown
    assert "до 15 октября" in shown
    decided = {f"take-{DIAGNOSIS}.deadline": "theirs"}
    shown = send(client, page, 'name="digest"', **decided, step="decide").content.decode()
    assert "Решено:" in shown
    assert "Понадобится приказ об изменениях" in shown
    taken = send(client, page, 'name="digest"', **decided, step="take")
    assert taken.redirect_chain[-1][0] == f"{plan}amending/"
    assert "Вышла версия" not in client.get(plan).content.decode()


def test_one_story(autumn: Portal, tmp_path: Path) -> None:
    """A table becomes a roadmap, a school's plan, another version of both, and next year's plan."""
    chief = come_in(autumn, f"/invitations/{invite_first()}/", "Громов Пётр", "chief")
    invited = send(chief, "/accounts/invite/", 'name="role"', name="Лапина Рита", role="methodologist")
    way_in = _WAY_IN.search(invited.content.decode())
    its = {"name": "МБОУ «СШ № 40»", "municipality": "Центр", "editor": "Гусева Анна"}
    added = send(chief, "/beginning/", 'name="editor"', **its)
    other_way = _WAY_IN.search(added.content.decode())
    assert way_in is not None
    assert other_way is not None
    methodist = come_in(autumn, way_in[0], "Лапина Рита", "methodist")
    editor = come_in(autumn, other_way[0], "Гусева Анна", "editor")
    found = re.search(r"/beginning/([\w-]+)/", editor.get("/", follow=True).content.decode())
    assert found is not None
    school = found[1]

    write_table_by_forms(methodist)
    plan = adopt(editor, autumn, school, tmp_path)
    write_next_version(methodist)
    take_next_version(editor, plan)

    text = autumn.workspace / school / "adoption.yaml"
    said = {"on": "06.10.2026", "as": "231-од"}
    papers = unpack(editor.get(f"{plan}amending/to-sign.zip", said))
    drawn = tmp_path / "drawn"
    words = ["amend", str(text), "-o", str(drawn), "--date", "2026-10-06", "--number", "231-од"]
    assert run(words) == 0
    assert papers == {name: content for name, content in read_texts(drawn).items() if name[0] != "."}
    assert "с изменениями: 1" in sign(editor, f"{plan}amending/", papers)

    with autumn.on_day(SUMMER):
        carry_over(editor, autumn, school, plan, tmp_path / "carried")


def carry_over(client: Client, portal: Portal, school: str, plan: str, typed: Path) -> None:
    """Begin the next school year with this one's plan: as the command line carries it."""
    folder = portal.workspace / school
    shutil.copytree(folder, typed)
    walk = Walk(client, begin_next_year(client, school, plan.split("/")[3]))
    walk.go_through(NEXT)
    assert "moved_from" in {path for _page, said in walk.met for path in said}
    shown = walk.read(f"{walk.draft}preview/")
    # Neither what she has just said is called stale, nor what moves with the plan.
    assert "пройдёт" not in shown
    order = Document(io.BytesIO(client.get(f"{walk.draft}order.docx").content))
    assert "на 2027/2028 учебный год" in " ".join("".join(each.text for each in order.paragraphs).split())
    assert walk.go_live() == 302
    carry_by_command(typed)
    assert read_texts(folder) == read_texts(typed)


def carry_by_command(folder: Path) -> None:
    """Let the command line carry a plan over."""
    answers = [word for path, words in NEXT.items() for word in ("-a", f"{path}={words}")]
    assert run(["new", "adoption", "--next-year", str(folder / "adoption.yaml"), *answers]) == 0
