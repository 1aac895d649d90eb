"""Writers of a status log who are killed with -9: no entry that was said to be recorded is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

_ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="writers are forked")


def _kill_writers(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """Let 20 writers write, kill so many of them, and look at what there is."""
    arguments = [sys.executable, "-m", "tests.soak.writers", str(folder), "20", str(kills), str(seed)]
    done = subprocess.run(arguments, cwd=_ROOT, capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout)
    assert found["lost"] == []
    # The log is readable at once: of a killed writer there is at most a tail, and never a broken line.
    assert found["broken"] == 0
    # Whoever wrote had seen all that was written before: nothing of one thing stands beside another.
    assert set(found["heads"]) == {1}
    assert found["kills"] == kills + 20
    return found


def test_twenty_kills_among_twenty_writers(tmp_path: Path) -> None:
    """In small; `make soak` kills a thousand times."""
    assert _kill_writers(tmp_path, 20, 1)["acknowledged"] > 5


@pytest.mark.soak
def test_a_thousand_kills_among_twenty_writers(tmp_path: Path) -> None:
    """Promised; some of them tear a line."""
    found = _kill_writers(tmp_path, 1_000, 2)
    assert found["acknowledged"] > 300
    assert found["torn"] > 0
