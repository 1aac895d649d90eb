"""A bundle against what an adopter has pinned: the same bytes as then, signed by the same publisher."""

from __future__ import annotations

from roadmap_engine.diagnostics import Location, Problem
from roadmap_engine.model.pin import Pin
from roadmap_engine.publishing.bundle import Bundle

__all__ = ["explain_difference", "verify_bundle", "verify_signature"]


def verify_bundle(
    bundle: Bundle, pin: Pin, *, file: str | None = None, place: Location | None = None
) -> tuple[Problem, ...]:
    """Compare a bundle with a pin; a single problem refuses it.

    Args:
        bundle: of the version that was pinned.
        pin: what the adoption says of it.
        file: what the bundle is called in messages; as it calls itself unless given.
        place: what asks for it, where that is a text.
    """
    if bundle.sha256 != pin.sha256:
        file, name = file or bundle.file_name, f"{bundle.manifest.roadmap}@{bundle.manifest.version}"
        return (explain_difference(file, name, pin.sha256, bundle.sha256, place=place),)
    return verify_signature(bundle, pin.key, file=file, place=place)


def explain_difference(
    file: str, name: str, expected: str, found: str, *, place: Location | None = None
) -> Problem:
    """Say that a bundle is another than the one of its name and version."""
    return Problem.of("RM817", location=place, file=file, name=name, expected=expected, found=found)


def verify_signature(
    bundle: Bundle, key: str | None, *, file: str | None = None, place: Location | None = None
) -> tuple[Problem, ...]:
    """Check that a publisher signed a bundle; without a key there is nothing to check."""
    signature = bundle.signature
    if key is None or (
        signature is not None and signature.key == key and signature.is_of(bundle.manifest_data)
    ):
        return ()
    other = signature.key if signature is not None and signature.key != key else ""
    return (Problem.of("RM818", location=place, file=file or bundle.file_name, key=key, found=other),)
