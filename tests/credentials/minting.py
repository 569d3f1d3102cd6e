"""Makes tokens and status lists, good ones and bad, from cbor2, cryptography and zlib alone."""

import base64
import hashlib
import json
import zlib
from pathlib import Path
from typing import Any, Final

import cbor2
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.hmac import HMAC

VECTORS: Final = Path(__file__).parents[1] / "vectors"

HOST: Final = "https://registre.example.qc.ca"
NOW: Final = "2026-11-22T15:00:00Z"
DAY: Final = 86_400
TODAY: Final = 1_795_305_600
"""2026-11-22, 00:00 UTC."""
EXPIRES: Final = 1_827_619_200
"""2027-12-01, 00:00 UTC."""
CTI: Final = bytes.fromhex("0ccef1d13d2690b15dbe")
ID: Final = "1K7F-3M9X-4T8B-2QDY"
PUBLISHED: Final = json.loads((VECTORS / "identifiers.json").read_text(encoding="utf-8"))["token"]
PUBLISHED_ID: Final = "1KKF-3MNS-MJ6H-BHRA"
"""Ten bytes of an example: its check characters are nobody's, its signature is right."""
CLAIMS: Final[dict[int, Any]] = {4: EXPIRES, 6: TODAY, 7: CTI, -70001: 7, -70002: 11, -70003: [7, 348_211]}
LIST_TYPE: Final = "application/statuslist+cwt"
LIST_TIME: Final = TODAY + 14 * 3600
GROUP_ORDER: Final = 2**252 + 27742317777372353535851937790883648493
"""Of Ed25519: adding it to the second half of a signature makes another that careless code takes."""

Private = Ed25519PrivateKey | ec.EllipticCurvePrivateKey


def ed25519(seed: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(seed.encode()).digest())


def p256(seed: str) -> ec.EllipticCurvePrivateKey:
    return ec.derive_private_key(
        int.from_bytes(hashlib.sha256(seed.encode()).digest(), "big"), ec.SECP256R1()
    )


PRIVATE: Final[dict[str, Private]] = {
    "8254c329": ed25519("test ed"),
    "e5000001": p256("test es"),
    "57a70001": ed25519("test status"),
    "57a70002": ed25519("test status ended"),
    "01d00001": ed25519("test rotated"),
    "e9d00001": ed25519("test ended"),
    "f0000001": ed25519("test not yet"),
    "a1100001": ed25519("test any use"),
}
TIMES: Final = {
    "e9d00001": ("2025-01-01T00:00:00Z", "2026-11-22T15:00:00Z"),
    "57a70002": ("2025-01-01T00:00:00Z", "2026-11-22T14:59:59Z"),
    "01d00001": ("2025-01-01T00:00:00Z", "2028-01-01T00:00:00Z"),
    "f0000001": ("2026-11-22T15:00:01Z", "2030-01-01T00:00:00Z"),
}
USES: Final = {"57a70001": "status", "57a70002": "status", "a1100001": None}
ED: Final = "8254c329"
ES: Final = "e5000001"
STATUS: Final = "57a70001"


def listed_keys() -> list[dict[str, Any]]:
    listed = []
    for kid, private in PRIVATE.items():
        key: dict[str, Any] = {"kid": kid}
        if isinstance(private, Ed25519PrivateKey):
            key |= {"alg": -19, "x": base64url(private.public_key().public_bytes_raw())}
        else:
            numbers = private.public_key().public_numbers()
            key |= {"alg": -9, "x": base64url(numbers.x.to_bytes(32)), "y": base64url(numbers.y.to_bytes(32))}
        not_before, not_after = TIMES.get(kid, ("2026-01-01T00:00:00Z", "2030-01-01T00:00:00Z"))
        key |= {"not_before": not_before, "not_after": not_after}
        use = USES.get(kid, "tokens")
        listed.append(key if use is None else key | {"use": use})
    return listed


def base64url(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode()


def sign(private: Private, message: bytes) -> bytes:
    if isinstance(private, Ed25519PrivateKey):
        return private.sign(message)
    r, s = decode_dss_signature(private.sign(message, ec.ECDSA(SHA256(), deterministic_signing=True)))
    return r.to_bytes(32) + s.to_bytes(32)


def header(kid: str, alg: int | None = None, **more: object) -> bytes:
    own = -19 if isinstance(PRIVATE.get(kid), Ed25519PrivateKey | None) else -9
    extra = {int(key[1:]): value for key, value in more.items()}
    return cbor2.dumps({1: own if alg is None else alg, 4: bytes.fromhex(kid)} | extra)


def seal(
    protected: bytes, payload: bytes, private: Private, context: str = "Signature1", outside: bytes = b""
) -> list[Any]:
    signature = sign(private, cbor2.dumps([context, protected, outside, payload]))
    return [protected, {}, payload, signature]


def token(
    claims: object = CLAIMS,
    kid: str = ED,
    alg: int | None = None,
    private: Private | None = None,
    **more: object,
) -> bytes:
    """A token of these claims (or these payload bytes)."""
    payload = claims if isinstance(claims, bytes) else cbor2.dumps(claims)
    return cbor2.dumps(seal(header(kid, alg, **more), payload, private or PRIVATE[kid]))


def claims(**changed: object) -> dict[int, Any]:
    """The usual claims, some changed; None takes one away."""
    names = {"exp": 4, "iat": 6, "cti": 7, "media": -70001, "channels": -70002, "place": -70003}
    said = CLAIMS | {names[name]: value for name, value in changed.items()}
    return {key: value for key, value in said.items() if value is not None}


def parts(**changed: object) -> bytes:
    """The usual token, some of its four parts changed after signing."""
    names = ["protected", "unprotected", "payload", "signature"]
    whole = dict(zip(names, cbor2.loads(token()), strict=True)) | changed
    return cbor2.dumps([whole[name] for name in names])


def bits(*places: int, size: int = 1 << 20) -> bytes:
    content = bytearray(size // 8)
    for place in places:
        content[place // 8] |= 1 << place % 8
    return bytes(content)


def status_list(number: int = 7, *places: int, kid: str = STATUS, **changed: Any) -> bytes:  # noqa: ANN401 - any claim of any kind
    """A signed list; `changed` names claims, `lst`, `bits`, `type` or `private`."""
    held = {"bits": changed.get("bits", 1), "lst": changed.get("lst", zlib.compress(bits(*places), 9))}
    iat = changed.get("iat", LIST_TIME)
    said = {2: changed.get("sub", f"https://registre.example.qc.ca/status/{number}"), 6: iat}
    said[4] = changed.get("exp", iat + 48 * 3600)
    said |= {65534: changed.get("ttl", 3600), 65533: held} | changed.get("more", {})
    said = {key: value for key, value in said.items() if value is not None}
    protected = header(kid, _16=changed.get("type", LIST_TYPE))
    return cbor2.dumps(seal(protected, cbor2.dumps(said), changed.get("private", PRIVATE[kid])))


def malleated(whole: bytes) -> bytes:
    second = int.from_bytes(whole[-32:], "little") + GROUP_ORDER
    return whole[:-32] + second.to_bytes(32, "little")


def with_hmac(key: bytes) -> bytes:
    protected, payload = header(ED, 5), cbor2.dumps(CLAIMS)
    mac = HMAC(key, SHA256())
    mac.update(cbor2.dumps(["MAC0", protected, b"", payload]))
    return cbor2.dumps([protected, {}, payload, mac.finalize() + bytes(32)])


def swapped_header() -> bytes:
    return cbor2.dumps({4: bytes.fromhex(ED), 1: -19})


def raw(protected: bytes, payload: bytes | None = None) -> bytes:
    return cbor2.dumps(seal(protected, payload or cbor2.dumps(CLAIMS), PRIVATE[ED]))
