"""A compiled Word template, filled many times.

To fill it is to call the code its parts were compiled to (`compiling`), and to deflate those that changed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from roadmap_engine.documents.word.compiled import CompiledPart
from roadmap_engine.documents.word.drawings import allow_images, draw_inline, media_name, relate, shows
from roadmap_engine.documents.word.fields import plain_values
from roadmap_engine.documents.word.images import Image
from roadmap_engine.documents.word.part_names import CONTENT_TYPES, relations_name
from roadmap_engine.documents.word.properties import Properties, write_core
from roadmap_engine.storage.packing import PackedPart, join_parts, pack_once, pack_part

__all__ = ["WordTemplate"]


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A compiled template: values in, the bytes of a .docx out.

    Attributes:
        main: the name of the part with the text.
        card: the name of the part that is the file's card.
        compiled: what is filled, by the name of the part.
        packed: all parts in their order; those that are filled or written anew have nothing yet.
        growing: the parts as they are that name the pictures of others.
    """

    main: str
    card: str
    compiled: Mapping[str, CompiledPart]
    packed: Mapping[str, PackedPart | None]
    growing: Mapping[str, bytes]

    def render(self, values: Mapping[str, Any], properties: Properties) -> bytes:
        """Fill the template. The same values give the same bytes.

        Args:
            values: plain data of the shape the template was compiled for.
            properties: the file's own card.
        """
        return self.pack(*self.fill_parts(values), properties)

    def fill_parts(self, values: Mapping[str, Any]) -> tuple[dict[str, str], tuple[Image, ...]]:
        """Fill the parts that have tags; beside them, the images among the values, each once."""
        images: dict[Image, None] = {}

        def draw(image: Image) -> str:
            images[image] = None
            return draw_inline(image)

        marks: set[str] = set()
        plain = plain_values(values, draw, marks)
        filled = {
            name: part.fill(plain, marks=frozenset(marks), draws=bool(images))
            for name, part in self.compiled.items()
        }
        return filled, tuple(images)

    def pack(self, filled: Mapping[str, str], images: Iterable[Image], properties: Properties) -> bytes:
        """Put filled parts, the images they show and a card into the file."""
        own: dict[str, bytes] = {name: xml.encode() for name, xml in filled.items()}
        for name, xml in filled.items():
            shown = [image for image in images if shows(xml, image)]
            if shown:
                relations = relations_name(name)
                own[relations] = relate(self.growing.get(relations), shown)
                own |= {media_name(image): image.data for image in shown}
                own[CONTENT_TYPES] = allow_images(self.growing[CONTENT_TYPES])
        own[self.card] = write_core(properties)
        packed = {name: part for name, part in self.packed.items() if name != self.card}
        packed |= {
            # A header is the same in most documents, an image in all of a build.
            name: pack_part(content) if name in (self.main, self.card) else _pack_often(content)
            for name, content in own.items()
        }
        return join_parts({name: part for name, part in packed.items() if part is not None})


@lru_cache(maxsize=32)
def _pack_often(content: bytes) -> PackedPart:
    return pack_once(content)
