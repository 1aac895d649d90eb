"""What people who subscribe to calendars see, from the first report to the plan of the year after.

After each step every reader of calendars reads the same, and no number or day of change has gone back.
"""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import icalendar
import pytest

from roadmap_engine.api.papers import CALENDAR_LIST, Papers, build, take_calendars
from roadmap_engine.cli.program import run
from tests.feeds_over_http import Subscriber
from tests.pipeline.updates import Neighbours
from tests.publishing.host import serve_folder

REFEREE = Path(__file__).parents[3] / "shared" / "tools" / "referee_ics.py"
ROADMAP = """\
roadmap: tiny
version: 1.0.0
title: План
changes:
  1.0.0: первая версия
columns: [number, title, deadline, responsible]
roles:
  head: {title: руководитель, filled_by: [head]}
  deputies: {title: заместители, filled_by: [deputy-head]}
  vice: {title: помощники}
stages:
  - id: analysis
    title: Аналитический этап
    measures:
      - id: by-class
        title: Анализ по классам
        deadline: до 15 января
        responsible: deputies
      - id: by-school
        title: Анализ школы
        deadline: до 20 января
        responsible: [head, deputies]
      - id: reports
        title: Сверка отчётов
        deadline: еженедельно по пятницам
        responsible: deputies
      - id: helping
        title: Помощь классам
        deadline: до 22 января
        responsible: vice
"""
JAN_15, JAN_20, JAN_22, JAN_29 = (dt.date(2027, 1, day) for day in (15, 20, 22, 29))
NOON = dt.datetime(2026, 12, 1, 12, tzinfo=dt.UTC)


class Feeds:
    """A school whose calendars lie in a folder that a host gives out."""

    def __init__(self, folder: Path, *, refereed: bool = False) -> None:
        self.neighbours, self.refereed = Neighbours(folder), refereed
        self.neighbours.publish(ROADMAP)
        self.adoption = self.neighbours.adopt()
        self.papers, self.host = self.adoption.parent / "papers", folder / "feeds"
        self.now, self.seen, self.judged = NOON, dict[str, Any](), set[bytes]()
        organisation = self.adoption.parent / "organisation.yaml"
        asked = "calendar:\n  feeds: {people: all, waiting: all}\n"
        organisation.write_text(organisation.read_text("utf-8") + asked, "utf-8")

    def say(self, deed: str, *words: str) -> None:
        """Record something."""
        who = "head" if deed in ("accept", "return", "extend", "cancel", "reopen") else "deputy-head"
        text = ["track", deed, str(self.adoption), *words, "--as", who, "--today", "2027-01-11"]
        assert run(["--lang", "ru", *text]) == 0

    def build(self, *, goes_on: bool = False) -> dict[str, Any]:
        """Build a day later, lay the calendars out; gives the events of all, by what they are titled."""
        self.now += dt.timedelta(days=1)
        papers = build(self.adoption, today=self.now).or_raise()
        papers.save(self.papers, today=self.now.date()).or_raise()
        taken: Papers = take_calendars(papers, self.adoption).or_raise()
        taken.save(self.host, today=self.now.date(), goes_on=goes_on).or_raise()
        return self.read("deadlines.ics")

    def read(self, name: str) -> dict[str, Any]:
        """Read a calendar, and look that all who read calendars read it alike and nothing goes back."""
        for file in sorted(self.host.rglob("*.ics")):
            if self.refereed and file.read_bytes() not in self.judged:
                referee(file)
                self.judged.add(file.read_bytes())
            for event in events_of(file):
                before = self.seen.get(f"{file.name}/{event['UID']}", event)
                assert event["SEQUENCE"] >= before["SEQUENCE"]
                assert event["LAST-MODIFIED"].dt >= before["LAST-MODIFIED"].dt
                self.seen[f"{file.name}/{event['UID']}"] = event
        return {title_of(event): event for event in events_of(self.host / name)}

    def titles(self, name: str) -> set[str]:
        """What a calendar shows, without numbers."""
        return {title_of(event) for event in events_of(self.host / "calendars" / f"{name}.ics")}


def title_of(event: Any) -> str:
    """The title of an event without the number of its measure."""
    return re.sub(r": [\d.]+ ", ": ", str(event["SUMMARY"]))


def events_of(file: Path) -> list[Any]:
    """The events of a calendar, by a parser the program does not use."""
    return list(icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT"))


def referee(file: Path) -> None:
    """Ask six parsers, and the norms; that clients treat what is called off in three ways is known."""
    window = ("--from", "2026-06-01", "--to", "2028-12-31", "--allow", "cancelled")
    done = subprocess.run(
        [sys.executable, str(REFEREE), str(file), "--feed", *window],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def live(feeds: Feeds) -> None:
    """Go through the year: report, extend, cancel, return, done, reopen; then what `end_and_go_on` does."""
    first = feeds.build()
    assert first["Срок: Анализ по классам"]["DTSTART"].dt == JAN_15
    assert feeds.titles("waiting.deputy-head") == {
        "Срок: Анализ по классам", "Срок: Анализ школы", "Срок: Сверка отчётов",
    }  # fmt: skip

    feeds.say("submit", "by-class")
    event = feeds.build()["✓ Срок: Анализ по классам"]
    assert "на проверке" in event["DESCRIPTION"]
    assert "Проверить: Анализ по классам" in feeds.titles("waiting.head")
    assert "Срок: Анализ по классам" not in feeds.titles("waiting.deputy-head")

    feeds.say("extend", "by-school", "--to", "29.01.2027", "--note", "карантин")
    event = feeds.build()["Срок: Анализ школы"]
    assert (event["DTSTART"].dt, event["SEQUENCE"]) == (JAN_29, 1)
    assert event["UID"] == first["Срок: Анализ школы"]["UID"]
    assert "с 20.01.2027 на 29.01.2027 (карантин)" in event["DESCRIPTION"]

    feeds.say("cancel", "helping", "--note", "решение педсовета")
    event = feeds.build()["ОТМЕНЕНО: Срок: Помощь классам"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CANCELLED", 1)

    feeds.say("return", "by-class", "--note", "нет выводов")
    event = feeds.build()["Срок: Анализ по классам"]
    assert "возвращено" in event["DESCRIPTION"]
    assert "нет выводов" not in event["DESCRIPTION"]
    (own,) = (
        each
        for each in events_of(feeds.host / "calendars" / "waiting.deputy-head.ics")
        if title_of(each) == "Срок: Анализ по классам"
    )
    assert "нет выводов" in own["DESCRIPTION"]

    feeds.say("report", "by-class")
    assert "✓ Срок: Анализ по классам" in feeds.build()
    feeds.say("reopen", "helping", "--note", "снова нужно")
    event = feeds.build()["Срок: Помощь классам"]
    assert (event["STATUS"], event["SEQUENCE"]) == ("CONFIRMED", 2)

    end_and_go_on(feeds, first["Срок: Анализ по классам"]["UID"])


def end_and_go_on(feeds: Feeds, uid: str) -> None:
    """A role goes, comes back and goes; the year after takes the addresses over."""
    text = feeds.adoption.read_text("utf-8")
    # The role goes: its calendar says so, once, and stays as it is.
    feeds.adoption.write_text(f"{text}replace:\n  helping: {{responsible: [head]}}\n", "utf-8")
    feeds.build()
    assert feeds.titles("vice") == {"Календарь больше не ведётся"}
    (ending,) = events_of(feeds.host / "calendars" / "vice.ics")
    assert ending["DTSTART"].dt == feeds.now.date()
    data = {file.name: file.read_bytes() for file in feeds.host.rglob("*.ics")}
    feeds.build()
    assert {file.name: file.read_bytes() for file in feeds.host.rglob("*.ics")} == data

    # And comes back: its calendar goes on; when it goes again, that is another day's event.
    feeds.adoption.write_text(text, "utf-8")
    feeds.build()
    assert feeds.titles("vice") == {"Срок: Помощь классам"}
    feeds.adoption.write_text(f"{text}replace:\n  helping: {{responsible: [head]}}\n", "utf-8")
    feeds.build()
    (again,) = events_of(feeds.host / "calendars" / "vice.ics")
    assert again["UID"] != ending["UID"]

    # Next year's plan is refused the folder, until it is said that it goes on there.
    feeds.adoption = feeds.adoption.rename(feeds.adoption.with_name("this-year.yaml"))
    following = text.replace("adoption: school", "adoption: school-2028").replace("2026/2027", "2027/2028")
    feeds.adoption = feeds.adoption.with_name("adoption-2028.yaml")
    feeds.adoption.write_text(f"{following}remove: [reports]\nroles: {{deputies: []}}\n", "utf-8")
    feeds.papers = feeds.papers.with_name("papers-2028")
    taken = take_calendars(build(feeds.adoption, today=feeds.now).or_raise(), feeds.adoption).or_raise()
    refused = taken.save(feeds.host, today=feeds.now.date())
    assert [each.code for each in refused.problems] == ["RM969"]
    event = feeds.build(goes_on=True)["Срок: Анализ по классам"]
    assert event["DTSTART"].dt == dt.date(2028, 1, 15)
    assert event["UID"] != uid
    assert feeds.titles("person.deputy-head") == {"Календарь больше не ведётся"}
    assert feeds.titles("vice") == {"Срок: Помощь классам"}
    data = {file.name: file.read_bytes() for file in feeds.host.rglob("*.ics")}
    feeds.build()
    assert {file.name: file.read_bytes() for file in feeds.host.rglob("*.ics")} == data


def test_calendars_live_with_the_plan(tmp_path: Path) -> None:
    """Step by step, by one parser."""
    live(Feeds(tmp_path))


@pytest.mark.referee
@pytest.mark.skipif(not REFEREE.exists(), reason=f"the calendar referee is not at {REFEREE}")
def test_every_reader_reads_every_step_alike(tmp_path: Path) -> None:
    """The same year before six parsers."""
    live(Feeds(tmp_path, refereed=True))


@pytest.mark.referee
def test_a_subscriber_sees_the_day_before_and_after_it_was_put_off(tmp_path: Path) -> None:
    """Vdirsyncer fetches, khal shows; what was called off, and a calendar that ended, say so."""
    feeds = Feeds(tmp_path)
    feeds.build()
    with serve_folder(feeds.host) as address:
        whole = Subscriber(tmp_path / "whole", f"{address}deadlines.ics")
        person = Subscriber(tmp_path / "person", f"{address}calendars/waiting.deputy-head.ics")
        whole.fetch()
        person.fetch()
        fridays = {(day, "Срок: Сверка отчётов") for day in (JAN_15, JAN_22, JAN_29)}
        due, later = (JAN_20, "Срок: Анализ школы"), (JAN_29, "Срок: Анализ школы")
        done = (JAN_15, "Срок: Анализ по классам")
        shown = days_of(whole)
        assert shown == fridays | {due, done, (JAN_22, "Срок: Помощь классам")}
        feeds.say("extend", "by-school", "--to", "29.01.2027", "--note", "карантин")
        feeds.say("report", "by-class")
        feeds.say("cancel", "helping", "--note", "решение педсовета")
        feeds.build()
        assert days_of(whole) == shown
        whole.fetch()
        person.fetch()
        now = days_of(whole)
        assert now == fridays | {later, (JAN_15, f"✓ {done[1]}"), (JAN_22, "ОТМЕНЕНО: Срок: Помощь классам")}
        assert days_of(person) == fridays | {later}


def days_of(reader: Subscriber) -> set[tuple[dt.date, str]]:
    """What somebody sees of two weeks, without the numbers of measures."""
    return {(day, re.sub(r": [\d.]+ ", ": ", title)) for day, title in reader.list_days(JAN_15, JAN_29)}


def test_two_copies_of_a_log_give_the_same_calendars_in_any_order(tmp_path: Path) -> None:
    """Merged one way or the other, line for line: the same bytes."""
    made: list[dict[str, bytes]] = []
    for name in ("one", "other"):
        feeds = Feeds(tmp_path / name)
        feeds.build()
        log = feeds.adoption.with_name("adoption.status.jsonl")
        if not made:
            feeds.say("report", "by-class")
            feeds.say("extend", "by-school", "--to", "29.01.2027", "--note", "карантин")
            feeds.say("cancel", "helping", "--note", "решение педсовета")
            lines = log.read_text("utf-8").splitlines()
        else:
            log.write_text("".join(f"{line}\n" for line in reversed(lines)), "utf-8")
        feeds.build()
        made.append({file.name: file.read_bytes() for file in feeds.host.rglob("*.ics")})
    assert made[0] == made[1]


def test_a_folder_of_all_papers_can_be_gone_on_in_and_loses_none(tmp_path: Path) -> None:
    """Whoever has subscribed to the papers' own folder is served there; last year's order stays."""
    feeds = Feeds(tmp_path)
    feeds.host = feeds.papers
    feeds.build()
    feeds.build()
    kept = others_in(feeds.papers)
    text = feeds.adoption.read_text("utf-8")
    following = text.replace("adoption: school", "adoption: school-2028").replace("2026/2027", "2027/2028")
    feeds.adoption = feeds.adoption.with_name("adoption-2028.yaml")
    feeds.adoption.write_text(following, "utf-8")
    feeds.papers = feeds.papers.with_name("papers-2028")
    event = feeds.build(goes_on=True)["Срок: Анализ по классам"]
    assert event["DTSTART"].dt == dt.date(2028, 1, 15)
    assert others_in(feeds.host) == kept


def others_in(folder: Path) -> dict[str, bytes]:
    """What a folder has that is no calendar, but the list of those."""
    files = (file for file in folder.rglob("*") if file.is_file() and file.suffix != ".ics")
    return {file.name: file.read_bytes() for file in files if file.name != CALENDAR_LIST}
