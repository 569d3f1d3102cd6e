"""Checks a sealed PDF: every byte of the file is as sealed, by a seal that is trusted (ETSI EN 319 102-1).

Reads files that may be made to harm whoever reads them: run in the process of `check_one.py` alone.
"""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime
from io import BytesIO
from typing import Any, Final

from asn1crypto import crl, pem, x509
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.x509 import load_der_x509_certificate, load_der_x509_crl
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.ades.report import AdESFailure, AdESIndeterminate, AdESPassed, AdESSubIndic
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation.ades import ades_basic_validation, ades_lta_validation
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import validate_sig_integrity
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.policy_decl import (
    LocalKnowledge,
    PdfSignatureValidationSpec,
    RevinfoOnlineFetchingRule,
    RevocationInfoGatheringSpec,
    SignatureValidationSpec,
)
from pyhanko_certvalidator.authority import CertTrustAnchor
from pyhanko_certvalidator.context import CertValidationPolicySpec
from pyhanko_certvalidator.ltv.types import ValidationTimingInfo
from pyhanko_certvalidator.policy_decl import (
    CertRevTrustPolicy,
    RevocationCheckingPolicy,
    RevocationCheckingRule,
)
from pyhanko_certvalidator.registry import SimpleTrustManager
from pyhanko_certvalidator.revinfo.archival import CRLContainer

from service.documents.sealing.containers import Altered, check_last_container, check_unsigned_parts
from service.domain import identifiers
from service.registry.sealing import AUTHENTIC, MODIFIED, SealCheck, TrustedSeals

TRACES: Final = (b"/ByteRange", b"/ETSI.CAdES.detached", b"/SigFlags", b"/ETSI.RFC3161")
"""Words that a sealed file has and no other: one of them left says that it was sealed once."""
_LOCAL: Final = RevocationInfoGatheringSpec(online_fetching_rule=RevinfoOnlineFetchingRule.LOCAL_ONLY)
_SEALS: Final = RevocationCheckingPolicy(
    RevocationCheckingRule.CHECK_IF_DECLARED_SOFT, RevocationCheckingRule.CHECK_IF_DECLARED_SOFT
)
_CODES: Final[dict[AdESSubIndic, str]] = {
    AdESPassed.OK: AUTHENTIC,
    AdESFailure.HASH_FAILURE: MODIFIED,
    AdESFailure.SIG_CRYPTO_FAILURE: MODIFIED,
    AdESFailure.FORMAT_FAILURE: MODIFIED,
    AdESFailure.REVOKED: "SEAL_REVOKED",
    AdESIndeterminate.REVOKED_NO_POE: "SEAL_REVOKED",
    AdESIndeterminate.REVOKED_CA_NO_POE: "SEAL_REVOKED",
    AdESIndeterminate.NO_CERTIFICATE_CHAIN_FOUND: "UNKNOWN_SEAL",
    AdESIndeterminate.NO_SIGNING_CERTIFICATE_FOUND: "UNKNOWN_SEAL",
    AdESIndeterminate.CERTIFICATE_CHAIN_GENERAL_FAILURE: "UNKNOWN_SEAL",
    AdESIndeterminate.OUT_OF_BOUNDS_NO_POE: "SEAL_NOT_VALID_THEN",
    AdESIndeterminate.OUT_OF_BOUNDS_NOT_REVOKED: "SEAL_NOT_VALID_THEN",
    AdESIndeterminate.EXPIRED: "SEAL_NOT_VALID_THEN",
    AdESIndeterminate.NOT_YET_VALID: "SEAL_NOT_VALID_THEN",
}


def check_seal(content: bytes, trusted: TrustedSeals, at: datetime) -> SealCheck:
    """Check a file as of a moment."""
    if not bears_traces(content):
        return SealCheck("NOT_SEALED")
    try:
        reader = PdfFileReader(BytesIO(content))
        seals = list(reader.embedded_signatures)
        if seals:
            return _checked(content, reader, seals, trusted, at)
    except MemoryError:
        raise
    except Exception:  # noqa: BLE001 - a reader of damaged files meets every kind of error
        return SealCheck(MODIFIED)
    return SealCheck(MODIFIED)


def bears_traces(content: bytes) -> bool:
    """Tell whether a file was ever sealed, damaged as it may be since."""
    return any(trace in content for trace in TRACES)


def _checked(
    content: bytes,
    reader: PdfFileReader,
    seals: Sequence[EmbeddedPdfSignature],
    trusted: TrustedSeals,
    at: datetime,
) -> SealCheck:
    try:
        _check_whole(content, reader, seals)
    except Altered:
        return SealCheck(MODIFIED)
    found = asyncio.run(_judged(seals, trusted, at))
    if found.code != AUTHENTIC:
        return found
    return SealCheck(AUTHENTIC, _number(seals[0]), found.sealed_at, found.attested)


def _check_whole(content: bytes, reader: PdfFileReader, seals: Sequence[EmbeddedPdfSignature]) -> None:
    """Check that the file is the sealed one and nothing else, whoever sealed it. Raises `Altered`."""
    first, *stamps = seals
    if first.sig_object_type != "/Sig" or any(one.sig_object_type != "/DocTimeStamp" for one in stamps):
        raise Altered
    first.compute_integrity_info()
    changed = getattr(first.diff_result, "modification_level", ModificationLevel.OTHER)
    if stamps and changed > ModificationLevel.LTA_UPDATES:
        raise Altered
    for one in seals:
        if not _is_intact(one):
            raise Altered
    last = seals[-1]
    check_last_container(content, [int(each) for each in last.byte_range], last.signed_data)
    check_unsigned_parts(last.signed_data, _laid_down(reader))


def _is_intact(seal: EmbeddedPdfSignature) -> bool:
    """Tell whether a signature is of its certificate, over these very bytes."""
    held, digest = seal.signed_data["encap_content_info"], seal.compute_digest()
    kind = held["content_type"].native
    if kind == "tst_info":
        imprint = held["content"].parsed["message_imprint"]["hashed_message"].native
        if imprint != digest:
            return False
        digest = seal.tst_signature_digest or _digest_of(seal)
    intact, valid = validate_sig_integrity(seal.signer_info, seal.signer_cert, kind, digest)
    return bool(intact and valid)


def _digest_of(seal: EmbeddedPdfSignature) -> bytes:
    from hashlib import new  # noqa: PLC0415 - beside its one use

    return new(seal.md_algorithm, seal.signed_data["encap_content_info"]["content"].contents).digest()


async def _judged(seals: Sequence[EmbeddedPdfSignature], trusted: TrustedSeals, at: datetime) -> SealCheck:
    """Say whether the seal is trusted: with the proofs of time that are trusted, else by the moment alone."""
    if _is_revoked(seals[0].signer_cert, trusted):
        return SealCheck("SEAL_REVOKED")
    moment = ValidationTimingInfo(at, at, point_in_time_validation=False)
    spec = _spec(seals[0].reader, trusted)
    if len(seals) > 1 and trusted.time_stamps:
        dated = await ades_lta_validation(seals[0], PdfSignatureValidationSpec(spec), timing_info=moment)
        if dated.ades_subindic == AdESPassed.OK:
            return SealCheck(AUTHENTIC, sealed_at=dated.best_signature_time, attested=True)
    plain = await ades_basic_validation(
        seals[0].signed_data, spec, timing_info=moment, raw_digest=seals[0].compute_digest()
    )
    code = _CODES.get(plain.ades_subindic, "CANNOT_TELL")
    if code in {"UNKNOWN_SEAL", "CANNOT_TELL"} and not _is_valid_at(seals[0].signer_cert, at):
        code = "SEAL_NOT_VALID_THEN"
    return SealCheck(code, sealed_at=seals[0].self_reported_timestamp)


def _is_revoked(certificate: x509.Certificate, trusted: TrustedSeals) -> bool:
    """Tell whether a list given to us, signed by a root that is trusted, names the sealing certificate.

    Asked apart: an older list in the document itself would do for a reader that looks for any.
    """
    roots = [load_der_x509_certificate(one).public_key() for one in _from_pem(trusted.roots)]
    lists = [load_der_x509_crl(one) for one in _from_pem(trusted.revoked)]
    return any(
        one.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None
        and any(isinstance(root, EllipticCurvePublicKey) and one.is_signature_valid(root) for root in roots)
        for one in lists
    )


def _is_valid_at(certificate: x509.Certificate, at: datetime) -> bool:
    return bool(certificate.not_valid_before <= at <= certificate.not_valid_after)


def _spec(reader: PdfFileReader, trusted: TrustedSeals) -> SignatureValidationSpec:
    lists = [CRLContainer(crl.CertificateList.load(one)) for one in _from_pem(trusted.revoked)]
    return SignatureValidationSpec(
        cert_validation_policy=_policy(trusted.roots),
        ts_cert_validation_policy=_policy(trusted.time_stamps),
        revinfo_gathering_policy=_LOCAL,
        local_knowledge=LocalKnowledge(
            known_crls=[*lists, *_lists_in(reader)], known_certs=_laid_down(reader)
        ),
    )


def _policy(roots: Sequence[str]) -> CertValidationPolicySpec:
    anchors = [CertTrustAnchor(x509.Certificate.load(one)) for one in _from_pem(roots)]
    return CertValidationPolicySpec(
        trust_manager=SimpleTrustManager.build(trust_roots=anchors),
        revinfo_policy=CertRevTrustPolicy(_SEALS, retroactive_revinfo=True),
    )


def _laid_down(reader: PdfFileReader) -> list[x509.Certificate]:
    try:
        return list(DocumentSecurityStore.read_dss(reader).load_certs())
    except NoDSSFoundError:
        return []


def _lists_in(reader: PdfFileReader) -> list[CRLContainer]:
    try:
        laid: Any = DocumentSecurityStore.read_dss(reader).crls
    except NoDSSFoundError:
        return []
    return [CRLContainer(crl.CertificateList.load(one.get_object().data)) for one in laid]


def _from_pem(texts: Sequence[str]) -> list[bytes]:
    return [der for text in texts for _, _, der in pem.unarmor(text.encode(), multiple=True)]


def _number(seal: EmbeddedPdfSignature) -> str | None:
    """Return the number that the document is about; none when somebody else's seal says something else."""
    try:
        return identifiers.parse(str(seal.sig_object.get("/Reason", ""))).printed
    except identifiers.BadIdentifier:
        return None
