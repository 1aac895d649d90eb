"""One list of questions for each text: it is asked by it, written by it, read by it and edited by it.

fill_in(form, context, given, speak=…) -> Filled(known, asked, pending, problems)
draft_text(form, filled) -> Drafted(tree, notes, heading), for the writer of `yaml_text`
begin_revision(form, context, tree, speak=…) -> Revision; list_edits(before, after, tree) -> edits of the text

Nothing here asks: whoever has a terminal, a web page or a file of answers shows `Filled.pending` and fills in
again. Nothing here knows a file.
"""

from __future__ import annotations

from roadmap_engine.questionnaire.drafting import Drafted, draft_text, list_questions
from roadmap_engine.questionnaire.filling import (
    NOTHING,
    Asked,
    Filled,
    Given,
    fill_in,
    find_needless,
    read_answer_tree,
    settle,
)
from roadmap_engine.questionnaire.question import Default, Each, Form, Known, Page, Question
from roadmap_engine.questionnaire.reading import WrongAnswerError
from roadmap_engine.questionnaire.revising import Revision, begin_revision, list_edits

__all__ = [
    "NOTHING",
    "Asked",
    "Default",
    "Drafted",
    "Each",
    "Filled",
    "Form",
    "Given",
    "Known",
    "Page",
    "Question",
    "Revision",
    "WrongAnswerError",
    "begin_revision",
    "draft_text",
    "fill_in",
    "find_needless",
    "list_edits",
    "list_questions",
    "read_answer_tree",
    "settle",
]
