"""Translations as people write them, `locale/ru/*.po`, to the one catalogue the program reads.

    python tools/compile_messages.py            write locale/ru/LC_MESSAGES/roadmap_engine.mo
    python tools/compile_messages.py --check    exit 1 if it differs from what is there

Every part of the engine keeps its own fragment beside the others; a text that two fragments
translate differently is an error. The same fragments give the same bytes.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

LOCALE = Path(__file__).parent.parent / "roadmap_engine" / "locale"
COMPILED = LOCALE / "ru" / "LC_MESSAGES" / "roadmap_engine.mo"

__all__ = ["COMPILED", "compile_catalogue", "main", "read_fragments"]


class _Catalogue(Catalog):
    """A catalogue whose header says nothing of when and by which version of Babel it was written."""

    @property
    def mime_headers(self) -> list[tuple[str, str]]:
        """Give the header: what a reader of the catalogue must know, and no more."""
        return [
            ("Language", "ru"),
            ("Content-Type", "text/plain; charset=utf-8"),
            ("Plural-Forms", f"nplurals={self.num_plurals}; plural={self.plural_expr};"),
        ]


def read_fragments(folder: Path = LOCALE / "ru") -> Catalog:
    """Join the fragments of a language.

    Raises:
        ValueError: two fragments translate one text differently.
    """
    joined = _Catalogue(locale="ru")
    for path in sorted(folder.glob("*.po")):
        fragment = read_po(io.BytesIO(path.read_bytes()), locale="ru")
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
    compiled = io.BytesIO()
    write_mo(compiled, catalogue)
    return compiled.getvalue()


def main(arguments: list[str]) -> int:
    """Write the catalogue, or compare it with what is there."""
    compiled = compile_catalogue(read_fragments())
    if "--check" in arguments:
        if COMPILED.is_file() and COMPILED.read_bytes() == compiled:
            return 0
        print(f"{COMPILED.name} is out of date: run tools/compile_messages.py")
        return 1
    COMPILED.parent.mkdir(parents=True, exist_ok=True)
    COMPILED.write_bytes(compiled)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
