"""A document and the measure it comes of → what stands over it: «О проведении …», «по итогам анализа …».

What the document's own title says goes before what the measure does; where no case is certain, the measure is
named in quotes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from roadmap_engine.russian import capitalise_first
from roadmap_engine.russian.titles import about_title, outcome_of

__all__ = ["say_subjects"]

_KIND = re.compile(r"(?P<kind>.+?)\s+(?P<rest>(?:об?|обо|по|к|на|в|для|за|из|от)\s.+)", re.DOTALL)
_ABOUT = re.compile(r"об?о?\s", re.IGNORECASE)
_OUTCOME = re.compile(r"\bпо\s+(?P<what>итогам|результатам)\s.+", re.DOTALL)
_AGENDA = {"итогам": "Об итогах", "результатам": "О результатах"}


@lru_cache(maxsize=1024)
def say_subjects(document: str, measure: str) -> Mapping[str, str]:
    """Say what a document is about.

    Args:
        document: its title, as the plan has it.
        measure: the title of the measure; nothing for what any plan needs.

    >>> say_subjects("Приказ", "Проведение собрания")["subject"]
    'О проведении собрания'
    >>> say_subjects("Справка по итогам проведения", "Анализ")["outcome"]
    'по итогам проведения'
    """
    document, measure = " ".join(document.split()), " ".join(measure.split()).rstrip(".")
    found = _KIND.fullmatch(document)
    kind, rest = (found["kind"], found["rest"]) if found else (document, "")
    outcome = _OUTCOME.search(measure)
    told = outcome[0] if outcome else measure and outcome_of(measure)
    about = rest if _ABOUT.match(rest) else measure and about_title(measure)
    unsaid = f"О мероприятии плана «{measure}»" if measure else "О работе по плану"
    subject = capitalise_first(about or unsaid)
    agenda = outcome and f"{_AGENDA[outcome['what']]}{outcome[0].partition(outcome['what'])[2]}"
    return {
        "kind": kind.upper(),
        "outcome": rest or told or (f"по мероприятию плана «{measure}»" if measure else "по работе с планом"),
        "subject": subject,
        "agenda": agenda or subject,
    }
