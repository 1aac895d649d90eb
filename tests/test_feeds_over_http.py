"""The subscriber of the tests sees what a calendar on a host says, and what became of it."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.feeds_over_http import FetchingError, Subscriber
from tests.publishing.host import serve_folder

pytestmark = pytest.mark.referee

DAY = dt.date(2027, 6, 11)
AFTER = DAY + dt.timedelta(days=1)


def _event(uid: str, title: str, *when: str) -> str:
    lines = (
        "BEGIN:VEVENT",
        f"UID:{uid}",
        "DTSTAMP:20270101T000000Z",
        f"SUMMARY:{title}",
        *when,
        "END:VEVENT",
    )
    return "".join(f"{line}\r\n" for line in lines)


def _put(folder: Path, *events: str) -> None:
    head = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//tests//RU\r\n"
    (folder / "сроки.ics").write_text(f"{head}{''.join(events)}END:VCALENDAR\r\n", encoding="utf-8")


def test_days_of_all_kinds(tmp_path: Path) -> None:
    """A day, a span, an hour in another zone, a day that recurs; the window cuts what lies outside of it."""
    host = tmp_path / "host"
    host.mkdir()
    _put(
        host,
        _event("day", "Срок: 1.1", "DTSTART;VALUE=DATE:20270611", "DTEND;VALUE=DATE:20270612"),
        _event("span", "Неделя", "DTSTART;VALUE=DATE:20270609", "DTEND;VALUE=DATE:20270613"),
        # 00:30 in Yakutsk, and the afternoon of the day before in London.
        _event("hour", "Совет", "DTSTART:20270611T153000Z", "DTEND:20270611T160000Z"),
        _event("weekly", "Среда", "DTSTART;VALUE=DATE:20270505", "RRULE:FREQ=WEEKLY;UNTIL=20270618"),
        _event("late", "Потом", "DTSTART;VALUE=DATE:20270619"),
    )
    with serve_folder(host) as address:
        days = []
        for zone in ("Asia/Yakutsk", "Europe/London"):
            person = Subscriber(tmp_path / zone, f"{address}%D1%81%D1%80%D0%BE%D0%BA%D0%B8.ics", zone)
            person.fetch()
            days.append(set(person.list_days(DAY, dt.date(2027, 6, 18))))
    common = {(DAY, "Срок: 1.1"), (DAY, "Неделя"), (AFTER, "Неделя"), (dt.date(2027, 6, 16), "Среда")}
    assert days == [common | {(AFTER, "Совет")}, common | {(DAY, "Совет")}]


def test_what_changes_on_the_host_is_seen_after_the_next_fetch(tmp_path: Path) -> None:
    """Moved, renamed, gone; and not before."""
    first = _event("a", "Первое", "DTSTART;VALUE=DATE:20270611")
    asked: list[str] = []
    with serve_folder(tmp_path, asked=asked) as address:
        person = Subscriber(tmp_path / "home", f"{address}сроки.ics")
        _put(tmp_path, first, _event("b", "Второе", "DTSTART;VALUE=DATE:20270611"))
        person.fetch()
        _put(tmp_path, _event("a", "✓ Первое", "DTSTART;VALUE=DATE:20270612", "SEQUENCE:1"))
        assert sorted(person.list_days(DAY, AFTER)) == [(DAY, "Второе"), (DAY, "Первое")]
        person.fetch()
        assert person.list_days(DAY, AFTER) == [(AFTER, "✓ Первое")]
    assert len(asked) >= 2


def test_a_calendar_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """No empty list of days."""
    with serve_folder(tmp_path) as address:
        with pytest.raises(FetchingError, match="File not found"):
            Subscriber(tmp_path / "a", f"{address}none.ics").fetch()
        (tmp_path / "torn.ics").write_text("BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\n", encoding="utf-8")
        with pytest.raises(FetchingError):
            Subscriber(tmp_path / "b", f"{address}torn.ics").fetch()


def test_nothing_of_whoever_runs_the_tests_is_touched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Settings in the real home or named by the environment count for nothing."""
    real = tmp_path / "real"
    (real / "khal").mkdir(parents=True)
    (real / "khal" / "config").write_text("broken", encoding="utf-8")
    monkeypatch.setenv("HOME", str(real))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(real))
    monkeypatch.setenv("VDIRSYNCER_CONFIG", str(real / "none"))
    _put(tmp_path, _event("a", "Первое", "DTSTART;VALUE=DATE:20270611"))
    with serve_folder(tmp_path) as address:
        person = Subscriber(tmp_path / "home", f"{address}сроки.ics")
        person.fetch()
    assert person.list_days(DAY, DAY) == [(DAY, "Первое")]
    assert {path.name for path in real.rglob("*")} == {"khal", "config"}
