"""What `docs/publishing.md` says can be done as it stands there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from roadmap_engine.cli.program import run
from roadmap_engine.load import load_text
from tests.publishing.bundles import text_of

PAGE = Path(__file__).parents[2] / "docs" / "publishing.md"


def test_the_texts_of_the_manual_load() -> None:
    """A reader may copy them."""
    blocks = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    kinds = [load_text(block.encode(), "block") for block in blocks]
    assert [loaded.kind for loaded in kinds] == ["roadmap", "roadmap", "roadmap", "adoption"]
    assert [problem for loaded in kinds for problem in loaded.problems] == []


@pytest.mark.skipif(
    any(shutil.which(name) is None for name in ("sh", "unzip", "openssl", "base64", "sha256sum")),
    reason="needs unzip, openssl and coreutils",
)
def test_a_bundle_is_checked_without_the_program(tmp_path: Path) -> None:
    """The commands of «Проверить без этой программы» accept a bundle, and refuse another one's signature."""
    text = PAGE.read_text(encoding="utf-8")
    script = re.findall(r"```\n(.*?)```", text.split("### Проверить без этой программы")[1], re.DOTALL)[0]
    (tmp_path / "our-roadmap.yaml").write_text(text_of(name="our-roadmap"), encoding="utf-8")
    key, published = str(tmp_path / "ministry.pem"), tmp_path / "published"
    assert run(["publish", "--new-key", key]) == 0
    assert run(["publish", str(tmp_path / "our-roadmap.yaml"), "-o", str(published), "--key", key]) == 0
    done = subprocess.run(["sh", "-ec", script], cwd=published, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
    assert b"Verified Successfully" in done.stdout
    signature = published / "our-roadmap-1.0.0.zip.sig"
    words = signature.read_text(encoding="ascii").split()
    signature.write_text(f"{words[0]} {'A' * 86}==\n", encoding="ascii")
    assert subprocess.run(["sh", "-ec", script], cwd=published, capture_output=True, check=False).returncode
