"""Papers are called so that every disk takes them, whatever their roles, documents and numbers are called."""

from __future__ import annotations

import re
from pathlib import PureWindowsPath

from roadmap_engine.pipeline.papers import draw_papers
from tests.builders import ROADMAP, adopt_text

# Microsoft: «Do not use the following reserved names for the name of a file … followed immediately by an
# extension», «Do not end a file or directory name with a space or a period».
RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?", re.IGNORECASE)


def test_names_that_windows_takes() -> None:
    """Roles and documents called after devices, numbers with dots, words that differ by capitals."""
    text = (
        ROADMAP.replace("  teachers:", "  con:")
        .replace("[teachers, ", "[con, ")
        .replace("[teachers]", "[con]")
    )
    text = text.replace("  head:", "  aux:").replace("[head]", "[aux]").replace("  deputies:", "  com1:")
    text = text.replace("[deputies]", "[com1]").replace(" deputies,", " com1,")
    text = text.replace("{note: Аналитическая справка}", "{nul: Справка, nul-a: Справка}")
    text = text.replace("        output: note", '        number: "con. "\n        output: nul')
    text = text.replace(
        "      - id: council\n", "      - id: council\n        number: А\n        output: nul\n"
    )
    text = text.replace(
        "      - id: lessons\n", "      - id: lessons\n        number: а\n        output: nul\n"
    )
    plan, _ = adopt_text(roadmap=text)
    papers = draw_papers(plan).value
    assert papers is not None
    parts = [part for name in papers for part in PureWindowsPath(name).parts]
    assert {"con-.ics", "aux-.ics", "com1-.ics"} <= set(parts)
    assert [part for part in parts if RESERVED.fullmatch(part) or part[-1] in ". "] == []
    assert len({name.casefold() for name in papers}) == len(papers)
    assert sum("-nul" in name for name in papers) == 3
