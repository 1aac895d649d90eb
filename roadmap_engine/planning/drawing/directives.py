"""What a measure's order tells its executors to do: the words of its author, else those of its title."""

from __future__ import annotations

import re

from roadmap_engine.deadlines import kind_of
from roadmap_engine.model.plan_measure import PlanMeasure
from roadmap_engine.model.regular import is_regular
from roadmap_engine.planning.drawing.day_words import LISTED_DATES
from roadmap_engine.russian import capitalise_first, lower_first
from roadmap_engine.russian.directives import to_directive
from roadmap_engine.russian.titles import split_sentences

__all__ = ["trim_end", "write_directive"]

_ABBREVIATED = re.compile(r"\s(?:г|гг|др|пр|т\.\s?[дп]|[А-ЯЁ]|[А-ЯЁ]\.\s?[А-ЯЁ])\.$")
_STOPS = re.compile(r"\.\.+$")
_BULLETS = " .;–•✓\t"


def write_directive(measure: PlanMeasure) -> str | None:
    """Say what is to be done; nothing where the title cannot be put so for certain."""
    if measure.directive is not None:
        return capitalise_first(trim_end(measure.directive))
    rule = measure.deadline.rule
    listed = 0 < len(measure.deadline.occurrences) <= LISTED_DATES and not is_regular(rule)
    repeated = measure.deadline.standing or (rule is not None and kind_of(rule) == "recurring" and not listed)
    return _direct(measure.title, repeated=repeated)


def _direct(title: str, *, repeated: bool = False) -> str | None:
    """Turn a title into what an order tells somebody to do.

    >>> _direct("Контроль исполнения плана. Принятие управленческих мер.")
    'Обеспечить контроль исполнения плана; принять управленческие меры'
    """
    head, _, listed = title.partition(":\n")
    said = [to_directive(trim_end(sentence), repeated=repeated) for sentence in split_sentences(head)]
    if not said or None in said:
        return None
    items = [lower_first(line.strip(_BULLETS)) for line in listed.splitlines() if line.strip(_BULLETS)]
    directive = capitalise_first("; ".join(part for part in said if part is not None))
    return f"{directive}: {'; '.join(items)}" if items else directive


def trim_end(sentence: str) -> str:
    """Put a sentence into one line without its last sign; that of «2020 г.» or «Тен Л. Б.» is no such sign.

    >>> trim_end("представить справку;"), trim_end("по итогам 2020 г.")
    ('представить справку', 'по итогам 2020 г.')
    """
    line = _STOPS.sub(".", " ".join(sentence.split()).rstrip(";:, "))
    return line if _ABBREVIATED.search(line) else line.rstrip(". ")
