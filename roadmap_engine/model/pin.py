"""The published bundle an adoption stands on, so that the same text is found again, or none."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated

from pydantic import StringConstraints

from roadmap_engine.model.base import Frozen, Line

__all__ = ["Pin", "PublicKey", "Sha256"]

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
PublicKey = Annotated[str, StringConstraints(pattern=r"^ed25519:[A-Za-z0-9+/]{43}=$")]


class Pin(Frozen):
    """Where a bundle was taken from, and what it must be.

    Attributes:
        source: the folder, zip or address it was published at, and newer versions are looked for at.
        sha256: of the bundle's manifest, which holds the SHA-256 of every file.
        key: the publisher's public key; a bundle that it has not signed is refused.
    """

    source: Line
    sha256: Sha256
    key: PublicKey | None = None

    @property
    def said(self) -> Mapping[str, str]:
        """What a text says of it under `pinned`."""
        said: dict[str, str] = self.model_dump(exclude_none=True)
        return said
