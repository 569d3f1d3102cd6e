"""COSE_Sign1 messages of others (cose-wg/Examples, RFC 8392): our parts verify them, and no token is one."""

import base64
import json
from typing import Any

import cbor2
import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from service.credentials.cbor import encode
from service.credentials.cose import open_envelope
from service.credentials.refusals import SignatureFalse
from service.credentials.signing import Public, verify_signature
from tests.credentials import other_verifier
from tests.credentials.minting import VECTORS

EXAMPLES = json.loads((VECTORS / "public-formats.json").read_text(encoding="utf-8"))["cose"]["examples"]
BY_NAME = pytest.mark.parametrize("example", EXAMPLES, ids=lambda each: each["name"])


def parts_of(example: dict[str, Any]) -> tuple[bytes, dict[int, object], bytes, bytes]:
    read = cbor2.loads(bytes.fromhex(example["cbor"]))
    protected, others, payload, signature = read.value if isinstance(read, cbor2.CBORTag) else read
    return protected, others, payload, signature


def public_of(example: dict[str, Any]) -> Public:
    if "y" not in example:
        return Ed25519PublicKey.from_public_bytes(bytes.fromhex(example["x"]))
    x, y = (int(example[name], 16) for name in "xy")
    return ec.EllipticCurvePublicNumbers(x, y, ec.SECP256R1()).public_key()


def key_in_list(example: dict[str, Any]) -> dict[str, Any]:
    """The key as our list writes one."""
    names = [name for name in "xy" if name in example]
    written = {name: base64url(bytes.fromhex(example[name])) for name in names}
    return written | {"alg": -9 if "y" in example else -19}


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).decode().rstrip("=")


def signed_bytes(example: dict[str, Any], external: bytes) -> bytes:
    protected, _, payload, _ = parts_of(example)
    return encode(["Signature1", protected, external, payload])


@BY_NAME
def test_messages_of_others_verify_and_not_with_a_byte_changed(example: dict[str, Any]) -> None:
    *_, signature = parts_of(example)
    public, message = public_of(example), signed_bytes(example, bytes.fromhex(example["external"]))
    verify_signature(public, signature, message)
    other_verifier.check_signature(key_in_list(example), signature, message)
    for place in range(len(signature)):
        changed = signature[:place] + bytes([signature[place] ^ 1]) + signature[place + 1 :]
        with pytest.raises(SignatureFalse):
            verify_signature(public, changed, message)
    with pytest.raises(InvalidSignature):
        other_verifier.check_signature(key_in_list(example), signature, message + b"\x00")
    with pytest.raises(SignatureFalse):
        verify_signature(public, signature, signed_bytes(example, b"elsewhere"))


@BY_NAME
def test_the_form_of_a_token_is_narrower_than_the_standards(example: dict[str, Any]) -> None:
    """Tags, unprotected headers, other algorithms and keys without a number are the standard's, not ours."""
    with pytest.raises(ValueError):  # noqa: PT011 - nothing is said of malformed bytes but that
        open_envelope(bytes.fromhex(example["cbor"]))


def test_what_is_signed_has_the_bytes_that_the_examples_publish() -> None:
    """`ToBeSign_hex` of sign-pass-02."""
    published = "846A5369676E61747572653143A101264C11AA22BB33CC44DD55006699"
    published += "54546869732069732074686520636F6E74656E742E"
    example = next(each for each in EXAMPLES if each["name"].startswith("sign-pass-02"))
    assert signed_bytes(example, bytes.fromhex(example["external"])).hex().upper() == published
