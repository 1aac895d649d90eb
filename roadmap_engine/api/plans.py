"""From texts to a plan, and to everything that is wrong with them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from roadmap_engine.api.texts import StrPath, Text, take_text
from roadmap_engine.diagnostics.gathering import merge_same
from roadmap_engine.diagnostics.languages import Language
from roadmap_engine.model import Plan
from roadmap_engine.pipeline.checking import check_texts
from roadmap_engine.pipeline.known import Known
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.plans import read_adoption

__all__ = ["adopt", "check"]


def adopt(
    adoption: Text,
    *,
    events: Mapping[str, dt.date] | None = None,
    beside: StrPath | None = None,
    language: Language = "ru",
) -> Outcome[Plan]:
    """Make the plan of an adoption: every measure with its dates, people and papers, and why.

    Args:
        adoption: path of the adoption's text, or the text.
        events: dates that count beside and before those of the text, to try what they would bring.
        beside: the folder that a text given as words would lie in, where its organisation and bundles are
            looked for; the folder the program was started in unless given.
        language: in which the plan says why, for a reader of the screen: "ru" or "en"; papers are Russian.

    Returns:
        The plan; it stands beside errors too, as long as there is one to show. Those are of any of the texts:
        the adoption's, the organisation's, the roadmap's layers.
    """
    path, words = take_text(adoption, beside, "adoption.yaml")
    read = read_adoption(path, Known(events=events) if events else None, words=words, language=language)
    return Outcome(read.value.plan if read.value else None, read.problems, read.sources)


def check(*texts: Text, beside: StrPath | None = None) -> Outcome[tuple[str, ...]]:
    """Find every problem of texts at once, as `roadmap check` does.

    Args:
        texts: roadmaps, organisations, adoptions (with all they refer to), procedures, as paths or as words;
            folders of them; names of published roadmaps; bundles.
        beside: the folder that texts given as words would lie in.

    Returns:
        The files that were read, and the problems.
    """
    found = [
        check_texts((path,), words)
        for path, words in (take_text(each, beside, "text.yaml") for each in texts)
    ]
    files = sorted({file for each in found for file in each.value or ()})
    problems = merge_same(problem for each in found for problem in each.problems)
    sources = {file: text for each in found for file, text in each.sources.items()}
    return Outcome(tuple(files), problems, sources)
