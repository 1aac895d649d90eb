"""A template of somebody's, filled with the plan of the invented school that comes with the program.

It is filled where strangers' templates are filled; what it would say of a real school it says of this one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from roadmap_engine.documents.word.filling import Filling
from roadmap_engine.documents.word.sandbox import Sandbox
from roadmap_engine.load.files import shipped_folder
from roadmap_engine.pipeline.outcome import Outcome
from roadmap_engine.pipeline.pictures import draw_pictures
from roadmap_engine.pipeline.plans import ReadAdoption, read_published
from roadmap_engine.pipeline.tracking import Tracked, read_tracked

if TYPE_CHECKING:
    from roadmap_engine.documents.template_kinds import TemplateKind

__all__ = ["NO_PREVIEW", "preview_template"]

NO_PREVIEW = frozenset({"amending-order"})
"""Kinds of which the invented school has no paper: nothing of hers is amended."""
_DAY = dt.date(2027, 6, 15)
_WITH_ORDER = "sakha-2021-order-441"


def preview_template(data: bytes, name: str, kind: TemplateKind) -> Outcome[bytes]:
    """Fill a template with an invented plan.

    Args:
        data: the file.
        name: what people call it.
        kind: what it is for; one of `NO_PREVIEW` gives nothing.
    """
    if kind.name in NO_PREVIEW:
        return Outcome(None)
    example = shipped_folder("examples") / "school" / "adoption.yaml"
    tracked = read_tracked(example, _DAY).or_raise()
    prepare = _PREPARED.get(kind.name)
    filling = prepare(tracked) if prepare is not None else _prepare_blank(tracked.read, kind.file)
    pictures, _problems = draw_pictures(tracked.read.plan, tracked.read.own)
    with Sandbox() as sandbox:
        return Outcome(*sandbox.fill(replace(filling, template=name).with_pictures(pictures), data))


def _prepare_plan(tracked: Tracked) -> Filling:
    from roadmap_engine.documents.papers.plan_docx import prepare_plan  # noqa: PLC0415 -- Word, where it is used

    return prepare_plan(tracked.read.plan)[0]


def _prepare_order(tracked: Tracked) -> Filling:
    from roadmap_engine.documents.papers.order_docx import prepare_order  # noqa: PLC0415 -- as above
    from roadmap_engine.planning.ordering.order import draw_order  # noqa: PLC0415

    order, problems = draw_order(tracked.read.plan)
    if order is None:  # never: the example has one
        raise ValueError(problems)
    return prepare_order(order)


def _prepare_both(tracked: Tracked) -> Filling:
    from roadmap_engine.documents.order_with_plan import join_plan  # noqa: PLC0415 -- as above

    return join_plan(_prepare_order(tracked), _prepare_plan(tracked))


def _prepare_published_order(_tracked: Tracked) -> Filling:
    from roadmap_engine.documents.papers.published_order_docx import (  # noqa: PLC0415 -- as above
        prepare_published_order,
    )

    order = read_published(_WITH_ORDER).or_raise().order
    if order is None:  # never: the roadmap was issued with one
        raise ValueError(_WITH_ORDER)
    return prepare_published_order(order)


def _prepare_execution(tracked: Tracked) -> Filling:
    from roadmap_engine.documents.papers.execution_docx import prepare_execution  # noqa: PLC0415 -- as above
    from roadmap_engine.documents.report_words import describe_execution  # noqa: PLC0415

    plan = tracked.read.plan
    return prepare_execution(plan, describe_execution(plan, tracked.board), tracked.board.today)


def _prepare_journal(tracked: Tracked) -> Filling:
    from roadmap_engine.documents.journal_words import describe_journal  # noqa: PLC0415 -- as above
    from roadmap_engine.documents.papers.journal_docx import prepare_journal  # noqa: PLC0415

    plan = tracked.read.plan
    rows = tracked.board.by_measure()
    measure = next(each for each in plan.measures() if each.goes_by in rows)
    return prepare_journal(plan, describe_journal(plan, tracked.board, measure, rows[measure.goes_by]))


def _prepare_blank(read: ReadAdoption, file: str) -> Filling:
    """Take the blank that is made from such a template, or any that belongs to a measure."""
    from roadmap_engine.documents.papers.forms_docx import forms  # noqa: PLC0415 -- as above

    blanks = forms(read.plan)
    return next((each for each in blanks if each.template == file), blanks[0]).filling


_PREPARED: Mapping[str, Callable[[Tracked], Filling]] = MappingProxyType(
    {
        "plan": _prepare_plan,
        "order": _prepare_order,
        "order-with-plan": _prepare_both,
        "published-order": _prepare_published_order,
        "execution-note": _prepare_execution,
        "measure-journal": _prepare_journal,
    }
)
