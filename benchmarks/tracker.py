"""How fast trackers are made, beside xlsxwriter writing the same cells, formats and validations into memory.

The peer is a plain script: every call with its words as it stands there, nothing looked up or worded; its
file is the same, byte for byte. Ours begin with the plan. In turn, round by round, processor time of one
process; with each library that deflates and is installed, the peer always with that of Python.
"""

from __future__ import annotations

import datetime as dt
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import CodeType
from typing import Any

# Run by its path, this file would find others beside it where libraries of their names are meant.
sys.path = [place for place in sys.path if Path(place).resolve() != Path(__file__).resolve().parent]

from roadmap_engine.documents.papers.tracker_xlsx import render_tracker, write_tracker  # noqa: E402  (the path)
from roadmap_engine.documents.prepared_books import Book, Style  # noqa: E402  (after the path)
from roadmap_engine.model.filled_tracker import Filled  # noqa: E402  (after the path)
from roadmap_engine.pipeline.plans import read_adoption  # noqa: E402  (after the path)
from roadmap_engine.storage.packing import DEFLATERS, Deflater, is_installed, use_deflater  # noqa: E402  (the path)

ROUNDS = 9
EACH = 5
GOALS: dict[Deflater, float] = {"zlib": 2.5, "libdeflate": 6, "isal": 15}
SCHOOL = Path(__file__).parents[1] / "examples" / "school" / "adoption.yaml"


def _say(value: Any) -> str:
    """Say a value as it stands in a script."""
    if isinstance(value, Style):
        return f"styles[{value.number}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key!r}: {_say(each)}" for key, each in value.items()) + "}"
    return repr(value)


def _write_script(book: Book, title: str, author: str, created: dt.date | None) -> CodeType:
    """Write the script that makes the same workbook with xlsxwriter alone."""
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    options |= {"strings_to_numbers": False}
    day = f"datetime.datetime.combine({created!r}, datetime.time(), tzinfo=datetime.timezone.utc)"
    lines = [
        "stream = io.BytesIO()",
        f"book = xlsxwriter.Workbook(stream, {options | {'default_date_format': 'dd.mm.yyyy'}!r})",
        f"book.set_properties({{'title': {title!r}, 'author': {author!r}, 'created': {day}}})",
    ]
    for name, value in book.properties.items():
        lines.append(f"book.set_custom_property({name!r}, {value!r}, 'text')")
    lines.append("styles = [" + ", ".join(f"book.add_format({_say(style)})" for style in book.styles) + "]")
    for place, page in enumerate(book.worksheets()):
        lines.append(f"p{place} = book.add_worksheet({page.name!r})")
    for place, method, arguments, more in book.calls:
        given = [*map(_say, arguments), *(f"{name}={_say(each)}" for name, each in more.items())]
        lines.append(f"p{place}.{method}({', '.join(given)})")
    source = (
        "import datetime, io, xlsxwriter\n" + "\n".join(lines) + "\nbook.close()\nmade = stream.getvalue()\n"
    )
    return compile(source, "peer", "exec")


def _seconds(work: Callable[[], object]) -> float:
    started = time.process_time()
    for _ in range(EACH):
        work()
    return time.process_time() - started


def main() -> int:
    """Measure and print a line for each library; 1 where a goal is missed."""
    plan = read_adoption(SCHOOL).or_raise().plan
    script = _write_script(write_tracker(plan, Filled()), plan.title, plan.author, plan.issued_on)

    def theirs() -> bytes:
        names: dict[str, Any] = {}
        exec(script, names)  # noqa: S102 -- written above
        return bytes(names["made"])

    def ours() -> bytes:
        return render_tracker(plan)

    if ours() != theirs():
        raise SystemExit("the script makes another workbook")
    met = []
    for library in filter(is_installed, DEFLATERS):
        use_deflater(library)
        rounds = [(_seconds(theirs), _seconds(ours)) for _ in range(ROUNDS)]
        ratio, goal = statistics.median(peer / mine for peer, mine in rounds), GOALS[library]
        print(f"{library}: {len(ours())} bytes, xlsxwriter ÷ ours {ratio:.1f}, goal {goal}")
        met.append(ratio >= goal)
    return int(not all(met))


if __name__ == "__main__":
    sys.exit(main())
