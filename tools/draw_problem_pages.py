"""The cases of the catalogue, `tests/problems/`, to the page of the manual that explains every problem.

    python tools/draw_problem_pages.py            write docs/problems.md
    python tools/draw_problem_pages.py --check    exit 1 if it differs from what is there

The page says of each code what it means, shows a text that has the fault and what the program says of it,
so it can never promise another message than the one people see.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from roadmap_engine.diagnostics import CODES, Code
from roadmap_engine.diagnostics.translation import translator
from tools.problem_files import CASES, files_of

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "problems.md"

GROUPS = {
    "1": "Чтение файла",
    "2": "Смысл дорожной карты",
    "3": "Сроки и календари",
    "4": "Русский язык",
    "5": "План школы",
    "6": "Документы",
    "7": "Командная строка",
    "8": "Публикация, обновление, сравнение, импорт",
    "9": "Приказ школы, его подписание и годы плана",
}
LONGEST = 40

HEAD = """\
# Замечания программы

У каждого замечания постоянный код: `roadmap check` печатает его с местом в файле, строкой текста и советом.
`error` мешает сделать бумаги, `warning` и `notice` не мешают. Коды не меняют смысла от версии к версии.

Эта страница составлена из примеров `tests/problems/` программой `tools/draw_problem_pages.py`: каждый ответ
на ней — тот самый, который программа даёт. Фигурные скобки в заголовках — места для имён из вашего текста.
"""

__all__ = ["PAGE", "draw_page", "main"]


def draw_page() -> str:
    """Draw the whole page."""
    parts = [HEAD]
    for digit, title in GROUPS.items():
        codes = sorted((code for code in CODES.values() if code.id[2] == digit), key=lambda code: code.id)
        if codes:
            parts.append(f"## {title}\n")
            parts += (_draw_code(code) for code in codes)
    return "\n".join(parts)


def _draw_code(code: Code) -> str:
    speak = translator("ru")
    folder = CASES / f"{code.id}-{code.slug}"
    lines = [f"### {code.id} {code.slug}\n", f"{_capitalise(speak(code.message))}.\n"]
    lines += _draw_case(folder)
    return "\n".join(lines)


def _capitalise(message: str) -> str:
    """Begin a sentence, unless it begins with a gap.

    >>> _capitalise("файл пуст")
    'Файл пуст'
    """
    return message[:1].upper() + message[1:]


def _draw_case(folder: Path) -> Iterator[str]:
    files = files_of(folder)
    for name, path in files.items():
        if path.suffix in {".yaml", ".yml"} and path.stat().st_size:
            yield f"`{name}`:\n"
            yield _fence(_shorten(path.read_bytes().decode("utf-8", errors="replace")), "yaml")
    if "case.json" in files:
        yield "Как получено:\n"
        case = json.loads(files["case.json"].read_text(encoding="utf-8"))
        yield _fence(", ".join(f"{name}: {value}" for name, value in case.items()), "text")
    if "expected.txt" in files:
        yield "Ответ:\n"
        yield _fence(files["expected.txt"].read_text(encoding="utf-8"), "text")


def _shorten(text: str) -> str:
    lines = text.splitlines()
    return "\n".join([*lines[:LONGEST], "…"] if len(lines) > LONGEST else lines)


def _fence(text: str, language: str) -> str:
    # A character that steers a terminal has no place on a page either.
    shown = re.sub(r"[\x00-\x08\x0b-\x1f\x7f]", "\ufffd", text.rstrip("\n"))
    ticks = "`" * max(3, *(len(run) + 1 for run in re.findall(r"`+", shown)), 3)
    return f"{ticks}{language}\n{shown}\n{ticks}\n"


def main(arguments: list[str]) -> int:
    """Write the page, or compare it with what is there."""
    page = draw_page()
    if "--check" in arguments:
        if PAGE.is_file() and PAGE.read_text(encoding="utf-8") == page:
            return 0
        print(f"{PAGE.name} is out of date: run tools/draw_problem_pages.py")
        return 1
    PAGE.parent.mkdir(parents=True, exist_ok=True)
    PAGE.write_text(page, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
