"""Status lists for the corpus, good and bad, by name."""

import zlib
from typing import Final

import cbor2

from tests.credentials.minting import (
    DAY,
    ED,
    LIST_TIME,
    PRIVATE,
    STATUS,
    TODAY,
    bits,
    ed25519,
    header,
    seal,
    status_list,
    token,
)

GOOD_LISTS: Final = {
    "good",
    "set",
    "all set but ours",
    "list 0",
    "last list",
    "list 8",
    "signed ahead of our clock",
    "signed tomorrow",
    "key without a use",
    "of a registry without TLS",
}


def status_lists() -> dict[str, bytes]:
    good = status_list(7, 1, 2, 3, 348_210, 348_212)
    deflate = zlib.compressobj(9, wbits=-15)
    return {
        "good": good,
        "set": status_list(7, 348_211),
        "all set but ours": status_list(lst=zlib.compress(bytes(b ^ 0xFF for b in bits(348_211)), 9)),
        "list 0": status_list(0, 1, 1_048_574),
        "last list": status_list(65_535),
        "list 8": status_list(8),
        "signed ahead of our clock": status_list(iat=TODAY + 15 * 3600 + 240),
        "signed tomorrow": status_list(iat=TODAY + DAY + 15 * 3600),
        "key without a use": status_list(kid="a1100001"),
        "of a registry without TLS": status_list(sub="http://127.0.0.1:8000/aval/status/7"),
        "signed by the token key": status_list(kid=ED),
        "signed by an ended key": status_list(kid="57a70002"),
        "signed by a stranger": status_list(private=ed25519("stranger")),
        "one bit turned": good[:-80] + bytes([good[-80] ^ 1]) + good[-79:],
        "signature cut": good[:-1],
        "trailing byte": good + b"\x00",
        "tagged": b"\xd2" + good,
        "two bits a token": status_list(bits=2, lst=zlib.compress(bits(size=1 << 21), 9)),
        "true for one bit": status_list(bits=True),
        "too short": status_list(lst=zlib.compress(bits(size=(1 << 20) - 8), 9)),
        "too long": status_list(lst=zlib.compress(bits(size=(1 << 20) + 8), 9)),
        "bytes after zlib": status_list(lst=zlib.compress(bits(), 9) + b"\x00"),
        "zlib cut": status_list(lst=zlib.compress(bits(), 9)[:-1]),
        "bare deflate": status_list(lst=deflate.compress(bits()) + deflate.flush()),
        "good for three days": status_list(exp=LIST_TIME + 72 * 3600),
        "no expiry": status_list(exp=None),
        "expires before it is signed": status_list(exp=LIST_TIME - 1),
        "no address": status_list(sub=None),
        "address of no list": status_list(sub="https://registre.example.qc.ca/status/7/8"),
        "address with zeros": status_list(sub="https://registre.example.qc.ca/status/07"),
        "another claim": status_list(more={1: "registre"}),
        "type missing": status_list_without_type(),
        "type of another": status_list(type="application/cwt"),
        "a token": token(),
    }


def status_list_without_type() -> bytes:
    payload = cbor2.loads(status_list())[2]
    return cbor2.dumps(seal(header(STATUS), payload, PRIVATE[STATUS]))
