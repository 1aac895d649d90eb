"""Translations as people write them, `locale/*/*.po`, to the one catalogue of a language the program reads.

    python tools/compile_messages.py            write locale/*/LC_MESSAGES/roadmap_engine.mo
    python tools/compile_messages.py --check    exit 1 if one differs from what is there

Messages are English in the code and translated into Russian; what describes the Russian papers is Russian in
the code and translated into English. Every part of the engine keeps its own fragment beside the others; a
text that two fragments translate differently is an error. The same fragments give the same bytes, whatever
the version of Babel: Babel reads the fragments, and the catalogue is written here, in the format that "The
Format of GNU MO Files" of the gettext manual describes.
"""

from __future__ import annotations

import io
import struct
import sys
from itertools import accumulate
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "roadmap_engine" / "locale"
PLURALS = {
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : "
    "n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "en": "nplurals=2; plural=(n != 1);",
}
# What a reader of the catalogue must know, and nothing of when and by what it was written.
HEADER = "Language: {language}\nContent-Type: text/plain; charset=utf-8\nPlural-Forms: {plurals}"
MAGIC = 0x950412DE

__all__ = ["compile_catalogue", "compiled", "main", "read_fragments"]


def compiled(language: str) -> Path:
    """Give the file of a language's catalogue."""
    return LOCALE / language / "LC_MESSAGES" / "roadmap_engine.mo"


def read_fragments(folder: Path) -> Catalog:
    """Join the fragments of a language, which its folder is called by.

    Raises:
        ValueError: two fragments translate one text differently.
    """
    joined = Catalog(locale=folder.name if folder.name in PLURALS else "ru")
    for path in sorted(folder.glob("*.po")):
        fragment = read_po(io.BytesIO(path.read_bytes()), locale=str(joined.locale))
        for message in fragment:
            if not message.id or not message.string:
                continue
            known = joined.get(message.id)
            if known is not None and known.string != message.string:
                raise ValueError(f"{path.name} translates differently: {message.id!r}")
            joined.add(message.id, message.string)
    return joined


def compile_catalogue(catalogue: Catalog) -> bytes:
    """Give the binary catalogue gettext reads."""
    translated = {
        _joined(message.id): _joined(message.string)
        for message in catalogue
        if _joined(message.string) and not message.fuzzy
    }
    # The header is the translation of nothing; the keys are sorted, as readers that search by halves expect.
    language = str(catalogue.locale)
    header = HEADER.format(language=language, plurals=PLURALS[language])
    pairs = sorted({**translated, b"": header.encode()}.items())
    keys, texts = ([part + b"\0" for part in column] for column in zip(*pairs, strict=True))
    head = struct.Struct("<7I")
    index = 8 * len(pairs)
    body = head.pack(MAGIC, 0, len(pairs), head.size, head.size + index, 0, 0)
    start = head.size + 2 * index
    for column in (keys, texts):
        places = accumulate(map(len, column), initial=start)
        body += b"".join(
            struct.pack("<2I", len(part) - 1, place) for part, place in zip(column, places, strict=False)
        )
        start += sum(map(len, column))
    return body + b"".join(keys) + b"".join(texts)


def _joined(forms: str | tuple[str, ...] | list[str] | None) -> bytes:
    """Give the forms of a text as one entry; nothing if a form is missing."""
    each = (forms,) if isinstance(forms, str) else forms or ("",)
    return "\0".join(each).encode() if all(each) else b""


def main(arguments: list[str]) -> int:
    """Write the catalogue, or compare it with what is there."""
    late = 0
    for language in PLURALS:
        path, content = compiled(language), compile_catalogue(read_fragments(LOCALE / language))
        if path.is_file() and path.read_bytes() == content:
            continue
        if "--check" in arguments:
            print(f"{path} is out of date: run tools/compile_messages.py")
            late = 1
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
    return late


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
