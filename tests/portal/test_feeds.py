"""Calendars by their addresses: what programs that subscribe are told, whatever happens to the plan."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import os
import re
import shutil
import subprocess
import sys
from email.utils import parsedate_to_datetime
from pathlib import Path
from urllib.parse import unquote

import pytest
from django.conf import settings
from django.test.utils import override_settings

from roadmap_engine.cli.program import run
from roadmap_engine.desk.calendars import raise_calendars
from roadmap_engine.load.histories import history_path, load_history
from roadmap_engine.portal.access.roles import Role
from roadmap_engine.portal.accounts.models import Account, Grant
from roadmap_engine.portal.feeds import shelf
from roadmap_engine.portal.feeds.models import FeedToken, ShownPast
from roadmap_engine.portal.feeds.shelf import forget_calendars
from roadmap_engine.portal.feeds.using import write_uses
from roadmap_engine.portal.plans.reading import forget_all
from tests.portal.feed_asking import Answer, ask, events_of, subscribe
from tests.portal.portals import Portal

REFEREE = Path(__file__).parents[3] / "shared" / "tools" / "referee_ics.py"
NODE = Path(__file__).parents[2] / "build" / "referees"
LONG_AGO = "Mon, 01 Jan 2001 00:00:00 GMT"


@pytest.fixture
def school(portal: Portal) -> Portal:
    """A school whose plan has begun."""
    portal.add_school(7)
    return portal


@pytest.fixture
def feed(school: Portal) -> str:
    """The calendar of its whole plan, for somebody who reads it."""
    return subscribe(school.as_role(Role.READER, "school-7"))


def _edit(path: Path, old: str, new: str) -> None:
    words = path.read_text(encoding="utf-8")
    assert old in words
    path.write_text(words.replace(old, new), encoding="utf-8")


def _submit(portal: Portal, measure: str = "1.2") -> None:
    words = ["track", "submit", str(portal.adoption("school-7")), measure, "--as", "deputy-head"]
    assert run([*words, "--today", "2027-06-15"]) == 0


def _cancel(portal: Portal, measure: str, note: str = "нет основания") -> None:
    words = ["track", "cancel", str(portal.adoption("school-7")), measure, "--as", "head", "--note", note]
    assert run([*words, "--today", "2027-06-15"]) == 0


class TestAnswer:
    """Promises A3, 12 to 14: what an answer says of itself."""

    def test_headers(self, feed: str) -> None:
        answer = ask(feed)
        assert answer.status == 200
        assert answer.headers["Content-Type"] == "text/calendar; charset=utf-8"
        assert answer.headers["Content-Length"] == str(len(answer.body))
        assert answer.headers["Cache-Control"] == "private, no-cache"
        assert answer.headers["X-Robots-Tag"] == "noindex"
        assert re.fullmatch(r'"[0-9a-f]{32}"', answer.headers["ETag"])
        assert parsedate_to_datetime(answer.headers["Last-Modified"]).year == 2027
        kind, plain, words = answer.headers["Content-Disposition"].split("; ")
        assert (kind, plain) == ("inline", 'filename="plan.ics"')
        assert "СОШ № 7" in unquote(words.removeprefix("filename*=UTF-8''"))
        assert not {"Set-Cookie", "Location", "Content-Encoding", "Vary"} & answer.headers.keys()

    @pytest.mark.parametrize(
        "headers",
        [{}, {"accept": "text/html"}, {"accept": "x"}, {"accept_encoding": "gzip", "cookie": "session=1"}],
    )
    def test_any_accept_and_no_compression(self, feed: str, headers: dict[str, str]) -> None:
        """Google sends none; the bytes are the same for everybody."""
        answer = ask(feed, **headers)
        assert (answer.status, answer.body[:15]) == (200, b"BEGIN:VCALENDAR")
        assert "Content-Encoding" not in answer.headers

    def test_head_is_get_without_the_body(self, feed: str) -> None:
        whole, head = ask(feed), ask(feed, "HEAD")
        assert (head.status, head.headers, head.body) == (200, whole.headers, b"")

    @pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PROPFIND", "OPTIONS", "get"])
    def test_it_can_only_be_read(self, feed: str, method: str) -> None:
        answer = ask(feed, method)
        assert (answer.status, answer.headers["Allow"]) == (405, "GET, HEAD")

    def test_whoever_has_it_is_told_so(self, feed: str) -> None:
        """304 without a body, with the same marks; by either header, the first before the second."""
        first = ask(feed)
        tag, since = first.headers["ETag"], first.headers["Last-Modified"]
        for headers in (
            {"if_none_match": tag}, {"if_none_match": f'"x", W/{tag}'}, {"if_none_match": "*"},
            {"if_modified_since": since}, {"if_none_match": tag, "if_modified_since": LONG_AGO},
        ):  # fmt: skip
            answer = ask(feed, **headers)
            assert (answer.status, answer.body) == (304, b"")
            assert (answer.headers["ETag"], answer.headers["Last-Modified"]) == (tag, since)
            assert answer.headers["Cache-Control"] == "private, no-cache"
        for headers in (
            {"if_none_match": '"x"'}, {"if_none_match": '"x"', "if_modified_since": since},
            {"if_modified_since": "not a date"}, {"if_modified_since": LONG_AGO},
            {"if_none_match": tag.strip('"')},
        ):  # fmt: skip
            assert ask(feed, **headers).body == first.body

    @pytest.mark.parametrize("change", ["upper", "no-ending", "ending", "short", "long", "inside", "none"])
    def test_what_is_no_address_is_404(self, feed: str, change: str) -> None:
        """And no page, no calendar, no way to a door."""
        stem = feed.removesuffix(".ics")
        path = {
            "upper": f"{stem.upper().replace('/FEEDS/', '/feeds/')}.ics",
            "no-ending": stem,
            "ending": f"{stem}.html",
            "short": f"{stem[:-1]}.ics",
            "long": f"{stem}a.ics",
            "inside": feed.replace("/feeds/", "/feeds/a/"),
            "none": "/feeds/",
        }[change]
        answer = ask(path)
        assert answer.status == 404
        assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
        assert b"VCALENDAR" not in answer.body
        assert answer.body

    def test_nothing_forbids_robots_to_read_it(self, school: Portal) -> None:
        """Google obeys robots.txt: a path that is forbidden there is a calendar that never comes."""
        assert school.browser().get("/robots.txt").status_code == 404

    @pytest.mark.referee
    @pytest.mark.parametrize("feed", ["", "head", "waiting.head", "person.deputy-head"])
    def test_referees_find_nothing(self, school: Portal, tmp_path: Path, feed: str) -> None:
        """Six parsers, the octets, and what clients trip over."""
        if not REFEREE.is_file():
            pytest.skip(f"the calendar referee is not at {REFEREE}")
        client = school.as_role(Role.READER, "school-7")
        _submit(school)
        for ticked in ("cancelled past", "leads"):
            path = tmp_path / "feed.ics"
            path.write_bytes(ask(subscribe(client, feed=feed, ticked=ticked)).body)
            words = [
                sys.executable,
                str(REFEREE),
                str(path),
                "--feed",
                "--from",
                "2026-09-01",
                "--to",
                "2027-09-01",
            ]
            words += ["--node-dir", str(NODE)] if NODE.is_dir() else []
            done = subprocess.run(words, capture_output=True, text=True, check=False)
            assert done.returncode == 0, done.stdout + done.stderr


class TestChanges:
    """A plan that has moved is seen at once, and what people have seen never goes back."""

    def test_a_moved_day_moves_the_mark_and_the_number(self, school: Portal, feed: str) -> None:
        first = ask(feed)
        before = events_of(first)
        school.now += dt.timedelta(hours=1)
        words = ["track", "extend", str(school.adoption("school-7")), "1.2", "--as", "head"]
        assert run([*words, "--to", "2027-06-25", "--note", "приказ", "--today", "2027-06-15"]) == 0
        second = ask(
            feed, if_none_match=first.headers["ETag"], if_modified_since=first.headers["Last-Modified"]
        )
        after = events_of(second)
        assert second.headers["ETag"] != first.headers["ETag"]
        moved = [uid for uid in before if before[uid]["DTSTART"].dt != after[uid]["DTSTART"].dt]
        assert moved
        for uid in moved:
            assert after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] + 1
            assert after[uid]["LAST-MODIFIED"].dt > before[uid]["LAST-MODIFIED"].dt
        others = before.keys() - set(moved)
        assert others
        assert all(after[uid]["SEQUENCE"] == before[uid]["SEQUENCE"] for uid in others)

    @pytest.mark.parametrize("file", ["adoption", "organisation", "log"])
    def test_a_change_is_seen_at_the_next_request(self, school: Portal, feed: str, file: str) -> None:
        """Of texts and of the log, also where the file has the same size and time as before."""
        first = ask(feed)
        folder = school.workspace / "school-7"
        if file == "log":
            _submit(school)
        elif file == "organisation":
            _edit(folder / "organisation.yaml", "СОШ № 7", "СОШ № 8")
        else:
            path = folder / "adoption.yaml"
            stood = path.stat()
            _edit(path, "results-received: 2027-05-28", "results-received: 2027-05-27")
            os.utime(path, ns=(stood.st_atime_ns, stood.st_mtime_ns))
        second = ask(feed, if_none_match=first.headers["ETag"])
        assert second.status == 200
        assert second.body != first.body
        assert ask(feed, if_none_match=second.headers["ETag"]).status == 304

    def test_nothing_changed_gives_the_same_bytes_after_a_new_start(self, feed: str) -> None:
        """Whoever has it is told so by another process, too."""
        first = ask(feed)
        forget_all()
        forget_calendars()
        assert ask(feed, if_none_match=first.headers["ETag"]).status == 304

    def test_another_instant_for_every_other_body(self, school: Portal, feed: str) -> None:
        """Two changes within a second: a program that knows instants alone sees both."""
        seen = {ask(feed).headers["Last-Modified"]}
        for note in ("1.2", "1.3", "2.1"):
            _submit(school, note)
            seen.add(ask(feed).headers["Last-Modified"])
        assert len(seen) == 4

    def test_command_line_and_portal_continue_one_history(
        self, school: Portal, feed: str, tmp_path: Path
    ) -> None:
        """What one of them has counted the other goes on from."""
        numbers = [_numbers(ask(feed))]
        adoption, papers = school.adoption("school-7"), tmp_path / "papers"
        for step, measure in enumerate(("1.2", "1.3", "2.1")):
            school.now += dt.timedelta(hours=1)
            _cancel(school, measure)
            if step % 2:
                assert run(["build", str(adoption), "-o", str(papers), "--only", "calendar"]) == 0
            numbers.append(_numbers(ask(feed)))
        assert run(["build", str(adoption), "-o", str(papers), "--only", "calendar"]) == 0
        for before, after in itertools.pairwise(numbers):
            assert before != after
            assert all(after[uid] >= before[uid] for uid in before.keys() & after.keys())
        (kept,), problems = load_history(history_path(adoption))
        assert not problems
        instants = [each.at for each in kept.revisions]
        assert instants == sorted(set(instants))
        written = history_path(adoption).read_bytes()
        ask(feed)
        assert history_path(adoption).read_bytes() == written

    def test_an_old_copy_of_the_history_lets_every_number_rise(self, school: Portal, feed: str) -> None:
        """Also one that is gone: the portal remembers what people were shown last."""
        ask(feed)
        for lost in (False, True):
            path = history_path(school.adoption("school-7"))
            school.now += dt.timedelta(hours=1)
            _cancel(school, "2.1" if lost else "1.2", "повтор")
            before = _numbers(ask(feed))
            if lost:
                path.unlink()
            else:
                path.write_bytes(path.read_bytes().splitlines(keepends=True)[0])
            school.now += dt.timedelta(hours=1)
            after = _numbers(ask(feed))
            shared = before.keys() & after.keys()
            assert len(shared) > 10
            assert all(after[uid][0] > before[uid][0] and after[uid][1] > before[uid][1] for uid in shared)
        assert ShownPast.objects.get().revised_at > school.now - dt.timedelta(hours=1)

    def test_after_a_restore_every_number_rises(self, school: Portal, feed: str) -> None:
        """Database and folder came back together: nothing here knows what was shown since."""
        before = _numbers(ask(feed))
        raised = raise_calendars(school.adoption("school-7"), school.now + dt.timedelta(days=1))
        assert raised.value is not None
        assert not raised.problems
        after = _numbers(ask(feed))
        assert before.keys() == after.keys()
        assert all(after[uid][0] > said[0] and after[uid][1] > said[1] for uid, said in before.items())

    def test_a_day_later(self, school: Portal) -> None:
        """«Without what is over» is by today: another day leaves more out, and moves the mark."""
        feed = subscribe(school.as_role(Role.READER, "school-7"), ticked="")
        whole = subscribe(school.as_role(Role.READER, "school-7"))
        seen = []
        for day in (dt.date(2026, 9, 1), dt.date(2027, 6, 15)):
            with override_settings(PORTAL=dataclasses.replace(settings.PORTAL, today=day)):
                answer = ask(feed)
                seen.append((answer.headers["ETag"], events_of(answer), len(events_of(ask(whole)))))
        assert seen[0][0] != seen[1][0]
        assert len(seen[1][1]) < len(seen[0][1]) <= seen[0][2]
        assert min(each["DTSTART"].dt for each in seen[1][1].values() if "RRULE" not in each) >= dt.date(
            2027, 6, 15
        )


def _numbers(answer: Answer) -> dict[str, tuple[int, dt.datetime]]:
    return {uid: (int(each["SEQUENCE"]), each["LAST-MODIFIED"].dt) for uid, each in events_of(answer).items()}


class TestFailure:
    """A calendar that is a day old does no harm, an empty one takes all deadlines."""

    def test_a_broken_text_gives_what_was_made_last(self, school: Portal, feed: str) -> None:
        """As a whole answer, 200 and 304; and the new one as soon as it can be made."""
        first = ask(feed)
        adoption = school.adoption("school-7")
        words = adoption.read_text(encoding="utf-8")
        for broken in ("adoption: [", words.replace("school-7-organisation", "x") + "\nstrange: 1\n", ""):
            adoption.write_text(broken, encoding="utf-8")
            answer = ask(feed)
            assert (answer.status, answer.body, answer.headers) == (200, first.body, first.headers)
            assert ask(feed, if_none_match=first.headers["ETag"]).status == 304
        shutil.move(adoption, adoption.with_suffix(".away"))
        assert ask(feed).body == first.body
        adoption.write_text(words, encoding="utf-8")
        school.now += dt.timedelta(hours=1)
        _submit(school)
        assert ask(feed).body != first.body

    def test_what_was_never_made_is_503_and_tells_when_to_come_again(self, school: Portal, feed: str) -> None:
        adoption = school.adoption("school-7")
        words = adoption.read_text(encoding="utf-8")
        adoption.write_text("adoption: [", encoding="utf-8")
        answer = ask(feed)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "600")
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert not history_path(adoption).exists()
        adoption.write_text(words, encoding="utf-8")
        assert ask(feed).status == 200

    def test_texts_with_errors_call_nothing_off(self, school: Portal, feed: str) -> None:
        """What is missing because a text cannot be read whole is not missing from the plan."""
        first, adoption = ask(feed), school.adoption("school-7")
        before = history_path(adoption).read_bytes()
        _edit(adoption, "[deputy-heads]", "[no-such-role]")
        assert ask(feed).body == first.body
        assert history_path(adoption).read_bytes() == before

    @pytest.mark.parametrize("where", ["draw_calendar", "_state_of"])
    def test_a_fault_of_the_program_gives_what_was_made_last(
        self,
        school: Portal,
        feed: str,
        monkeypatch: pytest.MonkeyPatch,
        where: str,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        """And the log does not have the address."""
        first = ask(feed)
        _submit(school)

        def fail(*_words: object) -> None:
            raise ZeroDivisionError

        monkeypatch.setattr(shelf, where, fail)
        assert ask(feed).body == first.body
        forget_calendars()
        assert ask(feed).body == first.body
        assert "ZeroDivisionError" in caplog.text
        assert feed.split("/")[2].removesuffix(".ics") not in caplog.text

    def test_a_folder_that_is_held_gives_what_was_made_last(
        self, school: Portal, feed: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Somebody writes for long: nothing is counted twice, and nobody waits."""
        first = ask(feed)
        monkeypatch.setattr("roadmap_engine.desk.calendars.WAIT", 0.0)
        code = (
            "import sys, pathlib; from roadmap_engine.storage.locking import hold_folder\n"
            "with hold_folder(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
        )
        _submit(school)
        with subprocess.Popen(
            [sys.executable, "-c", code, str(school.adoption("school-7").parent)],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        ) as other:  # fmt: skip
            assert other.stdout is not None
            assert other.stdin is not None
            assert other.stdout.readline().strip() == b"held"
            assert ask(feed).body == first.body
            other.stdin.close()
        assert ask(feed).body != first.body

    def test_a_database_that_fails_is_503(self, feed: str, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(*_words: object) -> None:
            raise OSError

        monkeypatch.setattr("roadmap_engine.portal.feeds.answering.know", fail)
        assert ask(feed).status == 503


class TestWhose:
    """Promises C4: an address opens one calendar of one school, for as long as its owner may see it."""

    def test_only_a_digest_is_kept(self, feed: str) -> None:
        """160 bits, in base32."""
        secret = feed.removeprefix("/feeds/").removesuffix(".ics")
        kept = FeedToken.objects.get()
        assert re.fullmatch(r"[a-z2-7]{32}", secret)
        assert all(secret not in str(value) for value in vars(kept).values())

    def test_two_schools(self, school: Portal) -> None:
        """Each address has the days of its own."""
        school.add_school(9)
        ours = subscribe(school.as_role(Role.READER, "school-7"), "school-7")
        theirs = subscribe(school.as_role(Role.READER, "school-9"), "school-9")
        for feed, own, other in ((ours, "№ 7", "№ 9"), (theirs, "№ 9", "№ 7")):
            words = ask(feed).body.replace(b"\r\n ", b"").decode()
            assert own in words
            assert other not in words
        assert not events_of(ask(ours)).keys() & events_of(ask(theirs)).keys()

    def test_a_text_that_becomes_another_schools_shows_nothing_of_it(self, school: Portal, feed: str) -> None:
        """What stood before is this school's own; nothing of the other is ever sent."""
        first = ask(feed)
        _edit(school.workspace / "school-7" / "organisation.yaml", "school-7", "school-9")
        assert ask(feed).body == first.body
        forget_calendars()
        assert ask(feed).body == first.body

    def test_a_shut_account_loses_it(self, school: Portal) -> None:
        """And has it again when it is opened."""
        key = school.account(Role.READER, "school-7")
        feed = subscribe(school.browser(key))
        assert ask(feed).status == 200
        administrator = school.as_role(Role.ADMINISTRATOR)
        for opened, status in (("no", 410), ("yes", 200)):
            administrator.post(f"/accounts/{key}/open/", {"open": opened})
            answer = ask(feed)
            assert answer.status == status
        assert answer.headers["Content-Type"].startswith("text/calendar")

    def test_a_lost_right_loses_it(self, school: Portal) -> None:
        """A grant that is gone or of another school, another post; an account that is deleted."""
        school.add_school(9)
        key = school.account(Role.PERSON, "school-7", post="deputy-head")
        feed = subscribe(school.browser(key), feed="waiting.deputy-head")
        assert ask(feed).status == 200
        grants = Grant.objects.filter(account=key)
        for change, status in (
            ({"post": "head"}, 410), ({"post": "deputy-head"}, 200), ({"school": "school-9"}, 410),
            ({"school": "school-7"}, 200),
        ):  # fmt: skip
            grants.update(**change)
            answer = ask(feed)
            assert (answer.status, b"VCALENDAR" in answer.body) == (status, status == 200)
        Account.objects.filter(key=key).delete()
        assert ask(feed).status == 410

    def test_a_revoked_one_is_gone(self, school: Portal) -> None:
        """Not «not there»: programs take 404 for a passing fault and keep what they have."""
        client = school.as_role(Role.READER, "school-7")
        feed = subscribe(client)
        number = FeedToken.objects.get().pk
        assert (
            client.post(f"/schools/school-7/school-7-vpr-2027/calendars/{number}/revoke/").status_code == 302
        )
        answer = ask(feed)
        assert answer.status == 410
        assert answer.headers["Content-Type"].startswith("text/plain")
        assert ask(feed, "HEAD").status == 410

    def test_last_use_is_a_day_and_no_request_writes_it(self, feed: str) -> None:
        token = FeedToken.objects.get()
        assert token.used_on is None
        for _ in range(3):
            ask(feed)
        token.refresh_from_db()
        assert token.used_on is None
        write_uses()
        token.refresh_from_db()
        assert token.used_on == dt.date(2027, 6, 15)
        write_uses()

    def test_a_refused_request_is_no_use(self, school: Portal, feed: str) -> None:
        token = FeedToken.objects.get()
        Account.objects.update(is_active=False)
        ask(feed)
        write_uses()
        token.refresh_from_db()
        assert token.used_on is None

    def test_the_plan_of_the_year_after_goes_on_at_the_address(self, school: Portal, feed: str) -> None:
        """Whoever subscribed does nothing; only an editor of the school leads addresses on."""
        ask(feed)
        folder = school.workspace / "next"
        shutil.copytree(school.workspace / "school-7", folder)
        for name in ("adoption.history.jsonl", "adoption.status.jsonl"):
            (folder / name).unlink(missing_ok=True)
        _edit(folder / "adoption.yaml", "school-7-vpr-2027", "school-7-vpr-2028")
        school.bind()
        page = "/schools/school-7/school-7-vpr-2028/calendars/"
        said = {"from": "school-7-vpr-2027"}
        assert school.as_role(Role.READER, "school-7").post(f"{page}carry/", said).status_code == 404
        editor = school.as_role(Role.EDITOR, "school-7")
        assert re.search(r">Продолжить адреса [^<]+: 1</button>", editor.get(page).content.decode())
        assert editor.post(f"{page}carry/", said).status_code == 302
        assert FeedToken.objects.get().plan == "school-7-vpr-2028"
        assert ask(feed).status == 200
        assert editor.post(f"{page}carry/", {"from": "school-7-vpr-2028"}).status_code == 404


class TestWhich:
    """All deadlines, those of a role, of a post, what waits for it; with what the reader chose."""

    def test_each_has_its_own_events(self, school: Portal) -> None:
        client = school.as_role(Role.READER, "school-7")
        _submit(school)
        found = {
            each: events_of(ask(subscribe(client, feed=each))) for each in ("", "head", "person.deputy-head")
        }
        assert found[""].keys() > found["head"].keys()
        assert found[""].keys() >= found["person.deputy-head"].keys()
        assert found["head"].keys() != found["person.deputy-head"].keys()
        waiting = events_of(ask(subscribe(client, feed="waiting.head")))
        assert any("Проверить" in str(each["SUMMARY"]) for each in waiting.values())

    def test_without_what_was_called_off(self, school: Portal) -> None:
        client = school.as_role(Role.READER, "school-7")
        feeds = [subscribe(client), subscribe(client, ticked="past")]
        before = [events_of(ask(each)) for each in feeds]
        assert before[0].keys() == before[1].keys()
        school.now += dt.timedelta(hours=1)
        _cancel(school, "2.1")
        after = [events_of(ask(each)) for each in feeds]
        off = {uid for uid, each in after[0].items() if each["STATUS"] == "CANCELLED"}
        assert off
        assert after[1].keys() == after[0].keys() - off

    def test_reminders_as_events_never_go_back(self, school: Portal) -> None:
        """Whether the school asks for them, begins to, or ceases to."""
        feed = subscribe(school.as_role(Role.READER, "school-7"), ticked="cancelled past leads")
        organisation = school.workspace / "school-7" / "organisation.yaml"
        words = organisation.read_text(encoding="utf-8")
        asks = words.replace("remind_days:", "remind_by_events: true\n  remind_days:")
        assert asks != words
        history = [_numbers(ask(feed))]
        for step, text in enumerate((None, asks, None, words, None)):
            school.now += dt.timedelta(hours=1)
            if text is None:
                day = f"2027-06-2{step + 1}"
                extend = [
                    "track",
                    "extend",
                    str(school.adoption("school-7")),
                    "1.2",
                    "--as",
                    "head",
                    "--to",
                    day,
                ]
                assert run([*extend, "--note", "приказ", "--today", "2027-06-15"]) == 0
            else:
                organisation.write_text(text, encoding="utf-8")
            history.append(_numbers(ask(feed)))
        assert len(history[0]) > len(_numbers(ask(subscribe(school.as_role(Role.READER, "school-7")))))
        for before, after in itertools.pairwise(history):
            assert all(after[uid] >= before[uid] for uid in before.keys() & after.keys())

    def test_a_post_that_nobody_holds_any_more_ends_with_a_word(self, school: Portal) -> None:
        """Not with a calendar that is gone, and the last event stays on its day."""
        feed = subscribe(school.as_role(Role.READER, "school-7"), feed="waiting.deputy-head")
        assert len(events_of(ask(feed))) >= 1
        FeedToken.objects.update(feed="waiting.no-such-post")
        ((uid, last),) = events_of(ask(feed)).items()
        assert last["SUMMARY"] == "Календарь больше не ведётся"
        school.now += dt.timedelta(days=9)
        _submit(school)
        assert events_of(ask(feed)).keys() == {uid}
