"""Writes `tests/vectors/tokens.json`: good and bad tokens, with what every verifier must say of each.

Run from the project's folder: `python -m tests.credentials.make_tokens`. The file is frozen: cases are added,
none is changed. The code under test has no part in it.
"""

import json
from typing import Any, Final

import cbor2

from tests.credentials.minted_lists import GOOD_LISTS, status_lists
from tests.credentials.minting import (
    CLAIMS,
    CTI,
    DAY,
    ED,
    ES,
    EXPIRES,
    HOST,
    ID,
    NOW,
    PRIVATE,
    PUBLISHED,
    PUBLISHED_ID,
    STATUS,
    TODAY,
    VECTORS,
    claims,
    ed25519,
    header,
    listed_keys,
    malleated,
    parts,
    raw,
    seal,
    sign,
    status_list,
    swapped_header,
    token,
    with_hmac,
)
from tests.credentials.token_text import address_of, code_of

FILE: Final = VECTORS / "tokens.json"
Case = dict[str, Any]


GOOD: Final = token()
PAYLOAD: Final = cbor2.dumps(CLAIMS)
NUMBER: Final = address_of(GOOD).partition("#")[2]


def passing() -> list[Case]:
    def case(name: str, given: str | bytes, status: str = "good", at: str = NOW) -> Case:
        return record(name, given, status, at, ("USABLE", True, True))

    return [
        case("as an address", address_of(GOOD)),
        case("as a code", code_of(GOOD)),
        case("as bytes", GOOD),
        case("ES256 as an address", address_of(token(kid=ES))),
        case("ES256 as a code", code_of(token(kid=ES))),
        case("the published vector", PUBLISHED["text"]) | {"id": PUBLISHED_ID},
        case("spaces and a line end around it", f"  {address_of(GOOD)}\r\n"),
        case("a registry below a folder, without TLS", f"http://127.0.0.1:8000/aval/v#{NUMBER}"),
        case("its first moment", GOOD, at="2026-11-22T14:00:00Z"),
        case("its last second", token(claims(exp=TODAY + DAY)), at="2026-11-22T23:59:59Z"),
        case("everything granted", token(claims(media=31, channels=(1 << 14) - 1))),
        case("one medium, one channel", token(claims(media=16, channels=1 << 13))),
        case("first place of list 0", token(claims(place=[0, 0])), "list 0"),
        case("last place of list 0", token(claims(place=[0, (1 << 20) - 1])), "list 0"),
        case("last place of the last list", token(claims(place=[65_535, (1 << 20) - 1])), "last list"),
        case("the only clear bit", GOOD, "all set but ours"),
        case("a list of a registry without TLS", GOOD, "of a registry without TLS"),
        case("last second of the list", GOOD, at="2026-11-24T13:59:59Z"),
        case("a list signed ahead of our clock", GOOD, "signed ahead of our clock"),
        case("a key that was replaced but has not ended", token(kid="01d00001")),
        case("keys without a use", token(kid="a1100001"), "key without a use"),
    ]


def without_a_yes() -> list[Case]:
    def case(
        name: str, detail: str, given: str | bytes = GOOD, status: str | None = "good", at: str = NOW
    ) -> Case:
        usable = False if detail in {"NOT_USABLE", "TOKEN_EXPIRED", "TOKEN_NOT_YET"} else None
        return record(name, given, status, at, (detail, True, usable))

    bad_lists = [name for name in status_lists() if name not in GOOD_LISTS]
    return [
        case("not usable", "NOT_USABLE", status="set"),
        case("expired this second", "TOKEN_EXPIRED", at="2027-12-01T00:00:00Z"),
        case(
            "expired last year", "TOKEN_EXPIRED", token(claims(iat=TODAY - 300 * DAY, exp=TODAY - 100 * DAY))
        ),
        case("expired, whatever the list", "TOKEN_EXPIRED", at="2027-12-01T00:00:00Z", status=None),
        case("not yet", "TOKEN_NOT_YET", token(claims(iat=TODAY + DAY))),
        case("not yet, a second before", "TOKEN_NOT_YET", at="2026-11-21T23:59:59Z"),
        case("no list", "STATUS_MISSING", status=None),
        case("list stale this second", "STATUS_STALE", at="2026-11-24T14:00:00Z"),
        case("list stale, and set", "STATUS_STALE", status="set", at="2027-01-01T00:00:00Z"),
        case("another list", "STATUS_OF_ANOTHER_LIST", status="list 8"),
        case("list from tomorrow", "STATUS_NOT_YET", status="signed tomorrow"),
        case("list from ahead, six minutes", "STATUS_NOT_YET", at="2026-11-22T13:54:59Z"),
        case("empty list", "STATUS_NOT_AUTHENTIC", status="empty"),
        *(case(f"list: {name}", "STATUS_NOT_AUTHENTIC", status=name) for name in bad_lists),
    ]


def false_texts() -> list[Case]:
    code = code_of(GOOD)
    given = {
        "nothing": "",
        "an ID": ID,
        "the number alone": NUMBER,
        "the base45 alone": code.removeprefix("CAC1:"),
        "another prefix": code.replace("CAC1:", "CAC2:"),
        "prefix in small letters": code.replace("CAC1:", "cac1:"),
        "base45 in small letters": "CAC1:" + code.removeprefix("CAC1:").lower(),
        "a character base45 has not": code[:-1] + "_",
        "a base45 group too large": "CAC1:" + "::" + ":" + code[8:],
        "a last base45 group too large": code[:-2] + "::",
        "a base45 character left over": code + "00",
        "base45 of nothing": "CAC1:",
        "the number in the query": f"{HOST}/v?{NUMBER}",
        "the number in the path": f"{HOST}/v/{NUMBER}",
        "no number": f"{HOST}/v#",
        "a zero before the number": f"{HOST}/v#0{NUMBER}",
        "a sign before the number": f"{HOST}/v#+{NUMBER}",
        "an underscore in the number": f"{HOST}/v#{NUMBER[:3]}_{NUMBER[3:]}",
        "a letter in the number": f"{HOST}/v#{NUMBER[:-1]}a",
        "digits of another script": f"{HOST}/v#" + NUMBER.translate({48 + n: 0x660 + n for n in range(10)}),
        "two fragments": f"{HOST}/v#{NUMBER}#{NUMBER}",
        "another page": f"{HOST}/w#{NUMBER}",
        "another scheme": f"javascript://example.ca/v#{NUMBER}",
        "no version before the token": f"{HOST}/v#{int.from_bytes(GOOD)}",
        "another version before it": f"{HOST}/v#" + str(int.from_bytes(b"\x02" + GOOD)),
        "ten thousand digits": f"{HOST}/v#" + "9" * 10_000,
    }
    return [refused(f"text: {name}", text, "TEXT_MALFORMED") for name, text in given.items()]


def false_forms() -> list[Case]:
    signature = GOOD[-64:]
    given: dict[str, str | bytes] = {
        "no bytes": b"",
        "one byte": b"\x84",
        "the COSE tag": b"\xd2" + GOOD,
        "the CWT tag": b"\xd8\x3d" + GOOD,
        "both tags": b"\xd8\x3d\xd2" + GOOD,
        "a trailing byte": GOOD + b"\x00",
        "a trailing byte in the number": address_of(GOOD + b"\x00"),
        "zeros before it": b"\x00" + GOOD,
        "padding after it": address_of(GOOD + bytes(5)),
        "twice": GOOD + GOOD,
        "cut": GOOD[:-1],
        "a length left open": b"\x9f" + GOOD[1:] + b"\xff",
        "a length written long": b"\x98\x04" + GOOD[1:],
        "a header's length written long": b"\x84\x58\x09" + GOOD[2:],
        "three parts": cbor2.dumps(cbor2.loads(GOOD)[:3]),
        "five parts": cbor2.dumps([*cbor2.loads(GOOD), b""]),
        "a map of parts": cbor2.dumps(dict(enumerate(cbor2.loads(GOOD)))),
        "something in the unprotected header": parts(unprotected={33: b""}),
        "the key's number in both headers": parts(unprotected={4: bytes.fromhex(ED)}),
        "the header unprotected": parts(protected=b"", unprotected={1: -19, 4: bytes.fromhex(ED)}),
        "an empty protected header": raw(b""),
        "a header that is no map": raw(cbor2.dumps([1, -19])),
        "the payload elsewhere": parts(payload=None),
        "the payload as a map": parts(payload=CLAIMS),
        "the signature as text": parts(signature="a" * 64),
        "no signature": parts(signature=b""),
        "a short signature": parts(signature=signature[:-1]),
        "a long signature": parts(signature=signature + b"\x00"),
        "an algorithm alone": raw(cbor2.dumps({1: -19})),
        "a key alone": raw(cbor2.dumps({4: bytes.fromhex(ED)})),
        "a header in another order": raw(swapped_header()),
        "a header with a key twice": raw(bytes.fromhex("a3013201320444") + bytes.fromhex(ED)),
        "a number written long in the header": raw(bytes.fromhex("a20138120444") + bytes.fromhex(ED)),
        "a type in the header": token(_16="application/cwt"),
        "a critical header": token(_2=[4]),
        "a key's number of three bytes": raw(cbor2.dumps({1: -19, 4: bytes.fromhex(ED)[:3]})),
        "an algorithm by name": raw(cbor2.dumps({1: "Ed25519", 4: bytes.fromhex(ED)})),
        "a status list": status_list(),
    }
    return [
        refused(f"form: {name}", each, "TOKEN_MALFORMED") for name, each in given.items() if fits(each)
    ] + [refused(f"form: {name}", each, "TEXT_MALFORMED") for name, each in given.items() if not fits(each)]


def fits(given: str | bytes) -> bool:
    """False for a text whose token is longer than any: the text itself is refused."""
    return isinstance(given, bytes) or len(given.partition("#")[2]) <= len(
        address_of(bytes(135)).partition("#")[2]
    )


def false_claims() -> list[Case]:
    exp, iat = PAYLOAD[1:7], PAYLOAD[7:13]
    other_version = bytes.fromhex("14cef1d13d2690b15dbe")
    given = {
        "none": {},
        "a list of them": list(CLAIMS.values()),
        "an issuer": {1: "x"} | CLAIMS,
        "an unknown claim after": CLAIMS | {-70004: 1},
        "no expiry": claims(exp=None),
        "no day of issue": claims(iat=None),
        "no ID": claims(cti=None),
        "no media": claims(media=None),
        "no channels": claims(channels=None),
        "no place": claims(place=None),
        "another order": PAYLOAD[:1] + iat + exp + PAYLOAD[13:],
        "media and channels in another order": {
            key: CLAIMS[key] for key in (4, 6, 7, -70002, -70001, -70003)
        },
        "one twice": b"\xa7" + exp + PAYLOAD[1:],
        "one twice, differing": b"\xa7" + cbor2.dumps({4: EXPIRES + DAY})[1:] + PAYLOAD[1:],
        "a number written long": PAYLOAD.replace(
            b"\x3a\x00\x01\x11\x70\x07", b"\x3a\x00\x01\x11\x70\x18\x07"
        ),
        "a key written long": b"\xa6\x18" + PAYLOAD[1:],
        "a length left open": b"\xbf" + PAYLOAD[1:] + b"\xff",
        "a trailing byte": PAYLOAD + b"\x00",
        "a tag": b"\xd8\x3d" + PAYLOAD,
        "a tagged date": claims(exp=cbor2.CBORTag(1, EXPIRES)),
        "a tagged number": PAYLOAD.replace(b"\x70\x07", b"\x70\xc2\x41\x07"),
        "a day as a fraction": claims(exp=float(EXPIRES)),
        "a day as text": claims(exp="2027-12-01"),
        "a day that is not midnight": claims(exp=EXPIRES + 1),
        "an issue that is not midnight": claims(iat=TODAY + 3600),
        "a day before all days": claims(iat=-DAY),
        "a day of eight bytes": claims(exp=49_711 * DAY),
        "a day after all days": claims(exp=10**12 * DAY),
        "expired when issued": claims(exp=TODAY),
        "expired before it was issued": claims(exp=TODAY - DAY),
        "an ID of nine bytes": claims(cti=CTI[:9]),
        "an ID of eleven bytes": claims(cti=CTI + b"\x00"),
        "an ID with a zero before it": claims(cti=b"\x00" + CTI),
        "an ID as text": claims(cti=ID.replace("-", "")),
        "an ID of another version": claims(cti=other_version),
        "media nobody knows": claims(media=32),
        "channels nobody knows": claims(channels=1 << 14),
        "nothing granted": claims(media=0),
        "no channel granted": claims(channels=0),
        "media below zero": claims(media=-1),
        "true for media": claims(media=True),
        "media as a list": claims(media=["photo"]),
        "a place out of the list": claims(place=[7, 1 << 20]),
        "a place far out of the list": claims(place=[7, 1 << 32]),
        "a place below zero": claims(place=[7, -1]),
        "a list out of range": claims(place=[65_536, 0]),
        "a list below zero": claims(place=[-1, 0]),
        "a place alone": claims(place=[348_211]),
        "three places": claims(place=[7, 348_211, 0]),
        "a place as a map": claims(place={0: 7, 1: 348_211}),
        "true for a list": claims(place=[True, 348_211]),
    }
    return [refused(f"claims: {name}", token(each), "TOKEN_MALFORMED") for name, each in given.items()]


def false_signatures() -> list[Case]:
    stranger = ed25519("stranger")
    public = PRIVATE[ED].public_key().public_bytes_raw()  # type: ignore[union-attr]  # it is an Ed25519 key
    message = cbor2.dumps(["Signature1", header(ES), b"", PAYLOAD])
    es = token(kid=ES)
    given = {
        "zeros": (parts(signature=bytes(64)), "SIGNATURE_FALSE"),
        "another payload": (parts(payload=cbor2.dumps(claims(media=31))), "SIGNATURE_FALSE"),
        "of another issuer, under our key's number": (token(private=stranger), "SIGNATURE_FALSE"),
        "of another context": (
            cbor2.dumps(seal(header(ED), PAYLOAD, PRIVATE[ED], "Signature")),
            "SIGNATURE_FALSE",
        ),
        "over something outside": (
            cbor2.dumps(seal(header(ED), PAYLOAD, PRIVATE[ED], outside=b"x")),
            "SIGNATURE_FALSE",
        ),
        "of the payload alone": (parts(signature=sign(PRIVATE[ED], PAYLOAD)), "SIGNATURE_FALSE"),
        "the group's order added": (malleated(GOOD), "SIGNATURE_FALSE"),
        "halves swapped": (GOOD[:-64] + GOOD[-32:] + GOOD[-64:-32], "SIGNATURE_FALSE"),
        "ES256 of zeros": (es[:-64] + bytes(64), "SIGNATURE_FALSE"),
        "ES256 of ones": (es[:-64] + b"\xff" * 64, "SIGNATURE_FALSE"),
        "ES256 halves swapped": (es[:-64] + es[-32:] + es[-64:-32], "SIGNATURE_FALSE"),
        "ES256 by an Ed25519 key": (es[:-64] + sign(PRIVATE[ED], message), "SIGNATURE_FALSE"),
        "algorithm of the other key": (token(alg=-9), "ALGORITHM_OTHER"),
        "ES256 named Ed25519": (token(kid=ES, alg=-19), "ALGORITHM_OTHER"),
        "algorithm EdDSA (-8)": (token(alg=-8), "ALGORITHM_OTHER"),
        "algorithm ES256 of old (-7)": (token(kid=ES, alg=-7), "ALGORITHM_OTHER"),
        "algorithm none (0)": (token(alg=0), "ALGORITHM_OTHER"),
        "an HMAC with our public key": (with_hmac(public), "ALGORITHM_OTHER"),
        "a key nobody gave": (token(kid="00000000", private=stranger), "KEY_UNKNOWN"),
        "a key of the status lists": (token(kid=STATUS), "KEY_UNKNOWN"),
        "a key that ended this second": (token(kid="e9d00001"), "KEY_NOT_IN_FORCE"),
        "a key of a second from now": (token(kid="f0000001"), "KEY_NOT_IN_FORCE"),
        "dated before its key": (token(claims(iat=TODAY - 400 * DAY)), "KEY_NOT_IN_FORCE"),
    }
    return [refused(f"signature: {name}", each, code) for name, (each, code) in given.items()]


def refused(name: str, given: str | bytes, detail: str) -> Case:
    return record(name, given, "good", NOW, (detail, False, False))


def record(
    name: str, given: str | bytes, status: str | None, at: str, said: tuple[str, bool, bool | None]
) -> Case:
    detail, authentic, usable = said
    form = {"hex": given.hex()} if isinstance(given, bytes) else {"text": given}
    said_id = ID if authentic else None
    return {
        "name": name,
        **form,
        "status": status,
        "at": at,
        "authentic": authentic,
        "usable": usable,
        "id": said_id,
        "detail": detail,
    }


def make() -> dict[str, Any]:
    lists = {name: content.hex() for name, content in status_lists().items()} | {"empty": ""}
    cases = [
        *passing(),
        *without_a_yes(),
        *false_texts(),
        *false_forms(),
        *false_claims(),
        *false_signatures(),
    ]
    return {"keys": {"keys": listed_keys()}, "status_lists": lists, "cases": cases}


if __name__ == "__main__":
    FILE.write_text(json.dumps(make(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
