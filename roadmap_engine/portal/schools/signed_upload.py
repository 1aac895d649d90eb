"""What comes back signed: files by the names that they were drawn under, and what is said of the act."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest

from roadmap_engine.desk.signing import SCAN
from roadmap_engine.diagnostics.limits import SIGNED_FILE
from roadmap_engine.portal.citing import fill
from roadmap_engine.portal.schools.typed import read_day
from roadmap_engine.portal.speech import gettext as _

__all__ = ["LONGEST_NUMBER", "Returned", "SaidOfAct", "read_returned"]

LONGEST_NUMBER = 120
_MEGABYTE = 1_048_576


@dataclass(frozen=True, slots=True)
class Returned:
    """The papers of an act that have to come back.

    Attributes:
        names: that they were drawn under; browsers write «order (1).docx» where there is one already.
        optional: those among them that may be missing.
        lacking: what is said where one is missing.
        strange: what is said where a file is none of them, or comes twice; `{name}` is the file's.
    """

    names: Sequence[str]
    lacking: str
    strange: str
    optional: frozenset[str] = frozenset()

    def find(self, given: str) -> str | None:
        """Tell which paper a file is; None where it is none of them."""
        name = given.casefold()
        for each in self.names:
            stem, _dot, ending = each.rpartition(".")
            if name.startswith(stem) and name.endswith(f".{ending}"):
                return each
        return None


@dataclass(frozen=True, slots=True)
class SaidOfAct:
    """What somebody filled in; the words stay as she typed them."""

    date: str
    number: str
    anyway: bool = False
    papers: Mapping[str, bytes] = field(default_factory=dict)
    errors: Mapping[str, str] = field(default_factory=dict)
    day: dt.date | None = None


def read_returned(request: HttpRequest, returned: Returned) -> SaidOfAct:
    """Read what a form says; what is wrong with it stands in its errors."""
    errors: dict[str, str] = {}
    date, number = request.POST.get("date", "").strip(), request.POST.get("number", "").strip()
    day = read_day(date, "date", errors) if date else None
    if len(number) > LONGEST_NUMBER:
        errors["number"] = _("Слишком длинно: помещается {most} знаков.").format(most=LONGEST_NUMBER)
    papers = _gather(request.FILES.getlist("papers"), request.FILES.getlist("scan"), returned, errors)
    return SaidOfAct(date, number, "anyway" in request.POST, papers, errors, day)


def _gather(
    files: Iterable[UploadedFile],
    scans: Sequence[UploadedFile],
    returned: Returned,
    errors: dict[str, str],
) -> dict[str, bytes]:
    """Take in the files by the names they are known under; an order by another name is none of ours."""
    found: dict[str, bytes] = {}
    for each in files:
        name = returned.find(each.name or "")
        if name is None and (each.name or "").casefold().endswith(".zip"):
            errors["papers"] = fill(
                _("«{name}» – сам архив: распакуйте его и приложите файлы, которые в нём лежат."),
                name=(each.name or "")[:60],
            )
        elif name is None or name in found:
            errors["papers"] = fill(returned.strange, name=(each.name or "")[:60])
        else:
            found[name] = _take(each, "papers", errors)
    if "papers" not in errors and not set(returned.names) - returned.optional <= found.keys():
        errors["papers"] = returned.lacking
    if len(scans) > 1:
        errors["scan"] = _("Скан – один файл PDF.")
    elif scans:
        found[SCAN] = _take(scans[0], "scan", errors)
    return found


def _take(file: UploadedFile, name: str, errors: dict[str, str]) -> bytes:
    data: bytes = file.read(SIGNED_FILE.most + 1)
    if len(data) > SIGNED_FILE.most:
        errors[name] = fill(
            _("«{name}» больше {most} МБ."), name=(file.name or "")[:60], most=SIGNED_FILE.most // _MEGABYTE
        )
    return data
