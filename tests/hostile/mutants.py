"""Mutants of what is sound: bytes, lines and words changed at random, and XML changed inside of its zip."""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path

from roadmap_engine.publishing.bundle import build_bundle
from tests.builders import ROADMAP, SCHOOL
from tests.hostile.inputs import ADOPTION, Hostile
from tests.hostile.others import pretty_plan
from tests.hostile.tables import excel, word
from tests.importing.making import make_docx, make_xlsx
from tests.publishing.bundles import TEXT, manifest_of

__all__ = ["mutants"]

ROOT = Path(__file__).parents[2]
FRAGMENTS = (
    *("", "[", "]", "{", "}", ":", ": ", "- ", "#", "&a ", "*a", "!x ", "|", ">", '"', "'", "\t", "\n", "\0", "\ufeff"),
    *("9999-12-31", "0000", "-1", "1e999", "9" * 400, "true", "null", "нет", "до 1 октября", "{{ x }}", "../x", "\u202e"),
    *("<", "/>", "&", "&#0;", "<!DOCTYPE a>", "XFD1048576", "A1:XFD1048576", "ж" * 3000, "[" * 60, "PK\x05\x06"),
)  # fmt: skip
VALUES = (
    *("9999-12-31", "0001-01-01", "2199-12-31", "1990-01-01/2199-12-31", "9998/9999", "1e400", "NaN", "-1", "0", "99999"),
    *("до 1 октября", "каждый понедельник", "не менее 399 раз в неделю", "через 999 лет после получения результатов"),
    *("за 3 дня до начала", "в течение года, ежемесячно", "", "null", "true", "[]", "{}", "'[[[['", "'{{ procedure.genitive }}'"),
    *("XFD1048576", "A1:XFD1048576", "1048576", "s", "inlineStr", "d", "../../x", "rId1", "#REF!", "Иванова М.П.", "а" * 3000),
)  # fmt: skip
_WORDS = re.compile(r"(?<=: )[^\n,\[\]{}]+|(?<==\")[^\"<]*(?=\")|(?<=>)[^<>]+(?=<)|(?<=: \")[^\"]*(?=\")")


def mutants(number: int, seed: int) -> Iterator[Hostile]:
    """Give so many mutants, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 -- mutants, no secrets
    kinds = (_text, _text, _workbook, _document, _bundle, _plan)
    for each in range(number):
        yield chance.choice(kinds)(f"mutant {each} of {seed}", chance)


def _hostile(name: str, content: Mapping[str, bytes], *arguments: str) -> Hostile:
    return Hostile(name, lambda: content, arguments)


@cache
def _texts() -> Mapping[str, bytes]:
    school = {path.name: path.read_bytes() for path in (ROOT / "examples/school").glob("*.yaml")}
    small = {"adoption.yaml": ADOPTION, "tiny.yaml": ROADMAP.lstrip(), "organisation.yaml": SCHOOL.lstrip()}
    spoilt = {f"small/{name}": text.encode() for name, text in small.items()}
    return spoilt | {f"school/{name}": text for name, text in school.items()}


def _text(name: str, chance: random.Random) -> Hostile:
    """Change a text of a school, and make its papers or check it."""
    texts = dict(_texts())
    folder = chance.choice(["small", "school"])
    victim = chance.choice(sorted(each for each in texts if each.startswith(folder)))
    texts[victim] = _change(texts[victim], chance)
    if chance.random() < 0.5:
        return _hostile(name, texts, "check", folder)
    return _hostile(name, texts, "show", f"{folder}/adoption.yaml")


HEAD = ("№", "Мероприятия", "Сроки", "Ответственные")
PLAN = [
    HEAD,
    ["1", "<", "<", "<"],
    *([f"1.{n}", f"Анализ {n}", "до 1 октября", "Иванова М.П."] for n in range(1, 6)),
]


@cache
def _files() -> tuple[bytes, ...]:
    return make_xlsx(PLAN, PLAN[:3]), excel(), make_docx("=План", PLAN), word()


def _workbook(name: str, chance: random.Random) -> Hostile:
    return _import(name, "plan.xlsx", chance.choice(_files()[:2]), chance)


def _document(name: str, chance: random.Random) -> Hostile:
    return _import(name, "plan.docx", chance.choice(_files()[2:]), chance)


def _import(name: str, file: str, data: bytes, chance: random.Random) -> Hostile:
    spoilt = _in_zip(data, chance) if chance.random() < 0.8 else _change(data, chance)
    return _hostile(name, {file: spoilt}, "import", file, "-o", "plan.yaml")


@cache
def _sound_bundle() -> bytes:
    content = {"roadmaps/tiny.yaml": TEXT.encode()}
    return build_bundle(manifest_of(content), content).data


def _bundle(name: str, chance: random.Random) -> Hostile:
    how: Callable[[bytes, random.Random], bytes] = chance.choice([_in_zip, _change])
    return _hostile(name, {"a.zip": how(_sound_bundle(), chance)}, "publish", "a.zip", "-o", "out")


def _plan(name: str, chance: random.Random) -> Hostile:
    content = {"a.json": pretty_plan().encode(), "b.json": _change(pretty_plan().encode(), chance)}
    return _hostile(name, content, "diff", "a.json", "b.json")


def _in_zip(data: bytes, chance: random.Random) -> bytes:
    """Change a file of a zip, and leave the zip sound."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as new:
        victim = chance.choice(old.namelist())
        for info in old.infolist():
            content = old.read(info)
            new.writestr(info.filename, _change(content, chance) if info.filename == victim else content)
    return stream.getvalue()


def _change(data: bytes, chance: random.Random) -> bytes:
    """Change some bytes, lines or words; now and then what follows is still sound."""
    how = (_say,) if chance.random() < 0.6 else (_flip, _put, _cut, _repeat, _swap)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(how)(data, chance)
    return data


def _say(data: bytes, chance: random.Random) -> bytes:
    """Put another word in the place of one, a value of YAML, JSON or XML, so that what is around it stays sound."""
    text = data.decode(errors="replace")
    found = list(_WORDS.finditer(text))
    if not found:
        return data
    place = chance.choice(found)
    said = chance.choice((*VALUES, *(each[0] for each in chance.choices(found, k=3))))
    return (text[: place.start()] + said + text[place.end() :]).encode()


def _flip(data: bytes, chance: random.Random) -> bytes:
    spoilt = bytearray(data or b" ")
    spoilt[chance.randrange(len(spoilt))] = chance.randrange(256)
    return bytes(spoilt)


def _put(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(FRAGMENTS).encode() * chance.choice((1, 1, 1, 30)) + data[at:]


def _cut(data: bytes, chance: random.Random) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + data[at + chance.choice((1, 8, 200)) :]


def _repeat(data: bytes, chance: random.Random) -> bytes:
    at, size = chance.randint(0, len(data)), chance.choice((8, 80, 400))
    return data[:at] + data[at : at + size] * chance.choice((2, 2, 500)) + data[at + size :]


def _swap(data: bytes, chance: random.Random) -> bytes:
    lines = data.splitlines(keepends=True) or [b""]
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"".join(lines)
