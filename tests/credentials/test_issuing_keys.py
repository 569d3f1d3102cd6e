"""Keys that sign: drawn once, rotated while servers read them, listed under the offline root's note."""

import json
import secrets
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from service.credentials.issuing_keys import (
    IssuingKeysMissing,
    RootMissing,
    create_issuing_keys,
    end_issuing_key,
    load_issuing_keys,
    root_file,
    rotate_issuing_keys,
)
from service.credentials.key_lists import read_signed_list
from service.credentials.key_ring import STATUS, TOKENS
from service.credentials.log_key import is_signed
from service.credentials.refusals import KeysMalformed, SignatureFalse
from service.credentials.signing import ED25519, ES256, verify_signature
from service.ledger.note import VerifierKey
from service.vault.failures import KeyUnwrapFailed
from service.vault.kek import Kek, create_kek, load_kek

AT = datetime(2026, 10, 13, 15, 0, tzinfo=UTC)
PUBLIC_URL = "https://aval.example.org"


@pytest.fixture
def kek(tmp_path: Path) -> Kek:
    create_kek(tmp_path / "kek", secrets.token_bytes)
    return load_kek(tmp_path / "kek")


@pytest.fixture
def folder(tmp_path: Path, kek: Kek) -> Path:
    create_issuing_keys(tmp_path, kek, secrets.token_bytes, PUBLIC_URL, AT)
    return tmp_path


def rotate(folder: Path, kek: Kek, use: str, at: datetime, algorithm: int = ED25519) -> bytes:
    return rotate_issuing_keys(
        folder, kek, secrets.token_bytes, root_file(folder), ((use, algorithm), at)
    ).kid


def test_each_use_has_a_key_of_its_own_and_what_it_signs_is_believed(folder: Path, kek: Kek) -> None:
    kept = load_issuing_keys(folder)
    keys = {use: kept.signing_key(use, kek, AT) for use in (TOKENS, STATUS)}
    assert len({key.kid for key in keys.values()}) == 2
    for use, key in keys.items():
        verify_signature(kept.ring().find(key.kid, use).public, key.sign(b"said"), b"said")


def test_keys_drawn_once_stay(folder: Path, kek: Kek) -> None:
    before = (folder / "issuing.json").read_bytes()
    create_issuing_keys(folder, kek, secrets.token_bytes, PUBLIC_URL, AT)
    assert (folder / "issuing.json").read_bytes() == before


def test_no_private_key_is_written_plain(folder: Path, kek: Kek) -> None:
    kept = load_issuing_keys(folder)
    other = folder / "other"
    create_kek(other, secrets.token_bytes)
    assert (folder / "issuing.json").stat().st_mode & 0o777 == 0o600
    assert root_file(folder).stat().st_mode & 0o777 == 0o600
    with pytest.raises(KeyUnwrapFailed):
        kept.signing_key(TOKENS, load_kek(other), AT)
    kept.signing_key(TOKENS, kek, AT)


@pytest.mark.parametrize("algorithm", [ED25519, ES256])
def test_a_new_key_signs_from_its_day_on_and_the_old_one_still_verifies(
    folder: Path, kek: Kek, algorithm: int
) -> None:
    old = load_issuing_keys(folder).signing_key(TOKENS, kek, AT)
    new = rotate(folder, kek, TOKENS, AT + timedelta(days=7), algorithm)
    kept = load_issuing_keys(folder)
    assert kept.signing_key(TOKENS, kek, AT).kid == old.kid
    signing = kept.signing_key(TOKENS, kek, AT + timedelta(days=7))
    assert (signing.kid, signing.algorithm) == (new, algorithm)
    verify_signature(kept.ring().find(new, TOKENS).public, signing.sign(b"said"), b"said")
    assert kept.ring().find(old.kid, TOKENS).is_in_force(AT + timedelta(days=900))
    with pytest.raises(SignatureFalse):
        verify_signature(kept.ring().find(old.kid, TOKENS).public, signing.sign(b"said"), b"said")


def test_a_key_that_leaked_ends_at_once_and_signs_no_more(folder: Path, kek: Kek) -> None:
    leaked = load_issuing_keys(folder).signing_key(TOKENS, kek, AT).kid
    new = rotate(folder, kek, TOKENS, AT)
    end_issuing_key(folder, leaked, root_file(folder), AT)
    kept = load_issuing_keys(folder)
    assert not kept.ring().find(leaked, TOKENS).is_in_force(AT)
    assert kept.signing_key(TOKENS, kek, AT).kid == new
    with pytest.raises(KeysMalformed):
        end_issuing_key(folder, b"none", root_file(folder), AT)


def test_nobody_signs_when_every_key_has_ended(folder: Path, kek: Kek) -> None:
    kid = load_issuing_keys(folder).signing_key(STATUS, kek, AT).kid
    end_issuing_key(folder, kid, root_file(folder), AT)
    with pytest.raises(IssuingKeysMissing):
        load_issuing_keys(folder).signing_key(STATUS, kek, AT)


def test_the_list_changes_by_the_root_alone(folder: Path, kek: Kek) -> None:
    root_file(folder).rename(folder / "safe")
    with pytest.raises(RootMissing):
        rotate(folder, kek, TOKENS, AT)
    (folder / "forged").write_bytes(b"A" * 43 + b"=\n")
    asked = ((TOKENS, ED25519), AT)
    with pytest.raises(RootMissing):
        rotate_issuing_keys(folder, kek, secrets.token_bytes, folder / "forged", asked)
    rotate_issuing_keys(folder, kek, secrets.token_bytes, folder / "safe", asked)


def published(folder: Path) -> tuple[dict[str, Any], VerifierKey]:
    kept = load_issuing_keys(folder)
    return kept.published(), VerifierKey.decode(kept.root)


def test_whoever_pinned_the_root_takes_a_newer_list_and_no_older_one(folder: Path, kek: Kek) -> None:
    first, root = published(folder)
    ring, since = read_signed_list(json.dumps(first), root, is_signed)
    assert ring.keys.keys() == load_issuing_keys(folder).ring().keys.keys()
    rotate(folder, kek, TOKENS, AT)
    second, _ = published(folder)
    assert len(read_signed_list(json.dumps(second), root, is_signed, since)[0].keys) == 3
    with pytest.raises(KeysMalformed):
        read_signed_list(json.dumps(first), root, is_signed, since + 1)


@pytest.mark.parametrize("change", ["kid", "x", "not_after", "use", "sequence", "gone", "added"])
def test_a_list_that_the_root_did_not_sign_is_refused(folder: Path, change: str) -> None:
    listed, root = published(folder)
    first = listed["keys"][0]
    if change == "gone":
        listed["keys"].pop()
    elif change == "added":
        listed["keys"].append(first | {"kid": "00000000"})
    elif change == "sequence":
        listed["sequence"] += 1
    else:
        first[change] = {"kid": "00000000", "x": "A" * 43, "not_after": "2099-01-01", "use": "status"}[change]
    with pytest.raises(KeysMalformed):
        read_signed_list(json.dumps(listed), root, is_signed)


def test_a_file_that_holds_no_keys_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(IssuingKeysMissing):
        load_issuing_keys(tmp_path)
    (tmp_path / "issuing.json").write_text("{}", encoding="utf-8")
    with pytest.raises(IssuingKeysMissing):
        load_issuing_keys(tmp_path)
