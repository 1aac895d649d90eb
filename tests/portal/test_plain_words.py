"""Pages of schools, officers and accounts speak in their readers' words, never in the program's."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account
from roadmap_engine.portal.beginning.models import BegunPlan
from roadmap_engine.portal.demo import lay_demo
from roadmap_engine.portal.plans.models import School
from tests.portal.beginnings import begin
from tests.portal.portals import PLAN, Portal, open_portal
from tests.portal.seen_words import list_program_words, walk_pages
from tests.portal.test_beginning import RICH_PLAN, RICH_SCHOOL

OF_WRITERS = ("/drafts/", "/published/", "/folders/")
"""Pages of those who write roadmaps, and of who keeps the folders: they are about texts."""
HERS = "/schools/school-12/school-12-vpr-2027/"
TYPED = (
    f"{HERS}events/council-decision/?on=21.06.2027",
    f"{HERS}events/council-decision/?on=21.06.2029",
    f"{HERS}events/council-decision/?on=вчера",
    f"{HERS}amending/",
    f"{HERS}update/",
    f"{HERS}signing/",
    f"{HERS}people/",
)
"""Pages that nothing leads to as they are here."""
REFUSED: tuple[tuple[str, dict[str, str]], ...] = (
    (f"{HERS}signing/", {"date": "31.05.2027", "number": "1"}),
    (f"{HERS}people/", {"form": "absent", "person": "", "since": "", "until": ""}),
    (f"{HERS}measures/results-by-class/", {"deed": "submitted", "time": "", "saw": "nobody"}),
    ("/accounts/invite/", {"role": "person", "school": "school-12", "post": "deputy", "name": "Ким"}),
)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Portal]:
    """A portal in which something has happened everywhere."""
    with open_portal(tmp_path_factory.mktemp("demo") / "workspace") as portal:
        lay_demo(portal.workspace)
        yield portal


def come_in(portal: Portal, who: str) -> Client:
    """Open a browser in which somebody of the demo has come in."""
    return portal.browser(Account.objects.get(login=who).key)


def test_no_page_that_links_lead_to(demo: Portal) -> None:
    """Whoever follows them; what she comes in by is her own word."""
    logins = set(Account.objects.values_list("login", flat=True))
    found = [
        f"{who} {address}: {words}"
        for who in ("admin", "officer", "school-12", "school-31", "deputy-14")
        for address, answer in walk_pages(come_in(demo, who), of_a_kind=1)
        if not address.startswith(OF_WRITERS)
        for words in list_program_words(answer)
        if not any(f"an id: «{each}»" in words for each in logins)
    ]
    assert not found, "\n".join(found)


def test_no_page_that_answers_what_was_typed(demo: Portal) -> None:
    """Previews, and forms that were not taken."""
    client = come_in(demo, "school-12")
    answers = [(address, client.get(address)) for address in TYPED]
    answers += [(address, client.post(address, said)) for address, said in REFUSED]
    found = [f"{address}: {words}" for address, answer in answers for words in list_program_words(answer)]
    assert not found, "\n".join(found)
    assert [answer.status_code for _address, answer in answers if answer.status_code >= 500] == []


class TestFaults:
    """Texts that are wrong in many ways, each in a plan that lives."""

    FAULTS = (
        "events: {moon-landing: 2027-06-01, results-received: 2027-05-28}",
        "events: {results-received: 2029-05-28}",
        "roles: {subject-teachers: [nobody-at-all]}",
        "roles: {moon-people: [deputy-head]}",
        "assign: {no-such-stage: [deputy-head]}",
        "assign: {analysis: [nobody-at-all]}",
        "order: {date: 2029-01-01}",
        "replace: {results-by-class: {title: Новое, deadline: до 30 февраля}}",
        "school_year: 2026/2027",
        "moved_from: 2020/2021",
    )

    @pytest.mark.parametrize("fault", FAULTS)
    def test_of_a_plan(self, portal: Portal, fault: str) -> None:
        """Whatever is said of it, on the page of today, of its papers and of an event."""
        portal.add_school(12)
        text = portal.adoption("school-12")
        own = re.compile(rf"^{fault.partition(':')[0]}:.*\n(?:[ #].*\n)*", re.MULTILINE)
        words = own.sub("", text.read_text(encoding="utf-8"))
        text.write_text(f"{words}\n{fault}\n", encoding="utf-8")
        client = portal.as_role(Role.EDITOR, "school-12")
        at = f"/schools/school-12/{PLAN}/"
        shown = [
            client.get(f"{at}{part}") for part in ("", "papers/", "events/council-decision/?on=21.06.2027")
        ]
        assert [page.status_code for page in shown] == [200, 200, 200]
        assert [each for page in shown for each in list_program_words(page)] == []

    def test_of_a_plan_that_begins(self, portal: Portal) -> None:
        """The preview of answers that are wrong together says where each is changed."""
        School.objects.create(id="school-40", name="МБОУ «СШ № 40»", municipality="Центр")
        client = portal.as_role(Role.EDITOR, "school-40")
        draft = begin(client, "school-40")
        school = {"name.short": "МБОУ «СШ № 40»", **RICH_SCHOOL, "people.deputy-head.name": "Тен Женя"}
        plan = {**RICH_PLAN, "events.results-received": "28.05.2029", "order.date": "15.06.2027"}
        BegunPlan.objects.update(answers={"organisation": school, "adoption": plan, "over": {}})
        page = client.get(f"{draft}preview/")
        shown = page.content.decode()
        assert list_program_words(page) == []
        assert f"{draft}adoption-2/?then=check#f-events-results-received" in shown
        assert f"{draft}organisation-2/?then=check#f-people-deputy-head-name" in shown


def test_an_account_that_is_no_more_is_nobody(portal: Portal) -> None:
    """What she did stays; her key tells nobody anything."""
    gone = portal.account(Role.EDITOR, "school-7")
    chief = portal.account(Role.ADMINISTRATOR)
    client = portal.browser(chief)
    assert portal.browser(gone).post("/logout/").status_code == 302
    assert "Кто-то 1" in client.get("/accounts/").content.decode()
    Account.objects.filter(key=gone).delete()
    page = client.get("/accounts/")
    assert "запись удалена" in page.content.decode()
    assert gone not in page.content.decode()
