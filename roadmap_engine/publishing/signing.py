"""Ed25519 signatures over the bytes of a manifest, and keys as people pass them on.

A public key is written `ed25519:BASE64`, a signature file is one line: the public key, a blank, the
signature in Base64. A private key is a PEM file without a password, as `openssl genpkey -algorithm ed25519`
writes it too.
"""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

__all__ = ["Signature", "make_key", "public_key_of", "read_signature", "sign", "write_signature"]

_PREFIX = "ed25519:"

_FIELD = 2**255 - 19
_EIGHTH = 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7
"""The ordinate of a point of order eight; the other has its negative."""
_SMALL_ORDER = frozenset({0, 1, _FIELD - 1, _EIGHTH, _FIELD - _EIGHTH})
"""The ordinates of all eight points whose multiples are but eight, whatever the sign of their abscissa."""


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature and the key it claims to be made with.

    Attributes:
        key: «ed25519:BASE64».
        value: the signature in Base64.
    """

    key: str
    value: str

    def is_of(self, data: bytes) -> bool:
        """Tell whether the key's owner signed exactly these bytes."""
        raw, value = _decode(self.key.removeprefix(_PREFIX)), _decode(self.value)
        if raw is None or value is None or not self.key.startswith(_PREFIX) or not _binds(raw):
            return False
        try:
            Ed25519PublicKey.from_public_bytes(raw).verify(value, data)
        except (InvalidSignature, ValueError):
            return False
        return True


def make_key() -> bytes:
    """Make a new private key, as PEM."""
    key = Ed25519PrivateKey.generate()
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def public_key_of(pem: bytes) -> str | None:
    """Give the public key that belongs to a private one; nothing where the PEM holds no such key."""
    key = _load(pem)
    return None if key is None else _public(key)


def sign(data: bytes, pem: bytes) -> Signature | None:
    """Sign bytes with a private key; nothing where the PEM holds no such key."""
    key = _load(pem)
    return None if key is None else Signature(_public(key), base64.b64encode(key.sign(data)).decode())


def write_signature(signature: Signature) -> bytes:
    """Give the bytes of a signature's file."""
    return f"{signature.key} {signature.value}\n".encode()


def read_signature(data: bytes) -> Signature | None:
    """Read a signature's file; nothing where it holds none."""
    words = data[:1_000].decode("ascii", errors="replace").split()
    match words:
        case [key, value] if key.startswith(_PREFIX):
            return Signature(key, value)
        case _:
            return None


def _binds(raw: bytes) -> bool:
    """Tell whether a public key can be somebody's at all.

    RFC 8032 leaves it to the reader to refuse the points of small order. For them a signature can be made
    that fits every message, so a key that is one of them says nothing about who wrote a bundle. A number not
    below the field's is another way of writing a smaller one.
    """
    ordinate = int.from_bytes(raw, "little") & (2**255 - 1)
    return ordinate < _FIELD and ordinate not in _SMALL_ORDER


def _load(pem: bytes) -> Ed25519PrivateKey | None:
    try:
        key = load_pem_private_key(pem, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        return None
    return key if isinstance(key, Ed25519PrivateKey) else None


def _public(key: Ed25519PrivateKey) -> str:
    return _PREFIX + base64.b64encode(key.public_key().public_bytes_raw()).decode()


def _decode(text: str) -> bytes | None:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return None
