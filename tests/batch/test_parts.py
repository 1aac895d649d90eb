"""An archive joined from parts is what `zipfile` would have written, whatever its size."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from roadmap_engine.batch.parts import COMMENT, ArchiveJoiner, write_part

NAMES = st.text(
    st.characters(exclude_characters="\0\\:", exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20
)
PARTS = st.lists(st.dictionaries(NAMES, st.binary(max_size=300), max_size=4), max_size=5)


def _join(folder: Path, parts: list[dict[str, bytes]], most: int = 0xFFFFFFFF) -> bytes:
    stream = io.BytesIO()
    file = folder / "joined"
    with file.open("w+b") as stream_on_disk, ArchiveJoiner(stream_on_disk, most) as joiner:
        for number, papers in enumerate(parts):
            part = folder / f"{number}.zip"
            write_part(part, papers)
            joiner.add(part)
        joiner.close()
    stream.write(file.read_bytes())
    return stream.getvalue()


@given(PARTS, st.sampled_from([0, 60, 700, 0xFFFFFFFF]))
def test_every_member_is_there_in_the_order_of_the_parts(
    tmp_path_factory: pytest.TempPathFactory, parts: list[dict[str, bytes]], most: int
) -> None:
    """Also where the long form is needed: of places beyond 4 GB, here beyond a few bytes."""
    data = _join(tmp_path_factory.mktemp("parts"), parts, most)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.comment == COMMENT
        found = [(member.filename, archive.read(member)) for member in archive.infolist()]
    assert found == [each for papers in parts for each in papers.items()]


def test_the_same_papers_give_the_same_bytes(tmp_path: Path) -> None:
    """No time of day, nobody's name."""
    parts = [{"школа/order.docx": b"PK", "школа/plan.html": b"<p>" * 50}, {"b/plan.json": b"{}"}]
    (tmp_path / "again").mkdir()
    assert _join(tmp_path, parts) == _join(tmp_path / "again", parts)


def test_other_programs_read_it(tmp_path: Path) -> None:
    """Info-ZIP sees no fault, in the short form and in the long one."""
    program, speaking = shutil.which("unzip"), {"LC_ALL": "C.UTF-8"}
    if program is None:
        pytest.skip("NOT TRIED: unzip is not installed")
    for most in (0xFFFFFFFF, 100):
        archive = tmp_path / "out.zip"
        archive.write_bytes(
            _join(tmp_path, [{"a/order.docx": b"PK" * 90}, {"b/план.html": b"<p>" * 50}], most)
        )
        found = subprocess.run(
            [program, "-tqq", str(archive)], capture_output=True, check=False, env=speaking
        )
        assert (found.returncode, found.stderr) == (0, b"")


def test_what_is_packed_is_not_packed_again(tmp_path: Path) -> None:
    """A Word file is an archive itself."""
    write_part(tmp_path / "part.zip", {"order.docx": bytes(500), "plan.html": bytes(500)})
    with zipfile.ZipFile(tmp_path / "part.zip") as part:
        sizes = {member.filename: member.compress_size for member in part.infolist()}
    assert sizes["order.docx"] == 500
    assert sizes["plan.html"] < 20
