"""Mail of the portal: what is shown goes, and once; a link records nothing by itself; no address is kept."""

from __future__ import annotations

import datetime as dt
import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import override_settings

from roadmap_engine.cli.program import run
from roadmap_engine.desk import reminding
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Act, PersonalLink
from roadmap_engine.portal.jobs.models import Job
from roadmap_engine.portal.mail.days import sweep_written
from roadmap_engine.portal.mail.holding import sweep_held
from roadmap_engine.portal.mail.models import HeldReport, Written
from roadmap_engine.portal.options import PortalOptions
from tests.mail_server import LATER, NOBODY, MailServer, run_mail_server
from tests.portal.departments import CLASSES, HERE, SAW, read_log
from tests.portal.jobs_done import do_here
from tests.portal.portals import TODAY, Portal

PLAN = "/schools/school-7/school-7-vpr-2027/"
LETTERS = f"{PLAN}letters/"
MEASURE = f"{PLAN}measures/{CLASSES}/"
HEAD, DEPUTY = "head@school-7.example", "deputy@school-7.example"
CONTACTS = f"contacts: school-7\npeople: {{head: {HEAD}, deputy-head: {DEPUTY}}}\n"
SETTINGS = """\
[mail]
host = "127.0.0.1"
port = {port}
security = "none"
from = "Дорожная карта <plan@town.example>"
timeout = 5
"""
NAME = re.compile(r'name="letter" value="([0-9a-f]{64})"')
TEXT = re.compile(r'<p class="text">(.*?)</p>', re.DOTALL)
TIME = re.compile(r'name="time" value="([^"]*)"')
PDF = b"%PDF-1.7 nothing in it"


@dataclass(frozen=True, slots=True)
class Mailing:
    """A portal that sends mail, and the server that takes it."""

    portal: Portal
    server: MailServer

    def words(self, number: int = -1) -> str:
        """Give the words of a letter, of the last one unless said."""
        body = self.server.letters[number].read().get_body(("plain",))
        assert body is not None
        return str(body.get_content()).replace("\r\n", "\n")


def _add_school(portal: Portal, number: int) -> None:
    """Add a school in which both are late."""
    adoption = portal.adoption(portal.add_school(number, municipality=HERE))
    text = adoption.read_text(encoding="utf-8")
    adoption.write_text(text.replace("[deputy-heads]", "[deputy-heads, head]"), encoding="utf-8")


@pytest.fixture
def mailing(portal: Portal, tmp_path: Path) -> Iterator[Mailing]:
    """A school that is late, of whose people the addresses are known."""
    _add_school(portal, 7)
    (portal.workspace / "school-7" / "contacts.yaml").write_text(CONTACTS, encoding="utf-8")
    with run_mail_server() as server:
        settings = tmp_path / "mail.toml"
        settings.write_text(SETTINGS.format(port=server.port), encoding="utf-8")
        options = PortalOptions(portal.workspace, today=TODAY, clock=lambda: portal.now, mail=settings)
        with override_settings(PORTAL=options):
            yield Mailing(portal, server)


@pytest.fixture
def officer(mailing: Mailing) -> Client:
    """The browser of an officer."""
    return mailing.portal.as_role(Role.OFFICER, municipality=HERE)


def _send(officer: Client, names: list[str] | None = None) -> str:
    """Send the letters that are marked; gives the page that says what became of them."""
    chosen = NAME.findall(officer.get(LETTERS).content.decode()) if names is None else names
    answer = officer.post(f"{LETTERS}send/", {"letter": chosen})
    assert answer.status_code == 302, answer.content.decode()
    do_here()
    return officer.get(f"{LETTERS}?sent={Job.objects.latest('id').key}").content.decode()


def _states() -> list[str]:
    return sorted(each["state"] for each in Job.objects.latest("id").told["letters"])


def _everywhere() -> str:
    """Give all that stands in the tables of the portal's own parts, as one text."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names():
            if table.partition("_")[0] in ("accounts", "jobs", "mail", "plans", "feeds"):
                cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 -- names of our own
                found += [str(row) for row in cursor.fetchall()]
    return "\n".join(found)


class TestLetters:
    """To those who are late: exactly those that were looked at, one a day to a person."""

    def test_what_was_shown_is_what_goes(self, mailing: Mailing, officer: Client) -> None:
        page = officer.get(LETTERS).content.decode()
        shown = {html.unescape(each).strip() for each in TEXT.findall(page)}
        assert len(shown) == 2
        told = _send(officer)
        sent = [each.read().get_body(("plain",)) for each in mailing.server.letters]
        assert {
            "\n".join(str(each.get_content()).split("\r\n")).strip() for each in sent if each is not None
        } == shown
        assert {each.recipients for each in mailing.server.letters} == {(HEAD,), (DEPUTY,)}
        assert told.count("отправлено") >= 2
        assert "Тен Л. Б." in told

    def test_the_log_says_who_and_nothing_else_keeps_an_address(
        self, mailing: Mailing, officer: Client
    ) -> None:
        _send(officer)
        entries = read_log(mailing.portal, "school-7")
        assert [each["did"] for each in entries] == ["letter-sending", "letter-sent"] * 2
        assert {each["via"] for each in entries} == {"portal"}
        assert all(each["who"].startswith("u-") for each in entries)
        assert Act.objects.filter(did="wrote", about="school-7/school-7-vpr-2027").count() == 1
        assert "@" not in _everywhere()

    def test_the_same_again_is_not_sent_again(self, mailing: Mailing, officer: Client) -> None:
        """By the page that stands open, or by another officer's; also what the command line sent counts."""
        names = NAME.findall(officer.get(LETTERS).content.decode())
        _send(officer, names)
        other = mailing.portal.as_role(Role.OFFICER, municipality=HERE)
        assert "уже отправлено" in _send(other, names)
        assert _states() == ["already", "already"]
        assert len(mailing.server.letters) == 2
        assert NAME.findall(other.get(LETTERS).content.decode()) == []

    def test_nobody_gets_two_a_day(self, mailing: Mailing, officer: Client) -> None:
        """Though the second one says something else, though it is of another school."""
        portal = mailing.portal
        _send(officer)
        adoption = str(portal.adoption("school-7"))
        assert run(["track", "start", adoption, CLASSES, "--as", "head", "--today", "2027-06-15"]) == 0
        _add_school(portal, 8)
        contacts = CONTACTS.replace("contacts: school-7", "contacts: school-8")
        (portal.workspace / "school-8" / "contacts.yaml").write_text(contacts, encoding="utf-8")
        page = officer.get(LETTERS.replace("school-7", "school-8")).content.decode()
        assert NAME.findall(page) == []
        assert page.count("сегодня письмо уже было") == 2
        Written.objects.update(day=TODAY - dt.timedelta(days=1))
        page = officer.get(LETTERS.replace("school-7", "school-8")).content.decode()
        assert len(NAME.findall(page)) == 2

    def test_what_changed_since_it_was_shown_stays(self, mailing: Mailing, officer: Client) -> None:
        names = NAME.findall(officer.get(LETTERS).content.decode())
        adoption = str(mailing.portal.adoption("school-7"))
        said = ["--on", "2027-06-14", "--as", "head", "--today", "2027-06-15"]
        assert run(["track", "report", adoption, CLASSES, *said]) == 0
        assert "посмотрите его ещё раз" in _send(officer, names)
        assert "changed" in _states()
        assert mailing.server.letters == []

    @pytest.mark.parametrize(("answer", "state"), [(NOBODY, "refused"), (LATER, "later")])
    def test_one_that_is_refused_keeps_no_other_waiting(
        self, mailing: Mailing, officer: Client, answer: str, state: str
    ) -> None:
        mailing.server.answers[HEAD] = answer
        _send(officer)
        assert _states() == sorted([state, "sent"])
        assert [each.recipients for each in mailing.server.letters] == [(DEPUTY,)]
        assert "@" not in _everywhere()

    def test_a_server_that_is_silent_is_told_in_words(self, mailing: Mailing, officer: Client) -> None:
        names = NAME.findall(officer.get(LETTERS).content.decode())
        settings = mailing.portal.workspace.parent / "mail.toml"
        settings.write_text(SETTINGS.format(port=1), encoding="utf-8")
        _send(officer, names)
        assert _states() == ["not-sent", "not-sent"]
        shown = officer.get(f"/jobs/{Job.objects.latest('id').key}/").content.decode()
        assert "127.0.0.1:1" in shown
        assert Written.objects.count() == 0

    def test_broken_off_between_two(self, mailing: Mailing, officer: Client) -> None:
        """As after a kill: the first is not sent again, the second goes."""
        names = NAME.findall(officer.get(LETTERS).content.decode())
        officer.post(f"{LETTERS}send/", {"letter": names})
        real = reminding.Sending._send_one  # noqa: SLF001 -- where a kill is made
        calls = iter(range(9))

        def send(self: reminding.Sending, *more: object) -> reminding.Result:
            if next(calls) == 1:
                raise KeyboardInterrupt
            return real(self, *more)  # type: ignore[arg-type]

        with mock.patch.object(reminding.Sending, "_send_one", send), pytest.raises(KeyboardInterrupt):
            do_here()
        assert len(mailing.server.letters) == 1
        do_here()
        assert _states() == ["already", "sent"]
        assert len(mailing.server.letters) == 2

    def test_off_unless_it_was_switched_on(self, portal: Portal) -> None:
        portal.add_school(7, municipality=HERE)
        officer = portal.as_role(Role.OFFICER, municipality=HERE)
        page = officer.get(LETTERS).content.decode()
        assert "Отсюда ничего не уходит" in page
        assert "Отправить" not in page
        assert officer.post(f"{LETTERS}send/", {"letter": []}).status_code == 404

    def test_whose_letters(self, mailing: Mailing, officer: Client) -> None:
        """An officer's of this school: not an administrator's, not the school's, not another town's."""
        portal = mailing.portal
        names = NAME.findall(officer.get(LETTERS).content.decode())
        for client in (
            portal.as_role(Role.ADMINISTRATOR),
            portal.as_role(Role.EDITOR, "school-7"),
            portal.as_role(Role.OFFICER, municipality="Озёрный округ"),
        ):
            assert client.post(f"{LETTERS}send/", {"letter": names}).status_code == 404
        assert NAME.findall(portal.as_role(Role.ADMINISTRATOR).get(LETTERS).content.decode()) == []
        assert not Job.objects.exists()

    def test_days_are_forgotten_after_a_week(self, mailing: Mailing, officer: Client) -> None:
        _send(officer)
        assert Written.objects.count() == 2
        mailing.portal.now += dt.timedelta(days=9)
        sweep_written()
        assert Written.objects.count() == 0


@pytest.fixture
def somebody(mailing: Mailing) -> Client:
    """The browser of the deputy head, who has come by her link."""
    editor, client = mailing.portal.as_role(Role.EDITOR, "school-7"), mailing.portal.browser()
    said = {"post": "deputy-head", "name": "Тен Л. Б."}
    shown = editor.post("/schools/school-7/links/", said).content.decode()
    client.post("/mine/" + shown.partition("/mine/")[2].partition('"')[0])
    return client


def _report(client: Client, **more: object) -> int:
    shown = client.get(MEASURE).content.decode()
    saw, time = SAW.search(shown), TIME.search(shown)
    assert saw is not None
    assert time is not None
    said = {"deed": "submitted", "saw": saw[1], "time": time[1], "note": "Готово", **more}
    status = client.post(MEASURE, said).status_code
    do_here()
    return status


def _page(mailing: Mailing) -> str:
    found = re.search(r"http://localhost(/confirm/\S+)", mailing.words())
    assert found is not None
    return found[1]


class TestReports:
    """A report by a personal link waits for the answer to a letter; looking is no answer."""

    def test_it_is_recorded_once_it_was_confirmed(self, mailing: Mailing, somebody: Client) -> None:
        portal = mailing.portal
        file = SimpleUploadedFile("Справка.pdf", PDF)
        assert _report(somebody, files=[file]) == 302
        assert "Осталось подтвердить" in somebody.get(MEASURE).content.decode()
        assert mailing.server.letters[0].recipients == (DEPUTY,)
        assert read_log(portal, "school-7") == []
        page, scanner = _page(mailing), portal.browser()
        for _ in range(2):
            shown = scanner.get(page)
            assert "Готово" in shown.content.decode()
            # Without any a browser names no origin, and its form is refused; elsewhere nothing is told.
            assert shown["Referrer-Policy"] == "same-origin"
        assert read_log(portal, "school-7") == []
        assert "Записано" in portal.browser().post(page).content.decode()
        (entry,) = read_log(portal, "school-7")
        assert (entry["did"], entry["note"], entry["who"][:2]) == ("submitted", "Готово", "l-")
        assert entry["evidence"][0]["name"] == "Справка.pdf"
        for method in ("get", "post"):
            assert getattr(portal.browser(), method)(page).status_code == 410
        assert len(read_log(portal, "school-7")) == 1
        assert "@" not in _everywhere()
        assert not list((portal.workspace / ".portal" / "held").iterdir())

    def test_what_somebody_recorded_meanwhile_is_shown(self, mailing: Mailing, somebody: Client) -> None:
        """Nothing is written over; both stand on the page."""
        _report(somebody)
        said = {"deed": "noted", "saw": "", "time": "1", "note": "звонили"}
        assert mailing.portal.as_role(Role.EDITOR, "school-7").post(MEASURE, said).status_code == 302
        answer = mailing.portal.browser().post(_page(mailing))
        assert answer.status_code == 409
        assert "звонили" in answer.content.decode()
        assert [each["did"] for each in read_log(mailing.portal, "school-7")] == ["noted"]

    def test_without_an_address_or_mail_a_code_is_needed(self, mailing: Mailing, somebody: Client) -> None:
        (mailing.portal.workspace / "school-7" / "contacts.yaml").unlink()
        assert _report(somebody) == 422
        assert mailing.server.letters == []

    def test_a_wrong_code_sends_no_letter(self, mailing: Mailing, somebody: Client) -> None:
        assert _report(somebody, code="123456") == 422
        assert mailing.server.letters == []

    def test_what_cannot_be_kept_is_told_at_once(self, mailing: Mailing, somebody: Client) -> None:
        assert _report(somebody, files=[SimpleUploadedFile("x.exe", b"MZ")]) == 422
        assert mailing.server.letters == []

    def test_it_does_not_wait_for_ever(self, mailing: Mailing, somebody: Client) -> None:
        _report(somebody)
        page = _page(mailing)
        mailing.portal.now += dt.timedelta(hours=25)
        assert mailing.portal.browser().post(page).status_code == 410
        mailing.portal.now += dt.timedelta(hours=25)
        sweep_held()
        assert not HeldReport.objects.exists()
        assert mailing.portal.browser().get(page).status_code == 404

    def test_a_link_that_was_closed_confirms_nothing(self, mailing: Mailing, somebody: Client) -> None:
        _report(somebody)
        PersonalLink.objects.update(revoked_at=mailing.portal.now)
        assert mailing.portal.browser().post(_page(mailing)).status_code == 410
        assert read_log(mailing.portal, "school-7") == []

    def test_nobodys_box_is_filled(self, mailing: Mailing, somebody: Client) -> None:
        assert [_report(somebody) for _ in range(4)] == [302, 302, 302, 422]
        assert len(mailing.server.letters) == 3


class TestInvitations:
    """The address of an invitation may go by mail, to whom its maker says."""

    def _invite(self, client: Client) -> str:
        said = {"name": "Кто-то", "role": "reader", "school": "school-7"}
        shown = client.post("/accounts/invite/", said).content.decode()
        found = re.search(r'name="token" value="([^"]+)"', shown)
        assert found is not None
        return found[1]

    def test_it_goes_and_the_address_is_kept_nowhere(self, mailing: Mailing) -> None:
        chief = mailing.portal.as_role(Role.ADMINISTRATOR)
        token = self._invite(chief)
        said = {"token": token, "to": "new@school-7.example"}
        assert chief.post("/accounts/invite/mail/", said).status_code == 302
        do_here()
        assert f"http://localhost/invitations/{token}/" in mailing.words()
        assert mailing.server.letters[0].recipients == ("new@school-7.example",)
        assert "@school-7" not in _everywhere()
        assert token not in _everywhere()
        own = mailing.portal.workspace / ".portal"
        assert not [each for each in own.rglob("*") if each.is_file() and b"@school-7" in each.read_bytes()]

    def test_what_the_server_says_is_told(self, mailing: Mailing) -> None:
        mailing.server.answers["new@school-7.example"] = NOBODY
        chief = mailing.portal.as_role(Role.ADMINISTRATOR)
        said = {"token": self._invite(chief), "to": "new@school-7.example"}
        answer = chief.post("/accounts/invite/mail/", said)
        do_here()
        assert "550" in chief.get(answer["Location"]).content.decode()
        assert "@school-7" not in _everywhere()

    def test_only_ones_own_and_to_an_address(self, mailing: Mailing) -> None:
        chief, other = (mailing.portal.as_role(Role.ADMINISTRATOR) for _ in range(2))
        token = self._invite(chief)
        said = {"token": token, "to": "new@school-7.example"}
        assert other.post("/accounts/invite/mail/", said).status_code == 404
        for to in ("", "не адрес", "a@b\nBcc: c@d.example", "кто@школа.рф"):
            assert chief.post("/accounts/invite/mail/", {**said, "to": to}).status_code == 422
        assert not Job.objects.exists()


def test_settings_that_are_wrong_keep_the_portal_from_starting(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are told where they stand."""
    settings = tmp_path / "mail.toml"
    settings.write_text('[mail]\nhost = "127.0.0.1"\n', encoding="utf-8")
    assert run(["serve", str(tmp_path / "schools"), "--mail", str(settings), "--port", "0"]) == 1
    assert "mail.toml" in capsys.readouterr().err
