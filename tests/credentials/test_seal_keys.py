"""The keys that seal: drawn once and wrapped; or the establishment's own, refused when they would not do."""

import os
import secrets
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

from service.credentials.log_key import create_log_key
from service.credentials.seal_keys import (
    SealCertificateUnfit,
    SealKeyMissing,
    create_seal_keys,
    load_given_keys,
    load_seal_keys,
    load_trusted,
)
from service.vault.failures import KeyUnwrapFailed
from service.vault.kek import Kek

NOW = datetime.now(UTC)
KEK = Kek(bytes(range(32)))
Key: TypeAlias = ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "seal.keys"
    create_seal_keys(path, KEK, secrets.token_bytes, NOW)
    return path


def test_drawn_keys_are_on_disk_with_their_names_before_anything_is_sealed_with_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[int] = []
    monkeypatch.setattr(os, "fsync", lambda handle: synced.append(os.fstat(handle).st_ino))
    create_seal_keys(tmp_path / "seal.keys", KEK, secrets.token_bytes, NOW)
    assert synced == [(tmp_path / "seal.keys").stat().st_ino, tmp_path.stat().st_ino]
    create_log_key(tmp_path / "log.key", KEK, secrets.token_bytes)
    assert synced[2:] == [(tmp_path / "log.key").stat().st_ino, tmp_path.stat().st_ino]


def certificate_of(key: Key) -> x509.Certificate:
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CISSS de la Côte-des-Brumes")])
    return (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(NOW)
        .not_valid_after(NOW.replace(year=NOW.year + 3))
        .sign(key, SHA256())
    )


def in_pem(key: Key, certificate: x509.Certificate) -> bytes:
    private = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(b"secret"))
    return private + certificate.public_bytes(Encoding.PEM)


def in_pkcs12(key: Key, certificate: x509.Certificate) -> bytes:
    return pkcs12.serialize_key_and_certificates(
        b"seal", key, certificate, None, BestAvailableEncryption(b"secret")
    )


def test_the_sealing_certificate_is_of_our_root_and_for_documents_alone(path: Path) -> None:
    keys = load_seal_keys(path, KEK)
    keys.certificate.verify_directly_issued_by(keys.anchor)
    assert keys.private.public_key() == keys.certificate.public_key()
    usage = keys.certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    assert usage.content_commitment
    assert not usage.key_cert_sign
    (listed,) = keys.revoked
    assert listed.is_signature_valid(keys.anchor.public_key())  # type: ignore[arg-type] # P-256, as drawn
    assert listed.next_update_utc == keys.anchor.not_valid_after_utc


def test_what_is_there_stays(path: Path) -> None:
    before = path.read_bytes()
    create_seal_keys(path, KEK, secrets.token_bytes, NOW)
    assert path.read_bytes() == before


def test_processes_that_start_at_once_draw_one_key(tmp_path: Path) -> None:
    path = tmp_path / "seal.keys"
    with ThreadPoolExecutor(8) as pool:
        made = [pool.submit(create_seal_keys, path, KEK, secrets.token_bytes, NOW) for _ in range(8)]
        assert [one.result() for one in made] == [None] * 8
    load_seal_keys(path, KEK)


def test_only_its_owner_reads_the_file_and_the_private_keys_are_wrapped(path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600
    secret = load_seal_keys(path, KEK).private.private_numbers().private_value
    assert f"{secret:064x}" not in path.read_text()
    with pytest.raises(KeyUnwrapFailed):
        load_seal_keys(path, Kek(bytes(range(1, 33))))


def test_what_others_need_holds_no_secret(path: Path) -> None:
    root, revoked = load_trusted(path)
    assert "PRIVATE" not in root + revoked
    assert root.startswith("-----BEGIN CERTIFICATE-----")


@pytest.mark.parametrize("content", [None, b"", b"{"])
def test_a_missing_file_is_said_to_be_missing(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "seal.keys"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(SealKeyMissing):
        load_seal_keys(path, KEK)


@pytest.mark.parametrize("kind", [in_pem, in_pkcs12])
def test_the_establishment_s_certificate_is_read_in_both_ways(
    tmp_path: Path, kind: Callable[[Key, x509.Certificate], bytes]
) -> None:
    key = ec.generate_private_key(ec.SECP256R1())
    path, certificate = tmp_path / "given", certificate_of(key)
    path.write_bytes(kind(key, certificate))
    keys = load_given_keys(path, b"secret")
    assert (keys.certificate, keys.anchor, keys.revoked) == (certificate, certificate, ())
    with pytest.raises(SealCertificateUnfit, match="SEAL_CERTIFICATE_OR_PASSWORD_WRONG"):
        load_given_keys(path, b"other")


def test_a_certificate_that_would_not_do_is_refused_with_a_reason(tmp_path: Path) -> None:
    own, other = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    large = rsa.generate_private_key(65537, 2048)
    table = {
        "SEAL_KEY_NOT_P256": in_pem(large, certificate_of(large)),
        "SEAL_KEY_OF_ANOTHER_CERTIFICATE": in_pem(own, certificate_of(other)),
        "SEAL_CERTIFICATE_OR_PASSWORD_WRONG": own.private_bytes(
            Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
        ),
    }
    path = tmp_path / "given"
    for code, content in table.items():
        path.write_bytes(content)
        with pytest.raises(SealCertificateUnfit, match=code):
            load_given_keys(path, b"secret")
    with pytest.raises(SealCertificateUnfit, match="SEAL_CERTIFICATE_UNREADABLE"):
        load_given_keys(tmp_path / "none", None)
