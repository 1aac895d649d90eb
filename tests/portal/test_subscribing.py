"""The page «Подписаться»: an address is taken, shown once, looked at, replaced, revoked."""

from __future__ import annotations

import datetime as dt
import html
import re

import pytest
from django.test import Client
from django.urls import reverse

from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Act as KeptAct
from roadmap_engine.portal.accounts.models import PersonalLink
from roadmap_engine.portal.feeds.models import FeedToken
from roadmap_engine.portal.feeds.using import write_uses
from tests.portal.feed_asking import ask, events_of, subscribe
from tests.portal.portals import Portal

PAGE = "/schools/school-7/school-7-vpr-2027/calendars/"
SECRET = re.compile(r"[a-z2-7]{32}")
WHOLE = {"feed": "", "cancelled": "on", "past": "on"}


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan has begun."""
    portal.add_school(7)
    return portal


@pytest.fixture
def reader(school: Portal) -> Client:
    """Somebody who reads it."""
    return school.as_role(Role.READER, "school-7")


def _offered(client: Client) -> set[str]:
    return set(re.findall(r'<option value="([^"]*)"', client.get(PAGE).content.decode()))


class TestTaking:
    """One address a person and calendar; the secret is shown once and kept nowhere."""

    def test_it_is_shown_once_with_every_way_to_use_it(self, reader: Client) -> None:
        """To copy, for Apple and Thunderbird, for Google, as a file, as a code that opens a page."""
        answer = reader.post(PAGE, WHOLE)
        shown = html.unescape(answer.content.decode())
        (secret,) = set(SECRET.findall(shown))
        address = f"localhost/feeds/{secret}.ics"
        assert f'readonly value="http://{address}"' in shown
        assert f'href="webcal://{address}"' in shown
        assert (
            f'href="https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2F{address.replace("/", "%2F")}"'
            in shown
        )
        assert f'href="/feeds/{secret}.ics"' in shown
        assert 'role="img" aria-label="QR-код: страница с этим адресом"' in shown
        for words in ("Android", "ICSx5", "Thunderbird", "8–24 часа, ускорить нельзя", "не проверено нами"):
            assert words in shown
        assert "no-store" in answer.headers["Cache-Control"]
        assert not SECRET.search(reader.get(PAGE).content.decode())
        assert secret not in (re.search(r"<title>.*</title>", shown) or [""])[0]

    def test_a_form_that_is_sent_again_makes_no_second_one(self, reader: Client) -> None:
        """Back and send again: it is told where the first one is."""
        assert reader.post(PAGE, WHOLE).status_code == 200
        again = reader.post(PAGE, WHOLE)
        assert again.status_code == 422
        assert "Такой адрес уже есть" in again.content.decode()
        assert reader.post(PAGE, {**WHOLE, "leads": "on"}).status_code == 200
        assert FeedToken.objects.count() == 2

    @pytest.mark.parametrize("feed", ["waiting.nobody", "person.", "../head", "x" * 500, "ended"])
    def test_what_is_not_offered_is_not_made(self, reader: Client, feed: str) -> None:
        answer = reader.post(PAGE, {**WHOLE, "feed": feed})
        assert answer.status_code == 422
        assert "<title>Ошибка: " in answer.content.decode()
        assert not FeedToken.objects.exists()

    def test_a_person_of_the_plan_has_her_own_calendars_alone(self, school: Portal) -> None:
        """What waits for her stands first; nothing of others, not even the whole plan."""
        person = school.as_role(Role.PERSON, "school-7", post="deputy-head")
        assert _offered(person) == {"waiting.deputy-head", "person.deputy-head"}
        assert person.post(PAGE, WHOLE).status_code == 422
        assert person.post(PAGE, {**WHOLE, "feed": "waiting.head"}).status_code == 422
        assert events_of(ask(subscribe(person, feed="waiting.deputy-head")))

    def test_whoever_sees_the_school_has_all_of_them(self, school: Portal, reader: Client) -> None:
        everything = _offered(reader)
        assert {"", "head", "waiting.head", "person.deputy-head"} <= everything
        assert _offered(school.as_role(Role.OFFICER)) == everything

    def test_an_editor_takes_one_for_somebody_of_her_school(self, school: Portal) -> None:
        """Nobody takes one for strangers, or for a post that is not given."""
        school.add_school(9)
        person = school.account(Role.PERSON, "school-7", post="deputy-head")
        stranger = school.account(Role.READER, "school-9")
        editor = school.as_role(Role.EDITOR, "school-7")
        said = {**WHOLE, "feed": "waiting.deputy-head"}
        assert editor.post(PAGE, {**said, "account": person}).status_code == 200
        token = FeedToken.objects.get()
        assert (token.account_id, token.made_by_id) == (person, KeptAct.objects.latest("id").who)
        assert editor.post(PAGE, {**said, "account": stranger}).status_code == 422
        assert editor.post(PAGE, {**said, "account": person, "feed": "waiting.head"}).status_code == 422
        reader = school.as_role(Role.READER, "school-7")
        assert reader.post(PAGE, {**said, "account": person}).status_code == 422
        assert FeedToken.objects.count() == 1


class TestByLink:
    """Somebody of the plan who comes by a link of her own, without an account."""

    def test_her_calendars_live_as_long_as_the_link(self, school: Portal) -> None:
        """She takes and replaces them herself, or an editor takes one for her; a revoked link ends them."""
        editor, somebody = school.as_role(Role.EDITOR, "school-7"), school.browser()
        links = "/schools/school-7/links/"
        shown = editor.post(links, {"post": "deputy-head", "name": "Тен Л. Б."}).content.decode()
        somebody.post("/mine/" + shown.partition("/mine/")[2].partition('"')[0])
        assert _offered(somebody) == {"waiting.deputy-head", "person.deputy-head"}
        feed = subscribe(somebody, feed="waiting.deputy-head")
        assert ask(feed).status == 200
        assert "Тен Л. Б." in editor.get(PAGE).content.decode()
        (secret,) = SECRET.findall(
            somebody.post(f"{PAGE}{FeedToken.objects.get().pk}/replace/").content.decode()
        )[:1]
        assert (ask(feed).status, ask(f"/feeds/{secret}.ics").status) == (410, 200)
        link = PersonalLink.objects.get()
        said = {**WHOLE, "account": link.key}
        assert editor.post(PAGE, {**said, "feed": "person.deputy-head"}).status_code == 200
        assert editor.post(PAGE, {**said, "feed": "waiting.head"}).status_code == 422
        assert FeedToken.objects.filter(link=link, revoked_at=None).count() == 2
        editor.post(links, {"deed": "revoke", "link": link.key})
        assert ask(f"/feeds/{secret}.ics").status == 410


class TestKeeping:
    """One's own addresses, and of whoever edits the school all of them."""

    def test_last_use_stands_there_as_a_day(self, school: Portal, reader: Client) -> None:
        feed = subscribe(reader)
        assert "ещё не брали" in reader.get(PAGE).content.decode()
        ask(feed)
        assert "брали сегодня" in reader.get(PAGE).content.decode()
        write_uses()
        FeedToken.objects.update(used_on=dt.date(2027, 6, 12))
        assert "последний раз брали 12.06.2027" in reader.get(PAGE).content.decode()

    def test_a_new_one_in_place_of_an_old_one(self, reader: Client) -> None:
        """The same calendar at another address; the old one is 410 from then on."""
        old = subscribe(reader, feed="head", ticked="leads")
        token = FeedToken.objects.get()
        answer = reader.post(f"{PAGE}{token.pk}/replace/")
        (secret,) = set(SECRET.findall(answer.content.decode()))
        assert ask(old).status == 410
        assert ask(f"/feeds/{secret}.ics").status == 200
        new = FeedToken.objects.get(revoked_at=None)
        assert (new.feed, new.choice) == (token.feed, token.choice)
        assert reader.post(f"{PAGE}{token.pk}/replace/").status_code == 404

    def test_a_revoked_one_is_listed_no_more(self, reader: Client) -> None:
        feed = subscribe(reader)
        number = FeedToken.objects.get().pk
        assert reader.post(f"{PAGE}{number}/revoke/").status_code == 302
        assert ask(feed).status == 410
        shown = reader.get(PAGE).content.decode()
        assert "Пока ни одного" in shown
        assert "Адрес отключён" in shown
        assert reader.post(PAGE, WHOLE).status_code == 200

    def test_only_an_editor_reaches_those_of_others(self, school: Portal, reader: Client) -> None:
        """She sees whose they are and revokes them; she never gets the secret of one."""
        feed = subscribe(reader)
        number = FeedToken.objects.get().pk
        other, editor = school.as_role(Role.READER, "school-7"), school.as_role(Role.EDITOR, "school-7")
        for deed in ("revoke", "replace"):
            assert other.post(f"{PAGE}{number}/{deed}/").status_code == 404
        assert other.get(f"{PAGE}{number}/check/").status_code == 404
        shown = editor.get(PAGE).content.decode()
        assert "Кто-то 1" in shown
        assert "Кто-то 1" not in other.get(PAGE).content.decode()
        assert editor.post(f"{PAGE}{number}/replace/").status_code == 404
        assert editor.get(f"{PAGE}{number}/check/").status_code == 200
        assert ask(feed).status == 200
        assert editor.post(f"{PAGE}{number}/revoke/").status_code == 302
        assert ask(feed).status == 410

    def test_an_editor_of_another_school_reaches_nothing(self, school: Portal, reader: Client) -> None:
        """Neither by the other's page nor by the number on her own."""
        school.add_school(9)
        feed = subscribe(reader)
        number = FeedToken.objects.get().pk
        editor = school.as_role(Role.EDITOR, "school-9")
        own = PAGE.replace("school-7", "school-9")
        for page in (PAGE, own):
            for deed in ("revoke", "replace"):
                assert editor.post(f"{page}{number}/{deed}/").status_code == 404
            assert editor.get(f"{page}{number}/check/").status_code == 404
        assert editor.post(f"{own}carry/", {"from": "school-7-vpr-2027"}).status_code == 404
        assert ask(feed).status == 200

    def test_every_act_needs_the_mark_of_its_form(self, school: Portal) -> None:
        """Another site cannot take or revoke an address."""
        key = school.account(Role.READER, "school-7")
        subscribe(school.browser(key))
        number = FeedToken.objects.get().pk
        client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
        client.cookies = school.browser(key).cookies
        for path in (PAGE, f"{PAGE}{number}/revoke/", f"{PAGE}{number}/replace/", f"{PAGE}carry/"):
            assert client.post(path, WHOLE).status_code == 403
        assert FeedToken.objects.get().revoked_at is None

    def test_her_own_data_name_them_without_the_secret(self, reader: Client) -> None:
        """Which calendar, since when, and the last day that it was asked for."""
        feed = subscribe(reader, feed="head")
        FeedToken.objects.update(used_on=dt.date(2027, 6, 14))
        told = reader.get(reverse("own-data"))
        (row,) = told.json()["calendars"]
        assert (row["calendar"], row["used_on"], row["revoked_at"]) == ("head", "2027-06-14", None)
        assert not SECRET.search(told.content.decode())
        assert feed

    def test_acts_are_kept_without_addresses(self, reader: Client) -> None:
        feed = subscribe(reader)
        number = FeedToken.objects.get().pk
        reader.post(f"{PAGE}{number}/revoke/")
        acts = list(KeptAct.objects.order_by("id").values_list("did", "about"))
        assert acts == [
            ("subscribed", "school-7/school-7-vpr-2027"),
            ("unsubscribed", "school-7/school-7-vpr-2027"),
        ]
        assert not SECRET.search(str(acts))
        assert feed


class TestLooking:
    """«Проверить»: what a calendar finds there."""

    def test_events_and_the_next_three(self, reader: Client) -> None:
        """As another reader of calendars counts them."""
        feed = subscribe(reader)
        shown = html.unescape(reader.get(f"{PAGE}{FeedToken.objects.get().pk}/check/").content.decode())
        events = events_of(ask(feed))
        assert f"<dd>{len(events)}</dd>" in shown
        coming = sorted(
            each["DTSTART"].dt
            for each in events.values()
            if "RRULE" not in each and each["DTSTART"].dt >= dt.date(2027, 6, 15)
        )
        rows = re.findall(r'<tr><th scope="row">(\d\d\.\d\d\.\d{4})</th><td>(.+?)</td>', shown)
        assert [day for day, _ in rows] == [f"{day:%d.%m.%Y}" for day in coming[:3]]

    def test_it_says_when_what_is_sent_is_old(self, school: Portal, reader: Client) -> None:
        feed = subscribe(reader)
        ask(feed)
        page = f"{PAGE}{FeedToken.objects.get().pk}/check/"
        assert "прежние сроки" not in reader.get(page).content.decode()
        adoption = school.adoption("school-7")
        words = adoption.read_text(encoding="utf-8")
        adoption.write_text(words.replace("[deputy-heads]", "[no-such-role]"), encoding="utf-8")
        assert "прежние сроки" in reader.get(page).content.decode()

    def test_it_says_when_nothing_is_sent(self, school: Portal) -> None:
        """Of somebody who may not see it any more: an editor looks."""
        key = school.account(Role.READER, "school-7")
        subscribe(school.browser(key))
        number = FeedToken.objects.get().pk
        school.as_role(Role.ADMINISTRATOR).post(f"/accounts/{key}/open/", {"open": "no"})
        shown = school.as_role(Role.EDITOR, "school-7").get(f"{PAGE}{number}/check/").content.decode()
        assert "Этот адрес отключён" in shown


class TestCode:
    """The page that the code opens: on a telephone, without a session, by https."""

    def test_it_has_the_ways_of_a_telephone_and_tells_nobody(self, school: Portal, reader: Client) -> None:
        """The secret is in no title, and in no Referer of whatever is opened from there."""
        secret = subscribe(reader).removeprefix("/feeds/").removesuffix(".ics")
        answer = school.browser().get(f"/calendars/{secret}/")
        shown = answer.content.decode()
        assert f"webcal://localhost/feeds/{secret}.ics" in shown
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert "no-store" in answer.headers["Cache-Control"]
        assert secret not in (re.search(r"<title>.*</title>", shown) or [""])[0]

    def test_unknown_404_revoked_410(self, school: Portal, reader: Client) -> None:
        secret = subscribe(reader).removeprefix("/feeds/").removesuffix(".ics")
        for unknown in ("a" * 32, "x", secret.upper(), secret[:-1]):
            assert school.browser().get(f"/calendars/{unknown}/").status_code == 404
        reader.post(f"{PAGE}{FeedToken.objects.get().pk}/revoke/")
        answer = school.browser().get(f"/calendars/{secret}/")
        assert answer.status_code == 410
        assert secret not in answer.content.decode()

    def test_a_proxy_gives_addresses_of_https(self, reader: Client) -> None:
        answer = reader.post(PAGE, WHOLE, secure=True)
        assert 'readonly value="https://localhost/feeds/' in answer.content.decode()
