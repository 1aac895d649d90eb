"""A table that exists → a draft with its doubts; edited by forms and as text, letter by letter."""

from __future__ import annotations

import difflib
import html
import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from roadmap_engine.cli.program import run
from roadmap_engine.diagnostics.limits import LINE, TEXT_BYTES
from roadmap_engine.load import load_text
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.drafts.editing import FIELDS, change_measure, fill_measure
from roadmap_engine.portal.drafts.models import RoadmapDraft
from roadmap_engine.portal.drafts.permissions import (
    change_permissions,
    check_permissions,
    list_permissions,
)
from roadmap_engine.portal.drafts.reading import DraftText, read_draft
from roadmap_engine.portal.jobs.kinds import State
from roadmap_engine.portal.jobs.models import Job
from tests.importing.making import make_docx, make_xlsx
from tests.portal.jobs_done import do_here
from tests.portal.portals import Portal
from tests.portal.writing_roadmaps import NAME, TABLE, begin, hidden, upload

DRAFT = f"/drafts/{NAME}/"
DOUBTED = f"{DRAFT}measures/obsudit-rezultaty-pedagogicheskom-sovete/"
OTHER = f"{DRAFT}measures/proanalizirovat-rezultaty-diagnostiki/"
DOUBT = "-        # Проверьте: таблица 1, строка 4, «Сроки»: срок «ближе к весне» не понят и оставлен текстом"
PUBLISHED = sorted(shipped_folder("roadmaps").glob("*.yaml"))


@pytest.fixture
def methodist(portal: Portal) -> Client:
    """The browser of a methodologist."""
    return portal.as_role(Role.METHODOLOGIST)


def text_of() -> str:
    """Give the text of the draft."""
    return RoadmapDraft.objects.get(name=NAME).text


def fill(client: Client, address: str, **typed: str) -> dict[str, str]:
    """Give what the form of a measure sends, some of its fields typed anew."""
    draft = RoadmapDraft.objects.get(name=NAME)
    text = read_draft(draft.text, "")
    line = text.measure(address.rstrip("/").rpartition("/")[2])
    assert line is not None
    saw = hidden(client.get(address).content.decode(), "saw")
    return {**fill_measure(text, line).words, "saw": saw, **typed}


def changed_lines(before: str, after: str) -> list[str]:
    """Give the lines that went and came."""
    told = difflib.unified_diff(before.split("\n"), after.split("\n"), lineterm="", n=0)
    return [each for each in told if each[:1] in "+-" and each[:3] not in ("+++", "---")]


class TestReadingATable:
    """What a table says comes to what the command line makes of it, and nothing is made up."""

    @pytest.mark.parametrize("kind", ["docx", "xlsx"])
    def test_the_text_is_that_of_the_command_line(self, methodist: Client, tmp_path: Path, kind: str) -> None:
        rows = [["Мероприятие", "Срок", "Ответственный"], ["Диагностика", "ближе к весне", "завуч"]]
        data = make_docx("=План", rows) if kind == "docx" else make_xlsx(rows)
        file = tmp_path / f"План 1.{kind}"
        file.write_bytes(data)
        assert run(["import", str(file), "-o", str(tmp_path / f"{NAME}.yaml")]) == 0
        assert upload(methodist, data, file.name, name=NAME).status_code == 302
        assert text_of().encode() == (tmp_path / f"{NAME}.yaml").read_bytes()

    def test_a_doubt_stands_at_its_row(self, methodist: Client) -> None:
        page = methodist.get(upload(methodist, TABLE, "План.docx", name=NAME)["Location"]).content.decode()
        row = page.partition("Обсудить результаты")[2].partition("</tr>")[0]
        assert "таблица 1, строка 4" in row
        assert "словами, в календари не попадёт" in row
        assert page.count("Проверьте:") == 1
        assert "Осталось проверить 1 место" in page

    def test_a_roadmap_without_a_year_is_explained_for_the_present_one(self, methodist: Client) -> None:
        """Most tables name none."""
        begin()
        kept = RoadmapDraft.objects.get(name=NAME)
        kept.text = re.sub(r"^school_year:.*\n", "", kept.text, flags=re.MULTILINE)
        kept.save()
        assert methodist.get(DOUBTED).status_code == 200

    def test_the_file_comes_back_as_it_went(self, methodist: Client) -> None:
        begin()
        answer = methodist.get(f"{DRAFT}source/")
        assert answer.content == TABLE
        assert answer["Content-Disposition"].startswith("attachment")
        assert "sandbox" in answer["Content-Security-Policy"]

    def test_a_text_is_taken_letter_by_letter(self, methodist: Client) -> None:
        data = b"\xef\xbb\xbf" + f"# Мой план\nroadmap: {NAME}\r\nversion: 1.0.0\n".encode()
        assert upload(methodist, data, "x.yaml").status_code == 302
        assert text_of().encode() == data[3:]

    def test_a_name_is_given_once(self, methodist: Client) -> None:
        begin()
        again = upload(methodist, TABLE, "other.docx", name=NAME)
        assert again.status_code == 422
        assert "уже есть" in again.content.decode()


def _bomb() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", b" " * 60_000_000)
    return stream.getvalue()


def _long() -> bytes:
    return make_xlsx([["Мероприятие", "Срок"], *([f"Дело {n}", "май"] for n in range(10_000))])


HOSTILE: dict[str, tuple[str, Callable[[], bytes]]] = {
    "bomb": ("plan.docx", _bomb),
    "ten thousand rows": ("plan.xlsx", _long),
    "picture": ("plan.docx", lambda: b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
    "old Word": ("plan.doc", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600),
    "pdf": ("plan.pdf", lambda: b"%PDF-1.7\n"),
    "cut": ("plan.docx", lambda: TABLE[:-300]),
    "empty": ("plan.docx", lambda: b""),
    "other alphabet": ("plan.yaml", lambda: "roadmap: план\n".encode("cp1251")),
    "wide letters": ("plan.yaml", lambda: "roadmap: plan\n".encode("utf-16")),
    "null": ("plan.yaml", lambda: b"roadmap: a\0b\n"),
    "letter without a table": ("plan.docx", lambda: make_docx("Уважаемые коллеги, благодарим за письмо")),
}


class TestStrangersFiles:
    """Whatever is handed in: a refusal with a reason, and nothing is kept of it."""

    @pytest.mark.parametrize("what", HOSTILE)
    def test_it_is_refused_in_words(self, methodist: Client, what: str) -> None:
        file, make = HOSTILE[what]
        answer = upload(methodist, make(), file, name=NAME)
        assert answer.status_code == 422
        told = answer.content.decode().partition('id="summary"')[2].partition("</div>")[0]
        assert len(told.partition("<li>")[2]) > 20
        assert not RoadmapDraft.objects.exists()

    @pytest.mark.parametrize("name", ["../x", "План", "a" * 101, "x y"])
    def test_a_name_is_a_name(self, methodist: Client, name: str) -> None:
        assert upload(methodist, TABLE, "plan.docx", name=name).status_code == 422
        assert not RoadmapDraft.objects.exists()

    def test_what_it_says_is_text(self, methodist: Client) -> None:
        rows = [["Мероприятие", "Срок"], ["<script>alert(1)</script>", "<b>скоро</b>"]]
        page = methodist.get(begin(make_docx("=План", rows), "<i>.docx")).content.decode()
        assert "&lt;script&gt;" in page
        assert "<script>alert" not in page
        assert "<b>скоро" not in page


_PLAIN = ["№", "Мероприятие", "Сроки", "Ответственные"]
TABLES: dict[str, tuple[tuple[str | list[list[str]], ...], list[str]]] = {
    "cells merged down": (
        ([_PLAIN, ["1", "Диагностика", "сентябрь", "завуч"], ["^", "Разбор", "октябрь", "^"]],),
        ["Диагностика", "Разбор"],
    ),
    "rows of stages": (
        ([_PLAIN, ["1. Начало", "<", "<", "<"], ["1.1.", "Группа", "до 10 сентября", "директор"],
          ["2. Итоги", "<", "<", "<"], ["2.1.", "Справка", "как получится", "завуч"]],),
        ["Начало", "Группа", "Итоги", "Справка"],
    ),
    "parted over two tables": (
        ([_PLAIN, ["1", "Диагностика", "сентябрь", "завуч"]], "",
         [["2", "Консультации", "ежемесячно", "учителя"]]),
        ["Диагностика", "Консультации"],
    ),
    "no numbers, notes below": (
        ([["Мероприятие", "Срок"], ["Совещание*", "последняя пятница месяца"]], "* По согласованию."),
        ["Совещание", "По согласованию"],
    ),
    "behind its order": (
        ("ПРИКАЗ", "от 31 августа 2026 г. № 101", "Утвердить план.",
         [_PLAIN, ["1", "Отчёт", "май", "завуч"]]),
        ["Отчёт", "Утвердить план"],
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", TABLES)
def test_all_of_a_table_as_people_make_it_is_on_the_page(methodist: Client, kind: str) -> None:
    """Every row, what is doubted at its row, and what stood beside the table."""
    blocks, titles = TABLES[kind]
    page = methodist.get(begin(make_docx(*blocks), "План.docx")).content.decode()
    for title in titles:
        assert title in page
    for doubt in read_draft(text_of(), "").all_doubts():
        assert doubt.words in html.unescape(page)


class TestATableThatTakesLong:
    """It is read as a job: a page says how far it is, and leads to the draft; nobody else sees any of it."""

    def _hand_in(self, client: Client, data: bytes = TABLE) -> str:
        answer = client.post("/drafts/new/", {"file": SimpleUploadedFile("План.docx", data), "name": NAME})
        assert answer.status_code == 302
        address: str = answer["Location"]
        assert address.startswith("/jobs/")
        return address

    def test_it_becomes_the_draft_that_it_would_have(self, methodist: Client) -> None:
        address = self._hand_in(methodist)
        assert not RoadmapDraft.objects.exists()
        assert "Чтение таблицы" in methodist.get(address).content.decode()
        do_here()
        page = methodist.get(address).content.decode()
        onward = page.partition('href="/drafts/read/')[2].partition('"')[0]
        asked = methodist.get(f"/drafts/read/{onward}").content.decode()
        assert "План.docx" in asked
        assert methodist.post(f"/drafts/read/{onward}", {"name": NAME})["Location"] == DRAFT
        slow = RoadmapDraft.objects.get()
        kept = slow.text, slow.source_name, bytes(slow.source or b""), slow.doubts
        slow.delete()
        assert upload(methodist, TABLE, "План.docx", name=NAME).status_code == 302
        quick = RoadmapDraft.objects.get()
        assert kept == (quick.text, quick.source_name, bytes(quick.source or b""), quick.doubts)
        assert methodist.get(address).status_code == 404

    def test_another_name_where_that_is_taken(self, methodist: Client) -> None:
        address = self._hand_in(methodist)
        begin()
        do_here()
        onward = address.replace("/jobs/", "/drafts/read/")
        for name in (NAME, "План"):
            assert methodist.post(onward, {"name": name}).status_code == 422
        assert methodist.post(onward, {"name": "plan-2028"})["Location"] == "/drafts/plan-2028/"
        other = RoadmapDraft.objects.get(name="plan-2028").text.partition("\nroadmap:")[2]
        assert other == text_of().partition("\nroadmap:")[2].replace(NAME, "plan-2028")

    def test_what_cannot_be_read_is_told_on_its_page(self, methodist: Client) -> None:
        address = self._hand_in(methodist, make_docx("Уважаемые коллеги, благодарим за письмо"))
        do_here()
        assert Job.objects.get().state == State.FAILED.value
        assert "План.docx" in methodist.get(address).content.decode()
        assert methodist.get(address.replace("/jobs/", "/drafts/read/")).status_code == 404

    def test_it_is_its_owners(self, methodist: Client, portal: Portal) -> None:
        address = self._hand_in(methodist)
        do_here()
        onward = address.replace("/jobs/", "/drafts/read/")
        portal.add_school(7)
        for role in Role:
            school = {"school": "school-7"} if role in (Role.EDITOR, Role.READER, Role.PERSON) else {}
            given = {"post": "deputy-head"} if role is Role.PERSON else {}
            other = portal.as_role(role, school.get("school", ""), **given)
            assert other.get(onward).status_code == 404, role
            assert other.post(onward, {"name": NAME}).status_code == 404, role
        assert not RoadmapDraft.objects.exists()


class TestForms:
    """A form's change is an edit of the text; the text is the only truth."""

    @pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
    def test_an_untouched_form_changes_nothing(self, path: Path) -> None:
        """Of every measure of every roadmap that comes with the program, letter by letter."""
        draft = read_draft(path.read_text(encoding="utf-8"), path.name)
        for line in draft.measures():
            assert change_measure(draft, line, fill_measure(draft, line).words).value == draft.text
        assert (
            change_permissions(draft, {row.name: row.said for row in list_permissions(draft)}).value
            == draft.text
        )

    @pytest.mark.parametrize("path", PUBLISHED, ids=lambda path: path.stem)
    def test_a_change_leaves_all_else(self, path: Path) -> None:
        """One deadline of each roadmap: its line alone becomes another, and the text is still sound."""
        draft = read_draft(path.read_text(encoding="utf-8"), path.name)
        line = next(
            (each for each in draft.measures() if "deadline" not in fill_measure(draft, each).locked), None
        )
        if line is None:
            assert draft.is_layer
            return
        after = change_measure(draft, line, {"deadline": "до 7 мая"}).value
        assert after is not None
        (changed,) = (each for each in changed_lines(draft.text, after) if each[0] == "+")
        assert changed[1:].strip() == "deadline: до 7 мая"
        again = read_draft(after, path.name).measure(line.id)
        assert again is not None
        assert again.deadline == "до 7 мая"

    def test_saved_untouched_by_the_page(self, methodist: Client) -> None:
        """As a browser sends it: ends of lines are CR and LF."""
        begin()
        before = text_of()
        sent = {name: words.replace("\n", "\r\n") for name, words in fill(methodist, DOUBTED).items()}
        assert methodist.post(DOUBTED, sent).status_code == 302
        assert text_of() == before
        assert RoadmapDraft.objects.get().version == 1

    def test_a_mended_deadline_takes_its_doubt_along(self, methodist: Client) -> None:
        begin()
        before = text_of()
        assert methodist.post(DOUBTED, fill(methodist, DOUBTED, deadline="до 1 марта")).status_code == 302
        assert changed_lines(before, text_of()) == [
            DOUBT,
            "-        deadline: {text: ближе к весне}",
            "+        deadline: до 1 марта",
        ]
        assert "Отмеченных мест не осталось" in methodist.get(DRAFT).content.decode()

    def test_a_doubt_that_was_seen_to_goes_alone(self, methodist: Client) -> None:
        begin()
        before = text_of()
        methodist.post(DOUBTED, {**fill(methodist, DOUBTED), "seen-0": "yes"})
        (gone,) = changed_lines(before, text_of())
        assert gone.startswith("-        # Проверьте:")

    def test_roles_and_documents_are_named_by_their_titles(self, methodist: Client) -> None:
        """One that is there keeps its id, one that others have gets theirs, any other its own."""
        begin()
        responsible = "Директор\r\nзаместитель директора по УВР\r\nметодист школы"
        methodist.post(
            DOUBTED, fill(methodist, DOUBTED, responsible=responsible, output="Аналитическая справка")
        )
        tree = read_draft(text_of(), "").tree
        measure = tree["stages"][0]["measures"][1]
        assert measure["responsible"] == ["direktor", "academic-deputy", "metodist-shkoly"]
        assert tree["roles"]["metodist-shkoly"] == "методист школы"
        assert measure["output"] == "analytic-note"
        assert load_text(text_of().encode(), "x.yaml", "roadmap").problems == ()

    @pytest.mark.parametrize(
        ("typed", "told"),
        [
            ({"deadline": "когда-нибудь"}, "не понят"),
            ({"title": " "}, "Назовите мероприятие"),
            ({"title": "x" * (LINE.most + 1)}, "Слишком длинно"),
            ({"result": "a\x07b"}, "стоять не может"),
        ],
    )
    def test_what_is_wrong_is_told_and_stays_typed(
        self, methodist: Client, typed: dict[str, str], told: str
    ) -> None:
        begin()
        before = text_of()
        answer = methodist.post(DOUBTED, fill(methodist, DOUBTED, **typed))
        page = answer.content.decode()
        assert answer.status_code == 422
        assert told in page
        assert "<title>Ошибка: " in page
        assert text_of() == before

    def test_a_deadline_is_explained_before_it_is_written(self, methodist: Client) -> None:
        begin()
        before = text_of()
        page = methodist.post(
            DOUBTED, fill(methodist, DOUBTED, deadline="до 1 марта", explain="yes")
        ).content.decode()
        assert "01.03.2027" in page.partition('id="meaning"')[2].partition("</div>")[0]
        assert text_of() == before

    def test_a_measure_comes_and_goes(self, methodist: Client) -> None:
        begin()
        before = text_of()
        words = {**dict.fromkeys(FIELDS, ""), "title": "Родительское собрание", "deadline": "до 1 мая"}
        answer = methodist.post(f"{DRAFT}stages/analysis/new/", words)
        assert answer.status_code == 302
        assert "title: Родительское собрание" in text_of()
        sent = {**fill(methodist, answer["Location"]), "remove": "yes"}
        assert methodist.post(answer["Location"], sent).status_code == 302
        assert text_of() == before

    def test_of_the_text_itself_nothing_changes_unasked(self, methodist: Client) -> None:
        """A text with CR and LF, a first empty line and none at its end."""
        odd = f"\n# начало\r\nroadmap: {NAME}\r\nversion: 1.0.0"
        RoadmapDraft.objects.all().delete()
        assert upload(methodist, odd.encode(), "x.yaml").status_code == 302
        page = methodist.get(f"{DRAFT}text/").content.decode()
        shown = page.partition('aria-describedby="f-text-hint">\n')[2].partition("</textarea>")[0]
        sent = shown.replace("\r\n", "\n").replace("\n", "\r\n")
        answer = methodist.post(f"{DRAFT}text/", {"text": sent, "saw": hidden(page, "saw")})
        assert answer.status_code == 302
        assert text_of() == odd

    def test_a_long_text_fits(self, methodist: Client) -> None:
        """As long as a text may be: unless told otherwise browsers send a Cyrillic letter as six signs."""
        begin()
        page = methodist.get(f"{DRAFT}text/").content.decode()
        assert 'enctype="multipart/form-data"' in page
        room = TEXT_BYTES.most - len(text_of().encode())
        long = f"{text_of()}# {'я' * (room // 2 - 3)}\n"
        for text, status in ((long, 302), (long + "# ещё\n" * 3, 422)):
            saw = hidden(methodist.get(f"{DRAFT}text/").content.decode(), "saw")
            assert methodist.post(f"{DRAFT}text/", {"text": text, "saw": saw}).status_code == status
        assert text_of() == long

    def test_problems_stand_at_their_place(self, methodist: Client) -> None:
        begin()
        wrong = (
            text_of()
            .replace("до 1 октября", "до 31 февраля")
            .replace("responsible: direktor", "responsible: nobody")
        )
        page = methodist.get(f"{DRAFT}text/").content.decode()
        answer = methodist.post(f"{DRAFT}text/", {"text": wrong, "saw": hidden(page, "saw")}, follow=True)
        told = answer.content.decode()
        line = wrong[: wrong.index("nobody")].count("\n") + 1
        assert f"в строке {line}" in told
        assert "<mark>nobody</mark>" in told
        assert "Что сделать:" in told
        assert "roadmap-draft-" not in told

    def test_what_cannot_be_read_can_still_be_mended(self, methodist: Client) -> None:
        begin()
        page = methodist.get(f"{DRAFT}text/").content.decode()
        methodist.post(f"{DRAFT}text/", {"text": "roadmap: [\n", "saw": hidden(page, "saw")})
        assert text_of() == "roadmap: [\n"
        for part in ("", "about/", "permissions/", "text/", "templates/", "publish/"):
            assert methodist.get(f"{DRAFT}{part}").status_code == 200
        assert methodist.get(DOUBTED).status_code == 404

    def test_what_it_says_of_itself(self, methodist: Client) -> None:
        begin()
        before = text_of()
        page = methodist.get(f"{DRAFT}about/").content.decode()
        said = {"title": read_draft(before, "").word("title"), "issuer": "", "school_year": "2026/2027"}
        said |= {"version": "1.1.0", "change": "Срок 1.2 – раньше", "saw": hidden(page, "saw")}
        assert methodist.post(f"{DRAFT}about/", said).status_code == 302
        tree = read_draft(text_of(), "").tree
        assert (tree["version"], tree["changes"]) == ("1.1.0", {"1.1.0": "Срок 1.2 – раньше"})
        assert methodist.post(f"{DRAFT}about/", {**said, "version": "1.2"}).status_code == 422
        stale = methodist.post(f"{DRAFT}about/", {**said, "version": "1.2.0"})
        assert stale.status_code == 409
        assert read_draft(text_of(), "").word("version") == "1.1.0"


class TestPermissions:
    """`allow:` by a form: a closed list, and what the text says otherwise stays."""

    def test_every_choice_is_a_sound_text(self, methodist: Client) -> None:
        begin()
        draft = read_draft(text_of(), "")
        for row in list_permissions(draft):
            for value, _words in row.choices:
                after = change_permissions(draft, {row.name: value}).value
                assert after is not None
                assert load_text(after.encode(), "x.yaml", "roadmap").problems == ()
                (again,) = (each for each in list_permissions(read_draft(after, "")) if each.name == row.name)
                assert again.said == value
                back = change_permissions(read_draft(after, ""), {row.name: ""}).value
                assert back is not None
                assert (
                    load_text(back.encode(), "x.yaml", "roadmap").value
                    == load_text(draft.text.encode(), "x.yaml", "roadmap").value
                )

    def test_what_a_form_cannot_say_stays(self) -> None:
        odd = "{adjustable: sideways}"
        text = f"roadmap: {NAME}\nallow:\n  title: locked  # твёрдо\n  deadline: {odd}\n"
        draft = read_draft(text, "")
        assert {row.name for row in list_permissions(draft) if row.locked} == {"deadline"}
        after = change_permissions(draft, {"title": "free", "deadline": "free", "unknown": "free"}).value
        assert after == text.replace("title: locked", "title: free")

    def test_a_lock_to_come(self) -> None:
        """By a day as people write it, or by a version; what holds until then stays beside it."""
        later = "{adjustable: earlier, locked: {from: 2027-09-01}}"
        text = f"roadmap: {NAME}\nallow:\n  deadline: {later}  # с нового года\n"
        draft = read_draft(text, "")
        (row,) = (each for each in list_permissions(draft) if each.name == "deadline")
        assert (row.said, row.since, row.locked) == ("earlier", "01.09.2027", False)
        assert change_permissions(draft, {"deadline": row.said, "deadline-since": row.since}).value == text
        for said, since, written in (
            ("earlier", "2.0.0", "{adjustable: earlier, locked: {from: 2.0.0}}"),
            ("free", "1 октября 2027", "{locked: {from: 2027-10-01}}"),
            ("", "01.10.2027", "{locked: {from: 2027-10-01}}"),
            ("earlier", "", "{adjustable: earlier}"),
            ("locked", "", "locked"),
        ):
            after = change_permissions(draft, {"deadline": said, "deadline-since": since}).value
            assert after == text.replace(later, written)
            assert load_text((after + "version: 1.0.0\n").encode(), "x.yaml", "roadmap").value is not None
        assert check_permissions(draft, {"deadline": "locked", "deadline-since": "2.0.0"})
        assert check_permissions(draft, {"deadline": "free", "deadline-since": "скоро"})

    def test_one_measure_is_treated_otherwise(self, methodist: Client) -> None:
        begin()
        before = text_of()
        page = f"{DRAFT}permissions/"
        shown = methodist.get(page).content.decode()
        assert "<code>" not in shown
        name = DOUBTED.rstrip("/").rpartition("/")[2]
        new = {"new-thing": f"measures/{name}", "new-field": "deadline", "new-choice": "earlier"}
        new |= {"new-since": "01.09.2027", "saw": hidden(shown, "saw")}
        for wrong in (
            {"new-thing": "measures/nobody"},
            {"new-field": "nothing"},
            {"new-field": "title"},
            {"new-field": "add"},
            {"new-choice": "locked"},
            {"new-choice": "", "new-since": ""},
        ):
            assert methodist.post(page, {**new, **wrong}).status_code == 422, wrong
        assert text_of() == before
        assert methodist.post(page, new).status_code == 302
        said = {"adjustable": "earlier", "locked": {"from": "2027-09-01"}}
        assert read_draft(text_of(), "").tree["allow"] == {"measures": {name: {"deadline": said}}}
        shown = methodist.get(page).content.decode()
        assert "Обсудить результаты" in shown.partition('id="single"')[2]
        assert 'value="01.09.2027"' in shown
        key = f"measures.{name}.deadline"
        back = {key: "", f"{key}-since": "", "saw": hidden(shown, "saw")}
        assert methodist.post(page, back).status_code == 302
        assert text_of() == before

    def test_by_the_page(self, methodist: Client) -> None:
        begin()
        page = methodist.get(f"{DRAFT}permissions/").content.decode()
        said = {"deadline": "earlier", "responsible": "added", "remove": "locked", "title": "nonsense"}
        answer = methodist.post(f"{DRAFT}permissions/", {**said, "saw": hidden(page, "saw")})
        assert answer.status_code == 302
        assert read_draft(text_of(), "").tree["allow"] == {
            "deadline": {"adjustable": "earlier"}, "responsible": {"adjustable": "added"}, "remove": "locked",
        }  # fmt: skip
        stale = methodist.post(f"{DRAFT}permissions/", {"deadline": "free", "saw": hidden(page, "saw")})
        assert stale.status_code == 409
        assert "записано:" in stale.content.decode()


class TestTwoEditors:
    """Who comes second is told, sees both, and loses nothing; who writes elsewhere is in nobody's way."""

    def test_one_measure(self, methodist: Client, portal: Portal) -> None:
        begin()
        second = portal.as_role(Role.METHODOLOGIST)
        mine, theirs = (
            fill(second, DOUBTED, deadline="до 1 мая"),
            fill(methodist, DOUBTED, deadline="до 1 марта"),
        )
        assert methodist.post(DOUBTED, theirs).status_code == 302
        after = text_of()
        answer = second.post(DOUBTED, mine)
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "до 1 мая" in page
        assert "до 1 марта" in page
        assert text_of() == after
        assert second.post(DOUBTED, {**mine, "saw": hidden(page, "saw")}).status_code == 302
        assert "deadline: до 1 мая" in text_of()

    def test_two_measures(self, methodist: Client, portal: Portal) -> None:
        begin()
        second = portal.as_role(Role.METHODOLOGIST)
        mine, theirs = fill(second, OTHER, result="Другое"), fill(methodist, DOUBTED, deadline="до 1 марта")
        assert methodist.post(DOUBTED, theirs).status_code == 302
        assert second.post(OTHER, mine).status_code == 302
        assert "result: Другое" in text_of()
        assert "deadline: до 1 марта" in text_of()

    def test_the_text(self, methodist: Client, portal: Portal) -> None:
        begin()
        second = portal.as_role(Role.METHODOLOGIST)
        saw = hidden(second.get(f"{DRAFT}text/").content.decode(), "saw")
        methodist.post(DOUBTED, fill(methodist, DOUBTED, deadline="до 1 марта"))
        after = text_of()
        answer = second.post(f"{DRAFT}text/", {"text": after + "# моё\n", "saw": saw})
        page = answer.content.decode()
        assert answer.status_code == 409
        assert page.count("до 1 марта") == 2
        assert "# моё" in page
        assert text_of() == after

    def test_a_measure_that_has_gone(self, methodist: Client, portal: Portal) -> None:
        begin()
        second = portal.as_role(Role.METHODOLOGIST)
        mine = fill(second, DOUBTED, deadline="до 1 мая")
        methodist.post(DOUBTED, {**fill(methodist, DOUBTED), "remove": "yes"})
        answer = second.post(DOUBTED, mine)
        assert answer.status_code == 409
        assert "до 1 мая" in answer.content.decode()


class TestWho:
    """Nobody but methodologists and administrators sees a draft, or learns that there is one."""

    @pytest.mark.parametrize("role", sorted(Role))
    def test_every_page_and_every_form(self, portal: Portal, methodist: Client, role: Role) -> None:
        portal.add_school(7)
        begin()
        given = {"post": "deputy-head"} if role is Role.PERSON else {}
        client = portal.as_role(
            role, "school-7" if role in (Role.EDITOR, Role.READER, Role.PERSON) else "", **given
        )
        allowed = role in (Role.METHODOLOGIST, Role.ADMINISTRATOR)
        parts = ("", "source/", "drop/", "about/", "text/", "permissions/", "templates/", "publish/")
        pages = [
            "/drafts/",
            "/drafts/new/",
            DOUBTED,
            f"{DRAFT}stages/analysis/new/",
            f"{DRAFT}stages/analysis/",
            f"{DRAFT}new-stage/",
            f"{DOUBTED}place/",
            *(f"{DRAFT}{p}" for p in parts),
        ]
        for page in pages:
            assert client.get(page).status_code == (200 if allowed else 404), page
            if not allowed:
                assert client.post(page, {"saw": "1", "text": "x"}).status_code in (404, 405), page
        for page in (
            "/published/index.json",
            "/published/x.zip",
            "/published/x/1.0.0/",
            f"{DRAFT}templates/x/preview/",
        ):
            assert client.get(page).status_code == 404, page
        if not allowed:
            assert client.post(f"{DRAFT}seen/", {"doubt": "0" * 16}).status_code == 404
            assert client.post("/drafts/take/", {"roadmap": NAME, "version": "1.0.0"}).status_code == 404
            assert RoadmapDraft.objects.get().version == 1

    def test_a_methodologist_sees_no_school(self, portal: Portal, methodist: Client) -> None:
        school = portal.add_school(7)
        assert methodist.get("/", follow=True).redirect_chain[-1][0] == "/drafts/"
        assert methodist.get(f"/schools/{school}/").status_code == 404
        assert "СОШ № 7" not in methodist.get("/schools/").content.decode()

    def test_an_administrator_invites_one(self, portal: Portal) -> None:
        page = portal.as_role(Role.ADMINISTRATOR).post(
            "/accounts/invite/", {"name": "Анна", "role": "methodologist"}
        )
        assert page.status_code == 200
        assert "Приглашение готово" in page.content.decode()


def test_a_draft_goes_with_all_that_is_its_own(methodist: Client) -> None:
    """After somebody was asked."""
    begin()
    assert methodist.get(f"{DRAFT}drop/").status_code == 200
    assert RoadmapDraft.objects.count() == 1
    assert methodist.post(f"{DRAFT}drop/").status_code == 302
    assert RoadmapDraft.objects.count() == 0


def test_a_doubt_is_found_wherever_it_stands() -> None:
    """Over the whole, over a stage, over a measure, over a field, at the end; none in a word."""
    text = (
        "# Проверьте: всё\nroadmap: x\n# Проверьте: этапы\nstages:\n  # Проверьте: этап\n  - id: a\n"
        "    title: A\n    measures:\n      # Проверьте: дело\n      - id: b\n"
        "        # Проверьте: название\n\n        # а это нет\n"
        "        title: '# Проверьте: слово'\n# Проверьте: конец\n"
    )
    draft: DraftText = read_draft(text, "")
    stage, measure = draft.stages[0], draft.stages[0].measures[0]
    assert [each.words for each in draft.doubts] == ["всё", "этапы", "конец"]
    assert [each.words for each in stage.doubts] == ["этап"]
    assert [(each.words, each.field) for each in measure.doubts] == [("дело", ""), ("название", "title")]
