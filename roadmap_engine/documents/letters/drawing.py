"""A digest into a letter: subject, plain text, a page in one column, the days; and a text for a messenger.

The page is of inline styles alone and asks for nothing: mail programs drop the rest. Equal digests give
equal letters.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

import jinja2
from frozendict import frozendict

from roadmap_engine.diagnostics.plain import one_line
from roadmap_engine.documents.letters.calendar import draw_days
from roadmap_engine.documents.letters.wording import (
    LetterRow,
    list_sections,
    name_plan,
    say_subject,
    say_why,
)
from roadmap_engine.documents.markup import make_environment
from roadmap_engine.model import CalendarHistory
from roadmap_engine.model.digest import Digest
from roadmap_engine.model.progress import Look

__all__ = ["DrawnLetter", "LetterWords", "draw_letter", "draw_message"]

_MOST_IN_MESSAGE = 10

# The light side of the palette: late solid, the tints, the quiet badge.
_BADGES: Mapping[Look, str] = MappingProxyType(
    {
        Look.LATE: "background:#B3261E;color:#FFFFFF",
        Look.TURN: "background:#FFF0CF;color:#744600",
        Look.REVIEW: "background:#EEE8F9;color:#553591",
        Look.DONE: "background:#E3F2E7;color:#1A6436",
        Look.GREY: "background:#EBEFF3;color:#505B68",
    }
)


@dataclass(frozen=True, slots=True)
class LetterWords:
    """What every letter says the same.

    Attributes:
        unsubscribe: the address that ends letters: a page, or «mailto:…»; none where nobody says who sends.
        link: where readers find the plan, if anywhere.
    """

    unsubscribe: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class DrawnLetter:
    """A letter as it is sent.

    Attributes:
        text: the same as the page, for programs that show none.
        days: a calendar file; None where no row has a day to come.
    """

    subject: str
    text: str
    html: str
    days: bytes | None


def draw_letter(
    digest: Digest, words: LetterWords, histories: Mapping[str, CalendarHistory] = frozendict()
) -> DrawnLetter:
    """Draw the letter of a digest.

    Args:
        digest: what it says.
        words: what every letter says.
        histories: by the name of a plan, what its calendar events have been through.
    """
    days = draw_days(digest, histories)
    sections = list_sections(digest)
    subject, why, plans = say_subject(digest), say_why(digest), _name_plans(digest)
    html = (
        _environment()
        .get_template("letter.html.j2")
        .render(
            subject=subject,
            # A number and what it counts stay on one line.
            heading=re.sub(r"(?<=\d) ", "\u00a0", subject),
            plans=plans,
            sections=sections,
            link=words.link,
            has_days=days is not None,
            why=why,
            unsubscribe=words.unsubscribe,
        )
    )
    blocks = [f"{subject}\n{'; '.join(plans)}"]
    for section in sections:
        blocks += [section.heading.upper(), *map(_write_row, section.rows)]
    blocks += [f"Открыть план: {words.link}"] if words.link else []
    blocks += ["К письму приложен календарь с этими сроками."] if days is not None else []
    blocks.append(f"-- \n{why}" + (f"\nОтписаться: {words.unsubscribe}" if words.unsubscribe else ""))
    return DrawnLetter(subject, "\n\n".join(blocks) + "\n", html, days)


def draw_message(digest: Digest, link: str | None = None) -> str:
    """Draw a short text to be pasted into a messenger."""
    rows = [
        row for section in list_sections(digest) if section.heading != "Проверяют" for row in section.rows
    ]
    lines = [f"{say_subject(digest)}. {'; '.join(_name_plans(digest))}"]
    for row in rows[:_MOST_IN_MESSAGE]:
        first = f" – {row.lines[0]}" if row.lines else ""
        lines.append(f"{row.mark} {row.title}: {row.word}{first}")
    if len(rows) > _MOST_IN_MESSAGE:
        lines.append(f"… и ещё {len(rows) - _MOST_IN_MESSAGE}")
    return "\n".join([*lines, *([link] if link else [])]) + "\n"


def _name_plans(digest: Digest) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name_plan(each) for each in digest.plans))


def _write_row(row: LetterRow) -> str:
    lines = "".join(f"\n  {line}" for line in row.lines)
    return f"{row.mark} {row.word}\n  {row.title}{lines}"


@functools.cache
def _environment() -> jinja2.Environment:
    environment = make_environment("roadmap_engine.documents", "letters", one_line)
    environment.filters["badge"] = _BADGES.__getitem__
    return environment
