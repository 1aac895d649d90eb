"""A file is read whole or up to its limit, and takes no more memory than it is long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from roadmap_engine.storage.opening import read_file

_SMALL_COMPUTER = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (600_000_000, 600_000_000))
from roadmap_engine.storage.opening import read_file
print(len(read_file(Path(sys.argv[1]), 4_000_000_000)))
"""


@pytest.mark.parametrize("size", [0, 1, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, 3_000_000])
@pytest.mark.parametrize("more", [-2, -1, 0, 1, 5_000_000])
def test_it_is_whole_or_one_longer_than_allowed(tmp_path: Path, size: int, more: int) -> None:
    """Whoever asks sees that a file is too long, at whatever piece it ends."""
    content = bytes(number % 251 for number in range(size))
    (tmp_path / "file").write_bytes(content)
    largest = max(size + more, 0)
    assert read_file(tmp_path / "file", largest) == content[: largest + 1]


def test_a_small_computer_reads_a_small_file_of_a_large_kind(tmp_path: Path) -> None:
    """A copy may hold files of gigabytes; those that it holds are kilobytes."""
    (tmp_path / "file").write_bytes(b"some lines\n" * 100)
    words = [sys.executable, "-c", _SMALL_COMPUTER, str(tmp_path / "file")]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.stdout, done.returncode) == ("1100\n", 0), done.stderr
