"""The one part of a sealed file that its last signature cannot cover: the container of that signature.

A reader that only verifies the signature takes a file in which a spare byte of the container was changed.
Here every byte of it is accounted for: signed, bound by what is signed, or the only value it may have.
"""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from typing import Final

from asn1crypto import cms, parser, x509
from cryptography.exceptions import InvalidSignature
from cryptography.x509 import load_der_x509_certificate

PLAIN: Final = {"data": "v1", "tst_info": "v3"}
"""Version of a container by what it holds (RFC 5652, 5.1)."""
_NULL: Final = b"\x05\x00"


class Altered(Exception):
    """A byte is not what it can only be."""


def check_last_container(content: bytes, byte_range: list[int], held: cms.SignedData) -> None:
    """Check the gap of the last signature: all the rest of the file is what it covers. Raises `Altered`."""
    start, before, after, rest = byte_range
    _require(start == 0 and after + rest == len(content) and before < after)
    gap = content[before:after]
    _require(gap[:1] == b"<" and gap[-1:] == b">")
    try:
        written = bytes.fromhex(gap[1:-1].decode("ascii"))
        length = parser.peek(written)
        container = cms.ContentInfo.load(written[:length], strict=True)
        kind = container.native["content_type"]
    except (ValueError, TypeError) as error:
        raise Altered from error
    _require(kind == "signed_data" and container["content"].dump() == held.dump())
    _require(written.hex().upper().encode() == gap[1:-1] and not any(written[length:]))


def check_unsigned_parts(held: cms.SignedData, known: Iterable[x509.Certificate]) -> None:
    """Check what a container says outside its signature. Raises `Altered`."""
    kind = held["encap_content_info"]["content_type"].native
    _require(held["version"].native == PLAIN.get(kind))
    _require(not held["crls"] and (kind != "data" or held["encap_content_info"]["content"].native is None))
    (signer,) = held["signer_infos"]
    _require(signer["version"].native == "v1" and signer["sid"].name == "issuer_and_serial_number")
    algorithms = [*held["digest_algorithms"], signer["digest_algorithm"]]
    _require(all(_is_plain(one) for one in [*algorithms, signer["signature_algorithm"]]))
    _require(
        {one["algorithm"].native for one in algorithms} == {signer["digest_algorithm"]["algorithm"].native}
    )
    _require(kind != "data" or not signer["unsigned_attrs"] or _is_only_stamped(signer))
    _check_certificates(held, signer, list(known))


def _is_plain(algorithm: cms.AlgorithmIdentifier) -> bool:
    """Tell whether an algorithm has no parameters, in one of the two ways that is written."""
    name = algorithm["algorithm"].dump()
    body = algorithm.contents
    return body in {name, name + _NULL}


def _is_only_stamped(signer: cms.SignerInfo) -> bool:
    return [one["type"].native for one in signer["unsigned_attrs"]] == ["signature_time_stamp_token"]


def _check_certificates(held: cms.SignedData, signer: cms.SignerInfo, known: list[x509.Certificate]) -> None:
    """Each certificate is the signer's, bound by its digest, or was signed by one that is here or known."""
    present = [one.chosen for one in held["certificates"]]
    bound = _bound_digests(signer)
    own = [one for one in present if _is_of(one, signer)]
    _require(len(own) == 1 and (not bound or sha256(own[0].dump()).digest() in bound))
    _require(len({one.dump() for one in present}) == len(present))
    above = [*present, *known]
    _require(all(_is_issued(one, above) for one in present if one is not own[0] or not bound))


def _bound_digests(signer: cms.SignerInfo) -> set[bytes]:
    """Return the SHA-256 of certificates that the signed attributes name (RFC 5035)."""
    for attribute in signer["signed_attrs"]:
        if attribute["type"].native == "signing_certificate_v2":
            first = attribute["values"][0]["certs"][0]
            if first["hash_algorithm"]["algorithm"].native == "sha256":
                return {first["cert_hash"].native}
    return set()


def _is_of(certificate: x509.Certificate, signer: cms.SignerInfo) -> bool:
    named = signer["sid"].chosen
    return bool(
        certificate.issuer == named["issuer"] and certificate.serial_number == named["serial_number"].native
    )


def _is_issued(certificate: x509.Certificate, above: list[x509.Certificate]) -> bool:
    return any(one.subject == certificate.issuer and _has_signed(one, certificate) for one in above)


def _has_signed(issuer: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        below = load_der_x509_certificate(certificate.dump())
        below.verify_directly_issued_by(load_der_x509_certificate(issuer.dump()))
    except (ValueError, TypeError, InvalidSignature):
        return False
    return True


def _require(right: object) -> None:
    if not right:
        raise Altered
