"""The model is frozen all the way down: no field, no list and no mapping of it changes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from frozendict import frozendict
from pydantic import BaseModel, ValidationError

from tests.builders import ROADMAP as TEXT
from tests.builders import adopt_text, assemble_text, school, vpr


def _inside(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, BaseModel):
        for part in vars(value).values():
            yield from _inside(part)
    elif isinstance(value, tuple):
        for part in value:
            yield from _inside(part)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _inside(part)


@pytest.mark.parametrize(
    "value",
    [assemble_text(TEXT)[0].roadmap, adopt_text()[0], school(), vpr()],
    ids=["roadmap", "plan", "organisation", "procedure"],
)
def test_nothing_inside_can_be_changed(value: BaseModel) -> None:
    """Pydantic's own freeze is shallow; ours reaches every part."""
    for part in _inside(value):
        assert not isinstance(part, (list, set)), part
        assert not isinstance(part, dict) or isinstance(part, frozendict), part
        if isinstance(part, BaseModel):
            name = next(iter(type(part).model_fields))
            with pytest.raises(ValidationError):
                setattr(part, name, None)
