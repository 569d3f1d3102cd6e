"""Seals documents as PAdES (ETSI EN 319 142-1): B-LTA with a time-stamping authority, else B-B.

pyHanko writes the file's XMP packet again with each signature and so breaks what PDF/UA and PDF/A ask of it.
That is held back by a private method, for which pyHanko's version is pinned (decision 0012).
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from io import BytesIO
from typing import Final

from asn1crypto import cms, keys, x509
from cryptography import x509 as certificates
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, PdfSigner, PdfTimeStamper, SimpleSigner
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.signers.pdf_signer import TimestampDSSContentSettings
from pyhanko.sign.timestamps import TimestampRequestError
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from service.documents.sealing.places import SEAL, TIME_STAMP, Room, make_room
from service.documents.sealing.time_stamps import Authority
from service.documents.sheets.stream_ends import reads_short
from service.i18n.evidence import evidence_words
from service.registry.sealing import TimeStampUnavailable

DIGEST: Final = "sha256"
_TRIES: Final = 4
"""Sealing adds a table of places, a stream; one in 256 ends on a carriage return, and is made again."""


@dataclass(frozen=True)
class PdfSealer:
    """Seals with one key and certificate; `authority` is the address of a time-stamping authority, or empty.

    `above` are the certificates over the sealing one, `revoked` the lists that they signed; all go into the
    document. `authority_roots` are trusted for time stamps; when none are given, the first answer is.
    """

    private: EllipticCurvePrivateKey
    certificate: certificates.Certificate
    above: tuple[certificates.Certificate, ...] = ()
    revoked: tuple[certificates.CertificateRevocationList, ...] = ()
    authority: str = ""
    authority_roots: tuple[certificates.Certificate, ...] = ()

    @property
    def time_stamped(self) -> bool:
        """Tell whether a third party will date the seal."""
        return bool(self.authority)

    def seal(self, document: bytes, number: str, language: str) -> bytes:
        """Return a tagged PDF sealed; `number` is what it is about, as printed.

        Raises `TimeStampUnavailable` when the authority gives no answer: the document says that it is
        dated, so it is not sealed without.
        """
        rooms = [Room(SEAL, evidence_words(language, "seal.said"))]
        if self.time_stamped:
            rooms.append(Room(TIME_STAMP, evidence_words(language, "stamp.said")))
        above = [one.public_bytes(Encoding.DER) for one in self.above]
        revoked = [one.public_bytes(Encoding.DER) for one in self.revoked]
        content = b""
        for moved in range(_TRIES):
            ready = make_room(document, rooms, above, revoked, moved)
            try:
                content = asyncio.run(self._sealed(ready, number))
            except TimestampRequestError as error:
                raise TimeStampUnavailable from error
            if not reads_short(content):
                break
        return content

    async def _sealed(self, ready: bytes, number: str) -> bytes:
        authority = Authority(self.authority) if self.time_stamped else None
        signature = PdfSignatureMetadata(
            field_name=SEAL, md_algorithm=DIGEST, subfilter=SigSeedSubFilter.PADES, reason=number
        )
        signer = PdfSigner(signature, signer=self._signer, timestamper=authority)
        sealed = await signer.async_sign_pdf(_Quiet(BytesIO(ready)), existing_fields_only=True)
        content: bytes = sealed.getvalue()
        return await self._dated(content, authority) if authority else content

    async def _dated(self, sealed: bytes, authority: Authority) -> bytes:
        """Lay down what proves the authority's certificate, and have the whole file dated (B-LTA)."""
        first = await authority.async_dummy_response(DIGEST)
        roots = [_loaded(one) for one in self.authority_roots] or _topmost(first)
        known = ValidationContext(
            trust_roots=[*roots, _loaded(self._anchor)],
            other_certs=[_loaded(one) for one in self.above],
            crls=[one.public_bytes(Encoding.DER) for one in self.revoked],
            allow_fetching=False,
            revocation_mode="soft-fail",
        )
        stamper = PdfTimeStamper(authority, field_name=TIME_STAMP)
        dated = await stamper.async_timestamp_pdf(
            _Quiet(BytesIO(sealed)),
            DIGEST,
            validation_context=known,
            dss_settings=TimestampDSSContentSettings(include_vri=False, update_before_ts=True),
        )
        content: bytes = dated.getvalue()
        return content

    @property
    def _anchor(self) -> certificates.Certificate:
        return self.above[-1] if self.above else self.certificate

    @cached_property
    def _signer(self) -> SimpleSigner:
        key = self.private.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())
        store = SimpleCertificateStore.from_certs([_loaded(one) for one in self.above])
        return SimpleSigner(
            signing_cert=_loaded(self.certificate),
            signing_key=keys.PrivateKeyInfo.load(key),
            cert_registry=store,
            embed_roots=False,
        )


class _Quiet(IncrementalPdfFileWriter):
    """Adds to a file and leaves its XMP packet and its title as they are."""

    def _update_meta(self) -> None:
        """Change nothing: the packet says what PDF/UA and PDF/A ask of it."""


def _loaded(certificate: certificates.Certificate) -> x509.Certificate:
    return x509.Certificate.load(certificate.public_bytes(Encoding.DER))


def _topmost(token: cms.ContentInfo) -> Sequence[x509.Certificate]:
    """Return the certificates of a time stamp that no other in it has issued."""
    held = [one.chosen for one in token["content"]["certificates"]]
    names = {one.subject.hashable for one in held}
    return [one for one in held if one.issuer == one.subject or one.issuer.hashable not in names]
