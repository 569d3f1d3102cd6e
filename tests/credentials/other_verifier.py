"""A second verifier of tokens, written from the format alone: a CBOR reader, cryptography and zlib.

It shares no line with the product. As a program it reads a corpus (`tokens.json`) from standard input and
writes, for each case, whether the token is authentic and usable: `python other_verifier.py < tokens.json`.
"""

import base64
import json
import sys
import zlib
from datetime import datetime
from typing import Any

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA, SECP256R1, EllipticCurvePublicNumbers
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

Answer = tuple[bool, bool | None]
REFUSED: Answer = (False, False)
CANNOT_TELL: Answer = (True, None)

BASE45 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
ALGORITHMS = {b"\x32": -19, b"\x28": -9}
LIST_TYPE = b"\x10\x78\x1a" + b"application/statuslist+cwt"
DAY = 86_400


class Refused(Exception):
    """These bytes prove nothing."""


def need(condition: object) -> None:
    if not condition:
        raise Refused


def verify(given: str | bytes, keys: list[dict[str, Any]], status: bytes | None, at: datetime) -> Answer:
    now = at.timestamp()
    try:
        claims = read_claims(bytes_of(given) if isinstance(given, str) else given, keys, now)
    except (Refused, InvalidSignature, ValueError, cbor2.CBORError):
        return REFUSED
    if not claims[6] <= now < claims[4]:
        return True, False
    try:
        return True, not bit_at(status or b"", claims[-70003], keys, now)
    except (Refused, InvalidSignature, ValueError, cbor2.CBORError, zlib.error):
        return CANNOT_TELL


def bytes_of(text: str) -> bytes:
    text = text.strip()
    if text.startswith("CAC1:"):
        return from_base45(text[5:])
    page, _, digits = text.partition("#")
    need(page.startswith(("https://", "http://")) and page.endswith("/v") and "?" not in page)
    need(digits.isascii() and digits.isdigit() and digits[0] != "0" and len(digits) < 400)
    content = bytes.fromhex(f"{int(digits):0400x}").lstrip(b"\x00")
    need(content[0] == 1)
    return content[1:]


def from_base45(text: str) -> bytes:
    content = b""
    while text:
        group, text = text[:3], text[3:]
        number = sum(BASE45.index(each) * 45**place for place, each in enumerate(group))
        need(len(group) > 1 and number < 256 ** (len(group) - 1))
        content += number.to_bytes(len(group) - 1, "big")
    return content


def opened(
    content: bytes, type_: bytes, keys: list[dict[str, Any]], use: str, now: float
) -> tuple[bytes, float]:
    """The payload of a signed message, and since when its key is good."""
    size = 9 + len(type_)
    head = bytes([0x84]) + (bytes([0x40 + size]) if size < 24 else bytes([0x58, size]))
    start = len(head)
    protected, rest = content[start : start + size], content[start + size :]
    entries = b"\xa3" if type_ else b"\xa2"
    need(content.startswith(head) and protected[:2] == entries + b"\x01" and protected[3:5] == b"\x04\x44")
    need(protected[9:] == type_ and protected[2:3] in ALGORITHMS and rest[:1] == b"\xa0")
    payload, signature = rest[1:-66], rest[-64:]
    message = cbor2.loads(payload)
    need(cbor2.dumps(message) == payload and rest[-66:-64] == b"\x58\x40")
    need(cbor2.dumps(protected) == content[1 : start + size])
    key = next((each for each in keys if each["kid"] == protected[5:9].hex()), None)
    need(key and key["alg"] == ALGORITHMS[protected[2:3]] and key.get("use", use) == use)
    assert key is not None
    need(isinstance(message, bytes))
    check_signature(key, signature, cbor2.dumps(["Signature1", protected, b"", message]))
    since, until = (datetime.fromisoformat(key[name]).timestamp() for name in ("not_before", "not_after"))
    need(since <= now < until)
    return message, since


def check_signature(key: dict[str, Any], signature: bytes, message: bytes) -> None:
    x, y = (base64.urlsafe_b64decode(key.get(name, "") + "==") for name in "xy")
    if key["alg"] == -19:
        Ed25519PublicKey.from_public_bytes(x).verify(signature, message)
        return
    r, s = int.from_bytes(signature[:32], "big"), int.from_bytes(signature[32:], "big")
    point = EllipticCurvePublicNumbers(int.from_bytes(x, "big"), int.from_bytes(y, "big"), SECP256R1())
    point.public_key().verify(encode_dss_signature(r, s), message, ECDSA(SHA256()))


def in_one_spelling(payload: bytes, keys: list[int]) -> dict[int, Any]:
    claims = cbor2.loads(payload)
    need(isinstance(claims, dict) and list(claims) == keys and cbor2.dumps(claims) == payload)
    return dict(claims)


def read_claims(content: bytes, keys: list[dict[str, Any]], now: float) -> dict[int, Any]:
    need(len(content) <= 135)
    payload, since = opened(content, b"", keys, "tokens", now)
    claims = in_one_spelling(payload, [4, 6, 7, -70001, -70002, -70003])
    exp, iat, cti, media, channels, place = claims.values()
    need(all(type(each) is int for each in (exp, iat, media, channels)))
    need(0 <= iat < exp < 1 << 32 and iat % DAY == 0 == exp % DAY and iat >= since // DAY * DAY)
    need(isinstance(cti, bytes) and len(cti) == 10 and cti[0] >> 3 == 1)
    need(0 < media < 1 << 5 and 0 < channels < 1 << 14)
    need(isinstance(place, list) and len(place) == 2 and all(type(each) is int for each in place))
    need(0 <= place[0] < 1 << 16 and 0 <= place[1] < 1 << 20)
    return claims


def bit_at(content: bytes, place: list[int], keys: list[dict[str, Any]], now: float) -> bool:
    payload, _ = opened(content, LIST_TYPE, keys, "status", now)
    sub, iat, exp, ttl, held = in_one_spelling(payload, [2, 6, 4, 65534, 65533]).values()
    need(
        isinstance(sub, str)
        and sub.endswith(f"/status/{place[0]}")
        and sub.startswith(("https://", "http://"))
    )
    need(type(iat) is int and type(exp) is int and type(ttl) is int and ttl > 0)
    need(iat < exp <= iat + 48 * 3600 and iat <= now + 300 and now < exp)
    need(isinstance(held, dict) and list(held) == ["bits", "lst"] and type(held["bits"]) is int)
    need(held["bits"] == 1 and isinstance(held["lst"], bytes))
    stream = zlib.decompressobj()
    bits = stream.decompress(held["lst"], 1 << 18)
    need(len(bits) == 1 << 17 and stream.eof and not stream.unused_data)
    return bool(bits[place[1] // 8] & 1 << place[1] % 8)


def verify_case(corpus: dict[str, Any], case: dict[str, Any]) -> Answer:
    given = case["text"] if "text" in case else bytes.fromhex(case["hex"])
    status = bytes.fromhex(corpus["status_lists"].get(case["status"], ""))
    return verify(given, corpus["keys"]["keys"], status, datetime.fromisoformat(case["at"]))


if __name__ == "__main__":
    read = json.load(sys.stdin)
    json.dump({case["name"]: verify_case(read, case) for case in read["cases"]}, sys.stdout)
