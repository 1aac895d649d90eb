"""Files with something to tell about, for the cases of the catalogue of problems."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from roadmap_engine.diagnostics import Problem
from roadmap_engine.importing.catalogue import Catalogue
from roadmap_engine.importing.container import MAX_PARTS
from roadmap_engine.importing.reading import read_manuscript
from roadmap_engine.importing.text import Wishes, import_plan
from roadmap_engine.pipeline.importing import published_catalogue
from tests.importing.making import change_part, keep_the_law, make_docx, make_xlsx

__all__ = ["import_case"]


def import_case(case: Mapping[str, Any]) -> tuple[tuple[Problem, ...], dict[str, str]]:
    """Import what a case describes."""
    file = "plan.xlsx" if "sheets" in case else "plan.docx"
    data = make_xlsx(*case["sheets"], prepare=_hide) if "sheets" in case else make_docx(*case["blocks"])
    data = _FAULTS[case["fault"]](data) if case.get("fault") else data
    manuscript, problems = read_manuscript(data, file)
    if manuscript is None:
        return problems, {}
    catalogue = published_catalogue() if case.get("published") else Catalogue()
    wishes = Wishes(source=file, target="plan.yaml", table=case.get("table"))
    imported, problems = import_plan(manuscript, wishes, catalogue)
    keep_the_law(manuscript, imported, problems)
    return problems, {"plan.yaml": imported.text} if imported else {}


def _hide(book: Any) -> None:
    """Hide what is called so."""
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            if row[0].value == "скрыто":
                sheet.row_dimensions[row[0].row].hidden = True


def _many_parts(_data: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    return stream.getvalue()


_FAULTS: Mapping[str, Callable[[bytes], bytes]] = {
    "old": lambda _data: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
    "many-parts": _many_parts,
    "doctype": lambda data: change_part(
        data, "word/document.xml", lambda text: text.replace("?>", '?><!DOCTYPE a [<!ENTITY b "b">]>', 1)
    ),
    "many-rows": lambda data: change_part(
        data,
        "word/document.xml",
        lambda text: text.replace(
            "<w:tr>", "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>" * 2000 + "<w:tr>", 1
        ),
    ),
}
