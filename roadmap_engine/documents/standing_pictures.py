"""The pictures that a template of any school's document may show; who draws the papers brings them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from roadmap_engine.documents.word.fields import Picture

__all__ = ["PICTURES"]

PICTURES: Mapping[str, Picture] = MappingProxyType({
    "emblem": Picture("эмблема организации, до 40 × 22 мм"),
    "qr": Picture("QR-код приказа, 25 × 25 мм"),
    "timeline": Picture("лента сроков плана, ширина 165 мм"),
})  # fmt: skip
"""By the name a template calls them."""
