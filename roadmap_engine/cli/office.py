"""Word files to PDF through LibreOffice: one call for all of them, in a profile of its own, in limited time.

LibreOffice runs once per profile, so a private one lets it work beside a window that is open, and
leaves nothing behind. Files go in and out under numbers: two folders may hold a file of one name.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from roadmap_engine.diagnostics import Problem
from roadmap_engine.diagnostics.suggestions import list_names

__all__ = ["convert_to_pdf", "find_office"]

_NAMES = ("soffice", "libreoffice")
_PLACES = (
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
    Path("C:/Program Files/LibreOffice/program/soffice.com"),
    Path("C:/Program Files (x86)/LibreOffice/program/soffice.com"),
)
SECONDS = 60
"""For starting; each file has a few more."""
SECONDS_EACH = 5


def find_office() -> str | None:
    """Find the program, on the path or where its installer puts it."""
    found = (path for name in _NAMES if (path := shutil.which(name)))
    return next(found, next((str(path) for path in _PLACES if path.is_file()), None))


def convert_to_pdf(
    papers: Mapping[str, bytes], office: str | None
) -> tuple[Mapping[str, bytes], tuple[Problem, ...]]:
    """Make a PDF of every Word file among papers.

    Args:
        papers: content by name.
        office: the program, as `find_office` gives it.

    Returns:
        The PDF files by name, as many as there came to be, and what is missing and why.
    """
    names = [name for name in papers if name.endswith(".docx")]
    if office is None:
        return {}, (Problem.of("RM646"),)
    seconds = SECONDS + SECONDS_EACH * len(names)
    with tempfile.TemporaryDirectory(prefix="roadmap-pdf-", ignore_cleanup_errors=True) as folder:
        work = Path(folder)
        for number, name in enumerate(names):
            (work / f"{number}.docx").write_bytes(papers[name])
        with contextlib.suppress(OSError, subprocess.SubprocessError):
            _run([office, *_arguments(work, len(names))], seconds)
        made = {
            name.removesuffix(".docx") + ".pdf": path.read_bytes()
            for number, name in enumerate(names)
            if (path := work / f"{number}.pdf").is_file()
        }
    missing = [name for name in names if name.removesuffix(".docx") + ".pdf" not in made]
    if missing:
        return made, (Problem.of("RM647", files=list_names(missing), seconds=seconds),)
    return made, ()


def _arguments(work: Path, count: int) -> list[str]:
    files = [str(work / f"{number}.docx") for number in range(count)]
    profile = f"-env:UserInstallation={(work / 'profile').as_uri()}"
    quiet = ("--headless", "--norestore", "--nologo", "--nolockcheck")
    return [profile, *quiet, "--convert-to", "pdf", "--outdir", str(work), *files]


def _run(command: list[str], seconds: float) -> None:
    """Run a program whose own children end with it, whichever way it ends."""
    with subprocess.Popen(  # noqa: S603  (found on this system, and paths of ours)
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    ) as process:
        try:
            process.wait(seconds)
        except BaseException:
            _end(process)
            raise


def _end(process: subprocess.Popen[bytes]) -> None:
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
