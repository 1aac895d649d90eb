"""A department with twelve invented schools and what they have done in a spring, to try the portal with.

Schools, people and words are invented. Entries are recorded as everybody records them, by a clock of that
spring; the same folder gives the same plans, and each run its own ids of entries.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction

from roadmap_engine.desk.hand import Hand
from roadmap_engine.desk.recording import Made, record_entries
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.model.entry import Did, EvidenceLink, Thing
from roadmap_engine.pipeline.tracking import Tracked
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account, Grant
from roadmap_engine.portal.demo_update import SCHOOL, let_differ, publish_newer, sign_order_of
from roadmap_engine.portal.drafts.demo import lay_draft
from roadmap_engine.portal.plans.binding import bind_workspace
from roadmap_engine.portal.plans.models import PlanText
from roadmap_engine.portal.plans.reading import read_for
from roadmap_engine.portal.speech import gettext_lazy as _
from roadmap_engine.storage.writing import replace_file
from roadmap_engine.tracking.recording import Intent

__all__ = ["ACCOUNTS", "DemoAccount", "lay_demo"]

_PASSWORD = "попробовать портал"  # noqa: S105 -- printed for everybody, on this computer alone


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """Somebody to come in as."""

    login: str
    name: str
    what: str
    password: str = _PASSWORD


@dataclass(frozen=True, slots=True)
class _School:
    """An invented school: its number or name, where it is, who leads it, and how far it has come."""

    id: str
    name: str
    town: str
    head: str
    deputy: str
    story: str


_SCHOOLS = (
    _School(
        "school-3", "СОШ № 3", "Заречный", "Орлова Мария Петровна", "Гусева Анна Львовна",
        "in-time",
    ),
    _School(
        "gymnasium-5", "Гимназия № 5", "Центр", "Белова Ирина Олеговна", "Юдина Вера Ильинична",
        "ahead",
    ),
    _School(
        "school-7", "СОШ № 7", "Центр", "Титова Ольга Юрьевна", "Мухина Нина Павловна",
        "late-done",
    ),
    _School(
        "school-9", "СОШ № 9", "Заречный", "Быкова Елена Ивановна", "Зотова Яна Сергеевна",
        "in-time",
    ),
    _School(
        "school-12", "СОШ № 12", "Центр", "Николаева Айталина Семёновна", "Тен Лариса Борисовна",
        "returned",
    ),
    _School(
        "school-14", "СОШ № 14", "Озёрный", "Рогова Алла Денисовна", "Лапина Рита Марковна",
        "overdue",
    ),
    _School(
        "lyceum-16", "Лицей № 16", "Центр", "Фомина Дарья Егоровна", "Седова Юлия Романовна",
        "ahead",
    ),
    _School(
        "school-21", "СОШ № 21", "Заречный", "Котова Инна Глебовна", "Ершова Зоя Андреевна",
        "in-time",
    ),
    _School(
        "lugovskaya", "Луговская ООШ", "Озёрный", "Власова Тамара Ильинична", "Панина Ада Олеговна",
        "overdue",
    ),
    _School(
        "lower-ford", "Нижнебродская СОШ", "Озёрный", "Жукова Майя Петровна", "Носова Кира Юрьевна",
        "in-time",
    ),
    _School(
        "school-31", "СОШ № 31", "Центр", "Крылова Ева Тимофеевна", "Исаева Нелли Ивановна",
        "no-plan",
    ),
    _School(
        "boarding-2", "Школа-интернат № 2", "Озёрный", "Маслова Роза Ильинична", "Дьякова Лия Марковна",
        "late-done",
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Deed:
    day: str
    who: str
    did: Did
    measure: str
    note: str | None = None


_HEAD, _DEPUTY, _OFFICER = "head", "deputy-head", "officer"
_DONE = (
    _Deed("2027-06-09", _DEPUTY, Did.SUBMITTED, "results-by-pupil"),
    _Deed("2027-06-10", _OFFICER, Did.ACCEPTED, "results-by-pupil"),
    _Deed("2027-06-10", _DEPUTY, Did.SUBMITTED, "results-by-class"),
    _Deed("2027-06-11", _OFFICER, Did.ACCEPTED, "results-by-class"),
)
_STORIES: dict[str, tuple[_Deed, ...]] = {
    "in-time": (*_DONE, _Deed("2027-06-14", _DEPUTY, Did.SUBMITTED, "results-by-grade")),
    "ahead": (
        *_DONE,
        _Deed("2027-06-11", _DEPUTY, Did.SUBMITTED, "results-by-grade"),
        _Deed("2027-06-14", _OFFICER, Did.ACCEPTED, "results-by-grade"),
        _Deed("2027-06-14", _DEPUTY, Did.SUBMITTED, "results-by-school"),
        _Deed("2027-06-15", _OFFICER, Did.ACCEPTED, "results-by-school"),
        _Deed("2027-06-15", _DEPUTY, Did.SUBMITTED, "subject-programmes"),
    ),
    "late-done": (
        _DONE[0],
        _DONE[1],
        _Deed("2027-06-14", _DEPUTY, Did.SUBMITTED, "results-by-class", "задержка из-за болезни учителя"),
        _Deed("2027-06-15", _OFFICER, Did.ACCEPTED, "results-by-class"),
        _Deed("2027-06-15", _DEPUTY, Did.STARTED, "results-by-school"),
    ),
    "returned": (
        _DONE[0],
        _DONE[1],
        _DONE[2],
        _Deed(
            "2027-06-14", _OFFICER, Did.RETURNED, "results-by-class",
            "Нет 6Б класса: в справке 11 классов из 12. Добавьте и сдайте снова.",
        ),
        _Deed("2027-06-14", _DEPUTY, Did.SUBMITTED, "results-by-grade"),
    ),
    "overdue": (
        _Deed("2027-06-11", _DEPUTY, Did.REPORTED, "results-by-pupil"),
        _Deed("2027-06-14", _HEAD, Did.NOT_APPLICABLE, "course-programmes", "курсов по выбору нет"),
    ),
    "no-plan": (),
}  # fmt: skip


def lay_demo(workspace: Path) -> tuple[DemoAccount, ...]:
    """Lay the demo into an empty workspace whose portal is ready; what lies there already stays.

    Returns:
        The accounts to try it with.
    """
    for school in _SCHOOLS:
        if not (workspace / school.id).exists():
            _lay_texts(workspace / school.id, school)
    publish_newer(workspace)
    bind_workspace()
    accounts = tuple(_make_accounts())
    lay_draft(next(each.key for each in Account.objects.filter(login="methodist")))
    for text in PlanText.objects.filter(school=SCHOOL):
        sign_order_of(text)
    for school in _SCHOOLS:
        _live(workspace / school.id / "adoption.yaml", school)
    return accounts


def _lay_texts(folder: Path, school: _School) -> None:
    example = shipped_folder("examples") / "school"
    organisation = (example / "organisation.yaml").read_text(encoding="utf-8")
    full = f"Муниципальное бюджетное общеобразовательное учреждение «{school.name}»"
    lines = [
        "# Школа и люди вымышлены: это демонстрация.",
        f"organisation: {school.id}",
        "name:",
        f"  full: {full}",
        f"  short: МБОУ «{school.name}»",
        f"  genitive: муниципального бюджетного общеобразовательного учреждения «{school.name}»",
        "place: г. Приреченск",
        f"parent: {school.town}",
        "zone: Europe/Moscow",
        "people:",
        f"  head: {{name: {school.head}, post: директор, gender: f}}",
        f"  deputy-head: {{name: {school.deputy}, post: заместитель директора по УВР, gender: f}}",
        organisation[organisation.index("# Чего в школе нет") :],
    ]
    files = {path.name: path.read_bytes() for path in example.glob("terms-*.yaml")}
    files["organisation.yaml"] = "\n".join(lines).encode()
    if school.story != "no-plan":
        adoption = (example / "adoption.yaml").read_text(encoding="utf-8")
        adoption = adoption[adoption.index("adoption:") :].replace("school-12", school.id)
        files["adoption.yaml"] = (let_differ(adoption) if school.id == SCHOOL else adoption).encode()
    for name, content in files.items():
        replace_file(folder / name, content)


def _live(adoption: Path, school: _School) -> None:
    """Let a school live to the demo's day; one that has lived already is left alone."""
    if not adoption.is_file() or adoption.with_name("adoption.status.jsonl").exists():
        return
    text = PlanText.objects.get(path=adoption.relative_to(settings.PORTAL.workspace).as_posix())
    keys = {account.login: account.key for account in Account.objects.all()}
    for number, deed in enumerate(_STORIES[school.story]):
        day = dt.date.fromisoformat(deed.day)
        at = dt.datetime.combine(day, dt.time(6, 10 + number), dt.UTC)
        who = keys["officer"] if deed.who == _OFFICER else deed.who
        via = "portal" if deed.who == _OFFICER else None
        hand = Hand(who, partial(_stay, at), day, via=via)

        def asked(tracked: Tracked, on: dt.date, deed: _Deed = deed) -> Made:
            rows = tracked.board.by_measure().get(deed.measure, ())
            thing = rows[0].thing if rows else Thing("measure", deed.measure)
            link = f"https://{school.id}.example/documents/{deed.measure}.pdf"
            shown = (EvidenceLink(link=link),) if deed.did is Did.SUBMITTED else ()
            return Made([Intent(thing, deed.did, on, note=deed.note, evidence=shown)])

        record_entries(adoption, hand, asked, reader=read_for(text)).or_raise()


def _stay(instant: dt.datetime) -> dt.datetime:
    """A clock that stands."""
    return instant


_GIVEN = (
    (DemoAccount("admin", "Громов Пётр Ильич", _("администратор")), Role.ADMINISTRATOR, "", "", ""),
    (
        DemoAccount("officer", "Громова Е. В.", _("специалист управления, все школы")),
        Role.OFFICER, "", "", "",
    ),
    (
        DemoAccount("zarechny", "Ким А. А.", _("специалист управления, школы Заречного")),
        Role.OFFICER, "", "Заречный", "",
    ),
    (
        DemoAccount("school-12", "Тен Лариса Борисовна", _("ответственный школы, СОШ № 12")),
        Role.EDITOR, "school-12", "", "",
    ),
    (
        DemoAccount("school-31", "Исаева Нелли Ивановна", _("ответственный школы без плана, СОШ № 31")),
        Role.EDITOR, "school-31", "", "",
    ),
    (
        DemoAccount("head-12", "Николаева Айталина Семёновна", _("читатель школы, СОШ № 12")),
        Role.READER, "school-12", "", "",
    ),
    (
        DemoAccount("deputy-14", "Лапина Рита Марковна", _("исполнитель плана, СОШ № 14")),
        Role.PERSON, "school-14", "", "deputy-head",
    ),
    (
        DemoAccount("methodist", "Лыткина Анна Павловна", _("методист, пишет карты")),
        Role.METHODOLOGIST, "", "", "",
    ),
)  # fmt: skip


ACCOUNTS = tuple(said for said, *_rest in _GIVEN)
"""Everybody whom the demo lets in."""


def _make_accounts() -> Iterator[DemoAccount]:
    # Everybody has the same password: to make its digest takes half a second.
    password = make_password(_PASSWORD)
    for said, role, school, town, post in _GIVEN:
        with transaction.atomic():
            account = Account.objects.filter(login=said.login).first()
            if account is None:
                account = Account(login=said.login, name=said.name, made_at=settings.PORTAL.clock())
                account.password = password
                account.save()
                Grant.objects.create(
                    account=account, role=role.value, school=school, municipality=town, post=post
                )
        yield said
