"""An installed wheel is whole: it finds its roadmaps, templates and schemas without the checkout."""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with the wheel and what is locked for it; its folder of programs.

    Workers of one run share it: whoever comes first makes it.
    """
    alone = "PYTEST_XDIST_WORKER" not in os.environ
    folder = tmp_path_factory.mktemp("wheel") if alone else tmp_path_factory.getbasetemp().parent / "wheel"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "ready").exists():
            _install(folder)
            (folder / "ready").touch()
    return folder / "env" / "bin"


def _install(folder: Path) -> None:
    built = subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "env")
    pip = [
        sys.executable,
        "-m",
        "pip",
        "--python",
        str(folder / "env"),
        "--quiet",
        "--disable-pip-version-check",
    ]
    # Compiling everything would take longer than all that is run here.
    install = ["install", "--no-compile", "--only-binary", ":all:"]
    for wanted in (
        [*install, "--require-hashes", "--requirement", str(ROOT / "locks" / "run.lock")],
        [*install, "--no-deps", str(wheel)],
        ["check"],  # what the wheel requires is what the lock holds
    ):
        done = subprocess.run([*pip, *wanted], capture_output=True, text=True, check=False)
        if done.returncode and "No matching distribution" in done.stderr:
            pytest.skip(
                "SKIPPED: the package index cannot be reached, so the wheel's requirements are missing"
            )
        assert done.returncode == 0, done.stdout + done.stderr


def _run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "roadmap"), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_it_prints_a_published_roadmap(installed: Path, tmp_path: Path) -> None:
    """The roadmaps and the Word templates are inside."""
    done = _run(installed, tmp_path, "print", "sakha-2021-order-441", "-o", "printed")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "printed" / "plan.docx").stat().st_size > 5_000


def test_it_builds_the_example_that_came_with_it(installed: Path, tmp_path: Path) -> None:
    """The example school is inside, and its papers come out."""
    where = "import roadmap_engine.load.shipped as s; print(s.shipped_folder('examples'))"
    asked = subprocess.run(
        [str(installed / "python"), "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    adoption = Path(asked.stdout.strip()) / "school" / "adoption.yaml"
    done = _run(installed, tmp_path, "build", str(adoption), "-o", "papers")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "papers" / "order.docx").is_file()


def test_its_schemas_are_those_it_would_draw(installed: Path, tmp_path: Path) -> None:
    """The schemas are inside, and are those of this version."""
    where = "import roadmap_engine.load.shipped as s; print(s.shipped_folder('schemas'))"
    asked = subprocess.run(
        [str(installed / "python"), "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    done = _run(installed, tmp_path, "schema", "--check", "-o", asked.stdout.strip())
    assert done.returncode == 0, done.stdout


def test_it_is_a_library_with_types(installed: Path, tmp_path: Path) -> None:
    """Its version is the command's, and the mark that tells a type checker to read it is inside."""
    script = (
        "import importlib.metadata, importlib.resources as resources, roadmap_engine as r;"
        "print(r.__version__, importlib.metadata.version('roadmap-engine'));"
        "print(resources.files(r).joinpath('py.typed').is_file());"
        "print(r.adopt('a: b\\n').problems[0].code)"
    )
    asked = subprocess.run(
        [str(installed / "python"), "-c", script], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    version = _run(installed, tmp_path, "--version").stdout.removeprefix("roadmap ").strip()
    assert asked.stdout.splitlines() == [f"{version} {version}", "True", "RM140"]
