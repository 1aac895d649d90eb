"""The roadmaps that come with the program say of each role whose it is."""

from __future__ import annotations

import pytest

from roadmap_engine.overlays import assemble
from roadmap_engine.pipeline.plans import shipped_library

OUTSIDE = {
    "kedrovy-2020-order-63": {"ilina", "smirnova", "ryabtsev", "education-department"},
    "rubtsovsk-2023-order-534": {
        "shashok",
        "zaprugaev",
        "vafina",
        "mikhailyuk",
        "heads-of-municipal-associations",
    },
    "samara-west-2020-plan": {
        "general-education-department",
        "western-office",
        "resource-centre",
        "associations-council",
    },
}


@pytest.mark.parametrize("name", shipped_library().roadmap_names())
def test_every_role_says_whose_it_is(name: str) -> None:
    """As its act names them: «Дурниковой А.В., директору МКОУ СОШ № 1» is the head of a school."""
    assembly, _ = assemble(shipped_library().load_chain(name).texts)
    assert assembly is not None
    roles = assembly.roadmap.roles
    assert [key for key, role in roles.items() if not role.says_whose] == []
    assert {key for key, role in roles.items() if role.outside} == OUTSIDE.get(name, set())
