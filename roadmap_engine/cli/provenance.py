"""Who said what in a plan, as lines for the terminal: the texts, and for each value its text and place."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from gettext import gettext as _
from typing import assert_never

from roadmap_engine.cli.language import current_language
from roadmap_engine.diagnostics.languages import word
from roadmap_engine.model import Allowance, Permit, Plan, PlanMeasure, PlanStage, ValueOrigin
from roadmap_engine.model.base import with_fields
from roadmap_engine.model.fields import FIELDS, MOVE, field_of, say_field
from roadmap_engine.model.granting import LockStart
from roadmap_engine.model.settled import Settled

_UNTOLD = frozenset({"", "id", "was", MOVE.name})
"""What every row has, and nobody asks for the place of."""

__all__ = ["definition_lines", "layer_lines", "measure_lines", "plan_lines", "say_as_of", "stage_lines"]

_INDENT = 7
_NAME_WIDTH = 15


def layer_lines(plan: Plan, width: int) -> Iterator[str]:
    """List the texts a plan comes from, the general one first, and who issued each."""
    yield ""
    yield _("Texts, the general one first:")
    for number, layer in enumerate(plan.layers, 1):
        named = f"{layer.id} {layer.version}" if layer.version else layer.id
        said = f"{number}. {named} ({layer.file})" + (f": {layer.issuer}" if layer.issuer else "")
        yield from textwrap.wrap(said, width, initial_indent="  ", subsequent_indent="     ")


def plan_lines(plan: Plan, width: int) -> Iterator[str]:
    """Say where a plan's own title and columns come from."""
    yield from _lines(plan.provenance, _plan_names(), width)


def stage_lines(stage: PlanStage, width: int) -> Iterator[str]:
    """Say for each value of a stage's heading which text it comes from."""
    yield from _lines(stage.provenance, _field_names(stage.provenance), width)


def measure_lines(measure: PlanMeasure, settled: Settled | None, width: int) -> Iterator[str]:
    """Say of each value of a measure which text it is from, and what a text below may do with it.

    Of one that is settled also as of which version it stands, where a newer one has it otherwise.
    """
    if measure.condition:
        yield from _wrap(_("in the plan if"), measure.condition, width)
    if settled is not None and settled.as_of is not None:
        yield from _wrap(_("settled"), say_as_of(settled), width)
    yield from _lines(measure.provenance, _field_names(measure.provenance), width)


def say_as_of(settled: Settled) -> str:
    """Say as of which version a settled measure stands, and in which of its fields."""
    names = ", ".join(say_field(name, current_language()) for name in settled.kept_names())
    said = _("as of version {version}").format(version=settled.as_of)
    return f"{said}: {names}" if names else said


def definition_lines(plan: Plan, width: int) -> Iterator[str]:
    """Say where roles, events, documents and parameters are described."""
    described = {name: name for name in plan.provenance if "." in name}
    if described:
        yield ""
        yield _("Definitions:")
        for name in described:
            yield from _wrap(name, _said(plan.provenance[name]), width)


def _lines(provenance: Mapping[str, ValueOrigin], names: Mapping[str, str], width: int) -> Iterator[str]:
    for field, name in names.items():
        origin = provenance.get(field)
        if origin is not None:
            yield from _wrap(name, _said(origin), width)


def _said(origin: ValueOrigin) -> str:
    said = f"{origin.layer} ({origin.file}:{origin.line})"
    return said if origin.allowance is None else f"{said}{_allowed(origin.allowance)}"


def _wrap(name: str, said: str, width: int) -> Iterator[str]:
    lead = f"{'':<{_INDENT}}{f'{name}:':<{_NAME_WIDTH}} "
    # A file name is not torn at its hyphens, so that a terminal still finds the place by it.
    yield from textwrap.wrap(
        said,
        width,
        initial_indent=lead,
        subsequent_indent=" " * (_INDENT + _NAME_WIDTH + 1),
        break_on_hyphens=False,
        break_long_words=False,
    )


def _allowed(allowance: Allowance) -> str:
    if allowance.locked_from is not None:
        since = word(LockStart.parse(allowance.locked_from).said, current_language())
        told = _("«{layer}» locks it from {since} on").format(layer=allowance.locked_by, since=since)
        now = with_fields(allowance, locked_from=None)
        return f"{_allowed(now)}; {told}"
    match allowance.permit:
        case Permit.LOCKED:
            words = _("«{layer}» does not let it be changed")
        case Permit.EARLIER:
            words = _("«{layer}» lets it be made earlier")
        case Permit.ADDED:
            words = _("«{layer}» lets it be added to")
        case Permit.FREE:
            return ""  # nothing is told of what everybody may
        case _:
            assert_never(allowance.permit)
    return f"; {words.format(layer=allowance.layer)}"


def _plan_names() -> Mapping[str, str]:
    return {
        "title": _("title"),
        "plan_title": _("over the plan"),
        "columns": _("columns"),
        "school_year": _("school year"),
        "intro": _("introduction"),
        "basis": _("basis"),
    }


def _field_names(provenance: Mapping[str, ValueOrigin]) -> Mapping[str, str]:
    """Give the words for fields, those of the table first, columns of the roadmap's own behind them."""
    own = (name for name in provenance if field_of(name) is None and name not in _UNTOLD)
    names = (*(field.name for field in FIELDS), *own, MOVE.name)
    return {name: say_field(name, current_language()) for name in names}
