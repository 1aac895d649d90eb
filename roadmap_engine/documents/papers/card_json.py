"""The card of papers → card.json, and the schema programs can rely on."""

from __future__ import annotations

import json
from typing import Any

from roadmap_engine.model.card import Card

__all__ = ["card_schema", "render_card"]


def render_card(card: Card) -> bytes:
    """Write a card as JSON; equal cards give equal bytes."""
    return (json.dumps(card.model_dump(mode="json"), ensure_ascii=False, indent=2) + "\n").encode()


def card_schema() -> dict[str, Any]:
    """Give the JSON Schema of card.json."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **Card.model_json_schema(mode="serialization"),
    }
