"""Plans in more than a hundred layouts: every cell where it belongs, no row lost."""

from __future__ import annotations

import pytest

from tests.importing.layouts import Layout, read_layouts, wrong_cells


@pytest.mark.parametrize("layout", read_layouts(), ids=str)
def test_every_cell_is_where_it_belongs(layout: Layout) -> None:
    """The law of rows is checked on the way: see `making.import_bytes`."""
    assert wrong_cells(layout) == []
