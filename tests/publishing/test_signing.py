"""Ed25519: what a publisher signed is known, and anything else is refused."""

from __future__ import annotations

import base64
import dataclasses
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from roadmap_engine.model.pin import Pin
from roadmap_engine.publishing.bundle import Bundle
from roadmap_engine.publishing.signing import (
    _SMALL_ORDER,
    Signature,
    make_key,
    public_key_of,
    read_signature,
    sign,
    write_signature,
)
from roadmap_engine.publishing.verifying import verify_bundle, verify_signature
from tests.publishing.bundles import bundle_of, text_of

PEM = make_key()
KEY = public_key_of(PEM)


def _signed(bundle: Bundle | None = None, pem: bytes = PEM) -> Bundle:
    bundle = bundle or bundle_of()
    return dataclasses.replace(bundle, signature=sign(bundle.manifest_data, pem))


class TestKeys:
    """A private key is a PEM file without a password; a public one is a word to pass on."""

    def test_a_public_key_is_what_a_pin_takes(self) -> None:
        assert KEY is not None
        assert Pin(source="x", sha256="0" * 64, key=KEY).key == KEY

    def test_no_two_keys_are_alike(self) -> None:
        assert public_key_of(make_key()) != KEY

    def test_other_keys_are_no_use(self) -> None:
        other = ec.generate_private_key(ec.SECP256R1()).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        )
        locked = load_pem_private_key(PEM, None).private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret")
        )
        for pem in (b"", b"not a key", other, locked):
            assert public_key_of(pem) is None
            assert sign(b"x", pem) is None


class TestSignatures:
    """A signature is over the manifest, which holds the hash of every file."""

    def test_its_own(self) -> None:
        assert verify_signature(_signed(), KEY) == ()

    def test_comes_back_from_its_file(self) -> None:
        signature = _signed().signature
        assert signature is not None
        assert read_signature(write_signature(signature)) == signature

    @pytest.mark.parametrize("data", [b"", b"x", b"a b c", b"rsa:x y", b"\xff\xfe", b"x" * 10_000])
    def test_a_file_with_none_in_it(self, data: bytes) -> None:
        assert read_signature(data) is None

    def test_another_publisher(self) -> None:
        assert [found.code for found in verify_signature(_signed(pem=make_key()), KEY)] == ["RM818"]

    def test_a_signature_that_only_claims_the_key(self) -> None:
        value = _signed(pem=make_key()).signature
        assert value is not None
        assert KEY is not None
        lying = dataclasses.replace(bundle_of(), signature=Signature(KEY, value.value))
        assert [found.code for found in verify_signature(lying, KEY)] == ["RM818"]

    def test_a_signature_of_another_bundle(self) -> None:
        other = bundle_of(text=text_of() + "# другое\n")
        moved = dataclasses.replace(other, signature=_signed().signature)
        assert [found.code for found in verify_signature(moved, KEY)] == ["RM818"]

    def test_none_at_all(self) -> None:
        assert [found.code for found in verify_signature(bundle_of(), KEY)] == ["RM818"]

    def test_without_a_key_nothing_is_asked(self) -> None:
        assert verify_signature(bundle_of(), None) == ()

    @pytest.mark.parametrize(
        ("key", "value"),
        [("ed25519:", "AAAA"), ("ed25519:AAAA", ""), ("rsa:AAAA", "AAAA"), ("ed25519:!", "!"), ("", "ы")],
    )
    def test_nonsense_is_no_signature(self, key: str, value: str) -> None:
        assert not Signature(key, value).is_of(b"x")

    @pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl is not installed")
    def test_openssl_agrees(self, tmp_path: Path) -> None:
        """Whoever has no such program can check with openssl, as the manual says."""
        signature = _signed().signature
        assert signature is not None
        (tmp_path / "key.pem").write_bytes(PEM)
        (tmp_path / "manifest.json").write_bytes(bundle_of().manifest_data)
        made = subprocess.run(
            ["openssl", "pkeyutl", "-sign", "-rawin", "-inkey", "key.pem", "-in", "manifest.json"],
            cwd=tmp_path,
            capture_output=True,
            check=False,
        )
        if made.returncode:
            pytest.skip("this openssl knows no Ed25519")
        import base64  # noqa: PLC0415 -- only this test needs it

        assert base64.b64encode(made.stdout).decode() == signature.value


_P = 2**255 - 19
_D = -121665 * pow(121666, -1, _P) % _P
Point = tuple[int, int]


def _add(one: Point, other: Point) -> Point:
    """RFC 8032, 5.1.4, in plain coordinates."""
    (x1, y1), (x2, y2) = one, other
    shared = _D * x1 * x2 * y1 * y2
    return (
        (x1 * y2 + x2 * y1) * pow(1 + shared, -1, _P) % _P,
        (y1 * y2 + x1 * x2) * pow(1 - shared, -1, _P) % _P,
    )


def _points_of(y: int) -> list[Point]:
    """RFC 8032, 5.1.3: the points that an ordinate belongs to."""
    square = (y * y - 1) * pow(_D * y * y + 1, -1, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    roots = (x, x * pow(2, (_P - 1) // 4, _P) % _P)
    return [(each, y) for root in roots if root * root % _P == square for each in (root, -root % _P)]


def _eightfold(point: Point) -> Point:
    for _ in range(3):
        point = _add(point, point)
    return point


class TestSmallOrder:
    """A key whose multiples are but eight is nobody's: a signature can be made for it that fits any words."""

    def test_the_table_is_the_curves(self) -> None:
        """Eight times each of them is the neutral point, and they are the curve's eight."""
        points = {point for y in _SMALL_ORDER for point in _points_of(y)}
        assert len(points) == 8
        assert {_eightfold(point) for point in points} == {(0, 1)}

    def test_a_key_of_a_person_is_none(self) -> None:
        for _ in range(3):
            raw = base64.b64decode((public_key_of(make_key()) or "").removeprefix("ed25519:"))
            points = _points_of(int.from_bytes(raw, "little") & (2**255 - 1))
            assert (0, 1) not in {_eightfold(point) for point in points}

    @pytest.mark.parametrize("y", sorted({*_SMALL_ORDER, _P, _P + 1}))
    @pytest.mark.parametrize("sign_bit", [0, 1])
    def test_nothing_is_signed_by_it(self, y: int, sign_bit: int) -> None:
        """With the neutral point for a nonce and nothing for a scalar, the equation holds for some keys."""
        key = "ed25519:" + base64.b64encode((y | sign_bit << 255).to_bytes(32, "little")).decode()
        for nonce in ((1).to_bytes(32, "little"), (y | sign_bit << 255).to_bytes(32, "little")):
            forged = Signature(key, base64.b64encode(nonce + bytes(32)).decode())
            bundle = dataclasses.replace(bundle_of(), signature=forged)
            assert not forged.is_of(bundle.manifest_data)
            pin = Pin(source="x", sha256=bundle.sha256, key=key)
            assert [each.code for each in verify_bundle(bundle, pin)] == ["RM818"]


class TestPins:
    """A changed bundle under the same version is refused, with both hashes."""

    def test_the_very_bundle(self) -> None:
        assert verify_bundle(_signed(), Pin(source="x", sha256=bundle_of().sha256, key=KEY)) == ()

    def test_a_changed_one(self) -> None:
        changed = bundle_of(text=text_of() + "# другое\n")
        (found,) = verify_bundle(changed, Pin(source="x", sha256=bundle_of().sha256))
        assert found.code == "RM817"
        words = found.words
        assert (words["expected"], words["found"]) == (bundle_of().sha256, changed.sha256)

    def test_a_changed_one_signed_by_its_publisher_is_refused_all_the_same(self) -> None:
        changed = _signed(bundle_of(text=text_of() + "# другое\n"))
        problems = verify_bundle(changed, Pin(source="x", sha256=bundle_of().sha256, key=KEY))
        assert [found.code for found in problems] == ["RM817"]
