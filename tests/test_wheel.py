"""A folder of wheels is enough: installed without an index, the program needs no checkout."""

from __future__ import annotations

import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import venv
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name, parse_wheel_filename

from tests.portal.processes import running

ROOT = Path(__file__).parent.parent
DEPLOY = ROOT / "docs" / "deploy.md"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty environment with what `make wheels` made, installed without an index; its folder of programs.

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
    made = _make_wheels(folder / "wheels")
    if made.returncode and re.search(r"from versions: none\)", made.stderr):
        pytest.skip("SKIPPED: no package index answers, so the wheels that the program needs cannot be had")
    assert made.returncode == 0, made.stdout + made.stderr
    venv.create(folder / "env")
    shutil.copy(folder / "wheels" / "serve.lock", folder)
    (own,) = (folder / "wheels").glob("roadmap_engine-*.whl")
    told = re.findall(
        r"^/opt/roadmap-\S+/bin/pip (install --no-index .+)$",
        DEPLOY.read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert len(told) == 2
    pip = [sys.executable, "-m", "pip", "--python", str(folder / "env"), "--disable-pip-version-check"]
    for words in (*told, "check"):
        # Compiling everything would take longer than all that is run here.
        said = words.replace("./roadmap_engine-*.whl", str(own)).replace("install ", "install --no-compile ")
        done = subprocess.run([*pip, *said.split()], capture_output=True, text=True, check=False, cwd=folder)
        assert done.returncode == 0, done.stdout + done.stderr


def _make_wheels(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run `make wheels` with the environment of the tests, whatever of it is older than the lock."""
    variables = [f"VENV={sys.prefix}", f"WHEELS={folder}", f"--assume-old={sys.prefix}/.run"]
    return subprocess.run(
        ["make", "wheels", *variables], cwd=ROOT, capture_output=True, text=True, check=False
    )


def test_the_folder_of_wheels_holds_what_is_locked(installed: Path) -> None:
    """The hash of every wheel but our own is in the lock, and nothing that is locked is missing."""
    lock = (ROOT / "locks" / "serve.lock").read_text(encoding="utf-8")
    wheels = sorted((installed.parent.parent / "wheels").glob("*.whl"))
    ours = [path.name for path in wheels if path.name.startswith("roadmap_engine-")]
    assert len(ours) == 1
    for path in wheels:
        hashed = hashlib.sha256(path.read_bytes()).hexdigest()
        assert path.name in ours or f"--hash=sha256:{hashed}" in lock, path.name
    here = [line for line in lock.splitlines() if "==" in line and ";" not in line]
    assert {canonicalize_name(line.partition("==")[0]) for line in here} <= {
        parse_wheel_filename(path.name)[0] for path in wheels
    }


def _run(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(installed / "roadmap"), *arguments], cwd=folder, capture_output=True, text=True, check=False
    )


def test_it_serves_the_portal(installed: Path, tmp_path: Path) -> None:
    """Over an empty folder, with everything that pages and the database need."""
    with running(
        [str(installed / "roadmap"), "--lang", "en", "serve", str(tmp_path), "--port", "0"]
    ) as server:
        assert server.first
        assert server.visit().get(server.first).status == 200


def test_it_prints_a_published_roadmap(installed: Path, tmp_path: Path) -> None:
    """The roadmaps and the Word templates are inside."""
    done = _run(installed, tmp_path, "print", "sakha-2021-order-441", "-o", "printed")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "printed" / "plan.docx").stat().st_size > 5_000


def test_it_builds_the_example_that_came_with_it(installed: Path, tmp_path: Path) -> None:
    """The example school is inside, and its papers come out."""
    where = "import roadmap_engine.load.files as s; print(s.shipped_folder('examples'))"
    asked = subprocess.run(
        [str(installed / "python"), "-c", where], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    adoption = Path(asked.stdout.strip()) / "school" / "adoption.yaml"
    done = _run(installed, tmp_path, "build", str(adoption), "-o", "papers")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "papers" / "order.docx").is_file()


def test_its_schemas_are_those_it_would_draw(installed: Path, tmp_path: Path) -> None:
    """The schemas are inside, and are those of this version."""
    where = "import roadmap_engine.load.files as s; print(s.shipped_folder('schemas'))"
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
