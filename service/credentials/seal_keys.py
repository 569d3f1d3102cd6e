"""What seals documents: a root of our own with one sealing certificate (P-256), or the establishment's.

Our own is drawn at `init` and kept beside the key-encryption key in one file: the private keys wrapped,
the certificates and the root's list of revoked ones plain. P-256, since readers of PDF take no Ed25519.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12
from cryptography.hazmat.primitives.serialization import load_pem_private_key as load_pem_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

from service.vault.data_keys import unwrap, wrap
from service.vault.kek import Kek
from service.vault.key_files import alone, write_whole
from service.vault.randomness import draw_key

if TYPE_CHECKING:
    from collections.abc import Callable


ROOT_NAME: Final = "Registre des autorisations, racine des sceaux"
SEAL_NAME: Final = "Registre des autorisations, sceau"
YEARS: Final = 50
"""Longer than documents are kept: one that has no time stamp is good only as long as its certificate."""
DOCUMENT_SIGNING: Final = ObjectIdentifier("1.3.6.1.5.5.7.3.36")
"""Signing of documents (RFC 9336)."""
_BACKDATED: Final = timedelta(minutes=5)
"""For readers whose clock is a little slow."""


class SealKeyMissing(Exception):
    """The sealing key is not beside the key-encryption key, or its file is no such file."""

    code = "SEAL_KEY_MISSING"


class SealCertificateUnfit(Exception):
    """The establishment's certificate cannot be used; `code` says why."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class SealKeys:
    """A private key with its certificate, those above it, and what readers must trust.

    `anchor` is our root; for an establishment's certificate it is that very certificate, since
    its issuer certifies others too.
    """

    private: ec.EllipticCurvePrivateKey
    certificate: x509.Certificate
    chain: tuple[x509.Certificate, ...]
    anchor: x509.Certificate
    revoked: tuple[x509.CertificateRevocationList, ...] = ()


def create_seal_keys(path: Path, kek: Kek, random: Callable[[int], bytes], now: datetime) -> None:
    """Draw root and sealing key and write them, on disk before this returns; what is there stays."""
    if path.exists():
        return
    with alone(path):
        if not path.exists():
            write_whole(path, _drawn(kek, random, now))


def load_seal_keys(path: Path, kek: Kek) -> SealKeys:
    """Read our own sealing key. Raises `SealKeyMissing`, or KeyUnwrapFailed for another key's file."""
    held = _held(path)
    private = _private(unwrap(kek, bytes.fromhex(held["key"])))
    certificate, root = (x509.load_pem_x509_certificate(held[name].encode()) for name in ("seal", "root"))
    return SealKeys(private, certificate, (root,), root, (x509.load_pem_x509_crl(held["revoked"].encode()),))


def load_trusted(path: Path) -> tuple[str, str]:
    """Read what others need to trust our seals, as PEM: the root and its list. Raises `SealKeyMissing`."""
    held = _held(path)
    return held["root"], held["revoked"]


def _held(path: Path) -> dict[str, str]:
    try:
        held: dict[str, str] = json.loads(path.read_bytes())
    except (FileNotFoundError, ValueError) as error:
        raise SealKeyMissing from error
    return held


def _drawn(kek: Kek, random: Callable[[int], bytes], now: datetime) -> bytes:
    root, seal = (_private(draw_key(random)) for _ in range(2))
    top = _certificate(ROOT_NAME, root, None, now)
    certificate = _certificate(SEAL_NAME, seal, (top, root), now)
    held = {
        "key": wrap(kek, _scalar(seal)).hex(),
        "root_key": wrap(kek, _scalar(root)).hex(),
        "seal": certificate.public_bytes(Encoding.PEM).decode(),
        "root": top.public_bytes(Encoding.PEM).decode(),
        "revoked": _no_revocations(top, root, now).public_bytes(Encoding.PEM).decode(),
    }
    return json.dumps(held, indent=1).encode()


def load_roots(path: Path) -> tuple[x509.Certificate, ...]:
    """Read certificates in PEM. Raises `SealCertificateUnfit`."""
    try:
        return tuple(x509.load_pem_x509_certificates(path.read_bytes()))
    except (OSError, ValueError) as error:
        raise SealCertificateUnfit("TIME_STAMP_CERTIFICATES_UNREADABLE") from error


def as_pem(certificate: x509.Certificate) -> str:
    """Write a certificate for others to read."""
    return certificate.public_bytes(Encoding.PEM).decode()


def load_given_keys(path: Path, password: bytes | None) -> SealKeys:
    """Read the establishment's certificate with its key (PKCS#12, or PEM). Raises `SealCertificateUnfit`."""
    try:
        content = path.read_bytes()
        private, certificate, chain = (
            _from_pem(content, password) if b"-----BEGIN" in content else _from_pkcs12(content, password)
        )
    except OSError as error:
        raise SealCertificateUnfit("SEAL_CERTIFICATE_UNREADABLE") from error
    except (ValueError, TypeError) as error:
        raise SealCertificateUnfit("SEAL_CERTIFICATE_OR_PASSWORD_WRONG") from error
    if not isinstance(private, ec.EllipticCurvePrivateKey) or private.curve.name != "secp256r1":
        raise SealCertificateUnfit("SEAL_KEY_NOT_P256")
    if private.public_key() != certificate.public_key():
        raise SealCertificateUnfit("SEAL_KEY_OF_ANOTHER_CERTIFICATE")
    return SealKeys(private, certificate, chain, certificate)


def _from_pem(
    content: bytes, password: bytes | None
) -> tuple[object, x509.Certificate, tuple[x509.Certificate, ...]]:
    certificate, *chain = x509.load_pem_x509_certificates(content)
    return load_pem_key(content, password), certificate, tuple(chain)


def _from_pkcs12(
    content: bytes, password: bytes | None
) -> tuple[object, x509.Certificate, tuple[x509.Certificate, ...]]:
    private, certificate, chain = pkcs12.load_key_and_certificates(content, password)
    if certificate is None:
        raise ValueError
    return private, certificate, tuple(chain)


def _private(secret: bytes) -> ec.EllipticCurvePrivateKey:
    # A drawn key at or over the curve's order comes up once in 2³²: refused here rather than bent.
    return ec.derive_private_key(int.from_bytes(secret, "big"), ec.SECP256R1())


def _scalar(private: ec.EllipticCurvePrivateKey) -> bytes:
    return private.private_numbers().private_value.to_bytes(32, "big")


def _certificate(
    name: str,
    private: ec.EllipticCurvePrivateKey,
    issuer: tuple[x509.Certificate, ec.EllipticCurvePrivateKey] | None,
    now: datetime,
) -> x509.Certificate:
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    top, signing = issuer or (None, private)
    above = signing.public_key()
    builder = (
        x509.CertificateBuilder(subject_name=subject, issuer_name=top.subject if top else subject)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - _BACKDATED)
        .not_valid_after(top.not_valid_after_utc if top else now.replace(year=now.year + YEARS, day=1))
        .add_extension(_constraints(of_root=top is None), critical=True)
        .add_extension(_usage(of_root=top is None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(private.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(above), critical=False)
    )
    if top is not None:
        uses = x509.ExtendedKeyUsage([DOCUMENT_SIGNING, ExtendedKeyUsageOID.EMAIL_PROTECTION])
        builder = builder.add_extension(uses, critical=False)
    return builder.sign(signing, SHA256())


def _constraints(*, of_root: bool) -> x509.BasicConstraints:
    return x509.BasicConstraints(ca=of_root, path_length=0 if of_root else None)


def _usage(*, of_root: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not of_root,
        content_commitment=not of_root,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=of_root,
        crl_sign=of_root,
        encipher_only=False,
        decipher_only=False,
    )


def _no_revocations(
    root: x509.Certificate, private: ec.EllipticCurvePrivateKey, now: datetime
) -> x509.CertificateRevocationList:
    """Sign an empty list that holds until a newer one is made: documents are checked without a network."""
    above = x509.AuthorityKeyIdentifier.from_issuer_public_key(private.public_key())
    return (
        x509.CertificateRevocationListBuilder(root.subject)
        .last_update(now - _BACKDATED)
        .next_update(root.not_valid_after_utc)
        .add_extension(x509.CRLNumber(1), critical=False)
        .add_extension(above, critical=False)
        .sign(private, SHA256())
    )
