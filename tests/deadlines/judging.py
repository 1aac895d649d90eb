"""Whether a reading is what a person expects of a phrase: the judge of `phrases_open.jsonl`.

A row has a phrase, the year it is read for and what is expected: `occurrences` (start and due, in any order),
or a `kind`: relative (what is awaited, as stems; the offset), external, standing, recurring (count, first and
last), or `refuse`; `or` lists further readings that are right as well.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Literal

from roadmap_engine.calendars import parse_year
from roadmap_engine.deadlines import Context, explain

__all__ = ["Verdict", "judge", "rows_of"]

Verdict = Literal["right", "otherwise", "refused"]
_Answer = Mapping[str, Any]
# What somebody else sets is neither demanded beside dates nor wrong there.
_SOURCES = (
    *("график", "план", "соглас", "приказ", "срок", "положен", "расписан", "решен", "запрос", "необходим"),
    *("по мере", "порядк", "договор", "циклограмм", "заявк"),
)
_PROCEDURES = ("экзамен", "сочинен", "испытан", "олимпиад", "аттестац", "мероприяти", "проведен")
_ORDINALS = (("перв", "1"), ("втор", "2"), ("трет", "3"), ("четверто", "4"))
_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}
_DURATION = re.compile(r"(-?)P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?")


def rows_of(path: Path) -> list[dict[str, Any]]:
    """Give the rows of a file of phrases."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def judge(row: Mapping[str, Any]) -> Verdict:
    """Read a phrase and tell whether the reading is one of those expected."""
    answer = explain(row["phrase"], Context(year=parse_year(row["year"]))).to_json()
    expected = row["expect"]
    readings = [{key: value for key, value in expected.items() if key != "or"}, *expected.get("or", [])]
    if any(_fits(reading, answer) for reading in readings):
        return "right"
    return "otherwise" if _is_understood(answer) else "refused"


def _is_understood(answer: _Answer) -> bool:
    errors = any(problem["severity"] == "error" for problem in answer["problems"])
    return bool(answer["understood"]) and not errors


def _words(text: str | None) -> str:
    words = []
    for word in re.findall(r"[\w-]+", (text or "").lower().replace("ё", "е")):
        numbered = _ROMAN.get(word, word)
        words.append(next((digit for stem, digit in _ORDINALS if numbered.startswith(stem)), numbered))
    return f" {' '.join(words)} "


def _length(text: str | None) -> tuple[str, int, int] | None:
    found = _DURATION.fullmatch(text or "")
    if found is None:
        return None
    years, months, weeks, days = (int(each or 0) for each in found.groups()[1:])
    return found[1], years * 12 + months, weeks * 7 + days


def _pairs(occurrences: Iterable[_Answer]) -> Counter[tuple[str | None, str | None]]:
    return Counter((each.get("start"), each.get("due")) for each in occurrences)


def _is_in(stems: str, title: str) -> bool:
    words = stems.lower().replace("ё", "е").split()

    def has(word: str) -> bool:
        return any(
            f" {each} " in title if each.isdigit() else re.search(f" {re.escape(each)}", title) is not None
            for each in word.split("|")
        )

    if all(has(word) for word in words):
        return True
    return " процедур" in title and any(
        name in word or word in name for word in words for name in _PROCEDURES
    )


def _awaits(stems: str, answer: _Answer) -> bool:
    titles = [_words(each["title"]) for each in answer["awaiting"]]
    titles += [_words(answer["event"])] if answer.get("event") else []
    return any(_is_in(stems, title) for title in (*titles, " ".join(titles)))


def _fits(expected: Mapping[str, Any], answer: _Answer) -> bool:
    if "refuse" in expected:
        return not _is_understood(answer)
    if not _is_understood(answer):
        return False
    match expected.get("kind"):
        case "relative":
            return _is_relative(expected, answer)
        case "external":
            return not answer["occurrences"] and bool(answer["awaiting"]) and not answer["standing"]
        case "standing":
            stands = bool(answer["standing"]) or answer["kind"] in ("standing", "recurring")
            return stands and not answer["occurrences"] and not _foreign(answer)
        case _:
            return _is_dated(expected, answer)


def _foreign(answer: _Answer) -> list[str]:
    """Give what is awaited that is nobody's plan or schedule."""
    titles = [_words(each["title"]) for each in answer["awaiting"]]
    return [title for title in titles if not any(source in title for source in _SOURCES)]


def _is_relative(expected: Mapping[str, Any], answer: _Answer) -> bool:
    undated = bool(expected.get("bounded")) or not answer["occurrences"]
    offset = expected.get("offset")
    counted = offset is None or _length(offset) == _length(answer.get("offset"))
    return undated and counted and _awaits(expected["awaiting"], answer)


def _is_dated(expected: Mapping[str, Any], answer: _Answer) -> bool:
    dated = answer["occurrences"]
    if expected.get("kind") == "recurring":
        if not _recurs(expected, dated):
            return False
    elif _pairs(expected["occurrences"]) != _pairs(dated):
        return False
    if expected.get("awaiting"):
        return _awaits(expected["awaiting"], answer)
    return not dated or not _foreign(answer)


def _recurs(expected: Mapping[str, Any], dated: list[_Answer]) -> bool:
    if len(dated) != expected["count"]:
        return False
    if not expected.get("first"):
        return True
    ordered = sorted(dated, key=lambda each: (each["start"] or each["due"], each["due"] or ""))
    return _pairs([expected["first"], expected["last"]]) == _pairs([ordered[0], ordered[-1]])
