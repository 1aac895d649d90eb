"""The corpus of real phrases and its reviewed readings.

`corpus.tsv` holds phrases of real plans with the year they are read for; a backslash and an n in it are
a line break.
`golden.jsonl` holds what each was read as, reviewed by eye. `python -m tests.deadlines.corpus` writes
it anew; every changed line is to be read before it is committed.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from roadmap_engine.calendars import SchoolTerms, Terms, parse_year
from roadmap_engine.deadlines import Context, explain

HERE = Path(__file__).parent
KEPT = ("phrase", "kind", "occurrences", "rrule", "event", "offset", "awaiting", "standing", "wording")

YEAR_OF_QUARTERS = Terms.model_validate(
    {
        "school_year": "2026/2027",
        "terms": [
            {"number": 1, "starts_on": "2026-09-01", "ends_on": "2026-10-25"},
            {"number": 2, "starts_on": "2026-11-05", "ends_on": "2026-12-27"},
            {"number": 3, "starts_on": "2027-01-11", "ends_on": "2027-03-21"},
            {"number": 4, "starts_on": "2027-03-29", "ends_on": "2027-05-26"},
        ],
        "breaks": [
            {"name": "autumn", "starts_on": "2026-10-26", "ends_on": "2026-11-04"},
            {"name": "winter", "starts_on": "2026-12-28", "ends_on": "2027-01-10"},
            {"name": "spring", "starts_on": "2027-03-22", "ends_on": "2027-03-28"},
        ],
        "lessons_end": [{"on": "2027-05-26"}],
    }
)
QUARTERS = SchoolTerms((YEAR_OF_QUARTERS,))

__all__ = ["QUARTERS", "YEAR_OF_QUARTERS", "phrases", "read_golden", "reading_of", "refused"]


def phrases() -> list[tuple[str, str]]:
    """Give every phrase with its year."""
    return _rows("corpus.tsv")


def refused() -> list[tuple[str, str]]:
    """Give phrases that must not be read, with the code of the problem they cause."""
    return _rows("refused.tsv")


def _rows(name: str) -> list[tuple[str, str]]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return [(phrase.replace("\\n", "\n"), rest) for phrase, rest in rows]


def reading_of(phrase: str, year: str) -> dict[str, Any]:
    """Give the reviewed part of an explanation."""
    answer = explain(phrase, Context(year=parse_year(year))).to_json()
    kept = {key: answer[key] for key in KEPT}
    kept["problems"] = sorted({problem["code"] for problem in answer["problems"]})
    occurrences = kept["occurrences"]
    kept["occurrences"] = [
        f"{each['start'] or ''}..{each['due'] or ''}{' ' + each['time'] if each.get('time') else ''}"
        for each in (occurrences if len(occurrences) <= 12 else [*occurrences[:3], occurrences[-1]])
    ]
    kept["count"] = len(occurrences)
    return kept


def read_golden() -> list[dict[str, Any]]:
    """Give the reviewed readings."""
    lines = (HERE / "golden.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def main() -> None:
    """Write the readings of all phrases."""
    lines = [json.dumps(reading_of(phrase, year), ensure_ascii=False) for phrase, year in phrases()]
    (HERE / "golden.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
