"""Hours: «до 18:00 мск», «в 9.00 минут», «с 14:00 до 17:00». An hour belongs to a day that stands beside it."""

from __future__ import annotations

from typing import Any

from roadmap_engine.deadlines.forms import Form, Phrases
from roadmap_engine.deadlines.lexer import Token
from roadmap_engine.deadlines.rule import On
from roadmap_engine.deadlines.values import Clock

__all__ = ["FORMS", "PHRASES"]

HOURS, MINUTES, MONTHS = 24, 60, 12


def _hour(hour: int, minute: int = 0) -> str | None:
    return f"{hour:02}:{minute:02}" if 0 <= hour < HOURS and 0 <= minute < MINUTES else None


def _exact(token: Token, *_: Any) -> str | None:
    return _hour(*token.numbers)


def _dotted(token: Token, *_: Any) -> str | None:
    """«14.00» alone is an hour where it can be no day of a month."""
    hour, minute = token.numbers
    return _hour(hour, minute) if not 1 <= minute <= MONTHS else None


def _midnight(token: Token) -> str | None:
    """«До 24:00»: the day's last minute, since no clock shows that hour."""
    return "23:59" if token.numbers == (HOURS, 0) else None


def _spelled(hour: Token, *_: Any) -> str | None:
    return _hour(hour.number) if isinstance(hour.value, int) else None


def _minutes(hour: Token, _unit: Token, minute: Token, *_: Any) -> str | None:
    return _hour(hour.number, minute.number)


def _dashed(hour: Token, minute: Token) -> str | None:
    return _hour(int(hour.text), int(minute.text)) if minute.text in {"00", "15", "30", "45"} else None


def _at_dashed(day: Any, hour: Token, minute: Token) -> On | None:
    at = _dashed(hour, minute)
    return On(day, time=Clock(at=at)) if at else None


def _clock(edge: Any, zone: Any = None) -> Any:
    return lambda at: Clock(at=at, edge=edge, zone=zone)


def _between(at: str, until: str, zone: Any = None) -> Clock | None:
    return Clock(at=at, until=until, zone=zone) if at < until else None


_MOSCOW = ("мск", "( мск )", "по московскому времени", "московского времени", "время московское", "по мск", "по москве",
           "( время московское )", "( по московскому времени )", "( московское время )", "( по москве )", "( по мск )",
           "времени московского")  # fmt: skip
_LOCAL = ("по местному времени", "местного времени", "время местное", "( по местному времени )", "( время местное )",
          "( местное время )", "( местного времени )")  # fmt: skip

PHRASES = (
    Phrases("moscow", _MOSCOW),
    Phrases("local", _LOCAL),
    Phrases("at-hour", ("в", "во", "начало в", ", начало в", "с", "начало", "время -", "время")),
    Phrases("by-hour", ("до", "к", "не позднее", "не позже", "в срок до", "в срок не позднее")),
    Phrases("hours", ("часов", "часа", "час", "ч", "часам", "часов ( час )", "ч .", "час .")),
)  # fmt: skip

FORMS: tuple[Form, ...] = (
    Form("Hour", "25 мая в 14:00", "{clock}", _exact),
    Form("Hour", "25 мая до 15:00 часов", "{clock} {unit:hour}", _exact),
    Form("Hour", "25 мая в 9:00 минут", "{clock} {unit:minute}", _exact),
    Form("Hour", "25 мая в 14.00", "{day-month}", _dotted),
    Form("Hour", "25 мая в 10.10 часов", "{day-month} {unit:hour}", _exact),
    Form("Hour", "25 мая в 9.00 минут", "{day-month} {unit:minute}", _exact),
    Form("Hour", "25 мая в 14 часов", "{hour-number} {unit:hour}", _spelled),
    Form("Hour", "25 мая 17 ч. 30 мин.", "{hour-number} {unit:hour} {minute-number} {unit:minute}", _minutes),
    Form("SaidHour", "25 мая в 14:00", "{Hour}", lambda at: at),
    Form("SaidHour", "25 мая в 10.10", "{day-month}", _exact),
    Form("DashedHour", "25 мая в 14-00", "{hour-number} - {minute-number}", _dashed),
    Form("SaidHour", "25 мая в 14-00", "{DashedHour}", lambda at: at),
    Form("SaidHour", "25 мая в 14-00 часов", "{hour-number} - {minute-number} {unit:hour}", lambda hour, minute, _: _dashed(hour, minute)),
    Form("Midnight", "25 мая до 24:00", "{clock}", _midnight),
    Form("Midnight", "25 мая до 24.00", "{day-month}", _midnight),
    Form("Midnight", "25 мая до 24 часов", "{num} {unit:hour}", lambda hour, _: "23:59" if hour.value == HOURS else None),
    Form("Clock", "25 мая до 24:00", "<by-hour> {Midnight}", _clock("by")),
    Form("Clock", "25 мая, 14:00", "{Hour}", _clock("at")),
    Form("Clock", "25 мая в 14:00", "(в|во) {SaidHour}", _clock("at")),
    Form("Clock", "25 мая, начало в 14:00", "(начало) (в) {SaidHour}", _clock("at")),
    Form("Clock", "25 мая с 14:00", "(с) {Hour}", _clock("at")),
    Form("Clock", "25 мая до 18:00", "<by-hour> {Hour}", _clock("by")),
    Form("Clock", "25 мая до 17-00", "<by-hour> {hour-number} - {minute-number}", lambda hour, minute: (at := _dashed(hour, minute)) and Clock(at=at, edge="by")),
    Form("Clock", "25 мая с 14:00 до 17:00", "(с) {Hour} (до|по) {SaidHour}", _between),
    Form("Clock", "25 мая с 10.10 до 17:00", "(с) {SaidHour} (до|по) {Hour}", _between),
    Form("Clock", "25 мая с 14-00 до 17-00", "(с) {DashedHour} (до|по) {DashedHour}", _between),
    Form("Clock", "25 мая с 14:00 – 17:00", "(с) {Hour} - {SaidHour}", _between),
    Form("Clock", "25 мая с 10.10 – 17:00", "(с) {SaidHour} - {Hour}", _between),
    Form("Clock", "25 мая 14:00–17:00", "{Hour} - {Hour}", _between),
    Form("Zoned", "25 мая в 14:00", "{Clock}", lambda clock: clock),
    Form("Zoned", "25 мая в 14:00 мск", "{Clock} <moscow>", lambda clock: Clock(at=clock.at, until=clock.until, edge=clock.edge, zone="moscow")),
    Form("Zoned", "25 мая в 14:00 по местному времени", "{Clock} <local>", lambda clock: Clock(at=clock.at, until=clock.until, edge=clock.edge, zone="local")),
    Form("Item", "25 мая в 14:00", "{Zoned}", lambda clock: clock),
    Form("Item", "24.09.2026, 14-30", "{Day} , {hour-number} - {minute-number}", _at_dashed),
    Form("Item", "24.09.2026 14-30", "{Day} {hour-number} - {minute-number}", _at_dashed),
)  # fmt: skip
